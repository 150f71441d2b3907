"""The command line: the whole job without a window, for scripts and for machines without a screen."""

import argparse
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from workbench import resources
from workbench.display import has_display
from workbench.errors import WorkbenchError
from workbench.opening import LONGEST_PASSWORD, Opening, refuse_unreadable

if TYPE_CHECKING:
    from workbench.domain.findings import Finding
    from workbench.domain.ids import AdjustmentId
    from workbench.domain.project import Project
    from workbench.engine import Results
    from workbench.exporting.figures_json import Put

DONE, A_CHECK_FAILED, REFUSED = 0, 1, 2
COMMANDS = ("reconcile", "check", "table")
JSON_TO_STANDARD_OUTPUT = "--json-to-standard-output"


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """A window on ``file``, or with ``picture`` only a picture of it, in ``colours`` and at ``size``.

    ``password`` opens the file where it has one.
    """

    file: Path | None
    picture: Path | None = None
    colours: str = "light"
    size: tuple[int, int] = (1600, 1000)
    password: str = field(default="", repr=False)


ShowWindow = Callable[[WindowRequest], int]


def run(arguments: Sequence[str], show: ShowWindow) -> int:
    """Do what ``arguments`` ask and return the exit status: 0 done, 1 a check failed, 2 refused in one line.

    ``show`` opens the window, or draws it where a picture is asked for.
    """
    try:
        if arguments and arguments[0] in COMMANDS:
            return _command(_command_parser().parse_args([_without_bare_json(each) for each in arguments]))
        return _open(_window_parser().parse_args(arguments), show)
    except WorkbenchError as error:
        return _refuse(" ".join(str(error).split()))
    except BrokenPipeError:
        _silence_standard_output()  # whoever read has gone: say no more
        return REFUSED
    except KeyboardInterrupt:
        return _refuse("stopped; nothing was written.")
    except Exception as fault:  # the border: a fault of the program is told in one line, with the place to look
        place = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        words = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
        return _refuse(f"this is a fault of the program, please report it ({where}: {words}). Nothing was written.")


def _refuse(reason: str) -> int:
    if sys.stderr is not None:
        print(f"workbench: {reason}", file=sys.stderr)
    return REFUSED


def _silence_standard_output() -> None:
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _without_bare_json(argument: str) -> str:
    """A bare ``--json`` means standard output and must not swallow the file that follows it."""
    return JSON_TO_STANDARD_OUTPUT if argument == "--json" else argument


