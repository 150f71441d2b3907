"""The rate of a difference: told by its own effects within rounding, by those of the others, or not at all."""

from decimal import Decimal

from tests.published import ECL, H1_2022, H1_2023, SBC
from workbench.commands import EditEntries
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.presentation.tax_rate import rate_of_difference
from workbench.session import Session

TAX = "income_taxes_expense"


def rate_of(session: Session, adjustment: AdjustmentId) -> tuple[Decimal, PeriodId | None] | None:
    """Return a rate with the period that tells it."""
    told = rate_of_difference(session.results, session.project.adjustment_by_id[adjustment])
    return None if told is None else (told.rate, told.told_by[1] if told.told_by else None)


def edit(session: Session, adjustment: AdjustmentId, line: str, period: PeriodId, amount: int) -> None:
    session.execute(EditEntries(adjustment, {(line, period): Decimal(amount)}))


def test_the_largest_effect_tells_the_rate(qifu: Session) -> None:
    assert rate_of(qifu, ECL) == (Decimal("0.150"), H1_2022)


def test_no_tax_at_all_is_a_rate_of_nil(qifu: Session) -> None:
    assert rate_of(qifu, SBC) == (Decimal("0.000"), H1_2023)


def test_a_rate_that_a_period_does_not_fit_is_none(qifu: Session) -> None:
    edit(qifu, ECL, TAX, H1_2023, -4_453)
    assert rate_of(qifu, ECL) is None


def test_effects_too_small_to_tell_a_rate_bear_that_of_the_others_if_it_fits(qifu: Session) -> None:
    for line, amounts in {
        "provision_for_loans_receivable": (-500, -500),
        "provision_for_contingent_liabilities": (0, 0),
        TAX: (-75, -77),
    }.items():
        edit(qifu, ECL, line, H1_2022, amounts[0])
        edit(qifu, ECL, line, H1_2023, amounts[1])
    assert rate_of(qifu, ECL) == (Decimal("0.150"), None)
    edit(qifu, ECL, TAX, H1_2023, -78)
    assert rate_of(qifu, ECL) is None
