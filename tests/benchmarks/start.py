"""The start: how soon a first window is painted beside a bare Qt window, and whether opening a file freezes it."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from tempfile import TemporaryDirectory

from tests.benchmarks.measuring import Measurement
from workbench.resources import sample

TIMES = 15
MOST_TIMES_A_BARE_WINDOW, LONGEST_GAP = 1.5, 100.0

TELLING = """
from PySide6.QtCore import QEvent, QObject
class Told(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("painted", flush=True)
            watched.removeEventFilter(self)
        return False
"""
BARE = (
    TELLING
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window, told = QMainWindow(), Told()
window.installEventFilter(told)
window.resize(1600, 1000)
window.show()
application.exec()
"""
)
OURS = (
    """
from workbench.__main__ import put_off_garbage
put_off_garbage()
from workbench.ui.shell.application import application_of
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme
"""
    + TELLING
    + """
application = application_of(["workbench"])
window, told = MainWindow(Settings(None), Theme(application, Choice.LIGHT)), Told()
window.installEventFilter(told)
window.show()
application.exec()
"""
)
OPENING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from workbench.ui.shell.application import application_of
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme
application = application_of(["workbench"])
window = MainWindow(Settings(None), Theme(application, Choice.LIGHT))
window.show()
for _ in range(20):
    application.processEvents()
last, gaps = time.perf_counter(), []
def tick():
    global last
    now = time.perf_counter()
    gaps.append(now - last)
    last = now
timer = QTimer(interval=1, timeout=tick)
timer.start()
start = time.perf_counter()
window.settled.connect(application.quit)
window.files.open([Path(sys.argv[1])])
application.exec()
print(max(gaps) * 1000, (time.perf_counter() - start) * 1000)
"""


def first_paint() -> Iterator[Measurement]:
    """From the start of the process to the first paint, one of each kind in turn, compiled as once installed."""
    bare, ours = [], []
    with TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for script in (BARE, OURS):
            _milliseconds_to_paint(script, environment)
        for _ in range(TIMES):
            bare.append(_milliseconds_to_paint(BARE, environment))
            ours.append(_milliseconds_to_paint(OURS, environment))
    ratio = statistics.median(ours) / statistics.median(bare)
    yield Measurement("first paint of a bare Qt window", statistics.median(bare), "ms")
    yield Measurement("first paint of the workbench", statistics.median(ours), "ms")
    yield Measurement("  the same in bare windows", ratio, "x", MOST_TIMES_A_BARE_WINDOW)


def opening() -> Iterator[Measurement]:
    """The longest time without a turn of the event loop while the sample is opened, its chart and checks too."""
    gaps, whole = [], []
    for _ in range(TIMES):
        command = [sys.executable, "-c", OPENING, str(sample())]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        gaps.append(float(told[0]))
        whole.append(float(told[1]))
    yield Measurement("the sample opened, with chart and checks", statistics.median(whole), "ms")
    yield Measurement("  longest gap of the event loop, median", statistics.median(gaps), "ms", LONGEST_GAP)


def _milliseconds_to_paint(script: str, environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        taken = time.perf_counter() - start
        process.kill()
    return taken * 1000
