"""The requests that the command line understands, and its answer to one that it does not."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from workbench.errors import WorkbenchError

COMMANDS = {
    "reconcile": "switch differences; write figures, review workbook or JSON",
    "check": "run every check; exit status 1 if one fails",
    "table": "write every figure as one long table",
}
SEE_HELP = "See 'workbench --help'."
JSON, JSON_TO_STANDARD_OUTPUT = "--json", "--json-to-standard-output"
USAGE = """workbench [FILE]
       workbench FILE --screenshot OUT.png [--theme light|dark] [--size 1600x1000]
       workbench reconcile FILE... [-o OUT.xlsx [--force]] [--off NAME]... [--only NAME]... [--json | --json=PATH]
       workbench check FILE... [--json | --json=PATH]
       workbench table FILE... [-o OUT.csv|OUT.xlsx|OUT.parquet [--force]]
       each of them also with [--password-file PATH]"""
EPILOG = f"""commands ('workbench COMMAND --help' tells more):
{chr(10).join(f"  {name:<11}{purpose}" for name, purpose in COMMANDS.items())}

Without a command, FILE is opened in the window; without a screen, its review workbook is written to the current folder.
CSV and clipboard text that a spreadsheet would run starts with an apostrophe; reading it back here removes it.

Exit status: 0 done; 1 a check failed; 2 the input or the request is wrong."""


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """A window on ``file``; with ``picture``, only a picture of it, in ``colours`` and at ``size`` in pixels.

    ``password``: opens a protected file.
    """

    file: Path | None
    picture: Path | None = None
    colours: str = "light"
    size: tuple[int, int] = (1600, 1000)
    password: str = field(default="", repr=False)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Shows ``--json`` as it works: with a path only after an equals sign."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if JSON in action.option_strings:
            return f"{JSON}[=PATH]"
        return super()._format_action_invocation(action)


class _Parser(argparse.ArgumentParser):
    """Refuses a wrong request in one line, and takes no abbreviations."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False, formatter_class=_Help)

    def error(self, message: str) -> NoReturn:
        raise WorkbenchError(f"{message}. {SEE_HELP}")

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the request. Raises WorkbenchError, with a suggestion, if it is not understood."""
        options, unknown = self.parse_known_args(arguments)
        if unknown:
            known = [option for option in self._option_string_actions if option != JSON_TO_STANDARD_OUTPUT]
            suggestion = _suggest(unknown[0].partition("=")[0], known)
            raise WorkbenchError(f"'{unknown[0]}' is not understood. {suggestion}{SEE_HELP}")
        return options


def window_parser() -> _Parser:
    from importlib.metadata import version

    parser = _Parser(
        prog="workbench",
        usage=USAGE,
        description="Reconcile statements between two frameworks: each difference on or off, every total exact.",
        epilog=EPILOG,
    )
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a workbook (.xlsx, .xlsm, .csv, .tsv, .xls, .xlsb, .ods) or a project (.recon)",
    )
    parser.add_argument("--screenshot", metavar="OUT.png", help="draw the window and write the picture")
    parser.add_argument("--theme", choices=("light", "dark"), help="colours of the picture")
    parser.add_argument("--size", metavar="WxH", help="size of the picture")
    _add_password_file(parser)
    parser.add_argument("--version", action="version", version=f"workbench {version('reconciliation-workbench')}")
    return parser


def command_parser(command: str) -> _Parser:
    """Return the parser of the arguments that follow the name of a command."""
    parser = _Parser(
        prog=f"workbench {command}",
        usage=_usage_of(command),
        description=f"{COMMANDS[command][0].upper()}{COMMANDS[command][1:]}.",
    )
    if command == "reconcile":
        parser.add_argument("-o", dest="output", metavar="OUT.xlsx", help="write the review workbook")
        parser.add_argument("--off", action="append", default=[], metavar="NAME", help="leave this difference out")
        parser.add_argument("--only", action="append", default=[], metavar="NAME", help="leave all others out")
    if command == "table":
        parser.add_argument("-o", dest="output", metavar="OUT", help="write a .csv, .xlsx or .parquet file")
    else:
        parser.add_argument(JSON, metavar="PATH", help="write JSON to standard output, or to a file: --json=PATH")
        parser.add_argument(JSON_TO_STANDARD_OUTPUT, action="store_true", help=argparse.SUPPRESS)
    if command != "check":
        parser.add_argument("--force", action="store_true", help="write over a workbook that others have worked on")
    _add_password_file(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="workbooks of one import, or one project")
    return parser


def without_bare_json(argument: str) -> str:
    """Return ``argument``, but for a bare ``--json`` the option that takes no path: the file behind it is an input."""
    return JSON_TO_STANDARD_OUTPUT if argument == JSON else argument


def refuse_unknown_command(word: str) -> None:
    """Raise WorkbenchError if ``word`` neither is nor looks like a file, so that a command was meant."""
    if word.startswith("-") or Path(word).name != word or Path(word).suffix or Path(word).exists():
        return
    suggestion = _suggest(word, COMMANDS) or f"The commands are {', '.join(COMMANDS)}. "
    raise WorkbenchError(f"There is no file and no command '{word}'. {suggestion}{SEE_HELP}")


def _suggest(word: str, known: Iterable[str]) -> str:
    import difflib

    matches = difflib.get_close_matches(word.casefold(), known, n=1)
    return f"Did you mean '{matches[0]}'? " if matches else ""


def _usage_of(command: str) -> str:
    (line,) = [line.strip() for line in USAGE.splitlines() if line.strip().startswith(f"workbench {command} ")]
    return line


def _add_password_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-file", type=Path, metavar="PATH", help="a text file; its first line opens workbooks with a password"
    )
