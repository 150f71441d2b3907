"""Lines of a statement: new ones, their places, what they count in, and one that is taken out."""

import random
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_line_moves import outline_of, outlined
from tests.commands.test_rebase import random_edit
from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.layouts import sample_folder
from tests.projects import CLOSING, LINES, TOTALS, project_of
from tests.published import ECL, H1_2023
from tests.steps import refusal_of, rows_of_step, sentence_of_step
from tests.whole_program import refuse_dangling, use_everywhere
from workbench.commands import (
    AnyCommand,
    DescribeLine,
    EditEntries,
    EditFigures,
    InsertLine,
    PlaceLine,
    RemoveLine,
    RenameLine,
    SetTotal,
    TakeImport,
    rebase,
)
from workbench.domain.facts import remark
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineRole, LineUnit
from workbench.domain.subjects import FigureSubject, LineSubject
from workbench.engine.recalculate import calculate
from workbench.errors import WorkbenchError
from workbench.importing import import_workbooks
from workbench.languages import words_in
from workbench.session import Session
from workbench.workbooks import begin_reading

GRANTS = Line("grants", "Government grants", ("Operating costs and expenses:",))
HALF_A_CHARACTER = "\ud800"
UNWRITABLE = "The text contains an incomplete character and cannot be saved. Please retype it."
GONE = "The line at this place no longer exists. Choose another place."


def captions(session: Session, first: str, last: str) -> list[str]:
    """Return the captions of the lines from one to another, in printed order."""
    statement = session.project.statement_of(first)
    lines = statement.lines[statement.place_of[first] : statement.place_of[last] + 1]
    return [line.caption for line in lines]


# ---- a new line


def test_a_line_is_inserted_blank_and_counts_once_a_total_has_it(qifu: Session) -> None:
    before, income = qifu.project, qifu.results.figure("net_income", H1_2023)
    assert income is not None
    qifu.execute(InsertLine("operations", GRANTS, "funding_costs"))
    assert captions(qifu, "funding_costs", "sales_and_marketing") == [
        "Funding costs", "Government grants", "Sales and marketing",
    ]  # fmt: skip
    assert qifu.results.figure("grants", H1_2023) is None
    assert sentence_of_step(qifu) == "Insert Government grants"
    assert rows_of_step(qifu) == [("Government grants", "Line", "—", "Government grants")]
    total = qifu.project.statement_by_id["operations"].total_of["total_operating_costs_and_expenses"]
    qifu.execute(EditFigures({("grants", H1_2023): Decimal(30)}))
    assert qifu.results.figure("net_income", H1_2023) == income
    qifu.execute(SetTotal(total.line, (*total.parts, ("grants", -1))))
    assert qifu.results.remainder(total.line, H1_2023) == 30, "the total stays as it was printed"
    qifu.execute(EditFigures({("grants", H1_2023): Decimal(40)}))
    assert qifu.results.figure("net_income", H1_2023) == income + 10
    qifu.execute(EditEntries(ECL, {("grants", H1_2023): Decimal("2.5")}))
    assert qifu.results.figure("net_income", H1_2023) == income + Decimal("12.5")
    for _ in range(5):
        qifu.undo()
    assert qifu.project is before


def test_a_line_is_inserted_before_all_others(qifu: Session) -> None:
    qifu.execute(InsertLine("operations", Line("note", "In thousands", role=LineRole.HEADING), None))
    assert qifu.project.statement_by_id["operations"].lines[0].id == "note"


