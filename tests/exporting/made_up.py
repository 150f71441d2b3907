"""Projects that nobody would write: totals of totals, blanks, lines that nobody states, effects that are errors.

Their sources state figures once, twice, wrongly; some have a statement of operations with shares, from which
differences roll forward, or do not.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.projects import CLOSING, OPENING, entries_of, projects
from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFigures
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Ratio, Statement, StatementKind, Total
from workbench.engine import quotient
from workbench.engine.recalculate import calculate

HALF_YEAR = Period(date(2023, 1, 1), date(2023, 6, 30), "Six months ended June 30, 2023")
RATE = Decimal("7.25")
POSITION_MEANINGS = (
    Concept.TOTAL_ASSETS,
    Concept.TOTAL_LIABILITIES,
    Concept.TOTAL_EQUITY,
    Concept.RETAINED_EARNINGS,
    Concept.PAID_IN_CAPITAL,
)
FILE = "made-up.xlsx"
LEAST_DIFFERENCES = 3


def made_up(number: int, start: int) -> list[Project]:
    """Return so many projects, the same for the same ``start``."""
    found: list[Project] = []

    @seed(start)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(projects())
    def collect(project: Project) -> None:
        chance = random.Random(1_000 * start + len(found))
        project = with_gaps(with_enough_differences(project, chance), chance)
        if chance.random() < 0.7:
            project = with_operations(with_meanings(project, chance), chance)
        found.append(with_sources(project, chance) if chance.random() < 0.7 else project)

    collect()
    return found[:number]


def with_enough_differences(project: Project, chance: random.Random) -> Project:
    """Return the project with three differences at least: eight states of the switches."""
    (statement,) = project.statements
    adjustments = list(project.adjustments)
    covers = frozenset((statement.id, period) for period in statement.periods)
    while len(adjustments) < LEAST_DIFFERENCES:
        number = len(adjustments)
        line = chance.choice(statement.lines).id
        cell = (line, chance.choice(statement.periods))
        entries = entries_of({cell: Decimal(chance.randrange(1, 10**6))})
        adjustments.append(Adjustment(f"more_{number}", f"More {number}", entries=entries, stated_for=covers))
    return replace(project, adjustments=tuple(adjustments))


def with_gaps(project: Project, chance: random.Random) -> Project:
    """Return the project with half of its blank figures stated by nobody, and some effects that are errors."""
    (statement,) = project.statements
    cells = [(line.id, period) for line in statement.lines for period in statement.periods]
    unknown = {cell for cell in cells if statement.figure(*cell) is None and chance.random() < 0.5}
    adjustments = tuple(
        replace(
            each,
            unknown=frozenset(chance.sample(cells, 1)) - each.effects.keys() if chance.random() < 0.3 else frozenset(),
        )
        for each in project.adjustments
    )
    return replace(
        project,
        statements=(replace(statement, unknown=frozenset(unknown)),),
        adjustments=adjustments,
        enabled=frozenset(),
    )


def with_meanings(project: Project, chance: random.Random) -> Project:
    """Return the project with concepts on some lines of its balance sheet."""
    (statement,) = project.statements
    meanings = dict(
        zip(chance.sample(range(len(statement.lines)), min(5, len(statement.lines))), POSITION_MEANINGS, strict=False)
    )
    lines = tuple(replace(line, concept=meanings.get(number)) for number, line in enumerate(statement.lines))
    return replace(project, statements=(replace(statement, lines=lines),))


def with_operations(project: Project, chance: random.Random) -> Project:
    """Return the project with a half-year of operations between its two dates: income, shares, income per share.

    Half of the differences earn what they move equity by; accretion may stand between the two lines of income.
    """
    revenue, costs, accretion = (Decimal(chance.randrange(1, 10**6)) for _ in range(3))
    shares = Decimal(chance.randrange(10**5, 10**8))
    income = revenue - costs
    attributable = income - accretion
    per_share = quotient(attributable * project.scale, shares, 2)
    if chance.random() < 0.3:
        per_share += Decimal("0.01")
    lines = (
        Line("revenue", "Revenue", concept=Concept.REVENUE),
        Line("costs", "Costs"),
        Line("net_income", "Net income", role=LineRole.TOTAL, concept=Concept.NET_INCOME),
        Line("accretion", "Accretion"),
        Line("attributable", "Net income attributable", role=LineRole.TOTAL, concept=Concept.ATTRIBUTABLE_NET_INCOME),
        Line("basic_shares", "Basic shares", unit=LineUnit.SHARES, concept=Concept.BASIC_SHARES),
        Line("diluted_shares", "Diluted shares", unit=LineUnit.SHARES, concept=Concept.DILUTED_SHARES),
        Line("basic", "Basic", unit=LineUnit.PER_SHARE, decimals=2, concept=Concept.BASIC_EPS),
    )
    figures = (revenue, costs, income, accretion, attributable, shares, shares + chance.choice((-1, 0, 10)), per_share)
    operations = Statement(
        id="operations",
        kind=StatementKind.OPERATIONS,
        title="Operations",
        periods=(HALF_YEAR.id,),
        lines=lines,
        totals=(
            Total("net_income", (("revenue", 1), ("costs", -1))),
            Total("attributable", (("net_income", 1), ("accretion", -1))),
        ),
        ratios=(Ratio("basic", "attributable", "basic_shares", Decimal(project.scale)),),
        figures=Map({line.id: (figure,) for line, figure in zip(lines, figures, strict=True)}),
        reconciled=frozenset((HALF_YEAR.id,)),
    )
    results = calculate(project)
    return replace(
        project,
        periods=Map({**project.periods, HALF_YEAR.id: HALF_YEAR}),
        statements=(operations, *project.statements),
        adjustments=tuple(_earning(results.project, each, chance) for each in project.adjustments),
    )


def _earning(project: Project, adjustment: Adjustment, chance: random.Random) -> Adjustment:
    """Return the adjustment with an entry on costs, by as much as it moves equity or by as much as it likes."""
    (statement,) = project.statements
    equity = statement.line_with(Concept.RETAINED_EARNINGS) or statement.line_with(Concept.TOTAL_EQUITY)
    moved = Decimal(chance.randrange(1, 10**5))
    if equity is not None and chance.random() < 0.6:
        results = calculate(project)
        before, after = (results.effect(adjustment.id, equity.id, date) for date in (OPENING, CLOSING))
        moved = (after - before).to_integral_value()
    entries = {(LineId("costs"), HALF_YEAR.id): -moved}
    if chance.random() < 0.4:
        entries["accretion", HALF_YEAR.id] = Decimal(chance.randrange(1, 10**4))  # borne by equity
    entered = entries_of({cell: amount for cell, amount in entries.items() if amount})
    return replace(
        adjustment,
        entries=adjustment.entries.with_items(entered),
        stated_for=adjustment.stated_for | {("operations", HALF_YEAR.id)},
    )


def with_sources(project: Project, chance: random.Random) -> Project:
    """Return the project with cells that state its figures: once, twice, or otherwise than they are used."""
    return replace(project, source_figures=SourceFigures(_stated(project, chance)))


def _stated(project: Project, chance: random.Random) -> Iterator[SourceFigure]:
    results, complete, row = calculate(project), calculate(project).with_all_on(), 0

    def state(
        sheet: str, line: Line, period: str, role: FigureRole, of: str, amount: Decimal | None
    ) -> Iterator[SourceFigure]:
        nonlocal row
        row += 1
        if amount is not None and chance.random() < 0.9:
            wrong = amount + Decimal(1).scaleb(-line.decimals) if chance.random() < 0.05 else amount
            yield SourceFigure(line.id, period, role, of, wrong, CellRef(FILE, sheet, f"B{row}"), str(wrong))

    for statement in project.statements:
        for line in statement.lines:
            for period in statement.periods:
                figure = statement.figure(line.id, period)
                yield from state("Statements", line, period, FigureRole.AS_REPORTED, "", figure)
                if chance.random() < 0.3:
                    yield from state("Reconciliation", line, period, FigureRole.AS_REPORTED, "", figure)
                for adjustment in project.adjustments_of(statement, period):
                    effect = results.effect(adjustment.id, line.id, period)
                    if results.is_effect_known(adjustment.id, line.id, period) and effect:
                        yield from state("Reconciliation", line, period, FigureRole.ADJUSTMENT, adjustment.id, effect)
                if chance.random() < 0.5:
                    printed = complete.figure(line.id, period)
                    yield from state("Reconciliation", line, period, FigureRole.RESULT, "", printed)
                if figure is not None and line.unit is LineUnit.MONEY and chance.random() < 0.5:
                    translated = quotient(figure, RATE, line.decimals)
                    yield from state("Statements", line, period, FigureRole.TRANSLATION, "USD", translated)
