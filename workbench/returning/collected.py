"""What was found in a returned workbook so far: proposals, and what is said besides."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from workbench.commands.alteration_kinds import KINDS
from workbench.commands.altered_values import UNFIT
from workbench.commands.comments import next_number
from workbench.commands.entries import EFFECT
from workbench.domain.facts import Fact, FactValue, Told, fact
from workbench.domain.ids import Ids
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import CommentSubject, OpenItemSubject, Subject, TickSubject, UncorrectedSubject
from workbench.domain.trail import Alteration
from workbench.engine import Engine, Results
from workbench.exporting.writable_text import text_in_cell
from workbench.merging import Answer, Change, Proposal
from workbench.phrases import ENGLISH, Words
from workbench.returning.cell_values import plain
from workbench.wording import say_fact

MOST_CELLS_NAMED = 8
Changes = Mapping[Answer, tuple[Change, ...]]


class Collected:
    """Takes what a reviewer did, and compares it with the open project: what it has already is left out.

    ``words``: in the language of the workbook. ``now``: the time of what the file gives no time for.
    """

    def __init__(self, project: Project, file: str, words: Words, now: datetime) -> None:
        self.project = project
        self.file = file
        self.words = words
        self.now = now
        self.remarks: list[Fact] = []
        self._proposals: dict[str, Proposal] = {}

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(self._proposals.values())

    def say(self, remark: Fact) -> None:
        """Say something besides, once."""
        if remark not in self.remarks:
            self.remarks.append(remark)

    def say_cells(self, key: str, sheet: str, cells: Sequence[str]) -> None:
        """Say something of cells, if there are any; the first are named."""
        if cells:
            named = ", ".join(cells[:MOST_CELLS_NAMED]) + ("…" if len(cells) > MOST_CELLS_NAMED else "")
            self.say(fact(key, sheet=sheet, cells=named))

    def as_shown(self, value: FactValue | None) -> FactValue | None:
        """Return a value as a cell of the workbook shows it: a text may be too long for one."""
        return plain(text_in_cell(value, self.words)) if isinstance(value, str) else value

    @cached_property
    def results(self) -> Results:
        """The results of the open project."""
        return Engine().results(self.project)

    @cached_property
    def line_ids(self) -> Ids:
        """Gives new lines their ids."""
        return Ids(line.id for statement in self.project.statements for line in statement.lines)

    @cached_property
    def adjustment_ids(self) -> Ids:
        """Gives new differences their ids."""
        return Ids(adjustment.id for adjustment in self.project.adjustments)

    @cached_property
    def comment_numbers(self) -> Iterator[str]:
        return _numbers_from(next_number(self.project, self.project.comments, CommentSubject))

    @cached_property
    def item_numbers(self) -> Iterator[str]:
        return _numbers_from(next_number(self.project, self.project.open_items, OpenItemSubject))

    @cached_property
    def tick_numbers(self) -> Iterator[str]:
        return _numbers_from(next_number(self.project, self.project.ticks, TickSubject))

    @cached_property
    def uncorrected_numbers(self) -> Iterator[str]:
        return _numbers_from(next_number(self.project, self.project.uncorrected, UncorrectedSubject))

    def cell(self, place: str) -> CellRef:
        """Return a place of the file as the place of a source."""
        sheet, _, cell = place.rpartition("!")
        return CellRef(self.file, sheet, cell)

    def take_alteration(
        self,
        subject: Subject,
        attribute: str,
        old: FactValue | None,
        new: FactValue | None,
        place: str,
        *,
        why: Fact | None = None,
        changes: Changes | None = None,
    ) -> None:
        """Take that an attribute, ``old`` at export, is ``new`` in the file; ``why``: why that is asked, if it is.

        ``changes``: what answers do; without them, to take it is to set the attribute.
        """
        alteration = Alteration(subject, attribute, self.name_of(subject), old, new)
        try:
            ours = KINDS[attribute].value(self.project, alteration)
        except UNFIT:
            self.add(subject, attribute, old, None, new, place, {}, why=fact("returned-subject-gone"))
            return
        if _is_equal(attribute, ours, new):
            return
        if why is None and not _is_equal(attribute, ours, old):
            why = fact("returned-changed-in-both")
        self.add(
            subject,
            attribute,
            old,
            ours,
            new,
            place,
            {Answer.TAKE: (alteration,)} if changes is None else changes,
            why=why,
        )

    def add(
        self,
        subject: Subject,
        attribute: str,
        old: FactValue | None,
        ours: FactValue | None,
        new: FactValue | None,
        place: str,
        changes: Changes,
        *,
        why: Fact | None = None,
        what: Told | None = None,
    ) -> None:
        """Add a proposal; it is asked if there is a reason. ``what``: what it is about, if that is not its subject."""
        stem = f"{attribute}:{subject.key}"
        key, number = stem, 1
        while key in self._proposals:
            number += 1
            key = f"{stem}:{number}"
        self._proposals[key] = Proposal(
            key=key,
            what=what or name_of_subject(self.project, subject),
            subject=subject,
            attribute=attribute,
            old=old,
            ours=ours,
            new=new,
            changes=Map(changes),
            place=place,
            is_asked=why is not None,
            why=why,
        )

    def name_of(self, subject: Subject) -> str:
        """Return what a subject is called, as the trail keeps it."""
        return say_fact(name_of_subject(self.project, subject), ENGLISH)


def _is_equal(attribute: str, one: FactValue | None, other: FactValue | None) -> bool:
    """True if two values are the same; an effect of nil is none."""
    if attribute == EFFECT:
        return (one or Decimal(0)) == (other or Decimal(0))
    return one == other


def _numbers_from(first: str) -> Iterator[str]:
    number = int(first)
    while True:
        yield str(number)
        number += 1
