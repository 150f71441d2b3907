"""Single cells of a review workbook typed over, as a reviewer's slip would: the light must turn red."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from tests.oracle import Shown

MORE = 887
"""What is typed is so much more than what stands there."""
SWITCH_ROW, FIRST_ROW = 7, 9


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell that holds a figure. ``part``: the part of the file that holds its sheet."""

    part: str
    sheet: str
    cell: str
    amount: float


def figures_of(review: Path) -> Iterator[Typed]:
    """Yield every figure of the reconciled sheets: as reported, each effect, the result."""
    book = openpyxl.load_workbook(review, data_only=True)
    for number, sheet in enumerate(book.worksheets, 1):
        if not str(sheet["A7"].value or "").startswith("Switch (1 = on"):
            continue
        last = 1 + max(cell.column for cell in sheet[SWITCH_ROW] if cell.value is not None)
        for row in sheet.iter_rows(min_row=FIRST_ROW, min_col=2, max_col=last):
            for cell in row:
                if isinstance(cell.value, int | float):
                    part = f"xl/worksheets/sheet{number}.xml"
                    yield Typed(part, sheet.title, cell.coordinate, cell.value)


def with_typed(source: Path, target: Path, typed: Typed) -> Path:
    """Write the workbook with a number in the place of what the cell holds, be it a formula."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == typed.part:
                cell = rf'(<c r="{typed.cell}"[^>]*?)(?: t="[a-z]+")?>.*?</c>'
                text, times = re.subn(cell, rf"\g<1>><v>{typed.amount + MORE}</v></c>", content.decode())
                assert times == 1
                content = text.encode()
            new.writestr(part.filename, content)
    return target


def is_red(shown: Shown) -> bool:
    return "FAIL" in str(shown["Checks"]["A3"])
