"""Lines moved up, down, in and out: where they stand then, and that a step back leads where they came from."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.projects import project_of
from workbench.commands.line_moves import STEPS, steps_of
from workbench.commands.statement_lines import RemoveLine
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole
from workbench.errors import WorkbenchError

OUTLINE = """
Assets:
  Current:
    cash
    loans
  total current
  Fixed:
    land
  total
Equity:
  capital
""".strip("\n")


def outlined(outline: str) -> Project:
    """Return a project whose lines stand as in ``outline``: a heading ends in a colon, its lines are indented."""
    lines: list[Line] = []
    path: list[str] = []
    for row in outline.split("\n"):
        depth, caption = (len(row) - len(row.lstrip())) // 2, row.strip()
        path = path[:depth]
        role = LineRole.HEADING if caption.endswith(":") else LineRole.LINE
        lines.append(Line(caption.rstrip(":").replace(" ", "_").lower(), caption, tuple(path), role))
        path.append(caption)
    project = project_of({}, {}, {})
    return replace(project, statements=(replace(project.statements[0], lines=tuple(lines)),))


def outline_of(project: Project) -> str:
    return "\n".join(f"{'  ' * len(line.section)}{line.caption}" for line in project.statements[0].lines)


def moved(project: Project, way: str, *lines: str) -> Project:
    for edit in steps_of(project, lines, way):
        project = edit.apply(project)
    return project


def lines_from(outline: str, first: str, last: str) -> str:
    rows = outline.split("\n")
    names = [row.strip() for row in rows]
    return "\n".join(rows[names.index(first) : names.index(last) + 1])


STEPS_AND_PLACES = {
    ("up", "loans"): "  Current:\n    loans\n    cash",
    ("down", "cash"): "  Current:\n    loans\n    cash",
    ("up", "cash"): "Assets:\n  cash\n  Current:\n    loans",
    ("down", "loans"): "    cash\n  loans\n  total current",
    ("up", "total_current"): "    loans\n    total current\n  Fixed:",
    ("down", "total_current"): "  Fixed:\n    total current\n    land",
    ("up", "fixed"): "    loans\n  Fixed:\n    land\n  total current",
    ("down", "current"): "Assets:\n  total current\n  Current:\n    cash\n    loans\n  Fixed:",
    ("up", "equity"): "Equity:\n  capital\nAssets:\n  Current:",
    ("down", "capital"): "Equity:\ncapital",
    ("in", "total_current"): "    loans\n    total current\n  Fixed:",
    ("in", "equity"): "  total\n  Equity:\n    capital",
    ("out", "cash"): "    loans\n  cash\n  total current",
    ("out", "loans"): "    cash\n  loans\n  total current",
    ("out", "current"): "Assets:\n  total current\n  Fixed:\n    land\n  total\nCurrent:\n  cash\n  loans\nEquity:",
}


@pytest.mark.parametrize(("step", "place"), STEPS_AND_PLACES.items(), ids=[" ".join(step) for step in STEPS_AND_PLACES])
def test_a_step_leads_there(step: tuple[str, str], place: str) -> None:
    way, line = step
    assert place in outline_of(moved(outlined(OUTLINE), way, line))


@pytest.mark.parametrize(
    ("way", "line", "reason"),
    [
        ("up", "assets", "'Assets:' is already the first line."),
        ("in", "cash", "No heading or section ends just above 'cash'."),
        ("in", "loans", "No heading or section ends just above 'loans'."),
        ("out", "assets", "'Assets:' is not in a section."),
        ("down", "equity", "'Equity:' is already the last line."),
    ],
)
def test_where_there_is_nowhere_to_go_the_reason_is_said(way: str, line: str, reason: str) -> None:
    with pytest.raises(WorkbenchError) as refusal:
        moved(outlined(OUTLINE), way, line)
    assert str(refusal.value).startswith(reason)


@pytest.mark.parametrize("outline", [OUTLINE, "a\nb", "One:\nTwo:\na", "One:\n  a\n  Two:\n    b\nc"])
@pytest.mark.parametrize(("way", "back"), [("up", "down"), ("down", "up"), ("in", "out")])
def test_a_step_back_leads_where_a_line_came_from(outline: str, way: str, back: str) -> None:
    project = outlined(outline)
    for line in project.statements[0].lines:
        if line.role is LineRole.HEADING:
            continue
        try:
            there = moved(project, way, line.id)
        except WorkbenchError:
            continue
        assert outline_of(moved(there, back, line.id)) == outline, line.id


def test_several_lines_move_together_and_those_under_a_moved_heading_only_once() -> None:
    up = moved(outlined(OUTLINE), "up", "total_current", "loans")
    lines = lines_from(outline_of(up), "Current:", "Fixed:").split("\n")
    assert lines == ["  Current:", "    loans", "    cash", "    total current", "  Fixed:"]
    out = moved(outlined(OUTLINE), "out", "current", "cash", "loans")
    assert outline_of(out).endswith("  total\nCurrent:\n  cash\n  loans\nEquity:\n  capital")


def test_a_total_takes_the_lines_along_whose_section_it_heads() -> None:
    below = moved(outlined("Revenue\n  sales\n  fees\ncosts"), "down", "revenue")
    assert outline_of(below) == "costs\nRevenue\n  sales\n  fees"
    assert outline_of(RemoveLine("revenue").apply(below)) == "costs\nsales\nfees"


@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9)), max_size=25))
def test_after_any_steps_every_section_still_stands_below_its_heading(steps: Sequence[tuple[str, int]]) -> None:
    project = outlined(OUTLINE)
    names = sorted(line.caption for line in project.statements[0].lines)
    for way, number in steps:
        line = project.statements[0].lines[number].id
        try:
            project = moved(project, way, line)
        except WorkbenchError:
            continue
        lines = project.statements[0].lines
        assert sorted(member.caption for member in lines) == names
        open_path: tuple[str, ...] = ()
        for member in lines:
            assert member.section == open_path[: len(member.section)], outline_of(project)
            open_path = (*member.section, member.caption)
