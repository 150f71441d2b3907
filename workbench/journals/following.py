"""Entries that follow from others: with the result taken up in equity, and brought forward to a later date."""

from collections.abc import Iterator
from dataclasses import replace

from workbench.domain.adjustments import TYPED, EntryId, JournalEntry, Leg, LegKind, entry_id
from workbench.domain.facts import Fact
from workbench.domain.ledger import ZERO, Account, Balance, Ledger, Place
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.statements import Concept, StatementKind
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Words, phrase, say
from workbench.wording import say_fact


def with_result_in_equity(entry: JournalEntry, ledger: Ledger) -> JournalEntry:
    """Return an entry whose result has been taken up in equity at the end of its period.

    What minorities share of it falls into their interests, other comprehensive income into its accumulation, and the
    rest into retained earnings. An entry that does not balance as debits and credits, that has taken up its result, or
    whose balance sheet has no such line stays as it is.
    """
    legs = tuple(
        leg
        for balance in ledger.balances(entry.legs)
        if balance.falls_into_equity
        for leg in _legs_in_equity(balance, entry, ledger)
    )
    return replace(entry, legs=(*entry.legs, *legs)) if legs else entry


def _legs_in_equity(balance: Balance, entry: JournalEntry, ledger: Ledger) -> Iterator[Leg]:
    duration, instant = balance.moment.duration, balance.moment.instant
    assert instant is not None, "a result falls into equity at a date"
    of_minorities, comprehensive = ZERO, ZERO
    for leg in entry.legs:
        account = ledger.account(leg.line) if leg.period == duration else None
        if account and account.place is Place.SHARE_OF_RESULT:
            of_minorities += account.debit_sign * leg.amount
        elif account and account.place is Place.OTHER_COMPREHENSIVE_INCOME:
            comprehensive -= account.debit_sign * leg.amount
    minorities = _account_with(ledger, instant, Concept.NCI)
    accumulated = _account_with(ledger, instant, Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME)
    of_minorities = of_minorities if minorities else ZERO
    comprehensive = comprehensive if accumulated else ZERO
    retained = _account_with(ledger, instant, Concept.RETAINED_EARNINGS)
    for account, amount, kind in (
        (retained, balance.result - of_minorities - comprehensive, LegKind.EQUITY),
        (minorities, of_minorities, LegKind.NCI),
        (accumulated, comprehensive, LegKind.OCI),
    ):
        if account and amount:
            yield Leg(account.line.id, instant, -account.debit_sign * amount, kind)


def _account_with(ledger: Ledger, instant: PeriodId, concept: Concept) -> Account | None:
    """Return the account of a concept on the balance sheet of a date, unless it is a total of others."""
    for statement in ledger.project.of_kind(StatementKind.FINANCIAL_POSITION):
        line = statement.line_with(concept) if instant in statement.column_of else None
        if line and line.id not in statement.total_of:
            return ledger.accounts(statement).get(line.id)
    return None


def brought_forward(entry: JournalEntry, ledger: Ledger, to: PeriodId, words: Words = ENGLISH) -> JournalEntry:
    """Return a new entry with the balance sheet legs of an entry at a later date, its result taken up in equity.

    Raises WorkbenchError if it has none, or not before that date.
    """
    project = ledger.project
    settled = with_result_in_equity(entry, ledger)
    stocks = [leg for leg in settled.legs if _stands_on_balance_sheet(ledger, leg)]
    latest = max((project.periods[leg.period].end for leg in stocks), default=None)
    if latest is None:
        raise WorkbenchError("The entry has no balance sheet amounts to bring forward. Choose another.")
    if project.periods[to].end <= latest:
        raise WorkbenchError("An entry is brought forward to a later date. Choose one.")
    legs = tuple(replace(leg, period=to) for leg in stocks if project.periods[leg.period].end == latest)
    source = next(leg.period for leg in stocks if project.periods[leg.period].end == latest)
    memo = _memo(entry, short_name_of_period(project.periods[source]), words)
    return JournalEntry(_new_id(project, legs, entry), legs, memo, entry.reference, TYPED)


def _stands_on_balance_sheet(ledger: Ledger, leg: Leg) -> bool:
    account = ledger.account(leg.line)
    return account is not None and account.place is Place.POSITION


def _memo(entry: JournalEntry, period: Fact, words: Words) -> str:
    source = say_fact(period, words)
    if entry.memo:
        return say(phrase("{memo}, brought forward from {period}", memo=entry.memo, period=source), words)
    return say(phrase("Brought forward from {period}", period=source), words)


def _new_id(project: Project, legs: tuple[Leg, ...], entry: JournalEntry) -> EntryId:
    owner = next(known for known in project.adjustments if known.entries.get(entry.id) == entry)
    return entry_id(*legs[0].cell, owner.entries)
