"""The totals a reader asks for first, under both frameworks."""

from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.findings import ONE_ENTITY
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, Statement, StatementKind
from workbench.engine.recalculate import Results, quotient

KEY_MEANINGS = {
    StatementKind.OPERATIONS: (
        Concept.REVENUE,
        Concept.OPERATING_INCOME,
        Concept.NET_INCOME,
        Concept.ATTRIBUTABLE_NET_INCOME,
    ),
    StatementKind.FINANCIAL_POSITION: (Concept.TOTAL_ASSETS, Concept.TOTAL_LIABILITIES, Concept.TOTAL_EQUITY),
    StatementKind.NET_INCOME_BRIDGE: (Concept.NET_INCOME, Concept.ATTRIBUTABLE_NET_INCOME),
    StatementKind.EQUITY_BRIDGE: (Concept.TOTAL_EQUITY, Concept.ATTRIBUTABLE_EQUITY),
}
EFFECTS = {
    StatementKind.OPERATIONS: {
        "net_income": Concept.NET_INCOME,
        "attributable_net_income": Concept.ATTRIBUTABLE_NET_INCOME,
    },
    StatementKind.FINANCIAL_POSITION: {"equity": Concept.TOTAL_EQUITY},
    StatementKind.NET_INCOME_BRIDGE: {
        "net_income": Concept.NET_INCOME,
        "attributable_net_income": Concept.ATTRIBUTABLE_NET_INCOME,
    },
    StatementKind.EQUITY_BRIDGE: {"equity": Concept.TOTAL_EQUITY},
}
"""The lines by which the size of an adjustment is told, by what the effect on them is called."""
SHORT_NAMES = {
    Concept.REVENUE: "Revenue",
    Concept.OPERATING_INCOME: "Operating income",
    Concept.NET_INCOME: "Net income",
    Concept.ATTRIBUTABLE_NET_INCOME: "Attributable",
    Concept.TOTAL_ASSETS: "Total assets",
    Concept.TOTAL_LIABILITIES: "Total liabilities",
    Concept.TOTAL_EQUITY: "Total equity",
}
"""What key totals are called where there is little room."""


@dataclass(frozen=True, slots=True)
class KeyTotal:
    """One total of one period. ``difference`` is result less as reported; None where one of them is blank."""

    line: LineId
    name: str
    as_reported: Decimal | None
    result: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.as_reported is None or self.result is None else self.result - self.as_reported

    def share(self, decimals: int) -> Decimal | None:
        """Return the difference as a share of the figure as reported, rounded; None where that is blank or nil."""
        if not self.as_reported or self.difference is None:
            return None
        return quotient(self.difference, abs(self.as_reported), decimals)


def why_no_totals(project: Project) -> str:
    """Return in one sentence why no totals are told: figures that do not belong together; "" where they do."""
    reason = next((found.message for found in project.import_findings if found.check == ONE_ENTITY), "")
    return f"No totals are shown, because {reason[0].lower()}{reason[1:]}" if reason else ""


def key_lines(statement: Statement) -> list[Line]:
    """Return the lines of a statement whose totals a reader asks for first."""
    lines = (statement.line_with(meaning) for meaning in KEY_MEANINGS.get(statement.kind, ()))
    return [line for line in lines if line is not None]


def short_name(line: Line) -> str:
    """Return what a key line is called where there is little room: ``Attributable``."""
    return SHORT_NAMES[line.concept] if line.concept else line.name


def key_total(results: Results, line: Line, period: PeriodId) -> KeyTotal:
    statement = results.project.statement_of(line.id)
    return KeyTotal(line.id, line.name, statement.figure(line.id, period), results.figure(line.id, period))


def key_totals(results: Results) -> dict[PeriodId, tuple[KeyTotal, ...]]:
    """Return the key totals of each reconciled period, in the order of the statements; none of several companies."""
    totals: dict[PeriodId, tuple[KeyTotal, ...]] = {}
    if why_no_totals(results.project):
        return totals
    for statement in results.project.statements:
        lines = key_lines(statement)
        for period in statement.periods:
            if period in statement.reconciled and lines:
                totals[period] = totals.get(period, ()) + tuple(key_total(results, line, period) for line in lines)
    return totals
