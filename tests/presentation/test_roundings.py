"""Figures one unit apart, because each was rounded by itself."""

from decimal import Decimal

from tests.published import JUN_2023
from workbench.checks.expressions import amount_of
from workbench.commands import EditFigures
from workbench.domain.ids import LineId
from workbench.phrases import ENGLISH
from workbench.presentation.roundings import RoundingKind, roundings_of
from workbench.session import Session

NCI = LineId("noncontrolling_interests")


def found(session: Session, kind: RoundingKind) -> list[tuple[int, int]]:
    """Return both amounts of each rounding of a kind."""
    results = session.results
    each = (one for one in roundings_of(results, ENGLISH) if one.kind is kind)
    return [(int(amount_of(one.left, results)), int(amount_of(one.right, results))) for one in each]


def test_the_published_case_has_those_that_a_reader_finds(qifu: Session) -> None:
    assert found(qifu, RoundingKind.MOVEMENT) == [(-4_451, -4_450), (87_061, 87_062)]
    assert found(qifu, RoundingKind.EQUITY) == [(-8_349, -8_350)]
    assert found(qifu, RoundingKind.TAX) == [(-36_623, -36_624), (2_243, 2_242), (19_830, 19_829), (37_952, 37_951)]


def test_each_says_what_it_is_about(qifu: Session) -> None:
    texts = [str(each.what) for each in roundings_of(qifu.results, ENGLISH)]
    assert (
        "Expected credit losses, net of tax: Guarantee liabilities-contingent moved, "
        "Provision for contingent liabilities, H1 2023"
    ) in texts
    assert ("Financial guarantee, net of tax: tax at 15 % of Income before income tax expense, H1 2022") in texts


def test_what_agrees_exactly_or_is_two_apart_is_no_rounding(qifu: Session) -> None:
    for closing in (75_791, 75_793):
        qifu.execute(EditFigures({(NCI, JUN_2023): Decimal(closing)}))
        assert found(qifu, RoundingKind.EQUITY) == []
