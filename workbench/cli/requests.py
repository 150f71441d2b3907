"""The requests that the command line understands, and the refusal of those that it does not."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from workbench.errors import WorkbenchError
from workbench.languages import available_languages
from workbench.phrases import Phrase, Words, phrase, say
from workbench.program import VERSION

COMMANDS = {
    "reconcile": phrase("switch differences on or off; print key totals, or write a review workbook or JSON"),
    "check": phrase("run every check; the exit status is 1 if any fails"),
    "table": phrase("write every figure, or every journal entry, to one long table"),
    "adjust": phrase("post the journal entries of a file to a project, and save it"),
    "roll": phrase("make the project of the next period from earlier ones, and save it"),
    "merge": phrase("list what a copy of a project, or its review workbook, has otherwise, or take it, and save"),
    "export": phrase("write the published appendix, the review workbook, a table, or a bundle of evidence"),
    "verify": phrase("calculate a review workbook, a project or a bundle again, and compare it with its sources"),
}
"""What each command does, for the list of commands."""
DESCRIPTIONS = {
    "reconcile": phrase("Switch differences on or off; print key totals, or write a review workbook or JSON."),
    "check": phrase("Run every check; the exit status is 1 if any fails."),
    "table": phrase("Write every figure, or every journal entry, to one long table."),
    "adjust": phrase(
        "Post the journal entries of a file to the differences that it names, all or none, and save the project. A "
        "difference that is not there yet is added."
    ),
    "roll": phrase(
        "Make the project of the next period. Balances at the last year end and flows of the same span a year earlier "
        "are comparatives, taken from the projects that hold them, and locked. Lines, totals, differences, "
        "conclusions, notes and scenarios are carried."
    ),
    "merge": phrase(
        "List what OTHER, a copy of PROJECT in which somebody else has worked or its review workbook that comes back, "
        "has otherwise: what only OTHER changed, and, asked, what both changed or what may mean several things. With "
        "--accept all, take everything that is not asked, and save."
    ),
    "export": phrase(
        "Write one file, in the present state or in that of the switches named here. The published appendix (docx, "
        "pdf) is refused while differences are off, checks fail that nobody accepted, or texts are open; --draft "
        "prints it with all of this said across its pages. A bundle (zip) holds everything that an auditor needs, "
        "with hashes that verify checks."
    ),
    "verify": phrase(
        "Say whether a review workbook, a project or a bundle is still what its sources come to: every formula is "
        "calculated again, every figure read again in its source. The exit status is 0 if it is reproduced, 1 if "
        "anything differs."
    ),
}
FORMATS = ("xlsx", "docx", "pdf", "csv", "parquet", "json", "zip")
"""What ``export`` writes; each is also the ending of the file."""
SEE_HELP = phrase("See 'workbench --help'.")
THEMES = ("light", "dark")
JSON, JSON_TO_STANDARD_OUTPUT = "--json", "--json-to-standard-output"
LANGUAGE = "--language"
USAGE_OF_WINDOW = (
    "workbench [FILE]",
    "workbench FILE --screenshot OUT.png [--theme light|dark] [--size 1600x1000]",
)
USAGE_OF_COMMANDS = {
    "reconcile": "workbench reconcile FILE... [-o OUT.xlsx [--force]] [--scenario NAME] [--off NAME]... "
    "[--only NAME]... [--json | --json=PATH]",
    "check": "workbench check FILE... [--json | --json=PATH]",
    "table": "workbench table FILE... [--entries] [-o OUT.csv|OUT.xlsx|OUT.parquet [--force]]",
    "adjust": "workbench adjust FILE... --from ENTRIES [-o OUT.recon [--force]] [--unbalanced] [--json | --json=PATH]",
    "roll": "workbench roll PROJECT... --to PERIOD -o NEW.recon [--force] [--opening CHOICE] [--json | --json=PATH]",
    "merge": "workbench merge PROJECT OTHER [--accept none|all] [-o OUT.recon [--force]] [--json | --json=PATH]",
    "export": "workbench export FILE... --format xlsx|docx|pdf|csv|parquet|json|zip -o OUT [--draft] "
    "[--template T.docx] [--typst] [--force] [--scenario NAME] [--off NAME]... [--only NAME]...",
    "verify": "workbench verify REVIEW.xlsx|PROJECT|BUNDLE.zip [SOURCE]... [--json | --json=PATH]",
}
UNDER_USAGE = "\n       "
NOTES = (
    phrase(
        "Without a command, FILE opens in the window; if there is no screen, its review workbook is written to the "
        "current folder instead."
    ),
    phrase(
        "In CSV files and on the clipboard, text that a spreadsheet would run as a formula gets a leading "
        "apostrophe; importing it here removes the apostrophe."
    ),
)
PROBLEMS = {
    "expected one argument": phrase("expected one argument"),
    "the following arguments are required: FILE": phrase("the following arguments are required: FILE"),
}
"""What is wrong with a request, by the message of Python's parser."""


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """A window on ``file``; with ``picture``, only a picture of it, in ``colours`` and at ``size`` in pixels.

    ``password``: opens a protected file. ``words``: the language requested for the window, if any.
    """

    file: Path | None
    picture: Path | None = None
    colours: str = "light"
    size: tuple[int, int] = (1600, 1000)
    password: str = field(default="", repr=False)
    words: Words | None = None


