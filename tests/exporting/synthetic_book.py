"""A book of 500 lines, 4 periods and 12 differences, with whatever a statement may have; the same every time.

Totals of totals, remainders, ratios, blank figures, effects on lines that nobody states, differences that roll forward
and one that does not, an effect that is an error, a period that nobody reconciled, sources that agree and some that do
not.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.exporting.made_up import with_sources
from tests.projects import entries_of
from workbench.domain.adjustments import Adjustment
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import (
    Concept,
    FigureKey,
    Line,
    LineRole,
    LineUnit,
    Ratio,
    Statement,
    StatementKind,
    Total,
)
from workbench.engine import quotient

DATES = (date(2022, 6, 30), date(2022, 12, 31), date(2023, 6, 30), date(2023, 12, 31))
STARTS = (date(2022, 1, 1), date(2022, 7, 1), date(2023, 1, 1), date(2023, 7, 1))
INSTANTS = tuple(Period(None, day, f"{day:%B %d, %Y}") for day in DATES)
DURATIONS = tuple(
    Period(start, end, f"Six months ended {end:%B %d, %Y}") for start, end in zip(STARTS, DATES, strict=True)
)
UNRECONCILED = 1
"""So many of the first periods are not reconciled."""
PARTS, SCALE, DIFFERENCES = 9, 1_000, 12
SHARE_OF_BLANKS = 0.04
ASSETS, LIABILITIES, EQUITY = 14, 12, 37
"""Groups of assets and of liabilities, and lines of equity."""
REVENUES, COSTS, OTHERS = 8, 10, 11
RETAINED = LineId("retained_earnings")


@dataclass
class _Rows:
    """The rows of a statement as they are made: ``figures``, one for each period, or None."""

    chance: random.Random
    lines: list[Line] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    figures: dict[LineId, tuple[Decimal | None, ...]] = field(default_factory=dict)

    def add_part(self, name: str, concept: Concept | None = None, *, may_be_blank: bool = True) -> LineId:
        line = Line(LineId(name), name.replace("_", " ").capitalize(), concept=concept)
        self.lines.append(line)
        self.figures[line.id] = tuple(
            None
            if may_be_blank and self.chance.random() < SHARE_OF_BLANKS
            else Decimal(self.chance.randrange(-(10**5), 10**7))
            for _ in DATES
        )
        return line.id

    def add_total(self, name: str, parts: Iterable[tuple[LineId, int]], concept: Concept | None = None) -> LineId:
        """Add a total of ``parts``; of some groups only the affected lines are printed, and a remainder is left."""
        parts = tuple(parts)
        line = Line(LineId(name), name.replace("_", " ").capitalize(), role=LineRole.TOTAL, concept=concept)
        is_partial = concept is None and self.chance.random() < 0.2
        self.lines.append(line)
        self.totals.append(Total(line.id, parts, partial=is_partial))
        self.figures[line.id] = tuple(
            sum((weight * (self.figures[part][column] or 0) for part, weight in parts), Decimal(0))
            + Decimal(self.chance.randrange(1, 10**4) if is_partial else 0)
            for column, _ in enumerate(DATES)
        )
        return line.id

    def add_groups(self, name: str, number: int) -> list[tuple[LineId, int]]:
        """Add groups of parts, the last of which is taken away, and return their totals."""
        found: list[tuple[LineId, int]] = []
        for group in range(1, number + 1):
            parts = [self.add_part(f"{name}_{group}_{part}") for part in range(1, PARTS + 1)]
            weights = [-1 if place == PARTS - 1 else 1 for place in range(PARTS)]
            found.append((self.add_total(f"{name}_{group}", zip(parts, weights, strict=True)), 1))
        return found

    def add_stated(self, line: Line, figures: Iterable[Decimal | None]) -> None:
        self.lines.append(line)
        self.figures[line.id] = tuple(figures)

    def of_each(self, line: str) -> tuple[Decimal, ...]:
        return tuple(figure or Decimal(0) for figure in self.figures[LineId(line)])


def synthetic_book() -> Project:
    chance = random.Random(20_231_231)
    position, operations = _position(chance), _operations(chance)
    statements = (operations, position)
    project = Project(
        entity="Synthetic & Sons Ltd",
        frameworks=Frameworks(Framework("US GAAP"), Framework("IFRS")),
        currency="RMB",
        scale=SCALE,
        periods=Map({period.id: period for period in (*DURATIONS, *INSTANTS)}),
        statements=statements,
        adjustments=tuple(_difference(number, position, operations, chance) for number in range(DIFFERENCES)),
        enabled=frozenset(AdjustmentId(f"difference_{number}") for number in range(DIFFERENCES)),
    )
    return with_sources(project, chance)


def _position(chance: random.Random) -> Statement:
    rows = _Rows(chance)
    rows.add_total("total_assets", rows.add_groups("assets", ASSETS), Concept.TOTAL_ASSETS)
    rows.add_total("total_liabilities", rows.add_groups("liabilities", LIABILITIES), Concept.TOTAL_LIABILITIES)
    equity = [(rows.add_part(f"reserve_{number}"), 1) for number in range(1, EQUITY)]
    equity.append((rows.add_part(RETAINED, Concept.RETAINED_EARNINGS, may_be_blank=False), 1))
    rows.add_total("total_equity", equity, Concept.TOTAL_EQUITY)
    return _statement("position", StatementKind.FINANCIAL_POSITION, INSTANTS, rows)


def _operations(chance: random.Random) -> Statement:
    rows = _Rows(chance)
    rows.add_stated(Line(LineId("income"), "Income", role=LineRole.HEADING), (None,) * len(DATES))
    revenue = rows.add_total("revenue", rows.add_groups("revenues", REVENUES), Concept.REVENUE)
    costs = rows.add_total("costs", rows.add_groups("costs", COSTS))
    operating = rows.add_total("operating_income", [(revenue, 1), (costs, -1)], Concept.OPERATING_INCOME)
    others = [(rows.add_part(f"other_{number}"), 1) for number in range(1, OTHERS)]
    income = rows.add_total("net_income", [(operating, 1), *others], Concept.NET_INCOME)
    accretion = rows.add_part("accretion")
    attributable = rows.add_total("attributable", [(income, 1), (accretion, -1)], Concept.ATTRIBUTABLE_NET_INCOME)
    shares = [Decimal(chance.randrange(10**8, 10**9)) for _ in DATES]
    line = Line(LineId("basic_shares"), "Basic shares", unit=LineUnit.SHARES, concept=Concept.BASIC_SHARES)
    rows.add_stated(line, shares)
    line = Line(LineId("basic"), "Basic", unit=LineUnit.PER_SHARE, decimals=2, concept=Concept.BASIC_EPS)
    rows.add_stated(line, (quotient(a * SCALE, s, 2) for a, s in zip(rows.of_each(attributable), shares, strict=True)))
    margins = zip(rows.of_each(operating), rows.of_each(revenue), strict=True)
    line = Line(LineId("margin"), "Operating margin", unit=LineUnit.PERCENT, decimals=3)
    rows.add_stated(line, (quotient(part, whole, 3) for part, whole in margins))
    ratios = (
        Ratio(LineId("basic"), attributable, LineId("basic_shares"), Decimal(SCALE)),
        Ratio(LineId("margin"), operating, revenue, Decimal(1)),
    )
    return _statement("operations", StatementKind.OPERATIONS, DURATIONS, rows, ratios)


def _statement(
    key: str, kind: StatementKind, periods: tuple[Period, ...], rows: _Rows, ratios: tuple[Ratio, ...] = ()
) -> Statement:
    """Return a statement; a few of its blank figures are not known rather than blank."""
    ids = tuple(period.id for period in periods)
    blanks = [
        (line.id, period)
        for line in rows.lines
        for period, figure in zip(ids, rows.figures[line.id], strict=True)
        if figure is None and line.role is LineRole.LINE
    ]
    return Statement(
        id=StatementId(key),
        kind=kind,
        title=key.capitalize(),
        periods=ids,
        lines=tuple(rows.lines),
        totals=tuple(rows.totals),
        ratios=ratios,
        figures=Map(rows.figures),
        reconciled=frozenset(ids[UNRECONCILED:]),
        unknown=frozenset(rows.chance.sample(blanks, len(blanks) // 4)),
    )


def _difference(number: int, position: Statement, operations: Statement, chance: random.Random) -> Adjustment:
    """Return a difference of equity that the period's costs explain; the seventh explains nothing.

    It touches lines that are blank or that nobody states, too. Of the last one an effect is an error.
    """
    effects: dict[FigureKey, Decimal] = {}
    before = Decimal(0)
    for instant, duration in list(zip(INSTANTS, DURATIONS, strict=True))[UNRECONCILED:]:
        equity = before + chance.randrange(-(10**4), 10**4) + 1
        effects[RETAINED, instant.id] = equity
        for line, weight in _touched(chance):
            amount = Decimal(chance.randrange(1, 10**5))
            effects[line, instant.id] = amount
            effects[LineId("assets_1_1"), instant.id] = (
                effects.get((LineId("assets_1_1"), instant.id), equity) - weight * amount
            )
        cost = LineId(f"costs_{number % COSTS + 1}_{number % 8 + 1}")
        if duration is not DURATIONS[UNRECONCILED]:
            effects[cost, duration.id] = before - equity + (7 if number == 6 else 0)
        before = equity
    known = {cell: amount for cell, amount in effects.items() if amount}
    stated = {(statement.id, period) for statement in (position, operations) for period in statement.reconciled}
    unknown = {(LineId("revenues_1_1"), DURATIONS[-1].id)} if number == DIFFERENCES - 1 else set[FigureKey]()
    return Adjustment(
        AdjustmentId(f"difference_{number}"),
        f"Difference {number + 1}: of measurement",
        note=f"Of {len(known)} effects.",
        standards=(f"ASC {800 + number}", f"IFRS {number + 1}"),
        entries=entries_of(known),
        stated_for=frozenset(stated),
        unknown=frozenset(unknown),
    )


def _touched(chance: random.Random) -> Iterator[tuple[LineId, int]]:
    """Yield lines of a balance sheet, each with the sign in which its amount moves equity."""
    for name, of_groups, sign in (("assets", ASSETS, 1), ("liabilities", LIABILITIES, -1)):
        for _ in range(4):
            part = chance.randrange(1, PARTS)  # the last part of a group is taken away from it
            group = chance.randrange(2, of_groups + 1)
            yield LineId(f"{name}_{group}_{part}"), sign
