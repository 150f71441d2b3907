"""``workbench roll``: makes the project of the next period from earlier ones, and saves it."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.cli.outputs import FORCE, Outputs, print_lines
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Words, phrase, say
from workbench.plain_text import to_printable
from workbench.wording.facts import phrase_of, say_fact
from workbench.wording.periods import short_phrase

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.api.book import Book
    from workbench.exporting.figures_json import Json, Put
    from workbench.phrases import Phrase
    from workbench.rolling.roll_forward import Rolled


def roll(options: argparse.Namespace, words: Words) -> bool:
    """Roll the projects forward, save, and print or write what was carried; return whether a check fails.

    Raises WorkbenchError, with nothing written, if they cannot be rolled forward to that period.
    """
    if options.period is None or options.output is None:
        missing = "--to PERIOD" if options.period is None else "-o NEW.recon"
        raise WorkbenchError("{request} needs {option}. Name it.", request="roll", option=missing)
    outputs = Outputs(options, "roll", words)
    target = outputs.file
    assert target is not None, "it is named"
    from workbench.api.rolling import book_of, roll_files

    rolled = roll_files(options.files, options.period, options.opening, words)
    book = book_of(rolled, options.files)
    outputs.refuse_losses(rolled.project)
    losses: list[Phrase] = []
    outputs.deliver(
        book.files.saving(rolled.project, target, force=options.force, said=losses.append, instead=FORCE),
        lambda put: _put_json(rolled, book, target, put),
        lambda: print_lines(_report(rolled, book, target, words)),
    )
    for loss in losses:
        print(f"workbench: {to_printable(say(loss, words))}", file=sys.stderr)
    return book.checks_run.any_fails


def _report(rolled: "Rolled", book: "Book", target: "Path", words: Words) -> Iterator[str]:
    """Yield the lines on what was taken over, what was carried and what is to be known of it."""
    from workbench.checks import carried_forward
    from workbench.presentation.light import light_of
    from workbench.wording import message_of

    for (statement, period), comparative in rolled.project.comparatives.items():
        if comparative.held_by:
            title = phrase_of(rolled.project.statement_by_id[statement].title_fact)
            label = short_phrase(rolled.project.periods[period])
            taken = phrase(
                "{statement}, {period}: from {file}, locked", statement=title, period=label, file=comparative.held_by
            )
            yield say(taken, words)
    for finding in carried_forward.CHECK.findings(book.results):
        yield message_of(finding, words)
    for finding in rolled.oddities:
        yield say_fact(finding.fact, words)
    yield light_of(book.checks_run.counts, book.checks_run.unproven).in_a_line(words)
    yield say(phrase("Saved to {path}", path=str(target)), words)


def _put_json(rolled: "Rolled", book: "Book", saved: "Path", put: "Put") -> None:
    from workbench.checks import carried_forward
    from workbench.exporting.figures_json import finding_as_json, write_json

    project, choices = rolled.project, rolled.choices
    counts: dict[str, Json] = {status.value: number for status, number in book.checks_run.counts.items() if number}
    comparatives: list[Json] = [
        {"statement": statement, "period": period, "held_by": comparative.held_by or None}
        for (statement, period), comparative in project.comparatives.items()
    ]
    carried: list[Json] = [
        {
            "adjustment": opening.adjustment,
            "entries": list(opening.entries),
            "memo": opening.memo,
            "choice": choices.of(opening).value,
            "legs": [{"line": leg.line, "amount": leg.amount} for leg in opening.legs],
        }
        for opening in rolled.openings
    ]
    proof = [finding_as_json(finding) for finding in carried_forward.CHECK.findings(book.results)]
    write_json(
        {
            "entity": project.entity,
            "project": str(saved),
            "comparatives": comparatives,
            "carried": carried,
            "proof": proof,
            "notes": [say_fact(finding.fact, ENGLISH) for finding in rolled.oddities],
            "unproven": book.checks_run.unproven,
            "checks": counts,
        },
        put,
    )
