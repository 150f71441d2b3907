"""The names of what has a stable key: checks and the status of what they find, statements, units, scales, concepts."""

from typing import NamedTuple

from workbench.domain.adjustments import Adjustment, LegKind, Nature, Readiness
from workbench.domain.completeness import Conclusion
from workbench.domain.findings import CheckId, FindingStatus
from workbench.domain.open_items import OpenItemStatus
from workbench.domain.statements import Concept, LineUnit, StatementKind
from workbench.domain.thresholds import ThresholdKind
from workbench.domain.ticks import StandardTick
from workbench.phrases import Phrase, Words, phrase, say

CHECKS = {
    "agreement-of-sources": "agreement of sources",
    "stated-once": "stated once",
    "cross-cast": "cross-cast",
    "result-of-row": "result of a row",
    "effects-as-entered": "effects as entered",
    "footing": "footing",
    "balance": "balance",
    "net-income": "net income",
    "roll-forward": "roll-forward",
    "cash": "cash",
    "ratio": "ratio",
    "result-of-ratio": "result of a ratio",
    "same-measure": "same measure",
    "per-share-and-per-ads": "per share and per ADS",
    "share-counts": "share counts",
    "presentation": "presentation",
    "reclassification": "reclassification",
    "error-corrections": "error corrections",
    "translation": "translation",
    "notes": "notes",
    "periods": "periods",
    "import": "import",
    "one-entity": "one entity",
    "rolled-forward": "rolled forward",
    "carried-forward": "carried forward",
    "interim-periods": "interim periods",
    "source-files": "source files",
    "evidence-files": "evidence",
    "digits-of-cells": "digits of cells",
}
STATUSES = {
    FindingStatus.PASS: "pass",
    FindingStatus.INFORMATION: "information",
    FindingStatus.WARNING: "warning",
    FindingStatus.FAIL: "fail",
    FindingStatus.NOT_APPLICABLE: "not applicable",
}


def name_of_check(check: CheckId, words: Words) -> str:
    """Return the name of a check: ``agreement of sources``; its key where an earlier version named it."""
    return words.gettext(CHECKS.get(check, check))


def name_of_status(status: FindingStatus, words: Words) -> str:
    return words.gettext(STATUSES[status])


class _StatementNames(NamedTuple):
    """``short``: for the tab of a sheet. ``table``: for one table of a source, before it is part of a statement."""

    full: Phrase
    short: Phrase
    table: Phrase


