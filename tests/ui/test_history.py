"""The History panel: the audit trail, also of earlier sessions, with who, what, and from what to what."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.published import ECL, H1_2023
from workbench.commands import CompoundCommand, EditEntries, EditFigures, RestateTotal, SwitchAdjustment
from workbench.domain.facts import fact
from workbench.domain.project import Project
from workbench.session import Session
from workbench.store import load, save
from workbench.ui.records.history_model import HistoryModel, Part
from workbench.ui.shell.workspace import Workspace

FINANCING, SALES = ("financing_income", H1_2023), ("sales_and_marketing", H1_2023)


def reopened(project: Project, folder: Path) -> Project:
    """Return the project after a session of another day, saved and read again."""
    session = Session(project, by="Ann")
    session.execute(EditFigures({FINANCING: Decimal(1)}))
    session.execute(RestateTotal("net_income", H1_2023, Decimal(7), "audit"))
    save(session.project, folder / "trail.recon")
    return load(folder / "trail.recon")


def texts(model: HistoryModel, *parts: Part) -> list[tuple[str, ...]]:
    return [tuple(model.index(row, part).data() for part in parts) for row in range(model.rowCount())]


def test_the_trail_is_shown_after_reopening_with_old_and_new(
    qtbot: QtBot, opened: Callable[[Project], Workspace], qifu_project: Project, tmp_path: Path
) -> None:
    workspace = opened(reopened(qifu_project, tmp_path))
    session = workspace.document.session
    workspace.show_panel("History")
    session.by = "Li Na"
    session.execute(SwitchAdjustment(ECL, on=False))
    pasted = (EditFigures({SALES: Decimal(2)}), EditEntries(ECL, {SALES: Decimal(3)}))
    session.execute(CompoundCommand(fact("paste", count=2), pasted))
    model = workspace.history.model()
    assert isinstance(model, HistoryModel)
    qtbot.waitUntil(lambda: model.rowCount() == 5)
    assert texts(model, Part.BY, Part.STEP, Part.WAS, Part.NOW, Part.REASON) == [
        ("Ann", "Edit Financing income, H1 2023", "2,254,620", "1", ""),
        ("Ann", "Restate Net income, H1 2023", "(231,420)", "7", "audit"),
        ("", "As opened", "", "", ""),
        ("Li Na", "Switch off Expected credit losses, net of tax", "on", "off", ""),
        ("Li Na", "Paste 2 figures", "", "2 changes", ""),
    ]
    parent = model.index(4, 0)
    assert model.rowCount(parent) == 2
    assert [model.index(row, Part.NOW, parent).data() for row in range(2)] == ["2", "3"]
    assert all(model.index(row, 0).data().count(",") == 1 for row in (0, 1, 3, 4))


def test_earlier_steps_cannot_be_undone_and_those_of_this_session_can(
    opened: Callable[[Project], Workspace], qifu_project: Project, tmp_path: Path
) -> None:
    workspace = opened(reopened(qifu_project, tmp_path))
    session, model = workspace.document.session, workspace.history.model()
    assert isinstance(model, HistoryModel)
    first = session.project
    session.execute(SwitchAdjustment(ECL, on=False))
    model.refresh()
    workspace.history._on_chosen(model.index(0, 0))
    assert session.steps_done == 1
    workspace.history._on_chosen(model.index(2, 0))
    assert session.project is first
