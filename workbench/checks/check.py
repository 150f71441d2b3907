"""A check, which builds comparisons or findings that nothing can be compared; and the tally of its findings."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from workbench.checks.comparison import Comparison, evaluate
from workbench.checks.expressions import Figure
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.engine import Results

CheckItem: TypeAlias = Comparison | Finding
CheckItems: TypeAlias = Iterator[CheckItem]
ALARMS = frozenset((FindingStatus.FAIL, FindingStatus.WARNING))
"""Findings with these statuses are always kept; the others are counted, and recreated on request."""


@dataclass(frozen=True, slots=True)
class LazyFindings:
    """Findings that are recreated on each iteration."""

    make: Callable[[], Iterator[Finding]]

    def __iter__(self) -> Iterator[Finding]:
        return self.make()


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of findings by status, and the failures and warnings themselves."""

    counts: Counter[FindingStatus]
    alarms: Iterable[Finding] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A named family of comparisons.

    ``compare``: yields all its comparisons. ``follows_switches``: its findings depend on the switches.
    ``tally_quickly``: yields the same as tallies, table by table, without objects for what holds; None if ``compare``
    is quick enough.
    ``proves``: yields the figures that it proves, more quickly than ``compare``; None if it is quick enough.
    ``proves_in_tables``: yields further figures that it proves, which ``WholeTables`` covers without objects.
    """

    name: CheckId
    compare: Callable[[Results], CheckItems]
    follows_switches: bool = False
    tally_quickly: Callable[[Results], Iterator[Tally]] | None = None
    proves: Callable[[Results], Iterator[Figure]] | None = None
    proves_in_tables: Callable[[Results], Iterator[Figure]] | None = None

    def findings(self, results: Results) -> Iterator[Finding]:
        """Yield the finding of each comparison in the present state."""
        return findings_of(self.compare(results), results)

    def proven_figures(self, results: Results) -> Iterator[Figure]:
        """Yield the figures that it compares with others, once for each comparison."""
        yield from self.proven_figures_singly(results)
        if self.proves_in_tables:
            yield from self.proves_in_tables(results)

    def proven_figures_singly(self, results: Results) -> Iterator[Figure]:
        """Yield the figures that it proves, except those that ``WholeTables`` covers."""
        return self.proves(results) if self.proves else proven_figures_in(self.compare(results))

    def tally(self, results: Results) -> Tally:
        return add_tallies(self.tally_quickly(results)) if self.tally_quickly else tally_of(self.findings(results))


def tally_of(findings: Iterable[Finding]) -> Tally:
    counts: Counter[FindingStatus] = Counter()
    alarms = []
    for finding in findings:
        counts[finding.status] += 1
        if finding.status in ALARMS:
            alarms.append(finding)
    return Tally(counts, tuple(alarms))


def proven_figures_in(items: Iterable[CheckItem]) -> Iterator[Figure]:
    """Yield the figures that each comparison proves, once for each."""
    return (figure for item in items if isinstance(item, Comparison) for figure in set(item.proven_figures))


def findings_of(items: Iterable[CheckItem], results: Results) -> Iterator[Finding]:
    """Yield the finding of each comparison; findings among ``items`` are passed on."""
    return (finding_of(item, results) for item in items)


def finding_of(item: CheckItem, results: Results) -> Finding:
    return evaluate(item, results) if isinstance(item, Comparison) else item


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of several tallies."""
    tallies = tuple(tallies)
    counts: Counter[FindingStatus] = Counter()
    for tally in tallies:
        counts.update(tally.counts)
    return Tally(counts, LazyFindings(lambda: chain.from_iterable(tally.alarms for tally in tallies)))
