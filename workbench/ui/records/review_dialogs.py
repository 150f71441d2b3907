"""Asking for open items, uncorrected differences, cross references and signs for ticks."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from workbench.domain.amounts import format_exactly
from workbench.domain.cross_references import CrossReference, Target, WorkingPaper
from workbench.domain.ids import NO_LINE, LineId
from workbench.domain.open_items import OpenItem, OpenItemStatus
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineRole
from workbench.domain.subjects import AdjustmentSubject, EvidenceSubject, FigureSubject, Subject
from workbench.domain.ticks import LONGEST_SIGN
from workbench.domain.uncorrected import Uncorrected
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.statement_names import names_of_statements
from workbench.typed_amounts import parse_typed_amount
from workbench.ui.records.remark_dialogs import DialogOfWords, SubjectField, TextField
from workbench.ui.toolkit.choice_combo import ChoiceCombo
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_item_status, with_capital
from workbench.wording.periods import short_label

LINES_OF_TEXT, LINES_OF_ANSWER, FEWEST_LETTERS = 4, 2, 30
FREE = Line(NO_LINE, "")
"""What an amount stands on that stands on no line: it is one of money."""


def amount_in(text: str, project: Project) -> Decimal | None:
    """Return an amount that is typed into a field; None if it is empty. Raises WorkbenchError for anything else."""
    return parse_typed_amount(text, FREE, project.scale)


def amount_as_typed(amount: Decimal | None) -> str:
    """Return an amount as it would be typed; "" for None."""
    return "" if amount is None else format_exactly(amount)


def narrow_combo(parent: QWidget) -> FieldCombo:
    """Return a list of long names that does not widen its dialog."""
    box = FieldCombo(parent)
    box.setSizeAdjustPolicy(FieldCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(FEWEST_LETTERS)
    return box


class ItemInput(NamedTuple):
    """What was typed about an open item."""

    subject: Subject
    text: str
    raised_by: str
    for_whom: str
    amount: Decimal | None
    status: OpenItemStatus
    answer: str


class OpenItemDialog(DialogOfWords):
    """Asks for an open item about one of ``subjects``, and hands it to ``take``, which may refuse it."""

    def __init__(
        self,
        project: Project,
        subjects: Sequence[Subject],
        known: OpenItem | None,
        raised_by: str,
        take: Callable[[ItemInput], object],
        parent: QWidget,
    ) -> None:
        title = tr("Open item {number}", number=known.id) if known else tr("Raise an open item")
        about = tr("It stays on the list until it is closed. Ctrl+Enter keeps it.")
        super().__init__(title, about, known.text if known else "", parent)
        self._project, self._take = project, take
        self._answer_before = known.answer if known else ""
        self.on = SubjectField(project, subjects, self)
        self.raised_by = QLineEdit(known.raised_by if known else raised_by, self)
        self.for_whom = QLineEdit(known.for_whom if known else "", self)
        self.amount = QLineEdit(amount_as_typed(known.amount if known else None), self)
        self.amount.setPlaceholderText(tr("only if it may come to an amount"))
        names = {status: with_capital(name_of_item_status(status, window_words())) for status in OpenItemStatus}
        self.status = ChoiceCombo(names, self)
        self.status.choose(known.status if known else OpenItemStatus.OPEN)
        self.answer = TextField(self._answer_before, LINES_OF_ANSWER, self)
        for words in (self.words, self.answer):
            words.setFixedHeight(words.fontMetrics().lineSpacing() * LINES_OF_TEXT + 16)
        for name, widget in (
            (tr("About"), self.on),
            (tr("Open item"), self.words),
            (tr("Raised by"), self.raised_by),
            (tr("For"), self.for_whom),
            (tr("Amount"), self.amount),
            (tr("Answer"), self.answer),
            (tr("Status"), self.status),
        ):
            self.form.addRow(name, widget)
        self.form.setRowVisible(self.status, known is not None)
        self.form.setRowVisible(self.answer, known is not None)
        self.answer.done.connect(self.accept)
        self.answer.textChanged.connect(self._on_answered)
        (self.answer if known else self.words).setFocus()

    @property
    def has_words_to_lose(self) -> bool:
        return super().has_words_to_lose or self.answer.toPlainText().strip() not in ("", self._answer_before)

    def _on_answered(self) -> None:
        """An open item with an answer is answered; nobody has to choose that."""
        if self.status.chosen is OpenItemStatus.OPEN and self.answer.toPlainText().strip():
            self.status.choose(OpenItemStatus.ANSWERED)

    def act(self) -> None:
        amount = amount_in(self.amount.text(), self._project)
        texts = self.words.toPlainText(), self.raised_by.text(), self.for_whom.text()
        self._take(ItemInput(self.on.subject, *texts, amount, self.status.chosen, self.answer.toPlainText()))


class UncorrectedInput(NamedTuple):
    """What was typed about an uncorrected difference."""

    text: str
    period: PeriodId
    profit: Decimal | None
    equity: Decimal | None
    reason: str


class UncorrectedDialog(EditDialog):
    """Asks for a difference that is left unadjusted, and hands it to ``take``, which may refuse it."""

    def __init__(
        self,
        project: Project,
        known: Uncorrected | None,
        period: PeriodId,
        take: Callable[[UncorrectedInput], object],
        parent: QWidget,
    ) -> None:
        number = known.id if known else ""
        title = tr("Uncorrected difference {number}", number=number) if known else tr("Leave a difference uncorrected")
        about = tr("Effects as they would change the result. Leave one empty if nobody knows it: unknown is not nil.")
        super().__init__(title, about, parent)
        self._project, self._take = project, take
        self.words = QLineEdit(known.text if known else "", self)
        names = {key: short_label(each, window_words()) for key, each in project.periods.items()}
        if known and known.period not in names:
            names[known.period] = known.period
        self.period = ChoiceCombo(names, self)
        self.period.choose(known.period if known else period)
        self.profit = QLineEdit(amount_as_typed(known.profit if known else None), self)
        self.equity = QLineEdit(amount_as_typed(known.equity if known else None), self)
        self.reason = QLineEdit(known.reason if known else "", self)
        for name, widget in (
            (tr("Difference"), self.words),
            (tr("Period"), self.period),
            (tr("Effect on profit"), self.profit),
            (tr("Effect on equity"), self.equity),
            (tr("Why it is left"), self.reason),
        ):
            self.form.addRow(name, widget)
        for field in (self.profit, self.equity):
            field.setPlaceholderText(tr("unknown"))
        self.begin_with(self.words)

    def act(self) -> None:
        profit, equity = (amount_in(field.text(), self._project) for field in (self.profit, self.equity))
        self._take(UncorrectedInput(self.words.text(), self.period.chosen, profit, equity, self.reason.text()))


class TargetKind(Enum):
    """What a cross reference leads to."""

    PAPER = auto()
    FIGURE = auto()
    DIFFERENCE = auto()
    EVIDENCE = auto()


TARGETS = {
    TargetKind.PAPER: phrase("A working paper"),
    TargetKind.FIGURE: phrase("A figure"),
    TargetKind.DIFFERENCE: phrase("A difference"),
    TargetKind.EVIDENCE: phrase("A piece of evidence"),
}


class CrossReferenceDialog(EditDialog):
    """Asks where a cross reference leads, and hands that to ``take``, which may refuse it."""

    def __init__(
        self,
        project: Project,
        subjects: Sequence[Subject],
        known: CrossReference | None,
        take: Callable[[Subject, Target, str], object],
        parent: QWidget,
    ) -> None:
        title = tr("Edit the cross reference") if known else tr("Cross reference")
        about = tr("Where to look for more: a working paper outside the project, or something in it.")
        super().__init__(title, about, parent)
        self._project, self._take, self._known = project, take, known
        self.on = SubjectField(project, subjects, self)
        offered = [kind for kind in TargetKind if kind is not TargetKind.EVIDENCE or project.evidence]
        offered = [kind for kind in offered if kind is not TargetKind.DIFFERENCE or project.adjustments]
        self.kind = ChoiceCombo({kind: tr(TARGETS[kind]) for kind in offered}, self)
        self.paper = QLineEdit(self)
        self.paper.setPlaceholderText(tr("for example: B-12"))
        self.statement, self.line, self.period = (narrow_combo(self) for _ in range(3))
        for key, name in names_of_statements(project, window_words()).items():
            self.statement.addItem(name, key)
        frameworks = project.frameworks
        self.column = ChoiceCombo(
            {FigureRole.AS_REPORTED: frameworks.source.label, FigureRole.RESULT: frameworks.target.label}, self
        )
        self.difference = ChoiceCombo({known.id: known.name for known in project.adjustments}, self)
        self.evidence = ChoiceCombo({shown.id: shown.name for shown in project.evidence.values()}, self)
        self.remark = QLineEdit(known.remark if known else "", self)
        self._rows = {
            TargetKind.PAPER: (self.paper,),
            TargetKind.FIGURE: (self.statement, self.line, self.period, self.column),
            TargetKind.DIFFERENCE: (self.difference,),
            TargetKind.EVIDENCE: (self.evidence,),
        }
        for name, widget in (
            (tr("On"), self.on),
            (tr("Leads to"), self.kind),
            (tr("Working paper"), self.paper),
            (tr("Statement"), self.statement),
            (tr("Line"), self.line),
            (tr("Period"), self.period),
            (tr("Column"), self.column),
            (tr("Difference"), self.difference),
            (tr("Evidence"), self.evidence),
            (tr("Remark"), self.remark),
        ):
            self.form.addRow(name, widget)
        self._show_target(known.target if known else WorkingPaper(""))
        self.statement.currentIndexChanged.connect(self._fill_lines)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.form.setRowVisible(self.on, known is None)
        self._on_kind_changed()
        self.begin_with(self.paper)

    def _show_target(self, target: Target) -> None:
        match target:
            case WorkingPaper(text):
                self.paper.setText(text)
            case FigureSubject(statement):
                self.kind.choose(TargetKind.FIGURE)
                self.statement.setCurrentIndex(self.statement.findData(statement))
            case AdjustmentSubject(adjustment):
                self.kind.choose(TargetKind.DIFFERENCE)
                self.difference.choose(adjustment)
            case EvidenceSubject(evidence):
                self.kind.choose(TargetKind.EVIDENCE)
                self.evidence.setCurrentIndex(list(self._project.evidence).index(evidence))  # type: ignore[arg-type]
        self._fill_lines()
        if isinstance(target, FigureSubject):
            self.line.setCurrentIndex(max(self.line.findData(target.line), 0))
            self.period.setCurrentIndex(max(self.period.findData(target.period), 0))
            self.column.choose(target.role)

    def _fill_lines(self) -> None:
        """Offer the lines and the periods of the chosen statement."""
        self.line.clear()
        self.period.clear()
        statement = self._project.statement_by_id.get(self.statement.currentData())
        if statement is None:
            return
        for line in statement.lines:
            if line.role is not LineRole.HEADING:
                self.line.addItem("    ".join((line.name, *line.section[-1:])), line.id)
        for period in statement.periods:
            self.period.addItem(short_label(self._project.periods[period], window_words()), period)

    def _on_kind_changed(self) -> None:
        """Ask for what the kind consists of."""
        for kind, rows in self._rows.items():
            for row in rows:
                self.form.setRowVisible(row, kind is self.kind.chosen)
        self.make_room()

    @property
    def _target(self) -> Target:
        match self.kind.chosen:
            case TargetKind.FIGURE if self.line.currentData() and self.period.currentData():
                line, period = LineId(self.line.currentData()), PeriodId(self.period.currentData())
                return FigureSubject(self.statement.currentData(), line, period, self.column.chosen)
            case TargetKind.FIGURE:
                raise WorkbenchError("There is no such figure. Choose another one.")
            case TargetKind.DIFFERENCE:
                return AdjustmentSubject(self.difference.chosen)
            case TargetKind.EVIDENCE:
                return EvidenceSubject(self.evidence.chosen)
        return WorkingPaper(self.paper.text())

    def act(self) -> None:
        subject = self._known.subject if self._known else self.on.subject
        self._take(subject, self._target, self.remark.text())


class SignsDialog(EditDialog):
    """Asks for a sign of the user's own and what it means; ``keep`` and ``remove`` may refuse."""

    def __init__(
        self,
        signs: Iterable[tuple[str, str]],
        keep: Callable[[str, str], object],
        remove: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        about = tr("A sign of one to {longest} characters, and what it says of a figure.", longest=LONGEST_SIGN)
        super().__init__(tr("Tick marks"), about, parent)
        self._keep, self._remove, self._meanings = keep, remove, dict(signs)
        names = {sign: tr("{sign} {meaning}", sign=sign, meaning=meaning) for sign, meaning in self._meanings.items()}
        self.choice = ChoiceCombo({"": tr("New tick mark"), **names}, self)
        self.sign, self.meaning = QLineEdit(self), QLineEdit(self)
        self.sign.setMaxLength(LONGEST_SIGN)
        self.form.addRow(tr("Tick mark"), self.choice)
        self.form.addRow(tr("Characters"), self.sign)
        self.form.addRow(tr("Meaning"), self.meaning)
        self.delete = self.buttons.addButton(tr("Delete"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.delete.clicked.connect(self._on_deleted)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()
        self.sign.setFocus()

    def _on_chosen(self) -> None:
        """Show the chosen sign; that of a known one stays."""
        chosen = self.choice.chosen
        self.sign.setText(chosen)
        self.sign.setEnabled(not chosen)
        self.meaning.setText(self._meanings.get(chosen, ""))
        self.delete.setEnabled(bool(chosen))

    def _on_deleted(self) -> None:
        try:
            self._remove(self.choice.chosen)
        except WorkbenchError as error:
            self.refuse(tr(error.sentence))
        else:
            self.done(self.DialogCode.Accepted)

    def act(self) -> None:
        self._keep(self.sign.text().strip(), self.meaning.text())
