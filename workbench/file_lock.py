"""The lock of a project file: a small file beside it that says who has it open, so that a second window knows.

It is created by a call that fails if the file exists, which also works in network folders, where the operating system's
locks often do not. It warns but prevents nothing: what another program wrote regardless is noticed before a save.
"""

import getpass
import hashlib
import json
import os
import platform
import secrets
import tempfile
import time
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from workbench.clock import present_time
from workbench.files import host_name, is_alive
from workbench.state_folder import make_private

SUFFIX = ".workbench.lock"
LONGEST_NAME = 200
"""The most bytes of the project file's name in the name of its lock; a longer one is replaced by its digest."""
SECONDS_BETWEEN_SIGNS = 600
"""How often a lock is touched while its window is open."""
SECONDS_WITHOUT_A_SIGN = 86_400
"""How long the lock of another computer counts without a sign of life: a laptop may sleep overnight."""
SECONDS_TO_WRITE = 10
"""An empty lock may be in the course of being written; after this long, its process was killed."""
MOST_ATTEMPTS = 5
LARGEST = 10_000
NOTHING_OPEN = -1
LONGEST_TEXT = 80
"""The most characters of a name in a lock, which anyone may have written."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project file open. ``started``: when the process began, in its system's terms; "" if unknown.

    ``token`` tells two locks of the same process apart.
    """

    user: str
    host: str
    process: int
    since: datetime
    started: str = ""
    token: str = ""


class FileLock:
    """The lock of one project file, held until it is released or the program ends."""

    def __init__(self, project_file: Path, lock_file: Path | None, token: str, open_file: int = NOTHING_OPEN) -> None:
        """``lock_file`` is None if none could be written: then no one is warned. ``open_file``: its descriptor."""
        self.project_file = project_file
        self._lock_file = lock_file
        self._token = token
        self._remove = weakref.finalize(self, _remove_own, lock_file, token, open_file, os.getpid())

    @property
    def is_held(self) -> bool:
        """True if the lock still says that the file is open here."""
        return self._lock_file is not None and _is_of(self._lock_file, self._token)

    def show_life(self) -> None:
        """Touch the lock, so that other computers see that it is in use."""
        if self._lock_file and self.is_held:
            with suppress(OSError):
                os.utime(self._lock_file)

    def release(self) -> None:
        """Remove the lock if it is still this one; it also goes when nothing refers to it any more."""
        self._remove()


def take_lock(project_file: Path, other_folder: Path | None, now: datetime) -> FileLock | Holder:
    """Return the lock of ``project_file``, now ours; if someone has it open, return who.

    ``other_folder`` holds the lock if it cannot be written in the file's folder. A lock that a killed process left is
    taken over.
    """
    holder = Holder(user_name(), platform.node(), os.getpid(), now, _start_of(os.getpid()), secrets.token_hex(8))
    project_file = project_file.resolve()
    for lock_file in _places(project_file, other_folder):
        try:
            if other_folder and lock_file.parent == other_folder:
                make_private(other_folder)
            taken = _take(lock_file, holder)
        except OSError:
            continue
        return taken if isinstance(taken, Holder) else FileLock(project_file, lock_file, holder.token, taken)
    return FileLock(project_file, None, "")


def _is_of(lock_file: Path, token: str) -> bool:
    holder = _read(lock_file)
    return isinstance(holder, Holder) and holder.token == token


def _remove_own(lock_file: Path | None, token: str, open_file: int, process: int) -> None:
    if lock_file is None or process != os.getpid():  # a forked process has no lock
        return
    is_own = _is_of(lock_file, token)
    if open_file != NOTHING_OPEN:
        os.close(open_file)
    if is_own:
        with suppress(OSError):
            lock_file.unlink()


