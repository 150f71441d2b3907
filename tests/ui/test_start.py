"""The program as it is started: the window comes up, settles down, and ends without a fault."""

import os
import subprocess
import sys
from pathlib import Path

from workbench.domain.project import Project
from workbench.store import save
from workbench.ui.toolkit.settings import Settings

STARTED = """
import gc, sys
from PySide6.QtCore import QTimer
from workbench.__main__ import put_off_garbage
put_off_garbage()
from workbench.ui.shell.application import application_of, open_window
application = application_of(["workbench"])
QTimer.singleShot(2_500, application.quit)
status = open_window(None, "")
print(f"{status=} {gc.isenabled()=}")
"""


OPENED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workbench.ui.shell.application import application_of, open_window
application = application_of(["workbench"])
path = Path(sys.argv[1])
lock = path.with_name(f".{path.name}.workbench.lock")
held = []
looking = QTimer()
looking.timeout.connect(lambda: lock.exists() and (held.append(True), application.quit()))
looking.start(50)
QTimer.singleShot(40_000, application.quit)
status = open_window(path, "")
print(f"{status=} held={any(held)}")
"""


MAKING = """
import os, sys
from pathlib import Path
from workbench.files import replacing
with replacing(Path(sys.argv[1])):
    os._exit(3)
"""
ENDED_AT_ONCE = 3


def test_a_started_window_settles_down_and_tidies_up(tmp_path: Path) -> None:
    settings = tmp_path / "window.ini"
    Settings(settings).add_recent_file(tmp_path / "closing" / "p.recon")
    (tmp_path / "closing").mkdir()
    left = subprocess.run(
        [sys.executable, "-c", MAKING, str(tmp_path / "closing" / "p.recon")], capture_output=True, check=False
    )
    assert left.returncode == ENDED_AT_ONCE
    assert len(list((tmp_path / "closing").iterdir())) == 1
    own = {"QT_QPA_PLATFORM": "offscreen", "WORKBENCH_SETTINGS": str(settings), "WORKBENCH_STATE": str(tmp_path)}
    outcome = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", STARTED],
        env={**os.environ, **own},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert outcome.stdout == "status=0 gc.isenabled()=True\n", outcome.stderr
    assert list((tmp_path / "closing").iterdir()) == []


def test_a_project_that_the_program_is_started_on_is_held_until_it_ends_and_the_log_says_what_was_done(
    tmp_path: Path, qifu_project: Project
) -> None:
    project_file, state = tmp_path / "qifu.recon", tmp_path / "state"
    save(qifu_project, project_file)
    outcome = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", OPENED, str(project_file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "WORKBENCH_SETTINGS": str(tmp_path / "window.ini"),
             "WORKBENCH_STATE": str(state)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert outcome.stdout == "status=0 held=True\n", outcome.stderr
    assert list(tmp_path.glob(".*")) == []
    log = (state / "log" / "workbench.log").read_text(encoding="utf-8")
    assert "start: " in log
    assert log.endswith(" INFO end\n")
    assert "qifu" not in log
