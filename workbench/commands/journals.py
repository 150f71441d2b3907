"""Posting journal entries to a difference: new ones, changed ones, and taking some out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from workbench.commands.adjustments import require_adjustment, with_adjustment
from workbench.commands.command import (
    Command,
    name_of_cell,
    refuse_locked,
    refuse_missing_period,
    refuse_unwritable,
    with_statement,
)
from workbench.commands.entries import refuse_as_line_of_entry
from workbench.commands.figures import with_decimals_for
from workbench.domain.adjustments import EntryId, JournalEntry, Leg
from workbench.domain.amounts import decimals_of
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey, Scope, Statement
from workbench.domain.subjects import EntrySubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

ENTRY = "entry"
"""The attribute that is altered here: that an entry is there, leg by leg."""


@dataclass(frozen=True, slots=True)
class PostEntries(Command):
    """Put journal entries into a difference, in place of those of the same ids, and take out ``removed``.

    Each line and period that they name is stated, and reconciled. Raises WorkbenchError for an entry without legs, one
    that is posted twice or is not there to be removed, and for a leg on a heading or on a total of parts.
    """

    adjustment: AdjustmentId
    entries: tuple[JournalEntry, ...] = ()
    removed: tuple[EntryId, ...] = ()

    def describe(self, project: Project) -> Fact:
        adjustment = require_adjustment(project, self.adjustment)
        if not self.entries:
            return fact("remove-entries", name=adjustment.name, count=len(self.removed))
        is_new = any(entry.id not in adjustment.entries for entry in self.entries)
        key = "add-entries" if is_new else "change-entries"
        return fact(key, name=adjustment.name, count=len(self.entries))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        adjustment = require_adjustment(project, self.adjustment)
        posted = {entry.id: entry for entry in self.entries}
        for key in dict.fromkeys((*self.removed, *posted)):
            known, new = adjustment.entries.get(key), posted.get(key)
            if known != new:
                old_fact, new_fact = (fact_of_entry(project, entry) if entry else None for entry in (known, new))
                yield Alteration(EntrySubject(self.adjustment, key), ENTRY, adjustment.name, old_fact, new_fact)

    def apply(self, project: Project) -> Project:
        adjustment = require_adjustment(project, self.adjustment)
        posted: dict[EntryId, JournalEntry] = {}
        for entry in self.entries:
            self._refuse(entry, posted)
            posted[entry.id] = entry
        for key in self.removed:
            if key not in adjustment.entries:
                raise WorkbenchError("The entry no longer exists. Choose another.")
        removed = [key for key in self.removed if key not in posted]
        posted = {key: entry for key, entry in posted.items() if adjustment.entries.get(key) != entry}
        if not posted and not removed:
            return project
        replaced = [adjustment.entries[key] for key in (*posted, *removed) if key in adjustment.entries]
        refuse_locked(project, _cells_that_change(posted.values(), replaced))
        legs = [leg for entry in posted.values() for leg in entry.legs]
        statement_of = {line: project.statement_of(line) for line in dict.fromkeys(leg.line for leg in legs)}
        for leg in legs:
            refuse_as_line_of_entry(statement_of[leg.line], leg.line)
            refuse_missing_period(statement_of[leg.line], leg.period)
        stated = {(statement_of[leg.line].id, leg.period) for leg in legs}
        for statement in {statement.id: statement for statement in statement_of.values()}.values():
            project = with_statement(project, _with_decimals_of(statement, legs))
        changed = adjustment.with_entries(posted, removed).with_attributes(
            stated_for=adjustment.stated_for | stated, unknown=adjustment.unknown - {leg.cell for leg in legs}
        )
        return with_adjustment(with_reconciled(project, stated), changed)

    def _refuse(self, entry: JournalEntry, posted: dict[EntryId, JournalEntry]) -> None:
        if entry.id in posted:
            raise WorkbenchError("Two entries have the id '{id}'. Give each an id of its own.", id=entry.id)
        if not entry.legs:
            raise WorkbenchError("An entry needs at least one line with an amount. Enter one, or delete the entry.")
        for text in (entry.id, entry.memo, entry.reference):
            refuse_unwritable(text)


def _cells_that_change(posted: Iterable[JournalEntry], replaced: Iterable[JournalEntry]) -> list[FigureKey]:
    """Return the lines and periods whose effects are other ones after entries have taken the place of others."""
    change: dict[FigureKey, Decimal] = {}
    for entries, sign in ((posted, 1), (replaced, -1)):
        for entry in entries:
            for cell, amount in entry.effects.items():
                change[cell] = change.get(cell, Decimal(0)) + sign * amount
    return [cell for cell, amount in change.items() if amount]


def fact_of_entry(project: Project, entry: JournalEntry) -> Fact:
    """Return the fact that a journal entry is there, leg by leg; its ``record`` is what makes it again."""
    legs = tuple(fact("leg", cell=name_of_cell(project, leg.cell), amount=leg.amount) for leg in entry.legs)
    return fact("added-entry", legs=legs, memo=entry.memo, reference=entry.reference, record=record_of(entry))


def record_of(added: Any) -> str:
    """Return the text of what a command adds, from which it can be made again."""
    from workbench.codec import encode  # it takes longer to load than all commands

    return encode(added)


def with_reconciled(project: Project, stated: Iterable[Scope]) -> Project:
    """Return ``project`` with these statements and periods reconciled."""
    for statement_id, period in stated:
        statement = project.statement_by_id[statement_id]
        if period not in statement.reconciled:
            project = with_statement(project, replace(statement, reconciled=statement.reconciled | {period}))
    return project


def _with_decimals_of(statement: Statement, legs: Iterable[Leg]) -> Statement:
    finest: dict[LineId, Decimal] = {}
    for leg in legs:
        known = finest.get(leg.line, Decimal(0))
        if leg.line in statement.line_by_id and decimals_of(leg.amount) >= decimals_of(known):
            finest[leg.line] = leg.amount
    return with_decimals_for(statement, finest)
