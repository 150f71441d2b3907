"""Merging another project: what only it changed is offered; what both changed otherwise is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.commands.adjustment_list import ORDER
from workbench.commands.alteration_kinds import KINDS
from workbench.commands.altered_values import UNFIT
from workbench.commands.command import name_of_cell
from workbench.commands.comments import ANSWERS
from workbench.commands.entries import EFFECT
from workbench.commands.figures import FIGURE, TOTAL
from workbench.commands.journals import ENTRY
from workbench.commands.lines import CONCEPT, PARTS
from workbench.commands.new_adjustments import ADDED
from workbench.commands.rebase import Key
from workbench.commands.statement_lines import LINE, PLACE
from workbench.commands.statements import PERIOD, STATEMENT
from workbench.commands.workings import WORKING
from workbench.domain.adjustments import Adjustment
from workbench.domain.facts import Fact, FactValue, Told, fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import MAY_REPEAT, Concept
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    LineSubject,
    StatementSubject,
    Subject,
)
from workbench.domain.trail import Alteration, net_alterations
from workbench.errors import WorkbenchError
from workbench.merging.additions import (
    NUMBERED,
    are_same,
    is_addition,
    is_removal,
    legs_in,
    record_in,
    subjects_in,
)
from workbench.merging.changes_of_other import cells_changed, changes_of_other
from workbench.merging.divergence import divergence
from workbench.merging.merged import make
from workbench.merging.other_ids import Identification
from workbench.merging.proposals import Answer, Change, Merge, Proposal
from workbench.phrases import Phrase, phrase
from workbench.progress import SILENT, Progress

WITH_WORKING = (FIGURE, TOTAL, EFFECT)
"""What the arithmetic of a figure comes with."""
COMPARING = phrase("Comparing the two projects")


def merge_of_project(project: Project, other: Project, file: str, progress: Progress = SILENT) -> Merge:
    """Return what ``other``, read from ``file``, changed since it and ``project`` were one.

    Raises WorkbenchError if they never were.
    """
    progress.step(0, 0, COMPARING)
    return _Comparison(project, other, file).merge(progress)


class _Comparison:
    """Two projects. ``_working``: the open one with what is taken unless the user says otherwise."""

    def __init__(self, project: Project, other: Project, file: str) -> None:
        self._project, self._other, self._file = project, other, file
        self._split = divergence(project, other, file)
        self._working = project
        changes = changes_of_other(project, other, self._split.here, self._split.there)
        here = tuple(net_alterations(self._split.here))
        self._alterations, self._original, remarks = _as_here(project, other, changes.alterations, here)
        self._remarks = [*self._split.remarks, *remarks]
        if changes.unknown:
            self._remarks.append(fact("merge-of-a-later-version", file=file, count=changes.unknown))
        self._additions = {each.key: _key_of(each) for each in self._alterations if is_addition(each)}
        self._own = self._own_changes(here)
        typed = [altered for altered in here if altered.attribute == EFFECT]  # the same effect, by other entries there
        self._own_cells = {cell for altered in (*self._own.values(), *typed) for cell in cells_changed(altered)}

    def merge(self, progress: Progress) -> Merge:
        workings = {each.subject: each for each in self._alterations if each.attribute == WORKING}
        figures = {each.subject for each in self._alterations if each.attribute in WITH_WORKING}
        waiting = [each for each in self._alterations if each.attribute != WORKING or each.subject not in figures]
        proposals: dict[str, Proposal] = {}
        is_further, done = True, 0
        while waiting and is_further:
            again: list[Alteration] = []
            for altered in waiting:
                progress.step(done, len(self._alterations), COMPARING)
                working = workings.get(altered.subject) if altered.attribute in WITH_WORKING else None
                proposal = self._proposal(altered, working)
                if proposal is None:
                    done += 1
                elif proposal.changes:
                    done += 1
                    proposals[proposal.key] = proposal
                else:
                    proposals[proposal.key] = proposal
                    again.append(altered)
            waiting, is_further = again, len(again) < len(waiting)
        in_order = (proposals[key] for key in map(_key_of, self._alterations) if key in proposals)
        return Merge(self._file, tuple(in_order), tuple(self._remarks))

    def _own_changes(self, here: Iterable[Alteration]) -> dict[Key, Alteration]:
        """Return what the open project changed, without what both changed to the same."""
        there = {altered.key: altered.new for altered in self._alterations}
        return {
            altered.key: altered
            for altered in here
            if altered.key not in there or not are_same(altered.new, there[altered.key])
        }

    # ---- one alteration

    def _proposal(self, altered: Alteration, working: Alteration | None) -> Proposal | None:
        """Return what is proposed; nothing if it is so here, too. ``working``: the arithmetic that comes with it."""
        try:
            ours = self._value_here(altered)
        except UNFIT:
            return self._to_be_kept(altered, None, self._why_gone(altered))
        joined = _join(altered, ours)
        if joined is not None:
            altered = replace(altered, new=joined)
        if _are_alike(altered.attribute, ours, altered.new) or self._is_behind(altered):
            return self._proposal(working, None) if working else None
        why = None if joined is not None else self._why_asked(altered, ours)
        changes: tuple[Change, ...] = (altered, working) if working else (altered,)
        try:
            _, after = make(self._working, changes)
        except UNFIT as error:
            return self._to_be_kept(altered, ours, _why_unfit(error))
        if why is None:
            self._working = after
        taking = Map({Answer.TAKE: changes})
        return replace(self._to_be_kept(altered, ours, why), changes=taking, is_asked=why is not None)

    def _value_here(self, altered: Alteration) -> FactValue | None:
        value = KINDS[altered.attribute].value
        try:
            return value(self._project, altered)
        except UNFIT:
            return value(self._working, altered)

    def _to_be_kept(self, altered: Alteration, ours: FactValue | None, why: Fact | Phrase | None) -> Proposal:
        return Proposal(
            key=_key_of(altered),
            what=self._what(altered),
            subject=altered.subject,
            attribute=altered.attribute,
            old=altered.old,
            ours=ours,
            new=altered.new,
            changes=Map(),
            why=why,
            needs=self._needs(altered),
        )

    def _what(self, altered: Alteration) -> Told:
        if has_subject(self._project, altered.subject):
            return name_of_subject(self._project, altered.subject)
        return name_of_subject(self._other, self._original.get(altered.subject, altered.subject))

    # ---- why it is asked

    def _why_gone(self, altered: Alteration) -> Fact:
        needs = self._needs(altered)
        return fact("does-not-fit" if needs or has_subject(self._project, altered.subject) else "deleted-here")

    def _why_asked(self, altered: Alteration, ours: FactValue | None) -> Fact | None:
        if is_removal(altered) and self._has_own_work(altered):
            return fact("changed-here-deleted-there")
        if altered.attribute == ENTRY and (shared := cells_changed(altered) & self._own_cells):
            _, line, period = min(shared)
            return fact("both-changed-effect", cell=self._name_of_cell(line, period))
        if holder := self._other_holder_of_concept(altered):
            return fact("concept-given-otherwise", line=holder)
        if _are_alike(altered.attribute, ours, altered.old) or self._is_ahead(altered, ours):
            return None
        if altered.key not in self._own and (altered.attribute in (PLACE, ORDER) or _follows(altered, ours)):
            return None
        return fact("both-changed")

    def _has_own_work(self, removal: Alteration) -> bool:
        """Return whether the open project changed something of what the other one removed."""
        removed = removal.subject.key, removal.attribute
        return any(
            removed in _supports(altered.subject) and altered.key != removal.key for altered in self._own.values()
        )

    def _other_holder_of_concept(self, altered: Alteration) -> str:
        """Return the line to which the open project gave the concept that the other one gave to another line."""
        if altered.attribute != CONCEPT or altered.new is None or Concept(str(altered.new)) in MAY_REPEAT:
            return ""
        statement = getattr(altered.subject, "statement", None)
        for own in self._own.values():
            match own.subject:
                case LineSubject(owner) if own.attribute == CONCEPT and owner == statement:
                    if own.new == altered.new and own.subject != altered.subject:
                        return own.name
        return ""

    def _is_ahead(self, altered: Alteration, ours: FactValue | None) -> bool:
        """True if what is here was taken over from the other project, which has gone on since."""
        return altered.key in self._split.taken_here and any(
            each.key == altered.key and are_same(each.new, ours) for each in self._split.there
        )

    def _is_behind(self, altered: Alteration) -> bool:
        """True if what is there was taken over from the open project, which has gone on since."""
        return altered.key in self._split.taken_there and any(
            each.key == altered.key and are_same(each.new, altered.new) for each in self._split.here
        )

    def _name_of_cell(self, line: LineId, period: PeriodId) -> Fact:
        project = self._project if any(line in each.line_by_id for each in self._project.statements) else self._other
        return name_of_cell(project, (line, period))

    # ---- what it stands on

    def _needs(self, altered: Alteration) -> tuple[str, ...]:
        own = _key_of(altered)
        keys = (self._additions.get(key) for key in self._supports_of(altered))
        return tuple(dict.fromkeys(key for key in keys if key and key != own))

    def _supports_of(self, altered: Alteration) -> Iterator[Key]:
        """Yield what must be there for an alteration."""
        yield from _supports(altered.subject)
        match altered.attribute, altered.new:
            case attribute, Fact() as new if attribute == ENTRY:
                for leg in legs_in((new,)):
                    yield from self._supports_of_cell(leg.line, leg.period)
            case attribute, Fact() as new if attribute == ADDED:
                for statement, period in record_in(new, Adjustment).stated_for:
                    yield from _supports(StatementSubject(statement, period))
            case attribute, Fact() as new if attribute in NUMBERED:
                for subject in subjects_in(record_in(new, NUMBERED[attribute].record)).values():
                    yield from _supports(subject)
            case attribute, Fact() as new if attribute in (LINE, PLACE):
                yield from _supports(LineSubject(_statement(altered.subject), LineId(str(new["after"]))))
            case attribute, (int(), *parts) if attribute == PARTS:
                for part in parts:
                    if isinstance(part, tuple):
                        yield from _supports(LineSubject(_statement(altered.subject), LineId(str(part[0]))))

    def _supports_of_cell(self, line: LineId, period: PeriodId) -> Iterator[Key]:
        for project in (self._working, self._other):
            for statement in project.statements:
                if line in statement.line_by_id:
                    yield from _supports(FigureSubject(statement.id, line, period, FigureRole.AS_REPORTED))
                    return


def _as_here(
    project: Project, other: Project, alterations: Iterable[Alteration], own: Iterable[Alteration]
) -> tuple[tuple[Alteration, ...], dict[Subject, Subject], list[Fact]]:
    """Return alterations with the ids that they have here, what each subject is there, and what is beside another."""
    posted = {altered.subject for altered in own if altered.attribute == ENTRY and is_addition(altered)}
    identification = Identification(project, other, posted)
    identified: list[Alteration] = []
    for altered in alterations:
        identified += identification.identify(altered) if is_addition(altered) else (altered,)
    here = [(identification.ids.alteration(altered), altered.subject) for altered in identified]
    beside = [
        fact("merge-beside", what=name_of_subject(other, altered.subject))
        for altered in identification.taken
        if altered.attribute in (LINE, ADDED)
    ]
    return tuple(altered for altered, _ in here), {altered.subject: there for altered, there in here}, beside


def _key_of(altered: Alteration) -> str:
    return f"{altered.attribute}:{altered.subject.key}"


def _statement(subject: Subject) -> StatementId:
    assert isinstance(subject, LineSubject), "only a line has a place and parts"
    return subject.statement


def _why_unfit(error: Exception) -> Fact | Phrase:
    if isinstance(error, WorkbenchError):
        return error.sentence
    return fact("does-not-fit")


def _supports(subject: Subject) -> Iterator[Key]:
    """Yield what must be there for a subject, itself included, by the attribute that says that it is."""
    match subject:
        case FigureSubject(statement, line, period, role):
            yield from _supports(StatementSubject(statement, period))
            yield LineSubject(statement, line).key, LINE
            if role.is_of_an_adjustment:
                yield from _supports(AdjustmentSubject(subject.adjustment))
        case LineSubject(statement):
            yield from _supports(StatementSubject(statement))
            yield subject.key, LINE
        case StatementSubject(statement, period):
            yield StatementSubject(statement).key, STATEMENT
            if period:
                yield subject.key, PERIOD
        case AdjustmentSubject():
            yield subject.key, ADDED
        case EntrySubject(adjustment):
            yield from _supports(AdjustmentSubject(adjustment))
            yield subject.key, ENTRY
        case _:
            yield from ((subject.key, attribute) for attribute in NUMBERED)


def _follows(altered: Alteration, ours: FactValue | None) -> bool:
    """True for an effect that is nil, or unstated, only because another one was entered in its period."""
    return altered.attribute == EFFECT and not ours and not altered.old


# ---- values that can be joined


def _are_alike(attribute: str, one: FactValue | None, other: FactValue | None) -> bool:
    """Return whether two values are the same; two orders, if what both name stands in the same order."""
    if attribute == ORDER and isinstance(one, tuple) and isinstance(other, tuple):
        return [key for key in one if key in other] == [key for key in other if key in one]
    return are_same(one, other)


def _join(altered: Alteration, ours: FactValue | None) -> FactValue | None:
    """Return what both projects added to a list, one behind the other; None if that cannot be told, or is no list."""
    match altered.attribute, ours, altered.new:
        case attribute, (*own,), (*others,) if attribute == ANSWERS:
            known = altered.old if isinstance(altered.old, tuple) else ()
            return (*own, *(answer for answer in others if answer not in known and answer not in own))
        case attribute, (int(), *_), (int(), *_) if attribute == PARTS and ours != altered.old:
            return _join_parts(altered.old, ours, altered.new)
    return None


def _join_parts(old: FactValue | None, ours: FactValue, new: FactValue) -> FactValue | None:
    """Return the parts of a total with what either project put in or took out; None if both say otherwise of one."""
    if not isinstance(old, tuple) or not old:
        return None
    before, here, there = (_weights(value) for value in (old, ours, new))
    changed_here, changed_there = (
        {part for part in (*before, *after) if before.get(part) != after.get(part)} for after in (here, there)
    )
    if any(here.get(part) != there.get(part) for part in changed_here & changed_there):
        return None
    kept = {part: weight for part, weight in here.items() if part not in changed_there}
    joined = kept | {part: weight for part, weight in there.items() if part in changed_there}
    partial = _list(new if _list(ours)[0] == old[0] else ours)[0]
    return (partial, *joined.items())


def _weights(parts: FactValue) -> dict[FactValue, FactValue]:
    return {part[0]: part[1] for part in _list(parts)[1:] if isinstance(part, tuple)}


def _list(value: FactValue) -> tuple[FactValue, ...]:
    assert isinstance(value, tuple), "parts are a list"
    return value
