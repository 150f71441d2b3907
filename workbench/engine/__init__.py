"""Results of a snapshot: statements are compiled once, then whole contributions are added and subtracted. Exact."""

from workbench.engine.compiled_statement import CircularTotal, FigureTooLarge, Structure, compile_structure
from workbench.engine.recalculate import Engine, Results, quotient

__all__ = ["CircularTotal", "Engine", "FigureTooLarge", "Results", "Structure", "compile_structure", "quotient"]
