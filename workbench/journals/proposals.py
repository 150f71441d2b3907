"""What a kind of difference of the catalogue usually is in a project: its details, and rows to be filled in."""

from dataclasses import replace

from workbench.catalogue.differences import KindOfDifference, Occasion, UsualLine
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.journals.drafts import DraftLeg
from workbench.journals.lines import LineFinder
from workbench.languages import ENGLISH_CODE
from workbench.wording.names import with_capital


def proposed_rows(
    kind: KindOfDifference, occasion: Occasion, finder: LineFinder, language: str = ENGLISH_CODE
) -> tuple[DraftLeg, ...]:
    """Return a row for each line that an entry of a kind usually has, with its usual side, without amounts.

    A line that the project lacks, or of which it has several, is named in ``language``, to be chosen or inserted.
    ``occasion``: an entry at the opening date, or of a period.
    """
    project = finder.project
    rows: dict[LineId | str, DraftLeg] = {}
    for usual in kind.lines:
        if usual.when not in (occasion, Occasion.BOTH):
            continue
        lines = lines_like(usual, finder)
        line = lines[0] if len(lines) == 1 else None
        name = with_capital(usual.name_in(language))
        row = DraftLeg(project.line(line).name, line) if line else DraftLeg(name, kind=usual.kind, is_proposed=True)
        earlier = rows.get(line or name)
        is_on_both_sides = earlier is not None and earlier.is_usually_debit is not usual.is_debit
        rows[line or name] = replace(earlier or row, is_usually_debit=None if is_on_both_sides else usual.is_debit)
    return tuple(rows.values())


def lines_like(usual: UsualLine, finder: LineFinder) -> tuple[LineId, ...]:
    """Return the lines of the project that may be a usual line: by its concept, else by the first of its names."""
    statements = list(finder.project.of_kind(usual.statement))
    if usual.concept:
        with_concept = tuple(
            line.id
            for statement in statements
            for line in statement.lines_with(usual.concept)
            if line.id not in statement.total_of
        )
        if with_concept:
            return with_concept
    named = (
        tuple(dict.fromkeys(match.line.id for match in finder.match(name, statement=statement)))
        for statement in statements
        for name in usual.names
    )
    return next(filter(None, named), ())


def standards_in(kind: KindOfDifference, project: Project) -> tuple[str, str]:
    """Return the standards of a kind under the frameworks of a project; "" under any that the catalogue lacks."""
    source, target = project.frameworks
    return kind.standard_under(source.name), kind.standard_under(target.name)
