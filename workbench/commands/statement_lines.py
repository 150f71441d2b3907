"""Edits of the lines of a statement: new ones, their places and sections, what they count in, and taking one out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable, with_statement
from workbench.commands.figures import with_decimals_of_figures
from workbench.commands.journals import record_of
from workbench.commands.lines import subject_of_line, with_line
from workbench.domain.amounts import decimals_of
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, LineUnit, Statement, Total
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
        statement = project.statement_of(self.line)
        line = statement.line_by_id[self.line]
        old = fact_of_line(line, line_before(statement, self.line))
        yield Alteration(LineSubject(statement.id, self.line), LINE, line.name, old, None)

    def apply(self, project: Project) -> Project:
        statement = project.statement_of(self.line)
        _refuse_in_use(project, statement, statement.line_by_id[self.line])
        changed = with_statement(project, _without_line(statement, self.line))
        findings = tuple(
            finding for finding in project.import_findings if getattr(finding.subject, "line", None) != self.line
        )
        unknown = {
            adjustment.id: frozenset(cell for cell in adjustment.unknown if cell[0] != self.line)
            for adjustment in project.adjustments
        }
        adjustments = tuple(
            adjustment
            if adjustment.unknown == unknown[adjustment.id]
            else adjustment.with_attributes(unknown=unknown[adjustment.id])
            for adjustment in project.adjustments
        )
        return replace(changed, import_findings=findings, adjustments=adjustments)


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
        statement = project.statement_of(self.line)
        line, before = statement.line_by_id[self.line], line_before(statement, self.line)
        old = fact_of_place(statement, before, line.section)
        new = fact_of_place(statement, self.after, self.section)
        yield Alteration(subject_of_line(project, self.line), PLACE, line.name, old, new)

    def apply(self, project: Project) -> Project:
        for text in self.section:
            refuse_unwritable(text)
        statement = project.statement_of(self.line)
        line = statement.line_by_id[self.line]
        block = block_of(statement, self.line)
        if self.after in {member.id for member in block}:
            raise WorkbenchError("'{line}' cannot stand within its own section. Choose another place.", line=line.name)
        moved = [replace(line, section=self.section)]
        moved += [replace(member, section=self.section + member.section[len(line.section) :]) for member in block[1:]]
        members = {member.id for member in block}
        others = [known for known in statement.lines if known.id not in members]
        ids = [known.id for known in others]
        if self.after is not None and self.after not in ids:
            raise _no_longer_there()
        at = 0 if self.after is None else ids.index(self.after) + 1
        lines = (*others[:at], *moved, *others[at:])
        return project if lines == statement.lines else with_statement(project, replace(statement, lines=lines))


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


def fact_of_place(statement: Statement, after: LineId | None, section: tuple[str, ...]) -> Fact:
    """Return the fact that a line stands behind another one, under these headings."""
    before = statement.line_by_id[after].name if after else ""
    heading = section[-1].rstrip(":") if section else ""
    key = ("place-after" if after else "place-first") + ("-under" if section else "")
    return fact(key, line=before, heading=heading, after=after or "", section=section)


def line_before(statement: Statement, line: LineId) -> LineId | None:
    """Return the line that stands before another one; None for the first."""
    place = statement.place_of[line]
    return statement.lines[place - 1].id if place else None


def block_of(statement: Statement, line: LineId) -> tuple[Line, ...]:
    """Return a line with those of the section that it heads: a heading, or a total that stands above its parts."""
    place = statement.place_of[line]
    first = statement.lines[place]
    path, block = path_under(first), [first]
    for known in statement.lines[place + 1 :]:
        if known.section[: len(path)] != path:
            break
        block.append(known)
    return tuple(block)


def path_under(line: Line) -> tuple[str, ...]:
    """Return the section of the lines that a line heads."""
    return (*line.section, line.caption)


def _position_behind(statement: Statement, after: LineId | None) -> int:
    if after is None:
        return 0
    if after not in statement.place_of:
        raise _no_longer_there()
    return statement.place_of[after] + 1


def _refuse_too_many_decimals(line: Line) -> None:
    if not 0 <= line.decimals <= line.unit.most_decimals:
        raise WorkbenchError(
            "'{line}' can have 0 to {most} decimals. Choose a number between them.",
            line=line.name,
            most=line.unit.most_decimals,
        )


def _no_longer_there() -> WorkbenchError:
    return WorkbenchError("The line at this place no longer exists. Choose another place.")


def _refuse_in_use(project: Project, statement: Statement, line: Line) -> None:
    for period in statement.periods:
        if stated := project.source_figures.by_line_and_period.get((line.id, period)):
            raise WorkbenchError(
                "'{line}' is stated in {cell}. Leave the row out when you import the file again.",
                line=line.name,
                cell=str(stated[0].cell),
            )
    for adjustment in project.adjustments:
        if any(key == line.id for key, _ in adjustment.effects):
            raise WorkbenchError(
                "'{line}' has entries of '{adjustment}'. Remove them first.",
                line=line.name,
                adjustment=adjustment.name,
            )
    for ratio in statement.ratios:
        if line.id in (ratio.numerator, ratio.denominator):
            raise WorkbenchError(
                "'{ratio}' is calculated from '{line}'. Remove that line first.",
                ratio=statement.line_by_id[ratio.line].name,
                line=line.name,
            )


def _without_line(statement: Statement, removed: LineId) -> Statement:
    line = statement.line_by_id[removed]
    totals = [_total_without(total, removed, statement) for total in statement.totals if total.line != removed]
    emptied = {total.line for total in totals if not total.parts}
    depth = len(path_under(line))
    headed = {member.id for member in block_of(statement, removed)}
    lines = []
    for known in statement.lines:
        if known.id == removed:
            continue
        if known.id in headed:
            known = replace(known, section=line.section + known.section[depth:])
        lines.append(replace(known, role=LineRole.LINE) if known.id in emptied else known)
    changed = replace(
        statement,
        lines=tuple(lines),
        totals=tuple(total for total in totals if total.parts),
        ratios=tuple(ratio for ratio in statement.ratios if ratio.line != removed),
        figures=statement.figures.without(removed),
        unknown=frozenset(cell for cell in statement.unknown if cell[0] != removed),
    )
    return with_decimals_of_figures(changed, (total.line for total in totals))


def _total_without(total: Total, removed: LineId, statement: Statement) -> Total:
    """Return a total without one of its parts; if that is a total itself, its own parts count in its place."""
    if all(part != removed for part, _ in total.parts):
        return total
    parts: dict[LineId, int] = {}
    for part, weight in total.parts:
        members = statement.graph.parts(removed) if part == removed else ((part, 1),)
        for member, its_weight in members:
            parts[member] = parts.get(member, 0) + weight * its_weight
    if any(weight not in (1, -1) for weight in parts.values()):
        raise WorkbenchError(
            "A part of '{line}' counts twice in '{total}'. Change the parts of '{total}' first.",
            line=statement.line_by_id[removed].name,
            total=statement.line_by_id[total.line].name,
        )
    return replace(total, parts=tuple(parts.items()))
