"""A review workbook that came back, read as a merge: everything that its reviewer did, each with its one meaning."""

from pathlib import Path

from workbench.clock import present_time
from workbench.domain.facts import fact
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.errors import ImportRefused, WorkbenchError
from workbench.exporting.reconciled_sheet import headings_of_difference
from workbench.importing.sheets.review_workbook_refusal import is_review_workbook
from workbench.languages import LANGUAGES, words_in
from workbench.merging import Merge
from workbench.phrases import ENGLISH, phrase, say
from workbench.progress import SILENT, Progress
from workbench.returning.cell_comments import CommentReader
from workbench.returning.cell_subjects import CellSubjects
from workbench.returning.cell_values import plain
from workbench.returning.collected import Collected
from workbench.returning.effects import ChangedLegs, propose_effects
from workbench.returning.figures import ChangedEffects, FigureReader
from workbench.returning.found_rows import FoundSheet, find_rows
from workbench.returning.found_sheets import find_sheets
from workbench.returning.inserted_rows import InsertedRows
from workbench.returning.item_lists import ItemReader, UncorrectedReader
from workbench.returning.listed_entries import EntryReader
from workbench.returning.note_texts import NoteTextReader
from workbench.returning.overwritten import results_in
from workbench.returning.own_map import MappedSheet, OwnMap, read_map
from workbench.returning.own_project import refuse_other_project
from workbench.returning.row_texts import RowTextReader
from workbench.returning.said_texts import offer_text
from workbench.returning.set_switches import SwitchReader
from workbench.returning.unread_cells import UnreadCells
from workbench.workbooks import Sheet, SourceWorkbook, begin_reading

READ_FOR_VALUES_ONLY = "read-for-values-only"
TICK = phrase("Tick")
MOST_ROWS_OFFERED = 200
"""Of a sheet that the reviewer added."""


def read_returned(project: Project, path: Path, progress: Progress = SILENT, password: str = "") -> Merge:
    """Return what a returned review workbook has otherwise than the open project.

    Raises ImportRefused if the file cannot be read safely, and WorkbenchError if it is no review workbook, cannot be
    understood, or is that of another project.
    """
    return merge_of(project, begin_reading(path, password).workbook(progress))


def merge_of(project: Project, workbook: SourceWorkbook) -> Merge:
    """Return the same of a workbook that was read."""
    own = read_map(workbook)
    if own is None:
        raise _refusal(workbook)
    refuse_other_project(project, own, workbook.name)
    return _ReturnedWorkbook(project, own, workbook).merge()


def _refusal(workbook: SourceWorkbook) -> WorkbenchError:
    if is_review_workbook(workbook):
        return ImportRefused(
            "{file} is a review workbook that does not say how it was made: an earlier version wrote it, or its hidden "
            "sheet was deleted. Export again, and let the changes be made there.",
            file=workbook.name,
        )
    return ImportRefused(
        "{file} is not a review workbook of this program. Import it, or choose another file.", file=workbook.name
    )


