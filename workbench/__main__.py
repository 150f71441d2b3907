"""``workbench`` and ``python -m workbench``: the command line; the window joins it here."""

import signal
import sys
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

ENDED_BY_SIGNAL = 128


def main() -> int:
    """Run the program with the process's own arguments; the return value is its exit status."""
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # captions, and names of files, hold what an ASCII terminal's locale cannot encode
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from workbench.cli import run

    return run(sys.argv[1:])


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that temporary files go, and end as the signal asks."""
    raise SystemExit(ENDED_BY_SIGNAL + number)


if __name__ == "__main__":
    sys.exit(main())
