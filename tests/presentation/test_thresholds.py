"""What the thresholds come to, exactly, at the complete state; and the uncorrected differences beside them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.published import ADJUSTMENTS, H1_2023, JUN_2023, Q2_2023
from tests.reviews import left
from workbench.commands import InsertLine, RemoveLine, SetThreshold, SwitchTo
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.statements import Line
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, Threshold, ThresholdKind
from workbench.presentation.thresholds import (
    UncorrectedSum,
    base_of,
    passed_threshold,
    sums_by_period,
    threshold_amounts,
)
from workbench.session import Session

OVERALL, PERFORMANCE, TRIVIAL = ThresholdKind
OF_INCOME = ShareOfFigure(Decimal("0.5"), LineId("net_income"), H1_2023)


def test_none_is_set_at_first(qifu: Session) -> None:
    assert threshold_amounts(qifu.results) == {OVERALL: None, PERFORMANCE: None, TRIVIAL: None}


def test_a_share_is_exact_and_follows_no_switch(qifu: Session) -> None:
    income = qifu.results.with_all_on().figure("net_income", H1_2023)
    assert income is not None
    qifu.execute(SetThreshold(OVERALL, OF_INCOME))
    qifu.execute(SetThreshold(PERFORMANCE, ShareOfOverall(Decimal("66.7"))))
    qifu.execute(SetThreshold(TRIVIAL, FixedThreshold(Decimal("500.5"))))
    expected = {
        OVERALL: income * Decimal("0.005"),
        PERFORMANCE: income * Decimal("0.005") * Decimal("0.667"),
        TRIVIAL: Decimal("500.5"),
    }
    assert threshold_amounts(qifu.results) == expected
    for on in (frozenset(), frozenset(ADJUSTMENTS[:2])):
        qifu.execute(SwitchTo(on))
        assert threshold_amounts(qifu.results) == expected


def test_the_base_counts_by_its_size(qifu: Session) -> None:
    complete = qifu.results.with_all_on()
    lines = qifu.project.statement_by_id["operations"].lines
    loss = next(line.id for line in lines if (complete.figure(line.id, H1_2023) or 0) < 0)
    base = complete.figure(loss, H1_2023)
    assert base is not None
    chosen: Map[ThresholdKind, Threshold] = Map({OVERALL: ShareOfFigure(Decimal(10), loss, H1_2023)})
    assert threshold_amounts(qifu.results, chosen)[OVERALL] == -base / 10


def test_of_an_unknown_base_nothing_is_known(qifu: Session) -> None:
    qifu.execute(InsertLine("operations", Line("grants", "Government grants"), None))
    qifu.execute(SetThreshold(OVERALL, replace(OF_INCOME, line=LineId("grants"))))
    qifu.execute(SetThreshold(PERFORMANCE, ShareOfOverall(Decimal(75))))
    assert threshold_amounts(qifu.results)[OVERALL] is None
    qifu.execute(RemoveLine("grants"))
    assert threshold_amounts(qifu.results) == {OVERALL: None, PERFORMANCE: None, TRIVIAL: None}
    assert base_of(qifu.results.with_all_on(), replace(OF_INCOME, line=LineId("gone"))) is None
    assert base_of(qifu.results.with_all_on(), replace(OF_INCOME, period=Q2_2023)) is None


def test_uncorrected_differences_add_up_by_period_and_unknown_is_not_nil() -> None:
    found = (
        left(H1_2023, "1", "-120", None),
        left(H1_2023, "2", "20.5", "-300"),
        left(JUN_2023, "3", None, "0"),
    )
    sums = sums_by_period(Map({one.id: one for one in found}))
    assert sums == {
        H1_2023: UncorrectedSum(Decimal("-99.5"), Decimal(-300), 1),
        JUN_2023: UncorrectedSum(Decimal(0), Decimal(0), 1),
    }
    assert sums[H1_2023].size == 300


@pytest.mark.parametrize(
    ("size", "passed"), [("10", None), ("10.5", TRIVIAL), ("75", TRIVIAL), ("76", PERFORMANCE), ("101", OVERALL)]
)
def test_what_exceeds_a_threshold_passes_the_largest_that_it_exceeds(size: str, passed: ThresholdKind | None) -> None:
    amounts = {OVERALL: Decimal(100), PERFORMANCE: Decimal(75), TRIVIAL: Decimal(10)}
    assert passed_threshold(Decimal(size), amounts) is passed
    assert passed_threshold(Decimal(size), dict.fromkeys(amounts)) is None