class _Help(argparse.RawDescriptionHelpFormatter):
    """Shows ``--json`` as it works: with a path only after an equals sign."""

    def __init__(self, words: Words, prog: str) -> None:
        super().__init__(prog)
        self._words = words

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, say(phrase("usage: "), self._words) if prefix is None else prefix)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if JSON in action.option_strings:
            return f"{JSON}[=PATH]"
        return super()._format_action_invocation(action)


class _Parser(argparse.ArgumentParser):
    """Refuses a wrong request in one line, and takes no abbreviations; its help is in the language of ``words``."""

    def __init__(self, words: Words, **settings: Any) -> None:
        help_formatter: Any = partial(_Help, words)
        super().__init__(
            **settings, allow_abbrev=False, add_help=False, exit_on_error=False, formatter_class=help_formatter
        )
        self._words = words
        self._positionals.title = say(phrase("positional arguments"), words)
        self._optionals.title = say(phrase("options"), words)
        self.add("-h", "--help", action="help", purpose=phrase("show this help message and exit"))

    def add(self, *names: str, purpose: Phrase | None = None, **settings: Any) -> None:
        """Add an argument; ``purpose``: its help text; None to omit it from the help."""
        text = say(purpose, self._words).replace("%", "%%") if purpose else argparse.SUPPRESS
        self.add_argument(*names, help=text, **settings)

    def error(self, message: str) -> NoReturn:
        raise WorkbenchError("{problem}. {see_help}", problem=PROBLEMS.get(message, message), see_help=SEE_HELP)

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the request. Raises WorkbenchError, with a suggestion, if it is not understood."""
        try:
            options, unknown = self.parse_known_args(arguments)
        except argparse.ArgumentError as error:
            raise _refusal_of(error) from None
        if unknown:
            known = [option for option in self._option_string_actions if option != JSON_TO_STANDARD_OUTPUT]
            if suggestion := _suggest(unknown[0].partition("=")[0], known):
                raise WorkbenchError(
                    "'{word}' is not recognized. Did you mean '{suggestion}'? {see_help}",
                    word=unknown[0],
                    suggestion=suggestion,
                    see_help=SEE_HELP,
                )
            raise WorkbenchError("'{word}' is not recognized. {see_help}", word=unknown[0], see_help=SEE_HELP)
        return options


def _refusal_of(error: argparse.ArgumentError) -> WorkbenchError:
    problem = phrase(
        "argument {name}: {problem}",
        name=str(error.argument_name),
        problem=PROBLEMS.get(error.message, error.message),
    )
    return WorkbenchError("{problem}. {see_help}", problem=problem, see_help=SEE_HELP)


def language_asked_for(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language that ``arguments`` name, and the other arguments.

    It is asked first, because all else, the help included, is said in it. Raises WorkbenchError if its code is missing.
    """
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False, exit_on_error=False)
    parser.add_argument(LANGUAGE)
    try:
        options, others = parser.parse_known_args(arguments)
    except argparse.ArgumentError as error:
        raise _refusal_of(error) from None
    return options.language, others


