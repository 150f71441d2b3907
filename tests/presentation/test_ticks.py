"""Which cells show a tick, and what its sign means."""

from tests.published import ECL, H1_2023
from tests.reviews import tick
from workbench.commands import AddTick, EditFigures, KeepSign
from workbench.domain.periods import ALL_PERIODS
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept
from workbench.domain.subjects import EntrySubject, FigureSubject, LineSubject
from workbench.phrases import ENGLISH
from workbench.presentation.remarks import RemarkedCell
from workbench.presentation.statement_table import CAPTION_COLUMN, REPORTED_COLUMN, RESULT_COLUMN, Column, ColumnKind
from workbench.presentation.ticks import meaning_of, signs_of, ticks_by_cell, ticks_on

INCOME = FigureSubject("operations", "net_income", H1_2023, FigureRole.AS_REPORTED)


def test_a_tick_stands_where_its_subject_is_shown(qifu_project: Project) -> None:
    entry = next(iter(qifu_project.adjustment_by_id[ECL].entries.values()))
    project = AddTick(tick(INCOME)).apply(qifu_project)
    project = AddTick(tick(INCOME, "^", "2")).apply(project)
    project = AddTick(tick(LineSubject("operations", "net_income"), key="3")).apply(project)
    project = AddTick(tick(EntrySubject(ECL, entry.id), key="4")).apply(project)
    legs = {RemarkedCell(*leg.cell, Column(ColumnKind.EFFECT, ECL)): ["4"] for leg in entry.legs}
    assert {cell: [put.id for put in ticks] for cell, ticks in ticks_by_cell(project).items()} == {
        RemarkedCell("net_income", H1_2023, REPORTED_COLUMN): ["1", "2"],
        RemarkedCell("net_income", ALL_PERIODS, CAPTION_COLUMN): ["3"],
        **legs,
    }
    assert [put.id for put in ticks_on(project, INCOME)] == ["1", "2"]


def test_a_tick_that_holds_everywhere_stands_on_the_same_figure_in_other_statements(qifu_project: Project) -> None:
    project = AddTick(tick(INCOME, is_everywhere=True)).apply(qifu_project)
    project = AddTick(
        tick(FigureSubject("operations", "net_income", H1_2023, FigureRole.RESULT), "^", "2", is_everywhere=True)
    ).apply(project)
    same = [
        statement.line_with(Concept.NET_INCOME)
        for statement in project.statements
        if H1_2023 in statement.column_of and statement.id != "operations"
    ]
    lines = {line.id for line in same if line}
    assert lines
    for sign, column in (("✓", REPORTED_COLUMN), ("^", RESULT_COLUMN)):
        shown = {cell for cell, ticks in ticks_by_cell(project).items() if any(put.sign == sign for put in ticks)}
        assert shown == {RemarkedCell(line, H1_2023, column) for line in ("net_income", *lines)}
    other = next(iter(lines))
    changed = EditFigures({(other, H1_2023): 1}).apply(project)
    assert RemarkedCell(other, H1_2023, REPORTED_COLUMN) not in ticks_by_cell(changed)


def test_a_sign_says_what_it_means(qifu_project: Project) -> None:
    project = KeepSign("TB", "trial balance").apply(qifu_project)
    assert [(known.sign, known.meaning) for known in signs_of(project, ENGLISH)] == [
        ("✓", "agreed to the published statement or source"),
        ("^", "cross-cast and footed"),
        ("↔", "rolls forward"),
        ("≈", "rounding of 1"),
        ("✗", "exception"),
        ("○", "open"),
        ("TB", "trial balance"),
    ]
    assert [meaning_of(project, sign, ENGLISH) for sign in ("↔", "TB", "?")] == ["rolls forward", "trial balance", "?"]