@pytest.mark.parametrize(
    ("line", "after", "said"),
    [
        (replace(GRANTS, caption=" "), "funding_costs", "A line needs a caption. Enter one."),
        (GRANTS, "cash", GONE),
        (replace(GRANTS, id="basic"), None, "There is already a line 'basic'. Insert the line again."),
        (
            replace(GRANTS, role=LineRole.TOTAL),
            None,
            "'Government grants' has no parts yet. Insert it as a line, then choose its parts.",
        ),
        (
            replace(GRANTS, decimals=7),
            None,
            "'Government grants' can have 0 to 6 decimals. Choose a number between them.",
        ),
        (
            replace(GRANTS, decimals=-1, unit=LineUnit.PERCENT),
            None,
            "'Government grants' can have 0 to 12 decimals. Choose a number between them.",
        ),
        *(
            (replace(GRANTS, **{attribute: text}), None, UNWRITABLE)
            for attribute, text in (
                ("caption", HALF_A_CHARACTER),
                ("target_caption", HALF_A_CHARACTER),
                ("section", (HALF_A_CHARACTER,)),
                ("aliases", (HALF_A_CHARACTER,)),
            )
        ),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_a_sentence(qifu: Session, line: Line, after: str, said: str) -> None:
    assert refusal_of(qifu, InsertLine("operations", line, after)) == said


# ---- taking one out


def test_a_deleted_line_leaves_a_remainder_in_its_total(qifu: Session) -> None:
    qifu.execute(InsertLine("operations", GRANTS, "funding_costs"))
    total = qifu.project.statement_by_id["operations"].total_of["total_operating_costs_and_expenses"]
    qifu.execute(SetTotal(total.line, (*total.parts, ("grants", -1))))
    qifu.execute(EditFigures({("grants", H1_2023): Decimal(40)}))
    before, income = qifu.project, qifu.results.figure("net_income", H1_2023)
    qifu.execute(RemoveLine("grants"))
    assert qifu.results.figure("net_income", H1_2023) == income
    assert qifu.results.remainder(total.line, H1_2023) == -40
    assert qifu.project.statement_by_id["operations"].total_of[total.line].parts == total.parts
    assert sentence_of_step(qifu) == "Delete Government grants"
    assert rows_of_step(qifu) == [("Government grants", "Line", "Government grants", "—")]
    qifu.undo()
    assert qifu.project is before


def test_a_total_keeps_the_decimals_that_a_deleted_part_gave_it(qifu: Session) -> None:
    qifu.execute(InsertLine("operations", GRANTS, "funding_costs"))
    total = qifu.project.statement_by_id["operations"].total_of["total_operating_costs_and_expenses"]
    qifu.execute(SetTotal(total.line, (*total.parts, ("grants", -1))))
    qifu.execute(EditFigures({("grants", H1_2023): Decimal("0.5")}))
    income = qifu.results.figure("net_income", H1_2023)
    qifu.execute(RemoveLine("grants"))
    assert qifu.results.figure("net_income", H1_2023) == income
    assert qifu.results.remainder(total.line, H1_2023) == Decimal("-0.5")


def balance_sheet() -> Project:
    amounts = {line: (Decimal(number), Decimal(10 * number)) for number, line in enumerate(LINES, 1)}
    entries = {"leases": {("loans", CLOSING): Decimal(-5), ("land", CLOSING): Decimal(7)}}
    return project_of(amounts, TOTALS, entries)


def test_the_parts_of_a_deleted_total_count_in_the_totals_above_it() -> None:
    before = calculate(balance_sheet())
    project = RemoveLine("fixed").apply(balance_sheet())
    (statement,) = project.statements
    assert statement.total_of["assets"].parts == (("current", 1), ("land", 1), ("depreciation", -1))
    after = calculate(project)
    for line in statement.line_by_id:
        assert after.figure(line, CLOSING) == before.figure(line, CLOSING)
    remainders = [before.remainder(total, CLOSING) for total in ("assets", "fixed")]
    assert after.remainder("assets", CLOSING) == sum(filter(None, remainders))


def test_a_total_whose_only_part_is_deleted_is_a_line() -> None:
    project = SetTotal("equity", (("capital", 1),)).apply(balance_sheet())
    (statement,) = RemoveLine("capital").apply(project).statements
    assert "equity" not in statement.total_of
    assert statement.line_by_id["equity"].role is LineRole.LINE


def test_a_deleted_total_is_refused_where_a_part_of_it_would_count_twice() -> None:
    project = SetTotal("assets", (("current", 1), ("fixed", 1), ("land", 1))).apply(balance_sheet())
    with pytest.raises(WorkbenchError) as refused:
        RemoveLine("fixed").apply(project)
    said = "A part of 'Fixed' counts twice in 'Assets'. Change the parts of 'Assets' first."
    assert str(refused.value) == said


def test_the_lines_of_a_deleted_heading_move_up_and_those_of_its_namesake_stay() -> None:
    project = outlined("Assets:\n  Other:\n    cash\n  Other:\n    loans\ntotal")
    first, second = (line for line in project.statements[0].lines if line.caption == "Other:")
    statement = replace(
        project.statements[0],
        lines=tuple(replace(line, id="second") if line is second else line for line in project.statements[0].lines),
    )
    project = RemoveLine(first.id).apply(replace(project, statements=(statement,)))
    assert outline_of(project) == "Assets:\n  cash\n  Other:\n    loans\ntotal"


def test_nothing_refers_to_a_deleted_line(qifu_project: Project) -> None:
    project = InsertLine("operations", GRANTS, None).apply(qifu_project)
    cell = ("grants", H1_2023)
    figure = FigureSubject("operations", *cell, FigureRole.AS_REPORTED)
    findings = tuple(
        Finding(CheckId("import"), FindingStatus.WARNING, remark("doubtful"), subject=subject)
        for subject in (figure, LineSubject("operations", "grants"), LineSubject("operations", "net_income"))
    )
    statements = tuple(
        replace(statement, unknown=frozenset({cell})) if statement.id == "operations" else statement
        for statement in project.statements
    )
    adjustments = tuple(adjustment.with_attributes(unknown=frozenset({cell})) for adjustment in project.adjustments)
    project = replace(project, import_findings=findings, statements=statements, adjustments=adjustments)
    project = RemoveLine("grants").apply(project)
    refuse_dangling(project)
    assert [finding.subject for finding in project.import_findings] == [LineSubject("operations", "net_income")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "funding_costs",
            "'Funding costs' is stated in qifu-h1-2023.xlsx!IS!B18. Leave the row out when you import the file again.",
        ),
        ("grants", "'Government grants' has entries of 'Expected credit losses, net of tax'. Remove them first."),
    ],
)
def test_a_line_in_use_is_not_deleted(qifu: Session, line: str, said: str) -> None:
    qifu.execute(InsertLine("operations", GRANTS, None))
    qifu.execute(EditEntries(ECL, {("grants", H1_2023): Decimal(5)}))
    assert refusal_of(qifu, RemoveLine(line)) == said


