"""Several edits as one: they lead where they would lead one by one, and lines are removed and moved in one pass."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.commands.test_line_moves import OUTLINE, outlined
from tests.projects import CLOSING, LINES, TOTALS, project_of
from workbench.codec import decode, encode
from workbench.commands import AnyCommand, CompoundCommand, Edit, PlaceLine, RemoveLine
from workbench.commands.line_moves import STEPS, steps_of
from workbench.domain.facts import fact
from workbench.domain.project import Project
from workbench.domain.statements import Ratio, Statement
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

Outcome = tuple[Project, dict[tuple[str, str], Alteration]] | str


def compound(commands: Sequence[Edit]) -> CompoundCommand:
    return CompoundCommand(fact("remove-lines", count=len(commands)), tuple(commands))


def one_by_one(project: Project, commands: Sequence[Edit]) -> Outcome:
    """Return where commands lead one after another, and what they alter; or why they are refused."""
    altered: dict[tuple[str, str], Alteration] = {}
    try:
        for command in commands:
            changed = command.apply(project)
            for alteration in command.alterations(project):
                earlier = altered.get(alteration.key)
                altered[alteration.key] = replace(alteration, old=earlier.old) if earlier else alteration
            project = changed
    except WorkbenchError as error:
        return str(error)
    return project, altered


def together(project: Project, commands: Sequence[Edit]) -> Outcome:
    command = compound(commands)
    try:
        changed = command.apply(project)
    except WorkbenchError as error:
        return str(error)
    return changed, {alteration.key: alteration for alteration in command.alterations(project)}


def some_edits(chance: random.Random, project: Project) -> Iterator[Edit]:
    """Yield removals and moves of lines that are there, each line removed at most once."""
    lines = [line for statement in project.statements for line in statement.lines]
    for line in chance.sample(lines, chance.randint(1, len(lines))):
        if chance.random() < 0.6:
            yield RemoveLine(line.id)
        else:
            after = chance.choice([None, *(known.id for known in lines)])
            yield PlaceLine(line.id, after, chance.choice(lines).section)


def two_statements(used: Sequence[str]) -> Project:
    """Return a project with totals of totals, and headings in another statement; ``used``: lines that have entries."""
    figures = dict.fromkeys(LINES, (Decimal(1), Decimal("1.5")))
    entries = {"losses": {(line, CLOSING): Decimal(-1) for line in used}}
    project = project_of(figures, TOTALS, entries, unknown=[("capital", CLOSING)])
    outline = re.sub(r"(?m)^( *)", r"\1the ", OUTLINE)
    balance_sheet, outlined_statement = project.statements[0], outlined(outline).statements[0]
    ratio = Ratio("reserves", "capital", "loans", Decimal(1))
    statements = replace(balance_sheet, ratios=(ratio,)), replace(outlined_statement, id="outline")
    return replace(project, statements=statements)


@pytest.mark.parametrize("seed", range(150))
def test_lines_are_removed_and_moved_as_they_would_be_one_by_one(seed: int) -> None:
    chance = random.Random(seed)
    project = two_statements(["depreciation"] if chance.random() < 0.2 else [])
    edits = list(some_edits(chance, project))
    assert together(project, edits) == one_by_one(project, edits)
    removals = [edit for edit in edits if isinstance(edit, RemoveLine)]
    assert together(project, removals) == one_by_one(project, removals)


@pytest.mark.parametrize("way", STEPS)
def test_a_block_of_lines_moves_as_it_would_one_by_one(way: str) -> None:
    project = outlined(OUTLINE)
    try:
        edits = steps_of(project, ["loans", "total_current", "land"], way)
    except WorkbenchError:
        return
    assert together(project, edits) == one_by_one(project, edits)


def test_many_lines_make_no_more_statements_than_few(monkeypatch: pytest.MonkeyPatch) -> None:
    project = outlined("\n".join(f"line {number}" for number in range(60)))
    lines = [line.id for line in project.statements[0].lines]
    make = Statement.__init__
    made = 0

    def count(*arguments: object, **values: object) -> None:
        nonlocal made
        made += 1
        make(*arguments, **values)

    monkeypatch.setattr(Statement, "__init__", count)
    numbers = []
    for number in (2, 50):
        made = 0
        compound([RemoveLine(line) for line in lines[:number]]).apply(project)
        compound(steps_of(project, lines[1:number], "up")).apply(project)
        numbers.append(made)
    assert numbers[0] == numbers[1]


def test_it_is_recorded_as_the_single_edits_that_earlier_files_hold() -> None:
    command = compound([RemoveLine("cash"), RemoveLine("loans")])
    text = (
        '{"is":"compound-command","description":{"fact":"remove-lines","count":2},'
        '"commands":[{"is":"remove-line","line":"cash"},{"is":"remove-line","line":"loans"}]}'
    )
    assert encode(command, AnyCommand) == text
    assert decode(text, AnyCommand) == command
