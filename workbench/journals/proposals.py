"""What a kind of difference of the catalogue usually is in a project: its details, and rows to be filled in."""

from collections.abc import Iterable, Iterator

from workbench.catalogue.differences import KindOfDifference, Occasion, UsualLine
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.journals.drafts import DraftLeg
from workbench.journals.lines import LineFinder


def proposed_rows(kind: KindOfDifference, occasion: Occasion, finder: LineFinder) -> tuple[DraftLeg, ...]:
    """Return a row for each line that an entry of a kind usually has, without amounts.

    A line that the project lacks is named, to be chosen or inserted. ``occasion``: an entry at the opening date, or of
    a period.
    """
    project = finder.project
    rows: dict[LineId | str, DraftLeg] = {}
    for usual in kind.lines:
        if usual.when not in (occasion, Occasion.BOTH):
            continue
        line = usual_line_in(usual, finder)
        if line is None:
            rows.setdefault(usual.names[0], DraftLeg(usual.names[0], kind=usual.kind))
        else:
            rows.setdefault(line, DraftLeg(project.line(line).name, line))
    return tuple(rows.values())


def usual_line_in(usual: UsualLine, finder: LineFinder) -> LineId | None:
    """Return the line of the project that is a usual line: by its concept, else by what it is called."""
    return next(_lines_like(usual, finder), None)


def _lines_like(usual: UsualLine, finder: LineFinder) -> Iterator[LineId]:
    project = finder.project
    statements = list(project.of_kind(usual.statement))
    for statement in statements if usual.concept else ():
        for line in statement.lines_with(usual.concept) if usual.concept else ():
            if line.id not in statement.total_of:
                yield line.id
    for statement in statements:
        yield from _lines_named(usual.names, statement, finder)


def _lines_named(names: Iterable[str], statement: Statement, finder: LineFinder) -> Iterator[LineId]:
    for name in names:
        for match in finder.match(name, statement=statement):
            yield match.line.id


def standards_in(kind: KindOfDifference, project: Project) -> tuple[str, str]:
    """Return the standards of a kind under the frameworks of a project; "" under any that the catalogue lacks."""
    source, target = project.frameworks
    return kind.standard_under(source.name), kind.standard_under(target.name)
