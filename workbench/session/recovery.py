"""Recovery: every step in an open document is recorded, and reapplied after a kill or a power failure.

The folder of a document contains its base (the project as opened or imported), the events since then, each written
before it is published, and the project that each later import produced.
"""

import json
import os
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from workbench.codec import decode, encode
from workbench.commands import Edit, TakeImport
from workbench.domain.project import Project
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.files import Stamp, stamp, sync_folder
from workbench.phrases import phrase
from workbench.progress import SILENT, Progress
from workbench.session.journal import Did, Event, Redone, Saved, Undone
from workbench.session.recovery_places import PRIVATE_FILE, Place, claim_place, make_place, places_left
from workbench.session.session import NOWHERE, Session
from workbench.store import load, save
from workbench.store.recovery_file import Connect, RecoveryFile, RecoveryFileError, connect, read

BASE, EVENTS, UNFINISHED = "base.recon", "events-{number}", "unfinished"
SECONDS_BETWEEN_SYNCS = 0.5
"""A power failure loses what was done since the last sync: less than a second, including the time the disk takes."""


@dataclass(frozen=True, slots=True)
class DidImport:
    """An import was adopted with ``edits`` reapplied; its project is in ``file``, beside the events."""

    file: str
    edits: tuple[Edit, ...]
    at: datetime
    by: str


WrittenEvent: TypeAlias = Did | Undone | Redone | Saved | DidImport


