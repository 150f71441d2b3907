"""Requests that name files: what is asked, what must be answered, and what must be found on the disk afterwards."""

import os
import platform
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import openpyxl

from tests.importing.small_books import Rows, workbook
from workbench.importing import import_workbooks
from workbench.store import save
from workbench.workbooks import begin_reading

BOOK: Rows = [
    ["Harbour Ltd"],
    ["RMB in thousands"],
    ["Year ended December 31, 2023"],
    [None, "As reported under U.S. GAAP", "Leases", "As reported under IFRS"],
    ["Revenue", 500, None, 500],
    ["Rent", -90, 12, -78],
    ["Net income", 410, 12, 422],
]
Prepare = Callable[[Path], object]


@dataclass(frozen=True)
class Request:
    """``status`` and ``said``: what must be answered; ``new``: the files that are there afterwards beside the first.

    ``changed``: those that are others afterwards, with the permissions they had; ``gone``: those that are not there.
    """

    name: str
    arguments: Sequence[str | bytes]
    status: int = 0
    said: str = ""
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    prepare: Prepare = lambda _folder: None


@cache
def _made() -> tuple[bytes, bytes]:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = workbook(folder, {"IS": BOOK})
        save(import_workbooks([begin_reading(book)]), folder / "project.recon")
        return book.read_bytes(), (folder / "project.recon").read_bytes()


def prepared(request: Request, folder: Path) -> None:
    """Put a workbook, a copy of it, and the project that was imported from it into ``folder``."""
    book, project = _made()
    for name in ("book.xlsx", "copy.xlsx"):
        (folder / name).write_bytes(book)
    (folder / "p.recon").write_bytes(project)
    request.prepare(folder)


@dataclass(frozen=True)
class Seen:
    """A file as it is found: bytes, permissions, time of the last change."""

    content: bytes
    mode: int
    written: int


def seen(folder: Path) -> dict[str, Seen]:
    return {
        os.fsencode(path.name).decode("latin-1"): Seen(
            path.read_bytes(), stat.S_IMODE(path.stat().st_mode), path.stat().st_mtime_ns
        )
        for path in folder.iterdir()
        if path.is_file()
    }


def wrong_on_disk(request: Request, before: dict[str, Seen], after: dict[str, Seen]) -> list[str]:
    """Return what is on the disk that should not be, or is another than it should be."""
    wrong = [f"{name} is new" for name in sorted(after.keys() - before.keys() - set(request.new))]
    expected = (before.keys() | set(request.new)) - set(request.gone)
    wrong += [f"{name} is missing" for name in sorted(expected - after.keys())]
    wrong += [f"{name} was left" for name in sorted(after.keys() & set(request.gone))]
    for name in before.keys() & after.keys():
        if name in request.changed:
            wrong += [] if before[name].content != after[name].content else [f"{name} was not written"]
            wrong += [] if before[name].mode == after[name].mode else [f"{name} may be used by others now"]
        elif before[name] != after[name]:
            wrong.append(f"{name} was touched")
    return wrong


def review(folder: Path, name: str = "review.xlsx") -> None:
    """Write a review workbook, as an earlier run did."""
    _run(folder, "reconcile", "book.xlsx", "-o", name)


def reviewed(folder: Path) -> None:
    """Write one that somebody opened and saved since."""
    review(folder)
    book = openpyxl.load_workbook(folder / "review.xlsx")
    book.worksheets[0]["H1"] = "agreed, JH"
    book.save(folder / "review.xlsx")


