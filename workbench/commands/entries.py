"""Edits of the journal entries of a difference: their amounts by line and period, their memo and reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.adjustments import require_adjustment, with_adjustment
from workbench.commands.command import (
    Command,
    name_of_cells,
    refuse_locked,
    refuse_missing_period,
    refuse_unwritable,
    with_statement,
)
from workbench.commands.figures import with_decimals
from workbench.domain.adjustments import (
    TYPED,
    Adjustment,
    EntryId,
    JournalEntry,
    Leg,
    Origin,
    entry_id,
    kind_of_leg,
)
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import FigureKey, LineRole, Statement
from workbench.domain.subjects import EntrySubject, FigureSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

EFFECT, MEMO, REFERENCE = "effect", "memo", "reference"
"""The attributes that these commands alter: of a line and period under a difference, and of an entry."""


@dataclass(frozen=True, slots=True)
class EditEntries(Command):
    """Set the effects of one adjustment on some lines and periods. One paste is one command.

    A single leg is given the amount; several legs stay, and a leg entered here makes up the difference. 0 states that
    the adjustment is nil there, which also reconciles the period; None only removes its legs. Raises WorkbenchError for
    a heading, a total, or a period that the statement does not show. ``origin``: of entries of one leg.
    """

    adjustment: AdjustmentId
    amounts: Mapping[FigureKey, Decimal | None]
    origin: Origin = TYPED

    def __post_init__(self) -> None:
        object.__setattr__(self, "amounts", Map(self.amounts))

    def describe(self, project: Project) -> Fact:
        name = require_adjustment(project, self.adjustment).name
        return fact("edit-entries", name=name, what=name_of_cells(project, self.amounts))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        adjustment = require_adjustment(project, self.adjustment)
        for cell, amount in self.amounts.items():
            statement = project.statement_of(cell[0])
            subject = FigureSubject(statement.id, *cell, FigureRole.ADJUSTMENT, adjustment.id)
            name = project.line(cell[0]).name
            yield Alteration(subject, EFFECT, name, effect_of(project, adjustment, cell), amount)

    def apply(self, project: Project) -> Project:
        adjustment = require_adjustment(project, self.adjustment)
        stated_for = set(adjustment.stated_for)
        for line, period in self.amounts:
            refuse_as_line_of_entry(project.statement_of(line), line)
            refuse_missing_period(project.statement_of(line), period)
        refuse_locked(project, self.amounts)
        adjustment = with_effects(project, adjustment, self.amounts, self.origin)
        for (line, period), amount in self.amounts.items():
            if amount is not None:
                statement = with_decimals(project.statement_of(line), line, amount)
                stated_for.add((statement.id, period))
                if period not in statement.reconciled:
                    statement = replace(statement, reconciled=statement.reconciled | {period})
                project = with_statement(project, statement)
        unknown = adjustment.unknown - {cell for cell, amount in self.amounts.items() if amount is not None}
        return with_adjustment(project, adjustment.with_attributes(stated_for=frozenset(stated_for), unknown=unknown))


@dataclass(frozen=True, slots=True)
class DescribeEntry(Command):
    """Set an entry's memo, and its reference to a voucher or working paper."""

    adjustment: AdjustmentId
    entry: EntryId
    memo: str
    reference: str

    def describe(self, project: Project) -> Fact:
        return fact("describe-entry", name=require_adjustment(project, self.adjustment).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        entry, subject = self._entry(project), EntrySubject(self.adjustment, self.entry)
        name = require_adjustment(project, self.adjustment).name
        for attribute, old, new in (
            (MEMO, entry.memo, self.memo.strip()),
            (REFERENCE, entry.reference, self.reference.strip()),
        ):
            if old != new:
                yield Alteration(subject, attribute, name, old, new)

    def apply(self, project: Project) -> Project:
        entry = self._entry(project)
        for text in (self.memo, self.reference):
            refuse_unwritable(text)
        described = replace(entry, memo=self.memo.strip(), reference=self.reference.strip())
        if described == entry:
            return project
        adjustment = require_adjustment(project, self.adjustment)
        return with_adjustment(project, adjustment.with_entries({self.entry: described}))

    def _entry(self, project: Project) -> JournalEntry:
        entry = require_adjustment(project, self.adjustment).entries.get(self.entry)
        if entry is None:
            raise WorkbenchError("The entry no longer exists. Choose another.")
        return entry


def refuse_as_line_of_entry(statement: Statement, line: LineId) -> None:
    """Raise WorkbenchError for a heading, and for a total: what its parts do not explain is for an import to keep."""
    line_item = statement.line_by_id[line]
    if line_item.role is LineRole.HEADING:
        raise WorkbenchError(
            "'{line}' is a heading and has no figures. Choose a line with figures.", line=line_item.name
        )
    if line in statement.total_of:
        raise WorkbenchError("'{line}' is a total. Enter the effect on one of its parts.", line=line_item.name)


def effect_of(project: Project, adjustment: Adjustment, cell: FigureKey) -> Decimal | None:
    """Return the effect entered on a line and period; 0 if the difference is stated there and nil, else None."""
    line, period = cell
    is_stated = (project.statement_of(line).id, period) in adjustment.stated_for
    return adjustment.effects.get(cell, Decimal(0) if is_stated else None)


def with_effects(
    project: Project, adjustment: Adjustment, amounts: Mapping[FigureKey, Decimal | None], origin: Origin = TYPED
) -> Adjustment:
    """Return ``adjustment`` with legs that add up to these amounts on these lines and periods; none for 0 or None."""
    changed: dict[EntryId, JournalEntry] = {}
    for cell, amount in amounts.items():
        entries = [changed.get(entry.id, entry) for entry in adjustment.entries_on(cell)]
        legs = [leg for entry in entries for leg in entry.legs if leg.cell == cell]
        if not amount:
            changed.update((entry.id, _without_legs(entry, cell)) for entry in entries)
        elif len(legs) == 1:
            changed.update((entry.id, _with_amount(entry, cell, amount, origin)) for entry in entries)
        elif missing := amount - adjustment.effects.get(cell, Decimal(0)):
            key = entry_id(*cell, changed, adjustment.entries)
            leg = Leg(*cell, missing, kind_of_leg(project.line(cell[0]), adjustment.nature))
            changed[key] = JournalEntry(key, (leg,), origin=origin)
    kept = {key: entry for key, entry in changed.items() if entry.legs}
    return adjustment.with_entries(kept, without=changed.keys() - kept.keys()) if changed else adjustment


def _without_legs(entry: JournalEntry, cell: FigureKey) -> JournalEntry:
    return replace(entry, legs=tuple(leg for leg in entry.legs if leg.cell != cell))


def _with_amount(entry: JournalEntry, cell: FigureKey, amount: Decimal, origin: Origin) -> JournalEntry:
    """Return ``entry`` with another amount in its only leg on ``cell``; an entry of one leg then has this origin."""
    legs = tuple(replace(leg, amount=amount) if leg.cell == cell else leg for leg in entry.legs)
    return entry if legs == entry.legs else replace(entry, legs=legs, origin=origin if len(legs) == 1 else entry.origin)