@dataclass(frozen=True, slots=True)
class FileOfDocument:
    """The project file of a document as last read or written; None before the first save, or if it is gone."""

    name: str
    path: Path | None
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What a dead process left of a document. ``steps``: how many of its steps are not in any project file.

    ``at``: when the last step was made.
    """

    folder: Path
    file: FileOfDocument
    at: datetime
    steps: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """A session as it was left. ``is_damaged``: what followed its last step can no longer be read.

    ``dropped``: how many of the last events could not be reapplied; ``kept_in``: the file in which they are kept.
    """

    session: Session
    file: FileOfDocument
    is_damaged: bool = False
    dropped: int = 0
    kept_in: Path | None = None


class RecoveryJournal:
    """Records the events of one session. If it cannot write, the session continues: it reports so and turns off.

    ``failure``: why it is off; empty while it is on. ``on_failure`` is called with that, once, in any thread.
    """

    def __init__(self, place: Place | None, file: RecoveryFile | None, failure: str = "") -> None:
        self.failure = failure
        self.on_failure: Callable[[str], None] = lambda reason: None
        self._place = place
        self._file = file
        self._kept_import: tuple[Project, str] | None = None
        self._has_unsynced, self._is_closing = threading.Event(), threading.Event()
        self._syncing = threading.Thread(target=self._keep_synced, daemon=True)
        if file:
            self._syncing.start()

    def write(self, event: Event) -> None:
        """Append ``event``; it never raises."""

        def append(file: RecoveryFile, _: Path) -> None:
            file.append(encode(self._to_write(event), WrittenEvent))

        self._attempt(append)

    def keep_import(self, project: Project) -> None:
        """Store ``project`` before it is adopted, in the job that made it, because writing takes a while."""
        self._attempt(lambda _, folder: self._keep(project, folder))

    def describe(self, document: FileOfDocument) -> None:
        """Record which file the document is in."""
        self._attempt(lambda file, _: file.describe(_as_texts(document)))

    def close(self) -> None:
        """End, and leave everything for recovery."""
        self._is_closing.set()
        self._has_unsynced.set()
        if self._file:
            self._syncing.join()
            self._file.close()
        if self._place:
            self._place.release()
        self._file = self._place = None

    def delete(self) -> None:
        """End, and delete everything: unsaved changes are not wanted."""
        place, self._place = self._place, None
        self.close()
        if place:
            place.remove()

    def _attempt(self, act: Callable[[RecoveryFile, Path], None]) -> None:
        if self.failure or self._file is None or self._place is None:
            return
        try:
            act(self._file, self._place.folder)
        except Exception as error:  # a border: a step stands, whether or not it could be recorded
            self._fail(error)
        else:
            self._has_unsynced.set()

    def _fail(self, error: Exception) -> None:
        if not self.failure:
            self.failure = reason_of(error)
            self.on_failure(self.failure)

    def _to_write(self, event: Event) -> WrittenEvent:
        if isinstance(event, Did) and isinstance(event.command, TakeImport):
            project = event.command.imported
            if self._kept_import is None or self._kept_import[0] is not project:
                assert self._place is not None
                self._keep(project, self._place.folder)
            assert self._kept_import is not None
            return DidImport(self._kept_import[1], event.command.edits, event.at, event.by)
        return event

    def _keep(self, project: Project, folder: Path) -> None:
        name = f"import-{len(list(folder.glob('import-*')))}.recon"
        write_snapshot(project, folder / name)
        self._kept_import = project, name

    def _keep_synced(self) -> None:
        """Sync soon after each step, in a thread of its own."""
        while not self._is_closing.is_set():
            self._has_unsynced.wait()
            self._has_unsynced.clear()
            try:
                if self._file:
                    self._file.sync()
            except RecoveryFileError as error:
                self._fail(error)
                return
            self._is_closing.wait(SECONDS_BETWEEN_SYNCS)


def begin(folder: Path, project: Project, document: FileOfDocument, *, connect: Connect = connect) -> RecoveryJournal:
    """Return the journal, in ``folder``, of a session that starts with ``project``; it is off if it cannot be kept.

    Writes the base, which takes a while.
    """
    place = None
    try:
        place = make_place(folder)
        _write_base(place.folder / BASE, project, document)
        file = RecoveryFile(place.folder / EVENTS.format(number=1), connect=connect)
        file.describe(_as_texts(document))
        sync_folder(place.folder)
    except (OSError, WorkbenchError) as error:
        if place:
            place.remove()
        return RecoveryJournal(None, None, reason_of(error))
    encode(Undone(), WrittenEvent)  # makes the coders, which the first step would otherwise wait for
    return RecoveryJournal(place, file)


def _write_base(base: Path, project: Project, document: FileOfDocument) -> None:
    """Copy the file that ``project`` was read from, or write the project if that file has changed since.

    A hard link would be just as quick, but would follow a program that writes into the file instead of replacing it.
    """
    if document.path and document.stamp and stamp(document.path) == document.stamp:
        shutil.copyfile(document.path, base)
        if stamp(document.path) == document.stamp:
            _keep_private(base)
            return
        base.unlink()
    write_snapshot(project, base)


def left_behind(folder: Path) -> tuple[LeftBehind, ...]:
    """Return what dead processes left in ``folder``, the latest first.

    Whatever contains nothing unsaved is removed; whatever cannot be read at all stays as it is.
    """
    remains = []
    for path in places_left(folder):
        place = claim_place(path)
        if place is None:
            continue
        recorded = read(_events_file(path))
        events = [_fields_of(event) for event in recorded.events]
        steps, at = _unsaved_steps(events), _time_of_last(events)
        if steps and at:
            remains.append(LeftBehind(path, _from_texts(recorded.document), at, steps))
            place.release()
        elif recorded.is_damaged:
            place.release()
        else:
            place.remove()
    return tuple(sorted(remains, key=lambda left: left.at, reverse=True))


def look_into(left: LeftBehind, progress: Progress = SILENT) -> Recovered:
    """Return the session as it was left, and leave everything where it is. Raises WorkbenchError."""
    place = _claim(left)
    try:
        return _replay(place.folder, progress)[0]
    finally:
        place.release()


def recover(left: LeftBehind, progress: Progress = SILENT) -> tuple[Recovered, RecoveryJournal]:
    """Return the session as it was left, and its journal, which continues.

    It ends before the first event that cannot be reapplied, damaged or written by another version: the rest is kept in
    a separate file. Raises WorkbenchError if the base cannot be read, or another process is already recovering it.
    """
    place = _claim(left)
    try:
        recovered, events, rest = _replay(place.folder, progress)
        if rest or recovered.is_damaged:
            kept_in = place.folder.with_name(f"{place.folder.name}.rest.jsonl") if rest else None
            if kept_in:
                kept_in.touch(PRIVATE_FILE)
                kept_in.write_text("".join(f"{event}\n" for event in rest), encoding="utf-8")
            _write_anew(place.folder, recovered.file, events)
            recovered = replace(recovered, dropped=len(rest), kept_in=kept_in)
        file = RecoveryFile(_events_file(place.folder), events)
    except OSError as error:
        place.release()
        raise WorkbenchError(
            "{name} cannot be recovered: {reason}.", name=left.file.name, reason=reason_of(error)
        ) from None
    except BaseException:
        place.release()
        raise
    journal = RecoveryJournal(place, file)
    recovered.session.journal = journal
    return recovered, journal


def discard(left: LeftBehind) -> None:
    """Delete what was left, unless another process is recovering it."""
    if place := claim_place(left.folder):
        place.remove()


def unsaved_alterations(session: Session) -> tuple[Alteration, ...]:
    """Return what differs between the saved snapshot and the current one, each attribute of each subject once."""
    saved, present = max(session.steps_saved, 0), session.steps_done
    steps = [alteration for step in session.history[saved:present] for alteration in step.alterations]
    steps += [
        replace(alteration, old=alteration.new, new=alteration.old)
        for step in reversed(session.history[present:saved])
        for alteration in reversed(step.alterations)
    ]
    altered: dict[tuple[str, str], Alteration] = {}
    for alteration in steps:
        earlier = altered.get(alteration.key, alteration)
        altered[alteration.key] = replace(alteration, name=earlier.name, old=earlier.old)
    return tuple(alteration for alteration in altered.values() if alteration.old != alteration.new)


def write_snapshot(project: Project, path: Path) -> None:
    """Write a project beside its events. Raises WorkbenchError."""
    save(project, path)
    _keep_private(path)


def reason_of(error: Exception) -> str:
    """Return the system's reason why something could not be written."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


