"""The sheets of the differences: the filing's proofs line by line, its tax, and what nobody said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exporting.books import exported, session_of
from tests.oracle import shown_by
from tests.published import ECL
from tests.remarks import comment, file
from workbench.commands import AddComment, AddEvidence, SwitchAdjustment
from workbench.domain.subjects import AdjustmentSubject
from workbench.resources import sample
from workbench.session import Session

Cells = dict[str, object]


def sheet_of(session: Session, folder: Path, number: int) -> Cells:
    book = shown_by(exported(session, folder))
    return next(cells for name, cells in book.items() if name.partition(" ")[0] == f"D{number}")


def rows_of(cells: Cells, name: str) -> Iterator[list[object]]:
    """Yield the rows with a name: the amounts at the beginning, moved, at the end, in profit, the difference."""
    for ref, value in cells.items():
        if ref.startswith("A") and value == name:
            yield [cells.get(f"{column}{ref[1:]}") for column in "BCDEFG"]


def row_of(cells: Cells, name: str) -> list[object]:
    return next(rows_of(cells, name))


def test_credit_losses_roll_forward_but_for_two_roundings(qifu: Session, tmp_path: Path) -> None:
    cells = sheet_of(qifu, tmp_path, 1)
    loans = row_of(cells, "Loans receivable, net-non current")
    assert loans == [137_155, 116_729, 253_884, -116_729, 0, "Provision for loans receivable"]
    liability = row_of(cells, "Guarantee liabilities-contingent")
    assert liability == [-790_950, 87_061, -703_889, 87_062, 1, "Provision for contingent liabilities"]
    assert row_of(cells, "Deferred tax assets") == [72_932, -4_451, 68_481, -4_450, -1, "Income taxes expense"]
    assert row_of(cells, "Equity and profit")[:4] == [1_001_037, 25_217, 1_026_254, 25_217]


def test_lines_that_only_add_up_together_stand_together(qifu: Session, tmp_path: Path) -> None:
    cells = sheet_of(qifu, tmp_path, 2)
    assert row_of(cells, "Loans receivable, net") == [-88_430, -253_075, -341_505, -253_007, None, "Financing income"]
    assert row_of(cells, "Other tax payable")[4] == 0


def test_what_went_to_equity_directly_comes_from_its_entries(qifu: Session, tmp_path: Path) -> None:
    direct = row_of(sheet_of(qifu, tmp_path, 3), "Direct to equity, by its entries on other parts of equity")
    assert (direct[3], direct[4]) == (-49_337, 0)


def test_the_rate_is_told_by_the_differences_and_what_it_leaves_is_said(qifu: Session, tmp_path: Path) -> None:
    cells = sheet_of(qifu, tmp_path, 1)
    assert row_of(cells, "Rate at which most differences bear tax")[0] == pytest.approx(0.15)
    assert row_of(cells, "Net assets or profit before tax")[:4] == [928_105, 957_773, 29_667, 244_158]
    assert row_of(cells, "Expected at the rate")[:4] == [-139_216, -143_666, -4_450, -36_624]
    unexplained = row_of(cells, "Unexplained")
    assert unexplained[:4] == [212_148, 212_147, 0, 1]
    assert str(unexplained[5]).startswith("The same at both dates")


@pytest.mark.parametrize("stem", ["autohome-bridge", "hutchmed-h1-2024"])
def test_where_no_rate_can_be_told_none_is_made_up(tmp_path: Path, stem: str) -> None:
    cells = sheet_of(session_of(sample().parent / f"{stem}.xlsx"), tmp_path, 1)
    assert not list(rows_of(cells, "Expected at the rate"))
    assert row_of(cells, "Nature")[0] == "not stated"


def test_evidence_questions_and_the_state_of_a_difference_are_said(qifu: Session, tmp_path: Path) -> None:
    ecl = AdjustmentSubject(ECL)
    qifu.execute(AddComment(comment(ecl, "Which stages?")))
    qifu.execute(AddEvidence(file(ecl)))
    qifu.execute(SwitchAdjustment(ECL, on=False))
    cells = sheet_of(qifu, tmp_path, 1)
    assert cells["A2"] == "Difference (i): Expected credit losses, net of tax: off"
    assert row_of(cells, "Which stages?")[2] is not None
    assert row_of(cells, "confirmation.pdf")[0] == "file"
