"""Runs the command line: from the arguments to the exit status."""

import argparse
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import resources
from workbench.cli.outputs import (
    Outputs,
    output_path,
    print_lines,
    refuse_as_output,
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
from workbench.display import has_display
from workbench.errors import WorkbenchError
from workbench.languages import words_in
from workbench.opening import LONGEST_PASSWORD, Opening, changed_sources, is_project_file, refuse_unreadable
from workbench.phrases import ENGLISH, Words, phrase, phrase_of_list, say
from workbench.plain_text import to_printable

if TYPE_CHECKING:
    from workbench.domain.ids import AdjustmentId
    from workbench.domain.project import Project

DONE, A_CHECK_FAILED, REFUSED = 0, 1, 2

ShowWindow = Callable[[WindowRequest], int]


def run(arguments: Sequence[str], show: ShowWindow, words: Words = ENGLISH) -> int:
    """Carry out ``arguments`` and return the exit status: 0 done, 1 a check failed, 2 refused in one line.

    ``show`` opens the window, or draws it to a file if a picture is requested. Output and refusals are in the
    language that the arguments request, else in that of ``words``; JSON is always in English.
    """
    try:
        language, arguments = language_asked_for(arguments)
        words = words_in(language) if language is not None else words
        command, *rest = arguments or [""]
        if command in COMMANDS:
            options = command_parser(command, words).parse([without_bare_json(argument) for argument in rest])
            return _run_command(command, options, words)
        if command:
            refuse_unknown_command(command)
        return _open_window(window_parser(words).parse(arguments), show, words)
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


def _run_command(command: str, options: argparse.Namespace, words: Words) -> int:
    _tidy_up((*options.files, getattr(options, "output", None), getattr(options, "json", None)))
    outputs = Outputs(options, command, words)
    opening = Opening(options.files, dict.fromkeys(options.files, _read_password(options.password_file)))
    # the workbooks are being read in child processes meanwhile
    from workbench.checks import run_checks
    from workbench.commands import SwitchTo
    from workbench.session import Session

    session = Session(opening.project())
    outputs.refuse_losses(session.project)
    if command == "reconcile" and (options.off or options.only):
        session.execute(SwitchTo(_adjustments_to_enable(session.project, options.only, options.off)))
    source_findings = changed_sources(session.project, options.files[0]) if is_project_file(options.files[0]) else ()
    checks_run = run_checks(session.results, source_findings)
    outputs.write(session.results, checks_run)
    return A_CHECK_FAILED if checks_run.any_fails else DONE


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


def _adjustments_to_enable(project: "Project", only: Sequence[str], off: Sequence[str]) -> "frozenset[AdjustmentId]":
    enabled = {_find_adjustment(project, name) for name in only} if only else set(project.adjustment_by_id)
    return frozenset(enabled - {_find_adjustment(project, name) for name in off})


def _find_adjustment(project: "Project", name: str) -> "AdjustmentId":
    """Return the only adjustment whose name or id equals, else contains, ``name``, ignoring case.

    Raises WorkbenchError if there is none, or more than one.
    """
    wanted = name.casefold().strip()
    names_by_id = {known.id: (known.name.casefold(), known.id.casefold()) for known in project.adjustments}
    exact_matches = [key for key, names in names_by_id.items() if wanted in names]
    partial_matches = [key for key, names in names_by_id.items() if wanted and any(wanted in text for text in names)]
    matching = exact_matches or partial_matches
    if len(matching) == 1:
        return matching[0]
    names = [known.name for known in project.adjustments if not matching or known.id in matching]
    choices = phrase_of_list(names, may_have_commas=True)
    if matching:
        raise WorkbenchError(
            "'{name}' matches more than one difference. Choose one of: {choices}.", name=name, choices=choices
        )
    if choices:
        raise WorkbenchError("'{name}' matches no difference. Choose one of: {choices}.", name=name, choices=choices)
    raise WorkbenchError(
        "'{name}' matches no difference, because the files state none. Leave out --off and --only.", name=name
    )


def _open_window(options: argparse.Namespace, show: ShowWindow, words: Words) -> int:
    """Open the window, on FILE if one is named; or save a picture of it; without a screen, do its job instead."""
    refuse_unknown_theme(options.theme)
    file = Path(options.file) if options.file is not None else None
    password = _read_password(options.password_file)
    if file is not None:
        refuse_unreadable(file)
    if options.screenshot is not None:
        picture = output_path(options.screenshot)
        assert picture is not None
        refuse_as_output(picture, (file, options.password_file))
        refuse_ending(picture, "screenshot", "--screenshot")
        _tidy_up((file, picture))
        return show(WindowRequest(file, picture, options.theme or "light", _parse_size(options.size), password, words))
    if options.theme or options.size:
        raise WorkbenchError("--theme and --size apply only to --screenshot. Add --screenshot OUT.png.")
    if has_display():
        return show(WindowRequest(file, password=password, words=words))
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
    assert target is not None
    refuse_as_output(target, [source])
    _tidy_up((source, target))
    opening = Opening([source], {source: password})
    from workbench.checks import run_checks
    from workbench.exporting.output_files import refuse_source, refuse_work_of_others
    from workbench.exporting.text_report import key_totals_table
    from workbench.exporting.workbook import write_review_workbook
    from workbench.files import replacing
    from workbench.presentation.light import light_of
    from workbench.session import Session

    results = Session(opening.project()).results
    refuse_source(results.project, target, source.absolute().parent)
    refuse_work_of_others(target, phrase("Move it, or run the command in another folder."))
    checks_run = run_checks(results)
    with replacing(target) as temporary:
        write_review_workbook(temporary, results, words)
    what_was_done = phrase("There is no screen to open a window on; the review workbook was written instead.")
    light = light_of(checks_run.counts, checks_run.unproven)
    print_lines([say(what_was_done, words), str(target), *key_totals_table(results, words), light.in_a_line(words)])
    return A_CHECK_FAILED if checks_run.any_fails else DONE
