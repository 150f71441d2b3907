"""Tables of the same shape under other frameworks: their ends by the names they print, both captions, every figure."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.answers import answer_of
from tests.found import message
from tests.importing.judging import read_here
from tests.importing.small_books import Rows, imported, workbook
from workbench.checks import run_checks
from workbench.checks.check import ALARMS
from workbench.domain.adjustments import LegKind, Nature
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.project import Project
from workbench.importing import draft_of, project_from
from workbench.session import Session

SHAPES = Path(__file__).parent.parent / "cases" / "shapes"
EXPECTED: Mapping[str, Any] = json.loads((SHAPES / "expected.json").read_text())["files"]
PROFIT: Rows = [
    ["Revenue", 1000, 0, 0, 1000],
    ["Cost of sales", -400, 0, 5, -395],
    ["Gross profit", 600, 0, 5, 605],
    ["Finance costs", -40, 8, 0, -32],
    ["Foreign exchange", 0, -8, 0, -8],
    ["Profit before tax", 560, 0, 5, 565],
    ["Income tax", -100, 0, -1, -101],
    ["Profit for the year", 460, 0, 4, 464],
]
OF_A_YEAR = "Statement of profit or loss, year ended 31 December 2026"
OF_MEASURES = "Management-defined performance measures, year ended 31 December 2026"


def project_in(name: str) -> Project:
    return project_from([read_here(SHAPES / name)])


def names_of_ends(project: Project) -> tuple[str, ...]:
    return tuple(framework.name for framework in project.frameworks)


def findings_of(project: Project, check: str) -> list[Finding]:
    return [finding for finding in run_checks(Session(project).results).findings if finding.check == check]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_shape_is_read_under_the_names_it_prints_with_every_figure_right(name: str) -> None:
    expected, project = EXPECTED[name], project_in(name)
    answer = answer_of(Session(project).results)
    assert re.search(expected["from"], answer["from"])
    assert re.search(expected["to"], answer["to"])
    for key in ("currency", "scale"):
        assert answer[key] == expected.get(key, answer[key])
    lines = {line["caption"]: line for statement in answer["statements"] for line in statement["lines"]}
    for caption, period, as_reported, result in expected["figures"]:
        figure = lines[caption]["figures"][period]
        assert (figure["as_reported"], figure["result"]) == (Decimal(as_reported), Decimal(result)), caption
    alarms = [finding for finding in run_checks(Session(project).results).findings if finding.status in ALARMS]
    assert [message(finding) for finding in alarms if "No currency was found" not in message(finding)] == []


def test_lines_have_the_captions_of_both_frameworks() -> None:
    answer = answer_of(Session(project_in("s2_jgaap_two_captions.xlsx")).results)
    captions = {line["caption"]: line["target_caption"] for line in answer["statements"][0]["lines"]}
    assert captions["Cash and deposits"] == "Cash and cash equivalents"
    assert captions["Goodwill"] is None, "both frameworks call it so"
    assert captions["Other financial assets"] == "Other financial assets", "only the target prints it"
    assert captions["Net assets"] == "Equity", "a heading has two captions as well"


def test_what_follows_a_measure_in_columns_of_differences_alone_is_part_of_no_total() -> None:
    project = project_in("s3_mpm_columns.xlsx")
    (statement,) = project.statements
    below = {"income_tax_effect", "effect_on_non_controlling_interests"}
    assert below <= statement.line_by_id.keys()
    assert not any(statement.graph.totals_above(line) for line in below)
    results = Session(project).results
    assert results.effect("restructuring", "income_tax_effect", "2027-01-01/2027-12-31") == -8
    entries = project.adjustment_by_id["restructuring"].entries.values()
    kinds = {leg.line: leg.kind for entry in entries for leg in entry.legs}
    assert kinds["income_tax_effect"] is LegKind.TAX
    assert kinds["effect_on_non_controlling_interests"] is LegKind.NCI
    assert kinds["cost_of_sales"] is LegKind.MEASUREMENT


NAMED_BY_STANDARDS = {
    ("IAS 1 (as reported)", "IFRS 18 (restated)"): ("IAS 1", "IFRS 18"),
    ("As presented under IAS 1", "As presented under IFRS 18"): ("IAS 1", "IFRS 18"),
    ("IAS 17", "IFRS 16"): ("IAS 17", "IFRS 16"),
    ("Under ASC 605", "Under ASC 606"): ("ASC 605", "ASC 606"),
    ("Statutory accounts", "IFRSs"): ("Statutory accounts", "IFRS"),
}
NAMED_AS_PRINTED = [
    ("Pre-IFRS 16", "Post-IFRS 16"),
    ("As originally reported", "As restated"),
    ("Previously presented", "Re-presented"),
    ("As previously reported", "As adjusted"),
    ("As reported", "Balances without adoption of ASC 606"),
    ("重述前", "重述后"),
    ("Local GAAP", "Group GAAP"),
    ("SFRS(I)", "US GAAP"),
    ("BR GAAP", "IFRS"),
]


@pytest.mark.parametrize("printed", [*NAMED_BY_STANDARDS, *NAMED_AS_PRINTED])
def test_ends_are_called_as_their_headings_call_them(tmp_path: Path, printed: tuple[str, str]) -> None:
    first, last = printed
    headings = [None, first, "IFRS 9", "Category changes", last]
    project = imported(tmp_path, {"PL": [["Sample plc"], [OF_A_YEAR], ["EUR million"], headings, *PROFIT]}).project
    assert names_of_ends(project) == NAMED_BY_STANDARDS.get(printed, printed)
    assert {adjustment.name for adjustment in project.adjustments} == {"IFRS 9", "Category changes"}


def test_measures_of_management_are_an_end_where_a_title_says_so(tmp_path: Path) -> None:
    headings = [None, "IFRS", "Restructuring", "Impairment", "Adjusted"]
    project = imported(tmp_path, {"PL": [["Sample plc"], [OF_MEASURES], ["EUR million"], headings, *PROFIT]}).project
    assert names_of_ends(project) == ("IFRS", "Adjusted")


@pytest.mark.parametrize(
    "headings",
    [
        ["Parent", "Subsidiaries", "Eliminations", "Consolidated"],
        ["Segment A", "Segment B", "Segment C", "Total"],
        ["As reported", "One-offs", "FX", "Adjusted"],
    ],
)
def test_columns_that_add_up_without_being_called_ends_are_no_reconciliation(
    tmp_path: Path, headings: list[str]
) -> None:
    rows: Rows = [["Sample plc"], [OF_A_YEAR], ["EUR million"], [None, *headings], *PROFIT]
    assert imported(tmp_path, {"PL": rows}).project.adjustments == ()


def test_ends_that_no_framework_names_must_add_up(tmp_path: Path) -> None:
    wrong = [[*row[:4], int(str(row[4])) + 1] for row in PROFIT]
    headings = [None, "As previously reported", "A", "B", "As restated"]
    rows: Rows = [["Sample plc"], [OF_A_YEAR], ["EUR million"], headings, *wrong]
    assert imported(tmp_path, {"PL": rows}).project.adjustments == ()


BRIDGES = {
    "Net income under Brazilian corporate law": ("Net income under U.S. GAAP", ("Brazilian corporate law", "US GAAP")),
    "Net income according to Chilean GAAP": ("Net income according to US GAAP", ("Chilean GAAP", "US GAAP")),
    "Equity, as previously reported": ("Equity, as restated", ("As previously reported", "As restated")),
    "Equity under accounting practices adopted in Brazil": (
        "Equity under US GAAP",
        ("accounting practices adopted in Brazil", "US GAAP"),
    ),
    "Capital and reserves (as previously stated)": (
        "Capital and reserves (FRS 102)",
        ("As previously stated", "FRS 102"),
    ),
    "Retained earnings before adoption of IFRS 9": (
        "Retained earnings after adoption of IFRS 9",
        ("Before adoption of IFRS 9", "After adoption of IFRS 9"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("first", BRIDGES)
def test_the_ends_of_a_bridge_are_called_as_its_rows_call_them(tmp_path: Path, first: str) -> None:
    last, ends = BRIDGES[first]
    rows: Rows = [
        ["Sample S.A."],
        ["Reconciliation"],
        ["BRL million"],
        [None, "31 December 2025" if "come" not in first else "Year ended 31 December 2025"],
        [first, 5000],
        ["Leases", 20],
        ["Employee benefits", -12],
        [last, 5008],
    ]
    project = imported(tmp_path, {"S": rows}).project
    assert names_of_ends(project) == ends
    assert [adjustment.name for adjustment in project.adjustments] == ["Leases", "Employee benefits"]


TWO_CAPTIONS: Rows = [
    ["Cash and deposits", 500, -20, 0, 480, "A", "Cash and cash equivalents"],
    ["Receivables", 300, 10, 5, 315, None, "Trade receivables"],
    [None, 0, 20, 0, 20, "B", "Other financial assets"],
    ["Other", 60, -10, 0, 50, None, "Other current assets"],
    ["Total assets", 860, 0, 5, 865, None, "Total assets"],
    ["Payables", 260, 0, 2, 262, None, "Trade payables"],
    ["Capital stock", 600, 0, 3, 603, None, "Share capital"],
    ["Total liabilities and net assets", 860, 0, 5, 865, None, "Total liabilities and equity"],
]
HEADS = ["J-GAAP", "Reclassification", "Remeasurement", "IFRS"]
LAYOUTS: Mapping[str, Rows] = {
    "right, with notes": [["Under J-GAAP", *HEADS, "Note", "Under IFRS"], *TWO_CAPTIONS],
    "right, without notes": [["Under J-GAAP", *HEADS, "Under IFRS"], *([*row[:5], row[6]] for row in TWO_CAPTIONS)],
    "right, unheaded": [[None, *HEADS, "Note", None], *TWO_CAPTIONS],
    "both left": [["Under J-GAAP", "Under IFRS", *HEADS], *([row[0], row[6], *row[1:5]] for row in TWO_CAPTIONS)],
    "the target's first": [
        ["Under IFRS", *HEADS, "Note", "Under J-GAAP"],
        *([row[6], *row[1:6], row[0]] for row in TWO_CAPTIONS),
    ],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_second_column_of_captions_is_found_wherever_it_stands(tmp_path: Path, layout: str) -> None:
    titles: Rows = [["Holdings Co."], ["Reconciliation of equity at 1 April 2024"], ["Millions of yen"]]
    project = imported(tmp_path, {"BS": [*titles, *LAYOUTS[layout]]}).project
    (statement,) = project.statements
    assert [(line.caption, line.target_caption) for line in statement.lines] == [
        ("Cash and deposits", "Cash and cash equivalents"),
        ("Receivables", "Trade receivables"),
        ("Other financial assets", "Other financial assets"),
        ("Other", "Other current assets"),
        ("Total assets", ""),
        ("Payables", "Trade payables"),
        ("Capital stock", "Share capital"),
        ("Total liabilities and net assets", "Total liabilities and equity"),
    ]
    assert names_of_ends(project) == ("J-GAAP", "IFRS")


def test_remarks_beside_the_figures_are_no_captions(tmp_path: Path) -> None:
    remarks = ["see the lease files", "ask treasury", "agreed", "reviewed in May", "to be confirmed", "x", "y", "z"]
    rows: Rows = [
        ["Sample plc"], [OF_A_YEAR], ["EUR million"], [None, "IAS 17", "A", "B", "IFRS 16", "Remarks"],
        *([*row, remark] for row, remark in zip(PROFIT, remarks, strict=True)),
    ]  # fmt: skip
    (statement,) = imported(tmp_path, {"PL": rows}).project.statements
    assert not any(line.target_caption for line in statement.lines)


def test_tables_between_other_frameworks_are_left_out_by_name(tmp_path: Path) -> None:
    def sheet(first: str, last: str) -> Rows:
        return [["Sample plc"], [OF_A_YEAR], ["EUR million"], [None, first, "Leases", "Pensions", last], *PROFIT]

    more = [*sheet("UK GAAP", "IFRS"), ["Note: unaudited"]]
    session = imported(tmp_path, {"PL": more, "US": sheet("IFRS", "US GAAP")[:-1]})
    assert names_of_ends(session.project) == ("UK GAAP", "IFRS")
    assert {figure.cell.sheet for figure in session.project.source_figures} == {"PL"}
    warnings = [message(finding) for finding in session.project.import_findings]
    assert any("reconciles IFRS to US GAAP" in warning and "'US'" in warning for warning in warnings)


def test_frameworks_that_nothing_names_are_said_to_be_assumed(tmp_path: Path) -> None:
    headings = [None, "Year ended 31 December 2026"]
    rows: Rows = [["Sample plc"], ["Income statement"], ["EUR million"], headings, *(row[:2] for row in PROFIT)]

    def is_said(project: Project) -> bool:
        return any("No framework is named" in message(finding) for finding in project.import_findings)

    assert is_said(imported(tmp_path, {"PL": rows}).project)
    assert not is_said(project_in("s1_ifrs18_transition.xlsx"))


# ---- natures


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("Reclassification", Nature.RECLASSIFICATION),
        ("Differences in recognition and measurement", Nature.MEASUREMENT),
        ("Correction of prior period errors", Nature.ERROR_CORRECTION),
        ("Changes in presentation", Nature.PRESENTATION),
        ("Reclassification of leases", None),
        ("Leases", None),
    ],
)
def test_the_nature_of_a_difference_is_what_its_name_says(tmp_path: Path, name: str, nature: Nature | None) -> None:
    rows: Rows = [["Sample plc"], [OF_A_YEAR], ["EUR million"], [None, "UK GAAP", name, "Pensions", "IFRS"], *PROFIT]
    project = imported(tmp_path, {"PL": rows}).project
    assert next(adjustment for adjustment in project.adjustments if adjustment.name == name).nature is nature


def test_between_standards_of_presentation_every_difference_is_one_of_presentation() -> None:
    project = project_in("s1_ifrs18_transition.xlsx")
    assert {adjustment.nature for adjustment in project.adjustments} == {Nature.PRESENTATION}
    statuses = [finding.status for finding in findings_of(project, "presentation")]
    assert statuses == [FindingStatus.PASS] * 3


def test_a_reclassification_leaves_the_totals_of_all_its_lines_unchanged() -> None:
    found = findings_of(project_in("s2_jgaap_two_captions.xlsx"), "reclassification")
    assert [message(finding) for finding in found] == [
        "Reclassification leaves Total current assets unchanged, January 1, 2025: 0",
        "Reclassification leaves Total assets unchanged, January 1, 2025: 0",
    ]
    assert {finding.status for finding in found} == {FindingStatus.PASS}


# ---- headings, rows and marks as filings and analysts have them

POSITION: Rows = [
    ["Receivables", 500, 0, 40, 540],
    ["Contract assets", 0, 100, 8, 108],
    ["Total assets", 500, 100, 48, 648],
    ["Payables", 200, 100, 0, 300],
    ["Retained earnings", 300, 0, 48, 348],
    ["Total liabilities and equity", 500, 100, 48, 648],
]
OF_TWO_DAYS = {
    ("31 December 2018 IAS 17", "1 January 2019 IFRS 16"): ("IAS 17", "IFRS 16"),
    ("December 31, 2018 (Topic 840)", "January 1, 2019 (Topic 842)"): ("Topic 840", "Topic 842"),
    ("31 Dec 2018 as reported", "1 Jan 2019 adjusted"): ("as reported", "adjusted"),
    ("Balance at December 31, 2018", "Balance at January 1, 2019"): (
        "Balance at December 31, 2018",
        "Balance at January 1, 2019",
    ),
    ("Closing balance 31 December 2018", "Opening balance 1 January 2019"): (
        "Closing balance 31 December 2018",
        "Opening balance 1 January 2019",
    ),
}


@pytest.mark.parametrize("printed", OF_TWO_DAYS)
def test_a_change_leads_from_the_close_of_a_year_to_the_next_day(tmp_path: Path, printed: tuple[str, str]) -> None:
    first, last = printed
    headings = [None, first, "Reclassification", "Remeasurement", last]
    rows: Rows = [["Sample plc"], ["Balance sheet"], ["EUR million"], headings, *POSITION]
    project = imported(tmp_path, {"BS": rows}).project
    assert names_of_ends(project) == OF_TWO_DAYS[printed]
    (statement,) = project.statements
    assert statement.periods == ("2019-01-01",)
    results = Session(project).results
    assert results.figure("receivables", "2019-01-01") == 540
    assert statement.figure("receivables", "2019-01-01") == 500


def test_many_years_of_a_change_stand_side_by_side(tmp_path: Path) -> None:
    years = range(1991, 2021)
    rows: Rows = [
        [None, *(f"{of} {year}" for year in years for of in ("Before adoption", "Effect", "After adoption"))],
        *([caption, *[before, effect, after] * len(years)] for caption, before, _, effect, after in PROFIT[:3]),
    ]  # fmt: skip
    (statement,) = imported(tmp_path, {"Profit or loss": rows}).project.statements
    assert list(statement.periods) == [f"{year}-01-01/{year}-12-31" for year in years]


def test_a_roll_forward_from_year_end_to_year_end_is_no_change(tmp_path: Path) -> None:
    headings = [None, "31 December 2018", "Additions", "Disposals", "31 December 2019"]
    rows: Rows = [["Sample plc"], ["Balance sheet"], ["EUR million"], headings, *POSITION]
    assert imported(tmp_path, {"BS": rows}).project.adjustments == ()


@pytest.mark.parametrize(
    "printed",
    [
        ("IAS 1 presentation", "IFRS 18 presentation"),
        ("31.12.2026 as reported", "31.12.2026 restated"),
        ("2026 as reported", "2026 IFRS 18"),
        ("更正前金额", "更正后金额"),
        ("Amounts as reported", "Amounts without adoption of IFRS 15"),
        ("IFRS 15 as reported", "IAS 18 (without IFRS 15)"),
    ],
)
def test_ends_are_found_beside_other_words(tmp_path: Path, printed: tuple[str, str]) -> None:
    first, last = printed
    rows: Rows = [["Sample plc"], [OF_A_YEAR], ["EUR million"], [None, first, "Leases", "Pensions", last], *PROFIT]
    project = imported(tmp_path, {"PL": rows}).project
    assert {adjustment.name for adjustment in project.adjustments} == {"Leases", "Pensions"}


def test_a_total_of_reclassifications_is_no_difference(tmp_path: Path) -> None:
    headings = [None, "As reported", "Leases", "Pensions", "Total reclassifications", "IFRS 18"]
    summed = [[*row[:4], int(str(row[2])) + int(str(row[3])), row[4]] for row in PROFIT]
    rows: Rows = [["Sample plc"], [OF_A_YEAR], ["EUR million"], headings, *summed]
    project = imported(tmp_path, {"PL": rows}).project
    assert {adjustment.name for adjustment in project.adjustments} == {"Leases", "Pensions"}


def test_two_restated_tables_below_one_another_are_two_statements(tmp_path: Path) -> None:
    headings = [None, "Previously stated", "Error A", "Error B", "Restated"]
    position: Rows = [["Balance sheet at 31 December 2026"], ["EUR million"], headings, *POSITION]
    rows: Rows = [["Sample plc"], *position, [], [OF_A_YEAR], ["EUR million"], headings, *PROFIT]
    statements = imported(tmp_path, {"Note 3": rows}).project.statements
    assert {statement.kind.value: len(statement.lines) for statement in statements} == {
        "operations": len(PROFIT),
        "financial-position": len(POSITION),
    }


def test_a_framework_may_stand_over_a_column_of_amounts(tmp_path: Path) -> None:
    spanners = [None, "K-GAAP", "Adjustments", None, "K-IFRS"]
    headings = [None, "Amount", "Leases", "Pensions", "Amount"]
    rows: Rows = [["Sample plc"], [OF_A_YEAR], ["KRW million"], spanners, headings, *PROFIT]
    project = imported(tmp_path, {"PL": rows}).project
    assert names_of_ends(project) == ("K-GAAP", "K-IFRS")
    assert {adjustment.name for adjustment in project.adjustments} == {"Leases", "Pensions"}


def test_the_framework_for_small_companies_is_another(tmp_path: Path) -> None:
    headings = [None, "IFRS for SMEs", "Leases", "Pensions", "IFRS"]
    project = imported(tmp_path, {"PL": [["Sample plc"], [OF_A_YEAR], ["EUR million"], headings, *PROFIT]}).project
    assert names_of_ends(project) == ("IFRS for SMEs", "IFRS")


def test_differences_of_one_name_are_told_apart_by_their_references(tmp_path: Path) -> None:
    headings = [None, "As previously reported", "Adjustment (a)", "Adjustment (b)", "As restated"]
    project = imported(tmp_path, {"PL": [["Sample plc"], [OF_A_YEAR], ["EUR million"], headings, *PROFIT]}).project
    assert {adjustment.name for adjustment in project.adjustments} == {"Adjustment (a)", "Adjustment (b)"}


def test_references_beside_the_adjustments_are_no_figures(tmp_path: Path) -> None:
    headings = [None, "As previously reported", "Adjustments", "Restatement reference", "As restated"]
    referenced = [[*row[:2], row[3], "(a)", int(str(row[1])) + int(str(row[3]))] for row in PROFIT]
    rows: Rows = [["Sample plc"], [OF_A_YEAR], ["EUR million"], headings, *referenced]
    project = imported(tmp_path, {"PL": rows}).project
    assert [adjustment.name for adjustment in project.adjustments] == ["Adjustments"]


@pytest.mark.parametrize("ends", [("IFRS", "MPM"), ("IFRS 18", "Adjusted (MPM)"), ("Statutory", "Underlying")])
def test_measures_of_management_lead_from_what_the_company_reports(tmp_path: Path, ends: tuple[str, str]) -> None:
    headings = [None, ends[0], "Restructuring", "Impairment", "Total", ends[1]]
    summed = [[*row[:4], int(str(row[2])) + int(str(row[3])), row[4]] for row in PROFIT]
    rows: Rows = [["Sample plc"], [OF_MEASURES], ["EUR million"], headings, *summed]
    project = imported(tmp_path, {"MPM": rows}).project
    assert names_of_ends(project) == ends
    assert {adjustment.name for adjustment in project.adjustments} == {"Restructuring", "Impairment"}


def test_measures_of_two_years_stand_side_by_side(tmp_path: Path) -> None:
    years = [None, "Year ended 31 December 2026", None, None, None, "Year ended 31 December 2025"]
    headings = [None, *(["IFRS", "Restructuring", "Impairment", "MPM"] * 2)]
    rows: Rows = [["Sample plc"], ["Management-defined performance measures"], ["EUR million"], years, headings]
    project = imported(tmp_path, {"MPM": [*rows, *([*row, *row[1:]] for row in PROFIT)]}).project
    (statement,) = project.statements
    assert set(statement.reconciled) == set(statement.periods) == {"2026-01-01/2026-12-31", "2025-01-01/2025-12-31"}


@pytest.mark.parametrize("headings", [["2026", "Notes", "Comments"], ["Notes", "Remarks", "Comments"]], ids=", ".join)
def test_a_title_on_measures_above_remarks_makes_no_reconciliation(tmp_path: Path, headings: list[str]) -> None:
    rows: Rows = [[OF_MEASURES], [None, *headings], ["Revenue", 1000, 2, 3], ["Profit for the year", 600, 2, 3]]
    draft = draft_of([read_here(workbook(tmp_path, {"S": rows}))])
    assert draft.project is None or not draft.project.adjustments


def test_a_measure_of_management_may_end_a_bridge(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sample plc"], ["Management-defined performance measures"], ["EUR million"],
        [None, "2026", "2025"],
        ["Operating profit (IFRS)", 355, 300],
        ["Restructuring", 40, 12],
        ["Impairment", 20, 0],
        ["Adjusted operating profit (MPM)", 415, 312],
        ["Tax effect", -13, -3],
        ["Effect on non-controlling interests", -3, 0],
    ]  # fmt: skip
    project = imported(tmp_path, {"MPM": rows}).project
    assert names_of_ends(project) == ("IFRS", "MPM")
    assert [adjustment.name for adjustment in project.adjustments] == ["Restructuring", "Impairment"]


def test_equity_of_two_days_is_one_measure(tmp_path: Path) -> None:
    headings = [None, "Equity 1 January 2024", "Equity 31 December 2024", "Total comprehensive income 2024"]
    rows: Rows = [
        ["Sample plc"], ["Explanation of transition to IFRS"], ["EUR million"], headings,
        ["Previous GAAP", 5000, 5400, 400],
        ["Leases", 20, 32, 12],
        ["IFRS", 5020, 5432, 412],
    ]  # fmt: skip
    statements = imported(tmp_path, {"S": rows}).project.statements
    assert {line.caption for statement in statements for line in statement.lines} == {
        "Equity",
        "Total comprehensive income",
    }


def test_a_bridge_may_say_of_which_day_its_ends_are(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sample plc"], ["Effect of IFRS 9"], ["EUR million"], [None, "1 January 2018"],
        ["Retained earnings as previously reported at 31 December 2017", 5000],
        ["Expected credit losses", -20],
        ["Deferred tax", 5],
        ["Opening retained earnings as adjusted at 1 January 2018", 4985],
    ]  # fmt: skip
    project = imported(tmp_path, {"S": rows}).project
    assert names_of_ends(project) == ("As previously reported", "As adjusted")


def test_figures_with_the_marks_of_their_country_are_read(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sample S.A."], ["Reconciliation of net income"], ["(in millions of pesos)"],
        [None, "2025", "2024"],
        ["Net income under Mexican GAAP", "Ps. 500", "Ps. 450"],
        ["Pensions", "△20", "▲5"],
        ["Net income under U.S. GAAP", "Ps. 480", "Ps. 445"],
    ]  # fmt: skip
    project = imported(tmp_path, {"S": rows}).project
    assert names_of_ends(project) == ("Mexican GAAP", "US GAAP")
    assert [adjustment.name for adjustment in project.adjustments] == ["Pensions"]


def test_a_statement_of_cash_flows_may_start_from_another_profit(tmp_path: Path) -> None:
    headings = [None, "IAS 1", "Starting point", "Interest", "IFRS 18"]
    rows: Rows = [
        ["Sample plc"], ["Statement of cash flows, year ended 31 December 2026"], ["EUR million"], headings,
        ["Profit for the year", 260, -260, 0, 0],
        ["Operating profit", 0, 350, 0, 350],
        ["Depreciation", 90, -90, 0, 0],
        ["Interest paid", -38, 0, 38, 0],
        ["Net cash from operating activities", 312, 0, 38, 350],
    ]  # fmt: skip
    project = imported(tmp_path, {"CF": rows}).project
    assert {finding.status for finding in findings_of(project, "presentation")} == {FindingStatus.NOT_APPLICABLE}


def test_dates_that_are_explained_stand_over_their_columns(tmp_path: Path) -> None:
    dates = [
        None,
        "1 January 2024 (date of transition)",
        None,
        None,
        "31 December 2024 (end of last period)",
        None,
        None,
    ]
    headings = [None, *(["Previous GAAP", "Effect of transition to IFRS", "IFRS"] * 2)]
    lines = [[row[0], row[1], int(str(row[2])) + int(str(row[3])), row[4]] for row in POSITION]
    rows: Rows = [["Sample plc"], ["Reconciliation of equity"], ["EUR million"], dates, headings]
    path = workbook(tmp_path, {"BS": [*rows, *([*row, *row[1:]] for row in lines)]})
    book = openpyxl.load_workbook(path)
    for spanned in ("B4:D4", "E4:G4"):
        book["BS"].merge_cells(spanned)
    book.save(path)
    project = project_from([read_here(path)])
    assert project.statements[0].periods == ("2024-01-01", "2024-12-31")
    assert [adjustment.name for adjustment in project.adjustments] == ["Effect of transition to IFRS"]


def test_reported_below_a_day_names_no_difference_beside_it(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sample plc"], ["Balance sheet"], ["EUR million"],
        [None, "31 Dec 2017", "IFRS 9", "IFRS 15", "1 Jan 2018"],
        [None, "Reported", None, None, "Restated"],
        *POSITION,
    ]  # fmt: skip
    project = imported(tmp_path, {"BS": rows}).project
    assert [adjustment.name for adjustment in project.adjustments] == ["IFRS 9", "IFRS 15"]


def test_lines_of_no_statement_are_reconciled_at_the_day_of_their_title(tmp_path: Path) -> None:
    headings = [None, "IAS 39", "Reclassification", "Remeasurement", "IFRS 9"]
    rows: Rows = [
        ["Sample Bank"], ["Classification and measurement at 1 January 2018"], ["EUR million"], headings,
        ["Loans", 1000, -20, -8, 972],
        ["Debt securities", 500, 20, 0, 520],
        ["Total", 1500, 0, -8, 1492],
    ]  # fmt: skip
    (statement,) = imported(tmp_path, {"Assets": rows}).project.statements
    assert statement.periods == ("2018-01-01",)


def test_a_long_name_of_a_measure_is_the_measure(tmp_path: Path) -> None:
    first = (
        "Net income attributable to equity holders of the parent as reported in the consolidated statements of income"
    )
    rows: Rows = [
        ["Sample NV"], ["Reconciliation"], ["EUR million"], [None, "2006", "2005"],
        [f"{first} under IFRS", 500, 450],
        ["Development costs", 20, -5],
        ["Net income under U.S. GAAP", 520, 445],
    ]  # fmt: skip
    project = imported(tmp_path, {"20-F": rows}).project
    assert names_of_ends(project) == ("IFRS", "US GAAP")
    assert project.statements[0].lines[0].caption == "Net income attributable to equity holders of the parent"


@pytest.mark.parametrize("first", ["日本基準", "我國一般公認會計原則"])
def test_frameworks_of_east_asia_are_known_by_their_own_names(tmp_path: Path, first: str) -> None:
    spanners, headings = [None, first, "Differences", None, "IFRS"], [None, "金額", "Leases", "Pensions", "金額"]
    rows: Rows = [["Sample Co., Ltd."], [OF_A_YEAR], ["JPY million"], spanners, headings, *PROFIT]
    assert names_of_ends(imported(tmp_path, {"PL": rows}).project) == (first, "IFRS")
