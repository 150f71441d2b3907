"""Asking for a period and the statements that show it: flows the period itself, balance sheets the day it ends."""

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from workbench.commands import AddPeriod, AnyCommand, CompoundCommand
from workbench.domain.facts import fact
from workbench.domain.ids import StatementId
from workbench.domain.period_choices import following_durations, following_instants
from workbench.domain.periods import Period, short_name_of_period
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError
from workbench.presentation.statement_names import names_of_statements
from workbench.session import Session
from workbench.ui.toolkit.date_field import DateField
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.periods import short_label, with_made_label


class PeriodDialog(EditDialog):
    """Opens with the period that is likely to come next, for every statement that can show it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        about = tr("The new columns are blank and not reconciled. Balance sheets show the day on which a period ends.")
        super().__init__(tr("New period"), about, parent)
        self._session = session
        self._project = project = session.settled
        known = tuple(project.periods.values())
        self.choice = FieldCombo(self)
        for period in (*following_durations(known), *following_instants(known)):
            self.choice.addItem(short_label(period, window_words()), period)
        self.choice.addItem(tr("Other dates"), None)
        self.kind = FieldCombo(self)
        self.kind.addItem(tr("A period of time"), False)
        self.kind.addItem(tr("A date"), True)
        latest = max(known, key=lambda period: (period.end, period.months))
        self.start = DateField(latest.start or latest.end, tr("First day"), self)
        self.end = DateField(latest.end, tr("Last day"), self)
        self._end_label = QLabel(self)
        self._end_label.setBuddy(self.end)
        self.shown_in = {statement.id: QCheckBox(self) for statement in project.statements}
        statements = QVBoxLayout()
        statements.setSpacing(4)
        for box in self.shown_in.values():
            statements.addWidget(box)
        self.form.addRow(tr("Next"), self.choice)
        self.form.addRow(tr("Kind"), self.kind)
        self.form.addRow(tr("First day"), self.start)
        self.form.addRow(self._end_label, self.end)
        self.form.addRow(tr("Shown in"), statements)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        for field in (self.start, self.end):
            field.dateChanged.connect(self._on_dates_changed)
        self._choose_like(latest)
        self.choice.setFocus()

    def _choose_like(self, latest: Period) -> None:
        """Choose the first period that is as long as the latest one."""
        offered = [self.choice.itemData(index) for index in range(self.choice.count())]
        alike = (index for index, period in enumerate(offered) if period and period.months == latest.months)
        self.choice.setCurrentIndex(next(alike, 0))
        self._on_chosen()

    def _on_chosen(self) -> None:
        period: Period | None = self.choice.currentData()
        if period is not None:
            for field in (self.kind, self.start, self.end):
                field.blockSignals(True)
            self.kind.setCurrentIndex(self.kind.findData(period.is_instant))
            if period.start:
                self.start.show_day(period.start)
            self.end.show_day(period.end)
            for field in (self.kind, self.start, self.end):
                field.blockSignals(False)
        self._on_kind_changed()

    def _on_kind_changed(self) -> None:
        self.start.setEnabled(not self._is_date)
        name = tr("Day") if self._is_date else tr("Last day")
        self._end_label.setText(name)
        self.end.setAccessibleName(name)
        self._offer_statements()

    def _on_dates_changed(self) -> None:
        self.choice.blockSignals(True)
        self.choice.setCurrentIndex(self.choice.count() - 1)
        self.choice.blockSignals(False)
        self._offer_statements()

    @property
    def _is_date(self) -> bool:
        return bool(self.kind.currentData())

    @property
    def period(self) -> Period:
        """The period as it is entered, with the label that is made of it."""
        return with_made_label(Period(None if self._is_date else self.start.day, self.end.day, ""))

    @property
    def closing(self) -> Period:
        """The day on which the period ends."""
        return with_made_label(Period(None, self.end.day, ""))

    def _period_in(self, statement: Statement) -> Period:
        """Return what a statement would show."""
        return self.closing if statement.kind.shows_balances else self.period

    def _offer_statements(self) -> None:
        names = names_of_statements(self._project, window_words())
        for statement in self._project.statements:
            box, period = self.shown_in[statement.id], self._period_in(statement)
            has_it = period.id in statement.column_of
            values = {"statement": names[statement.id], "period": short_label(period, window_words())}
            box.setText(
                tr("{statement}: {period} is there already", **values)
                if has_it
                else tr("{statement}: {period}", **values)
            )
            box.setEnabled(not has_it)
            box.setChecked(not has_it and period.is_instant == statement.kind.shows_balances)

    def command(self) -> AnyCommand:
        """Return the edit that adds the period. Raises WorkbenchError if no statement is chosen."""
        by_period: dict[Period, list[StatementId]] = {}
        for statement in self._chosen_statements():
            by_period.setdefault(self._period_in(statement), []).append(statement.id)
        if not by_period:
            raise WorkbenchError("No statement shows this period yet. Choose at least one.")
        edits = tuple(AddPeriod(period, tuple(statements)) for period, statements in by_period.items())
        if len(edits) == 1:
            return edits[0]
        return CompoundCommand(fact("add-period", period=short_name_of_period(self.period)), edits)

    def _chosen_statements(self) -> Iterator[Statement]:
        return (statement for statement in self._project.statements if self.shown_in[statement.id].isChecked())

    def act(self) -> None:
        self._session.execute(self.command())
