"""Painting a plan with XlsxWriter: every formula with the result it has now, every text as text."""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.exporting.layout import CellFormat, PlannedCell, PlannedSheet, WorkbookLayout, quote_sheet_name
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.exporting.targets import MARK
from workbench.files import on_the_way
from workbench.progress import SILENT, Progress
from workbench.workbooks import column_letter

if TYPE_CHECKING:
    import xlsxwriter

    from workbench.exporting.xlsx_sheet import Sheet

FONT = "Calibri"
OFF = "#8A8F98"
"""The ink of a difference that is off."""
LONGEST_TEXT = 32_767
RICH = ("<r>", "</r>")
"""XlsxWriter takes a text that begins and ends so for markup and would write it as it is; a space ends that."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOISE = Decimal("0.000001")
"""What the 15 digits of a cell may leave off: finer than any statement prints; the Sources sheet keeps the raw text."""


def write_review_workbook(path: Path, results: Results, progress: Progress = SILENT) -> None:
    """Write the review workbook of the present state to ``path``.

    Raises WorkbenchError where a figure has more digits than a spreadsheet's cell holds exactly.
    """
    progress.step(0, 0, "Planning the review workbook")
    paint(lay_out_review_workbook(results, datetime.now().astimezone()), path, progress)


def paint(plan: WorkbookLayout, path: Path, progress: Progress = SILENT) -> None:
    """Write ``plan`` as a workbook, one row after the other. Raises OSError where the disk is full."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
    }
    with on_the_way(path) as folder:
        book = xlsxwriter.Workbook(str(path), {**options, "tmpdir": str(folder)})
        _fill(book, plan, progress)
        try:
            book.close()
        except FileCreateError as error:
            raise error.__context__ or error from None


def _fill(book: "xlsxwriter.Workbook", plan: WorkbookLayout, progress: Progress) -> None:
    book.set_properties(plan.properties)
    book.set_custom_property(*MARK)
    book.set_calc_mode("auto")
    formats = _Formats(book)
    from workbench.exporting.xlsx_sheet import Sheet

    for number, planned in enumerate(plan.sheets):
        progress.step(number, len(plan.sheets), f"Writing sheet '{planned.name}'")
        _paint_sheet(book.add_worksheet(planned.name, Sheet), planned, formats, plan.footer)
    for name, cell in plan.names.items():
        _check(book.define_name(name, f"={cell}"), f"the name {name}")


class _Formats:
    """Makes each look once."""

    def __init__(self, book: "xlsxwriter.Workbook") -> None:
        self._book = book
        self._known: dict[CellFormat, Any] = {}
        self.failing = book.add_format({"font_color": "#B00020", "bold": True})
        self.passing = book.add_format({"font_color": "#1B6E3C"})
        self.off = book.add_format({"font_color": OFF})

    def of(self, look: CellFormat) -> Any:
        if look not in self._known:
            self._known[look] = self._book.add_format(_properties(look))
        return self._known[look]


def _properties(look: CellFormat) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": FONT,
        "font_size": look.size,
        "font_color": look.colour,
        "valign": "vcenter",
    }
    if look.number_format:
        properties["num_format"] = look.number_format
    for name, on in (("bold", look.bold), ("italic", look.italic), ("text_wrap", look.wrap)):
        if on:
            properties[name] = True
    if look.fill:
        properties["bg_color"] = look.fill
    if look.align:
        properties["align"] = look.align
    if look.indent:
        properties["indent"] = look.indent
    if look.rule:
        properties["top"] = 1
    if look.rule_below:
        properties["bottom"] = 1
    if look.boxed:
        properties["border"] = 1
    return properties


