"""The formats of cells in an Open XML workbook, as far as they indicate what a cell is.

openpyxl refuses a whole workbook because of one invalid color or border; neither is read here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openpyxl.packaging.relationship import Relationship
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from workbench.workbooks.package import Package

RELATION = "/styles"
SHEET = f"{{{SHEET_MAIN_NS}}}"
GENERAL = BUILTIN_FORMATS[0]


@dataclass(frozen=True, slots=True)
class CellFormat:
    """One format of cells. ``indent`` is in steps, ``struck`` is struck out."""

    number_format: str = GENERAL
    bold: bool = False
    indent: int = 0
    struck: bool = False

    @property
    def is_date(self) -> bool:
        return bool(is_date_format(self.number_format))

    @property
    def is_duration(self) -> bool:
        return bool(is_timedelta_format(self.number_format))


def formats_in(package: Package, relations: Iterable[Relationship]) -> list[CellFormat]:
    """Return the formats of a workbook in the order of their numbers in cells; one plain format if it has none."""
    parts = [str(relation.target) for relation in relations if str(relation.Type).endswith(RELATION)]
    if not parts or parts[0] not in package:
        return [CellFormat()]
    root = fromstring(package.read(parts[0]))
    number_formats = {
        _number(custom.get("numFmtId")): custom.get("formatCode", GENERAL)
        for custom in root.iterfind(f"{SHEET}numFmts/{SHEET}numFmt")
    }
    fonts = list(root.iterfind(f"{SHEET}fonts/{SHEET}font"))
    bold, struck = ([_has(font, mark) for font in fonts] for mark in ("b", "strike"))
    formats = []
    for style in root.iterfind(f"{SHEET}cellXfs/{SHEET}xf"):
        code, font = _number(style.get("numFmtId")), _number(style.get("fontId"))
        alignment = style.find(f"{SHEET}alignment")
        formats.append(
            CellFormat(
                number_format=number_formats.get(code) or BUILTIN_FORMATS.get(code, GENERAL),
                bold=font < len(fonts) and bold[font],
                indent=0 if alignment is None else _number(alignment.get("indent")),
                struck=font < len(fonts) and struck[font],
            )
        )
    return formats or [CellFormat()]


def _has(font: Any, mark: str) -> bool:
    element = font.find(f"{SHEET}{mark}")
    return element is not None and element.get("val", "1") in ("1", "true", "on")


def _number(text: str | None) -> int:
    """Return a count as written; 0 if there is none."""
    try:
        return max(int(float(text or 0)), 0)
    except (ValueError, OverflowError):
        return 0
