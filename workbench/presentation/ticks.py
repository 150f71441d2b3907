"""Ticks by the cells that show them, and what their signs mean."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import FigureSubject, Subject
from workbench.domain.ticks import SIGNS, STANDARD_TICKS, Tick
from workbench.phrases import Words
from workbench.presentation.remarks import RemarkedCell, cells_of
from workbench.wording.names import meaning_of_tick

TicksByCell: TypeAlias = Mapping[RemarkedCell, tuple[Tick, ...]]


class Sign(NamedTuple):
    """A sign for ticks with what it means. ``is_own``: the user's own, not one of every project."""

    sign: str
    meaning: str
    is_own: bool


def signs_of(project: Project, words: Words) -> tuple[Sign, ...]:
    """Return the signs of every project, then the user's own."""
    standard = (Sign(sign, meaning_of_tick(tick, words), is_own=False) for tick, sign in SIGNS.items())
    own = (Sign(sign, meaning, is_own=True) for sign, meaning in project.own_signs.items())
    return (*standard, *own)


def meaning_of(project: Project, sign: str, words: Words) -> str:
    """Return what a sign means: ``rolls forward``; the sign itself if nothing says so."""
    if sign in STANDARD_TICKS:
        return meaning_of_tick(STANDARD_TICKS[sign], words)
    return project.own_signs.get(sign, sign)


def ticks_by_cell(project: Project) -> TicksByCell:
    """Return the ticks of every cell that has some, in the order in which they were put there."""
    found: dict[RemarkedCell, tuple[Tick, ...]] = {}
    for tick in project.ticks.values():
        for subject in places_of(project, tick):
            for cell in cells_of(project, subject):
                found[cell] = (*found.get(cell, ()), tick)
    return found


def places_of(project: Project, tick: Tick) -> Iterator[Subject]:
    """Yield the subject of a tick; if it holds everywhere, also the same figure in the other statements.

    That is the figure of the same concept, in the same period and column, if it is the same amount as reported.
    """
    yield tick.subject
    if not (tick.is_everywhere and isinstance(tick.subject, FigureSubject)):
        return
    figure, home = tick.subject, project.statement_by_id.get(tick.subject.statement)
    line = home.line_by_id.get(figure.line) if home else None
    if home is None or line is None or line.concept is None or figure.period not in home.column_of:
        return
    if figure.role not in (FigureRole.AS_REPORTED, FigureRole.RESULT):
        return
    amount = home.figure(line.id, figure.period)
    for other in project.statements:
        same = other.line_with(line.concept) if other.id != home.id and figure.period in other.column_of else None
        if same and amount is not None and other.figure(same.id, figure.period) == amount:
            yield FigureSubject(other.id, same.id, figure.period, figure.role)


def ticks_on(project: Project, subject: Subject) -> tuple[Tick, ...]:
    """Return the ticks that were put on a subject, in their order."""
    return tuple(tick for tick in project.ticks.values() if tick.subject == subject)
