"""The totals a reader looks for first, under both frameworks."""

from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.findings import ONE_ENTITY, Finding
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, Statement, StatementKind
from workbench.engine.recalculate import Results, quotient
from workbench.phrases import Words, phrase, say
from workbench.wording import message_of

KEY_CONCEPTS = {
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
"""The lines that show the size of an adjustment, by the key of the effect on them."""
SHORT_NAMES = {
    Concept.REVENUE: phrase("Revenue"),
    Concept.OPERATING_INCOME: phrase("Operating income"),
    Concept.NET_INCOME: phrase("Net income"),
    Concept.ATTRIBUTABLE_NET_INCOME: phrase("Attributable"),
    Concept.TOTAL_ASSETS: phrase("Total assets"),
    Concept.TOTAL_LIABILITIES: phrase("Total liabilities"),
    Concept.TOTAL_EQUITY: phrase("Total equity"),
}
"""The names of key totals for narrow places."""


@dataclass(frozen=True, slots=True)
class KeyTotal:
    """One total of one period. ``difference``: result less as reported; None if one of them is blank."""

    line: LineId
    name: str
    as_reported: Decimal | None
    result: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.as_reported is None or self.result is None else self.result - self.as_reported

    def share(self, decimals: int) -> Decimal | None:
        """Return the difference as a fraction of the figure as reported, rounded; None if that is blank or nil."""
        if not self.as_reported or self.difference is None:
            return None
        return quotient(self.difference, abs(self.as_reported), decimals)


def has_totals(project: Project) -> bool:
    """False for files of several entities: their figures have no totals in common."""
    return _several_entities(project) is None


def why_no_totals(project: Project, words: Words) -> str:
    """Return a sentence on why no totals are shown: the files belong to several entities; else empty."""
    finding = _several_entities(project)
    if finding is None:
        return ""
    reason = message_of(finding, words)
    return say(phrase("No totals are shown, because {reason}", reason=f"{reason[:1].lower()}{reason[1:]}"), words)


def _several_entities(project: Project) -> Finding | None:
    return next((finding for finding in project.import_findings if finding.check == ONE_ENTITY), None)


def key_lines(statement: Statement) -> list[Line]:
    """Return the lines of a statement that a reader looks for first."""
    lines = (statement.line_with(concept) for concept in KEY_CONCEPTS.get(statement.kind, ()))
    return [line for line in lines if line is not None]


def short_name(line: Line, words: Words) -> str:
    """Return the name of a key line for narrow places: ``Attributable``."""
    return say(SHORT_NAMES[line.concept], words) if line.concept else line.name


def key_total(results: Results, line: Line, period: PeriodId) -> KeyTotal:
    statement = results.project.statement_of(line.id)
    return KeyTotal(line.id, line.name, statement.figure(line.id, period), results.figure(line.id, period))


def key_totals(results: Results) -> dict[PeriodId, tuple[KeyTotal, ...]]:
    """Return the key totals of each reconciled period, in the order of the statements; none for several entities."""
    totals: dict[PeriodId, tuple[KeyTotal, ...]] = {}
    if not has_totals(results.project):
        return totals
    for statement in results.project.statements:
        lines = key_lines(statement)
        for period in statement.periods:
            if period in statement.reconciled and lines:
                totals[period] = totals.get(period, ()) + tuple(key_total(results, line, period) for line in lines)
    return totals
