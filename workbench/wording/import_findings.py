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
        "No unit line names a scale: amounts were taken as whole units. Say it in the import assistant or on a cover "
        "sheet."
    ),
    "frameworks-assumed": (
        "No framework is named. The figures are taken as reported under {source}, to be reconciled to {target}. Choose "
        "others under Edit > Project details."
    ),
    "no-currency-named": "Nothing names the currency. Say it in the import assistant or on a cover sheet.",
    "no-entity-named": "Nothing names the entity. Say it in the import assistant or on a cover sheet.",
    "files-of-several-companies": "The files are of {count} companies, {names}: import them separately.",
    "files-in-several-currencies": "The files are of {count} currencies, {names}: import them separately.",
    "file-names": "{file} names {name}",
    "sheets-of-two-companies": (
        "Sheets '{sheet}' and '{other_sheet}' of {file} are of 2 companies, {company} and {other_company}: import "
        "them separately."
    ),
    "tables-without-scale": (
        "No unit line names the scale of tables on {sheets}: they were taken in {scale}, as the others."
    ),
    "amounts-in-another-scale": (
        "Sheet '{sheet}', {area}: amounts in units of {printed:,} were brought to units of {kept:,}, exactly."
    ),
    "currency-sign-taken-for": "{sign} was taken for {currency}: nothing says which currency is meant.",
    "fiscal-periods-by-calendar": (
        "'{heading}': fiscal periods were counted as those of the calendar: nothing says when the year ends."
    ),
    "other-scale-on-cover": (
        "The cover states amounts in {cover} and the tables in {tables}. The tables were followed: correct whichever "
        "is wrong."
    ),
}
SHEETS: Patterns = {
    "hidden-sheet-imported": "Sheet '{sheet}' is hidden in the file; its figures were imported.",
    "hidden-figures-imported": "Sheet '{sheet}': the figures of hidden {hidden} were imported.",
    "rows-named": Plural("row {rows}", "rows {rows}"),
    "columns-named": Plural("column {columns}", "columns {columns}"),
    "rows-and-columns-named": "{rows} and {columns}",
    "other-paper-not-imported": (
        "Sheet '{sheet}' holds {paper}, not a statement: it was not imported. Import the statements made from it."
    ),
    "cells-of-no-table": "Sheet '{sheet}': cells that belong to no table were not imported: {cells}.",
    "doubt-about-cells": "Sheet '{sheet}', {cells}: {doubt}.",
    "decision-about-cells": "Sheet '{sheet}', {cells}: {decision}.",
    "edgar-details-not-imported": Plural(
        "{count} sheet with details of an EDGAR report was not imported: {sheets}.",
        "{count} sheets with details of an EDGAR report were not imported: {sheets}.",
    ),
    "reader-remarked": "{file}: the reader remarked: {remark}",
    "columns-left-out": Plural(
        "Sheet '{sheet}': column {names} {reason}: its figures were not imported.",
        "Sheet '{sheet}': each of the columns {names} {reason}: their figures were not imported.",
    ),
    "rows-left-out": Plural(
        "Sheet '{sheet}': row {names} {reason}: its figures were not imported.",
        "Sheet '{sheet}': each of the rows {names} {reason}: their figures were not imported.",
    ),
    "columns-left-out-on-sheets": Plural(
        "Sheets {sheets}: column headed {names} {reason}: its figures were not imported.",
        "Sheets {sheets}: each of the columns headed {names} {reason}: their figures were not imported.",
    ),
    "rows-left-out-on-sheets": Plural(
        "Sheets {sheets}: row headed {names} {reason}: its figures were not imported.",
        "Sheets {sheets}: each of the rows headed {names} {reason}: their figures were not imported.",
    ),
    "headed-so": "{column} ({headings})",
    "column-of-table": "{column} of the table from row {row}",
    "row-of-draft-left-out": (
        "Sheet '{sheet}', row {row}: '{caption}' is {draft}, and the rest adds up without it: its figures were not "
        "imported."
    ),
    "struck-out-lines-imported": (
        "Struck-out lines were imported, because nothing shows that the rest adds up without them: {lines}."
    ),
}
FIGURES: Patterns = {
    "figure-is-unknown": "{cell}: {why}; what depends on it is unknown. Correct it, import again.",
    "figures-of-column-are-unknown": (
        "{cell}: {why}; nor can {count:,} more cells of the column be read: {cells}; what depends on it is unknown. "
        "Correct it, import again."
    ),
    "formula-without-result": "the formula {formula} has no stored result and is no sum",
    "multiplier-of-what": "{text}: {multiplier} of what? The sheet is in {scale}",
    "multiplier-thousand": "thousand",
    "multiplier-million": "million",
    "multiplier-billion": "billion",
    "multiplier-ten-thousand": "ten thousand",
    "multiplier-hundred-million": "hundred million",
    "too-many-digits": "{text} has more than {digits} digits before the point and cannot be told to its last unit",
    "not-a-number": "'{text}' is not a number",
    "formulas-worked-out": "{count} formulas without a stored result were worked out from the cells they add up.",
    "decimals-cut": Plural(
        "Sheet '{sheet}', column {column}: {count:,} figure has more decimals than are kept; the most that was cut is "
        "{most}, in {cell}.",
        "Sheet '{sheet}', column {column}: {count:,} figures have more decimals than are kept; the most that was cut "
        "is {most}, in {cell}.",
    ),
    "entries-listed-twice": (
        "The same entry is listed more than once, and all were counted: {entries}. Delete the repeats."
    ),
    "more-entries-listed-twice": (
        "The same entry is listed more than once, and all were counted: {entries}; and {count} more. Delete the "
        "repeats."
    ),
    "entry-in-cells": "'{adjustment}' on '{line}', {period}: {amount} in {cells}",
}
DECISIONS: Patterns = {
    "taken-for": "'{subject}' was taken for {taken_for}: {evidence}.",
    "taken-for-one-of-several": "'{subject}' was taken for {taken_for}: {evidence}. It could be {alternatives}.",
    "signs-taken": "{subject} were {taken_for}: {evidence}.",
    "difference-of-one-table": ("'{name}' is named only on {table}, beside every difference that another table names."),
    "difference-maybe-another": Plural(
        "'{name}' is named only on {table}; {others} is not: they may be one difference. Give one difference one name "
        "everywhere.",
        "'{name}' is named only on {table}; {others} are not: it may be one of them. Give one difference one name "
        "everywhere.",
    ),
    "on-sheet": "sheet '{sheet}'",
    "in-area-of-sheet": "sheet '{sheet}', {area}",
    "statements-in-other-scales": (
        "'{line}' in '{statement}' and in '{other_statement}' differ by the factor {factor:,}: one of them is in "
        "another scale than was taken. Say its unit, import again."
    ),
    "share-counts-in-scale-of-money": (
        "'{line}' in '{statement}': share counts were taken in {scale}, as money is, because the unit line excludes "
        "only amounts per share."
    ),
    "share-counts-without-scale": (
        "'{line}' in '{statement}': nothing says whether share counts are in units, thousands or millions; units were "
        "assumed. Say it in their caption, for example '(in millions)', and import again."
    ),
    "currency-of-no-title": (
        "Sheet '{sheet}': a column is headed {currency}, but the title names only {named}. Correct the heading."
    ),
    "same-figures-in-another-currency": (
        "Sheet '{sheet}' is headed {currency}, but states the same figures as other tables do in {other_currency}. "
        "Correct the heading."
    ),
    "translation-of-nothing": (
        "Sheet '{sheet}': {currency} for {period} translates nothing: no other column states that period. Check the "
        "headings."
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
    "no-figure-can-be-read": "{files}: no figure can be read. {cell}: {why}.",
    "no-statement-was-found": "{files}: no statement was found. {why}",
    "what-a-table-needs": "A table needs captions, and columns headed by periods or frameworks.",
    "sheet-holds-no-statement": ("Sheet '{sheet}' holds {paper}, no statement: import the statements made from it."),
    "formulas-without-results": (
        "Sheet '{sheet}': the formulas in {cells} have no stored results. Open the file in a spreadsheet program, save "
        "it, then import it again."
    ),
    "headings-left-out": Plural(
        "Sheet '{sheet}': {headings} {reason}.", "Sheet '{sheet}': each of {headings} {reason}."
    ),
    "headings-not-understood": "Sheet '{sheet}': no period or framework was found in the headings {headings}.",
}
QUESTIONS: Patterns = {
    "which-decimal-mark": "Column {column}: what does '{text}' say?",
    "a-point-before-decimals": "{text} has a point before its decimals",
    "a-comma-before-decimals": "{text} has a comma before its decimals",
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
    "value-is-not-of-its-type": "sheet '{sheet}', cell {cell}: '{value}' is not what the cell's type allows",
    "cell-has-no-place": "sheet '{sheet}' has a cell at '{reference}', which is no place",
}
"""What is wrong in a file: within the reason why it is refused, or what could not be read of it."""
FILES: Patterns = {
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
