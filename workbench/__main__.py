"""``workbench`` and ``python -m workbench``: the command line, and the window where it is asked for.

What these need is imported where they are called: the process that reads a file starts here too, and needs none of it.
"""

import sys
from typing import TYPE_CHECKING, NoReturn

from workbench import READ_IN_CHILD

if TYPE_CHECKING:
    from types import FrameType

    from workbench.cli import WindowRequest

ENDED_BY_SIGNAL = 128


def main() -> int:
    """Run the program with the process's own arguments; the return value is its exit status."""
    match sys.argv[1:]:
        case [verb, path] if verb == READ_IN_CHILD:
            from workbench.workbooks.child import read_in_child

            read_in_child(path)
            return 0
        case arguments:
            return _run(arguments)


def _run(arguments: list[str]) -> int:
    import signal
    from io import TextIOWrapper

    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # captions, and names of files, hold what an ASCII terminal's locale cannot encode
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from workbench.cli import run

    return run(arguments, show)


def show(request: "WindowRequest") -> int:
    """Open the window, or write the picture of it that is asked for; Qt is loaded only now."""
    if request.picture is None:
        put_off_garbage()
        from workbench.ui.shell.application import open_window

        return open_window(request.file, request.password)
    import os

    from workbench.display import has_display

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from workbench.ui.shell.screenshot import take_screenshot

    take_screenshot(request.file, request.picture, request.colours, request.size, request.password)
    return 0


def put_off_garbage() -> None:
    """Look for no garbage until the window is painted, which looks again: nothing that is made for it is any."""
    import gc

    gc.disable()


def _end(number: int, _frame: "FrameType | None") -> NoReturn:
    """Unwind, so that temporary files go, and end as the signal asks."""
    raise SystemExit(ENDED_BY_SIGNAL + number)


if __name__ == "__main__":
    sys.exit(main())
