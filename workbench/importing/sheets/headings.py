"""What stands above each column of a table, and whether it names the column, its period, or figures not reported."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from workbench.importing.language.chinese import WordPattern, simplify
from workbench.importing.language.frameworks import framework_in, names_only_a_framework
from workbench.importing.language.period_text import (
    MONTHS_OF_A_YEAR,
    NO_PERIOD_WORDS,
    is_only_a_period,
    without_period,
    words_in,
    words_of,
)
from workbench.importing.language.vocabulary import (
    ADJUSTMENT_WORD,
    AUDITED,
    BARE_DOLLAR,
    NOTE_COLUMN,
    NOTE_REFERENCE,
    SUM_OF_ADJUSTMENTS,
    TEXTS_REMEMBERED,
    currencies_in,
    is_currency_name,
    is_only_a_unit,
    is_unit_line,
    without_note,
    without_unit,
)
from workbench.importing.sheets.relative_periods import is_relative
from workbench.importing.sheets.tables import heading_text
from workbench.workbooks import CellKind, Sheet, SheetCell

Headings = Mapping[int, tuple[str, ...]]
"""What stands above each column, top to bottom."""
GROUP_OF_DIFFERENCES = WordPattern(r"measurement|reclassif|presentation|计量|重分类|列报")
LONGEST_NAME = 80
"""Longer texts (in characters) are not the lines of one name written over two rows."""
NOT_REPORTED = re.compile(
    r"(?:\b|(?<=\d))(budget(?:ed|s)?|bud|forecast(?:s|ed)?|fcst|fc|estimate[sd]?|est|consensus|project(?:ed|ions?)|proj|"
    r"outlook|outturn|guidance|plan(?:ned)?|target|aop|le|rf\d?|pf|pro[- ]?forma|street|ttm|ltm|ntm|l12m|"
    r"trailing(?: twelve| 12)?(?: months)?|(?:last|next) (?:twelve|12) months|rolling|run[- ]?rate|"
    r"(?:base|bull|bear|management|mgmt|upside|downside) case|upside|downside|model)\b\.?|"
    r"\b[EB](?=(?:19|20)\d{2}\b)|\bBUD(?=\d)|预算|预测|预计|预估|一致预期",
    re.IGNORECASE,
)
"""Words over figures that have not been reported: planned, expected, or added up over other periods."""
ROUND_AN_ESTIMATE = re.compile(
    r"\b(current|latest|brokers?|analysts?|mean|median|average|avg|high|low|consolidated|company|management|mgmt|full|"
    r"mid|midpoint|period|years?|original|revised|final|approved)\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(r"\b(budget(?:ed)?|forecast(?:ed)?|projected|projections?)\b|预算|预测", re.IGNORECASE)
"""Words by which a title says that nothing below it has been reported."""
LETTER_OF_AN_ESTIMATE = re.compile(r"(?<=\d)\s?\(?[eEfFBPC]\)?$")
"""``2018E``, ``4Q23F``, ``FY24B``: estimate, forecast, budget, projection, consensus."""
LETTERS = {"A": "Actual", "E": "Estimate", "F": "Forecast", "P": "Projected"}
REPORTED = re.compile(r"^\W*(actuals?|historicals?|reported|实际|历史)\W*$", re.IGNORECASE)
AUDITED_WORD = re.compile(
    r"\b(?:(?:un)?audited|(?:re)?stated|(?:as )?(?:reported|published|presented)|prior|current|group|consolidated|"
    r"company|total)\b|经审计|重述|合并",
    re.IGNORECASE,
)
FIRST_DAY = WordPattern(
    r"^\W*(?:(?:period )?(?:start|begin)(?:s|ning|ing)?(?: date| of period)?|(?:date )?from|起始日)\W*$"
)
LAST_DAY = WordPattern(r"^\W*(?:(?:period )?end(?:s|ing)?(?: date| of period)?|(?:date )?to|截止日)\W*$")
REPORTED_WORD = re.compile(r"\b(actuals?|historicals?)\b|实际|历史", re.IGNORECASE)


class HeadingRows:
    """The heading rows of one table, top to bottom."""

    def __init__(self, sheet: Sheet, rows: Sequence[Sequence[SheetCell]], columns: Collection[int] = ()) -> None:
        """``columns``: those of the figures."""
        remarks = {cell.column for cells in rows for cell in cells if NOTE_COLUMN.match(heading_text(cell))}
        columns = frozenset(columns) - remarks
        rows = [_spell_out_letters(cells, columns) for cells in rows]
        self._first_column = min(columns, default=0)
        self._rows = [_HeadingRow(sheet, cells, columns) for cells in rows]
        in_order = sorted(columns)
        self._rows_over_groups = {
            number for number, cells in enumerate(rows) if _heads_groups(cells, rows[number + 1 :], in_order)
        }

    def above(self, index: int) -> tuple[str, ...]:
        """Return what stands above a column, top to bottom: its own cells, merged ones over it, and what reaches it.

        A length of time (``Six months ended June 30,``), a year over quarters and ``Forecast`` reach right, merged or
        not, up to the next heading; so do names over groups of columns with the same periods. What a column says
        itself is never overruled by its neighbours.
        """
        texts: list[str] = []
        reaching: list[tuple[int, str]] = []
        for number, row in enumerate(self._rows):
            own_heading, left_heading = row.over(index), row.left_of(index)
            if own_heading is None and number in self._rows_over_groups:
                own_heading = left_heading
            if own_heading is not None:
                texts.append(heading_text(own_heading))
            elif left_heading and (
                left_heading.column >= self._first_column or not is_only_a_unit(heading_text(left_heading))
            ):
                reaching.append((len(texts), heading_text(left_heading)))
        for place, text in reversed(reaching):
            is_beside_a_name = place == len(texts) and REPORTED.match(text) and lowest_name(tuple(texts))
            if not is_beside_a_name and _reaches(text, texts):
                texts.insert(place, text)
        return tuple(texts)


class _HeadingRow:
    """One row of headings: which of its cells stands over a column, and which left of it."""

    def __init__(self, sheet: Sheet, cells: Sequence[SheetCell], columns: Collection[int]) -> None:
        self._by_column = {cell.column: cell for cell in cells}
        self._spans = [(span, cell) for cell in cells if len(span := sheet.span(cell)) > 1]
        self._columns = sorted(self._by_column)
        self._is_centred = not self._spans and self._is_centred_over_groups(sorted(columns))

    def _is_centred_over_groups(self, columns: Sequence[int]) -> bool:
        """True where periods stand over the middle of groups of columns, as many under each."""
        texts = [heading_text(cell) for cell in self._by_column.values()]
        if len(texts) < 2 or not columns or self._columns[0] <= columns[0] or not all(map(is_only_a_period, texts)):
            return False
        nearest = Counter(self._nearest_heading(column) for column in columns)
        return len(nearest) == len(texts) and len(set(nearest.values())) == 1 and max(nearest.values()) > 1

    def _nearest_heading(self, index: int) -> int:
        return min(self._columns, key=lambda column: abs(column - index))

    def over(self, index: int) -> SheetCell | None:
        """Return the heading in or merged over a column, or the nearest in a row of centred ones; else None."""
        if self._is_centred:
            return self._by_column[self._nearest_heading(index)]
        own_heading = self._by_column.get(index)
        return own_heading or next((cell for span, cell in self._spans if index in span), None)

    def left_of(self, index: int) -> SheetCell | None:
        """Return the nearest heading left of a column; None where there is none."""
        place = bisect_left(self._columns, index)
        return self._by_column[self._columns[place - 1]] if place else None


def _spell_out_letters(cells: Sequence[SheetCell], columns: Collection[int]) -> Sequence[SheetCell]:
    """Return a row such as ``A | A | E`` with the words that its letters stand for."""
    letters = {cell.text.strip() for cell in cells if cell.column in columns}
    if len(letters) < 2 or "A" not in letters or not letters <= LETTERS.keys():
        return cells
    return [replace(cell, text=LETTERS.get(cell.text.strip(), cell.text)) for cell in cells]


def _heads_groups(cells: Sequence[SheetCell], below: Sequence[Sequence[SheetCell]], columns: Sequence[int]) -> bool:
    """True where cells stand over groups of columns, equal in number and with the same texts below."""
    first, last = (columns[0], columns[-1]) if columns else (0, 0)
    names = [cell for cell in cells if first <= cell.column <= last]
    if not 2 <= len(names) <= len(columns) // 2 or any(is_only_a_unit(heading_text(cell)) for cell in names):
        return False
    edges = [bisect_left(columns, cell.column) for cell in names]
    width = edges[1] - edges[0]
    if width < 2 or edges != list(range(edges[0], len(columns), width)) or len(columns) - edges[-1] != width:
        return False
    for row in below:
        texts = {cell.column: heading_text(cell) for cell in row}
        groups = {tuple(texts.get(column, "") for column in columns[edge : edge + width]) for edge in edges}
        if len(groups) == 1 and all(group := groups.pop()) and len(set(group)) == width:
            return True
    return False


def _reaches(text: str, texts: Sequence[str]) -> bool:
    """True where a heading further left also heads the column whose own texts are ``texts``."""
    if REPORTED.match(text) or (states_no_report(text) and words_in(text) == NO_PERIOD_WORDS):
        return not any(REPORTED.match(own) or states_no_report(own) for own in texts)
    words, own_words = words_in(text), words_of(texts)
    if is_unit_line(text) and words == NO_PERIOD_WORDS:
        return bool(texts) and not any(is_only_a_unit(own) or is_unit_line(own) for own in texts)
    if words == NO_PERIOD_WORDS or not is_only_a_period(text) or (words.year and own_words.year):
        return False
    says_when = own_words != NO_PERIOD_WORDS or any(REPORTED.match(own) or states_no_report(own) for own in texts)
    if words.year and (says_when or _are_only_units(texts)):
        return True
    if words.month and not words.has_length and not words.year:
        return own_words.month is None and own_words.year is not None  # ``September 30`` over 2023
    is_whole_year = own_words.is_fiscal and own_words.months == MONTHS_OF_A_YEAR
    return words.has_length and (not own_words.has_length or (is_whole_year and bool(words.month)))


def _are_only_units(texts: Sequence[str]) -> bool:
    return bool(texts) and all(is_only_a_unit(text) or is_currency_name(text) for text in texts)


def states_no_report(text: str) -> bool:
    """True for ``2018 Budget``, ``4Q23E`` and ``TTM``; false for ``Change in estimates``, which is a name."""
    plain = simplify(text).strip()
    letter = LETTER_OF_AN_ESTIMATE.search(plain)
    if letter and is_only_a_period(plain[: letter.start()]):
        return True
    rest, times = NOT_REPORTED.subn(" ", plain)
    rest = ROUND_AN_ESTIMATE.sub(" ", rest)
    return times > 0 and (is_only_a_period(rest) or not re.search(r"[^\W\d_]{2,}", rest))


def not_understood(text: str) -> str:
    """Return the words of a heading beside its period, unit, reference or known remark; "" where there are none."""
    if names_only_a_framework(text) or is_no_name(text):
        return ""
    rest = AUDITED_WORD.sub(" ", REPORTED_WORD.sub(" ", without_unit(without_note(without_period(text)))))
    return " ".join(re.findall(r"[^\W\d_]{2,}", rest))


def title_of_no_report(titles: Sequence[str]) -> str:
    """Return the title by which all of a table is planned or expected; "" where none is or one names actual figures."""
    if any(REPORTED_WORD.search(simplify(text)) for text in titles):
        return ""
    return next((text for text in reversed(titles) if EXPECTED.search(simplify(text))), "")


def says_reported(texts: Sequence[str]) -> bool:
    """True where a heading says that its figures are actual: ``2016A``, ``Actual``."""
    return any(REPORTED_WORD.search(text) or re.search(r"\d\s?A$", text.strip()) for text in texts)


def join_ranges(heading_rows: Sequence[tuple[SheetCell, ...]]) -> list[tuple[SheetCell, ...]]:
    """Return the heading rows with ``Period start | 1 Jan 2023`` and ``Period end | 30 Jun 2023`` below it as one."""
    rows = list(heading_rows)
    for number, (upper, lower) in enumerate(pairwise(heading_rows)):
        if upper and lower and FIRST_DAY.match(upper[0].text) and LAST_DAY.match(lower[0].text):
            starts = {cell.column: heading_text(cell) for cell in upper[1:]}
            rows[number] = ()
            rows[number + 1] = tuple(
                replace(cell, text=f"{starts[cell.column]} to {heading_text(cell)}", kind=CellKind.TEXT)
                if cell.column in starts
                else cell
                for cell in lower
            )
    return [cells for cells in rows if cells]


def join_lines_of_names(heading_rows: Sequence[tuple[SheetCell, ...]], sheet: Sheet) -> list[tuple[SheetCell, ...]]:
    """Return the heading rows with names that are written over two rows joined: ``Lease`` / ``accounting``."""
    rows = [{cell.column: cell for cell in cells} for cells in heading_rows]
    for upper, lower in pairwise(rows):
        for column, cell in list(lower.items()):
            above = upper.get(column)
            if above is not None and _continues_name(above, cell, upper, sheet):
                lower[column] = replace(cell, text=f"{above.text} {cell.text}")
                del upper[column]
    return [tuple(cells.values()) for cells in rows if cells]


def _continues_name(upper: SheetCell, lower: SheetCell, upper_row: Mapping[int, SheetCell], sheet: Sheet) -> bool:
    """True where two cells, one above the other, may be lines of one name; one that spans several columns is not."""
    if any(cell.kind is not CellKind.TEXT or len(cell.text) > LONGEST_NAME for cell in (upper, lower)):
        return False
    if any(len(sheet.span(cell)) > 1 for cell in (upper, lower)):
        return False
    is_word = lower.text.strip().casefold() in ("note", "notes")  # Convertible senior / notes
    if is_no_name(heading_text(upper)) or (is_no_name(heading_text(lower)) and not is_word):
        return False
    beside = [upper_row.get(upper.column + step) for step in (-1, 1)]
    is_repeated = any(cell is not None and cell.text == upper.text for cell in beside)
    heads_differences = ADJUSTMENT_WORD.search(upper.text) or GROUP_OF_DIFFERENCES.search(upper.text)
    return not (is_repeated or (heads_differences and beside[1] is None))


def lowest_name(texts: tuple[str, ...]) -> str:
    """Return the lowest heading that names what a column shows, not a note, unit, period or spanner; "" without one."""
    for text in reversed(texts):
        if not is_no_name(text):
            return without_unit(without_note(text))
    return ""


@lru_cache(maxsize=TEXTS_REMEMBERED)
def is_no_name(text: str) -> bool:
    """True for a note reference, a remark, a unit, a period (also ``This year``), or a heading over all differences."""
    plain = simplify(text)
    is_spanner = ADJUSTMENT_WORD.search(plain) and framework_in(text)
    is_beside_figures = any(pattern.match(plain) for pattern in (NOTE_REFERENCE, NOTE_COLUMN, AUDITED))
    is_unit = is_only_a_unit(text) or (text.startswith(("(", "（")) and is_unit_line(text))
    return bool(is_beside_figures or is_spanner or is_unit or is_only_a_period(text) or is_relative(text))


def is_remark(texts: Sequence[str]) -> bool:
    """True where the lowest heading of a column is that of references, remarks or changes beside the figures."""
    return any(NOTE_COLUMN.search(text) for text in texts[-1:])


def is_translation(texts: tuple[str, ...], headings: Headings) -> bool:
    """True where a column names another currency than the first column that names one."""
    own_codes = currencies_above(texts)
    first_codes = (codes[0] for texts_of_column in headings.values() if (codes := currencies_above(texts_of_column)))
    return bool(own_codes) and own_codes[0] != next(first_codes, own_codes[0])


def currencies_above(texts: tuple[str, ...]) -> list[str]:
    """Return the currencies that headings name, the lowest first; a bare dollar only where the text is all unit."""
    return [
        code
        for text in reversed(texts)
        for code in currencies_in(text)
        if code != BARE_DOLLAR or is_only_a_unit(text) or is_unit_line(text)
    ]


def is_named_sum(texts: Sequence[str]) -> bool:
    """True where a heading calls its column the sum of differences."""
    return any(SUM_OF_ADJUSTMENTS.search(text) for text in (lowest_name(tuple(texts)), *texts[-1:]))
