"""A difference that only one table names may be another table's in other words."""

from pathlib import Path

from tests.found import message
from tests.importing.small_books import Rows, findings, session_of
from tests.importing.test_entry_lists import INCOME
from workbench.domain.findings import Finding, FindingStatus


def position(*names: str) -> Rows:
    return [
        ["Reconciliation of the balance sheet as of December 31, 2023"],
        ["US$ in thousands"],
        [None, "US GAAP", *names, "IFRS"],
        ["Lease liabilities", 60, *(1 for _ in names), 60 + len(names)],
        ["Total liabilities", 60, *(1 for _ in names), 60 + len(names)],
    ]


def operations(*names: str) -> Rows:
    return [
        ["Reconciliation of the statement of operations, year ended December 31, 2023"],
        ["US$ in thousands"],
        [None, "US GAAP", *names, "IFRS"],
        ["Operating expenses", 100, *(1 for _ in names), 100 + len(names)],
        ["Net income", 270, *(-1 for _ in names), 270 - len(names)],
    ]


def named_once(folder: Path, sheets: dict[str, Rows], status: FindingStatus = FindingStatus.WARNING) -> list[Finding]:
    return [f for f in findings(session_of(folder, sheets), status) if "appears only on" in message(f)]


def test_two_names_of_one_difference_are_doubted_once(tmp_path: Path) -> None:
    sheets = {"IS": operations("Pensions", "Reversal"), "BS": position("Pensions", "Write-back of impairment")}
    (doubt,) = named_once(tmp_path, sheets)
    assert message(doubt) == (
        "'Reversal' appears only on sheet 'IS', where 'Write-back of impairment' is missing: they may be the same "
        "difference. Use one name for each difference throughout."
    )
    assert [(cell.sheet, cell.cell) for cell in doubt.where] == [("IS", "A4"), ("IS", "D4")]


def test_a_name_that_may_be_any_of_several_tells_them_all(tmp_path: Path) -> None:
    sheets = {"IS": operations("Pensions", "Reversal", "Warrants"), "BS": position("Pensions", "Write-back")}
    doubts = [message(doubt).split(".")[0] for doubt in named_once(tmp_path, sheets)]
    assert doubts == [
        "'Reversal' appears only on sheet 'IS', where 'Write-back' is missing: they may be the same difference",
        "'Warrants' appears only on sheet 'IS', where 'Write-back' is missing: they may be the same difference",
    ]


def test_one_difference_more_is_only_information(tmp_path: Path) -> None:
    sheets = {"IS": operations("Pensions", "Warrants"), "BS": position("Pensions")}
    assert named_once(tmp_path, sheets) == []
    (told,) = named_once(tmp_path, sheets, FindingStatus.INFORMATION)
    assert message(told) == (
        "'Warrants' appears only on sheet 'IS', which also lists every difference that the other tables name."
    )


def test_a_list_of_entries_is_one_table_whatever_statements_it_changes(tmp_path: Path) -> None:
    entries: Rows = [
        ["IFRS difference", "Statement", "Line item", "Period", "US$'000"],
        ["Pensions", "IS", "Operating expenses", "FY2023", 4],
        ["Write-back", "BS", "Lease liabilities", "31 Dec 2023", -4],
    ]
    assert named_once(tmp_path, {"IS": INCOME, "Entries": entries}) == []
    (doubt,) = named_once(tmp_path, {"IS": INCOME, "BS": position("Pensions", "Reversal"), "Entries": entries})
    assert "'Reversal' appears only on sheet 'BS', where 'Write-back' is missing" in message(doubt)


def test_tables_that_share_a_sheet_are_told_by_their_areas(tmp_path: Path) -> None:
    both: Rows = [*operations("Pensions", "Reversal"), [], [], *position("Pensions", "Write-back")]
    (doubt,) = named_once(tmp_path, {"Recon": both})
    assert "'Reversal' appears only on sheet 'Recon', A4:E5, where 'Write-back' is missing" in message(doubt)
