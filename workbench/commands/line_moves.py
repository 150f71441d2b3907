"""Where a line goes one step up or down, and into or out of a section: the edit that puts it there.

Each step either passes a line or crosses the edge of a section, so that a step back leads where the line came from. The
lines of a section that a line heads come along; such a block passes whole sections and enters none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.commands.line_order import LineOrder, LinesInWork, block_of, line_before, path_under
from workbench.commands.statement_lines import PlaceLine
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole
from workbench.errors import WorkbenchError

Section = tuple[str, ...]
Step = Callable[[LineOrder, LineId], PlaceLine]
"""Returns the edit that moves a line by one step. Raises WorkbenchError if there is nowhere to go."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A line among others: what stands above it, and below it and the lines of the section that it heads."""

    line: Line
    block: tuple[Line, ...]
    above: Line | None
    below: Line | None

    @property
    def section(self) -> Section:
        return self.line.section

    @property
    def heads_lines(self) -> bool:
        return self.line.role is LineRole.HEADING or len(self.block) > 1

    def stay(self, section: Section) -> PlaceLine:
        return PlaceLine(self.line.id, self.above.id if self.above else None, section)


def move_up(order: LineOrder, line: LineId) -> PlaceLine:
    """Move a line up: before the line above, out of its section at the top, or into the section that ends there."""
    place = _place_of(order, line)
    above, section = place.above, place.section
    if above is None:
        raise WorkbenchError("'{line}' is already the first line.", line=place.line.name)
    if path_under(above) == section or above.section[: len(section)] != section:
        return PlaceLine(line, line_before(order, above.id), above.section)
    if place.heads_lines:
        return PlaceLine(line, line_before(order, _sibling_above(order, above, section)), section)
    if (ending := _section_ending_at(above, section)) is not None:
        return place.stay(ending)
    return PlaceLine(line, line_before(order, above.id), section)


def move_down(order: LineOrder, line: LineId) -> PlaceLine:
    """Move a line down: behind the line below, into the section that it heads, or out of its section at the end."""
    place = _place_of(order, line)
    below, section = place.below, place.section
    if below is None or below.section[: len(section)] != section:
        if not section:
            raise WorkbenchError("'{line}' is already the last line.", line=place.line.name)
        return place.stay(section[:-1])
    if below.section != section:  # a section that no line heads
        return place.stay(below.section[: len(section) + 1])
    if place.heads_lines:
        return PlaceLine(line, block_of(order, below.id)[-1].id, section)
    return PlaceLine(line, below.id, path_under(below) if _heads_section(order, below) else section)


def indent(order: LineOrder, line: LineId) -> PlaceLine:
    """Put a line into the section that ends just above it, as its last line."""
    place = _place_of(order, line)
    above, section = place.above, place.section
    is_below_another = above is not None and above.section[: len(section)] == section
    ending = _section_ending_at(above, section) if above and is_below_another else None
    if ending is None:
        raise WorkbenchError(
            "No heading or section ends just above '{line}'. Move it below one, or insert a heading above it.",
            line=place.line.name,
        )
    return place.stay(ending)


def outdent(order: LineOrder, line: LineId) -> PlaceLine:
    """Take a line out of its innermost section, behind the last line of that."""
    place = _place_of(order, line)
    section = place.section
    if not section:
        raise WorkbenchError("'{line}' is not in a section.", line=place.line.name)
    last = place.block[-1]
    for known in order.lines[order.place_of[last.id] + 1 :]:
        if known.section[: len(section)] != section:
            break
        last = known
    if last is place.block[-1]:
        return place.stay(section[:-1])
    return PlaceLine(line, last.id, section[:-1])


STEPS: dict[str, Step] = {"up": move_up, "down": move_down, "in": indent, "out": outdent}


def steps_of(project: Project, lines: Iterable[LineId], way: str) -> tuple[PlaceLine, ...]:
    """Return the edits that move several lines of a statement one step, one after another, each on what the last left.

    Lines of a section whose head is moved come along with it. Raises WorkbenchError if one of them cannot be moved.
    """
    chosen = list(lines)
    order = LinesInWork(project.statement_of(chosen[0]).lines)
    along = {member.id for line in chosen for member in block_of(order, line)[1:]}
    heads = sorted((line for line in chosen if line not in along), key=order.place_of.__getitem__)
    edits: list[PlaceLine] = []
    for line in reversed(heads) if way in ("down", "out") else heads:
        edit = STEPS[way](order, line)
        edit.move_in(order)
        edits.append(edit)
    return tuple(edits)


def _place_of(order: LineOrder, line: LineId) -> _Place:
    block, at = block_of(order, line), order.place_of[line]
    end = at + len(block)
    above = order.lines[at - 1] if at else None
    return _Place(block[0], block, above, order.lines[end] if end < len(order.lines) else None)


def _heads_section(order: LineOrder, line: Line) -> bool:
    return line.role is LineRole.HEADING or len(block_of(order, line.id)) > 1


def _section_ending_at(above: Line, section: Section) -> Section | None:
    """Return the section within ``section`` whose last line stands above a place, or whose heading does."""
    if above.section != section:
        return above.section[: len(section) + 1]
    return path_under(above) if above.role is LineRole.HEADING else None


def _sibling_above(order: LineOrder, above: Line, section: Section) -> LineId:
    """Return the nearest line from ``above`` upwards that stands in ``section`` itself."""
    lines = reversed(order.lines[: order.place_of[above.id] + 1])
    return next((line.id for line in lines if line.section == section), above.id)
