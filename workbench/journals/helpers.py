"""Rows that follow from others: tax, indirect tax, the share of minorities, the balancing row, a reclassification.

Each function returns a draft with rows that can be edited like any other. Amounts are worked out as debits, a credit
negative, and rounded once, halves away from zero, to the decimals of the amounts that they follow from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.domain.adjustments import Leg, LegKind
from workbench.domain.amounts import PRECISE, decimals_of
from workbench.domain.ids import LineId
from workbench.domain.ledger import ZERO, Account, Ledger, Moment, Place
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Concept
from workbench.errors import WorkbenchError
from workbench.journals.drafts import Draft, DraftLeg, other_legs

DEFERRED_TAXES = (Concept.DEFERRED_TAX_ASSETS, Concept.DEFERRED_TAX_LIABILITIES)


@dataclass(frozen=True, slots=True)
class TaxTerms:
    """How tax follows: deferred tax = ``opening`` - ``rate`` x pre-tax effect on net assets, an asset positive.

    ``rate``: a fraction. ``opening``: deferred tax brought forward that the rate does not explain, with decimals; None:
    as the other entries of the difference imply it.
    """

    rate: Decimal
    tax_line: LineId
    deferred_line: LineId
    opening: Decimal | None = None


def with_tax(draft: Draft, ledger: Ledger, terms: TaxTerms) -> Draft:
    """Return the draft with its tax: deferred tax at each date, and what that moves as tax on the result of the period.

    A period without a balance sheet at its end is taxed on its result. Tax on what went to other comprehensive income
    or straight to equity is no tax on the result: it stays open. Earlier rows on these two lines are replaced.
    Raises WorkbenchError for a rate that is no fraction, and if nothing is there to be taxed.
    """
    refuse_rate(terms.rate)
    deferred, tax = _account(ledger, terms.deferred_line), _account(ledger, terms.tax_line)
    _refuse_unless(deferred.place is Place.POSITION and not deferred.is_equity, deferred)
    _refuse_unless(tax.place is Place.RESULT, tax)
    untaxed = replace(
        draft,
        legs=tuple(leg for leg in draft.legs if leg.line not in (terms.tax_line, terms.deferred_line)),
    )
    legs = untaxed.complete_legs(ledger.project)
    before = other_legs(ledger.project.adjustment_by_id[draft.adjustment], draft)
    decimals = _decimals(legs)
    deferred_amounts: dict[PeriodId, Decimal] = {}
    tax_amounts: dict[PeriodId, Decimal] = {}
    for balance in ledger.balances(legs):
        duration, instant = _periods_at(balance.moment, legs)
        profit = _profit(ledger, legs, duration)
        beside_profit = balance.result - profit
        if instant is not None:
            effect = _pre_tax_effect(ledger, legs, instant, balance.result, terms.deferred_line)
            movement = _movement_of_deferred_tax(ledger, effect, before, instant, terms, decimals)
            deferred_amounts[instant] = movement
            if _has_equity(ledger, legs, instant):
                beside_profit = effect - profit
        else:
            movement = -_round(PRECISE.multiply(terms.rate, balance.result), decimals)
        if duration is not None:
            tax_amounts[duration] = -movement - _round(PRECISE.multiply(terms.rate, beside_profit), decimals)
    if not any((*deferred_amounts.values(), *tax_amounts.values())):
        raise WorkbenchError("There is nothing to tax yet. Enter the rows before tax first.")
    return untaxed.with_legs(*_rows(((deferred, deferred_amounts), (tax, tax_amounts)), LegKind.TAX))


def _profit(ledger: Ledger, legs: Iterable[Leg], duration: PeriodId | None) -> Decimal:
    """Return the effect of legs on net income, without other comprehensive income."""
    profit = ZERO
    for leg in legs:
        account = ledger.account(leg.line) if leg.period == duration else None
        if account and account.place is Place.RESULT:
            profit -= account.debit_sign * leg.amount
    return profit


def _has_equity(ledger: Ledger, legs: Iterable[Leg], instant: PeriodId) -> bool:
    accounts = (ledger.account(leg.line) for leg in legs if leg.period == instant)
    return any(account and account.is_equity for account in accounts)


def _pre_tax_effect(
    ledger: Ledger, legs: Iterable[Leg], instant: PeriodId, result: Decimal, deferred_line: LineId
) -> Decimal:
    """Return the pre-tax effect of a draft on net assets; that on the result while it has no other side yet."""
    accounts = [ledger.account(leg.line) for leg in legs if leg.period == instant]
    if any(account and not account.is_equity for account in accounts):
        return _net_assets(ledger, legs, instant, deferred_line)[0]
    return result


def _movement_of_deferred_tax(
    ledger: Ledger, effect: Decimal, before: Iterable[Leg], instant: PeriodId, terms: TaxTerms, decimals: int
) -> Decimal:
    """Return by how much the draft moves deferred tax at a date, an asset positive."""
    pre_tax_before, deferred_before = _net_assets(ledger, before, instant, terms.deferred_line)
    opening = terms.opening
    if opening is None:
        opening = deferred_before + _round(PRECISE.multiply(terms.rate, pre_tax_before), decimals)
    return _round(opening - PRECISE.multiply(terms.rate, pre_tax_before + effect), decimals) - deferred_before


def _net_assets(
    ledger: Ledger, legs: Iterable[Leg], instant: PeriodId, deferred_line: LineId
) -> tuple[Decimal, Decimal]:
    """Return the effect of legs on net assets at a date before deferred tax, and that on deferred tax.

    ``deferred_line``: one that takes deferred tax, even if its concept is not set.
    """
    pre_tax = deferred = ZERO
    for leg in legs:
        account = ledger.account(leg.line) if leg.period == instant else None
        if account is None or account.is_equity:
            continue
        if leg.line == deferred_line or account.line.concept in DEFERRED_TAXES:
            deferred += account.debit_sign * leg.amount
        else:
            pre_tax += account.debit_sign * leg.amount
    return pre_tax, deferred


def with_indirect_tax(
    draft: Draft, ledger: Ledger, row: int, rate: Decimal, payable_line: LineId, opening: Decimal = ZERO
) -> Draft:
    """Return the draft with the indirect tax that an amount includes taken out of it, and owed less, or more.

    Amount x rate / (1 + rate), less ``opening``, which was taken out before; a reduction of income is positive. Raises
    WorkbenchError unless the row is one of the result in a period at whose end a balance sheet stands.
    """
    refuse_rate(rate)
    leg, payable = draft.legs[row], _account(ledger, payable_line)
    _refuse_unless(payable.place is Place.POSITION and not payable.is_equity, payable)
    income = _account(ledger, _line_of(leg, row))
    _refuse_unless(income.place is Place.RESULT, income)
    instants = {moment.duration: moment.instant for moment in ledger.moments}
    taxes: dict[PeriodId, Decimal] = {}
    for duration, amount in sorted(leg.amounts.items(), key=lambda item: ledger.project.periods[item[0]].months):
        instant = instants.get(duration)
        if instant is None:
            raise WorkbenchError(
                "No balance sheet at the end of {period} shows what is owed. Add that date first.", period=duration
            )
        included = PRECISE.divide(PRECISE.multiply(income.debit_sign * amount, rate), 1 + rate)
        tax = _round(included, decimals_of(amount)) - opening
        taxes[instant] = tax  # of periods that end on one day the longest comes last: it holds the others
        leg = leg.with_amount(duration, amount - income.debit_sign * tax)
    return draft.with_leg(row, leg).with_legs(*_rows(((payable, taxes),), LegKind.TAX))


def with_share_of_minorities(draft: Draft, ledger: Ledger, share: Decimal, line: LineId) -> Draft:
    """Return the draft with the share that minorities have in net income of each period, on the line that shows it.

    An earlier row on that line is replaced. Raises WorkbenchError for a share that is no fraction, a line that shows no
    share of the result, and if there is no result.
    """
    refuse_rate(share)
    account = _account(ledger, line)
    _refuse_unless(account.place is Place.SHARE_OF_RESULT, account)
    shared = replace(draft, legs=tuple(leg for leg in draft.legs if leg.line != line))
    legs = shared.complete_legs(ledger.project)
    shares = {
        duration: _round(PRECISE.multiply(share, profit), _decimals(legs))
        for balance in ledger.balances(legs)
        if (duration := balance.moment.duration) is not None and (profit := _profit(ledger, legs, duration))
    }
    if not shares:
        raise WorkbenchError("There is no result to share yet. Enter the rows of the result first.")
    return shared.with_legs(*_rows(((account, shares),), LegKind.NCI))


def with_balancing_row(draft: Draft, ledger: Ledger, line: LineId) -> Draft:
    """Return the draft with what is still open on one more row, so that it balances.

    Raises WorkbenchError if nothing is open, if the line has no period in which it could stand, and for the share of
    minorities, which answers nothing.
    """
    account = _account(ledger, line)
    _refuse_unless(account.place is not Place.SHARE_OF_RESULT, account)
    amounts: dict[PeriodId, Decimal] = {}
    for balance in ledger.balances(draft.complete_legs(ledger.project)):
        period = _period_at(ledger, balance.moment, account)
        if not balance.open_amount:
            continue
        if period is None:
            raise WorkbenchError("'{line}' has no figure for this period. Choose another line.", line=account.line.name)
        amounts[period] = -balance.open_amount
    if not amounts:
        raise WorkbenchError("Nothing is open: the entry balances.")
    is_oci = account.place is Place.OTHER_COMPREHENSIVE_INCOME
    kind = LegKind.OCI if is_oci else LegKind.EQUITY if account.is_equity else None
    return draft.with_legs(*_rows(((account, amounts),), kind))


def _period_at(ledger: Ledger, moment: Moment, account: Account) -> PeriodId | None:
    """Return the period of an account at a moment; None if its statement has none then."""
    if account.place is Place.POSITION:
        return moment.instant
    ending = (known.duration for known in ledger.moments if known.duration and known.instant == moment.instant)
    return moment.duration or next(ending, None)


def with_reclassification(
    draft: Draft, ledger: Ledger, source: LineId, target: LineId, amounts: Map[PeriodId, Decimal]
) -> Draft:
    """Return the draft with ``amounts``, in the sign of ``source``, moved from there to ``target``.

    Raises WorkbenchError if that would change the result, equity, or both sides of different statements.
    """
    from_account, to_account = _account(ledger, source), _account(ledger, target)
    sides = {(account.statement, account.place, account.is_equity) for account in (from_account, to_account)}
    if len(sides) > 1:
        raise WorkbenchError(
            "Moving an amount from '{source}' to '{target}' changes profit or equity. Choose two lines of the same "
            "statement, both within equity or both outside.",
            source=from_account.line.name,
            target=to_account.line.name,
        )
    if source == target:
        raise WorkbenchError("The amount would stay on '{line}'. Choose another line.", line=from_account.line.name)
    debits = {period: from_account.debit_sign * amount for period, amount in amounts.items()}
    taken = {period: -debit for period, debit in debits.items()}
    return draft.with_legs(*_rows(((from_account, taken), (to_account, debits)), LegKind.RECLASSIFICATION))


def reversed_draft(draft: Draft) -> Draft:
    """Return a new draft with every amount of another sign."""
    legs = tuple(
        replace(leg, amounts=Map({period: -amount for period, amount in leg.amounts.items()})) for leg in draft.legs
    )
    return replace(draft, legs=legs, posted=None)


def copied_to(draft: Draft, source: Moment, target: Moment) -> Draft:
    """Return a new draft with the amounts of one moment at another; those of other moments are left out."""
    periods = {source.duration: target.duration, source.instant: target.instant}
    legs = []
    for leg in draft.legs:
        amounts = {new: amount for period, amount in leg.amounts.items() if (new := periods.get(period)) is not None}
        if amounts:
            legs.append(replace(leg, amounts=Map(amounts)))
    if not legs:
        raise WorkbenchError("The entry has no amounts that can be copied there. Choose another period.")
    return replace(draft, legs=tuple(legs), posted=None)


def refuse_rate(rate: Decimal) -> None:
    """Raise WorkbenchError for a rate that is negative or above 1: 25 for 25 %."""
    if not 0 <= rate <= 1:
        raise WorkbenchError("A rate must be between 0% and 100%: enter 25% or 0.25, not 25.")


def _account(ledger: Ledger, line: LineId) -> Account:
    account = ledger.account(line)
    if account is None:
        raise WorkbenchError(
            "'{line}' is neither debit nor credit: it counts in no balance sheet or result. Choose another line.",
            line=ledger.project.line(line).name,
        )
    return account


def _line_of(leg: DraftLeg, row: int) -> LineId:
    if leg.line is None:
        raise WorkbenchError("Row {row} has no line yet. Choose one.", row=row + 1)
    return leg.line


def _refuse_unless(fits: bool, account: Account) -> None:
    if not fits:
        raise WorkbenchError("'{line}' cannot take this amount. Choose another line.", line=account.line.name)


def _periods_at(moment: Moment, legs: Iterable[Leg]) -> tuple[PeriodId | None, PeriodId | None]:
    """Return the duration of a moment, if legs have amounts in it, and the instant at its end."""
    is_touched = any(leg.period == moment.duration for leg in legs)
    return moment.duration if is_touched else None, moment.instant


def _rows(
    amounts_by_account: Iterable[tuple[Account, dict[PeriodId, Decimal]]], kind: LegKind | None
) -> Iterator[DraftLeg]:
    """Yield a row for each account with an amount, which is given as a debit."""
    for account, debits in amounts_by_account:
        amounts = {period: account.debit_sign * debit for period, debit in debits.items() if debit}
        if amounts:
            yield DraftLeg(account.line.name, account.line.id, Map(amounts), kind)


def _decimals(legs: Iterable[Leg]) -> int:
    return max((decimals_of(leg.amount) for leg in legs), default=0)


def _round(amount: Decimal, decimals: int) -> Decimal:
    """Return an amount with all of ``decimals``, halves away from zero."""
    return PRECISE.quantize(amount, Decimal(1).scaleb(-decimals))
