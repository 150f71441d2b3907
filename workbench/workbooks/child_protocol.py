"""What the reading child tells its parent: one JSON array per line, so the parent need not wait for all of it.

["started", process]                                the first line: the number of the process that reads
["sheet", name, state]                              a sheet begins
["cells", new texts, six lists, done, total]        rows, columns, kinds, values, formulas, styles of some cells
["comments", [row, column, text, author, time, is reply]...]  before the end of their sheet
["end", merged, hidden rows, hidden columns, [row, column, formula]...]  the sheet ends; formulas that show nothing
["styles", [number format, bold, indent, struck]...]  before the cells that use them
["about", property texts, [name, refers to]...]     the workbook's own properties
["again"]                                           discard all of this; another reader starts over
["complete", SHA-256, size, warnings...]            the last line: of the bytes that were read
["refused", reason] or ["locked", reason]           or one of these: the latter if a password would help

Warnings are facts or texts, a reason is a phrase (``messages.py``).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TextIO

from workbench.domain.facts import Told
from workbench.phrases import Phrase, phrase
from workbench.workbooks.messages import pack, unpack_phrase, unpack_warning
from workbench.workbooks.sheets import CellComment, CellKind, CellStyle, Sheet, SheetCell
from workbench.workbooks.unsafe import SAVE_PART, Unsafe

CellRecord = tuple[int, int, str, Any, str | None, int]
"""A cell on its way: row, column, letter of its kind, value, formula, style."""
CELLS_A_LINE = 4_000
MOST_CELLS = 1_000_000
"""For all sheets together, like the bytes below."""
MOST_BYTES = 200_000_000
MOST_WARNINGS = 20
MOST_NAMES = 1_000
MOST_COMMENTS = 10_000
"""On one sheet."""
LONGEST_TEXT = 32_767


class ReadStream:
    """The child's end: readers write sheets and cells to it. Raises Unsafe if there are too many."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._start()

    def _start(self) -> None:
        self._cells: list[CellRecord] = []
        self._texts: dict[str, int] = {}
        self._new_texts: list[str] = []
        self._cells_written = self._bytes_written = 0
        self._sheet = ""
        self.done = self.total = 0
        """How many bytes of XML are read, of how many; 0 if unknown."""

    def begin(self, process: int) -> None:
        self._write("started", process)

    def styles(self, formats: Sequence[tuple[str, bool, int, bool]]) -> None:
        """``formats``: number format, bold, indent, struck out, in the order in which cells number them."""
        self._write("styles", *formats)

    def about(self, properties: Iterable[str], names: Iterable[tuple[str, str]]) -> None:
        self._write("about", [text[:LONGEST_TEXT] for text in properties], *islice(names, MOST_NAMES))

    def sheet(self, name: str, state: str) -> None:
        self._sheet = name
        self._write("sheet", name, state)

    def text(self, text: str) -> int:
        """Return the number of a text, which is written once, however many cells hold it."""
        text = text[:LONGEST_TEXT]
        number = self._texts.get(text)
        if number is None:
            number = self._texts[text] = len(self._texts)
            self._new_texts.append(text)
        return number

    def cells(self, cells: Iterable[CellRecord]) -> None:
        """Take some cells; they are written when they fill a line."""
        self._cells += cells
        if len(self._cells) >= CELLS_A_LINE:
            self._send()

    def comments(self, comments: Sequence[CellComment]) -> None:
        """Take the comments on a sheet, each followed by the replies to it."""
        self._write(
            "comments",
            *(
                (
                    comment.row,
                    comment.column,
                    comment.text[:LONGEST_TEXT],
                    comment.by[:LONGEST_TEXT],
                    comment.at.isoformat() if comment.at else None,
                    comment.is_reply,
                )
                for comment in comments[:MOST_COMMENTS]
            ),
        )

    def end(
        self,
        merged: Iterable[tuple[int, int, int, int]] = (),
        hidden_rows: Iterable[int] = (),
        hidden_columns: Iterable[int] = (),
        blank_formulas: Iterable[tuple[int, int, str]] = (),
    ) -> None:
        self._send()
        self._write("end", list(merged), list(hidden_rows), list(hidden_columns), *blank_formulas)

    def start_over(self) -> None:
        self._start()
        self._write("again")

    def complete(self, digest: str, size: int, warnings: Sequence[Told]) -> None:
        self._write("complete", digest, size, *map(pack, warnings[:MOST_WARNINGS]))

    def refuse(self, reason: Phrase, *, is_locked: bool = False) -> None:
        self._bytes_written = 0  # there is always room for the reason, whatever was written before
        self._write("locked" if is_locked else "refused", pack(reason))

    def _send(self) -> None:
        if not self._cells:
            return
        self._cells_written += len(self._cells)
        if self._cells_written > MOST_CELLS:
            raise Unsafe(
                phrase(
                    "up to sheet '{sheet}' it has more than {most:,} filled cells; {advice}",
                    most=MOST_CELLS,
                    sheet=self._sheet,
                    advice=SAVE_PART,
                )
            )
        self._write("cells", self._new_texts, list(zip(*self._cells, strict=True)), self.done, self.total)
        self._new_texts, self._cells = [], []

    def _write(self, *values: object) -> None:
        line = json.dumps(values, separators=(",", ":"))
        self._bytes_written += len(line)
        if self._bytes_written > MOST_BYTES:
            megabytes = MOST_BYTES // 1_000_000
            raise Unsafe(
                phrase("it contains more than {megabytes} MB of text; {advice}", megabytes=megabytes, advice=SAVE_PART)
            )
        self._stream.write(line + "\n")
        self._stream.flush()


