"""The process that parses a workbook, so that no other has to: run as ``python -I -m workbench.workbooks.child FILE``.

It writes one JSON object: the sheets, or the reason why the file was refused. It dies within its limits.
"""

import json
import math
import sys
import warnings
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.workbooks.prescan import Unsafe, scan

if TYPE_CHECKING:
    from openpyxl.reader.excel import ExcelReader

MEMORY_LIMIT = 1_200 * 1_000_000
CPU_SECONDS = 15
MOST_CELLS = 1_000_000
LONGEST_TEXT = 32_767
MOST_WARNINGS = 20
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def main() -> None:
    limit_resources()
    path = Path(sys.argv[1])
    try:
        scan(path)
        answer = parsed(path)
    except Unsafe as reason:
        answer = {"refused": str(reason)}
    except MemoryError:
        answer = {"refused": "reading it takes more memory than a workbook should"}
    except Exception as error:  # a border: whatever a parser raises on a broken file is a refusal, said in one line
        reason_line = (str(error) or type(error).__name__).splitlines()[0]
        answer = {"refused": f"the reader cannot make sense of it ({type(error).__name__}: {reason_line[:200]})"}
    json.dump(answer, sys.stdout, separators=(",", ":"))


def limit_resources() -> None:
    """Bound memory and processor time where the platform can (Linux, macOS); the parent bounds the clock everywhere."""
    if sys.platform == "win32":
        return
    import resource

    for limit, amount in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CPU, CPU_SECONDS)):
        with suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            resource.setrlimit(limit, (amount, amount))


def parsed(path: Path) -> dict[str, Any]:
    """Return the workbook's sheets as plain lists. Formula and stored result of a cell are read in one pass."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would import it for nothing: 90 ms
    import openpyxl
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    if not openpyxl.DEFUSEDXML:
        raise Unsafe("the program's protection from hostile XML (defusedxml) is not installed")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        reader = ExcelReader(path, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        texts: dict[str, int] = {}
        sheets = [_sheet(reader, name, state, part, texts) for name, state, part in _worksheets(reader)]
    return {
        "sheets": sheets,
        "texts": list(texts),
        "styles": _styles(reader.wb),
        "warnings": [str(warning.message)[:300] for warning in caught[:MOST_WARNINGS]],
    }


def _worksheets(reader: "ExcelReader") -> list[tuple[str, str, str]]:
    return [
        (sheet.name, str(sheet.state), rel.target)
        for sheet, rel in reader.parser.find_sheets()
        if rel.target in reader.valid_files and "chartsheet" not in rel.Type
    ]


def _sheet(reader: "ExcelReader", name: str, state: str, part: str, texts: dict[str, int]) -> dict[str, Any]:
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

    class OnePass(WorkSheetParser):
        """Keeps a cell's formula beside its stored result, which openpyxl itself gives only in two loads."""

        def parse_cell(self, element: Any) -> dict[str, Any]:
            cell: dict[str, Any] = super().parse_cell(element)
            has_formula = element.find(FORMULA_TAG) is not None
            cell["formula"] = self.parse_formula(element) if has_formula else None  # type: ignore[no-untyped-call]
            return cell

    book: Any = reader.wb
    cells: list[list[Any]] = []
    with reader.archive.open(part) as stream:
        parser = OnePass(stream, reader.shared_strings, True, book.epoch, book._date_formats, book._timedelta_formats)
        for _, row in parser.parse():
            for cell in row:
                if cell["value"] is None and cell["formula"] is None:
                    continue
                if not (1 <= cell["row"] <= LAST_ROW and 1 <= cell["column"] <= LAST_COLUMN):
                    raise Unsafe(f"sheet '{name}' has a cell outside Excel's limits (row {cell['row']})")
                cells.append(_cell(cell, texts))
            if len(cells) > MOST_CELLS:
                raise Unsafe(f"sheet '{name}' has more than {MOST_CELLS:,} filled cells")
    return {
        "name": name,
        "state": state,
        "cells": cells,
        "merged": [list(area.bounds) for area in (parser.merged_cells.mergeCell if parser.merged_cells else ())],
        "hidden_rows": [int(row) for row, look in parser.row_dimensions.items() if _is_true(look.get("hidden"))],
        "hidden_columns": _hidden_columns(parser.column_dimensions),
    }


def _cell(cell: dict[str, Any], texts: dict[str, int]) -> list[Any]:
    kind, value = cell["data_type"], cell["value"]
    formula = cell["formula"]
    if formula is not None and not isinstance(formula, str):
        formula = getattr(formula, "text", None) or "=(data table)"
    if value is None:
        kind = "x"
    elif isinstance(value, bool):
        kind = "b"
    elif isinstance(value, datetime | date):
        kind, value = "d", value.isoformat()
    elif isinstance(value, int | float):
        kind, value = ("n", repr(value)) if math.isfinite(value) else ("e", "#NUM!")
    else:
        kind, value = ("e" if kind == "e" else "s"), str(value)[:LONGEST_TEXT]
    if kind == "s":
        value = texts.setdefault(value, len(texts))
    return [cell["row"], cell["column"], kind, value, formula, cell["style_id"]]


def _hidden_columns(columns: dict[str, dict[str, str]]) -> list[int]:
    hidden: set[int] = set()
    for look in columns.values():
        if _is_true(look.get("hidden")):
            hidden.update(range(int(look["min"]), min(int(look["max"]), LAST_COLUMN) + 1))
    return sorted(hidden)


def _is_true(flag: str | None) -> bool:
    return flag in ("1", "true")


def _styles(book: Any) -> list[list[Any]]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    looks = []
    for style in book._cell_styles:
        own = style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        number_format = book._number_formats[own] if own >= 0 else BUILTIN_FORMATS.get(style.numFmtId, "General")
        font, alignment = book._fonts[style.fontId], book._alignments[style.alignmentId]
        looks.append([number_format, bool(font.b), int(alignment.indent or 0)])
    return looks


if __name__ == "__main__":
    main()
