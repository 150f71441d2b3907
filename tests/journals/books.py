"""A small company's books over three years, in which journal entries can be written."""

from datetime import date
from decimal import Decimal

from workbench.domain.adjustments import Adjustment, JournalEntry
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.ledger import Ledger
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, Statement, StatementKind, Total
from workbench.journals.drafts import Draft, DraftLeg

YEARS = tuple(Period(date(year, 1, 1), date(year, 12, 31), f"Year {year}") for year in (2024, 2025, 2026))
ENDS = tuple(Period(None, date(year, 12, 31), f"December 31, {year}") for year in (2023, 2024, 2025, 2026))
Y1, Y2, Y3 = (period.id for period in YEARS)
E0, E1, E2, E3 = (period.id for period in ENDS)
LEASES = AdjustmentId("leases")

RESULT = (
    ("revenue", Concept.REVENUE, ()),
    ("lease cost", None, ()),
    ("depreciation", None, ()),
    ("interest", None, ()),
    ("income before tax", Concept.PRE_TAX_INCOME, ("+revenue", "-lease cost", "-depreciation", "-interest")),
    ("income tax", Concept.INCOME_TAX, ()),
    ("net income", Concept.NET_INCOME, ("+income before tax", "-income tax")),
    ("minorities' share", Concept.NCI_SHARE_OF_INCOME, ()),
    ("attributable", Concept.ATTRIBUTABLE_NET_INCOME, ("+net income", "-minorities' share")),
)
POSITION = (
    ("right of use", None, ()),
    ("deferred tax", Concept.DEFERRED_TAX_ASSETS, ()),
    ("total assets", Concept.TOTAL_ASSETS, ("+right of use", "+deferred tax")),
    ("tax payable", Concept.INDIRECT_TAX_PAYABLE, ()),
    ("lease liability", None, ()),
    ("total liabilities", Concept.TOTAL_LIABILITIES, ("+tax payable", "+lease liability")),
    ("paid-in capital", Concept.PAID_IN_CAPITAL, ()),
    ("accumulated oci", Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME, ()),
    ("retained earnings", Concept.RETAINED_EARNINGS, ()),
    ("minorities", Concept.NCI, ()),
    (
        "total equity",
        Concept.TOTAL_EQUITY,
        ("+paid-in capital", "+accumulated oci", "+retained earnings", "+minorities"),
    ),
    ("total claims", Concept.TOTAL_LIABILITIES_AND_EQUITY, ("+total liabilities", "+total equity")),
)
COMPREHENSIVE = (
    ("net income again", Concept.NET_INCOME, ()),
    ("fair value changes", None, ()),
    ("other comprehensive", Concept.OTHER_COMPREHENSIVE_INCOME, ("+fair value changes",)),
    ("comprehensive income", Concept.COMPREHENSIVE_INCOME, ("+net income again", "+other comprehensive")),
)


def books() -> Project:
    """Return three years of nil, with one difference that has no entries."""
    statements = (
        _statement("operations", StatementKind.OPERATIONS, RESULT, YEARS),
        _statement("position", StatementKind.FINANCIAL_POSITION, POSITION, ENDS),
        _statement("comprehensive", StatementKind.COMPREHENSIVE_INCOME, COMPREHENSIVE, YEARS),
    )
    return Project(
        entity="Example Ltd",
        frameworks=Frameworks(Framework("US GAAP"), Framework("IFRS")),
        currency="EUR",
        scale=1,
        periods=Map({period.id: period for period in (*YEARS, *ENDS)}),
        statements=statements,
        adjustments=(Adjustment(LEASES, "Leases"),),
        enabled=frozenset({LEASES}),
    )


Rows = tuple[tuple[str, Concept | None, tuple[str, ...]], ...]
"""The name, the concept and the signed parts of each line."""


def _statement(key: str, kind: StatementKind, rows: Rows, periods: tuple[Period, ...]) -> Statement:
    totals = tuple(
        Total(name, tuple((LineId(part[1:]), 1 if part[0] == "+" else -1) for part in parts))
        for name, _, parts in rows
        if parts
    )
    return Statement(
        id=key,
        kind=kind,
        title=key.capitalize(),
        periods=tuple(period.id for period in periods),
        lines=tuple(
            Line(name, name.capitalize(), role=LineRole.TOTAL if parts else LineRole.LINE, concept=concept)
            for name, concept, parts in rows
        ),
        totals=totals,
        figures=Map({name: (Decimal(0),) * len(periods) for name, _, _ in rows}),
    )


def draft(*rows: tuple[str, str, str]) -> Draft:
    """Return a draft with one amount in each row: line, period, amount in the line's displayed sign."""
    return Draft(
        LEASES,
        tuple(DraftLeg(line.capitalize(), line, Map({period: Decimal(amount)})) for line, period, amount in rows),
    )


def amounts(entry: Draft | JournalEntry, project: Project) -> dict[tuple[str, str], str]:
    """Return the amount of each line and period of an entry, as text."""
    legs = entry.complete_legs(project) if isinstance(entry, Draft) else entry.legs
    return {(leg.line, leg.period): str(leg.amount) for leg in legs}


def open_amounts(entry: Draft | JournalEntry, project: Project) -> list[str]:
    """Return what is open of an entry at each moment that it touches, as text."""
    legs = entry.complete_legs(project) if isinstance(entry, Draft) else entry.legs
    return [str(balance.open_amount) for balance in Ledger(project).balances(legs)]
