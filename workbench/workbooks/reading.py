"""Reading a file in a child process: started early, waited for late, never trusted."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from workbench.errors import ImportRefused, PasswordNeeded
from workbench.phrases import Phrase, phrase
from workbench.program import READ_IN_CHILD
from workbench.progress import SILENT, Progress
from workbench.workbooks.child_protocol import ReadReceiver
from workbench.workbooks.limits import (
    CPU_SECONDS,
    LARGEST_FILE,
    SECONDS_TO_READ,
    CpuClock,
    cpu_seconds,
    ended_out_of_time,
)
from workbench.workbooks.sheets import SourceWorkbook
from workbench.workbooks.unsafe import SAVE_PART

SECONDS_BETWEEN_STEPS = 0.05
"""Between two reports of progress while the child says nothing."""
SECONDS_TO_END = 5
"""How long a process may take to end after its last line."""
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
READABLE = (*WORKBOOKS, *TEXTS)
"""Suffixes of the files that are read; the content determines what is in a file."""
END = b""
LONGEST_PATH = 200
"""The most characters of a path in a message."""
WITHOUT_LXML = {"OPENPYXL_LXML": "False"}
"""If lxml is installed, openpyxl would silently prefer it to the parser that refuses entities."""
NOT_STARTED = phrase(
    "the process that reads files could not be started; reinstall the program, and if that does not help, check "
    "whether antivirus software blocks it"
)
OUT_OF_TIME = phrase(
    "it needs more than {seconds} seconds of processor time to read; {advice}", seconds=CPU_SECONDS, advice=SAVE_PART
)
GIVEN_UP = phrase(
    "the reader stopped, because the file is damaged or needs more memory than a workbook should; {advice}",
    advice=SAVE_PART,
)


class PendingRead:
    """A file on its way in: ``workbook`` waits for it."""

    def __init__(
        self,
        path: Path,
        process: subprocess.Popen[bytes],
        *,
        has_password: bool = False,
        cpu_seconds: CpuClock = cpu_seconds,
    ) -> None:
        """``has_password``: the process was given a password for the file."""
        self._path = path
        self._process = process
        self._has_password = has_password
        self._cpu_seconds = cpu_seconds
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        # the child need not wait for this process to be ready, and this process can always be told to stop
        self._ended = Event()
        Thread(target=self._queue_lines, daemon=True).start()

    def _queue_lines(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(END)
        self._ended.set()

    def workbook(self, progress: Progress = SILENT) -> SourceWorkbook:
        """Return the workbook. Raises ImportRefused with one sentence if the file cannot be read safely.

        That is PasswordNeeded if a password would help.
        """
        try:
            received = ReadReceiver()
            for line in self._receive_lines(progress, received):
                received.take(line)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(SECONDS_TO_END)
        finally:
            self.cancel()
        if received.is_locked and received.refusal:
            raise PasswordNeeded(self._sentence(received.refusal), self._path, is_wrong=self._has_password)
        if not received.is_complete:
            raise self._refusal(received.refusal or self._why_it_ended(received))
        return SourceWorkbook(
            _printable(self._path.name),
            received.digest,
            received.size,
            tuple(received.sheets),
            received.warnings,
            received.properties,
            received.names,
            _printable(str(self._path.absolute().parent)),
        )

    def _why_it_ended(self, received: ReadReceiver) -> Phrase:
        if received.reader is None:
            return NOT_STARTED
        return OUT_OF_TIME if ended_out_of_time(self._process.returncode) else GIVEN_UP

    def _receive_lines(self, progress: Progress, received: ReadReceiver) -> Iterator[bytes]:
        """Yield the child's lines; report to ``progress`` before each and while there is none.

        Raises ImportRefused if the child takes too long, and whatever ``progress`` raises to stop.
        """
        latest = time.monotonic() + SECONDS_TO_READ
        name = _printable(self._path.name)
        while True:
            progress.step(received.done, received.total, phrase("Reading {file}", file=name))
            if time.monotonic() > latest:
                minutes = SECONDS_TO_READ // 60
                raise self._refusal(
                    phrase("reading it took more than {minutes} minutes; {advice}", minutes=minutes, advice=SAVE_PART)
                )
            if self._is_out_of_time(received.reader):
                raise self._refusal(OUT_OF_TIME)
            try:
                line = self._lines.get(timeout=SECONDS_BETWEEN_STEPS)
            except Empty:
                continue
            if not line.endswith(b"\n"):  # the end, or a line that the child did not live to finish
                return
            yield line

    def _is_out_of_time(self, reader: int | None) -> bool:
        if reader is None or self._ended.is_set():  # once it has ended, another process may have its number
            return False
        seconds = self._cpu_seconds(reader)
        return seconds is not None and seconds > CPU_SECONDS

    def cancel(self) -> None:
        """Stop reading and leave nothing behind. Does nothing if it has ended."""
        self._process.kill()
        self._process.wait()
        self._ended.wait()  # joining would leave Python a record of whichever of Qt's threads this is
        if self._process.stdout:
            self._process.stdout.close()

    def _refusal(self, reason: Phrase) -> ImportRefused:
        return ImportRefused(self._sentence(reason))

    def _sentence(self, reason: Phrase) -> Phrase:
        file = " ".join(_printable(self._path.name).splitlines())  # a file's name may contain line breaks
        return phrase("{file} cannot be read: {reason}.", file=file, reason=reason)


def _printable(name: str) -> str:
    """Return a file's name as text that can be written anywhere: bytes that are not UTF-8 become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _printable_path(path: Path) -> str:
    """Return a path as a message shows it: only its end if it is long."""
    return _printable(str(path))[-LONGEST_PATH:]


