"""What a roll-forward, or a new workbook, shows that was otherwise before: each is said, and nothing is lost."""

from collections.abc import Iterator, Mapping

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import Period, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineRole, Statement
from workbench.domain.subjects import PROJECT, FigureSubject, LineSubject, StatementSubject, Subject
from workbench.rolling.joined_statements import Joined

ROLLED = CheckId("rolled-forward")
"""The check under which it is listed."""
MOST_NAMED = 3
"""How many lines a sentence names."""


def oddity(what: Fact, subject: Subject = PROJECT, *, is_warning: bool = False) -> Finding:
    """Return the finding that tells of it; one that the user should decide is a warning."""
    return Finding(ROLLED, FindingStatus.WARNING if is_warning else FindingStatus.INFORMATION, what, subject=subject)


def differences_of_lines(base: Statement, other: Statement, joined: Joined, file: str) -> Iterator[Finding]:
    """Yield what differs between the lines of a statement and those of an earlier one in ``file``."""
    yield from _of_captions(joined, file, renamed="line-was-called", appeared="line-only-earlier")
    yield from _of_signs(joined, file)
    yield from _of_parts(base, other, joined, file)


def changes_of_lines(base: Statement, other: Statement, joined: Joined, file: str) -> Iterator[Finding]:
    """Yield which lines of a statement a new workbook renames, adds, splits or no longer shows."""
    key, by_id = joined.statement.id, joined.statement.line_by_id
    yield from _of_captions(joined, file, renamed="line-renamed", appeared="line-appeared")
    for line in joined.vanished:
        if by_id[line].role is LineRole.HEADING:
            continue
        subject = LineSubject(key, line)
        if parts := joined.split.get(line):
            names = tuple(by_id[part].name for part in parts)
            yield oddity(fact("line-split", line=by_id[line].name, parts=names, file=file), subject, is_warning=True)
        else:
            yield oddity(fact("line-vanished", line=by_id[line].name, file=file), subject, is_warning=True)
    yield from _of_signs(joined, file)
    yield from _of_parts(base, other, joined, file)


def _of_captions(joined: Joined, file: str, *, renamed: str, appeared: str) -> Iterator[Finding]:
    """Yield the lines that have two captions, and those that joining added. ``renamed``, ``appeared``: the facts."""
    key, by_id = joined.statement.id, joined.statement.line_by_id
    for line, former in joined.renamed.items():
        yield oddity(fact(renamed, line=by_id[line].name, former=former, file=file), LineSubject(key, line))
    for line in joined.appeared:
        if by_id[line].role is not LineRole.HEADING:
            yield oddity(fact(appeared, line=by_id[line].name, file=file), LineSubject(key, line))


def _of_signs(joined: Joined, file: str) -> Iterator[Finding]:
    if joined.turned:
        lines = _names(joined, joined.turned)
        what = fact("signs-of-file-turned", statement=joined.statement.title_fact, lines=lines, file=file)
        yield oddity(what, StatementSubject(joined.statement.id))


def _of_parts(base: Statement, other: Statement, joined: Joined, file: str) -> Iterator[Finding]:
    """Yield the totals that have other parts there, beside lines that one of them lacks."""
    gone = {*joined.appeared, *joined.vanished}
    found = {joined.line_of[total.line]: {joined.line_of[part] for part, _ in total.parts} for total in other.totals}
    for line, total in base.total_of.items():
        there = found.get(line)
        if there is not None and not total.partial and there - gone != {part for part, _ in total.parts} - gone:
            name = joined.statement.line_by_id[line].name
            yield oddity(fact("total-has-other-parts", line=name, file=file), LineSubject(joined.statement.id, line))


def restated_figures(
    statements: Mapping[str, tuple[Statement, Joined]], statement: Statement, period: Period, taken: str
) -> Iterator[Finding]:
    """Yield the figures of a period that another project than ``taken``, from which they are, states differently.

    ``statements``: that of each earlier project, by the project's name, and how it was joined into ``statement``.
    """
    chosen, joined = statements[taken]
    by_id = statement.line_by_id
    figures = {
        joined.line_of[line.id]: joined.amount_here(line.id, chosen.figure(line.id, period.id))
        for line in chosen.lines
        if period.id in chosen.column_of and (line.id, period.id) not in chosen.unknown
    }
    for file, (own, there) in statements.items():
        if file == taken or period.id not in own.column_of:
            continue
        for line in own.lines:
            amount = there.amount_here(line.id, own.figure(line.id, period.id))
            here = there.line_of[line.id]
            present = figures.get(here)
            if amount is not None and present is not None and present != amount:
                what = fact(
                    "restated-between-projects",
                    line=by_id[here].name,
                    period=short_name_of_period(period),
                    taken=taken,
                    amount=present,
                    file=file,
                    other=amount,
                )
                subject = FigureSubject(statement.id, here, period.id, FigureRole.AS_REPORTED)
                yield oddity(what, subject, is_warning=True)


def unit_converted(base: Project, other: Project, file: str) -> Iterator[Finding]:
    """Yield that amounts of ``file`` were converted to the unit of the project."""
    if other.scale != base.scale:
        yield oddity(fact("unit-of-file-converted", file=file, printed=other.scale, kept=base.scale))


def frameworks_differ(base: Project, other: Project, file: str) -> Iterator[Finding]:
    """Yield that ``file`` names its frameworks otherwise."""
    names, others = (tuple(framework.label for framework in project.frameworks) for project in (base, other))
    if names != others:
        told = {"source": others[0], "target": others[1], "kept_source": names[0], "kept_target": names[1]}
        yield oddity(fact("frameworks-of-file-differ", file=file, **told), is_warning=True)


def _names(joined: Joined, lines: tuple[LineId, ...]) -> tuple[Told, ...]:
    by_id = joined.statement.line_by_id
    names: list[Told] = [by_id[line].name for line in lines[:MOST_NAMED]]
    return tuple(names)
