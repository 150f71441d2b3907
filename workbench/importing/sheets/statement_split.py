"""Several statements under one row of headings: where one ends and the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.domain.statements import StatementKind
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import OTHERS_SHARE, I, kind_in
from workbench.importing.sheets.kinds import kinds_of_line
from workbench.importing.sheets.tables import Table, TableRow

PRIMARY = (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION, StatementKind.CASH_FLOWS)
STATEMENT_TITLE = re.compile(
    r"^\W*(?:(?:consolidated|condensed|combined|interim|unaudited|group|company|summary|annual|quarterly|the) )*"
    r"(?:income statements?|statements? of (?:\w+ )?(?:operations|income|earnings|profit (?:and|or) loss|cash ?flows?|"
    r"financial (?:position|condition))|profit (?:and|&|or) loss(?: accounts?| statements?)?|p\s?&\s?l|p/l|"
    r"balance sheets?|cash ?flows?(?: statements?)?)\b[^.]{0,30}$|^\W*(?:合并)?(?:利润表|损益表|资产负债表|现金流量表)",
    I,
)
"""Words only above a whole statement: ``Cash flows from operating activities`` is a section."""
PART_OF_A_STATEMENT = re.compile(
    r"activities|from (?:operations|operating|investing|financing)|before|supplement|changes? in", I
)
ANCHORS = {
    StatementKind.OPERATIONS: re.compile(
        r"^(total )?(net )?(operating )?(revenues?|sales|turnover)\b"
        r"(?!.*(receivable|deferred|advance|unearned|payable|tax))|"
        r"^gross (profit|loss|margin)|^operating (income|profit|loss)|"
        r"^(?:主营业务|营业)?总?(?:收入|额)|毛利|营业利润|净利润$|除税前",
        I,
    ),
    StatementKind.FINANCIAL_POSITION: re.compile(
        r"^total (current |non-?current )?(assets|liabilities)\b|^total .*(equity|deficit)$|"
        r"(资产|负债)(总计|总额|合计|总值|净值)|^总(?:资产|负债)|净资产$",
        I,
    ),
    StatementKind.CASH_FLOWS: re.compile(
        r"operating activities|cash ?flows? from operat|cash from operat|operating cash ?flow|"
        r"^net (change|increase|decrease).* in cash|^free cash ?flow|经营活动",
        I,
    ),
}
"""Lines that occur in one statement and hardly ever in another."""
NUMBER_BEFORE = re.compile(r"^\s*(?:[ivx]{1,4}[.)]\s+|[一二三四五六七八九十]{1,3}、)", I)
ANCHORED, SPOKEN_FOR, POSSIBLE, STRANGE = 4, 2, 1, -1
"""Scores of a line for a statement: it anchors it, occurs in it alone, in it among others, or only in others."""
TURN, TURN_AFTER_A_GAP = 6, 3
"""The score that a change of statement must gain; less if a blank row or a heading is between."""
FEWEST_LINES = 2
"""The fewest lines with figures that make a statement when a table is divided by its lines."""
SUMMARY = re.compile(
    r"summary|highlights|key (?:figures|financials)|selected|overview|year record|"
    r"摘要|概[要览]|主要(?:财务|会计)|财务(?:数据|指标)|业绩快报",
    I,
)
"""Titles over a few lines of each statement: there one line may be a statement, and each change costs less."""


def statements_in(table: Table) -> list[Table]:
    """Return the tables of the statements below one row of headings; the table itself if it is one.

    Captions that are titles of statements divide them; without any, the kinds of their lines do.
    """
    parts = list(_divide_by_titles(table))
    if len(parts) == 1 and not any(kind_in(cell.text) for cell in parts[0].titles):
        is_summary = any(SUMMARY.search(simplify(cell.text)) for cell in parts[0].titles)
        parts = list(_divide_by_lines(parts[0], is_summary=is_summary))
    parts[-1].trailing = table.trailing
    return parts


def _title_of(row: TableRow) -> StatementKind | None:
    """Return the statement of which a row of words is the title; None for any other row."""
    caption = simplify(row.caption)
    if not row.is_heading or row.readings or not STATEMENT_TITLE.match(caption) or PART_OF_A_STATEMENT.search(caption):
        return None
    kind = kind_in(caption)
    return kind if kind in PRIMARY else None


def _divide_by_titles(table: Table) -> Iterator[Table]:
    start, kind = 0, None
    for number, row in enumerate(table.rows):
        kind_of_title = _title_of(row)
        if kind_of_title is None or kind_of_title is kind:
            continue
        if any(line.readings for line in table.rows[start:number]):
            yield _slice_table(table, start, number)
            start = number
        kind = kind_of_title
    yield _slice_table(table, start, len(table.rows))


def _divide_by_lines(table: Table, *, is_summary: bool) -> Iterator[Table]:
    ends = _turns(table.rows, is_summary=is_summary)
    for start, end in zip([0, *ends], [*ends, len(table.rows)], strict=True):
        yield _slice_table(table, start, end)


def _slice_table(table: Table, start: int, end: int) -> Table:
    """Return some rows of a table as a separate table, without titles that name another statement."""
    rows = list(table.rows[start:end])
    if start == 0 and end == len(table.rows) and not (rows and _title_of(rows[0])):
        return table
    titles = table.titles if start == 0 else [cell for cell in table.titles if kind_in(cell.text) is None]
    if rows and _title_of(rows[0]) and rows[0].caption_cell:
        titles = [*titles, rows.pop(0).caption_cell]  # type: ignore[list-item]
    return replace(table, titles=titles, rows=rows, trailing=[])


def _turns(rows: Sequence[TableRow], *, is_summary: bool) -> list[int]:
    """Return where lines of another statement begin, divided as most lines suggest."""
    anchored_kinds = [
        kind for kind in PRIMARY if any(ANCHORS[kind].search(_caption_without_number(row)) for row in rows)
    ]
    if len(anchored_kinds) < 2:
        return []
    kinds = _kinds_of_rows(rows, anchored_kinds, TURN_AFTER_A_GAP if is_summary else TURN)
    turns = [number for number in range(1, len(kinds)) if kinds[number] is not kinds[number - 1]]
    bounds = zip([0, *turns], [*turns, len(rows)], strict=True)
    fewest = 1 if is_summary else FEWEST_LINES
    return turns if all(_is_anchored(rows[start:end], kinds[start], fewest) for start, end in bounds) else []


def _kinds_of_rows(rows: Sequence[TableRow], kinds: Sequence[StatementKind], costs: int) -> list[StatementKind]:
    """Return the statement of each row, with the best score of all rows less the costs of changes.

    ``costs``: of a change without a gap between two rows.
    """
    best = dict.fromkeys(kinds, 0)
    came_from: list[dict[StatementKind, StatementKind]] = []
    for number, row in enumerate(rows):
        cost_of_turn = TURN_AFTER_A_GAP if _has_gap_before(rows, number) else costs
        leader = max(kinds, key=lambda kind: best[kind])
        kinds_before = {kind: leader if best[leader] - cost_of_turn >= best[kind] else kind for kind in kinds}
        best = {
            kind: best[kinds_before[kind]] - (cost_of_turn if kinds_before[kind] is not kind else 0) + _score(row, kind)
            for kind in kinds
        }
        came_from.append(kinds_before)
    kinds_upwards = [max(kinds, key=lambda kind: best[kind])]
    for kinds_before in reversed(came_from[1:]):
        kinds_upwards.append(kinds_before[kinds_upwards[-1]])
    return kinds_upwards[::-1]


def _caption_without_number(row: TableRow) -> str:
    """Return a caption without its number: ``IV. Total assets``, ``一、营业收入``."""
    return NUMBER_BEFORE.sub("", simplify(row.caption))


def _score(row: TableRow, kind: StatementKind) -> int:
    caption = _caption_without_number(row)
    if ANCHORS[kind].search(caption):
        return ANCHORED
    if OTHERS_SHARE.search(caption):
        return 0  # of the profit, or of the equity
    kinds = kinds_of_line(row.caption)
    if kind in kinds:
        return SPOKEN_FOR if len(kinds) == 1 else POSSIBLE
    return STRANGE if not set(kinds).isdisjoint(PRIMARY) else 0


def lines_of_another_statement(rows: Sequence[TableRow], kind: StatementKind) -> list[TableRow]:
    """Return the lines that state flows in a table of balances, or balances in a table of flows."""
    others = (
        [StatementKind.OPERATIONS, StatementKind.CASH_FLOWS]
        if kind is StatementKind.FINANCIAL_POSITION
        else [StatementKind.FINANCIAL_POSITION]
    )
    if kind not in PRIMARY:
        return []
    lines = [row for row in rows if row.readings and kind not in kinds_of_line(row.caption)]
    return [row for row in lines if any(ANCHORS[other].search(_caption_without_number(row)) for other in others)]


def _has_gap_before(rows: Sequence[TableRow], number: int) -> bool:
    """True if a statement may well begin: after a blank row, or at a row of words."""
    if number == 0:
        return True
    return rows[number].row - rows[number - 1].row > 1 or not rows[number].readings


def _is_anchored(rows: Sequence[TableRow], kind: StatementKind, fewest: int) -> bool:
    lines = [row for row in rows if row.readings]
    return len(lines) >= fewest and any(ANCHORS[kind].search(_caption_without_number(row)) for row in rows)
