"""Where two projects began to differ, and what each has altered since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from workbench.commands.imports import IMPORTED
from workbench.commands.rebase import Key, alterations_since_import
from workbench.commands.statement_lines import LINE
from workbench.commands.statements import STATEMENT
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.subjects import LineSubject, StatementSubject
from workbench.domain.trail import Alteration, TrailEntry
from workbench.errors import WorkbenchError
from workbench.merging.merged import MERGE

Steps = Sequence[TrailEntry]


@dataclass(frozen=True)
class Divergence:
    """What each project altered since they were one, in order. ``remarks``: what else is to be known.

    ``taken_here``, ``taken_there``: what each last took over by merging.
    """

    here: tuple[Alteration, ...]
    there: tuple[Alteration, ...]
    taken_here: frozenset[Key]
    taken_there: frozenset[Key]
    remarks: tuple[Fact, ...] = ()


def divergence(project: Project, other: Project, file: str) -> Divergence:
    """Return what ``project`` and ``other`` altered since their last common step, else since their common import.

    Raises WorkbenchError if they have neither.
    """
    steps, others = tuple(project.trail), tuple(other.trail)
    number = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(steps, others, strict=False)))
    here, there = _alterations(steps[number:]), _alterations(others[number:])
    remarks: tuple[Fact, ...] = ()
    if not number or any(altered.attribute == IMPORTED for altered in (*here, *there)):
        here, there = tuple(alterations_since_import(project)), tuple(alterations_since_import(other))
        if not number and not _has_common_import(project, other) and not _begins_alike(project, other, here, there):
            raise WorkbenchError(
                "{file} has nothing in common with this project: neither a step nor an imported file. Choose a copy of "
                "this project in which somebody else has worked.",
                file=file,
            )
        remarks = tuple(_remarks(project, other, file))
    return Divergence(here, there, _keys_taken(steps[number:]), _keys_taken(others[number:]), remarks)


def _alterations(steps: Steps) -> tuple[Alteration, ...]:
    return tuple(altered for step in steps for altered in step.alterations)


def _keys_taken(steps: Steps) -> frozenset[Key]:
    """Return what the steps last altered by merging."""
    is_taken = {altered.key: step.description.key == MERGE for step in steps for altered in step.alterations}
    return frozenset(key for key, by_merging in is_taken.items() if by_merging)


def _hashes(project: Project) -> dict[str, str]:
    return {source.sha256: source.name for source in project.sources}


def _has_common_import(project: Project, other: Project) -> bool:
    return not _hashes(project).keys().isdisjoint(_hashes(other))


def _begins_alike(project: Project, other: Project, here: Iterable[Alteration], there: Iterable[Alteration]) -> bool:
    """Return whether two projects without sources began with the same lines, under the same name."""
    lines = _first_lines(project, here)
    is_from_files = project.sources or other.sources
    return not is_from_files and project.entity == other.entity and bool(lines) and lines == _first_lines(other, there)


def _first_lines(project: Project, since: Iterable[Alteration]) -> set[tuple[StatementId, LineId]]:
    """Return the lines that a project had before some alterations of it."""
    lines = {(statement.id, line.id) for statement in project.statements for line in statement.lines}
    for altered in reversed(tuple(since)):
        match altered.subject, altered.attribute:
            case LineSubject(statement, line), attribute if attribute == LINE:
                (lines.discard if altered.old is None else lines.add)((statement, line))
            case StatementSubject(statement), attribute if attribute == STATEMENT and altered.old is None:
                lines = {line for line in lines if line[0] != statement}
    return lines


def _remarks(project: Project, other: Project, file: str) -> Iterable[Fact]:
    """Yield which sources only one of the two projects rests on: what they state is not compared."""
    own, others = _hashes(project), _hashes(other)
    if only_there := tuple(name for key, name in others.items() if key not in own):
        yield fact("merge-of-other-sources", file=file, sources=only_there, count=len(only_there))
    if only_here := tuple(name for key, name in own.items() if key not in others):
        yield fact("merge-without-sources", file=file, sources=only_here, count=len(only_here))
