"""``workbench adjust``: posts the journal entries of a file and saves the project, as the window saves it."""

import argparse
import sys
from typing import TYPE_CHECKING

from workbench.api.reading import read
from workbench.cli.outputs import FORCE, Outputs, print_lines
from workbench.errors import WorkbenchError
from workbench.opening import is_project_file
from workbench.phrases import Phrase, Words, phrase, say
from workbench.plain_text import to_printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.api.book import Book
    from workbench.exporting.figures_json import Put
    from workbench.presentation.postings import PostedDifference

TO_POST_OPEN = phrase("add --unbalanced to post it as open")


def adjust(options: argparse.Namespace, password: str, words: Words) -> bool:
    """Post the entries, save, and print or write what was posted; return whether a check fails now.

    Raises WorkbenchError, with nothing written, if one of them cannot be posted.
    """
    _refuse_incomplete(options)
    outputs = Outputs(options, "adjust", words)
    target = outputs.file
    assert target is not None, "a project was opened or named"
    before = read(options.files, password=password)
    outputs.refuse_losses(before.project)
    notes: list[Phrase] = []
    losses: list[Phrase] = []
    after = before.adjust_from(
        options.entries_file,
        unbalanced=options.unbalanced,
        password=password,
        said=notes.append,
        words=words,
        to_post_open=TO_POST_OPEN,
    )
    from workbench.exporting.postings_report import write_postings_json
    from workbench.presentation.postings import postings_between

    posted = postings_between(before.results, after.results)

    def put_json(put: "Put") -> None:
        write_postings_json(posted, after.results, notes, after.checks_run, target, put)

    outputs.deliver(
        after.files.saving(after.project, target, force=options.force, said=losses.append, instead=FORCE),
        put_json,
        lambda: print_lines(_report(posted, after, notes, target, words)),
    )
    for loss in losses:
        print(f"workbench: {to_printable(say(loss, words))}", file=sys.stderr)
    return after.checks_run.any_fails


def _refuse_incomplete(options: argparse.Namespace) -> None:
    """Raise WorkbenchError if the file of the entries, or the project to save, is not named."""
    if options.entries_file is None:
        raise WorkbenchError(
            "{request} needs the file of the journal entries. Name it: {option}.",
            request="adjust",
            option="--from ENTRIES.xlsx",
        )
    if options.output is None and not all(map(is_project_file, options.files)):
        raise WorkbenchError(
            "Workbooks are never written to. Name the project to save: {option}.", option="-o OUT.recon"
        )


def _report(
    posted: "Sequence[PostedDifference]", after: "Book", notes: list[Phrase], target: "Path", words: Words
) -> list[str]:
    from workbench.exporting.postings_report import report_of_postings
    from workbench.exporting.text_report import key_totals_table
    from workbench.presentation.light import light_of

    results, checks_run = after.results, after.checks_run
    return [
        *report_of_postings(posted, results, notes, words),
        *key_totals_table(results, words),
        light_of(checks_run.counts, checks_run.unproven).in_a_line(words),
        say(phrase("Saved to {path}", path=str(target)), words),
    ]
