"""The five workbooks as other people would have laid them out: every way in which analysts' tables differ.

A mutation is a small function that changes a workbook, its marks and what it states together. ``variants`` yields them
all, one by one and in compositions of two and three, the same ones every time.

    python -m tests.sweeps.variants [FAMILY...]      # a table of how many are read
"""

import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from openpyxl.utils import get_column_letter

from tests.importing import chinese
from tests.importing.expected import FIVE_WORKBOOKS, ExpectedTable, rows_with
from tests.importing.layouts import AS_REPORTED, RESULT, TRANSLATED, Mark, Marked, Place, marked_workbook
from tests.published import rows_of

STRUCTURE, WORDS, FIGURES, WRITING, LAST = range(5)
"""When a mutation of a composition has its turn: first what moves, last how amounts are written and what is hidden."""


class DoesNotApplyError(Exception):
    """The workbook has nothing that the mutation changes."""


Mutate = Callable[[Marked, Random], None]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One way of one family; ``keeps_formulas``: totals may stay formulas, for no amount is rewritten."""

    family: str
    name: str
    turn: int
    mutate: Mutate
    keeps_formulas: bool = True


@dataclass(frozen=True, slots=True)
class Variant:
    """A workbook as someone else would have laid it out, and what it states."""

    name: str
    stem: str
    family: str
    content: bytes
    expected: tuple[ExpectedTable, ...]
    areas: dict[str, tuple[str, int, int, int, int]]
    """Where each table stands: sheet, top, left, bottom, right."""
    entries: dict[str, frozenset[int]]
    """The rows of the list that hold entries of a period."""


def needs(condition: object) -> None:
    if not condition:
        raise DoesNotApplyError


# ------------------------------------------------------------------------------------ rows and columns that move


def blank_rows_above(marked: Marked, chance: Random, count: int) -> None:
    for sheet in marked.statement_sheets():
        marked.insert_rows(sheet, 1, count)


def blank_rows_between(marked: Marked, chance: Random, count: int) -> None:
    for sheet in marked.statement_sheets():
        for block in reversed(marked.blocks(sheet)):
            marked.insert_rows(sheet, marked.area(block)[0], count)


def blank_rows_inside(marked: Marked, chance: Random, count: int) -> None:
    """Below the titles, and at two places inside each table and list."""
    for sheet in marked.statement_sheets():
        for block in reversed(marked.blocks(sheet)):
            first, last = marked.first_row(block), marked.area(block)[2]
            for row in sorted(chance.sample(range(first + 1, last + 1), 2), reverse=True):
                marked.insert_rows(sheet, row, count)
    for sheet in marked.list_sheets():
        last = max(place[1] for place, _ in marked.of("list-cell"))
        for row in sorted(chance.sample(range(3, last), 2), reverse=True):
            marked.insert_rows(sheet, row, count)


def blank_columns_left(marked: Marked, chance: Random, count: int) -> None:
    for sheet in (*marked.statement_sheets(), *marked.list_sheets()):
        marked.insert_columns(sheet, 1, count)


def blank_columns_after_captions(marked: Marked, chance: Random, count: int) -> None:
    for sheet in marked.statement_sheets():
        marked.insert_columns(sheet, min(marked.figure_columns(marked.blocks(sheet)[0])), count)


def blank_columns_between(marked: Marked, chance: Random, count: int) -> None:
    """Narrow columns between figures, as spacers; in a list too."""
    for sheet in marked.statement_sheets():
        columns = sorted({c for block in marked.blocks(sheet) for c in marked.figure_columns(block)})
        for column in sorted(chance.sample(columns[1:], min(count, len(columns) - 1)), reverse=True):
            marked.insert_columns(sheet, column)
    for sheet in marked.list_sheets():
        marked.insert_columns(sheet, chance.randint(3, 7))


def blank_columns_before_each_figure(marked: Marked, chance: Random) -> None:
    for sheet in marked.statement_sheets():
        columns = sorted({c for block in marked.blocks(sheet) for c in marked.figure_columns(block)})
        for column in reversed(columns):
            marked.insert_columns(sheet, column)


def is_vertical(marked: Marked) -> bool:
    return marked.stem == "autohome-bridge"


def reconciled_blocks(marked: Marked) -> list[str]:
    """Return the tables with a column per difference."""
    with_results = {mark.block for mark in marked.marks.values() if mark.slot == RESULT}
    return [block for block in marked.blocks() if block in with_results]


def slot_columns(marked: Marked, block: str) -> dict[str, int]:
    return {mark.slot: place[2] for place, mark in marked.of("figure", block=block)}


def tidy_first_heading(marked: Marked, block: str) -> None:
    """Put a heading that stands a row above its peers beside them, so that columns can move."""
    rows = [place[1] for place, _ in marked.of("adjustment", block=block)]
    for place, mark in marked.of("adjustment", block=block):
        if place[1] < max(rows):
            below = (place[0], max(rows), place[2])
            marked.write(below, marked.cell(place).value)
            marked.write(place, None)
            del marked.marks[place]
            marked.marks[below] = mark


def spanner_to_the_left(marked: Marked, block: str) -> None:
    """Let the words over all differences stand over the first of them, as before."""
    columns = slot_columns(marked, block)
    first = min(column for slot, column in columns.items() if slot not in (AS_REPORTED, RESULT))
    for place, mark in marked.of("spanner", block=block):
        target = (place[0], place[1], first)
        if target != place:
            marked.write(target, marked.cell(place).value)
            marked.cell(target)._style = marked.cell(place)._style
            marked.write(place, None)
            del marked.marks[place]
            marked.marks[target] = mark


def slots_rearranged(marked: Marked, arrange: Callable[[list[str]], list[str]]) -> None:
    """Rearrange the columns of every reconciliation; merged spanners are unmerged first."""
    blocks = reconciled_blocks(marked)
    needs(blocks and not is_vertical(marked))
    for block in blocks:
        sheet = marked.book[marked.sheet_of(block)]
        top, _, bottom, _ = marked.area(block)
        for area in list(sheet.merged_cells.ranges):
            if top <= area.min_row <= bottom:
                sheet.unmerge_cells(str(area))
        tidy_first_heading(marked, block)
        columns = slot_columns(marked, block)
        order = sorted(columns, key=lambda slot: columns[slot])
        targets = sorted(columns.values())
        new = {columns[slot]: targets[number] for number, slot in enumerate(arrange(order))}
        marked.reorder_columns(block, new)
        spanner_to_the_left(marked, block)


def adjustments_shuffled(marked: Marked, chance: Random) -> None:
    def arrange(order: list[str]) -> list[str]:
        inner = order[1:-1]
        chance.shuffle(inner)
        return [order[0], *inner, order[-1]]

    if is_vertical(marked):
        adjustment_rows_shuffled(marked, chance)
    else:
        slots_rearranged(marked, arrange)


def adjustment_rows_shuffled(marked: Marked, chance: Random) -> None:
    for block in marked.blocks():
        rows = sorted(place[1] for place, _ in marked.of("adjustment", block=block))
        shuffled = list(reversed(rows)) if chance.random() < 0.5 else [*rows[1:], rows[0]]
        row_of = dict(zip(rows, shuffled, strict=True))
        marked.relocate([marked.sheet_of(block)], lambda p, row_of=row_of: (p[0], row_of.get(p[1], p[1]), p[2]))  # type: ignore[misc]


def result_first(marked: Marked, chance: Random) -> None:
    slots_rearranged(marked, lambda order: [order[-1], *order[:-1]])


def result_second(marked: Marked, chance: Random) -> None:
    slots_rearranged(marked, lambda order: [order[0], order[-1], *order[1:-1]])


def result_to_as_reported(marked: Marked, chance: Random) -> None:
    slots_rearranged(marked, lambda order: list(reversed(order)))


def periods_reversed(marked: Marked, chance: Random) -> None:
    """Let the newest period come first where it came last; a translation stays behind its period."""
    moves = {
        "bs": {2: 4, 3: 2, 4: 3},
        "is": {2: 7, 3: 5, 4: 6, 5: 4, 6: 2, 7: 3},
        "small": {2: 4, 3: 2, 4: 3},
        "vertical": {2: 3, 3: 2},
    }
    for block in marked.blocks():
        is_small = block.startswith(("cashflows", "oci", "nongaap"))
        key = "vertical" if is_vertical(marked) else "small" if is_small else block
        if key in moves:
            marked.reorder_columns(block, moves[key])
    needs("vertical" if is_vertical(marked) else marked.stem in ("qifu-h1-2023", "qifu-adjustment-entries"))


def halves_before_quarters(marked: Marked, chance: Random) -> None:
    needs("is" in marked.blocks())
    marked.reorder_columns("is", {2: 5, 3: 6, 4: 7, 5: 2, 6: 3, 7: 4})


def blocks_reversed(marked: Marked, chance: Random) -> None:
    """Let the tables of a sheet stand in the opposite order, one below the other."""
    sheets = [sheet for sheet in marked.statement_sheets() if len(marked.blocks(sheet)) > 1]
    needs(sheets)
    for sheet in sheets:
        remove_continuations(marked, sheet)
        blocks = marked.blocks(sheet)
        row = marked.area(blocks[0])[0]
        row_of: dict[int, int] = {}
        for block in reversed(blocks):
            top, _, bottom, _ = marked.area(block)
            row_of |= {old: row + old - top for old in range(top, bottom + 1)}
            row += bottom - top + 3
        marked.relocate([sheet], lambda p, row_of=row_of: (p[0], row_of.get(p[1], p[1]), p[2]))  # type: ignore[misc]


def remove_continuations(marked: Marked, sheet: str) -> None:
    for cells in marked.book[sheet].iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.endswith("continued"):
                cell.value = None


def side_by_side(marked: Marked, chance: Random, gap: int, in_a_row: int = 9) -> None:
    """Let the tables that stood one below the other stand beside each other."""
    sheets = [sheet for sheet in marked.statement_sheets() if len(marked.blocks(sheet)) > 1]
    needs(sheets)
    for sheet in sheets:
        remove_continuations(marked, sheet)
        blocks = marked.blocks(sheet)
        areas = {block: marked.area(block) for block in blocks}
        left = min(area[1] for area in areas.values())
        width = max(area[3] for area in areas.values()) - left + 1 + gap
        height = max(area[2] - area[0] for area in areas.values()) + 4
        start = areas[blocks[0]][0]
        shift = {
            block: (start + number // in_a_row * height - areas[block][0], number % in_a_row * width)
            for number, block in enumerate(blocks)
        }

        def place_of(place: Place, areas: Any = areas, shift: Any = shift) -> Place:
            name, row, column = place
            for block, (top, _, bottom, _) in areas.items():
                if top <= row <= bottom:
                    return name, row + shift[block][0], column + shift[block][1]
            return place

        marked.relocate([sheet], place_of)


def one_sheet_per_table(marked: Marked, chance: Random) -> None:
    """Give every table its own sheet, with the titles of the one it came from."""
    sheets = [sheet for sheet in marked.statement_sheets() if len(marked.blocks(sheet)) > 1]
    needs(sheets)
    for sheet in sheets:
        remove_continuations(marked, sheet)
        blocks = marked.blocks(sheet)
        areas = {block: marked.area(block) for block in blocks}
        above = areas[blocks[0]][0]
        titles = [
            (place, mark, marked.cell(place).value)
            for place, mark in marked.of("title", "entity", "unit", sheet=sheet)
            if not mark.block
        ]

        def place_of(place: Place, areas: Any = areas, above: int = above) -> Place:
            name, row, column = place
            for number, (top, _, bottom, _) in enumerate(areas.values()):
                if number and top <= row <= bottom:
                    return f"{name} {number + 1}", row - top + above, column
            return place

        marked.relocate([sheet], place_of)
        for number in range(1, len(blocks)):
            for (_, row, column), mark, text in titles:
                marked.write((f"{sheet} {number + 1}", row, column), text)
                marked.marks[f"{sheet} {number + 1}", row, column] = replace(mark)


def all_on_one_sheet(marked: Marked, chance: Random, gap: int) -> None:
    sheets = marked.statement_sheets()
    needs(len(sheets) > 1)
    offset: dict[str, int] = {}
    row = 0
    for sheet in sheets:
        offset[sheet] = row
        row += int(marked.book[sheet].max_row) + gap
    marked.relocate(sheets, lambda p: ("Statements", p[1] + offset[p[0]], p[2]))
    book = marked.book
    book.move_sheet("Statements", -(len(book.sheetnames) - 1))


# ---------------------------------------------------------------------------------------- headings and titles

HEADINGS = {
    "as-reported-us-gaap": ("As reported (US GAAP)", "Adjustments", "IFRS"),
    "short": ("US GAAP", "IFRS adjustments", "IFRS"),
    "in-accordance": (
        "Amounts in accordance with U.S. GAAP",
        "Effects of transition to IFRSs",
        "Amounts in accordance with IFRSs",
    ),
    "under": ("Under U.S. GAAP", "Reconciling items", "Under IFRS"),
    "accounting-standards": ("U.S. GAAP", "Differences", "IFRS Accounting Standards"),
    "published": ("As published under US GAAP", "Effect of adopting IFRS", "As stated under IFRS"),
    "long": (
        "Amounts under United States generally accepted accounting principles",
        "Adjustments to conform to IFRS",
        "Amounts under International Financial Reporting Standards",
    ),
    "shouting": ("U.S. GAAP AS REPORTED", "IFRS ADJUSTMENTS", "IFRS AS ADJUSTED"),
}
VERTICAL_HEADINGS = {
    "as-reported-us-gaap": ("{} as reported (US GAAP)", "Adjustments:", "{} (IFRS)"),
    "short": ("{}, US GAAP", "IFRS adjustments:", "{}, IFRS"),
    "in-accordance": (
        "{} in accordance with U.S. GAAP",
        "Effects of transition to IFRSs",
        "{} in accordance with IFRSs",
    ),
    "under": ("{} under U.S. GAAP", "Reconciling items:", "{} under IFRS"),
    "accounting-standards": ("U.S. GAAP {}", "Differences", "IFRS {}"),
    "published": ("{} as published under US GAAP", "Effect of adopting IFRS:", "{} as stated under IFRS"),
    "long": (
        "{} under United States generally accepted accounting principles",
        "Adjustments to conform to IFRS:",
        "{} under International Financial Reporting Standards",
    ),
    "shouting": ("{} AS REPORTED UNDER U.S. GAAP", "IFRS ADJUSTMENTS", "{} UNDER IFRS"),
}
BRIDGED = {"net income": "Net income", "equity": "Total equity"}


def headings_reworded(marked: Marked, chance: Random, wording: str) -> None:
    needs(marked.of("from", "to"))
    words = (VERTICAL_HEADINGS if is_vertical(marked) else HEADINGS)[wording]
    for place, mark in marked.of("from", "spanner", "to"):
        text = words[("from", "spanner", "to").index(mark.what)]
        marked.write(place, text.format(BRIDGED.get(mark.block, "")))


SHORT_NAMES = {
    "Expected credit losses, net of tax": "ECL",
    "Effective interest rate on loans receivable, net of tax": "EIR",
    "Share-based compensation": "SBC",
    "Financial guarantee, net of tax": "Guarantees",
    "Lease amortization": "Leases (IFRS 16)",
    "Tax effects of intercompany unrealized profit": "IAS 12",
    "Preferred shares": "Preference shares",
    "Leases": "IFRS 16",
    "Share-based compensations": "IFRS 2",
}
NUMBERED_NAMES = {name: f"({number}) {name}" for number, name in enumerate(SHORT_NAMES, 1)}


def adjustments_renamed(marked: Marked, chance: Random, names: dict[str, str]) -> None:
    for place, mark in marked.of("adjustment"):
        note = marked.text(place).partition(" (Note ")
        marked.write(place, names[mark.slot] + (f" (Note {note[2]}" if note[1] else ""))
    for place, mark in marked.of("list-cell"):
        if mark.slot == "IFRS difference":
            marked.write(place, names[marked.text(place)])
    marked.expected[:] = rows_with(
        marked.expected,
        lambda table, row: replace(row, adjustments=tuple((names[name], amount) for name, amount in row.adjustments)),
    )


def headings_unmerged(marked: Marked, chance: Random) -> None:
    needs(any(marked.book[sheet].merged_cells.ranges for sheet in marked.statement_sheets()))
    for sheet in marked.statement_sheets():
        for area in list(marked.book[sheet].merged_cells.ranges):
            marked.book[sheet].unmerge_cells(str(area))


def headings_repeated(marked: Marked, chance: Random) -> None:
    """Unmerge headings and write each in every cell that it was for."""
    needs(any(marked.book[sheet].merged_cells.ranges for sheet in marked.statement_sheets()))
    for name in marked.statement_sheets():
        sheet = marked.book[name]
        for area in list(sheet.merged_cells.ranges):
            text = sheet.cell(area.min_row, area.min_col).value
            sheet.unmerge_cells(str(area))
            if area.min_row == area.max_row:
                for column in range(area.min_col, area.max_col + 1):
                    sheet.cell(area.min_row, column).value = text


def spanners_merged(marked: Marked, chance: Random) -> None:
    """Merge the words over all differences across them, and titles across the table."""
    blocks = [block for block in reconciled_blocks(marked) if not is_vertical(marked)]
    needs(blocks)
    for block in blocks:
        tidy_first_heading(marked, block)
        columns = slot_columns(marked, block)
        inner = [column for slot, column in columns.items() if slot not in (AS_REPORTED, RESULT)]
        sheet = marked.book[marked.sheet_of(block)]
        for (_, row, column), _ in marked.of("spanner", block=block):
            if len(inner) > 1 and not any(
                column in range(a.min_col, a.max_col + 1) and a.min_row == row for a in sheet.merged_cells.ranges
            ):
                sheet.merge_cells(start_row=row, end_row=row, start_column=min(inner), end_column=max(inner))
    for place, mark in marked.of("title", "entity"):
        if not mark.block:
            sheet = marked.book[place[0]]
            sheet.merge_cells(start_row=place[1], end_row=place[1], start_column=place[2], end_column=place[2] + 3)


def unit_row_under_headings(marked: Marked, chance: Random) -> None:
    """Name the unit over every column of figures instead of in a line of titles."""
    needs(marked.stem in ("hutchmed-h1-2024", "autohome-bridge", "qifu-h1-2023"))
    for block in [b for b in marked.blocks() if not any(m.block == b for _, m in marked.of("currency"))]:
        sheet, row = marked.sheet_of(block), marked.first_row(block)
        marked.insert_rows(sheet, row, 1)
        currency = {"USD": "US$'000"}.get(next(m.currency for _, m in marked.of("figure", block=block)), "RMB'000")
        for column in marked.figure_columns(block):
            marked.write((sheet, row, column), currency)
            marked.marks[sheet, row, column] = Mark("currency", block, slot=currency)
        for place, _ in marked.of("unit", sheet=sheet):
            marked.write(place, None)
            del marked.marks[place]


def unit_in_the_corner(marked: Marked, chance: Random) -> None:
    """Put the unit line into the empty corner of the headings, left of them."""
    moved = False
    for sheet in marked.statement_sheets():
        units = [each for each in marked.of("unit", sheet=sheet) if not each[1].block or each[0][2] == 1]
        blocks = marked.blocks(sheet)
        if not units:
            continue
        for number, block in enumerate(blocks):
            row = marked.first_row(block) - 1
            corner = (sheet, row, units[0][0][2])
            if marked.cell(corner).value is None:
                marked.write(corner, marked.cell(units[0][0]).value)
                marked.marks[corner] = Mark("unit", block)
                moved = moved or number == 0
        if moved:
            marked.write(units[0][0], None)
            del marked.marks[units[0][0]]
    needs(moved)


def titles_to_the_right(marked: Marked, chance: Random) -> None:
    """Titles stand over the figures instead of over the captions."""
    titles = [each for each in marked.of("title", "entity") if not each[1].block]
    needs(titles)
    for place, mark in titles:
        target = (place[0], place[1], place[2] + 2)
        if marked.cell(target).value is None:
            marked.write(target, marked.cell(place).value)
            marked.write(place, None)
            del marked.marks[place]
            marked.marks[target] = mark


def period_in_title(marked: Marked, chance: Random) -> None:
    """Say the period in the title's own line: ``Consolidated Balance Sheet as of June 30, 2023``."""
    changed = False
    for block in reconciled_blocks(marked):
        if is_vertical(marked):
            continue
        sheet = marked.sheet_of(block)
        titles = [each for each in marked.of("title", sheet=sheet) if each[1].block in ("", block)]
        own = [each for each in titles if each[1].block] or titles
        for place, _ in marked.of("period", block=block):
            if len(marked.blocks(sheet)) > 1 and not any(each[1].block for each in own):
                continue
            title, _ = own[-1]
            period = marked.text(place)
            text = f"{marked.text(title)}, {period[0].lower()}{period[1:]}"
            marked.write(place, None)
            del marked.marks[place]
            marked.write(title, text)
            changed = True
    needs(changed)