def test_a_line_from_which_a_ratio_is_calculated_is_not_deleted(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["operations"]
    ratio = replace(statement.ratios[0], denominator="grants")
    project = InsertLine("operations", GRANTS, None).apply(qifu_project)
    changed = replace(project.statement_by_id["operations"], ratios=(ratio,))
    project = replace(project, statements=(changed, *project.statements[1:]))
    name = project.line(ratio.line).name
    said = f"'{name}' is calculated from 'Government grants'. Remove that line first."
    assert refusal_of(Session(project), RemoveLine("grants")) == said


# ---- the place of a line


def test_a_line_is_moved_and_no_figure_changes(qifu: Session) -> None:
    before = qifu.results
    section = qifu.project.line("funding_costs").section
    qifu.execute(PlaceLine("funding_costs", "general_and_administrative", section))
    assert captions(qifu, "general_and_administrative", "provision_for_loans_receivable") == [
        "General and administrative", "Funding costs", "Provision for loans receivable",
    ]  # fmt: skip
    for line in before.project.statement_by_id["operations"].line_by_id:
        assert qifu.results.figure(line, H1_2023) == before.figure(line, H1_2023)
    assert sentence_of_step(qifu) == "Move Funding costs"
    was = "after Facilitation, origination and servicing, under Operating costs and expenses"
    now = "after General and administrative, under Operating costs and expenses"
    assert rows_of_step(qifu) == [("Funding costs", "Place", was, now)]
    qifu.undo()
    assert qifu.project is before.project


def test_the_place_of_a_line_is_said_in_any_language(qifu: Session) -> None:
    qifu.execute(PlaceLine("investment_loss", None, ("Revenue:",)))
    assert rows_of_step(qifu) == [("Investment loss", "Place", "after Other income, net", "at the top, under Revenue")]
    assert rows_of_step(qifu, words_in("zh_CN")) == [
        ("Investment loss", "位置", "“Other income, net”之后", "最前，“Revenue”之下")
    ]
    qifu.execute(PlaceLine("investment_loss", None, ()))
    assert rows_of_step(qifu)[0][3] == "at the top"


def test_a_heading_takes_its_lines_along(qifu: Session) -> None:
    qifu.execute(PlaceLine("current_liabilities", "assets", ("ASSETS",)))
    block = qifu.project.statement_by_id["financial_position"].lines[1:13]
    assert block[0].section == ("ASSETS",)
    assert {line.section for line in block[1:11]} == {("ASSETS", "Current liabilities:")}
    assert refusal_of(qifu, PlaceLine("current_liabilities", "short_term_loans", ())) == (
        "'Current liabilities:' cannot stand within its own section. Choose another place."
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (PlaceLine("funding_costs", "gone", ()), GONE),
        (PlaceLine("funding_costs", "restricted_cash", ()), GONE),
        (
            PlaceLine("funding_costs", "funding_costs", ()),
            "'Funding costs' cannot stand within its own section. Choose another place.",
        ),
        (
            PlaceLine("funding_costs", None, (HALF_A_CHARACTER,)),
            UNWRITABLE,
        ),
    ],
)
def test_a_place_that_cannot_be_is_refused(qifu: Session, command: AnyCommand, said: str) -> None:
    assert refusal_of(qifu, command) == said