def user_name() -> str:
    """Return the name by which the system knows the user; "" if it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _places(project_file: Path, other_folder: Path | None) -> list[Path]:
    name = project_file.name
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    digest = hashlib.sha256(os.fsencode(project_file)).hexdigest()
    return [project_file.with_name(f".{name}{SUFFIX}"), *([other_folder / f"{digest}{SUFFIX}"] if other_folder else [])]


def _take(lock_file: Path, holder: Holder) -> Holder | int:
    """Create the lock and return its descriptor; if someone else holds it, return who. Raises OSError if it cannot.

    The file stays open only on Windows, so no one can move it while its process runs.
    """
    for _ in range(MOST_ATTEMPTS):
        try:
            descriptor = os.open(lock_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            other = _read(lock_file)
            if other is not None and not _is_stale(lock_file, other):
                return other if isinstance(other, Holder) else _unknown(lock_file)
            if other is not None and not _remove_stale(lock_file, other):
                return other if isinstance(other, Holder) else _unknown(lock_file)
            continue
        try:
            os.write(descriptor, json.dumps(asdict(holder) | {"since": holder.since.isoformat()}).encode())
        except OSError:  # a full disk
            os.close(descriptor)
            lock_file.unlink()
            raise
        if os.name != "nt":
            os.close(descriptor)
            return NOTHING_OPEN
        return descriptor
    return _unknown(lock_file)


def _read(lock_file: Path) -> Holder | str | None:
    """Return who holds a lock; its text if that does not say; None if there is no lock."""
    try:
        with lock_file.open(encoding="utf-8", errors="replace") as file:
            text = file.read(LARGEST)
    except OSError:
        return _unknown(lock_file) if lock_file.exists() else None
    try:
        values = json.loads(text)
        return Holder(
            _one_line(values["user"]),
            _one_line(values["host"]),
            int(values["process"]),
            datetime.fromisoformat(values["since"]).astimezone(),
            _one_line(values["started"]),
            _one_line(values["token"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return text


def _one_line(value: object) -> str:
    return "".join(character if character.isprintable() else " " for character in str(value)[:LONGEST_TEXT])


def _unknown(lock_file: Path) -> Holder:
    """Return the holder of a lock that does not name its owner."""
    try:
        since = datetime.fromtimestamp(lock_file.stat().st_mtime).astimezone()
    except OSError:
        since = present_time()
    return Holder("", "", 0, since)


def _is_stale(lock_file: Path, holder: Holder | str) -> bool:
    """True if the window that owns the lock is gone.

    On this computer the process is looked up; it must have begun when the lock says, because numbers are reused after a
    restart. For another computer, the last sign of life counts, by the clock of the disk that holds the lock.
    """
    if isinstance(holder, str):
        return _seconds_since_sign(lock_file) > SECONDS_TO_WRITE
    if holder.host == platform.node() and holder.process:
        if os.name == "nt":
            return True  # whether it is gone shows when its lock is moved
        if not is_alive(holder.process):
            return True
        started = _start_of(holder.process)
        return bool(holder.started and started) and holder.started != started
    return _seconds_since_sign(lock_file) > SECONDS_WITHOUT_A_SIGN


def _seconds_since_sign(lock_file: Path) -> float:
    """Return how long ago a lock was touched, by the clock of its disk if possible, else by ours."""
    now = time.time()
    with suppress(OSError), tempfile.NamedTemporaryFile(dir=lock_file.parent, prefix=f".{host_name()}.") as probe:
        now = os.fstat(probe.fileno()).st_mtime
    try:
        return now - lock_file.stat().st_mtime
    except OSError:
        return 0.0


def _remove_stale(lock_file: Path, stale: Holder | str) -> bool:
    """Remove a lock, but not one that another window has made in its place meanwhile. False if it cannot be moved."""
    aside = lock_file.with_name(f"{lock_file.name}.{secrets.token_hex(4)}")
    try:
        lock_file.rename(aside)  # only one of several windows can move it
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if _read(aside) != stale:
        with suppress(OSError):
            os.link(aside, lock_file)  # fails if there is one again
    with suppress(OSError):
        aside.unlink()
    return True


def _start_of(process: int) -> str:
    """Return when a process of this computer began, in ticks since the system did; "" if that is not said."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {status.rpartition(')')[2].split()[19]}"
    except (OSError, IndexError):
        return ""
