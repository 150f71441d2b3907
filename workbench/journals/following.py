"""Entries that follow from others: the result taken up in equity, and an entry brought forward to a later date."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from workbench.domain.adjustments import EntryId, JournalEntry, Leg, entry_id, kind_of_leg
from workbench.domain.ledger import ZERO, Account, Balance, Ledger, Place
from workbench.domain.periods import Period, PeriodId
from workbench.domain.statements import Concept, StatementKind
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Words, phrase, say
from workbench.wording.names import CONCEPTS
from workbench.wording.periods import short_phrase


def with_result_in_equity(entry: JournalEntry, ledger: Ledger) -> JournalEntry:
    """Return an entry that balances with its result, with that result in equity; any other entry as it is.

    What is taken from the result for non-controlling interests goes to them, other comprehensive income to what has
    accumulated, the rest to retained earnings. Raises WorkbenchError if the balance sheet shows no line for one.
    """
    added: dict[PeriodId, tuple[Leg, ...]] = {}
    for balance in ledger.balances(entry.legs):  # of durations that end on one day, the longest first
        instant = balance.moment.instant
        if balance.falls_into_equity and instant is not None and instant not in added:
            added[instant] = tuple(_legs_in_equity(entry, balance, instant, ledger))
    legs = tuple(leg for legs_at_instant in added.values() for leg in legs_at_instant)
    return replace(entry, legs=(*entry.legs, *legs)) if legs else entry


def _legs_in_equity(entry: JournalEntry, balance: Balance, instant: PeriodId, ledger: Ledger) -> Iterator[Leg]:
    legs = [leg for leg in entry.legs if leg.period == balance.moment.duration]
    of_others = _debits(Place.SHARE_OF_RESULT, legs, ledger)
    comprehensive = -_debits(Place.OTHER_COMPREHENSIVE_INCOME, legs, ledger)
    for concept, credit in (
        (Concept.RETAINED_EARNINGS, balance.result - comprehensive - of_others),
        (Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME, comprehensive),
        (Concept.NCI, of_others),
    ):
        if credit:
            account = _account_of_equity(concept, instant, ledger)
            amount = -account.debit_sign * credit
            yield Leg(account.line.id, instant, amount, kind_of_leg(account.line, None))


def _debits(place: Place, legs: Iterable[Leg], ledger: Ledger) -> Decimal:
    debits = ZERO
    for leg in legs:
        account = ledger.account(leg.line)
        if account and account.place is place:
            debits += account.debit_sign * leg.amount
    return debits


def _account_of_equity(concept: Concept, instant: PeriodId, ledger: Ledger) -> Account:
    for statement in ledger.project.of_kind(StatementKind.FINANCIAL_POSITION):
        for line in statement.lines_with(concept) if instant in statement.column_of else ():
            account = ledger.account(line.id)
            if account and line.id not in statement.total_of:
                return account
    raise WorkbenchError(
        "The balance sheet at {period} has no line of {concept}, which takes up the result. Add one, or set the "
        "concept of the line.",
        period=short_phrase(ledger.project.periods[instant]),
        concept=CONCEPTS[concept],
    )


def brought_forward(
    entry: JournalEntry, ledger: Ledger, to: PeriodId, taken: Container[EntryId] = (), words: Words = ENGLISH
) -> JournalEntry:
    """Return the entry that holds on a later date what is left of ``entry`` on the balance sheet, its result in equity.

    That are the legs at its last date before ``to``. ``taken``: ids that are given already. ``words``: the language of
    the memo. Raises WorkbenchError if ``to`` is not the date of a balance sheet, or the entry has no legs before it.
    """
    project, end = ledger.project, ledger.project.periods[to]
    stocks = [
        (project.periods[leg.period], leg)
        for leg in with_result_in_equity(entry, ledger).legs
        if _is_on_balance_sheet(leg, ledger) and project.periods[leg.period].end < end.end
    ]
    if not stocks:
        raise WorkbenchError(
            "The entry has nothing on a balance sheet before {period}. Bring it forward to a later date.",
            period=short_phrase(end),
        )
    source = max((period for period, _ in stocks), key=lambda period: period.end)
    legs = tuple(replace(leg, period=to) for period, leg in stocks if period == source)
    for leg in legs:
        _refuse_unless_on_balance_sheet(leg, end, ledger)
    return JournalEntry(
        entry_id(*legs[0].cell, taken), legs, _memo(entry.memo, source, words), entry.reference, entry.origin
    )


def _is_on_balance_sheet(leg: Leg, ledger: Ledger) -> bool:
    account = ledger.account(leg.line)
    return account is not None and account.place is Place.POSITION


def _refuse_unless_on_balance_sheet(leg: Leg, period: Period, ledger: Ledger) -> None:
    statement = ledger.project.statement_of(leg.line)
    if period.id not in statement.column_of:
        raise WorkbenchError(
            "{statement} has no figures at {period}. Bring the entry forward to another date.",
            statement=statement.title,
            period=short_phrase(period),
        )


def _memo(memo: str, source: Period, words: Words) -> str:
    period = short_phrase(source)
    if memo:
        return say(phrase("Brought forward from {period}: {memo}", period=period, memo=memo), words)
    return say(phrase("Brought forward from {period}", period=period), words)
