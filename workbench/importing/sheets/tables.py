"""Find the tables on a sheet: titles, heading rows, and rows with a caption and figures."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from workbench.amount_text import parse_amount
from workbench.domain.facts import Told, fact
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.frameworks import end_of_change, framework_in, names_a_basis
from workbench.importing.language.period_text import GOES_ON, PeriodWords, is_only_a_period, words_in
from workbench.importing.language.vocabulary import (
    ITEM_NUMBER,
    LINE_WITHOUT_FIGURES,
    NO_FIGURE,
    NOTE_COLUMN,
    is_currency_name,
    is_only_a_unit,
    is_unit_line,
    join_lines,
    kind_in,
    normalise,
    spell_out,
    without_references,
)
from workbench.importing.sheets.corrections import RowRole
from workbench.importing.sheets.readings import Reading
from workbench.workbooks import CellKind, Sheet, SheetCell, format_date, section_of

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
"""A number of four digits in this range may be a year that heads a column."""
ABOUT_THE_WHOLE = WordPattern(r"^\s*(?:编制单位|单位名称|公司名称|(?:货币|金额)?单位)\s*[:：]")
CORNER = WordPattern(
    r"^\W*(?:accounts?|particulars|(?:line )?items?|lines?|descriptions?|captions?|code|financial statements?|"
    r"项目|科目|摘要)\W*$"
)
SECTION = WordPattern(
    r"^\W*(?:(?:non-?\s?)?current|fixed|operating|other|total|net|financial|intangible|tangible)?\s*"
    r"(?:assets|liabilities|equity|income|revenues?|sales|expenses|costs)\s*[:：]?$|^(?:非?流动)?(?:资产|负债)[:：]?$"
)
OF_WHEN = re.compile(
    r"^\W*(?:as (?:at|of)|(?:for the )?(?:years?|periods?|months?)|fy|audited|unaudited)\b", re.IGNORECASE
)
LABEL = re.compile(
    r"^\W*(?:[^:：]{2,30}[:：]|reporting date|period|year end(?:ed|ing)?|currency|units?|scale|client(?: name)?)\s*$",
    re.I,
)
OF_THE_FILE = WordPattern(
    r"^\W*(?:(?:(?:share|stock) price|pric(?:e|ing)|print(?:ed)?|run|export(?:ed)?|download(?:ed)?|"
    r"fil(?:ing|ed)|filling|accept(?:ed|ance)|source|publication|published|announcement|released?|(?:last )?updated?|"
    r"retrieved) ?(?:date(?: ?time)?|on|at)|last 10-?[kq] filed|"
    r"(?:公告|披露|发布|更新|公布)(?:日期|日|时间))\W*$"
)
"""What stands before days that do not end a period: when a report was filed, or a price was taken."""
HEADS_DATES = WordPattern(
    r"^\W*(?:报[表告](?:日期|期)|截止日期?|会计期间|"
    r"(?:fiscal |financial )?(?:period|date|year|quarter)(?: end(?:s|ing|ed)?)?(?: date)?)\W*$"
)
"""What stands in the corner beside the days that head columns."""
NAMES_UNITS = WordPattern(r"^\W*(?:(?:reported |reporting )?currency|units?|货币|币种|(?:货币|金额)?单位)\W*$")
"""What stands in the corner beside the units of columns."""
OF_ONE_DAY = WordPattern(
    r"^\W*(?:valuation date|(?:latest|last) (?:fiscal |financial )?(?:year|quarter) end(?: date)?)\W*$"
)
"""What stands beside a single day that is about the whole workbook; several days head columns."""
IDENTIFIES = re.compile(r"^(?:cik|symbol|ticker|isin|cusip|(?:final )?link|url)$", re.IGNORECASE)
NAME_OF_A_PROGRAM = re.compile(r"^[A-Za-z][\w:-]*%?$")
WIDE_BLANKS = re.compile(r"[\r\n]+|\u3000{2,}|\t+| {4,}")
HIDDEN, STRUCK_OUT = fact("row-hidden"), fact("row-struck-out")
"""How a sheet keeps a row from its readers: ``TableRow.draft``."""
ENOUGH_ROWS = 4
"""From so many rows on, a column whose texts repeat does not hold the captions."""
SELDOM_TWICE = 0.6
"""At least such a share of captions are different; a column that repeats a text names groups of rows."""
OFTEN_REPEATED = 0.3
"""A second column of captions repeats at least such a share of the first, unless its heading says what it is."""
MOST_LINES = 0.8
"""It captions at least such a share of the lines, where only that it captions some alone tells it from remarks."""
SEVERAL_LETTERS = re.compile(r"[^\W\d_]{3,}|[\u3400-\u9fff]{2,}")
HEADS_CAPTIONS = re.compile(r"\bpresentation\b|\bpresented\b|\bline items?\b|\bcaptions?\b|列报|项目", re.IGNORECASE)
MOSTLY = 0.6
"""With such a share of lines in common, two tables show one statement."""

Place = tuple[int, int]
"""The row and the column of a cell, from 1."""
Amounts = Mapping[Place, Reading]
"""What the cells of a sheet state, for those that state an amount."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: a caption with readings by column, or a heading without any.

    ``others``: the cells right of the caption that hold no amount. ``draft``: how the sheet keeps the row from its
    readers, ``hidden`` or ``struck out``; else "". ``other_caption``: what a second column of captions calls it; where
    the first says nothing, that is its caption too.
    """

    row: int
    caption: str
    bold: bool = False
    indent: int = 0
    readings: Mapping[int, Reading] = field(default_factory=dict)
    others: tuple[SheetCell, ...] = ()
    caption_cell: SheetCell | None = None
    draft: Told = ""
    other_caption: str = ""
    other_caption_cell: SheetCell | None = None

    @property
    def is_heading(self) -> bool:
        """True for a row without figures, unless its caption is that of a line that has none."""
        return not self.readings and not LINE_WITHOUT_FIGURES.match(self.caption)


@dataclass
class Table:
    """One table while its rows are gathered.

    ``trailing``: words that the next row will make part of this table or titles of the next. ``repeated``: headings
    printed again among the rows. ``has_headings_of_another``: its headings are those of the table above.
    ``caption_headings``: what heads its captions, and the second column of them.
    """

    titles: list[SheetCell] = field(default_factory=list)
    headings: list[tuple[SheetCell, ...]] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    trailing: list[SheetCell] = field(default_factory=list)
    repeated: list[SheetCell] = field(default_factory=list)
    has_headings_of_another: bool = False
    caption_headings: tuple[SheetCell | None, SheetCell | None] = (None, None)

    @property
    def has_figures(self) -> bool:
        return any(row.readings for row in self.rows)

    def may_be_headed_by(self, corner: SheetCell) -> bool:
        """True where ``Account | 2023`` may head the one column of a table without headings, or a table to come."""
        is_corner = bool(CORNER.match(corner.text))
        if self.headings or self.has_figures:
            return is_corner and (bool(self.trailing) or not self.has_figures)
        return is_corner or not any(words_in(heading_text(cell)).year for cell in self.titles)

    def repeats_headings(self, cells: Sequence[SheetCell]) -> bool:
        """True for headings of the columns printed again, as after a page break."""
        texts = [(cell.column, heading_text(cell)) for cell in cells]
        return any(texts == [(cell.column, heading_text(cell)) for cell in row[-len(texts) :]] for row in self.headings)

    def next_period(self, cells: list[SheetCell]) -> "Table | None":
        """Return the table that begins where a period stands alone below figures, under the same headings, or None."""
        is_period = (
            len(cells) == 1 and bool(words_in(heading_text(cells[0])).year) and is_only_a_period(heading_text(cells[0]))
        )
        if not (is_period and self.has_figures):
            return None
        headings_without_years = [
            row for row in self.headings if not any(words_in(heading_text(cell)).year for cell in row)
        ]
        return Table(titles=[*self.trailing, *cells], headings=headings_without_years, has_headings_of_another=True)

    def add_heading(self, cells: tuple[SheetCell, ...]) -> None:
        """Take a row of headings; the first one replaces headings of the table above."""
        if self.has_headings_of_another:
            self.headings, self.has_headings_of_another = [], False
        self.headings.append(cells)

    def add_words(self, cells: list[SheetCell]) -> None:
        """Take a row of words alone: a title before the headings, a heading among the rows."""
        if not self.headings and not self.has_figures:
            self.titles += cells
        elif self.has_figures:
            self.trailing += cells if _is_a_title(cells[0], cells[1:]) else cells[:1]  # a heading, or the next title
        elif is_about_the_table(cells[0].text):
            self.titles += cells
        else:
            self.rows.append(table_row(cells[0].row, cells[0]))

    def add_row(self, row: TableRow) -> None:
        """Take a line; where no heading stands above the first, the title right above it may name its section."""
        last_title = self.titles[-1] if self.titles else None
        is_first = not (self.rows or self.headings)
        if (
            is_first
            and last_title
            and last_title.row == row.row - 1
            and SECTION.match(last_title.text)
            and kind_in(last_title.text) is None
        ):
            self.rows.append(table_row(last_title.row, self.titles.pop()))
        self.rows += [table_row(cell.row, cell) for cell in self.trailing]
        self.trailing = []
        self.rows.append(row)


def heading_text(cell: SheetCell) -> str:
    """Return a heading as it is shown: ``2016A`` for a number with that format, a date by the parts that it shows."""
    if cell.kind is CellKind.DATE and isinstance(cell.value, date):
        return format_date(cell.style.number_format, cell.value)
    text = join_lines(cell.text).replace("_", " ")  # ``q1_2023``
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        words = section_of(cell.style.number_format, cell.value)
        return f"{words.before}{text}{words.behind}".strip()
    return text


def heading_lines(cell: SheetCell) -> list[str]:
    """Return the lines of a title cell; wide blanks divide lines, too."""
    return WIDE_BLANKS.split(cell.text) if cell.kind is CellKind.TEXT else [heading_text(cell)]


def have_most_lines_of(rows: Iterable[TableRow], others: Iterable[TableRow]) -> bool:
    """True where most of the lines with figures among ``rows`` have the names of lines among ``others``."""
    mine, theirs = ({normalise(row.caption) for row in table if row.readings} for table in (rows, others))
    return len(mine & theirs) >= MOSTLY * len(mine)


def tables(sheet: Sheet, amounts: Amounts, roles: Mapping[int, RowRole]) -> list[Table]:
    """Return the tables of ``sheet``, top to bottom; nothing where no words stand left of an amount.

    ``roles``: what the user said of rows, by row.
    """
    caption_column = _caption_column(sheet, amounts)
    if caption_column is None:
        return []
    other_column = _other_caption_column(sheet, amounts, caption_column)
    other_captions = {row: cell for row, cells in sheet.rows.items() for cell in cells if cell.column == other_column}
    tables_so_far = [Table()]
    for row, all_cells in sheet.rows.items():
        table = tables_so_far[-1]
        cells = all_cells if other_column is None else tuple(c for c in all_cells if c.column != other_column)
        if not cells:
            continue
        caption, values = _split_row(cells, caption_column, amounts)
        role = roles.get(row)
        if role is None and _is_about_the_file(cells, amounts):
            continue
        if role is None and not table.headings and not table.has_figures and _names_its_parts(cells):
            table.titles += cells
        elif role in (RowRole.TITLE, RowRole.NOTE):
            if role is RowRole.TITLE:
                table.titles += [cell for cell in cells if cell.kind is CellKind.TEXT]
        elif role is RowRole.SECTION and caption is not None:
            table.add_row(table_row(row, caption))
        elif not values or _is_a_title(caption, values):
            words = [cell for cell in cells if _may_say_something(cell, caption_column)]
            following = table.next_period(words)
            if following is not None:
                table.trailing = []
                tables_so_far.append(following)
            elif words:
                table.add_words(words)
        elif role is RowRole.HEADING or (
            role is not RowRole.LINE
            and _is_heading_row(
                table, values, caption, amounts, has_figures_above=_has_amounts(sheet, row - 1, amounts)
            )
        ):
            if table.has_figures:
                years = _years_below(values, table.headings)
                table, table_before = Table(titles=table.trailing), table
                table_before.trailing = []
                tables_so_far.append(table)
                if years:
                    table.headings = [cells, *years]
                    continue
            table.titles += [
                cell for cell in cells if cell is caption or (cell.column <= caption_column and is_year(cell))
            ]
            if caption is None and len(values) == 1 and _is_title(values[0], sheet):
                table.titles.append(values[0])
            elif _is_period_in_two_cells(cells):
                table.titles += values
            else:
                table.add_heading(cells)
                table.caption_headings = caption, other_captions.get(row)
        elif caption is None and table.repeats_headings(values):
            table.repeated += values
        elif caption is not None or any((row, cell.column) in amounts for cell in values):
            readings = {cell.column: amounts[row, cell.column] for cell in values if (row, cell.column) in amounts}
            others = tuple(cell for cell in values if cell.column not in readings)
            draft = _draft_state(sheet, row, [reading.cell for reading in readings.values()] or [caption or values[0]])
            table.add_row(table_row(row, caption, readings, others, caption_column, draft))
    for table in tables_so_far:
        table.rows = _spell_out_names(
            [
                _with_other_caption(row, other_captions[row.row]) if row.row in other_captions else row
                for row in table.rows
            ]
        )
    return tables_so_far


def _with_other_caption(row: TableRow, cell: SheetCell) -> TableRow:
    other_caption = table_row(row.row, cell).caption
    return replace(row, caption=row.caption or other_caption, other_caption=other_caption, other_caption_cell=cell)


def _spell_out_names(rows: list[TableRow]) -> list[TableRow]:
    """Return the rows of a table with captions that are a program's names spelled out: ``costOfRevenue``."""
    captions = [row.caption for row in rows if row.readings and row.caption]
    are_names = all(NAME_OF_A_PROGRAM.match(caption) for caption in captions)
    spelled_out = sum(spell_out(caption) != caption for caption in captions)
    if not are_names or spelled_out * 2 < len(captions):
        return rows  # ``YouTube`` among names of one word
    return [replace(row, caption=spell_out(row.caption)) for row in rows]


