"""Where the parts of a lead schedule stand."""

from workbench.exporting.switches import FIRST_SWITCH_ROW, SWITCH_COLUMN

REFERENCE, NAME, SWITCH = SWITCH_COLUMN - 2, SWITCH_COLUMN - 1, SWITCH_COLUMN
OPENING, PROFIT, DIRECT, CLOSING, UNEXPLAINED, PRE_TAX, PAPER = range(SWITCH_COLUMN + 1, SWITCH_COLUMN + 8)
HEADING_ROW, FIRST_DIFFERENCE_ROW = FIRST_SWITCH_ROW - 2, FIRST_SWITCH_ROW
"""The row between them: the figures as reported."""
