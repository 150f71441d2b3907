"""The cells of one worksheet of an Open XML workbook: formula and stored result of each in one pass.

openpyxl gives them in two loads, each through a tree; what it makes of a cell is what is made of it here.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from openpyxl.formula.translate import Translator
from openpyxl.utils.datetime import from_excel, from_ISO8601

from workbench.workbooks import xml_events
from workbench.workbooks.child_protocol import ReadStream, Told
from workbench.workbooks.sheets import column_letter, position
from workbench.workbooks.unsafe import SAVE_AGAIN, Damaged, Unsafe

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
DIGITS = "0123456789"
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
AREA = re.compile(rf"{REFERENCE.pattern}(?::{REFERENCE.pattern})?")
ESCAPED = re.compile("_x(000[9AaDd]|005[Ff])_")
"""How Open XML writes white space, and the underscore of what only looks like such an escape."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """How a style has numbers read: as they are, as dates or as durations."""

    style: int = 0
    is_date: bool = False
    is_duration: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of every sheet refer to. ``looks`` by the number of a style as the sheet writes it."""

    texts: Sequence[str]
    looks: Mapping[str, NumberReading]
    epoch: datetime


PLAIN = NumberReading()
NO_RESULT = "x"
BLANK = ""


class Words:
    """The words of a rich text as they come, without their look and without how they are pronounced."""

    def __init__(self) -> None:
        self.piece: list[str] = []
        self._taken: list[str] = []
        self._is_pronunciation = False
        self.starts: dict[str, xml_events.Start] = {"t": self.start_piece, "rPh": self._start_pronunciation}
        self.ends: dict[str, xml_events.End] = {"t": self._end_piece, "rPh": self._end_pronunciation}

    def start_piece(self, _: dict[str, str]) -> None:
        self.piece.clear()

    def _end_piece(self) -> None:
        if not self._is_pronunciation:
            self._taken += self.piece

    def _start_pronunciation(self, _: dict[str, str]) -> None:
        self._is_pronunciation = True

    def _end_pronunciation(self) -> None:
        self._is_pronunciation = False

    def take(self) -> str:
        """Return the words since the last time."""
        words = "".join(self._taken)
        self._taken.clear()
        return words


class SheetXml:
    """Tells ``answer`` the cells of one sheet, and keeps what stands around them."""

    def __init__(self, name: str, book: Book, answer: ReadStream, doubts: list[str]) -> None:
        self._name = name
        self._book = book
        self._answer = answer
        self._doubts = doubts
        self._cells: list[Told] = []
        self._row = self._column = 0
        self._columns: dict[str, int] = {}
        self._shared_formulas: dict[str, Translator] = {}
        self._attributes: dict[str, str] = {}
        self._formula_attributes: dict[str, str] | None = None
        self._words = Words()
        self._value: str | None = None
        self._formula = ""
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()

    def read(self, stream: IO[bytes]) -> None:
        """Raises Damaged or Unsafe, each of which names the cell."""
        xml_events.parse(
            stream,
            starts=self._words.starts
            | {
                "c": self._start_cell,
                "v": self._words.start_piece,
                "f": self._start_formula,
                "is": self._start_inline,
                "row": self._start_row,
                "col": self._start_columns,
                "mergeCell": self._start_merged,
            },
            ends=self._words.ends | {"c": self._end_cell, "v": self._end_value, "f": self._end_formula},
            text=self._words.piece.append,
            after_chunk=self._after_chunk,
        )

    def _after_chunk(self, size: int) -> None:
        self._answer.done += size
        self._answer.cells(self._cells)
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
        self._value = "".join(self._words.piece)

    def _start_inline(self, _: dict[str, str]) -> None:
        self._words.take()

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula_attributes = attributes
        self._words.piece.clear()

    def _end_formula(self) -> None:
        self._formula = "".join(self._words.piece)

    def _end_cell(self) -> None:
        self._move_to(self._attributes.get("r"))
        look = self._book.looks.get(self._attributes.get("s", "0"), PLAIN)
        formula = None if self._formula_attributes is None else self._formula_text(self._formula_attributes)
        try:
            letter, value = self._result(self._attributes.get("t", "n"), look)
        except (ValueError, IndexError, OverflowError):
            raise Damaged(f"{self._here}: '{self._value}' is not what the cell's type allows") from None
        if letter != BLANK and (letter != NO_RESULT or formula is not None):
            self._cells.append((self._row, self._column, letter, value, formula, look.style))

    def _move_to(self, reference: str | None) -> None:
        if not reference:
            self._column += 1
        else:
            letters = reference.rstrip(DIGITS)
            column = self._columns.get(letters)
            if column is None:
                if not REFERENCE.fullmatch(reference):
                    raise Damaged(f"sheet '{self._name}' has a cell at '{reference}', which is no place")
                column = self._columns[letters] = position(reference)[1]
            self._row, self._column = int(reference[len(letters) :] or 0), column
        if not (1 <= self._row <= LAST_ROW and self._column <= LAST_COLUMN):
            raise Unsafe(f"sheet '{self._name}' has a cell outside Excel's limits (row {self._row}); {SAVE_AGAIN}")

    @property
    def _here(self) -> str:
        return f"sheet '{self._name}', cell {self._reference}"

    @property
    def _reference(self) -> str:
        return f"{column_letter(self._column)}{self._row}"

    def _result(self, kind: str, look: NumberReading) -> tuple[str, Any]:
        """Return the letter of a cell's kind and what is told of it. Raises ValueError where it makes no sense."""
        value = self._value
        if kind == "inlineStr":
            return self._text(self._words.take())
        if not value:
            return (BLANK if kind == "str" and value == "" else NO_RESULT), None
        match kind:
            case "n":
                number = float(value) if "." in value or "e" in value or "E" in value else int(value)
                if look.is_date:
                    return self._date(number, look)
                return ("n", repr(number)) if math.isfinite(number) else ("e", "#NUM!")
            case "s":
                return self._text(self._book.texts[int(value)])
            case "b":
                return "b", bool(int(value))
            case "e":
                return "e", value
            case "d":
                return self._moment(from_ISO8601(value))  # type: ignore[no-untyped-call]
            case _:
                return self._text(value)

    def _text(self, text: str) -> tuple[str, Any]:
        """Where a text is empty the cell shows nothing, so that it is blank, whatever its formula."""
        return ("s", self._answer.text(unescape(text))) if text else (BLANK, None)

    def _date(self, serial: float, look: NumberReading) -> tuple[str, Any]:
        try:
            return self._moment(from_excel(serial, self._book.epoch, timedelta=look.is_duration))
        except (OverflowError, ValueError):
            self._doubts.append(f"In {self._here}: {serial} is shown as a date, but is none; it counts as an error.")
            return "e", "#VALUE!"

    def _moment(self, moment: object) -> tuple[str, Any]:
        return ("d", moment.isoformat()) if isinstance(moment, date) else self._text(str(moment))

    def _formula_text(self, attributes: dict[str, str]) -> str:
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
    """Return the texts that the cells of all sheets share. Raises Damaged where the XML is broken."""
    texts: list[str] = []
    words = Words()
    xml_events.parse(
        stream,
        starts=words.starts,
        ends=words.ends | {"si": lambda: texts.append(words.take())},
        text=words.piece.append,
    )
    return texts


def unescape(text: str) -> str:
    return ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text) if "_x" in text else text


def is_true(flag: str | None) -> bool:
    return flag in ("1", "true")
