"""What the user made in a project, as its trail tells, and what a new workbook therefore leaves as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.commands.entries import EFFECT
from workbench.commands.journals import ENTRY
from workbench.commands.lines import CAPTION, PARTS
from workbench.domain.adjustments import EntryId
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey
from workbench.domain.subjects import EntrySubject, FigureSubject, LineSubject, Subject
from workbench.rolling.joined_statements import OwnLines


@dataclass(frozen=True)
class OwnWork:
    """``lines``: with captions or parts of the user's; ``effects`` and ``entries``: altered, of each difference."""

    lines: OwnLines
    effects: frozenset[tuple[AdjustmentId, FigureKey]]
    entries: frozenset[tuple[AdjustmentId, EntryId]]


def own_work(project: Project) -> OwnWork:
    """Return what the user altered in a project since it began."""
    altered = [(altered.attribute, altered.subject) for step in project.trail for altered in step.alterations]
    return OwnWork(
        OwnLines(frozenset(_lines_with(CAPTION, altered)), frozenset(_lines_with(PARTS, altered))),
        frozenset(
            (subject.adjustment, (subject.line, subject.period))
            for attribute, subject in altered
            if attribute == EFFECT and isinstance(subject, FigureSubject)
        ),
        frozenset(
            (subject.adjustment, EntryId(subject.entry))
            for attribute, subject in altered
            if attribute == ENTRY and isinstance(subject, EntrySubject)
        ),
    )


def _lines_with(attribute: str, altered: Iterable[tuple[str, Subject]]) -> Iterator[LineId]:
    return (subject.line for known, subject in altered if known == attribute and isinstance(subject, LineSubject))
