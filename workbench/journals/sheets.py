"""The journal entries in a file: of every sheet that looks like a journal, each with its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from workbench.amount_text import parse_amount
from workbench.domain.amounts import decimal_as_stored, format_exactly
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.errors import WorkbenchError
from workbench.journals.columns import Row, heads_journal
from workbench.journals.lines import LineFinder
from workbench.journals.pasted import ReadEntry, ReadLeg, read_journal
from workbench.phrases import Phrase, phrase
from workbench.workbooks import CellKind, Sheet, SheetCell, SourceWorkbook, column_letter, scale_of_format

TEXT_TABLES = (".csv", ".tsv", ".txt")
"""The endings of files with a single sheet, which nobody has named."""
VISIBLE = "visible"


@dataclass(frozen=True, slots=True)
class EntryOfFile:
    """An entry with where it stands. ``sheet``: "" in a text table, whose sheet nobody has named."""

    file: str
    sheet: str
    read: ReadEntry

    @property
    def origin(self) -> CellRef:
        """The first cell of the entry."""
        first = self.read.legs[0]
        return CellRef(self.file, self.sheet, f"{column_letter(first.column)}{self.read.row}")

    @property
    def place(self) -> Phrase | str:
        """The first cell as it is named beside another of the file."""
        origin = self.origin
        if not self.sheet:
            return phrase("cell {cell}", cell=origin.cell)
        return phrase("sheet '{sheet}', cell {cell}", sheet=self.sheet, cell=origin.cell)

    def refusal(self, problem: Phrase, leg: ReadLeg | None = None) -> WorkbenchError:
        """Return the refusal of a leg, by the cell of its account or its problem; of the entry, by its first leg's."""
        leg = leg or self.read.legs[0]
        cell = f"{column_letter(leg.column)}{leg.row}"
        if self.sheet:
            return WorkbenchError(
                "{file}, sheet '{sheet}', cell {cell}: {problem}",
                file=self.file,
                sheet=self.sheet,
                cell=cell,
                problem=problem,
            )
        return WorkbenchError("{file}, cell {cell}: {problem}", file=self.file, cell=cell, problem=problem)


def entries_in(workbook: SourceWorkbook, project: Project) -> tuple[list[EntryOfFile], list[Phrase]]:
    """Return the entries of a file, and what is said of those that were left out.

    Sheets that do not look like a journal are none; in a text table, the headings may be missing. Raises WorkbenchError
    if no sheet has entries, or if one of them cannot be read.
    """
    is_text = workbook.name.lower().endswith(TEXT_TABLES)
    finder = LineFinder(project)
    entries: list[EntryOfFile] = []
    notes: list[Phrase] = []
    for sheet in workbook.sheets:
        rows = _texts_of(sheet)
        if not (is_text or heads_journal(rows)):
            continue
        if sheet.state != VISIBLE:
            notes.append(phrase("Sheet '{sheet}' is hidden, and was left out.", sheet=sheet.name))
            continue
        name = "" if is_text else sheet.name
        for read in _read(rows, project, finder, workbook.name, name):
            notes += (_note_of_sheet(note, name) for note in read.notes)
            legs = tuple(_with_what_is_shown(leg, sheet) for leg in read.legs)
            entries.append(EntryOfFile(workbook.name, name, replace(read, legs=legs)))
    if not entries:
        raise WorkbenchError(
            "{file} has no journal entries. Put headings above their columns, such as Difference, Period, Account, "
            "Debit, Credit.",
            file=workbook.name,
        )
    return entries, notes


def _read(rows: Sequence[Row], project: Project, finder: LineFinder, file: str, sheet: str) -> tuple[ReadEntry, ...]:
    try:
        return read_journal(rows, project, finder)
    except WorkbenchError as error:
        if sheet:
            raise WorkbenchError(
                "{file}, sheet '{sheet}': {problem}", file=file, sheet=sheet, problem=error.sentence
            ) from None
        raise WorkbenchError("{file}: {problem}", file=file, problem=error.sentence) from None


def _note_of_sheet(note: Phrase, sheet: str) -> Phrase:
    return phrase("Sheet '{sheet}': {note}", sheet=sheet, note=note) if sheet else note


def _texts_of(sheet: Sheet) -> list[Row]:
    """Return the rows of a sheet from the first, as texts; a blank row has none."""
    rows: list[Row] = [()] * max(sheet.rows, default=0)
    for number, cells in sheet.rows.items():
        texts = [""] * cells[-1].column
        for cell in cells:
            texts[cell.column - 1] = _text_of(cell)
        rows[number - 1] = texts
    return rows


def _text_of(cell: SheetCell) -> str:
    """Return a cell as it would be typed: a number without binary noise, ``12%`` as it is shown, a date by its day.

    A number such as 1.234, which as a text might mean 1,234, is written ``=1.234``.
    """
    match cell.value:
        case bool():
            return cell.text
        case Decimal():
            if "%" in cell.style.number_format:
                return f"{format_exactly(decimal_as_stored(cell.value) * 100)}%"
            number = format_exactly(decimal_as_stored(cell.value))
            parsed = parse_amount(number, alone=True)
            return f"={number}" if parsed and parsed.is_ambiguous else number
        case date():
            return date(cell.value.year, cell.value.month, cell.value.day).isoformat()
    if cell.kind is CellKind.NO_RESULT and cell.formula:
        return f"={cell.formula.removeprefix('=')}"
    return cell.text


def _with_what_is_shown(leg: ReadLeg, sheet: Sheet) -> ReadLeg:
    """Return a leg; with a problem if a reader of the sheet sees something else than its cells hold."""
    if leg.problem:
        return leg
    if leg.row in sheet.hidden_rows:
        return replace(leg, problem=phrase("The row is hidden. Show it, or delete it."))
    for column in (leg.column, leg.amount_column):
        if column in sheet.hidden_columns:
            return replace(leg, problem=phrase("The column is hidden. Show it, or delete it."), column=column)
    for cell in sheet.rows[leg.row]:
        if cell.style.struck and cell.column in (leg.column, leg.amount_column):
            problem = phrase("The row is struck out. Delete it, or remove the line through it.")
            return replace(leg, problem=problem, column=cell.column)
        if isinstance(cell.value, Decimal) and scale_of_format(cell.style.number_format, cell.value) > 1:
            problem = phrase(
                "The number format shows {shown} divided by {scale:,}. Show the amount as it is.",
                shown=cell.text,
                scale=scale_of_format(cell.style.number_format, cell.value),
            )
            return replace(leg, problem=problem, column=cell.column)
    return leg
