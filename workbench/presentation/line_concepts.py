"""The concepts that a line can have, by the kind of its statement and its unit, and what follows a concept."""

from collections.abc import Mapping

from workbench.domain.adjustments import KIND_OF_CONCEPT
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, StatementKind
from workbench.phrases import Phrase, phrase
from workbench.presentation.key_totals import KEY_CONCEPTS
from workbench.wording.names import CHECKS

INCOME = (
    Concept.REVENUE,
    Concept.OPERATING_INCOME,
    Concept.PRE_TAX_INCOME,
    Concept.INCOME_TAX,
    Concept.NET_INCOME,
    Concept.NCI_SHARE_OF_INCOME,
    Concept.ATTRIBUTABLE_NET_INCOME,
)
COMPREHENSIVE = (Concept.OTHER_COMPREHENSIVE_INCOME, Concept.COMPREHENSIVE_INCOME)
EQUITY = (
    Concept.PAID_IN_CAPITAL,
    Concept.RETAINED_EARNINGS,
    Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME,
    Concept.ATTRIBUTABLE_EQUITY,
    Concept.NCI,
    Concept.TOTAL_EQUITY,
)
POSITION = (
    Concept.CASH,
    Concept.RESTRICTED_CASH,
    Concept.DEFERRED_TAX_ASSETS,
    Concept.TOTAL_ASSETS,
    Concept.INDIRECT_TAX_PAYABLE,
    Concept.DEFERRED_TAX_LIABILITIES,
    Concept.TOTAL_LIABILITIES,
    Concept.MEZZANINE_EQUITY,
    *EQUITY,
    Concept.TOTAL_LIABILITIES_AND_EQUITY,
)
OF_MONEY: Mapping[StatementKind, tuple[Concept, ...]] = {
    StatementKind.OPERATIONS: (*INCOME, *COMPREHENSIVE, Concept.SHARE_BASED_EXPENSE),
    StatementKind.FINANCIAL_POSITION: POSITION,
    StatementKind.CASH_FLOWS: (
        Concept.PRE_TAX_INCOME,
        Concept.NET_INCOME,
        Concept.SHARE_BASED_EXPENSE,
        Concept.CASH_AT_BEGINNING,
        Concept.CASH_AT_END,
    ),
    StatementKind.COMPREHENSIVE_INCOME: (*INCOME, *COMPREHENSIVE),
    StatementKind.CHANGES_IN_EQUITY: (Concept.NET_INCOME, *COMPREHENSIVE, Concept.SHARE_BASED_EXPENSE, *EQUITY),
    StatementKind.NON_GAAP: (*INCOME, Concept.SHARE_BASED_EXPENSE),
    StatementKind.NET_INCOME_BRIDGE: (*INCOME, Concept.SHARE_BASED_EXPENSE),
    StatementKind.EQUITY_BRIDGE: EQUITY,
    StatementKind.OTHER: (*INCOME, *COMPREHENSIVE, Concept.SHARE_BASED_EXPENSE, *POSITION),
}
"""The concepts of monetary lines, in the order of a statement."""
OF_OTHER_UNITS: Mapping[LineUnit, tuple[Concept, ...]] = {
    LineUnit.PER_SHARE: (Concept.BASIC_EPS, Concept.DILUTED_EPS),
    LineUnit.SHARES: (Concept.BASIC_SHARES, Concept.DILUTED_SHARES),
}
CHECKS_THAT_FOLLOW: Mapping[Concept, tuple[str, ...]] = {
    Concept.REVENUE: ("net-income", "interim-periods", "ratio"),
    Concept.OPERATING_INCOME: ("ratio",),
    Concept.PRE_TAX_INCOME: ("interim-periods",),
    Concept.INCOME_TAX: ("interim-periods",),
    Concept.NET_INCOME: ("net-income", "roll-forward", "interim-periods", "ratio", "same-measure", "presentation"),
    Concept.ATTRIBUTABLE_NET_INCOME: ("roll-forward", "interim-periods", "ratio", "presentation"),
    Concept.COMPREHENSIVE_INCOME: ("presentation",),
    Concept.CASH: ("cash",),
    Concept.RESTRICTED_CASH: ("cash",),
    Concept.TOTAL_ASSETS: ("balance",),
    Concept.TOTAL_LIABILITIES: ("balance",),
    Concept.MEZZANINE_EQUITY: ("balance",),
    Concept.PAID_IN_CAPITAL: ("roll-forward",),
    Concept.RETAINED_EARNINGS: ("roll-forward", "carried-forward"),
    Concept.ATTRIBUTABLE_EQUITY: ("carried-forward", "presentation"),
    Concept.TOTAL_EQUITY: ("balance", "roll-forward", "carried-forward", "presentation"),
    Concept.TOTAL_LIABILITIES_AND_EQUITY: ("balance",),
    Concept.CASH_AT_BEGINNING: ("cash",),
    Concept.CASH_AT_END: ("cash",),
    Concept.BASIC_EPS: ("ratio",),
    Concept.BASIC_SHARES: ("ratio", "share-counts"),
    Concept.DILUTED_SHARES: ("share-counts",),
}
"""The keys of the checks that find their lines by a concept."""
KINDS_OF_CHECK: Mapping[str, tuple[StatementKind, ...]] = {
    "roll-forward": (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION),
    "balance": (StatementKind.FINANCIAL_POSITION,),
    "carried-forward": (StatementKind.FINANCIAL_POSITION,),
    "interim-periods": (StatementKind.OPERATIONS,),
    "cash": (StatementKind.FINANCIAL_POSITION, StatementKind.CASH_FLOWS),
}
"""The kinds of statements in which a check finds its lines, if not in all."""


def concepts_of(line: Line, kind: StatementKind) -> tuple[Concept, ...]:
    """Return the concepts that a line can have, and the one that it has; none for a heading."""
    if line.role is LineRole.HEADING:
        return ()
    fitting = OF_MONEY[kind] if line.unit is LineUnit.MONEY else OF_OTHER_UNITS.get(line.unit, ())
    return fitting if line.concept is None or line.concept in fitting else (line.concept, *fitting)


def followers_of(concept: Concept, kind: StatementKind) -> tuple[Phrase, ...]:
    """Return what follows the line of a concept: the key totals, the checks that find it so, the kinds of entries."""
    checks = (check for check in CHECKS_THAT_FOLLOW.get(concept, ()) if kind in KINDS_OF_CHECK.get(check, (kind,)))
    return (
        *((phrase("key totals"),) if concept in KEY_CONCEPTS.get(kind, ()) else ()),
        *(Phrase(CHECKS[check]) for check in checks),
        *((phrase("kinds of entries"),) if concept in KIND_OF_CONCEPT else ()),
    )