def one_title_line(marked: Marked, chance: Random) -> None:
    """Entity, title and unit in one cell, on lines of their own."""
    sheets = [
        s
        for s in marked.statement_sheets()
        if len([1 for _, m in marked.of("entity", "title", "unit", sheet=s) if not m.block]) > 1
    ]
    needs(sheets)
    for sheet in sheets:
        titles = [each for each in marked.of("entity", "title", "unit", sheet=sheet) if not each[1].block]
        marked.write(titles[0][0], "\n".join(marked.text(place) for place, _ in titles))
        for place, _ in titles[1:]:
            marked.write(place, None)
            del marked.marks[place]


def sheets_renamed(marked: Marked, chance: Random, pattern: str) -> None:
    names = marked.book.sheetnames
    for number, name in enumerate(names, 1):
        if name not in ("Cover", "Notes"):
            rename_sheet(marked, name, pattern.format(number))


def rename_sheet(marked: Marked, old: str, new: str) -> None:
    if old == new:
        return
    marked.book[old].title = new
    marked.marks = {(new, *p[1:]) if p[0] == old else p: mark for p, mark in marked.marks.items()}


def direction_words(marked: Marked, chance: Random, wording: str) -> None:
    places = [place for place, mark in marked.of("title") if "econciliation" in marked.text(place)]
    needs(places)
    for place in places:
        base = marked.text(place).split(" - ")[0]
        marked.write(place, f"{base} {wording}")


