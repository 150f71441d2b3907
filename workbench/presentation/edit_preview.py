"""What an edit would do, seen on a snapshot that is only tried out: which figures and checks would change, and how.

Only the lines that the edit can move are compared, not every figure of a large project.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbench.checks import CHECKS
from workbench.checks.check import finding_of
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineUnit, Statement
from workbench.engine import Results
from workbench.phrases import Phrase, phrase
from workbench.presentation.key_totals import KEY_CONCEPTS
from workbench.presentation.remainders import Remainder, remainder_of
from workbench.presentation.statement_table import (
    REPORTED_COLUMN,
    RESULT_COLUMN,
    Column,
    ColumnKind,
    StatementTable,
)
from workbench.wording.names import CONCEPTS

MOST_FIGURES_CHECKED = 100_000
"""Checking a larger project again takes longer than a user waits for a preview."""


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """One figure that would change, in one column: of a line, the remainder of a total, or a key total.

    ``statement``: as it would be. ``before`` and ``after``: the figure, None if there is none; ``line_before`` and
    ``line_after``: the line that it is of, None where no line is.
    """

    statement: Statement
    caption: Phrase | str
    period: PeriodId
    column: Column
    before: Decimal | None
    after: Decimal | None
    line_before: Line | None
    line_after: Line | None

    @property
    def line(self) -> Line:
        line = self.line_after or self.line_before
        assert line is not None
        return line


@dataclass(frozen=True, slots=True)
class OtherDecimals:
    """In a statement, the figures of one unit would show another number of decimals."""

    statement: Statement
    unit: LineUnit
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class EditPreview:
    """``figures``: by statement, key totals before lines in printed order; all of the period shown before any other."""

    figures: tuple[MovedFigure, ...]
    decimals: tuple[OtherDecimals, ...]


def preview_edit(before: Results, after: Results, shown: PeriodId | None = None) -> EditPreview:
    """Return what differs between two states of one project. ``shown``: the period whose figures come first."""
    figures: list[MovedFigure] = []
    decimals: list[OtherDecimals] = []
    for statement in after.project.statements:
        old = before.project.statement_by_id.get(statement.id)
        if old is not None:
            comparison = _Comparison(before, after, old, statement)
            figures += comparison.key_totals()
            figures += comparison.figures()
            decimals += comparison.decimals()
    figures.sort(key=lambda figure: figure.period != shown)
    return EditPreview(tuple(figures), tuple(decimals))


class _Comparison:
    """Compares one statement before and after an edit."""

    def __init__(self, before: Results, after: Results, old: Statement, new: Statement) -> None:
        self._before, self._after, self._old, self._new = before, after, old, new
        self._periods = [period for period in new.periods if period in old.column_of]

    def decimals(self) -> Iterator[OtherDecimals]:
        old, new = self._old.most_decimals_shown, self._new.most_decimals_shown
        for unit in LineUnit:
            if unit in old and unit in new and old[unit] != new[unit]:
                yield OtherDecimals(self._new, unit, old[unit], new[unit])

    def key_totals(self) -> Iterator[MovedFigure]:
        """Yield the key totals whose figure another line, or none, would give."""
        for concept in KEY_CONCEPTS.get(self._new.kind, ()):
            old, new = self._old.line_with(concept), self._new.line_with(concept)
            if (old and old.id) != (new and new.id):
                caption = phrase("Key total: {name}", name=CONCEPTS[concept])
                for period in self._periods:
                    yield from self._differences(caption, period, (REPORTED_COLUMN, RESULT_COLUMN), old, new)

    def figures(self) -> Iterator[MovedFigure]:
        """Yield the figures of lines, and the remainders of totals, that differ; those of removed lines are gone."""
        order = {**self._old.place_of, **self._new.place_of}
        for line in sorted(self._lines_that_may_move(), key=order.__getitem__):
            old, new = self._old.line_by_id.get(line), self._new.line_by_id.get(line)
            for period in self._periods:
                columns = StatementTable(self._after, self._new, period).columns[1:]
                if new:
                    yield from self._differences(new.name, period, columns, old, new)
                yield from self._differences_of_remainder(line, period, columns)

    def _differences(
        self, caption: Phrase | str, period: PeriodId, columns: Iterable[Column], old: Line | None, new: Line | None
    ) -> Iterator[MovedFigure]:
        before, after = (
            StatementTable(results, statement, period)
            for results, statement in ((self._before, self._old), (self._after, self._new))
        )
        for column in columns:
            was, will_be = before.figure(old, column) if old else None, after.figure(new, column) if new else None
            is_nil_effect = column.adjustment and not was and not will_be
            if was != will_be and not is_nil_effect:
                yield MovedFigure(self._new, caption, period, column, was, will_be, old, new)

    def _differences_of_remainder(
        self, line: LineId, period: PeriodId, columns: Iterable[Column]
    ) -> Iterator[MovedFigure]:
        was, will_be = (
            remainder_of(results, statement, statement.total_of[line], period) if line in statement.total_of else None
            for results, statement in ((self._before, self._old), (self._after, self._new))
        )
        if (known := will_be or was) is None:
            return
        old, new = self._old.line_by_id.get(line), self._new.line_by_id.get(line)
        for column in columns:
            amounts = [_amount_of(remainder, column) for remainder in (was, will_be)]
            if amounts[0] != amounts[1]:
                yield MovedFigure(self._new, known.caption, period, column, amounts[0], amounts[1], old, new)

    def _lines_that_may_move(self) -> set[LineId]:
        """Return the lines that differ, those on which other entries are, and every total above them."""
        old, new = self._old, self._new
        known, present = old.line_by_id.keys(), new.line_by_id.keys()
        lines = {*new.figures.differing_keys(old.figures), *(known ^ present), *self._lines_with_other_entries()}
        lines.update(line for line in known & present if _reads(old.line_by_id[line]) != _reads(new.line_by_id[line]))
        totals = {*old.total_of, *new.total_of}
        lines.update(total for total in totals if old.graph.parts(total) != new.graph.parts(total))
        lines.update(line.id for line in new.lines if line.unit.is_ratio)
        if old.reconciled != new.reconciled or old.unknown != new.unknown:
            lines |= present
        for statement in (old, new):
            for line in tuple(lines):
                lines |= statement.graph.with_totals_above(line)
        return lines & (known | present)

    def _lines_with_other_entries(self) -> Iterator[LineId]:
        before, after = self._before.project, self._after.project
        for adjustment in after.adjustments:
            old = before.adjustment_by_id.get(adjustment.id)
            if old is not None and old is not adjustment:
                yield from (line for line, _ in adjustment.effects.differing_keys(old.effects))


def _reads(line: Line) -> tuple[object, ...]:
    """Return what decides on how the figures of a line are calculated."""
    return line.unit, line.decimals, line.role


def _amount_of(remainder: Remainder | None, column: Column) -> Decimal | None:
    if remainder is None or column.kind is ColumnKind.RESULT:
        return None
    amount = remainder.effects.get(column.adjustment) if column.adjustment else remainder.as_reported
    return amount or None


# ---- checks


def may_be_checked(project: Project) -> bool:
    """False for a project so large that its checks run only after the edit."""
    cells = sum(len(statement.lines) * len(statement.periods) for statement in project.statements)
    return cells * (2 + len(project.adjustments)) <= MOST_FIGURES_CHECKED


@dataclass
class Fails:
    """The failing checks of one state. ``others``: findings that are no checks of figures, such as of the import."""

    results: Results
    others: Iterable[Finding] = ()
    findings: tuple[Finding, ...] = ()

    def find(self) -> Iterator[None]:
        """Find them, pausing after each comparison."""
        found = [finding for finding in (*self.results.project.import_findings, *self.others) if _fails(finding)]
        for check in CHECKS:
            for item in check.compare(self.results):
                finding = finding_of(item, self.results)
                if _fails(finding):
                    found.append(finding)
                yield
        self.findings = tuple(found)

    def missing_in(self, other: "Fails") -> tuple[Finding, ...]:
        """Return the failing checks that do not fail in another state."""
        known = {_key(finding) for finding in other.findings}
        return tuple(finding for finding in self.findings if _key(finding) not in known)


def _fails(finding: Finding) -> bool:
    return finding.status is FindingStatus.FAIL


def _key(finding: Finding) -> tuple[CheckId, str]:
    return finding.check, finding.subject.key
