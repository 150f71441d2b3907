"""What a save replaces is kept, dated, and rotates."""

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from workbench.backups import USUAL_NUMBER, backups_of, folder_of, keep_backup

NOON = datetime(2026, 11, 26, 12, 0, 0).astimezone()


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    path = tmp_path / "books" / "qifu.recon"
    path.parent.mkdir()
    path.write_bytes(b"first")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "backups"


def test_a_backup_bears_name_and_date_and_is_private(project_file: Path, folder: Path) -> None:
    os.utime(project_file, (1_700_000_000, 1_700_000_000))
    backup = keep_backup(project_file, folder, NOON)
    assert backup is not None
    assert backup.path.name == "qifu 2026-11-26 12.00.00.recon"
    assert (backup.path.read_bytes(), backup.size) == (b"first", 5)
    assert backup.replaced == NOON
    assert backup.saved.timestamp() == 1_700_000_000
    assert backups_of(project_file, folder) == (backup,)
    if os.name != "nt":
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, backup.path.parent, backup.path)]
        assert modes == [0o700, 0o700, 0o600]


def test_the_oldest_of_five_goes(project_file: Path, folder: Path) -> None:
    for hours in range(USUAL_NUMBER + 2):
        project_file.write_text(str(hours))
        keep_backup(project_file, folder, NOON + timedelta(hours=hours))
    assert [backup.path.read_text() for backup in backups_of(project_file, folder)] == ["6", "5", "4", "3", "2"]


def test_a_day_of_many_saves_leaves_the_last_of_the_day_before(project_file: Path, folder: Path) -> None:
    for days in (3, 2, 1):
        project_file.write_text(f"{days} days ago")
        keep_backup(project_file, folder, NOON - timedelta(days=days))
    for minutes in range(20):
        project_file.write_text(str(minutes))
        keep_backup(project_file, folder, NOON + timedelta(minutes=minutes))
    kept = [backup.path.read_text() for backup in backups_of(project_file, folder)]
    assert kept == ["19", "18", "17", "16", "1 days ago"]


def test_what_was_saved_here_within_the_minute_is_not_kept_but_anothers_work_is(
    project_file: Path, folder: Path
) -> None:
    assert keep_backup(project_file, folder, NOON)
    soon = NOON + timedelta(seconds=20)
    assert keep_backup(project_file, folder, soon, is_own_work=True) is None
    assert keep_backup(project_file, folder, soon)
    other = keep_backup(project_file, folder, soon)
    assert other is not None
    assert other.path.name == "qifu 2026-11-26 12.00.20 (2).recon"
    assert backups_of(project_file, folder)[0] == other
    assert keep_backup(project_file, folder, soon + timedelta(minutes=1), is_own_work=True)


def test_files_of_the_same_name_have_backups_of_their_own(project_file: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "qifu.recon"
    other.write_bytes(b"other")
    keep_backup(project_file, folder, NOON)
    assert backups_of(other, folder) == ()
    assert folder_of(other, folder) != folder_of(project_file, folder)
    project_file.unlink()
    assert len(backups_of(project_file, folder)) == 1


def test_nothing_is_kept_of_what_is_not_there_and_strange_files_are_passed_over(
    project_file: Path, folder: Path
) -> None:
    assert keep_backup(project_file.with_name("new.recon"), folder, NOON) is None
    keep_backup(project_file, folder, NOON)
    (folder_of(project_file, folder) / "qifu 2026-99-26 12.00.00.recon").write_text("no such day")
    (folder_of(project_file, folder) / "notes.txt").write_text("notes")
    assert len(backups_of(project_file, folder)) == 1


@pytest.mark.parametrize("name", [f"{'季' * 80}.recon", ".recon.recon", "a. .recon"])
def test_any_name_of_a_project_file_will_do(name: str, project_file: Path, folder: Path) -> None:
    path = project_file.with_name(name)
    path.write_bytes(b"content")
    assert keep_backup(path, folder, NOON)
    assert len(backups_of(path, folder)) == 1