REVERSED = {
    "from": "Amounts as reported under IFRSs",
    "spanner": "U.S. GAAP adjustments",
    "to": "Amounts under U.S. GAAP",
}


def direction_reversed(marked: Marked, chance: Random) -> None:
    """The same figures from IFRS to U.S. GAAP."""
    needs(marked.stem in ("qifu-99.2-pasted", "hutchmed-h1-2024", "autohome-bridge"))
    for place, mark in marked.of("from", "spanner", "to"):
        text = REVERSED[mark.what]
        if is_vertical(marked):
            text = text.replace("Amounts", BRIDGED[mark.block])
        marked.write(place, text)


# --------------------------------------------------------------------------------------------------- captions


def caption_places(marked: Marked) -> list[Place]:
    if is_vertical(marked):
        return [place for place, _ in marked.of("from", "adjustment", "to")]
    return [place for place, _ in marked.of("caption")]


def captions_changed(marked: Marked, chance: Random, change: Callable[[str], str]) -> None:
    for place in caption_places(marked):
        marked.write(place, change(marked.text(place)))


def captions_with_sections_changed(marked: Marked, chance: Random, change: Callable[[str], str]) -> None:
    for place in [*caption_places(marked), *(place for place, _ in marked.of("section"))]:
        marked.write(place, change(marked.text(place)))


