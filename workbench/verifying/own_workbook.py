"""A review workbook: every cell of its map as written, every formula calculated again, every source read again."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from workbench.domain.findings import FindingStatus
from workbench.domain.review_workbook_marks import MAP_SHEET, PROGRAM, SWITCH_NAME
from workbench.domain.sources import FigureRole
from workbench.errors import WorkbenchError
from workbench.exporting.cell_numbers import in_a_cell
from workbench.exporting.check_formulas import VERDICTS
from workbench.exporting.checks_sheet import EXPECTED, VERDICT, WHAT, WORKBOOK
from workbench.exporting.layout import relative_reference
from workbench.exporting.lead_columns import NAME
from workbench.exporting.listing_sheets import STATED_AMOUNT, WORDS_OF_LEG
from workbench.languages import available_languages, words_in
from workbench.phrases import ENGLISH, phrase, phrase_of_count, say
from workbench.recalculating import (
    ErrorValue,
    Formula,
    NotOurs,
    Recalculation,
    Undefined,
    Value,
    WorkbookCells,
    agrees,
    cells_of,
    is_same_formula,
    value_of,
)
from workbench.returning.cell_values import is_same, number_in, number_of
from workbench.returning.list_rows import ListRows
from workbench.returning.own_map import MappedRow, MappedSheet, OwnMap, read_map
from workbench.verifying.sources import KnownSource, StatedFigure, compare_sources
from workbench.verifying.verification import (
    Checked,
    Deviation,
    DeviationKind,
    Shown,
    Unverified,
    Verification,
    cell_deviation,
)
from workbench.workbooks import CellKind, SheetCell, SourceWorkbook, begin_reading, position

FILE, SHEET, CELL, LINE, RAW = 1, 2, 3, 4, 7
"""The columns of a figure on the sheet of the sources."""
REFERENCE = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")
REVIEWERS_OWN = frozenset(("tick",))
"""The roles of the columns that are there for a reviewer to fill in."""
OF_FIGURES = frozenset(FigureRole)
"""The roles of the columns that hold figures."""
OF_STATEMENTS = frozenset(("line", "heading", "remainder"))
AS_WRITTEN = OF_STATEMENTS | {"entry", "note", "calculated"}
"""The kinds of rows that nobody is asked to fill in."""


def verify_review_workbook(path: Path, given: Sequence[Path], password: str) -> Verification:
    """Verify a review workbook, whoever saved it last, against its map and the sources ``given``.

    Raises WorkbenchError if it is none of this program's, was altered beyond its map, or if a file cannot be read.
    """
    workbook = begin_reading(path, password).workbook()
    own = read_map(workbook)
    if own is None:
        raise _refusal(workbook)
    verifier = _WorkbookVerifier(workbook, own)
    known = [KnownSource(name, sha256) for sha256, name in own.sources.items()]
    sources = compare_sources(known, given, verifier.stated_figures(), password)
    deviations = [*sources.deviations, *verifier.deviations()]
    checked = replace(verifier.checked, sources=sources.sources, source_figures=sources.figures)
    unverified = (*sources.unverified, *verifier.find_unverified())
    return Verification(workbook.name, own.entity, own.fingerprint, checked, tuple(deviations), unverified)


def deviations_of(workbook: SourceWorkbook, own: OwnMap) -> Iterator[Deviation]:
    """Yield what differs in a workbook from its map, its sources aside."""
    return _WorkbookVerifier(workbook, own).deviations()


def _refusal(workbook: SourceWorkbook) -> WorkbenchError:
    if PROGRAM in workbook.properties or any(name.startswith(SWITCH_NAME) for name, _ in workbook.names):
        return WorkbenchError(
            "{file} has lost its sheet '{sheet}', which says what was written, or is of an earlier version. Export it "
            "again.",
            file=workbook.name,
            sheet=MAP_SHEET,
        )
    return WorkbenchError(
        "{file} is neither a project nor a review workbook of this program. Name one of these, then its sources.",
        file=workbook.name,
    )


class _WorkbookVerifier:
    """Compares a workbook with its map, and counts what it compares."""

    def __init__(self, workbook: SourceWorkbook, own: OwnMap) -> None:
        self._workbook = workbook
        self._own = own
        self._sheets = {sheet.name: sheet for sheet in workbook.sheets}
        self._blank_formulas = {
            sheet.name: {(row, column): formula for row, column, formula in sheet.blank_formulas}
            for sheet in workbook.sheets
        }
        # of a file that is read for its values alone, neither names nor properties are known
        self._has_formulas = bool(workbook.names or workbook.properties)
        self._recalculation = Recalculation(self._cells())
        self._figures = self._formulas = self._checks = 0
        self._without_result = self._not_ours = 0

    @property
    def checked(self) -> Checked:
        """How much was compared so far."""
        return Checked(figures=self._figures, formulas=self._formulas, checks=self._checks)

    def deviations(self) -> Iterator[Deviation]:
        """Yield what differs: switches, then cells, then, if the cells are as written, what their formulas come to."""
        cells = [*self._switches(), *self._rows_as_written()]
        named = {(each.sheet, position(each.cell)[0]) for each in cells if each.cell}
        found = [*cells, *self._lists_as_written(named), *self._cells_outside_rows()]
        yield from found
        yield from self._results_as_stored()
        if not found:
            yield from self._results_as_written()
            yield from self._failing_checks()

    def find_unverified(self) -> Iterator[Unverified]:
        """Yield what could not be compared."""
        if not self._has_formulas:
            yield Unverified(
                "no-formulas",
                phrase(
                    "This kind of file carries no formulas. Those of the figures of statements were calculated as "
                    "they were written; all others, such as checks, lead schedules and notes, were not."
                ),
            )
        if self._without_result:
            yield Unverified(
                "no-stored-results",
                phrase_of_count(
                    "{count:,} formula holds no stored result: whoever saved the file did not calculate it.",
                    "{count:,} formulas hold no stored results: whoever saved the file did not calculate them.",
                    self._without_result,
                ),
            )
        if self._has_figures_as_text:
            yield Unverified(
                "figures-as-text",
                phrase(
                    "Figures with more digits than a cell holds are texts: what was calculated from them stands as at "
                    "export."
                ),
            )
        if self._not_ours:
            yield Unverified(
                "formulas-of-others",
                phrase_of_count(
                    "{count:,} formula is none of this program's and was not calculated.",
                    "{count:,} formulas are none of this program's and were not calculated.",
                    self._not_ours,
                ),
            )
        mapped = {MAP_SHEET, *(sheet.name for sheet in self._own.sheets)}
        for sheet in self._workbook.sheets:
            if sheet.name not in mapped:
                message = phrase("Sheet '{sheet}' is not of this program.", sheet=sheet.name)
                yield Unverified("sheet-of-others", message)

    # ---- what stands in the cells

    def _switches(self) -> Iterator[Deviation]:
        for switch in self._own.switches:
            cell = self._cell(switch.sheet, switch.row, switch.column)
            was, now = Decimal(int(switch.is_on)), number_of(cell)
            if was != now:
                place = relative_reference(switch.row, switch.column)
                name = self._text(switch.sheet, switch.row, NAME) or switch.adjustment
                yield self._deviation(DeviationKind.SWITCH, switch.sheet, place, name, was, _content_of(cell))

    def _rows_as_written(self) -> Iterator[Deviation]:
        for mapped in self._own.sheets:
            if mapped.name not in self._sheets:
                message = phrase("Sheet '{sheet}' is missing.", sheet=mapped.name)
                yield Deviation(DeviationKind.SHEET_MISSING, message, self._workbook.name, mapped.name)
                continue
            for row in mapped.rows:
                if row.kind in AS_WRITTEN:
                    yield from self._row_as_written(mapped, row)

    def _row_as_written(self, mapped: MappedSheet, row: MappedRow) -> Iterator[Deviation]:
        line = self._line_of(mapped, row)
        for column, text in row.values.items():
            if column in mapped.columns and mapped.columns[column].role in REVIEWERS_OWN:
                continue
            self._figures += number_in(text) is not None
            cell, place = self._cell(mapped.name, row.row, column), relative_reference(row.row, column)
            now = self._formula(mapped.name, row.row, column)
            was = row.formulas.get(column)
            amount = _amount_or_text(text)
            if was is not None and self._has_formulas:
                if now is None:
                    yield self._deviation(
                        DeviationKind.TYPED_OVER,
                        mapped.name,
                        place,
                        line,
                        amount,
                        self._shown_at(mapped.name, row.row, column),
                    )
                elif not is_same_formula(now, was, mapped.name):
                    yield self._deviation(DeviationKind.FORMULA, mapped.name, place, line, was, now)
            elif was is None and (now is not None or not is_same(text, cell)):
                yield self._deviation(DeviationKind.CELL, mapped.name, place, line, amount, now or _content_of(cell))

    def _cells_outside_rows(self) -> Iterator[Deviation]:
        """Yield states, titles, headings and names that are others now, last of all: figures matter more."""
        for mapped in self._own.sheets:
            if mapped.name in self._sheets:
                for (row, column), formula in mapped.formulas.items() if self._has_formulas else ():
                    found, line = self._formula(mapped.name, row, column), self._first_text(mapped.name, row)
                    if found is None:
                        yield self._typed_over(mapped.name, row, column, line)
                    elif not is_same_formula(found, formula, mapped.name):
                        place = relative_reference(row, column)
                        yield self._deviation(DeviationKind.FORMULA, mapped.name, place, line, formula, found)
                for (row, column), text in mapped.texts.items():
                    cell = self._cell(mapped.name, row, column)
                    if not is_same(text, cell) or self._formula(mapped.name, row, column) is not None:
                        place, now = relative_reference(row, column), _content_of(cell)
                        yield self._deviation(DeviationKind.CELL, mapped.name, place, "", _amount_or_text(text), now)

    def _lists_as_written(self, named: Set[tuple[str, int]]) -> Iterator[Deviation]:
        """Yield the rows of lists that have changed, or were added. ``named``: those reported cell by cell."""
        for mapped in self._own.sheets:
            sheet = self._sheets.get(mapped.name)
            if sheet is None or not mapped.listed:
                continue
            rows = ListRows(mapped, sheet)
            altered = (
                row
                for row, listed in mapped.listed.items()
                if (mapped.name, row) not in named and not rows.is_as_written(row, listed)
            )
            for row, listed in mapped.listed.items() if self._has_formulas else ():
                for column in listed.formulas:
                    if self._formula(mapped.name, row, column) is None:
                        what = self._text(mapped.name, row, WHAT) if mapped.kind == "checks" else ""
                        yield self._typed_over(mapped.name, row, column, what or self._first_text(mapped.name, row))
            for row in (*altered, *rows.below()):
                last = mapped.listed[min(row, max(mapped.listed))].columns[-1]
                area = f"{relative_reference(row, 1)}:{relative_reference(row, last)}"
                line = self._first_text(mapped.name, row)
                yield self._deviation(DeviationKind.ROW, mapped.name, area, line, None, None)

    @cached_property
    def _has_figures_as_text(self) -> bool:
        """True if a figure had more digits than a cell holds: then the formulas that read it were not written."""
        return any(
            column not in row.formulas
            and mapped.columns[column].role in OF_FIGURES
            and (number := number_in(text)) is not None
            and in_a_cell(number) is None
            for mapped in self._own.sheets
            for row in mapped.rows
            if row.kind in OF_STATEMENTS | {"entry"}
            for column, text in row.values.items()
            if column in mapped.columns
        )

    # ---- what formulas come to

    def _results_as_stored(self) -> Iterator[Deviation]:
        """Yield the formulas whose stored results are not what they come to."""
        for mapped in self._own.sheets:
            for row, column in self._calculated_cells(mapped):
                value = self._value(mapped.name, row, column)
                cell = self._cell(mapped.name, row, column)
                if isinstance(value, NotOurs):
                    self._not_ours += 1
                    continue
                self._formulas += 1
                if cell is not None and cell.kind is CellKind.NO_RESULT:
                    self._without_result += 1
                    continue
                stored = None if cell is None else value_of(cell)
                if isinstance(stored, Undefined) or not agrees(stored, value):
                    line = self._line_of(mapped, mapped.row_at[row]) if row in mapped.row_at else ""
                    place = relative_reference(row, column)
                    yield self._deviation(
                        DeviationKind.RESULT, mapped.name, place, line, _as_shown(value), _content_of(cell)
                    )

    def _results_as_written(self) -> Iterator[Deviation]:
        """Yield the formulas of the map that no longer come to what they came to at export."""
        for mapped in self._own.sheets:
            for row in mapped.rows:
                if row.kind not in (AS_WRITTEN if self._has_formulas else OF_STATEMENTS):
                    continue
                for column in row.formulas:
                    value = self._value(mapped.name, row.row, column)
                    was = _amount_or_text(row.values.get(column))
                    if isinstance(value, NotOurs) or agrees(was, value):
                        continue
                    place = relative_reference(row.row, column)
                    yield self._deviation(
                        DeviationKind.CELL, mapped.name, place, self._line_of(mapped, row), was, _as_shown(value)
                    )

    def _failing_checks(self) -> Iterator[Deviation]:
        code = self._own.language if self._own.language in available_languages() else None
        words = words_in(code) if code else ENGLISH
        passes, fails = (say(VERDICTS[status], words) for status in (FindingStatus.PASS, FindingStatus.FAIL))
        for mapped in self._own.of_kind("checks"):
            for row in sorted(row for row in self._sheets[mapped.name].rows):
                verdict = self._value(mapped.name, row, VERDICT)
                if verdict not in (passes, fails) or row in mapped.row_at:
                    continue
                self._checks += 1
                if verdict == fails:
                    yield self._deviation(
                        DeviationKind.CHECK,
                        mapped.name,
                        relative_reference(row, VERDICT),
                        self._text(mapped.name, row, WHAT),
                        self._shown_at(mapped.name, row, EXPECTED),
                        self._shown_at(mapped.name, row, WORKBOOK),
                    )

    def _calculated_cells(self, mapped: MappedSheet) -> list[tuple[int, int]]:
        sheet = self._sheets.get(mapped.name)
        if sheet is None:
            return []
        if not self._has_formulas:  # such files store texts that formulas come to in many ways, or not at all
            return [
                (row.row, column)
                for row in mapped.rows
                if row.kind in OF_STATEMENTS
                for column in row.formulas
                if number_in(row.values.get(column)) is not None
            ]
        cells = [(cell.row, cell.column) for cell in sheet.cells if cell.formula is not None]
        return sorted([*cells, *self._blank_formulas[mapped.name]])

    def _value(self, sheet: str, row: int, column: int) -> Value | NotOurs:
        try:
            return self._recalculation.value(sheet, row, column)
        except NotOurs as not_ours:
            return not_ours

    def _cells(self) -> WorkbookCells:
        """Return the cells to calculate; the formulas of the map if the file carries none."""
        cells = cells_of(self._workbook)
        if self._has_formulas:
            return cells
        formulas = {
            (mapped.name, row.row, column): Formula(formula)
            for mapped in self._own.sheets
            for row in mapped.rows
            for column, formula in row.formulas.items()
        }
        return replace(cells, cells={**cells.cells, **formulas})

    # ---- what the sources state

    def stated_figures(self) -> Iterator[StatedFigure]:
        """Yield the figures that the workbook lists with their source cells."""
        names = set(self._own.sources.values())
        for mapped in self._own.of_kind("sources"):
            sheet = self._sheets.get(mapped.name)
            for row in sheet.rows if sheet else ():
                reference = self._text(mapped.name, row, CELL)
                file = self._text(mapped.name, row, FILE)
                if file in names and REFERENCE.fullmatch(reference):
                    amount = number_of(self._cell(mapped.name, row, STATED_AMOUNT))
                    line, raw = (self._text(mapped.name, row, column) for column in (LINE, RAW))
                    yield StatedFigure(file, self._text(mapped.name, row, SHEET), reference, line, raw, amount)

    # ---- cells

    @cached_property
    def _at(self) -> Mapping[str, Mapping[tuple[int, int], SheetCell]]:
        return {sheet.name: sheet.at for sheet in self._workbook.sheets}

    def _cell(self, sheet: str, row: int, column: int) -> SheetCell | None:
        return self._at.get(sheet, {}).get((row, column))

    def _formula(self, sheet: str, row: int, column: int) -> str | None:
        cell = self._cell(sheet, row, column)
        return self._blank_formulas.get(sheet, {}).get((row, column)) if cell is None else cell.formula

    def _text(self, sheet: str, row: int, column: int) -> str:
        cell = self._cell(sheet, row, column)
        return "" if cell is None else cell.text

    def _shown_at(self, sheet: str, row: int, column: int) -> Shown:
        return _content_of(self._cell(sheet, row, column))

    def _line_of(self, mapped: MappedSheet, row: MappedRow) -> str:
        """Return what a row is called: the caption of its line, what its entry is about, or its first words."""
        column = mapped.column_with("caption")
        if column is not None and (caption := row.values.get(column)):
            return caption
        if row.kind == "entry":
            return ", ".join(row.values.get(each) or "" for each in WORDS_OF_LEG)
        return self._first_text(mapped.name, row.row)

    def _first_text(self, sheet: str, row: int) -> str:
        cells = self._sheets[sheet].rows.get(row, ())
        return next((cell.text for cell in cells if cell.kind is CellKind.TEXT and cell.formula is None), "")

    def _typed_over(self, sheet: str, row: int, column: int, line: str) -> Deviation:
        """Return that a formula is none any more, whose result at export is not known."""
        place, now = relative_reference(row, column), self._shown_at(sheet, row, column)
        return self._deviation(DeviationKind.TYPED_OVER, sheet, place, line, None, now)

    def _deviation(
        self, kind: DeviationKind, sheet: str, cell: str, line: str, expected: Shown, found: Shown
    ) -> Deviation:
        return cell_deviation(kind, self._workbook.name, sheet, cell, line, expected, found)


def _amount_or_text(text: str | None) -> Shown:
    amount = number_in(text)
    return text if amount is None else amount


def _content_of(cell: SheetCell | None) -> Shown:
    if cell is None:
        return None
    return number_of(cell) if isinstance(cell.value, Decimal) else cell.text


def _as_shown(value: Value) -> Shown:
    match value:
        case ErrorValue():
            return value.value
        case bool():
            return str(value).upper()
    return value
