"""Where the program keeps what is no project's: backups, locks, its log."""

import os
from pathlib import Path

FROM_ENVIRONMENT = "WORKBENCH_STATE"
BACKUPS, LOCKS = "backups", "locks"
"""The folders in it of what saves replaced, and of locks that cannot lie beside their files."""
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
"""The permissions of folders and files that hold a user's work, and are nobody else's to read."""


def state_folder() -> Path:
    """Return the folder: what the environment names, else the platform's place. It need not be there yet."""
    from_environment = os.environ.get(FROM_ENVIRONMENT)
    if from_environment:
        return Path(from_environment)
    from platformdirs import user_state_path

    return user_state_path("reconciliation-workbench")


def make_private(folder: Path) -> None:
    """Make ``folder`` with all above it, closed to others. Raises OSError."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)
