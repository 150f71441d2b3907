"""Paths as the user names them."""

from os import PathLike
from pathlib import Path
from typing import TypeAlias

File: TypeAlias = str | PathLike[str]


def path_of(file: File) -> Path:
    """Return the path of a file; in text, ``~`` at the beginning stands for the user's folder."""
    path = Path(file)
    is_at_home = isinstance(file, str) and path.parts[:1] == ("~",)
    return Path.home().joinpath(*path.parts[1:]) if is_at_home else path
