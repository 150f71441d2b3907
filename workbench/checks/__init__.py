"""Proof: each check says of every figure it looks at whether it passes, fails, or cannot be applied, and why."""

from collections.abc import Callable, Iterator

from workbench.checks.agreement import Agreement, agreement_of, agreement_of_sources
from workbench.checks.articulation import cash, net_income, roll_forward
from workbench.checks.statements import balance, cross_cast, footing
from workbench.domain.findings import Finding, Status
from workbench.domain.project import Project
from workbench.engine import Results

Check = Callable[[Project, Results], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (agreement_of_sources, cross_cast, footing, balance, net_income, roll_forward, cash)

FOLLOW_SWITCHES: frozenset[Check] = frozenset((footing, balance, net_income))
"""The checks that look at the present state; all others find the same whatever is on."""

__all__ = ["CHECKS", "FOLLOW_SWITCHES", "Agreement", "Check", "agreement_of", "all_findings", "any_fails"]


def all_findings(results: Results) -> tuple[Finding, ...]:
    """Return what was noticed on import and what every check finds in the present state."""
    project = results.project
    return (*project.import_findings, *(finding for check in CHECKS for finding in check(project, results)))


def any_fails(findings: tuple[Finding, ...]) -> bool:
    return any(finding.status is Status.FAIL for finding in findings)
