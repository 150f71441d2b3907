"""Edits that add what no source states: a difference, and journal entries of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.adjustments import require_adjustment, with_adjustment
from workbench.commands.command import Command, name_of_cell, refuse_unwritable, with_statement
from workbench.commands.entries import refuse_as_line_of_entry
from workbench.commands.figures import with_decimals_for
from workbench.domain.adjustments import Adjustment, JournalEntry, Leg, corrections_last
from workbench.domain.amounts import decimals_of
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.domain.subjects import AdjustmentSubject, EntrySubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

ADDED, ENTRY = "added", "entry"
"""The attributes that are altered here: that a difference is there, and that an entry of one is."""


@dataclass(frozen=True, slots=True)
class AddEntries(Command):
    """Add journal entries to a difference: each line and period that they name is stated, and reconciled.

    Raises WorkbenchError for an entry that is there already, and for a leg on a heading or on a total of parts.
    """

    adjustment: AdjustmentId
    entries: tuple[JournalEntry, ...]

    def describe(self, project: Project) -> Fact:
        name = require_adjustment(project, self.adjustment).name
        return fact("add-entries", name=name, count=len(self.entries))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield from _added_entries(project, require_adjustment(project, self.adjustment), self.entries)

    def apply(self, project: Project) -> Project:
        adjustment = require_adjustment(project, self.adjustment)
        if not self.entries:
            return project
        taken_ids = set(adjustment.entries)
        for entry in self.entries:
            if entry.id in taken_ids:
                raise WorkbenchError(
                    "'{name}' already has an entry '{id}'. Give this one another id.", name=adjustment.name, id=entry.id
                )
            taken_ids.add(entry.id)
            for text in (entry.memo, entry.reference):
                refuse_unwritable(text)
        legs = [leg for entry in self.entries for leg in entry.legs]
        statement_of = {leg.line: project.statement_of(leg.line) for leg in legs}
        for leg in legs:
            refuse_as_line_of_entry(statement_of[leg.line], leg.line)
            _refuse_missing_period(statement_of[leg.line], leg.period)
        stated = {(statement_of[leg.line].id, leg.period) for leg in legs}
        for statement in {statement.id: statement for statement in statement_of.values()}.values():
            project = with_statement(project, _with_decimals_of(statement, legs))
        changed = adjustment.with_entries({entry.id: entry for entry in self.entries})
        changed = changed.with_attributes(
            stated_for=adjustment.stated_for | stated, unknown=adjustment.unknown - {leg.cell for leg in legs}
        )
        return with_adjustment(_with_reconciled(project, stated), changed)


@dataclass(frozen=True, slots=True)
class AddAdjustment(Command):
    """Add a difference with its entries behind the others, switched on; corrections of errors stand last.

    What it is stated for is reconciled. Raises WorkbenchError if its id or name is another's, and as ``AddEntries``.
    """

    adjustment: Adjustment

    def describe(self, project: Project) -> Fact:
        return fact("add-adjustment", name=self.adjustment.name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        name = self.adjustment.name
        yield Alteration(AdjustmentSubject(self.adjustment.id), ADDED, name, None, fact_of_adjustment(self.adjustment))
        yield from _added_entries(project, self.adjustment, self.adjustment.entries.values())

    def apply(self, project: Project) -> Project:
        added = self.adjustment
        if not added.name.strip():
            raise WorkbenchError("A difference needs a name. Enter one.")
        for text in (added.name, added.note, *added.standards):
            refuse_unwritable(text)
        for existing in project.adjustments:
            if existing.id == added.id or existing.name.casefold() == added.name.casefold():
                raise WorkbenchError("There is already a difference '{name}'. Choose another name.", name=existing.name)
        for statement, period in added.stated_for:
            _refuse_missing_period(project.statement_by_id[statement], period)
        project = _with_reconciled(project, added.stated_for)
        project = replace(
            project,
            adjustments=corrections_last((*project.adjustments, added.with_attributes(entries=Map()))),
            enabled=project.enabled | {added.id},
        )
        return AddEntries(added.id, tuple(added.entries.values())).apply(project)


def fact_of_adjustment(adjustment: Adjustment) -> Fact:
    """Return the fact that a difference is there, its entries aside; its ``record`` is what makes it again."""
    return fact("added-adjustment", name=adjustment.name, record=_record(adjustment.with_attributes(entries=Map())))


def fact_of_entry(project: Project, entry: JournalEntry) -> Fact:
    """Return the fact that a journal entry is there, leg by leg; its ``record`` is what makes it again."""
    legs = tuple(fact("leg", cell=name_of_cell(project, leg.cell), amount=leg.amount) for leg in entry.legs)
    return fact("added-entry", legs=legs, record=_record(entry))


def _record(added: Adjustment | JournalEntry) -> str:
    from workbench.codec import encode  # it takes longer to load than all commands

    return encode(added)


def _added_entries(project: Project, adjustment: Adjustment, entries: Iterable[JournalEntry]) -> Iterator[Alteration]:
    for entry in entries:
        subject = EntrySubject(adjustment.id, entry.id)
        yield Alteration(subject, ENTRY, adjustment.name, None, fact_of_entry(project, entry))


def _refuse_missing_period(statement: Statement, period: PeriodId) -> None:
    """Raise WorkbenchError if a statement does not show a period."""
    if period not in statement.column_of:
        raise WorkbenchError(
            "{statement} has no period {period}. Choose one that it shows.",
            statement=statement.title,
            period=period,
        )


def _with_decimals_of(statement: Statement, legs: Iterable[Leg]) -> Statement:
    finest: dict[LineId, Decimal] = {}
    for leg in legs:
        known = finest.get(leg.line, Decimal(0))
        if leg.line in statement.line_by_id and decimals_of(leg.amount) >= decimals_of(known):
            finest[leg.line] = leg.amount
    return with_decimals_for(statement, finest)


def _with_reconciled(project: Project, stated: Iterable[tuple[StatementId, PeriodId]]) -> Project:
    """Return ``project`` with these statements and periods reconciled."""
    for statement_id, period in stated:
        statement = project.statement_by_id[statement_id]
        if period not in statement.reconciled:
            project = with_statement(project, replace(statement, reconciled=statement.reconciled | {period}))
    return project
