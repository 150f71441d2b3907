"""The layout of the review workbook: its sheets, and their references to each other."""

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
from workbench.exporting.checks_sheet import LIGHT_ROW, ChecksSheets, LightText
from workbench.exporting.completeness_sheet import lay_out_completeness
from workbench.exporting.concept_names import concept_names
from workbench.exporting.difference_sheet import DifferencesShown, lay_out_differences
from workbench.exporting.fingerprint import fingerprint
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
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.presentation.states import name_of_reconciliation, state_of
from workbench.program import VERSION
from workbench.wording.names import short_name_of_statement
from workbench.wording.periods import short_label

CHECKS_SHEET, LEAD_SHEET = phrase("Checks"), phrase("Lead")
LENGTHS = {0: phrase("dates"), 3: phrase("quarters"), 6: phrase("half-years"), 12: phrase("years")}
"""What periods are called by their months; 0 for a date."""
OTHER_PERIODS = phrase("other periods")


class StateText(NamedTuple):
    """A sentence, and the formula, without its equals sign, that keeps it up to date."""

    now: str
    formula: str


class Section(NamedTuple):
    """The sheets of one kind, in their place. ``kind``: as the map of the workbook calls it."""

    kind: str
    sheets: Sequence[PlannedSheet]


def lay_out_review_workbook(results: Results, exported_at: datetime, words: Words) -> WorkbookLayout:
    """Return the layout of the whole workbook for the current state of the switches, in the language of ``words``."""
    project, mark = results.project, fingerprint(results)
    parts = _lay_out_parts(results, words)
    how_to_read = PlannedSheet(parts.names.new(HOW_TO_READ))
    others = [sheet for section in parts.sections for sheet in section.sheets]
    sections = (*parts.sections, _section("R", "how-to-read", [how_to_read]))
    _put_states(parts, how_to_read)
    lay_out_how_to_read(how_to_read, results, others, Exported(exported_at, mark, parts.light.text), words)
    for sheet in (*others, how_to_read):
        put_page_marks(sheet, project, _footer(project, mark, exported_at, words), words)
        sheet.cut_texts(words)
    mapped = MappedSheets(parts.places, parts.note_cells, sections)
    return WorkbookLayout(
        sheets=[*others, how_to_read, lay_out_map(project, mapped, mark, exported_at, words)],
        names={
            **{f"{SWITCH_NAME}{key}": cell for key, cell in parts.places.switches.cells.items()},
            **concept_names(results, parts.places.reconciled_sheets),
        },
        properties={
            "title": say(_title(project), words),
            "comments": say(phrase("Written by {program}", program=PROGRAM), words),
        },
        marks=document_marks(project, mark),
    )


class _Parts(NamedTuple):
    """Everything that is laid out before the sheets know their places.

    ``light``: what the checks say now; ``fails``: a formula of that if some fail, for every sheet, and its text now.
    """

    names: SheetNames
    sections: Sequence[Section]
    places: WorkbookPlaces
    note_cells: Mapping[str, tuple[int, int]]
    checks: PlannedSheet
    light: LightText
    fails: StateText


def _lay_out_parts(results: Results, words: Words) -> _Parts:
    """Lay out every sheet but the last: first those with figures, then the checks of them, then what refers to both."""
    project, names = results.project, SheetNames(words)
    first_lead, checks = PlannedSheet(names.new(LEAD_SHEET)), PlannedSheet(names.new(CHECKS_SHEET))
    places = _lay_out_figures(results, names, first_lead, words)
    checks_sheets = ChecksSheets(results, places, proof(results).unproven, words)
    more_checks = [PlannedSheet(names.new(CHECKS_SHEET)) for _ in range(1, checks_sheets.number_of_sheets)]
    light = checks_sheets.fill([checks, *more_checks], places.switches.state)
    appendix = [each.sheet for each in places.reconciled_sheets]
    statements = [each.sheet for each in places.statement_sheets]
    put_ticks(places.reconciled_sheets, project)
    remark_places = RemarkPlaces(project, places)
    put_notes((*appendix, *statements, places.entries, places.sources), remark_places, words)
    note_list, note_cells = lay_out_notes(results, places, names.new(phrase("Notes")), words)
    open_items = lay_out_open_items(remark_places, names.new(phrase("Open items")), words)
    uncorrected = lay_out_uncorrected(results, names.new(phrase("Uncorrected differences")), words)
    leads = lead_periods(project, places.reconciled_sheets)
    differences = lay_out_differences(DifferencesShown(results, leads, places, first_lead, note_list, words), names)
    own_sheets = _section("D", "difference", list(differences.values()))  # before anything shows their references
    completeness = lay_out_completeness(project, differences, names.new(phrase("Completeness")), words)
    lead_sheets = _name_leads(first_lead, leads, project, names, words)
    light_cell = checks.ref(LIGHT_ROW, 1), light.text
    _lay_out_leads(results, lead_sheets, leads, places, light_cell, differences, (open_items, uncorrected), words)
    arithmetic = lay_out_arithmetic(results, checks_sheets, places, names.new(phrase("Arithmetic")), words)
    sections = (
        _section("A", "lead", lead_sheets),
        _section("B", "appendix", appendix),
        own_sheets,
        _section("E", "completeness", [completeness]),
        _section("C", "tie-out", lay_out_tie_outs(results, places, names, words)),
        _section("F", "arithmetic", [arithmetic]),
        _section("G", "notes", [note_list]),
        _section("H", "open-items", [open_items]),
        _section("I", "uncorrected", [uncorrected]),
        _section("J", "statement", statements),
        _section("K", "scenarios", _lay_out_scenarios(results, places, names, words)),
        _section("L", "entries", [places.entries]),
        _section("M", "checks", [checks, *more_checks]),
        _section("N", "remarks", _remark_lists(remark_places, names, words)),
        _section("P", "sources", [places.sources]),
        _section("Q", "changes", [lay_out_changes(project, names.new(phrase("Changes")), words)]),
    )
    fails = StateText(
        state_remark(light.text, words) if checks_sheets.fails else "", checks_sheets.fails_formula(checks)
    )
    return _Parts(names, sections, places, note_cells, checks, light, fails)