def _is_about_the_file(cells: Sequence[SheetCell], amounts: Amounts) -> bool:
    """True for ``Filing date | 2019-02-07`` and ``cik | 1413329``: facts about the file, not figures."""
    name = spell_out(cells[0].text.strip())
    if IDENTIFIES.match(name):
        return not any(is_year(cell) or is_only_a_period(heading_text(cell)) for cell in cells[1:])
    is_of_the_file = OF_THE_FILE.search(name) or (len(cells) == 2 and OF_ONE_DAY.search(name))
    return bool(is_of_the_file) and not any(
        (reading := amounts.get((cell.row, cell.column))) and reading.amount for cell in cells
    )


def _names_its_parts(cells: Sequence[SheetCell]) -> bool:
    """True for ``编制单位：… | 2023年度 | 单位：元`` and ``Client: | Harbour Ltd``: a row about the whole table."""
    if len(cells) < 2 or cells[0].kind is not CellKind.TEXT:
        return False
    if len(cells) > 2 and all(is_year(cell) or is_only_a_period(heading_text(cell)) for cell in cells[1:]):
        return False  # a corner beside the headings of columns
    is_label = (
        len(cells) == 2
        and bool(LABEL.match(cells[0].text))
        and cells[1].kind is not CellKind.NUMBER
        and not GOES_ON.search(cells[1].text)
    )
    return is_label or any(cell.kind is CellKind.TEXT and ABOUT_THE_WHOLE.match(cell.text) for cell in cells)


