"""Debit and credit: on which side of the books a line stands, and whether the legs of a journal entry balance.

A leg is an amount in its line's displayed sign. Whether that is a debit follows from how the line counts: in total
assets, in what claims them, or in the result. Lines of cash flows and of tables of measures are in no account.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from workbench.domain.adjustments import Leg
from workbench.domain.ids import LineId, StatementId
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind

ZERO = Decimal(0)
CLAIMS = (
    Concept.TOTAL_LIABILITIES_AND_EQUITY,
    Concept.TOTAL_LIABILITIES,
    Concept.MEZZANINE_EQUITY,
    Concept.TOTAL_EQUITY,
    Concept.ATTRIBUTABLE_EQUITY,
)
"""The totals of what claims the assets, the widest first."""
EQUITY = (Concept.TOTAL_EQUITY, Concept.ATTRIBUTABLE_EQUITY)
"""The totals of equity."""
INTO_EQUITY = frozenset((Concept.RETAINED_EARNINGS, Concept.NCI, Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME))
"""The lines of equity into which the result of a period falls."""
IN_EQUITY = INTO_EQUITY | {*EQUITY, Concept.PAID_IN_CAPITAL}
"""The concepts of lines of equity, even where no total holds them together."""


class Place(StrEnum):
    """Where an account stands: in net income, behind it, in other comprehensive income, or on the balance sheet.

    Behind net income stand the share of minorities, which is no amount of its own, and what owners are charged with,
    such as the accretion of mezzanine equity.
    """

    RESULT = "result"
    SHARE_OF_RESULT = "share-of-result"
    CHARGED_TO_OWNERS = "charged-to-owners"
    OTHER_COMPREHENSIVE_INCOME = "other-comprehensive-income"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Account:
    """A line in the books. ``debit_sign``: +1 if an amount in its displayed sign is a debit, -1 if it is a credit.

    ``is_equity``: on the balance sheet, neither an asset nor a liability.
    """

    line: Line
    statement: StatementId
    place: Place
    debit_sign: int
    is_equity: bool = False

    @property
    def is_earned(self) -> bool:
        """True where a debit lowers, and a credit raises, what owners and minorities earn together."""
        return self.place in (Place.RESULT, Place.CHARGED_TO_OWNERS, Place.OTHER_COMPREHENSIVE_INCOME)

    @property
    def takes_up_result(self) -> bool:
        """True for the lines of equity into which the result of a period falls."""
        return self.place is Place.POSITION and self.line.concept in INTO_EQUITY


@dataclass(frozen=True, slots=True)
class Moment:
    """A column of a journal: a duration with the instant at its end; None where no statement shows one of them."""

    duration: PeriodId | None
    instant: PeriodId | None

    @property
    def period(self) -> PeriodId:
        """The duration, or the instant that ends none. Raises ValueError if it has neither."""
        if key := self.duration or self.instant:
            return key
        raise ValueError("a moment is a duration or an instant")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a result, a profit positive. ``concept``: of the line of equity into which it falls."""

    concept: Concept
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Balance:
    """How the legs of one entry balance at one moment; amounts in the statements' scale.

    ``result``: the effect on what owners and minorities earn, other comprehensive income included, a profit positive.
    ``shares``: its parts that are not nil, even where they add up to nil. ``open_amount``: debits less credits that
    nothing answers. ``falls_into_equity``: the result balances, but has not been taken up in equity yet.
    ``is_one_sided``: the result stands alone, because no statement shows a balance sheet at the end of the period, or
    because that answers a longer period, which holds this one. ``of_earlier_periods``: what equity takes up beside the
    result, a profit positive; that it was earned earlier is for the roll-forward to prove.
    """

    moment: Moment
    debited: Decimal
    credited: Decimal
    result: Decimal
    shares: tuple[Share, ...]
    open_amount: Decimal
    falls_into_equity: bool
    is_one_sided: bool
    of_earlier_periods: Decimal

    @property
    def open_once_posted(self) -> Decimal:
        """What is open in a posted entry, which takes up its result in equity or leaves it open."""
        if not self.falls_into_equity:
            return self.open_amount
        return self.result or max((share.amount for share in self.shares), key=abs)


