"""From a snapshot to results: compile the structure once, then add and subtract whole contributions. Exact."""

from workbench.engine.compiled_statement import CircularTotal, FigureTooLarge, Structure, compile_structure
from workbench.engine.recalculate import Engine, Results, quotient

__all__ = ["CircularTotal", "Engine", "FigureTooLarge", "Results", "Structure", "compile_structure", "quotient"]
