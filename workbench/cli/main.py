"""Runs the command line: from the arguments to the exit status."""

import argparse
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import resources
from workbench.api.reading import read
from workbench.cli.adjusting import adjust
from workbench.cli.exporting import export, refuse_pdf
from workbench.cli.merging import merge
from workbench.cli.outputs import (
    Outputs,
    print_lines,
    refuse_ending,
    silence_standard_output,
)
from workbench.cli.requests import (
    COMMANDS,
    WindowRequest,
    command_parser,
    language_asked_for,
    refuse_unknown_command,
    refuse_unknown_theme,
    window_parser,
    without_bare_json,
)
from workbench.cli.rolling import roll
from workbench.cli.switching import switch
from workbench.cli.verifying import verify
from workbench.display import has_display
from workbench.errors import WorkbenchError
from workbench.files import output_path, refuse_as_output
from workbench.languages import words_in
from workbench.opening import LONGEST_PASSWORD, refuse_unreadable
from workbench.phrases import ENGLISH, Words, phrase, say
from workbench.plain_text import to_printable

if TYPE_CHECKING:
    from workbench.exporting.appendix.document import PaintPdf

DONE, A_CHECK_FAILED, REFUSED = 0, 1, 2
DIFFERS = A_CHECK_FAILED

ShowWindow = Callable[[WindowRequest], int]


def run(arguments: Sequence[str], show: ShowWindow, words: Words = ENGLISH, paint: "PaintPdf" = refuse_pdf) -> int:
    """Carry out ``arguments`` and return the exit status: 0 done, 1 a check failed, 2 refused in one line.

    ``show`` opens the window, or draws it to a file if a picture is requested; ``paint`` writes a PDF. Output and
    refusals are in the language that the arguments request, else in that of ``words``; JSON is always in English.
    """
    try:
        language, arguments = language_asked_for(arguments)
        words = words_in(language) if language is not None else words
        command, *rest = arguments or [""]
        if command in COMMANDS:
            options = command_parser(command, words).parse([without_bare_json(argument) for argument in rest])
            return _run_command(command, options, words, paint)
        if command:
            refuse_unknown_command(command)
        return _open_window(window_parser(words).parse(arguments), show, words, is_requested=language is not None)
    except WorkbenchError as error:
        return _refuse(say(error.sentence, words))
    except BrokenPipeError:
        silence_standard_output()  # the reader has gone
        return REFUSED
    except KeyboardInterrupt:
        return _refuse(say(phrase("stopped; nothing was written."), words))
    except Exception as fault:  # the border: a fault of the program is reported in one line, with the place to look
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        details = f"{type(fault).__name__}: {fault}"[:300]
        report = phrase(
            "something went wrong in the program; please report it ({file}, line {line}: {details}). Nothing was "
            "written.",
            file=Path(frame.filename).name,
            line=frame.lineno or 0,
            details=details,
        )
        return _refuse(say(report, words))


def _refuse(reason: str) -> int:
    if sys.stderr is not None:
        print(f"workbench: {to_printable(' '.join(reason.split()))}", file=sys.stderr)
    return REFUSED


def _run_command(command: str, options: argparse.Namespace, words: Words, paint: "PaintPdf") -> int:
    _tidy_up((*options.files, getattr(options, "output", None), getattr(options, "json", None)))
    if command == "adjust":
        fails = adjust(options, _read_password(options.password_file), words)
        return A_CHECK_FAILED if fails else DONE
    if command == "export":
        return A_CHECK_FAILED if export(options, _read_password(options.password_file), words, paint) else DONE
    if command == "roll":
        return A_CHECK_FAILED if roll(options, words) else DONE
    if command == "merge":
        return A_CHECK_FAILED if merge(options, _read_password(options.password_file), words) else DONE
    if command == "verify":
        return DONE if verify(options, _read_password(options.password_file), words) else DIFFERS
    outputs = Outputs(options, command, words)
    book = read(options.files, password=_read_password(options.password_file))
    outputs.refuse_losses(book.project)
    if command == "reconcile":
        book = switch(book, options)
    outputs.write(book.results, book.checks_run)
    return A_CHECK_FAILED if book.checks_run.any_fails else DONE


