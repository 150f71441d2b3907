"""The originals: each sample as it was read and pasted as values, with the project that it states."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property

from tests.mutating.amounts import Figure, figure_in
from tests.mutating.places import Place, cell_at, pasted_as_values, place_of
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.importing import project_from
from workbench.resources import sample
from workbench.workbooks import SourceWorkbook, begin_reading


@dataclass(frozen=True)
class Book:
    """An original. ``as_read``: with its formulas; ``workbook``: without them, and this is what slips are made in.

    ``told``: what some cells state where a heading says something else of them than in the original.
    """

    as_read: SourceWorkbook
    workbook: SourceWorkbook
    told: Map[Place, SourceFigure] = Map()

    @property
    def name(self) -> str:
        return self.workbook.name

    @cached_property
    def project(self) -> Project:
        return project_from([self.workbook])

    @cached_property
    def stated(self) -> dict[Place, SourceFigure]:
        """What each cell states, blanks left out, in reading order."""
        stated = {place_of(one.cell): one for one in self.project.source_figures if one.amount is not None}
        return stated | dict(self.told)

    @cached_property
    def entries(self) -> dict[Place, SourceFigure]:
        return {place: stated for place, stated in self.stated.items() if stated.role is FigureRole.ENTRY}

    def retold(self, told: Map[Place, SourceFigure]) -> "Book":
        """Return the book as its headings would have it; what was imported of it is taken along."""
        retold = replace(self, told=told)
        retold.__dict__["project"] = self.project
        return retold

    @cached_property
    def figures(self) -> dict[Place, Figure]:
        return {place: figure_in(cell_at(self.workbook, place)) for place in self.stated}

    def rows(self) -> Iterable[tuple[str, int]]:
        """Return (sheet, row) of each row that states a figure."""
        return dict.fromkeys((place.sheet, place.row) for place in self.stated)


def book_of(workbook: SourceWorkbook) -> Book:
    return Book(workbook, pasted_as_values(workbook))


@cache
def samples() -> tuple[Book, ...]:
    """Return the five samples; reading them takes a process each."""
    reads = [begin_reading(path) for path in sorted(sample().parent.glob("*.xlsx"))]
    return tuple(book_of(read.workbook()) for read in reads)


def sample_named(name: str) -> Book:
    return next(book for book in samples() if book.name == name)
