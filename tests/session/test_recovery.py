"""What was done is done again: after any session, after a kill at any moment, up to any damage."""

import os
import random
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.session.edited import SMALL, Editor, make_book, make_clock
from tests.session.kills import Killer, killing
from workbench.codec import encode
from workbench.commands import EditFigures, RenameLine, TakeImport
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.subjects import LineSubject
from workbench.errors import WorkbenchError
from workbench.files import stamp
from workbench.session import Did, Session
from workbench.session.recovery import (
    FileOfDocument,
    LeftBehind,
    RecoveryJournal,
    begin,
    discard,
    left_behind,
    look_into,
    recover,
    unsaved_alterations,
)
from workbench.session.recovery_places import claim_place, make_place
from workbench.store import load, save
from workbench.store.recovery_file import RecoveryFile, connect, read

BOOK = make_book(*SMALL)
IMPORTED = FileOfDocument("book.xlsx", None)
SESSIONS, STEPS = 100, 25
KILLS, MOST_STEPS = 12, 6
SECONDS = 30
RENAME = RenameLine("line_1", "Interest")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


def begun(folder: Path, **options: Any) -> tuple[Session, RecoveryJournal]:
    journal = begin(folder, BOOK, IMPORTED, **options)
    return Session(BOOK, by="A. Analyst", journal=journal, clock=make_clock()), journal


def only_one_left(folder: Path) -> LeftBehind:
    (left,) = left_behind(folder)
    return left


def renames(number: int) -> Iterator[RenameLine]:
    return (RenameLine("line_1", f"Interest {count}") for count in range(number))


def test_what_random_sessions_wrote_makes_them_again_bit_for_bit(folder: Path) -> None:
    chance = random.Random(1)
    for _ in range(SESSIONS):
        session, journal = begun(folder)
        editor = Editor(session, chance)
        for _ in range(chance.randrange(1, STEPS)):
            editor.step()
        (place,) = [path for path in folder.iterdir() if path.is_dir()]
        journal.close()
        remains = left_behind(folder)
        if not remains:
            assert session.is_saved
            assert not place.exists()
            continue
        recovered, again = recover(remains[0])
        assert encode(recovered.session.project, Project) == encode(session.project, Project)
        assert recovered.session.history == session.history
        assert recovered.session.steps_done == session.steps_done
        assert (recovered.session.is_saved, recovered.session.steps_saved) == (session.is_saved, session.steps_saved)
        assert remains[0].steps == abs(session.steps_done - session.steps_saved) or session.steps_saved == -1
        again.delete()
        assert list(folder.iterdir()) == []


def test_an_event_is_in_the_file_before_anybody_hears_of_it(folder: Path) -> None:
    session, journal = begun(folder)
    written: list[int] = []
    session.subscribe(lambda _: written.append(len(read(next(folder.glob("*/events-1"))).events)))
    session.execute(RENAME)
    session.undo()
    session.redo()
    assert written == [1, 2, 3]
    journal.delete()


def test_a_recovered_session_goes_on_in_the_same_file_and_is_recovered_again(folder: Path) -> None:
    session, journal = begun(folder)
    session.execute(RENAME)
    journal.close()
    recovered, journal = recover(only_one_left(folder))
    recovered.session.execute(RenameLine("line_2", "Fees"))
    recovered.session.undo()
    journal.close()
    left = only_one_left(folder)
    assert (left.file.name, left.steps) == ("book.xlsx", 1)
    again, journal = recover(left)
    assert again.session.project == recovered.session.project
    assert again.session.step_to_redo == recovered.session.step_to_redo
    journal.delete()


