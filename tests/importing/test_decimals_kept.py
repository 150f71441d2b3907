"""How many decimals are kept and shown of figures that a calculation left long."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import Cell, Rows, findings, imported, line_called
from workbench.domain.findings import FindingStatus
from workbench.session import Session

DAY = "2023-12-31"


def of(folder: Path, lines: dict[str, tuple[object, str]]) -> Session:
    rows = [[caption, Cell(amount, number_format)] for caption, (amount, number_format) in lines.items()]
    heads: Rows = [["Xi Inc."], ["Balance sheet"], ["EUR millions"], [None, "December 31, 2023"]]
    return imported(folder, {"BS": [*heads, *rows]})


def figure(session: Session, caption: str) -> Decimal | None:
    return session.project.statements[0].figure(line_called(session, caption).id, DAY)


@pytest.mark.parametrize(
    ("amount", "kept"), [("1.23456789", "1.234568"), ("1.2345675", "1.234568"), ("-0.00000051", "-0.000001")]
)
def test_an_amount_keeps_six_decimals_and_says_what_was_cut(tmp_path: Path, amount: str, kept: str) -> None:
    session = of(tmp_path, {"Cash": (float(amount), "General")})
    assert figure(session, "Cash") == Decimal(kept)
    (said,) = (f for f in findings(session, FindingStatus.INFORMATION) if "more decimals than are kept" in message(f))
    assert [ref.cell for ref in said.where] == ["B5"]


@pytest.mark.parametrize("amount", ["1.234567", "0.1", "12", "-7.25"])
def test_an_amount_of_six_decimals_is_kept_to_its_last_digit_and_nothing_is_said(tmp_path: Path, amount: str) -> None:
    session = of(tmp_path, {"Cash": (float(amount), "General")})
    assert figure(session, "Cash") == Decimal(amount)
    assert not [f for f in findings(session, *FindingStatus) if "decimals" in message(f)]


def test_lines_that_a_total_joins_keep_what_leaves_the_largest_of_them_fifteen_digits(tmp_path: Path) -> None:
    session = of(
        tmp_path,
        {
            "Loans": (12345678901.5, "General"),
            "Cash": (0.123456, "General"),
            "Total assets": (12345678901.623456, "General"),
        },
    )
    assert figure(session, "Total assets") == Decimal("12345678901.6235")
    assert figure(session, "Cash") == Decimal("0.1235")
    assert findings(session) == []


def test_a_line_that_no_total_joins_keeps_its_decimals_beside_a_large_one(tmp_path: Path) -> None:
    session = of(tmp_path, {"Loans": (12345678901.5, "General"), "Cash": (0.123456, "General")})
    assert figure(session, "Cash") == Decimal("0.123456")


@pytest.mark.parametrize(
    ("amount", "number_format", "places"),
    [
        (1.23456789, "0.0", 1),
        (1.23456789, "#,##0", 0),
        (1.23456789, "General", 2),
        (1.2345, "0.0", 4),
        (1.5, "0.000", 1),
    ],
)
def test_a_reader_is_shown_the_decimals_of_the_format_once_something_was_cut_and_all_of_them_else(
    tmp_path: Path, amount: float, number_format: str, places: int
) -> None:
    session = of(tmp_path, {"Cash": (amount, number_format)})
    assert line_called(session, "Cash").decimals_shown == places


def test_amounts_per_share_keep_twelve_decimals_and_the_noughts_that_their_format_shows(tmp_path: Path) -> None:
    rows: Rows = [
        ["Xi Inc."],
        ["Income statement"],
        ["EUR millions, except per share"],
        [None, "2023"],
        ["Net income", 200],
        ["Basic earnings per share", Cell(1.234567890123, "0.00")],
        ["Diluted earnings per share", Cell(1.2, "0.00")],
    ]
    session = imported(tmp_path, {"IS": rows})
    statement = session.project.statements[0]
    basic, diluted = (line_called(session, f"{each} earnings per share") for each in ("Basic", "Diluted"))
    assert statement.figure(basic.id, "2023-01-01/2023-12-31") == Decimal("1.234567890123")
    assert diluted.decimals_shown == 2
