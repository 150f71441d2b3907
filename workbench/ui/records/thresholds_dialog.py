"""Asking for the thresholds; what each comes to is shown while it is typed."""

from collections.abc import Callable, Iterator
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from workbench.commands import CompoundCommand, SetThreshold
from workbench.domain.facts import fact
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement
from workbench.domain.thresholds import (
    FixedThreshold,
    ShareOfFigure,
    ShareOfOverall,
    Threshold,
    ThresholdKind,
    Thresholds,
)
from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.statement_names import names_of_statements
from workbench.presentation.thresholds import threshold_amounts
from workbench.presentation.units import money_unit
from workbench.typed_amounts import parse_typed_amount
from workbench.ui.records.review_dialogs import FREE, amount_as_typed, narrow_combo
from workbench.ui.records.review_lists import format_free
from workbench.ui.toolkit.choice_combo import ChoiceCombo
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_threshold, with_capital
from workbench.wording.periods import short_label

WIDTH, NUMBER_WIDTH, LETTERS_OF_LINE, AMOUNT_WIDTH = 940, 110, 30, 110
USUAL_BASES = (
    Concept.PRE_TAX_INCOME,
    Concept.NET_INCOME,
    Concept.REVENUE,
    Concept.TOTAL_ASSETS,
    Concept.TOTAL_EQUITY,
)
"""What a threshold is usually a share of; these lines are offered first."""


class Way(Enum):
    """How a threshold is set."""

    NONE = auto()
    AMOUNT = auto()
    OF_FIGURE = auto()
    OF_OVERALL = auto()


WAYS = {
    Way.NONE: phrase("Not set"),
    Way.AMOUNT: phrase("Amount"),
    Way.OF_FIGURE: phrase("% of a figure"),
    Way.OF_OVERALL: phrase("% of overall"),
}


