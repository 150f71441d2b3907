"""The totals a reader asks for first, under both frameworks."""

from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.findings import ONE_ENTITY
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Kind, Meaning
from workbench.engine.recalculate import Results

KEY_MEANINGS = {
    Kind.OPERATIONS: (
        Meaning.REVENUE,
        Meaning.OPERATING_INCOME,
        Meaning.NET_INCOME,
        Meaning.ATTRIBUTABLE_NET_INCOME,
    ),
    Kind.FINANCIAL_POSITION: (Meaning.TOTAL_ASSETS, Meaning.TOTAL_LIABILITIES, Meaning.TOTAL_EQUITY),
    Kind.NET_INCOME_BRIDGE: (Meaning.NET_INCOME, Meaning.ATTRIBUTABLE_NET_INCOME),
    Kind.EQUITY_BRIDGE: (Meaning.TOTAL_EQUITY, Meaning.ATTRIBUTABLE_EQUITY),
}
EFFECTS = {
    Kind.OPERATIONS: {
        "net_income": Meaning.NET_INCOME,
        "attributable_net_income": Meaning.ATTRIBUTABLE_NET_INCOME,
    },
    Kind.FINANCIAL_POSITION: {"equity": Meaning.TOTAL_EQUITY},
    Kind.NET_INCOME_BRIDGE: {
        "net_income": Meaning.NET_INCOME,
        "attributable_net_income": Meaning.ATTRIBUTABLE_NET_INCOME,
    },
    Kind.EQUITY_BRIDGE: {"equity": Meaning.TOTAL_EQUITY},
}
"""The lines by which the size of an adjustment is told, by what the effect on them is called."""


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


def why_no_totals(project: Project) -> str:
    """Return in one sentence why no totals are told: figures that do not belong together; "" where they do."""
    reason = next((found.message for found in project.import_findings if found.check == ONE_ENTITY), "")
    return f"No totals are shown, because {reason[0].lower()}{reason[1:]}" if reason else ""


def key_totals(results: Results) -> dict[PeriodId, tuple[KeyTotal, ...]]:
    """Return the key totals of each reconciled period, in the order of the statements; none of several companies."""
    found: dict[PeriodId, tuple[KeyTotal, ...]] = {}
    if why_no_totals(results.project):
        return found
    for statement in results.project.statements:
        lines = [line for m in KEY_MEANINGS.get(statement.kind, ()) if (line := statement.meaning(m)) is not None]
        for period in statement.periods:
            if period in statement.reconciled and lines:
                found[period] = found.get(period, ()) + tuple(
                    KeyTotal(line.id, line.name, statement.figure(line.id, period), results.figure(line.id, period))
                    for line in lines
                )
    return found
