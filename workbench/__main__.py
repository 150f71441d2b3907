"""``workbench`` and ``python -m workbench``: the command line; the window joins it here."""

import sys
from io import TextIOWrapper

from workbench.cli import run


def main() -> int:
    """Run the program with the process's own arguments; the return value is its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # captions hold what an ASCII terminal's locale cannot encode
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
