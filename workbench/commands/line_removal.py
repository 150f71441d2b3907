"""Taking lines out of a statement, one after another, as ``RemoveLine`` says, with one new statement at the end."""

from collections.abc import Collection
from dataclasses import replace

from workbench.commands.figures import with_decimals_of_figures
from workbench.commands.line_order import LinesInWork, block_of, path_under
from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, Statement, Total
from workbench.errors import WorkbenchError


class LineRemoval:
    """The lines and totals of a statement as they are while ``removed`` go one by one."""

    def __init__(self, project: Project, statement: Statement, removed: Collection[LineId]) -> None:
        self._project = project
        self.statement = statement
        self._removed: list[LineId] = []
        self._users = _users_of(project, removed)
        self._ratios = statement.ratios
        self._totals = {total.line: total for total in statement.totals}
        self._totals_with: dict[LineId, dict[LineId, None]] = {}
        for total in statement.totals:
            self._remember_parts(total)
        self.order = LinesInWork(statement.lines)

    @property
    def changed(self) -> Statement:
        """The statement without the lines that have gone."""
        gone = frozenset(self._removed)
        return replace(
            self.statement,
            lines=tuple(self.order.lines),
            totals=tuple(self._totals.values()),
            ratios=self._ratios,
            figures=self.statement.figures.without(*gone),
            unknown=frozenset(cell for cell in self.statement.unknown if cell[0] not in gone),
        )

    def line(self, line: LineId) -> Line:
        """Return a line as it is now."""
        return self.order.lines[self.order.place_of[line]]

    def remove(self, removed: LineId) -> None:
        """Take out one line. Raises WorkbenchError if it is in use."""
        self._refuse_in_use(self.line(removed))
        own = self._totals.pop(removed, None)
        totals = tuple(self._totals)
        totals_above = self._totals_with.pop(removed, {})
        for total in [line for line in totals if line in totals_above]:
            self._take_part_out(self._totals[total], removed, own.parts if own else ())
        self._ratios = tuple(ratio for ratio in self._ratios if ratio.line != removed)
        self._move_section_up(removed)
        if not self._removed:
            self._keep_decimals_of(totals)
        self._removed.append(removed)

    def _remember_parts(self, total: Total) -> None:
        for part, _ in total.parts:
            self._totals_with.setdefault(part, {})[total.line] = None

    def _take_part_out(self, total: Total, removed: LineId, its_parts: tuple[tuple[LineId, int], ...]) -> None:
        """Let the parts of a removed part count in its place; without any part, a total is a line."""
        parts: dict[LineId, int] = {}
        for part, weight in total.parts:
            for member, its_weight in its_parts if part == removed else ((part, 1),):
                parts[member] = parts.get(member, 0) + weight * its_weight
        if any(weight not in (1, -1) for weight in parts.values()):
            raise WorkbenchError(
                "A part of '{line}' counts twice in '{total}'. Change the parts of '{total}' first.",
                line=self.line(removed).name,
                total=self.line(total.line).name,
            )
        if parts:
            self._totals[total.line] = replace(total, parts=tuple(parts.items()))
            self._remember_parts(self._totals[total.line])
        else:
            del self._totals[total.line]
            self.order.put(replace(self.line(total.line), role=LineRole.LINE))

    def _move_section_up(self, removed: LineId) -> None:
        """Take the line out; the lines of its section move to the section above."""
        line, *headed = block_of(self.order, removed)
        for member in headed:
            self.order.put(replace(member, section=line.section + member.section[len(path_under(line)) :]))
        self.order.take_out(self.order.place_of[removed], 1)

    def _keep_decimals_of(self, totals: Collection[LineId]) -> None:
        """Give totals the decimals of their figures, which their parts gave them until now."""
        present = replace(self.statement, lines=tuple(self.order.lines))
        for before, after in zip(present.lines, with_decimals_of_figures(present, totals).lines, strict=True):
            if after is not before:
                self.order.put(after)

    def _refuse_in_use(self, line: Line) -> None:
        for period in self.statement.periods:
            if stated := self._project.source_figures.by_line_and_period.get((line.id, period)):
                raise WorkbenchError(
                    "'{line}' is stated in {cell}. Leave the row out when you import the file again.",
                    line=line.name,
                    cell=str(stated[0].cell),
                )
        if user := self._users.get(line.id):
            raise WorkbenchError(
                "'{line}' has entries of '{adjustment}'. Remove them first.", line=line.name, adjustment=user.name
            )
        for ratio in self._ratios:
            if line.id in (ratio.numerator, ratio.denominator):
                raise WorkbenchError(
                    "'{ratio}' is calculated from '{line}'. Remove that line first.",
                    ratio=self.line(ratio.line).name,
                    line=line.name,
                )


def _users_of(project: Project, lines: Collection[LineId]) -> dict[LineId, Adjustment]:
    """Return the first difference that has entries on each of ``lines``."""
    users: dict[LineId, Adjustment] = {}
    for adjustment in project.adjustments:
        for line, _ in adjustment.effects:
            if line in lines:
                users.setdefault(line, adjustment)
    return users


def without_traces_of(project: Project, removed: Collection[LineId]) -> Project:
    """Return ``project`` without what findings, differences and workings say of lines that have gone."""
    findings = tuple(
        finding for finding in project.import_findings if getattr(finding.subject, "line", None) not in removed
    )
    adjustments = []
    for adjustment in project.adjustments:
        unknown = frozenset(cell for cell in adjustment.unknown if cell[0] not in removed)
        adjustments.append(adjustment if adjustment.unknown == unknown else adjustment.with_attributes(unknown=unknown))
    gone = [cell for cell in project.workings if cell.line in removed]
    workings = project.workings.without(*gone) if gone else project.workings
    return replace(project, import_findings=findings, adjustments=tuple(adjustments), workings=workings)
