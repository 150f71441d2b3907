"""What an alteration adds or takes out, by the record of it, and when two values are the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from workbench.commands.adjustment_list import GROUP
from workbench.commands.adjustments import DESCRIPTION, NAME, NATURE
from workbench.commands.comments import ANSWERS, COMMENT, COMMENT_STATE
from workbench.commands.cross_references import REFERENCE, REMARK_OF_REFERENCE
from workbench.commands.evidence import DETAILS_OF_EVIDENCE, EVIDENCE
from workbench.commands.journals import ENTRY, record_of
from workbench.commands.lines import CONCEPT
from workbench.commands.new_adjustments import ADDED
from workbench.commands.open_items import AMOUNT_OF_ITEM, ANSWER, FOR_WHOM, OPEN_ITEM, STATUS
from workbench.commands.statement_lines import LINE, TARGET_CAPTION, UNIT
from workbench.commands.ticks import TICK, TICK_EVERYWHERE
from workbench.commands.uncorrected import EQUITY, PROFIT, REASON, UNCORRECTED
from workbench.domain.adjustments import Adjustment, JournalEntry
from workbench.domain.comments import Comment
from workbench.domain.cross_references import CrossReference, WorkingPaper
from workbench.domain.evidence import Evidence
from workbench.domain.facts import Fact, FactValue
from workbench.domain.open_items import OpenItem
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.domain.subjects import (
    CommentSubject,
    CrossReferenceSubject,
    EvidenceSubject,
    OpenItemSubject,
    Subject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.domain.ticks import Tick
from workbench.domain.trail import Alteration
from workbench.domain.uncorrected import Uncorrected

RECORD = "record"
"""The value of a fact from which what it tells of can be made again."""
ESSENTIAL = (RECORD, "effects")
"""The values of a fact about what is there that tell two of them apart; the others are words about it."""
ESSENTIAL_OF_PLACE = ("after", "section")


NumberedSubject: TypeAlias = (
    type[CommentSubject]
    | type[EvidenceSubject]
    | type[TickSubject]
    | type[CrossReferenceSubject]
    | type[OpenItemSubject]
    | type[UncorrectedSubject]
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A kind of things that a project numbers, so that two people may give one number to two things.

    ``subject``: the kind of subject that one is. ``identity``: what is the same in two projects for the same thing,
    whatever its number.
    """

    record: type
    subject: NumberedSubject
    of: Callable[[Project], Mapping[Any, Any]]
    identity: Callable[[Any], object]
    details: tuple[str, ...]


NUMBERED: Mapping[str, Numbered] = {
    COMMENT: Numbered(
        Comment,
        CommentSubject,
        lambda project: project.comments,
        lambda comment: (comment.subject, comment.text, comment.by, comment.at),
        (ANSWERS, COMMENT_STATE),
    ),
    EVIDENCE: Numbered(
        Evidence,
        EvidenceSubject,
        lambda project: project.evidence,
        lambda shown: (shown.subject, shown.kind, shown.content, shown.by, shown.at),
        DETAILS_OF_EVIDENCE,
    ),
    TICK: Numbered(
        Tick,
        TickSubject,
        lambda project: project.ticks,
        lambda tick: (tick.subject, tick.sign),
        (TICK_EVERYWHERE,),
    ),
    REFERENCE: Numbered(
        CrossReference,
        CrossReferenceSubject,
        lambda project: project.cross_references,
        lambda reference: (reference.subject, reference.target),
        (REMARK_OF_REFERENCE,),
    ),
    OPEN_ITEM: Numbered(
        OpenItem,
        OpenItemSubject,
        lambda project: project.open_items,
        lambda item: (item.subject, item.text, item.raised_by, item.at),
        (FOR_WHOM, AMOUNT_OF_ITEM, STATUS, ANSWER),
    ),
    UNCORRECTED: Numbered(
        Uncorrected,
        UncorrectedSubject,
        lambda project: project.uncorrected,
        lambda left: (left.text, left.period, left.by, left.at),
        (REASON, PROFIT, EQUITY),
    ),
}
"""By the attribute that says that one is there."""
RECORDS: Mapping[str, type] = {
    LINE: Line,
    ADDED: Adjustment,
    ENTRY: JournalEntry,
    **{attribute: numbered.record for attribute, numbered in NUMBERED.items()},
}
"""The records of additions that may need another id, by attribute."""
DETAILS: Mapping[str, tuple[str, ...]] = {
    LINE: (CONCEPT, UNIT, TARGET_CAPTION),
    ADDED: (NAME, NATURE, GROUP, *DESCRIPTION),
    **{attribute: numbered.details for attribute, numbered in NUMBERED.items()},
}
"""What may differ between two additions of the same thing, by attribute."""


def has_record(value: FactValue | None) -> bool:
    return isinstance(value, Fact) and any(name == RECORD for name, _ in value.values)


def is_addition(altered: Alteration) -> bool:
    """True if it adds something that other alterations may stand on."""
    return altered.old is None and has_record(altered.new)


def is_removal(altered: Alteration) -> bool:
    return altered.new is None and has_record(altered.old)


def record_in(value: FactValue | None, kind: type) -> Any:
    """Return what a fact tells of. Raises ValueError if a later version wrote it in another way."""
    from workbench.codec import decode  # it takes longer to load than all the rest

    assert isinstance(value, Fact), "only what is there has a record"
    return decode(str(value[RECORD]), kind)


def with_record(value: FactValue | None, record: Any, **others: FactValue) -> Fact:
    """Return a fact with another record, and perhaps other values."""
    assert isinstance(value, Fact), "only what is there has a record"
    changed = {RECORD: record_of(record), **others}
    return Fact(value.key, tuple((name, changed.get(name, each)) for name, each in value.values))


def are_same(one: FactValue | None, other: FactValue | None) -> bool:
    """Return whether two values are the same, in whatever words they are told."""
    return _essence(one) == _essence(other)


def _essence(value: FactValue | None) -> object:
    if not isinstance(value, Fact):
        return value
    names = ESSENTIAL if has_record(value) else ESSENTIAL_OF_PLACE
    return tuple(pair for pair in value.values if pair[0] in names) or value


def legs_in(values: Iterable[FactValue | None]) -> list[Any]:
    """Return the legs of the entries that these facts tell of."""
    return [leg for value in values if has_record(value) for leg in record_in(value, JournalEntry).legs]


def number_of(subject: Subject) -> str:
    """Return the number of a comment, of evidence, and so on: all that their subjects consist of."""
    (number,) = (getattr(subject, each.name) for each in fields(subject))
    return str(number)


def subjects_in(record: Any) -> dict[str, Subject]:
    """Return what something that is numbered is about and leads to, by the names of these attributes."""
    found = {name: getattr(record, name, None) for name in ("subject", "target")}
    return {name: known for name, known in found.items() if known and not isinstance(known, WorkingPaper)}
