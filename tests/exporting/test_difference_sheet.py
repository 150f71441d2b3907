"""The sheets of the differences: the filing's proofs line by line, its tax, and what nobody said."""

import random
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.exporting.books import exported, session_of
from tests.exporting.made_up import with_operations
from tests.oracle import Shown, shown_by
from tests.projects import balance_sheet
from tests.published import ECL
from tests.remarks import comment, file
from workbench.commands import AddComment, AddEvidence, SwitchAdjustment
from workbench.domain.subjects import AdjustmentSubject
from workbench.resources import sample
from workbench.session import Session

Cells = dict[str, object]


@pytest.fixture(scope="module")
def book(qifu_review: Path) -> Shown:
    return shown_by(qifu_review)


def difference(book: Shown, number: int) -> Cells:
    return next(cells for name, cells in book.items() if name.partition(" ")[0] == f"D{number}")


def sheet_of(session: Session, folder: Path, number: int) -> Cells:
    return difference(shown_by(exported(session, folder)), number)


def rows_of(cells: Cells, name: str) -> Iterator[list[object]]:
    """Yield the rows with a name: the amounts at the beginning, moved, at the end, in profit, the difference."""
    for ref, value in cells.items():
        if ref.startswith("A") and value == name:
            yield [cells.get(f"{column}{ref[1:]}") for column in "BCDEFG"]


def row_of(cells: Cells, name: str) -> list[object]:
    return next(rows_of(cells, name))


def rows_beginning(cells: Cells, name: str) -> Iterator[list[object]]:
    for ref, value in cells.items():
        if ref.startswith("A") and str(value).startswith(name):
            yield [cells.get(f"{column}{ref[1:]}") for column in "BCDEFG"]


def ticks_of(cells: Cells, *names: str) -> list[object]:
    rows = {cells[ref]: ref[1:] for ref in reversed(cells) if ref.startswith("A")}
    return [cells.get(f"H{rows[name]}") for name in names]


def test_credit_losses_roll_forward_but_for_two_roundings(book: Shown) -> None:
    cells = difference(book, 1)
    loans = row_of(cells, "Loans receivable, net-non current")
    assert loans == [137_155, 116_729, 253_884, -116_729, 0, "Provision for loans receivable"]
    liability = row_of(cells, "Guarantee liabilities-contingent")
    assert liability == [-790_950, 87_061, -703_889, 87_062, 1, "Provision for contingent liabilities"]
    assert row_of(cells, "Deferred tax assets") == [72_932, -4_451, 68_481, -4_450, -1, "Income taxes expense"]
    assert row_of(cells, "Equity and profit")[:4] == [1_001_037, 25_217, 1_026_254, 25_217]


def test_lines_that_only_add_up_together_stand_together(book: Shown) -> None:
    cells = difference(book, 2)
    assert row_of(cells, "Loans receivable, net") == [-88_430, -253_075, -341_505, -253_007, None, "Financing income"]
    assert row_of(cells, "Other tax payable")[4] == 0


def test_what_went_to_equity_directly_comes_from_its_entries(book: Shown) -> None:
    direct = row_of(difference(book, 3), "Direct to equity, by its entries on other parts of equity")
    assert (direct[3], direct[4]) == (-49_337, 0)


def test_lines_are_ticked_and_add_up_to_equity_and_profit(book: Shown) -> None:
    cells = difference(book, 1)
    assert ticks_of(cells, "Loans receivable, net-non current", "Deferred tax assets") == ["✓", "≈"]
    assert row_of(cells, "The lines add up to these")[:4] == ["✓", None, "✓", "✓"]


def test_lines_that_equity_answers_say_so(book: Shown) -> None:
    cells = difference(book, 3)
    assert row_of(cells, "General and administrative")[3:] == [-32_662, -32_662, "directly in equity"]