def _paint_sheet(sheet: "Sheet", planned: PlannedSheet, formats: _Formats, footer: str) -> None:
    for column, width in planned.widths.items():
        sheet.set_column(column - 1, column - 1, width)
    for row, height in planned.heights.items():
        sheet.set_row(row - 1, height)
    for row, column, cell in planned.in_order():
        _paint_cell(sheet, planned, row, column, cell, formats.of(cell.cell_format))
    sheet.finish()
    for row, column in planned.switch_cells:
        sheet.data_validation(
            row - 1, column - 1, row - 1, column - 1,
            {
                "validate": "list", "source": [0, 1], "ignore_blank": False,
                "error_title": "Switch", "error_message": "1 is on, 0 is off.",
            },
        )  # fmt: skip
    _paint_by_rule(sheet, planned, formats)
    _set_up_page(sheet, planned, footer)


def _paint_by_rule(sheet: "Sheet", planned: PlannedSheet, formats: _Formats) -> None:
    """Let verdicts show in colour, and what is switched off grey, whatever the reviewer does."""
    for verdict in planned.verdicts:
        area = tuple(place - 1 for place in verdict)
        sheet.conditional_format(
            *area, {"type": "text", "criteria": "containing", "value": "FAIL", "format": formats.failing}
        )
        sheet.conditional_format(
            *area, {"type": "text", "criteria": "containing", "value": "pass", "format": formats.passing}
        )
    if planned.greyed:
        area = tuple(place - 1 for place in planned.greyed.area)
        sheet.conditional_format(
            *area, {"type": "formula", "criteria": f"={planned.greyed.when}", "format": formats.off}
        )


def _set_up_page(sheet: "Sheet", planned: PlannedSheet, footer: str) -> None:
    """Freeze the headings on screen, and repeat them on every printed page."""
    sheet.hide_gridlines(2)
    if planned.freeze != (1, 1):
        sheet.freeze_panes(planned.freeze[0] - 1, planned.freeze[1] - 1)
    sheet.print_area(0, 0, planned.last_row - 1, planned.last_printed_column - 1)
    if planned.landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1 if planned.on_one_page else 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    if planned.heading_rows:
        first, last = planned.heading_rows
        sheet.repeat_rows(first - 1, last - 1)
    sheet.set_footer(footer)


def _paint_cell(sheet: "Sheet", planned: PlannedSheet, row: int, column: int, cell: PlannedCell, look: Any) -> None:
    place = f"{quote_sheet_name(planned.name)}!{column_letter(column)}{row}"
    if caption := planned.cells.get((row, 1)):
        place += f" ({caption.value})"
    at = (row - 1, column - 1)
    value = cell.value
    if cell.formula is not None:
        stored = _number(value, place) if isinstance(value, Decimal | int) else (value or "")
        _check(sheet.write_formula(*at, cell.formula, look, stored), place)
    elif value is None or value == "":
        _check(sheet.write_blank(*at, None, look), place)
    elif isinstance(value, Decimal | int):
        _check(sheet.write_number(*at, _number(value, place), look), place)
    else:
        _check(sheet.write_string(*at, safe_text(value), look), place)


def _number(amount: Decimal | int, place: str) -> float | int:
    """Return what a spreadsheet's cell can hold: 15 digits are always exact, what binary noise adds is not written.

    Raises WorkbenchError where that would change the figure by more than noise.
    """
    if isinstance(amount, int):
        return amount
    binary = float(f"{amount:.15g}")
    if abs(Decimal(repr(binary)) - amount) > NOISE:
        raise WorkbenchError(f"{place}: {amount} has more digits than a spreadsheet holds. Use --json for all of them.")
    return int(binary) if binary.is_integer() else binary


def safe_text(text: str) -> str:
    """Return text that every spreadsheet can open: control characters and lone surrogates become U+FFFD.

    What is longer than a cell may hold is cut, and says so at its end.
    """
    clean = UNWRITABLE.sub("\ufffd", text)
    if clean.startswith(RICH[0]) and clean.endswith(RICH[1]):
        clean += " "
    ending = " … (cut: longer than a cell)"
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - len(ending)] + ending


def _check(code: int, place: str) -> None:
    if code:
        raise ValueError(f"XlsxWriter wrote nothing for {place} (code {code})")
