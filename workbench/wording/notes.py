"""The sentences of facts: why a field of a note says no figure, and what is wrong with a figure typed into one."""

from workbench.wording.patterns import Patterns

NOTES: Patterns = {
    # a field that cannot be read
    "field-not-closed": "it has no closing braces. Type }} behind it",
    "field-function-unknown": "a field cannot show '{function}'. Begin with one of: {choices}",
    "field-bracket-missing": "its brackets are incomplete. Write it like {example}",
    "field-arguments-wrong": "{function} needs other details. Write it like {example}",
    "field-style-unknown": "'{style}' is not a way to say an amount. Choose from: {choices}",
    # what it names
    "field-no-differences": "there is no difference '{name}', because there are no differences",
    "field-difference-unknown": "there is no difference '{name}'. Choose one of: {choices}",
    "field-difference-ambiguous": "'{name}' names more than one difference. Choose one of: {choices}",
    "field-difference-deleted": "the difference '{name}' has been deleted. Choose another, or delete the field",
    "field-line-unknown": "no statement has a line '{line}'. Choose a line that is there",
    "field-line-ambiguous": "'{line}' names more than one line. Add the place of one: in {choices}",
    "field-line-not-there": "no line '{line}' is in '{place}'. Name the section or the statement that it is in",
    "field-period-unknown": "no statement has a period '{period}'. Choose one of: {choices}",
    "field-period-not-shown": "{statement} does not show {period}. Choose a period that it shows",
    "field-currency-unknown": "nothing is translated into '{currency}'. Choose a currency that a source prints",
    # what it comes to
    "field-not-reconciled": "{line}, {period}, is not reconciled. Reconcile it, or choose another period",
    "field-not-stated": "{line}, {period}, has no figure as reported. Enter it, or choose another figure",
    "field-no-result": "{line}, {period}, has no result. Enter its figure, or choose another one",
    "field-effect-unknown": "the effect on {line}, {period}, is an error in its source. Correct it there",
    "field-not-translated": "no source prints a translation of {line}, {period}. Choose another figure",
    "field-percent-of-nothing": "a percentage needs two periods. Write them like H1 2023 vs H1 2022",
    "field-percent-of-nil": "it would be a percentage of nil. Say the amount instead",
    # what the author should know
    "field-difference-renamed": "'{name}' is now called '{now}'",
    "field-line-renamed": "'{line}' is now called '{now}'",
    "field-line-moved": "'{line}' is no longer in '{place}' but in '{now}'",
    # findings
    "found-in-note": "{note}: {what}",
    "note-on-difference": "Note on {name}",
    "note-on-reconciliation": "Note on the reconciliation",
    "field-broken": "the field {field} shows no figure: {why}",
    "field-remarked": "the field {field} still finds its figure, but {why}. Name it as it is called now",
    "figure-unexplained": (
        "no figure of the project equals {figure}. Correct it, make it a field, or mark it as a figure from "
        "elsewhere: {stated}"
    ),
    "figure-of-other-sign": ("{figure} has the wrong sign: {meant} is {amount}. Correct its words, or make it a field"),
    "figure-changed": (
        "the field {field} said {was} when this was last read, and says {now} now. Read the sentence, and confirm it"
    ),
    "figure-moved": (
        "{figure} was {meant} when this was last read, and that is {amount} now. Correct it, or confirm the sentence"
    ),
    "figure-explained": "{figure} equals {meant}. Make it a field, so that it follows the figure",
    "figure-without-unit": (
        "{figure} equals {meant}, in {scale}, which the note does not say. Make it a field with its unit"
    ),
    "effect-of-difference": "the effect of {name} on {line}, {period}",
    "figure-as-reported": "{line}, {period}, as reported",
    "figure-of-result": "the result of {line}, {period}",
    "figure-translated": "{line}, {period}, in {currency}",
    "change-of-figure": "the change in {meant}, since {period}",
}
