"""What the cells of a table show in addition to what they hold: thousands, different text, debit or credit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.amount_text import names_a_side
from workbench.domain.facts import Fact, Told, fact
from workbench.importing.language.vocabulary import currencies_in
from workbench.importing.sheets.readings import Reading
from workbench.importing.sheets.tables import TableRow
from workbench.workbooks import CellKind, CellStyle, SheetCell, column_letter, replacement_text, section_of

GENERAL = CellStyle().number_format
MIXED = 0
"""Replaces a scale if figures are shown in different scales."""


def scale_of_formats(rows: Iterable[TableRow]) -> int:
    """Return the divisor of the figures' number formats, 1 for none; ``MIXED`` if they differ."""
    scales = {reading.shown_in for row in rows for reading in row.readings.values() if reading.amount}
    return next(iter(scales), 1) if len(scales) < 2 else MIXED


def undo_format_scales(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows with figures as the cells hold them, whatever their formats show."""
    return [
        replace(row, readings={index: _undo_format_scale(reading) for index, reading in row.readings.items()})
        for row in rows
    ]


def _undo_format_scale(reading: Reading) -> Reading:
    if reading.shown_in == 1 or reading.amount is None:
        return reading
    scale = reading.shown_in
    return reading._replace(amount=reading.amount * scale, slack=reading.slack * scale, shown_in=1)


def texts_shown_instead(rows: Iterable[TableRow]) -> Iterator[tuple[Fact, tuple[str, ...]]]:
    """Yield for each column what cells show instead of what they hold (``'1,500'`` for 1,000), and which cells."""
    by_column: dict[int, list[tuple[SheetCell, Told]]] = {}
    for row in rows:
        for reading in row.readings.values():
            cell = reading.cell
            if (
                isinstance(cell.value, Decimal)
                and (text := replacement_text(cell.style.number_format, cell.value)) is not None
            ):
                by_column.setdefault(cell.column, []).append((cell, repr(text) if text else fact("nothing")))
    for column, cells_and_texts in by_column.items():
        cell, shown = cells_and_texts[0]
        shows_other = fact("format-shows-other", cell=cell.ref, shown=shown, held=cell.text)
        if more := len(cells_and_texts) - 1:
            shows_other = fact("others-shown-like-that", first=shows_other, more=more, column=column_letter(column))
        yield shows_other, tuple(cell.ref for cell, _ in cells_and_texts)


def cells_naming_sides(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Return the cells whose texts mark their amounts as debit or credit: ``1,000 Cr``."""
    cells = (reading.cell for row in rows for reading in row.readings.values())
    return tuple(cell.ref for cell in cells if cell.kind is CellKind.TEXT and names_a_side(cell.text))


def currency_of_formats(rows: Iterable[TableRow]) -> str:
    """Return the currency that the number formats of most figures name; "" if none names one."""
    votes: Counter[str] = Counter()
    for row in rows:
        for reading in row.readings.values():
            if isinstance(reading.cell.value, Decimal) and reading.cell.style.number_format != GENERAL:
                section = section_of(reading.cell.style.number_format, reading.cell.value)
                votes.update(currencies_in(f"{section.before} {section.behind}")[:1])
    return votes.most_common(1)[0][0] if votes else ""
