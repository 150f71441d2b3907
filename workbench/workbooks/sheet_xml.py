"""The cells of one worksheet of an Open XML workbook: formula and stored result of each in one pass.

openpyxl needs two loads for this, each through a tree; cells are interpreted here as it does.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from openpyxl.formula.translate import Translator
from openpyxl.utils.datetime import from_excel, from_ISO8601

from workbench.domain.facts import Fact, fact
from workbench.phrases import phrase
from workbench.workbooks import xml_events
from workbench.workbooks.child_protocol import CellRecord, ReadStream
from workbench.workbooks.sheets import column_letter, position
from workbench.workbooks.unsafe import SAVE_AGAIN, Damaged, Unsafe

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
DIGITS = "0123456789"
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
AREA = re.compile(rf"{REFERENCE.pattern}(?::{REFERENCE.pattern})?")
ESCAPED = re.compile("_x(000[9AaDd]|005[Ff])_")
"""How Open XML writes white space, and the underscore of text that merely looks like such an escape."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """How numbers of a style are read: as they are, as dates or as durations."""

    style: int = 0
    is_date: bool = False
    is_duration: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of every sheet refer to. ``readings``: by the number of a style in a sheet."""

    texts: Sequence[str]
    readings: Mapping[str, NumberReading]
    epoch: datetime


PLAIN = NumberReading()
NO_RESULT = "x"
BLANK = ""
"""The letter of a cell that shows nothing: it is left out."""


