"""Rooms, floors and arrows of the house, counted from its imports: ``python -m tests.architecture.rooms [PACKAGE…]``.

A room is a package or module directly inside another; an arrow stands where any file of one room imports any file of
another; the floor of a room is the longest way down from it.
"""

import sys
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

COUNTED = ("workbench", "workbench.importing", "workbench.ui")
Arrows = Mapping[str, frozenset[str]]
"""What each room imports, by name."""


def file_graph() -> grimp.ImportGraph:
    """Return who imports whom among the files of ``workbench``, imports inside functions included."""
    return grimp.build_graph("workbench", cache_dir=None)


def arrows_within(graph: grimp.ImportGraph, package: str) -> dict[str, frozenset[str]]:
    """Return for each room of ``package`` the other rooms of it that it imports."""
    rooms = {child: {child, *graph.find_descendants(child)} for child in graph.find_children(package)}
    room_of = {module: room for room, modules in rooms.items() for module in modules}
    return {
        room: frozenset(
            room_of[imported]
            for module in modules
            for imported in graph.find_modules_directly_imported_by(module)
            if imported in room_of and room_of[imported] != room
        )
        for room, modules in rooms.items()
    }


def circles(arrows: Arrows) -> list[frozenset[str]]:
    """Return the sets of rooms that reach one another, largest first."""
    reached = {room: _reachable(arrows, room) for room in arrows}
    found = {
        frozenset({room, *(other for other in reached[room] if room in reached[other])})
        for room in arrows
        if room in reached[room]
    }
    return sorted(found, key=lambda circle: (-len(circle), sorted(circle)))


def _reachable(arrows: Arrows, start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [*arrows[start]]
    while waiting:
        room = waiting.pop()
        if room not in seen:
            seen.add(room)
            waiting += arrows[room]
    return seen


def floors(arrows: Arrows) -> list[list[str]]:
    """Return the rooms by floor, the ground first. Raises CycleError where rooms stand in a circle."""
    floor: dict[str, int] = {}
    for room in TopologicalSorter(arrows).static_order():
        floor[room] = 1 + max((floor[below] for below in arrows[room]), default=-1)
    return [sorted(room for room, its in floor.items() if its == number) for number in range(max(floor.values()) + 1)]


def file_circles(graph: grimp.ImportGraph) -> list[frozenset[str]]:
    """Return the circles of files; a package importing its own modules in ``__init__`` counts as a file."""
    return circles({module: frozenset(graph.find_modules_directly_imported_by(module)) for module in graph.modules})


def drawn(graph: grimp.ImportGraph, package: str) -> Iterable[str]:
    """Yield the lines of a plan of ``package``: the counts, then a line per floor, the top one first."""
    arrows = arrows_within(graph, package)
    count = sum(len(below) for below in arrows.values())
    in_circles = circles(arrows)
    if in_circles:
        yield f"{package}: {len(arrows)} rooms, {count} arrows, {len(in_circles)} circles"
        for circle in in_circles:
            yield f"  circle: {', '.join(name.rpartition('.')[2] for name in sorted(circle))}"
        return
    by_floor = floors(arrows)
    yield f"{package}: {len(arrows)} rooms, {len(by_floor)} floors, {count} arrows, no circle"
    for number, rooms in reversed(list(enumerate(by_floor))):
        yield f"  {number:2}  {'  '.join(name.rpartition('.')[2] for name in rooms)}"


def main(packages: Iterable[str]) -> None:
    graph = file_graph()
    for package in packages:
        sys.stdout.write("\n".join(drawn(graph, package)) + "\n")
    files = file_circles(graph)
    sys.stdout.write(f"{len(graph.modules)} files, {len(files)} circles of files\n")
    for circle in files:
        sys.stdout.write(f"  {', '.join(sorted(circle))}\n")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(sys.argv[1:] or COUNTED)
