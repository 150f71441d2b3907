"""What was posted, as lines of text and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from workbench.checks import ChecksRun
from workbench.domain.amounts import format_for_reader
from workbench.domain.ledger import Ledger
from workbench.engine import Results
from workbench.exporting.figures_json import Json, Put, entry_as_json, write_json
from workbench.phrases import ENGLISH, Phrase, Words, listing, phrase, phrase_of_count, say
from workbench.presentation.postings import PostedDifference
from workbench.wording.periods import short_label

NAMES_OF_EFFECTS = {
    "net_income": phrase("net income"),
    "attributable_net_income": phrase("attributable net income"),
    "equity": phrase("equity"),
}
"""The totals on which entries have an effect, by the key of the effect."""


def report_of_postings(
    posted: Sequence[PostedDifference], results: Results, notes: Iterable[Phrase], words: Words
) -> list[str]:
    """Return the lines on what was posted to each difference, and what is to be known of it."""
    return [
        *(line for known in posted for line in _lines(known, results, words)),
        *(say(note, words) for note in notes),
    ]


def _lines(known: PostedDifference, results: Results, words: Words) -> Iterator[str]:
    entries = phrase_of_count("{count:,} entry", "{count:,} entries", len(known.entries))
    legs = phrase_of_count("{count:,} leg", "{count:,} legs", sum(len(entry.legs) for entry in known.entries))
    pattern = (
        phrase("{name} (new): {entries}, {legs}", name=known.adjustment.name, entries=entries, legs=legs)
        if known.is_new
        else phrase("{name}: {entries}, {legs}", name=known.adjustment.name, entries=entries, legs=legs)
    )
    yield say(pattern, words)
    for period, effects in known.effects.items():
        totals = [
            phrase("{total} {amount}", total=NAMES_OF_EFFECTS[key], amount=format_for_reader(effect))
            for key, effect in effects.items()
            if effect or key == "equity"
        ]
        if totals:
            effect = phrase(
                "{period}: {totals}",
                period=short_label(results.project.periods[period], words),
                totals=listing(totals, words),
            )
            yield f"  {say(effect, words)}"


def write_postings_json(
    posted: Sequence[PostedDifference],
    results: Results,
    notes: Iterable[Phrase],
    checks_run: ChecksRun,
    saved: Path,
    put: Put,
) -> None:
    """Write what was posted as JSON. ``saved``: the project file that holds it."""
    project, ledger = results.project, Ledger(results.project)
    counts: dict[str, Json] = {status.value: number for status, number in checks_run.counts.items() if number}
    write_json(
        {
            "entity": project.entity,
            "project": str(saved),
            "adjustments": [_posted_as_json(known, ledger) for known in posted],
            "notes": [say(note, ENGLISH) for note in notes],
            "complete": project.is_complete,
            "unproven": checks_run.unproven,
            "checks": counts,
        },
        put,
    )


def _posted_as_json(known: PostedDifference, ledger: Ledger) -> Json:
    return {
        "id": known.adjustment.id,
        "name": known.adjustment.name,
        "added": known.is_new,
        "effects": {period: dict(effects) for period, effects in known.effects.items()},
        "entries": [entry_as_json(entry, ledger) for entry in known.entries],
    }
