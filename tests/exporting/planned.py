"""Where a review workbook shows what: taken from its layout, never from known rows and columns."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.sax.saxutils import unescape

from workbench.checks.expressions import Figure
from workbench.clock import present_time
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.review_workbook_marks import SWITCH_NAME
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineRole, Statement
from workbench.engine import Results
from workbench.exporting.check_formulas import Place
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import PlannedCell, WorkbookLayout, relative_reference
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.phrases import ENGLISH, Words

SWITCH = re.compile(rf"<definedName name=\"{SWITCH_NAME}([^\"]*)\"[^>]*>'?([^<]*?)'?!\$([A-Z]+)\$(\d+)</definedName>")
ENTITIES = {"&quot;": '"', "&apos;": "'"}
SHEET = re.compile(r'<sheet name="([^"]*)"[^>]* r:id="([^"]*)"')
TARGET = re.compile(r'Id="([^"]*)"[^>]*Target="/?(?:xl/)?([^"]*)"|Target="/?(?:xl/)?([^"]*)"[^>]*Id="([^"]*)"')


@dataclass(frozen=True)
class Shown:
    """A figure with the cell that shows it. ``adjustment``: of an effect, else empty."""

    line: Line
    period: PeriodId
    role: FigureRole
    adjustment: AdjustmentId
    place: Place
    cell: PlannedCell | None

    @property
    def ref(self) -> str:
        return relative_reference(self.place.row, self.place.column)


@dataclass(frozen=True)
class Planned:
    """A layout, with the places that its own checks refer to."""

    layout: WorkbookLayout
    places: WorkbookPlaces

    def figures(self) -> Iterator[Shown]:
        """Yield each figure of the reconciled sheets: as reported, each effect, the result."""
        for sheet in self.places.reconciled_sheets:
            roles = [
                (FigureRole.AS_REPORTED, AdjustmentId("")),
                *((FigureRole.ADJUSTMENT, adjustment.id) for adjustment in sheet.adjustments),
                (FigureRole.RESULT, AdjustmentId("")),
            ]
            for line in lines_with_figures(sheet.statement):
                for role, adjustment in roles:
                    place = self.places.figure(Figure(line.id, sheet.period, role, adjustment))
                    assert place is not None
                    cell = sheet.sheet.cells.get((place.row, place.column))
                    yield Shown(line, sheet.period, role, adjustment, place, cell)


def planned(results: Results, words: Words = ENGLISH) -> Planned:
    """Return the layout of the review workbook, and the places as it makes them."""
    made: list[WorkbookPlaces] = []

    def remember(*parts: Any, **named: Any) -> WorkbookPlaces:
        made.append(WorkbookPlaces(*parts, **named))
        return made[-1]

    with patch("workbench.exporting.review_workbook.WorkbookPlaces", remember):
        layout = lay_out_review_workbook(results, present_time(), words)
    (places,) = made
    return Planned(layout, places)


def lines_with_figures(statement: Statement) -> Iterator[Line]:
    return (line for line in statement.lines if line.role is not LineRole.HEADING)


def switches_in(review: Path) -> dict[AdjustmentId, tuple[str, str]]:
    """Return the sheet and the reference of each switch, by the defined names of the file."""
    with zipfile.ZipFile(review) as archive:
        book = archive.read("xl/workbook.xml").decode()
    return {
        AdjustmentId(unescape(key, ENTITIES)): (unescape(sheet, ENTITIES).replace("''", "'"), f"{column}{row}")
        for key, sheet, column, row in SWITCH.findall(book)
    }


def parts_of_sheets(review: Path) -> dict[str, str]:
    """Return the part of the file that holds each sheet, by name."""
    with zipfile.ZipFile(review) as archive:
        book = archive.read("xl/workbook.xml").decode()
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    targets = {one or other: f"xl/{target or path}" for one, target, path, other in TARGET.findall(relations)}
    return {unescape(name, ENTITIES): targets[key] for name, key in SHEET.findall(book)}


def with_numbers(source: Path, target: Path, typed: Iterable[tuple[str, str, object]]) -> Path:
    """Write a copy of the workbook with numbers typed into cells, be there a number or a formula, and nothing else.

    ``typed``: sheet, reference, number.
    """
    parts, by_part = parts_of_sheets(source), dict[str, list[tuple[str, object]]]()
    for sheet, ref, amount in typed:
        by_part.setdefault(parts[sheet], []).append((ref, amount))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename in by_part:
                text = content.decode()
                for ref, amount in by_part[part.filename]:
                    text = _with_number(text, ref, amount)
                content = text.encode()
            new.writestr(part.filename, content)
    return target


def _with_number(sheet: str, ref: str, amount: object) -> str:
    """Return the XML of a sheet with a number in one cell."""
    start = sheet.index(f'<c r="{ref}"')
    end = sheet.index(">", start)
    attributes = re.sub(r' t="[a-z]+"', "", sheet[start:end])
    after = end + 1 if sheet[end - 1] == "/" else sheet.index("</c>", start) + len("</c>")
    return f"{sheet[:start]}{attributes.rstrip('/')}><v>{amount}</v></c>{sheet[after:]}"
