"""The words of the trade: what captions, headings and titles say of statements, units, frameworks and meanings."""

import re
import unicodedata

from workbench.domain.statements import Kind, Line, Meaning, Unit

I = re.IGNORECASE  # noqa: E741

KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.NON_GAAP, re.compile(r"non-?\s?(gaap|ifrs)", I)),
    (Kind.CASH_FLOWS, re.compile(r"cash\s?flows?|^cf$", I)),
    (Kind.CHANGES_IN_EQUITY, re.compile(r"changes in (shareholders|stockholders|owners)?\W*equity", I)),
    (
        Kind.OPERATIONS,
        re.compile(
            r"operations|income statements?|statements? of (income|earnings)|profit (or|and) loss|^(is|p&l|pl)$", I
        ),
    ),
    (Kind.COMPREHENSIVE_INCOME, re.compile(r"comprehensive (income|loss)|^oci$", I)),
    (Kind.FINANCIAL_POSITION, re.compile(r"balance sheets?|financial position|^bs$", I)),
)

KIND_BY_CAPTION: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.FINANCIAL_POSITION, re.compile(r"^total assets|^total liabilities", I)),
    (Kind.CASH_FLOWS, re.compile(r"operating activities|financing activities", I)),
    (Kind.OPERATIONS, re.compile(r"revenue|operating (expenses|income)|income from operations", I)),
)

TITLES = {
    Kind.OPERATIONS: "Statements of operations",
    Kind.FINANCIAL_POSITION: "Statements of financial position",
    Kind.CASH_FLOWS: "Statements of cash flows",
    Kind.COMPREHENSIVE_INCOME: "Statements of comprehensive income",
    Kind.CHANGES_IN_EQUITY: "Statements of changes in equity",
    Kind.NON_GAAP: "Non-GAAP measures",
    Kind.OTHER: "Other",
}

FRAMEWORKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("US GAAP", re.compile(r"u\.?\s?s\.?\s?gaap", I)),
    ("IFRS", re.compile(r"\bifrss?\b(?!\s*\d)|international financial reporting standards?(?!\s*\d)", I)),
)
ADJUSTMENT_WORD = re.compile(r"adjust|reconcil|differences?\b|effects? of", I)
NOTE_COLUMN = re.compile(r"^(notes?|refs?|references?|附注)\.?$|^%|\bchange\b|^variance", I)
"""Headings of columns beside the figures: references, changes, percentages."""
SUM_OF_ADJUSTMENTS = re.compile(r"^(sub)?total\b.*(adjust|differ|effect)|^total$", I)
NO_FIGURE = re.compile(
    r"^\s*(n\.?\s?[am]\.?|n/[am]|not applicable|not meaningful|nil|tbd|不适用|rmb|usd|us\$|hk\$|\$|¥)?\s*$", I
)
"""Words in a column of figures that say there is none, and units repeated in a cell of their own."""
AUDITED = re.compile(r"^\(?(un)?audited\)?$", I)
NOTE_REFERENCE = re.compile(r"^\(?\s*notes?\s*\(?[ivxlcdm\da-z]+\)?\s*\)?$", I)

CURRENCIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("RMB", re.compile(r"\brmb|renminbi|\bcny\b|人民币", I)),
    ("USD", re.compile(r"\busd\b|us\$|u\.?s\.? dollars?|美元", I)),
    ("HKD", re.compile(r"\bhkd\b|hk\$|hong kong dollars?|港元|港币", I)),
    ("EUR", re.compile(r"\beur\b|€|\beuros?\b", I)),
    ("GBP", re.compile(r"\bgbp\b|£|pounds? sterling", I)),
    ("JPY", re.compile(r"\bjpy\b|japanese yen", I)),
    ("CHF", re.compile(r"\bchf\b|swiss francs?", I)),
    ("SGD", re.compile(r"\bsgd\b|s\$(?=\W|$|0)", I)),
    ("CAD", re.compile(r"\bcad\b|canadian dollars?", I)),
    ("AUD", re.compile(r"\baud\b|australian dollars?", I)),
    ("TWD", re.compile(r"\b(twd|ntd)\b|nt\$", I)),
    ("KRW", re.compile(r"\bkrw\b|korean won", I)),
    ("INR", re.compile(r"\binr\b|rupees?", I)),
)
SCALES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1_000_000_000, re.compile(r"\bbillions?\b|\bbn\b|十亿", I)),
    (1_000_000, re.compile(r"\bmillions?\b|['’]000,000|['’]000['’]000|\b(mn|mln)\b|百万", I)),
    (1_000, re.compile(r"\bthousands?\b|['’]000\b|千元|千", I)),
    (1, re.compile(r"\bwhole (units|dollars|yuan)\b|单位：?元", I)),
)
UNIT_WORDS = re.compile(
    r"\b(in|of|amounts?|expressed|except|per|shares?|share|data|and|or|unless|otherwise|stated|noted|for|the|"
    r"figures|all|unaudited|audited|unit|units|currency|number|ads|percentages?|dollars?|yuan|ratio)\b|单位|元|以|为",
    I,
)
REVENUE_CAPTION = re.compile(r"^(total )?(net )?(operating )?(revenues?|sales|turnover)\b", I)

TOTAL_CAPTION = re.compile(
    r"\b(sub)?total\b|^gross (profit|loss)|^(net )?\(?(income|loss|profit|earnings)\)?[ /()a-z]*"
    r"(from operations|before|for the (period|year)|attributable)|^(net )?(income|loss|profit|earnings)$|"
    r"^net \(?(income|loss|profit)|"
    r"^operating (income|profit|loss)|^net (increase|decrease|change)|end of (the )?(period|year)|"
    r"comprehensive (income|loss)|^non-?gaap .*(income|profit|loss)|^(adjusted )?ebitda",
    I,
)
DECLARED_TOTAL = re.compile(r"^(sub)?total\b", I)
ATTRIBUTION = re.compile(r"non-?\s?controlling|minority|owners|holders of|attributable", I)
"""Shares in a result: they split it, they are not made from it."""
COSTS = re.compile(r"\b(cost|costs|expense|expenses|tax|taxes|less|provision|deduct)\b", I)

CAPITAL_TERMS = re.compile(r"par value|authori[sz]ed", I)
"""What a line of share capital says of its shares; its figures are money."""
SHARES = re.compile(r"(weighted|number of|outstanding).*\b(shares?|ads|adss|depositary)\b", I)
PER_SHARE = re.compile(r"\bper\b.*\b(share|ads|unit)\b|^(basic|diluted) (eps|earnings per)|\beps\b", I)

RESULT_KINDS = frozenset({Kind.OPERATIONS, Kind.COMPREHENSIVE_INCOME, Kind.NON_GAAP, Kind.CASH_FLOWS})
POSITION = frozenset({Kind.FINANCIAL_POSITION})
CASH_FLOW = frozenset({Kind.CASH_FLOWS})
INCOME = r"(income|profit|loss|earnings|income loss|loss income|profit loss)"

