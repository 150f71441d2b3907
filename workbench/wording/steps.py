"""The sentences of facts: what was done, step by step."""

from workbench.wording.patterns import Patterns, Plural

STEPS: Patterns = {
    "line-and-period": "{line}, {period}",
    "figures": Plural("{count} figure", "{count} figures"),
    "edit": "Edit {what}",
    "edit-entries": "Edit {name}: {what}",
    "describe-entry": "Edit the memo or reference of an entry of {name}",
    "restate": "Restate {what}",
    "rename": "Rename {name}",
    "set-concept": "Set the concept of {name}",
    "set-nature": "Set the nature of {name}",
    "describe-project": "Edit project details",
    "set-parts": "Set the parts of {name}",
    "switch-on": "Switch on {name}",
    "switch-off": "Switch off {name}",
    "switch-all-on": "Switch on all differences",
    "switch-all-off": "Switch off all differences",
    "switch-some-on": "Switch on {number} of {all} differences",
    "mark-reconciled": "Mark {statement}, {period}, as reconciled",
    "mark-not-reconciled": "Mark {statement}, {period}, as not reconciled",
    "mark-restated": "Mark {cell} as restated",
    "take-mark-off": "Remove the restated mark from {cell}",
    "import": "Import {files}",
    "paste": Plural("Paste {count} figure", "Paste {count} figures"),
    "fill": Plural("Fill {count} figure", "Fill {count} figures"),
    "clear": Plural("Clear {count} figure", "Clear {count} figures"),
}