class ThresholdRow(QWidget):
    """The fields of one threshold; ``changed`` says that what they say is another threshold."""

    changed = Signal()

    def __init__(self, kind: ThresholdKind, project: Project, known: Threshold | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        name = with_capital(name_of_threshold(kind, window_words()))
        ways = [way for way in Way if way is not Way.OF_OVERALL or kind is not ThresholdKind.OVERALL]
        self.way = ChoiceCombo({way: tr(WAYS[way]) for way in ways}, parent)
        self.number = QLineEdit(parent)
        self.number.setFixedWidth(NUMBER_WIDTH)
        self.line, self.period = narrow_combo(parent), narrow_combo(parent)
        self.line.setMinimumContentsLength(LETTERS_OF_LINE)
        self.period.setMinimumContentsLength(8)
        self.comes_to = QLabel(parent)
        self.comes_to.setMinimumWidth(AMOUNT_WIDTH)
        self.comes_to.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget, what in (
            (self.way, name),
            (self.number, tr("{threshold}: amount or percentage", threshold=name)),
            (self.line, tr("{threshold}: line", threshold=name)),
            (self.period, tr("{threshold}: period", threshold=name)),
        ):
            widget.setAccessibleName(what)
        for statement, line, where in _bases(project):
            self.line.addItem("    ".join((line.name, where)), (statement.id, line.id))
        self._show(known)
        self._on_way_changed()
        self.way.currentIndexChanged.connect(self._on_way_changed)
        self.line.currentIndexChanged.connect(self._on_line_changed)
        for signal in (self.way.currentIndexChanged, self.number.textChanged, self.line.currentIndexChanged):
            signal.connect(lambda *_: self.changed.emit())
        self.period.currentIndexChanged.connect(lambda *_: self.changed.emit())

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the fields in the order in which they stand beside the name of the threshold."""
        return self.way, self.number, self.line, self.period, self.comes_to

    def _show(self, known: Threshold | None) -> None:
        self._on_line_changed()
        match known:
            case FixedThreshold(amount):
                self.way.choose(Way.AMOUNT)
                self.number.setText(amount_as_typed(amount))
            case ShareOfFigure(percent, line, period):
                self.way.choose(Way.OF_FIGURE)
                self.number.setText(amount_as_typed(percent))
                places = [number for number in range(self.line.count()) if self.line.itemData(number)[1] == line]
                self.line.setCurrentIndex(places[0] if places else -1)
                self._on_line_changed()
                self.period.setCurrentIndex(self.period.findData(period))
            case ShareOfOverall(percent):
                self.way.choose(Way.OF_OVERALL)
                self.number.setText(amount_as_typed(percent))

    def _on_way_changed(self) -> None:
        way = self.way.chosen
        self.number.setVisible(way is not Way.NONE)
        self.number.setPlaceholderText(tr("amount") if way is Way.AMOUNT else "%")
        self.line.setVisible(way is Way.OF_FIGURE)
        self.period.setVisible(way is Way.OF_FIGURE)

    def _on_line_changed(self) -> None:
        """Offer the periods of the statement in which the line is; choose the latest that is reconciled."""
        chosen = self.line.currentData()
        statement = self._project.statement_by_id.get(chosen[0]) if chosen else None
        self.period.clear()
        if statement is None:
            return
        for period in statement.periods:
            self.period.addItem(short_label(self._project.periods[period], window_words()), period)
        reconciled = [number for number, period in enumerate(statement.periods) if period in statement.reconciled]
        self.period.setCurrentIndex(reconciled[-1] if reconciled else self.period.count() - 1)

    @property
    def threshold(self) -> Threshold | None:
        """What the fields say. Raises WorkbenchError if that is no threshold."""
        way, text = self.way.chosen, self.number.text().strip()
        if way is Way.NONE:
            return None
        number = parse_typed_amount(text.removesuffix("%") if way is not Way.AMOUNT else text, FREE)
        if number is None:
            raise WorkbenchError("A threshold lacks its amount or its percentage. Enter it, or choose Not set.")
        match way:
            case Way.AMOUNT:
                return FixedThreshold(number)
            case Way.OF_OVERALL:
                return ShareOfOverall(number)
        line, period = self.line.currentData(), self.period.currentData()
        if line is None or period is None:
            raise WorkbenchError("There is no such figure. Choose another one.")
        return ShareOfFigure(number, LineId(line[1]), PeriodId(period))


class ThresholdsDialog(EditDialog):
    """Asks for the thresholds, and hands the edit to ``execute``, which may refuse it."""

    def __init__(self, results: Results, execute: Callable[[CompoundCommand], object], parent: QWidget) -> None:
        project = results.project
        about = tr(
            "Amounts: {unit}. A base is a figure of the result with every difference on, whatever is off at present.",
            unit=money_unit(project, window_words()) or tr("as in the statements"),
        )
        super().__init__(tr("Thresholds"), about, parent)
        self.setMinimumWidth(WIDTH)
        self._results, self._execute = results, execute
        grid = QGridLayout()
        grid.setColumnStretch(3, 1)
        self.rows = {kind: ThresholdRow(kind, project, project.thresholds.get(kind), self) for kind in ThresholdKind}
        for number, (kind, row) in enumerate(self.rows.items()):
            name = QLabel(with_capital(name_of_threshold(kind, window_words())), self)
            name.setMinimumWidth(name.sizeHint().width())
            grid.addWidget(name, number, 0)
            for column, widget in enumerate(row.widgets(), 1):
                grid.addWidget(widget, number, column)
            row.changed.connect(self._show_amounts)
        self.form.addRow(grid)
        self._show_amounts()
        self.rows[ThresholdKind.OVERALL].way.setFocus()

    def _show_amounts(self) -> None:
        """Show what each threshold comes to as it is typed; nothing where it is none yet."""
        amounts = threshold_amounts(self._results, Map(dict(self._thresholds_typed())))
        for kind, row in self.rows.items():
            amount = amounts[kind]
            row.comes_to.setText("" if amount is None else format_free(amount))

    def _thresholds_typed(self) -> Iterator[tuple[ThresholdKind, Threshold]]:
        for kind, row in self.rows.items():
            try:
                threshold = row.threshold
            except WorkbenchError:
                continue
            if threshold:
                yield kind, threshold

    def act(self) -> None:
        known: Thresholds = self._results.project.thresholds
        wanted = {kind: row.threshold for kind, row in self.rows.items()}
        changes = tuple(SetThreshold(kind, each) for kind, each in wanted.items() if each != known.get(kind))
        if changes:
            self._execute(CompoundCommand(fact("set-thresholds"), changes))


def _bases(project: Project) -> Iterator[tuple[Statement, Line, str]]:
    """Yield the lines of money with the names of their statements, those first that are the usual bases."""
    names = names_of_statements(project, window_words())
    lines = [
        (statement, line, names[statement.id])
        for statement in project.statements
        for line in statement.lines
        if line.role is not LineRole.HEADING and line.unit is LineUnit.MONEY
    ]

    def place(base: tuple[Statement, Line, str]) -> int:
        concept = base[1].concept
        return USUAL_BASES.index(concept) if concept in USUAL_BASES and base[0].reconciled else len(USUAL_BASES)

    yield from sorted(lines, key=place)
