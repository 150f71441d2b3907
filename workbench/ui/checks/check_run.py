"""Runs the checks in slices between events; after a change, those it affects run again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QObject, Signal

from workbench.checks import CHECKS, Check, Tally, add_tallies, tally_of
from workbench.checks.check import ALARMS, finding_of, proven_figures_in
from workbench.checks.expressions import Figure
from workbench.checks.proof import build_proof
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.presentation.figure_proofs import FigureProofs
from workbench.presentation.light import Light, light_of
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.toolkit.idle_work import IdleWork

MOST_LISTED = 100_000
"""Number of figures up to which every finding is listed; in a larger project, passes and the like are only counted."""


class CheckRun(QObject):
    """Keeps the findings for the current state. ``changed`` says that they are complete, or accepted otherwise."""

    changed = Signal()

    def __init__(
        self, session: Session, signals: SessionSignals, parent: QObject, source_findings: tuple[Finding, ...] = ()
    ) -> None:
        """``source_findings``: what has happened to the project's source files."""
        super().__init__(parent)
        self._session = session
        self._source_findings = source_findings
        self._evidence_findings: tuple[Finding, ...] = ()
        self._work = IdleWork(self)
        self._tallies: dict[Check, Tally] = {}
        self._proven_figures: dict[Check, Counter[Figure]] = {}
        self._proofs: FigureProofs | None = None
        self._fails: dict[CellRef, tuple[CheckId, ...]] = {}
        self._light = Light(0, 0, 0)
        signals.changed.connect(self._on_session_changed)

    @property
    def project(self) -> Project:
        return self._session.project

    @property
    def is_running(self) -> bool:
        return self._work.is_running

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the import, of each check's last complete run, of the source files and of the files of evidence.

        In a large project, only the failures and warnings of the checks.
        """
        of_checks = add_tallies(self._tallies[check] for check in CHECKS if check in self._tallies).alarms
        return (*self._session.project.import_findings, *of_checks, *self._source_findings, *self._evidence_findings)

    @property
    def light(self) -> Light:
        """The summary of all findings in the current state."""
        return self._light

    @property
    def proofs(self) -> FigureProofs | None:
        """The checks that prove each figure; None until they are known. The same object until something changes."""
        return self._proofs

    @property
    def fails(self) -> Mapping[CellRef, tuple[CheckId, ...]]:
        """The failing checks by the source cells they compare; empty while checks run."""
        return {} if self.is_running else self._fails

    @property
    def lists_all(self) -> bool:
        """False for a large project, where only failures and warnings are listed."""
        return not self._is_large()

    def start(self) -> None:
        self._tallies.clear()
        self._proofs = None
        self._begin()

    def take_evidence_findings(self, findings: tuple[Finding, ...]) -> None:
        """List ``findings``, what has happened to the files of evidence, in place of those taken before."""
        if findings != self._evidence_findings:
            self._evidence_findings = findings
            if not self.is_running and self._proofs is not None:
                self._on_done()

    def _on_session_changed(self, change: Change) -> None:
        if change.is_remark:
            if "acceptances" in change.fields and not self.is_running:
                self.changed.emit()
            return
        if not change.is_switch:  # a switch does not change what is proven
            self._proofs = None
        for check in tuple(self._tallies):
            if check.follows_switches or not change.is_switch:
                del self._tallies[check]
        self._begin()

    def _begin(self) -> None:
        self._work.start(self._run_checks(), self._on_done)

    def _run_checks(self) -> Iterator[None]:
        """Run the checks without a tally, then gather the proofs if a change discarded them; pause at each yield."""
        for check in CHECKS:
            if check not in self._tallies:
                yield from (
                    self._tally_tables(check)
                    if self._is_large() and check.tally_quickly
                    else self._tally_comparisons(check)
                )
        if self._proofs is None:
            yield from self._gather_proofs()

    def _tally_tables(self, check: Check) -> Iterator[None]:
        """Tally a check table by table, without creating an object for each comparison that passes."""
        results, proven, tallies = self._session.results, Counter[Figure](), list[Tally]()
        for tally in check.tally_quickly(results) if check.tally_quickly else ():
            listed = []
            for finding in tally.alarms:
                listed.append(finding)
                yield
            tallies.append(Tally(tally.counts, listed))
            yield
        for figure in check.proven_figures(results):
            proven[figure] += 1
            yield
        self._tallies[check], self._proven_figures[check] = add_tallies(tallies), proven

    def _tally_comparisons(self, check: Check) -> Iterator[None]:
        """Tally a check comparison by comparison; list every finding unless the project is large."""
        results, is_large = self._session.results, self._is_large()
        counts: Counter[FindingStatus] = Counter()
        listed: list[Finding] = []
        proven = Counter[Figure]()
        for comparison in check.compare(results):
            proven.update(proven_figures_in((comparison,)))
            finding = finding_of(comparison, results)
            counts[finding.status] += 1
            if finding.status in ALARMS or not is_large:
                listed.append(finding)
            yield
        self._tallies[check], self._proven_figures[check] = Tally(counts, tuple(listed)), proven

    def _gather_proofs(self) -> Iterator[None]:
        """Gather the proven figures one by one, except those proven by whole tables."""
        results, compared = self._session.results, set[Figure]()
        for check in CHECKS:
            for figure in (
                check.proven_figures_singly(results) if check.proves_in_tables else self._proven_figures[check]
            ):
                compared.add(figure)
                yield
        proof = build_proof(results, compared)
        times = {check.name: self._proven_figures[check] for check in CHECKS}
        self._proofs = FigureProofs(self._session.project, proof, times)

    def _is_large(self) -> bool:
        project = self._session.project
        columns = 2 + len(project.adjustments)
        cells = sum(len(statement.lines) * len(statement.periods) for statement in project.statements)
        return cells * columns > MOST_LISTED

    def _on_done(self) -> None:
        assert self._proofs is not None
        others = tally_of((*self._session.project.import_findings, *self._source_findings, *self._evidence_findings))
        tally = add_tallies((*self._tallies.values(), others))
        self._light = light_of(tally.counts, self._proofs.proof.unproven)
        self._fails = _fails_by_place(tally.alarms)
        self.changed.emit()


def _fails_by_place(findings: Iterable[Finding]) -> dict[CellRef, tuple[CheckId, ...]]:
    """Return the failing checks, each once, by the cells named in their findings."""
    checks_by_place: dict[CellRef, dict[CheckId, None]] = {}
    for finding in findings:
        for place in finding.where if finding.status is FindingStatus.FAIL else ():
            checks_by_place.setdefault(place, {})[finding.check] = None
    return {place: tuple(checks) for place, checks in checks_by_place.items()}
