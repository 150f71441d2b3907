"""Which statement a table is: by its titles, by its lines, with the alternatives."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.statements import StatementKind
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.chinese import simplify
from workbench.importing.language.common_facts import quote, statement_fact
from workbench.importing.language.vocabulary import REVENUE_CAPTION, TEXTS_REMEMBERED, I, kinds_in, spell_out
from workbench.importing.sheets.tables import TableRow, is_about_the_table

BY_CAPTION: tuple[tuple[StatementKind, re.Pattern[str]], ...] = (
    (
        StatementKind.CASH_FLOWS,
        re.compile(
            r"(operating|investing|financing) activities|cash flows?\b|^(net )?cash (used|provided|generated|from|paid|received)|"
            r"^(net )?\(?(increase|decrease|change)s?\)?[ /(a-z)]{0,14} in (?!.*(fair value|equity))|dividends? paid|^cap(ital )?ex(penditures?)?$|"
            r"^(purchases?|proceeds|repayments?|issuances?|payments?|disposals?) (of|from|for|to)\b|(经营|投资|筹资|融资)活动",
            I,
        ),
    ),
    (
        StatementKind.FINANCIAL_POSITION,
        re.compile(
            r"^total (non-?current |current )?(assets|liabilities)|^(current|non-?current) (assets|liabilities)|payables?$|receivables?(, net)?$|^net assets|^total .*equity|^(?!.*(?:率|每股)).*(?:资产|负债)|权益(总额|合计)",
            I,
        ),
    ),
    (
        StatementKind.OPERATIONS,
        re.compile(
            r"revenues?\b(?!.*deferred)|^operating (expenses|income)|(income|loss|profit)\)? from operations|^(cost|costs) of|expenses?$|gross (profit|loss|margin)|(income|loss|profit)\)? before|收入|成本|费用|利润|开支",
            I,
        ),
    ),
    (
        StatementKind.COMPREHENSIVE_INCOME,
        re.compile(r"comprehensive (income|loss)|translation adjustment|(综合|全面)收益", I),
    ),
)
BREAKDOWN = re.compile(
    r"\bsegments?\b|geograph|disaggregat|\bby region\b|related part|maturit(?:y|ies)|tax rate|^\W*note \d+|分部|分地区",
    I,
)
"""Titles of a note that breaks down figures of a statement but is not a statement."""
TOLD_BY_LINES = frozenset((StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION, StatementKind.CASH_FLOWS))
OPERATIONS_TOO = 4
"""This many votes (two for each line of one statement only) show operations under a comprehensive income title."""
ENOUGH_LINES = 3
"""With this many votes for other statements and none for its own, a title is read as that of something else."""


@dataclass(frozen=True, slots=True)
class KindInference:
    """The kind of statement, the evidence, and the alternatives that were rejected."""

    kind: StatementKind
    evidence: Told
    alternatives: tuple[Told, ...] = ()


def kind_of(own_titles: Sequence[str], titles_of_sheet: Sequence[str], rows: Iterable[TableRow]) -> KindInference:
    """Return which statement a table is: by its nearest title; by one of its sheet's only if its lines allow it."""
    if any(BREAKDOWN.search(text) for text in own_titles):
        return KindInference(StatementKind.OTHER, fact("titled-as-breakdown"))
    votes, examples = _count_votes(rows)
    for texts, is_its_own in ((own_titles, True), (titles_of_sheet, False)):
        for text in reversed(texts):
            kind = _kind_of_title(text, votes)
            if kind is None or (not is_its_own and _is_contradicted(kind, votes, has_title=_has_title(own_titles))):
                continue
            if kind is StatementKind.COMPREHENSIVE_INCOME and votes[StatementKind.OPERATIONS] >= OPERATIONS_TOO:
                evidence = fact("title-with-lines", title=text, line=examples[StatementKind.OPERATIONS])
                return KindInference(
                    StatementKind.OPERATIONS, evidence, _alternatives(StatementKind.OPERATIONS, votes, examples)
                )
            return KindInference(kind, quote(text), _alternatives(kind, votes, examples))
    if votes:
        kind = max(votes, key=lambda candidate: votes[candidate])
        return KindInference(kind, fact("lines-such-as", line=examples[kind]), _alternatives(kind, votes, examples))
    return KindInference(StatementKind.OTHER, fact("statement-not-named"))


def _kind_of_title(text: str, votes: Counter[StatementKind]) -> StatementKind | None:
    """Return the statement that a title announces; of several that it names, the one with most votes."""
    named = kinds_in(text)
    if len(named) > 1 and set(named) <= TOLD_BY_LINES:
        return max(named, key=lambda kind: votes[kind])
    return named[0] if named else None


def _alternatives(
    chosen: StatementKind, votes: Counter[StatementKind], examples: Mapping[StatementKind, str]
) -> tuple[Fact, ...]:
    return tuple(
        fact("statement-for-lines", statement=statement_fact(kind), line=examples[kind])
        for kind, _ in votes.most_common()
        if kind is not chosen
    )


def _is_contradicted(kind: StatementKind, votes: Counter[StatementKind], *, has_title: bool) -> bool:
    """True if no line is of ``kind``, and many are of others or the table has another title of its own."""
    if kind not in TOLD_BY_LINES or votes[kind]:
        return False
    return has_title or sum(votes.values()) >= ENOUGH_LINES


def _has_title(own_titles: Sequence[str]) -> bool:
    return any(re.search(r"[^\W\d_]{4,}", text) and not is_about_the_table(text) for text in own_titles)


def _count_votes(rows: Iterable[TableRow]) -> tuple[Counter[StatementKind], dict[StatementKind, str]]:
    """Return the votes of lines for each kind, and one such line as an example: revenue rather than another."""
    votes: Counter[StatementKind] = Counter()
    examples: dict[StatementKind, str] = {}
    for row in rows:
        kinds = kinds_of_line(row.caption)
        for kind in kinds:
            votes[kind] += 2 if len(kinds) == 1 else 1
            if kind not in examples or REVENUE_CAPTION.search(simplify(row.caption)):
                examples[kind] = row.caption
    return votes, examples


@lru_cache(maxsize=TEXTS_REMEMBERED)
def kinds_of_line(caption: str) -> tuple[StatementKind, ...]:
    """Return the statements in which a line with this caption occurs; nothing if the caption does not tell."""
    concept = catalogue_line_of(caption)
    if concept and concept.statements:
        return concept.statements
    text = simplify(spell_out(caption))
    return tuple(kind for kind, pattern in BY_CAPTION if pattern.search(text))[:1]