def _section(letter: str, kind: str, sheets: Sequence[PlannedSheet]) -> Section:
    """Return the sheets of one kind, with their references among the working papers."""
    number_papers(sheets, letter)
    return Section(kind, sheets)


def _lay_out_figures(results: Results, names: SheetNames, first_lead: PlannedSheet, words: Words) -> WorkbookPlaces:
    """Lay out the sheets that hold figures, and return their places. ``first_lead``: the sheet of the switches."""
    project = results.project
    switches = switches_of(first_lead, project, words)
    reconciled_sheets = _reconciled_sheets(results, names, switches, words)
    statement_sheets = _statement_sheets(results, names, words)
    source_list, source_rows = lay_out_sources(project, names.new(phrase("Sources")), words)
    entry_list, entry_rows = lay_out_entries(project, reconciled_sheets, names.new(phrase("Entries")), words)
    return WorkbookPlaces(
        project,
        tuple(reconciled_sheets),
        tuple(statement_sheets),
        source_list,
        source_rows,
        entry_list,
        entry_rows,
        switches,
    )


def _put_states(parts: _Parts, how_to_read: PlannedSheet) -> None:
    """Put on every sheet whether it is illustrative, and whether checks fail; the first checks say it themselves."""
    follows = StateText(parts.light.state, parts.checks.ref(STATE_ROW, 1))
    switches = parts.places.switches
    elsewhere = StateText(
        switches.state_elsewhere_now + parts.fails.now, f"{switches.state_elsewhere}&{parts.fails.formula}"
    )
    for section in parts.sections:
        sheets = [sheet for sheet in section.sheets if sheet is not parts.checks]
        _put_state(sheets, elsewhere if section.kind == "statement" else follows)
    _put_state([how_to_read], follows)


def _lay_out_scenarios(results: Results, places: WorkbookPlaces, names: SheetNames, words: Words) -> list[PlannedSheet]:
    if not results.project.scenarios:
        return []
    return [lay_out_scenarios(results, places.reconciled_sheets, names.new(phrase("Scenarios")), words)]


def _name_leads(
    first: PlannedSheet, leads: Sequence[LeadPeriod], project: Project, names: SheetNames, words: Words
) -> list[PlannedSheet]:
    """Return a blank sheet for each lead schedule; ``first``, with the switches, is that of the latest period."""
    others = []
    for lead in leads[1:]:
        period = short_label(project.periods[lead.period_named], words)
        others.append(PlannedSheet(names.new(phrase("{sheet} {period}", sheet=LEAD_SHEET, period=period))))
    return [first, *others]


def _lay_out_leads(
    results: Results,
    sheets: Sequence[PlannedSheet],
    leads: Sequence[LeadPeriod],
    places: WorkbookPlaces,
    light: tuple[str, str],
    differences: Mapping[AdjustmentId, PlannedSheet],
    lists: Sequence[PlannedSheet],
    words: Words,
) -> None:
    """Lay out the lead schedules on ``sheets``. ``lists``: the sheets of open items and of uncorrected differences."""
    if not leads:
        put_switches_alone(sheets[0], results, light, words)
    for sheet, lead in zip(sheets, leads, strict=False):
        schedule = LeadSchedule(results, lead, sheet, places.switches, sheet is sheets[0], differences, words)
        row = lay_out_lead(schedule, places.reconciled_sheets, light)
        put_blocks(sheet, results, row, lists, words)


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


def _footer(project: Project, mark: str, exported_at: datetime, words: Words) -> tuple[str, str]:
    """Return the two lines of the foot of every page: the state of the switches; fingerprint, version and time."""
    state = state_of(project).in_words(words)
    middle = phrase("unaudited — as exported: {state}", state=f"{state[0].lower()}{state[1:]}")
    return say(middle, words), f"{mark}  {PROGRAM} {VERSION}  {exported_at:%Y-%m-%d %H:%M}"
