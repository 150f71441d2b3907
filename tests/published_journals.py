"""The journals behind the published differences of the reference case: the opening entry, and that of the first half.

Derived from the published tables: each entry balances, and both together are the column of the closing balance sheet.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tests.published import ECL, EIR, GUARANTEE, SBC

Debits = Mapping[str, int]
"""By line, in thousands of RMB; a credit is negative."""


class Journal(NamedTuple):
    """``opening``: at the end of 2022. ``of_period``: H1 2023 with what it moved on the balance sheet at its end.

    ``result``: the effect on the profit of the period.
    """

    opening: Debits
    of_period: Debits
    result: int


JOURNALS: Mapping[str, Journal] = {
    ECL: Journal(
        {
            "loans_receivable_net_non_current": 137_155,
            "deferred_tax_assets": 72_932,
            "guarantee_liabilities_contingent": 790_950,
            "retained_earnings": -1_001_037,
        },
        {
            "loans_receivable_net_non_current": 116_729,
            "deferred_tax_assets": -4_451,
            "guarantee_liabilities_contingent": -87_061,
            "provision_for_loans_receivable": -116_729,
            "provision_for_contingent_liabilities": 87_062,
            "income_taxes_expense": 4_450,
        },
        25_217,
    ),
    EIR: Journal(
        {
            "loans_receivable_net": -88_430,
            "loans_receivable_net_non_current": -44_120,
            "other_tax_payable": 7_502,
            "deferred_tax_liabilities": 19_744,
            "retained_earnings": 105_304,
        },
        {
            "loans_receivable_net": -253_075,
            "loans_receivable_net_non_current": -15_112,
            "other_tax_payable": 15_180,
            "deferred_tax_liabilities": 37_952,
            "financing_income": 253_007,
            "income_taxes_expense": -37_952,
        },
        -215_055,
    ),
    SBC: Journal(
        {
            "additional_paid_in_capital": -71_032,
            "retained_earnings": 71_032,
        },
        {
            "additional_paid_in_capital": 49_337,
            "facilitation_origination_and_servicing": -14_561,
            "sales_and_marketing": -2_114,
            "general_and_administrative": -32_662,
        },
        49_337,
    ),
    GUARANTEE: Journal(
        {
            "financial_assets_receivable_net": -2_966_528,
            "amounts_due_from_related_parties": -33_296,
            "financial_assets_receivable_net_non_current": -688_843,
            "amounts_due_from_related_parties_2": -6_720,
            "deferred_tax_assets": -132_927,
            "guarantee_liabilities_stand_ready": 4_120_346,
            "retained_earnings": -292_032,
        },
        {
            "financial_assets_receivable_net": 268_774,
            "amounts_due_from_related_parties": -7_498,
            "financial_assets_receivable_net_non_current": 166_392,
            "amounts_due_from_related_parties_2": 2_053,
            "deferred_tax_assets": 23_967,
            "guarantee_liabilities_stand_ready": -268_654,
            "contract_liabilities": -320_845,
            "provision_for_financial_assets_receivable": 159_778,
            "income_taxes_expense": -23_967,
        },
        -135_811,
    ),
}
