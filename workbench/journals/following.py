"""Entries that follow from others: with the result taken up in equity, and brought forward to a later date."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from workbench.domain.adjustments import TYPED, EntryId, JournalEntry, Leg, LegKind, entry_id
from workbench.domain.ledger import ZERO, Account, Balance, Ledger, Place
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, StatementKind
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Words, phrase, say
from workbench.wording.periods import short_phrase


def with_result_in_equity(entry: JournalEntry, ledger: Ledger) -> JournalEntry:
    """Return an entry whose result has been taken up in equity at the end of its period.

    What minorities share of it falls into their interests, other comprehensive income into its accumulation, and the
    rest into retained earnings. An entry that does not balance as debits and credits, that has taken up its result, or
    whose balance sheet has no such line stays as it is: no other comprehensive income falls into retained earnings.
    """
    added: dict[PeriodId, tuple[Leg, ...]] = {}
    for balance in ledger.balances(entry.legs):
        instant = balance.moment.instant
        # of two periods that end on one day the longer comes first, and holds the other
        if balance.falls_into_equity and instant is not None and instant not in added:
            added[instant] = tuple(_legs_in_equity(balance, instant, entry, ledger))
    legs = [leg for legs_at_instant in added.values() for leg in legs_at_instant]
    return replace(entry, legs=(*entry.legs, *legs)) if legs else entry


def _legs_in_equity(balance: Balance, instant: PeriodId, entry: JournalEntry, ledger: Ledger) -> Iterator[Leg]:
    legs = [leg for leg in entry.legs if leg.period == balance.moment.duration]
    minorities = _account_with(ledger, instant, Concept.NCI)
    accumulated = _account_with(ledger, instant, Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME)
    of_minorities = _debits(Place.SHARE_OF_RESULT, legs, ledger) if minorities else ZERO
    comprehensive = -_debits(Place.OTHER_COMPREHENSIVE_INCOME, legs, ledger)
    if comprehensive and accumulated is None:
        return
    for account, amount, kind in (
        (
            _account_with(ledger, instant, Concept.RETAINED_EARNINGS),
            balance.result - of_minorities - comprehensive,
            LegKind.EQUITY,
        ),
        (minorities, of_minorities, LegKind.NCI),
        (accumulated, comprehensive, LegKind.OCI),
    ):
        if account and amount:
            yield Leg(account.line.id, instant, -account.debit_sign * amount, kind)


def lacks_accumulation(entry: JournalEntry, balance: Balance, ledger: Ledger) -> bool:
    """True if other comprehensive income of an entry has no line on the balance sheet at the end of its period."""
    legs = [leg for leg in entry.legs if leg.period == balance.moment.duration]
    instant = balance.moment.instant
    return (
        instant is not None
        and bool(_debits(Place.OTHER_COMPREHENSIVE_INCOME, legs, ledger))
        and _account_with(ledger, instant, Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME) is None
    )


def _debits(place: Place, legs: Iterable[Leg], ledger: Ledger) -> Decimal:
    debits = ZERO
    for leg in legs:
        account = ledger.account(leg.line)
        if account and account.place is place:
            debits += account.debit_sign * leg.amount
    return debits


def _account_with(ledger: Ledger, instant: PeriodId, concept: Concept) -> Account | None:
    """Return the account of a concept on the balance sheet of a date, unless it is a total of others."""
    for statement in ledger.project.of_kind(StatementKind.FINANCIAL_POSITION):
        line = statement.line_with(concept) if instant in statement.column_of else None
        if line and line.id not in statement.total_of:
            return ledger.accounts(statement).get(line.id)
    return None


def brought_forward(
    entry: JournalEntry, ledger: Ledger, to: PeriodId, words: Words = ENGLISH, *, taken: Container[EntryId] = ()
) -> JournalEntry:
    """Return a new entry with the balance sheet legs of an entry at a later date, its result taken up in equity.

    These are the legs at its last date before ``to``. ``words``: the language of the memo. ``taken``: ids that are
    given already, beside those of the difference that has the entry. Raises WorkbenchError if it has no such legs, or
    if ``to`` is not the date of a balance sheet.
    """
    project, end = ledger.project, ledger.project.periods[to]
    stocks = [
        (project.periods[leg.period], leg)
        for leg in with_result_in_equity(entry, ledger).legs
        if _stands_on_balance_sheet(ledger, leg)
    ]
    if not stocks:
        raise WorkbenchError("The entry has no balance sheet amounts to bring forward. Choose another.")
    before = [period for period, _ in stocks if period.end < end.end]
    if not before or not end.is_instant:
        raise WorkbenchError("An entry is brought forward to a later date. Choose one.")
    source = max(before, key=lambda period: period.end)
    legs = tuple(replace(leg, period=to) for period, leg in stocks if period == source)
    key = entry_id(*legs[0].cell, _ids_beside(project, entry), taken)
    return JournalEntry(key, legs, _memo(entry.memo, source, words), entry.reference, TYPED)


def _stands_on_balance_sheet(ledger: Ledger, leg: Leg) -> bool:
    account = ledger.account(leg.line)
    return account is not None and account.place is Place.POSITION


def _ids_beside(project: Project, entry: JournalEntry) -> Container[EntryId]:
    """Return the ids of the difference that has an entry; none if it has not been posted."""
    owners = (known for known in project.adjustments if known.entries.get(entry.id) == entry)
    return next((owner.entries for owner in owners), ())


def _memo(memo: str, source: Period, words: Words) -> str:
    period = short_phrase(source)
    if memo:
        return say(phrase("{memo}, brought forward from {period}", memo=memo, period=period), words)
    return say(phrase("Brought forward from {period}", period=period), words)
