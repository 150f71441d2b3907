"""Periods as headings spell them."""

import pytest

from workbench.importing.period_text import period_from


@pytest.mark.parametrize(
    ("texts", "is_instant", "period"),
    [
        (("Six months ended June 30,", "2022", "RMB"), False, "2022-01-01/2022-06-30"),
        (("Three months ended June 30, 2023",), False, "2023-04-01/2023-06-30"),
        (("Nine months ended 30 September 2023",), False, "2023-01-01/2023-09-30"),
        (("Year ended December 31, 2024",), False, "2024-01-01/2024-12-31"),
        (("Year ended March 31, 2024",), False, "2023-04-01/2024-03-31"),
        (("H1 2023",), False, "2023-01-01/2023-06-30"),
        (("2H23",), False, "2023-07-01/2023-12-31"),
        (("Q1'22",), False, "2022-01-01/2022-03-31"),
        (("FY2023",), False, "2023-01-01/2023-12-31"),
        (("2023",), False, "2023-01-01/2023-12-31"),
        (("As of December 31, 2022",), True, "2022-12-31"),
        (("31 Dec 2022", "RMB"), True, "2022-12-31"),
        (("2023-06-30",), True, "2023-06-30"),
        (("June 30, 2023",), False, None),
        (("Six months ended June 30",), False, None),
        (("Notes",), True, None),
        (("February 30, 2023",), True, None),
    ],
)
def test_headings_spell_a_period_together_or_none(texts: tuple[str, ...], is_instant: bool, period: str | None) -> None:
    found = period_from(texts, is_instant)
    assert (found.id if found else None) == period
