"""Ids that both projects gave, by accident, to different things: those of the other project get new ones."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.commands.adjustment_list import ORDER
from workbench.commands.alteration_kinds import KINDS
from workbench.commands.altered_values import UNFIT
from workbench.commands.comments import next_number
from workbench.commands.journals import ENTRY
from workbench.commands.lines import PARTS
from workbench.commands.scenarios import SCENARIO
from workbench.commands.statement_lines import LINE, PLACE
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry, entry_id
from workbench.domain.facts import Fact, FactValue
from workbench.domain.ids import AdjustmentId, Ids, LineId
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    LineSubject,
    Subject,
)
from workbench.domain.trail import Alteration
from workbench.merging.additions import (
    DETAILS,
    NUMBERED,
    RECORDS,
    are_same,
    number_of,
    record_in,
    subjects_in,
    with_record,
)


@dataclass
class OtherIds:
    """What the ids of the other project are here; those that are not in it are the same."""

    lines: dict[LineId, LineId] = field(default_factory=dict)
    adjustments: dict[AdjustmentId, AdjustmentId] = field(default_factory=dict)
    entries: dict[tuple[AdjustmentId, EntryId], EntryId] = field(default_factory=dict)
    numbered: dict[Subject, Subject] = field(default_factory=dict)

    def subject(self, subject: Subject) -> Subject:
        """Return what a subject of the other project is here."""
        match subject:
            case FigureSubject(_, line, _, role):
                changed = replace(subject, line=self.lines.get(line, line))
                if not role.is_of_an_adjustment:
                    return changed
                return replace(changed, adjustment_or_currency=self._adjustment(subject.adjustment))
            case LineSubject(_, line):
                return replace(subject, line=self.lines.get(line, line))
            case AdjustmentSubject(adjustment):
                return AdjustmentSubject(self._adjustment(adjustment))
            case EntrySubject(adjustment, entry):
                key = EntryId(entry)
                return EntrySubject(self._adjustment(adjustment), self.entries.get((adjustment, key), key))
        return self.numbered.get(subject, subject)

    def alteration(self, altered: Alteration) -> Alteration:
        """Return an alteration of the other project as it would be here."""
        subject = self.subject(altered.subject)
        new = self._value(altered.attribute, altered.new, subject)
        return replace(altered, subject=subject, new=new)

    def _adjustment(self, adjustment: AdjustmentId) -> AdjustmentId:
        return self.adjustments.get(adjustment, adjustment)

    def _value(self, attribute: str, value: FactValue | None, subject: Subject) -> FactValue | None:
        match attribute, value:
            case attribute, Fact() if attribute in RECORDS:
                record = self._record(record_in(value, RECORDS[attribute]), subject)
                others = {"after": self._line(value["after"])} if attribute == LINE else {}
                return with_record(value, record, **others)
            case attribute, Fact() if attribute == PLACE:
                pairs = ((name, self._line(each) if name == "after" else each) for name, each in value.values)
                return Fact(value.key, tuple(pairs))
            case attribute, (int() as partial, *parts) if attribute == PARTS:
                return (partial, *((self._line(part[0]), part[1]) for part in parts if isinstance(part, tuple)))
            case attribute, (*keys,) if attribute in (ORDER, SCENARIO):
                return tuple(self._adjustment(AdjustmentId(str(key))) for key in keys)
        return value

    def _line(self, line: FactValue) -> FactValue:
        return self.lines.get(LineId(str(line)), line)

    def _record(self, record: Any, subject: Subject) -> Any:
        match record, subject:
            case Line(), LineSubject(_, line):
                return replace(record, id=line)
            case Adjustment(), AdjustmentSubject(adjustment):
                return record.with_attributes(id=adjustment)
            case JournalEntry(), EntrySubject(_, entry):
                legs = tuple(replace(leg, line=self.lines.get(leg.line, leg.line)) for leg in record.legs)
                return replace(record, id=EntryId(entry), legs=legs)
        return replace(self.of_record(record), id=number_of(subject))

    def of_record(self, record: Any) -> Any:
        """Return what the other project numbers, about the subjects that are here what they are there."""
        return replace(record, **{name: self.subject(known) for name, known in subjects_in(record).items()})


class Identification:
    """Finds out for each addition of the other project whether it is here, is another thing, or is new.

    ``ids``: what its ids are here; ``taken``: the additions whose ids are taken here by something else.
    """

    def __init__(self, project: Project, other: Project, posted_here: Set[Subject]) -> None:
        """``posted_here``: the entries that ``project`` has added since the two were one."""
        self._project, self._other, self._posted_here = project, other, posted_here
        self.ids = OtherIds()
        self.taken: list[Alteration] = []
        lines = (line.id for each in (project, other) for statement in each.statements for line in statement.lines)
        self._line_ids = Ids(lines)
        self._adjustment_ids = Ids((*project.adjustment_by_id, *other.adjustment_by_id))

    def identify(self, addition: Alteration) -> tuple[Alteration, ...]:
        """Return the addition if it is new here; if it is here, how the other project describes it otherwise."""
        if addition.attribute in NUMBERED:
            return self._identify_numbered(addition)
        if addition.attribute not in RECORDS:
            return (addition,)
        there = self._there(addition)
        if addition.attribute == ENTRY and self._is_posted_under_another_id(addition):
            return ()
        if there is None and not (addition.attribute == LINE and self._is_line_elsewhere(addition)):
            return (addition,)
        if there is not None and are_same(there, addition.new):
            return ()
        if there is not None and self._is_same_thing(addition, there):
            return self._details(addition, addition.subject)
        self._rename(addition)
        return (addition,)

    def _there(self, altered: Alteration) -> FactValue | None:
        try:
            return KINDS[altered.attribute].value(self._project, self.ids.alteration(altered))
        except UNFIT:
            return None

    def _is_line_elsewhere(self, addition: Alteration) -> bool:
        line = record_in(addition.new, Line).id
        return any(line in statement.line_by_id for statement in self._project.statements)

    def _is_posted_under_another_id(self, addition: Alteration) -> bool:
        """Return whether the entry itself was posted here, too, under an id that it does not have there."""
        here = self.ids.alteration(addition)
        assert isinstance(here.subject, EntrySubject), "it is an entry"
        assert isinstance(addition.subject, EntrySubject), "it is an entry"
        key = here.subject.adjustment
        own, there = self._project.adjustment_by_id.get(key), self._other.adjustment_by_id[addition.subject.adjustment]
        entry = record_in(here.new, JournalEntry)
        for known in own.entries.values() if own else ():
            is_own = EntrySubject(key, known.id) in self._posted_here and there.entries.get(known.id) != known
            if is_own and replace(known, id=entry.id) == entry:
                self.ids.entries[addition.subject.adjustment, EntryId(addition.subject.entry)] = known.id
                return True
        return False

    def _is_same_thing(self, addition: Alteration, there: FactValue) -> bool:
        one, other = (record_in(value, RECORDS[addition.attribute]) for value in (there, addition.new))
        match one:
            case Line():
                return bool(_comparable(one.caption) == _comparable(other.caption) and one.section == other.section)
            case Adjustment():
                return bool(_comparable(one.name) == _comparable(other.name) or (one.kind and one.kind == other.kind))
        return False

    def _rename(self, addition: Alteration) -> None:
        self.taken.append(addition)
        match addition.subject:
            case LineSubject(_, line):
                caption = record_in(addition.new, Line).caption
                self.ids.lines[line] = LineId(self._line_ids.new(caption, line))
            case AdjustmentSubject(adjustment):
                name = record_in(addition.new, Adjustment).name
                self.ids.adjustments[adjustment] = AdjustmentId(self._adjustment_ids.new(name, adjustment))
            case EntrySubject(adjustment, entry):
                cell = record_in(addition.new, JournalEntry).legs[0].cell
                known = self._project.adjustment_by_id.get(self.ids.adjustments.get(adjustment, adjustment))
                there = self._other.adjustment_by_id[adjustment].entries
                given = [key for (owner, _), key in self.ids.entries.items() if owner == adjustment]
                key = entry_id(*cell, known.entries if known else (), there, given)
                self.ids.entries[adjustment, EntryId(entry)] = key

    def _identify_numbered(self, addition: Alteration) -> tuple[Alteration, ...]:
        numbered = NUMBERED[addition.attribute]
        known, record = numbered.of(self._project), record_in(addition.new, numbered.record)
        record = self.ids.of_record(record)
        for key, each in known.items():
            if numbered.identity(each) == numbered.identity(record):
                if key != record.id:
                    self.ids.numbered[addition.subject] = numbered.subject(key)
                return self._details(addition, numbered.subject(key))
        if record.id in known:
            self.taken.append(addition)
            self.ids.numbered[addition.subject] = numbered.subject(self._next_number(addition.attribute))
        return (addition,)

    def _next_number(self, attribute: str) -> str:
        """Return a number that none has or had, in either of the two projects."""
        numbered = NUMBERED[attribute]
        present = [key for project in (self._project, self._other) for key in numbered.of(project)]
        given = [number_of(here) for there, here in self.ids.numbered.items() if type(there) is numbered.subject]
        in_each = [
            next_number(project, (*present, *given), numbered.subject) for project in (self._project, self._other)
        ]
        return max(in_each, key=int)

    def _details(self, addition: Alteration, here: Subject) -> tuple[Alteration, ...]:
        """Return what the other project says otherwise of something that is here, too."""
        details = []
        for attribute in DETAILS.get(addition.attribute, ()):
            asked = replace(addition, attribute=attribute)
            value = KINDS[attribute].value
            own, others = value(self._project, replace(asked, subject=here)), value(self._other, asked)
            if not are_same(own, others):
                details.append(replace(asked, old=None, new=others))
        return tuple(details)


def _comparable(text: str) -> str:
    return " ".join(text.casefold().split())
