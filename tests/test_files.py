"""A file is written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.files import remove_leftovers, replacing


def test_the_new_file_takes_the_old_ones_place(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    with replacing(target) as temporary:
        temporary.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_whatever_is_raised_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def fail_halfway() -> None:
        with replacing(target) as temporary:
            temporary.write_text("new")
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        fail_halfway()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="cannot be written"), replacing(tmp_path / "missing" / "out.txt"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators on Windows")
def test_a_link_that_leads_to_itself_is_said(tmp_path: Path) -> None:
    (tmp_path / "out.txt").symlink_to("out.txt")
    with pytest.raises(WorkbenchError, match="cannot be written"), replacing(tmp_path / "out.txt"):
        pass


def test_a_full_disk_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    with pytest.raises(WorkbenchError, match="No space left"), replacing(target):
        raise OSError(28, "No space left on device")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_fills_while_the_workbook_is_written_is_said_in_one_line(qifu_path: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: writing fails the same way, halfway."""
    if sys.platform == "win32":
        pytest.skip("limits on the size of files are set on Linux and macOS")
    (tmp_path / "out.xlsx").write_text("old")
    script = (
        "import resource, signal, sys; from workbench.cli import run;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "sys.exit(run(['reconcile', sys.argv[1], '-o', sys.argv[2], '--force'], print))"
    )
    command = [sys.executable, "-c", script, str(qifu_path), str(tmp_path / "out.xlsx")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
    assert "cannot be written: File too large" in outcome.stderr
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.xlsx": "old"}


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o600)
    with replacing(target) as temporary:
        temporary.write_text("new")
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("new", 0o600)


def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(WorkbenchError, match="write-protected"), replacing(target):
        pass
    assert target.read_text() == "old"


def test_what_a_killed_process_left_goes_at_once_and_what_one_is_at_work_on_stays(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows tells nothing of a process without ending it")
    script = (
        "import sys, time; from pathlib import Path; from workbench.files import replacing, scratch_folder\n"
        "with replacing(Path(sys.argv[1])) as temporary, scratch_folder(temporary):\n"
        "    print('at work', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "out.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        remove_leftovers(tmp_path)
        assert len(list(tmp_path.iterdir())) == 2
        process.kill()
    remove_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_another_program_stays(tmp_path: Path) -> None:
    (tmp_path / ".download.part").write_text("half")
    with replacing(tmp_path / "out.txt") as temporary:
        temporary.write_text("new")
    assert {path.name for path in tmp_path.iterdir()} == {".download.part", "out.txt"}


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "out.txt"
    target.write_text("old")
    (tmp_path / "link.txt").symlink_to(target)
    with replacing(tmp_path / "link.txt") as temporary:
        assert temporary.parent == target.parent
        temporary.write_text("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert target.read_text() == "new"


def test_the_group_of_a_file_stays(tmp_path: Path) -> None:
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only the superuser gives files to other groups")
    target = tmp_path / "out.txt"
    target.write_text("old")
    os.chown(target, 1234, 4321)
    target.chmod(0o664)
    with replacing(target) as temporary:
        temporary.write_text("new")
    now = target.stat()
    assert (now.st_uid, now.st_gid, now.st_mode & 0o777) == (1234, 4321, 0o664)


def test_several_processes_may_write_one_file_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from workbench.files import replacing\n"
        "for n in range(40):\n"
        "    with replacing(Path(sys.argv[1])) as temporary: temporary.write_text(str(n))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "out.txt")]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        _, errors = process.communicate()
        assert (process.returncode, errors) == (0, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("name", ["é" * 120 + ".csv", "合并财务报表" * 12 + ".csv", "a" * 240 + ".csv"])
def test_long_names_of_any_script_are_written(tmp_path: Path, name: str) -> None:
    with replacing(tmp_path / name) as temporary:
        temporary.write_text("new")
    assert (tmp_path / name).read_text() == "new"