def _draft_state(sheet: Sheet, row: int, cells: list[SheetCell]) -> Told:
    if row in sheet.hidden_rows:
        return HIDDEN
    return STRUCK_OUT if all(cell.style.struck for cell in cells) else ""


def table_row(
    row: int,
    caption: SheetCell | None,
    readings: Mapping[int, Reading] | None = None,
    others: tuple[SheetCell, ...] = (),
    caption_column: int = 0,
    draft: Told = "",
) -> TableRow:
    """Return a row; a caption that stands right of its column, or after blanks, is indented."""
    if caption is None:
        return TableRow(row, "", readings=readings or {}, others=others, draft=draft)
    leading = len(caption.text) - len(caption.text.lstrip(" \u00a0\u3000"))
    indent = caption.style.indent or leading // 2
    if caption_column:
        indent += max(0, caption.column - caption_column)
    text = without_references(join_lines(caption.text))
    return TableRow(row, text, caption.style.bold, indent, readings or {}, others, caption, draft)


def _caption_column(sheet: Sheet, amounts: Amounts) -> int | None:
    """Return the column that captions stand in: the one with most words left of amounts; None where there are none."""
    votes: Counter[int] = Counter()
    texts: dict[int, set[str]] = {}
    for row, cells in sheet.rows.items():
        last_amount = max((cell.column for cell in cells if (row, cell.column) in amounts), default=0)
        words = [cell for cell in cells if _is_words(cell, amounts) and cell.column < last_amount]
        if words:
            votes[words[0].column] += 1
        for cell in words:
            texts.setdefault(cell.column, set()).add(cell.text.strip())
    if not votes:
        return None
    column, rows = votes.most_common(1)[0]
    if rows < ENOUGH_ROWS or len(texts[column]) >= SELDOM_TWICE * rows:
        return column
    return max(
        texts, key=lambda candidate: (len(texts[candidate]) >= SELDOM_TWICE * rows, len(texts[candidate]), candidate)
    )


