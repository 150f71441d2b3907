"""Figures with more digits than a cell holds: texts, and what is calculated from them stands; the light is red."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Workbench
from tests.exporting.states import differences, with_switches
from tests.exporting.verdicts import light_in
from tests.oracle import Oracle, shown_by
from tests.projects import OPENING, project_of
from workbench.exporting.cell_numbers import in_a_cell
from workbench.exporting.workbook import write_review_workbook
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.store import save
from workbench.wording import say_fact

LONG = Decimal("12345678901234567")
SHEET = "BS 31 Dec 2022"


def with_a_long_figure() -> Session:
    """Return cash of 17 digits in total assets, beside another total and a line that nothing long reaches."""
    figures = {
        "cash": (LONG, Decimal(5)),
        "loans": (Decimal(2), Decimal(7)),
        "assets": (LONG + 2, Decimal(12)),
        "land": (Decimal(1), Decimal(2)),
        "fixed": (Decimal(1), Decimal(2)),
    }
    totals = {"assets": (("cash", 1), ("loans", 1)), "fixed": (("land", 1),)}
    return Session(
        project_of(figures, totals, {"leases": {("loans", OPENING): Decimal(3), ("land", OPENING): Decimal(4)}})
    )


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "review.xlsx"
    told = write_review_workbook(path, with_a_long_figure().results, ENGLISH)
    assert told is not None
    assert say_fact(told, ENGLISH).startswith(
        f"4 figures have more digits than a spreadsheet cell holds and are written as text, the first in '{SHEET}'!B"
    )
    return path


def row_of(review: Path, caption: str, *, values: bool) -> list[object]:
    sheet = openpyxl.load_workbook(review, data_only=values)[SHEET]
    (row,) = (row for row in sheet.iter_rows() if row[0].value == caption)
    return [cell.value for cell in row[1:4]]


def test_the_figure_has_all_its_digits_as_text_and_so_has_what_is_calculated_from_it(review: Path) -> None:
    assert row_of(review, "Cash", values=False) == [str(LONG), 0, str(LONG)]
    as_reported, effect, result = row_of(review, "Assets", values=False)
    assert (as_reported, result) == (str(LONG + 2), str(LONG + 5))
    assert str(effect).startswith("=SUM(")


def test_what_no_long_figure_reaches_is_calculated_as_ever(review: Path) -> None:
    assert [str(formula)[:5] for formula in row_of(review, "Fixed", values=False)] == ["=SUM("] * 3
    assert row_of(review, "Fixed", values=True) == [1, 4, 5]


def test_the_light_is_red_in_every_state_and_says_why(oracle: Oracle, review: Path, tmp_path: Path) -> None:
    off = with_switches(review, tmp_path / "off.xlsx", frozenset())
    shown, shown_off = oracle.recalculated([review, off], tmp_path)
    assert differences(shown_by(review), shown) == []
    for cells in (shown, shown_off):
        assert "checks FAIL" in light_in(cells)
        assert "checks FAIL" in str(cells[SHEET]["A4"])
        said = [str(text) for text in cells["Checks"].values() if "does not follow the switches" in str(text)]
        assert len(said) == 1


def test_the_command_says_that_a_figure_is_written_as_text(tmp_path: Path, workbench: Workbench) -> None:
    source = tmp_path / "long.recon"
    save(with_a_long_figure().project, source)
    for command, name in (("reconcile", "review.xlsx"), ("table", "table.xlsx")):
        outcome = workbench(command, source, "-o", tmp_path / name)
        assert "more digits than a spreadsheet cell holds" in outcome.errors, command


@pytest.mark.parametrize(
    ("amount", "held"),
    [
        ("0.1", 0.1), ("-1234567890123.45", -1234567890123.45), ("5", 5), ("1234567890123.4567", None),
        ("12345678901234567", None), ("100000000000000000", 10**17), ("0.12345678901234567", 0.123456789012346),
    ],
)  # fmt: skip
def test_a_cell_holds_fifteen_digits_and_noise_is_cut_off(amount: str, held: float | None) -> None:
    assert in_a_cell(Decimal(amount)) == held


def test_a_whole_number_is_held_or_not_as_any_other() -> None:
    assert (in_a_cell(10**15 - 1), in_a_cell(2**60 + 1)) == (10**15 - 1, None)
