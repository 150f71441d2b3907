"""Comments on cells as files hold them: plain ones with an author, threads with authors, times and replies."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from workbench.errors import ImportRefused
from workbench.workbooks import CellComment, SourceWorkbook, begin_reading
from workbench.workbooks.child_protocol import MOST_COMMENTS

PERSON = "{5C4D2B6E-0000-0000-0000-000000000001}"
PEOPLE = (
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    f'<person displayName="Wang Fang" id="{PERSON}" userId="w" providerId="None"/></personList>'
)
THREADS = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    f'<threadedComment ref="B2" dT="2026-03-05T09:30:15.77" personId="{PERSON}" id="{{A}}"><text>Why 7?</text>'
    "</threadedComment>"
    f'<threadedComment ref="B2" dT="2026-03-06T08:00:00.00" personId="{PERSON}" id="{{B}}" parentId="{{A}}">'
    "<text>The rate moved &amp; so did this.</text></threadedComment></ThreadedComments>"
)
COPY = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed if the file is opened in a newer version of Excel. Learn more: https://go.microsoft.com/"
    "fwlink/?linkid=870924\n\nComment:\n    Why 7?\nReply:\n    The rate moved & so did this."
)
TYPE = "http://schemas.microsoft.com/office/2017/10/relationships"


def book(folder: Path, *comments: tuple[str, str, str]) -> Path:
    """Write a workbook with plain comments: cell, text and author of each."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["B2"] = 7
    for cell, text, author in comments:
        sheet[cell].comment = Comment(text, author)
    path = folder / "book.xlsx"
    made.save(path)
    return path


def with_threads(path: Path, threads: str = THREADS) -> Path:
    """Put a thread beside the plain comments, as Excel stores it."""
    target = path.with_name("threads.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.infolist():
            content = source.read(part).decode("utf-8", "surrogateescape")
            if part.filename == "xl/_rels/workbook.xml.rels":
                relation = f'<Relationship Id="rId99" Type="{TYPE}/person" Target="persons/person.xml"/>'
                content = content.replace("</Relationships>", f"{relation}</Relationships>")
            if part.filename == "xl/worksheets/_rels/sheet1.xml.rels":
                target_part = "../threadedComments/threadedComment1.xml"
                relation = f'<Relationship Id="rId98" Type="{TYPE}/threadedComment" Target="{target_part}"/>'
                content = content.replace("</Relationships>", f"{relation}</Relationships>")
            copy.writestr(part, content.encode("utf-8", "surrogateescape"))
        copy.writestr("xl/persons/person.xml", PEOPLE)
        copy.writestr("xl/threadedComments/threadedComment1.xml", threads)
    return target


def read(path: Path) -> SourceWorkbook:
    return begin_reading(path).workbook()


def comments_in(path: Path) -> tuple[CellComment, ...]:
    return read(path).sheets[0].comments


def test_a_plain_comment_has_its_author_and_no_time(tmp_path: Path) -> None:
    path = book(tmp_path, ("B2", "Li Na:\nWhy 7?", "Li Na"), ("C5", "Blank?", "Jo"))
    assert comments_in(path) == (CellComment(2, 2, "Why 7?", "Li Na"), CellComment(5, 3, "Blank?", "Jo"))


def test_a_thread_has_its_authors_times_and_replies_and_its_plain_copy_is_left_out(tmp_path: Path) -> None:
    path = with_threads(book(tmp_path, ("B2", COPY, "tc={A}"), ("B3", "Plain.", "Jo")))
    assert comments_in(path) == (
        CellComment(2, 2, "Why 7?", "Wang Fang", datetime(2026, 3, 5, 9, 30, 15, 770_000, UTC)),
        CellComment(2, 2, "The rate moved & so did this.", "Wang Fang", datetime(2026, 3, 6, 8, tzinfo=UTC), True),
        CellComment(3, 2, "Plain.", "Jo"),
    )


def test_what_another_program_makes_of_a_thread_is_read_as_one(tmp_path: Path) -> None:
    path = book(tmp_path, ("B2", COPY, "tc={A}"))
    assert comments_in(path) == (
        CellComment(2, 2, "Why 7?"),
        CellComment(2, 2, "The rate moved & so did this.", is_reply=True),
    )


def test_a_thread_with_an_entity_is_refused(tmp_path: Path) -> None:
    hostile = '<!DOCTYPE x [<!ENTITY e "ha">]>' + THREADS
    with pytest.raises(ImportRefused, match=r"declares (a document type|entities)"):
        read(with_threads(book(tmp_path, ("B2", COPY, "tc={A}")), hostile))


def test_a_broken_thread_leaves_the_values(tmp_path: Path) -> None:
    path = with_threads(book(tmp_path, ("B2", COPY, "tc={A}")), THREADS[:200])
    workbook = read(path)
    assert workbook.sheets[0].at[2, 2].text == "7"
    assert workbook.sheets[0].comments == ()


def test_so_many_comments_are_read_and_no_more(tmp_path: Path) -> None:
    path = with_threads(book(tmp_path, ("B2", COPY, "tc={A}")), _many(MOST_COMMENTS + 5))
    assert len(comments_in(path)) == MOST_COMMENTS


def _many(number: int) -> str:
    start = f'<threadedComment ref="B2" dT="2026-03-05T09:30:15" personId="{PERSON}"'
    threads = "".join(f'{start} id="{{{each}}}"><text>?</text></threadedComment>' for each in range(number))
    return f"{THREADS.partition('>')[0]}>{threads}</ThreadedComments>"