def saved_by_excel(folder: Path) -> None:
    """Write one that names Excel as the application and was modified after it was created, as Excel does."""
    review(folder)
    with zipfile.ZipFile(folder / "review.xlsx") as old, zipfile.ZipFile(folder / "new.xlsx", "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "docProps/core.xml":
                content = content.replace(b"Z</dcterms:modified>", b"9Z</dcterms:modified>")
            new.writestr(part, content)
    (folder / "new.xlsx").replace(folder / "review.xlsx")


def _write_document(path: Path) -> None:
    docx.Document().save(str(path))


def damaged_review(folder: Path) -> None:
    """Write one in which a byte of the mark was lost."""
    review(folder)
    content = bytearray((folder / "review.xlsx").read_bytes())
    at = content.find(b"docProps/custom.xml") + len("docProps/custom.xml") + 12
    content[at] ^= 0xFF
    (folder / "review.xlsx").write_bytes(content)


def own(folder: Path, name: str, text: str, mode: int = 0o644) -> Path:
    (folder / name).write_text(text)
    (folder / name).chmod(mode)
    return folder / name


def private_review(folder: Path) -> None:
    review(folder)
    (folder / "review.xlsx").chmod(0o600)


def left_over(folder: Path) -> None:
    own(folder, LEFT[0], "half")
    (folder / f"{LEFT[0]}.d").mkdir()


def journal(folder: Path, account: str = "Revenue") -> None:
    own(folder, "e.csv", f"Difference,Period,Account,Amount\nLeases,FY 2023,{account},5\n")


def strange_book(folder: Path) -> None:
    rows = [["=cmd|' /C calc'!A1", *cells[1:]] if cells[0] == "Rent" else cells for cells in BOOK]
    workbook(folder, {"IS": rows}).replace(folder / "s.xlsx")


def bytes_named(folder: Path) -> None:
    (folder / "book.xlsx").rename(folder / os.fsdecode(b"b\xff.xlsx"))


def _run(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "workbench", *arguments], cwd=folder, check=True, capture_output=True)