def test_the_place_that_a_line_has_is_no_step(qifu: Session) -> None:
    before = qifu.project
    line = before.line("funding_costs")
    qifu.execute(PlaceLine(line.id, "facilitation_origination_and_servicing", line.section))
    assert qifu.project is before


# ---- what a line counts in


def described(project: Project, line: str, **details: Any) -> DescribeLine:
    return replace(DescribeLine.of(project.line(line)), **details)


def test_a_line_is_described(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(InsertLine("operations", GRANTS, None))
    qifu.execute(
        described(qifu.project, "grants", unit=LineUnit.PERCENT, decimals=4, target_caption=" Grants  received ")
    )
    line = qifu.project.line("grants")
    assert (line.unit, line.decimals, line.target_caption) == (LineUnit.PERCENT, 4, "Grants received")
    assert sentence_of_step(qifu) == "Edit the unit, decimals or target caption of Government grants"
    assert rows_of_step(qifu) == [
        ("Government grants", "Unit", "money", "%"),
        ("Government grants", "Decimals", "0", "4"),
        ("Government grants", "Target caption", "—", "Grants received"),
    ]
    qifu.undo()
    qifu.undo()
    assert qifu.project is before


def test_the_caption_that_both_frameworks_have_is_none_of_the_target(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(described(before, "funding_costs", target_caption="Funding  costs"))
    assert qifu.project is before


def test_decimals_shown_are_kept_where_figures_were_cut(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["operations"]
    cut = replace(statement.line_by_id["funding_costs"], decimals=3, shown_decimals=1)
    lines = tuple(cut if line.id == cut.id else line for line in statement.lines)
    project = replace(qifu_project, statements=(replace(statement, lines=lines), *qifu_project.statements[1:]))
    session = Session(project)
    session.execute(described(project, cut.id, target_caption="Finance"))
    line = session.project.line(cut.id)
    assert (line.decimals, line.shown_decimals) == (3, 1)
    session.execute(described(session.project, cut.id, decimals=2))
    line = session.project.line(cut.id)
    assert (line.decimals, line.shown_decimals) == (2, None)


@pytest.mark.parametrize(
    ("line", "details", "said"),
    [
        (
            "funding_costs",
            {"unit": LineUnit.SHARES},
            "'Funding costs' is a total of money, or counts in one. Change the parts of that total first.",
        ),
        (
            "net_income",
            {"unit": LineUnit.PERCENT},
            "'Net income' is a total of money, or counts in one. Change the parts of that total first.",
        ),
        ("basic", {"decimals": 1}, "'Basic' has figures with decimals. Show at least 2."),
        ("basic", {"decimals": 13}, "'Basic' can have 0 to 12 decimals. Choose a number between them."),
        ("funding_costs", {"decimals": 7}, "'Funding costs' can have 0 to 6 decimals. Choose a number between them."),
        ("funding_costs", {"decimals": -1}, "'Funding costs' can have 0 to 6 decimals. Choose a number between them."),
        (
            "funding_costs",
            {"target_caption": HALF_A_CHARACTER},
            UNWRITABLE,
        ),
    ],
)
def test_what_a_line_cannot_be_is_refused_in_a_sentence(qifu: Session, line: str, details: Any, said: str) -> None:
    assert refusal_of(qifu, described(qifu.project, line, **details)) == said


def test_decimals_of_an_effect_are_shown_too(qifu: Session) -> None:
    qifu.execute(EditEntries(ECL, {("funding_costs", H1_2023): Decimal("0.25")}))
    assert refusal_of(qifu, described(qifu.project, "funding_costs", decimals=0)) == (
        "'Funding costs' has figures with decimals. Show at least 2."
    )
    qifu.execute(EditEntries(ECL, {("funding_costs", H1_2023): None}))
    qifu.execute(described(qifu.project, "funding_costs", decimals=0))
    assert qifu.project.line("funding_costs").decimals == 0
    assert qifu.results.has_same_figures(calculate(qifu.project))


# ---- whatever is done


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_the_whole_program_works_after_any_edits_of_any_sample(stem: str, tmp_path: Path) -> None:
    session = Session(import_workbooks([begin_reading(sample_folder() / f"{stem}.xlsx")]))
    chance = random.Random(stem)
    for number in range(100):
        with suppress(WorkbenchError):
            session.execute(random_edit(session.project, chance, number))
        assert session.results.has_same_figures(calculate(session.project))
    use_everywhere(session, tmp_path)


# ---- importing again


def test_a_line_that_the_files_have_now_too_is_asked_for(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(InsertLine("operations", GRANTS, "funding_costs"))
    imported = InsertLine("operations", replace(GRANTS, caption="Grants"), "funding_costs").apply(qifu_project)
    (collision,) = rebase(qifu.project, imported).collisions
    assert (collision.alteration.attribute, collision.is_gone) == ("line", True)
    same = InsertLine("operations", GRANTS, "funding_costs").apply(qifu_project)
    assert rebase(qifu.project, same) == rebase(qifu_project, qifu_project)


def test_a_place_is_kept_and_asked_for_where_the_files_have_another_order(qifu: Session, qifu_project: Project) -> None:
    section = qifu_project.line("funding_costs").section
    qifu.execute(PlaceLine("funding_costs", "general_and_administrative", section))
    other = PlaceLine("investment_loss", "interest_income_net", ()).apply(qifu_project)
    assert rebase(qifu.project, other).collisions == ()
    moved = PlaceLine("facilitation_origination_and_servicing", "sales_and_marketing", section).apply(qifu_project)
    (collision,) = rebase(qifu.project, moved).collisions
    plan = rebase(qifu.project, moved, {collision.alteration.key})
    kept = TakeImport(moved, plan.edits).apply(qifu.project).statement_by_id["operations"]
    assert kept.lines[kept.place_of["funding_costs"] - 1].id == "general_and_administrative"


def test_a_place_behind_a_line_that_is_gone_cannot_be_kept(qifu: Session, qifu_project: Project) -> None:
    first = InsertLine("operations", GRANTS, None).apply(qifu_project)
    session = Session(first)
    session.execute(PlaceLine("funding_costs", "grants", ()))
    (collision,) = rebase(session.project, qifu_project).collisions
    assert collision.is_gone


def test_what_is_renamed_before_and_after_is_found_again(qifu: Session, qifu_project: Project) -> None:
    """The line before one is known by its id, and called as it was at the time."""
    qifu.execute(RenameLine("general_and_administrative", "G&A"))
    qifu.execute(PlaceLine("funding_costs", "general_and_administrative", ()))
    assert rows_of_step(qifu)[0][3] == "after G&A"
    qifu.execute(RenameLine("general_and_administrative", "Administration"))
    qifu.execute(PlaceLine("funding_costs", None, ()))
    assert rows_of_step(qifu)[0][2] == "after Administration"
    assert rebase(qifu.project, qifu_project).collisions == ()


def test_details_of_a_line_are_asked_for_one_by_one(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(described(qifu_project, "funding_costs", decimals=2, target_caption="Finance"))
    imported = described(qifu_project, "funding_costs", target_caption="Funding").apply(qifu_project)
    plan = rebase(qifu.project, imported)
    assert [collision.alteration.attribute for collision in plan.collisions] == ["target caption"]
    line = TakeImport(imported, plan.edits).apply(qifu.project).line("funding_costs")
    assert (line.decimals, line.target_caption) == (2, "Funding")
