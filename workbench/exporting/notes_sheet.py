"""The Notes sheet: each note as a formula over the figures of the workbook, and how the workbook calculates."""

from workbench.domain.adjustments import Adjustment
from workbench.engine import Results
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import GREY, CellFormat, PlannedSheet, lines_in
from workbench.exporting.listing_sheets import WRAPPED
from workbench.exporting.note_formulas import note_cell
from workbench.exporting.sheet_headers import FIRST_ROW, put_headings
from workbench.notes.found import Note, notes_of
from workbench.notes.reading import NoteReader, words_of_note
from workbench.phrases import Words, phrase, say
from workbench.wording.names import name_of_difference, name_of_nature, with_capital

NAME, SOURCE_STANDARD, TARGET_STANDARD, NOTE, NATURE = range(1, 6)
LINE_HEIGHT, WIDTH_OF_NOTE, REST = 15.0, 110, 5
NOTES = (
    phrase(
        "Result = as reported + the effects of the differences switched on. Effects are added; interaction between "
        "them is ignored."
    ),
    phrase(
        "Totals are calculated by formula from their parts. Where only affected lines are printed, 'Other, not "
        "shown' holds the remainder."
    ),
    phrase("Unless all differences are on, the last column is illustrative."),
    phrase("Blue figures come from a source; black figures are formulas. A dash is zero; an empty cell is blank."),
)
"""How the workbook calculates."""


def lay_out_notes(
    results: Results, places: WorkbookPlaces, name: str, words: Words
) -> tuple[PlannedSheet, dict[str, tuple[int, int]]]:
    """Return the sheet of the notes, those on differences with standards and nature, and the cell of each text.

    The cells are by difference; "" for the note on the reconciliation.
    """
    project = results.project
    sheet = PlannedSheet(name)
    source, target = project.frameworks
    headings = (
        (phrase("Difference"), 44),
        (phrase("Standard, {framework}", framework=source.label), 22),
        (phrase("Standard, {framework}", framework=target.label), 22),
        (phrase("Note"), WIDTH_OF_NOTE),
        *(((phrase("Nature"), 22),) if any(adjustment.nature for adjustment in project.adjustments) else ()),
    )
    put_headings(sheet, project, phrase("Notes to the reconciliation"), headings, words)
    reader = NoteReader(results)
    row, cells = FIRST_ROW, dict[str, tuple[int, int]]()
    for note in notes_of(project):
        if note.adjustment is not None:
            _put_difference(sheet, row, project.adjustment_by_id[note.adjustment], words)
        elif note.text:
            sheet.put(row, NAME, say(phrase("The reconciliation"), words), CellFormat(bold=True, wrap=True))
        else:
            continue
        cells[note.adjustment or ""] = row, NOTE
        row = _put_note(sheet, row, note, reader, places, words)
    row += 1
    for text in NOTES:
        sheet.put(row, NAME, say(text, words), CellFormat(colour=GREY))
        row += 1
    return sheet, cells


def _put_difference(sheet: PlannedSheet, row: int, adjustment: Adjustment, words: Words) -> None:
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
    sheet.heights[row] = LINE_HEIGHT * lines_in(cell.text, WIDTH_OF_NOTE + REST)
    if cell.remark is None:
        return row + 1
    sheet.put(row + 1, NOTE, say(cell.remark, words), CellFormat(italic=True, colour=GREY, wrap=True))
    return row + 2
