"""Agreement of sources: a figure that several places state is the same in all of them."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from workbench.checks.comparing import Precision, period_label
from workbench.domain.amounts import grouped
from workbench.domain.findings import Finding, Status
from workbench.domain.project import Project
from workbench.domain.sources import Says, Stated
from workbench.domain.statements import Cell, Statement, Unit
from workbench.engine import Results

CHECK = "agreement of sources"


class Agreement(StrEnum):
    AGREED = "agreed"
    DISAGREES = "disagrees"
    STATED_ONCE = "stated-once"


def agreement_of(project: Project, statement: Statement, cell: Cell) -> Agreement | None:
    """Return how the sources of one figure as reported agree, restated ones left out; None where none states it.

    An edited figure disagrees with its source until it is restored.
    """
    sources = _as_reported(project, cell)
    if not sources:
        return None
    figure = statement.figure(*cell)
    if not all(_agrees(project, cell, figure, one) for one in sources):
        return Agreement.DISAGREES
    return Agreement.AGREED if len(sources) > 1 else Agreement.STATED_ONCE


def agreement_of_sources(project: Project, _results: Results) -> Iterator[Finding]:
    """Compare whatever is stated more than once: as reported, repeated beside a translation, adjustment, result."""
    stated_lines = {line for line, _ in project.stated.by_cell}
    for statement in project.statements:
        for line in statement.lines:
            if line.id not in stated_lines:
                continue
            for period in statement.periods:
                cell = (line.id, period)
                everything = project.stated.by_cell.get(cell, ())
                if not everything:
                    continue
                name = f"{line.name}, {period_label(project, period)}"
                yield from _reported(project, statement, cell, name)
                if line.unit in (Unit.SHARES, Unit.PERCENT):
                    yield from _repeated(statement, cell, everything, name)
                yield from _stated_twice(everything, name)


def _agrees(project: Project, cell: Cell, figure: Decimal | None, one: Stated) -> bool:
    """True where a source states the figure, or one that differs by no more than what was cut of them."""
    if one.amount == figure or one.amount is None or figure is None:
        return one.amount == figure
    return bool(one.slack) and Precision(one.slack + project.slack(cell), project.line(cell[0]).places).covers(
        one.amount - figure
    )


def _as_reported(project: Project, cell: Cell) -> list[Stated]:
    return [one for one in project.as_reported_sources(cell) if one.cell not in project.restated]


def _reported(project: Project, statement: Statement, cell: Cell, name: str) -> Iterator[Finding]:
    agreement = agreement_of(project, statement, cell)
    if agreement is None:
        return
    sources = _as_reported(project, cell)
    where = tuple(one.cell for one in sources)
    figure = statement.figure(*cell)
    shown = "blank" if figure is None else grouped(figure)
    how = " (one of them by formula)" if any(one.formula for one in sources) else ""
    if agreement is Agreement.AGREED:
        yield Finding(CHECK, Status.PASS, f"{name}: {shown} in {len(sources)} places{how}", Decimal(0), where)
    elif agreement is Agreement.STATED_ONCE:
        yield Finding(CHECK, Status.INFORMATION, f"{name}: {shown}, stated once", None, where)
    else:
        said = ", ".join(f"{one.cell} says {grouped(one.amount)}" for one in sources if one.amount is not None)
        other = next(one for one in sources if not _agrees(project, cell, figure, one))
        difference = None if other.amount is None or figure is None else other.amount - figure
        yield Finding(CHECK, Status.FAIL, f"{name}: {shown} is used, but {said}", difference, where)


def _repeated(statement: Statement, cell: Cell, everything: tuple[Stated, ...], name: str) -> Iterator[Finding]:
    """A share count or a percentage repeated in another currency's column is the same number."""
    figure = statement.figure(*cell)
    for one in everything:
        if one.says is Says.TRANSLATION and one.amount is not None and figure is not None:
            status = Status.PASS if one.amount == figure else Status.FAIL
            message = f"{name}: repeated in the {one.of} column as {grouped(one.amount)}"
            yield Finding(CHECK, status, message, one.amount - figure, (one.cell,))


def _stated_twice(everything: tuple[Stated, ...], name: str) -> Iterator[Finding]:
    groups: dict[tuple[Says, str], list[Stated]] = {}
    for one in (*everything, *_sums_of_entries(everything)):
        if one.says not in (Says.AS_REPORTED, Says.ENTRY) and one.amount is not None:
            groups.setdefault((one.says, one.of), []).append(one)
    for (says, of), group in groups.items():
        first, *others = group
        for other in others:
            assert first.amount is not None
            assert other.amount is not None
            is_same = first.amount == other.amount or abs(first.amount - other.amount) <= first.slack + other.slack
            status = Status.PASS if is_same else Status.FAIL
            message = f"{name}, {of or says.value}: {grouped(first.amount)} and {grouped(other.amount)}"
            yield Finding(CHECK, status, message, other.amount - first.amount, (first.cell, other.cell))


def _sums_of_entries(everything: tuple[Stated, ...]) -> Iterator[Stated]:
    """Yield what the entries of each list add up to, as an effect that it states; where one is unknown, nothing."""
    lists: dict[tuple[str, str, str], list[Stated]] = {}
    for one in everything:
        if one.says is Says.ENTRY:
            lists.setdefault((one.cell.file, one.cell.sheet, one.of), []).append(one)
    for entries in lists.values():
        amounts = [one.amount for one in entries if one.amount is not None]
        if len(amounts) == len(entries):
            yield entries[0]._replace(says=Says.ADJUSTMENT, amount=sum(amounts, Decimal(0)))
