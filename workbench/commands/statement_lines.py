"""Edits of the lines of a statement: new ones, their places and sections, what they count in, and taking one out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable, with_statement
from workbench.commands.journals import record_of
from workbench.commands.line_order import LineOrder, LinesInWork, block_of, line_before
from workbench.commands.line_removal import LineRemoval, without_traces_of
from workbench.commands.lines import subject_of_line, with_line
from workbench.domain.amounts import decimals_of
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, LineUnit, Statement
from workbench.domain.subjects import LineSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

LINE, PLACE, UNIT, DECIMALS, TARGET_CAPTION = "line", "place", "unit", "decimals", "target caption"
"""The attributes that are altered here: that a line is there, the line it follows with its section, and so on."""
DESCRIPTION_OF_LINE = (UNIT, DECIMALS, TARGET_CAPTION)
"""The attributes that ``DescribeLine`` alters."""


@dataclass(frozen=True, slots=True)
class InsertLine(Command):
    """Put a line behind ``after``, or first of all. Its figures are blank, and it counts in no total yet.

    Raises WorkbenchError if its id is another's, if it has no caption, and for more decimals than a line can have.
    """

    statement: StatementId
    line: Line
    after: LineId | None

    def describe(self, project: Project) -> Fact:
        return fact("insert-line", name=self.line.name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        new = fact_of_line(self.line, self.after)
        yield Alteration(LineSubject(self.statement, self.line.id), LINE, self.line.name, None, new)

    def apply(self, project: Project) -> Project:
        line, statement = self.line, project.statement_by_id[self.statement]
        if not line.caption.strip():
            raise WorkbenchError("A line needs a caption. Enter one.")
        refuse_unwritable(record_of(line))
        _refuse_too_many_decimals(line)
        if any(line.id in known.line_by_id for known in project.statements):
            raise WorkbenchError("There is already a line '{id}'. Insert the line again.", id=line.id)
        if line.role is LineRole.TOTAL:
            raise WorkbenchError(
                "'{line}' has no parts yet. Insert it as a line, then choose its parts.", line=line.name
            )
        at = _position_behind(statement, self.after)
        lines = (*statement.lines[:at], line, *statement.lines[at:])
        return with_statement(project, replace(statement, lines=lines))


@dataclass(frozen=True, slots=True)
class RemoveLine(Command):
    """Take out a line. Totals keep their figures: what a part was of them becomes a remainder.

    The parts of a total count directly in the totals above it, and the lines of its section move to the section above.
    Raises WorkbenchError for a line that a source states, that has entries, or from which a ratio is calculated.
    """

    line: LineId

    def describe(self, project: Project) -> Fact:
        return fact("remove-line", name=project.line(self.line).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        return RemoveLines((self,)).alterations(project)

    def apply(self, project: Project) -> Project:
        return RemoveLines((self,)).apply(project)


@dataclass(frozen=True, slots=True)
class RemoveLines:
    """Takes lines out one after another, in one pass."""

    commands: Sequence[RemoveLine]

    def alterations(self, project: Project) -> Iterator[Alteration]:
        removals = self._removals(project)
        for number, (key, removal) in enumerate(removals, 1):
            line = removal.line(key)
            old = fact_of_line(line, line_before(removal.order, key))
            yield Alteration(LineSubject(removal.statement.id, key), LINE, line.name, old, None)
            if number < len(removals):
                removal.remove(key)

    def apply(self, project: Project) -> Project:
        removals = self._removals(project)
        for line, removal in removals:
            removal.remove(line)
        for removal in dict.fromkeys(removal for _, removal in removals):
            project = with_statement(project, removal.changed)
        return without_traces_of(project, frozenset(line for line, _ in removals))

    def _removals(self, project: Project) -> list[tuple[LineId, LineRemoval]]:
        """Return each line with the removal of lines from its statement."""
        lines = {command.line: project.statement_of(command.line) for command in self.commands}
        statements = {statement.id: statement for statement in lines.values()}
        removals = {key: LineRemoval(project, statement, lines.keys()) for key, statement in statements.items()}
        return [(command.line, removals[lines[command.line].id]) for command in self.commands]


@dataclass(frozen=True, slots=True)
class PlaceLine(Command):
    """Put a line behind ``after``, or first of all, in ``section``; the lines of a section that it heads come along.

    Neither figures nor totals change. Raises WorkbenchError if it would stand behind a line of its own section.
    """

    line: LineId
    after: LineId | None
    section: tuple[str, ...]

    def describe(self, project: Project) -> Fact:
        return fact("place-line", name=project.line(self.line).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        return PlaceLines((self,)).alterations(project)

    def apply(self, project: Project) -> Project:
        return PlaceLines((self,)).apply(project)

    def move_in(self, order: LinesInWork) -> None:
        """Put the line, with those of its section, where it is to stand."""
        for text in self.section:
            refuse_unwritable(text)
        line, *headed = block_of(order, self.line)
        if self.after == line.id or self.after in {member.id for member in headed}:
            raise WorkbenchError("'{line}' cannot stand within its own section. Choose another place.", line=line.name)
        moved = [replace(line, section=self.section)]
        moved += [replace(member, section=self.section + member.section[len(line.section) :]) for member in headed]
        order.take_out(order.place_of[self.line], len(moved))
        order.insert(_position_behind(order, self.after), moved)


@dataclass(frozen=True, slots=True)
class PlaceLines:
    """Puts lines in their places one after another, in one pass."""

    commands: Sequence[PlaceLine]

    def alterations(self, project: Project) -> Iterator[Alteration]:
        orders = self._orders(project)
        for number, command in enumerate(self.commands, 1):
            key = command.line
            statement = project.statement_of(key)
            order = orders[statement.id]
            line = order.lines[order.place_of[key]]
            old = fact_of_place(order, line_before(order, key), line.section)
            new = fact_of_place(order, command.after, command.section)
            yield Alteration(LineSubject(statement.id, key), PLACE, line.name, old, new)
            if number < len(self.commands):
                command.move_in(order)

    def apply(self, project: Project) -> Project:
        orders = self._orders(project)
        for command in self.commands:
            command.move_in(orders[project.statement_of(command.line).id])
        for key, order in orders.items():
            statement, lines = project.statement_by_id[key], tuple(order.lines)
            if lines != statement.lines:
                project = with_statement(project, replace(statement, lines=lines))
        return project

    def _orders(self, project: Project) -> dict[StatementId, LinesInWork]:
        """Return the lines of each statement in which lines are moved."""
        statements = (project.statement_of(command.line) for command in self.commands)
        return {statement.id: LinesInWork(statement.lines) for statement in statements}


@dataclass(frozen=True, slots=True)
class DescribeLine(Command):
    """Set the unit of a line, its decimals, and its caption under the target framework.

    Raises WorkbenchError for a unit other than money in a total or with parts, for more decimals than a line can have,
    and for fewer than its figures and effects need.
    """

    line: LineId
    unit: LineUnit
    decimals: int
    target_caption: str

    @classmethod
    def of(cls, line: Line) -> "DescribeLine":
        """Return the edit that leaves ``line`` as it is."""
        return cls(line.id, line.unit, line.decimals_shown, line.target_caption)

    def describe(self, project: Project) -> Fact:
        return fact("describe-line", name=project.line(self.line).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        before, subject = project.line(self.line), subject_of_line(project, self.line)
        after = description_of_line(self._with_details(before))
        for attribute, old in description_of_line(before).items():
            if old != after[attribute]:
                yield Alteration(subject, attribute, before.name, old, after[attribute])

    def apply(self, project: Project) -> Project:
        refuse_unwritable(self.target_caption)
        statement = project.statement_of(self.line)
        line = statement.line_by_id[self.line]
        described = self._with_details(line)
        if described == line:
            return project
        graph = statement.graph
        if self.unit is not LineUnit.MONEY and (graph.is_total(self.line) or graph.totals_above(self.line)):
            raise WorkbenchError(
                "'{line}' is a total of money, or counts in one. Change the parts of that total first.", line=line.name
            )
        if described.decimals_shown != line.decimals_shown:
            _refuse_too_many_decimals(described)
            self._refuse_too_few_decimals(project, statement, line)
        return with_statement(project, with_line(statement, described))

    def _with_details(self, line: Line) -> Line:
        caption = " ".join(self.target_caption.split())
        target_caption = "" if caption == line.caption else caption
        if self.decimals == line.decimals_shown:
            return replace(line, unit=self.unit, target_caption=target_caption)
        return replace(line, unit=self.unit, target_caption=target_caption, decimals=self.decimals, shown_decimals=None)

    def _refuse_too_few_decimals(self, project: Project, statement: Statement, line: Line) -> None:
        amounts = [amount for amount in statement.figures.get(line.id, ()) if amount is not None]
        for adjustment in project.adjustments:
            amounts += [amount for (key, _), amount in adjustment.effects.items() if key == line.id]
        needed = max((decimals_of(amount) for amount in amounts), default=0)
        if self.decimals < needed:
            raise WorkbenchError(
                "'{line}' has figures with decimals. Show at least {needed}.", line=line.name, needed=needed
            )


def description_of_line(line: Line) -> dict[str, FactValue]:
    """Return what ``DescribeLine`` says of a line, by attribute."""
    return {UNIT: line.unit.value, DECIMALS: line.decimals_shown, TARGET_CAPTION: line.target_caption}


def fact_of_line(line: Line, after: LineId | None) -> Fact:
    """Return the fact that a line is there, behind another one; its ``record`` is what makes it again."""
    return fact("added-line", name=line.name, after=after or "", record=record_of(line))


def fact_of_place(order: LineOrder, after: LineId | None, section: tuple[str, ...]) -> Fact:
    """Return the fact that a line stands behind another one, under these headings."""
    before = order.lines[order.place_of[after]].name if after else ""
    heading = section[-1].rstrip(":") if section else ""
    key = ("place-after" if after else "place-first") + ("-under" if section else "")
    return fact(key, line=before, heading=heading, after=after or "", section=section)


def _position_behind(order: LineOrder, after: LineId | None) -> int:
    if after is None:
        return 0
    try:
        return order.place_of[after] + 1
    except KeyError:
        raise WorkbenchError("The line at this place no longer exists. Choose another place.") from None


def _refuse_too_many_decimals(line: Line) -> None:
    if not 0 <= line.decimals <= line.unit.most_decimals:
        raise WorkbenchError(
            "'{line}' can have 0 to {most} decimals. Choose a number between them.",
            line=line.name,
            most=line.unit.most_decimals,
        )


def _no_longer_there() -> WorkbenchError:
    return WorkbenchError("The line at this place no longer exists. Choose another place.")
