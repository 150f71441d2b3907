"""Opening = closing at the last year end: how the balance sheet amounts of a difference are carried to the new date."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from workbench.domain.adjustments import (
    Adjustment,
    BroughtForward,
    Entries,
    EntryId,
    FromSource,
    JournalEntry,
    Leg,
    entry_id,
)
from workbench.domain.ids import AdjustmentId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.errors import WorkbenchError
from workbench.journals.following import memo_brought_forward
from workbench.phrases import Words, phrase, say
from workbench.rolling.periods_of_roll import PeriodsOfRoll


class Carry(StrEnum):
    """What becomes of an entry at the opening: it stays, is left out, turns back through profit, or stands as nil."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    REVERSE = "reverse"
    ZERO = "zero"


def choice_of(name: str) -> Carry:
    """Return the choice of this name. Raises WorkbenchError if there is none."""
    try:
        return Carry(name.strip().casefold())
    except ValueError:
        raise WorkbenchError(
            "'{choice}' is not known. Choose include, exclude, reverse or zero.", choice=name
        ) from None


@dataclass(frozen=True, slots=True)
class OpeningEntry:
    """Amounts of one difference on the balance sheet at the opening, which are carried together.

    An entry that was posted stands for itself; the single amounts that a workbook states are one together, because
    only together they balance. ``legs``: at the opening, with the result taken up in equity. ``profit``: the legs of
    the period that ended then, if the entry has any. ``entries``: the ids of those that it is made of.
    """

    adjustment: AdjustmentId
    entries: tuple[EntryId, ...]
    legs: tuple[Leg, ...]
    profit: tuple[Leg, ...]
    memo: str
    reference: str

    @property
    def key(self) -> tuple[AdjustmentId, EntryId]:
        """What names it in the choices."""
        return self.adjustment, self.entries[0]


@dataclass(frozen=True, slots=True)
class CarryChoices:
    """``default``: for all entries; ``singly``: for those that are carried otherwise, by their key."""

    default: Carry = Carry.INCLUDE
    singly: Mapping[tuple[AdjustmentId, EntryId], Carry] = Map()

    def of(self, opening: OpeningEntry) -> Carry:
        return self.singly.get(opening.key, self.default)


def opening_entries(
    adjustment: Adjustment, full_entries: Mapping[EntryId, JournalEntry], opening: PeriodId, before: frozenset[PeriodId]
) -> Iterator[OpeningEntry]:
    """Yield what a difference has on the balance sheet at the opening, entry by entry.

    ``full_entries``: its entries with their results taken up in equity; ``before``: the periods that end then.
    """
    stated: list[JournalEntry] = []
    for entry in full_entries.values():
        if isinstance(entry.origin, FromSource) and len(entry.legs) == 1:
            stated.append(entry)
        else:
            yield from _opening_entry(adjustment, (entry,), opening, before)
    yield from _opening_entry(adjustment, stated, opening, before)


def _opening_entry(
    adjustment: Adjustment, entries: Sequence[JournalEntry], opening: PeriodId, before: frozenset[PeriodId]
) -> Iterator[OpeningEntry]:
    at_opening = [entry for entry in entries if any(leg.period == opening for leg in entry.legs)]
    legs = tuple(leg for entry in at_opening for leg in entry.legs if leg.period == opening)
    if not legs:
        return
    is_group = len(at_opening) > 1 or len(at_opening[0].legs) == 1
    profit = () if is_group else tuple(leg for leg in at_opening[0].legs if leg.period in before)
    first = at_opening[0]
    memo, reference = ("", "") if is_group and len(at_opening) > 1 else (first.memo, first.reference)
    yield OpeningEntry(adjustment.id, tuple(entry.id for entry in at_opening), legs, profit, memo, reference)


def entries_carried(
    openings: Sequence[OpeningEntry],
    choices: CarryChoices,
    periods: PeriodsOfRoll,
    file: str,
    known: Entries,
    words: Words,
) -> dict[EntryId, JournalEntry]:
    """Return the entries at the closing of one difference, by id. ``file``: of the project that holds the opening.
    ``words``: the language of the memos.

    An entry that is reversed stays as it was, with a second one that takes it back, through the profit lines that it
    came from if those are known.
    """
    made: dict[EntryId, JournalEntry] = {}
    closing, flows = periods.closing.id, periods.flows.id

    def add(opening: OpeningEntry, legs: tuple[Leg, ...], memo: str) -> None:
        key = entry_id(*legs[0].cell, made, known)
        origin = BroughtForward(file, periods.opening.id, opening.entries)
        made[key] = JournalEntry(key, legs, memo, opening.reference, origin)

    for opening in openings:
        choice = choices.of(opening)
        if choice is Carry.EXCLUDE:
            continue
        factor = Decimal(0) if choice is Carry.ZERO else Decimal(1)
        legs = tuple(replace(leg, period=closing, amount=leg.amount * factor) for leg in opening.legs)
        memo = memo_brought_forward(opening.memo, periods.opening, words)
        add(opening, legs, memo)
        if choice is Carry.REVERSE:
            back = tuple(replace(leg, amount=-leg.amount) for leg in legs)
            profit = tuple(replace(leg, period=flows, amount=-leg.amount) for leg in opening.profit)
            add(opening, (*profit, *back), say(phrase("{memo}, reversed", memo=memo), words))
    return made
