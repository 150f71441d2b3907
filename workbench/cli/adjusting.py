"""``workbench adjust``: posts the journal entries of a file and saves the project, as the window saves it."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.api.reading import read
from workbench.cli.outputs import print_lines, refuse_ending, write_to_standard_output
from workbench.errors import WorkbenchError
from workbench.files import output_path, refuse_as_output, replacing
from workbench.opening import is_project_file
from workbench.phrases import Phrase, Words, phrase, say
from workbench.plain_text import to_printable

if TYPE_CHECKING:
    from workbench.api.book import Book
    from workbench.exporting.figures_json import Put


def adjust(options: argparse.Namespace, password: str, words: Words) -> bool:
    """Post the entries, save, and print or write what was posted; return whether a check fails now.

    Raises WorkbenchError, with nothing written, if one of them cannot be posted.
    """
    target, json = _target(options), None if options.json is None else output_path(options.json)
    if json:
        if json == target:
            raise WorkbenchError("{path} is given for two outputs. Choose two different paths.", path=str(json))
        refuse_as_output(json, (*options.files, options.entries_file, options.password_file))
        refuse_ending(json, "json", "--json")
    before = read(options.files, password=password)
    _refuse_losses(before, target, json)
    notes: list[Phrase] = []
    after = before.adjust_from(
        options.entries_file,
        unbalanced=options.unbalanced,
        password=password,
        said=notes.append,
        words=words,
        to_post_open=phrase("add --unbalanced to post it as open"),
    )

    def put_json(put: "Put") -> None:
        from workbench.exporting.postings_report import write_postings_json
        from workbench.presentation.postings import postings_between

        posted = postings_between(before.results, after.results)
        write_postings_json(posted, after.results, notes, after.checks_run, target, put)

    with ExitStack() as replacements:
        if json:
            with replacements.enter_context(replacing(json)).open("w", encoding="utf-8") as file:
                put_json(file.write)
        losses = after.files.save(after.project, target, force=False)
    for loss in losses:
        print(f"workbench: {to_printable(say(loss, words))}", file=sys.stderr)
    if options.json_to_standard_output:
        write_to_standard_output(put_json)
    elif not json:
        print_lines(_report(before, after, notes, target, words))
    return after.checks_run.any_fails


def _target(options: argparse.Namespace) -> Path:
    """Return the project file to write. Raises WorkbenchError if none is named, or it may not be written."""
    if options.entries_file is None:
        raise WorkbenchError(
            "{request} needs the file of the journal entries. Name it: {option}.",
            request="adjust",
            option="--from ENTRIES.xlsx",
        )
    workbooks = [path for path in options.files if not is_project_file(path)]
    if options.output is None:
        if workbooks:
            raise WorkbenchError(
                "Workbooks are never written to. Name the project to save: {option}.", option="-o OUT.recon"
            )
        return output_path(str(options.files[0]))
    target = output_path(options.output)
    refuse_as_output(target, (*workbooks, options.entries_file, options.password_file))
    refuse_ending(target, "adjust", "-o")
    return target


def _refuse_losses(book: "Book", target: Path, json: Path | None) -> None:
    from workbench.exporting.output_files import refuse_source

    for path in filter(None, (target, json)):
        refuse_source(book.project, path, book.files.folder)


def _report(before: "Book", after: "Book", notes: list[Phrase], target: Path, words: Words) -> list[str]:
    from workbench.exporting.postings_report import report_of_postings
    from workbench.exporting.text_report import key_totals_table
    from workbench.presentation.light import light_of
    from workbench.presentation.postings import postings_between

    results, checks_run = after.results, after.checks_run
    posted = postings_between(before.results, results)
    return [
        *report_of_postings(posted, results, notes, words),
        *key_totals_table(results, words),
        light_of(checks_run.counts, checks_run.unproven).in_a_line(words),
        say(phrase("Saved to {path}", path=str(target)), words),
    ]
