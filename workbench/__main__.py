"""``workbench`` and ``python -m workbench``: the command line, and the window where it is asked for."""

import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from workbench.display import has_display

if TYPE_CHECKING:
    from workbench.cli import WindowRequest

ENDED_BY_SIGNAL = 128


def main() -> int:
    """Run the program with the process's own arguments; the return value is its exit status."""
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # captions, and names of files, hold what an ASCII terminal's locale cannot encode
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from workbench.cli import run

    return run(sys.argv[1:], show)


def show(request: "WindowRequest") -> int:
    """Open the window, or write the picture of it that is asked for; Qt is loaded only now."""
    if request.picture is None:
        from workbench.ui.application import open_window

        return open_window(request.file)
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from workbench.ui.screenshot import take_screenshot

    take_screenshot(request.file, request.picture, request.colours, request.size)
    return 0


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that temporary files go, and end as the signal asks."""
    raise SystemExit(ENDED_BY_SIGNAL + number)


if __name__ == "__main__":
    sys.exit(main())
