"""Books of analysts to which a difference was added here, with an entry at each moment that can have one."""

from collections.abc import Iterator
from decimal import Decimal

from workbench.commands import AddAdjustment, PostEntries
from workbench.domain.adjustments import Adjustment, JournalEntry, Leg, entry_id
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.ledger import Account, Ledger, Moment, Place
from workbench.domain.periods import PeriodId
from workbench.domain.statements import LineRole, LineUnit
from workbench.journals.following import with_result_in_equity
from workbench.session import Session

AMOUNT = Decimal(137)


def add_difference(session: Session) -> int:
    """Add a difference that moves results and what they are in, and return the number of its entries."""
    project = session.project
    reconciled = ((statement.id, period) for statement in project.statements for period in statement.reconciled)
    added = Adjustment(AdjustmentId("made_here"), "Made here", stated_for=frozenset(reconciled))
    session.execute(AddAdjustment(added))
    ledger = Ledger(session.project)
    entries: dict[str, JournalEntry] = {}
    for moment in ledger.moments:
        if legs := tuple(_legs(ledger, moment)):
            key = entry_id(*legs[0].cell, entries)
            entries[key] = with_result_in_equity(JournalEntry(key, legs, "Made here", "JV 1"), ledger)
    if entries:
        session.execute(PostEntries(added.id, tuple(entries.values())))
    return len(entries)


def _legs(ledger: Ledger, moment: Moment) -> Iterator[Leg]:
    """Yield a result and what it is paid with, or two lines of the balance sheet; in a bridge, a line alone."""
    results = _accounts(ledger, Place.RESULT, moment.duration)
    position = [account for account in _accounts(ledger, Place.POSITION, moment.instant) if not account.is_equity]
    if results and moment.duration:
        yield Leg(results[0].line.id, moment.duration, results[0].debit_sign * AMOUNT)
    elif len(position) > 1 and moment.instant:
        yield Leg(position[1].line.id, moment.instant, position[1].debit_sign * AMOUNT)
    elif alone := _line_in_no_account(ledger, moment):
        yield Leg(*alone, AMOUNT)
    if moment.instant and (results or len(position) > 1) and position:
        yield Leg(position[0].line.id, moment.instant, -position[0].debit_sign * AMOUNT)


def _line_in_no_account(ledger: Ledger, moment: Moment) -> tuple[LineId, PeriodId] | None:
    return next(
        (
            (line.id, period)
            for statement in ledger.project.statements
            for period in (moment.duration, moment.instant)
            if period in statement.column_of and period is not None and not ledger.accounts(statement)
            for line in statement.lines
            if line.role is not LineRole.HEADING and line.unit is LineUnit.MONEY
            if line.id not in statement.total_of
        ),
        None,
    )


def _accounts(ledger: Ledger, place: Place, period: PeriodId | None) -> list[Account]:
    return [
        account
        for statement in ledger.project.statements
        if period in statement.column_of
        for account in ledger.accounts(statement).values()
        if account.place is place and account.line.id not in statement.total_of
    ]
