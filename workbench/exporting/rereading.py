"""Reads a workbook again that was just written: every sheet, each with its cells and its numbers."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workbench.errors import WorkbenchError
from workbench.files import sync_file

BYTES_AT_ONCE = 1 << 20
BOOK_PART = "xl/workbook.xml"
SHEET_NAME = re.compile(rb'<sheet name="([^"]*)"')
ENTITIES = {"&quot;": '"', "&apos;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}
CELL = re.compile(rb'<c r="[A-Z]+\d+"(?: s="\d+")?( t="\w+")?(?:/>|>(?:<f>[^<]*</f>)?(?:<v>([^<]*)</v>)?</c>)')
"""A cell as XlsxWriter writes it: its type, none for a number, and its value."""
DOUBLE = struct.Struct("<d")


@dataclass
class WrittenSheet:
    """What a sheet holds: its cells, and a check sum over its numbers in the order in which they stand."""

    name: str
    cells: int = 0
    numbers: int = 0

    def add(self, number: float | None) -> None:
        """Add a cell; None is not a number."""
        self.cells += 1
        if number is not None:
            self.numbers = zlib.crc32(DOUBLE.pack(number), self.numbers)


def refuse_unlike(path: Path, written: Sequence[WrittenSheet]) -> None:
    """Put the workbook at ``path`` on disk and read it again. Raises WorkbenchError unless it holds what was written.

    Every part is unpacked, and so checked against its check sum; of sheets, every number is compared.
    """
    sync_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = [_plain(name) for name in SHEET_NAME.findall(archive.read(BOOK_PART))]
            parts = [f"xl/worksheets/sheet{number}.xml" for number, _ in enumerate(names, 1)]
            found = [_read_sheet(name, archive, part) for name, part in zip(names, parts, strict=True)]
            damaged = archive.testzip() if len(found) == len(written) else BOOK_PART
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise _refusal(str(error)) from None
    if damaged is not None:
        raise _refusal(damaged)
    for sheet, other in zip(written, found, strict=True):
        if sheet != other:
            raise _refusal(f"'{sheet.name}'")


def _refusal(what: str) -> WorkbenchError:
    return WorkbenchError(
        "The workbook does not read back as it was written ({what}). Write it again, or to another disk.",
        what=what,
    )


def _read_sheet(name: str, archive: zipfile.ZipFile, part: str) -> WrittenSheet:
    sheet = WrittenSheet(name)
    with archive.open(part) as file:
        for kind, value in _cells(file):
            sheet.add(float(value) if value and not kind else None)
    return sheet


def _cells(file: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the type and the value of every cell, a piece of the sheet at a time."""
    rest = b""
    while piece := file.read(BYTES_AT_ONCE):
        text = rest + piece
        end = text.rfind(b"<c r=")  # what follows may go on in the next piece
        if end <= 0:
            rest = text
            continue
        yield from CELL.findall(text, 0, end)
        rest = text[end:]
    yield from CELL.findall(rest)


def _plain(name: bytes) -> str:
    text = name.decode()
    for entity, character in ENTITIES.items():
        text = text.replace(entity, character)
    return text
