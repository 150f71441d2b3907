"""Which sheet of a returned workbook is which of the map, whatever it is called now and wherever it stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.review_workbook_marks import MAP_SHEET, REVIEW_MARK, WRITTEN_BY
from workbench.returning.cell_values import number_in, number_of, plain, text_of
from workbench.returning.own_map import MappedSheet, OwnMap
from workbench.workbooks import Sheet, SourceWorkbook

SHARE_OF_NAME = 0.25
"""What the same name counts for, as a share of all that could agree."""
LEAST_SHARE = 0.3
"""The least of a sheet that must still be there for it to be known under another name."""
MARKED_ROWS = 12
"""The rows in which the mark of the program stands, with some that were inserted above."""


@dataclass(frozen=True)
class FoundSheets:
    """``sheet_of``: by the number in the map. ``missing``: deleted ones. ``added``: the reviewer's own.

    ``copies``: of sheets of ours.
    """

    sheet_of: Mapping[int, Sheet]
    missing: tuple[MappedSheet, ...]
    added: tuple[Sheet, ...]
    copies: tuple[Sheet, ...]


def find_sheets(own: OwnMap, workbook: SourceWorkbook) -> FoundSheets:
    """Return where each sheet of the map is: known by what it holds, among equals by its name."""
    there = {sheet.name: sheet for sheet in workbook.sheets if sheet.name.casefold() != MAP_SHEET.casefold()}
    called = {name.casefold(): name for name in there}
    found = {
        mapped.number: there[called[mapped.name.casefold()]]
        for mapped in own.sheets
        if not mapped.rows and mapped.name.casefold() in called
    }
    taken = {sheet.name for sheet in found.values()}
    pieces = {name: _pieces_of_sheet(sheet) for name, sheet in there.items() if name not in taken}
    ranked: list[tuple[float, int, str]] = []
    for mapped in own.sheets:
        if mapped.number in found:
            continue
        expected = _pieces_of_map(mapped)
        size = sum(expected.values())
        for name in pieces:
            is_called_so = name.casefold() == mapped.name.casefold()
            agreeing = sum((expected & pieces[name]).values())
            if is_called_so or (size and agreeing >= LEAST_SHARE * size):
                share = agreeing / size if size else 1
                ranked.append((share + SHARE_OF_NAME * is_called_so, mapped.number, name))
    for _, number, name in sorted(ranked, key=lambda each: -each[0]):
        if number not in found and name not in taken:
            found[number] = there[name]
            taken.add(name)
    missing = tuple(mapped for mapped in own.sheets if mapped.number not in found)
    left = [sheet for name, sheet in there.items() if name not in taken]
    copies = tuple(sheet for sheet in left if _is_marked(sheet))
    added = tuple(sheet for sheet in left if not _is_marked(sheet))
    return FoundSheets(found, missing, added, copies)


def _pieces_of_map(mapped: MappedSheet) -> Counter[tuple[str, str]]:
    """Return the captions with each of their figures, and the texts."""
    caption = mapped.column_with("caption")
    pieces = Counter(("", plain(text)) for text in mapped.texts.values() if number_in(text) is None)
    for row in mapped.rows:
        name = "" if caption is None else plain(row.values.get(caption))
        for column, text in row.values.items():
            if column != caption and text is not None and column not in row.formulas:
                number = number_in(text)
                pieces[name, plain(text) if number is None else repr(float(number))] += 1
        if name:
            pieces[name, ""] += 1
    return pieces


def _pieces_of_sheet(sheet: Sheet) -> Counter[tuple[str, str]]:
    pieces: Counter[tuple[str, str]] = Counter()
    for cells in sheet.rows.values():
        texts = [text for cell in cells if number_of(cell) is None and (text := text_of(cell))]
        names = {"", *texts[:2]}
        for cell in cells:
            number = number_of(cell)
            for name in names:
                pieces[name, text_of(cell) if number is None else repr(float(number))] += 1
        for name in names - {""}:
            pieces[name, ""] += 1
    return pieces


def _is_marked(sheet: Sheet) -> bool:
    return any(WRITTEN_BY in cell.text or REVIEW_MARK in cell.text for cell in sheet.cells if cell.row <= MARKED_ROWS)