def _other_caption_column(sheet: Sheet, amounts: Amounts, caption_column: int) -> int | None:
    """Return the column in which lines are captioned a second time, under another framework; None without one.

    It captions most lines, and is headed by a framework, captions lines that the first column does not, or repeats many
    of the first captions.
    """
    lines = [
        cells
        for row, cells in sheet.rows.items()
        if any((row, cell.column) in amounts and not is_year(cell) for cell in cells)
    ]
    captions = {cells[0].row: _comparable(cell) for cells in lines for cell in cells if cell.column == caption_column}
    first_row = min((cells[0].row for cells in lines), default=0)
    words: dict[int, list[SheetCell]] = {}
    for cell in (cell for cells in lines for cell in cells if cell.column != caption_column):
        if _is_words(cell, amounts) and SEVERAL_LETTERS.search(cell.text):
            words.setdefault(cell.column, []).append(cell)
    for column, cells in words.items():
        distinct = {cell.text.strip() for cell in cells}
        if len(cells) < max(ENOUGH_ROWS, MOSTLY * len(lines)) or len(distinct) < SELDOM_TWICE * len(cells):
            continue
        headed = [cell for cell in sheet.cells if cell.column == column and cell.row < first_row]
        is_headed = any(names_a_basis(cell.text) or HEADS_CAPTIONS.search(cell.text) for cell in headed)
        repeated = sum(captions.get(cell.row) == _comparable(cell) for cell in cells)
        has_lines_of_its_own = len(cells) >= MOST_LINES * len(lines) and any(cell.row not in captions for cell in cells)
        if is_headed or has_lines_of_its_own or repeated >= OFTEN_REPEATED * len(cells):
            return column
    return None