LEFT = (f".review.xlsx.{re.sub('[^A-Za-z0-9-]', '', platform.node())[:40]}+999999999+abcd1234.workbench.part",)
"""What a process left that is no more."""
REQUESTS = (
    # endings
    Request("review workbook", ["reconcile", "book.xlsx", "-o", "r.xlsx"], new=("r.xlsx",)),
    Request("its ending in capitals", ["reconcile", "book.xlsx", "-o", "R.XLSX"], new=("R.XLSX",)),
    Request("review workbook as .xlsm", ["reconcile", "book.xlsx", "-o", "r.xlsm"], 2, ".xlsx"),
    Request("review workbook as .pdf", ["reconcile", "book.xlsx", "-o", "r.pdf"], 2, ".xlsx"),
    Request("review workbook without ending", ["reconcile", "book.xlsx", "-o", "r"], 2, ".xlsx"),
    Request("table as .csv", ["table", "book.xlsx", "-o", "t.csv"], new=("t.csv",)),
    Request("table as .xlsx", ["table", "book.xlsx", "-o", "t.xlsx"], new=("t.xlsx",)),
    Request("table as .parquet", ["table", "book.xlsx", "-o", "t.parquet"], new=("t.parquet",)),
    Request("entries as .csv", ["table", "book.xlsx", "--entries", "-o", "t.csv"], new=("t.csv",)),
    Request("table as .json", ["table", "book.xlsx", "-o", "t.json"], 2, ".csv, .xlsx or .parquet"),
    Request("table as .txt", ["table", "book.xlsx", "-o", "t.txt"], 2, ".csv, .xlsx or .parquet"),
    Request("appendix that has open texts", ["export", "book.xlsx", "-o", "a.docx"], 2, "6 texts are open"),
    Request("draft as .docx", ["export", "book.xlsx", "-o", "a.docx", "--draft"], new=("a.docx",)),
    Request("draft as .pdf", ["export", "p.recon", "--format", "pdf", "-o", "a.pdf", "--draft"], new=("a.pdf",)),
    Request("bundle as .zip", ["export", "p.recon", "-o", "a.zip", "--draft"], new=("a.zip",)),
    Request("export of the review workbook", ["export", "book.xlsx", "-o", "r.xlsx"], new=("r.xlsx",)),
    Request("export as .csv", ["export", "book.xlsx", "-o", "t.csv"], new=("t.csv",)),
    Request("export as .parquet", ["export", "book.xlsx", "-o", "t.parquet"], new=("t.parquet",)),
    Request("export as .json", ["export", "book.xlsx", "-o", "t.json"], new=("t.json",)),
    Request("export without a file", ["export", "book.xlsx"], 2, "export needs -o OUT"),
    Request("export as .txt", ["export", "book.xlsx", "-o", "t.txt"], 2, "invalid choice: 'txt'"),
    Request(
        "export of another kind than the ending", ["export", "book.xlsx", "--format", "pdf", "-o", "a.docx"], 2, ".pdf"
    ),
    Request("draft of a table", ["export", "book.xlsx", "-o", "t.csv", "--draft"], 2, "--draft applies to docx"),
    Request("template of a PDF", ["export", "book.xlsx", "-o", "a.pdf", "--template", "t.docx"], 2, "--template"),
    Request(
        "template that is none", ["export", "book.xlsx", "-o", "a.docx", "--draft", "--template", "copy.xlsx"], 2,
        "copy.xlsx is no Word document",
    ),
    Request("export over the source", ["export", "book.xlsx", "-o", "book.xlsx"], 2, "one of the inputs"),
    Request(
        "document of somebody else", ["export", "book.xlsx", "-o", "a.docx", "--draft"], 2, "was not written by",
        prepare=lambda folder: _write_document(folder / "a.docx"),
    ),
    Request(
        "document of somebody else, forced", ["export", "book.xlsx", "-o", "a.docx", "--draft", "--force"],
        changed=("a.docx",), prepare=lambda folder: _write_document(folder / "a.docx"),
    ),
    Request("picture as .jpg", ["book.xlsx", "--screenshot", "w.jpg"], 2, ".png"),
    Request("picture as .xlsx", ["book.xlsx", "--screenshot", "w.xlsx"], 2, ".png"),
    Request("JSON as .xlsx", ["reconcile", "book.xlsx", "--json=j.xlsx"], 2, ".json"),
    Request("JSON without ending", ["reconcile", "book.xlsx", "--json=figures"], 2, ".json"),
    Request("JSON over a document", ["check", "book.xlsx", "--json=thesis.docx"], 2, ".json"),
    Request("JSON as .recon", ["reconcile", "p.recon", "--json=j.recon"], 2, ".json"),
    Request("JSON", ["reconcile", "book.xlsx", "--json=j.json"], new=("j.json",)),
    Request("JSON of the checks", ["check", "book.xlsx", "--json=c.json"], new=("c.json",)),
    # sources
    Request("over the input", ["reconcile", "book.xlsx", "-o", "book.xlsx"], 2, "never overwritten"),
    Request("over the input, forced", ["reconcile", "book.xlsx", "-o", "book.xlsx", "--force"], 2, "never overwritten"),
    Request(
        "over the source of a project", ["reconcile", "p.recon", "-o", "book.xlsx"], 2, "source of this project"
    ),
    Request(
        "over the source of a project, forced",
        ["reconcile", "p.recon", "-o", "book.xlsx", "--force"], 2, "source of this project",
    ),
    Request(
        "over a copy of the source, forced",
        ["reconcile", "p.recon", "-o", "copy.xlsx", "--force"], 2, "source of this project",
    ),
    Request(
        "over a copy of the input, forced",
        ["reconcile", "book.xlsx", "-o", "copy.xlsx", "--force"], 2, "source of this project",
    ),
    Request(
        "table over the source, forced", ["table", "p.recon", "-o", "copy.xlsx", "--force"], 2, "source of this project"
    ),
    Request(
        "JSON over a source called otherwise", ["check", "p.recon", "--json=c.json"], 2, "source of this project",
        prepare=lambda folder: (folder / "c.json").write_bytes((folder / "book.xlsx").read_bytes()),
    ),
    Request(
        "CSV over a source called otherwise", ["table", "p.recon", "-o", "c.csv"], 2, "source of this project",
        prepare=lambda folder: (folder / "c.csv").write_bytes((folder / "book.xlsx").read_bytes()),
    ),
    Request(
        "over a source that was edited since", ["table", "p.recon", "-o", "book.xlsx", "--force"], 2, "is a source",
        prepare=lambda folder: openpyxl.Workbook().save(folder / "book.xlsx"),
    ),
    Request(
        "entries posted to a project", ["adjust", "p.recon", "--from", "e.csv"],
        1, changed=("p.recon",), prepare=journal,
    ),
    Request(
        "entries posted to workbooks", ["adjust", "book.xlsx", "--from", "e.csv", "-o", "q.recon"],
        1, new=("q.recon",), prepare=journal,
    ),
    Request(
        "entries posted to workbooks without a project", ["adjust", "book.xlsx", "--from", "e.csv"], 2, "never written",
        prepare=journal,
    ),
    Request(
        "a project over its source", ["adjust", "p.recon", "--from", "e.csv", "-o", "book.xlsx"], 2, ".recon",
        prepare=journal,
    ),
    Request(
        "a project over its entries", ["adjust", "p.recon", "--from", "e.csv", "-o", "e.csv"], 2, "never overwritten",
        prepare=journal,
    ),
    Request(
        "wrong entries", ["adjust", "p.recon", "--from", "e.csv", "-o", "q.recon"], 2, "e.csv, cell C2: No line",
        prepare=lambda folder: journal(folder, "Goodwill"),
    ),
    Request("over the project", ["reconcile", "p.recon", "--json=p.recon"], 2, "never overwritten"),
    Request(
        "over a link to the source, forced",
        ["reconcile", "p.recon", "-o", "link.xlsx", "--force"], 2, "source of this project",
        prepare=lambda folder: (folder / "link.xlsx").symlink_to("book.xlsx"),
    ),
    # workbooks of others
    Request(
        "over somebody's workbook", ["reconcile", "book.xlsx", "-o", "other.xlsx"], 2, "not written by this program",
        prepare=lambda folder: openpyxl.Workbook().save(folder / "other.xlsx"),
    ),
    Request(
        "over somebody's workbook, forced", ["reconcile", "book.xlsx", "-o", "other.xlsx", "--force"],
        changed=("other.xlsx",), prepare=lambda folder: openpyxl.Workbook().save(folder / "other.xlsx"),
    ),
    Request(
        "over a damaged workbook", ["table", "book.xlsx", "-o", "review.xlsx"], 2, "not written by this program",
        prepare=damaged_review,
    ),
    Request(
        "over a text named .xlsx", ["reconcile", "book.xlsx", "-o", "other.xlsx"], 2, "not written by this program",
        prepare=lambda folder: own(folder, "other.xlsx", "notes"),
    ),
    Request(
        "over the last review workbook", ["reconcile", "book.xlsx", "-o", "review.xlsx", "--off", "leases"],
        changed=("review.xlsx",), prepare=review,
    ),
    Request(
        "over one that a reviewer saved", ["reconcile", "book.xlsx", "-o", "review.xlsx"],
        2, "has been changed since", prepare=reviewed,
    ),
    Request(
        "over one that Excel saved", ["reconcile", "book.xlsx", "-o", "review.xlsx"],
        2, "has been changed since", prepare=saved_by_excel,
    ),
    Request(
        "over one that a reviewer saved, forced", ["reconcile", "book.xlsx", "-o", "review.xlsx", "--force"],
        changed=("review.xlsx",), prepare=reviewed,
    ),
    Request(
        "table over one that a reviewer saved", ["table", "book.xlsx", "-o", "review.xlsx"],
        2, "has been changed since", prepare=reviewed,
    ),
    Request(
        "without a screen, over somebody's", ["book.xlsx"], 2, "not written by this program",
        prepare=lambda folder: openpyxl.Workbook().save(folder / "book-review.xlsx"),
    ),
    Request("without a screen", ["book.xlsx"], said="no screen", new=("book-review.xlsx",)),
    # what is replaced
    Request(
        "over an old CSV", ["table", "book.xlsx", "-o", "t.csv"], changed=("t.csv",),
        prepare=lambda folder: own(folder, "t.csv", "old"),
    ),
    Request(
        "over an old JSON", ["reconcile", "book.xlsx", "--json=j.json"], changed=("j.json",),
        prepare=lambda folder: own(folder, "j.json", "old"),
    ),
    Request(
        "over an old Parquet file", ["table", "book.xlsx", "-o", "t.parquet"], changed=("t.parquet",),
        prepare=lambda folder: own(folder, "t.parquet", "old"),
    ),
    # permissions
    Request(
        "over a private CSV", ["table", "book.xlsx", "-o", "t.csv"], changed=("t.csv",),
        prepare=lambda folder: own(folder, "t.csv", "old", 0o600),
    ),
    Request(
        "over a private JSON", ["reconcile", "book.xlsx", "--json=j.json"], changed=("j.json",),
        prepare=lambda folder: own(folder, "j.json", "old", 0o640),
    ),
    Request(
        "over a private review workbook", ["reconcile", "book.xlsx", "-o", "review.xlsx", "--off", "leases"],
        changed=("review.xlsx",), prepare=private_review,
    ),
    Request(
        "over a write-protected CSV", ["table", "book.xlsx", "-o", "t.csv"], 2, "write-protected",
        prepare=lambda folder: own(folder, "t.csv", "old", 0o444),
    ),
    Request(
        "picture over a private one", ["book.xlsx", "--screenshot", "w.png"], changed=("w.png",),
        prepare=lambda folder: own(folder, "w.png", "old", 0o600),
    ),
    # places
    Request("into no folder", ["reconcile", "book.xlsx", "-o", "no/r.xlsx"], 2, "no folder"),
    Request("onto a folder", ["table", "book.xlsx", "-o", "."], 2, "is a folder"),
    Request("onto a device", ["reconcile", "book.xlsx", "--json=/dev/null"], 2, "not a regular file"),
    Request(
        "onto a pipe", ["reconcile", "book.xlsx", "--json=pipe"], 2, "not a regular file",
        prepare=lambda folder: os.mkfifo(folder / "pipe"),
    ),
    Request("an empty name", ["reconcile", "book.xlsx", "-o", ""], 2, "path of an output is empty"),
    Request("one name twice", ["reconcile", "book.xlsx", "-o", "r.xlsx", "--json=r.xlsx"], 2, "two outputs"),
    Request("a name that is too long", ["reconcile", "book.xlsx", "-o", "r" * 300 + ".xlsx"], 2, "name too long"),
    Request("a name with a line feed", ["table", "book.xlsx", "-o", "a\nb.csv"], new=("a\nb.csv",)),
    Request("a name of 250 bytes", ["table", "book.xlsx", "-o", "r" * 246 + ".csv"], new=("r" * 246 + ".csv",)),
    Request("a name in Chinese", ["table", "book.xlsx", "-o", "表.csv"], new=("表.csv".encode().decode("latin-1"),)),
    # names that are no UTF-8
    Request("output that is no UTF-8", ["table", "book.xlsx", "-o", b"t\xff.csv"], new=("t\xff.csv",)),
    Request(
        "workbook whose name is no UTF-8", ["reconcile", b"b\xff.xlsx", "-o", "r.xlsx"],
        new=("r.xlsx",), prepare=bytes_named,
    ),
    Request("JSON of one", ["reconcile", b"b\xff.xlsx", "--json=j.json"], new=("j.json",), prepare=bytes_named),
    Request("missing file that is no UTF-8", ["check", b"n\xff.xlsx"], 2, "no such file"),
    # left behind by others
    Request(
        "over what a killed run left", ["reconcile", "book.xlsx", "-o", "review.xlsx"],
        new=("review.xlsx",), gone=LEFT, prepare=left_over,
    ),
    Request("check beside what a killed run left", ["check", "book.xlsx"], gone=LEFT, prepare=left_over),
    # words
    Request("a command nearly right", ["reconcil", "book.xlsx"], 2, "Did you mean 'reconcile'?"),
    Request("no command at all", ["publish", "book.xlsx"], 2, "table, adjust, roll, merge, export, verify."),
    Request("an option nearly right", ["check", "--jsn", "book.xlsx"], 2, "Did you mean '--json'?"),
    Request(
        "an option nearly right, with a value", ["reconcile", "book.xlsx", "--onlly=leases"],
        2, "Did you mean '--only'?",
    ),
    Request("an option of another command", ["check", "book.xlsx", "-o", "r.xlsx"], 2, "'-o' is not recognized"),
    Request(
        "text that a spreadsheet would run", ["table", "s.xlsx", "-o", "t.csv"],
        new=("t.csv",), prepare=strange_book,
    ),
)  # fmt: skip
