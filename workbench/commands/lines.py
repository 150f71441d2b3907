"""Edits of a line's caption, its concept, and the parts of a total."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import Command, refuse_unwritable, with_statement
from workbench.commands.entries import with_effects
from workbench.commands.figures import with_decimals, with_decimals_of_figures
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import MAY_REPEAT, Concept, FigureKey, Line, LineRole, LineUnit, Statement, Total
from workbench.domain.subjects import LineSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

CAPTION, CONCEPT, PARTS = "caption", "concept", "parts"
"""The attributes of a line that these commands alter. Parts: whether only affected ones are shown; (line, weight)."""


@dataclass(frozen=True, slots=True)
class RenameLine(Command):
    """Give a line another caption. Its id stays, the old caption becomes an alias, sections named after it follow."""

    line: LineId
    caption: str

    def describe(self, project: Project) -> Fact:
        return fact("rename", name=project.line(self.line).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        line = project.line(self.line)
        yield Alteration(subject_of_line(project, self.line), CAPTION, line.name, line.caption, self.caption)

    def apply(self, project: Project) -> Project:
        refuse_unwritable(self.caption)
        statement = project.statement_of(self.line)
        line = statement.line_by_id[self.line]
        spellings = dict.fromkeys((*line.aliases, line.caption))
        spellings.pop(self.caption, None)
        renamed = replace(line, caption=self.caption, aliases=tuple(spelling for spelling in spellings if spelling))
        lines = list(with_line(statement, renamed).lines)
        before, after = (*line.section, line.caption), (*line.section, self.caption)
        for place in range(lines.index(renamed) + 1, len(lines)):
            line_below = lines[place]
            if line_below.section[: len(before)] != before:
                break
            lines[place] = replace(line_below, section=after + line_below.section[len(before) :])
        return with_statement(project, replace(statement, lines=tuple(lines)))


@dataclass(frozen=True, slots=True)
class SetConcept(Command):
    """Set the concept of a line; another line of the same statement loses it, unless several may have it."""

    line: LineId
    concept: Concept | None

    def describe(self, project: Project) -> Fact:
        return fact("set-concept", name=project.line(self.line).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        statement = project.statement_of(self.line)
        losing = self.lines_that_lose_it(statement)
        for line in statement.lines:
            old = line.concept.value if line.concept else None
            if line.id == self.line:
                new = self.concept.value if self.concept else None
                yield Alteration(subject_of_line(project, line.id), CONCEPT, line.name, old, new)
            elif line in losing:
                yield Alteration(subject_of_line(project, line.id), CONCEPT, line.name, old, None)

    def apply(self, project: Project) -> Project:
        statement = project.statement_of(self.line)
        concepts = {line.id: None for line in self.lines_that_lose_it(statement)} | {self.line: self.concept}
        lines = tuple(
            replace(line, concept=concepts[line.id]) if line.id in concepts else line for line in statement.lines
        )
        return project if lines == statement.lines else with_statement(project, replace(statement, lines=lines))

    def lines_that_lose_it(self, statement: Statement) -> tuple[Line, ...]:
        """Return the other lines of a statement that have the concept now and may not keep it."""
        if self.concept is None or self.concept in MAY_REPEAT:
            return ()
        return tuple(line for line in statement.lines_with(self.concept) if line.id != self.line)


@dataclass(frozen=True, slots=True)
class SetTotal(Command):
    """Set the parts of a total; without parts it is an ordinary line again. The engine refuses a circle.

    Each adjustment's effect on a total stays, and what was entered on a line that becomes one: what the new parts do
    not explain is kept as an unallocated effect. A line on which nothing was entered follows its parts. Raises
    WorkbenchError if the line or a part is not an amount of money.
    """

    line: LineId
    parts: tuple[tuple[LineId, int], ...]
    partial: bool = False

    def describe(self, project: Project) -> Fact:
        return fact("set-parts", name=project.line(self.line).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        new: FactValue = (int(self.partial), *self.parts) if self.parts else ()
        subject, name = subject_of_line(project, self.line), project.line(self.line).name
        yield Alteration(subject, PARTS, name, parts_of(project, self.line), new)

    def apply(self, project: Project) -> Project:
        statement = project.statement_of(self.line)
        line = statement.line_by_id[self.line]
        if not self.parts and self.line not in statement.total_of:
            return project
        if self.parts and line.unit is not LineUnit.MONEY:
            raise WorkbenchError(
                "'{line}' is not an amount of money and cannot be a total. Change its unit first.", line=line.name
            )
        for part, weight in self.parts:
            member = statement.line_by_id.get(part)
            if member is None or member.role is LineRole.HEADING or member.unit is not LineUnit.MONEY:
                raise WorkbenchError(
                    "'{part}' cannot be a part of '{total}'. Choose a monetary line of the same statement.",
                    part=member.name if member else part,
                    total=line.name,
                )
            if weight not in (1, -1):
                raise WorkbenchError(
                    "'{part}' has the weight {weight} in '{total}'. Use +1 or -1.",
                    part=member.name,
                    weight=weight,
                    total=line.name,
                )
        others = tuple(total for total in statement.totals if total.line != self.line)
        own_totals = (Total(self.line, self.parts, fact("parts-set-by-user"), self.partial),) if self.parts else ()
        role = LineRole.TOTAL if self.parts else LineRole.LINE
        changed = replace(with_line(statement, replace(line, role=role)), totals=others + own_totals)
        changed = with_decimals_of_figures(changed, (self.line,))
        return self._keep_effects(with_statement(project, changed), statement)

    def _keep_effects(self, project: Project, before: Statement) -> Project:
        """Return ``project`` with what the parts do not explain of the effects on the line ``before``."""
        adjustments = []
        was_total = self.line in before.total_of
        own = ((self.line, 1), *((part, -weight) for part, weight in self.parts))
        weights = _net_weights(before, own)
        for adjustment in project.adjustments:
            left = dict.fromkeys(before.periods, Decimal(0))
            for (line, period), amount in adjustment.effects.items():
                if line in weights:
                    left[period] += weights[line] * amount
            unallocated: dict[FigureKey, Decimal] = {
                (self.line, period): amount
                for period, amount in left.items()
                if was_total or (self.line, period) in adjustment.effects
            }
            adjustments.append(with_effects(project, adjustment, unallocated))
            for amount in unallocated.values():
                project = with_statement(project, with_decimals(project.statement_of(self.line), self.line, amount))
        return replace(project, adjustments=tuple(adjustments))


def _net_weights(statement: Statement, parts: Iterable[tuple[LineId, int]]) -> dict[LineId, int]:
    """Return how often each line counts in a weighted sum of ``parts``, by every way down to it."""
    weights: dict[LineId, int] = {}
    for part, weight in parts:
        for line, way in statement.graph.ways_down(part):
            weights[line] = weights.get(line, 0) + weight * way
    return weights


def parts_of(project: Project, line: LineId) -> FactValue:
    """Return whether a total shows only its affected parts, 1 or 0, and its parts with weights; () for another line."""
    total = project.statement_of(line).total_of.get(line)
    return (int(total.partial), *total.parts) if total else ()


def subject_of_line(project: Project, line: LineId) -> LineSubject:
    return LineSubject(project.statement_of(line).id, line)


def with_line(statement: Statement, changed: Line) -> Statement:
    """Return ``statement`` with one line replaced."""
    return replace(statement, lines=tuple(changed if line.id == changed.id else line for line in statement.lines))