def window_parser(words: Words) -> _Parser:
    with_all = say(phrase("add [--password-file PATH] or [--language CODE] to any of these"), words)
    description = phrase(
        "Reconcile financial statements between two frameworks: switch each difference on or off; every total is exact."
    )
    parser = _Parser(
        words,
        prog="workbench",
        usage=UNDER_USAGE.join((*USAGE_OF_WINDOW, *USAGE_OF_COMMANDS.values(), with_all)),
        description=say(description, words),
        epilog=_epilog(words),
    )
    parser.add(
        "file",
        nargs="?",
        metavar="FILE",
        purpose=phrase("a workbook (.xlsx, .xlsm, .csv, .tsv, .xls, .xlsb, .ods) or a project (.recon)"),
    )
    parser.add("--screenshot", metavar="OUT.png", purpose=phrase("save a picture of the window"))
    parser.add("--theme", metavar=f"{{{','.join(THEMES)}}}", purpose=phrase("colors of the picture"))
    parser.add("--size", metavar="WxH", purpose=phrase("size of the picture in pixels"))
    _add_options_of_all(parser)
    parser.add(
        "--version",
        action="version",
        version=f"workbench {VERSION}",
        purpose=phrase("show program's version number and exit"),
    )
    return parser


def command_parser(command: str, words: Words) -> _Parser:
    """Return the parser of the arguments that follow the name of a command."""
    parser = _Parser(
        words,
        prog=f"workbench {command}",
        usage=USAGE_OF_COMMANDS[command],
        description=say(DESCRIPTIONS[command], words),
    )
    if command == "reconcile":
        parser.add("-o", dest="output", metavar="OUT.xlsx", purpose=phrase("write the review workbook"))
    if command == "export":
        _add_options_of_export(parser)
    if command in ("reconcile", "export"):
        parser.add("--off", action="append", default=[], metavar="NAME", purpose=phrase("switch this difference off"))
        parser.add(
            "--only", action="append", default=[], metavar="NAME", purpose=phrase("switch every other difference off")
        )
        parser.add("--scenario", metavar="NAME", purpose=phrase("switch to a set of switches that the project keeps"))
    if command == "adjust":
        parser.add(
            "--from",
            dest="entries_file",
            type=Path,
            metavar="ENTRIES",
            purpose=phrase("a workbook or a text table of journal entries: Difference, Period, Account, Debit, Credit"),
        )
        parser.add(
            "-o",
            dest="output",
            metavar="OUT.recon",
            purpose=phrase("save this project; without it, the project that was opened"),
        )
        parser.add(
            "--force", action="store_true", purpose=phrase("overwrite a project other than the one that was opened")
        )
        parser.add("--unbalanced", action="store_true", purpose=phrase("post entries that do not balance, as open"))
    if command == "roll":
        parser.add(
            "--to", dest="period", metavar="PERIOD", purpose=phrase("the new period, such as H1 2023 or FY 2023")
        )
        parser.add("-o", dest="output", metavar="NEW.recon", purpose=phrase("save this project"))
        parser.add("--force", action="store_true", purpose=phrase("overwrite a project that is there"))
        parser.add(
            "--opening",
            default="include",
            metavar="CHOICE",
            purpose=phrase(
                "what becomes of the amounts of each difference at the last year end: include, exclude, reverse or zero"
            ),
        )
    if command == "merge":
        parser.add(
            "--accept",
            default="none",
            metavar="CHOICE",
            purpose=phrase("none: list only; all: take everything that is not asked, which needs -o"),
        )
        parser.add("-o", dest="output", metavar="OUT.recon", purpose=phrase("save this project; it may be PROJECT"))
        parser.add("--force", action="store_true", purpose=phrase("overwrite a project other than PROJECT"))
    if command == "table":
        parser.add("-o", dest="output", metavar="OUT", purpose=phrase("write a .csv, .xlsx or .parquet file"))
        parser.add("--entries", action="store_true", purpose=phrase("list the legs of every journal entry"))
    elif command != "export":
        parser.add(JSON, metavar="PATH", purpose=phrase("write JSON to standard output, or to a file: --json=PATH"))
        parser.add(JSON_TO_STANDARD_OUTPUT, action="store_true")
    if command in ("reconcile", "table", "export"):
        parser.add(
            "--force",
            action="store_true",
            purpose=phrase("overwrite a file that this program did not write, or that was changed after it did"),
        )
    _add_options_of_all(parser)
    purpose = phrase("workbooks to import together, or one project")
    if command == "merge":
        purpose = phrase("PROJECT, the project, and OTHER, the file that is merged into it")
    if command == "verify":
        purpose = phrase("a review workbook, a project or a bundle, then the sources that are at hand")
    parser.add("files", nargs="+", type=Path, metavar="FILE", purpose=purpose)
    return parser