STATEMENTS = {
    StatementKind.OPERATIONS: _StatementNames(phrase("Operations"), phrase("IS"), phrase("Statement of operations")),
    StatementKind.FINANCIAL_POSITION: _StatementNames(
        phrase("Financial position"), phrase("BS"), phrase("Statement of financial position")
    ),
    StatementKind.CASH_FLOWS: _StatementNames(phrase("Cash flows"), phrase("CF"), phrase("Statement of cash flows")),
    StatementKind.COMPREHENSIVE_INCOME: _StatementNames(
        phrase("Comprehensive income"), phrase("OCI"), phrase("Statement of comprehensive income")
    ),
    StatementKind.CHANGES_IN_EQUITY: _StatementNames(
        phrase("Changes in equity"), phrase("Equity"), phrase("Statement of changes in equity")
    ),
    StatementKind.NON_GAAP: _StatementNames(phrase("Non-GAAP"), phrase("Non-GAAP"), phrase("Non-GAAP measures")),
    StatementKind.NET_INCOME_BRIDGE: _StatementNames(
        phrase("Net income bridge"), phrase("Net income"), phrase("Bridge of net income")
    ),
    StatementKind.EQUITY_BRIDGE: _StatementNames(
        phrase("Equity bridge"), phrase("Equity bridge"), phrase("Bridge of equity")
    ),
    StatementKind.OTHER: _StatementNames(phrase("Other"), phrase("Other"), phrase("Other table")),
}
UNITS = {
    LineUnit.PER_SHARE: phrase("per share"),
    LineUnit.SHARES: phrase("shares"),
    LineUnit.PERCENT: phrase("%"),
}
"""The units that a line is marked with; money, the rule, is not."""
FIGURES_OF_UNITS = {
    LineUnit.MONEY: phrase("amounts of money"),
    LineUnit.PER_SHARE: phrase("amounts per share"),
    LineUnit.SHARES: phrase("share counts"),
    LineUnit.PERCENT: phrase("percentages"),
}
"""What a line of a unit shows."""
MULTIPLIERS = {
    "thousand": phrase("thousand"),
    "million": phrase("million"),
    "billion": phrase("billion"),
    "ten thousand": phrase("ten thousand"),
    "hundred million": phrase("hundred million"),
}
"""The words behind a number that multiply it, by the key of the text that holds one (``multiplier_word``)."""
LEG_KINDS = {
    LegKind.MEASUREMENT: phrase("measurement"),
    LegKind.RECLASSIFICATION: phrase("reclassification"),
    LegKind.TAX: phrase("tax"),
    LegKind.OCI: phrase("other comprehensive income"),
    LegKind.EQUITY: phrase("equity"),
    LegKind.NCI: phrase("non-controlling interests"),
}
NATURES = {
    Nature.MEASUREMENT: phrase("measurement"),
    Nature.RECLASSIFICATION: phrase("reclassification"),
    Nature.ERROR_CORRECTION: phrase("error correction"),
    Nature.PRESENTATION: phrase("presentation"),
}
READINESSES = {Readiness.DRAFT: phrase("draft"), Readiness.READY: phrase("ready")}
CONCLUSIONS = {
    Conclusion.ADJUSTED: phrase("adjusted"),
    Conclusion.NIL: phrase("nil"),
    Conclusion.BELOW_THRESHOLD: phrase("below the threshold"),
    Conclusion.NOT_APPLICABLE: phrase("not applicable"),
}
"""Also what the facts say that name them (``domain/completeness.py``)."""
ITEM_STATUSES = {
    OpenItemStatus.OPEN: phrase("open"),
    OpenItemStatus.ANSWERED: phrase("answered"),
    OpenItemStatus.CLOSED: phrase("closed"),
}
THRESHOLDS = {
    ThresholdKind.OVERALL: phrase("overall materiality"),
    ThresholdKind.PERFORMANCE: phrase("performance materiality"),
    ThresholdKind.TRIVIAL: phrase("clearly trivial"),
}
TICKS = {
    StandardTick.AGREED: phrase("agreed to the published statement or source"),
    StandardTick.CAST: phrase("cross-cast and footed"),
    StandardTick.ROLLED: phrase("rolls forward"),
    StandardTick.ROUNDING: phrase("rounding of 1"),
    StandardTick.EXCEPTION: phrase("exception"),
    StandardTick.OPEN: phrase("open"),
}
CONCEPTS = {
    Concept.REVENUE: phrase("revenue"),
    Concept.OPERATING_INCOME: phrase("operating income"),
    Concept.PRE_TAX_INCOME: phrase("pre-tax income"),
    Concept.INCOME_TAX: phrase("income tax"),
    Concept.NET_INCOME: phrase("net income"),
    Concept.NCI_SHARE_OF_INCOME: phrase("NCI share of income"),
    Concept.ATTRIBUTABLE_NET_INCOME: phrase("attributable net income"),
    Concept.OTHER_COMPREHENSIVE_INCOME: phrase("other comprehensive income"),
    Concept.COMPREHENSIVE_INCOME: phrase("comprehensive income"),
    Concept.SHARE_BASED_EXPENSE: phrase("share-based expense"),
    Concept.CASH: phrase("cash"),
    Concept.RESTRICTED_CASH: phrase("restricted cash"),
    Concept.DEFERRED_TAX_ASSETS: phrase("deferred tax assets"),
    Concept.TOTAL_ASSETS: phrase("total assets"),
    Concept.INDIRECT_TAX_PAYABLE: phrase("indirect tax payable"),
    Concept.DEFERRED_TAX_LIABILITIES: phrase("deferred tax liabilities"),
    Concept.TOTAL_LIABILITIES: phrase("total liabilities"),
    Concept.PAID_IN_CAPITAL: phrase("paid-in capital"),
    Concept.RETAINED_EARNINGS: phrase("retained earnings"),
    Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME: phrase("accumulated other comprehensive income"),
    Concept.ATTRIBUTABLE_EQUITY: phrase("attributable equity"),
    Concept.NCI: phrase("NCI"),
    Concept.MEZZANINE_EQUITY: phrase("mezzanine equity"),
    Concept.TOTAL_EQUITY: phrase("total equity"),
    Concept.TOTAL_LIABILITIES_AND_EQUITY: phrase("total liabilities and equity"),
    Concept.CASH_AT_BEGINNING: phrase("cash at beginning"),
    Concept.CASH_AT_END: phrase("cash at end"),
    Concept.BASIC_EPS: phrase("basic EPS"),
    Concept.DILUTED_EPS: phrase("diluted EPS"),
    Concept.BASIC_SHARES: phrase("basic shares"),
    Concept.DILUTED_SHARES: phrase("diluted shares"),
}


