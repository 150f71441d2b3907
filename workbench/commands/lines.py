"""Edits of what a line is: its caption, its meaning, and how a total is made."""

from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable, with_statement
from workbench.commands.figures import with_decimals
from workbench.domain.adjustments import Entry
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import Cell, Concept, Line, LineRole, LineUnit, Statement, Total
from workbench.engine import Results
from workbench.engine.recalculate import calculate
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class RenameLine(Command):
    """Give a line another caption; its id stays, the old spelling is kept beside it, what stands under it follows."""

    line: LineId
    caption: str

    def label(self, project: Project) -> str:
        return f"Rename {project.line(self.line).name}"

    def apply(self, project: Project) -> Project:
        refuse_unwritable(self.caption)
        statement = project.statement_of(self.line)
        line = statement.line_by_id[self.line]
        spellings = dict.fromkeys((*line.aliases, line.caption))
        spellings.pop(self.caption, None)
        renamed = replace(line, caption=self.caption, aliases=tuple(s for s in spellings if s))
        lines = list(with_line(statement, renamed).lines)
        before, after = (*line.section, line.caption), (*line.section, self.caption)
        for place in range(lines.index(renamed) + 1, len(lines)):
            under = lines[place]
            if under.section[: len(before)] != before:
                break
            lines[place] = replace(under, section=after + under.section[len(before) :])
        return with_statement(project, replace(statement, lines=tuple(lines)))


@dataclass(frozen=True, slots=True)
class SetConcept(Command):
    """Say what a line stands for; a line of the same statement that had this meaning loses it."""

    line: LineId
    concept: Concept | None

    def label(self, project: Project) -> str:
        return f"Set the meaning of {project.line(self.line).name}"

    def apply(self, project: Project) -> Project:
        statement = project.statement_of(self.line)
        lines = tuple(
            replace(line, concept=self.concept)
            if line.id == self.line
            else replace(line, concept=None)
            if self.concept and line.concept is self.concept
            else line
            for line in statement.lines
        )
        return with_statement(project, replace(statement, lines=lines))


@dataclass(frozen=True, slots=True)
class SetTotal(Command):
    """Say what a total is made of; no parts make it a plain line again. A circle is refused by the engine.

    What each adjustment does to the line stays: an effect that the new parts do not explain is kept as unallocated.
    """

    line: LineId
    parts: tuple[tuple[LineId, int], ...]
    partial: bool = False

    def label(self, project: Project) -> str:
        return f"Set the parts of {project.line(self.line).name}"

    def apply(self, project: Project) -> Project:
        statement = project.statement_of(self.line)
        for part, weight in self.parts:
            member = statement.line_by_id.get(part)
            if member is None or member.role is LineRole.HEADING or member.unit is not LineUnit.MONEY:
                raise WorkbenchError(
                    f"'{part}' cannot be a part of '{self.line}': choose a line of money in its statement."
                )
            if weight not in (1, -1):
                raise WorkbenchError(f"'{part}' counts with weight {weight} in '{self.line}': use +1 or -1.")
        others = tuple(total for total in statement.totals if total.line != self.line)
        mine = (Total(self.line, self.parts, "user", self.partial),) if self.parts else ()
        role = LineRole.TOTAL if self.parts else LineRole.LINE
        changed = with_line(statement, replace(statement.line_by_id[self.line], role=role))
        changed = replace(changed, totals=others + mine)
        return self._with_effects_kept(with_statement(project, changed), statement, calculate(project))

    def _with_effects_kept(self, project: Project, statement: Statement, before: Results) -> Project:
        adjustments = []
        for adjustment in project.adjustments:
            entries: dict[Cell, Entry] = {}
            for period in statement.periods:
                effect = before.effect(adjustment.id, self.line, period)
                explained = sum(weight * before.effect(adjustment.id, part, period) for part, weight in self.parts)
                if effect != explained:
                    entries[self.line, period] = Entry(self.line, period, effect - explained)
            own = [(self.line, period) for period in statement.periods]
            if entries or any(cell in adjustment.entries for cell in own):
                adjustment = replace(adjustment, entries=adjustment.entries.with_items(entries, without=own))
            adjustments.append(adjustment)
            for entry in entries.values():
                finer = with_decimals(project.statement_of(self.line), self.line, entry.amount)
                project = with_statement(project, finer)
        return replace(project, adjustments=tuple(adjustments))


def with_line(statement: Statement, changed: Line) -> Statement:
    """Return ``statement`` with one line replaced."""
    return replace(statement, lines=tuple(changed if line.id == changed.id else line for line in statement.lines))