class _ReturnedWorkbook:
    def __init__(self, project: Project, own: OwnMap, workbook: SourceWorkbook) -> None:
        self._project = project
        self._own = own
        self._workbook = workbook
        self._words = words_in(own.language) if own.language in LANGUAGES else ENGLISH
        self._collected = Collected(project, workbook.name, self._words, present_time())
        self._is_values_only = any(getattr(told, "key", "") == READ_FOR_VALUES_ONLY for told in workbook.warnings)
        self._sheets = find_sheets(own, workbook)
        self._subjects = CellSubjects()

    def merge(self) -> Merge:
        """Read sheet by sheet, first of all the switches, which the formulas follow."""
        lead = self._sheet_of("lead")
        switches = SwitchReader(self._collected, self._own, self._workbook, lead)
        found_sheets = [
            find_rows(mapped, sheet, self._headings(mapped))
            for mapped in self._own.statement_sheets
            if (sheet := self._sheets.sheet_of.get(mapped.number))
        ]
        for found in found_sheets:
            self._subjects.found[found.sheet.name] = found
        entries = self._entries()
        notes = self._notes()
        for adjustment, (sheet, cell) in switches.cells.items():
            self._subjects.rows[sheet.name, cell.row] = adjustment
        calculated = results_in(self._workbook)
        effects, legs, inserted = ChangedEffects(), ChangedLegs(), InsertedRows(self._collected)
        for found in found_sheets:
            figures = FigureReader(
                self._collected,
                self._own,
                found,
                switches.states,
                calculated,
                is_values_only=self._is_values_only,
            )
            figures.read(effects)
            RowTextReader(self._collected, found).read()
            inserted.read(found)
            self._say_what_is_missing(found)
        if entries:
            entries.read(legs, calculated)
        propose_effects(self._collected, effects, legs)
        inserted.propose()
        if notes:
            notes.read()
        switches.read()
        self._read_lists()
        comments = CommentReader(self._collected, self._subjects)
        for sheet in self._workbook.sheets:
            comments.read(sheet)
        self._read_other_sheets()
        return Merge(self._workbook.name, self._collected.proposals, tuple(self._collected.remarks))

    def _sheet_of(self, kind: str) -> Sheet | None:
        """Return the first sheet of a kind that is still there."""
        sheets = (self._sheets.sheet_of.get(mapped.number) for mapped in self._own.of_kind(kind))
        return next((sheet for sheet in sheets if sheet), None)

    def _headings(self, mapped: MappedSheet) -> dict[int, set[str]]:
        """Return the headings of columns that nothing else may tell apart; a difference may be on or off."""
        headings: dict[int, set[str]] = {}
        for column, known in mapped.columns.items():
            adjustment = next(
                (each for each in self._project.adjustments if each.id == known.adjustment_or_currency), None
            )
            if known.role == "tick":
                headings[column] = {say(TICK, self._words)}
            elif known.role == FigureRole.ADJUSTMENT and adjustment:
                headings[column] = set(map(plain, headings_of_difference(adjustment, self._words))) - {""}
        return headings

    def _entries(self) -> EntryReader | None:
        for mapped in self._own.of_kind("entries"):
            if sheet := self._sheets.sheet_of.get(mapped.number):
                reader = EntryReader(self._collected, mapped, sheet)
                self._subjects.entries = (sheet.name, reader)
                return reader
        return None

    def _notes(self) -> NoteTextReader | None:
        for mapped in self._own.of_kind("notes"):
            if sheet := self._sheets.sheet_of.get(mapped.number):
                reader = NoteTextReader(self._collected, mapped, sheet, is_values_only=self._is_values_only)
                self._subjects.add_rows(sheet.name, {key: row for key, row in reader.rows.items() if key})
                return reader
        return None

    def _read_lists(self) -> None:
        if sheet := self._sheet_of("open-items"):
            ItemReader(self._collected, self._subjects, self._own.exported).read(sheet)
        if sheet := self._sheet_of("uncorrected"):
            UncorrectedReader(self._collected, self._own.exported).read(sheet)

    # ---- what is said besides

    def _say_what_is_missing(self, found: FoundSheet) -> None:
        name = found.sheet.name
        if found.lost:
            self._collected.say(fact("returned-rows-missing", sheet=name, count=len(found.lost)))
        columns = len(found.mapped.columns) - len(found.column_of)
        if columns:
            self._collected.say(fact("returned-columns-missing", sheet=name, count=columns))
        rows = [found.row_of[row.row] for row in found.rows_found]
        if self._is_values_only and rows != sorted(rows):
            self._collected.say(fact("returned-rows-sorted", sheet=name))

    def _read_other_sheets(self) -> None:
        """Say what became of sheets; offer the texts of those that the reviewer added."""
        for mapped in self._sheets.missing:
            self._collected.say(fact("returned-sheet-missing", sheet=mapped.name, file=self._workbook.name))
        for sheet in self._sheets.copies:
            self._collected.say(fact("returned-sheet-copied", sheet=sheet.name))
        for sheet in self._sheets.added:
            rows = list(sheet.rows)
            for row in rows[:MOST_ROWS_OFFERED]:
                offer_text(self._collected, sheet, row)
            if more := rows[MOST_ROWS_OFFERED:]:
                self._collected.say(fact("returned-more-rows", sheet=sheet.name, count=len(more)))
        if self._is_values_only:
            self._collected.say(fact("returned-values-only", file=self._workbook.name))
            return
        unread = UnreadCells(self._collected, self._own, self._subjects)
        for mapped in self._own.sheets:
            if there := self._sheets.sheet_of.get(mapped.number):
                unread.say_altered(mapped, there)
