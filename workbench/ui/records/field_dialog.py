"""Asking for a field: which figure, of which period, and how it is said; the words are shown as they will read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, LineRole, Statement
from workbench.errors import WorkbenchError
from workbench.notes.fields import MOST_DECIMALS, SCALE_NAMES, Field, Function, How, PeriodName, Style, write_field
from workbench.notes.reading import NoteReader
from workbench.notes.replacing import field_of
from workbench.notes.values import ROLE_OF_FUNCTION, FigureAt
from workbench.phrases import ENGLISH, phrase
from workbench.presentation.statement_names import names_of_statements
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.wording.names import with_capital
from workbench.wording.periods import short_label
from workbench.wording.scales import name_of_scale

WIDTH = 620
FEWEST_LETTERS = 30
WAYS = {
    How.PLAIN: phrase("Amount"),
    How.ABSOLUTE: phrase("Amount without sign"),
    How.GAIN: phrase("Gain or loss"),
    How.INCREASE: phrase("Increase or decrease"),
    How.INCREASE_IN: phrase("Increase or decrease in the line"),
    How.GAIN_WORD: phrase("Only gain or loss"),
    How.INCREASE_WORD: phrase("Only increase or decrease"),
    How.PERCENT: phrase("Percentage"),
}
"""The ways to say an amount, in the order in which they are offered."""


class FieldDialog(EditDialog):
    """Hands the field, as it is written in a note, to ``insert``."""

    def __init__(
        self, reader: NoteReader, own: AdjustmentId | None, insert: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(tr("Insert field"), tr("The field shows this figure, and follows it when it changes."), parent)
        self.setMinimumWidth(WIDTH)
        self._reader, self._insert = reader, insert
        project = reader.project
        self.figure = self._choice()
        usual = (Function.EFFECT, own) if own else (Function.RESULT, "")
        for number, (name, chosen) in enumerate(_figures(project)):
            self.figure.addItem(name, chosen)
            if chosen == usual:
                self.figure.setCurrentIndex(number)
        self.statement, self.line, self.period, self.since = (self._choice() for _ in range(4))
        self.way, self.scale = self._choice(), self._choice()
        self.decimals = self._choice()
        self.decimals.addItem(tr("As usual"), None)
        for decimals in range(MOST_DECIMALS + 1):
            self.decimals.addItem(str(decimals), decimals)
        self.says, self.code = QLabel(self), QLabel(self)
        for label in (self.says, self.code):
            label.setWordWrap(True)
        self.code.setObjectName("quiet")
        for name, widget in (
            (tr("Figure"), self.figure),
            (tr("Statement"), self.statement),
            (tr("Line"), self.line),
            (tr("Period"), self.period),
            (tr("Change since"), self.since),
            (tr("Say it as"), self.way),
            (tr("Unit"), self.scale),
            (tr("Decimals"), self.decimals),
            (tr("It reads"), self.says),
            ("", self.code),
        ):
            self.form.addRow(name, widget)
        for statement, name in names_of_statements(project, window_words()).items():
            self.statement.addItem(name, statement)
        self.scale.addItem(tr("As in the statements"), None)
        for scale in SCALE_NAMES.values():
            self.scale.addItem(with_capital(name_of_scale(scale, window_words())), scale)
        for how, words in WAYS.items():
            self.way.addItem(tr(words), how)
        self.way.setCurrentIndex(list(WAYS).index(How.GAIN if own else How.ABSOLUTE))
        self._fill_lines()
        self.statement.currentIndexChanged.connect(self._fill_lines)
        for choice in (self.figure, self.line, self.period, self.since, self.way, self.scale, self.decimals):
            choice.currentIndexChanged.connect(self._show)
        self._show()
        self.figure.setFocus()

    def _choice(self) -> FieldCombo:
        box = FieldCombo(self)
        box.setSizeAdjustPolicy(FieldCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(FEWEST_LETTERS)
        return box

    @property
    def _statement(self) -> Statement | None:
        key = self.statement.currentData()
        return None if key is None else self._reader.project.statement_by_id[StatementId(key)]

    def _fill_lines(self) -> None:
        """Offer the lines and periods of the chosen statement; choose a measure and the latest reconciled period."""
        statement = self._statement
        for box in (self.line, self.period, self.since):
            box.blockSignals(True)
            box.clear()
        if statement is not None:
            for line in statement.lines:
                if line.role is not LineRole.HEADING:
                    self.line.addItem("    ".join((line.name, *line.section[-1:])), line.id)
            measures = statement.lines_with(Concept.NET_INCOME, Concept.TOTAL_EQUITY)
            self.line.setCurrentIndex(max(self.line.findData(measures[-1].id if measures else None), 0))
            self._offer(self.period, statement.periods)
            latest = [number for number, period in enumerate(statement.periods) if period in statement.reconciled]
            self.period.setCurrentIndex(latest[-1] if latest else self.period.count() - 1)
        self.since.addItem(tr("No other period"), None)
        self._offer(self.since, statement.periods if statement else ())
        for box in (self.line, self.period, self.since):
            box.blockSignals(False)
        self._show()

    def _offer(self, box: FieldCombo, periods: Iterable[PeriodId]) -> None:
        for period in periods:
            box.addItem(short_label(self._reader.project.periods[period], window_words()), period)

    @property
    def field(self) -> Field | None:
        """The chosen field; None if the project has no figures."""
        line, period = self.line.currentData(), self.period.currentData()
        if line is None or period is None:
            return None
        function, of = self.figure.currentData()
        role = ROLE_OF_FUNCTION.get(Function(function), FigureRole.RESULT)
        field = field_of(FigureAt(role, LineId(line), PeriodId(period), of), self._reader)
        return self._with_style(replace(field, function=Function(function)))

    def _with_style(self, field: Field) -> Field:
        style = Style(How(self.way.currentData()), self.scale.currentData(), self.decimals.currentData())
        since = self.since.currentData()
        other = PeriodName(short_label(self._reader.project.periods[PeriodId(since)], ENGLISH)) if since else None
        return replace(field, compared_with=other, style=style)

    def _show(self) -> None:
        field = self.field
        if field is None:
            self.says.setText(tr("There is no such figure. Choose another."))
            self.code.setText("")
            return
        words, _ = self._reader.say_field(field, window_words())
        self.says.setText(with_capital(tr_fact(words)) if isinstance(words, Fact) else words)
        self.code.setText(write_field(field))

    def act(self) -> None:
        field = self.field
        if field is None:
            raise WorkbenchError("There is no such figure. Choose another one.")
        words, _ = self._reader.say_field(field, window_words())
        if isinstance(words, Fact):
            raise WorkbenchError("The field would show no figure: {why}.", why=tr_fact(words))
        self._insert(write_field(field))


def _figures(project: Project) -> Iterator[tuple[str, tuple[Function, str]]]:
    """Yield what a field may say, by name: a function with the difference or the currency that it is about."""
    for adjustment in project.adjustments:
        yield tr("Effect of {name}", name=adjustment.name), (Function.EFFECT, adjustment.id)
    source, target = project.frameworks
    yield tr("Effect of all differences"), (Function.TOTAL_EFFECT, "")
    yield tr("Result under {framework}", framework=target.label), (Function.RESULT, "")
    yield tr("As reported under {framework}", framework=source.label), (Function.AS_REPORTED, "")
    for currency in project.source_figures.translated_into:
        yield tr("Translation into {currency}", currency=currency), (Function.TRANSLATION, currency)
