"""What became of mutants, counted by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tests.found import message
from tests.mutating.books import Book, sample_named
from tests.mutating.derived import Known
from tests.mutating.judge import Answer, Judge, Verdict, found_of
from tests.mutating.kinds import KINDS, NUMERIC
from tests.mutating.numbered import Mutant
from tests.mutating.oracle import contradictions
from tests.mutating.relations import Contradiction
from workbench.domain.findings import Finding, FindingStatus

ENOUGH_OF_THE_NUMERIC, ENOUGH_OF_ALL = 0.98, 0.95
"""The shares of the contradicted mutants that have to be reported."""
LONGEST = 240
"""What is said of one of them fills two lines at most."""


@dataclass(frozen=True)
class Measured:
    """A mutant in words, what contradicts it, and what the program says of it."""

    number: int
    kind: str
    is_numeric: bool
    what: str
    contradictions: tuple[Contradiction, ...]
    verdict: Verdict

    @property
    def is_contradicted(self) -> bool:
        return bool(self.contradictions)


@cache
def known_of(book: str) -> Known:
    """Return what holds in a sample; found once."""
    return Known(sample_named(book))


@cache
def judge_of(book: str) -> Judge:
    return Judge(sample_named(book))


def measured(mutant: Mutant) -> Measured:
    slip, book = mutant.slip, mutant.book
    what = f"{book.name} {slip.place}: {slip.old} -> {slip.new}"
    contradicting, verdict = contradictions(known_of(book.name), slip), judge_of(book.name).judged(slip)
    return Measured(mutant.number, mutant.kind.name, mutant.kind in NUMERIC, what, contradicting, verdict)


def false_alarms(books: Iterable[Book]) -> list[Finding]:
    """Return what fails in the originals, with their formulas or without: nothing may."""
    found = [one for book in books for one in (*found_of(book.as_read), *found_of(book.workbook))]
    return [one for one in found if one.status is FindingStatus.FAIL]


def share(found: Sequence[Measured]) -> float:
    """Return the share of the contradicted ones that is reported; all of none."""
    contradicted = [one for one in found if one.is_contradicted]
    return sum(one.verdict.is_reported for one in contradicted) / len(contradicted) if contradicted else 1.0


def is_enough(found: Sequence[Measured], books: Iterable[Book]) -> bool:
    """True where enough mutants are reported, none brings the program down, and no original fails."""
    numeric = [one for one in found if one.is_numeric]
    crashed = any(one.verdict.answer is Answer.CRASHED for one in found)
    enough = share(numeric) >= ENOUGH_OF_THE_NUMERIC and share(found) >= ENOUGH_OF_ALL
    return enough and not crashed and not false_alarms(books)


def misses(found: Iterable[Measured]) -> Iterator[Measured]:
    """Yield what something contradicts, and the program does not report where it is; and whatever brings it down."""
    for one in found:
        if one.verdict.answer is Answer.CRASHED or (one.is_contradicted and not one.verdict.is_reported):
            yield one


def sums_up(found: Sequence[Measured], books: Iterable[Book]) -> Iterator[str]:
    """Yield a table of the kinds, the misses by what contradicts them, and the false alarms, line by line."""
    yield from _table(found)
    yield from _grouped(list(misses(found)))
    alarms = false_alarms(books)
    yield f"False alarms on the originals: {len(alarms)}"
    yield from (f"  {one.check}: {message(one)}" for one in alarms)


def _table(found: Sequence[Measured]) -> Iterator[str]:
    yield f"{'kind':28}{'mutants':>9}{'contradicted':>14}{'reported':>10}{'share':>8}"
    for kind in KINDS:
        yield _row(kind.name, [one for one in found if one.kind == kind.name])
    yield _row("numeric kinds", [one for one in found if one.is_numeric])
    yield _row("all kinds", found)


def _row(name: str, found: Sequence[Measured]) -> str:
    contradicted = [one for one in found if one.is_contradicted]
    reported = sum(one.verdict.is_reported for one in contradicted)
    of_them = f"{share(found):8.1%}" if contradicted else f"{'—':>8}"
    return f"{name:28}{len(found):9}{len(contradicted):14}{reported:10}{of_them}"


def _grouped(missed: Sequence[Measured]) -> Iterator[str]:
    yield f"\nContradicted and not reported: {len(missed)}"
    groups: dict[tuple[str, str], list[Measured]] = {}
    for one in missed:
        groups.setdefault((_families(one), one.verdict.answer.value), []).append(one)
    for (families, answer), group in sorted(groups.items(), key=lambda each: -len(each[1])):
        yield f"\n{len(group)} contradicted by {families}; the program is {answer}"
        for one in group:
            yield from _in_words(one)
    yield ""


def _families(one: Measured) -> str:
    return " + ".join(sorted({each.family for each in one.contradictions}))


def _in_words(one: Measured) -> Iterator[str]:
    yield f"  {one.number} {one.kind}, {one.what}"
    yield from (f"      {each.said}"[:LONGEST] for each in one.contradictions[:1])
    yield from (f"      says {said}"[:LONGEST] for said in one.verdict.said[:1])
    if one.verdict.lost:
        yield f"      lost at import: {'; '.join(one.verdict.lost)}"[:LONGEST]
