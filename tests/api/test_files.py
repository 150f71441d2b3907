"""What a book is read from and written to: refused where the command line and the window refuse."""

import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import workbench
from tests.api.samples import sample_book
from tests.conftest import Workbench
from tests.published import JUN_2023
from tests.workbooks.locked import PASSWORD, locked
from workbench.api.book import Book
from workbench.backups import backups_of
from workbench.clock import present_time
from workbench.errors import PasswordNeeded, WorkbenchError
from workbench.exporting.sheet_headers import FIRST_ROW
from workbench.file_lock import FileLock, take_lock
from workbench.resources import root, sample
from workbench.state_folder import BACKUPS, state_folder

SMALL = root() / "samples" / "autohome-bridge.xlsx"


# ---- reading


def test_files_are_named_one_by_one_or_in_lists_as_text_or_as_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Harbour Ltd,\nRMB in thousands,\n,2023\nRevenue,500\nRent,-90\nNet income,410\n"
    other = text.replace("Revenue", "Cash").replace("Rent", "Debt").replace("Net income", "Total assets")
    (tmp_path / "income.csv").write_text(text)
    (tmp_path / "position.csv").write_text(other)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    books = [
        workbench.read(tmp_path / "income.csv", str(tmp_path / "position.csv")),
        workbench.read([tmp_path / "income.csv", "~/position.csv"]),
    ]
    assert [len(book.project.sources) for book in books] == [2, 2]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "No file was named. Name one or more workbooks, or one project."),
        (("missing.xlsx",), "there is no such file"),
        (("missing.recon",), "No such file"),
        (("text.txt",), "text.txt: no statement was found"),
        ((sample(), sample()), "given twice"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    files: tuple[Path | str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("nothing")
    with pytest.raises(WorkbenchError) as refused:
        workbench.read(*files)
    assert said in str(refused.value)


def test_a_password_opens_all_files_but_those_that_have_one_of_their_own(tmp_path: Path) -> None:
    path = locked(SMALL, tmp_path / "locked.xlsx")
    assert workbench.read(path, passwords={str(path): PASSWORD}, password="another").is_complete
    for password, said in (("", "give the password"), ("another", "does not open it")):
        with pytest.raises(PasswordNeeded, match=said) as needed:
            workbench.read(path, password=password)
        assert needed.value.path == path


# ---- exporting


def test_the_ending_says_what_is_written(tmp_path: Path) -> None:
    partial = sample_book("autohome-bridge").off("leases")
    review = partial.export(tmp_path / "review.xlsx")
    assert openpyxl.load_workbook(review, read_only=True).sheetnames[:2] == ["Lead", "Lead FY 2023"]
    answer = json.loads(partial.export(str(tmp_path / "figures.json")).read_text(encoding="utf-8"))
    assert (answer["complete"], answer["unproven"], len(answer["findings"])) == (False, 0, len(partial.findings()))
    table = pd.read_parquet(partial.export(tmp_path / "figures.parquet"))
    assert table["amount"].dropna().tolist() == partial.table()["amount"].dropna().tolist()
    assert list(table.columns) == list(partial.table().columns)
    assert len(pd.read_csv(partial.export(tmp_path / "FIGURES.CSV"))) == len(table)


def test_what_is_exported_is_what_the_command_line_writes(workbench: Workbench, tmp_path: Path) -> None:
    for command, name in (("table", "figures.csv"), ("reconcile", "figures.json")):
        path = tmp_path / "theirs" / name
        path.parent.mkdir(exist_ok=True)
        output = f"--json={path}" if name.endswith("json") else "-o"
        workbench(command, SMALL, output, *([path] if output == "-o" else []))
        assert sample_book("autohome-bridge").export(tmp_path / name).read_bytes() == path.read_bytes()


def test_an_export_is_in_the_language_asked_for_but_for_json(tmp_path: Path) -> None:
    book = sample_book("autohome-bridge")
    chinese = book.export(tmp_path / "figures.csv", language="zh_CN").read_text(encoding="utf-8")
    assert chinese.startswith("报表,期间,")
    assert (
        book.export(tmp_path / "chinese.json", language="zh_CN").read_bytes()
        == book.export(tmp_path / "english.json").read_bytes()
    )
    with pytest.raises(WorkbenchError, match=r"There is no language 'xx'\. Choose one of: en, zh_CN\."):
        book.export(tmp_path / "figures.csv", language="xx")


NEVER_WRITTEN_OVER = {
    "source.xlsx": "one of the inputs, which are never overwritten",
    "copy.xlsx": "a source of this project, and sources are never overwritten",
    "mine.xlsx": "was not written by this program and would be overwritten. Choose another path, or pass force=True.",
    "figures.txt": "the name of an export ends in .xlsx, .json, .csv, .parquet.",
    "no/such/review.xlsx": "there is no folder",
    "folder.json": "is a folder",
}


def test_no_source_and_no_work_of_others_is_written_over(tmp_path: Path) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(SMALL.read_bytes())
    (tmp_path / "copy.xlsx").write_bytes(SMALL.read_bytes())
    openpyxl.Workbook().save(tmp_path / "mine.xlsx")
    (tmp_path / "folder.json").mkdir()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    book = workbench.read(source)
    for name, said in NEVER_WRITTEN_OVER.items():
        with pytest.raises(WorkbenchError) as refused:
            book.export(tmp_path / name)
        assert said in str(refused.value)
    with pytest.raises(WorkbenchError, match="never overwritten"):
        book.save(source)
    with pytest.raises(WorkbenchError, match=r"the name of a project ends in \.recon"):
        book.save(tmp_path / "p.xlsx")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert book.export(tmp_path / "mine.xlsx", force=True).stat().st_size > len(before["mine.xlsx"])


# ---- saving


def test_a_book_that_was_saved_is_read_again_with_its_steps(book: Book, tmp_path: Path) -> None:
    entries = [
        {"line": "Prepaid expenses and other assets", "period": JUN_2023, "amount": Decimal("0.5"), "memo": "leases"},
        {"line": "Retained earnings", "period": JUN_2023, "amount": Decimal("0.5")},
    ]
    changed = book.adjust("Leases", entries, note="IFRS 16").off("guarantee")
    again = workbench.read(changed.save(tmp_path / "p.recon"))
    assert again.project == changed.project
    assert again.totals().equals(changed.totals())
    pd.testing.assert_frame_equal(again.entries(), changed.entries())
    assert [step.description.key for step in again.project.trail] == ["add-adjustment", "switch-off"]
    sheet = openpyxl.load_workbook(again.export(tmp_path / "review.xlsx"))["Changes"]
    rows = [[cell.value for cell in row[2:7]] for row in sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + 2)]
    assert rows == [
        ["Add Leases", "Leases", "Difference", "—", "Leases"],
        ["Add Leases", "Leases", "Journal entry", "—", "leases: Prepaid expenses and other assets, 30 Jun 2023: 0.5"],
        ["Add Leases", "Leases", "Journal entry", "—", "Retained earnings, 30 Jun 2023: 0.5"],
    ]


def test_what_a_save_replaces_is_kept_but_no_more_than_once_a_minute_of_own_work(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "p.recon"
    for state in (book, book.off("guarantee"), book.all_off()):
        state.save(path)
    kept = backups_of(path, state_folder() / BACKUPS)
    assert [workbench.read(backup.path).is_complete for backup in kept] == [True]


def test_a_project_that_is_open_elsewhere_is_not_saved_over(book: Book, tmp_path: Path) -> None:
    path = book.save(tmp_path / "p.recon")
    lock = take_lock(path, None, present_time())
    assert isinstance(lock, FileLock)
    with pytest.raises(WorkbenchError, match=r"has been open on .* since .* Close it there, or save"):
        book.off("guarantee").save(path)
    lock.release()
    book.off("guarantee").save(path)
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(".")] == []


def test_what_another_wrote_since_it_was_read_is_not_saved_over_unless_told(book: Book, tmp_path: Path) -> None:
    path = book.save(tmp_path / "p.recon")
    mine, theirs = workbench.read(path), workbench.read(path)
    theirs.off("guarantee").save(path)
    with pytest.raises(WorkbenchError, match=r"has been changed since it was read, .* or pass force=True"):
        mine.all_off().save(path)
    assert workbench.read(path).state == "Illustrative: 3 of 4 differences"
    mine.all_off().save(path, force=True)
    mine.save(path)
    assert workbench.read(path).is_complete


def test_a_project_of_a_newer_version_is_read_and_never_saved_over(book: Book, tmp_path: Path) -> None:
    path = book.save(tmp_path / "p.recon")
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT")
    newer = workbench.read(path)
    with pytest.raises(WorkbenchError, match=r"newer version.*Save under another name"):
        newer.off("guarantee").save(path, force=True)
    with pytest.warns(UserWarning, match=r"Saved to .*other.recon, but without what a newer version .* added: note"):
        other = newer.save(tmp_path / "other.recon")
    assert workbench.read(other).is_complete


def test_a_save_without_a_backup_warns(book: Book, tmp_path: Path) -> None:
    path = book.save(tmp_path / "p.recon")
    state_folder().mkdir(exist_ok=True)
    (state_folder() / BACKUPS).write_text("in the way")
    with pytest.warns(UserWarning, match=r"Saved to .*, but without a backup: .* cannot be copied") as warned:
        workbench.read(path).all_off().save(path)
    assert warned[0].filename == __file__
    assert workbench.read(path).state == "Illustrative: 0 of 4 differences"


def test_sources_that_changed_since_are_among_the_findings_of_a_project(tmp_path: Path) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(SMALL.read_bytes())
    path = workbench.read(source).save(tmp_path / "p.recon")
    assert len(workbench.read(path).findings("warning")) == 0
    with source.open("ab") as file:
        file.write(b"more")
    (message,) = workbench.read(path).off("leases").findings("warning")["message"]
    assert message == f"{source} has changed since it was imported. Import it again to see the differences."