def _tidy_up(paths: Iterable[Path | str | None]) -> None:
    """Remove temporary files left by a killed run in the folders of ``paths``; the window does this itself."""
    from workbench.files import remove_leftovers

    for folder in {Path(path).parent for path in paths if path}:
        remove_leftovers(folder)


def _read_password(path: Path | None) -> str:
    """Return the first line of ``path``; empty if no file was named. Raises WorkbenchError if that line is unusable."""
    if path is None:
        return ""
    try:
        with path.open(encoding="utf-8-sig") as file:
            password = file.readline(LONGEST_PASSWORD + 2).rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = str(error.strerror) if isinstance(error, OSError) else phrase("it is not UTF-8 text")
        raise WorkbenchError(
            "--password-file {path} cannot be read: {reason}. Choose a text file whose first line is the password.",
            path=str(path),
            reason=reason,
        ) from None
    if not password:
        raise WorkbenchError("--password-file {path}: the first line is empty. Put the password there.", path=str(path))
    if len(password) > LONGEST_PASSWORD:
        raise WorkbenchError(
            "--password-file {path}: the first line is longer than {longest} characters, the longest password that "
            "Excel allows. Put only the password there.",
            path=str(path),
            longest=LONGEST_PASSWORD,
        )
    return password


def _open_window(options: argparse.Namespace, show: ShowWindow, words: Words, *, is_requested: bool) -> int:
    """Open the window, on FILE if one is named; or save a picture of it; without a screen, do its job instead.

    ``is_requested``: the language of ``words`` was asked for; otherwise the window has its own preference.
    """
    of_window = words if is_requested else None
    refuse_unknown_theme(options.theme)
    file = Path(options.file) if options.file is not None else None
    password = _read_password(options.password_file)
    if file is not None:
        refuse_unreadable(file)
    if options.screenshot is not None:
        picture = output_path(options.screenshot)
        refuse_as_output(picture, (file, options.password_file))
        refuse_ending(picture, "screenshot", "--screenshot")
        _tidy_up((file, picture))
        size = _parse_size(options.size)
        return show(WindowRequest(file, picture, options.theme or "light", size, password, of_window))
    if options.theme or options.size:
        raise WorkbenchError("--theme and --size apply only to --screenshot. Add --screenshot OUT.png.")
    if has_display():
        return show(WindowRequest(file, password=password, words=of_window))
    return _work_without_window(file or resources.sample(), password, words)


def _parse_size(text: str | None) -> tuple[int, int]:
    if text is None:
        return WindowRequest(None).size
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise WorkbenchError("--size {size}: give the width and height in pixels, such as 1600x1000.", size=text)
    return int(match[1]), int(match[2])


def _work_without_window(source: Path, password: str, words: Words) -> int:
    """Do the window's job without a window: write the review workbook of ``source`` into the current folder."""
    target = output_path(f"{source.stem}-review.xlsx")
    refuse_as_output(target, [source])
    _tidy_up((source, target))
    book = read(source, password=password)
    from workbench.exporting.output_files import refuse_own_files, refuse_work_of_others
    from workbench.exporting.text_report import key_totals_table
    from workbench.exporting.workbook import write_review_workbook
    from workbench.files import replacing
    from workbench.presentation.light import light_of
    from workbench.wording import say_fact

    results, checks_run = book.results, book.checks_run
    refuse_own_files(results.project, target, source.absolute().parent)
    refuse_work_of_others(target, phrase("Move it, or run the command in another folder."))
    with replacing(target) as temporary:
        told = write_review_workbook(temporary, results, words)
    what_was_done = phrase("There is no screen to open a window on; the review workbook was written instead.")
    light = light_of(checks_run.counts, checks_run.unproven)
    as_text = [say_fact(told, words)] if told else []
    print_lines(
        [say(what_was_done, words), *as_text, str(target), *key_totals_table(results, words), light.in_a_line(words)]
    )
    return A_CHECK_FAILED if checks_run.any_fails else DONE
