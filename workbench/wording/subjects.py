"""The names of subjects: what a comment is about, or what evidence belongs to."""

from workbench.wording.patterns import Patterns

SUBJECTS: Patterns = {
    "figure-in-column": "{cell}, {column}",
    "in-period": "{what}, {period}",
    "entry-called": "{name}: {entry}",
    "entry-numbered": "{name}: entry {number}",
    "evidence-called": "Evidence: {name}",
    "scenario-called": "Scenario: {name}",
    "whole-project": "The whole reconciliation",
    "no-longer-there": "{subject} (no longer there)",
}
