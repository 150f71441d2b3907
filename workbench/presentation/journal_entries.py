"""Journal entries as all outputs show them: as debits and credits, with their origin, and whether they are open."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.adjustments import (
    Adjustment,
    BroughtForward,
    Computed,
    FromSource,
    JournalEntry,
    Leg,
    Origin,
    Returned,
)
from workbench.domain.ledger import ZERO, Ledger
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Line, Statement

NO_PLACE = CellRef("", "")


class OriginKind(StrEnum):
    """Where an entry comes from."""

    SOURCE = "source"
    TYPED = "typed"
    COMPUTED = "computed"
    RETURNED = "returned"
    CARRIED = "carried"


def kind_of_origin(origin: Origin) -> OriginKind:
    match origin:
        case FromSource():
            return OriginKind.SOURCE
        case Computed():
            return OriginKind.COMPUTED
        case Returned():
            return OriginKind.RETURNED
        case BroughtForward():
            return OriginKind.CARRIED
    return OriginKind.TYPED


def place_of_origin(origin: Origin) -> CellRef:
    """Return the cell that states an entry; one without a file if none does."""
    return origin.cell if isinstance(origin, FromSource | Returned) else NO_PLACE


def open_amount(entry: JournalEntry, ledger: Ledger) -> Decimal:
    """Return the most that debits and credits of an entry differ by at one moment; 0 if it balances."""
    if is_part_of_entry(entry, ledger.project):
        return ZERO
    return max((abs(balance.open_once_posted) for balance in ledger.balances(entry.legs)), default=ZERO)


def is_part_of_entry(entry: JournalEntry, project: Project) -> bool:
    """True for what one cell of an imported file states: only part of an entry, whose other parts stand elsewhere."""
    return (
        len(entry.legs) == 1
        and isinstance(entry.origin, FromSource)
        and any(source.name == entry.origin.cell.file for source in project.sources)
    )


@dataclass(frozen=True, slots=True)
class ListedLeg:
    """One leg in a list of all. ``number``: of its entry, from 1 in each difference. ``debit``: None in no account.

    ``open_amount``: of its entry.
    """

    adjustment: Adjustment
    number: int
    entry: JournalEntry
    leg: Leg
    statement: Statement
    line: Line
    debit: Decimal | None
    open_amount: Decimal

    @property
    def debit_and_credit(self) -> tuple[Decimal | None, Decimal | None]:
        """The amount as a debit or as a credit; the other one, and both in no account, are None."""
        if self.debit is None:
            return None, None
        return (self.debit, None) if self.debit >= 0 else (None, -self.debit)


def listed_legs(project: Project) -> Iterator[ListedLeg]:
    """Yield every leg of every difference, on or off, with those of an entry together."""
    ledger = Ledger(project)
    for adjustment in project.adjustments:
        for number, entry in enumerate(adjustment.entries.values(), 1):
            still_open = open_amount(entry, ledger)
            for leg in entry.legs:
                statement = project.statement_of(leg.line)
                line = statement.line_by_id[leg.line]
                yield ListedLeg(adjustment, number, entry, leg, statement, line, ledger.debit(leg), still_open)
