"""Ticks: putting a sign on a figure, a line, a statement, a difference or an entry; and signs of the user's own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable
from workbench.commands.comments import next_number, refuse_as_text
from workbench.commands.journals import record_of
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.project import Project
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    LineSubject,
    SignSubject,
    StatementSubject,
    TickSubject,
)
from workbench.domain.ticks import LONGEST_SIGN, STANDARD_TICKS, Tick, TickId
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

TICK, SIGN_OF_TICK, TICK_EVERYWHERE = "tick", "tick sign", "tick everywhere"
"""The attributes of a tick that are altered: that it is there, its sign, and 1 or 0 for everywhere or not."""
OWN_SIGN = "own sign"
"""The attribute of a sign of the user's own that is altered: what it means."""
TICKED = (FigureSubject, LineSubject, StatementSubject, AdjustmentSubject, EntrySubject)
"""What can be ticked."""


@dataclass(frozen=True, slots=True)
class AddTick(Command):
    """Put a sign on a subject. ``although_gone``: the subject was there, before another import.

    Raises WorkbenchError for an unknown sign, for one that the subject has already, for a subject that is not there,
    and for one that is not ticked.
    """

    tick: Tick
    although_gone: bool = False

    def describe(self, project: Project) -> Fact:
        return fact("add-tick", sign=self.tick.sign, subject=name_of_subject(project, self.tick.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _alteration(project, self.tick, TICK, None, fact_of_tick(self.tick))

    def apply(self, project: Project) -> Project:
        tick = self.tick
        if not isinstance(tick.subject, TICKED):
            raise WorkbenchError("Only figures, lines, statements, differences and entries are ticked. Choose one.")
        if not self.although_gone and not has_subject(project, tick.subject):
            raise WorkbenchError("What is ticked is no longer there. Choose something else.")
        if tick.id in project.ticks:
            raise WorkbenchError("There is already a tick '{id}'. Add it under another id.", id=tick.id)
        for text in (tick.id, tick.subject.key, tick.by):
            refuse_unwritable(text)
        return _with(project, tick)


@dataclass(frozen=True, slots=True)
class ChangeTick(Command):
    """Give a tick another sign, or let it hold everywhere, or only where it stands."""

    tick: TickId
    sign: str
    is_everywhere: bool

    @classmethod
    def of(cls, tick: Tick) -> "ChangeTick":
        """Return the edit that leaves ``tick`` as it is."""
        return cls(tick.id, tick.sign, tick.is_everywhere)

    def describe(self, project: Project) -> Fact:
        return fact("change-tick", subject=name_of_subject(project, require_tick(project, self.tick).subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_tick(project, self.tick)
        if known.sign != self.sign:
            yield _alteration(project, known, SIGN_OF_TICK, known.sign, self.sign)
        if known.is_everywhere != self.is_everywhere:
            yield _alteration(project, known, TICK_EVERYWHERE, int(known.is_everywhere), int(self.is_everywhere))

    def apply(self, project: Project) -> Project:
        known = require_tick(project, self.tick)
        changed = replace(known, sign=self.sign, is_everywhere=self.is_everywhere)
        return project if changed == known else _with(project, changed)


@dataclass(frozen=True, slots=True)
class RemoveTick(Command):
    """Take a tick off."""

    tick: TickId

    def describe(self, project: Project) -> Fact:
        known = require_tick(project, self.tick)
        return fact("remove-tick", sign=known.sign, subject=name_of_subject(project, known.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_tick(project, self.tick)
        yield _alteration(project, known, TICK, fact_of_tick(known), None)

    def apply(self, project: Project) -> Project:
        require_tick(project, self.tick)
        return replace(project, ticks=project.ticks.without(self.tick))


@dataclass(frozen=True, slots=True)
class KeepSign(Command):
    """Keep a sign of the user's own, or give one another meaning.

    Raises WorkbenchError for a sign that is too long, has spaces or is one of every project, and without a meaning.
    """

    sign: str
    meaning: str

    def describe(self, project: Project) -> Fact:
        return fact("keep-sign", sign=self.sign)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        old, new = project.own_signs.get(self.sign), self.meaning.strip()
        yield Alteration(SignSubject(self.sign), OWN_SIGN, self.sign, old, new)

    def apply(self, project: Project) -> Project:
        meaning = self.meaning.strip()
        refuse_as_sign(self.sign)
        refuse_as_text(meaning)
        if project.own_signs.get(self.sign) == meaning:
            return project
        return replace(project, own_signs=project.own_signs.with_items({self.sign: meaning}))


@dataclass(frozen=True, slots=True)
class RemoveSign(Command):
    """Take a sign of the user's own out. Raises WorkbenchError while a tick has it."""

    sign: str

    def describe(self, project: Project) -> Fact:
        return fact("remove-sign", sign=self.sign)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield Alteration(SignSubject(self.sign), OWN_SIGN, self.sign, project.own_signs.get(self.sign), None)

    def apply(self, project: Project) -> Project:
        if self.sign not in project.own_signs:
            raise WorkbenchError("There is no sign '{sign}' of your own. Choose another.", sign=self.sign)
        if any(tick.sign == self.sign for tick in project.ticks.values()):
            raise WorkbenchError("There are ticks with the sign '{sign}'. Take them off first.", sign=self.sign)
        return replace(project, own_signs=project.own_signs.without(self.sign))


def new_tick_id(project: Project) -> TickId:
    """Return the id of the next tick: a number that none has or had, also of those that were taken off."""
    return TickId(next_number(project, project.ticks, TickSubject))


def require_tick(project: Project, tick: TickId) -> Tick:
    """Return the tick. Raises WorkbenchError if the project has none of that id."""
    known = project.ticks.get(tick)
    if known is None:
        raise WorkbenchError("The tick is no longer there. Choose another.")
    return known


def refuse_as_sign(sign: str) -> None:
    """Raise WorkbenchError for what cannot be a sign of the user's own."""
    refuse_unwritable(sign)
    if not sign or len(sign) > LONGEST_SIGN or not sign.isprintable() or any(map(str.isspace, sign)):
        raise WorkbenchError(
            "A sign has one to {longest} characters and no spaces. Enter another one.", longest=LONGEST_SIGN
        )
    if sign in STANDARD_TICKS:
        raise WorkbenchError("'{sign}' is a sign of every project. Choose another for your own.", sign=sign)


def fact_of_tick(tick: Tick) -> Fact:
    """Return the fact that a tick is there; its ``record`` is what makes it again."""
    return fact("added-tick", sign=tick.sign, record=record_of(tick))


def _alteration(
    project: Project, tick: Tick, attribute: str, old: FactValue | None, new: FactValue | None
) -> Alteration:
    name = say_fact(name_of_subject(project, tick.subject), ENGLISH)
    return Alteration(TickSubject(tick.id), attribute, name, old, new)


def _with(project: Project, tick: Tick) -> Project:
    if tick.sign not in STANDARD_TICKS and tick.sign not in project.own_signs:
        raise WorkbenchError("Nothing says what the sign '{sign}' means. Say it first.", sign=tick.sign)
    for other in project.ticks.values():
        if other.id != tick.id and (other.sign, other.subject) == (tick.sign, tick.subject):
            raise WorkbenchError("This has the tick '{sign}' already. Choose another sign.", sign=tick.sign)
    return replace(project, ticks=project.ticks.with_items({tick.id: tick}))
