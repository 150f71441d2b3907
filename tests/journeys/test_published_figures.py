"""The reference case from the analyst's workbook to JSON: every published figure, in every state of the switches."""

from decimal import Decimal
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Workbench
from tests.published import (
    ADJUSTMENTS,
    DEC_2022,
    H1_2022,
    H1_2023,
    JUN_2023,
    PRIMARY_STATEMENTS,
    Q2_2022,
    Q2_2023,
    RECONCILIATIONS,
    line_with_concept,
    lines_for,
    rows_of,
    statement,
)

STATES = list(chain.from_iterable(combinations(ADJUSTMENTS, size) for size in range(5)))


@pytest.fixture(scope="module")
def answered() -> list[Any]:
    """The answer, once it was asked for."""
    return []


@pytest.fixture
def answer(workbench: Workbench, qifu_path: Path, answered: list[Any]) -> Any:
    if not answered:
        outcome = workbench("reconcile", qifu_path, "--json")
        assert (outcome.status, outcome.errors) == (0, "")
        answered.append(outcome.json)
    return answered[0]


@pytest.mark.parametrize("case", RECONCILIATIONS)
def test_every_figure_of_a_reconciliation_table_is_as_published(answer: Any, case: str) -> None:
    kind, period = RECONCILIATIONS[case]
    for row, line in lines_for(answer, kind, rows_of(case)):
        figure = line["figures"][period]
        as_reported, *effects, result = (value or Decimal(0) for value in row.values)
        assert figure["as_reported"] == as_reported, row.label
        assert [figure["adjustments"][key] for key in ADJUSTMENTS] == effects, row.label
        assert figure["result"] == result, row.label


@pytest.mark.parametrize("case", PRIMARY_STATEMENTS)
def test_every_figure_of_a_primary_statement_is_as_published(answer: Any, case: str) -> None:
    kind, columns = PRIMARY_STATEMENTS[case]
    for row, line in lines_for(answer, kind, rows_of(case)):
        for (period, currency), value in zip(columns, row.values, strict=True):
            figure = line["figures"][period]
            if currency == "RMB":
                assert figure["as_reported"] == value, (row.label, period)
            elif line["unit"] in ("money", "per-share"):
                assert figure["as_reported_translated"] == {"USD": value}, (row.label, period)
            else:
                assert "as_reported_translated" not in figure, (row.label, period)


def test_the_key_results_are_those_of_the_filing(answer: Any) -> None:
    income = line_with_concept(answer, "operations", "attributable_net_income")["figures"]
    equity = line_with_concept(answer, "financial-position", "total_equity")["figures"]
    assert (income[H1_2022]["result"], income[H1_2023]["result"]) == (2_228_666, 1_755_237)
    assert (equity[DEC_2022]["result"], equity[JUN_2023]["result"]) == (20_119_062, 21_747_683)


def test_a_period_without_stated_adjustments_has_no_result(answer: Any) -> None:
    reconciled = {(s["kind"], p["id"]) for s in answer["statements"] for p in s["periods"] if p["reconciled"]}
    assert reconciled == set(RECONCILIATIONS.values())
    for each in answer["statements"]:
        for line in each["lines"]:
            for period, figure in line["figures"].items():
                if (each["kind"], period) not in reconciled:
                    assert figure["result"] is None
                    assert figure["adjustments"] == {}
    assert {Q2_2022, Q2_2023} < {p["id"] for p in statement(answer, "operations")["periods"]}


def test_remainders_are_zero_but_for_the_equity_components_that_no_exhibit_prints(answer: Any) -> None:
    left = {
        (line["caption"], period): figure["remainder"]
        for each in answer["statements"]
        for line in each["lines"]
        for period, figure in line["figures"].items()
        if figure.get("remainder")
    }
    caption = "TOTAL QIFU TECHNOLOGY INC EQUITY"
    assert left == {(caption, DEC_2022): -51_753, (caption, JUN_2023): -42_949}