class _Parser(argparse.ArgumentParser):
    """Refuses a wrong request in one line, and takes no abbreviations."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise WorkbenchError(f"{message}. See 'workbench --help'.")


USAGE = """workbench [FILE]
       workbench FILE --screenshot OUT.png [--theme light|dark] [--size 1600x1000]
       workbench reconcile FILE... [-o OUT.xlsx] [--off NAME]... [--only NAME]... [--json | --json=PATH]
       workbench check FILE... [--json | --json=PATH]
       workbench table FILE... [-o OUT.csv]
       each of them also with [--password-file PATH]"""


def _window_parser() -> argparse.ArgumentParser:
    from importlib.metadata import version

    parser = _Parser(
        prog="workbench",
        usage=USAGE,
        description="Reconcile statements between two frameworks: each difference on or off, every total exact.",
        epilog="Exit status: 0 done; 1 a check failed; 2 the input or the request is wrong.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a workbook (.xlsx, .xlsm, .csv, .xls, .xlsb, .ods) or a project (.recon)",
    )
    parser.add_argument("--screenshot", metavar="OUT.png", help="draw the window and write the picture")
    parser.add_argument("--theme", choices=("light", "dark"), help="colours of the picture")
    parser.add_argument("--size", metavar="WxH", help="size of the picture")
    _take_password_file(parser)
    parser.add_argument("--version", action="version", version=f"workbench {version('reconciliation-workbench')}")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="workbench")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    reconcile = commands.add_parser("reconcile", help="switch differences, write figures and the review workbook")
    reconcile.add_argument("-o", dest="output", metavar="OUT.xlsx", help="write the review workbook")
    reconcile.add_argument("--off", action="append", default=[], metavar="NAME", help="leave this difference out")
    reconcile.add_argument("--only", action="append", default=[], metavar="NAME", help="leave all others out")
    check = commands.add_parser("check", help="run every check")
    table = commands.add_parser("table", help="write every figure as one long table")
    table.add_argument("-o", dest="output", metavar="OUT.csv", help="write to a file instead of standard output")
    for command in (reconcile, check):
        command.add_argument("--json", metavar="PATH", help="write JSON to a file; bare, to standard output")
        command.add_argument(JSON_TO_STANDARD_OUTPUT, action="store_true", help=argparse.SUPPRESS)
    for command in (reconcile, check, table):
        _take_password_file(command)
        command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    return parser


def _take_password_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-file", type=Path, metavar="PATH", help="a text file; its first line opens workbooks with a password"
    )


def _command(options: argparse.Namespace) -> int:
    outputs = _Outputs(options)
    opening = Opening(options.files, dict.fromkeys(options.files, _password(options.password_file)))
    # workbooks are being read meanwhile in processes of their own
    from workbench.checks import all_findings, any_fails
    from workbench.commands import SwitchTo
    from workbench.session import Session

    session = Session(opening.project())
    if options.command == "reconcile" and (options.off or options.only):
        session.execute(SwitchTo(_enabled(session.project, options.only, options.off)))
    findings = all_findings(session.results)
    outputs.write(session.results, findings)
    return A_CHECK_FAILED if any_fails(findings) else DONE


def _password(path: Path | None) -> str:
    """Return the first line of ``path``; empty where no file was named. Raises WorkbenchError where it has none."""
    if path is None:
        return ""
    try:
        with path.open(encoding="utf-8-sig") as file:
            password = file.readline(LONGEST_PASSWORD + 2).rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise WorkbenchError(f"--password-file {path} cannot be read: {reason}. Name a file of one line.") from None
    if not password:
        raise WorkbenchError(f"--password-file {path}: its first line is empty. Write the password there.")
    if len(password) > LONGEST_PASSWORD:
        raise WorkbenchError(
            f"--password-file {path}: its first line is longer than {LONGEST_PASSWORD} characters, which no password "
            "of Excel's is. Write the password there, and nothing else."
        )
    return password


class _Outputs:
    """Where the results go. Paths are examined before anything is read, and written together or not at all."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._command: str = options.command
        self._file = _output_path(getattr(options, "output", None))
        self._json = _output_path(getattr(options, "json", None))
        self._json_to_standard_output: bool = getattr(options, "json_to_standard_output", False)
        if self._command == "reconcile" and self._file and self._file.suffix.lower() != ".xlsx":
            raise WorkbenchError(f"-o {self._file}: the review workbook is an .xlsx file. Name it so.")
        for path in (self._file, self._json):
            _refuse_as_output(path, (*options.files, options.password_file))
        if self._file and self._file == self._json:
            raise WorkbenchError(f"{self._file} is named for two outputs. Name two files.")

    def write(self, results: "Results", findings: "tuple[Finding, ...]") -> None:
        from workbench.exporting.figures_json import figures_json, findings_json
        from workbench.files import replacing

        def put_json(put: "Put") -> None:
            if self._command == "check":
                findings_json(results.project, findings, put)
            else:
                figures_json(results, findings, put)

        with ExitStack() as written:
            if self._json:
                with written.enter_context(replacing(self._json)).open("w", encoding="utf-8") as file:
                    put_json(file.write)
            if self._file and self._command == "reconcile":
                from workbench.exporting.workbook import write_review_workbook

                write_review_workbook(written.enter_context(replacing(self._file)), results, findings)
            elif self._file:
                from workbench.exporting.table import long_csv

                written.enter_context(replacing(self._file)).write_text(long_csv(results), encoding="utf-8")
            if self._json_to_standard_output:
                put_json(_print)
                _print("", flush=True)
            elif not (self._json or self._file):
                _print(self._report(results, findings))

    def _report(self, results: "Results", findings: "tuple[Finding, ...]") -> str:
        if self._command == "table":
            from workbench.exporting.table import long_csv

            return long_csv(results)
        from workbench.exporting.report import check_line, checks_by_name, key_totals_table

        lines = checks_by_name(findings) if self._command == "check" else key_totals_table(results)
        return "\n".join([*lines, check_line(findings)]) + "\n"


def _output_path(name: str | None) -> Path | None:
    """Return the real file that ``name`` stands for; None where no output was asked for."""
    if name is None:
        return None
    if not name.strip():
        raise WorkbenchError("An output has an empty name. Name a file to write.")
    try:
        return Path(name).resolve()
    except (OSError, RuntimeError) as error:
        raise WorkbenchError(f"{name} cannot be written: {error}. Name another file.") from None