def test_a_project_file_is_the_base_also_after_another_was_saved_over_it(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "book.recon"
    save(BOOK, file)
    journal = begin(folder, BOOK, FileOfDocument(file.name, file, stamp(file)))
    session = Session(BOOK, journal=journal)
    session.execute(RENAME)
    save(replace(BOOK, entity="Other Ltd"), file)
    journal.close()
    left = only_one_left(folder)
    assert left.file.path == file
    assert left.file.stamp != stamp(file)
    recovered, journal = recover(left)
    assert recovered.session.project == session.project
    journal.delete()


def test_a_file_that_changed_since_it_was_read_is_no_base(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "book.recon"
    save(BOOK, file)
    before = stamp(file)
    save(replace(BOOK, entity="Other Ltd"), file)
    journal = begin(folder, BOOK, FileOfDocument(file.name, file, before))
    (base,) = folder.glob("*/base.recon")
    assert load(base) == BOOK
    journal.delete()


@pytest.mark.parametrize("is_kept_before", [True, False])
def test_an_import_is_kept_in_a_file_of_its_own(folder: Path, *, is_kept_before: bool) -> None:
    session, journal = begun(folder)
    imported = make_book(3, 1, "Imported Ltd")
    if is_kept_before:
        journal.keep_import(imported)
    line = imported.statements[0].lines[-1].id
    session.execute(TakeImport(imported, (RenameLine(line, "Renamed before, and again"),)))
    assert session.project.line(line).caption == "Renamed before, and again"
    assert len(list(folder.glob("*/import-*"))) == 1
    (event,) = read(next(folder.glob("*/events-1"))).events
    assert "Imported" not in event
    journal.close()
    recovered, journal = recover(only_one_left(folder))
    assert recovered.session.project == session.project
    journal.delete()


def test_only_the_user_may_read_what_is_kept(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "book.recon"
    save(BOOK, file)
    journal = begin(folder, BOOK, FileOfDocument(file.name, file, stamp(file)))
    session = Session(BOOK, journal=journal)
    session.execute(TakeImport(make_book(3, 1)))
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    journal.delete()


def test_what_lives_is_not_left_behind_and_nothing_unsaved_is_removed_in_silence(folder: Path) -> None:
    session, journal = begun(folder)
    session.execute(RENAME)
    assert left_behind(folder) == ()
    session.mark_saved(session.project)
    journal.close()
    assert left_behind(folder) == ()
    assert list(folder.iterdir()) == []


def test_what_is_recovered_cannot_be_recovered_twice_and_may_be_looked_into_or_discarded(folder: Path) -> None:
    session, journal = begun(folder)
    session.execute(RENAME)
    journal.close()
    left = only_one_left(folder)
    assert look_into(left).session.project == session.project
    _, journal = recover(left)
    with pytest.raises(WorkbenchError, match="another window"):
        recover(left)
    discard(left)
    assert left.folder.exists()
    journal.close()
    discard(left)
    assert list(folder.iterdir()) == []


def test_what_is_written_is_soon_where_a_power_cut_leaves_it(folder: Path, tmp_path: Path) -> None:
    synced = threading.Event()

    def connect_and_tell(path: Path) -> sqlite3.Connection:
        database = connect(path)
        database.set_trace_callback(lambda statement: synced.set() if "checkpoint" in statement else None)
        return database

    session, journal = begun(folder, connect=connect_and_tell)
    session.execute(RENAME)
    assert synced.wait(SECONDS)
    journal._is_closing.set()
    journal._has_unsynced.set()
    journal._syncing.join()
    cut_off = shutil.copy(next(folder.glob("*/events-1")), tmp_path)  # without the journal beside it
    assert len(read(Path(cut_off)).events) == 1
    journal.delete()


# ---- failures


class FullDisk:
    """A database that has room for some more statements."""

    def __init__(self, path: Path, room: int) -> None:
        self._database = connect(path)
        self._room = room

    def execute(self, statement: str, values: tuple[str, ...] = ()) -> sqlite3.Cursor:
        self._room -= 1
        if self._room < 0:
            raise sqlite3.OperationalError("database or disk is full")
        return self._database.execute(statement, values)

    def close(self) -> None:
        self._database.close()


def connecting_to(room: int) -> Callable[[Path], Any]:
    return lambda path: FullDisk(path, room)


@pytest.mark.parametrize("room", [0, 1, 3, 5, 6])
def test_on_a_full_disk_steps_stand_and_the_journal_says_so_once(folder: Path, room: int) -> None:
    session, journal = begun(folder, connect=connecting_to(room))
    failures = [journal.failure] if journal.failure else []
    journal.on_failure = failures.append
    for command in renames(3):
        session.execute(command)
    assert session.project.line("line_1").caption == "Interest 2"
    assert failures == ["database or disk is full"]
    journal.delete()
    assert list(folder.iterdir()) == []


def test_a_failed_sync_turns_the_journal_off(folder: Path) -> None:
    session, journal = begun(folder)
    failures: list[str] = []
    journal.on_failure = failures.append
    (events,) = folder.glob("*/events-1")
    events.rename(events.with_name("gone"))
    events.mkdir()  # what is synced by its name is not there
    session.execute(RENAME)
    journal.close()
    assert len(failures) == 1
    shutil.rmtree(folder)


def test_where_no_folder_can_be_made_the_journal_is_off_from_the_start(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    session, journal = begun(tmp_path / "state" / "recovery")
    session.execute(RENAME)
    assert journal.failure == "Not a directory"
    journal.delete()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_in_a_read_only_folder_the_journal_is_off(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    _, journal = begun(tmp_path / "recovery")
    assert journal.failure == "Permission denied"


def test_what_cannot_be_read_at_all_stays_as_it_is(folder: Path) -> None:
    session, journal = begun(folder)
    session.execute(RENAME)
    journal.close()
    (events,) = folder.glob("*/events-1")
    events.write_bytes(b"no database" * 1000)
    assert left_behind(folder) == ()
    assert events.read_bytes() == b"no database" * 1000


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_yields_what_stands_before_the_damage(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    session, journal = begun(folder)
    snapshots = [session.project]
    for command in renames(300):
        session.execute(command)
        snapshots.append(session.project)
    journal.close()
    (events,) = folder.glob("*/events-1")
    content = bytearray(events.read_bytes())
    if seed % 2:
        del content[chance.randrange(len(content)) :]
    else:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    events.write_bytes(content)
    for left in left_behind(folder):
        recovered, journal = recover(left)
        assert recovered.session.project == snapshots[recovered.session.steps_done]
        assert recovered.is_damaged or recovered.session.steps_done == len(snapshots) - 1
        recovered.session.execute(RenameLine("line_2", "Fees"))
        assert journal.failure == ""
        journal.close()
        again, journal = recover(only_one_left(folder))
        assert again.session.project == recovered.session.project
        assert not again.is_damaged
        journal.delete()


def test_what_can_no_longer_be_done_ends_it_and_is_kept_aside(folder: Path) -> None:
    session, journal = begun(folder)
    session.execute(RENAME)
    journal.write(Did(RenameLine("no_such_line", "x"), make_clock()(), ""))
    journal.write(Did(RenameLine("line_2", "Fees"), make_clock()(), ""))
    journal.close()
    recovered, journal = recover(only_one_left(folder))
    assert (recovered.session.project, recovered.dropped) == (session.project, 2)
    assert recovered.kept_in is not None
    assert len(recovered.kept_in.read_text(encoding="utf-8").splitlines()) == 2
    journal.close()
    again, journal = recover(only_one_left(folder))
    assert (again.session.project, again.dropped) == (session.project, 0)
    journal.delete()
    assert list(folder.iterdir()) == [recovered.kept_in]


@pytest.mark.parametrize("text", ["[]", "3", "null", '{"is":"signed-off","by":"x"}', '{"is":"did"}', "not JSON"])
def test_an_event_of_another_version_is_no_fault(folder: Path, text: str) -> None:
    session, journal = begun(folder)
    session.execute(RENAME)
    journal.close()
    (events,) = folder.glob("*/events-1")
    file = RecoveryFile(events, read(events).events)
    file.append(text)
    file.close()
    recovered, journal = recover(only_one_left(folder))
    assert (recovered.session.project, recovered.dropped) == (session.project, 1)
    journal.delete()


# ---- who owns a folder


def test_a_folder_of_another_computer_is_left_alone_for_a_day(folder: Path) -> None:
    place = make_place(folder)
    place.release()
    other = place.folder.rename(folder / "other-computer+1+abc")
    assert claim_place(other) is None
    os.utime(other, (0, 0))
    claimed = claim_place(other)
    assert claimed is not None
    claimed.remove()


@pytest.mark.parametrize("name", ["", "notes", "a+b+c", "host+1+", f"host+{10**30}+abc"])
def test_what_is_no_place_is_left_alone(folder: Path, name: str) -> None:
    (folder / name).mkdir(parents=True)
    assert left_behind(folder) == ()
    assert (folder / name).is_dir()


# ---- what differs


def test_what_differs_from_the_file_is_told_once_for_each_subject(folder: Path) -> None:
    session = Session(BOOK)
    session.execute(RenameLine("line_1", "Before"))
    session.mark_saved(session.project)
    for command in renames(3):
        session.execute(command)
    cell = ("line_2", BOOK.statements[0].periods[0])
    session.execute(EditFigures(Map({cell: Decimal(1)})))
    session.execute(EditFigures(Map({cell: Decimal(7)})))
    (altered,) = unsaved_alterations(session)
    assert (altered.subject, altered.old, altered.new) == (LineSubject("book", "line_1"), "Before", "Interest 2")
    for _ in range(session.steps_done):
        session.undo()
    (altered,) = unsaved_alterations(session)
    assert (altered.old, altered.new) == ("Before", "line_1")


# ---- kills


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with killing(tmp_path_factory.mktemp("killed")) as made:
        yield made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made by forking")
@pytest.mark.parametrize("seed", range(1, KILLS + 1))
def test_a_killed_process_loses_no_step_that_it_acknowledged(killer: Killer, seed: int) -> None:
    assert killer.kill(seed, MOST_STEPS) == []
