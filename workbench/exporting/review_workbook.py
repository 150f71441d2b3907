"""The review workbook as a plan: which sheets there are, and what they refer to."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from typing import NamedTuple

from workbench.checks import proof
from workbench.domain.project import Project
from workbench.domain.review_workbook import PROGRAM, SUMMARY, SWITCH_NAME
from workbench.domain.statements import Statement
from workbench.engine import Results
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.checks_sheet import LIGHT_ROW, STATE_ROW, ChecksSheets, fails_formula
from workbench.exporting.figures_json import figures_json
from workbench.exporting.layout import GREY, CellFormat, PlannedSheet, SheetNames, WorkbookLayout
from workbench.exporting.listing_sheets import entries_sheet, notes_sheet, sources_sheet
from workbench.exporting.reconciled_sheet import reconciled_sheet
from workbench.exporting.statement_sheet import shown_columns, statement_sheet
from workbench.exporting.summary_sheet import fill_summary
from workbench.exporting.switches import switches_on
from workbench.presentation.names import short_name_of_statement
from workbench.presentation.states import state_of

DIGITS_OF_FINGERPRINT = 12
SHEET_STATE_ROW, LISTING_STATE_ROW = 4, 2
"""Where every sheet says whether it is illustrative and whether checks fail."""


class StateText(NamedTuple):
    """A sentence as it is now, and the formula, without its equals sign, that keeps it true."""

    now: str
    formula: str


def lay_out_review_workbook(results: Results, now: datetime) -> WorkbookLayout:
    """Plan the whole workbook for the present state of the switches."""
    project = results.project
    names = SheetNames()
    summary = PlannedSheet(names.new(SUMMARY))
    checks = PlannedSheet(names.new("Checks"))
    entries, notes, sources = (names.new(name) for name in ("Entries", "Notes", "Sources"))
    switches = switches_on(summary, project)
    reconciled = [
        reconciled_sheet(results, statement, period, names.new(_tab(project, statement, period)), switches)
        for statement in project.statements
        for period in statement.periods
        if period in statement.reconciled
    ]
    others = [
        statement_sheet(results, statement, names.new(_tab(project, statement)))
        for statement in project.statements
        if shown_columns(results, statement)
    ]
    source_list, source_rows = sources_sheet(project, sources)
    entry_list, entry_rows = entries_sheet(project, entries)
    places = WorkbookPlaces(
        project, tuple(reconciled), tuple(others), source_list, source_rows, entry_list, entry_rows, switches
    )
    checking = ChecksSheets(results, places, proof(results).unproven)
    more_checks = [PlannedSheet(names.new("Checks")) for _ in range(1, checking.number_of_sheets)]
    light = checking.fill([checks, *more_checks], switches.state)
    fill_summary(summary, results, reconciled, checks.ref(LIGHT_ROW, 1), light.text)
    statements = [planned.sheet for planned in reconciled]
    unreconciled = [other.sheet for other in others]
    note_list = notes_sheet(results, notes)
    state = StateText(light.state, checks.ref(STATE_ROW, 1))
    fails_now = f" — {light.text}" if "FAIL" in light.text else ""
    elsewhere = StateText(
        switches.state_elsewhere_now + fails_now, f"{switches.state_elsewhere}&{fails_formula(checks)}"
    )
    _say([summary, *statements], SHEET_STATE_ROW, state)
    _say([entry_list, note_list, source_list], LISTING_STATE_ROW, state)
    _say(unreconciled, SHEET_STATE_ROW, elsewhere)
    return WorkbookLayout(
        sheets=[summary, *statements, *unreconciled, entry_list, checks, *more_checks, note_list, source_list],
        names={f"{SWITCH_NAME}{key}": cell for key, cell in switches.cells.items()},
        footer=_footer(results, now),
        properties={
            "title": f"{project.entity}: {' to '.join(project.frameworks)}",
            "comments": f"Written by {PROGRAM}",
        },
    )


def _say(sheets: Sequence[PlannedSheet], row: int, said: StateText) -> None:
    for sheet in sheets:
        sheet.put(row, 1, said.now, CellFormat(italic=True, colour=GREY), f"={said.formula}")
        sheet.verdicts = (*sheet.verdicts, (row, 1, row, 1))


def fingerprint(results: Results) -> str:
    """Return a short fingerprint of every figure, effect, source and switch of the project."""
    digest = hashlib.sha256()
    figures_json(results, (), 0, lambda piece: digest.update(piece.encode()))
    return digest.hexdigest()[:DIGITS_OF_FINGERPRINT]


def _tab(project: Project, statement: Statement, period: str | None = None) -> str:
    short = short_name_of_statement(statement.kind)
    if period:
        return f"{short} {project.periods[period].short_label}"
    return f"{short} other columns" if statement.reconciled else short


def _footer(results: Results, now: datetime) -> str:
    left = f"{PROGRAM} {version('reconciliation-workbench')}  {fingerprint(results)}"
    state = state_of(results.project).in_words
    middle = f"unaudited — as exported: {state[0].lower()}{state[1:]}"
    return f"&L&8 {left}&C&8 {middle}&R&8 {now:%Y-%m-%d %H:%M}  page &P of &N"
