"""``workbench merge``: lists what another file has otherwise than a project, or takes it and saves the project."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.api.reading import read
from workbench.cli.outputs import FORCE, Outputs, print_lines
from workbench.errors import WorkbenchError
from workbench.opening import is_project_file
from workbench.phrases import ENGLISH, Words, phrase, say
from workbench.plain_text import text_width, to_printable
from workbench.wording.facts import say_fact

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.api.book import Book
    from workbench.domain.facts import FactValue
    from workbench.exporting.figures_json import Json, Put
    from workbench.merging import Merge, Merged, Proposal
    from workbench.merging.said import SaidMerge
    from workbench.phrases import Phrase
    from workbench.presentation.explained_change import MovedTotal

NONE, ALL = "none", "all"
HEADINGS = (
    phrase("What"),
    phrase("Attribute"),
    phrase("Before"),
    phrase("Here"),
    phrase("There"),
    phrase("Where"),
    phrase("Key totals"),
)
WIDEST = 48
"""Longer texts are cut in the table; the JSON has them in full."""
GAP = "  "

Row = tuple[str, ...]
Consequences = dict[str, "tuple[MovedTotal, ...]"]


def merge(options: argparse.Namespace, password: str, words: Words) -> bool:
    """List what the other file has otherwise; with ``--accept all``, take it and save. Return whether a check fails.

    Nothing is checked if nothing is taken. Raises WorkbenchError, with nothing written, if the files do not belong
    together.
    """
    _refuse_incomplete(options)
    outputs = Outputs(options, "merge", words)
    before = read(options.files[:1])
    outputs.refuse_losses(before.project)
    from workbench.api.merging import take_offered
    from workbench.merging.consequences import consequence
    from workbench.opening import read_merge

    proposed = read_merge(before.project, options.files[1])
    moved = {each.key: consequence(before.results, proposed, each) for each in proposed.proposals}
    after, outcome = before, None
    if options.accept == ALL:
        project, outcome = take_offered(before.results, proposed, before.by)
        after = replace(before, project=project)
    losses: list[Phrase] = []
    saving = _saving(after, outputs, losses, force=options.force)
    outputs.deliver(
        saving,
        lambda put: _put_json(before, after, proposed, outcome, moved, outputs.file, put),
        lambda: print_lines(_report(before, after, proposed, outcome, moved, outputs.file, words)),
    )
    for loss in losses:
        print(f"workbench: {to_printable(say(loss, words))}", file=sys.stderr)
    return outcome is not None and after.checks_run.any_fails


def _saving(
    after: "Book", outputs: Outputs, losses: "list[Phrase]", *, force: bool
) -> AbstractContextManager[object] | None:
    if outputs.file is None:
        return None
    return after.files.saving(after.project, outputs.file, force=force, said=losses.append, instead=FORCE)


def _refuse_incomplete(options: argparse.Namespace) -> None:
    """Raise WorkbenchError unless a project, another file and, to take something, an output are named."""
    if len(options.files) != 2 or not is_project_file(options.files[0]):
        raise WorkbenchError(
            "{request} needs a project and one other file. Name them: {usage}.",
            request="merge",
            usage="workbench merge PROJECT.recon OTHER.recon",
        )
    if options.accept not in (NONE, ALL):
        raise WorkbenchError(
            "--accept {choice}: choose none, which lists only, or all, which takes everything that is not asked.",
            choice=options.accept,
        )
    if options.accept == ALL and options.output is None:
        raise WorkbenchError("--accept all needs -o OUT.recon. Name the project to save.")
    if options.accept == NONE and options.output is not None:
        raise WorkbenchError("-o saves what was taken, and --accept none takes nothing. Add --accept all.")


# ---- text


def _report(
    before: "Book",
    after: "Book",
    proposed: "Merge",
    outcome: "Merged | None",
    moved: Consequences,
    saved: "Path | None",
    words: Words,
) -> Iterator[str]:
    from workbench.merging.said import SaidMerge

    said = SaidMerge(before.project, proposed, words)
    yield from (say_fact(remark, words) for remark in proposed.remarks)
    for heading, members in _groups(proposed, outcome):
        if members:
            yield say(phrase("{heading} ({number:,})", heading=heading, number=len(members)), words)
            yield from _table(members, said, moved, words)
    if not proposed.proposals:
        yield say(phrase("{file} has nothing that this project does not have.", file=proposed.file), words)
    if outcome is not None and saved is not None:
        from workbench.exporting.text_report import key_totals_table
        from workbench.presentation.light import light_of

        yield from key_totals_table(after.results, words)
        yield light_of(after.checks_run.counts, after.checks_run.unproven).in_a_line(words)
        yield say(phrase("Saved to {path}", path=str(saved)), words)


def _groups(proposed: "Merge", outcome: "Merged | None") -> "list[tuple[Phrase, Sequence[Proposal]]]":
    """Return the proposals by what becomes of them."""
    taken = outcome.taken if outcome else proposed.offered
    left = tuple(each.proposal for each in outcome.left) if outcome else ()
    impossible = tuple(each for each in proposed.proposals if not each.changes)
    return [
        (phrase("Taken") if outcome else phrase("To be taken"), taken),
        (phrase("Asked, and left as it is here"), proposed.asked),
        (phrase("Cannot be taken"), (*impossible, *left)),
    ]


def _table(proposals: "Sequence[Proposal]", said: "SaidMerge", moved: Consequences, words: Words) -> Iterator[str]:
    """Yield a heading and a line for each proposal, with why it is not taken below it; without empty columns."""
    rows = [_row(proposal, said, moved) for proposal in proposals]
    shown = [column for column in range(len(HEADINGS)) if any(row[column] for row in rows)]
    headings = tuple(say(heading, words) for heading in HEADINGS)
    widths = {column: max(text_width(row[column]) for row in (headings, *rows)) for column in shown}
    yield _line(headings, widths)
    for proposal, row in zip(proposals, rows, strict=True):
        yield _line(row, widths)
        if why := said.why(proposal):
            yield f"    {why}"


def _row(proposal: "Proposal", said: "SaidMerge", moved: Consequences) -> Row:
    values = (said.value(proposal, value) for value in (proposal.old, proposal.ours, proposal.new))
    texts = (said.what(proposal), said.attribute(proposal), *values, proposal.place)
    return (*map(_cut, texts), said.consequence(moved[proposal.key]))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    while text_width(text) > WIDEST:
        text = f"{text[:-2].rstrip()}…"
    return text


def _line(row: Row, widths: dict[int, int]) -> str:
    cells = (row[column] + " " * (width - text_width(row[column])) for column, width in widths.items())
    return f"  {GAP.join(cells)}".rstrip()


# ---- JSON


def _put_json(
    before: "Book",
    after: "Book",
    proposed: "Merge",
    outcome: "Merged | None",
    moved: Consequences,
    saved: "Path | None",
    put: "Put",
) -> None:
    from workbench.exporting.figures_json import write_json
    from workbench.merging.said import SaidMerge

    said = SaidMerge(before.project, proposed, ENGLISH)
    taken = {each.key for each in outcome.taken} if outcome else set()
    counts = {status.value: number for status, number in after.checks_run.counts.items() if number} if outcome else {}
    write_json(
        {
            "entity": before.project.entity,
            "file": proposed.file,
            "project": str(saved) if saved else None,
            "proposals": [
                _proposal_as_json(each, said, moved[each.key], is_taken=each.key in taken)
                for each in proposed.proposals
            ],
            "notes": [say_fact(remark, ENGLISH) for remark in proposed.remarks],
            "checks": {str(status): number for status, number in counts.items()} if outcome else None,
        },
        put,
    )


def _proposal_as_json(
    proposal: "Proposal", said: "SaidMerge", moved: "Iterable[MovedTotal]", *, is_taken: bool
) -> "Json":
    return {
        "key": proposal.key,
        "subject": proposal.subject.key,
        "attribute": proposal.attribute,
        "what": said.what(proposal),
        "where": proposal.place or None,
        "old": _value_as_json(proposal.old),
        "ours": _value_as_json(proposal.ours),
        "new": _value_as_json(proposal.new),
        "answers": [answer.value for answer in proposal.answers],
        "asked": proposal.is_asked,
        "why": said.why(proposal) or None,
        "needs": list(proposal.needs),
        "taken": is_taken,
        "consequence": [
            {
                "statement": total.statement.id,
                "period": total.period,
                "line": total.line.id,
                "concept": total.concept.value,
                "before": total.before,
                "after": total.after,
                "moved_by": total.moved_by,
            }
            for total in moved
        ],
    }


def _value_as_json(value: "FactValue | None") -> "Json":
    from workbench.domain.facts import Fact

    if isinstance(value, Fact):
        return say_fact(value, ENGLISH)
    if isinstance(value, tuple):
        return [_value_as_json(member) for member in value]
    return value
