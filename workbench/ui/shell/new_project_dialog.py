"""Asking for what a project without a source begins with: whose figures, between which frameworks, when, and where."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.catalogue.empty_project import empty_project
from workbench.clock import present_time
from workbench.commands import DescribeProject
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.period_choices import a_year_earlier, instants_of
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import StatementKind
from workbench.errors import WorkbenchError
from workbench.importing.language.frameworks import assumed_frameworks
from workbench.importing.language.vocabulary import parse_currency
from workbench.phrases import listing
from workbench.ui.assistant.whole_import import CURRENCIES
from workbench.ui.shell.statement_dialog import captions_language
from workbench.ui.toolkit.date_field import DateField
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.refusals import say_refusal
from workbench.wording.names import name_of_statement, with_capital
from workbench.wording.periods import short_label, with_made_label
from workbench.wording.scales import SCALES, name_of_scale

USUAL_SCALE = 1_000
USUAL_KINDS = (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION)
OFFERED_KINDS = (
    StatementKind.OPERATIONS,
    StatementKind.FINANCIAL_POSITION,
    StatementKind.CASH_FLOWS,
    StatementKind.COMPREHENSIVE_INCOME,
    StatementKind.CHANGES_IN_EQUITY,
)
COLUMNS_OF_KINDS = 2
HALF_A_YEAR = 6


class NewProjectDialog(EditDialog):
    """Hands the empty project to ``begin``."""

    def __init__(self, begin: Callable[[Project], object], parent: QWidget) -> None:
        about = tr(
            "The project begins with the usual statements, without figures. Type or paste them, and add lines, periods "
            "and statements later from the Statement menu."
        )
        super().__init__(tr("New project"), about, parent)
        self._begin = begin
        self.entity, self.currency, self.scale = QLineEdit(self), FieldCombo(self), FieldCombo(self)
        self.source, self.target = (QLineEdit(framework.name, self) for framework in assumed_frameworks())
        half_year = last_half_year(present_time().date())
        assert half_year.start is not None
        self.start = DateField(half_year.start, tr("First day"), self)
        self.end = DateField(half_year.end, tr("Last day"), self)
        self.balances, self.comparative, self.balances_before = (QCheckBox(self) for _ in range(3))
        self.kinds = {kind: QCheckBox(name_of_statement(kind, window_words()), self) for kind in OFFERED_KINDS}
        self.language = captions_language(self)
        self._fill()
        self._lay_out()
        for field in (self.start, self.end):
            field.dateChanged.connect(self._describe_periods)
        self.comparative.toggled.connect(self._describe_periods)
        self._describe_periods()
        self.begin_with(self.entity)

    def _fill(self) -> None:
        self.currency.let_type()
        self.currency.addItems(CURRENCIES)
        for scale in SCALES:
            self.scale.addItem(with_capital(name_of_scale(scale, window_words())), scale)
        self.scale.setCurrentIndex(self.scale.findData(USUAL_SCALE))
        self.balances.setChecked(True)
        for kind in USUAL_KINDS:
            self.kinds[kind].setChecked(True)
        self.source.setAccessibleName(tr("As reported under"))
        self.target.setAccessibleName(tr("Reconciled to"))

    def _lay_out(self) -> None:
        money = _beside(self.currency, self.scale)
        frameworks = _beside(self.source, QLabel("→", self), self.target)
        period = _beside(self.start, QLabel("–", self), self.end)
        periods, statements = QVBoxLayout(), QGridLayout()
        periods.addLayout(period)
        for box in (self.balances, self.comparative, self.balances_before):
            periods.addWidget(box)
        for number, box in enumerate(self.kinds.values()):
            statements.addWidget(box, *divmod(number, COLUMNS_OF_KINDS))
        for layout in (periods, statements):
            layout.setSpacing(4)
        self.scale.setAccessibleName(tr("Amounts in"))
        self.form.addRow(tr("Entity"), self.entity)
        self.form.addRow(tr("Currency"), money)
        self.form.addRow(tr("Frameworks"), frameworks)
        self.form.addRow(tr("Reporting period"), periods)
        self.form.addRow(tr("Statements"), statements)
        self.form.addRow(tr("Language of captions"), self.language)
        self.currency.setAccessibleName(tr("Currency"))

    # ---- periods

    @property
    def _period(self) -> Period:
        return Period(self.start.day, self.end.day, "")

    def _describe_periods(self) -> None:
        """Say which balance sheets belong to the period, and what its comparative is."""
        period, words = self._period, window_words()
        earlier = a_year_earlier(period)

        def days(of: Period) -> str:
            return listing([short_label(day, words) for day in instants_of([of])], words)

        self.balances.setText(tr("Balance sheets at {days}", days=days(period)))
        self.comparative.setText(tr("Comparative period: {period}", period=short_label(earlier, words)))
        self.balances_before.setText(tr("Balance sheets at {days}", days=days(earlier)))
        self.balances_before.setEnabled(self.comparative.isChecked())

    def _periods(self) -> Iterator[Period]:
        """Yield the periods from early to late, with their labels; a day that ends two of them only once."""
        period = self._period
        wanted = [period, *(instants_of([period]) if self.balances.isChecked() else ())]
        if self.comparative.isChecked():
            earlier = a_year_earlier(period)
            wanted += [earlier, *(instants_of([earlier]) if self.balances_before.isChecked() else ())]
        by_id = {known.id: known for known in wanted}
        for known in sorted(by_id.values(), key=lambda known: (known.end, known.months)):
            yield with_made_label(known)

    # ---- the project

    def project(self) -> Project:
        """Return the project that the form describes. Raises WorkbenchError if it does not describe one."""
        if self.start.day > self.end.day:
            raise WorkbenchError("The period ends before it begins. Correct the dates.")
        typed = self.currency.currentText().strip()
        currency = parse_currency(typed) if typed else ""
        if typed and not currency:
            raise WorkbenchError("'{typed}' is not a recognized currency. Enter its code, such as USD.", typed=typed)
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        nothing = Frameworks(Framework(""), Framework(""))
        scale, language = self.scale.currentData(), self.language.currentData()
        project = empty_project("", "", scale, nothing, kinds, self._periods(), language)
        if not project.statements:
            raise WorkbenchError("A project needs a statement with a period. Choose at least one.")
        source, target = Framework(self.source.text()), Framework(self.target.text())
        return DescribeProject(self.entity.text(), currency, scale, source, target).apply(project)

    def accept(self) -> None:
        try:
            project = self.project()
        except WorkbenchError as error:
            self.refuse(say_refusal(error))
            return
        super().accept()
        self._begin(project)


def last_half_year(day: date) -> Period:
    """Return the latest half-year that has ended by ``day``."""
    if day.month > HALF_A_YEAR:
        return Period(date(day.year, 1, 1), date(day.year, 6, 30), "")
    return Period(date(day.year - 1, 7, 1), date(day.year - 1, 12, 31), "")


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return row