class Ledger:
    """The accounts of a project. ``before``: an earlier one, of which what has not changed is kept."""

    def __init__(self, project: Project, before: "Ledger | None" = None) -> None:
        self.project = project
        self._known: dict[StatementId, tuple[Statement, Mapping[LineId, Account]]] = {}
        for statement in project.statements:
            known = before._known.get(statement.id) if before else None
            if known and known[0].lines is statement.lines and known[0].totals is statement.totals:
                self._known[statement.id] = known

    def account(self, line: LineId) -> Account | None:
        """Return the account of a line; None if it is in none, or its side is not known."""
        return self.accounts(self.project.statement_of(line)).get(line)

    def accounts(self, statement: Statement) -> Mapping[LineId, Account]:
        """Return the accounts of a statement, in printed order."""
        if statement.id not in self._known:
            self._known[statement.id] = statement, dict(_accounts(statement))
        return self._known[statement.id][1]

    def debit(self, leg: Leg) -> Decimal | None:
        """Return the amount of a leg as a debit, a credit negative; None if its line is in no account."""
        account = self.account(leg.line)
        return account.debit_sign * leg.amount if account else None

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The columns in which an entry may have legs, by date: durations, then instants that end none."""
        durations = [period for period in self._periods if not period.is_instant]
        ends = {period.end for period in durations}
        periods = (*durations, *(period for period in self._periods if period.is_instant and period.end not in ends))
        return tuple(self._moment(period) for period in sorted(periods, key=_by_date))

    @cached_property
    def _periods(self) -> tuple[Period, ...]:
        """The periods of the statements that have accounts; of all of them if none has, as in a bridge alone."""
        statements = self.project.statements
        with_accounts = [statement for statement in statements if statement.kind in _READERS] or statements
        keys = dict.fromkeys(period for statement in with_accounts for period in statement.periods)
        return tuple(self.project.periods[key] for key in keys)

    @cached_property
    def _instant_at(self) -> dict[date, PeriodId]:
        return {period.end: period.id for period in self._periods if period.is_instant}

    def _moment(self, period: Period) -> Moment:
        return Moment(None if period.is_instant else period.id, self._instant_at.get(period.end))

    def balances(self, legs: Iterable[Leg]) -> tuple[Balance, ...]:
        """Return how legs balance at each moment that they touch, by date.

        The result is answered by legs on the balance sheet at its end; these also balance among themselves once the
        result has been taken up in equity. Of periods that end on one day, the longest is answered: it holds the rest.
        """
        legs = tuple(legs)
        touched = [self.project.periods[key] for key in dict.fromkeys(leg.period for leg in legs)]
        by_end: dict[date, list[Period]] = {}
        for period in sorted(touched, key=_by_date):
            by_end.setdefault(period.end, []).append(period)
        moments = [
            moment
            for longest, *others in by_end.values()
            for moment in (
                self._moment(longest),
                *(Moment(shorter.id, None) for shorter in others if not shorter.is_instant),
            )
        ]
        return tuple(self._balance(moment, legs) for moment in moments)

    def _balance(self, moment: Moment, legs: Iterable[Leg]) -> Balance:
        debits = [
            (account, account.debit_sign * leg.amount)
            for leg in legs
            if leg.period in (moment.duration, moment.instant) and (account := self.account(leg.line))
        ]
        flows = sum((debit for account, debit in debits if account.is_earned), ZERO)
        stocks = sum((debit for account, debit in debits if account.place is Place.POSITION), ZERO)
        taken_up = [debit for account, debit in debits if account.takes_up_result]
        shares = _shares(debits)
        has_equity_side = moment.instant is not None
        is_taken_up = bool(taken_up) and stocks == ZERO
        falls_into_equity = has_equity_side and bool(shares) and not is_taken_up and flows + stocks == ZERO
        is_one_sided = bool(shares) and not has_equity_side
        return Balance(
            moment,
            sum((debit for _, debit in debits if debit > 0), ZERO),
            -sum((debit for _, debit in debits if debit < 0), ZERO),
            -flows,
            shares,
            ZERO if falls_into_equity or is_one_sided else _open_amount(flows, stocks, takes_up=bool(taken_up)),
            falls_into_equity,
            is_one_sided,
            flows - sum(taken_up, ZERO) if is_taken_up and shares else ZERO,
        )


def _by_date(period: Period) -> tuple[date, int]:
    return period.end, -period.months


def _shares(debits: Iterable[tuple[Account, Decimal]]) -> tuple[Share, ...]:
    """Return the parts of a result that are not nil: what owners keep, what minorities share, and what is in OCI."""
    of_place = dict.fromkeys(Place, ZERO)
    for account, debit in debits:
        of_place[account.place] += debit
    of_minorities = of_place[Place.SHARE_OF_RESULT]
    shares = (
        Share(Concept.RETAINED_EARNINGS, -of_place[Place.RESULT] - of_place[Place.CHARGED_TO_OWNERS] - of_minorities),
        Share(Concept.NCI, of_minorities),
        Share(Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME, -of_place[Place.OTHER_COMPREHENSIVE_INCOME]),
    )
    return tuple(share for share in shares if share.amount)


def _open_amount(flows: Decimal, stocks: Decimal, *, takes_up: bool) -> Decimal:
    """Return what is open of an entry as debits and credits, or of its balance sheet side if that takes up a result."""
    if not takes_up:
        return stocks + flows
    return min(stocks, stocks + flows, key=abs) if stocks else ZERO


def _accounts(statement: Statement) -> Iterator[tuple[LineId, Account]]:
    read = _READERS.get(statement.kind)
    signs = read(statement) if read else {}
    totals = [total for concept in EQUITY if (total := statement.line_with(concept))]
    equity = {line for total in totals for line in (total.id, *statement.graph.below(total.id))}
    for line in statement.lines:
        if line.id in signs and line.role is not LineRole.HEADING and line.unit is LineUnit.MONEY:
            place, sign = signs[line.id]
            is_equity = place is Place.POSITION and (line.id in equity or line.concept in IN_EQUITY)
            yield line.id, Account(line, statement.id, place, sign, is_equity)


Signs = dict[LineId, tuple[Place, int]]


def _in_result(statement: Statement) -> Signs:
    """A line that adds to net income is a credit; one that takes from what owners get of it is a debit."""
    income = statement.line_with(Concept.NET_INCOME)
    attributable = statement.line_with(Concept.ATTRIBUTABLE_NET_INCOME)
    if income is None:
        return _signs_below(statement, attributable, Place.RESULT)
    signs = _signs_below(statement, attributable, Place.CHARGED_TO_OWNERS)
    if attributable:
        signs[attributable.id] = Place.SHARE_OF_RESULT, -1
    for line in statement.lines_with(Concept.NCI_SHARE_OF_INCOME):
        shared = (line.id, *statement.graph.below(line.id))
        signs.update({key: (Place.SHARE_OF_RESULT, signs[key][1]) for key in shared if key in signs})
    return signs | _signs_below(statement, income, Place.RESULT)


def _signs_below(statement: Statement, top: Line | None, place: Place) -> Signs:
    """Return a total and all that counts in it: what adds to it is a credit."""
    return {line: (place, -weight) for line, weight in statement.graph.ways_down(top.id)} if top else {}


def _in_comprehensive_income(statement: Statement) -> Signs:
    """What adds to comprehensive income is a credit; net income is in the statement of operations."""
    total, income = statement.line_with(Concept.COMPREHENSIVE_INCOME), statement.line_with(Concept.NET_INCOME)
    if total is None:
        return {}
    in_income = {income.id, *statement.graph.below(income.id)} if income else set()
    return {
        line: (Place.OTHER_COMPREHENSIVE_INCOME, -weight)
        for line, weight in statement.graph.ways_down(total.id)
        if line not in in_income
    }


def _in_position(statement: Statement) -> Signs:
    """Assets are debits and what claims them credits: by the totals they count in, else by the side they stand on."""
    assets = statement.line_with(Concept.TOTAL_ASSETS)
    if assets is None:
        return {}
    signs: Signs = {
        line.id: (Place.POSITION, 1 if statement.place_of[line.id] <= statement.place_of[assets.id] else -1)
        for line in statement.lines
    }
    for concept in reversed(CLAIMS):
        if top := statement.line_with(concept):
            signs.update({line: (Place.POSITION, -weight) for line, weight in statement.graph.ways_down(top.id)})
    signs.update({line: (Place.POSITION, weight) for line, weight in statement.graph.ways_down(assets.id)})
    return signs


_READERS = {
    StatementKind.OPERATIONS: _in_result,
    StatementKind.COMPREHENSIVE_INCOME: _in_comprehensive_income,
    StatementKind.FINANCIAL_POSITION: _in_position,
}
"""How the accounts of a kind of statement are found; all other kinds have none."""
