"""What a check is: it builds comparisons, or says why there is nothing to compare; and what all of them come to."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from workbench.checks.comparison import Comparison, evaluate
from workbench.checks.expressions import Figure
from workbench.domain.findings import Finding, FindingStatus
from workbench.engine import Results

Looked: TypeAlias = Comparison | Finding
Look: TypeAlias = Iterator[Looked]
TOLD = frozenset((FindingStatus.FAIL, FindingStatus.WARNING))
"""What is always told; the rest is counted, and told where it is asked for."""


@dataclass(frozen=True, slots=True)
class Lazily:
    """Findings that are made anew whenever somebody asks for them."""

    make: Callable[[], Iterator[Finding]]

    def __iter__(self) -> Iterator[Finding]:
        return self.make()


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a check found what, and each failure and warning."""

    counts: Counter[FindingStatus]
    told: Iterable[Finding] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """``look``: everything that it compares, one after the other. ``follows_switches``: it looks at the present state.

    ``quickly``: the same as tallies, table by table, by a way that makes no object of what holds; None where ``look``
    is quick enough.
    ``proves``: the figures that it proves, by a quicker way than ``look``; None where there is none.
    ``proves_in_tables``: those that it proves beside them, of which whole tables tell without an object for each.
    """

    name: str
    compare: Callable[[Results], Look]
    follows_switches: bool = False
    tally_quickly: Callable[[Results], Iterator[Tally]] | None = None
    proves: Callable[[Results], Iterator[Figure]] | None = None
    proves_in_tables: Callable[[Results], Iterator[Figure]] | None = None

    def findings(self, results: Results) -> Iterator[Finding]:
        """Yield what each comparison finds in the present state."""
        return findings_of(self.compare(results), results)

    def proven(self, results: Results) -> Iterator[Figure]:
        """Yield the figures that it compares with others, as often as it does."""
        yield from self.proven_singly(results)
        if self.proves_in_tables:
            yield from self.proves_in_tables(results)

    def proven_singly(self, results: Results) -> Iterator[Figure]:
        """Yield what it proves but for the figures of which whole tables tell."""
        return self.proves(results) if self.proves else figures_proven(self.compare(results))

    def tally(self, results: Results) -> Tally:
        return add_tallies(self.tally_quickly(results)) if self.tally_quickly else tally_of(self.findings(results))


def tally_of(findings: Iterable[Finding]) -> Tally:
    counts: Counter[FindingStatus] = Counter()
    told = []
    for finding in findings:
        counts[finding.status] += 1
        if finding.status in TOLD:
            told.append(finding)
    return Tally(counts, tuple(told))


def figures_proven(looked_at: Iterable[Looked]) -> Iterator[Figure]:
    """Yield the figures that each comparison proves, once for each."""
    return (figure for one in looked_at if isinstance(one, Comparison) for figure in set(one.proven))


def findings_of(looked_at: Iterable[Looked], results: Results) -> Iterator[Finding]:
    """Yield what each comparison finds, and what was found without one."""
    return (finding_of(one, results) for one in looked_at)


def finding_of(one: Looked, results: Results) -> Finding:
    return evaluate(one, results) if isinstance(one, Comparison) else one


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    """Return several tallies as one."""
    tallies = tuple(tallies)
    counts: Counter[FindingStatus] = Counter()
    for tally in tallies:
        counts.update(tally.counts)
    return Tally(counts, Lazily(lambda: chain.from_iterable(tally.told for tally in tallies)))
