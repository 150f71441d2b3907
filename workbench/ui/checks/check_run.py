"""Runs every check beside the user's work: in slices, from the start again after each change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QObject, Signal

from workbench.checks import CHECKS, Check, Tally, add_tallies, tally_of
from workbench.checks.check import TOLD, figures_proven, finding_of
from workbench.checks.expressions import Figure
from workbench.checks.proof import proof_by
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.sources import CellRef
from workbench.presentation.figure_proofs import FigureProofs
from workbench.presentation.light import Light, light_of
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.toolkit.idle_work import IdleWork

MOST_LISTED = 100_000
"""Up to so many figures all that checks find is listed; of larger books what passes is counted."""


class CheckRun(QObject):
    """Keeps what is found in the present state. ``changed`` says that it is complete."""

    changed = Signal()

    def __init__(
        self, session: Session, signals: SessionSignals, parent: QObject, of_sources: tuple[Finding, ...] = ()
    ) -> None:
        """``of_sources``: what became of the files that the project was imported from."""
        super().__init__(parent)
        self._session = session
        self._of_sources = of_sources
        self._work = IdleWork(self)
        self._tallies: dict[Check, Tally] = {}
        self._proven: dict[Check, Counter[Figure]] = {}
        self._proofs: FigureProofs | None = None
        self._fails: dict[CellRef, tuple[str, ...]] = {}
        self._light = Light(0, 0, 0)
        signals.changed.connect(self._on_session_changed)

    @property
    def is_running(self) -> bool:
        return self._work.is_running

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed on import, what each check found when it last ran to its end, what became of the sources.

        Of a large book only what fails, and warnings.
        """
        of_checks = add_tallies(self._tallies[check] for check in CHECKS if check in self._tallies).told
        return (*self._session.project.import_findings, *of_checks, *self._of_sources)

    @property
    def light(self) -> Light:
        """How all that is found stands in the present state."""
        return self._light

    @property
    def proofs(self) -> FigureProofs | None:
        """By what each figure is proven; None while that is not known. The same object as long as nothing changes."""
        return self._proofs

    @property
    def fails(self) -> Mapping[CellRef, tuple[str, ...]]:
        """The checks that fail, by the cells of the sources that state what they compare; nothing while they run."""
        return {} if self.is_running else self._fails

    @property
    def lists_all(self) -> bool:
        """False of a large book: only what fails, and warnings, are among the findings."""
        return not self._is_large()

    def start(self) -> None:
        self._tallies.clear()
        self._proofs = None
        self._begin()

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:  # switches prove nothing else
            self._proofs = None
        for check in tuple(self._tallies):
            if check.follows_switches or not change.is_switch:
                del self._tallies[check]
        self._begin()

    def _begin(self) -> None:
        self._work.start(self._checked(), self._on_done)

    def _checked(self) -> Iterator[None]:
        for check in CHECKS:
            if check not in self._tallies:
                yield from self._counted(check) if self._is_large() and check.tally_quickly else self._looked(check)
        if self._proofs is None:
            yield from self._proved()

    def _counted(self, check: Check) -> Iterator[None]:
        results, proven, tallies = self._session.results, Counter[Figure](), list[Tally]()
        for tally in check.tally_quickly(results) if check.tally_quickly else ():
            told = []
            for finding in tally.told:
                told.append(finding)
                yield
            tallies.append(Tally(tally.counts, told))
            yield
        for figure in check.proven(results):
            proven[figure] += 1
            yield
        self._tallies[check], self._proven[check] = add_tallies(tallies), proven

    def _looked(self, check: Check) -> Iterator[None]:
        results, is_large = self._session.results, self._is_large()
        counts: Counter[FindingStatus] = Counter()
        told: list[Finding] = []
        proven = Counter[Figure]()
        for one in check.compare(results):
            proven.update(figures_proven((one,)))
            finding = finding_of(one, results)
            counts[finding.status] += 1
            if finding.status in TOLD or not is_large:
                told.append(finding)
            yield
        self._tallies[check], self._proven[check] = Tally(counts, tuple(told)), proven

    def _proved(self) -> Iterator[None]:
        """Gather figure by figure what is proven, but for that of which whole tables tell."""
        results, compared = self._session.results, set[Figure]()
        for check in CHECKS:
            for figure in check.proven_singly(results) if check.proves_in_tables else self._proven[check]:
                compared.add(figure)
                yield
        proof = proof_by(results, compared)
        times = {check.name: self._proven[check] for check in CHECKS}
        self._proofs = FigureProofs(self._session.project, proof, times)

    def _is_large(self) -> bool:
        project = self._session.project
        columns = 2 + len(project.adjustments)
        cells = sum(len(statement.lines) * len(statement.periods) for statement in project.statements)
        return cells * columns > MOST_LISTED

    def _on_done(self) -> None:
        assert self._proofs is not None
        others = tally_of((*self._session.project.import_findings, *self._of_sources))
        tally = add_tallies((*self._tallies.values(), others))
        self._light = light_of(tally.counts, self._proofs.proof.unproven)
        self._fails = _by_place(tally.told)
        self.changed.emit()


def _by_place(findings: Iterable[Finding]) -> dict[CellRef, tuple[str, ...]]:
    """Return the checks that fail, each once, by the cells that they name."""
    found: dict[CellRef, dict[str, None]] = {}
    for finding in findings:
        for place in finding.where if finding.status is FindingStatus.FAIL else ():
            found.setdefault(place, {})[finding.check] = None
    return {place: tuple(checks) for place, checks in found.items()}
