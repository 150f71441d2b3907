"""A difference between the two frameworks, and the journal entries that it is made of."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, NewType, TypeAlias

from workbench.domain.ids import NO_KIND, AdjustmentId, KindId, LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept, FigureKey, Line, Scope

EntryId = NewType("EntryId", str)


class Nature(StrEnum):
    """What a difference does. All but a measurement imply a check (``checks/natures.py``)."""

    MEASUREMENT = "measurement"
    RECLASSIFICATION = "reclassification"
    ERROR_CORRECTION = "error-correction"
    PRESENTATION = "presentation"


class Readiness(StrEnum):
    """How far a difference is: still being worked on, or ready for review."""

    DRAFT = "draft"
    READY = "ready"


class LegKind(StrEnum):
    """What a leg does: it measures or moves an amount, or follows from another leg in tax, equity or the minority."""

    MEASUREMENT = "measurement"
    RECLASSIFICATION = "reclassification"
    TAX = "tax"
    OCI = "oci"
    EQUITY = "equity"
    NCI = "nci"


KIND_OF_NATURE = {
    Nature.RECLASSIFICATION: LegKind.RECLASSIFICATION,
    Nature.PRESENTATION: LegKind.RECLASSIFICATION,
}
"""The kinds that the nature of a difference tells; any other is a measurement."""
KIND_OF_CONCEPT = {
    Concept.INCOME_TAX: LegKind.TAX,
    Concept.NCI: LegKind.NCI,
    Concept.NCI_SHARE_OF_INCOME: LegKind.NCI,
    Concept.PAID_IN_CAPITAL: LegKind.EQUITY,
    Concept.RETAINED_EARNINGS: LegKind.EQUITY,
    Concept.DEFERRED_TAX_ASSETS: LegKind.TAX,
    Concept.DEFERRED_TAX_LIABILITIES: LegKind.TAX,
    Concept.INDIRECT_TAX_PAYABLE: LegKind.TAX,
    Concept.OTHER_COMPREHENSIVE_INCOME: LegKind.OCI,
    Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME: LegKind.OCI,
}
"""The kinds that the concept of a line tells."""


@dataclass(frozen=True, slots=True)
class FromSource:
    """The entry stands in one cell of a source."""

    cell: CellRef


@dataclass(frozen=True, slots=True)
class Typed:
    """The user entered it."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A schedule computed it from ``rows``; ``inputs``: the fingerprint of what it was computed from."""

    schedule: str
    rows: tuple[str, ...]
    formula: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A reviewer entered it in the review workbook ``file``."""

    file: str
    cell: CellRef


@dataclass(frozen=True, slots=True)
class BroughtForward:
    """A roll-forward carried it from the closing balances of ``period``, where ``entries`` made them up.

    ``file``: the earlier project's, by its name.
    """

    file: str
    period: PeriodId
    entries: tuple[EntryId, ...]


Origin: TypeAlias = FromSource | Typed | Computed | Returned | BroughtForward
TYPED = Typed()


@dataclass(frozen=True, slots=True)
class Leg:
    """One amount of a journal entry, in the line's own displayed sign and the statement's scale.

    On a total that has parts it is an unallocated effect: the amount that the parts do not explain.
    """

    line: LineId
    period: PeriodId
    amount: Decimal
    kind: LegKind = LegKind.MEASUREMENT

    @property
    def cell(self) -> FigureKey:
        return self.line, self.period


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Legs that belong together. ``memo``: what they record; ``reference``: the voucher or working paper."""

    id: EntryId
    legs: tuple[Leg, ...]
    memo: str = ""
    reference: str = ""
    origin: Origin = TYPED

    @property
    def effects(self) -> dict[FigureKey, Decimal]:
        """The sum of its legs on each line and period."""
        sums: dict[FigureKey, Decimal] = {}
        for leg in self.legs:
            sums[leg.cell] = sums.get(leg.cell, Decimal(0)) + leg.amount
        return sums


Entries: TypeAlias = Map[EntryId, JournalEntry]