class ReadReceiver:
    """The parent's end: takes lines and makes sheets of them."""

    def __init__(self) -> None:
        self._start()
        self.reader: int | None = None
        """The number of the process that reads, once it is known to have started."""
        self.is_complete = False
        self.digest, self.size = "", 0
        self.refusal: Phrase | None = None
        self.is_locked = False
        self.warnings: tuple[Told, ...] = ()

    def _start(self) -> None:
        self.sheets: list[Sheet] = []
        self.properties: tuple[str, ...] = ()
        self.names: tuple[tuple[str, str], ...] = ()
        self.done = self.total = 0
        self._texts: list[str] = []
        self._styles = [CellStyle()]
        self._cells: list[SheetCell] = []
        self._comments: tuple[CellComment, ...] = ()
        self._name = self._state = ""

    def take(self, line: bytes) -> None:
        """Process one line of the child's, in the order written."""
        match json.loads(line):
            case ["cells", texts, columns, done, total]:
                self._texts += texts
                self._cells += map(self._cell, *columns)
                self.done, self.total = done, total
            case ["sheet", name, state]:
                self._name, self._state, self._cells, self._comments = name, state, [], ()
            case ["comments", *comments]:
                self._comments = tuple(_comment(*values) for values in comments)
            case ["end", merged, hidden_rows, hidden_columns, *blank_formulas]:
                self.sheets.append(self._sheet(merged, hidden_rows, hidden_columns, blank_formulas))
            case ["styles", *formats]:
                self._styles = [CellStyle(*values) for values in formats]
            case ["about", properties, *names]:
                self.properties, self.names = tuple(properties), tuple((name, text) for name, text in names)
            case ["started", process]:
                self.reader = process
            case ["again"]:
                self._start()
            case ["complete", digest, size, *warnings]:
                self.is_complete, self.digest, self.size = True, digest, size
                taken = map(unpack_warning, warnings[:MOST_WARNINGS])
                self.warnings = tuple(warning for warning in taken if warning is not None)
            case ["refused" | "locked" as why, reason]:
                self.refusal = unpack_phrase(reason)
                self.is_locked = why == "locked" and self.refusal is not None

    def _sheet(
        self,
        merged: list[list[int]],
        hidden_rows: list[int],
        hidden_columns: list[int],
        blank_formulas: list[tuple[int, int, str]],
    ) -> Sheet:
        return Sheet(
            name=self._name,
            state=self._state,
            cells=tuple(self._cells),
            merged=tuple((top, left, bottom, right) for top, left, bottom, right in merged),
            hidden_rows=frozenset(hidden_rows),
            hidden_columns=frozenset(hidden_columns),
            comments=self._comments,
            blank_formulas=tuple((row, column, formula) for row, column, formula in blank_formulas),
        )

    def _cell(self, row: int, column: int, letter: str, stored: Any, formula: str | None, style: int) -> SheetCell:
        value: Decimal | str | bool | date | None
        kind = KINDS[letter]
        if kind is CellKind.NUMBER:
            value, text = Decimal(stored), stored
        elif kind is CellKind.TEXT:
            value = text = self._texts[stored]
        elif kind is CellKind.DATE:
            value, text = date.fromisoformat(stored[:10]), stored
        else:
            value, text = stored, "" if stored is None else str(stored)
        return SheetCell(row, column, kind, value, text, formula, self._styles[style])


def _comment(row: int, column: int, text: str, by: str, at: str | None, is_reply: bool) -> CellComment:
    return CellComment(row, column, text, by, datetime.fromisoformat(at) if at else None, is_reply)


KINDS = {kind.value: kind for kind in CellKind}
