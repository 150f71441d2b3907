"""The sentences of facts: what is missing until publication."""

from workbench.wording.patterns import Patterns, Plural

CLOSING: Patterns = {
    "to-do-unreconciled": "{statement}, {period}, is not reconciled",
    "to-do-not-held": "{statement}, {period}: no project holds this period",
    "to-do-open-entry": "An entry of {name} is open by {amount}",
    "to-do-open-entry-named": "Entry '{entry}' of {name} is open by {amount}",
    "to-do-open-entries": Plural("{count} entry of {name} is open", "{count} entries of {name} are open"),
    "to-do-many-open-entries": "More than {number:,} entries of {name} are open",
    "to-do-open-questions": Plural(
        "{count} kind of difference is open in {period}", "{count} kinds of differences are open in {period}"
    ),
    "to-do-to-confirm": Plural(
        "{count} carried conclusion in {period} is to be confirmed",
        "{count} carried conclusions in {period} are to be confirmed",
    ),
    "to-do-item-open": "No. {number}: {text}",
    "to-do-item-answered": "No. {number}, answered, but not closed: {text}",
    "to-do-comment-unanswered": "Not answered: {text}",
    "to-do-comment-answered": "Answered, but still open: {text}",
    "to-do-switched-off": "{name} is off",
    "to-do-draft": "{name} is a draft",
    "to-do-evidence": "{name} has no evidence",
    "to-do-note": "{name} has no note",
    "to-do-open-texts": Plural("{count} text of the appendix is open", "{count} texts of the appendix are open"),
    "to-do-note-of-all": "The reconciliation as a whole has no note",
}
