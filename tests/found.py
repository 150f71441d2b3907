"""What is found in a state of a project: as the commands list it, without their tallies."""

from workbench.checks import CHECKS
from workbench.domain.facts import Told
from workbench.domain.findings import Finding
from workbench.engine import Results
from workbench.phrases import ENGLISH
from workbench.wording import message_of, say_fact


def all_findings(results: Results) -> tuple[Finding, ...]:
    """Return what was noticed on import and what every check finds in the present state."""
    found = (finding for check in CHECKS for finding in check.findings(results))
    return (*results.project.import_findings, *found)


def message(finding: Finding) -> str:
    """Return what a finding says, in English."""
    return message_of(finding, ENGLISH)


def said(told: Told) -> str:
    """Return what a fact says, in English."""
    return say_fact(told, ENGLISH)