def name_of_statement(kind: StatementKind, words: Words) -> str:
    """Return ``Financial position``."""
    return say(STATEMENTS[kind].full, words)


def short_name_of_statement(kind: StatementKind, words: Words) -> str:
    """Return a name short enough for the tab of a sheet beside a period: ``BS``."""
    return say(STATEMENTS[kind].short, words)


def name_of_table(kind: StatementKind, words: Words) -> str:
    """Return the name of one table of a source: ``Statement of financial position``."""
    return say(STATEMENTS[kind].table, words)


def name_of_figures(unit: LineUnit, words: Words) -> str:
    """Return what a line of a unit shows: ``amounts per share``."""
    return say(FIGURES_OF_UNITS[unit], words)


def name_of_leg_kind(kind: LegKind, words: Words) -> str:
    """Return ``tax``."""
    return say(LEG_KINDS[kind], words)


def name_of_nature(nature: Nature, words: Words) -> str:
    """Return ``reclassification``."""
    return say(NATURES[nature], words)


def name_of_readiness(readiness: Readiness, words: Words) -> str:
    """Return ``draft``."""
    return say(READINESSES[readiness], words)


def name_of_conclusion(conclusion: Conclusion, words: Words) -> str:
    """Return ``below the threshold``."""
    return say(CONCLUSIONS[conclusion], words)


def name_of_item_status(status: OpenItemStatus, words: Words) -> str:
    """Return ``answered``."""
    return say(ITEM_STATUSES[status], words)


def name_of_threshold(kind: ThresholdKind, words: Words) -> str:
    """Return ``performance materiality``."""
    return say(THRESHOLDS[kind], words)


def meaning_of_tick(tick: StandardTick, words: Words) -> str:
    """Return what a sign of every project means: ``rolls forward``."""
    return say(TICKS[tick], words)


def name_of_unit(unit: LineUnit, words: Words) -> str:
    """Return ``per share``; ``money`` for lines that are not marked with their unit."""
    return say(UNITS.get(unit, phrase("money")), words)


def name_of_difference(adjustment: Adjustment, words: Words) -> str:
    """Return ``Leases``, or for an error correction ``Leases (error correction)``."""
    if adjustment.nature is not Nature.ERROR_CORRECTION:
        return adjustment.name
    nature = name_of_nature(adjustment.nature, words)
    return say(phrase("{name} ({nature})", name=adjustment.name, nature=nature), words)


def name_of_concept(concept: Concept, words: Words) -> str:
    """Return what a line stands for: ``total equity``."""
    return say(CONCEPTS[concept], words)


def with_capital(name: str) -> str:
    """Return a name as it stands alone: ``Roll-forward``."""
    return name[:1].upper() + name[1:]
