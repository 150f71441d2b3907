"""What a line stands for, whatever its caption says: by patterns in English, by the catalogue in any language."""

import re

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
INCOME = r"(income|profit|loss|earnings|income loss|loss income|profit loss)"

MEANINGS: tuple[tuple[Concept, frozenset[StatementKind], re.Pattern[str]], ...] = (
    (Concept.REVENUE, frozenset({StatementKind.OPERATIONS, StatementKind.NON_GAAP}), re.compile(r"^total (net )?(operating )?(revenues?|sales)$|^(net )?(revenues?|sales)( net)?$|^turnover$")),
    (Concept.OPERATING_INCOME, RESULT_KINDS, re.compile(rf"^(total )?{INCOME} from operations$|^operating {INCOME}$")),
    (Concept.PRE_TAX_INCOME, RESULT_KINDS, re.compile(rf"^{INCOME} before .*tax")),
    (Concept.INCOME_TAX, frozenset({StatementKind.OPERATIONS}), re.compile(r"^(provision for )?income tax(es)?( expenses?| benefit| credit)*$|^taxation$")),
    (Concept.NET_INCOME, RESULT_KINDS, re.compile(rf"^net {INCOME}$|^{INCOME} for the (period|year)$")),
    (Concept.NCI_SHARE_OF_INCOME, frozenset({StatementKind.OPERATIONS}), re.compile(rf"^(less )?(net )?{INCOME} attributable to non ?controlling")),
    (
        Concept.ATTRIBUTABLE_NET_INCOME,
        RESULT_KINDS,
        re.compile(rf"^net {INCOME} (attributable|available) to (?!non ?controlling)|^net {INCOME} common (stock|share)holders$|^{INCOME} attributable to (owners|equity holders|equity shareholders|(ordinary )?shareholders|the company)"),
    ),
    (Concept.COMPREHENSIVE_INCOME, RESULT_KINDS, re.compile(r"^total comprehensive (income|loss|income loss)( for the (period|year))?$")),
    (Concept.CASH, POSITION, re.compile(r"^cash( and cash equivalents)?$")),
    (Concept.RESTRICTED_CASH, POSITION, re.compile(r"^restricted cash( and cash equivalents)?( (non)?current)?$")),
    (Concept.TOTAL_ASSETS, POSITION, re.compile(r"^total assets$")),
    (Concept.TOTAL_LIABILITIES, POSITION, re.compile(r"^total liabilities$")),
    (Concept.PAID_IN_CAPITAL, POSITION, re.compile(r"paid in capital$|^share premium$|^capital reserves?$")),
    (Concept.RETAINED_EARNINGS, POSITION, re.compile(r"^retained (earnings|profits)|^accumulated (deficit|losses|profits)|^\w* ?retained earnings")),
    (Concept.NCI, POSITION, re.compile(r"^non ?controlling interests?$")),
    (Concept.MEZZANINE_EQUITY, POSITION, re.compile(r"^(total )?mezzanine equity$|^redeemable non ?controlling interests?|^(total )?temporary equity")),
    (Concept.TOTAL_LIABILITIES_AND_EQUITY, POSITION, re.compile(r"^total liabilities .*(equity|deficit)$|^total equity and liabilities$")),
    (Concept.TOTAL_EQUITY, POSITION, re.compile(r"^total (equity|deficit)( deficit)?$")),
    (Concept.ATTRIBUTABLE_EQUITY, POSITION, re.compile(r"^total (?!liabilities)(?!equity)(?!mezzanine).*(equity|deficit)$|^equity attributable to")),
    (Concept.CASH_AT_BEGINNING, CASH_FLOW, re.compile(r"^cash.*beginning of|^cash.*at (the )?beginning")),
    (Concept.CASH_AT_END, CASH_FLOW, re.compile(r"^cash.*end of|^cash.*at (the )?end")),
)  # fmt: skip


def concept_in_any_statement(caption: str) -> Concept | None:
    """Return what a caption stands for in whatever statement: two captions of one meaning may be one line."""
    names = _names(caption)
    return next((meaning for meaning, _, pattern in MEANINGS if any(pattern.search(name) for name in names)), None)


def _names(caption: str) -> list[str]:
    return [normalise(each).replace("noncontrolling", "non controlling") for each in spellings(caption)]


KINDS_OF = {meaning: kinds for meaning, kinds, _ in MEANINGS}
OF_SHARES = (
    ((Concept.BASIC_EPS, Concept.BASIC_SHARES), re.compile("basic|基本")),
    ((Concept.DILUTED_EPS, Concept.DILUTED_SHARES), re.compile("diluted|[摊稀][薄释]")),
)
"""Per-share amount and share count, by the word that tells basic from diluted."""


def concept_of(line: Line, kind: StatementKind) -> tuple[Concept, str] | None:
    """Return what ``line`` stands for in a statement of ``kind``, and the evidence; None where its name does not tell."""
    if line.unit is LineUnit.MONEY:
        return _of_money(line.name, kind)
    words = f"{' '.join(line.section[-1:])} {line.caption}".casefold()
    if re.search(r"\bads\b|depositary", words) or line.unit is LineUnit.PERCENT:
        return None
    for meanings, pattern in OF_SHARES:
        if pattern.search(simplify(words)):
            return meanings[line.unit is LineUnit.SHARES], f"the words of '{line.name}'"
    return None


def _of_money(caption: str, kind: StatementKind) -> tuple[Concept, str] | None:
    names = _names(caption)
    for meaning, kinds, pattern in MEANINGS:
        if kind in kinds and any(pattern.search(name) for name in names):
            return meaning, f"the name '{caption}'"
    concept = catalogue_line_of(caption)
    if concept and concept.concept and kind in KINDS_OF[concept.concept]:
        return concept.concept, f"the catalogue, which names it with '{concept.name}'"
    return None
