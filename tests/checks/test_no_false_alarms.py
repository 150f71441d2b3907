"""Right workbooks of other issuers, in which a relation that mostly holds has a reason not to hold: nothing fails."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.found import all_findings, message
from tests.importing.small_books import Rows, imported
from workbench.domain.findings import Finding, FindingStatus

YEARS: tuple[object, ...] = ("RMB in thousands, except per share data", "2021", "2022", "2023")
DATES = ("RMB in thousands", "2022", "2023")
Amounts = tuple[int, ...]
SHARES = (400_000_000, 400_000_000, 400_000_000)


def table(title: str, *rows: list[object], heads: tuple[object, ...] = YEARS) -> Rows:
    period = "As of December 31, 2022 and 2023" if heads == DATES else "For the years ended December 31"
    return [["Harbour Inc."], [title], [period], list(heads), *rows]


def operations(income: Amounts, *rows: list[object], revenue: Amounts = (1_000_000, 1_200_000, 1_500_000)) -> Rows:
    """Return a statement of operations that adds up, with ``rows`` below net income."""
    tax = (-20_000, -25_000, -30_000)
    costs = [-(of - each + each_tax) for of, each, each_tax in zip(revenue, income, tax, strict=True)]
    before = [each - each_tax for each, each_tax in zip(income, tax, strict=True)]
    costs = [of_income - of for of_income, of in zip(before, revenue, strict=True)]
    return table(
        "Consolidated Statements of Operations",
        ["Revenue", *revenue],
        ["Cost of revenues", *costs],
        ["Income before income tax", *before],
        ["Income tax expense", *tax],
        ["Net income", *income],
        *rows,
    )


def per_share(income: Amounts, shares: Amounts, times: int = 1) -> list[object]:
    """Return amounts per share, or per so many of them, as they are printed."""
    exact = (Decimal(each * 1000 * times) / count for each, count in zip(income, shares, strict=True))
    return [float(amount.quantize(Decimal("0.01"), ROUND_HALF_UP)) for amount in exact]


def failing(folder: Path, sheets: dict[str, Rows], *statuses: FindingStatus) -> list[Finding]:
    wanted = statuses or (FindingStatus.FAIL,)
    return [finding for finding in all_findings(imported(folder, sheets).results) if finding.status in wanted]


def test_a_diluted_amount_with_convertible_interest_in_one_year_is_doubted_and_does_not_fail(tmp_path: Path) -> None:
    income, with_interest = (123_000, 145_000, 187_000), (123_000, 145_000, 192_600)
    diluted = (410_000_000, 412_000_000, 430_000_000)
    rows = operations(
        income,
        ["Weighted average number of ordinary shares - basic", *SHARES],
        ["Weighted average number of ordinary shares - diluted", *diluted],
        ["Net income per ordinary share - basic", *per_share(income, SHARES)],
        ["Net income per ordinary share - diluted", *per_share(with_interest, diluted)],
    )
    assert failing(tmp_path, {"IS": rows}) == []
    (doubt,) = (each for each in failing(tmp_path, {"IS": rows}, FindingStatus.WARNING) if each.check == "ratio")
    assert message(doubt).startswith("Net income per ordinary share - diluted, Year ended December 31, 2023")


@pytest.mark.parametrize("income", [(100_000, 120_000, 150_000), (100_400, 121_000, 150_000)])
def test_per_ads_and_per_share_may_be_rounded_each_on_its_own(tmp_path: Path, income: Amounts) -> None:
    rows = operations(
        income,
        ["Weighted average number of ordinary shares - basic", *SHARES],
        ["Net income per ordinary share - basic", *per_share(income, SHARES)],
        ["Net income per ADS - basic", *per_share(income, SHARES, 2)],
    )
    assert failing(tmp_path, {"IS": rows}, FindingStatus.FAIL, FindingStatus.WARNING) == []


def test_amounts_that_end_in_noughts_do_not_hide_the_decimals_of_the_line(tmp_path: Path) -> None:
    income = (200_000, 480_000, 148_000)
    rows = operations(
        income,
        ["Weighted average number of ordinary shares - basic", *SHARES],
        ["Net income per ordinary share - basic", 0.5, 1.2, 0.37],
    )
    assert failing(tmp_path, {"IS": rows}, FindingStatus.FAIL, FindingStatus.WARNING) == []
    wrong = [*rows[:-1], ["Net income per ordinary share - basic", 0.5, 1.2, 0.39]]
    (found,) = failing(tmp_path, {"IS": wrong}, FindingStatus.FAIL, FindingStatus.WARNING)
    assert found.check == "ratio"


def test_measures_that_are_the_same_in_some_years_are_not_one_measure(tmp_path: Path) -> None:
    income, others = (100_000, 120_000, 150_000), (0, 0, 900)
    whole = [each + other for each, other in zip(income, others, strict=True)]
    adjusted = [each + more for each, more in zip(income, (0, 0, 5_000), strict=True)]
    comprehensive = table(
        "Consolidated Statements of Comprehensive Income",
        ["Net income", *income],
        ["Foreign currency translation adjustments", *others],
        ["Comprehensive income", *whole],
    )
    non_gaap = table(
        "Reconciliations of GAAP and Non-GAAP Results",
        ["Net income", *income],
        ["Impairment", 0, 0, 5_000],
        ["Adjusted net income", *adjusted],
    )
    sheets = {"IS": operations(income), "OCI": comprehensive, "Non-GAAP": non_gaap}
    assert failing(tmp_path, sheets, FindingStatus.FAIL, FindingStatus.WARNING) == []


def test_cash_flows_may_lead_to_cash_alone(tmp_path: Path) -> None:
    position = table(
        "Consolidated Balance Sheets",
        ["Cash and cash equivalents", 200, 260],
        ["Restricted cash", 50, 60],
        ["Total assets", 250, 320],
        ["Accounts payable", 100, 110],
        ["Total liabilities", 100, 110],
        ["Retained earnings", 150, 210],
        ["Total equity", 150, 210],
        ["Total liabilities and equity", 250, 320],
        heads=DATES,
    )
    flows = table(
        "Consolidated Statements of Cash Flows",
        ["Net cash provided by operating activities", 200],
        ["Net cash used in investing activities", -100],
        ["Net cash used in financing activities", -40],
        ["Net increase in cash and cash equivalents", 60],
        ["Cash and cash equivalents at beginning of year", 200],
        ["Cash and cash equivalents at end of year", 260],
        heads=("RMB in thousands", "2023"),
    )
    assert failing(tmp_path, {"BS": position, "CF": flows}) == []


def test_a_difference_that_is_new_in_the_period_has_no_column_at_its_opening_and_the_export_stands(
    tmp_path: Path,
) -> None:
    from tests.exporting.books import exported

    def recon(title: str, when: str, heads: list[object], *rows: list[object]) -> Rows:
        return [["Harbour Inc."], [title], [when], ["RMB in thousands"], heads, *rows]

    both: list[object] = [
        None,
        "As reported under U.S. GAAP",
        "Leases",
        "Share-based compensation",
        "As reported under IFRS",
    ]
    one: list[object] = [None, "As reported under U.S. GAAP", "Leases", "As reported under IFRS"]
    sheets = {
        "IS": recon(
            "Reconciliation of operations", "Six months ended June 30, 2023", both,
            ["Revenue", 1000, None, None, 1000], ["Costs", -600, -10, -5, -615], ["Net income", 400, -10, -5, 385],
        ),
        "BS1": recon(
            "Reconciliation of balance sheet", "As of December 31, 2022", one,
            ["Total assets", 900, 30, 930], ["Total liabilities", 300, 50, 350],
            ["Retained earnings", 600, -20, 580], ["Total equity", 600, -20, 580],
        ),
        "BS2": recon(
            "Reconciliation of balance sheet", "As of June 30, 2023", both,
            ["Total assets", 1300, 25, None, 1325], ["Total liabilities", 300, 55, 5, 360],
            ["Retained earnings", 1000, -30, -5, 965], ["Total equity", 1000, -30, -5, 965],
        ),
    }  # fmt: skip
    session = imported(tmp_path, sheets)
    assert [message(f) for f in all_findings(session.results) if f.status is FindingStatus.FAIL] == []
    assert exported(session, tmp_path).exists()


def test_a_measure_of_a_statement_with_other_periods_is_compared_where_both_have_one(tmp_path: Path) -> None:
    income = (100_000, 120_000, 150_000)
    rows = operations(
        income,
        ["Weighted average number of ordinary shares - basic", *SHARES],
        ["Net income per ordinary share - basic", *per_share(income, SHARES)],
    )
    heads = ("RMB in thousands, except per share data", "2020", "2022", "2023")
    amounts = per_share((90_000, *income[1:]), SHARES, 2)
    other = table("Reconciliations of GAAP and Non-GAAP Results", ["Net income per ADS - basic", *amounts], heads=heads)
    assert failing(tmp_path, {"IS": rows, "Non-GAAP": other}) == []