def _comparable(cell: SheetCell) -> str:
    return normalise(join_lines(cell.text))


def _may_say_something(cell: SheetCell, caption_column: int) -> bool:
    """True for words and dates, except the number of an item before its caption."""
    numbers_an_item = cell.column < caption_column and ITEM_NUMBER.match(cell.text)
    return cell.kind in (CellKind.TEXT, CellKind.DATE) and not numbers_an_item


def _is_words(cell: SheetCell, amounts: Amounts) -> bool:
    """True for words that may be a caption: no amount, and more than the number of an item."""
    return _is_text(cell, amounts) and not ITEM_NUMBER.match(cell.text)


def _is_text(cell: SheetCell, amounts: Amounts) -> bool:
    return cell.kind is CellKind.TEXT and (cell.row, cell.column) not in amounts


def _split_row(
    cells: tuple[SheetCell, ...], caption_column: int, amounts: Amounts
) -> tuple[SheetCell | None, list[SheetCell]]:
    """Return the caption of a row, and the cells to its right.

    A row with figures whose caption column is empty may be captioned in another column before its first figure; words
    before years head columns themselves.
    """
    caption = next((cell for cell in cells if cell.column == caption_column and _is_words(cell, amounts)), None)
    values = [cell for cell in cells if cell.column > caption_column]
    figures = [cell for cell in values if (cell.row, cell.column) in amounts]
    first_figure = figures[0].column if figures else 0
    if caption is None:
        caption = next((cell for cell in cells if cell.column == caption_column and _is_text(cell, amounts)), None)
    if caption is None and not all(is_year(cell) for cell in figures):
        words = (cell for cell in cells if cell.column < first_figure and _is_words(cell, amounts))
        caption = next((cell for cell in words if not NOTE_COLUMN.match(cell.text)), None)
    return caption, [cell for cell in values if cell is not caption]


