"""What an edit would change, beside the form that asks for it: figures, the decimals shown, failing checks."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from workbench.domain.findings import Finding
from workbench.domain.periods import PeriodId
from workbench.engine import Results
from workbench.phrases import phrase, running_text, say
from workbench.presentation.edit_preview import (
    EditPreview,
    Fails,
    MovedFigure,
    OtherDecimals,
    may_be_checked,
    preview_edit,
)
from workbench.presentation.figure_texts import places_seen
from workbench.presentation.statement_table import StatementTable
from workbench.ui.statement.cell_displays import BLANK
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.number_format import format_in_text
from workbench.ui.toolkit.panel_table import height_of_rows, plain_table, set_widths
from workbench.ui.toolkit.row_models import RowsModel
from workbench.wording import message_of
from workbench.wording.names import name_of_figures
from workbench.wording.periods import short_label
from workbench.wording.titles import title_of

MOST_ROWS, ROWS_SEEN, FEWEST_ROWS_SEEN = 12, 6, 2
MOST_FAILS_NAMED = 2
WIDTHS = {1: 170, 2: 110, 3: 110}
HEADINGS = (phrase("Line"), phrase("Column"), phrase("Before"), phrase("After"))


class PreviewTable(QWidget):
    """Compares the present results with those after an edit that is only tried out.

    ``changed`` says that it shows something else, which may need more room. ``effect_wanted``: the user asks for an
    effect that is not shown unasked.
    """

    changed = Signal()
    effect_wanted = Signal()

    def __init__(self, before: Results, shown: PeriodId, others: Iterable[Finding], parent: QWidget) -> None:
        """``shown``: the period whose figures come first. ``others``: findings on the source files."""
        super().__init__(parent)
        self._before = before
        self._shown = shown
        self._others = tuple(others)
        self._fails_before: Fails | None = None
        self._checking = IdleWork(self)
        self._rows = RowsModel([tr(heading) for heading in HEADINGS], frozenset((2, 3)), self)
        self.table = plain_table(self._rows, 0, tr("Effect of this edit"), self)
        set_widths(self.table, WIDTHS)
        self.summary, self.more, self.checks = QLabel(self), QLabel(self), QLabel(self)
        self.ask = QPushButton(tr("Show the effect"), self)
        self.ask.setAutoDefault(False)
        self.ask.hide()
        self.ask.clicked.connect(self.effect_wanted)
        self.more.setObjectName("quiet")
        for label in (self.summary, self.more, self.checks):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        for widget in (self.summary, self.table, self.more, self.checks):
            self._layout.addWidget(widget)
        self._layout.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """What the table shows."""
        return [
            tuple(str(self._rows.index(row, column).data()) for column in range(len(HEADINGS)))
            for row in range(self._rows.rowCount())
        ]

    def show_nothing(self, reason: str = "") -> None:
        """Show no effect, and why: the edit is not complete, or would be refused, or nobody has asked for it."""
        self._checking.stop()
        self._show_rows([])
        self.summary.setText(reason)
        self.summary.setVisible(bool(reason))
        self.checks.hide()
        self.ask.hide()
        self._publish()

    def offer_effect(self) -> None:
        """Show the effect only when it is asked for: in a project of this size that takes a while."""
        self.show_nothing(tr("In a project of this size, it takes a few seconds to find what would change."))
        self.ask.show()
        self._publish()

    def show_effect(self, after: Results) -> None:
        """Show what differs in ``after``; its checks run between events."""
        preview = preview_edit(self._before, after, self._shown)
        self._show_rows(preview.figures)
        self.summary.setText(_summary(preview))
        self.summary.show()
        self.ask.hide()
        self._check(after)
        self._publish()

    def _publish(self) -> None:
        """Pass on what is needed now, which Qt would do only later, then say that something has changed."""
        self._layout.invalidate()
        self.updateGeometry()
        self.changed.emit()

    def _show_rows(self, figures: Iterable[MovedFigure]) -> None:
        figures = tuple(figures)
        self._rows.show([_row(self._before, figure) for figure in figures[:MOST_ROWS]])
        self.table.setVisible(bool(figures))
        _fit_height(self.table)
        left_out = len(figures) - MOST_ROWS
        self.more.setText(tr("… and {count:,} more", count=left_out))
        self.more.setVisible(left_out > 0)

    # ---- checks

    def _check(self, after: Results) -> None:
        self.checks.show()
        if not may_be_checked(after.project):
            self._checking.stop()
            self.checks.setText(tr("The checks of a project of this size run after the edit."))
            return
        self.checks.setText(tr("Running checks …"))
        fails = Fails(after, self._others)
        self._checking.start(self._find_fails(fails), lambda: self._show_fails(fails))

    def _find_fails(self, after: Fails) -> Iterator[None]:
        if self._fails_before is None:
            before = Fails(self._before, self._others)
            yield from before.find()
            self._fails_before = before
        yield from after.find()

    def _show_fails(self, after: Fails) -> None:
        before = self._fails_before
        assert before is not None
        self.checks.setText("\n".join(_describe_fails(before, after)))
        self._publish()


def _fit_height(view: QTableView) -> None:
    """Make the table as high as its rows, up to a few; where there is little room, fewer are seen at once."""
    rows = view.model().rowCount()
    view.setMinimumHeight(height_of_rows(view, min(rows, FEWEST_ROWS_SEEN)))
    view.setMaximumHeight(height_of_rows(view, min(rows, ROWS_SEEN)))


def _summary(preview: EditPreview) -> str:
    sentences = [_about_decimals(other) for other in preview.decimals]
    if preview.figures or not sentences:
        sentences.insert(0, _about_figures(len(preview.figures)))
    return running_text(sentences, window_words())


def _about_figures(number: int) -> str:
    if not number:
        return tr("No other figure changes.")
    return tr_count("{count:,} figure would change:", "{count:,} figures would change:", number)


def _about_decimals(other: OtherDecimals) -> str:
    return tr_count(
        "All {figures} in '{statement}' would show {count} decimal.",
        "All {figures} in '{statement}' would show {count} decimals.",
        places_seen(other.after, other.unit),
        figures=name_of_figures(other.unit, window_words()),
        statement=title_of(other.statement, window_words()),
    )


def _row(before: Results, figure: MovedFigure) -> tuple[str, ...]:
    words = window_words()
    heading = StatementTable(before, figure.statement, figure.period).heading(figure.column, words).name
    period = short_label(before.project.periods[figure.period], words)
    return (
        say(figure.caption, words),
        tr("{period}, {column}", period=period, column=heading),
        format_in_text(figure.before, figure.line_before or figure.line) or tr(BLANK),
        format_in_text(figure.after, figure.line) or tr(BLANK),
    )


def _describe_fails(before: Fails, after: Fails) -> Iterator[str]:
    """Yield how many checks fail before and after, and the first of those that would fail anew or pass again."""
    new, gone = after.missing_in(before), before.missing_in(after)
    if not before.findings and not after.findings:
        yield tr("No check fails, now or after this edit.")
        return
    yield tr(
        "Failing checks: {before:,} now, {after:,} after this edit",
        before=len(before.findings),
        after=len(after.findings),
    )
    words = window_words()
    for finding in new[:MOST_FAILS_NAMED]:
        yield tr("Would fail: {finding}", finding=message_of(finding, words))
    for finding in gone[:MOST_FAILS_NAMED]:
        yield tr("Would no longer fail: {finding}", finding=message_of(finding, words))
