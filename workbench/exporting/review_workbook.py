"""The layout of the review workbook: its sheets, and their references to each other."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from typing import NamedTuple

from workbench.checks import proof
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM, SUMMARY, SWITCH_NAME
from workbench.domain.statements import Statement
from workbench.engine import Results
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.checks_sheet import LIGHT_ROW, STATE_ROW, ChecksSheets, fails_formula
from workbench.exporting.figures_json import write_figures_json
from workbench.exporting.layout import GREY, CellFormat, PlannedSheet, SheetNames, WorkbookLayout
from workbench.exporting.listing_sheets import lay_out_entries, lay_out_notes, lay_out_sources
from workbench.exporting.reconciled_sheet import lay_out_reconciled_sheet
from workbench.exporting.summary_sheet import fill_summary
from workbench.exporting.switches import switches_of
from workbench.exporting.unreconciled_sheet import columns_to_show, lay_out_statement_sheet
from workbench.presentation.states import state_of
from workbench.wording.names import short_name_of_statement

DIGITS_OF_FINGERPRINT = 12
SHEET_STATE_ROW, LISTING_STATE_ROW = 4, 2
"""The row in which every sheet says whether it is illustrative and whether checks fail."""


class StateText(NamedTuple):
    """A sentence, and the formula, without its equals sign, that keeps it up to date."""

    now: str
    formula: str


def lay_out_review_workbook(results: Results, exported_at: datetime) -> WorkbookLayout:
    """Return the layout of the whole workbook for the present state of the switches."""
    project = results.project
    names = SheetNames()
    summary = PlannedSheet(names.new(SUMMARY))
    checks = PlannedSheet(names.new("Checks"))
    entries, notes, sources = (names.new(name) for name in ("Entries", "Notes", "Sources"))
    switches = switches_of(summary, project)
    reconciled_sheets = [
        lay_out_reconciled_sheet(results, statement, period, names.new(_tab_name(project, statement, period)), switches)
        for statement in project.statements
        for period in statement.periods
        if period in statement.reconciled
    ]
    statement_sheets = [
        lay_out_statement_sheet(results, statement, names.new(_tab_name(project, statement)))
        for statement in project.statements
        if columns_to_show(results, statement)
    ]
    source_list, source_rows = lay_out_sources(project, sources)
    entry_list, entry_rows = lay_out_entries(project, entries)
    places = WorkbookPlaces(
        project,
        tuple(reconciled_sheets),
        tuple(statement_sheets),
        source_list,
        source_rows,
        entry_list,
        entry_rows,
        switches,
    )
    checks_sheets = ChecksSheets(results, places, proof(results).unproven)
    more_checks = [PlannedSheet(names.new("Checks")) for _ in range(1, checks_sheets.number_of_sheets)]
    light = checks_sheets.fill([checks, *more_checks], switches.state)
    fill_summary(summary, results, reconciled_sheets, checks.ref(LIGHT_ROW, 1), light.text)
    planned_sheets = [reconciled_sheet.sheet for reconciled_sheet in reconciled_sheets]
    unreconciled_sheets = [unreconciled_sheet.sheet for unreconciled_sheet in statement_sheets]
    note_list = lay_out_notes(results, notes)
    state = StateText(light.state, checks.ref(STATE_ROW, 1))
    fails_now = f" — {light.text}" if "FAIL" in light.text else ""
    elsewhere = StateText(
        switches.state_elsewhere_now + fails_now, f"{switches.state_elsewhere}&{fails_formula(checks)}"
    )
    _put_state([summary, *planned_sheets], SHEET_STATE_ROW, state)
    _put_state([entry_list, note_list, source_list], LISTING_STATE_ROW, state)
    _put_state(unreconciled_sheets, SHEET_STATE_ROW, elsewhere)
    return WorkbookLayout(
        sheets=[
            summary,
            *planned_sheets,
            *unreconciled_sheets,
            entry_list,
            checks,
            *more_checks,
            note_list,
            source_list,
        ],
        names={f"{SWITCH_NAME}{key}": cell for key, cell in switches.cells.items()},
        footer=_footer(results, exported_at),
        properties={
            "title": f"{project.entity}: {' to '.join(project.frameworks)}",
            "comments": f"Written by {PROGRAM}",
        },
    )


def _put_state(sheets: Sequence[PlannedSheet], row: int, state: StateText) -> None:
    for sheet in sheets:
        sheet.put(row, 1, state.now, CellFormat(italic=True, colour=GREY), f"={state.formula}")
        sheet.verdicts = (*sheet.verdicts, (row, 1, row, 1))


def fingerprint(results: Results) -> str:
    """Return a short fingerprint of every figure, effect, source and switch of the project."""
    digest = hashlib.sha256()
    write_figures_json(results, (), 0, lambda piece: digest.update(piece.encode()))
    return digest.hexdigest()[:DIGITS_OF_FINGERPRINT]


def _tab_name(project: Project, statement: Statement, period: str | None = None) -> str:
    short = short_name_of_statement(statement.kind)
    if period:
        return f"{short} {project.periods[period].short_label}"
    return f"{short} other columns" if statement.reconciled else short


def _footer(results: Results, exported_at: datetime) -> str:
    left = f"{PROGRAM} {version('reconciliation-workbench')}  {fingerprint(results)}"
    state = state_of(results.project).in_words()
    middle = f"unaudited — as exported: {state[0].lower()}{state[1:]}"
    return f"&L&8 {left}&C&8 {middle}&R&8 {exported_at:%Y-%m-%d %H:%M}  page &P of &N"