def captions_with_notes(marked: Marked, chance: Random, note: str) -> None:
    places = caption_places(marked)
    for place in chance.sample(places, max(1, len(places) // 4)):
        if "(Note" not in marked.text(place):
            marked.write(place, marked.text(place) + note)


def captions_indented(marked: Marked, chance: Random, by: str) -> None:
    for place in caption_places(marked):
        text = marked.text(place)
        if not text.upper().startswith("TOTAL"):
            marked.write(place, by + text)


def notes_column(marked: Marked, chance: Random, marks: Sequence[object], heading: str) -> None:
    """A column of references to notes between the captions and the figures."""
    for sheet in marked.statement_sheets():
        blocks = marked.blocks(sheet)
        column = min(min(marked.figure_columns(block)) for block in blocks)
        marked.insert_columns(sheet, column)
        for block in blocks:
            first = marked.first_row(block)
            heads = [
                p[1] for p, m in marked.of("figure", "currency", "year", "period", "from", block=block) if p[1] < first
            ]
            marked.write((sheet, max(heads, default=first - 1), column), heading)
            rows = sorted({place[1] for place, _ in marked.of("figure", block=block)})
            for row in chance.sample(rows, max(2, len(rows) // 3)):
                marked.write((sheet, row, column), chance.choice(marks))


# ------------------------------------------------------------------------------------------- Chinese and dates


def in_chinese(marked: Marked, chance: Random, *, bilingual: bool = False) -> None:
    """Captions only."""
    for place, _ in marked.of("caption", "section"):
        text = marked.text(place)
        marked.write(place, f"{text} {chinese.CAPTIONS[text]}" if bilingual else chinese.CAPTIONS[text])
    for place, mark in marked.of("list-cell"):
        if mark.slot in ("Line item", "Section"):
            text = marked.text(place)
            known = chinese.CAPTIONS.get(text) or chinese.CAPTIONS[f"{text}:"].rstrip("：")
            marked.write(place, f"{text} {known}" if bilingual else known)
    if is_vertical(marked):
        for place, mark in marked.of("from", "to"):
            what = chinese.CAPTIONS[BRIDGED[mark.block]]
            framework = "美国公认会计准则" if mark.what == "from" else "国际财务报告准则"
            text = f"根据{framework}呈报的{what}"
            marked.write(place, f"{marked.text(place)} {text}" if bilingual else text)
        if not bilingual:
            adjustments_renamed(marked, chance, chinese.ADJUSTMENTS)
            for place, _ in marked.of("spanner"):
                marked.write(place, "国际财务报告准则调整：")


def all_in_chinese(marked: Marked, chance: Random, *, sheets: bool = True) -> None:
    """Captions, headings, titles, units, periods and names of differences."""
    in_chinese(marked, chance)
    if not is_vertical(marked):
        adjustments_renamed(marked, chance, chinese.ADJUSTMENTS)
        for place, mark in marked.of("from", "spanner", "to"):
            marked.write(place, chinese.HEADINGS[mark.what])
    for place, _ in marked.of("title"):
        text = marked.text(place)
        marked.write(place, chinese.TITLES.get(text, text))
    for place, _ in marked.of("note"):
        marked.write(place, marked.text(place).replace("Note ", "附注").replace("note ", "附注"))
    for place, mark in marked.of("currency"):
        marked.write(place, {"RMB": "人民币", "USD": "美元"}[mark.slot])
    for place, mark in marked.of("list-head"):
        marked.write(place, chinese.LIST_HEADS[mark.slot])
    for place, mark in marked.of("list-cell"):
        if mark.slot == "Statement":
            marked.write(place, chinese.STATEMENTS[marked.text(place)])
    units_written(marked, UNIT_LINES["chinese"], 1000)
    periods_written(marked, DATES["chinese"])
    if sheets:
        for name in list(marked.book.sheetnames):
            if name in chinese.SHEETS:
                rename_sheet(marked, name, chinese.SHEETS[name])


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LENGTHS = {3: "Three months", 6: "Six months", 12: "Year"}


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a duration of so many months and an instant are written, both by their last day."""

    duration: Callable[[int, date], object]
    instant: Callable[[date], object]


def day_month(end: date) -> str:
    return f"{end.day} {MONTHS[end.month - 1]} {end.year}"


def month_day(end: date) -> str:
    return f"{MONTHS[end.month - 1]} {end.day}, {end.year}"


def part_of_year(months: int, end: date, pattern: str) -> str:
    """``H1 2023`` by pattern ``{p} {y}``; ``FY2023`` for twelve months."""
    part = {3: f"Q{end.month // 3}", 6: f"H{end.month // 6}", 12: "FY"}[months]
    swapped = part[::-1] if months < 12 else part
    return pattern.format(p=part, s=swapped, y=end.year, yy=f"{end.year % 100:02d}")


def months_span(months: int, end: date) -> str:
    return f"{MONTHS[end.month - months][:3]}-{MONTHS[end.month - 1][:3]} {end.year}"


def from_to(months: int, end: date) -> str:
    return f"Period from {MONTHS[end.month - months]} 1, {end.year} to {month_day(end)}"


def chinese_length(months: int) -> str:
    return {3: "止三个月", 6: "止六个月", 12: "止年度"}[months]


DATES = {
    "day-first": DateStyle(lambda n, d: f"{LENGTHS[n]} ended {day_month(d)}", lambda d: f"As at {day_month(d)}"),
    "slashes": DateStyle(lambda n, d: f"{n}M ended {d:%d/%m/%Y}", lambda d: f"{d:%d/%m/%Y}"),
    "halves": DateStyle(
        lambda n, d: part_of_year(n, d, "{p} {y}"), lambda d: f"{d:%d} {MONTHS[d.month - 1][:3]} {d.year}"
    ),
    "short-halves": DateStyle(
        lambda n, d: part_of_year(n, d, "{s}{yy}"), lambda d: f"{MONTHS[d.month - 1][:3]}-{d.year % 100}"
    ),
    "year-first-halves": DateStyle(
        lambda n, d: f"{d.year}{part_of_year(n, d, '{p}')}" if n < 12 else f"{d.year}",
        lambda d: f"{d.year}.{d.month}.{d.day}",
    ),
    "dots": DateStyle(lambda n, d: f"{LENGTHS[n]} ended {d:%d.%m.%Y}", lambda d: f"{d:%d.%m.%Y}"),
    "unaudited": DateStyle(
        lambda n, d: f"For the {LENGTHS[n].lower()} ended {month_day(d)} (unaudited)",
        lambda d: f"As of {month_day(d)} (unaudited)",
    ),
    "iso": DateStyle(lambda n, d: f"{LENGTHS[n]} ended {d.isoformat()}", lambda d: d.isoformat()),
    "months-to": DateStyle(
        lambda n, d: f"{n} months to {MONTHS[d.month - 1]} {d.year}", lambda d: f"{MONTHS[d.month - 1]} {d.year}"
    ),
    "month-span": DateStyle(months_span, lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year % 100}"),
    "from-to": DateStyle(from_to, lambda d: f"Balance at {month_day(d)}"),
    "shouting": DateStyle(
        lambda n, d: f"{LENGTHS[n]} ended {month_day(d)}".upper(), lambda d: f"AS OF {month_day(d)}".upper()
    ),
    "chinese": DateStyle(
        lambda n, d: f"截至{d.year}年{d.month}月{d.day}日{chinese_length(n)}",
        lambda d: f"{d.year}年{d.month}月{d.day}日",
    ),
}


def months_and_end(period: str) -> tuple[int, date]:
    """Return the length in months, 0 for an instant, and the last day."""
    start, _, end = period.partition("/")
    if not end:
        return 0, date.fromisoformat(start)
    last = date.fromisoformat(end)
    return last.month - date.fromisoformat(start).month + 1, last


def written_period(period: str, style: DateStyle) -> object:
    months, end = months_and_end(period)
    return style.duration(months, end) if months else style.instant(end)


def periods_written(marked: Marked, style: DateStyle) -> None:
    """Write every period in full, in a style; headings over several years give way."""
    for place, mark in marked.of("period", "year"):
        marked.write(place, written_period(mark.period, style))
    for place, mark in marked.of("list-cell"):
        if mark.slot == "Period":
            marked.write(place, written_period(mark.period, style))
    for place, _ in marked.of("span"):
        clear_merged(marked, place)


def clear_merged(marked: Marked, place: Place) -> None:
    sheet = marked.book[place[0]]
    for area in list(sheet.merged_cells.ranges):
        if (area.min_row, area.min_col) == place[1:]:
            sheet.unmerge_cells(str(area))
    for column in range(place[2], place[2] + 9):
        other = marked.marks.get((place[0], place[1], column))
        if marked.text((place[0], place[1], column)) == marked.text(place) and column != place[2] and other is None:
            marked.write((place[0], place[1], column), None)
    marked.write(place, None)
    del marked.marks[place]


def dates_reformatted(marked: Marked, chance: Random, style: str) -> None:
    periods_written(marked, DATES[style])


def spans_reworded(marked: Marked, chance: Random, wording: str) -> None:
    """Keep a heading over several years, in other words: ``For the six months ended 30 June``."""
    needs(marked.of("span"))
    for place, mark in marked.of("span"):
        marked.write(place, wording.format(mark.slot, mark.slot.lower()))


def dates_as_real_dates(marked: Marked, chance: Random) -> None:
    """Dates are date cells; the length of a duration stands in another cell."""
    for place, mark in marked.of("year", "period"):
        months, end = months_and_end(mark.period)
        cell = marked.cell(place)
        if not months or mark.what == "year" or is_vertical(marked):
            cell.value, cell.number_format = datetime(end.year, end.month, end.day), "d mmm yyyy"  # noqa: DTZ001
        if months and mark.what == "year":
            continue
        if months and is_vertical(marked):
            above = (place[0], place[1] - 1, place[2])
            marked.write(above, f"{LENGTHS[months]} ended")
        elif months:
            beside = (place[0], place[1], place[2] + 1)
            if marked.cell(beside).value is None:
                marked.write(place, f"{LENGTHS[months]} ended")
                marked.write(beside, datetime(end.year, end.month, end.day))  # noqa: DTZ001
                marked.cell(beside).number_format = "d mmm yyyy"
    for place, mark in marked.of("span"):
        marked.write(place, f"{mark.slot} months ended")
    for place, mark in marked.of("list-cell"):
        months, end = months_and_end(mark.period) if mark.slot == "Period" else (1, date.max)
        if not months:
            marked.write(place, datetime(end.year, end.month, end.day))  # noqa: DTZ001


# ------------------------------------------------------------------------------------------------------ units

Codes = tuple[str, ...]
UnitLine = Callable[[Codes, int], str]
SCALE_WORDS = {1: "", 1000: "thousands", 1_000_000: "millions"}
APOSTROPHES = {1: "", 1000: "'000", 1_000_000: "'000,000"}
CHINESE_SCALES = {1: "元", 1000: "千元", 1_000_000: "百万元"}
DOLLARS = {"RMB": "RMB", "USD": "US$"}


def brackets_unit(codes: Codes, scale: int) -> str:
    words = f" in {SCALE_WORDS[scale]}" if scale > 1 else ""
    return f"({' and '.join(codes)}{words})"


def apostrophe_unit(codes: Codes, scale: int) -> str:
    return " / ".join(f"{DOLLARS[code]}{APOSTROPHES[scale]}" for code in codes)


def in_thousands_of(codes: Codes, scale: int) -> str:
    return f"in {SCALE_WORDS[scale]} of {' and '.join(codes)}" if scale > 1 else f"in {' and '.join(codes)}"


def expressed_in(codes: Codes, scale: int) -> str:
    names = " and ".join({"RMB": "Renminbi", "USD": "U.S. dollars"}[code] for code in codes)
    return f"(Expressed in {SCALE_WORDS[scale]} of {names})" if scale > 1 else f"(Expressed in {names})"


def except_per_share(codes: Codes, scale: int) -> str:
    return f"({' and '.join(codes)} in {SCALE_WORDS[scale]}, except for share and per share data)"


def chinese_unit(codes: Codes, scale: int) -> str:
    names = (
        f"{CHINESE_SCALES[scale].removesuffix('元')}美元" if code == "USD" else f"人民币{CHINESE_SCALES[scale]}"
        for code in codes
    )
    return "及".join(names)


def chinese_unit_line(codes: Codes, scale: int) -> str:
    return f"单位：{chinese_unit(codes, scale)}"


def bare_chinese_line(codes: Codes, scale: int) -> str:
    """The yuan goes without saying: ``单位：千元``."""
    return "单位：" + "及".join(chinese_unit((code,), scale).removeprefix("人民币") for code in codes)


def singular_unit(codes: Codes, scale: int) -> str:
    return " and ".join(f"{DOLLARS[code]} {SCALE_WORDS[scale].removesuffix('s')}".strip() for code in codes)


def in_whole(codes: Codes, scale: int) -> str:
    return f"(in whole {' and '.join(codes)})"


def whole_units(codes: Codes, scale: int) -> str:
    return f"{' and '.join(codes)}, whole units, not thousands"


UNIT_LINES: dict[str, UnitLine] = {
    "brackets": brackets_unit,
    "apostrophe": apostrophe_unit,
    "in-of": in_thousands_of,
    "expressed": expressed_in,
    "except-per-share": except_per_share,
    "chinese": chinese_unit,
    "chinese-line": chinese_unit_line,
    "chinese-bare": bare_chinese_line,
    "singular": singular_unit,
}
WHOLE_UNITS: dict[str, UnitLine] = {"in-whole": in_whole, "whole-units": whole_units}


OVER_COLUMNS = (apostrophe_unit, singular_unit, chinese_unit)
"""Units short enough to stand over every column."""


def units_written(marked: Marked, line: UnitLine, scale: int, sheets: Sequence[str] | None = None) -> None:
    """Write the unit lines in other words, for a scale."""
    for place, _ in marked.of("unit"):
        if sheets is None or place[0] in sheets:
            both = "USD" in marked.text(place) and "RMB" in marked.text(place)
            codes = ("RMB", "USD") if both else ("USD",) if "US$" in marked.text(place) else ("RMB",)
            marked.write(place, line(codes, scale))
    if marked.stem == "qifu-99.2-pasted" and line in OVER_COLUMNS:
        for place, mark in marked.of("currency"):
            marked.write(place, line((mark.slot,), scale))
    for place, mark in marked.of("list-head"):
        if mark.slot == "RMB'000" and (sheets is None or place[0] in sheets):
            text = line(("RMB",), scale)
            marked.write(place, f"Amount {text}" if text.startswith(("(", "in")) else text)


def units_reworded(marked: Marked, chance: Random, wording: str) -> None:
    needs(marked.of("unit"))
    units_written(marked, UNIT_LINES[wording], 1000)


def units_changed(
    marked: Marked, chance: Random, wording: str, scale: int, sheets: Sequence[str] | None = None
) -> None:
    """Write amounts of money in another unit, all of them or those of some sheets."""
    units_written(marked, (UNIT_LINES | WHOLE_UNITS)[wording], scale, sheets)
    for place, mark in [*marked.of("figure"), *marked.of("list-cell")]:
        if mark.unit == "money" and mark.amount is not None and (sheets is None or place[0] in sheets):
            mark.amount = (mark.amount * 1000 / scale).normalize()
            put_amount(marked, place, mark)
    if "Cover" in marked.book.sheetnames and sheets is None:
        scale_cell = marked.book["Cover"]["B5"]
        scale_cell.value = SCALE_WORDS[scale] or None
        if scale == 1:
            marked.book["Cover"]["A5"].value = None


def one_sheet_in_other_units(marked: Marked, chance: Random, wording: str, scale: int) -> None:
    needs(marked.stem in ("qifu-h1-2023", "qifu-adjustment-entries"))
    choices = [*marked.statement_sheets(), *marked.list_sheets()]
    units_changed(marked, chance, wording, scale, [chance.choice(choices)])


# ------------------------------------------------------------------------------------------- figures and signs


def put_amount(marked: Marked, place: Place, mark: Mark) -> None:
    """Write an amount as the workbook did: a number, or text where it was text."""
    assert mark.amount is not None
    if mark.was_text:
        marked.write(place, in_brackets(mark.amount))
    else:
        number = float(mark.amount) if mark.amount % 1 else int(mark.amount)
        marked.write(place, number)


def negate_rows(marked: Marked, is_flipped: Callable[[str], bool]) -> None:
    """Print lines with the opposite sign, in tables and lists alike."""
    cases = {mark.case for _, mark in marked.of("figure")}
    flipped = {(case, n) for case in cases for n, row in enumerate(rows_of(case)) if is_flipped(row.label)}
    in_lists = {m.row for p, m in marked.of("list-cell") if m.slot == "Line item" and is_flipped(marked.text(p))}
    needs(flipped)
    for place, mark in [*marked.of("figure"), *marked.of("list-cell")]:
        in_list = mark.what == "list-cell" and mark.row in in_lists
        if mark.amount and (in_list or (mark.case, mark.row) in flipped):
            mark.amount = -mark.amount
            put_amount(marked, place, mark)

    def negated(table: ExpectedTable, row: Any) -> Any:
        if table.kind != "operations" or not is_flipped(row.caption):
            return row
        effects = tuple((name, opposite(amount)) for name, amount in row.adjustments)
        return replace(
            row,
            as_reported=opposite(row.as_reported),
            translated=opposite(row.translated),
            adjustments=effects,
            result=opposite(row.result),
        )

    marked.expected[:] = rows_with(marked.expected, negated)


def opposite(amount: Decimal | None) -> Decimal | None:
    return -amount if amount else amount


QIFU_COSTS = (
    "Facilitation, origination and servicing", "Funding costs", "Sales and marketing", "General and administrative",
    "Provision for loans receivable", "Provision for financial assets receivable",
    "Provision for accounts receivable and contract assets", "Provision for contingent liabilities",
    "Total operating costs and expenses",
)  # fmt: skip
HUTCHMED_COSTS = (
    "Cost of goods—third parties", "Costs of goods—third parties", "Research and development expenses",
    "Selling expenses", "Administrative expenses", "Total operating expenses",
)  # fmt: skip


def costs_negated(marked: Marked, chance: Random) -> None:
    negate_rows(marked, lambda caption: caption in (*QIFU_COSTS, *HUTCHMED_COSTS))


def tax_negated(marked: Marked, chance: Random) -> None:
    """The tax expense is printed positive, as a deduction."""
    negate_rows(marked, lambda caption: caption in ("Income tax expense", "Income taxes expense"))


def costs_and_tax_negated(marked: Marked, chance: Random) -> None:
    tax_negated(marked, chance)
    costs_negated(marked, chance)


def nil_as(marked: Marked, chance: Random, text: str | None, *, is_none: bool) -> None:
    """Write nil effects and nil amounts as reported in another way; ``is_none``: it says that there is no amount."""
    nil = [
        (place, mark)
        for place, mark in marked.of("figure")
        if mark.amount == 0 and (mark.slot not in (RESULT, AS_REPORTED) or not is_none)
    ]
    needs(nil)
    gone: dict[tuple[str, str, int], set[str]] = {}
    for place, mark in nil:
        marked.write(place, text)
        mark.amount = None
        if is_none:
            gone.setdefault((mark.case, mark.period, mark.row), set()).add(mark.slot)

    def without(table: ExpectedTable, row: Any) -> Any:
        names = gone.get((table.case, table.period, row.number), set())
        effects = tuple((name, None if is_old(name, names) else amount) for name, amount in row.adjustments)
        return replace(row, adjustments=effects)

    def is_old(name: str, names: set[str]) -> bool:
        return name in names or any(
            name in (SHORT_NAMES.get(n), NUMBERED_NAMES.get(n), chinese.ADJUSTMENTS.get(n)) for n in names
        )

    marked.expected[:] = rows_with(marked.expected, without)


# ------------------------------------------------------------------------------------- amounts written as text

Write = Callable[[Decimal, str], str]
"""Writes an amount in a currency."""


def grouped(amount: Decimal, between: str = ",", point: str = ".") -> str:
    text = f"{abs(amount):,f}"
    integer, _, decimals = text.partition(".")
    return integer.replace(",", between) + (point + decimals if decimals else "")


def in_brackets(amount: Decimal, currency: str = "") -> str:
    if amount == 0:
        return "—"
    return f"({grouped(amount)})" if amount < 0 else grouped(amount)


def signed(amount: Decimal, sign: str = "-", between: str = ",", point: str = ".") -> str:
    return (sign if amount < 0 else "") + grouped(amount, between, point)


def full_width(amount: Decimal, currency: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in in_brackets(amount))


def trailing_minus(amount: Decimal, currency: str) -> str:
    return grouped(amount) + ("-" if amount < 0 else "")


def credit(amount: Decimal, currency: str) -> str:
    return grouped(amount) + (" CR" if amount < 0 else "")


def debit_and_credit(amount: Decimal, currency: str) -> str:
    return grouped(amount) + (" Cr" if amount < 0 else " Dr" if amount > 0 else "")


def with_code(amount: Decimal, currency: str) -> str:
    return f"{currency} {in_brackets(amount)}" if amount else "—"


def with_sign(amount: Decimal, currency: str) -> str:
    mark = {"RMB": "¥", "USD": "$"}[currency]
    return f"({mark}{grouped(amount)})" if amount < 0 else f"{mark}{grouped(amount)}"


def minus_before_sign(amount: Decimal, currency: str) -> str:
    mark = {"RMB": "¥", "USD": "US$"}[currency]
    return f"-{mark}{grouped(amount)}" if amount < 0 else f"{mark}{grouped(amount)}"


TEXT_STYLES: dict[str, Write] = {
    "brackets": in_brackets,
    "bracket-blank": lambda amount, _: in_brackets(amount).replace(")", " )"),
    "plain": lambda amount, _: f"{amount:f}",
    "minus": lambda amount, _: signed(amount),
    "unicode-minus": lambda amount, _: signed(amount, "−"),
    "nbsp": lambda amount, _: "\u00a0" + in_brackets(amount) + "\u00a0",
    "narrow-spaces": lambda amount, _: signed(amount, "−", "\u202f"),
    "spaces": lambda amount, _: signed(amount, "-", " "),
    "nbsp-thousands": lambda amount, _: f"({grouped(amount, chr(160))})" if amount < 0 else grouped(amount, "\u00a0"),
    "full-width": full_width,
    "trailing-minus": trailing_minus,
    "credit": credit,
    "debit-credit": debit_and_credit,
    "currency-code": with_code,
    "currency-sign": with_sign,
    "minus-currency": minus_before_sign,
    "european": lambda amount, _: signed(amount, "-", ".", ","),
    "european-brackets": lambda amount, _: (
        f"({grouped(amount, '.', ',')})" if amount < 0 else grouped(amount, ".", ",")
    ),
    "swiss": lambda amount, _: signed(amount, "-", "'"),
    "swiss-typographic": lambda amount, _: signed(amount, "–", "’"),
    "trailing-blanks": lambda amount, _: in_brackets(amount) + "   ",
    "plus": lambda amount, _: ("+" if amount > 0 else "") + signed(amount),
}
"""Every way of writing an amount; a nil amount is 0 or a dash."""


def as_text(marked: Marked, chance: Random, style: str, share: float = 1.0, columns: bool = False) -> None:
    """Write amounts as text in a style: all of them, some here and there, or those of one column of each table."""
    write = TEXT_STYLES[style]
    chosen = {block: chance.choice(marked.figure_columns(block)) for block in marked.blocks()}
    for place, mark in [*marked.of("figure"), *marked.of("list-cell")]:
        if mark.amount is None or mark.unit == "percent":
            continue
        if columns and place[2] != chosen.get(mark.block, place[2]):
            continue
        if share == 1.0 or chance.random() < share:
            cell = marked.cell(place)
            cell.value, cell.number_format = write(mark.amount, mark.currency or "RMB"), "General"
            cell.data_type = "s"


def with_footnotes(marked: Marked, chance: Random, note: str) -> None:
    """Marks behind some of the figures, which are text then; the others stay as they are."""
    for place, mark in marked.of("figure"):
        if mark.amount and mark.unit != "percent" and chance.random() < 0.15:
            marked.write(place, in_brackets(mark.amount) + note)


def dashes(marked: Marked, chance: Random, dash: str) -> None:
    nil = [(place, mark) for place, mark in marked.of("figure") if mark.amount == 0]
    needs(nil)
    for place, mark in nil:
        marked.write(place, dash)
        mark.amount = None  # written: no other style writes it again


def currency_in_its_own_cell(marked: Marked, chance: Random, of_rmb: str) -> None:
    """A narrow column before each column of figures holds the sign, in the first row and in totals."""
    for sheet in marked.statement_sheets():
        columns = sorted({c for block in marked.blocks(sheet) for c in marked.figure_columns(block)})
        for column in reversed(columns):
            marked.insert_columns(sheet, column)
        for block in marked.blocks(sheet):
            rows = sorted({place[1] for place, _ in marked.of("figure", block=block)})
            for place, mark in marked.of("figure", block=block):
                if place[1] in (rows[0], rows[-1]) and mark.unit in ("money", "per-share") and mark.amount is not None:
                    sign = {"RMB": of_rmb, "USD": "$"}[mark.currency]
                    marked.write((place[0], place[1], place[2] - 1), sign)


# ----------------------------------------------------------------------------------------------- lists, hiding


def list_columns_reordered(marked: Marked, chance: Random) -> None:
    needs(marked.list_sheets())
    columns = list(range(1, 9))
    shuffled = columns[:]
    chance.shuffle(shuffled)
    column_of = dict(zip(columns, shuffled, strict=True))
    marked.relocate(marked.list_sheets(), lambda p: (p[0], p[1], column_of.get(p[2], p[2])))


LIST_HEADS = {
    "account": {
        "IFRS difference": "Adjustment",
        "Line item": "Account",
        "RMB'000": "Amount (RMB 000)",
        "Section": "Group",
    },
    "plain": {
        "IFRS difference": "Difference",
        "Line item": "Caption",
        "RMB'000": "RMB thousands",
        "Period": "For the period",
    },
    "gaap": {
        "IFRS difference": "GAAP difference",
        "Line item": "Line",
        "RMB'000": "Amount in RMB'000",
        "Statement": "Stmt",
    },
    "fsli": {
        "IFRS difference": "IFRS adjustment",
        "Line item": "FSLI",
        "RMB'000": "Effect, RMB'000",
        "Period": "Period / date",
    },
}


def list_heads_renamed(marked: Marked, chance: Random, wording: str) -> None:
    needs(marked.list_sheets())
    for place, mark in marked.of("list-head"):
        marked.write(place, LIST_HEADS[wording].get(mark.slot, mark.slot))


def list_sorted(marked: Marked, chance: Random, by: str) -> None:
    """Sort the entries by a column, or shuffle them."""
    needs(marked.list_sheets())
    cells = marked.of("list-cell")
    rows = sorted({place[1] for place, _ in cells})
    keys = {place[1]: str(marked.cell(place).value) for place, mark in cells if mark.slot == by}
    order = sorted(rows, key=lambda row: keys[row]) if keys else chance.sample(rows, len(rows))
    row_of = {old: new for new, old in zip(rows, order, strict=True)}
    marked.relocate(marked.list_sheets(), lambda p: (p[0], row_of.get(p[1], p[1]), p[2]))


def list_with_titles(marked: Marked, chance: Random) -> None:
    """Titles above the list, and a total below the amounts."""
    needs(marked.list_sheets())
    (sheet,) = marked.list_sheets()
    marked.insert_rows(sheet, 1, 3)
    marked.write((sheet, 1, 1), "Qifu Technology, Inc.")
    marked.write((sheet, 2, 1), "List of IFRS adjustments")


def list_without_references(marked: Marked, chance: Random) -> None:
    """Neither references nor support: only what an entry needs."""
    needs(marked.list_sheets())
    for place, mark in [*marked.of("list-head"), *marked.of("list-cell")]:
        if mark.slot in ("Ref", "Support"):
            marked.write(place, None)
            del marked.marks[place]


def list_written_once(marked: Marked, chance: Random) -> None:
    """A difference, statement, section and period that repeat the row above are left empty."""
    needs(marked.list_sheets())
    before: dict[int, object] = {}
    for place, mark in marked.of("list-cell"):
        if mark.slot in ("IFRS difference", "Statement", "Period"):
            value = marked.cell(place).value
            if before.get(place[2]) == value:
                marked.write(place, None)
            before[place[2]] = value


def list_in_two_amounts(marked: Marked, chance: Random) -> None:
    """Increases and decreases in columns of their own."""
    needs(marked.list_sheets())
    (sheet,) = marked.list_sheets()
    (head,) = [place for place, mark in marked.of("list-head") if mark.slot == "RMB'000"]
    column = head[2] + 1
    marked.insert_columns(sheet, column)
    marked.write(head, "Increase, RMB'000")
    marked.write((sheet, head[1], column), "Decrease, RMB'000")
    for place, mark in marked.of("list-cell"):
        if mark.amount is not None and mark.amount < 0:
            mark.amount = -mark.amount
            marked.write(place, None)
            marked.write((sheet, place[1], column), int(mark.amount) if mark.amount % 1 == 0 else float(mark.amount))
            del marked.marks[place]


def formulas_as_values(marked: Marked, chance: Random) -> None:
    """Nothing but what loading does: totals are the values that their formulas gave."""
    needs(any(has_formulas(sheet) for sheet in marked_workbook(marked.stem, with_formulas=True).book))


def has_formulas(sheet: Any) -> bool:
    return any(isinstance(value, str) and value.startswith("=") for row in sheet.values for value in row)


def rows_hidden(marked: Marked, chance: Random) -> None:
    for sheet in marked.statement_sheets():
        rows = sorted({place[1] for place, _ in marked.of("figure", sheet=sheet)})
        for row in chance.sample(rows, min(3, len(rows))):
            marked.book[sheet].row_dimensions[row].hidden = True


def columns_hidden(marked: Marked, chance: Random) -> None:
    for sheet in marked.statement_sheets():
        columns = sorted({place[2] for place, _ in marked.of("figure", sheet=sheet)})
        marked.book[sheet].column_dimensions[get_column_letter(chance.choice(columns))].hidden = True


# ----------------------------------------------------------------------- what analysts put beside their tables


def sums_of_adjustments(marked: Marked, chance: Random) -> None:
    """A column, or in a bridge a row, that adds up the differences before the result."""
    blocks = reconciled_blocks(marked)
    needs(blocks)
    for block in blocks:
        sheet = marked.sheet_of(block)
        if is_vertical(marked):
            (last,) = [place[1] for place, _ in marked.of("to", block=block)]
            marked.insert_rows(sheet, last, 1)
            marked.write((sheet, last, 1), "Total adjustments")
            for column in marked.figure_columns(block):
                amounts = [m.amount or 0 for p, m in adjustment_figures(marked, block) if p[2] == column]
                marked.write((sheet, last, column), int(sum(amounts)))
        else:
            tidy_first_heading(marked, block)
            column = slot_columns(marked, block)[RESULT]
            marked.reorder_columns(block, {column: column + 1})
            heads = [place[1] for place, _ in marked.of("adjustment", block=block)]
            marked.write((sheet, max(heads), column), "Total adjustments")
            add_sums(marked, block, column)


def add_sums(marked: Marked, block: str, column: int) -> None:
    sums: dict[int, tuple[Decimal, bool]] = {}
    for place, mark in adjustment_figures(marked, block):
        before, _ = sums.get(place[1], (Decimal(0), False))
        sums[place[1]] = (before + (mark.amount or 0), mark.was_text)
    for row, (amount, is_text) in sums.items():
        marked.write((marked.sheet_of(block), row, column), in_brackets(amount) if is_text else int(amount))


def adjustment_figures(marked: Marked, block: str) -> list[tuple[Place, Mark]]:
    return [each for each in marked.of("figure", block=block) if each[1].slot not in (AS_REPORTED, TRANSLATED, RESULT)]


def check_columns(marked: Marked, chance: Random) -> None:
    """A column behind the result in which every row adds up to nothing."""
    blocks = [block for block in reconciled_blocks(marked) if not is_vertical(marked)]
    needs(blocks)
    for block in blocks:
        column = slot_columns(marked, block)[RESULT] + 2
        heads = [place[1] for place, _ in marked.of("to", block=block)]
        marked.write((marked.sheet_of(block), max(heads), column), "Check")
        for row in {place[1] for place, _ in marked.of("figure", block=block)}:
            marked.write((marked.sheet_of(block), row, column), 0)


def sentences_below(marked: Marked, chance: Random) -> None:
    """Sentences and a footnote below each table."""
    for sheet in marked.statement_sheets():
        for block in reversed(marked.blocks(sheet)):
            _, left, bottom, _ = marked.area(block)
            marked.insert_rows(sheet, bottom + 1, 3)
            text = "The accompanying notes are an integral part of these statements."
            marked.write((sheet, bottom + 2, left), text)
            marked.write((sheet, bottom + 3, left), "(1) Includes share-based compensation of RMB12,345 thousand.")


def headings_after_a_page(marked: Marked, chance: Random) -> None:
    """The headings of a table stand again where a page ended."""
    needs(not is_vertical(marked))
    for sheet in marked.statement_sheets():
        for block in reversed(marked.blocks(sheet)):
            top, left, _, right = marked.area(block)
            first = marked.first_row(block)
            rows = sorted({place[1] for place, _ in marked.of("figure", block=block)})
            at = rows[len(rows) // 2]
            marked.insert_rows(sheet, at, first - top)
            for row in range(top, first):
                for column in range(left, right + 1):
                    marked.write((sheet, at + row - top, column), marked.cell((sheet, row, column)).value)


def captions_in_two_columns(marked: Marked, chance: Random) -> None:
    """Titles, sections and totals begin a column to the left of the other lines."""
    needs(not is_vertical(marked))
    for sheet in marked.statement_sheets():
        column = min(place[2] for place, _ in marked.of("caption", sheet=sheet))
        marked.insert_columns(sheet, column)
        for place, mark in marked.of("title", "entity", "unit", "section", "caption", sheet=sheet):
            is_line = mark.what == "caption" and not marked.text(place).casefold().startswith("total")
            if not is_line and place[2] == column + 1:
                target = (sheet, place[1], column)
                marked.write(target, marked.cell(place).value)
                marked.cell(target)._style = marked.cell(place)._style
                marked.write(place, None)
                marked.marks[target] = marked.marks.pop(place)


OTHER_TITLES = (
    ("Unaudited Condensed Consolidated Balance Sheets", "Consolidated statements of financial position (unaudited)"),
    ("Unaudited Condensed Consolidated Statements of Operations", "Consolidated income statements (unaudited)"),
    ("Unaudited Condensed Consolidated Statements of Cash Flows", "Consolidated cash flow statements (unaudited)"),
    ("Consolidated Statement of Operations", "Consolidated statement of profit or loss"),
    ("Consolidated Balance Sheet", "Consolidated statement of financial position"),
    ("condensed consolidated statements of operations", "the condensed consolidated income statement"),
    ("Reconciliation of net income", "Net income reconciliation"),
    ("Reconciliation of total equity", "Total equity reconciliation"),
)


def titles_reworded(marked: Marked, chance: Random) -> None:
    for place, _ in marked.of("title"):
        text = marked.text(place)
        for old, new in OTHER_TITLES:
            if old in text:
                marked.write(place, text.replace(old, new))
                break


def captions_drifted(marked: Marked, chance: Random, old: str, new: str) -> None:
    """Reconciliations and lists spell lines otherwise than the statements do."""
    blocks = reconciled_blocks(marked)
    changed = False
    for place, mark in [*marked.of("caption"), *marked.of("list-cell")]:
        if (mark.block in blocks or mark.slot == "Line item") and old in marked.text(place):
            marked.write(place, marked.text(place).replace(old, new))
            changed = True
    needs(changed)


def list_with_total(marked: Marked, chance: Random) -> None:
    """A total below the amounts of a list."""
    needs(marked.list_sheets())
    amounts = [(place, mark) for place, mark in marked.of("list-cell") if mark.amount is not None]
    (sheet, row, column), _ = amounts[-1]
    marked.write((sheet, row + 1, column), int(sum(mark.amount or 0 for _, mark in amounts)))
    (lines,) = [place[2] for place, mark in marked.of("list-head") if mark.slot == "Line item"]
    marked.write((sheet, row + 1, lines), "Total")


# ------------------------------------------------------------------------------------------------- the table


def family(name: str, turn: int, ways: dict[str, Mutate], *, keeps_formulas: bool = True) -> list[Mutation]:
    return [Mutation(name, f"{name}-{way}" if way else name, turn, do, keeps_formulas) for way, do in ways.items()]


def counts(do: Callable[[Marked, Random, int], None], name: str, numbers: Sequence[int]) -> dict[str, Mutate]:
    def of(number: int) -> Mutate:
        return lambda marked, chance: do(marked, chance, number)

    return {f"{name}-{number}": of(number) for number in numbers}


MUTATIONS: tuple[Mutation, ...] = (
    *family(
        "blank-rows",
        STRUCTURE,
        {
            **counts(blank_rows_above, "above", (1, 3)),
            **counts(blank_rows_between, "between", (1, 2)),
            **counts(blank_rows_inside, "inside", (1, 2, 3)),
        },
    ),
    *family(
        "blank-columns",
        STRUCTURE,
        {
            **counts(blank_columns_left, "left", (1, 2)),
            **counts(blank_columns_after_captions, "after-captions", (1, 2)),
            **counts(blank_columns_between, "between", (1, 2)),
            "each": blank_columns_before_each_figure,
        },
    ),
    *family(
        "columns-reordered",
        STRUCTURE,
        {
            "adjustments-a": adjustments_shuffled,
            "adjustments-b": adjustments_shuffled,
            "result-first": result_first,
            "result-second": result_second,
            "result-to-as-reported": result_to_as_reported,
        },
    ),
    *family("periods-reordered", STRUCTURE, {"newest-first": periods_reversed, "halves-first": halves_before_quarters}),
    *family(
        "tables-moved",
        STRUCTURE,
        {
            "side-by-side-1": partial(side_by_side, gap=1),
            "side-by-side-2": partial(side_by_side, gap=2),
            "two-by-two": partial(side_by_side, gap=1, in_a_row=2),
            "reversed": blocks_reversed,
            "own-sheets": one_sheet_per_table,
            "one-sheet-2": partial(all_on_one_sheet, gap=2),
            "one-sheet-4": partial(all_on_one_sheet, gap=4),
        },
    ),
    *family("headings-reworded", WORDS, {w: partial(headings_reworded, wording=w) for w in HEADINGS}),
    *family(
        "adjustments-renamed",
        WORDS,
        {
            "short": partial(adjustments_renamed, names=SHORT_NAMES),
            "numbered": partial(adjustments_renamed, names=NUMBERED_NAMES),
        },
    ),
    *family(
        "headings-merged",
        STRUCTURE,
        {"unmerged": headings_unmerged, "repeated": headings_repeated, "spanners": spanners_merged},
    ),
    *family(
        "titles-moved",
        WORDS,
        {
            "right": titles_to_the_right,
            "period-in-title": period_in_title,
            "one-cell": one_title_line,
            "unit-row": unit_row_under_headings,
            "unit-corner": unit_in_the_corner,
        },
    ),
    *family(
        "sheets-renamed",
        LAST,
        {"sheet": partial(sheets_renamed, pattern="Sheet{}"), "table": partial(sheets_renamed, pattern="T-{}")},
    ),
    *family(
        "direction",
        WORDS,
        {
            "to": partial(direction_words, wording="- U.S. GAAP to IFRSs"),
            "between": partial(direction_words, wording="- reconciliation from U.S. GAAP to IFRS Accounting Standards"),
            "reversed": direction_reversed,
        },
    ),
    *family(
        "captions",
        WORDS,
        {
            "upper": partial(captions_changed, change=str.upper),
            "lower": partial(captions_with_sections_changed, change=str.lower),
            "colons": partial(captions_changed, change=lambda text: f"{text}:"),
            "trailing-blanks": partial(captions_with_sections_changed, change=lambda text: f"{text}  "),
            "note-a": partial(captions_with_notes, note=" (Note a)"),
            "note-3": partial(captions_with_notes, note=" (note 3)"),
            "superscript": partial(captions_with_notes, note="¹"),
            "spaces": partial(captions_indented, by="    "),
            "nbsp": partial(captions_indented, by="\u00a0\u00a0"),
            "ideographic": partial(captions_indented, by="\u3000"),
        },
    ),
    *family(
        "notes-column",
        STRUCTURE,
        {
            "letters": partial(notes_column, marks=("a", "b", "a, c", "iii"), heading="Notes"),
            "numbers": partial(notes_column, marks=(3, 5, 12, "4, 7"), heading="Note"),
        },
    ),
    *family(
        "chinese",
        WORDS,
        {
            "captions": in_chinese,
            "bilingual": partial(in_chinese, bilingual=True),
            "everything": all_in_chinese,
            "not-sheets": partial(all_in_chinese, sheets=False),
        },
    ),
    *family("dates", WORDS, {**{w: partial(dates_reformatted, style=w) for w in DATES}, "real": dates_as_real_dates}),
    *family(
        "spans",
        WORDS,
        {
            "for-the": partial(spans_reworded, wording="For the {1} months ended June 30,"),
            "day-first": partial(spans_reworded, wording="{0} months ended 30 June"),
            "unaudited": partial(spans_reworded, wording="{0} months ended June 30 (unaudited)"),
        },
    ),
    *family("units-reworded", WORDS, {w: partial(units_reworded, wording=w) for w in UNIT_LINES}),
    *family(
        "units-changed",
        FIGURES,
        {
            "whole-brackets": partial(units_changed, wording="brackets", scale=1),
            "whole-expressed": partial(units_changed, wording="expressed", scale=1),
            "whole-chinese": partial(units_changed, wording="chinese-line", scale=1),
            "millions-brackets": partial(units_changed, wording="brackets", scale=1_000_000),
            "millions-in-of": partial(units_changed, wording="in-of", scale=1_000_000),
            "millions-singular": partial(units_changed, wording="singular", scale=1_000_000),
            "millions-chinese": partial(units_changed, wording="chinese", scale=1_000_000),
        },
        keeps_formulas=False,
    ),
    *family(
        "units-mixed",
        FIGURES,
        {
            "millions-a": partial(one_sheet_in_other_units, wording="brackets", scale=1_000_000),
            "millions-b": partial(one_sheet_in_other_units, wording="singular", scale=1_000_000),
            "millions-c": partial(one_sheet_in_other_units, wording="in-of", scale=1_000_000),
            "whole-a": partial(one_sheet_in_other_units, wording="in-whole", scale=1),
            "whole-b": partial(one_sheet_in_other_units, wording="whole-units", scale=1),
        },
        keeps_formulas=False,
    ),
    *family(
        "signs",
        FIGURES,
        {"costs": costs_negated, "tax": tax_negated, "costs-and-tax": costs_and_tax_negated},
        keeps_formulas=False,
    ),
    *family("text", WRITING, {w: partial(as_text, style=w) for w in TEXT_STYLES}, keeps_formulas=False),
    *family(
        "text-here-and-there",
        WRITING,
        {
            **{f"some-{w}": partial(as_text, style=w, share=0.3) for w in ("brackets", "unicode-minus", "nbsp")},
            **{f"column-{w}": partial(as_text, style=w, columns=True) for w in ("brackets", "minus", "full-width")},
        },
        keeps_formulas=False,
    ),
    *family(
        "footnotes",
        WRITING,
        {
            "star": partial(with_footnotes, note="*"),
            "letter": partial(with_footnotes, note=" (a)"),
            "superscript": partial(with_footnotes, note="¹"),
        },
        keeps_formulas=False,
    ),
    *family(
        "nil",
        FIGURES,
        {
            "em": partial(dashes, dash="—"),
            "en": partial(dashes, dash="–"),
            "hyphen": partial(dashes, dash="-"),
            "hyphens": partial(dashes, dash="--"),
            "nm": partial(nil_as, text="n.m.", is_none=True),
            "na": partial(nil_as, text="N/A", is_none=True),
            "blank": partial(nil_as, text=None, is_none=True),
            "word": partial(nil_as, text="nil", is_none=False),
        },
        keeps_formulas=False,
    ),
    *family(
        "currency-cells",
        STRUCTURE,
        {
            "rmb": partial(currency_in_its_own_cell, of_rmb="RMB"),
            "yuan": partial(currency_in_its_own_cell, of_rmb="¥"),
        },
    ),
    *family(
        "lists",
        STRUCTURE,
        {
            "columns-a": list_columns_reordered,
            "columns-b": list_columns_reordered,
            "by-difference": partial(list_sorted, by="IFRS difference"),
            "by-line": partial(list_sorted, by="Line item"),
            "shuffled": partial(list_sorted, by=""),
            "titles": list_with_titles,
            "bare": list_without_references,
            "written-once": list_written_once,
            **{f"heads-{w}": partial(list_heads_renamed, wording=w) for w in LIST_HEADS},
        },
    ),
    *family("lists", FIGURES, {"two-amounts": list_in_two_amounts}),
    *family(
        "beside-tables",
        STRUCTURE,
        {
            "sums": sums_of_adjustments,
            "checks": check_columns,
            "sentences": sentences_below,
            "page-ends": headings_after_a_page,
            "two-caption-columns": captions_in_two_columns,
        },
    ),
    *family(
        "drift",
        WORDS,
        {
            "titles": titles_reworded,
            "ampersand": partial(captions_drifted, old=" and ", new=" & "),
            "dash": partial(captions_drifted, old=", net", new=" – net"),
            "profit": partial(captions_drifted, old="Net income", new="Net profit"),
            "expenses": partial(captions_drifted, old="expense", new="expenses"),
        },
    ),
    *family("lists", STRUCTURE, {"total": list_with_total}),
    *family("formulas", FIGURES, {"as-values": formulas_as_values}, keeps_formulas=False),
    *family("hidden", LAST, {"rows": rows_hidden, "columns": columns_hidden}),
)

COMPOSITIONS = 70
"""Random compositions of each workbook."""
NEVER_TOGETHER = (
    {"chinese", "headings-reworded"},
    {"chinese", "captions"},
    {"chinese", "adjustments-renamed"},
    {"chinese", "dates"},
    {"chinese", "units-reworded"},
    {"chinese", "direction"},
    {"chinese", "titles-moved"},
    {"dates", "spans"},
    {"dates", "titles-moved"},
    {"direction", "headings-reworded"},
    {"direction", "titles-moved"},
    {"units-changed", "units-mixed"},
    {"units-changed", "units-reworded"},
    {"units-mixed", "units-reworded"},
    {"units-changed", "titles-moved"},
    {"units-mixed", "titles-moved"},
    {"units-reworded", "titles-moved"},
    {"units-mixed", "tables-moved"},
    {"units-changed", "chinese"},
    {"units-mixed", "chinese"},
    {"headings-merged", "columns-reordered"},
    {"signs", "chinese"},
    {"signs", "captions"},
    {"drift", "chinese"},
    {"drift", "captions"},
    {"drift", "direction"},
    {"drift", "titles-moved"},
    {"drift", "signs"},
    {"beside-tables", "columns-reordered"},
    {"beside-tables", "periods-reordered"},
    {"beside-tables", "tables-moved"},
    {"beside-tables", "titles-moved"},
    {"beside-tables", "headings-merged"},
    {"beside-tables", "notes-column"},
    {"beside-tables", "currency-cells"},
    {"beside-tables", "blank-columns"},
    {"beside-tables", "units-changed"},
    {"beside-tables", "units-mixed"},
    {"beside-tables", "signs"},
    {"beside-tables", "dates"},
    {"beside-tables", "chinese"},
    {"beside-tables", "headings-reworded"},
    {"beside-tables", "adjustments-renamed"},
    {"tables-moved", "columns-reordered"},
    {"tables-moved", "periods-reordered"},
    {"tables-moved", "titles-moved"},
    {"text", "text-here-and-there"},
    {"text", "footnotes"},
    {"text-here-and-there", "footnotes"},
    {"notes-column", "periods-reordered"},
    {"blank-columns", "periods-reordered"},
    {"currency-cells", "periods-reordered"},
)
"""Families that rewrite the same cells, or move what the other has moved."""


def go_together(mutations: Sequence[Mutation]) -> bool:
    families = {mutation.family for mutation in mutations}
    return len(families) == len(mutations) and not any(pair <= families for pair in NEVER_TOGETHER)


def compositions(stem: str) -> Iterator[tuple[Mutation, ...]]:
    """Yield random twos and threes of mutations that leave each other's cells alone, the same ones every time."""
    chance = Random(f"compositions of {stem}")
    while True:
        chosen = sorted(chance.sample(MUTATIONS, chance.choice((2, 2, 3))), key=lambda each: each.turn)
        if go_together(chosen):
            yield tuple(chosen)


def name_of(stem: str, mutations: Sequence[Mutation]) -> str:
    return f"{stem}/{'+'.join(mutation.name for mutation in mutations)}"


def family_of(mutations: Sequence[Mutation]) -> str:
    return mutations[0].family if len(mutations) == 1 else f"compositions-of-{len(mutations)}"


def mutated(stem: str, mutations: Sequence[Mutation]) -> Variant:
    """Return a workbook after some mutations. Raises DoesNotApplyError where one has nothing to change."""
    name = name_of(stem, mutations)
    marked = marked_workbook(stem, with_formulas=all(mutation.keeps_formulas for mutation in mutations))
    for mutation in mutations:
        mutation.mutate(marked, Random(name))
    content = io.BytesIO()
    marked.book.save(content)
    return Variant(
        name,
        stem,
        family_of(mutations),
        content.getvalue(),
        tuple(marked.expected),
        areas_of(marked),
        entries_of(marked),
    )


def areas_of(marked: Marked) -> dict[str, tuple[str, int, int, int, int]]:
    """Return where each published table stands, by case, and the list of entries."""
    areas = {}
    for block in marked.blocks():
        for case in {mark.case for _, mark in marked.of("figure", block=block)}:
            areas[case] = (marked.sheet_of(block), *marked.area(block))
    for sheet in marked.list_sheets():
        places = [place for place, _ in marked.of("list-head", "list-cell")]
        rows, columns = [p[1] for p in places], [p[2] for p in places]
        areas["list"] = (sheet, min(rows), min(columns), max(rows), max(columns))
    return areas


def entries_of(marked: Marked) -> dict[str, frozenset[int]]:
    cells = [(place[1], mark.period) for place, mark in marked.of("list-cell")]
    return {period: frozenset(row for row, of in cells if of == period) for _, period in cells}


def variants(stems: Sequence[str] = FIVE_WORKBOOKS, families: Sequence[str] = ()) -> Iterator[Variant]:
    """Yield every variant of some workbooks, of some families or of all."""
    for stem in stems:
        for mutations in all_mutations(stem):
            if not families or family_of(mutations) in families:
                try:
                    yield mutated(stem, mutations)
                except DoesNotApplyError:
                    continue


def all_mutations(stem: str) -> Iterator[tuple[Mutation, ...]]:
    for mutation in MUTATIONS:
        yield (mutation,)
    yield from itertools.islice(compositions(stem), COMPOSITIONS)


FAMILIES: tuple[str, ...] = (
    *dict.fromkeys(mutation.family for mutation in MUTATIONS),
    "compositions-of-2",
    "compositions-of-3",
)
