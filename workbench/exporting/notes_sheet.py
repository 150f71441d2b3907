"""The Notes sheet: each note as a formula over the figures of the workbook, with its number and its standards."""

from workbench.domain.adjustments import Adjustment
from workbench.domain.project import Project
from workbench.engine import Results
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import GREY, LINE_HEIGHT, CellFormat, PlannedSheet, Tab
from workbench.exporting.listing_sheets import WRAPPED
from workbench.exporting.note_formulas import note_cell
from workbench.exporting.note_numbers import note_number
from workbench.exporting.sheet_headers import FIRST_ROW, HEADING_ROW, put_headings
from workbench.exporting.text_lines import lines_in
from workbench.notes.found import Note, notes_of
from workbench.notes.reading import NoteReader, words_of_note
from workbench.phrases import Words, phrase, say
from workbench.wording.names import name_of_difference, name_of_nature, with_capital

NUMBER, NAME, NOTE, SOURCE_STANDARD, TARGET_STANDARD, NATURE = range(1, 7)


def lay_out_notes(
    results: Results, places: WorkbookPlaces, name: str, words: Words
) -> tuple[PlannedSheet, dict[str, tuple[int, int]]]:
    """Return the sheet of the notes, those on differences with standards and nature, and the cell of each text.

    The cells are by difference; "" for the note on the reconciliation.
    """
    project = results.project
    sheet = PlannedSheet(name, tab=Tab.APPENDIX, is_printed=True)
    source, target = project.frameworks
    headings = (
        (phrase("No."), 6),
        (phrase("Difference"), 28),
        (phrase("Note"), 76),
        (phrase("Standard, {framework}", framework=source.label), 14),
        (phrase("Standard, {framework}", framework=target.label), 14),
        *(((phrase("Nature"), 14),) if any(adjustment.nature for adjustment in project.adjustments) else ()),
    )
    put_headings(sheet, project, phrase("Notes to the reconciliation"), headings, words)
    sheet.fit_headings(HEADING_ROW, sheet.widths)
    reader = NoteReader(results)
    row, cells = FIRST_ROW, dict[str, tuple[int, int]]()
    for note in notes_of(project):
        if note.adjustment is not None:
            _put_difference(sheet, row, project, project.adjustment_by_id[note.adjustment], words)
        elif note.text:
            sheet.put(row, NAME, say(phrase("The reconciliation"), words), CellFormat(bold=True, wrap=True))
        else:
            continue
        cells[note.adjustment or ""] = row, NOTE
        row = _put_note(sheet, row, note, reader, places, words)
    return sheet, cells


def _put_difference(sheet: PlannedSheet, row: int, project: Project, adjustment: Adjustment, words: Words) -> None:
    sheet.put(row, NUMBER, f"({note_number(project, adjustment)})", CellFormat(align="center"))
    sheet.put(row, NAME, name_of_difference(adjustment, words), CellFormat(bold=True, wrap=True))
    sheet.put(row, SOURCE_STANDARD, adjustment.standards[0], WRAPPED)
    sheet.put(row, TARGET_STANDARD, adjustment.standards[1], WRAPPED)
    if adjustment.nature:
        sheet.put(row, NATURE, with_capital(name_of_nature(adjustment.nature, words)), WRAPPED)


def _put_note(
    sheet: PlannedSheet, row: int, note: Note, reader: NoteReader, places: WorkbookPlaces, words: Words
) -> int:
    """Put a note, and below it why its figures do not follow the workbook, if so; return the next row."""
    read = reader.read_fields(note.text, words)
    cell = note_cell(read, reader.results, places, words_of_note(note.text, words))
    sheet.put(row, NOTE, cell.text, WRAPPED, cell.formula)
    texts = ((column, other.value) for column in sheet.widths if (other := sheet.cells.get((row, column))))
    lines = (lines_in(text, int(sheet.widths[column])) for column, text in texts if isinstance(text, str))
    sheet.heights[row] = LINE_HEIGHT * max(lines, default=1)
    if cell.remark is None:
        return row + 1
    sheet.put(row + 1, NOTE, say(cell.remark, words), CellFormat(italic=True, colour=GREY, wrap=True))
    return row + 2
