"""What a line stands for, whatever its caption says: by patterns in English, by the catalogue in any language."""

import re

from workbench.domain.statements import Kind, Line, Meaning, Unit
from workbench.importing.language.catalogue import concept_of
from workbench.importing.language.chinese import simplified
from workbench.importing.language.vocabulary import normalised, spellings

RESULT_KINDS = frozenset(
    {Kind.OPERATIONS, Kind.COMPREHENSIVE_INCOME, Kind.NON_GAAP, Kind.CASH_FLOWS, Kind.NET_INCOME_BRIDGE}
)
POSITION = frozenset({Kind.FINANCIAL_POSITION, Kind.EQUITY_BRIDGE})
CASH_FLOW = frozenset({Kind.CASH_FLOWS})
INCOME = r"(income|profit|loss|earnings|income loss|loss income|profit loss)"

MEANINGS: tuple[tuple[Meaning, frozenset[Kind], re.Pattern[str]], ...] = (
    (Meaning.REVENUE, frozenset({Kind.OPERATIONS, Kind.NON_GAAP}), re.compile(r"^total (net )?(operating )?(revenues?|sales)$|^(net )?(revenues?|sales)( net)?$|^turnover$")),
    (Meaning.OPERATING_INCOME, RESULT_KINDS, re.compile(rf"^(total )?{INCOME} from operations$|^operating {INCOME}$")),
    (Meaning.PRE_TAX_INCOME, RESULT_KINDS, re.compile(rf"^{INCOME} before .*tax")),
    (Meaning.INCOME_TAX, frozenset({Kind.OPERATIONS}), re.compile(r"^(provision for )?income tax(es)?( expenses?| benefit| credit)*$|^taxation$")),
    (Meaning.NET_INCOME, RESULT_KINDS, re.compile(rf"^net {INCOME}$|^{INCOME} for the (period|year)$")),
    (Meaning.NCI_SHARE_OF_INCOME, frozenset({Kind.OPERATIONS}), re.compile(rf"^(less )?(net )?{INCOME} attributable to non ?controlling")),
    (
        Meaning.ATTRIBUTABLE_NET_INCOME,
        RESULT_KINDS,
        re.compile(rf"^net {INCOME} (attributable|available) to (?!non ?controlling)|^net {INCOME} common (stock|share)holders$|^{INCOME} attributable to (owners|equity holders|equity shareholders|(ordinary )?shareholders|the company)"),
    ),
    (Meaning.COMPREHENSIVE_INCOME, RESULT_KINDS, re.compile(r"^total comprehensive (income|loss|income loss)( for the (period|year))?$")),
    (Meaning.CASH, POSITION, re.compile(r"^cash( and cash equivalents)?$")),
    (Meaning.RESTRICTED_CASH, POSITION, re.compile(r"^restricted cash( and cash equivalents)?( (non)?current)?$")),
    (Meaning.TOTAL_ASSETS, POSITION, re.compile(r"^total assets$")),
    (Meaning.TOTAL_LIABILITIES, POSITION, re.compile(r"^total liabilities$")),
    (Meaning.PAID_IN_CAPITAL, POSITION, re.compile(r"paid in capital$|^share premium$|^capital reserves?$")),
    (Meaning.RETAINED_EARNINGS, POSITION, re.compile(r"^retained (earnings|profits)|^accumulated (deficit|losses|profits)|^\w* ?retained earnings")),
    (Meaning.NCI, POSITION, re.compile(r"^non ?controlling interests?$")),
    (Meaning.MEZZANINE_EQUITY, POSITION, re.compile(r"^(total )?mezzanine equity$|^redeemable non ?controlling interests?|^(total )?temporary equity")),
    (Meaning.TOTAL_LIABILITIES_AND_EQUITY, POSITION, re.compile(r"^total liabilities .*(equity|deficit)$|^total equity and liabilities$")),
    (Meaning.TOTAL_EQUITY, POSITION, re.compile(r"^total (equity|deficit)( deficit)?$")),
    (Meaning.ATTRIBUTABLE_EQUITY, POSITION, re.compile(r"^total (?!liabilities)(?!equity)(?!mezzanine).*(equity|deficit)$|^equity attributable to")),
    (Meaning.CASH_AT_BEGINNING, CASH_FLOW, re.compile(r"^cash.*beginning of|^cash.*at (the )?beginning")),
    (Meaning.CASH_AT_END, CASH_FLOW, re.compile(r"^cash.*end of|^cash.*at (the )?end")),
)  # fmt: skip


def any_meaning(caption: str) -> Meaning | None:
    """Return what a caption stands for in whatever statement: two captions of one meaning may be one line."""
    names = _names(caption)
    return next((meaning for meaning, _, pattern in MEANINGS if any(pattern.search(name) for name in names)), None)


def _names(caption: str) -> list[str]:
    return [normalised(each).replace("noncontrolling", "non controlling") for each in spellings(caption)]


KINDS_OF = {meaning: kinds for meaning, kinds, _ in MEANINGS}
OF_SHARES = (
    ((Meaning.BASIC_EPS, Meaning.BASIC_SHARES), re.compile("basic|基本")),
    ((Meaning.DILUTED_EPS, Meaning.DILUTED_SHARES), re.compile("diluted|[摊稀][薄释]")),
)
"""Per-share amount and share count, by the word that tells basic from diluted."""


def meaning_of(line: Line, kind: Kind) -> tuple[Meaning, str] | None:
    """Return what ``line`` stands for in a statement of ``kind``, and the evidence; None where its name does not tell."""
    if line.unit is Unit.MONEY:
        return _of_money(line.name, kind)
    words = f"{' '.join(line.section[-1:])} {line.caption}".casefold()
    if re.search(r"\bads\b|depositary", words) or line.unit is Unit.PERCENT:
        return None
    for meanings, pattern in OF_SHARES:
        if pattern.search(simplified(words)):
            return meanings[line.unit is Unit.SHARES], f"the words of '{line.name}'"
    return None


def _of_money(caption: str, kind: Kind) -> tuple[Meaning, str] | None:
    names = _names(caption)
    for meaning, kinds, pattern in MEANINGS:
        if kind in kinds and any(pattern.search(name) for name in names):
            return meaning, f"the name '{caption}'"
    concept = concept_of(caption)
    if concept and concept.meaning and kind in KINDS_OF[concept.meaning]:
        return concept.meaning, f"the catalogue, which names it with '{concept.name}'"
    return None