@dataclass(frozen=True)
class Adjustment:
    """One difference. ``stated_for``: the statements and periods for which a source states it, nil included.

    ``standards``: the references under the source and the target framework. ``unknown``: cells where the source holds
    an error; the effect there, and on the totals above, is unknown. ``nature``: None until a file or user states it.
    ``kind``: its kind in the catalogue; "" if unknown. ``group``: the name of the group in which it is listed; "" for
    none.
    """

    id: AdjustmentId
    name: str
    note: str = ""
    standards: tuple[str, str] = ("", "")
    nature: Nature | None = None
    entries: Entries = Map()
    stated_for: frozenset[Scope] = frozenset()
    unknown: frozenset[FigureKey] = frozenset()
    readiness: Readiness = Readiness.READY
    kind: KindId = NO_KIND
    group: str = ""

    def with_attributes(self, **attributes: Any) -> "Adjustment":
        """Return this adjustment with other attributes; what was derived from its entries is shared if they stay."""
        changed = replace(self, **attributes)
        if changed.entries is self.entries:
            for name in ("effects", "entered_periods", "_entries_on"):
                if name in self.__dict__:
                    changed.__dict__[name] = self.__dict__[name]
        return changed

    @cached_property
    def effects(self) -> Map[FigureKey, Decimal]:
        """The sum of the legs on each line and period, which is all that the engine reads."""
        sums: dict[FigureKey, Decimal] = {}
        for entry in self.entries.values():
            for leg in entry.legs:
                sums[leg.cell] = sums.get(leg.cell, Decimal(0)) + leg.amount
        return Map(sums)

    @cached_property
    def entered_periods(self) -> frozenset[PeriodId]:
        """The periods in which it has an entry, nil included."""
        return frozenset(period for _, period in self.effects)

    @cached_property
    def _entries_on(self) -> Map[FigureKey, tuple[EntryId, ...]]:
        ids: dict[FigureKey, dict[EntryId, None]] = {}
        for entry in self.entries.values():
            for leg in entry.legs:
                ids.setdefault(leg.cell, {})[entry.id] = None
        return Map({cell: tuple(ids_of_cell) for cell, ids_of_cell in ids.items()})

    def entries_on(self, cell: FigureKey) -> tuple[JournalEntry, ...]:
        """Return the entries with a leg on a line and period, in the order in which they were made."""
        return tuple(self.entries[entry] for entry in self._entries_on.get(cell, ()))

    def with_entries(self, changes: Mapping[EntryId, JournalEntry], without: Iterable[EntryId] = ()) -> "Adjustment":
        """Return this adjustment with some entries replaced, added or taken out; what these do not touch is shared."""
        removed = [entry for entry in without if entry in self.entries]
        changed = replace(self, entries=self.entries.with_items(changes, removed))
        touched = [self.entries[entry] for entry in (*changes, *removed) if entry in self.entries]
        cells = dict.fromkeys(leg.cell for entry in (*touched, *changes.values()) for leg in entry.legs)
        candidates = {cell: dict.fromkeys(self._entries_on.get(cell, ())) for cell in cells}
        for key, entry in changes.items():
            for leg in entry.legs:
                candidates[leg.cell][key] = None
        involved = dict.fromkeys(key for keys in candidates.values() for key in keys if key in changed.entries)
        effects = {key: changed.entries[key].effects for key in involved}
        sums: dict[FigureKey, Decimal] = {}
        ids: dict[FigureKey, tuple[EntryId, ...]] = {}
        for cell, keys in candidates.items():
            on_cell = tuple(key for key in keys if key in effects and cell in effects[key])
            if on_cell:
                ids[cell] = on_cell
                sums[cell] = sum((effects[key][cell] for key in on_cell), Decimal(0))
        changed.__dict__["effects"] = self.effects.with_items(sums, without=cells)
        changed.__dict__["_entries_on"] = self._entries_on.with_items(ids, without=cells)
        return changed


def as_typed(entries: Entries) -> Entries:
    """Return copies of entries, which no source states."""
    return Map({key: replace(entry, origin=TYPED) for key, entry in entries.items()})


def arrange(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """Return differences in their order, but those of a group together, and error corrections last (IFRS 1.26)."""
    by_group: dict[tuple[bool, str, AdjustmentId | None], list[Adjustment]] = {}
    for adjustment in adjustments:
        alone = None if adjustment.group else adjustment.id
        by_group.setdefault((is_correction(adjustment), adjustment.group, alone), []).append(adjustment)
    groups = sorted(by_group.items(), key=lambda group: group[0][0])
    return tuple(adjustment for _, members in groups for adjustment in members)


def is_correction(adjustment: Adjustment) -> bool:
    """True for the correction of an error."""
    return adjustment.nature is Nature.ERROR_CORRECTION


def entry_id(line: LineId, period: PeriodId, *taken: Container[EntryId]) -> EntryId:
    """Return an id for an entry on one line and period that is none of ``taken``: ``net_income 2023-06-30 2``."""
    candidate, number = EntryId(f"{line} {period}"), 1
    while any(candidate in ids for ids in taken):
        number += 1
        candidate = EntryId(f"{line} {period} {number}")
    return candidate


def kind_of_leg(line: Line, nature: Nature | None) -> LegKind:
    """Return the kind of a leg as its line and the nature of its difference tell it."""
    if line.concept in KIND_OF_CONCEPT:
        return KIND_OF_CONCEPT[line.concept]
    return KIND_OF_NATURE.get(nature, LegKind.MEASUREMENT) if nature else LegKind.MEASUREMENT
