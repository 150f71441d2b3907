"""What a kind of difference of the catalogue usually is in a project: its details, and rows to be filled in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.catalogue.differences import KindOfDifference, Occasion, UsualLine
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.journals.drafts import DraftLeg
from workbench.journals.lines import LineFinder
from workbench.languages import ENGLISH_CODE
from workbench.wording.names import with_capital


def proposed_rows(
    kind: KindOfDifference, occasion: Occasion, finder: LineFinder, language: str = ENGLISH_CODE
) -> tuple[DraftLeg, ...]:
    """Return a row for each line that an entry of a kind usually has, with its usual side, without amounts.

    A line that the project lacks is named in ``language``, to be chosen or inserted. ``occasion``: an entry at the
    opening date, or of a period.
    """
    project = finder.project
    rows: dict[LineId | str, DraftLeg] = {}
    for usual in kind.lines:
        if usual.when not in (occasion, Occasion.BOTH):
            continue
        line = usual_line_in(usual, finder)
        name = with_capital(usual.name_in(language))
        row = DraftLeg(project.line(line).name, line) if line else DraftLeg(name, kind=usual.kind)
        earlier = rows.get(line or name)
        is_on_both_sides = earlier is not None and earlier.is_usually_debit is not usual.is_debit
        rows[line or name] = replace(earlier or row, is_usually_debit=None if is_on_both_sides else usual.is_debit)
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