def test_earnings_per_share_follow_the_adjusted_income_and_never_repeat_the_reported_ones(answer: Any) -> None:
    basic = line_with_concept(answer, "operations", "basic_eps")["figures"]
    assert (basic[H1_2023]["as_reported"], basic[H1_2023]["result"]) == (Decimal("6.29"), Decimal("5.43"))
    per_ads = [line for line in statement(answer, "operations")["lines"] if "per ADS" in "".join(line["section"])]
    assert [line["figures"][H1_2023]["result"] for line in per_ads] == [None, None]


def test_a_repeated_caption_is_told_apart_by_its_section(answer: Any) -> None:
    lines = statement(answer, "financial-position")["lines"]
    related = [line for line in lines if line["caption"] == "Amounts due from related parties"]
    assert [line["section"][-1] for line in related] == ["Current assets:", "Non-current assets:"]
    assert [line["figures"][JUN_2023]["result"] for line in related] == [147_144, 7_740]


def test_lines_stand_in_printed_order_with_those_that_only_the_reconciliation_prints(answer: Any) -> None:
    captions = [line["caption"] for line in statement(answer, "financial-position")["lines"]]
    assert captions.index("Contract liabilities") + 1 == captions.index("Guarantee liabilities-stand ready")
    equity = captions.index("SHAREHOLDERS' EQUITY")
    assert captions[equity : equity + 4] == [
        "SHAREHOLDERS' EQUITY",
        "Additional paid-in capital",
        "Retained earnings",
        "TOTAL QIFU TECHNOLOGY INC EQUITY",
    ]


def test_leaving_share_based_compensation_out_lowers_income_and_keeps_equity(
    workbench: Workbench, qifu_path: Path
) -> None:
    answer = workbench("reconcile", qifu_path, "--json", "--off", "share-based").json
    assert answer["complete"] is False
    assert line_with_concept(answer, "operations", "net_income")["figures"][H1_2023]["result"] == 1_697_550
    assert line_with_concept(answer, "operations", "attributable_net_income")["figures"][H1_2023]["result"] == 1_705_900
    assert line_with_concept(answer, "financial-position", "total_equity")["figures"][JUN_2023]["result"] == 21_747_683


def test_the_guarantee_difference_alone_gives_these_total_assets(workbench: Workbench, qifu_path: Path) -> None:
    answer = workbench("reconcile", qifu_path, "--only", "guarantee", "--json").json
    assert line_with_concept(answer, "financial-position", "total_assets")["figures"][JUN_2023]["result"] == 40_027_487


@pytest.mark.parametrize("state", STATES, ids=lambda state: "+".join(state) or "all off")
def test_every_state_is_the_published_figure_plus_the_published_columns_that_are_on(
    workbench: Workbench, qifu_path: Path, state: tuple[str, ...]
) -> None:
    off = [part for key in ADJUSTMENTS if key not in state for part in ("--off", key)]
    answer = workbench("reconcile", qifu_path, "--json", *off).json
    for case, (kind, period) in RECONCILIATIONS.items():
        for row, line in lines_for(answer, kind, rows_of(case)):
            as_reported, *effects, _ = (value or Decimal(0) for value in row.values)
            moved = sum(effect for key, effect in zip(ADJUSTMENTS, effects, strict=True) if key in state)
            assert line["figures"][period]["result"] == as_reported + moved, (row.label, period)


def test_all_off_is_as_reported_in_every_reconciled_cell_of_every_unit(workbench: Workbench, qifu_path: Path) -> None:
    answer = workbench("reconcile", qifu_path, "--json", *(part for key in ADJUSTMENTS for part in ("--off", key))).json
    cells = [
        line["figures"][period]
        for kind, period in RECONCILIATIONS.values()
        for line in statement(answer, kind)["lines"]
        if line["role"] != "heading"
    ]
    assert len(cells) == 2 * 35 + 2 * 43
    assert all(cell["result"] == cell["as_reported"] for cell in cells)
