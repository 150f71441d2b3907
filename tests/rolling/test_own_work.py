"""A new workbook is taken into a project that the user has worked on: that stays, and nothing counts twice."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from tests.importing.small_books import Rows
from tests.rolling.earlier_projects import held
from tests.rolling.small_company import (
    HEAD,
    LATER_INCOME,
    LATER_POSITION,
    OF_INCOME,
    OF_POSITION,
    POSITION,
    YEAR_2022,
    YEAR_2023,
    project_from,
    reconciliation,
    sheets_of_2022,
    sheets_of_2023,
    statement,
    year_2022,
    year_2023,
)
from workbench.checks import carried_forward, run_checks
from workbench.commands import Edit, EditEntries, EditFigures, PostEntries, RenameLine, SetTotal
from workbench.domain.adjustments import EntryId, JournalEntry, Leg, Nature
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.phrases import ENGLISH
from workbench.rolling.new_workbook import with_new_workbook
from workbench.rolling.periods_of_roll import periods_to
from workbench.rolling.restating import is_restatable, restated_comparatives
from workbench.rolling.roll_forward import roll_forward
from workbench.session import Session
from workbench.wording import message_of

FILE_2022 = "small-2022.recon"
FLOWS_2023, DEC_2022, DEC_2023 = "2023-01-01/2023-12-31", "2022-12-31", "2023-12-31"
REVENUE, PLANT = ("revenue", FLOWS_2023), ("property_and_equipment", DEC_2023)


def rolled_from(project: Project) -> Project:
    return roll_forward([held(project, FILE_2022)], periods_to("FY 2023", [project])).project


@cache
def rolled_year() -> Project:
    return rolled_from(year_2022())


def sheets_with_reconciliation(of_position: Mapping[str, Mapping[str, int]] = OF_POSITION) -> dict[str, Rows]:
    return {
        **sheets_of_2023(),
        "Recon IS": reconciliation("Statement of Operations", YEAR_2023, LATER_INCOME, OF_INCOME),
        "Recon BS": reconciliation("Balance Sheet", "December 31, 2023", LATER_POSITION, of_position),
    }


@cache
def reconciled_2023() -> Project:
    """Return the import of the statements 2023 with their reconciliation."""
    return project_from(sheets_with_reconciliation(), "small-2023.xlsx")


def worked_on(project: Project, *edits: Edit) -> Project:
    session = Session(project)
    for edit in edits:
        session.execute(edit)
    return session.project


def figure(project: Project, line: str, period: str) -> Decimal | None:
    return project.statement_of(line).figure(line, period)


def effect(project: Project, line: str, period: str) -> Decimal | None:
    return project.adjustment_by_id["leases"].effects.get((line, period))


def failing(project: Project, check: str) -> list[str]:
    findings = run_checks(Engine().results(project)).findings
    broken = (FindingStatus.FAIL, FindingStatus.WARNING)
    return [message_of(found, ENGLISH) for found in findings if found.check == check and found.status in broken]


def messages(project: Project) -> list[str]:
    return [message_of(finding, ENGLISH) for finding in project.import_findings]


def test_a_typed_figure_stays_and_fails_beside_what_the_workbook_states() -> None:
    typed = worked_on(rolled_year(), EditFigures({REVENUE: Decimal(77)}))
    taken = with_new_workbook(typed, year_2023())
    assert figure(taken, *REVENUE) == 77
    assert figure(taken, "cost_of_sales", FLOWS_2023) == 5700
    assert any("Revenue" in message and "expected 9,900" in message for message in failing(taken, "stated-once"))


def test_an_edited_figure_stays_also_where_a_later_version_states_another() -> None:
    edited = worked_on(
        with_new_workbook(rolled_year(), year_2023()), EditFigures({("selling_expenses", FLOWS_2023): Decimal(1700)})
    )
    income = {**LATER_INCOME, "Selling expenses": 1610, "Operating income": 2590, "Net income": 2070}
    later = with_new_workbook(edited, project_from(sheets_of_2023(income=income), "small-2023.xlsx"))
    assert figure(later, "selling_expenses", FLOWS_2023) == 1700


def test_an_edited_effect_counts_once_when_the_workbook_is_taken_in_again() -> None:
    first = with_new_workbook(rolled_year(), reconciled_2023())
    edited = worked_on(first, EditEntries("leases", {PLANT: Decimal(95)}))
    again = with_new_workbook(edited, reconciled_2023())
    assert again.adjustments == edited.adjustments
    removed = worked_on(first, EditEntries("leases", {PLANT: None}))
    assert effect(with_new_workbook(removed, reconciled_2023()), *PLANT) is None


def test_posted_entries_are_tied_to_the_effects_of_a_later_workbook() -> None:
    """What was carried, 90, with an entry of 40 is the 130 that the workbook states."""
    legs = (Leg("selling_expenses", FLOWS_2023, Decimal(-40)), Leg(*PLANT, Decimal(40)))
    entry = JournalEntry(EntryId("x"), (*legs, Leg("retained_earnings", DEC_2023, Decimal(40))))
    posted = worked_on(with_new_workbook(rolled_year(), year_2023()), PostEntries("leases", (entry,)))
    of_position = {**OF_POSITION, "Leases": dict.fromkeys(OF_POSITION["Leases"], 130)}
    published = project_from(sheets_with_reconciliation(of_position), "published.xlsx")
    taken = with_new_workbook(posted, published)
    assert effect(taken, *PLANT) == 130
    assert effect(taken, "selling_expenses", FLOWS_2023) == -40
    assert not [message for message in failing(taken, "stated-once") if "Leases" in message]
    assert any("where you have worked on what was carried" in message for message in messages(taken))


def test_two_workbooks_that_state_the_same_effects_do_not_add_up() -> None:
    first = with_new_workbook(rolled_year(), reconciled_2023())
    second = with_new_workbook(first, project_from(sheets_with_reconciliation(), "other.xlsx"))
    assert second.adjustments == first.adjustments
    assert not failing(second, "agreement-of-sources")


def test_captions_and_parts_of_the_user_stay_and_are_no_news() -> None:
    parts = (("operating_income", 1), ("income_tax_expense", -1), ("selling_expenses", 1))
    own = worked_on(
        rolled_year(), RenameLine("trade_receivables", "Trade debtors"), SetTotal("net_income", parts, partial=True)
    )
    taken = with_new_workbook(own, year_2023())
    assert taken.line("trade_receivables").caption == "Trade debtors"
    assert taken.statement_of("net_income").total_of["net_income"].parts == parts
    assert not [message for message in messages(taken) if "debtors" in message]


def test_what_a_workbook_showed_first_is_still_said_when_it_is_taken_in_again() -> None:
    split = {"Prepayments": 900, "Deposits": 700}
    before = {caption: amount for caption, amount in POSITION.items() if caption != "Other current assets"}
    later = {caption: amount for caption, amount in LATER_POSITION.items() if caption != "Other current assets"}
    workbook = project_from(
        sheets_of_2023(position_before=_behind_receivables(before, split), position=_behind_receivables(later, split)),
        "small-2023.xlsx",
    )
    first = with_new_workbook(rolled_year(), workbook)
    assert sorted(messages(with_new_workbook(first, workbook))) == sorted(messages(first))
    assert any("where Prepayments, Deposits add up to it" in message for message in messages(first))


def _behind_receivables(lines: Mapping[str, int], added: Mapping[str, int]) -> dict[str, int]:
    names = list(lines)
    place = names.index("Trade receivables") + 1
    return {name: {**lines, **added}[name] for name in (*names[:place], *added, *names[place:])}


def test_new_and_missing_differences_are_said() -> None:
    of_position = {"Pensions": OF_POSITION["Leases"], "Receivables": OF_POSITION["Receivables"]}
    sheets = {
        **sheets_of_2023(),
        "Recon BS": reconciliation("Balance Sheet", "December 31, 2023", LATER_POSITION, of_position),
    }
    said = messages(with_new_workbook(rolled_year(), project_from(sheets, "small-2023.xlsx")))
    assert "Pensions is a new difference in small-2023.xlsx." in said
    assert any(message.startswith("Leases was carried, and is not among the differences") for message in said)


def test_corrections_of_errors_stay_last_behind_a_new_difference() -> None:
    first, second = rolled_year().adjustments
    corrected = second.with_attributes(nature=Nature.ERROR_CORRECTION)
    of_position = {"Pensions": OF_POSITION["Leases"]}
    sheets = {
        **sheets_of_2023(),
        "Recon BS": reconciliation("Balance Sheet", "December 31, 2023", LATER_POSITION, of_position),
    }
    rolled = replace(rolled_year(), adjustments=(first, corrected))
    taken = with_new_workbook(rolled, project_from(sheets, "small-2023.xlsx"))
    assert [adjustment.name for adjustment in taken.adjustments] == ["Leases", "Pensions", "Receivables"]


def test_what_the_workbook_states_at_the_closing_is_no_opening_left_out() -> None:
    taken = with_new_workbook(rolled_year(), reconciled_2023())
    assert not list(carried_forward.CHECK.findings(Engine().results(taken)))


# ---- units, errors in sources, and lines that a workbook does not show


def test_effects_of_finer_units_are_kept_to_the_digit() -> None:
    finer = replace(reconciled_2023(), scale=1)
    taken = with_new_workbook(rolled_year(), finer)
    assert Engine().results(taken).effect("leases", *PLANT) == Decimal("0.09")
    half = project_from({"BS": statement("Consolidated Balance Sheets", ["June 30, 2023"], [LATER_POSITION])}, "h.xlsx")
    earlier = [held(half, "half.recon"), held(replace(year_2022(), scale=1), FILE_2022)]
    rolled = roll_forward(earlier, periods_to("FY 2023", [half])).project
    assert Engine().results(rolled).effect("leases", *PLANT) == Decimal("0.09")


def test_an_effect_that_is_unknown_at_the_opening_is_unknown_where_it_is_carried_to() -> None:
    sheets = sheets_of_2022()
    row = next(row for row in sheets["Recon BS"] if row[0] == "Property and equipment")
    row[2] = "#REF!"
    leases = rolled_from(project_from(sheets, "small-2022.xlsx")).adjustment_by_id["leases"]
    assert leases.unknown == {("property_and_equipment", DEC_2022), PLANT}


def test_lines_that_a_workbook_does_not_show_keep_their_comparatives() -> None:
    shown = ("Trade receivables", "Total current assets", "Total assets", "Total liabilities", "Total equity")
    few = {caption: POSITION[caption] for caption in (*shown, "Total liabilities and equity")}

    def taken(before: Mapping[str, int]) -> Project:
        return with_new_workbook(rolled_year(), project_from(sheets_of_2023(position_before=before), "small-2023.xlsx"))

    assert not is_restatable(taken(few), "financial_position", DEC_2022)
    project = taken({**few, "Trade receivables": 1300})
    restated = restated_comparatives(project, "financial_position", DEC_2022, "error").apply(project)
    assert figure(restated, "trade_receivables", DEC_2022) == 1300
    assert figure(restated, "cash_and_cash_equivalents", DEC_2022) == POSITION["Cash and cash equivalents"]


def test_tables_of_no_known_kind_with_nothing_in_common_are_two() -> None:
    def table(periods: list[str], rows: Rows) -> Rows:
        return [[HEAD[0]], [HEAD[1]], [None, *periods], *rows]

    stores = table([YEAR_2022], [["Stores", 12], ["Loans granted", 500], ["Clients served", 90]])
    regions = table([YEAR_2022, YEAR_2023], [["North", 5000, 6000], ["South", 4000, 3900], ["East", 1, 2]])
    rolled = rolled_from(project_from({**sheets_of_2022(), "Stores": stores}, "small-2022.xlsx"))
    taken = with_new_workbook(rolled, project_from({**sheets_of_2023(), "Regions": regions}, "small-2023.xlsx"))
    captions = [[line.caption for line in shown.lines] for shown in taken.statements[2:]]
    assert captions == [["Stores", "Loans granted", "Clients served"], ["North", "South", "East"]]


def test_a_note_that_only_an_earlier_project_has_is_carried() -> None:
    first, *others = year_2022().adjustments
    noted = replace(year_2022(), adjustments=(first.with_attributes(note="Leases.", standards=("842", "16")), *others))
    later = with_new_workbook(rolled_year(), year_2023())
    earlier = [held(later, "later.recon"), held(noted, FILE_2022)]
    leases = roll_forward(earlier, periods_to("FY 2024", [later])).project.adjustment_by_id["leases"]
    assert (leases.note, leases.standards) == ("Leases.", ("842", "16"))


def test_a_column_that_a_workbook_fills_is_no_longer_said_to_be_empty() -> None:
    half = roll_forward([held(year_2022(), FILE_2022)], periods_to("H1 2023", [year_2022()])).project
    assert any("Its column is empty" in message for message in messages(half))
    periods = ["Six months ended June 30, 2022", "Six months ended June 30, 2023"]
    income = statement("Consolidated Statements of Operations", periods, [LATER_INCOME, LATER_INCOME])
    taken = with_new_workbook(half, project_from({"IS": income}, "half.xlsx"))
    assert not any("Its column is empty" in message for message in messages(taken))