MEANINGS: tuple[tuple[Meaning, frozenset[Kind], re.Pattern[str]], ...] = (
    (Meaning.REVENUE, frozenset({Kind.OPERATIONS}), re.compile(r"^total (net )?(operating )?(revenues?|sales)$|^(net )?(revenues?|sales)( net)?$|^turnover$")),
    (Meaning.OPERATING_INCOME, RESULT_KINDS, re.compile(rf"^(total )?{INCOME} from operations$|^operating {INCOME}$")),
    (Meaning.PRE_TAX_INCOME, RESULT_KINDS, re.compile(rf"^{INCOME} before .*tax")),
    (Meaning.INCOME_TAX, frozenset({Kind.OPERATIONS}), re.compile(r"^(provision for )?income tax(es)?( expenses?| benefit| credit)*$|^taxation$")),
    (Meaning.NET_INCOME, RESULT_KINDS, re.compile(rf"^net {INCOME}$|^{INCOME} for the (period|year)$")),
    (Meaning.NCI_SHARE_OF_INCOME, frozenset({Kind.OPERATIONS}), re.compile(rf"^(less )?(net )?{INCOME} attributable to non ?controlling")),
    (
        Meaning.ATTRIBUTABLE_NET_INCOME,
        RESULT_KINDS,
        re.compile(rf"^net {INCOME} attributable to (?!non ?controlling)|^{INCOME} attributable to (owners|equity holders|equity shareholders|(ordinary )?shareholders|the company)"),
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


EITHER_SIGN = re.compile(
    r"\(?\b(?:income|profit|earnings)\)?\s*/\s*\(?(?:loss|expenses?)\b\)?|\(?\b(?:loss|expenses?)\)?\s*/\s*\(?(?:income|profit)\b\)?"
)
"""``Income/(loss)`` and ``(loss)/income``: the sign of one period does not make it another line in the next."""


def normalised(caption: str) -> str:
    """Return a caption for comparison: one case, no punctuation, ``non-current`` as one word, no note reference."""
    text = unicodedata.normalize("NFKC", caption).casefold()
    text = re.sub(r"\(\s*notes?\s*[^)]*\)", " ", text)
    text = EITHER_SIGN.sub("income", text)
    text = text.replace("'", "").replace("’", "")
    text = re.sub(r"[\W_]+", " ", text)
    text = re.sub(r"\bnon (?=current|controlling|gaap|ifrs)", "non", text)
    return text.strip()


def kind_in(text: str) -> Kind | None:
    """Return the kind of statement that a title or a sheet's name announces."""
    return next((kind for kind, pattern in KINDS if pattern.search(text.strip())), None)


def framework_in(text: str) -> str | None:
    return next((name for name, pattern in FRAMEWORKS if pattern.search(text)), None)


def frameworks_in(text: str) -> tuple[str, ...]:
    """Return the frameworks that ``text`` names, in the order it names them."""
    found = [(match.start(), name) for name, pattern in FRAMEWORKS if (match := pattern.search(text))]
    return tuple(name for _, name in sorted(found))


def currencies_in(text: str) -> tuple[str, ...]:
    """Return the currencies that ``text`` names, in the order it names them."""
    found = [(match.start(), code) for code, pattern in CURRENCIES if (match := pattern.search(text))]
    return tuple(code for _, code in sorted(found))


def scale_in(text: str) -> int | None:
    return next((scale for scale, pattern in SCALES if pattern.search(text)), None)


def is_unit_line(text: str) -> bool:
    """True for ``(RMB in thousands)``, ``US$'000``, ``CHF million``: a scale, and little but currencies beside it."""
    if scale_in(text) is None:
        return False
    rest = UNIT_WORDS.sub(" ", text)
    for _, pattern in (*CURRENCIES, *SCALES):
        rest = pattern.sub(" ", rest)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def unit_of(caption: str, section: tuple[str, ...], is_percent: bool) -> Unit:
    """Return the unit of a line's figures, from what it and its heading are called and whether they show a % sign."""
    if is_percent:
        return Unit.PERCENT
    if CAPITAL_TERMS.search(caption):
        return Unit.MONEY
    for text in (caption, *section[-1:]):
        if SHARES.search(text):
            return Unit.SHARES
        if PER_SHARE.search(text):
            return Unit.PER_SHARE
    return Unit.MONEY


def meaning_of(line: Line, kind: Kind) -> Meaning | None:
    """Return what ``line`` stands for in a statement of ``kind``; None where its name does not tell."""
    if line.unit is Unit.MONEY:
        name = normalised(line.name).replace("noncontrolling", "non controlling")
        return next((m for m, kinds, pattern in MEANINGS if kind in kinds and pattern.search(name)), None)
    words = f"{' '.join(line.section[-1:])} {line.caption}".casefold()
    if re.search(r"\bads\b|depositary", words) or line.unit is Unit.PERCENT:
        return None
    basic, diluted = "basic" in words, "diluted" in words
    if line.unit is Unit.SHARES:
        return Meaning.BASIC_SHARES if basic else Meaning.DILUTED_SHARES if diluted else None
    return Meaning.BASIC_EPS if basic else Meaning.DILUTED_EPS if diluted else None
