"""To which difference a name leads: names prevail over ids, spellings are one, what is almost a name is refused."""

import pytest

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId
from workbench.errors import WorkbenchError
from workbench.journals.named_differences import NamedDifferences

KNOWN = [
    Adjustment(AdjustmentId("leases"), "Office leases"),
    Adjustment(AdjustmentId("leases_2"), "Leases"),
    Adjustment(AdjustmentId("sbc"), "Share-based compensation"),
    Adjustment(AdjustmentId("ecl"), "Expected credit losses, net of tax"),
    Adjustment(AdjustmentId("ifrs_15"), "Revenue under IFRS 15"),
    Adjustment(AdjustmentId("tax_1"), "Tax (1)"),
    Adjustment(AdjustmentId("taxes"), "TAX  (1)"),
]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Leases", "leases_2"),
        ("office  LEASES", "leases"),
        ("leases_2", "leases_2"),
        ("sbc", "sbc"),
        ("Share based compensation", "sbc"),
        ("Expected credit losses", "ecl"),
        ("Expected credit losses net of tax", "ecl"),
        ("tax_1", "tax_1"),
        ("Revenue under IFRS 16", "revenue_under_ifrs_16"),
        ("Warranties", "warranties"),
        ("Tax (2)", "tax_2"),
    ],
)
def test_a_name_leads_to_one_difference(name: str, key: str) -> None:
    differences = NamedDifferences(KNOWN)
    assert differences.find(name).id == key
    assert differences.find(name) is differences.with_id(AdjustmentId(key))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Share-based compensatoin", "The closest is 'Share-based compensation'. Correct the name, or add"),
        ("tax (1)", "'tax (1)' may be any of these differences: tax_1, taxes. Enter the id of one."),
    ],
)
def test_what_may_be_another_name_is_refused(name: str, said: str) -> None:
    with pytest.raises(WorkbenchError) as refusal:
        NamedDifferences(KNOWN).find(name)
    assert said in str(refusal.value)


def test_a_new_difference_is_one_however_it_is_spelled() -> None:
    differences = NamedDifferences(())
    assert differences.find("Share-based payments") is differences.find("share based payments")
