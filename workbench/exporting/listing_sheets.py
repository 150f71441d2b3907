"""Listing sheets: the entries, the notes, and every source with the cells that state a figure."""

from collections.abc import Iterator, Mapping, Sequence

from workbench.domain.amounts import format_exactly
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import FigureKey, Scope
from workbench.exporting.layout import (
    BLUE,
    GREY,
    LINK_IN_LIST,
    PLAIN,
    CellFormat,
    ListedRows,
    PlannedRow,
    PlannedSheet,
    Value,
    number_format,
    planned_cell,
)
from workbench.exporting.reconciled_sheet import ReconciledSheet
from workbench.exporting.sheet_headers import FIRST_ROW, HEADING, HEADING_ROW, put_header, put_headings
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.figure_sources import source_cells_in_words
from workbench.presentation.journal_entries import (
    ListedLeg,
    OriginKind,
    kind_of_origin,
    listed_legs,
    place_of_origin,
)
from workbench.presentation.statement_table import Column, ColumnKind
from workbench.wording.names import (
    name_of_leg_kind,
    name_of_statement,
)
from workbench.wording.periods import label

WRAPPED = CellFormat(wrap=True)
QUIET, QUIET_INSET = CellFormat(colour=GREY), CellFormat(colour=GREY, indent=1)
STATED_AMOUNT, VERDICT_OF_SOURCE = 6, 10
AMOUNT = phrase("Amount")
HEADINGS_OF_ENTRIES = (
    (phrase("Difference"), 52),
    (phrase("Entry"), 8),
    (phrase("Statement"), 20),
    (phrase("Line item"), 58),
    (phrase("Section"), 62),
    (phrase("Period"), 30),
    (AMOUNT, 16),
    (phrase("Debit"), 16),
    (phrase("Credit"), 16),
    (phrase("Open amount"), 16),
    (phrase("Stated in"), 40),
    (phrase("Kind"), 22),
    (phrase("Memo"), 40),
    (phrase("Reference"), 20),
    (phrase("Origin"), 14),
)
"""The columns of the list of entries, with their widths."""
FIRST_ENTRY_ROW = FIRST_ROW
ENTERED_DIFFERENCE, ENTERED_LINE, ENTERED_PERIOD, ENTERED_AMOUNT, DEBIT, CREDIT, OPEN = 1, 4, 6, 7, 8, 9, 10
WORDS_OF_LEG, AMOUNTS_OF_LEG = (ENTERED_DIFFERENCE, ENTERED_LINE, ENTERED_PERIOD), (ENTERED_AMOUNT, DEBIT, CREDIT, OPEN)
"""The columns whose words tell one leg from another, and those with its amounts."""
STATES = {
    FigureRole.AS_REPORTED: phrase("as reported"),
    FigureRole.ADJUSTMENT: phrase("adjustment"),
    FigureRole.RESULT: phrase("result"),
    FigureRole.TRANSLATION: phrase("translation"),
    FigureRole.ENTRY: phrase("entry"),
}
"""What a source cell states."""
ORIGINS = {
    OriginKind.SOURCE: phrase("source"),
    OriginKind.TYPED: phrase("typed"),
    OriginKind.COMPUTED: phrase("computed"),
    OriginKind.RETURNED: phrase("returned"),
    OriginKind.CARRIED: phrase("brought forward"),
}
"""Where an entry comes from."""


def lay_out_entries(
    project: Project, reconciled_sheets: Sequence[ReconciledSheet], name: str, words: Words
) -> tuple[PlannedSheet, dict[FigureKey, tuple[int, ...]]]:
    """Return the sheet of all entries, each linked to the effect that it moves, and the rows of each cell on it."""
    sheet = PlannedSheet(name)
    put_headings(
        sheet,
        project,
        phrase("Entries, signed as each line displays them"),
        HEADINGS_OF_ENTRIES,
        words,
    )
    rows: dict[FigureKey, tuple[int, ...]] = {}
    legs = [leg for known in project.adjustments for entry in known.entries.values() for leg in entry.legs]
    for number, leg in enumerate(legs, 1):
        rows[leg.cell] = (*rows.get(leg.cell, ()), FIRST_ENTRY_ROW + number - 1)
    sheet.listed_rows = ListedRows(FIRST_ENTRY_ROW, len(legs), lambda: _entry_rows(project, reconciled_sheets, words))
    return sheet, rows


def contents_of_leg(listed: ListedLeg, project: Project, words: Words) -> dict[int, Value]:
    """Return what the list of entries says of a leg, by column: which it is, and its amounts."""
    name = listed.line.name
    if listed.leg.line in listed.statement.total_of:
        name = say(phrase("{line} (unallocated: not explained by its parts)", line=name), words)
    debit, credit = listed.debit_and_credit
    return {
        ENTERED_DIFFERENCE: listed.adjustment.name,
        ENTERED_LINE: name,
        ENTERED_PERIOD: label(project.periods[listed.leg.period], words),
        ENTERED_AMOUNT: listed.leg.amount,
        DEBIT: debit,
        CREDIT: credit,
        OPEN: listed.open_amount or None,
    }


