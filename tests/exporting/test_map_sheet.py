"""The map that a review workbook carries of itself: hidden, and true of every cell that it speaks of."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.exporting.books import books, exported, session_of
from tests.oracle import shown_by
from workbench.domain.review_workbook_marks import MAP_FORMAT, MAP_MARK, MAP_SHEET
from workbench.exporting.layout import relative_reference
from workbench.session import Session


def test_every_mapped_cell_holds_what_the_map_says(tmp_path: Path) -> None:
    for number, path in enumerate(books(tmp_path)):
        session = session_of(path)
        review = exported(session, tmp_path, f"{number}.xlsx")
        stored, written = shown_by(review), openpyxl.load_workbook(review)
        assert written[MAP_SHEET].sheet_state == "veryHidden"
        records = [[str(cell) for cell in row if cell is not None] for row in written[MAP_SHEET].values]
        assert records[0] == [MAP_MARK, MAP_FORMAT]
        names = {record[1]: record[2] for record in records if record[0] == "sheet"}
        assert set(names.values()) == {*stored} - {MAP_SHEET}
        rows = [record for record in records if record[0] == "row"]
        figures = 0
        for _, sheet, row, _, _, _, values, *formulas in rows:
            for column, text in json.loads(values).items():
                cell = relative_reference(int(row), int(column))
                value = stored[names[sheet]].get(cell)
                figures += isinstance(value, int | float)
                assert is_same(value, text), (names[sheet], cell)
            for column, formula in json.loads(formulas[0] if formulas else "{}").items():
                assert written[names[sheet]].cell(int(row), int(column)).value == formula
        assert figures >= len(session.project.source_figures) / 4


def is_same(value: object, text: str | None) -> bool:
    if isinstance(value, int | float):
        return text is not None and Decimal(repr(value)) == Decimal(text)
    return (value or None) == text


def test_each_line_bears_its_id_in_a_hidden_column(qifu_review_book: openpyxl.Workbook, qifu: Session) -> None:
    sheets = [
        row for row in qifu_review_book[MAP_SHEET].values if row[0] == "sheet" and row[3] in ("appendix", "statement")
    ]
    assert len(sheets) == 9
    for _, _, name, _, statement, _, key_column, *_ in sheets:
        sheet = qifu_review_book[str(name)]
        letter = openpyxl.utils.get_column_letter(int(str(key_column)))
        assert sheet.column_dimensions[letter].hidden
        keys = {cell.value for cell in sheet[letter] if cell.value}
        assert keys == {line.id for line in qifu.project.statement_by_id[statement].lines}


def test_what_a_workbook_was_written_from_is_in_its_properties(qifu_review_book: openpyxl.Workbook) -> None:
    properties = {one.name: one.value for one in qifu_review_book.custom_doc_props.props}  # type: ignore[attr-defined]
    heads = {row[1]: row[2] for row in qifu_review_book[MAP_SHEET].values if row[0] == "head"}
    assert properties["Project"] == heads["project"]
    assert properties["Fingerprint"] == heads["fingerprint"]
    assert heads["entity"] == "Qifu Technology, Inc."
