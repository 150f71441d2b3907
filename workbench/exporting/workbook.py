"""Writes a layout with XlsxWriter: every formula with its current result, every text as text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.clock import present_time
from workbench.domain.amounts import format_exactly
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import DIGITS_OF_CELLS, Finding, FindingStatus
from workbench.domain.ticks import SIGNS, StandardTick
from workbench.engine import Results
from workbench.exporting.as_at_export import let_stand_as_at_export
from workbench.exporting.cell_numbers import in_a_cell
from workbench.exporting.check_formulas import VERDICTS
from workbench.exporting.layout import (
    LINE_HEIGHT,
    PLAIN,
    CellFormat,
    CellNote,
    PlannedCell,
    PlannedSheet,
    Waterfall,
    WorkbookLayout,
    quote_sheet_name,
)
from workbench.exporting.output_files import MARK
from workbench.exporting.page_setup import ABOVE, BELOW, BESIDE, MARK_MARGIN, page_of
from workbench.exporting.rereading import WrittenSheet, refuse_unlike
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.exporting.text_lines import lines_in
from workbench.exporting.writable_text import text_in_cell, writable
from workbench.files import scratch_folder
from workbench.phrases import Words, phrase, say
from workbench.progress import SILENT, Progress
from workbench.workbooks import column_letter

if TYPE_CHECKING:
    import xlsxwriter

    from workbench.exporting.xlsx_sheet import Sheet

FONT = "Calibri"
OFF = "#8A8F98"
"""The color of a difference that is off."""
SCALE_OF_NOTE, CHARACTERS_OF_NOTE = 2.2, 44
"""The width of a note, as a multiple of the usual one, and the characters that stand in a line of it."""
PIXELS_OF_LINE, MOST_LINES_OF_NOTE = 17, 30
ROWS_PER_STEP = 500
MOST_LINKS = 50_000
"""On one sheet; Excel takes a few more."""
PIXELS_OF_ROW = 20
A4, LAST_COLUMN = 9, 16_383
"""The number of the paper; the last column of a sheet, counted from 0."""
ALLOWED = dict.fromkeys(
    (
        *("objects", "scenarios", "sort", "autofilter", "format_cells", "format_columns", "format_rows"),
        *("insert_columns", "insert_rows", "insert_hyperlinks", "delete_columns", "delete_rows"),
    ),
    True,
)
"""What a reviewer may do on a sheet whose formulas are locked: everything but typing over them."""


@dataclass
class FiguresAsText:
    """How many figures were written as text, because a cell holds too few digits, and where the first one is."""

    count: int = 0
    first: str = ""


def write_review_workbook(path: Path, results: Results, words: Words, progress: Progress = SILENT) -> Fact | None:
    """Write the review workbook of the current state to ``path``, in the language of ``words``.

    Returns what its user must be told, if figures have more digits than a cell holds and were written as text: the
    workbook says so by a check that fails, and what is calculated from such figures stands as at export.
    """
    progress.step(0, 0, phrase("Laying out the review workbook"))
    exported_at = present_time()
    as_text = paint(lay_out_review_workbook(results, exported_at, words), path, words, progress)
    if as_text is None:
        return None
    as_at_export = fact("figures-written-as-text", count=as_text.count, first=as_text.first)
    failure = Finding(DIGITS_OF_CELLS, FindingStatus.FAIL, as_at_export)
    told = results.with_switches(replace(results.project, import_findings=(*results.project.import_findings, failure)))
    layout = lay_out_review_workbook(told, exported_at, words)
    let_stand_as_at_export(layout)
    paint(layout, path, words, progress)
    return as_at_export


def paint(layout: WorkbookLayout, path: Path, words: Words, progress: Progress = SILENT) -> FiguresAsText | None:
    """Write ``layout`` as a workbook, row by row, and read it again.

    Returns which figures were written as text, if any. Raises OSError if the disk is full, and WorkbenchError if the
    workbook does not read back as it was written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
    }
    with scratch_folder(path) as folder:
        book = xlsxwriter.Workbook(str(path), {**options, "tmpdir": str(folder)})
        painter = _Painter(book, words, progress)
        try:
            painter.paint(layout)
            progress.step(0, 0, phrase("Saving the review workbook"))
            book.close()
        except FileCreateError as error:
            raise error.__context__ or error from None
        finally:
            painter.let_go()
    progress.step(0, 0, phrase("Reading the review workbook again"))
    refuse_unlike(path, painter.written)
    return painter.as_text if painter.as_text.count else None


