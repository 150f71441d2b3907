"""Reading a file in a child process: started early, waited for late, never trusted."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from workbench.errors import ImportRefused
from workbench.progress import SILENT, Progress
from workbench.workbooks.sheets import SourceWorkbook
from workbench.workbooks.unsafe import SAVE_PART
from workbench.workbooks.wire import Received

SECONDS_TO_READ = 15
SECONDS_BETWEEN_STEPS = 0.05
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
READABLE = (*WORKBOOKS, *TEXTS)
"""Suffixes of the files that are read; what is in a file is told by its content."""
LARGEST_FILE = 200_000_000
END = b""


class PendingRead:
    """A file on its way in: ``workbook`` waits for it."""

    def __init__(self, path: Path, process: subprocess.Popen[bytes]) -> None:
        self._path = path
        self._process = process
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        # the child need not wait for this process to be ready, and this process can always be told to stop
        self._ended = Event()
        Thread(target=self._receive, daemon=True).start()

    def _receive(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(END)
        self._ended.set()

    def workbook(self, progress: Progress = SILENT) -> SourceWorkbook:
        """Return what was read. Raises ImportRefused with one sentence where the file cannot be read safely."""
        try:
            digest, size = self._digest()
            received = Received()
            for line in self._arriving(progress, received):
                received.take(line)
        finally:
            self.cancel()
        if received.refusal:
            raise self._refusal(received.refusal)
        if not received.is_complete:
            raise self._refusal(
                "the reader gave up on it, because it is damaged or takes more memory or time than a workbook should; "
                f"{SAVE_PART}"
            )
        return SourceWorkbook(
            _printable(self._path.name),
            digest,
            size,
            tuple(received.sheets),
            received.warnings,
            received.properties,
            received.names,
        )

    def _arriving(self, progress: Progress, received: Received) -> Iterator[bytes]:
        """Yield the child's lines; tell ``progress`` before each and while there is none."""
        latest = time.monotonic() + SECONDS_TO_READ
        name = _printable(self._path.name)
        while True:
            progress.step(received.done, received.total, f"Reading {name}")
            if time.monotonic() > latest:
                raise self._refusal(f"reading it took more than {SECONDS_TO_READ} seconds; {SAVE_PART}")
            try:
                line = self._lines.get(timeout=SECONDS_BETWEEN_STEPS)
            except Empty:
                continue
            if not line.endswith(b"\n"):  # the end, or a line that the child did not live to finish
                return
            yield line

    def _digest(self) -> tuple[str, int]:
        try:
            with self._path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
        except OSError as error:
            raise self._refusal(f"{error.strerror}; check that it is still there") from None

    def cancel(self) -> None:
        """Stop reading; nothing is left behind. Nothing happens where it has ended."""
        self._process.kill()
        self._process.wait()
        self._ended.wait()  # joining would leave Python a record of whichever of Qt's threads this is
        if self._process.stdout:
            self._process.stdout.close()

    def _refusal(self, reason: str) -> ImportRefused:
        sentence = f"{_printable(self._path.name)} cannot be read: {reason}."
        return ImportRefused(" ".join(sentence.splitlines()))  # names in a file may break lines


def _printable(name: str) -> str:
    """Return a file's name as text that can be written anywhere: bytes that are no UTF-8 become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _shown(path: Path) -> str:
    return _printable(str(path))[-200:]


def begin_reading(path: Path) -> PendingRead:
    """Start reading a file beside this process. Raises ImportRefused where there is nothing to read."""
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
            f"{_shown(path)} cannot be read: only workbooks ({' '.join(WORKBOOKS)}) and tables of text "
            f"({' '.join(TEXTS)}) are. Save it as an Excel workbook."
        )
    if size > LARGEST_FILE:
        raise ImportRefused(
            f"{_shown(path)} cannot be read: it is larger than {LARGEST_FILE // 1_000_000} MB. "
            "Save the sheets that you need in a workbook of their own."
        )
    command = [sys.executable, "-I", "-m", "workbench.workbooks.child", str(path)]
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise ImportRefused(f"{_shown(path)} cannot be read: no process to read it in ({error.strerror}).") from None
    return PendingRead(path, process)
