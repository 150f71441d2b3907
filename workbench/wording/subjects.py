"""The names of subjects: what a comment is about, or what evidence belongs to."""

from workbench.wording.patterns import Patterns

SUBJECTS: Patterns = {
    "figure-in-column": "{cell}, {column}",
    "in-period": "{what}, {period}",
    "entry-called": "{name}: {entry}",
    "entry-numbered": "{name}: entry {number}",
    "evidence-called": "Evidence: {name}",
    "scenario-called": "Scenario: {name}",
    "tick-on": "Tick {sign} on {subject}",
    "sign-called": "Tick mark {sign}",
    "cross-reference-of": "Cross reference from {subject}",
    "open-item-numbered": "Open item {number}",
    "uncorrected-numbered": "Uncorrected difference {number}",
    "text-basis": "Basis of preparation",
    "text-process": "Reconciliation process",
    "text-assurance": "Limited assurance",
    "text-procedures": "Procedures and results",
    "text-introduction": "Introduction to the tables",
    "text-closing": "Closing sentence",
    "whole-project": "The whole reconciliation",
    "no-longer-there": "{subject} (no longer there)",
}