@pytest.mark.parametrize(
    ("number", "rate", "unexplained"),
    [(1, 0.15, [212_148, 212_147]), (2, 0.15, [987, 988]), (3, 0, [0, 0]), (4, 0.15, [-69_183, -69_183])],
)
def test_each_difference_tells_its_rate_and_what_that_leaves(
    book: Shown, number: int, rate: float, unexplained: list[int]
) -> None:
    """Section 3.3 of the filing's proofs: deferred tax + rate x effect before tax is constant within 1."""
    cells = difference(book, number)
    told = next(row for row in rows_beginning(cells, "Rate, as the tax of"))
    assert told[3] == pytest.approx(rate)
    assert [row_of(cells, f"At {date}")[4] for date in ("31 Dec 2022", "30 Jun 2023")] == unexplained
    asked = [str(cells[ref]) for ref in cells if str(cells[ref]).endswith("a question.")]
    amount = f"{abs(unexplained[0]):,}"
    of_first = f"{amount} at 31 Dec 2022 is not explained by the rate, nor changed at 30 Jun 2023: a question."
    assert asked == ([of_first] if rate else [])


def test_the_tax_of_a_difference_by_period_and_date(book: Shown) -> None:
    cells = difference(book, 1)
    assert row_of(cells, "H1 2023") == [29_667, -4_450, 0.15, -4_450, 0, None]
    assert row_of(cells, "H1 2022") == [244_158, -36_623, 0.15, -36_624, 1, None]
    assert row_of(cells, "At 31 Dec 2022")[:4] == [928_105, 72_932, None, -139_216]
    assert ticks_of(cells, "H1 2023", "H1 2022", "At 31 Dec 2022") == ["✓", "≈", "○"]


@pytest.mark.parametrize("stem", ["autohome-bridge", "hutchmed-h1-2024"])
def test_where_no_rate_can_be_told_none_is_made_up(tmp_path: Path, stem: str) -> None:
    cells = sheet_of(session_of(sample().parent / f"{stem}.xlsx"), tmp_path, 1)
    assert "The lines of profit before tax and of tax are not stated." in cells.values()
    assert row_of(cells, "Nature")[0] == "not stated"


def test_what_there_is_not_is_said(book: Shown, tmp_path: Path) -> None:
    totals = sheet_of(session_of(sample().parent / "autohome-bridge.xlsx"), tmp_path, 1)
    assert row_of(totals, "Equity and profit")[:4] == [1_182_018, 511_050, 1_693_068, 301_695]
    asked = "Direct to equity, or not explained: parts of equity are not stated"
    assert (row_of(totals, asked)[4], ticks_of(totals, asked)) == (209_355, ["○"])
    assert "The sources state totals only, and no lines." in totals.values()
    without_balances = "No balance sheet is reconciled at the end of this period: nothing to roll forward."
    assert without_balances in difference(book, 1).values()


def test_an_entry_on_a_total_stands_among_the_lines(tmp_path: Path) -> None:
    project = with_operations(balance_sheet({"leases": (None, {"assets": 5, "reserves": 5})}), random.Random(1))
    cells = sheet_of(Session(project), tmp_path, 1)
    (row,) = (ref for ref in cells if str(cells[ref]).endswith(": not explained by its parts"))
    assert cells[f"D{row[1:]}"] == 5


def test_a_sheet_leads_to_the_lead_schedule_the_figures_and_the_entries(qifu_review: Path) -> None:
    book = openpyxl.load_workbook(qifu_review)
    sheet = next(sheet for sheet in book if sheet.title.partition(" ")[0] == "D1")
    links = {cell.value: str(cell.hyperlink.location) for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links["Switch, set on the Lead sheet"].startswith("'Lead'!")
    assert links["Deferred tax assets"].startswith("'BS 30 Jun 2023'!")
    amounts = [to for value, to in links.items() if str(value).startswith("='BS 31 Dec 2022'!")]
    assert len(amounts) == 3
    assert all(to.startswith("'Entries'!") for to in amounts)


def test_evidence_questions_and_the_state_of_a_difference_are_said(qifu: Session, tmp_path: Path) -> None:
    ecl = AdjustmentSubject(ECL)
    qifu.execute(AddComment(comment(ecl, "Which stages?")))
    qifu.execute(AddEvidence(file(ecl)))
    qifu.execute(SwitchAdjustment(ECL, on=False))
    cells = sheet_of(qifu, tmp_path, 1)
    assert cells["A2"] == "Difference (i): Expected credit losses, net of tax: off"
    assert "Which stages?" in [value for ref, value in cells.items() if ref.startswith("B")]
    assert row_of(cells, "E1  confirmation.pdf")[0] == "file"
