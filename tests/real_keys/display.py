"""A virtual display with a window manager, for as long as something is tried on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import NamedTemporaryFile

SCREEN = "1920x1080x24"
PACKAGE_OF_PROGRAM = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "xclip": "xclip"}
"""What is needed, and the Debian package that brings it."""
SECONDS_TO_END = 5
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
def display() -> Iterator[str]:
    """Start a display of its own and a window manager on it; Qt's next application opens there. Yields its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        name = f":{told.readline().strip()}"
    os.environ |= {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "0"}
    os.environ.pop("WAYLAND_DISPLAY", None)
    with NamedTemporaryFile("w", suffix=".xml") as rules:
        rules.write(RULES)
        rules.flush()
        manager = subprocess.Popen(
            ["openbox", "--config-file", rules.name],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield name
        finally:
            for process in (manager, server):
                process.terminate()
                process.wait(SECONDS_TO_END)
