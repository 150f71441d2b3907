"""The findings of an import: facts about the cells that they point at."""

from collections.abc import Sequence

from workbench.domain.facts import Fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, SourceFigure
from workbench.domain.subjects import PROJECT, FigureSubject, SourceSubject, Subject

CHECK = CheckId("import")


def information(told: Fact, where: Sequence[CellRef]) -> Finding:
    """Return information about the first place in ``where``, or about what all of them have in common."""
    return Finding(CHECK, FindingStatus.INFORMATION, told, None, tuple(where), place_of(where))


def warning(told: Fact, where: Sequence[CellRef]) -> Finding:
    """Return a warning about the first place in ``where``, or about what all of them have in common."""
    return Finding(CHECK, FindingStatus.WARNING, told, None, tuple(where), place_of(where))


def place_of(cells: Sequence[CellRef]) -> Subject:
    """Return the first of cells on one sheet; the sheet, the file, or the whole import that cells share otherwise."""
    if not cells:
        return PROJECT
    first = cells[0]
    if any(cell.file != first.file for cell in cells):
        return PROJECT
    if any(cell.sheet != first.sheet for cell in cells):
        return SourceSubject(CellRef(first.file, ""))
    return SourceSubject(first)


def subject_of_figure(project: Project, figure: SourceFigure) -> FigureSubject:
    """Return the figure of the project that a cell states."""
    statement = project.statement_of(figure.line)
    return FigureSubject(statement.id, figure.line, figure.period, figure.role, figure.adjustment_or_currency)
