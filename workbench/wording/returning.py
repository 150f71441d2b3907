"""The sentences of facts: what is asked about a review workbook that came back, and what cannot come from it."""

from workbench.wording.patterns import Patterns, Plural

RETURNING: Patterns = {
    "item-on": "Open item: {subject}",
    "returned-changed-in-both": "It was changed in this project, too, since the workbook was exported.",
    "returned-subject-gone": "It is no longer in this project.",
    "returned-row-doubtful": (
        "Neither the caption nor a figure of the row is as exported: it may be another line. Look at it in the file."
    ),
    "returned-row-reworded": (
        "The words of the row are not as exported: it may be about something else. Look at it in the file."
    ),
    "returned-formula-replaced": "A formula stood here, which comes to {expected}. It was replaced by a figure.",
    "returned-typed": "No figure stood here. What it follows from is not in the file.",
    "returned-total-typed": "It is a total of its parts. Restate it, or leave it as it is.",
    "returned-remainder": "What its parts do not explain was changed. Restate the total, or leave it as it is.",
    "returned-unallocated": "It is a total: the effect would stand on a line of its own among its parts.",
    "returned-translation": "Translations come from the sources. Correct the source, and import it again.",
    "returned-on-heading": "It is a heading, which has no figures.",
    "returned-entries-differ": "The list of entries has {amount} instead ({place}).",
    "returned-new-line": "A line was inserted. It counts in no total unless you choose its parts.",
    "returned-new-line-in": "A line was inserted. It may add to {total}, be deducted in it, or count in no total.",
    "returned-tick-cleared": "The tick was cleared in the file.",
    "returned-own-text": "It was written on '{sheet}', beside nothing of this workbook.",
    "returned-values-only": (
        "{file} holds values only: comments, names and formulas do not come with it. Ask for the .xlsx file if there "
        "are any."
    ),
    "returned-sheet-missing": "Sheet '{sheet}' is no longer in {file}. Nothing is deleted from the project.",
    "returned-sheet-copied": "Sheet '{sheet}' is a copy of a sheet of this workbook. Only the original was read.",
    "returned-sheet-altered": "Sheet '{sheet}' was altered where nothing is read back: {cells}.",
    "returned-formulas-cleared": "Formulas of sheet '{sheet}' were cleared: {cells}. The project keeps its figures.",
    "returned-no-amount": "{place} holds '{text}', which is no amount. It stays as it is.",
    "returned-rows-missing": Plural(
        "{count} row of sheet '{sheet}' is no longer there. Nothing is deleted from the project.",
        "{count} rows of sheet '{sheet}' are no longer there. Nothing is deleted from the project.",
    ),
    "returned-columns-missing": Plural(
        "{count} column of sheet '{sheet}' is no longer there. Nothing is deleted from the project.",
        "{count} columns of sheet '{sheet}' are no longer there. Nothing is deleted from the project.",
    ),
    "returned-own-figures": (
        "The figures in column {columns} of sheet '{sheet}' are the reviewer's own. They do not come."
    ),
    "returned-rows-sorted": (
        "The rows of sheet '{sheet}' were sorted in a file without formulas: its totals were not compared."
    ),
    "returned-more-rows": Plural(
        "Sheet '{sheet}' has {count} more row, which is not offered. Look at it in the file.",
        "Sheet '{sheet}' has {count} more rows, which are not offered. Look at them in the file.",
    ),
    "returned-no-result": (
        "{place} holds a formula without a result. Open the file in a spreadsheet program, save it, and merge it again."
    ),
    "returned-switch-missing": "The switch of {name} was not found.",
    "returned-switch-unclear": "The switch of {name} holds '{text}', which is neither 1 nor 0. It stays as it is.",
}
