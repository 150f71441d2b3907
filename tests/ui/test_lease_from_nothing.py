"""An operating lease under IFRS 16, from an empty project: three years typed, taxed and shared with minorities.

The figures follow from Example 4-13 of PwC's guide on leases: rent of 6,000 a year, a discount rate of 6 %.
"""

from decimal import Decimal

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from tests.ui.shared_windows import MILLISECONDS
from tests.ui.voucher_typing import ALT, CONTROL, KEY, SHIFT, Typist
from workbench.checks import run_checks
from workbench.domain.findings import FindingStatus
from workbench.domain.periods import PeriodId
from workbench.ui.journal.helper_dialogs import MinoritiesDialog, MomentDialog, TaxDialog
from workbench.ui.shell.new_project_dialog import NewProjectDialog
from workbench.ui.shell.window import MainWindow

DEPRECIATION = "5505.90"
YEARS = ("2026-01-01/2026-12-31", "2027-01-01/2027-12-31", "2028-01-01/2028-12-31")
ENDS = ("2026-12-31", "2027-12-31", "2028-12-31")
INTEREST = ("820.15", "500.67", "161.48")
"""The last year's by difference from rent, so that nothing is left of the asset."""
RIGHT_OF_USE = ("-326.05", "-6.57", "332.62")


@pytest.fixture
def typist(qtbot: QtBot, window: MainWindow) -> Typist:
    """An empty project with two years and a third, begun from the start page."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, KEY.Key_N, CONTROL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProjectDialog)
    dialog.start.setDate(QDate(2027, 1, 1))
    dialog.end.setDate(QDate(2027, 12, 31))
    dialog.scale.setCurrentIndex(dialog.scale.findData(1))
    for box in (dialog.comparative, dialog.balances_before):
        tick(qtbot, box)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        qtbot.keyClick(dialog.entity, KEY.Key_Return)
    assert window.workspace
    typist = Typist(window.workspace)
    window.act("new_period")
    typist.press(KEY.Key_Return)
    return typist


def tick(qtbot: QtBot, box: QCheckBox) -> None:
    box.setFocus()
    qtbot.keyClick(box, KEY.Key_Space)
    assert box.isChecked()


def add_lease(typist: Typist) -> None:
    typist.workspace.view_state.show_period(PeriodId(YEARS[0]))
    typist.workspace.adjustments_panel.switches.setFocus()
    typist.press(KEY.Key_Insert)
    typist.type("Leases")
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Return)


def type_year(typist: Typist, interest: str, right_of_use: str) -> None:
    """Type the rent that falls away, depreciation and interest, then tax, the minorities' share, and post."""
    panel = typist.workspace.journal
    typist.type_row("general and admin", debit=DEPRECIATION)
    typist.type_row("interest exp", debit=interest)
    typist.type_row("general and admin", credit="6000")
    side, amount = ("credit", right_of_use[1:]) if right_of_use.startswith("-") else ("debit", right_of_use)
    typist.type_row("right-of-use", **{side: amount})
    fill(typist, "tax", TaxDialog, "25%")
    fill(typist, "minorities", MinoritiesDialog, "20%")
    assert "open" not in panel.strip.texts()[0]
    typist.press(KEY.Key_F9)


def fill(typist: Typist, name: str, kind: type, text: str) -> None:
    window = typist.workspace.window()
    assert isinstance(window, MainWindow)
    window.act(name)
    assert isinstance(QApplication.activeModalWidget(), kind)
    typist.type(text)
    typist.press(KEY.Key_Return)
    assert QApplication.activeModalWidget() is None


def bring_forward(typist: Typist, times: int) -> None:
    """Bring the entry that was posted last forward to the ends of the following years."""
    for later in range(times):
        typist.press(KEY.Key_B, CONTROL | SHIFT)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MomentDialog)
        for _ in range(later):
            typist.press(KEY.Key_Down)
        typist.press(KEY.Key_Return)


def test_the_lease_is_entered_from_an_empty_project(typist: Typist) -> None:
    add_lease(typist)
    for year, interest, right_of_use in zip(range(3), INTEREST, RIGHT_OF_USE, strict=True):
        type_year(typist, interest, right_of_use)
        bring_forward(typist, 2 - year)
        typist.press(KEY.Key_PageDown, ALT)
    session = typist.workspace.document.session
    (lease,) = session.project.adjustments

    line_of = {line.caption: line.id for statement in session.project.statements for line in statement.lines}

    def effects(caption: str, periods: tuple[str, ...]) -> list[str]:
        found = (session.results.effect(lease.id, line_of[caption], PeriodId(period)) for period in periods)
        return [str(Decimal(effect or 0).quantize(Decimal("0.01"))) for effect in found]

    assert effects("Income before income taxes", YEARS) == ["-326.05", "-6.57", "332.62"]
    assert effects("Operating lease right-of-use assets", ENDS) == ["-326.05", "-332.62", "0.00"]
    assert effects("Deferred tax assets", ENDS) == ["81.51", "83.16", "0.00"]
    attributable = "Net income attributable to ordinary shareholders of the Company"
    assert effects(attributable, YEARS)[0] == effects("Retained earnings", ENDS)[0] == "-195.63"
    assert effects("Non-controlling interests", ENDS)[0] == "-48.91"
    assert effects("Total equity", ENDS) == effects("Total assets", ENDS) == ["-244.54", "-249.46", "0.00"]
    failed = [finding for finding in run_checks(session.results).findings if finding.status is FindingStatus.FAIL]
    assert failed == []
