"""Where the parts of the sheet of a difference stand, and how they look: upright, so that it fits one page."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from workbench.exporting.formulas import BLANK, DECIMALS_OF_MONEY, text_literal
from workbench.exporting.layout import BLUE, GREY, HEADING_FILL, CellFormat, PlannedSheet
from workbench.phrases import Phrase, Words, say
from workbench.plain_text import text_width

NAME, OPENING, MOVEMENT, CLOSING, PROFIT, DIFFERENCE, PROFIT_LINE, TICK = range(1, 9)
WIDTHS = {
    NAME: 29, OPENING: 10, MOVEMENT: 10, CLOSING: 10, PROFIT: 11, DIFFERENCE: 12, PROFIT_LINE: 22, TICK: 5,
}  # fmt: skip
WIDTH_OF_ALL = sum(WIDTHS.values()) - 12
WIDTH_BESIDE_NAME = WIDTH_OF_ALL - WIDTHS[NAME]
"""In digits: of a text that stands over all columns, and of one that stands over all but the first."""
AGREES, ROUNDED, FAILS, OPEN = "✓", "≈", "✗", "○"
"""The ticks: it agrees, it agrees but for rounding, it does not agree, nobody has answered."""
ONE_LINE, TWO_LINES = 16.0, 30.0
"""The heights of headings, in points."""
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
HEADING_OF_NAMES = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
TEXT, QUIET, BOX = CellFormat(wrap=True), CellFormat(colour=GREY, wrap=True), CellFormat(boxed=True)
LINK_ON_ONE_LINE = CellFormat(colour=BLUE)
REMARK = CellFormat(italic=True, colour=GREY)
TICKED, QUESTION = CellFormat(bold=True, align="center"), CellFormat(bold=True, colour="#B00020")


def put_heading(sheet: PlannedSheet, row: int, headings: Mapping[int, Phrase | str], words: Words) -> int:
    """Put the heading of a block over all columns; return the row below it."""
    for column in range(NAME, TICK + 1):
        text = say(headings[column], words) if column in headings else ""
        sheet.put(row, column, text or None, HEADING_OF_NAMES if column in (NAME, PROFIT_LINE) else HEADING)
    is_tall = any(text_width(say(text, words)) > WIDTHS[column] for column, text in headings.items())
    sheet.heights[row] = TWO_LINES if is_tall else ONE_LINE
    return row + 1


def tick(cell: str, rounding: Decimal, broken: str = FAILS) -> str:
    """Return the formula of the tick of a cell that should be nil. ``rounding``: the most that rounding explains.

    ``broken``: the tick if it is more. A blank cell has no tick.
    """
    exact = f"ROUND({cell},{DECIMALS_OF_MONEY})"
    if_rounded = f"IF(ABS({exact})<={rounding:f},{text_literal(ROUNDED)},{text_literal(broken)})"
    return f"=IF(COUNT({cell})=0,{BLANK},IF({exact}=0,{text_literal(AGREES)},{if_rounded}))"


def tick_now(amount: Decimal | None, rounding: Decimal, broken: str = FAILS) -> str:
    """Return what ``tick`` shows for an amount; None for a blank cell."""
    if amount is None:
        return ""
    return AGREES if not amount else ROUNDED if abs(amount) <= rounding else broken


def put_caption(sheet: PlannedSheet, row: int, column: int, caption: str, link: str, indent: int = 0) -> None:
    """Put a caption that leads to a cell; a long one only wraps, because some programs clip links that wrap."""
    leads = bool(link) and text_width(caption) + indent < WIDTHS[column]
    cell_format = LINK_ON_ONE_LINE if leads else TEXT
    sheet.put(row, column, caption, replace(cell_format, indent=indent), link=link if leads else "")