def _is_heading_row(
    table: Table, values: list[SheetCell], caption: SheetCell | None, amounts: Amounts, *, has_figures_above: bool
) -> bool:
    """True where the cells head columns: words before the first figures, or words and years that start a new table."""
    figures = [cell for cell in values if (cell.row, cell.column) in amounts]
    if figures and caption is None and all(is_unit_line(cell.text) for cell in figures):
        return not table.has_figures  # ``USD 1,000`` over each column
    if figures:
        if not all(is_year(cell) for cell in figures):
            heads_dates = caption is None or bool(HEADS_DATES.match(spell_out(caption.text.strip())))
            return heads_dates and not table.has_figures and _are_periods_in_digits(figures)
        if caption is not None:
            others = [cell for cell in values if cell not in figures]
            return (
                _heads_years(caption, figures)
                or (len(figures) == 1 and table.may_be_headed_by(caption))
                or any(is_only_a_period(heading_text(cell)) for cell in others)
            )
        return not (table.has_figures and has_figures_above)
    if table.has_figures:
        is_period = caption is not None and bool(words_in(caption.text).year) and is_only_a_period(caption.text)
        return is_period or _announces_a_table(values)
    says_no_figure = all(NO_FIGURE.match(cell.text) for cell in values)
    is_line = caption is not None and not is_about_the_table(caption.text) and not _names_units(caption)
    return not (says_no_figure and is_line and table.headings)


def _years_below(values: Sequence[SheetCell], headings: Sequence[tuple[SheetCell, ...]]) -> list[tuple[SheetCell, ...]]:
    """Return the row of years that heads the table above, for ``As at 31 December`` alone above the next lines."""
    words = words_in(heading_text(values[0]))
    if len(values) > 1 or words.year or not words.month:
        return []
    return [row for row in headings if all(is_year(cell) for cell in row if words_in(heading_text(cell)).year)][-1:]


def _names_units(caption: SheetCell) -> bool:
    return bool(NAMES_UNITS.match(spell_out(caption.text.strip())))


