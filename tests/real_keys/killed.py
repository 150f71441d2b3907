"""A program of its own in which somebody types, and which is then killed."""

import os
import subprocess
import sys

from tests.real_keys.desk import Desk
from tests.real_keys.hands import run, spin
from tests.real_keys.trials import SAMPLE
from workbench.resources import root
from workbench.store import save

MILLISECONDS_TO_START, MILLISECONDS_TO_RECORD = 20_000, 1_500


def kill_after_typing(desk: Desk) -> bool:
    """Type 777 for the financing income in another process with the desk's state folder, and kill it unsaved."""
    from workbench.importing import import_workbooks
    from workbench.workbooks import begin_reading

    file = desk.folder / "killed.recon"
    save(import_workbooks([begin_reading(root() / "samples" / SAMPLE)]), file)
    own = {"WORKBENCH_STATE": str(desk.folder / "state"), "WORKBENCH_SETTINGS": str(desk.folder / "other.ini")}
    process = subprocess.Popen([sys.executable, "-m", "workbench", str(file)], env=os.environ | own)
    try:
        found = spin(MILLISECONDS_TO_START, lambda: bool(run("xdotool", ["search", "--name", "^killed.recon"])))
        spin(MILLISECONDS_TO_RECORD)
        window = run("xdotool", ["search", "--name", "^killed.recon"]).split()[0]
        run("xdotool", ["windowactivate", "--sync", window])
        run("xdotool", ["key", "--delay", "40", "ctrl+Home", "Right", *["Down"] * 3])
        run("xdotool", ["type", "777"])
        run("xdotool", ["key", "Return"])
        spin(MILLISECONDS_TO_RECORD)
    finally:
        process.kill()
        process.wait()
    return found
