"""Statements and periods that no source prints, and figures typed into them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.published import DEC_2022, ECL, H1_2022, H1_2023, JUN_2023, Q2_2022, Q2_2023
from tests.steps import refusal_of, rows_of_step, sentence_of_step
from tests.whole_program import use_everywhere
from workbench.commands import (
    AddPeriod,
    AddStatement,
    AnyCommand,
    EditEntries,
    EditFigures,
    InsertLine,
    RestateTotal,
    SetTotal,
    TakeImport,
    rebase,
)
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import SourceFigures
from workbench.domain.statements import Concept, Line, LineRole, Statement, StatementKind, Total
from workbench.engine.recalculate import calculate
from workbench.session import Session

HALF_A_CHARACTER = "\ud800"
UNWRITABLE = "The text contains an incomplete character and cannot be saved. Please retype it."
FY_2023 = Period(date(2023, 1, 1), date(2023, 12, 31), "Year ended December 31, 2023")
H2_2023 = Period(date(2023, 7, 1), date(2023, 12, 31), "Six months ended December 31, 2023")
FY_2021 = Period(date(2021, 1, 1), date(2021, 12, 31), "Year ended December 31, 2021")
DEC_2023 = Period(None, date(2023, 12, 31), "December 31, 2023")
DEC_2021 = Period(None, date(2021, 12, 31), "December 31, 2021")
BLANK = Statement(
    id="plan",
    kind=StatementKind.FINANCIAL_POSITION,
    title="Plan",
    periods=(JUN_2023, DEC_2023.id),
    lines=(
        Line("plan_cash", "Cash"),
        Line("plan_loans", "Loans"),
        Line("plan_current", "Current assets", role=LineRole.TOTAL),
        Line("plan_land", "Land"),
        Line("plan_assets", "Total assets", role=LineRole.TOTAL, concept=Concept.TOTAL_ASSETS),
    ),
    totals=(
        Total("plan_current", (("plan_cash", 1), ("plan_loans", 1))),
        Total("plan_assets", (("plan_current", 1), ("plan_land", 1))),
    ),
)


def figures(session: Session, period: str, *lines: str) -> list[Decimal | None]:
    return [session.project.statement_of(line).figure(line, period) for line in lines]


# ---- a statement


def test_a_statement_is_added_behind_the_others_with_its_periods(qifu: Session, tmp_path: Path) -> None:
    before = qifu.project
    qifu.execute(AddStatement(BLANK, (DEC_2023, DEC_2021)))
    assert [statement.id for statement in qifu.project.statements][-1] == "plan"
    assert [*qifu.project.periods][-1] == DEC_2023.id, "a period that it does not show is not taken up"
    assert sentence_of_step(qifu) == "Add Plan"
    assert rows_of_step(qifu) == [("Plan", "Statement", "—", "Plan")]
    use_everywhere(qifu, tmp_path)
    qifu.undo()
    assert qifu.project is before


def test_a_blank_total_of_blank_parts_becomes_their_sum(qifu: Session, tmp_path: Path) -> None:
    qifu.execute(AddStatement(BLANK, (DEC_2023,)))
    qifu.execute(EditFigures({("plan_cash", JUN_2023): Decimal(100)}))
    assert figures(qifu, JUN_2023, "plan_current", "plan_assets") == [100, 100]
    assert figures(qifu, DEC_2023.id, "plan_current", "plan_assets") == [None, None]
    qifu.execute(EditFigures({("plan_loans", JUN_2023): Decimal("20.5"), ("plan_land", JUN_2023): Decimal(3)}))
    assert figures(qifu, JUN_2023, "plan_current", "plan_assets") == [Decimal("120.5"), Decimal("123.5")]
    qifu.execute(EditFigures({("plan_cash", JUN_2023): None}))
    assert figures(qifu, JUN_2023, "plan_current", "plan_assets") == [Decimal("20.5"), Decimal("23.5")]
    assert [qifu.results.remainder(total, JUN_2023) for total in ("plan_current", "plan_assets")] == [0, 0]
    qifu.execute(EditEntries(ECL, {("plan_land", JUN_2023): Decimal(7)}))
    assert qifu.results.figure("plan_assets", JUN_2023) == Decimal("30.5")
    use_everywhere(qifu, tmp_path)


def test_both_parts_pasted_at_once_come_to_the_same(qifu: Session) -> None:
    qifu.execute(AddStatement(BLANK, (DEC_2023,)))
    amounts = {("plan_land", JUN_2023): Decimal(0), ("plan_cash", JUN_2023): Decimal(1)}
    qifu.execute(EditFigures({**amounts, ("plan_loans", JUN_2023): Decimal(2)}))
    assert figures(qifu, JUN_2023, "plan_current", "plan_assets") == [3, 3]


def test_a_blank_total_with_a_part_that_is_stated_stays_blank(qifu: Session) -> None:
    """Its other parts would be missing from the sum."""
    qifu.execute(AddStatement(replace(BLANK, totals=()), (DEC_2023,)))
    qifu.execute(EditFigures({("plan_cash", JUN_2023): Decimal(100)}))
    for total in BLANK.totals:
        qifu.execute(SetTotal(total.line, total.parts))
    qifu.execute(EditFigures({("plan_loans", JUN_2023): Decimal(5), ("plan_land", JUN_2023): Decimal(3)}))
    assert figures(qifu, JUN_2023, "plan_current") == [None]
    qifu.execute(RestateTotal("plan_current", JUN_2023, Decimal(105)))
    assert qifu.results.remainder("plan_current", JUN_2023) == 0


def test_a_blank_total_that_no_source_states_stays_unknown(qifu: Session) -> None:
    unknown = frozenset({("plan_current", JUN_2023)})
    qifu.execute(AddStatement(replace(BLANK, unknown=unknown), (DEC_2023,)))
    qifu.execute(EditFigures({("plan_cash", JUN_2023): Decimal(100), ("plan_land", JUN_2023): Decimal(3)}))
    assert figures(qifu, JUN_2023, "plan_current", "plan_assets") == [None, 3]
    assert qifu.project.statement_by_id["plan"].unknown == unknown


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (AddStatement(replace(BLANK, title=" "), (DEC_2023,)), "A statement needs a title. Enter one."),
        (AddStatement(BLANK, ()), f"There is no period {DEC_2023.id}. Add it first."),
        (AddStatement(replace(BLANK, periods=()), ()), "A statement needs a period. Choose at least one."),
        (
            AddStatement(replace(BLANK, id="operations"), (DEC_2023,)),
            "There is already a statement 'operations'. Add the statement again.",
        ),
        (
            AddStatement(replace(BLANK, lines=(Line("net_income", "Net income"),), totals=()), (DEC_2023,)),
            "There is already a statement 'plan'. Add the statement again.",
        ),
        (
            AddStatement(replace(BLANK, lines=(Line("a", "A"), Line("a", "A")), totals=()), (DEC_2023,)),
            "There is already a statement 'plan'. Add the statement again.",
        ),
        (
            AddStatement(replace(BLANK, kind=StatementKind.OPERATIONS), (DEC_2023,)),
            f"{JUN_2023} is a date. This statement shows periods: enter their first day too.",
        ),
        (
            AddStatement(replace(BLANK, periods=(H1_2023,)), ()),
            f"{H1_2023} is a period. This statement shows balances: enter only a date.",
        ),
        (
            AddStatement(replace(BLANK, title=HALF_A_CHARACTER), (DEC_2023,)),
            UNWRITABLE,
        ),
        (
            AddStatement(replace(BLANK, lines=(Line("a", HALF_A_CHARACTER),), totals=()), (DEC_2023,)),
            UNWRITABLE,
        ),
    ],
)
def test_a_statement_that_cannot_be_is_refused_in_a_sentence(qifu: Session, command: AnyCommand, said: str) -> None:
    assert refusal_of(qifu, command) == said


# ---- a period


@pytest.mark.parametrize(
    ("period", "statements", "places"),
    [
        (DEC_2023, ("financial_position",), {"financial_position": (DEC_2022, JUN_2023, DEC_2023.id)}),
        (DEC_2021, ("financial_position",), {"financial_position": (DEC_2021.id, DEC_2022, JUN_2023)}),
        (
            FY_2023,
            ("operations", "cash_flows"),
            {
                "operations": (Q2_2022, Q2_2023, H1_2022, H1_2023, FY_2023.id),
                "cash_flows": (Q2_2022, Q2_2023, H1_2022, H1_2023, FY_2023.id),
            },
        ),
    ],
)
def test_a_period_is_a_blank_column_at_its_place_by_date(
    qifu: Session, period: Period, statements: tuple[str, ...], places: dict[str, tuple[str, ...]]
) -> None:
    before = qifu.results
    qifu.execute(AddPeriod(period, statements))
    for key, periods in places.items():
        statement = qifu.project.statement_by_id[key]
        assert statement.periods == periods
        assert period.id not in statement.reconciled
        for line in statement.line_by_id:
            assert statement.figure(line, period.id) is None
            for known in before.project.statement_by_id[key].periods:
                assert qifu.results.figure(line, known) == before.figure(line, known)
    assert qifu.results.has_same_figures(calculate(qifu.project))
    qifu.undo()
    assert qifu.project is before.project


def test_columns_that_run_backwards_run_on_backwards(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["financial_position"]
    backwards = replace(
        statement,
        periods=statement.periods[::-1],
        figures=Map({line: row[::-1] for line, row in statement.figures.items()}),
    )
    statements = tuple(backwards if known is statement else known for known in qifu_project.statements)
    project = replace(qifu_project, statements=statements)
    for period, periods in (
        (DEC_2023, (DEC_2023.id, JUN_2023, DEC_2022)),
        (DEC_2021, (JUN_2023, DEC_2022, DEC_2021.id)),
        (Period(None, date(2023, 3, 31), ""), (JUN_2023, "2023-03-31", DEC_2022)),
    ):
        changed = AddPeriod(period, ("financial_position",)).apply(project).statement_by_id["financial_position"]
        assert changed.periods == periods
        assert changed.figure("total_assets", JUN_2023) == statement.figure("total_assets", JUN_2023)


def test_each_statement_that_has_a_new_period_is_named(qifu: Session) -> None:
    qifu.execute(AddPeriod(FY_2023, ("operations", "cash_flows", "operations")))
    assert sentence_of_step(qifu) == "Add FY 2023"
    titles = [qifu.project.statement_by_id[key].title for key in ("operations", "cash_flows")]
    assert rows_of_step(qifu) == [(f"{title}, FY 2023", "Period", "—", "FY 2023") for title in titles]
    qifu.execute(AddPeriod(FY_2023, ("operations", "non_gaap")))
    assert len(rows_of_step(qifu)) == 1


def test_figures_are_typed_into_a_new_period_and_its_totals_follow(qifu: Session, tmp_path: Path) -> None:
    qifu.execute(AddPeriod(DEC_2023, ("financial_position",)))
    parts = {"cash_and_cash_equivalents": 10, "loans_receivable_net": 20, "deferred_tax_assets": 5}
    for line, amount in parts.items():
        qifu.execute(EditFigures({(line, DEC_2023.id): Decimal(amount)}))
    totals = ("total_current_assets", "total_non_current_assets", "total_assets")
    assert figures(qifu, DEC_2023.id, *totals) == [30, 5, 35]
    qifu.execute(EditEntries(ECL, {("loans_receivable_net", DEC_2023.id): Decimal(-2)}))
    assert qifu.results.figure("total_assets", DEC_2023.id) == 33
    use_everywhere(qifu, tmp_path)


@pytest.mark.parametrize(
    ("period", "statements", "said"),
    [
        (
            Period(None, date(2023, 6, 30), ""),
            ("financial_position",),
            f"These statements already have the period {JUN_2023}.",
        ),
        (FY_2023, (), f"These statements already have the period {FY_2023.id}."),
        (
            DEC_2023,
            ("operations",),
            f"{DEC_2023.id} is a date. This statement shows periods: enter their first day too.",
        ),
        (
            FY_2023,
            ("financial_position",),
            f"{FY_2023.id} is a period. This statement shows balances: enter only a date.",
        ),
        (
            Period(date(2023, 12, 31), date(2023, 1, 1), ""),
            ("operations",),
            "The period ends before it begins. Correct the dates.",
        ),
        *(
            (period, ("operations",), "The dates are too early or too late. Correct them.")
            for period in (Period(date(2023, 1, 1), date.max, ""), Period(date.min, date(2023, 1, 1), ""))
        ),
        (
            replace(FY_2023, label=HALF_A_CHARACTER),
            ("operations",),
            UNWRITABLE,
        ),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_a_sentence(
    qifu: Session, period: Period, statements: tuple[str, ...], said: str
) -> None:
    assert refusal_of(qifu, AddPeriod(period, statements)) == said


# ---- importing again


def test_a_statement_with_what_was_typed_into_it_is_kept(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(AddStatement(BLANK, (DEC_2023,)))
    qifu.execute(EditFigures({("plan_cash", JUN_2023): Decimal(100)}))
    qifu.execute(InsertLine("plan", Line("plan_goodwill", "Goodwill"), "plan_land"))
    qifu.execute(AddPeriod(DEC_2021, ("plan", "financial_position")))
    qifu.execute(EditEntries(ECL, {("plan_land", DEC_2021.id): Decimal(7)}))
    plan = rebase(qifu.project, qifu_project)
    assert plan.collisions == ()
    again = TakeImport(qifu_project, plan.edits).apply(qifu.project)
    assert replace(again, trail=qifu.project.trail) == qifu.project


def test_a_statement_or_period_that_the_files_have_now_too_is_asked_for(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(AddPeriod(DEC_2023, ("financial_position",)))
    qifu.execute(AddStatement(BLANK, ()))
    theirs = AddStatement(replace(BLANK, title="Forecast"), (DEC_2023,)).apply(qifu_project)
    theirs = AddPeriod(replace(DEC_2023, label="at year-end"), ("financial_position",)).apply(theirs)
    plan = rebase(qifu.project, theirs)
    assert [(collision.alteration.attribute, collision.is_gone) for collision in plan.collisions] == [
        ("statement", True)
    ]
    taken = TakeImport(theirs, plan.edits).apply(qifu.project)
    assert taken.statement_by_id["plan"].title == "Forecast"


def test_a_period_of_a_statement_that_is_gone_cannot_be_kept(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(AddPeriod(FY_2023, ("cash_flows", "operations")))
    others = tuple(statement for statement in qifu_project.statements if statement.id == "operations")
    imported = replace(
        qifu_project, statements=others, adjustments=(), enabled=frozenset(), source_figures=SourceFigures()
    )
    (collision,) = rebase(qifu.project, imported).collisions
    assert collision.is_gone
    assert collision.alteration.subject.key.startswith("statement:cash_flows:")