def _are_periods_in_digits(figures: list[SheetCell]) -> bool:
    """True for 2,023 | 2,022, years that a format shows as amounts, and for 20231231 | 20221231."""
    texts = [cell.text.strip() for cell in figures]
    if not all(text.isdecimal() for text in texts):
        return False
    years = [int(text) for text in texts]
    if all(EARLIEST_YEAR <= year <= LATEST_YEAR for year in years):
        return len(years) > 1 and all(abs(year - following) == 1 for year, following in pairwise(years))
    return all(len(text) == len("20231231") and words_in(text).day for text in texts)


def _heads_years(caption: SheetCell, figures: list[SheetCell]) -> bool:
    """True for ``Reconciliation of net income | 2023 | 2024``: years one after another, or words that are a title."""
    years = [int(cell.text.strip()) for cell in figures]
    follow_one_another = len(years) > 1 and all(abs(year - following) == 1 for year, following in pairwise(years))
    is_title = bool(kind_in(caption.text)) or is_about_the_table(caption.text) or "reconcil" in caption.text.casefold()
    return follow_one_another or is_title


def is_about_the_table(text: str) -> bool:
    """True for a unit, a currency or a period: words that head a table wherever they stand above its rows."""
    is_unit = is_unit_line(text) or is_currency_name(text.strip())
    return is_unit or (bool(words_in(text).year) and is_only_a_period(text))


def _is_a_title(caption: SheetCell | None, values: Sequence[SheetCell]) -> bool:
    """True for ``Income statement | $mm`` and ``BS | As at Dec``: a title with its unit or its period beside it."""
    if caption is None or not values or any(cell.kind is not CellKind.TEXT for cell in values):
        return False
    if kind_in(caption.text) is None:
        return False
    if len(values) == 1 and OF_WHEN.match(values[0].text) and not words_in(values[0].text).year:
        return True
    return all(is_only_a_unit(cell.text) and parse_amount(cell.text) is None for cell in values)


def _is_period_in_two_cells(cells: tuple[SheetCell, ...]) -> bool:
    """True for a row that ends with ``Six months ended`` beside a cell with a date: the period of the table."""
    if len(cells) not in (2, 3):
        return False
    texts = [heading_text(cell) for cell in cells[-2:]]
    length, day = map(words_in, texts)
    return bool(length.has_length and length.month is None and day.is_day_of_a_year) and not GOES_ON.search(texts[1])


def _is_title(cell: SheetCell, sheet: Sheet) -> bool:
    """True for a title of the whole table that stands over its columns instead of its captions."""
    if len(sheet.span(cell)) > 1 and not kind_in(cell.text):
        return False
    text = heading_text(cell)
    return bool(kind_in(text) or is_unit_line(text)) or (bool(words_in(text).year) and is_only_a_period(text))


def is_year(cell: SheetCell) -> bool:
    """True for a cell that shows a year: 2016, ``2016A`` or ``FY16`` by its format; not for one that shows 2,016."""
    text = cell.text.strip()
    if cell.kind is CellKind.NUMBER and (displayed := heading_text(cell)) != text and is_only_a_period(displayed):
        return True
    if not (len(text) == 4 and text.isdecimal() and EARLIEST_YEAR <= int(text) <= LATEST_YEAR):
        return False
    return cell.kind is not CellKind.NUMBER or not re.search(r"[,.%]|^[^\[]*#", cell.style.number_format)


def _announces_a_table(values: list[SheetCell]) -> bool:
    """True for a period, a framework, or both ends of a change, over the lines of another table."""
    ends = [end for cell in values if (end := end_of_change(cell.text))]
    return any(first.may_be_opposite(last) for first, last in pairwise(ends)) or any(
        cell.kind is CellKind.DATE or words_in(cell.text) != PeriodWords() or framework_in(cell.text) for cell in values
    )


def _has_amounts(sheet: Sheet, row: int, amounts: Amounts) -> bool:
    return any((row, cell.column) in amounts for cell in sheet.rows.get(row, ()))
