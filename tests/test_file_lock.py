"""Who has a project file open is said to a second window; what a killed process left is taken over."""

import json
import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from workbench import file_lock
from workbench.file_lock import FileLock, Holder, take_lock

NOON = datetime(2026, 11, 26, 12, 0, 0).astimezone()
HOUR, DAY = 3_600, 86_400
HOLDING = """
import sys, os
from datetime import datetime
from pathlib import Path
from workbench.file_lock import FileLock, take_lock
lock = take_lock(Path(sys.argv[1]), None, datetime.now().astimezone())
print(isinstance(lock, FileLock), flush=True)
sys.stdin.readline()
if sys.argv[2] == "killed":
    os._exit(9)
"""
RACING = """
import sys
from datetime import datetime
from pathlib import Path
from workbench.file_lock import FileLock, take_lock
sys.stdin.readline()
lock = take_lock(Path(sys.argv[1]), None, datetime.now().astimezone())
print(isinstance(lock, FileLock), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    path = tmp_path / "qifu.recon"
    path.write_bytes(b"")
    return path


def lock_beside(project_file: Path) -> Path:
    return project_file.with_name(f".{project_file.name}{file_lock.SUFFIX}")


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said_by(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def let_go(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=60)


def write_lock(project_file: Path, seconds_ago: float = 0.0, **values: object) -> None:
    """Write the lock of another window."""
    told = {"user": "ann", "host": "other", "process": 7, "since": NOON.isoformat(), "started": "", "token": "t"}
    path = lock_beside(project_file)
    path.write_text(json.dumps(told | values))
    now = path.stat().st_mtime
    os.utime(path, (now - seconds_ago, now - seconds_ago))


def test_a_lock_says_who_holds_it_and_goes_away(project_file: Path) -> None:
    lock = take_lock(project_file, None, NOON)
    assert isinstance(lock, FileLock)
    assert lock.is_held
    other = take_lock(project_file, None, NOON)
    assert isinstance(other, Holder)
    assert (other.host, other.process, other.since) == (platform.node(), os.getpid(), NOON)
    lock.release()
    assert not lock.is_held
    assert list(project_file.parent.iterdir()) == [project_file]
    lock.release()


@pytest.mark.parametrize(("ending", "is_left"), [("ended", False), ("killed", True)])
def test_a_living_process_holds_it_and_one_that_is_gone_does_not(
    project_file: Path, ending: str, *, is_left: bool
) -> None:
    process = start(HOLDING, project_file, ending)
    assert said_by(process) == "True"
    held = take_lock(project_file, None, NOON)
    assert isinstance(held, Holder)
    assert held.process == process.pid
    let_go(process)
    assert lock_beside(project_file).exists() is is_left
    lock = take_lock(project_file, None, NOON)
    assert isinstance(lock, FileLock)
    lock.release()
    assert list(project_file.parent.iterdir()) == [project_file]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="when a process began is not said here")
def test_a_process_that_was_given_the_number_of_the_dead_one_holds_nothing(project_file: Path) -> None:
    write_lock(project_file, host=platform.node(), process=os.getpid(), started="another boot 17")
    lock = take_lock(project_file, None, NOON)
    assert isinstance(lock, FileLock)
    lock.release()


@pytest.mark.parametrize(("seconds", "is_held"), [(0, True), (20 * HOUR, True), (DAY + HOUR, False)])
def test_the_lock_of_another_computer_counts_for_a_day_without_a_sign_of_life(
    project_file: Path, seconds: float, *, is_held: bool
) -> None:
    write_lock(project_file, seconds)
    taken = take_lock(project_file, None, NOON)
    assert isinstance(taken, Holder) is is_held
    if isinstance(taken, FileLock):
        taken.release()


def test_a_sign_of_life_keeps_a_lock_and_one_that_was_taken_over_gives_none(project_file: Path) -> None:
    lock = take_lock(project_file, None, NOON)
    assert isinstance(lock, FileLock)
    os.utime(lock_beside(project_file), (1, 1))
    lock.show_life()
    assert lock_beside(project_file).stat().st_mtime > 1
    write_lock(project_file, DAY)
    before = lock_beside(project_file).stat().st_mtime
    lock.show_life()
    lock.release()
    assert lock_beside(project_file).stat().st_mtime == before


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"user": 1}', "\0\0", "[" * 9_000])
def test_a_lock_without_content_is_waited_for_a_moment_and_then_taken_over(project_file: Path, text: str) -> None:
    lock_beside(project_file).write_text(text)
    held = take_lock(project_file, None, NOON)
    assert isinstance(held, Holder)
    assert held.user == ""
    now = lock_beside(project_file).stat().st_mtime
    os.utime(lock_beside(project_file), (now - 60, now - 60))
    lock = take_lock(project_file, None, NOON)
    assert isinstance(lock, FileLock)
    lock.release()


def test_what_a_lock_says_is_one_short_line(project_file: Path) -> None:
    write_lock(project_file, user="a\nb" + "c" * 500)
    held = take_lock(project_file, None, NOON)
    assert isinstance(held, Holder)
    assert held.user == "a b" + "c" * 77


def test_where_the_folder_takes_no_lock_another_one_does(
    project_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "state" / "locks"
    real_open = os.open

    def refuse_beside(path: Path, *arguments: int) -> int:
        if Path(path) == lock_beside(project_file):
            raise PermissionError(13, "Permission denied")
        return real_open(path, *arguments)

    monkeypatch.setattr(os, "open", refuse_beside)
    lock = take_lock(project_file, other, NOON)
    assert isinstance(lock, FileLock)
    assert [path.suffix for path in other.iterdir()] == [".lock"]
    assert isinstance(take_lock(project_file, other, NOON), Holder)
    lock.release()
    assert list(other.iterdir()) == []
    nobody = take_lock(project_file, None, NOON)
    assert isinstance(nobody, FileLock)
    assert not nobody.is_held
    nobody.release()


@pytest.mark.parametrize("name", [f"{'季' * 80}.recon", f"{'a' * 249}.recon"])
def test_any_name_has_a_lock(tmp_path: Path, name: str) -> None:
    lock = take_lock(tmp_path / name, None, NOON)
    assert isinstance(lock, FileLock)
    assert lock.is_held
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_of_many_that_find_a_stale_lock_one_takes_it(project_file: Path) -> None:
    for _ in range(3):
        write_lock(project_file, 2 * DAY)
        processes = [start(RACING, project_file) for _ in range(4)]
        for process in processes:
            assert process.stdin
            process.stdin.write("\n")
            process.stdin.flush()
        assert sorted(map(said_by, processes)) == ["False", "False", "False", "True"]
        for process in processes:
            let_go(process)
        assert list(project_file.parent.iterdir()) == [project_file]
