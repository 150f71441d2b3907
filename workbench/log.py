"""The log of the window: what it did, how long it took, what went wrong. No figure, caption, entity or file name.

By construction: files appear as digests that differ from run to run; refusals as the pattern of their sentence, if it
is in the code word for word, never with its values; faults as types and places in the code, never with their messages,
which may quote the data that caused them.
"""

import hashlib
import os
import platform
import secrets
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from types import CodeType, TracebackType
from typing import TYPE_CHECKING, ClassVar

from workbench.errors import WorkbenchError
from workbench.program import VERSION
from workbench.state_folder import PRIVATE_FILE, make_private

if TYPE_CHECKING:
    from logging import Logger

NAME = "workbench.log"
LARGEST, OLDER_FILES = 1_000_000, 2
"""The most bytes of a file, and how many older files are kept: three in all."""
LAST_LINES = 40
"""How many lines accompany a report of a fault."""
DIGITS_OF_FILE = 8
LONGEST_SUFFIX = 6
PROGRAM = Path(__file__).parent
PARTS_OF_OTHERS = 3
"""How much of the path of foreign code is written: its package, but not the user's folder that it is in."""


class _Log:
    """The log of this process, if any, and its latest lines."""

    logger: "Logger | None" = None
    path: Path | None = None
    salt = secrets.token_bytes(16)
    last_lines: ClassVar[deque[str]] = deque(maxlen=LAST_LINES)
    last_refusal = ""


def start_log(folder: Path) -> None:
    """Keep the log in ``folder`` until ``end_log``, or the end of the program; none if it cannot be written."""
    import atexit
    import logging
    from logging.handlers import RotatingFileHandler

    end_log()
    try:
        make_private(folder)
        handler = RotatingFileHandler(folder / NAME, maxBytes=LARGEST, backupCount=OLDER_FILES, encoding="utf-8")
        (folder / NAME).chmod(PRIVATE_FILE)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.handleError = lambda record: None  # type: ignore[method-assign]  # a full disk must not stop the user's work
    logger = logging.Logger("workbench.log", logging.INFO)  # other loggers do not write to it
    logger.addHandler(handler)
    _Log.logger, _Log.path = logger, folder / NAME
    atexit.register(end_log)
    record(f"start: {', '.join(about_program())}")


def end_log() -> None:
    """Stop logging; does nothing if no log is kept."""
    if _Log.logger is None:
        return
    record("end")
    for handler in _Log.logger.handlers:
        handler.close()
    _Log.logger, _Log.path = None, None
    _Log.last_lines.clear()
    _Log.last_refusal = ""


def log_path() -> Path | None:
    """Return where the log is; None if none is kept."""
    return _Log.path


def last_lines() -> tuple[str, ...]:
    """Return what was recorded last, the latest last."""
    return tuple(_Log.last_lines)


def record(text: str) -> None:
    """Write a line that the caller made only from the program's own words, numbers and ``name_file``."""
    if _Log.logger is not None:
        _Log.last_lines.append(text)
        _Log.logger.info(text)


def record_refusal(error: WorkbenchError) -> None:
    """Write why something was refused: the kind, where, the pattern of its sentence; the same again is one line."""
    if _Log.logger is None:
        return
    line = f"refused: {describe_refusal(error)}"
    if line != _Log.last_refusal:
        record(line)
    _Log.last_refusal = line


def record_fault(fault: BaseException) -> None:
    """Write a fault of the program: types and places in the code."""
    if _Log.logger is not None:
        lines = list(describe_fault(fault))
        _Log.last_lines.extend(lines)
        _Log.logger.error("fault: %s", "\n    ".join(lines))


def name_file(path: Path) -> str:
    """Return the name of a file in the log: a digest of its path, its suffix, its size in bytes if it is there."""
    digest = hashlib.sha256(_Log.salt + os.fsencode(path.absolute())).hexdigest()[:DIGITS_OF_FILE]
    suffix = path.suffix.lower() if path.suffix[1:].isalnum() and len(path.suffix) <= LONGEST_SUFFIX else ""
    size = ""
    with suppress(OSError):
        size = f" {path.stat().st_size:,} bytes"
    return f"{digest}{suffix}{size}"


def about_program() -> tuple[str, ...]:
    """Return the version of the program, of Python and of the system."""
    return VERSION, f"Python {platform.python_version()}", platform.platform()


def describe_refusal(error: WorkbenchError) -> str:
    """Return the kind of a refusal, where it was raised, and its pattern if that stands in the code there.

    A sentence that was assembled from its values does not.
    """
    frames = list(walk_tb(error.__traceback__))
    pattern = error.sentence.pattern
    is_literal = any(pattern in _texts_in(frame.f_code) for frame, _ in frames)
    told = f" {pattern!r}" if is_literal else ""
    return f"{type(error).__name__}{' at ' + _place(*_last(error.__traceback__)) if frames else ''}{told}"


def describe_fault(fault: BaseException) -> Iterator[str]:
    """Yield a line for an exception, and for each step that led to it; then those of its cause."""
    seen: set[int] = set()
    present: BaseException | None = fault
    while present is not None and id(present) not in seen:
        seen.add(id(present))
        kind = type(present)
        yield f"{kind.__module__}.{kind.__qualname__}"
        for frame, line in walk_tb(present.__traceback__):
            yield f"  {_place(frame.f_code, line)}"
        present = present.__cause__ or (None if present.__suppress_context__ else present.__context__)
        if present is not None and id(present) not in seen:
            yield "caused by"


def _last(trace: TracebackType | None) -> tuple[CodeType, int]:
    *_, (frame, line) = walk_tb(trace)
    return frame.f_code, line


def _texts_in(code: CodeType) -> Iterable[str]:
    return (constant for constant in code.co_consts if isinstance(constant, str))


def _place(code: CodeType, line: int) -> str:
    """Return ``workbench/ui/shell/files.py:12 in Files.open``; for foreign code only the end of the path."""
    path = Path(code.co_filename)
    if path.is_relative_to(PROGRAM):
        shown = path.relative_to(PROGRAM.parent)
    else:
        library = next((Path(root) for root in sys.path if root and path.is_relative_to(root)), None)
        shown = path.relative_to(library) if library else Path(*path.parts[-1:])
        shown = Path(*shown.parts[-PARTS_OF_OTHERS:])
    return f"{shown.as_posix()}:{line} in {code.co_qualname}"
