"""The concepts of lines: found by patterns in English, by the catalogue in any language."""

import re
from collections.abc import Mapping

from workbench.domain.facts import Fact, fact
from workbench.domain.statements import Concept, Line, LineUnit, StatementKind
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import normalise, spellings

RESULT_KINDS = frozenset(
    {
        StatementKind.OPERATIONS,
        StatementKind.COMPREHENSIVE_INCOME,
        StatementKind.NON_GAAP,
        StatementKind.CASH_FLOWS,
        StatementKind.NET_INCOME_BRIDGE,
    }
)
POSITION = frozenset({StatementKind.FINANCIAL_POSITION, StatementKind.EQUITY_BRIDGE})
CASH_FLOW = frozenset({StatementKind.CASH_FLOWS})
COMPREHENSIVE_INCOME = frozenset({StatementKind.COMPREHENSIVE_INCOME})
SHARE_BASED = frozenset({StatementKind.CASH_FLOWS, StatementKind.NON_GAAP})
INCOME = r"(income|profit|loss|earnings|income loss|loss income|profit loss)"
NET_OF_TAX = r"( net( of (income )?tax(es)?( effects?| of nil)?)?)?"
PART_OF_BALANCE = r"( net( of valuation allowances?)?)?( (non ?)?current( portion)?)?"
"""What a caption may end with: net of what, and which part of the balance."""
DEFERRED_TAX = r"(total )?(net )?deferred (income )?tax(es|ation)?"
VALUE_ADDED_TAX = r"(vat|value added tax(es)?|gst|goods and services tax(es)?)"

CONCEPT_PATTERNS: tuple[tuple[Concept, frozenset[StatementKind], re.Pattern[str]], ...] = (
    (Concept.REVENUE, frozenset({StatementKind.OPERATIONS, StatementKind.NON_GAAP}), re.compile(r"^total (net )?(operating )?(revenues?|sales)$|^(net )?(revenues?|sales)( net)?$|^turnover$")),
    (Concept.OPERATING_INCOME, RESULT_KINDS, re.compile(rf"^(total )?{INCOME} from operations$|^operating {INCOME}$")),
    (Concept.PRE_TAX_INCOME, RESULT_KINDS, re.compile(rf"^{INCOME} before (?!.*\b(?:financing|interest)\b).*tax")),
    (Concept.INCOME_TAX, frozenset({StatementKind.OPERATIONS}), re.compile(r"^(provision for )?income tax(es)?( expenses?| benefit| credit)*$|^taxation$")),
    (Concept.NET_INCOME, RESULT_KINDS, re.compile(rf"^net {INCOME}$|^{INCOME} for the (period|year)$")),
    (Concept.NCI_SHARE_OF_INCOME, frozenset({StatementKind.OPERATIONS}), re.compile(rf"^(less )?(net )?{INCOME} attributable to non ?controlling")),
    (
        Concept.ATTRIBUTABLE_NET_INCOME,
        RESULT_KINDS,
        re.compile(rf"^net {INCOME} (attributable|available) to (?!non ?controlling)|^net {INCOME} common (stock|share)holders$|^{INCOME} attributable to (owners|equity holders|equity shareholders|(ordinary )?shareholders|the company)"),
    ),
    (Concept.OTHER_COMPREHENSIVE_INCOME, COMPREHENSIVE_INCOME, re.compile(rf"^(total )?other comprehensive {INCOME}( for the (period|year))?{NET_OF_TAX}$")),
    (Concept.COMPREHENSIVE_INCOME, RESULT_KINDS, re.compile(r"^total comprehensive (income|loss|income loss)( for the (period|year))?$")),
    (Concept.SHARE_BASED_EXPENSE, SHARE_BASED, re.compile(rf"^(add |plus )?(back )?(total )?(non ?cash )?(equity settled )?(share|stock|equity) based (compensation|payments?)( (expenses?|costs?|charges?))?{NET_OF_TAX}$")),
    (Concept.CASH, POSITION, re.compile(r"^cash( and cash equivalents)?$")),
    (Concept.RESTRICTED_CASH, POSITION, re.compile(r"^restricted cash( and cash equivalents)?( (non)?current)?$")),
    (Concept.DEFERRED_TAX_ASSETS, POSITION, re.compile(rf"^{DEFERRED_TAX} assets?{PART_OF_BALANCE}$")),
    (Concept.TOTAL_ASSETS, POSITION, re.compile(r"^total assets$")),
    (
        Concept.INDIRECT_TAX_PAYABLE,
        POSITION,
        re.compile(rf"^(other tax(es)?|indirect tax(es)?|sales tax(es)?|{VALUE_ADDED_TAX}( and other tax(es)?)?)( and (related )?surcharges)? payables?{PART_OF_BALANCE}$|^tax(es)? (payables? )?other than (on )?income( tax(es)?)?( payables?)?$"),
    ),
    (Concept.DEFERRED_TAX_LIABILITIES, POSITION, re.compile(rf"^{DEFERRED_TAX} liabilit(y|ies){PART_OF_BALANCE}$")),
    (Concept.TOTAL_LIABILITIES, POSITION, re.compile(r"^total liabilities$")),
    (Concept.PAID_IN_CAPITAL, POSITION, re.compile(r"paid in capital$|^share premium$|^capital reserves?$")),
    (Concept.RETAINED_EARNINGS, POSITION, re.compile(r"^retained (earnings|profits)|^accumulated (deficit|losses|profits)|^\w* ?retained earnings")),
    (Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME, POSITION, re.compile(rf"^accumulated (other )?comprehensive ({INCOME}|deficit){NET_OF_TAX}$")),
    (Concept.NCI, POSITION, re.compile(r"^non ?controlling interests?$")),
    (Concept.MEZZANINE_EQUITY, POSITION, re.compile(r"^(total )?mezzanine equity$|^redeemable non ?controlling interests?|^(total )?temporary equity")),
    (Concept.TOTAL_LIABILITIES_AND_EQUITY, POSITION, re.compile(r"^total liabilities .*(equity|deficit)$|^total equity and liabilities$")),
    (Concept.TOTAL_EQUITY, POSITION, re.compile(r"^total (equity|deficit)( deficit)?$")),
    (Concept.TOTAL_EQUITY, frozenset({StatementKind.EQUITY_BRIDGE}), re.compile(r"^(?:(?:share|stock)holders |owners )?equity$")),
    (Concept.ATTRIBUTABLE_EQUITY, POSITION, re.compile(r"^total (?!liabilities)(?!equity)(?!mezzanine).*(equity|deficit)$|^equity attributable to")),
    (Concept.CASH_AT_BEGINNING, CASH_FLOW, re.compile(r"^cash.*beginning of|^cash.*at (the )?beginning")),
    (Concept.CASH_AT_END, CASH_FLOW, re.compile(r"^cash.*end of|^cash.*at (the )?end")),
)  # fmt: skip