class RichText:
    """The pieces of a rich text in order, without formats and phonetic guides."""

    def __init__(self) -> None:
        self.piece: list[str] = []
        self._pieces: list[str] = []
        self._is_pronunciation = False
        self.starts: dict[str, xml_events.Start] = {"t": self.start_piece, "rPh": self._start_pronunciation}
        self.ends: dict[str, xml_events.End] = {"t": self._end_piece, "rPh": self._end_pronunciation}

    def start_piece(self, _: dict[str, str]) -> None:
        self.piece.clear()

    def _end_piece(self) -> None:
        if not self._is_pronunciation:
            self._pieces += self.piece

    def _start_pronunciation(self, _: dict[str, str]) -> None:
        self._is_pronunciation = True

    def _end_pronunciation(self) -> None:
        self._is_pronunciation = False

    def take(self) -> str:
        """Return the text of all pieces since the last call."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class SheetXml:
    """Writes the cells of one sheet to ``output``, and keeps what surrounds them.

    ``doubts`` receives a fact for each value that is not what its cell shows. Rows and columns count from 1.
    """

    def __init__(self, name: str, book: Book, output: ReadStream, doubts: list[Fact]) -> None:
        self._name = name
        self._book = book
        self._output = output
        self._doubts = doubts
        self._cells: list[CellRecord] = []
        self._row = self._column = 0
        self._columns: dict[str, int] = {}
        self._shared_formulas: dict[str, Translator] = {}
        self._attributes: dict[str, str] = {}
        self._formula_attributes: dict[str, str] | None = None
        self._rich_text = RichText()
        self._value: str | None = None
        self._formula = ""
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()
        self.blank_formulas: list[tuple[int, int, str]] = []

    def read(self, stream: IO[bytes]) -> None:
        """Read the whole sheet. Raises Damaged or Unsafe, which name the cell."""
        xml_events.parse(
            stream,
            starts=self._rich_text.starts
            | {
                "c": self._start_cell,
                "v": self._rich_text.start_piece,
                "f": self._start_formula,
                "is": self._start_inline,
                "row": self._start_row,
                "col": self._start_columns,
                "mergeCell": self._start_merged,
            },
            ends=self._rich_text.ends | {"c": self._end_cell, "v": self._end_value, "f": self._end_formula},
            text=self._rich_text.piece.append,
            after_chunk=self._after_chunk,
        )

    def _after_chunk(self, size: int) -> None:
        self._output.done += size
        self._output.cells(self._cells)
        self._cells.clear()

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row = int(float(number)) if number else self._row + 1
        self._column = 0
        if is_true(attributes.get("hidden")):
            self.hidden_rows.append(self._row)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if is_true(attributes.get("hidden")):
            first, last = int(attributes["min"]), min(int(attributes["max"]), LAST_COLUMN)
            self.hidden_columns.update(range(first, last + 1))

    def _start_merged(self, attributes: dict[str, str]) -> None:
        if area := AREA.fullmatch(attributes.get("ref", "")):
            first, _, last = area[0].partition(":")
            self.merged.append((*position(first), *position(last or first)))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._formula_attributes = self._value = None

    def _end_value(self) -> None:
        self._value = "".join(self._rich_text.piece)

    def _start_inline(self, _: dict[str, str]) -> None:
        self._rich_text.take()

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula_attributes = attributes
        self._rich_text.piece.clear()

    def _end_formula(self) -> None:
        self._formula = "".join(self._rich_text.piece)

    def _end_cell(self) -> None:
        self._move_to(self._attributes.get("r"))
        reading = self._book.readings.get(self._attributes.get("s", "0"), PLAIN)
        formula = None if self._formula_attributes is None else self._complete_formula(self._formula_attributes)
        try:
            letter, value = self._pack_result(self._attributes.get("t", "n"), reading)
        except (ValueError, IndexError, OverflowError):
            value = str(self._value)
            damage = fact("value-is-not-of-its-type", sheet=self._name, cell=self._reference, value=value)
            raise Damaged(damage) from None
        if letter != BLANK and (letter != NO_RESULT or formula is not None):
            self._cells.append((self._row, self._column, letter, value, formula, reading.style))
        elif letter == BLANK and formula is not None:
            self.blank_formulas.append((self._row, self._column, formula))

    def _move_to(self, reference: str | None) -> None:
        if not reference:
            self._column += 1
        else:
            letters = reference.rstrip(DIGITS)
            column = self._columns.get(letters)
            if column is None:
                if not REFERENCE.fullmatch(reference):
                    raise Damaged(fact("cell-has-no-place", sheet=self._name, reference=reference))
                column = self._columns[letters] = position(reference)[1]
            self._row, self._column = int(reference[len(letters) :] or 0), column
        if not (1 <= self._row <= LAST_ROW and self._column <= LAST_COLUMN):
            raise Unsafe(
                phrase(
                    "sheet '{sheet}' has a cell outside Excel's limits (row {row}); {advice}",
                    sheet=self._name,
                    row=self._row,
                    advice=SAVE_AGAIN,
                )
            )

    @property
    def _reference(self) -> str:
        return f"{column_letter(self._column)}{self._row}"

    def _pack_result(self, kind: str, reading: NumberReading) -> tuple[str, Any]:
        """Return the letter of a cell's kind, and its value in the form written to the parent.

        Raises ValueError, IndexError or OverflowError if it makes no sense.
        """
        value = self._value
        if kind == "inlineStr":
            return self._pack_text(self._rich_text.take())
        if not value:
            return (BLANK if kind == "str" and value == "" else NO_RESULT), None
        match kind:
            case "n":
                number = float(value) if "." in value or "e" in value or "E" in value else int(value)
                if reading.is_date:
                    return self._pack_date(number, reading)
                return ("n", repr(number)) if math.isfinite(number) else ("e", "#NUM!")
            case "s":
                return self._pack_text(self._book.texts[int(value)])
            case "b":
                return "b", bool(int(value))
            case "e":
                return "e", value
            case "d":
                return self._pack_moment(from_ISO8601(value))  # type: ignore[no-untyped-call]
            case _:
                return self._pack_text(value)

    def _pack_text(self, text: str) -> tuple[str, Any]:
        """Return a text; if it is empty the cell shows nothing and counts as blank, whatever its formula."""
        return ("s", self._output.text(unescape(text))) if text else (BLANK, None)

    def _pack_date(self, serial: float, reading: NumberReading) -> tuple[str, Any]:
        try:
            return self._pack_moment(from_excel(serial, self._book.epoch, timedelta=reading.is_duration))
        except (OverflowError, ValueError):
            doubt = fact("number-is-no-date", sheet=self._name, cell=self._reference, number=str(serial))
            self._doubts.append(doubt)
            return "e", "#VALUE!"

    def _pack_moment(self, moment: object) -> tuple[str, Any]:
        return ("d", moment.isoformat()) if isinstance(moment, date) else self._pack_text(str(moment))

    def _complete_formula(self, attributes: dict[str, str]) -> str:
        """Return the formula of a cell; its own if several share one."""
        formula = f"={self._formula}"
        match attributes.get("t"):
            case "dataTable":
                return "=(data table)"
            case "shared":
                number = attributes.get("si", "")
                if first := self._shared_formulas.get(number):
                    return str(first.translate_formula(self._reference))
                if self._formula:
                    self._shared_formulas[number] = Translator(formula, self._reference)
        return formula


def texts_in(stream: IO[bytes]) -> list[str]:
    """Return the texts that the cells of all sheets share. Raises Damaged if the XML is broken."""
    texts: list[str] = []
    rich_text = RichText()
    xml_events.parse(
        stream,
        starts=rich_text.starts,
        ends=rich_text.ends | {"si": lambda: texts.append(rich_text.take())},
        text=rich_text.piece.append,
    )
    return texts


def unescape(text: str) -> str:
    """Return ``text`` with the characters that Open XML writes as ``_x000D_``."""
    return ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text) if "_x" in text else text


def is_true(flag: str | None) -> bool:
    return flag in ("1", "true")
