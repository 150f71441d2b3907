"""Tie-outs: each line of a reconciliation beside the published statement, and its result beside what is printed.

A figure that only one place states cannot be agreed with anything: such lines are said to be stated once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.checks.expressions import SourceCell
from workbench.domain.amounts import format_exactly
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, SourceFigure
from workbench.domain.ticks import SIGNS, StandardTick
from workbench.engine import Results
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.column_widths import widen_for_figures
from workbench.exporting.formulas import BLANK, signed_sum, text_formula, text_literal
from workbench.exporting.layout import (
    GREY,
    HEADING_FILL,
    CellFormat,
    PlannedSheet,
    SheetNames,
    Tab,
    Value,
    number_format,
    relative_reference,
)
from workbench.exporting.lead_sheet import NOT_COMPARED
from workbench.exporting.reconciled_sheet import AS_REPORTED, ReconciledSheet
from workbench.exporting.sheet_headers import FIRST_ROW, HEADING_ROW, UNIT_ROW, put_header, put_headings
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.presentation.states import heading_of_end
from workbench.presentation.tie_out import OtherLines, TiedLine, TieOut, tables_stating, tie_out
from workbench.wording.names import name_of_statement
from workbench.wording.periods import label

(
    LINE, RECONCILED, PUBLISHED, DIFFERENCE, TICK, RESULT, PRINTED, RESULT_DIFFERENCE, RESULT_TICK,
    RECONCILED_CELL, PUBLISHED_CELL, CAPTION, INITIALS,
) = range(1, 14)  # fmt: skip
WIDTHS = {
    LINE: 31, RECONCILED: 13, PUBLISHED: 11, DIFFERENCE: 9, TICK: 4, RESULT: 11, PRINTED: 11, RESULT_DIFFERENCE: 9,
    RESULT_TICK: 4, RECONCILED_CELL: 10, PUBLISHED_CELL: 9, CAPTION: 30, INITIALS: 6,
}  # fmt: skip
LOW_ROW, EMPTY_ROW = 12.5, 6.0
"""The heights of a line and of a space, in points: a statement fits a page."""
SPANNER_ROW = HEADING_ROW - 1
AGREED, EXCEPTION, ONCE = (SIGNS[tick] for tick in (StandardTick.AGREED, StandardTick.EXCEPTION, StandardTick.OPEN))
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
HEADING_OF_NAMES = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
SPANNER = CellFormat(bold=True, fill=HEADING_FILL, align="center_across", rule_below=True)
SIGN = CellFormat(bold=True, align="center")
QUIET, QUIET_CAPTION = CellFormat(colour=GREY), CellFormat(colour=GREY, wrap=True)
BOX = CellFormat(boxed=True)
NUMBER_OF_LINES = CellFormat(number_format="#,##0", align="center")
TITLE = phrase("Tie-out")
STATED_ONCE_HEADINGS = (
    (phrase("Statement"), 34),
    (phrase("Period"), 30),
    (phrase("Figures as reported"), 14),
    (phrase("Stated once"), 14),
    (phrase("Stated in"), 44),
)


def lay_out_tie_outs(results: Results, places: WorkbookPlaces, names: SheetNames, words: Words) -> list[PlannedSheet]:
    """Return a sheet for each reconciliation that another source states too, and one that lists the others."""
    project = results.project
    tie_outs = [
        (reconciled, tie_out(project, reconciled.statement, reconciled.period))
        for reconciled in places.reconciled_sheets
    ]
    sheets = []
    for reconciled, tied in tie_outs:
        if tied.is_possible:
            name = names.new(phrase("{title} {sheet}", title=TITLE, sheet=reconciled.sheet.name))
            sheets.append(_TieOutSheet(results, places, reconciled, tied, name, words).lay_out())
    stated_once = [reconciled for reconciled, tied in tie_outs if not tied.is_possible]
    if stated_once:
        rest = names.new(phrase("{title}: stated once", title=TITLE) if sheets else TITLE)
        sheets.append(_lay_out_stated_once(project, stated_once, rest, words))
    return sheets


class _TieOutSheet:
    """Lays out one tie-out."""

    def __init__(
        self,
        results: Results,
        places: WorkbookPlaces,
        reconciled: ReconciledSheet,
        tied: TieOut,
        name: str,
        words: Words,
    ) -> None:
        self._results = results
        self._places = places
        self._reconciled = reconciled
        self._tied = tied
        self._words = words
        self._row_of = {tied_line.line.id: row for row, tied_line in enumerate(tied.lines, FIRST_ROW)}
        self._table_of = {
            RECONCILED_CELL: _only_table(line.reconciliation for line in tied.lines),
            PUBLISHED_CELL: _only_table(line.published for line in tied.lines if line.published is not None),
        }
        self._only_file = len(results.project.sources) == 1
        self.sheet = PlannedSheet(name, tab=Tab.PROOF, is_printed=True, on_one_page=True, widths=dict(WIDTHS))

    def lay_out(self) -> PlannedSheet:
        sheet, project = self.sheet, self._results.project
        title = phrase(
            "{title}: {statement}",
            title=TITLE,
            statement=name_of_statement(self._reconciled.statement.kind, self._words),
        )
        put_header(sheet, project, title, label(project.periods[self._tied.period], self._words), self._words)
        self._put_headings()
        for tied in self._tied.lines:
            self._put_line(tied, self._row_of[tied.line.id])
        row = self._put_counts(FIRST_ROW + len(self._tied.lines))
        if self._tied.others:
            row = self._put_others(row + 1)
        self._put_conclusion(row + 1)
        widen_for_figures(sheet, range(RECONCILED, RESULT_DIFFERENCE + 1), FIRST_ROW)
        sheet.freeze, sheet.heading_rows = (FIRST_ROW, 2), (SPANNER_ROW, HEADING_ROW)
        self._fit_rows()
        return sheet

    def _fit_rows(self) -> None:
        """Make rows tall enough for their wrapped texts; the others are low."""
        for column in (LINE, RECONCILED_CELL, PUBLISHED_CELL, CAPTION):
            self.sheet.fit_captions(column)
        filled = {row for row, _ in self.sheet.cells}
        for row in range(UNIT_ROW, self.sheet.last_row + 1):
            self.sheet.heights.setdefault(row, LOW_ROW if row in filled else EMPTY_ROW)

    def _put_headings(self) -> None:
        sheet, frameworks = self.sheet, self._results.project.frameworks
        spanners = {RECONCILED: frameworks.source, RESULT: frameworks.target}
        for column in WIDTHS:
            sheet.put(SPANNER_ROW, column, None, CellFormat(fill=HEADING_FILL))
        for first, framework in spanners.items():
            for column in range(first, first + 4):
                text = heading_of_end(framework, self._words) if column == first else None
                sheet.put(SPANNER_ROW, column, text, SPANNER)
        headings: dict[int, Phrase] = {
            LINE: phrase("Line of the reconciliation"),
            RECONCILED: phrase("Reconciliation"),
            PUBLISHED: phrase("Published statement"),
            DIFFERENCE: phrase("Difference"),
            TICK: phrase("Tick"),
            RESULT: phrase("Calculated here"),
            PRINTED: phrase("As its source prints it"),
            RESULT_DIFFERENCE: phrase("Difference"),
            RESULT_TICK: phrase("Tick"),
            RECONCILED_CELL: self._heading_of_cells(RECONCILED_CELL, phrase("Cell of the reconciliation")),
            PUBLISHED_CELL: self._heading_of_cells(PUBLISHED_CELL, phrase("Cell of the statement")),
            CAPTION: phrase("Caption there"),
            INITIALS: phrase("Initials"),
        }
        for column, heading in headings.items():
            names = (LINE, RECONCILED_CELL, PUBLISHED_CELL, CAPTION)
            sheet.put(HEADING_ROW, column, say(heading, self._words), HEADING_OF_NAMES if column in names else HEADING)
        sheet.fit_headings(HEADING_ROW, WIDTHS)

    def _put_line(self, tied: TiedLine, row: int) -> None:
        sheet, line = self.sheet, tied.line
        is_total = line.id in self._reconciled.statement.total_of
        number = CellFormat(number_format=number_format(line, self._reconciled.statement), bold=is_total)
        aliases = listing(line.aliases, self._words) if tied.published and line.aliases else line.name
        sheet.put(row, LINE, aliases, CellFormat(bold=is_total, wrap=True))
        amount, formula = self._reconciled_amount(tied)
        sheet.put(row, RECONCILED, amount, number, f"={formula}")
        sheet.put(row, RECONCILED_CELL, self._cell_of(tied.reconciliation, RECONCILED_CELL), QUIET_CAPTION)
        sheet.put(row, INITIALS, None, BOX)
        if tied.published is None:
            sheet.put(row, TICK, ONCE, SIGN)
        else:
            published = tied.published.amount or Decimal(0)
            sheet.put(row, PUBLISHED, published, number, f"={self._source(tied.published)}")
            self._put_comparison(row, (RECONCILED, PUBLISHED, DIFFERENCE, TICK), tied, amount - published, number)
            sheet.put(row, PUBLISHED_CELL, self._cell_of(tied.published, PUBLISHED_CELL), QUIET_CAPTION)
            sheet.put(row, CAPTION, line.name, QUIET_CAPTION)
        if tied.result is not None:
            self._put_result(row, tied, tied.result, number)

    def _reconciled_amount(self, tied: TiedLine) -> tuple[Decimal, str]:
        """Return what the reconciliation states, and its formula.

        That is the figure of the workbook, unless it was taken from the published statement, which states another.
        """
        line, period = tied.line.id, self._tied.period
        figure, stated = self._reconciled.statement.figure(line, period), tied.reconciliation.amount or Decimal(0)
        is_published = tied.published is not None and figure == tied.published.amount
        if figure is None or (is_published and figure != stated):
            return stated, self._source(tied.reconciliation)
        return figure, self._reconciled.cell(line, AS_REPORTED)

    def _put_comparison(
        self, row: int, columns: tuple[int, int, int, int], tied: TiedLine, difference: Decimal, number: CellFormat
    ) -> None:
        """Put a difference and its tick. ``columns``: of both amounts, the difference and the tick."""
        left, right, apart, tick = columns
        one, other, difference_cell = (relative_reference(row, column) for column in (left, right, apart))
        decimals = self._results.decimals(tied.line.id)
        formula = f"ROUND({one}-{other},{decimals})"
        test = f"ABS({difference_cell})<={format_exactly(tied.tolerance)}" if tied.tolerance else f"{difference_cell}=0"
        sign = AGREED if abs(difference) <= tied.tolerance else EXCEPTION
        self.sheet.put(row, apart, difference, number, f"={formula}")
        self.sheet.put(row, tick, sign, SIGN, f"=IF({test},{text_literal(AGREED)},{text_literal(EXCEPTION)})")

    def _put_result(self, row: int, tied: TiedLine, stated: SourceFigure, number: CellFormat) -> None:
        """Put the result beside what is printed, which is compared while every difference is on."""
        sheet, results, line = self.sheet, self._results, tied.line.id
        figure, printed = results.figure(line, self._tied.period), stated.amount or Decimal(0)
        cell = self._reconciled.cell(line, self._reconciled.result)
        may_be_blank = self._reconciled.may_be_blank(results, line)
        result = f"=IF({cell}={BLANK},{BLANK},{cell})" if may_be_blank else f"={cell}"
        sheet.put(row, RESULT, figure, number, result)
        sheet.put(row, PRINTED, printed, number, f"={self._source(stated)}")
        one, other, apart = (relative_reference(row, column) for column in (RESULT, PRINTED, RESULT_DIFFERENCE))
        is_compared = f"AND({self._places.all_on},COUNT({one})=1)"
        difference = f"=IF({is_compared},ROUND({one}-{other},{results.decimals(line)}),{BLANK})"
        slack = stated.slack
        agrees = f"ABS({apart})<={format_exactly(slack)}" if slack else f"{apart}=0"
        sign = f"IF({agrees},{text_literal(AGREED)},{text_literal(EXCEPTION)})"
        now: Decimal | str = "" if figure is None or not results.project.is_complete else figure - printed
        sign_now = NOT_COMPARED
        if isinstance(now, Decimal):
            sign_now = AGREED if abs(now) <= slack else EXCEPTION
        sheet.put(row, RESULT_DIFFERENCE, now, number, difference)
        tick = f"=IF(COUNT({apart})=0,{text_literal(NOT_COMPARED)},{sign})"
        sheet.put(row, RESULT_TICK, sign_now, SIGN, tick)

    def _put_counts(self, row: int) -> int:
        """Put how many lines agree, as formulas; return the row after them."""
        sheet, last = self.sheet, row - 1
        sheet.verdicts = ((FIRST_ROW, TICK, last, TICK), (FIRST_ROW, RESULT_TICK, last, RESULT_TICK))
        rule = CellFormat(bold=True, rule=True)
        for column in WIDTHS:
            sheet.put(row, column, None, rule)
        sheet.put(row, LINE, say(phrase("Lines that agree"), self._words), rule)
        for amount_column, tick_column in ((DIFFERENCE, TICK), (RESULT_DIFFERENCE, RESULT_TICK)):
            if not any((number, tick_column) in sheet.cells for number in range(FIRST_ROW, row)):
                continue
            agreed, failed = self._number_of(AGREED, tick_column), self._number_of(EXCEPTION, tick_column)
            compared = f"({agreed[1]}+{failed[1]})"
            said = text_formula(self._n_of_n, agreed=agreed[1], compared=compared)
            formula = f"=IF({compared}=0,{text_literal(NOT_COMPARED)},{said})"
            number = agreed[0] + failed[0]
            now = self._n_of_n(str(agreed[0]), str(number)) if number else NOT_COMPARED
            sheet.put(row, amount_column, now, CellFormat(bold=True, rule=True, align="right"), formula)
        once, _ = self._number_of(ONCE, TICK)
        if once:
            text = phrase("{sign} stated once: the published statement does not print the line.", sign=ONCE)
            sheet.put(row + 1, LINE, say(text, self._words), QUIET)
            row += 1
        return row + 1

    def _number_of(self, sign: str, column: int) -> tuple[int, str]:
        """Return how many ticks are ``sign``, and the formula that counts them."""
        last = FIRST_ROW + len(self._tied.lines) - 1
        ticks = (self.sheet.cells.get((row, column)) for row in range(FIRST_ROW, last + 1))
        number = sum(1 for cell in ticks if cell is not None and cell.value == sign)
        cells = f"{relative_reference(FIRST_ROW, column)}:{relative_reference(last, column)}"
        return number, f"COUNTIF({cells},{text_literal(sign)})"

    def _n_of_n(self, agreed: str, compared: str) -> str:
        return say(phrase("{agreed} of {compared}", agreed=agreed, compared=compared), self._words)

    def _put_others(self, row: int) -> int:
        """Put what each total holds beside the lines of the reconciliation; return the row after them."""
        sheet, first = self.sheet, row + 1
        for column in WIDTHS:
            sheet.put(row, column, None, HEADING)
        heading = phrase("Remainders: lines that the reconciliation does not print")
        sheet.put(row, LINE, say(heading, self._words), CellFormat(bold=True, fill=HEADING_FILL, rule_below=True))
        row += 1
        for others in self._tied.others:
            row = self._put_remainder(row, others)
        sheet.verdicts = (*sheet.verdicts, (first, TICK, row - 1, TICK))
        return row

    def _put_remainder(self, row: int, others: OtherLines) -> int:
        """Put a total less the lines that the reconciliation prints, beside the sum of those that it does not print.

        Returns the next row.
        """
        sheet, total = self.sheet, others.total
        number = CellFormat(number_format=number_format(total, self._reconciled.statement))
        amount_of = {
            line: self._amount_at(self._row_of[line]) for line in (total.id, *(each for each, _ in others.printed))
        }
        remainder = amount_of[total.id] - sum(weight * amount_of[line] for line, weight in others.printed)
        rows = [(self._row_of[total.id], 1), *((self._row_of[line], -weight) for line, weight in others.printed)]
        formula = signed_sum((relative_reference(row, RECONCILED), weight) for row, weight in rows)
        sheet.put(row, LINE, say(phrase("in {total}", total=total.name), self._words), CellFormat(indent=1, wrap=True))
        sheet.put(row, RECONCILED, remainder, number, f"={formula}")
        if not others.published:
            sheet.put(row, TICK, ONCE, SIGN)
            sheet.put(row, RESULT, say(phrase("no source prints these lines"), self._words), QUIET)
            return row + 1
        published = sum((weight * (figure.amount or Decimal(0)) for figure, weight in others.published), Decimal(0))
        cells = signed_sum((self._source(figure), weight) for figure, weight in others.published)
        sheet.put(row, PUBLISHED, published, number, f"={cells}")
        tolerance = sum((figure.slack for figure, _ in others.published), Decimal(0))
        tied = TiedLine(total, others.published[0][0], None, None, tolerance)
        self._put_comparison(row, (RECONCILED, PUBLISHED, DIFFERENCE, TICK), tied, remainder - published, number)
        project = self._results.project
        captions = listing([project.line(figure.line).name for figure, _ in others.published], self._words)
        room = sum(WIDTHS[column] for column in range(RESULT, INITIALS + 1))
        return sheet.put_lines(row, RESULT, captions, room, QUIET)

    def _amount_at(self, row: int) -> Decimal:
        value = self.sheet.cells[row, RECONCILED].value
        return value if isinstance(value, Decimal) else Decimal(0)

    def _put_conclusion(self, row: int) -> None:
        """Put what is filled in by hand."""
        for offset, text in enumerate((phrase("Done by, date"), phrase("Exceptions and conclusion"))):
            self.sheet.put(row + offset, LINE, say(text, self._words), BOX)
            for column in range(RECONCILED, RESULT_TICK + 1):
                self.sheet.put(row + offset, column, None, CellFormat(rule_below=True, rule=True))

    def _source(self, figure: SourceFigure) -> str:
        return str(self._places.source(SourceCell(figure)))

    def _heading_of_cells(self, column: int, heading: Phrase) -> Phrase:
        """Return the heading of a column of source cells, with their sheet if all are of one."""
        table = self._table_of[column]
        return phrase("Cell of {sheet}", sheet=self._reference_of(table)) if table else heading

    def _cell_of(self, figure: SourceFigure, column: int) -> str:
        """Return a source cell, without the sheet that the heading of its column names."""
        return figure.cell.cell if self._table_of[column] else self._reference_of(figure.cell)

    def _reference_of(self, cell: CellRef) -> str:
        """Return a cell or a sheet of a source, without its file if there is only one."""
        return str(replace(cell, file="")) if self._only_file else str(cell)


def _only_table(figures: Iterable[SourceFigure]) -> CellRef | None:
    """Return the sheet of a source that states all figures; None if there are several."""
    tables = {replace(figure.cell, cell="") for figure in figures}
    return tables.pop() if len(tables) == 1 else None


def _lay_out_stated_once(
    project: Project, reconciled_sheets: Sequence[ReconciledSheet], name: str, words: Words
) -> PlannedSheet:
    """Return the sheet that says which statements only one source states, so that nothing can be agreed."""
    sheet = PlannedSheet(name, tab=Tab.PROOF, is_printed=True)
    put_headings(sheet, project, TITLE, STATED_ONCE_HEADINGS, words)
    sheet.fit_headings(HEADING_ROW, sheet.widths)
    row = FIRST_ROW
    for reconciled in reconciled_sheets:
        statement, period = reconciled.statement, reconciled.period
        figures = sum(1 for line in statement.lines if statement.figure(line.id, period) is not None)
        tables = [f"{file}!{table}" for file, table in tables_stating(project, statement, period)]
        once = sum(1 for line in statement.lines if len(project.as_reported_sources((line.id, period))) == 1)
        values: tuple[Value, ...] = (
            name_of_statement(statement.kind, words),
            label(project.periods[period], words),
            figures,
            once,
            listing(tables, words),
        )
        for column, value in enumerate(values, 1):
            is_number = isinstance(value, int)
            sheet.put(row, column, value, NUMBER_OF_LINES if is_number else CellFormat(wrap=True))
        row += 1
    why = phrase(
        "Only one source states these figures, and comparing a figure with its own cell proves nothing: there is "
        "nothing to agree."
    )
    what_to_do = phrase("Import the published statements together with the reconciliation, and they are agreed here.")
    for offset, text in enumerate((why, what_to_do), 1):
        sheet.put(row + offset, 1, say(text, words), QUIET)
    return sheet