# ---- reapplying events


def _claim(left: LeftBehind) -> Place:
    place = claim_place(left.folder)
    if place is None:
        raise WorkbenchError("{name} is being recovered in another window.", name=left.file.name)
    return place


def _replay(folder: Path, progress: Progress) -> tuple[Recovered, Sequence[str], Sequence[str]]:
    """Return the session, the events that were reapplied, and the rest. Raises WorkbenchError."""
    recorded = read(_events_file(folder))
    session = Session(load(folder / BASE, progress))
    done = 0
    for text in recorded.events:
        progress.step(done, len(recorded.events), phrase("Recovering the steps"))
        try:
            session.replay(_read_event(text, folder))
        except Exception:  # a border: what another version wrote may fail in any way
            break
        done += 1
    recovered = Recovered(session, _from_texts(recorded.document), recorded.is_damaged)
    return recovered, recorded.events[:done], recorded.events[done:]


def _read_event(text: str, folder: Path) -> Event:
    event: WrittenEvent = decode(text, WrittenEvent)
    if isinstance(event, DidImport):
        return Did(TakeImport(load(folder / Path(event.file).name), event.edits), event.at, event.by)
    return event


def _write_anew(folder: Path, document: FileOfDocument, events: Sequence[str]) -> None:
    """Write only ``events`` to a new file, which replaces the current one once it is complete."""
    number = int(_events_file(folder).name.rpartition("-")[2]) + 1
    unfinished = folder / UNFINISHED
    unfinished.unlink(missing_ok=True)
    file = RecoveryFile(unfinished)
    file.describe(_as_texts(document))
    for event in events:
        file.append(event)
    file.close()
    unfinished.replace(folder / EVENTS.format(number=number))
    sync_folder(folder)


def _events_file(folder: Path) -> Path:
    """Return the latest file of events."""
    numbers = [int(number) for path in folder.glob("events-*") if (number := path.name.rpartition("-")[2]).isdecimal()]
    return folder / EVENTS.format(number=max(numbers, default=1))


# ---- what the events say without being reapplied


def _fields_of(event: str) -> Mapping[str, Any]:
    """Return the fields of an event, whatever version wrote it; none if it is not a record."""
    try:
        fields = json.loads(event)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _unsaved_steps(events: Sequence[Mapping[str, Any]]) -> int:
    """Return how many steps lie between the snapshot that is in the project file and the last one."""
    present = saved = 0
    for event in events:
        match event.get("is"):
            case "undone":
                present -= 1
            case "redone":
                present += 1
            case "saved":
                saved = event.get("steps", NOWHERE)
            case _:
                saved = saved if saved <= present else NOWHERE
                present += 1
    return abs(present - saved) if saved != NOWHERE else max(present, 1)


def _time_of_last(events: Sequence[Mapping[str, Any]]) -> datetime | None:
    times = [event["at"] for event in events if "at" in event]
    return datetime.fromisoformat(times[-1]) if times else None


def _as_texts(document: FileOfDocument) -> dict[str, str]:
    return {
        "name": document.name,
        "path": str(document.path.absolute()) if document.path else "",
        "stamp": json.dumps(document.stamp),
    }


def _from_texts(texts: Mapping[str, str]) -> FileOfDocument:
    path = texts.get("path", "")
    try:
        known_stamp = Stamp(*json.loads(texts["stamp"]))
    except (LookupError, ValueError, TypeError):  # no file, or damage
        known_stamp = None
    return FileOfDocument(texts.get("name", ""), Path(path) if path else None, known_stamp)


def _keep_private(path: Path) -> None:
    path.chmod(PRIVATE_FILE)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
