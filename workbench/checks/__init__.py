"""Proof: each check compares figures and reports what agrees, what does not, and what cannot be compared.

A comparison is written once, as two expressions (``expressions.py``): decimals here, formulas in the review workbook.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.checks import (
    agreement,
    articulation,
    balance,
    carried_forward,
    cross_cast,
    dates,
    footing,
    interims,
    measures,
    natures,
    notes,
    ratios,
    translations,
)
from workbench.checks.agreement import Agreement, agreement_of
from workbench.checks.check import Check, CheckItem, CheckItems, Tally, add_tallies, tally_of
from workbench.checks.proof import Proof, build_proof
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.engine import Results

CHECKS: tuple[Check, ...] = (
    *agreement.CHECKS,
    *cross_cast.CHECKS,
    footing.CHECK,
    balance.CHECK,
    *articulation.CHECKS,
    carried_forward.CHECK,
    interims.CHECK,
    *ratios.CHECKS,
    *measures.CHECKS,
    *natures.CHECKS,
    translations.CHECK,
    notes.CHECK,
    dates.CHECK,
)

__all__ = [
    "CHECKS",
    "Agreement",
    "Check",
    "CheckItem",
    "CheckItems",
    "ChecksRun",
    "Proof",
    "Tally",
    "add_tallies",
    "agreement_of",
    "proof",
    "run_checks",
    "tally_of",
]


@dataclass(frozen=True, slots=True)
class ChecksRun:
    """The findings in one state of a project. ``tallies``: by check.

    ``others``: findings of the import and on the source files. ``unproven``: how many figures are unproven.
    """

    results: Results
    others: tuple[Finding, ...]
    tallies: Mapping[CheckId, Tally]
    unproven: int

    @property
    def counts(self) -> Counter[FindingStatus]:
        return add_tallies(self.tallies.values()).counts

    @property
    def any_fails(self) -> bool:
        return self.counts[FindingStatus.FAIL] > 0

    @property
    def findings(self) -> Iterator[Finding]:
        """Yield every finding, passes included; findings of checks are recreated on each iteration."""
        yield from self.others
        for check in CHECKS:
            yield from check.findings(self.results)


def run_checks(results: Results, source_findings: Iterable[Finding] = ()) -> ChecksRun:
    """Run every check on the present state. ``source_findings``: findings on the files that were imported."""
    others = (*results.project.import_findings, *source_findings)
    names = dict.fromkeys(finding.check for finding in others)
    tallies = {name: tally_of(finding for finding in others if finding.check == name) for name in names}
    tallies |= {check.name: check.tally(results) for check in CHECKS}
    return ChecksRun(results, others, tallies, proof(results).unproven)


def proof(results: Results) -> Proof:
    """Return which figures the checks prove, and how many are unproven."""
    return build_proof(results, {figure for check in CHECKS for figure in check.proven_figures_singly(results)})
