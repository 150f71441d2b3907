"""What the formulas of a review workbook come to, exactly: the few functions that its exporter writes, and no others.

It is our own because the libraries that evaluate workbooks calculate with binary floats and bring large dependencies.
Whatever no formula of ours contains is said to be not ours, never guessed.
"""

from workbench.recalculating.agreement import agrees
from workbench.recalculating.cells import CellPlace, Content, Formula, Undefined, WorkbookCells, cells_of, value_of
from workbench.recalculating.recalculation import Recalculation
from workbench.recalculating.same_formula import is_same_formula
from workbench.recalculating.values import ErrorValue, NotOurs, Value

__all__ = [
    "CellPlace",
    "Content",
    "ErrorValue",
    "Formula",
    "NotOurs",
    "Recalculation",
    "Undefined",
    "Value",
    "WorkbookCells",
    "agrees",
    "cells_of",
    "is_same_formula",
    "value_of",
]
