"""Entries that follow from others: with the result taken up in equity, and brought forward to a later date."""

from collections.abc import Container
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.adjustments import TYPED, EntryId, JournalEntry, Leg, LegKind, entry_id
from workbench.domain.amounts import format_for_reader
from workbench.domain.ledger import Account, Balance, Ledger, Place, Share
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, StatementKind
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Phrase, Words, phrase, say
from workbench.wording.names import CONCEPTS
from workbench.wording.periods import short_phrase

PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}"


class WhyOpen(NamedTuple):
    """Why an entry is open, and what would close it: both without a full stop, to be made into a sentence."""

    problem: Phrase
    remedy: Phrase


KINDS_OF_SHARES = {
    Concept.RETAINED_EARNINGS: LegKind.EQUITY,
    Concept.NCI: LegKind.NCI,
    Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME: LegKind.OCI,
}


def with_result_in_equity(entry: JournalEntry, ledger: Ledger) -> JournalEntry:
    """Return an entry whose result has been taken up in equity at the end of its period.

    What minorities share of it falls into their interests, other comprehensive income into its accumulation, and the
    rest into retained earnings. An entry that does not balance as debits and credits, that has taken up its result, or
    whose balance sheet lacks one of these lines stays as it is: no part falls into another line.
    """
    added = [
        Leg(account.line.id, instant, -account.debit_sign * share.amount, KINDS_OF_SHARES[share.concept])
        for balance in ledger.balances(entry.legs)
        if balance.falls_into_equity and share_without_line(balance, ledger) is None
        for share in balance.shares
        if (instant := balance.moment.instant) and (account := _account_with(ledger, instant, share.concept))
    ]
    return replace(entry, legs=(*entry.legs, *added)) if added else entry


def share_without_line(balance: Balance, ledger: Ledger) -> Share | None:
    """Return a part of the result that the balance sheet at its end has no line for, unless it is taken up already."""
    if not balance.falls_into_equity:
        return None
    instant = balance.moment.instant
    return next((share for share in balance.shares if _account_with(ledger, instant, share.concept) is None), None)


def why_open(entry: JournalEntry, ledger: Ledger) -> WhyOpen | None:
    """Return why an entry would be open, its result taken up in equity or not; None if it would balance."""
    project = ledger.project
    for balance in ledger.balances(entry.legs):
        period = short_phrase(project.periods[balance.moment.period])
        if share := share_without_line(balance, ledger):
            problem = phrase(
                "{period}: {amount} of the result belongs in {concept}, but no line on the balance sheet has it",
                period=period,
                concept=CONCEPTS[share.concept],
                amount=format_for_reader(share.amount),
            )
            return WhyOpen(problem, phrase("Set the concept of a line"))
        if balance.open_amount:
            amount = format_for_reader(abs(balance.open_amount))
            pattern = (
                phrase("{period}: debits exceed credits by {amount}", period=period, amount=amount)
                if balance.open_amount > 0
                else phrase("{period}: credits exceed debits by {amount}", period=period, amount=amount)
            )
            return WhyOpen(pattern, phrase("Correct the entry"))
    return None


def _account_with(ledger: Ledger, instant: PeriodId | None, concept: Concept) -> Account | None:
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
    return JournalEntry(key, legs, memo_brought_forward(entry.memo, source, words), entry.reference, TYPED)


def _stands_on_balance_sheet(ledger: Ledger, leg: Leg) -> bool:
    account = ledger.account(leg.line)
    return account is not None and account.place is Place.POSITION


def _ids_beside(project: Project, entry: JournalEntry) -> Container[EntryId]:
    """Return the ids of the difference that has an entry; none if it has not been posted."""
    owners = (known for known in project.adjustments if known.entries.get(entry.id) == entry)
    return next((owner.entries for owner in owners), ())


def memo_brought_forward(memo: str, source: Period, words: Words) -> str:
    """Return the memo of an entry that is brought forward, from that of the entry which it was."""
    period = short_phrase(source)
    if memo:
        return say(phrase("{memo}, brought forward from {period}", memo=memo, period=period), words)
    return say(phrase("Brought forward from {period}", period=period), words)


def memo_before(memo: str, source: Period, words: Words) -> str:
    """Return what the memo of an entry was before it was brought forward; as it is, if it reads otherwise by now."""
    for language in (words, ENGLISH):
        if memo == memo_brought_forward("", source, language):
            return ""
        before, _, after = memo_brought_forward(PLACEHOLDER, source, language).partition(PLACEHOLDER)
        if memo.startswith(before) and memo.endswith(after):
            return memo.removeprefix(before).removesuffix(after)
    return memo
