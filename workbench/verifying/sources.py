"""The sources of a file: each byte for byte, and each figure read from its cell once more."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from workbench.amount_text import amount_in
from workbench.domain.amounts import cut_to_decimals, format_exactly
from workbench.domain.statements import LineUnit
from workbench.errors import WorkbenchError
from workbench.exporting.writable_text import text_in_cell
from workbench.importing.sheets.readings import Readings
from workbench.phrases import ENGLISH, phrase
from workbench.verifying.verification import Deviation, DeviationKind, Unverified, cell_deviation
from workbench.workbooks import READABLE, CellKind, Sheet, SheetCell, SourceWorkbook, begin_reading

DECIMAL_MARKS = (".", ",")
MOST_DECIMALS = sorted({unit.most_decimals for unit in LineUnit})


class KnownSource(NamedTuple):
    """A source as a file knows it: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


class StatedFigure(NamedTuple):
    """What was read in a cell of a source: ``raw``, its text, and the ``amount`` that it was taken for."""

    file: str
    sheet: str
    cell: str
    line: str
    raw: str
    amount: Decimal | None


@dataclass
class SourcesRead:
    """What comparing the sources found. ``figures``: how many were read again."""

    deviations: list[Deviation]
    unverified: list[Unverified]
    sources: int = 0
    figures: int = 0


def compare_sources(
    known: Sequence[KnownSource], files: Sequence[Path], figures: Iterable[StatedFigure], password: str
) -> SourcesRead:
    """Compare sources with ``files``, and the figures with their cells.

    Without any file nothing can be compared, and that is said. Raises WorkbenchError if a file cannot be opened.
    """
    read = SourcesRead([], [])
    if not files:
        if known:
            read.unverified.append(
                Unverified("no-sources", phrase("No source was given, so the figures are not compared with any."))
            )
        return read
    hashes = {path: _hash_of(path) for path in files}
    by_source: dict[str, list[StatedFigure]] = {}
    for figure in figures:
        by_source.setdefault(figure.file, []).append(figure)
    used: set[Path] = set()
    for source in known:
        same = [path for path in files if hashes[path] == source.sha256]
        other = [path for path in files if path.name == source.name]
        used.update(same or other)
        if same:
            read.sources += 1
        elif other:
            message = phrase("The source {file} has changed: it is not the file that was imported.", file=source.name)
            read.deviations.append(Deviation(DeviationKind.SOURCE_CHANGED, message, source.name))
        else:
            message = phrase("The source {file} is missing. Name it after the file that is verified.", file=source.name)
            read.deviations.append(Deviation(DeviationKind.SOURCE_MISSING, message, source.name))
        for path in (same or other)[:1]:
            _read_again(read, path, by_source.get(source.name, []), password, is_same=bool(same))
    for path in files:
        if path not in used:
            message = phrase("{file} is none of the sources; it was not compared.", file=path.name)
            read.unverified.append(Unverified("not-a-source", message))
    return read


def _hash_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WorkbenchError("{file} cannot be read: {reason}.", file=str(path), reason=str(error.strerror)) from None


def _read_again(
    read: SourcesRead, path: Path, figures: Sequence[StatedFigure], password: str, *, is_same: bool
) -> None:
    """Compare the figures of a source with its cells; of a changed source, as far as it can be read."""
    if not figures:
        return
    if path.suffix.lower() not in READABLE:
        message = phrase("{file} is an earlier project: its bytes were compared, its figures were not.", file=path.name)
        read.unverified.append(Unverified("earlier-project", message))
        return
    if is_same:
        workbook = begin_reading(path, password).workbook()
    else:
        try:
            workbook = begin_reading(path, password).workbook()
        except WorkbenchError:
            return
    read.figures += len(figures)
    read.deviations += _figures_unlike(workbook, figures)


def _figures_unlike(workbook: SourceWorkbook, figures: Sequence[StatedFigure]) -> Iterator[Deviation]:
    readings = Readings(workbook)
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    cells = {name: {cell.ref: cell for cell in sheet.cells} for name, sheet in sheets.items()}
    for figure in figures:
        sheet = sheets.get(figure.sheet)
        cell = cells.get(figure.sheet, {}).get(figure.cell)
        if sheet is not None and _is_stated(readings, sheet, cell, figure):
            continue
        found = None if cell is None else cell.text
        expected = figure.raw or (None if figure.amount is None else format_exactly(figure.amount))
        if found == expected and figure.amount is not None:
            expected = format_exactly(figure.amount)
        yield cell_deviation(
            DeviationKind.SOURCE_FIGURE, figure.file, figure.sheet, figure.cell, figure.line, expected, found
        )


def _is_stated(readings: Readings, sheet: Sheet, cell: SheetCell | None, figure: StatedFigure) -> bool:
    """True if the cell holds the text that was read, and the amount is that text's, in some scale and sign."""
    if cell is None:
        return figure.amount is None and not figure.raw
    is_calculated_here = cell.kind is CellKind.NO_RESULT
    if not is_calculated_here and text_in_cell(cell.text, ENGLISH) != figure.raw:
        return False
    if figure.amount is None:
        return True
    return any(_is_scaled(amount, figure.amount) for amount in _amounts_of(readings, sheet, cell))


def _amounts_of(readings: Readings, sheet: Sheet, cell: SheetCell) -> Iterator[Decimal]:
    """Yield what a cell may state: whoever imported it may have chosen another decimal mark."""
    reading = readings.read(sheet, cell)
    if reading is not None and reading.amount is not None:
        yield reading.amount
    if cell.kind is CellKind.TEXT:
        for mark in DECIMAL_MARKS:
            with suppress(ValueError):
                amount = amount_in(cell.text, mark)
                if amount is not None:
                    yield amount


def _is_scaled(read: Decimal, taken: Decimal) -> bool:
    """True if one amount is the other with a moved decimal point or another sign, cut as figures are cut."""
    for decimals in MOST_DECIMALS:
        one, other = abs(cut_to_decimals(read, decimals).amount), abs(taken)
        if one == other or (one and other and one.scaleb(other.adjusted() - one.adjusted()) == other):
            return True
    return False
