"""The sentences of facts: what an import finds, why it is refused, what it asks, and what it would change."""

from workbench.wording.patterns import Patterns, Plural

LISTS: Patterns = {
    "quoted-from-cell": "'{text}' ({cell})",
    "first-and-more": "{names} and {count} more",
    "both": "{first} and {second}",
    "either": "{first} or {second}",
    "one-then-another": "{first}; {second}",
    "one-sentence-then-another": "{first} {second}",
}
WHOLE_IMPORT: Patterns = {
    "no-scale-named": (
        "No unit line states a scale, so amounts were read as whole units. Choose the scale in the import assistant, "
        "or state it on a cover sheet."
    ),
    "frameworks-assumed": (
        "No framework is named. The figures were read as reported under {source}, to be reconciled to {target}. To "
        "change this, choose Edit > Project details."
    ),
    "no-currency-named": "No currency was found. Choose it in the import assistant, or state it on a cover sheet.",
    "no-entity-named": "No entity was found. Enter it in the import assistant, or state it on a cover sheet.",
    "files-of-several-companies": "The files belong to {count} companies ({names}). Import them separately.",
    "files-in-several-currencies": "The files are in {count} currencies ({names}). Import them separately.",
    "file-names": "{file} names {name}",
    "sheets-of-two-companies": (
        "Sheets '{sheet}' and '{other_sheet}' of {file} belong to 2 companies ({company} and {other_company}). Import "
        "them separately."
    ),
    "tables-without-scale": (
        "No unit line states the scale of the tables on {sheets}; they were read in {scale}, like the others."
    ),
    "amounts-in-another-scale": (
        "Sheet '{sheet}', {area}: amounts in units of {printed:,} were converted to units of {kept:,} without rounding."
    ),
    "currency-sign-taken-for": "{sign} was read as {currency}; no source states which currency is meant.",
    "fiscal-periods-by-calendar": (
        "'{heading}': fiscal periods were read as calendar periods, because no source states the year end."
    ),
    "other-scale-on-cover": (
        "The cover states amounts in {cover}, the tables in {tables}. The tables were followed. Correct whichever is "
        "wrong."
    ),
}
SHEETS: Patterns = {
    "hidden-sheet-imported": "Sheet '{sheet}' is hidden in the file; its figures were imported.",
    "hidden-figures-imported": "Sheet '{sheet}': the figures of hidden {hidden} were imported.",
    "rows-named": Plural("row {rows}", "rows {rows}"),
    "columns-named": Plural("column {columns}", "columns {columns}"),
    "rows-and-columns-named": "{rows} and {columns}",
    "other-paper-not-imported": (
        "Sheet '{sheet}' contains {paper}, not a statement, and was not imported. Import the statements prepared "
        "from it."
    ),
    "cells-of-no-table": "Sheet '{sheet}': cells outside the tables were not imported: {cells}.",
    "doubt-about-cells": "Sheet '{sheet}', {cells}: {doubt}.",
    "decision-about-cells": "Sheet '{sheet}', {cells}: {decision}.",
    "edgar-details-not-imported": Plural(
        "{count} sheet with details of an EDGAR report was not imported: {sheets}.",
        "{count} sheets with details of an EDGAR report were not imported: {sheets}.",
    ),
    "reader-remarked": "{file}: the reader reported: {remark}",
    "columns-left-out": Plural(
        "Sheet '{sheet}': column {names} {reason}; its figures were not imported.",
        "Sheet '{sheet}': each of the columns {names} {reason}; their figures were not imported.",
    ),
    "rows-left-out": Plural(
        "Sheet '{sheet}': row {names} {reason}; its figures were not imported.",
        "Sheet '{sheet}': each of the rows {names} {reason}; their figures were not imported.",
    ),
    "columns-left-out-on-sheets": Plural(
        "Sheets {sheets}: the column headed {names} {reason}; its figures were not imported.",
        "Sheets {sheets}: each of the columns headed {names} {reason}; their figures were not imported.",
    ),
    "rows-left-out-on-sheets": Plural(
        "Sheets {sheets}: the row headed {names} {reason}; its figures were not imported.",
        "Sheets {sheets}: each of the rows headed {names} {reason}; their figures were not imported.",
    ),
    "headed-so": "{column} ({headings})",
    "column-of-table": "{column} of the table from row {row}",
    "row-of-draft-left-out": (
        "Sheet '{sheet}', row {row}: '{caption}' is {draft}, and the rest adds up without it; its figures were not "
        "imported."
    ),
    "struck-out-lines-imported": (
        "Struck-out lines were imported, because nothing shows that the totals add up without them: {lines}."
    ),
}
FIGURES: Patterns = {
    "figure-is-unknown": "{cell}: {why}; figures that depend on it are unknown. Correct it and import again.",
    "figures-of-column-are-unknown": (
        "{cell}: {why}; {count:,} more cells of the column cannot be read either: {cells}. Figures that depend on "
        "them are unknown. Correct the cells and import again."
    ),
    "formula-without-result": "the formula {formula} has no stored result and is not a sum",
    "multiplier-of-what": "{text}: '{multiplier}' is ambiguous because the sheet is already in {scale}",
    "multiplier-thousand": "thousand",
    "multiplier-million": "million",
    "multiplier-billion": "billion",
    "multiplier-ten-thousand": "ten thousand",
    "multiplier-hundred-million": "hundred million",
    "too-many-digits": "{text} has more than {digits} digits before the decimal point and cannot be read exactly",
    "not-a-number": "'{text}' is not a number",
    "formulas-worked-out": "{count} formulas without a stored result were calculated from the cells that they add up.",
    "decimals-cut": Plural(
        "Sheet '{sheet}', column {column}: {count:,} figure has more decimals than are kept; the largest amount cut "
        "off is {most}, in {cell}.",
        "Sheet '{sheet}', column {column}: {count:,} figures have more decimals than are kept; the largest amount "
        "cut off is {most}, in {cell}.",
    ),
    "entries-listed-twice": (
        "The same entry is listed more than once, and every occurrence was counted: {entries}. Delete the duplicates."
    ),
    "more-entries-listed-twice": (
        "The same entry is listed more than once, and every occurrence was counted: {entries}; and {count} more. "
        "Delete the duplicates."
    ),
    "entry-in-cells": "'{adjustment}' on '{line}', {period}: {amount} in {cells}",
}
DECISIONS: Patterns = {
    "taken-for": "'{subject}' was read as {taken_for}: {evidence}.",
    "taken-for-one-of-several": "'{subject}' was read as {taken_for}: {evidence}. It could also be {alternatives}.",
    "signs-taken": "{subject} were {taken_for}: {evidence}.",
    "difference-of-one-table": (
        "'{name}' appears only on {table}, which also lists every difference that the other tables name."
    ),
    "difference-maybe-another": Plural(
        (
            "'{name}' appears only on {table}, where {others} is missing: they may be the same difference. Use one "
            "name for each difference throughout."
        ),
        "'{name}' appears only on {table}, and {others} do not: it may be one of them. Use one name for each "
        "difference throughout.",
    ),
    "on-sheet": "sheet '{sheet}'",
    "in-area-of-sheet": "sheet '{sheet}', {area}",
    "statements-in-other-scales": (
        "'{line}' differs by a factor of {factor:,} between '{statement}' and '{other_statement}': one of them was "
        "read in the wrong scale. State its unit and import again."
    ),
    "share-counts-in-scale-of-money": (
        "'{line}' in '{statement}': share counts were read in {scale}, like monetary amounts, because the unit line "
        "excludes only per-share amounts."
    ),
    "share-counts-without-scale": (
        "'{line}' in '{statement}': no source states whether share counts are in units, thousands or millions; units "
        "were assumed. State the scale in the caption, for example '(in millions)', and import again."
    ),
    "currency-of-no-title": (
        "Sheet '{sheet}': a column is headed {currency}, but the title names only {named}. Correct the heading."
    ),
    "same-figures-in-another-currency": (
        "Sheet '{sheet}' is headed {currency} but states the same figures as other tables do in {other_currency}. "
        "Correct the heading."
    ),
    "translation-of-nothing": (
        "Sheet '{sheet}': the {currency} column for {period} translates no other column, because none states that "
        "period. Check the headings."
    ),
    "one-name-for-two-differences": (
        "Sheet '{sheet}': two columns are headed '{name}' and were read as two differences. Give each its own name."
    ),
    "row-printed-twice": (
        "Sheet '{sheet}', rows {row} and {row_below}: '{caption}' appears twice with the same figures. Delete one of "
        "the two rows."
    ),
}
REFUSALS: Patterns = {
    "no-figure-can-be-read": "{files}: no figure could be read. {cell}: {why}.",
    "no-statement-was-found": "{files}: no statement was found. {why}",
    "what-a-table-needs": "A table needs captions and columns headed by periods or frameworks.",
    "sheet-holds-no-statement": (
        "Sheet '{sheet}' contains {paper}, not a statement. Import the statements prepared from it."
    ),
    "formulas-without-results": (
        "Sheet '{sheet}': the formulas in {cells} have no stored results. Open the file in a spreadsheet program, "
        "save it and import it again."
    ),
    "headings-left-out": Plural(
        "Sheet '{sheet}': {headings} {reason}.", "Sheet '{sheet}': each of {headings} {reason}."
    ),
    "headings-not-understood": "Sheet '{sheet}': no period or framework was found in the headings {headings}.",
}
QUESTIONS: Patterns = {
    "which-decimal-mark": "Column {column}: how should '{text}' be read?",
    "a-point-before-decimals": "{text} with a decimal point",
    "a-comma-before-decimals": "{text} with a decimal comma",
}
CHANGES: Patterns = {
    "figure-of-column": "{line}, {period}, {column}",
    "figure-of-period": "{line}, {period}",
    "role-as-reported": "as reported",
    "role-result": "result",
    "amount-of-figure": "{amount}",
    "figure-and-amount": "{figure}: {amount}",
    "blank-figure": "blank",
    "several-lines": "{count:,} lines, {first} to {last}",
    "entity-of-project": "Entity",
    "currency-of-project": "Currency",
    "scale-of-project": "Scale",
    "units-in-one": "{scale:,}",
    "frameworks-of-project": "Frameworks",
    "whole-statement": "Statement",
    "period-of-statement": "{period} of {statement}",
    "reconciled": "reconciled",
    "not-reconciled": "not reconciled",
    "line-of-statement": "Line of {statement}",
    "caption-in-statement": "Caption in {statement}",
    "parts-of-total": "Parts of {line}",
    "no-total": "no total",
    "whole-difference": "Difference",
    "name-of-difference": "Name of a difference",
    "switched-on": "on",
    "switched-off": "off",
    "marked-as-restated": "Marked as restated",
}
DAMAGES: Patterns = {
    "part-is-broken": "its part '{part}' is broken: {error}",
    "value-is-not-of-its-type": "sheet '{sheet}', cell {cell}: '{value}' does not match the type of the cell",
    "cell-has-no-place": "sheet '{sheet}' has a cell at '{reference}', which is not a cell reference",
}
"""What is wrong in a file: part of the reason for a refusal, or of a remark on what could not be read."""
FILES: Patterns = {
    **DAMAGES,
    "read-for-values-only": (
        "Only values were read, not formulas, number formats, indents or hidden rows, and a cell that shows an "
        "error cannot be told from an empty one. To have everything read, save the file as an Excel workbook "
        "(.xlsx)."
    ),
    "file-is-damaged": "The file is damaged ({damage}); the rest of it could not be read.",
    "read-as-chinese": (
        "The text is not UTF-8 and was read as {encoding} (Chinese). If characters look wrong, save the file as UTF-8."
    ),
    "read-as-western": (
        "The text is not UTF-8 and was read as {encoding} (Western European). If characters look wrong, save the "
        "file as UTF-8."
    ),
    "sheet-has-no-cells": "Sheet '{sheet}' is listed in the file, but its cells are missing; it was left out.",
    "number-is-no-date": (
        "Sheet '{sheet}', cell {cell}: {number} is formatted as a date but is not one; it was read as an error."
    ),
    "source-changed": "{path} has changed since it was imported. Import it again to see the differences.",
    "figures-written-as-text": Plural(
        "{count} figure has more digits than a spreadsheet cell holds and is written as text: {first}. What is "
        "calculated from it stands as at export and does not follow the switches.",
        "{count} figures have more digits than a spreadsheet cell holds and are written as text, the first in "
        "{first}. What is calculated from them stands as at export and does not follow the switches.",
    ),
    "figures-of-table-as-text": Plural(
        "{count} figure has more digits than a spreadsheet cell holds and is written as text: {first}. As .csv, it is "
        "a number.",
        "{count} figures have more digits than a spreadsheet cell holds and are written as text, the first in "
        "{first}. As .csv, they are numbers.",
    ),
    "evidence-changed": (
        "{path}, evidence for {subject}, has changed since it was added. Look at it, then take it as it is now."
    ),
    "evidence-missing": ("{path}, evidence for {subject}, is no longer there. Put it back, or choose where it is now."),
    "evidence-unreadable": "{path}, evidence for {subject}, cannot be read. Check its permissions.",
    "evidence-elsewhere": "{path}, evidence for {subject}, is on another computer and was not compared.",
    "earlier-project-changed": (
        "{path} has changed since its figures were taken over. What was taken over stays as it is; roll forward again "
        "to take the changes."
    ),
    "source-missing": (
        "{file} is no longer in {folder}. Put it back, or next to the project, so that it can be compared again."
    ),
}
IMPORT_FINDINGS: Patterns = {
    **LISTS,
    **WHOLE_IMPORT,
    **SHEETS,
    **FIGURES,
    **DECISIONS,
    **REFUSALS,
    **QUESTIONS,
    **CHANGES,
    **FILES,
}
"""The pattern of each fact that an import reports, by its key."""
