"""Where the program keeps what is not part of a project: backups, locks, its log."""

import os
from pathlib import Path

FROM_ENVIRONMENT = "WORKBENCH_STATE"
BACKUPS, LOCKS = "backups", "locks"
"""The folders in it of what saves replaced, and of locks that cannot lie beside their files."""
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
"""The permissions of folders and files with the user's work, which no one else may read."""


def state_folder() -> Path:
    """Return the folder: the one that the environment names, else the platform's. It need not exist yet."""
    from_environment = os.environ.get(FROM_ENVIRONMENT)
    if from_environment:
        return Path(from_environment)
    from platformdirs import user_state_path

    return user_state_path("reconciliation-workbench")


def make_private(folder: Path) -> None:
    """Create ``folder`` and its parents, closed to other users. Raises OSError."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)
