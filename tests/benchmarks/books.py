"""Large projects to measure with: a tree of totals over many lines, many periods, many differences."""

import random
from datetime import date
from decimal import Decimal

from tests.projects import entries_of
from workbench.domain.adjustments import Adjustment
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, Statement, StatementKind, Total

LINES_PER_TOTAL = 20
MEANINGS = {0: Concept.TOTAL_ASSETS, 20: Concept.TOTAL_LIABILITIES, 40: Concept.TOTAL_EQUITY}
"""The first totals stand for those that the window tells live."""


def book(lines: int, periods: int, differences: int, share_touched: float) -> Project:
    """Return a project of ``lines`` x ``periods``; each difference has entries on ``share_touched`` of the parts."""
    chance = random.Random(lines * periods * differences)
    dates = [Period(None, date(2000 + number, 12, 31), str(2000 + number)) for number in range(periods)]
    ids = [period.id for period in dates]
    names = [LineId(f"line_{number}") for number in range(lines)]
    totals = {name: names[n + 1 : n + LINES_PER_TOTAL] for n, name in enumerate(names) if n % LINES_PER_TOTAL == 0}
    parts = [name for name in names if name not in totals]
    figures = {name: tuple(Decimal(chance.randrange(10**9)) for _ in ids) for name in names}
    cells = [(part, period) for part in parts for period in ids]
    adjustments = []
    for number in range(differences):
        touched = cells if share_touched == 1 else chance.sample(cells, int(len(cells) * share_touched))
        entries = entries_of({cell: Decimal(chance.randrange(1, 10**6)) for cell in touched})
        covers = frozenset(("book", period) for period in ids)
        adjustments.append(
            Adjustment(f"difference_{number}", f"Difference {number}", entries=entries, stated_for=covers)
        )
    statement = Statement(
        id="book",
        kind=StatementKind.FINANCIAL_POSITION,
        title="A large book",
        periods=tuple(ids),
        lines=tuple(_line(name, number, is_total=name in totals) for number, name in enumerate(names)),
        totals=tuple(Total(name, tuple((part, 1) for part in made_of)) for name, made_of in totals.items()),
        figures=Map(figures),
        reconciled=frozenset(ids),
    )
    return Project(
        entity="Large Ltd",
        frameworks=Frameworks(Framework("US GAAP"), Framework("IFRS")),
        currency="RMB",
        scale=1000,
        periods=Map({period.id: period for period in dates}),
        statements=(statement,),
        adjustments=tuple(adjustments),
        enabled=frozenset(adjustment.id for adjustment in adjustments),
    )


def _line(name: str, number: int, *, is_total: bool) -> Line:
    return Line(name, name, role=LineRole.TOTAL if is_total else LineRole.LINE, concept=MEANINGS.get(number))
