"""Rows that follow from others: each amount is what an accountant would work out by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.journals.books import E0, E1, E2, E3, LEASES, Y1, Y2, Y3, amounts, books, draft, open_amounts
from tests.published import H1_2023, JUN_2023, Q2_2023
from workbench.commands import PostEntries
from workbench.domain.adjustments import LegKind
from workbench.domain.ledger import Ledger, Moment
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.journals.drafts import Draft, DraftLeg
from workbench.journals.following import brought_forward, with_result_in_equity
from workbench.journals.helpers import (
    TaxTerms,
    copied_to,
    reversed_draft,
    with_balancing_row,
    with_indirect_tax,
    with_reclassification,
    with_share_of_minorities,
    with_tax,
)

TAX_LINES = ("income tax", "deferred tax")
TERMS = TaxTerms(Decimal("0.25"), *TAX_LINES)
LEASE = {
    (Y1, E1): ("6000.00", "5505.90", "820.15"),
    (Y2, E2): ("6000.00", "5505.90", "500.67"),
    (Y3, E3): ("6000.00", "5505.90", "161.48"),
}
"""Lease cost, depreciation and interest of each year: PwC, Leases, example 4-13, as ASC 842 and IFRS 16 have them."""


def lease_entry(year: str, end: str, cost: str, depreciation: str, interest: str) -> Draft:
    """Return the entry of a year: straight-line cost out, depreciation and interest in, the asset for the rest."""
    asset = Decimal(cost) - Decimal(depreciation) - Decimal(interest)
    return draft(
        ("lease cost", year, f"-{cost}"),
        ("depreciation", year, depreciation),
        ("interest", year, interest),
        ("right of use", end, str(asset)),
    )


def posted(project: Project, entry: Draft) -> Project:
    """Return the project with a draft posted, its result taken up in equity."""
    completed = with_result_in_equity(entry.entry(project), Ledger(project))
    return PostEntries(LEASES, (completed,)).apply(project)


def test_the_lease_of_three_years_with_tax_typed_to_the_cent() -> None:
    """Effects (326.05), (6.57), 332.62; deferred tax 81.51, 83.16, 0 at the end of each year."""
    project, results, deferred = books(), [], []
    for (year, end), lease in LEASE.items():
        entry = with_tax(lease_entry(year, end, *lease), Ledger(project), TERMS)
        assert not any(map(Decimal, open_amounts(entry, project)))
        (balance,) = Ledger(project).balances(lease_entry(year, end, *lease).complete_legs(project))
        results.append(str(balance.result))
        project = posted(project, entry)
        of_year = list(project.adjustments[0].entries.values())[-1]
        for later in (later for later in (E2, E3) if later > end):
            project = PostEntries(LEASES, (brought_forward(of_year, Ledger(project), later),)).apply(project)
        deferred.append(str(project.adjustments[0].effects.get(("deferred tax", end), Decimal(0))))
    assert results == ["-326.05", "-6.57", "332.62"]
    assert deferred == ["81.51", "83.16", "0.00"]
    effects = project.adjustments[0].effects
    assert [str(effects[("retained earnings", end)]) for end in (E1, E2)] == ["-244.54", "-249.46"]
    assert not effects.get(("retained earnings", E3), Decimal(0))


def test_minorities_take_their_share_after_tax() -> None:
    project = books()
    ledger = Ledger(project)
    entry = with_tax(lease_entry(Y1, E1, *LEASE[Y1, E1]), ledger, TERMS)
    shared = with_share_of_minorities(entry, ledger, Decimal("0.2"), "minorities' share")
    completed = with_result_in_equity(shared.entry(project), ledger)
    effects = PostEntries(LEASES, (completed,)).apply(project).adjustments[0].effects
    assert effects["minorities' share", Y1] == Decimal("-48.91")
    assert effects["retained earnings", E1] == Decimal("-195.63")
    assert effects["minorities", E1] == Decimal("-48.91")
    assert not any(map(Decimal, open_amounts(completed, project)))


def test_tax_replaces_the_rows_of_an_earlier_rate() -> None:
    ledger = Ledger(books())
    first = with_tax(
        lease_entry(Y1, E1, *LEASE[Y1, E1]), ledger, TaxTerms(Decimal("0.1"), "income tax", "deferred tax")
    )
    again = with_tax(first, ledger, TERMS)
    assert again == with_tax(lease_entry(Y1, E1, *LEASE[Y1, E1]), ledger, TERMS)
    assert {leg.kind for leg in again.legs[-2:]} == {LegKind.TAX}


def test_tax_of_a_period_without_a_balance_sheet_follows_its_result() -> None:
    project = books()
    position = project.statement_by_id["position"]
    project = replace(
        project,
        statements=tuple(
            replace(known, periods=(E0,), figures=Map()) if known is position else known for known in project.statements
        ),
    )
    entry = draft(("lease cost", Y1, "-99"))
    taxed = with_tax(entry, Ledger(project), TERMS)
    assert amounts(taxed, project) == {("lease cost", Y1): "-99", ("income tax", Y1): "25"}
    (balance,) = Ledger(project).balances(taxed.complete_legs(project))
    assert balance.is_one_sided
    assert (str(balance.open_amount), str(balance.result)) == ("0", "74")


@pytest.mark.parametrize(
    ("rows", "tax", "still_open"),
    [
        ((("fair value changes", Y1, "60"), ("revenue", Y1, "40")), "10", "-15"),
        ((("retained earnings", E1, "60"), ("revenue", Y1, "40")), "10", "15"),
        ((("paid-in capital", E1, "60"), ("revenue", Y1, "40")), "10", "-15"),
        ((("retained earnings", E1, "100"), ("revenue", Y1, "100")), "25", "-25"),
        ((("fair value changes", Y1, "100"),), None, "-25"),
        ((("revenue", Y1, "100"),), "25", "0"),
    ],
)
def test_only_tax_on_the_result_is_an_expense(
    rows: tuple[tuple[str, str, str], ...], tax: str | None, still_open: str
) -> None:
    """What went to other comprehensive income, to equity or to an earlier period is taxed there: 25% of 60 is 15."""
    project = books()
    taxed = with_tax(draft(("right of use", E1, "100"), *rows), Ledger(project), TERMS)
    assert amounts(taxed, project)["deferred tax", E1] == "-25"
    assert amounts(taxed, project).get(("income tax", Y1)) == tax
    assert open_amounts(taxed, project) == [still_open]


def test_minorities_share_net_income_not_other_comprehensive_income() -> None:
    project = books()
    entry = draft(("right of use", E1, "100"), ("fair value changes", Y1, "60"), ("revenue", Y1, "40"))
    shared = with_share_of_minorities(entry, Ledger(project), Decimal("0.2"), "minorities' share")
    assert amounts(shared, project)["minorities' share", Y1] == "8"
    in_oci = draft(("right of use", E1, "60"), ("fair value changes", Y1, "60"))
    with pytest.raises(WorkbenchError, match="no result to share"):
        with_share_of_minorities(in_oci, Ledger(project), Decimal("0.2"), "minorities' share")


def test_an_opening_that_the_rate_does_not_explain_is_an_input_with_decimals() -> None:
    """Expected credit losses of the reference case: 212,147.3 less 15% gives 72,932 and 68,481."""
    project = books()
    opening = draft(("right of use", E0, "137155"), ("lease liability", E0, "-790950"))
    terms = TaxTerms(Decimal("0.15"), "income tax", "deferred tax", Decimal("212147.3"))
    with_opening = with_tax(opening, Ledger(project), terms)
    assert amounts(with_opening, project)["deferred tax", E0] == "72932"
    project = posted(project, with_balancing_row(with_opening, Ledger(project), "retained earnings"))
    (first,) = project.adjustments[0].entries.values()
    assert amounts(first, project)["retained earnings", E0] == "1001037"
    forward = brought_forward(first, Ledger(project), E1)
    project = PostEntries(LEASES, (forward,)).apply(project)
    period = draft(
        ("right of use", E1, "116729"),
        ("lease liability", E1, "87061"),
        ("lease cost", Y1, "-116729"),
        ("depreciation", Y1, "87062"),
    )
    taxed = amounts(with_tax(period, Ledger(project), terms), project)
    assert (taxed["deferred tax", E1], taxed["income tax", Y1]) == ("-4451", "4451")
    implied = TaxTerms(Decimal("0.15"), "income tax", "deferred tax")
    assert amounts(with_tax(period, Ledger(project), implied), project)["deferred tax", E1] == "-4450"


def test_deferred_tax_may_stand_on_a_line_whose_concept_is_not_set() -> None:
    """Deferred tax of 25 before and 50 after: the second entry moves it by 25, not by 44."""
    project = books()
    terms = TaxTerms(Decimal("0.25"), "income tax", "lease liability", Decimal(0))
    entry = draft(("right of use", E1, "100"), ("revenue", Y1, "100"))
    for _ in range(2):
        taxed = with_tax(entry, Ledger(project), terms)
        assert amounts(taxed, project)["lease liability", E1] == "25"
        project = posted(project, taxed)


def test_indirect_tax_is_taken_out_of_the_amount_that_includes_it() -> None:
    """132,550 at 6% holds 7,503 of tax; 1 less was taken out before."""
    project = books()
    entry = draft(("revenue", Y1, "-132550"), ("right of use", E1, "-132550"))
    taxed = with_indirect_tax(entry, Ledger(project), 0, Decimal("0.06"), "tax payable", Decimal(1))
    assert amounts(taxed, project) == {
        ("revenue", Y1): "-125048",
        ("right of use", E1): "-132550",
        ("tax payable", E1): "-7502",
    }
    assert open_amounts(taxed, project) == ["0"]


@pytest.mark.parametrize("periods", [(H1_2023, Q2_2023), (Q2_2023, H1_2023)], ids=["longest first", "longest last"])
def test_of_periods_that_end_on_one_day_the_longest_says_what_is_owed(
    qifu_project: Project, periods: tuple[str, str]
) -> None:
    included = {H1_2023: Decimal(-106), Q2_2023: Decimal("-53")}
    row = DraftLeg("Financing income", "financing_income", Map({period: included[period] for period in periods}))
    entry = Draft(qifu_project.adjustments[0].id, (row,))
    taxed = with_indirect_tax(entry, Ledger(qifu_project), 0, Decimal("0.06"), "other_tax_payable")
    assert amounts(taxed, qifu_project) == {
        ("financing_income", H1_2023): "-100",
        ("financing_income", Q2_2023): "-50",
        ("other_tax_payable", JUN_2023): "-6",
    }


def test_what_is_open_goes_to_any_line() -> None:
    project = books()
    entry = draft(("depreciation", Y1, "-40"))
    assert open_amounts(entry, project) == ["-40"]
    balanced = with_balancing_row(entry, Ledger(project), "paid-in capital")
    assert amounts(balanced, project)["paid-in capital", E1] == "-40"
    assert balanced.legs[-1].kind is LegKind.EQUITY
    in_oci = with_balancing_row(draft(("right of use", E1, "30")), Ledger(project), "fair value changes")
    assert amounts(in_oci, project) == {("right of use", E1): "30", ("fair value changes", Y1): "30"}
    completed = with_result_in_equity(in_oci.entry(project), Ledger(project))
    assert amounts(completed, project)["accumulated oci", E1] == "30"


def test_a_reclassification_leaves_profit_and_equity() -> None:
    project = books()
    moved = with_reclassification(
        Draft(LEASES), Ledger(project), "lease cost", "depreciation", Map({Y1: Decimal("12.5")})
    )
    assert amounts(moved, project) == {("lease cost", Y1): "-12.5", ("depreciation", Y1): "12.5"}
    (balance,) = Ledger(project).balances(moved.complete_legs(project))
    assert not balance.result
    assert not balance.open_amount
    asset_to_liability = with_reclassification(
        Draft(LEASES), Ledger(project), "deferred tax", "lease liability", Map({E1: Decimal(5)})
    )
    assert amounts(asset_to_liability, project) == {("deferred tax", E1): "-5", ("lease liability", E1): "-5"}


@pytest.mark.parametrize(
    ("source", "target", "period"),
    [
        ("lease cost", "right of use", Y1),
        ("lease cost", "minorities' share", Y1),
        ("lease liability", "retained earnings", E1),
        ("interest", "interest", Y1),
    ],
)
def test_a_reclassification_that_would_change_them_is_refused(source: str, target: str, period: str) -> None:
    with pytest.raises(WorkbenchError, match=r"changes profit or equity|would stay on"):
        with_reclassification(Draft(LEASES), Ledger(books()), source, target, Map({period: Decimal(5)}))


@pytest.mark.parametrize("rate", ["25", "-0.1", "1.01"])
def test_a_rate_is_a_fraction(rate: str) -> None:
    with pytest.raises(WorkbenchError, match=r"enter 25% or 0\.25, not 25"):
        with_tax(lease_entry(Y1, E1, *LEASE[Y1, E1]), Ledger(books()), TaxTerms(Decimal(rate), *TAX_LINES))


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (TaxTerms(Decimal("0.25"), "right of use", "deferred tax"), "'Right of use' cannot take this amount"),
        (TaxTerms(Decimal("0.25"), "income tax", "retained earnings"), "'Retained earnings' cannot take this amount"),
        (TaxTerms(Decimal("0.25"), "net income again", "deferred tax"), "neither debit nor credit"),
    ],
)
def test_tax_is_refused_on_a_line_that_cannot_take_it(terms: TaxTerms, said: str) -> None:
    with pytest.raises(WorkbenchError, match=said):
        with_tax(lease_entry(Y1, E1, *LEASE[Y1, E1]), Ledger(books()), terms)


def test_nothing_to_tax_nothing_to_share_nothing_open() -> None:
    ledger, blank = Ledger(books()), Draft(LEASES)
    with pytest.raises(WorkbenchError, match="nothing to tax"):
        with_tax(blank, ledger, TERMS)
    with pytest.raises(WorkbenchError, match="no result to share"):
        with_share_of_minorities(blank, ledger, Decimal("0.2"), "minorities' share")
    with pytest.raises(WorkbenchError, match="Nothing is open"):
        with_balancing_row(blank, ledger, "retained earnings")


def test_the_share_of_minorities_answers_nothing_that_is_open() -> None:
    with pytest.raises(WorkbenchError, match="'Minorities' share' cannot take this amount"):
        with_balancing_row(draft(("right of use", E1, "40")), Ledger(books()), "minorities' share")


def test_tax_is_the_same_whether_or_not_a_total_holds_equity_together() -> None:
    """Accumulated other comprehensive income is equity by its concept, not only by the total in which it counts."""
    known = books()
    position = known.statement_by_id["position"]
    totals = tuple(total for total in position.totals if total.line not in ("total equity", "total claims"))
    loose = replace(position, totals=totals)
    statements = tuple(loose if kept is position else kept for kept in known.statements)
    entry = draft(("right of use", E1, "100"), ("accumulated oci", E1, "60"), ("revenue", Y1, "40"))
    taxed = [with_tax(entry, Ledger(project), TERMS) for project in (known, replace(known, statements=statements))]
    assert amounts(taxed[0], known) == amounts(taxed[1], known)


def test_a_reversal_and_a_copy_are_new_entries() -> None:
    project = books()
    entry = lease_entry(Y1, E1, *LEASE[Y1, E1])
    assert amounts(reversed_draft(entry), project)["right of use", E1] == "326.05"
    copied = amounts(copied_to(entry, Moment(Y1, E1), Moment(Y2, E2)), project)
    assert copied == {
        ("lease cost", Y2): "-6000.00",
        ("depreciation", Y2): "5505.90",
        ("interest", Y2): "820.15",
        ("right of use", E2): "-326.05",
    }
    with pytest.raises(WorkbenchError, match="no amounts that can be copied there"):
        copied_to(entry, Moment(Y3, E3), Moment(Y2, E2))
