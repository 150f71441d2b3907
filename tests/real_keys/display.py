"""A virtual display with a window manager, for as long as something is tried on it."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import NamedTemporaryFile

SCREEN = "1920x1080x24"
PACKAGE_OF_PROGRAM = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xclip": "xclip",
    "xkbcomp": "x11-xkb-utils",
}
"""What is needed, and the Debian package that brings it."""
SECONDS_TO_BEGIN, SECONDS_TO_END = 10, 5
KEYBOARD_OF_XDOTOOL = "5"
"""The number of the XTEST keyboard, which is the same on every server without another keyboard."""
UNUSUAL, FIRST_SPARE_KEY = "–—，１２３４", 247
RULES = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <theme><name>Clearlooks</name></theme>
  <desktops><number>1</number></desktops>
  <keyboard>
    <keybind key="A-F4"><action name="Close"/></keybind>
    <keybind key="A-Tab"><action name="NextWindow"/></keybind>
  </keyboard>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Middle" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Right" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
  </mouse>
</openbox_config>
"""
"""Only the keys that every desktop takes for itself; openbox alone takes more, such as Alt+Shift+Left."""


def missing_packages() -> list[str]:
    """Return the Debian packages without which there is no display or nobody to press its keys."""
    return [package for program, package in PACKAGE_OF_PROGRAM.items() if shutil.which(program) is None]


@contextmanager
def display() -> Iterator[Callable[[], None]]:
    """Start a display of its own and a window manager on it; Qt's next application opens there.

    Yields what switches it off at once, and with it every program that shows something there.
    """
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        name = f":{told.readline().strip()}"
    os.environ |= {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
    os.environ.pop("WAYLAND_DISPLAY", None)
    running = [server]
    try:
        _give_keys(name)
        with NamedTemporaryFile("w", suffix=".xml") as rules:
            rules.write(RULES)
            rules.flush()
            command = ["openbox", "--config-file", rules.name]
            manager = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            running.append(manager)
            _wait_for_manager()
            yield server.terminate
    finally:
        for process in running[::-1]:
            process.terminate()
            process.wait(SECONDS_TO_END)


def _wait_for_manager() -> None:
    """Wait until windows are managed: one that is there before gets no keys."""
    latest = time.monotonic() + SECONDS_TO_BEGIN
    while subprocess.run(["xdotool", "get_desktop"], capture_output=True, check=False).returncode:
        if time.monotonic() > latest:
            raise TimeoutError("The window manager does not answer.")
        time.sleep(0.05)


def _give_keys(name: str) -> None:
    """Put characters that no key has on keys of their own: xdotool would change keys while the window reads them."""
    known = subprocess.run(["xkbcomp", "-xkb", name, "-"], capture_output=True, text=True, check=True).stdout
    numbered = enumerate(UNUSUAL, FIRST_SPARE_KEY)
    keys = "".join(f"key <I{number}> {{ [ U{ord(character):04X} ] }};" for number, character in numbered)
    end = known.rindex("};", 0, known.index("xkb_geometry"))  # a later key takes the place of an earlier one
    given = known[:end] + keys + known[end:]
    for device in ([], ["-i", KEYBOARD_OF_XDOTOOL]):
        subprocess.run(["xkbcomp", *device, "-", name], input=given, capture_output=True, text=True, check=True)