class _Formats:
    """The formats of a workbook, each made once, and the language of its text."""

    def __init__(self, book: "xlsxwriter.Workbook", words: Words) -> None:
        self.words = words
        self._book = book
        self._by_cell_format: dict[tuple[CellFormat, bool], Any] = {}
        self.fail_format = book.add_format({"font_color": "#B00020", "bold": True})
        self.pass_format = book.add_format({"font_color": "#1B6E3C"})
        self.off_format = book.add_format({"font_color": OFF})

    def get(self, cell_format: CellFormat, *, is_locked: bool) -> Any:
        key = cell_format, is_locked
        if key not in self._by_cell_format:
            self._by_cell_format[key] = self._book.add_format({**_properties(cell_format), "locked": is_locked})
        return self._by_cell_format[key]


def _properties(cell_format: CellFormat) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": FONT,
        "font_size": cell_format.size,
        "font_color": cell_format.colour,
        "valign": "vcenter",
    }
    if cell_format.number_format:
        properties["num_format"] = cell_format.number_format
    for name, is_set in (("bold", cell_format.bold), ("italic", cell_format.italic), ("text_wrap", cell_format.wrap)):
        if is_set:
            properties[name] = True
    if cell_format.fill:
        properties["bg_color"] = cell_format.fill
    if cell_format.align:
        properties["align"] = cell_format.align
    if cell_format.indent:
        properties["indent"] = cell_format.indent
    if cell_format.rule:
        properties["top"] = 1
    if cell_format.rule_below:
        properties["bottom"] = 1
    if cell_format.boxed:
        properties["border"] = 1
    return properties


