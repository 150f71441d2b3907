"""Real keys and mouse gestures, sent to the display by xdotool while the window goes on working."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, QPoint, QProcess, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

MILLISECONDS_TO_ARRIVE, MILLISECONDS_QUIET = 600, 25
"""How long a key may take to reach the window, which never sees those that the window manager takes; then a pause."""
MILLISECONDS_TO_RUN = 20_000
SECONDS_STUCK = 6
MILLISECONDS_BETWEEN = 6
PAUSE = ("sleep", "0.03")
DOUBLE_CLICK_IS_OVER = 0.42
"""Seconds after which another click is no longer part of a double click."""
MODIFIERS = {"ctrl", "shift", "alt", "super"}


PULSE: list["Pulse"] = []


class Arrivals(QObject):
    """Counts what has arrived in any window of the program: keys and buttons released, and turns of the wheel."""

    COUNTED = (QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in self.COUNTED and isinstance(watched, QWindow):
            self.count += 1
        return False


class Pulse(QObject):
    """Frees a trial from what it opened and what does not come back: a menu or a dialog with a loop of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.monotonic()
        self.stuck = 0
        self._timer = QTimer(self, interval=500)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def beat(self) -> None:
        """Say that the trial goes on."""
        self._last = time.monotonic()

    def _look(self) -> None:
        if time.monotonic() - self._last > SECONDS_STUCK:
            self.stuck += 1
            for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
                if widget is not None:
                    widget.close()


def spin(milliseconds: int, until: Callable[[], bool] = lambda: False) -> bool:
    """Let the window work until something is true; False if it was not in time."""
    clock = QElapsedTimer()
    clock.start()
    while not until():
        if clock.elapsed() > milliseconds:
            return False
        QCoreApplication.processEvents()
        if PULSE:
            PULSE[0].beat()
        time.sleep(0.001)
    return True


def run(program: str, arguments: Sequence[str], given: str | None = None) -> str:
    """Run a program to its end while the window works, and return what it prints; ``given`` is what it reads."""
    process = QProcess()
    process.start(program, list(arguments))
    if given is not None:
        process.write(given.encode())
        process.closeWriteChannel()
    spin(MILLISECONDS_TO_RUN, lambda: process.state() == QProcess.ProcessState.NotRunning)
    return bytes(process.readAllStandardOutput().data()).decode(errors="replace")


class Hands:
    """Presses and clicks; each act is over once the window has taken it in. ``done`` is what was done, in order."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._last_click = 0.0
        self.done: list[str] = []
        self.steps = 0
        """Key strokes and clicks so far, without the characters of texts and figures."""

    def press(self, *keys: str) -> None:
        """Press keys one after another, each as xdotool names it: ``ctrl+shift+End``."""
        self.done.extend(keys)
        self.steps += len(keys)
        for key in keys:
            self._send(["key", "--clearmodifiers", key], len(key.split("+")))

    def type(self, text: str) -> None:
        """Type a text, character by character."""
        self.done.append(f"“{text}”")
        self._send(["type", "--delay", str(MILLISECONDS_BETWEEN), "--", text], len(text))

    def click(self, at: QPoint, holding: str = "", button: int = 1, times: int = 1) -> None:
        """Click, ``times`` times, with a modifier held down if one is named."""
        what = {1: "click", 3: "right-click"}[button] if times == 1 else "double-click"
        self.done.append(f"{holding}+{what}" if holding else what)
        self.steps += 1
        while time.monotonic() - self._last_click < DOUBLE_CLICK_IS_OVER:
            spin(10)
        chain = ["mousemove", str(at.x()), str(at.y()), *PAUSE]
        clicks = ["click", "--repeat", str(times), "--delay", "40", str(button)]
        self._send([*chain, *_while_holding(holding, clicks)], times + bool(holding))
        self._last_click = time.monotonic()

    def drag(self, start: QPoint, end: QPoint, holding: str = "") -> None:
        """Drag with the left button from one point to another, in several movements."""
        self.done.append(f"{holding}+drag" if holding else "drag")
        self.steps += 1
        while time.monotonic() - self._last_click < DOUBLE_CLICK_IS_OVER:
            spin(10)
        between = [start + (end - start) * step / 6 for step in range(1, 7)]
        moves = [word for at in between for word in ("mousemove", str(at.x()), str(at.y()), *PAUSE)]
        chain = ["mousemove", str(start.x()), str(start.y()), *PAUSE]
        # in one chain: while something is dragged, Qt may not come back here
        self._send([*chain, *_while_holding(holding, ["mousedown", "1", *PAUSE, *moves, "mouseup", "1"])], 1)
        self._last_click = time.monotonic()

    def hover(self, at: QPoint) -> None:
        """Move the mouse."""
        self.done.append("hover")
        self._send(["mousemove", str(at.x() - 3), str(at.y()), *PAUSE, "mousemove", str(at.x()), str(at.y())], 0)

    def wheel(self, at: QPoint, notches: int, holding: str = "") -> None:
        """Turn the wheel, down by positive ``notches``."""
        self.done.append(f"{holding}+wheel" if holding else "wheel")
        self.steps += 1
        turns = ["click", "--repeat", str(abs(notches)), "--delay", "20", "5" if notches > 0 else "4"]
        chain = ["mousemove", str(at.x()), str(at.y()), *PAUSE]
        self._send([*chain, *_while_holding(holding, turns)], abs(notches))

    def _send(self, arguments: list[str], arriving: int) -> None:
        before = self._arrivals.count
        run("xdotool", arguments)
        spin(MILLISECONDS_TO_ARRIVE, lambda: self._arrivals.count >= before + arriving)
        spin(MILLISECONDS_QUIET)


def _while_holding(modifier: str, chain: list[str]) -> list[str]:
    return ["keydown", modifier, *PAUSE, *chain, *PAUSE, "keyup", modifier] if modifier else chain
