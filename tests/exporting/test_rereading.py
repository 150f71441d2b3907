"""A workbook is read again when it is written: what a disk lost or altered is refused, and the old file stays."""

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exporting.books import exported
from workbench.errors import WorkbenchError
from workbench.exporting import workbook
from workbench.exporting.rereading import WrittenSheet, refuse_unlike
from workbench.files import replacing
from workbench.phrases import ENGLISH, Phrase
from workbench.progress import Cancelled
from workbench.session import Session

Damage = Callable[[Path], None]


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])


def with_one_byte_more(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def with_another_number(path: Path) -> None:
    _rewrite(path, "xl/worksheets/sheet2.xml", lambda text: re.sub(r"<v>\d{4,}</v>", "<v>123456</v>", text, count=1))


def without_a_cell(path: Path) -> None:
    _rewrite(path, "xl/worksheets/sheet2.xml", lambda text: re.sub(r'<c r="[A-Z]+\d+" s="\d+"/>', "", text, count=1))


def with_a_sheet_of_another_name(path: Path) -> None:
    _rewrite(path, "xl/workbook.xml", lambda text: text.replace('<sheet name="', '<sheet name="Other ', 1))


def _rewrite(path: Path, part: str, change: Callable[[str], str]) -> None:
    old = path.with_suffix(".old")
    shutil.move(path, old)
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(path, "w") as after:
        for each in before.infolist():
            content = before.read(each)
            if each.filename == part:
                changed = change(content.decode()).encode()
                assert changed != content
                content = changed
            after.writestr(each.filename, content)
    old.unlink()


@pytest.mark.parametrize(
    "damage", [cut_short, with_one_byte_more, with_another_number, without_a_cell, with_a_sheet_of_another_name]
)
def test_a_workbook_that_reads_back_otherwise_is_refused_and_the_old_one_stays(
    qifu: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    target = tmp_path / "review.xlsx"
    target.write_bytes(b"the old one")
    check = refuse_unlike

    def damage_first(path: Path, written: list[WrittenSheet]) -> None:
        damage(path)
        check(path, written)

    monkeypatch.setattr(workbook, "refuse_unlike", damage_first)
    with pytest.raises(WorkbenchError, match="does not read back as it was written"), replacing(target) as temporary:
        exported(qifu, temporary.parent, temporary.name)
    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [target]


class StopsAfter:
    """Progress that is stopped at one of its steps, and remembers those before."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.seen: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, what: Phrase | str) -> None:
        self.seen.append((done, total, str(what)))
        if len(self.seen) == self.steps:
            raise Cancelled


def test_progress_goes_on_within_a_long_sheet(qifu: Session, tmp_path: Path) -> None:
    progress = StopsAfter(0)
    workbook.write_review_workbook(tmp_path / "review.xlsx", qifu.results, ENGLISH, progress)
    of_sources = [done for done, _, what in progress.seen if what == "Writing sheet 'Sources'"]
    assert len(of_sources) > 1, "of some hundred rows each"
    assert [done for done, total, _ in progress.seen if total] == sorted(
        done for done, total, _ in progress.seen if total
    )
    assert all(done <= total for done, total, _ in progress.seen)


@pytest.mark.parametrize("steps", [1, 2, 9, 30])
def test_what_is_cancelled_leaves_no_file(qifu: Session, tmp_path: Path, steps: int) -> None:
    target, progress = tmp_path / "review.xlsx", StopsAfter(steps)
    with pytest.raises(Cancelled), replacing(target) as temporary:
        workbook.write_review_workbook(temporary, qifu.results, ENGLISH, progress)
    assert list(tmp_path.iterdir()) == []