def _add_options_of_export(parser: _Parser) -> None:
    parser.add(
        "--format",
        dest="kind",
        metavar="FORMAT",
        purpose=phrase("what is written: {formats}; without it, the ending of OUT says", formats=", ".join(FORMATS)),
    )
    parser.add("-o", dest="output", metavar="OUT", purpose=phrase("the file to write"))
    parser.add(
        "--draft",
        action="store_true",
        purpose=phrase("write the appendix although it cannot be published, and say why across its pages"),
    )
    parser.add(
        "--template",
        type=Path,
        metavar="T.docx",
        purpose=phrase("a Word document whose styles the appendix takes"),
    )
    parser.add("--typst", action="store_true", purpose=phrase("set the PDF with Typst, which needs an extra"))


def refuse_unknown_theme(theme: str | None) -> None:
    """Raise WorkbenchError if ``theme`` is named but unknown."""
    if theme is not None and theme not in THEMES:
        raise WorkbenchError(
            "argument --theme: invalid choice: '{theme}' (choose from 'light', 'dark'). {see_help}",
            theme=theme,
            see_help=SEE_HELP,
        )


def without_bare_json(argument: str) -> str:
    """Return ``argument``; a bare ``--json`` becomes an option without a path, so the file after it is an input."""
    return JSON_TO_STANDARD_OUTPUT if argument == JSON else argument


def refuse_unknown_command(word: str) -> None:
    """Raise WorkbenchError if ``word`` does not look like a file: a command was meant."""
    if word.startswith("-") or Path(word).name != word or Path(word).suffix or Path(word).exists():
        return
    if suggestion := _suggest(word, COMMANDS):
        raise WorkbenchError(
            "'{word}' is neither a file nor a command. Did you mean '{suggestion}'? {see_help}",
            word=word,
            suggestion=suggestion,
            see_help=SEE_HELP,
        )
    raise WorkbenchError(
        "'{word}' is neither a file nor a command. The commands are {commands}. {see_help}",
        word=word,
        commands=", ".join(COMMANDS),
        see_help=SEE_HELP,
    )


def _suggest(word: str, known: Iterable[str]) -> str:
    """Return which of the ``known`` words was probably meant; empty if none is similar."""
    import difflib

    matches = difflib.get_close_matches(word.casefold(), known, n=1)
    return matches[0] if matches else ""


def _epilog(words: Words) -> str:
    heading = say(phrase("commands (see 'workbench COMMAND --help'):"), words)
    commands = "\n".join(f"  {name:<11}{say(purpose, words)}" for name, purpose in COMMANDS.items())
    notes = "\n".join(say(note, words) for note in NOTES)
    exit_status = phrase("Exit status: 0 done; 1 a check failed; 2 the input or the request is wrong.")
    return f"{heading}\n{commands}\n\n{notes}\n\n{say(exit_status, words)}"


def _add_options_of_all(parser: _Parser) -> None:
    """Add what the window and every command understand; the help alone needs the language, which was asked before."""
    parser.add(
        "--password-file",
        type=Path,
        metavar="PATH",
        purpose=phrase("text file whose first line is the password of protected workbooks"),
    )
    parser.add(
        LANGUAGE,
        metavar="CODE",
        purpose=phrase("language of everything except JSON: {codes}", codes=", ".join(available_languages())),
    )
