"""The four differences of the reference case, written by keyboard alone into the statements that were published."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.published import DEC_2022, H1_2023, JUN_2023
from tests.ui.voucher_typing import KEY, Typist
from workbench.commands import RemoveAdjustment
from workbench.domain.project import Project
from workbench.session import Session
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

Row = tuple[str, str, str]
"""What is typed for the line, its debit, its credit."""

JOURNALS: dict[str, tuple[tuple[Row, ...], tuple[Row, ...]]] = {
    "Expected credit losses": (
        (
            ("loans receivable net non", "137155", ""),
            ("deferred tax ass", "72932", ""),
            ("guarantee liabilities con", "790950", ""),
            ("retained", "", "1001037"),
        ),
        (
            ("loans receivable net non", "116729", ""),
            ("deferred tax ass", "", "4451"),
            ("guarantee liabilities con", "", "87061"),
            ("provision for loans", "", "116729"),
            ("provision for contingent", "87062", ""),
            ("income taxes", "4450", ""),
        ),
    ),
    "Effective interest rate on loans receivable": (
        (
            ("loans rec", "", "88430"),
            ("loans receivable net non", "", "44120"),
            ("other tax", "7502", ""),
            ("deferred tax liab", "19744", ""),
            ("retained", "105304", ""),
        ),
        (
            ("loans rec", "", "253075"),
            ("loans receivable net non", "", "15112"),
            ("other tax", "15180", ""),
            ("deferred tax liab", "37952", ""),
            ("financing inc", "253007", ""),
            ("income taxes", "", "37952"),
        ),
    ),
    "Share-based compensation": (
        (("additional paid", "", "71032"), ("retained", "71032", "")),
        (
            ("additional paid", "49337", ""),
            ("facilitation, orig", "", "14561"),
            ("sales and", "", "2114"),
            ("general and", "", "32662"),
        ),
    ),
    "Financial guarantee": (
        (
            ("financial assets rec", "", "2966528"),
            ("amounts due from related current", "", "33296"),
            ("financial assets rec net non", "", "688843"),
            ("amounts due from related non", "", "6720"),
            ("deferred tax ass", "", "132927"),
            ("stand ready", "4120346", ""),
            ("retained", "", "292032"),
        ),
        (
            ("financial assets rec", "268774", ""),
            ("amounts due from related current", "", "7498"),
            ("financial assets rec net non", "166392", ""),
            ("amounts due from related non", "2053", ""),
            ("deferred tax ass", "23967", ""),
            ("stand ready", "", "268654"),
            ("contract liab", "", "320845"),
            ("provision for financial", "159778", ""),
            ("income taxes", "", "23967"),
        ),
    ),
}
"""The opening entry at 31 December 2022 and that of H1 2023 (Form 6-K, Exhibit 99.2; opening and period balance)."""


def without_differences(project: Project) -> Project:
    """Return the statements of a project alone."""
    session = Session(project)
    for adjustment in project.adjustments:
        session.execute(RemoveAdjustment(adjustment.id))
    return Session(session.project).project


def write_difference(typist: Typist, name: str, opening: tuple[Row, ...], period: tuple[Row, ...]) -> None:
    """Add a difference from the list, post its opening entry, bring it forward, and post the entry of the period."""
    typist.press(KEY.Key_Insert)
    typist.type(name)
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    for row in opening:
        typist.type_row(*row)
    typist.post()
    typist.press(KEY.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    for row in period:
        typist.type_row(*row)
    typist.post()


@pytest.fixture
def written(qtbot: QtBot, window: MainWindow, opened: Callable[[Project], Workspace], qifu: Session) -> Typist:
    """The window after all four differences have been written."""
    workspace = opened(without_differences(qifu.project))
    typist = Typist(qtbot, workspace)
    workspace.adjustments_panel.switches.setFocus()
    for name, (opening, period) in JOURNALS.items():
        write_difference(typist, name, opening, period)
        workspace.adjustments_panel.switches.setFocus()
        typist.keys += 2  # F6 goes there
    return typist


def test_the_published_columns_are_written_by_keyboard(written: Typist, qifu: Session) -> None:
    session = written.workspace.document.session
    assert [adjustment.name for adjustment in session.project.adjustments] == list(JOURNALS)
    for statement in (known for known in qifu.project.statements if known.reconciled):
        for period in {H1_2023, DEC_2022, JUN_2023} & statement.reconciled:
            for line in statement.lines:
                published = [qifu.results.effect(known.id, line.id, period) for known in qifu.project.adjustments]
                effects = [session.results.effect(known.id, line.id, period) for known in session.project.adjustments]
                assert effects == published, (line.caption, period)
                assert session.results.figure(line.id, period) == qifu.results.figure(line.id, period)
    print(written.keys)  # noqa: T201
