"""A journal entry while it is being written: rows of a line and its amounts by period, not all of them complete."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands import PostEntries
from workbench.domain.adjustments import Adjustment, JournalEntry, Leg, LegKind, entry_id, kind_of_leg
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class DraftLeg:
    """One row. ``text``: what was typed for its line, which may name none yet; ``amounts``: in its displayed sign.

    ``kind``: as chosen; None: as the line and the nature of the difference tell it. ``is_usually_debit``: of a proposed
    row, the side on which its amount usually stands; None if nothing says so. ``is_proposed``: nobody has typed it.
    """

    text: str = ""
    line: LineId | None = None
    amounts: Map[PeriodId, Decimal] = Map()
    kind: LegKind | None = None
    is_usually_debit: bool | None = None
    is_proposed: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text and self.line is None and not self.amounts

    def with_amount(self, period: PeriodId, amount: Decimal | None) -> "DraftLeg":
        """Return the row with another amount in one period; None or 0: without one."""
        amounts = self.amounts.with_items({period: amount}) if amount else self.amounts.without(period)
        return replace(self, amounts=amounts)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry of a difference as written so far. ``posted``: the entry that it changes; None for a new one."""

    adjustment: AdjustmentId
    legs: tuple[DraftLeg, ...] = ()
    memo: str = ""
    reference: str = ""
    posted: JournalEntry | None = None

    @classmethod
    def of(cls, project: Project, adjustment: AdjustmentId, entry: JournalEntry) -> "Draft":
        """Return the draft that changes a posted entry."""
        return replace(read_as_draft(project, adjustment, entry), posted=entry)

    @property
    def is_blank(self) -> bool:
        return not (self.memo or self.reference) and all(leg.is_blank for leg in self.legs)

    @property
    def has_content(self) -> bool:
        """True if leaving it would lose work: an amount, a text, more than one row."""
        rows = [leg for leg in self.legs if not leg.is_blank]
        return bool(self.memo or self.reference) or len(rows) > 1 or any(leg.amounts for leg in rows)

    def with_leg(self, number: int, leg: DraftLeg) -> "Draft":
        """Return the draft with one row replaced; behind the last one, it is added."""
        legs = list(self.legs)
        legs[number : number + 1] = [leg]
        return replace(self, legs=tuple(legs))

    def with_legs(self, *legs: DraftLeg) -> "Draft":
        """Return the draft with rows added behind the others."""
        return replace(self, legs=(*(leg for leg in self.legs if not leg.is_blank), *legs))

    def without_legs(self, numbers: Collection[int]) -> "Draft":
        return replace(self, legs=tuple(leg for number, leg in enumerate(self.legs) if number not in numbers))

    def fitted_to(self, project: Project) -> "Draft":
        """Return the draft without lines and periods that the project no longer has; their rows keep their text."""
        line_ids = {line for statement in project.statements for line in statement.line_by_id}
        legs = tuple(_fitted_leg(leg, project, line_ids) for leg in self.legs)
        return self if legs == self.legs else replace(self, legs=legs)

    def complete_legs(self, project: Project) -> tuple[Leg, ...]:
        """Return the legs of the rows that have both a line and an amount."""
        nature = project.adjustment_by_id[self.adjustment].nature
        return tuple(
            Leg(leg.line, period, amount, leg.kind or kind_of_leg(project.line(leg.line), nature))
            for leg in self.legs
            if leg.line is not None
            for period, amount in leg.amounts.items()
        )

    def entry(self, project: Project) -> JournalEntry:
        """Return the entry as it would be posted.

        Raises WorkbenchError for a row whose text names no line, for one without a line, and if no row has an amount.
        """
        for number, leg in enumerate(self.legs, 1):
            if leg.line is None and leg.text and (leg.amounts or not leg.is_proposed):
                raise WorkbenchError("Row {row}: '{text}' is not a line. Choose one.", row=number, text=leg.text)
            if leg.line is None and leg.amounts:
                raise WorkbenchError("Row {row} has an amount but no line. Choose one.", row=number)
        return self._entry_of(project, self.complete_legs(project))

    def _entry_of(self, project: Project, legs: tuple[Leg, ...]) -> JournalEntry:
        if not legs:
            raise WorkbenchError("An entry needs at least one line with an amount. Enter one, or delete the entry.")
        known = project.adjustment_by_id[self.adjustment].entries
        key = self.posted.id if self.posted else entry_id(*legs[0].cell, known)
        return JournalEntry(key, legs, self.memo.strip(), self.reference.strip())

    def trial(self, project: Project) -> PostEntries | None:
        """Return the command that posts what is complete so far; None if that changes nothing."""
        legs = self.complete_legs(project)
        if legs:
            return PostEntries(self.adjustment, (self._entry_of(project, legs),))
        return PostEntries(self.adjustment, removed=(self.posted.id,)) if self.posted else None


def _fitted_leg(leg: DraftLeg, project: Project, line_ids: Collection[LineId]) -> DraftLeg:
    line = leg.line if leg.line in line_ids else None
    periods = project.statement_of(line).column_of if line is not None else project.periods
    amounts = {period: amount for period, amount in leg.amounts.items() if period in periods}
    return replace(leg, line=line, amounts=Map(amounts))


def read_as_draft(project: Project, adjustment: AdjustmentId, entry: JournalEntry) -> Draft:
    """Return a draft with the legs of an entry: a row for each line and kind, with an amount in each period."""
    nature = project.adjustment_by_id[adjustment].nature
    rows: list[DraftLeg] = []
    for leg in entry.legs:
        line = project.line(leg.line)
        kind = None if leg.kind is kind_of_leg(line, nature) else leg.kind
        same_row = next(
            (
                number
                for number, row in enumerate(rows)
                if row.line == leg.line and row.kind is kind and leg.period not in row.amounts
            ),
            None,
        )
        if same_row is None:
            rows.append(DraftLeg(line.name, leg.line, Map({leg.period: leg.amount}), kind))
        else:
            rows[same_row] = rows[same_row].with_amount(leg.period, leg.amount)
    return Draft(adjustment, tuple(rows), entry.memo, entry.reference)


def other_legs(adjustment: Adjustment, draft: Draft) -> tuple[Leg, ...]:
    """Return the legs of the entries of a difference beside the one that a draft changes."""
    own = draft.posted.id if draft.posted else None
    return tuple(leg for entry in adjustment.entries.values() if entry.id != own for leg in entry.legs)