def _refuse_as_output(path: Path | None, inputs: Iterable[Path | None]) -> None:
    """Raise WorkbenchError where ``path`` is no file to write, or is one of ``inputs``; None stands for no file."""
    if path is None:
        return
    try:
        if path.is_dir():
            raise WorkbenchError(f"{path} is a folder. Name a file to write.")
        if path.exists() and not path.is_file():
            raise WorkbenchError(f"{path} is no ordinary file, and would be replaced. Name another file.")
        if not path.parent.is_dir():
            raise WorkbenchError(f"{path} cannot be written: there is no folder '{path.parent}'. Make it first.")
        for source in filter(None, inputs):
            same = path.exists() and source.exists() and path.samefile(source)
            if same or path == source.resolve():
                raise WorkbenchError(f"{path} is one of the inputs; sources are never written to. Name another file.")
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise WorkbenchError(f"{path} cannot be written: {reason}. Name another file.") from None


def _enabled(project: "Project", only: Sequence[str], off: Sequence[str]) -> "frozenset[AdjustmentId]":
    enabled = {_named(project, name) for name in only} if only else set(project.adjustment_by_id)
    return frozenset(enabled - {_named(project, name) for name in off})


def _named(project: "Project", name: str) -> "AdjustmentId":
    """Return the adjustment whose name or id is, or alone contains, ``name``, without regard to case."""
    wanted = name.casefold().strip()
    called = {a.id: (a.name.casefold(), a.id.casefold()) for a in project.adjustments}
    exact = [key for key, names in called.items() if wanted in names]
    found = exact or [key for key, names in called.items() if wanted and any(wanted in each for each in names)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(a.name for a in project.adjustments if not found or a.id in found)
    problem = "names more than one difference" if found else "names no difference"
    raise WorkbenchError(f"'{name}' {problem}. Choose one of: {known or 'none, the files state no difference'}.")


def _open(options: argparse.Namespace, show: ShowWindow) -> int:
    """Open the window, on FILE if one is named; draw it where a picture is asked for; without a screen work without."""
    file = Path(options.file) if options.file is not None else None
    password = _password(options.password_file)
    if file is not None:
        refuse_unreadable(file)
    if options.screenshot is not None:
        picture = _output_path(options.screenshot)
        _refuse_as_output(picture, (file, options.password_file))
        return show(WindowRequest(file, picture, options.theme or "light", _size(options.size), password))
    if options.theme or options.size:
        raise WorkbenchError("--theme and --size belong to --screenshot. Name a picture to write.")
    if has_display():
        return show(WindowRequest(file, password=password))
    return _without_window(file or resources.sample(), password)


def _size(text: str | None) -> tuple[int, int]:
    if text is None:
        return WindowRequest(None).size
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise WorkbenchError(f"--size {text}: name width and height in pixels, such as 1600x1000.")
    return int(match[1]), int(match[2])


def _without_window(source: Path, password: str) -> int:
    """Do the window's job without it: write the review workbook of ``source`` into the current folder."""
    target = _output_path(f"{source.stem}-review.xlsx")
    assert target is not None
    _refuse_as_output(target, [source])
    opening = Opening([source], {source: password})
    from workbench.checks import all_findings, any_fails
    from workbench.exporting.report import check_line, key_totals_table
    from workbench.exporting.workbook import is_review_workbook, write_review_workbook
    from workbench.files import replacing
    from workbench.session import Session

    if target.exists() and not is_review_workbook(target):
        opening.cancel()
        raise WorkbenchError(f"{target} exists and was not written by this program. Move it away, or work elsewhere.")
    results = Session(opening.project()).results
    findings = all_findings(results)
    with replacing(target) as temporary:
        write_review_workbook(temporary, results, findings)
    lines = ["There is no screen to open a window on; the same job was done without it.", str(target)]
    _print("\n".join([*lines, *key_totals_table(results), check_line(findings)]) + "\n")
    return A_CHECK_FAILED if any_fails(findings) else DONE


def _print(text: str, *, flush: bool = False) -> None:
    if sys.stdout is None:
        raise WorkbenchError("Standard output is closed. Name an output file.")
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence_standard_output()
        raise WorkbenchError(f"Standard output cannot be written: {error.strerror}.") from None
