"""The status bar: exact figures of the selection, the unit, the state of the checks, and whether all is saved."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QElapsedTimer, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QStatusBar, QToolButton, QWidget

from workbench.domain.statements import Line, LineUnit
from workbench.engine import quotient
from workbench.phrases import phrase
from workbench.presentation.units import money_unit
from workbench.session import Change, Session
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_in_text, is_shown_whole
from workbench.ui.toolkit.theme import Theme

MILLISECONDS_SHOWN, MILLISECONDS_TO_READ = 8_000, 1_000
WHAT_UNPROVEN_IS = phrase(
    "A figure is unproven if it is compared only with its own cell. To mark these figures: View > Show unproven figures"
)


@dataclass
class Selected:
    """The running sums. ``first`` and ``second`` are kept for the difference between exactly two figures."""

    count: int = 0
    total: Decimal = Decimal(0)
    line: Line | None = None
    is_mixed: bool = False
    first: Decimal = Decimal(0)
    second: Decimal = Decimal(0)
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)

    def add(self, amount: Decimal, line: Line) -> None:
        self.is_mixed = self.is_mixed or (self.line is not None and self.line.unit is not line.unit)
        if self.line is None or line.decimals > self.line.decimals:
            self.line = line
        self.count += 1
        if self.count == 1:
            self.first = self.least = self.most = amount
        elif self.count == 2:
            self.second = amount
        self.least, self.most = min(self.least, amount), max(self.most, amount)
        self.total += amount

    def describe(self) -> str:
        """Return sum, average, count and, for two figures, the difference, for more the least and the most.

        All are exact; the average is rounded once.
        """
        if self.line is None or self.count < 2:
            return ""
        if self.is_mixed:
            return tr("Count {count:,} (mixed units)", count=self.count)
        parts = [
            tr("Sum {amount}", amount=format_in_text(self.total, self.line)),
            tr("Average {amount}", amount=self._average()),
            tr("Count {count:,}", count=self.count),
        ]
        if self.count == 2:
            parts.append(tr("Difference {amount}", amount=format_in_text(self.second - self.first, self.line)))
        else:
            parts.append(tr("Min {amount}", amount=format_in_text(self.least, self.line)))
            parts.append(tr("Max {amount}", amount=format_in_text(self.most, self.line)))
        return "     ".join(parts)

    def _average(self) -> str:
        assert self.line is not None
        finest = self.line.decimals + (4 if self.line.unit is LineUnit.PERCENT else 2)
        rounded = quotient(self.total, Decimal(self.count), finest)
        exact = rounded * self.count == self.total and is_shown_whole(rounded, self.line)
        return f"{'' if exact else '≈ '}{format_in_text(rounded.normalize(), self.line)}"


class StatusLine(QStatusBar):
    """``checks_wanted`` asks for the checks to be shown."""

    checks_wanted = Signal()

    def __init__(self, session: Session, signals: SessionSignals, run: CheckRun, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._run = run
        self._theme = theme
        self._sums = IdleWork(self)
        self._selection = QLabel(self)
        self._message_age = QElapsedTimer()
        self._message_age.start()
        self._refusal = QLabel(self)
        self._refusal.setObjectName("refused")
        self._refusal.setTextFormat(Qt.TextFormat.PlainText)
        self._refusal.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._refusal.hide()
        self._unit = QLabel(self)
        self._saved = QLabel(self)
        self._light = QToolButton(self)
        self._light.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._light.setIconSize(QSize(16, 16))
        self._light.setAutoRaise(True)
        self._light.setToolTip("\n".join((tr("Show the checks"), tr(WHAT_UNPROVEN_IS))))
        self._light.clicked.connect(self.checks_wanted)
        self.setSizeGripEnabled(False)
        self.addWidget(self._refusal, 1)
        self.addWidget(self._selection, 1)
        for widget in (self._unit, self._light, self._saved):
            self.addPermanentWidget(widget)
        signals.changed.connect(self._on_session_changed)
        run.changed.connect(self._show_light)
        self._show_unit()
        self._light.setText(tr("Running checks …"))

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._show_unit()

    def _show_unit(self) -> None:
        self._unit.setText(money_unit(self._session.project, window_words()))

    @property
    def selection_text(self) -> str:
        return self._selection.text()

    @property
    def light_text(self) -> str:
        return self._light.text()

    def show_message(self, text: str) -> None:
        self.showMessage(text, MILLISECONDS_SHOWN)
        self._message_age.start()

    def move_on(self) -> None:
        """Make room for the selection's figures once the user goes on; what was said just now stays."""
        if self.currentMessage() and self._message_age.hasExpired(MILLISECONDS_TO_READ):
            self.clearMessage()

    @property
    def refusal(self) -> str:
        """Why something was last refused; empty once the user has moved on."""
        return self._refusal.text()

    def refuse(self, reason: str) -> None:
        """Show why something was refused, in place of the selection's figures; an empty reason clears it."""
        if reason == self.refusal:
            return
        if reason:
            self.clearMessage()
            QApplication.beep()  # who types from paper does not look here
        self._refusal.setText(reason)
        self._refusal.setToolTip(reason)
        self._refusal.setVisible(bool(reason))
        self._selection.setVisible(not reason)

    def show_saved(self, text: str) -> None:
        self._saved.setText(text)

    def show_selection(self, grid: StatementGrid) -> None:
        """Add up the selected figures, however many, while the window stays responsive."""
        selected = Selected()
        self._sums.start(_add_up(grid, selected), lambda: self._selection.setText(selected.describe()))

    def refresh_selection(self, grid: StatementGrid) -> None:
        """Add up again after a change, if anything was added up."""
        if self.selection_text or self._sums.is_running:
            self.show_selection(grid)

    def _show_light(self) -> None:
        light = self._run.light
        if light.fails:
            name, colour = "fail", "bad"
        elif light.warnings:
            name, colour = "warning", "warning"
        else:
            name, colour = ("pass", "good") if light.passes else ("not-applicable", "muted")
        if light.in_short(window_words()) != self._light.text():
            self._light.setIcon(icon(name, self._theme, colour))
            self._light.setText(light.in_short(window_words()))


def _add_up(grid: StatementGrid, selected: Selected) -> Iterator[None]:
    model = grid.current_model()
    for row, column in grid.selected_places():
        amount = model.amount(row, column)
        if amount is not None:
            selected.add(amount, model.rows[row].line)
        yield
