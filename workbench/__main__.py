"""``workbench`` and ``python -m workbench``: the command line, and the window if it is requested.

Imports are inside functions: the process that reads a file also starts here, and needs none of them.
"""

import sys
from typing import TYPE_CHECKING, NoReturn

from workbench.program import READ_IN_CHILD

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from workbench.cli import WindowRequest
    from workbench.domain.facts import Fact
    from workbench.exporting.appendix.document import Document

ENDED_BY_SIGNAL = 128


def main() -> int:
    """Run the program with the process's own arguments and return its exit status."""
    match sys.argv[1:]:
        case [verb, path] if verb == READ_IN_CHILD:
            from workbench.workbooks.child import read_in_child

            read_in_child(path)
            return 0
        case arguments:
            return _run_command_line(arguments)


def _run_command_line(arguments: list[str]) -> int:
    import signal
    from io import TextIOWrapper

    signal.signal(signal.SIGTERM, _exit_on_signal)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # captions and file names contain characters that an ASCII locale cannot encode
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from workbench.cli import run

    return run(arguments, show, paint=paint_pdf)


def show(request: "WindowRequest") -> int:
    """Open the window, or write the requested picture of it, and return the exit status; Qt is loaded only now."""
    if request.picture is None:
        put_off_garbage()
        from workbench.ui.shell.application import open_window

        return open_window(request.file, request.password, request.words)
    use_no_screen()
    from workbench.phrases import ENGLISH
    from workbench.ui.shell.screenshot import take_screenshot
    from workbench.ui.toolkit.language import speak

    speak(request.words or ENGLISH)
    take_screenshot(request.file, request.picture, request.colours, request.size, request.password)
    return 0


def paint_pdf(document: "Document", path: "Path") -> "tuple[Fact, ...]":
    """Write a document as PDF, and return which fonts stand in for others; Qt is loaded only now."""
    use_no_screen()
    from workbench.ui.printing.appendix_pdf import write_appendix_pdf
    from workbench.ui.shell.application import application_of

    application_of(["workbench"])
    return write_appendix_pdf(document, path)


def use_no_screen() -> None:
    """Let Qt draw into memory if there is no display."""
    import os

    from workbench.display import has_display

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def put_off_garbage() -> None:
    """Disable garbage collection until the window is painted and enables it again: nothing made before is garbage."""
    import gc

    gc.disable()


def _exit_on_signal(number: int, _frame: "FrameType | None") -> NoReturn:
    """Raise SystemExit, so that temporary files are removed, with the exit status of a process ended by a signal."""
    raise SystemExit(ENDED_BY_SIGNAL + number)


if __name__ == "__main__":
    sys.exit(main())
