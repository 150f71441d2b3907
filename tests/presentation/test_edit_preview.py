"""What an edit would do: the figures, key totals and checks that would change, and no others."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.projects import CLOSING, OPENING, project_of, projects
from tests.published import ECL, H1_2022, H1_2023, JUN_2023
from workbench.commands import (
    Command,
    DescribeLine,
    EditFigures,
    InsertLine,
    RemoveLine,
    SetConcept,
    SetReconciled,
    SetTotal,
)
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineUnit
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.presentation.edit_preview import EditPreview, Fails, may_be_checked, preview_edit
from workbench.presentation.statement_table import REPORTED_COLUMN, RESULT_COLUMN, Column, ColumnKind, StatementTable

ONE, TWO = (Decimal(1), Decimal(1)), (Decimal(2), Decimal(2))
BOOK = project_of(
    {"cash": ONE, "loans": ONE, "assets": TWO, "debt": ONE},
    {"assets": (("cash", 1), ("loans", 1))},
    {"losses": {("loans", CLOSING): Decimal(-4)}},
)


def preview(project: Project, command: Command, shown: str = CLOSING) -> EditPreview:
    engine = Engine()
    return preview_edit(engine.results(project), engine.results(command.apply(project)), shown)


def rows(made: EditPreview) -> list[tuple[object, ...]]:
    return [(str(figure.caption), figure.period, figure.column, figure.before, figure.after) for figure in made.figures]


def fails_of(project: Project) -> Fails:
    fails = Fails(Engine().results(project))
    for _ in fails.find():
        pass
    return fails


def test_what_was_part_of_a_total_becomes_its_remainder() -> None:
    made = rows(preview(BOOK, RemoveLine("cash")))
    caption = "Unexplained difference in Assets"
    assert made == [
        (caption, CLOSING, REPORTED_COLUMN, None, Decimal(1)),
        (caption, OPENING, REPORTED_COLUMN, None, Decimal(1)),
    ]


def test_a_part_taken_out_keeps_the_effect_on_its_total_as_unallocated() -> None:
    made = rows(preview(BOOK, SetTotal("assets", (("cash", 1),))))
    caption, effect = "Unexplained difference in Assets", Column(ColumnKind.EFFECT, "losses")
    assert (caption, CLOSING, effect, None, Decimal(-4)) in made
    assert (caption, CLOSING, REPORTED_COLUMN, None, Decimal(1)) in made
    assert not [row for row in made if row[0] == "Assets"], "its figures stay"


def test_a_line_that_becomes_a_total_follows_its_parts_and_so_do_the_totals_above() -> None:
    made = rows(preview(BOOK, SetTotal("debt", (("loans", 1),))))
    effect = Column(ColumnKind.EFFECT, "losses")
    assert ("Debt", CLOSING, effect, Decimal(0), Decimal(-4)) in made
    assert ("Debt", CLOSING, RESULT_COLUMN, Decimal(1), Decimal(-3)) in made


def test_the_period_that_is_shown_comes_first() -> None:
    first = [figure.period for figure in preview(BOOK, RemoveLine("cash"), OPENING).figures]
    assert first == [OPENING, CLOSING]


def test_a_new_line_moves_nothing_and_a_heading_neither() -> None:
    assert preview(BOOK, InsertLine("position", Line("land", "Land"), "loans")) == EditPreview((), ())


def test_a_unit_other_than_money_takes_the_result_of_a_line() -> None:
    made = preview(BOOK, replace(DescribeLine.of(BOOK.line("debt")), unit=LineUnit.PER_SHARE))
    assert rows(made) == [("Debt", CLOSING, RESULT_COLUMN, Decimal(1), None)]
    moved = SetTotal("debt", (("loans", 1),)).apply(BOOK)
    with pytest.raises(WorkbenchError, match="a total of money, or counts in one"):
        replace(DescribeLine.of(moved.line("debt")), unit=LineUnit.PER_SHARE).apply(moved)


def test_other_decimals_are_of_all_lines_of_the_unit() -> None:
    made = preview(BOOK, replace(DescribeLine.of(BOOK.line("debt")), decimals=2))
    assert made.figures == ()
    assert [(other.unit, other.before, other.after) for other in made.decimals] == [(LineUnit.MONEY, 0, 2)]


def test_a_key_total_goes_to_the_line_that_has_its_concept(qifu_project: Project) -> None:
    made = preview(qifu_project, SetConcept("income_before_income_tax_expense", Concept.NET_INCOME), H1_2023)
    assert rows(made)[:2] == [
        ("Key total: net income", H1_2023, REPORTED_COLUMN, Decimal(2_023_199), Decimal(2_468_424)),
        ("Key total: net income", H1_2023, RESULT_COLUMN, Decimal(1_746_887), Decimal(2_134_643)),
    ]
    assert {row[0] for row in rows(made)} == {"Key total: net income"}
    assert H1_2022 in {row[1] for row in rows(made)}


def test_the_checks_that_would_fail_are_told_from_those_that_fail_already(qifu_project: Project) -> None:
    broken = EditFigures({("funding_costs", H1_2023): Decimal(1)}).apply(qifu_project)
    before = fails_of(broken)
    assert before.findings
    after = fails_of(SetTotal("total_assets", (("total_current_assets", 1),)).apply(broken))
    new = after.missing_in(before)
    assert {finding.check for finding in new} == {"footing"}
    assert before.missing_in(after) == ()
    assert after.missing_in(fails_of(qifu_project)) != new


def test_effects_that_move_with_a_part_are_in_every_column(qifu_project: Project) -> None:
    made = preview(qifu_project, SetTotal("total_assets", (("total_current_assets", 1),)), JUN_2023)
    effects = [figure.column.adjustment for figure in made.figures if figure.period == JUN_2023]
    assert "" in effects
    assert ECL in effects


def test_only_a_large_project_is_not_checked_again(qifu_project: Project) -> None:
    assert may_be_checked(qifu_project)
    adjustments = qifu_project.adjustments * 200
    assert not may_be_checked(replace(qifu_project, adjustments=adjustments))


COMMANDS: dict[str, Callable[[str], Command]] = {
    "remove": RemoveLine,
    "no parts": lambda line: SetTotal(line, ()),
    "one part": lambda line: SetTotal(line, (("line_0", 1),)),
    "no figure": lambda line: EditFigures({(line, CLOSING): None}),
    "not reconciled": lambda _: SetReconciled("position", CLOSING, reconciled=False),
}


@given(projects(), st.sampled_from(sorted(COMMANDS)), st.integers(1, 8))
def test_every_figure_that_differs_is_told_and_no_other(project: Project, name: str, number: int) -> None:
    line = f"line_{number % len(project.statements[0].lines)}"
    engine = Engine()
    before = engine.results(project)
    try:
        after = engine.results(COMMANDS[name](line).apply(project))
    except WorkbenchError:
        return
    made = preview_edit(before, after)
    told = {
        (figure.line.id, figure.period, figure.column) for figure in made.figures if isinstance(figure.caption, str)
    }
    differ = set()
    for period in (OPENING, CLOSING):
        old, new = (StatementTable(results, results.project.statements[0], period) for results in (before, after))
        for known in new.statement.lines:
            for column in new.columns[1:]:
                was, will_be = old.figure(old.statement.line_by_id[known.id], column), new.figure(known, column)
                if was != will_be and (was or will_be or not column.adjustment):
                    differ.add((known.id, period, column))
    assert told == differ