class _Painter:
    """Writes a layout into a workbook. ``written``: what each sheet now holds; ``as_text``: which figures are texts."""

    def __init__(self, book: "xlsxwriter.Workbook", words: Words, progress: Progress) -> None:
        self.written: list[WrittenSheet] = []
        self.as_text = FiguresAsText()
        self._book = book
        self._words = words
        self._progress = progress
        self._formats = _Formats(book, words)

    def paint(self, layout: WorkbookLayout) -> None:
        from workbench.exporting.xlsx_sheet import Sheet

        self._book.set_properties({name: writable(text) for name, text in layout.properties.items()})
        for name, content in (MARK, *layout.marks.items()):
            self._book.set_custom_property(name, writable(content))
        self._book.set_calc_mode("auto")
        rows_of_all, done = sum(sheet.last_row for sheet in layout.sheets), 0
        for planned_sheet in layout.sheets:
            what = phrase("Writing sheet '{sheet}'", sheet=planned_sheet.name)
            sheet = self._book.add_worksheet(planned_sheet.name, Sheet)
            for row in self._paint_cells(sheet, planned_sheet):
                if row % ROWS_PER_STEP == 1:
                    self._progress.step(done + row, rows_of_all, what)
            done += planned_sheet.last_row
            self._paint_around(sheet, planned_sheet)
            for waterfall in planned_sheet.waterfalls:
                _paint_waterfall(self._book, planned_sheet, waterfall)
        for name, cell in layout.names.items():
            _check_code(self._book.define_name(name, f"={cell}"), f"the name {name}")

    def let_go(self) -> None:
        """Close the intermediate files, which are still open if the work was stopped."""
        for sheet in self._book.worksheets():
            sheet.let_go()

    def _paint_cells(self, sheet: "Sheet", planned_sheet: PlannedSheet) -> Iterator[int]:
        """Paint the cells, and yield each row as it begins."""
        blank = self._formats.get(PLAIN, is_locked=False)
        sheet.format_every_column(LAST_COLUMN, blank)  # what is blank may be filled in on a locked sheet
        for column in {*planned_sheet.widths, *planned_sheet.hidden_columns}:
            hidden = {"hidden": True} if column in planned_sheet.hidden_columns else {}
            sheet.set_column(column - 1, column - 1, planned_sheet.widths.get(column), blank, hidden)
        after_folded = {row + 1 for row in planned_sheet.folded_rows} - planned_sheet.folded_rows
        for row in {*planned_sheet.heights, *planned_sheet.folded_rows, *after_folded}:
            folded = {"level": 1, "hidden": True} if row in planned_sheet.folded_rows else {}
            sheet.set_row(row - 1, planned_sheet.heights.get(row), None, {**folded, "collapsed": row in after_folded})
        written = WrittenSheet(planned_sheet.name)
        lines, notes, last = 1, planned_sheet.notes_by_row, 0
        for row, column, cell in planned_sheet.cells_in_order():
            if row != last:
                yield row
                lines, last = 1, row
                for noted_column, note in notes.pop(row, ()):  # once the next row begins, it is too late
                    _paint_note(sheet, row, noted_column, note, self._words)
            lines = max(lines, planned_sheet.lines_of(row, column, cell))
            if lines > 1:
                sheet.set_row(row - 1, LINE_HEIGHT * lines)  # the sheet keeps its last row until the next one begins
            self._paint_cell(sheet, planned_sheet, (row, column), cell, written)
        sheet.finish()
        self.written.append(written)

    def _paint_cell(
        self, sheet: "Sheet", planned_sheet: PlannedSheet, at: tuple[int, int], cell: PlannedCell, written: WrittenSheet
    ) -> None:
        position = (at[0] - 1, at[1] - 1)
        xlsx_format = self._formats.get(cell.cell_format, is_locked=cell.formula is not None)
        value: float | str | None
        if isinstance(cell.value, Decimal | int):
            value = in_a_cell(cell.value)
            if value is None:
                self._paint_as_text(sheet, planned_sheet, at, cell, cell.value)
                written.add(None)
                return
            written.add(value)
        else:
            value = text_in_cell(cell.value, self._words) if cell.value else None
            written.add(None)
        if cell.link and sheet.number_of_links < MOST_LINKS:
            sheet.number_of_links += 1
            text = str(value)
            _check_code(sheet.write_url(*position, f"internal:{cell.link}", xlsx_format, text), cell.link)
        if cell.formula is not None:
            code = sheet.write_formula(*position, cell.formula, xlsx_format, "" if value is None else value)
        elif value is None:
            code = sheet.write_blank(*position, None, xlsx_format)
        elif isinstance(value, str):
            code = sheet.write_string(*position, value, xlsx_format)
        else:
            code = sheet.write_number(*position, value, xlsx_format)
        if code:
            _check_code(code, _place(planned_sheet, *at))

    def _paint_as_text(
        self, sheet: "Sheet", planned_sheet: PlannedSheet, at: tuple[int, int], cell: PlannedCell, amount: Decimal | int
    ) -> None:
        """Write a figure with more digits than a cell holds: all of them, as text, where a number would stand."""
        self.as_text.count += 1
        self.as_text.first = self.as_text.first or _place(planned_sheet, *at)
        text_format = self._formats.get(replace(cell.cell_format, align="right"), is_locked=cell.formula is not None)
        code = sheet.write_string(at[0] - 1, at[1] - 1, format_exactly(Decimal(amount)), text_format)
        _check_code(code, _place(planned_sheet, *at))

    def _paint_around(self, sheet: "Sheet", planned_sheet: PlannedSheet) -> None:
        """Set what is not a cell: what may be typed into switches, colors by rule, the page, what is locked."""
        for row, column in planned_sheet.switch_cells:
            sheet.data_validation(
                row - 1, column - 1, row - 1, column - 1,
                {
                    "validate": "list", "source": [0, 1], "ignore_blank": False,
                    "error_title": say(phrase("Switch"), self._words),
                    "error_message": say(phrase("1 is on, 0 is off."), self._words),
                },
            )  # fmt: skip
        _paint_by_rule(sheet, planned_sheet, self._formats)
        _set_up_page(sheet, planned_sheet)
        if planned_sheet.is_very_hidden:
            sheet.very_hidden()
            sheet.print_area(0, LAST_COLUMN, 0, LAST_COLUMN)  # some programs print what is hidden; that cell is blank
        else:
            sheet.set_tab_color(planned_sheet.tab.value)
        if planned_sheet.is_locked:
            sheet.protect("", ALLOWED)


def _place(planned_sheet: PlannedSheet, row: int, column: int) -> str:
    """Return the cell with its caption, for people."""
    place = f"{quote_sheet_name(planned_sheet.name)}!{column_letter(column)}{row}"
    caption = planned_sheet.cells.get((row, 1))
    return f"{place} ({caption.value})" if caption else place


def _paint_note(sheet: "Sheet", row: int, column: int, note: CellNote, words: Words) -> None:
    text = text_in_cell(note.text, words)
    lines = min(lines_in(text, CHARACTERS_OF_NOTE), MOST_LINES_OF_NOTE)
    height = PIXELS_OF_LINE * (lines + 1)
    options = {"author": text_in_cell(note.by, words), "x_scale": SCALE_OF_NOTE, "height": height, "font_name": FONT}
    _check_code(sheet.write_comment(row - 1, column - 1, text, options), f"a note in row {row}")


