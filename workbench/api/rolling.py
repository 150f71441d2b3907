"""Rolling projects forward: the book of the next period."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.api.book import Book
from workbench.api.paths import File, path_of
from workbench.api.saving import KnownFiles
from workbench.opening import read_held
from workbench.phrases import ENGLISH, Words

if TYPE_CHECKING:
    from workbench.rolling.roll_forward import Rolled


def roll(*projects: File, to: str, opening: str = "include", by: str = "") -> Book:
    """Return the book of the period ``to`` (``"H1 2023"``, ``"FY 2023"``), rolled forward from earlier projects.

    Balances at the last year end and flows of the same span a year earlier are comparatives, taken from the projects
    that hold them, and locked; a period that none holds stays empty. ``opening``: what becomes of the amounts of each
    difference at the last year end: ``"include"``, ``"exclude"``, ``"reverse"`` or ``"zero"``.
    ``by``: the user's name, which the steps made through the book carry.

    Raises WorkbenchError if a file is no project, the projects do not belong together, or they hold that period.
    """
    paths = [path_of(file) for file in projects]
    return book_of(roll_files(paths, to, opening), paths, by)


def roll_files(paths: Sequence[Path], to: str, opening: str, words: Words = ENGLISH) -> "Rolled":
    """Return what rolling the projects at ``paths`` forward makes; see ``roll``. ``words``: the language of memos."""
    from workbench.rolling.carried_entries import CarryChoices, choice_of
    from workbench.rolling.periods_of_roll import periods_to
    from workbench.rolling.roll_forward import roll_forward

    held = [read_held(path) for path in paths]
    periods = periods_to(to, [each.project for each in held])
    return roll_forward(held, periods, CarryChoices(choice_of(opening)), words)


def book_of(rolled: "Rolled", paths: Sequence[Path], by: str = "") -> Book:
    """Return the book of a project that was rolled forward from the files at ``paths``."""
    return Book(rolled.project, by, KnownFiles(paths), ())
