"""``workbench adjust``: the journals of the reference case give the published columns; wrong files change nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.conftest import Outcome, Workbench
from tests.importing.judging import read_here
from tests.posted_journals import (
    CURRENT,
    ECL,
    EIR,
    GUARANTEE,
    HALF_YEAR,
    HEADINGS,
    JOURNALS,
    OPENING,
    SBC,
    Entry,
    Row,
    Table,
    csv_of,
    primary_project,
    primary_workbook,
    table_of,
    workbook_of,
)
from tests.published import DEC_2022, H1_2023, JUN_2023, RECONCILIATIONS, rows_of, statement
from tests.translation.data import data_of
from tests.translation.pseudo_language import COMPLETE, english_in
from workbench import resources
from workbench.api import entry_files
from workbench.api.reading import read
from workbench.cli import outputs, run
from workbench.commands import AddAdjustment
from workbench.errors import WorkbenchError
from workbench.importing.language.vocabulary import normalise
from workbench.journals.files import posting_of
from workbench.journals.sheets import entries_in
from workbench.phrases import say
from workbench.store import load, save

COLUMNS = (ECL, EIR, SBC, GUARANTEE)
ALSO_CALLED = {"income tax expense": "income taxes expense"}
PUBLISHED = {case: found for case, found in RECONCILIATIONS.items() if found[1] in (H1_2023, DEC_2022, JUN_2023)}


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks and backups of the tests lie in none of the user's folders."""
    monkeypatch.setenv("WORKBENCH_STATE", str(tmp_path / "state"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the project of the primary statements, ``p.recon``."""
    folder = tmp_path / "work"
    folder.mkdir()
    save(primary_project(), folder / "p.recon")
    return folder


def refused(outcome: Outcome) -> str:
    """Return the one line of a refusal."""
    assert (outcome.status, outcome.output) == (2, "")
    assert outcome.errors.count("\n") == 1
    return outcome.errors.removeprefix("workbench: ").strip()


def is_unchanged(folder: Path, before: bytes) -> bool:
    return (folder / "p.recon").read_bytes() == before and {path.suffix for path in folder.iterdir()} <= {
        ".recon",
        ".csv",
        ".xlsx",
    }


# ---- the reference case


def columns_of(answer: Any, kind: str, period: str) -> dict[tuple[str, int], list[Decimal | None]]:
    """Return as reported, the four differences and the result of each line, by its name and its number among such."""
    ids = {known["name"]: known["id"] for known in answer["adjustments"]}
    columns: dict[tuple[str, int], list[Decimal | None]] = {}
    for line in statement(answer, kind)["lines"]:
        if line["role"] != "heading" and line["unit"] == "money":
            figure, name = line["figures"][period], normalise(line["caption"])
            effects = [figure["adjustments"][ids[difference]] for difference in COLUMNS]
            before = sum(known == name for known, _ in columns)
            columns[name, before] = [figure["as_reported"], *effects, figure["result"]]
    return columns


def published_columns(case: str) -> Iterator[tuple[tuple[str, int], list[Decimal]]]:
    seen: list[str] = []
    for row in rows_of(case):
        name = normalise(row.label)
        name = ALSO_CALLED.get(name, name)
        yield (name, seen.count(name)), [value or Decimal(0) for value in row.values]
        seen.append(name)


def expect_published(answer: Any) -> None:
    """Expect the columns that the filing prints, no other effect, and no check that fails."""
    for case, (kind, period) in PUBLISHED.items():
        columns, published = columns_of(answer, kind, period), dict(published_columns(case))
        for name, expected in published.items():
            assert [value or 0 for value in columns[name]] == expected, (case, name)
        elsewhere = [effect for name, row in columns.items() if name not in published for effect in row[1:5]]
        assert not any(elsewhere)
    statuses = [(finding["check"], finding["status"]) for finding in answer["findings"]]
    for check in ("roll-forward", "balance"):
        assert (check, "pass") in statuses
    assert "fail" not in {status for _, status in statuses}


@pytest.mark.parametrize("kept_as", ["csv", "xlsx"])
def test_the_journals_give_the_published_columns_and_the_second_run_changes_nothing(
    workbench: Workbench, folder: Path, kept_as: str
) -> None:
    path = csv_of(table_of(), folder / "e.csv") if kept_as == "csv" else workbook_of(folder / "e.xlsx")
    posted = workbench("adjust", folder / "p.recon", "--from", path)
    assert (posted.status, posted.errors) == (0, "")
    expect_published(workbench("reconcile", folder / "p.recon", "--json").json)
    after = (folder / "p.recon").read_bytes()
    again = refused(workbench("adjust", folder / "p.recon", "--from", path))
    assert again == f"{path.name} has been posted before: its 8 entries are in the project. Nothing was posted."
    assert is_unchanged(folder, after)


def test_what_was_posted_is_printed(workbench: Workbench, folder: Path) -> None:
    outcome = workbench("adjust", folder / "p.recon", "--from", csv_of(table_of(), folder / "e.csv"))
    lines = outcome.output.splitlines()
    assert lines[:4] == [
        f"{ECL} (new): 3 entries, 15 legs",
        "  H1 2023: net income 25,217, attributable net income 25,217",
        "  31 Dec 2022: equity 1,001,037",
        "  30 Jun 2023: equity 1,026,254",
    ]
    assert f"{ECL}, ECL-1 was brought forward to 30 Jun 2023." in lines
    assert f"{EIR}, EIR-2: the loss of 215,055 was transferred to Retained earnings at 30 Jun 2023." in lines
    (net_income,) = [line.split() for line in lines if line.split()[:3] == ["Net", "income", "2,023,199"]]
    assert net_income[3:] == ["1,746,887", "(276,312)"]
    assert lines[-2].startswith("checks: 60 of 60 pass")
    assert lines[-1] == f"Saved to {folder / 'p.recon'}"


def test_what_was_posted_is_written_as_json(workbench: Workbench, folder: Path) -> None:
    path = csv_of(table_of(JOURNALS[:2]), folder / "e.csv")
    printed = workbench("adjust", folder / "p.recon", "--from", path, "--json", "-o", folder / "q.recon")
    answer = printed.json
    assert list(answer) == ["entity", "project", "adjustments", "notes", "complete", "unproven", "checks"]
    (ecl,) = answer["adjustments"]
    assert (ecl["name"], ecl["added"], len(ecl["entries"])) == (ECL, True, 3)
    assert ecl["effects"][H1_2023] == {"net_income": 25217, "attributable_net_income": 25217}
    first = ecl["entries"][0]
    assert first["origin"] == {"kind": "source", "file": "e.csv", "cell": "D2"}
    assert (first["reference"], first["memo"], first["open"]) == ("ECL-1", "Allowance under IFRS 9", False)
    assert first["legs"][0] == {
        "statement": "financial_position",
        "line": "loans_receivable_net_non_current",
        "period": DEC_2022,
        "amount": 137155,
        "kind": "measurement",
    }
    assert answer["notes"][0] == f"{ECL}, ECL-1 was brought forward to 30 Jun 2023."
    written = workbench("adjust", folder / "p.recon", "--from", path, f"--json={folder / 'j.json'}")
    assert (written.status, written.output) == (0, "")
    assert (folder / "j.json").read_text(encoding="utf-8") == printed.output.replace("q.recon", "p.recon")


def test_entries_go_to_the_difference_that_is_there(workbench: Workbench, folder: Path) -> None:
    first, second = csv_of(table_of(JOURNALS[:1]), folder / "1.csv"), csv_of(table_of(JOURNALS[1:3]), folder / "2.csv")
    assert workbench("adjust", folder / "p.recon", "--from", first).status == 0
    outcome = workbench("adjust", folder / "p.recon", "--from", second)
    assert outcome.output.startswith(f"{ECL}: 1 entry, 7 legs\n  H1 2023: net income 25,217")
    assert f"{EIR} (new): 2 entries, 10 legs" in outcome.output
    project = load(folder / "p.recon")
    assert [(known.name, len(known.entries)) for known in project.adjustments] == [(ECL, 3), (EIR, 2)]
    assert [step.description.key for step in project.trail] == ["post-entries"] * 2


def test_workbooks_are_posted_to_and_a_project_is_saved(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "qifu.xlsx").write_bytes(primary_workbook())
    entries = workbook_of(tmp_path / "e.xlsx")
    request = ("adjust", tmp_path / "qifu.xlsx", "--from", entries)
    assert refused(workbench(*request)).endswith("Name the project to save: -o OUT.recon.")
    assert workbench(*request, "-o", tmp_path / "q.recon").status == 0
    assert workbench("check", tmp_path / "q.recon").status == 0


def test_a_table_of_entries_can_be_posted_elsewhere_but_not_twice(workbench: Workbench, folder: Path) -> None:
    (folder / "bare.recon").write_bytes((folder / "p.recon").read_bytes())
    assert workbench("adjust", folder / "p.recon", "--from", workbook_of(folder / "e.xlsx")).status == 0
    for table in (folder / "t.csv", folder / "t.xlsx"):
        assert workbench("table", folder / "p.recon", "--entries", "-o", table).status == 0
    assert workbench("adjust", folder / "bare.recon", "--from", folder / "t.csv").status == 0
    effects = [adjustment.effects for adjustment in load(folder / "p.recon").adjustments]
    assert [adjustment.effects for adjustment in load(folder / "bare.recon").adjustments] == effects
    again = refused(workbench("adjust", folder / "p.recon", "--from", folder / "t.xlsx"))
    assert "its 12 entries are in the project" in again


# ---- wrong files


def with_row(row: Row, number: int = 0) -> Table:
    """Return the journals with another row in the first entry."""
    first, *others = JOURNALS
    rows = list(first.rows)
    rows[number] = row
    return table_of([first._replace(rows=rows), *others])


def with_cell(heading: str, text: str, row: int = 1) -> Table:
    table = table_of()
    table[row][HEADINGS.index(heading)] = text
    return table


WRONG: dict[str, tuple[Table, str]] = {
    "unknown account": (
        with_row(Row("Goodwill on loans", 137155)),
        "cell D2: No line is called 'Goodwill on loans'. Enter the caption of one, or its id.",
    ),
    "misspelt word": (
        with_row(Row("Provission", 137155)),
        "cell D2: No line is called 'Provission'. The closest are: Provision for loans receivable; Provision for ",
    ),
    "several accounts": (
        with_row(Row("Amounts due from related parties", 137155)),
        "due from related parties (Non-current assets). Add the section, or name the line by its id.",
    ),
    "unbalanced": (
        with_row(Row("Loans receivable, net-noncurrent", 137156)),
        "cell D2: 31 Dec 2022: debits exceed credits by 1. Correct the entry, or add --unbalanced to post it as open.",
    ),
    "too little": (
        with_row(Row("Loans receivable, net-noncurrent", 100000)),
        "cell D2: 31 Dec 2022: credits exceed debits by 37,155. Correct the entry, or add --unbalanced to post it as",
    ),
    "unknown period": (
        with_cell("Period", "H2 2023"),
        "cell C2: 'H2 2023' is not a period in these statements. Choose one of: 31 Dec 2022, 30 Jun 2023",
    ),
    "text in an amount": (
        with_cell("Debit", "see note"),
        "cell F2: 'see note' is not an amount. Enter a number such as",
    ),
    "both sides": (with_cell("Credit", "5"), "cell G2: Both a debit and a credit are entered. Enter one of them"),
    "a total line": (
        with_row(Row("Total assets", 137155)),
        "cell D2: 'TOTAL ASSETS' is a heading or a total. Enter the amount on one of its parts.",
    ),
    "no period": (with_cell("Period", ""), "cell D2: The row names no period. Add a column headed Period."),
    "no difference": (
        with_cell("Difference", ""),
        "cell D2: The row names no difference. Add a column headed Difference.",
    ),
    "unknown date": (
        with_cell("Brought forward to", "31 Dec 2023"),
        "cell I2: '31 Dec 2023' is not the date of a balance sheet. Choose one of: 31 Dec 2022, 30 Jun 2023.",
    ),
    "an earlier date": (
        with_cell("Brought forward to", "31 Dec 2022", 5),
        "cell D6: An entry is brought forward to a later date. Choose one.",
    ),
    "a wrong sum": (
        [*table_of(JOURNALS[:1]), [ECL, "ECL-1", OPENING, "Total", "", "5", "5"]],
        "cell F6: 5 is not the sum of the rows above. Correct it, or delete the row.",
    ),
    "no headings": ([["a", "b", "c"], ["1", "2", "3"]], "Nothing says what the columns of the journal hold."),
    "nothing": ([], "e.csv"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_in_one_line_with_its_cell_and_nothing_is_posted(
    workbench: Workbench, folder: Path, wrong: str
) -> None:
    table, said = WRONG[wrong]
    before = (folder / "p.recon").read_bytes()
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", csv_of(table, folder / "e.csv")))
    assert said in sentence
    assert sentence.startswith("e.csv")
    assert is_unchanged(folder, before)


def test_in_a_workbook_the_sheet_is_named(workbench: Workbench, folder: Path) -> None:
    wrong = JOURNALS[2]._replace(rows=[Row("Goodwill", 5), *JOURNALS[2].rows])
    path = workbook_of(folder / "e.xlsx", [JOURNALS[0], wrong])
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", path))
    assert sentence.startswith("e.xlsx, sheet 'Journal 2', cell D5: No line is called 'Goodwill'.")


def test_unbalanced_entries_are_posted_as_open_if_asked_for(workbench: Workbench, folder: Path) -> None:
    table, _ = WRONG["unbalanced"]
    path = csv_of(table, folder / "e.csv")
    outcome = workbench("adjust", folder / "p.recon", "--from", path, "--unbalanced")
    assert outcome.status == 1, "a balance sheet does not balance"
    assert f"{ECL}, ECL-1, 31 Dec 2022: out of balance by 1." in outcome.output
    answer = workbench("reconcile", folder / "p.recon", "--json").json
    assert [entry["reference"] for entry in answer["adjustments"][0]["entries"] if entry["open"]] == ["ECL-1"] * 2


def test_an_entry_of_the_same_number_but_other_amounts_is_refused(workbench: Workbench, folder: Path) -> None:
    assert workbench("adjust", folder / "p.recon", "--from", csv_of(table_of(), folder / "e.csv")).status == 0
    rows = [Row("Loans receivable, net-noncurrent", 5), Row("Retained earnings", 0, 5)]
    other = csv_of(table_of([Entry(ECL, "ECL-1", OPENING, "", rows)]), folder / "o.csv")
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", other))
    assert f"{ECL}, ECL-1 has been posted before with other lines or amounts (31 Dec 2022)." in sentence
    numbered = csv_of(table_of([Entry(ECL, "ECL-9", OPENING, "", rows)]), folder / "o.csv")
    assert workbench("adjust", folder / "p.recon", "--from", numbered).status == 1, "it is not brought forward"


def test_one_entry_that_is_there_already_keeps_the_others_from_being_posted(workbench: Workbench, folder: Path) -> None:
    assert (
        workbench("adjust", folder / "p.recon", "--from", csv_of(table_of(JOURNALS[:2]), folder / "e.csv")).status == 0
    )
    before = (folder / "p.recon").read_bytes()
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", csv_of(table_of(), folder / "e.csv")))
    assert sentence.startswith(f"e.csv, cell D2: {ECL}, ECL-1 has been posted before. Remove it from the file")
    assert is_unchanged(folder, before)


def test_two_entries_that_are_alike_are_both_posted_once(workbench: Workbench, folder: Path) -> None:
    rows = [["Difference", "Period", "Account", "Debit", "Credit"]]
    pair = [["Leases", OPENING, "Loans receivable, net", "5", ""], ["Leases", OPENING, "Retained earnings", "", "5"]]
    path = csv_of([*rows, *pair, [], *pair], folder / "e.csv")
    assert workbench("adjust", folder / "p.recon", "--from", path).status in (0, 1)
    (leases,) = load(folder / "p.recon").adjustments
    assert leases.effects["loans_receivable_net", DEC_2022] == 10
    assert "its 2 entries are in the project" in refused(workbench("adjust", folder / "p.recon", "--from", path))


PAIR = [
    ["Leases", "1", OPENING, "Loans receivable, net", "5", ""],
    ["Leases", "1", OPENING, "Retained earnings", "", "5"],
]
OTHER_PAIR = [row[:4] + [text.replace("5", "7") for text in row[4:]] for row in PAIR]
NUMBERED = ["Difference", "Entry", "Period", "Account", "Debit", "Credit"]


@pytest.mark.parametrize("between", [[], NUMBERED, ["", "", "", "Total", "5", "5"]], ids=["blank", "headings", "sum"])
@pytest.mark.parametrize("second", [PAIR, OTHER_PAIR], ids=["same", "other"])
def test_an_entry_that_is_complete_is_not_extended_by_a_later_block(
    workbench: Workbench, folder: Path, between: list[str], second: Table
) -> None:
    path = csv_of([NUMBERED, *PAIR, between, *second], folder / "e.csv")
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", path))
    assert sentence.startswith("e.csv, cell D5: Entry 1 is complete without this row, from row 2 on.")


def sheets_of(path: Path, *tables: Table) -> Path:
    book = openpyxl.Workbook()
    for number, table in enumerate(tables):
        sheet = book.create_sheet(f"Page {number}")
        for row in table:
            sheet.append([int(text) if text.isdecimal() else text for text in row])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([[NUMBERED, *PAIR], [NUMBERED, *PAIR]], "in the file twice, also in sheet 'Page 0', cell D2. Remove one"),
        (
            [[NUMBERED, *PAIR], [NUMBERED, *OTHER_PAIR]],
            "has the number 1, too, in sheet 'Page 0', cell D2.",
        ),
        ([[["", *row[1:]] for row in [NUMBERED, *PAIR]]] * 2, "names no difference"),
        (
            [[[row[0], *row[2:]] for row in [NUMBERED, *PAIR]]] * 2,
            "in the file twice, also in sheet 'Page 0'",
        ),
    ],
    ids=["same", "other", "without a difference", "without numbers"],
)
def test_an_entry_of_two_sheets_is_refused(
    workbench: Workbench, folder: Path, tables: Sequence[Table], said: str
) -> None:
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", sheets_of(folder / "e.xlsx", *tables)))
    assert said in sentence


def test_a_table_posted_before_is_known_although_it_does_not_balance(workbench: Workbench, folder: Path) -> None:
    lone = csv_of([NUMBERED, PAIR[0]], folder / "e.csv")
    assert workbench("adjust", folder / "p.recon", "--from", lone, "--unbalanced").status == 1
    assert workbench("table", folder / "p.recon", "--entries", "-o", folder / "t.csv").status == 1
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", folder / "t.csv"))
    assert sentence == "t.csv has been posted before: its entry is in the project. Nothing was posted."


def test_a_table_of_entries_posted_elsewhere_gives_no_reference(workbench: Workbench, folder: Path) -> None:
    (folder / "bare.recon").write_bytes((folder / "p.recon").read_bytes())
    unnumbered = [[row[0], *row[2:]] for row in (NUMBERED, *PAIR)]
    table = csv_of([*unnumbered, [], *unnumbered[1:]], folder / "e.csv")
    posted = workbench("adjust", folder / "p.recon", "--from", table)
    assert "Leases, row 5 is like the entry of row 2. Both were posted." in posted.output.splitlines()
    assert workbench("table", folder / "p.recon", "--entries", "-o", folder / "t.csv").status == 0
    assert workbench("adjust", folder / "bare.recon", "--from", folder / "t.csv").status == posted.status
    (leases,) = load(folder / "bare.recon").adjustments
    assert [entry.reference for entry in leases.entries.values()] == ["", ""]


def test_many_entries_of_one_line_are_posted_in_a_moment(folder: Path) -> None:
    project = primary_project()
    table = [NUMBERED, *([row[0], str(number), *row[2:]] for number in range(300) for row in PAIR)]
    entries, _ = entries_in(read_here(csv_of(table, folder / "e.csv")), project)
    began = process_time()
    (command,) = posting_of(project, entries, unbalanced=False).command.commands
    assert process_time() - began < 1
    assert isinstance(command, AddAdjustment)
    keys = list(command.adjustment.entries)
    assert (keys[0], keys[-1]) == (f"loans_receivable_net {DEC_2022}", f"loans_receivable_net {DEC_2022} 300")


def test_an_entry_without_amounts_names_its_cell_once(workbench: Workbench, folder: Path) -> None:
    nil = [[*row[:4], "0" if row[4] else "", "0" if row[5] else ""] for row in PAIR]
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", csv_of([NUMBERED, *nil], folder / "e.csv")))
    assert sentence == "e.csv, cell D2: The entry has no amounts. Enter them, or delete its rows."


def test_a_memo_that_is_added_is_in_the_language_of_the_command(workbench: Workbench, folder: Path) -> None:
    path = csv_of(table_of(JOURNALS[:1]), folder / "e.csv")
    assert workbench("adjust", folder / "p.recon", "--from", path, "--language", "zh_CN").status == 0
    (ecl,) = load(folder / "p.recon").adjustments
    memos = [entry.memo for entry in ecl.entries.values()]
    assert "brought forward" not in memos[1]
    assert memos[1] != memos[0]


def test_the_sample_of_entries_gives_the_published_columns(workbench: Workbench, folder: Path) -> None:
    """Its closing balances hold what equity had at the opening date, too, which is said."""
    sample = resources.sample().with_name("qifu-adjustment-entries.xlsx")
    outcome = workbench("adjust", folder / "p.recon", "--from", sample)
    assert (outcome.status, outcome.errors) == (0, "")
    assert "H1 2023: equity also holds (105,304) from earlier periods." in outcome.output
    expect_published(workbench("reconcile", folder / "p.recon", "--json").json)


# ---- what a sheet shows


def change(path: Path, alter: Callable[[Any], object]) -> Path:
    book = openpyxl.load_workbook(path)
    alter(book["Journal 1"])
    book.save(path)
    return path


def hide_sheet(sheet: Any) -> None:
    sheet.sheet_state = "hidden"


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[6].hidden = True


def strike_row(sheet: Any) -> None:
    sheet["D6"].font = Font(strike=True)


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["F"].hidden = True


def strike_amount(sheet: Any) -> None:
    sheet["F6"].font = Font(strike=True)


def show_as_percentage(sheet: Any) -> None:
    sheet["F6"] = 0.12
    sheet["F6"].number_format = "0%"


def show_in_thousands(sheet: Any) -> None:
    sheet["F6"].number_format = "#,##0,"


def compute(sheet: Any) -> None:
    sheet["F6"] = "=72000+932"


def add_noise(sheet: Any) -> None:
    sheet["F6"] = 72932.00000000001
    sheet["C5"] = date(2022, 12, 31)


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (hide_row, "sheet 'Journal 1', cell D6: The row is hidden. Show it, or delete it."),
        (strike_row, "sheet 'Journal 1', cell D6: The row is struck out."),
        (hide_column, "sheet 'Journal 1', cell F5: The column is hidden. Show it, or delete it."),
        (strike_amount, "sheet 'Journal 1', cell F6: The row is struck out."),
        (show_as_percentage, "sheet 'Journal 1', cell F6: '12%' is not an amount."),
        (show_in_thousands, "sheet 'Journal 1', cell F6: The number format shows 72932 divided by 1,000."),
    ],
)
def test_what_a_reader_of_the_sheet_would_see_otherwise_is_refused(
    workbench: Workbench, folder: Path, alter: Callable[[Any], object], said: str
) -> None:
    path = change(workbook_of(folder / "e.xlsx", JOURNALS[:2]), alter)
    assert said in refused(workbench("adjust", folder / "p.recon", "--from", path))


@pytest.mark.parametrize("alter", [compute, add_noise])
def test_numbers_are_read_exactly(workbench: Workbench, folder: Path, alter: Callable[[Any], object]) -> None:
    path = change(workbook_of(folder / "e.xlsx", JOURNALS[:2]), alter)
    assert workbench("adjust", folder / "p.recon", "--from", path).status == 0
    (ecl,) = load(folder / "p.recon").adjustments
    assert str(ecl.effects["deferred_tax_assets", DEC_2022]) == "72932"


def test_a_hidden_sheet_is_left_out_and_said(workbench: Workbench, folder: Path) -> None:
    path = change(workbook_of(folder / "e.xlsx", JOURNALS[:4]), hide_sheet)
    outcome = workbench("adjust", folder / "p.recon", "--from", path)
    assert "Sheet 'Journal 1' is hidden, and was left out." in outcome.output
    assert [known.name for known in load(folder / "p.recon").adjustments] == [EIR]


def test_a_sum_is_left_out_and_said(workbench: Workbench, folder: Path) -> None:
    table = [*table_of(JOURNALS[:1]), [ECL, "", "", "Total", "", "1,001,037", "1,001,037"]]
    outcome = workbench("adjust", folder / "p.recon", "--from", csv_of(table, folder / "e.csv"))
    assert "Row 6 is the sum of the rows above, and was left out." in outcome.output


def test_a_workbook_without_a_journal_is_refused(workbench: Workbench, folder: Path) -> None:
    (folder / "qifu.xlsx").write_bytes(primary_workbook())
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", folder / "qifu.xlsx"))
    assert sentence.startswith("qifu.xlsx has no journal entries. Put headings above their columns")


# ---- files


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["p.recon"], "adjust needs the file of the journal entries. Name it: --from ENTRIES.xlsx."),
        (["p.recon", "--from", "missing.csv"], "no such file"),
        (["missing.recon", "--from", "e.csv"], "No such file"),
        (["p.recon", "--from", "e.csv", "-o", "out.xlsx"], "the project is written as .recon"),
        (["p.recon", "--from", "e.csv", "-o", "e.csv"], "never overwritten"),
        (["p.recon", "--from", "e.csv", "--json=p.recon"], "two outputs"),
        (["p.recon", "--from", "e.csv", "--json=e.csv"], "never overwritten"),
        (["p.recon", "--from", "e.csv", "--json=j.txt"], ".json"),
        (["p.recon", "--from", "e.csv", "-o", "no/q.recon"], "no folder"),
        (["p.recon", "--form", "e.csv"], "Did you mean '--from'?"),
    ],
)
def test_a_wrong_request_is_refused_and_leaves_nothing(
    workbench: Workbench, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], said: str
) -> None:
    csv_of(table_of(), folder / "e.csv")
    before = (folder / "p.recon").read_bytes()
    monkeypatch.chdir(folder)
    assert said in refused(workbench("adjust", *arguments))
    assert sorted(path.name for path in folder.iterdir()) == ["e.csv", "p.recon"]
    assert is_unchanged(folder, before)


def test_another_project_is_overwritten_only_by_force(workbench: Workbench, folder: Path) -> None:
    path, other = csv_of(table_of(), folder / "e.csv"), folder / "other.recon"
    other.write_bytes((folder / "p.recon").read_bytes())
    before = other.read_bytes()
    request = ("adjust", folder / "p.recon", "--from", path, "-o", other)
    said = f"{other} already exists and would be overwritten. Choose another path, or add --force."
    assert refused(workbench(*request)) == said
    assert other.read_bytes() == before
    assert workbench(*request, "--force").status == 0
    assert len(load(other).adjustments) == 4


def test_a_project_that_was_changed_while_entries_were_read_is_kept(
    workbench: Workbench, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_meanwhile(*given: Any, **named: Any) -> Any:
        (folder / "p.recon").write_bytes((folder / "p.recon").read_bytes() + b"\0")
        return posting_of(*given, **named)

    monkeypatch.setattr(entry_files, "posting_of", change_meanwhile)
    path = csv_of(table_of(), folder / "e.csv")
    sentence = refused(workbench("adjust", folder / "p.recon", "--from", path))
    assert sentence.endswith("and the changes would be lost. Choose another path, or add --force.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_nothing_is_saved_if_what_was_posted_cannot_be_printed(
    workbench: Workbench, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    before = (folder / "p.recon").read_bytes()
    path = csv_of(table_of(), folder / "e.csv")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        monkeypatch.setattr(outputs, "silence_standard_output", lambda: None)
        outcome = workbench("adjust", folder / "p.recon", "--from", path, *more)
        monkeypatch.undo()
        with suppress(OSError):
            full.close()
    assert outcome.status == 2
    assert "Standard output cannot be written" in outcome.errors
    assert is_unchanged(folder, before)


def test_the_project_is_saved_as_the_window_saves_it(workbench: Workbench, folder: Path, tmp_path: Path) -> None:
    before = (folder / "p.recon").read_bytes()
    path = csv_of(table_of(), folder / "e.csv")
    assert workbench("adjust", folder / "p.recon", "--from", path).status == 0
    backups = [kept for kept in (tmp_path / "state" / "backups").rglob("*.recon*") if kept.is_file()]
    assert before in [kept.read_bytes() for kept in backups]
    assert [kept.name for kept in folder.iterdir() if "lock" in kept.name] == []


def test_the_same_from_python(folder: Path) -> None:
    notes: list[object] = []
    book = read(folder / "p.recon").adjust_from(csv_of(table_of(), folder / "e.csv"), said=notes.append)
    assert book.light.startswith("All ")
    assert len(notes) == 8
    entries = book.entries()
    assert len(entries) == 65
    assert entries["debit"].dropna().sum() - entries["credit"].dropna().sum() == 276312, "the result, less income"
    assert not entries["open"].any()
    assert set(entries["file"]) == {"e.csv"}
    lone = Entry("Lone", "", HALF_YEAR, "", [Row("Amounts due from related parties", 5, 0, CURRENT)])
    path = csv_of(table_of([lone]), folder / "l.csv")
    with pytest.raises(Exception, match="debits exceed credits by 5"):
        book.adjust_from(path)
    assert book.adjust_from(path, unbalanced=True).project.adjustments[-1].name == "Lone"


# ---- in another language


@pytest.mark.parametrize("language", COMPLETE)
def test_all_is_said_in_the_language_that_is_handed_in(
    language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, project = COMPLETE[language](), primary_project()
    table = table_of(JOURNALS[:2])
    unsaid = {
        str(folder / "p.recon"),
        "work",
        "e.csv",
        "unbalanced=True",
        *data_of(project),
        *(text for row in table for text in row),
    }
    for wrong in [wrong for wrong, _ in WRONG.values() if wrong]:
        with pytest.raises(WorkbenchError) as refusal:
            posting_of(project, entries_in(read_here(csv_of(wrong, folder / "e.csv")), project)[0], unbalanced=False)
        known = {text for row in wrong for text in row}
        assert english_in(say(refusal.value.sentence, words), unsaid | known) == []
    path = csv_of(table, folder / "e.csv")
    assert run(["adjust", str(folder / "p.recon"), "--from", str(path)], lambda _: 0, words) == 0
    assert english_in(capsys.readouterr().out, unsaid | data_of(load(folder / "p.recon"))) == []
