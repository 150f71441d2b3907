"""The published figures, as a reader of the filing would look them up in the program's answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from workbench.resources import sample

CASES = Path(__file__).resolve().parent / "cases"

HUTCHMED = sample().with_name("hutchmed-h1-2024.xlsx")
"""A small sample: two periods, two differences."""
CHECKS_THAT_PASS = 618
"""Of the sample that holds the filing; ``tests/checks/test_checks.py`` has them check by check."""

H1_2022, H1_2023 = "2022-01-01/2022-06-30", "2023-01-01/2023-06-30"
Q2_2022, Q2_2023 = "2022-04-01/2022-06-30", "2023-04-01/2023-06-30"
DEC_2022, JUN_2023 = "2022-12-31", "2023-06-30"

ECL = "expected_credit_losses"
EIR = "effective_interest_rate_on_loans_receivable"
SBC = "share_based_compensation"
GUARANTEE = "financial_guarantee"
ADJUSTMENTS = (ECL, EIR, SBC, GUARANTEE)

RECONCILIATIONS = {
    "qifu-h12022-recon-pl": ("operations", H1_2022),
    "qifu-h12023-recon-pl": ("operations", H1_2023),
    "qifu-20221231-recon-bs": ("financial-position", DEC_2022),
    "qifu-20230630-recon-bs": ("financial-position", JUN_2023),
}
HALVES = ((H1_2022, "RMB"), (H1_2023, "RMB"), (H1_2023, "USD"))
QUARTERS = ((Q2_2022, "RMB"), (Q2_2023, "RMB"), (Q2_2023, "USD"))
PRIMARY_STATEMENTS = {
    "qifu-991-balance-sheet": ("financial-position", ((DEC_2022, "RMB"), (JUN_2023, "RMB"), (JUN_2023, "USD"))),
    "qifu-991-operations-h1": ("operations", HALVES),
    "qifu-991-operations-q2": ("operations", QUARTERS),
    "qifu-991-cashflows-h1": ("cash-flows", HALVES),
    "qifu-991-cashflows-q2": ("cash-flows", QUARTERS),
    "qifu-991-oci-h1": ("comprehensive-income", HALVES),
    "qifu-991-oci-q2": ("comprehensive-income", QUARTERS),
    "qifu-991-nongaap-h1": ("non-gaap", HALVES),
    "qifu-991-nongaap-q2": ("non-gaap", QUARTERS),
}


@dataclass(frozen=True)
class PublishedRow:
    """One row as printed; a percentage is a fraction, a dash or blank is None."""

    label: str
    values: tuple[Decimal | None, ...]


def rows_of(case: str) -> list[PublishedRow]:
    """Return the rows of a published table that carry figures."""
    table = json.loads((CASES / f"{case}.json").read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    return [
        PublishedRow(row["label"], tuple(_amount(value) for value in row["values"]))
        for row in table["rows"]
        if row["kind"] != "header"
    ]


def _amount(value: Decimal | str | None) -> Decimal | None:
    return Decimal(value.removesuffix("%")).scaleb(-2) if isinstance(value, str) else value


def statement(answer: Any, kind: str) -> Any:
    (found,) = [each for each in answer["statements"] if each["kind"] == kind]
    return found


def lines_for(answer: Any, kind: str, rows: list[PublishedRow]) -> Iterator[tuple[PublishedRow, Any]]:
    """Pair each published row with its line: the next one, in printed order, that goes by this name."""
    lines = [line for line in statement(answer, kind)["lines"] if line["role"] != "heading"]
    position = 0
    for row in rows:
        while row.label not in (lines[position]["caption"], *lines[position]["also_called"]):
            position += 1
        yield row, lines[position]
        position += 1


def line_with_concept(answer: Any, kind: str, concept: str) -> Any:
    (found,) = [line for line in statement(answer, kind)["lines"] if line["concept"] == concept]
    return found
