"""An explained change in words, as text to copy: by total, then by cause."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from workbench.commands.adjustments import SWITCH
from workbench.commands.entries import EFFECT
from workbench.commands.figures import FIGURE, TOTAL
from workbench.commands.journals import ENTRY
from workbench.commands.new_adjustments import ADDED
from workbench.commands.reconciled_periods import RECONCILED
from workbench.commands.statement_lines import LINE
from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import Fact
from workbench.domain.project import Project
from workbench.domain.trail import Alteration, TrailEntry
from workbench.phrases import Phrase, Words, listing, phrase, phrase_of_count, say
from workbench.presentation.explained_change import Cause, ExplainedChange, MovedTotal
from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value
from workbench.wording.facts import say_fact
from workbench.wording.names import name_of_concept, name_of_statement
from workbench.wording.periods import short_label

NOTHING_MOVED = phrase("No key total moved.")
TOTALS_NOT_KNOWN = phrase("This was done in an earlier session. What it altered is known, but not the totals it moved.")


class Section(NamedTuple):
    """A heading and the lines below it; without a heading, the lines stand alone."""

    heading: str
    lines: tuple[str, ...]


def sections_of(explained: ExplainedChange, words: Words) -> tuple[Section, ...]:
    """Return the text of a change: each total that moved, then under each cause the totals that it moved."""
    sentences = tuple(sentence_of(moved, explained, words) for moved in explained.moved)
    others = phrase_of_count(
        "{count:,} other key total did not move.", "{count:,} other key totals did not move.", explained.unmoved
    )
    if not sentences:
        totals = (say(NOTHING_MOVED, words),)
    else:
        totals = (*sentences, *((say(others, words),) if explained.unmoved > 0 else ()))
    by_cause = [
        (_name_of_cause(cause, explained, words), _moves_of(cause, explained, words)) for cause in explained.causes
    ]
    without_effect = tuple(name for name, moves in by_cause if not moves)
    sections = (
        Section(say(phrase("Totals"), words), totals),
        *(Section(name, moves) for name, moves in by_cause),
        Section(say(phrase("Without effect on key totals"), words), without_effect),
    )
    return tuple(section for section in sections if section.lines)


def altered_section(steps: Iterable[TrailEntry], project: Project, words: Words) -> Section:
    """Return what steps of earlier sessions altered, of which no snapshots are kept."""
    lines = [say(TOTALS_NOT_KNOWN, words)]
    for step in steps:
        altered = [name_of_alteration(alteration, project, words) for alteration in step.alterations]
        lines += altered or [say_fact(step.description, words)]
    return Section(say(phrase("Earlier sessions"), words), tuple(lines))


def as_text(sections: Iterable[Section]) -> str:
    """Return sections as plain text, an empty line between them."""
    blocks = ("\n".join(filter(None, (section.heading, *section.lines))) for section in sections)
    return "\n\n".join(blocks) + "\n"


def sentence_of(moved: MovedTotal, explained: ExplainedChange, words: Words) -> str:
    """Return ``net income H1 2023 moved by (49,337): Share-based compensation off``."""
    total = _name_of_total(moved, explained, words)
    names = [_name_of_cause(cause, explained, words) for cause in moved.causes]
    if len(moved.causes) > 1:
        amounts = [format_for_reader(cause.contributions[moved.cell]) for cause in moved.causes]
        pairs = zip(names, amounts, strict=True)
        names = [say(phrase("{cause}: {amount}", cause=name, amount=amount), words) for name, amount in pairs]
    causes = listing(names, words, may_have_commas=True)
    amount = format_for_reader(moved.moved_by)
    if moved.before is None:
        new = format_for_reader(moved.after or moved.moved_by)
        sentence = phrase("{total} is {amount}; there was none before", total=total, amount=new)
    elif moved.after is None:
        sentence = phrase("{total} is gone; it was {amount}", total=total, amount=format_for_reader(moved.before))
    else:
        sentence = phrase("{total} moved by {amount}", total=total, amount=amount)
    return say(phrase("{what}: {causes}", what=sentence, causes=causes) if names else sentence, words)


def _name_of_total(moved: MovedTotal, explained: ExplainedChange, words: Words) -> str:
    """Return ``net income H1 2023``, with its statement if others have that total too."""
    periods = {**explained.before.periods, **explained.after.periods}
    name, period = name_of_concept(moved.concept, words), short_label(periods[moved.period], words)
    total = phrase("{total} {period}", total=name, period=period)
    alike = Counter((other.concept, other.period) for other in explained.moved)
    if alike[moved.concept, moved.period] < 2:
        return say(total, words)
    statement = name_of_statement(moved.statement.kind, words)
    return say(phrase("{total} ({statement})", total=total, statement=statement), words)


def _moves_of(cause: Cause, explained: ExplainedChange, words: Words) -> tuple[str, ...]:
    """Return each total that a cause moved, with by how much: ``net income H1 2023 (49,337)``."""
    moves = (
        phrase(
            "{total} {amount}",
            total=_name_of_total(total, explained, words),
            amount=format_for_reader(cause.contributions[total.cell]),
        )
        for total in explained.moved
        if total.cell in cause.contributions
    )
    return tuple(say(move, words) for move in moves)


def _name_of_cause(cause: Cause, explained: ExplainedChange, words: Words) -> str:
    if cause.altered is None:
        return say_fact(cause.step, words) if cause.step else ""
    project = explained.before if cause.altered.new is None else explained.after
    return name_of_alteration(cause.altered, project, words)


def name_of_alteration(altered: Alteration, project: Project, words: Words) -> str:
    """Return an alteration as the cause of a move: ``Share-based compensation off``."""
    return say(_cause(altered, project, words), words)


def _cause(altered: Alteration, project: Project, words: Words) -> Phrase:
    what, is_gone = name_of_subject(altered, project, words), altered.new is None
    old, new = (say_value(altered, value, project, words) for value in (altered.old, altered.new))
    match altered.attribute:
        case attribute if attribute == SWITCH:
            return _switch(altered)
        case attribute if attribute == FIGURE:
            return phrase("{what} as reported {old} → {new}", what=what, old=old, new=new)
        case attribute if attribute == TOTAL:
            return phrase("{what} restated {old} → {new}", what=what, old=old, new=new)
        case attribute if attribute == EFFECT:
            return phrase("{what} {old} → {new}", what=what, old=old, new=new)
        case attribute if attribute == ENTRY:
            return _entry(altered, what)
        case attribute if attribute == ADDED:
            return phrase("{name} deleted", name=what) if is_gone else phrase("{name} added", name=what)
        case attribute if attribute == LINE:
            return phrase("Line {name} deleted", name=what) if is_gone else phrase("Line {name} inserted", name=what)
        case attribute if attribute == RECONCILED:
            return phrase("{what} {state}", what=what, state=new)
    attribute = name_of_attribute(altered.attribute, words)
    return phrase("{what}, {attribute}: {old} → {new}", what=what, attribute=attribute, old=old, new=new)


def _switch(altered: Alteration) -> Phrase:
    if altered.old == altered.new:
        return (
            phrase("{name} off and on again", name=altered.name)
            if altered.new
            else phrase("{name} on and off again", name=altered.name)
        )
    return phrase("{name} on", name=altered.name) if altered.new else phrase("{name} off", name=altered.name)


def _entry(altered: Alteration, difference: str) -> Phrase:
    """Return what became of a journal entry, by its memo or else its reference: ``Entry 'Lease interest' posted``."""
    present = altered.old if altered.new is None else altered.new
    values = dict(present.values) if isinstance(present, Fact) else {}
    name = str(values.get("memo") or values.get("reference") or "")
    if altered.old is None:
        return (
            phrase("Entry '{entry}' posted", entry=name) if name else phrase("Entry of {name} posted", name=difference)
        )
    if altered.new is None:
        return (
            phrase("Entry '{entry}' deleted", entry=name)
            if name
            else phrase("Entry of {name} deleted", name=difference)
        )
    return phrase("Entry '{entry}' changed", entry=name) if name else phrase("Entry of {name} changed", name=difference)