def begin_reading(path: Path, password: str = "") -> PendingRead:
    """Start reading a file beside this process; ``password`` opens it if it is protected.

    Raises ImportRefused if there is nothing to read.
    """
    try:
        is_file, size = path.is_file(), path.stat().st_size if path.is_file() else 0
        if is_file:
            path.open("rb").close()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ImportRefused(
            "{file} cannot be read: {reason}.", file=_printable_path(path), reason=str(reason)
        ) from None
    if path.is_dir():
        raise ImportRefused("{path} cannot be read: it is a folder. Check the path.", path=_printable_path(path))
    if not is_file:
        raise ImportRefused("{path} cannot be read: there is no such file. Check the path.", path=_printable_path(path))
    if path.suffix.lower() not in READABLE:
        raise ImportRefused(
            "{path} cannot be read: only workbooks ({workbooks}) and text tables ({texts}) can be. Save it as an "
            "Excel workbook.",
            path=_printable_path(path),
            workbooks=" ".join(WORKBOOKS),
            texts=" ".join(TEXTS),
        )
    if size > LARGEST_FILE:
        raise ImportRefused(
            "{path} cannot be read: it is larger than {megabytes} MB. Save the sheets that you need in a separate "
            "workbook.",
            path=_printable_path(path),
            megabytes=LARGEST_FILE // 1_000_000,
        )
    return PendingRead(path, _start_child(path, password), has_password=bool(password))


def _start_child(path: Path, password: str) -> "subprocess.Popen[bytes]":
    """Start the process that reads a file, and hand it the password. Raises ImportRefused if it does not start."""
    # a program frozen into one file has no modules to name
    program = [] if getattr(sys, "frozen", False) else ["-I", "-m", "workbench"]
    try:
        process = subprocess.Popen(
            [sys.executable, *program, READ_IN_CHILD, str(path)],
            stdin=subprocess.PIPE if password else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | WITHOUT_LXML,
        )
    except OSError:
        raise ImportRefused(
            "{file} cannot be read: {reason}.", file=_printable_path(path), reason=NOT_STARTED
        ) from None
    if process.stdin:
        with suppress(OSError):  # it may have ended already
            process.stdin.write(password.encode(errors="replace"))
            process.stdin.close()
    return process