def _entry_rows(project: Project, reconciled_sheets: Sequence[ReconciledSheet], words: Words) -> Iterator[PlannedRow]:
    sheet_of = {(sheet.statement.id, sheet.period): sheet for sheet in reconciled_sheets}
    for listed in listed_legs(project):
        line, entry = listed.line, listed.entry
        column = Column(ColumnKind.EFFECT, listed.adjustment.id)
        stated_in = source_cells_in_words(project, listed.leg.cell, column, words) or str(place_of_origin(entry.origin))
        said, effect = contents_of_leg(listed, project, words), _cell_of_effect(listed, sheet_of)
        side_format = CellFormat(number_format=number_format(line))
        yield (
            planned_cell(said[ENTERED_DIFFERENCE]),
            planned_cell(listed.number),
            planned_cell(name_of_statement(listed.statement.kind, words)),
            planned_cell(said[ENTERED_LINE], LINK_IN_LIST if effect else PLAIN, link=effect),
            planned_cell(" › ".join(line.section), QUIET),
            planned_cell(said[ENTERED_PERIOD]),
            planned_cell(said[ENTERED_AMOUNT], CellFormat(number_format=number_format(line), colour=BLUE)),
            planned_cell(said[DEBIT], side_format),
            planned_cell(said[CREDIT], side_format),
            planned_cell(said[OPEN], CellFormat(number_format=number_format(line), bold=True)),
            planned_cell(stated_in, QUIET_INSET),
            planned_cell(name_of_leg_kind(listed.leg.kind, words), QUIET),
            planned_cell(entry.memo),
            planned_cell(entry.reference),
            planned_cell(say(ORIGINS[kind_of_origin(entry.origin)], words), QUIET),
        )


def _cell_of_effect(listed: ListedLeg, sheet_of: Mapping[Scope, ReconciledSheet]) -> str:
    """Return the cell of the effect that a leg moves; empty if no sheet shows it."""
    sheet = sheet_of.get((listed.statement.id, listed.leg.period))
    if sheet is None or listed.adjustment not in sheet.adjustments:
        return ""
    return sheet.cell(listed.leg.line, sheet.column_of(listed.adjustment.id))


def lay_out_sources(
    project: Project, name: str, words: Words
) -> tuple[PlannedSheet, dict[tuple[CellRef, LineId], int]]:
    """Return the sheet of source files and source figures, and the row of each (cell, line) on it."""
    sheet = PlannedSheet(name)
    put_header(sheet, project, phrase("Sources"), "", words)
    row = HEADING_ROW
    of_files: tuple[Phrase | str, ...] = (phrase("File"), "", "", "", "", phrase("Bytes"), "SHA-256")
    for column, heading in enumerate(of_files, 1):
        sheet.put(row, column, say(heading, words), HEADING)
    for source in project.sources:
        row += 1
        sheet.put(row, 1, source.name, WRAPPED)
        sheet.put(row, 6, source.size, CellFormat(number_format="#,##0"))
        sheet.put(row, 7, source.sha256, CellFormat())
    row += 2
    headings = (
        (phrase("File"), 28), (phrase("Sheet"), 18), (phrase("Cell"), 8), (phrase("Line item"), 52),
        (phrase("Stated as"), 64), (phrase("Amount"), 16), (phrase("Raw text"), 20),
        (phrase("Formula in the source"), 34), (phrase("Period"), 30),
    )  # fmt: skip
    for column, (text, width) in enumerate(headings, 1):
        sheet.put(row, column, say(text, words), HEADING)
        sheet.widths[column] = width
    sheet.freeze, sheet.heading_rows = (row + 1, 1), (row, row)
    first = row + 1
    sheet.listed_rows = ListedRows(first, len(project.source_figures), lambda: _stated_rows(project, words))
    return sheet, {
        (figure.cell, figure.line): figure_row for figure_row, figure in enumerate(project.source_figures, first)
    }


def _stated_rows(project: Project, words: Words) -> Iterator[PlannedRow]:
    for figure in project.source_figures:
        line = project.line(figure.line)
        adjustment_or_currency = (
            project.adjustment_by_id[figure.adjustment].name
            if figure.role.is_of_an_adjustment
            else figure.adjustment_or_currency
        )
        yield (
            planned_cell(figure.cell.file),
            planned_cell(figure.cell.sheet),
            planned_cell(figure.cell.cell),
            planned_cell(line.name),
            planned_cell(say(_what_is_stated(figure.role, adjustment_or_currency), words)),
            planned_cell(figure.amount, CellFormat(number_format=number_format(line))),
            planned_cell(
                figure.raw or (format_exactly(figure.amount) if figure.amount is not None else None), QUIET_INSET
            ),
            planned_cell(figure.formula, QUIET),
            planned_cell(label(project.periods[figure.period], words)),
        )


def _what_is_stated(role: FigureRole, adjustment_or_currency: str) -> Phrase:
    if not adjustment_or_currency:
        return STATES[role]
    return phrase(
        "{stated}: {adjustment_or_currency}", stated=STATES[role], adjustment_or_currency=adjustment_or_currency
    )
