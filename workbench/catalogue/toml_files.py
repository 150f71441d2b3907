"""Reads the tables of the program's own catalogue."""

import tomllib
from typing import Any

from workbench import resources


def read_catalogue(file: str) -> dict[str, Any]:
    """Return what a file of ``resources/catalogue`` holds."""
    with (resources.root() / "catalogue" / file).open("rb") as catalogue:
        return tomllib.load(catalogue)
