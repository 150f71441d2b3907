"""The layout of the review workbook: its sheets, and their references to each other."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from workbench.checks import proof
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM, SWITCH_NAME
from workbench.domain.statements import Statement
from workbench.engine import Results
from workbench.exporting.arithmetic_sheet import lay_out_arithmetic
from workbench.exporting.changes_sheet import lay_out_changes
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.checks_sheet import LIGHT_ROW, ChecksSheets
from workbench.exporting.completeness_sheet import lay_out_completeness
from workbench.exporting.concept_names import concept_names
from workbench.exporting.difference_sheet import DifferencesShown, lay_out_differences
from workbench.exporting.figures_json import write_figures_json
from workbench.exporting.how_to_read_sheet import NAME as HOW_TO_READ
from workbench.exporting.how_to_read_sheet import Exported, lay_out_how_to_read
from workbench.exporting.layout import GREY, CellFormat, PlannedSheet, SheetNames, WorkbookLayout
from workbench.exporting.lead_blocks import put_blocks
from workbench.exporting.lead_periods import LeadPeriod, lead_periods
from workbench.exporting.lead_sheet import LeadSchedule, lay_out_lead, put_switches_alone
from workbench.exporting.listing_sheets import lay_out_entries, lay_out_sources
from workbench.exporting.map_sheet import MappedSheets, document_marks, lay_out_map
from workbench.exporting.notes_sheet import lay_out_notes
from workbench.exporting.reconciled_sheet import ReconciledSheet, lay_out_reconciled_sheet, put_ticks
from workbench.exporting.remark_places import RemarkPlaces, put_notes
from workbench.exporting.remark_sheets import lay_out_comments, lay_out_evidence
from workbench.exporting.review_lists import lay_out_cross_references, lay_out_open_items, lay_out_uncorrected
from workbench.exporting.scenarios_sheet import lay_out_scenarios
from workbench.exporting.sheet_headers import STATE_ROW, number_papers, put_page_marks
from workbench.exporting.switches import Switches, state_remark, switches_of
from workbench.exporting.tie_out_sheet import lay_out_tie_outs
from workbench.exporting.unreconciled_sheet import StatementSheet, columns_to_show, lay_out_statement_sheet
from workbench.languages import ENGLISH_CODE
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.presentation.states import name_of_reconciliation, state_of
from workbench.program import VERSION
from workbench.wording.names import short_name_of_statement
from workbench.wording.periods import short_label

DIGITS_OF_FINGERPRINT = 12
CHECKS_SHEET, LEAD_SHEET = phrase("Checks"), phrase("Lead")
LENGTHS = {0: phrase("dates"), 3: phrase("quarters"), 6: phrase("half-years"), 12: phrase("years")}
"""What periods are called by their months; 0 for a date."""
OTHER_PERIODS = phrase("other periods")


class StateText(NamedTuple):
    """A sentence, and the formula, without its equals sign, that keeps it up to date."""

    now: str
    formula: str


def lay_out_review_workbook(results: Results, exported_at: datetime, words: Words) -> WorkbookLayout:
    """Return the layout of the whole workbook for the current state of the switches, in the language of ``words``."""
    project = results.project
    names = SheetNames(words)
    first_lead = PlannedSheet(names.new(LEAD_SHEET))
    checks = PlannedSheet(names.new(CHECKS_SHEET))
    listings = (phrase("Entries"), phrase("Notes"), phrase("Sources"), phrase("Changes"))
    entries, notes, sources, changes = map(names.new, listings)
    scenarios = names.new(phrase("Scenarios")) if project.scenarios else ""
    switches = switches_of(first_lead, project, words)
    reconciled_sheets = _reconciled_sheets(results, names, switches, words)
    statement_sheets = _statement_sheets(results, names, words)
    source_list, source_rows = lay_out_sources(project, sources, words)
    entry_list, entry_rows = lay_out_entries(project, reconciled_sheets, entries, words)
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
    checks_sheets = ChecksSheets(results, places, proof(results).unproven, words)
    more_checks = [PlannedSheet(names.new(CHECKS_SHEET)) for _ in range(1, checks_sheets.number_of_sheets)]
    light = checks_sheets.fill([checks, *more_checks], switches.state)
    light_cell = checks.ref(LIGHT_ROW, 1), light.text
    planned_sheets = [reconciled_sheet.sheet for reconciled_sheet in reconciled_sheets]
    unreconciled_sheets = [unreconciled_sheet.sheet for unreconciled_sheet in statement_sheets]
    put_ticks(reconciled_sheets, project)
    remark_places = RemarkPlaces(project, places)
    open_items = lay_out_open_items(remark_places, names.new(phrase("Open items")), words)
    uncorrected = lay_out_uncorrected(results, names.new(phrase("Uncorrected differences")), words)
    review_lists = [open_items, uncorrected]
    leads = lead_periods(project, reconciled_sheets)
    note_list, note_cells = lay_out_notes(results, places, notes, words)
    shown = DifferencesShown(results, leads, places, first_lead, note_list, words)
    differences = lay_out_differences(shown, names)
    difference_sheets = list(differences.values())
    number_papers(difference_sheets, "D")
    completeness = lay_out_completeness(project, differences, names.new(phrase("Completeness")), words)
    lead_names = _lead_names(first_lead, leads, project, names, words)
    lead_sheets = _lead_sheets(
        results, lead_names, leads, reconciled_sheets, switches, light_cell, differences, review_lists, words
    )
    remark_lists = _remark_lists(remark_places, names, words)
    put_notes((*planned_sheets, *unreconciled_sheets, entry_list, source_list), remark_places, words)
    tie_outs = lay_out_tie_outs(results, places, names, words)
    arithmetic = lay_out_arithmetic(results, checks_sheets, places, names.new(phrase("Arithmetic")), words)
    change_list = lay_out_changes(project, changes, words)
    how_to_read = PlannedSheet(names.new(HOW_TO_READ))
    scenario_sheets = [lay_out_scenarios(results, reconciled_sheets, scenarios, words)] if scenarios else []
    for letter, sheets in (
        ("A", lead_sheets),
        ("B", planned_sheets),
        ("C", tie_outs),
        ("E", [completeness]),
        ("F", [arithmetic]),
        ("G", [note_list]),
        ("H", [open_items]),
        ("I", [uncorrected]),
        ("J", unreconciled_sheets),
        ("K", scenario_sheets),
        ("L", [entry_list]),
        ("M", [checks, *more_checks]),
        ("N", remark_lists),
        ("P", [source_list]),
        ("Q", [change_list]),
        ("R", [how_to_read]),
    ):
        number_papers(sheets, letter)
    state = StateText(light.state, checks.ref(STATE_ROW, 1))
    fails_now = state_remark(light.text, words) if checks_sheets.fails else ""
    elsewhere = StateText(
        switches.state_elsewhere_now + fails_now, f"{switches.state_elsewhere}&{checks_sheets.fails_formula(checks)}"
    )
    in_front = [*lead_sheets, *planned_sheets, *difference_sheets, completeness, *tie_outs, arithmetic, note_list]
    in_front += review_lists
    lists = [*scenario_sheets, entry_list, *more_checks, *remark_lists, source_list, change_list]
    _put_state([*in_front, *lists, how_to_read], state)
    _put_state(unreconciled_sheets, elsewhere)
    every_sheet = [*in_front, *unreconciled_sheets, *scenario_sheets, entry_list, checks, *more_checks, *remark_lists]
    every_sheet += [source_list, change_list]
    mark = fingerprint(results)
    lay_out_how_to_read(how_to_read, results, every_sheet, Exported(exported_at, mark, light.text), words)
    every_sheet.append(how_to_read)
    for sheet in every_sheet:
        put_page_marks(sheet, project, _footer(project, mark, exported_at, words), words)
    mapped = MappedSheets(
        first_lead,
        reconciled_sheets,
        statement_sheets,
        entry_list,
        note_list,
        note_cells,
        [
            *(("lead", sheet) for sheet in lead_sheets[1:]),
            *(("scenarios", sheet) for sheet in scenario_sheets),
            *(("difference", sheet) for sheet in difference_sheets),
            ("completeness", completeness),
            *(("tie-out", sheet) for sheet in tie_outs),
            ("arithmetic", arithmetic),
            *(("checks", sheet) for sheet in (checks, *more_checks)),
            ("open-items", open_items),
            ("uncorrected", uncorrected),
            *(("remarks", sheet) for sheet in remark_lists),
            ("sources", source_list),
            ("changes", change_list),
            ("how-to-read", how_to_read),
        ],
    )
    language = str(words.info().get("language", ENGLISH_CODE))
    return WorkbookLayout(
        sheets=[*every_sheet, lay_out_map(project, mapped, switches, mark, language, exported_at)],
        names={
            **{f"{SWITCH_NAME}{key}": cell for key, cell in switches.cells.items()},
            **concept_names(results, reconciled_sheets),
        },
        properties={
            "title": say(_title(project), words),
            "comments": say(phrase("Written by {program}", program=PROGRAM), words),
        },
        marks=document_marks(project, mark),
    )


def _lead_names(
    first: PlannedSheet, leads: Sequence[LeadPeriod], project: Project, names: SheetNames, words: Words
) -> list[PlannedSheet]:
    """Return a blank sheet for each lead schedule; ``first``, with the switches, is that of the latest period."""
    others = []
    for lead in leads[1:]:
        period = short_label(project.periods[lead.period_named], words)
        others.append(PlannedSheet(names.new(phrase("{sheet} {period}", sheet=LEAD_SHEET, period=period))))
    return [first, *others]


def _lead_sheets(
    results: Results,
    sheets: list[PlannedSheet],
    leads: Sequence[LeadPeriod],
    reconciled_sheets: Sequence[ReconciledSheet],
    switches: Switches,
    light: tuple[str, str],
    differences: Mapping[AdjustmentId, PlannedSheet],
    lists: Sequence[PlannedSheet],
    words: Words,
) -> list[PlannedSheet]:
    """Lay out the lead schedules on ``sheets``. ``lists``: the sheets of open items and of uncorrected differences."""
    if not leads:
        put_switches_alone(sheets[0], results, light, words)
    for sheet, lead in zip(sheets, leads, strict=False):
        schedule = LeadSchedule(results, lead, sheet, switches, sheet is sheets[0], differences, words)
        row = lay_out_lead(schedule, reconciled_sheets, light)
        put_blocks(sheet, results, row, lists, words)
    return sheets


def _reconciled_sheets(results: Results, names: SheetNames, switches: Switches, words: Words) -> list[ReconciledSheet]:
    return [
        lay_out_reconciled_sheet(
            results, statement, period, names.new(_tab_name(results.project, statement, words, period)), switches, words
        )
        for statement in results.project.statements
        for period in statement.periods
        if period in statement.reconciled
    ]


def _statement_sheets(results: Results, names: SheetNames, words: Words) -> list[StatementSheet]:
    return [
        lay_out_statement_sheet(results, statement, names.new(_name_of_columns(results, statement, words)), words)
        for statement in results.project.statements
        if columns_to_show(results, statement)
    ]


def _remark_lists(places: RemarkPlaces, names: SheetNames, words: Words) -> list[PlannedSheet]:
    lists = []
    if places.project.comments:
        lists.append(lay_out_comments(places, names.new(phrase("Comments")), words))
    if places.project.evidence:
        lists.append(lay_out_evidence(places, names.new(phrase("Evidence")), words))
    if places.project.cross_references:
        lists.append(lay_out_cross_references(places, names.new(phrase("Cross references")), words))
    return lists


def _title(project: Project) -> Phrase:
    return phrase("{entity}: {what}", entity=project.entity, what=name_of_reconciliation(project.frameworks))


def _put_state(sheets: Sequence[PlannedSheet], state: StateText) -> None:
    for sheet in sheets:
        sheet.put(STATE_ROW, 1, state.now, CellFormat(italic=True, colour=GREY), f"={state.formula}")
        sheet.verdicts = (*sheet.verdicts, (STATE_ROW, 1, STATE_ROW, 1))


def fingerprint(results: Results) -> str:
    """Return a short fingerprint of every figure, effect, source and switch of the project."""
    digest = hashlib.sha256()
    write_figures_json(results, (), 0, lambda piece: digest.update(piece.encode()))
    return digest.hexdigest()[:DIGITS_OF_FINGERPRINT]


def _tab_name(project: Project, statement: Statement, words: Words, period: PeriodId | None = None) -> Phrase | str:
    short = short_name_of_statement(statement.kind, words)
    if period:
        return phrase("{statement} {period}", statement=short, period=short_label(project.periods[period], words))
    return short


def _name_of_columns(results: Results, statement: Statement, words: Words) -> Phrase | str:
    """Return what a sheet of columns that are not reconciled holds: ``IS quarters and USD``."""
    short = short_name_of_statement(statement.kind, words)
    if not statement.reconciled:
        return short
    columns = columns_to_show(results, statement)
    periods = [results.project.periods[period] for period, currency in columns if not currency]
    lengths = dict.fromkeys(0 if period.is_instant else period.months for period in periods)
    contents = [say(LENGTHS.get(length, OTHER_PERIODS), words) for length in lengths]
    contents += dict.fromkeys(currency for _, currency in columns if currency)
    *others, last = dict.fromkeys(contents)
    held = phrase("{first} and {last}", first=listing(others, words), last=last) if others else last
    return phrase("{statement} {period}", statement=short, period=held)


def _footer(project: Project, mark: str, exported_at: datetime, words: Words) -> str:
    """Return the middle of the foot of every page: fingerprint, state of the switches, version, time."""
    state = state_of(project).in_words(words)
    middle = phrase("unaudited — as exported: {state}", state=f"{state[0].lower()}{state[1:]}")
    return f"{mark}  {say(middle, words)}  {PROGRAM} {VERSION}  {exported_at:%Y-%m-%d %H:%M}"
