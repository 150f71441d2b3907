"""Where the results of a command go: paths are checked first, and files replaced once all are complete."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.cli.requests import FORMATS
from workbench.errors import WorkbenchError
from workbench.files import output_path, refuse_as_output
from workbench.opening import is_project_file
from workbench.phrases import Phrase, Words, phrase
from workbench.plain_text import to_printable

if TYPE_CHECKING:
    from workbench.checks import ChecksRun
    from workbench.domain.facts import Fact
    from workbench.domain.project import Project
    from workbench.engine import Results
    from workbench.exporting.figures_json import Put
    from workbench.exporting.table import LongTable


class Writable(NamedTuple):
    """What a request writes, and the endings of the files that it can write; ``endings_in_words`` if it has several."""

    what: Phrase
    endings: tuple[str, ...]
    endings_in_words: Phrase | None = None


WRITABLE = {
    "reconcile": Writable(phrase("the review workbook"), (".xlsx",)),
    "table": Writable(phrase("the long table"), (".csv", ".xlsx", ".parquet"), phrase(".csv, .xlsx or .parquet")),
    "export": Writable(
        phrase("an export"),
        tuple(f".{kind}" for kind in FORMATS),
        phrase(".xlsx, .docx, .pdf, .csv, .parquet, .json or .zip"),
    ),
    "adjust": Writable(phrase("the project"), (".recon",)),
    "roll": Writable(phrase("the project"), (".recon",)),
    "merge": Writable(phrase("the project"), (".recon",)),
    "screenshot": Writable(phrase("the picture"), (".png",)),
    "json": Writable(phrase("JSON"), (".json",)),
}
"""By request."""
FORCE = phrase("Choose another path, or add --force.")


class Outputs:
    """The files that a command writes, and what it prints. ``file``: the one that ``-o`` names, or None."""

    def __init__(self, options: argparse.Namespace, command: str, words: Words) -> None:
        """Raises WorkbenchError if one of the files cannot or may not be written."""
        self._command = command
        self._words = words
        opened = {"adjust": options.files, "merge": options.files[:1]}.get(command, ())
        self._opened = [path.resolve() for path in opened if is_project_file(path)]
        self.file, self._json = (
            None if name is None else output_path(name)
            for name in (getattr(options, "output", None), getattr(options, "json", None))
        )
        if self.file is None and self._opened and command == "adjust":
            self.file = output_path(str(options.files[0]))
        self._json_to_standard_output: bool = getattr(options, "json_to_standard_output", False)
        if self.file and self.file == self._json:
            raise WorkbenchError("{path} is given for two outputs. Choose two different paths.", path=str(self.file))
        others = (getattr(options, name, None) for name in ("password_file", "entries_file", "template"))
        inputs = (*options.files, *others)
        for path in filter(None, (self.file, self._json)):
            refuse_as_output(path, () if path in self._opened and path == self.file else inputs)
        if self.file and self.file not in self._opened:
            refuse_ending(self.file, command, "-o")
        if self._json:
            refuse_ending(self._json, "json", "--json")
        self._beside: Path = options.files[0].absolute().parent
        self._is_forced: bool = getattr(options, "force", False)
        self._lists_entries: bool = getattr(options, "entries", False)
        self._told: Fact | None = None

    def refuse_losses(self, project: "Project") -> None:
        """Raise WorkbenchError if an output would overwrite a file of the project or the work of others."""
        from workbench.exporting.output_files import refuse_own_files, refuse_work_of_others

        for path in filter(None, (self.file, self._json)):
            refuse_own_files(project, path, self._beside)
        if self.file and not self._is_forced:
            refuse_work_of_others(self.file, FORCE)
            if self._command in ("adjust", "roll", "merge") and self.file.exists() and self.file not in self._opened:
                raise WorkbenchError(
                    "{path} already exists and would be overwritten. {instead}", path=str(self.file), instead=FORCE
                )

    def write(self, results: "Results", checks_run: "ChecksRun") -> None:
        self.deliver(
            self._writing(results) if self.file else None,
            lambda put: self._put_json(results, checks_run, put),
            None if self._json or self.file else lambda: self._print_report(results, checks_run),
        )
        if self._told:
            from workbench.wording import say_fact

            print(f"workbench: {to_printable(say_fact(self._told, self._words))}", file=sys.stderr)

    def deliver(
        self,
        file: AbstractContextManager[object] | None,
        put_json: "Callable[[Put], object]",
        print_report: Callable[[], object] | None,
    ) -> None:
        """Write and print everything; files are replaced once all is complete.

        ``file``: writes the file, and replaces what was there at its end. ``print_report``: unless JSON is printed.
        """
        from workbench.files import replacing

        with ExitStack() as replacements:
            if self._json:
                with replacements.enter_context(replacing(self._json)).open("w", encoding="utf-8") as json:
                    put_json(json.write)
            if file:
                replacements.enter_context(file)
            if self._json_to_standard_output:
                write_to_standard_output(put_json)
            elif print_report and not self._json:
                print_report()

    @contextmanager
    def _writing(self, results: "Results") -> Iterator[None]:
        from workbench.files import replacing

        assert self.file is not None
        with replacing(self.file) as temporary:
            self._write_file(results, temporary)
            yield

    def _put_json(self, results: "Results", checks_run: "ChecksRun", put: "Put") -> None:
        from workbench.exporting.figures_json import write_figures_json, write_findings_json
        from workbench.presentation.closing import to_do

        if self._command == "check":
            write_findings_json(checks_run, put)
        else:
            missing = to_do(results.project, checks_run.findings)
            write_figures_json(results, checks_run.findings, checks_run.unproven, put, missing)

    def _write_file(self, results: "Results", temporary: Path) -> None:
        assert self.file is not None
        if self._command == "reconcile":
            from workbench.exporting.workbook import write_review_workbook

            self._told = write_review_workbook(temporary, results, self._words)
        else:
            from workbench.exporting.table import write_long_table

            self._told = write_long_table(temporary, results, self.file.suffix.lower(), self._words, self._table())

    def _table(self) -> "LongTable":
        from workbench.exporting.table import ENTRIES, FIGURES

        return ENTRIES if self._lists_entries else FIGURES

    def _print_report(self, results: "Results", checks_run: "ChecksRun") -> None:
        if self._command == "table":
            from workbench.exporting.table import long_csv

            write_to_standard_output(lambda put: put(long_csv(results, self._words, self._table())))
            return
        from workbench.exporting.text_report import checks_by_name, key_totals_table, what_is_to_do
        from workbench.presentation.light import light_of

        lines = (
            [*checks_by_name(checks_run.tallies, self._words), *what_is_to_do(checks_run, self._words)]
            if self._command == "check"
            else key_totals_table(results, self._words)
        )
        print_lines([*lines, light_of(checks_run.counts, checks_run.unproven).in_a_line(self._words)])


def refuse_ending(path: Path, request: str, option: str) -> None:
    """Raise WorkbenchError unless ``path`` has an ending that ``request`` can write."""
    writable = WRITABLE[request]
    if path.suffix.lower() in writable.endings:
        return
    if writable.endings_in_words:
        raise WorkbenchError(
            "{option} {path}: {output} is written as {endings}. Choose a path with one of these endings.",
            option=option,
            path=str(path),
            output=writable.what,
            endings=writable.endings_in_words,
        )
    raise WorkbenchError(
        "{option} {path}: {output} is written as {ending}. Choose a path with this ending.",
        option=option,
        path=str(path),
        output=writable.what,
        ending=writable.endings[0],
    )


def print_lines(lines: Iterable[str]) -> None:
    """Print lines without the control characters that a terminal would act on."""
    text = "".join(f"{to_printable(line)}\n" for line in lines)
    write_to_standard_output(lambda put: put(text))


def write_to_standard_output(write: "Callable[[Put], object]") -> None:
    """Call ``write`` with a function that puts text on standard output. Raises WorkbenchError if closed or full."""
    if sys.stdout is None:
        raise WorkbenchError("Standard output is closed. Name an output file.")
    try:
        write(sys.stdout.write)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_standard_output()
        raise WorkbenchError(
            "Standard output cannot be written: {reason}. Name an output file.", reason=str(error.strerror)
        ) from None


def silence_standard_output() -> None:
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
