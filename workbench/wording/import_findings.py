"""The sentences of facts: what an import finds."""

from workbench.wording.patterns import Patterns

DAMAGES = {
    "part-is-broken": "its part '{part}' is broken: {error}",
    "value-is-not-of-its-type": "sheet '{sheet}', cell {cell}: '{value}' is not what the cell's type allows",
    "cell-has-no-place": "sheet '{sheet}' has a cell at '{reference}', which is no place",
}
"""What is wrong in a file: within the reason why it is refused, or what could not be read of it."""
IMPORT_FINDINGS: Patterns = {
    **DAMAGES,
    "read-for-values-only": (
        "Read for its values only: formulas, number formats, indents and hidden rows are not seen, and a cell that "
        "shows an error cannot be told from an empty one. Save the file as an Excel workbook (.xlsx) to have them read."
    ),
    "file-is-damaged": "The file is damaged ({damage}), so that nothing else of it could be read.",
    "read-as-chinese": (
        "The text is not UTF-8 and was read as {encoding} (Chinese); if letters look wrong, save it again as UTF-8."
    ),
    "read-as-western": (
        "The text is not UTF-8 and was read as {encoding} (Western European); if letters look wrong, save it again as "
        "UTF-8."
    ),
    "sheet-has-no-cells": "Sheet '{sheet}' is listed in the file, but its cells are not there; it is left out.",
    "number-is-no-date": (
        "In sheet '{sheet}', cell {cell}: {number} is shown as a date, but is none; it counts as an error."
    ),
    "source-changed": "{path} has changed since it was imported. Import it again to see what differs.",
    "source-missing": "{file} is no longer in {folder}. Put it back, or next to the project, to compare it again.",
}
