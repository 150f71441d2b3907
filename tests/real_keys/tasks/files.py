"""What leaves the program, who else is in it, and the next period."""

import openpyxl

from tests.real_keys.desk import Desk
from tests.real_keys.hands import spin
from tests.real_keys.lines import FINANCING
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.settings import Settings

MILLISECONDS_TO_READ, MILLISECONDS_TO_WRITE = 30_000, 20_000


def print_it(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+p")
    if desk.holds("a preview", desk.dialog):
        pdf = desk.button("Save as PDF") or desk.button("PDF")
        desk.holds("a PDF can be made", lambda: pdf, lambda: desk.texts(desk.the_dialog()))
        if pdf is not None:
            target = desk.folder / "operations.pdf"
            desk.click_on(pdf)
            desk.keys("ctrl+a")
            desk.types(str(target), "Return")
            spin(MILLISECONDS_TO_WRITE, target.exists)
            desk.holds("it is written", target.exists)


def export(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.keys("ctrl+e", "ctrl+a")
    target = desk.folder / "review.xlsx"
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_WRITE, target.exists)
    if desk.holds("the workbook is written", target.exists):
        sheets = openpyxl.load_workbook(target, read_only=True).sheetnames
        desk.holds("with what was changed", lambda: "Changes" in sheets, lambda: sheets)


def see_who_changed_what(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    target = desk.folder / "closing.recon"
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_WRITE, target.exists)
    desk.keys("ctrl+o")
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_READ, lambda: "closing" in desk.window.windowTitle())
    spin(1000)
    desk.choose("View", "Panels", "History")
    history = desk.workspace.history
    desk.tells(history, "Financing income", "2,254,620", desk.window.files.user_name)


def two_people(desk: Desk) -> None:
    target = desk.folder / "closing.recon"
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    desk.holds("saved", target.exists)
    other = MainWindow(Settings(None), desk.window._theme, state_folder=desk.folder / "elsewhere")
    other.show()
    other.files.open([target])
    desk.holds(
        "whoever opens it next is told that it is open elsewhere", lambda: desk.reads("open elsewhere"), desk.dialog
    )
    desk.keys("Escape")
    other.files.close()
    other.close()


def roll_forward(desk: Desk) -> None:
    target = desk.folder / "h1-2023.recon"
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_WRITE, target.exists)
    desk.choose("File", "Roll forward")
    if desk.holds("roll forward asks from what", desk.dialog):
        if accept := desk.button("OK", desk.the_dialog()):
            desk.click_on(accept)
        spin(MILLISECONDS_TO_READ, lambda: not desk.dialog())
        desk.holds(
            "the next period is there",
            lambda: "h1-2023" not in desk.window.windowTitle(),
            lambda: desk.window.windowTitle() + desk.dialog(),
        )
    desk.keys("Escape", "ctrl+n")
    if desk.button("Discard") is not None:
        desk.click_on(desk.button("Discard"))
    desk.holds("a new project can be begun", lambda: "ew project" in desk.dialog(), desk.dialog)
