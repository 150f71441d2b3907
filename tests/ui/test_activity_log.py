"""A journey with typing, refusals and a fault leaves a log in which nothing of the project stands."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.shared_windows import MILLISECONDS
from tests.ui.test_journeys import KEY, at, editor_of, idle, opened_in, the_box
from workbench import log
from workbench.domain.project import Project
from workbench.progress import Progress
from workbench.ui.shell.window import MainWindow

COMPANY, SOURCE, SAVED, REVIEW = "Kundin Geheim", "Quartalszahlen", "Mandat", "Durchsicht"
TYPED = "5,318,008"
SIZES = re.compile(r"[\d,]+ bytes|[\d.]+ s$", re.MULTILINE)
FEWEST_DIGITS, FEWEST_LETTERS = 4, 4


@pytest.fixture
def log_file(window: MainWindow, state_folder: Path) -> Iterator[Path]:
    window.keep_log()
    yield state_folder / "log" / log.NAME
    log.end_log()


def fail(_: Progress) -> None:
    raise ValueError(f"{TYPED} of {COMPANY}")


def go_through(qtbot: QtBot, window: MainWindow, folder: Path, sample: Path) -> None:
    """Open, type, be refused, paste, save, export, open what is damaged, and come to a fault."""
    source = folder / f"{SOURCE}.xlsx"
    source.write_bytes(sample.read_bytes())
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([source])
    workspace = opened_in(window)
    at(workspace, "financing_income")
    qtbot.keyClicks(workspace.grid, "=")
    qtbot.keyClicks(editor_of(workspace), TYPED)
    qtbot.keyClick(editor_of(workspace), KEY.Key_Return)
    qtbot.waitUntil(lambda: not workspace.grid.findChildren(QLineEdit, "cellEditor"), timeout=MILLISECONDS)
    at(workspace, "funding_costs")
    qtbot.keyClicks(workspace.grid, "x")
    qtbot.keyClicks(editor_of(workspace), f" {TYPED} {COMPANY}")
    qtbot.keyClick(editor_of(workspace), KEY.Key_Return)
    qtbot.keyClick(editor_of(workspace), KEY.Key_Escape)
    QGuiApplication.clipboard().setText(f"1\n{TYPED}\n{COMPANY}\n")
    workspace.grid.edits.paste()
    window.files.save_to(folder / f"{SAVED}.recon")
    window.files.export_to(folder / f"{REVIEW}.xlsx")
    idle(qtbot, window)
    window.files.export_to(source)
    idle(qtbot, window)
    the_box().accept()
    damaged = folder / f"{SAVED} alt.recon"
    damaged.write_bytes((folder / f"{SAVED}.recon").read_bytes()[:9_000])
    window.files.open([damaged])
    idle(qtbot, window)
    the_box().close()
    qtbot.wait(50)
    window.jobs.start(COMPANY, fail, lambda _: None, lambda _: None)
    idle(qtbot, window)


def contents_of(project: Project) -> Iterator[str]:
    """Yield what a project holds: names, captions, and its figures as they are written."""
    yield project.entity
    for statement in project.statements:
        yield statement.title
        for line in statement.lines:
            yield from (line.name, line.caption, *line.section, *line.aliases)
    for adjustment in project.adjustments:
        yield from (adjustment.name, adjustment.note)
    for source in project.sources:
        yield from (source.name, Path(source.name).stem, source.folder, *source.sheets)
    for figure in project.source_figures:
        yield from (figure.raw, *written(figure.amount))


def written(amount: Decimal | None) -> Iterator[str]:
    if amount is not None:
        yield from (f"{abs(amount)}", f"{abs(amount):,}")


def tells(text: str) -> bool:
    """True for a text that would tell something: a word or a figure that is in no version and no date."""
    return len(re.sub(r"[^A-Za-z]", "", text)) >= FEWEST_LETTERS or len(re.sub(r"\D", "", text)) >= FEWEST_DIGITS


@pytest.mark.usefixtures("capsys")
def test_no_figure_caption_entity_or_file_name_is_in_the_log(
    qtbot: QtBot, window: MainWindow, log_file: Path, tmp_path: Path, qifu_path: Path
) -> None:
    folder = tmp_path / COMPANY
    folder.mkdir()
    go_through(qtbot, window, folder, qifu_path)
    the_box().close()
    qtbot.wait(50)
    project = opened_in(window).document.session.project
    text = SIZES.sub("", log_file.read_text(encoding="utf-8"))
    secrets = {COMPANY, SOURCE, SAVED, REVIEW, TYPED, TYPED.replace(",", ""), str(tmp_path), *contents_of(project)}
    told = [
        secret for secret in secrets if tells(secret) and re.search(rf"(?<![\w.:]){re.escape(secret)}(?![\w.])", text)
    ]
    assert told == []

    assert "Files._open.read.work" in text
    assert "Files._save.write" in text
    assert text.count(": refused in") == 2
    assert "NotAnAmount" in text
    assert "builtins.ValueError" in text
    assert "test_activity_log.py:" in text
    assert re.search(r"[0-9a-f]{8}\.recon", text)


@pytest.mark.usefixtures("capsys")
def test_a_fault_shows_where_the_log_is_and_its_details_can_be_copied(
    qtbot: QtBot, window: MainWindow, log_file: Path
) -> None:
    log.record("what was done before")
    window.jobs.start(COMPANY, fail, lambda _: None, lambda _: None)
    idle(qtbot, window)
    box = the_box()
    assert str(log_file) in box.informativeText()
    (button,) = [button for button in box.buttons() if box.buttonRole(button) is QMessageBox.ButtonRole.ActionRole]
    assert button.text() == "Copy details"
    button.click()
    qtbot.wait(50)
    copied = QGuiApplication.clipboard().text()
    for expected in ("Python 3.", "Qt 6.", "builtins.ValueError", "what was done before"):
        assert expected in copied
    assert TYPED not in copied
    assert COMPANY not in copied


@pytest.mark.usefixtures("capsys")
def test_without_a_log_a_fault_is_shown_all_the_same(qtbot: QtBot, window: MainWindow, state_folder: Path) -> None:
    window.show_fault(ValueError(COMPANY))
    assert "The log" not in the_box().informativeText()
    the_box().close()
    qtbot.wait(50)
    assert not (state_folder / "log").exists()
