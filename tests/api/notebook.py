"""The notebook among the samples: its cells run in order; ``python -m tests.api.notebook`` writes what they show.

No part of Jupyter is needed: a cell is executed, and its last expression is shown as text, and as HTML if it is a book.
"""

import ast
import json
from pathlib import Path
from typing import Any

from workbench.resources import root

NOTEBOOK = root() / "samples" / "reconcile.ipynb"


def load() -> Any:
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(notebook: Any) -> list[list[Any]]:
    """Return what each cell of code shows, in the form in which a notebook keeps it."""
    names: dict[str, Any] = {}
    return [_run_cell("".join(cell["source"]), number, names) for number, cell in enumerate(code_cells(notebook), 1)]


def _run_cell(source: str, number: int, names: dict[str, Any]) -> list[Any]:
    statements = ast.parse(source).body
    shown = statements.pop() if isinstance(statements[-1], ast.Expr) else None
    exec(compile(ast.Module(statements, []), f"cell {number}", "exec"), names)
    if shown is None:
        return []
    assert isinstance(shown, ast.Expr)
    value = eval(compile(ast.Expression(shown.value), f"cell {number}", "eval"), names)
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    if type(value).__module__.startswith("workbench"):
        data["text/html"] = [value._repr_html_()]
    return [{"output_type": "execute_result", "execution_count": number, "data": data, "metadata": {}}]


def main() -> None:
    notebook = load()
    for number, (cell, outputs) in enumerate(zip(code_cells(notebook), run(notebook), strict=True), 1):
        cell["execution_count"], cell["outputs"] = number, outputs
    Path(NOTEBOOK).write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
