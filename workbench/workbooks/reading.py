"""Reading a workbook in a child process: started early, waited for late, never trusted."""

import hashlib
import json
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from workbench.errors import ImportRefused
from workbench.progress import SILENT, Progress
from workbench.workbooks.sheets import CellKind, CellStyle, Sheet, SheetCell, SourceWorkbook

SECONDS_TO_READ = 15
SECONDS_BETWEEN_STEPS = 0.05
READABLE = (".xlsx", ".xlsm")
LARGEST_FILE = 200_000_000


class PendingRead:
    """A workbook on its way in: ``workbook`` waits for it."""

    def __init__(self, path: Path, process: subprocess.Popen[bytes]) -> None:
        self._path = path
        self._process = process

    def workbook(self, progress: Progress = SILENT) -> SourceWorkbook:
        """Return what was read. Raises ImportRefused with one sentence where the file cannot be read safely."""
        content = self._path.read_bytes()
        output = self._output(progress)
        if self._process.returncode != 0:
            raise self._refusal(
                "the reader gave up on it: it is damaged, or takes more memory or time than a workbook should"
            )
        answer = json.loads(output)
        if "refused" in answer:
            raise self._refusal(answer["refused"])
        return _workbook(_printable(self._path.name), content, answer)

    def _output(self, progress: Progress) -> bytes:
        latest = time.monotonic() + SECONDS_TO_READ
        while True:
            try:
                output, _ = self._process.communicate(timeout=SECONDS_BETWEEN_STEPS)
                return output
            except subprocess.TimeoutExpired:
                if time.monotonic() > latest:
                    self.cancel()
                    raise self._refusal(f"reading it took more than {SECONDS_TO_READ} seconds") from None
            progress.step(0, 0, f"Reading {_printable(self._path.name)}")

    def cancel(self) -> None:
        """Stop reading; nothing is left behind. Nothing happens where it has ended."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _refusal(self, reason: str) -> ImportRefused:
        return ImportRefused(f"{_printable(self._path.name)} cannot be read: {reason}.")


def _printable(name: str) -> str:
    """Return a file's name as text that can be written anywhere: bytes that are no UTF-8 become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _shown(path: Path) -> str:
    return _printable(str(path))[-200:]


def begin_reading(path: Path) -> PendingRead:
    """Start reading a workbook beside this process. Raises ImportRefused where there is nothing to read."""
    try:
        is_file, size = path.is_file(), path.stat().st_size if path.is_file() else 0
        if is_file:
            path.open("rb").close()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ImportRefused(f"{_shown(path)} cannot be read: {reason}.") from None
    if not is_file:
        problem = "it is a folder" if path.is_dir() else "there is no such file"
        raise ImportRefused(f"{_shown(path)} cannot be read: {problem}. Check the path.")
    if path.suffix.lower() not in READABLE:
        raise ImportRefused(
            f"{_shown(path)} cannot be read: only {' and '.join(READABLE)} workbooks are. Save it as an Excel workbook."
        )
    if size > LARGEST_FILE:
        raise ImportRefused(f"{_shown(path)} cannot be read: it is larger than {LARGEST_FILE // 1_000_000} MB.")
    command = [sys.executable, "-I", "-m", "workbench.workbooks.child", str(path)]
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise ImportRefused(f"{_shown(path)} cannot be read: no process to read it in ({error.strerror}).") from None
    return PendingRead(path, process)


def _workbook(name: str, content: bytes, answer: dict[str, Any]) -> SourceWorkbook:
    styles = [CellStyle(*look) for look in answer["styles"]] or [CellStyle()]
    sheets = tuple(_sheet(sheet, answer["texts"], styles) for sheet in answer["sheets"])
    return SourceWorkbook(name, hashlib.sha256(content).hexdigest(), len(content), sheets, tuple(answer["warnings"]))


def _sheet(sheet: dict[str, Any], texts: list[str], styles: list[CellStyle]) -> Sheet:
    return Sheet(
        name=sheet["name"],
        state=sheet["state"],
        cells=tuple(_cell(cell, texts, styles) for cell in sheet["cells"]),
        merged=tuple((top, left, bottom, right) for left, top, right, bottom in sheet["merged"]),
        hidden_rows=frozenset(sheet["hidden_rows"]),
        hidden_columns=frozenset(sheet["hidden_columns"]),
    )


def _cell(cell: list[Any], texts: list[str], styles: list[CellStyle]) -> SheetCell:
    row, column, kind_letter, stored, formula, style = cell
    kind = CellKind(kind_letter)
    value: Decimal | str | bool | date | None
    if kind is CellKind.TEXT:
        value = text = texts[stored]
    elif kind is CellKind.NUMBER:
        value, text = Decimal(stored), stored
    elif kind is CellKind.DATE:
        value, text = date.fromisoformat(stored[:10]), stored
    else:
        value, text = stored, "" if stored is None else str(stored)
    return SheetCell(row, column, kind, value, text, formula, styles[style] if style < len(styles) else styles[0])
