"""The four differences of the reference case, written into its primary statements by keyboard alone, and pasted."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.posted_journals import HEADINGS, JOURNALS, OPENING, primary_project, table_of
from tests.published import DEC_2022, H1_2023, JUN_2023
from tests.ui.voucher_typing import ALT, CONTROL, KEY, SHIFT, Typist
from workbench.checks import run_checks
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.session import Session
from workbench.ui.journal.paste_dialog import PasteDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

NAMES = tuple(dict.fromkeys(entry.difference for entry in JOURNALS))
TYPED = {
    "Loans receivable, net": "loans rec",
    "Loans receivable, net-noncurrent": "loans receivable net non",
    "Financial assets receivable, net": "financial assets rec",
    "Financial assets receivable, net-noncurrent": "financial assets rec net non",
    "Amounts due from related parties (non-current)": "amounts due from related non",
    "Deferred tax assets": "deferred tax ass",
    "Deferred tax liabilities": "deferred tax liab",
    "Other tax payable": "other tax",
    "Contract liabilities": "contract liab",
    "Guarantee liabilities-stand ready": "stand ready",
    "Guarantee liabilities-contingent": "guarantee liabilities con",
    "Additional paid-in capital": "additional paid",
    "Retained earnings": "retained",
    "Financing income": "financing inc",
    "Facilitation, origination and servicing": "facilitation, orig",
    "Sales and marketing": "sales and",
    "General and administrative": "general and",
    "Provision for loans receivable": "provision for loans",
    "Provision for financial assets receivable": "provision for fin",
    "Provision for contingent liabilities": "provision for contingent",
    "Income tax expense": "income taxes",
    "Amounts due from related parties": "amounts due from related current",
}
"""What is typed to find the line of an account."""


def write_difference(typist: Typist, name: str) -> None:
    """Add a difference from the list, post its opening entry, bring it forward, and post that of the half-year."""
    typist.press(KEY.Key_Insert)
    typist.type(name)
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_PageUp, ALT)
    for entry in (entry for entry in JOURNALS if entry.difference == name):
        for row in entry.rows:
            is_later = row.account == "Amounts due from related parties" and row.section.startswith("Non")
            account = (
                "amounts due from related non"
                if is_later
                else TYPED.get(row.account, "amounts due from related current")
            )
            typist.type_row(account, str(row.debit or ""), str(row.credit or ""))
        typist.post()
        if entry.period == OPENING:
            typist.press(KEY.Key_B, CONTROL | SHIFT)
            typist.press(KEY.Key_Return)
            typist.press(KEY.Key_PageDown, ALT)


def write_all(typist: Typist, names: tuple[str, ...]) -> None:
    """Write differences one after another; F6 leads back to the list."""
    switches = typist.workspace.adjustments_panel.switches
    while not switches.hasFocus():
        typist.press(KEY.Key_F6)
    for name in names:
        write_difference(typist, name)
        while not switches.hasFocus():
            typist.press(KEY.Key_F6)


def unlike_the_filing(session: Session, published: Session, names: tuple[str, ...]) -> list[str]:
    """Return the effects that differ from the published tables, and the checks of the entries that fail."""
    known = {adjustment.name: adjustment.id for adjustment in published.project.adjustments}
    published_lines = {line.id for statement in published.project.statements for line in statement.lines}
    written = [adjustment for adjustment in session.project.adjustments if adjustment.name in names]
    found = [
        f"{adjustment.name}, {line.name}, {period}"
        for statement in session.project.statements
        for line in statement.lines
        if line.id in published_lines
        for period in (H1_2023, DEC_2022, JUN_2023)
        if period in statement.column_of
        for adjustment in written
        if session.results.effect(adjustment.id, line.id, period)
        != published.results.effect(known[adjustment.name], line.id, period)
    ]
    failed = [finding for finding in run_checks(session.results).findings if finding.status is FindingStatus.FAIL]
    return found + [finding.check for finding in failed if finding.check in ("roll-forward", "balance")]


@pytest.fixture
def typist(opened: Callable[[Project], Workspace]) -> Typist:
    """The window on the primary statements alone."""
    return Typist(opened(primary_project()))


def test_a_published_difference_is_written_by_keyboard_alone(typist: Typist, qifu: Session) -> None:
    """``sweep keyboard`` writes all four."""
    names = (NAMES[2],)
    write_all(typist, names)
    session = typist.workspace.document.session
    assert [adjustment.name for adjustment in session.project.adjustments] == list(names)
    assert unlike_the_filing(session, qifu, names) == []


def test_the_published_differences_are_pasted(window: MainWindow, typist: Typist, qifu: Session) -> None:
    session = typist.workspace.document.session
    for name in NAMES:
        typist.workspace.adjustments_panel.switches.setFocus()
        typist.press(KEY.Key_Insert)
        typist.type(name)
        typist.press(KEY.Key_Return)
        window.act("journal")
        table = table_of([entry for entry in JOURNALS if entry.difference == name])
        QGuiApplication.clipboard().setText("\n".join("\t".join(row[1:]) for row in table))
        window.act("paste_journal")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PasteDialog)
        assert not dialog.choices
        typist.press(KEY.Key_Return)
        assert QApplication.activeModalWidget() is None
    assert HEADINGS[0] == "Difference"
    assert unlike_the_filing(session, qifu, NAMES) == []
    assert [len(adjustment.entries) for adjustment in session.project.adjustments] == [3, 3, 3, 3]