def _paint_by_rule(sheet: "Sheet", planned_sheet: PlannedSheet, formats: _Formats) -> None:
    """Color verdicts, and grey what is switched off, by conditional formats that follow the reviewer's switches."""
    for judged in planned_sheet.verdicts:
        area = tuple(place - 1 for place in judged)
        for text, verdict_format in (
            # first, because "fail" contains "pass" in some languages
            (say(VERDICTS[FindingStatus.FAIL], formats.words), formats.fail_format),
            (SIGNS[StandardTick.EXCEPTION], formats.fail_format),
            (say(VERDICTS[FindingStatus.PASS], formats.words), formats.pass_format),
            (SIGNS[StandardTick.AGREED], formats.pass_format),
        ):
            rule = {"type": "text", "criteria": "containing", "value": text, "format": verdict_format}
            sheet.conditional_format(*area, {**rule, "stop_if_true": True})
    if planned_sheet.greyed_area:
        area = tuple(place - 1 for place in planned_sheet.greyed_area.area)
        sheet.conditional_format(
            *area, {"type": "formula", "criteria": f"={planned_sheet.greyed_area.when}", "format": formats.off_format}
        )


COLOURS = ("", "#2F4B7C", "#1B6E3C", "#1B6E3C", "#B00020", "#B00020")
"""Of the parts of a bar: what it stands on, a whole, a rise above and below zero, a fall above and below zero."""
CHART_TEXT = {"name": FONT, "size": 10, "color": "#333333"}


def _paint_waterfall(book: "xlsxwriter.Workbook", planned_sheet: PlannedSheet, waterfall: Waterfall) -> None:
    """Put a waterfall as stacked columns: what each bar stands on is there, but not seen."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    rows = waterfall.first - 1, waterfall.last - 1
    for colour, column in zip(COLOURS, waterfall.series, strict=True):
        fill = {"fill": {"color": colour}} if colour else {"fill": {"none": True}}
        places = [waterfall.sheet, rows[0], column - 1, rows[1], column - 1]
        names = [waterfall.sheet, rows[0], waterfall.names - 1, rows[1], waterfall.names - 1]
        chart.add_series({"categories": names, "values": places, "gap": 60, "border": {"none": True}, **fill})
    chart.set_title(
        {"name": writable(waterfall.title), "overlay": False, "name_font": {**CHART_TEXT, "size": 11, "bold": True}}
    )
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": CHART_TEXT, "line": {"color": "#8A8F98"}, "label_position": "low"})
    least = {} if waterfall.least is None else {"min": float(waterfall.least)}
    lines = {"visible": True, "line": {"color": "#DDE1E7", "width": 0.5}}
    chart.set_y_axis({
        "num_font": CHART_TEXT, "num_format": waterfall.number_format, "line": {"none": True},
        "major_gridlines": lines, **least,
    })  # fmt: skip
    chart.set_chartarea({"border": {"color": "#C9CED6"}})
    chart.set_size({"width": waterfall.width, "height": PIXELS_OF_ROW * waterfall.rows})
    sheet = book.get_worksheet_by_name(planned_sheet.name)
    sheet.insert_chart(waterfall.row - 1, waterfall.column - 1, chart, {"object_position": 2})


def _set_up_page(sheet: "Sheet", planned_sheet: PlannedSheet) -> None:
    """Freeze the headings on screen, and repeat them on every printed page."""
    sheet.hide_gridlines(2)
    if planned_sheet.freeze != (1, 1):
        sheet.freeze_panes(planned_sheet.freeze[0] - 1, planned_sheet.freeze[1] - 1)
    sheet.print_area(0, 0, planned_sheet.last_row - 1, planned_sheet.last_printed_column - 1)
    page = page_of(planned_sheet)
    if page.is_landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    if page.breaks:
        sheet.set_print_scale(round(100 * page.scale))
        sheet.set_v_pagebreaks(list(page.breaks))
        sheet.repeat_columns(0, planned_sheet.repeated_columns - 1)
    else:
        sheet.fit_to_pages(1, 1 if page.is_single else 0)
        sheet.center_horizontally()
    sheet.set_margins(left=BESIDE, right=BESIDE, top=ABOVE, bottom=BELOW)
    if planned_sheet.heading_rows:
        first, last = planned_sheet.heading_rows
        sheet.repeat_rows(first - 1, last - 1)
    sheet.set_header(writable(planned_sheet.page_header), {"margin": MARK_MARGIN})
    sheet.set_footer(writable(planned_sheet.page_footer), {"margin": MARK_MARGIN})


def _check_code(code: int, place: str) -> None:
    if code:
        raise ValueError(f"XlsxWriter wrote nothing for {place} (code {code})")
