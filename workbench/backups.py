"""Dated backups of project files: what a save replaced can be opened again.

The backups of a project file are in a folder named after its path, even once the file is gone.
"""

import hashlib
import os
import re
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from workbench.errors import WorkbenchError
from workbench.files import replacing
from workbench.phrases import Phrase, phrase
from workbench.state_folder import PRIVATE_FILE, make_private

USUAL_NUMBER = 5
SHORTEST_LIFE = timedelta(minutes=1)
"""Saving twice within a minute would rotate out backups worth keeping."""
LONGEST_NAME = 80
"""The most bytes of the project file's name in the names of its folder and its backups."""
DIGITS_OF_PATH = 12
DATE = "%Y-%m-%d %H.%M.%S"
DATED = re.compile(r" (\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \((\d+)\))?$")


class Backup(NamedTuple):
    """A copy of a project file. ``replaced``: when a save put another in its place; ``size`` is in bytes.

    ``saved``: when the copied file was saved.
    """

    path: Path
    replaced: datetime
    saved: datetime
    size: int


def keep_backup(
    project_file: Path, folder: Path, now: datetime, *, is_own_work: bool = False, most: int = USUAL_NUMBER
) -> Backup | None:
    """Copy ``project_file`` to the backups in ``folder``, of which ``most`` stay, before a save replaces it.

    Returns the copy; None if there is no such file, or if it is ``is_own_work``, written by this window, and a backup
    was made less than a minute ago: then only that minute's work is not kept. Raises OSError or WorkbenchError.
    """
    if not project_file.is_file():
        return None
    present = backups_of(project_file, folder)
    if is_own_work and present and abs(now - present[0].replaced) < SHORTEST_LIFE:
        return None
    own_folder = folder_of(project_file, folder)
    make_private(folder)
    make_private(own_folder)
    target = _free_name(own_folder, project_file, now)
    status = project_file.stat()
    with replacing(target) as temporary:
        shutil.copyfile(project_file, temporary)
        os.utime(temporary, ns=(status.st_mtime_ns, status.st_mtime_ns))
    target.chmod(PRIVATE_FILE)
    _remove_old(project_file, folder, most)
    return _backup_at(target)


def keep_backup_if_possible(
    project_file: Path, folder: Path, now: datetime, *, is_own_work: bool = False, most: int = USUAL_NUMBER
) -> Phrase | None:
    """Do as ``keep_backup``; return why it cannot be done, None if it was, or nothing had to be."""
    try:
        keep_backup(project_file, folder, now, is_own_work=is_own_work, most=most)
    except WorkbenchError as error:
        return error.sentence
    except OSError as error:
        return phrase("{path} cannot be copied: {reason}.", path=str(project_file), reason=error.strerror or str(error))
    return None


def backups_of(project_file: Path, folder: Path) -> tuple[Backup, ...]:
    """Return the backups of ``project_file`` in ``folder``, the latest first."""
    backups: list[Backup] = []
    with suppress(OSError):
        for path in folder_of(project_file, folder).iterdir():
            with suppress(OSError, ValueError):
                if (backup := _backup_at(path)) and path.suffix == project_file.suffix:
                    backups.append(backup)
    return tuple(sorted(backups, key=lambda backup: (backup.replaced, _number_of(backup.path)), reverse=True))


def folder_of(project_file: Path, folder: Path) -> Path:
    """Return where in ``folder`` the backups of ``project_file`` are: named after it, and distinguished by its path."""
    digest = hashlib.sha256(os.fsencode(project_file.resolve())).hexdigest()[:DIGITS_OF_PATH]
    return folder / f"{_short(project_file)} {digest}"


def _free_name(own_folder: Path, project_file: Path, now: datetime) -> Path:
    name, number = f"{_short(project_file)} {now:{DATE}}", 1
    target = own_folder / f"{name}{project_file.suffix}"
    while target.exists():
        number += 1
        target = own_folder / f"{name} ({number}){project_file.suffix}"
    return target


def _short(project_file: Path) -> str:
    return os.fsencode(project_file.stem)[:LONGEST_NAME].decode(errors="ignore").strip(" .") or "project"


def _backup_at(path: Path) -> Backup | None:
    """Return the backup at ``path``; None if it is not named like one. Raises OSError or ValueError."""
    dated = DATED.search(path.stem)
    if dated is None:
        return None
    status = path.stat()
    replaced = datetime.strptime(dated[1], DATE).astimezone()
    return Backup(path, replaced, datetime.fromtimestamp(status.st_mtime).astimezone(), status.st_size)


def _number_of(path: Path) -> int:
    dated = DATED.search(path.stem)
    return int(dated[2] or 1) if dated else 1


def _remove_old(project_file: Path, folder: Path, most: int) -> None:
    """Keep the ``most`` latest backups; if all are of one day, the latest of an earlier day replaces the oldest.

    Otherwise a day of many saves would leave nothing from before it.
    """
    backups = backups_of(project_file, folder)
    kept = list(backups[:most])
    day = kept[0].replaced.date() if kept else None
    if all(backup.replaced.date() == day for backup in kept):
        earlier = [backup for backup in backups[most:] if backup.replaced.date() != day]
        kept[most - 1 :] = earlier[:1] or kept[most - 1 :]
    for backup in backups:
        if backup not in kept:
            with suppress(OSError):
                backup.path.unlink()
