"""What a line stands for, by its caption and its statement, in English and in Chinese."""

import pytest

from workbench.domain.adjustments import LegKind
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, StatementKind
from workbench.importing.language.concepts import concept_of

POSITION = StatementKind.FINANCIAL_POSITION


def concept(caption: str, kind: StatementKind) -> Concept | None:
    found = concept_of(Line(LineId("line"), caption), kind)
    return found[0] if found else None


@pytest.mark.parametrize("kind", [POSITION, StatementKind.EQUITY_BRIDGE])
@pytest.mark.parametrize("caption", ["Total equity", "权益合计", "所有者權益合計", "Total equity 权益总额"])
def test_total_equity_is_found_on_balance_sheets_and_in_bridges(caption: str, kind: StatementKind) -> None:
    assert concept(caption, kind) is Concept.TOTAL_EQUITY


@pytest.mark.parametrize("caption", ["Mezzanine equity", "Total mezzanine equity", "夹层权益", "夾層權益總額"])
def test_mezzanine_equity_is_found(caption: str) -> None:
    assert concept(caption, POSITION) is Concept.MEZZANINE_EQUITY


@pytest.mark.parametrize("caption", ["Convertible redeemable preferred shares", "可赎回非控股权益"])
def test_what_may_be_a_liability_is_no_mezzanine_equity_by_its_name(caption: str) -> None:
    assert concept(caption, POSITION) is None


@pytest.mark.parametrize(
    "caption",
    [
        "Deferred tax assets",
        "Deferred tax assets, net",
        "Deferred income tax assets",
        "Net deferred tax assets",
        "Deferred tax asset, non-current",
        "递延所得税资产",
        "遞延稅項資產",
        "Deferred tax assets 递延所得税资产",
    ],
)
def test_deferred_tax_assets_are_found(caption: str) -> None:
    assert concept(caption, POSITION) is Concept.DEFERRED_TAX_ASSETS


@pytest.mark.parametrize(
    "caption", ["Deferred tax liabilities", "Deferred income tax liability, net", "递延所得税负债", "遞延稅項負債"]
)
def test_deferred_tax_liabilities_are_found(caption: str) -> None:
    assert concept(caption, POSITION) is Concept.DEFERRED_TAX_LIABILITIES


@pytest.mark.parametrize(
    "caption",
    [
        "Other tax payable",
        "Other taxes payable",
        "Other tax payables, current",
        "VAT payable",
        "Value-added tax payable",
        "Value added tax and related surcharges payable",
        "VAT and other taxes payable",
        "Indirect taxes payable",
        "Taxes payable other than income tax",
        "Taxes other than income taxes payable",
        "其他应付税项",
        "應付增值稅",
    ],
)
def test_value_added_and_other_taxes_are_indirect(caption: str) -> None:
    assert concept(caption, POSITION) is Concept.INDIRECT_TAX_PAYABLE


@pytest.mark.parametrize(
    "caption",
    [
        "Income tax payable",
        "Income taxes payable, current",
        "Income tax and other taxes payable",
        "Taxes payable",
        "Other payables",
        "Sales payable",
        "VAT recoverable",
        "Deferred tax assets / (liabilities)",
        "Deferred tax on other comprehensive income",
        "应交所得税",
        "应交税费",
    ],
)
def test_other_balances_are_neither_deferred_nor_indirect_tax(caption: str) -> None:
    assert concept(caption, POSITION) is None


@pytest.mark.parametrize(
    "caption",
    [
        "Accumulated other comprehensive income",
        "Accumulated other comprehensive loss",
        "Accumulated other comprehensive (loss)/income",
        "Accumulated other comprehensive income (loss), net of tax",
        "累计其他综合收益",
        "累计其他综合（亏损）收益",
        "累計其他全面虧損",
    ],
)
def test_what_other_comprehensive_income_has_come_to_is_found(caption: str) -> None:
    assert concept(caption, POSITION) is Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME


@pytest.mark.parametrize(
    "caption",
    [
        "Other comprehensive income",
        "Other comprehensive loss, net of tax",
        "Total other comprehensive income (loss), net of tax",
        "Other comprehensive (loss)/income for the year, net of tax of nil",
        "其他综合收益",
        "其他全面虧損",
    ],
)
def test_other_comprehensive_income_is_found_only_where_it_adds_to_comprehensive_income(caption: str) -> None:
    assert concept(caption, StatementKind.COMPREHENSIVE_INCOME) is Concept.OTHER_COMPREHENSIVE_INCOME
    assert concept(caption, StatementKind.OPERATIONS) is None
    assert concept(caption, POSITION) is None


@pytest.mark.parametrize(
    "caption",
    [
        "Other comprehensive income attributable to non-controlling interests",
        "Share of other comprehensive income of associates",
        "Other comprehensive income reclassified to net income",
    ],
)
def test_a_part_of_other_comprehensive_income_is_not_its_total(caption: str) -> None:
    assert concept(caption, StatementKind.COMPREHENSIVE_INCOME) is None


@pytest.mark.parametrize("kind", [StatementKind.CASH_FLOWS, StatementKind.NON_GAAP])
@pytest.mark.parametrize(
    "caption",
    [
        "Share-based compensation",
        "Add: Share-based compensation expenses",
        "Stock-based compensation expense, net of tax of nil",
        "Equity-settled share-based payments",
        "股权激励费用",
        "加：以股份為基礎的薪酬費用",
    ],
)
def test_the_share_based_expense_is_found_where_it_is_added_back(caption: str, kind: StatementKind) -> None:
    assert concept(caption, kind) is Concept.SHARE_BASED_EXPENSE
    assert concept(caption, StatementKind.OPERATIONS) is None


@pytest.mark.parametrize(
    "caption", ["Tax effect of share-based compensation", "Net income before share-based compensation"]
)
def test_other_lines_that_mention_share_based_compensation_are_not_the_expense(caption: str) -> None:
    assert concept(caption, StatementKind.NON_GAAP) is None


def test_legs_on_deferred_and_indirect_taxes_are_of_tax(qifu_project: Project) -> None:
    on_tax = {
        leg.line
        for adjustment in qifu_project.adjustments
        for entry in adjustment.entries.values()
        for leg in entry.legs
        if leg.kind is LegKind.TAX
    }
    assert on_tax == {"income_taxes_expense", "deferred_tax_assets", "deferred_tax_liabilities", "other_tax_payable"}
