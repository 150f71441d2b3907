"""At 200 %: the window, its panels and every dialog fit a screen of 1920 x 1080.

The scale of a program is set before it begins, so it is tried in a process of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

TRIED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
from workbench import resources
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading
from tests.ui.shared_windows import opened_once
from tests.ui.test_action_dialogs import OPENS_A_DIALOG, visible_dialogs
from tests.ui.test_journeys import at
from workbench.ui.toolkit.theme import Choice, Theme
screen = application.primaryScreen().availableGeometry()
project = import_workbooks([begin_reading(resources.sample())])
workspace = next(opened_once(project, Theme(application, Choice.LIGHT), Path(sys.argv[1])))
window = workspace.window()
window.resize(screen.size())
application.processEvents()
faults = []
def look_at(widget, name):
    if widget.width() > screen.width() or widget.height() > screen.height():
        faults.append(f"{name} is {widget.width()} x {widget.height()} on {screen.width()} x {screen.height()}")
    for child in widget.findChildren(QWidget):
        text = child.text() if hasattr(child, "text") and callable(child.text) else ""
        if child.isVisible() and text and child.parentWidget() is widget:
            if not widget.rect().contains(child.geometry()):
                faults.append(f"{name} cuts {text}")
assert application.devicePixelRatio() == 2
look_at(window, "window")
for title in workspace.docks:
    workspace.show_panel(title)
    application.processEvents()
    look_at(window, title)
at(workspace, "total_net_revenue")
workspace.adjustments_panel.adjustments.toggle(0)
for action in OPENS_A_DIALOG:
    window.act(action)
    application.processEvents()
    for dialog in visible_dialogs(window):
        if type(dialog).__name__ != "QFileDialog":
            look_at(dialog, action)
        dialog.close()
print(faults)
sys.stdout.flush()
import os
os._exit(0)
"""
WIDTH, HEIGHT = 1920, 1080


def test_window_panels_and_dialogs_fit_the_screen(tmp_path: Path) -> None:
    screen = {"name": "S", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    described = tmp_path / "screen.json"
    described.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={described}",
        "QT_SCALE_FACTOR": "2",
        "WORKBENCH_STATE": str(tmp_path / "state"),
    }
    outcome = subprocess.run(
        [sys.executable, "-c", TRIED, str(tmp_path / "s.ini")],
        capture_output=True, text=True, check=False, env=environment, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert outcome.stdout.strip() == "[]", outcome.stdout + outcome.stderr[-2_000:]