def concept_in_any_statement(caption: str) -> Concept | None:
    """Return the concept of a caption in any statement: two captions of the same concept may be the same line."""
    names = _names(caption)
    return next(
        (concept for concept, _, pattern in CONCEPT_PATTERNS if any(pattern.search(name) for name in names)), None
    )


def _names(caption: str) -> list[str]:
    return [normalise(spelling).replace("noncontrolling", "non controlling") for spelling in spellings(caption)]


KINDS_OF: Mapping[Concept, frozenset[StatementKind]] = {
    concept: frozenset().union(*(kinds for known, kinds, _ in CONCEPT_PATTERNS if known is concept))
    for concept, _, _ in CONCEPT_PATTERNS
}
"""The statements in which a line may have each concept."""
OF_SHARES = (
    ((Concept.BASIC_EPS, Concept.BASIC_SHARES), re.compile("basic|基本")),
    ((Concept.DILUTED_EPS, Concept.DILUTED_SHARES), re.compile("diluted|[摊稀][薄释]")),
)
"""Concepts of (per-share amount, share count), by the word for basic or diluted."""


def concept_of(line: Line, kind: StatementKind) -> tuple[Concept, Fact] | None:
    """Return the concept of ``line`` in a statement of ``kind``, and the evidence; None if its name implies none."""
    if line.unit is LineUnit.MONEY:
        return _concept_of_money_line(line.name, kind)
    words = f"{' '.join(line.section[-1:])} {line.caption}".casefold()
    if re.search(r"\bads\b|depositary", words) or line.unit is LineUnit.PERCENT:
        return None
    for concepts, pattern in OF_SHARES:
        if pattern.search(simplify(words)):
            return concepts[line.unit is LineUnit.SHARES], fact("words-of-line", line=line.name)
    return None


def _concept_of_money_line(caption: str, kind: StatementKind) -> tuple[Concept, Fact] | None:
    names = _names(caption)
    for concept, kinds, pattern in CONCEPT_PATTERNS:
        if kind in kinds and any(pattern.search(name) for name in names):
            return concept, fact("name-of-line", line=caption)
    catalogue_line = catalogue_line_of(caption)
    if catalogue_line and catalogue_line.concept and kind in KINDS_OF[catalogue_line.concept]:
        return catalogue_line.concept, fact("named-in-catalogue", name=catalogue_line.name)
    return None
