"""What is printed: a heading, a footer, and a table, text or a drawing. Texts are as the window shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of figures. ``state``: what is below its name; ``is_result``: it is shaded."""

    name: str
    state: str = ""
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line with a text for each column. ``has_rule``: above its figures; ``is_final``: two rules below them."""

    caption: str
    texts: tuple[str, ...]
    depth: int = 0
    unit: str = ""
    is_heading: bool = False
    is_total: bool = False
    is_remainder: bool = False
    has_rule: bool = False
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """``corner``: what heads the captions; ``why_empty``: why there are no rows."""

    corner: str
    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    why_empty: str = ""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """Text or a list as HTML; ``is_wide``: its columns need a wide page."""

    html: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class PrintedDrawing:
    """``draw`` paints it in a size, ``width`` pixels wide, at the origin, one unit for each pixel."""

    width: int
    draw: Callable[[QPainter, QSize], None]


class Footer(NamedTuple):
    """The left, the middle and the right of the footer; the page number follows."""

    program: str
    proviso: str
    printed_at: str


class PrintedView(NamedTuple):
    """``about``: of whom, when, in which unit; ``state``: that it is illustrative, else empty."""

    title: str
    about: str
    state: str
    body: PrintedTable | PrintedText | PrintedDrawing
    footer: Footer
