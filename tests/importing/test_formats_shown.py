"""Cells that show another figure than they hold: in thousands, as other text, on a side of the books."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import INCOME, YEAR, Cell, Rows, findings, grown, imported, reported
from workbench.domain.findings import FindingStatus
from workbench.session import Session

HEADS: Rows = [["Harbour Ltd"], ["Income statement"]]
HELD = {caption: amount * 1000 for caption, amount in INCOME.items()}


def shown_by(number_format: str, unit: Rows = (), only: Callable[[str], bool] = bool) -> Rows:
    """A statement of thousands, held in whole units, with a format over the lines that ``only`` chooses."""
    lines = [[c, Cell(amount, number_format if only(c) else "General")] for c, amount in HELD.items()]
    return [*HEADS, *unit, [None, "2023"], *lines]


def in_whole_units(session: Session) -> dict[str, object]:
    return {c: a * session.project.scale for c, a in reported(session)[YEAR].items() if a is not None}


@pytest.mark.parametrize("unit", [[], [["EUR"]], [["EUR thousands"]]])
@pytest.mark.parametrize("number_format", ["#,##0,", "#,##0.0,;(#,##0.0,)", '#,##0,"k"'])
def test_figures_that_a_format_shows_in_thousands_are_worth_what_the_cells_hold(
    tmp_path: Path, number_format: str, unit: Rows
) -> None:
    session = imported(tmp_path, {"IS": shown_by(number_format, unit)})
    assert in_whole_units(session) == HELD


def test_the_scale_of_the_formats_is_that_of_the_import_and_is_said(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": shown_by("#,##0,")})
    assert session.project.scale == 1000
    assert reported(session) == {YEAR: grown(INCOME, 0)}
    assert any("show figures in thousands" in message(f) for f in findings(session, FindingStatus.INFORMATION))


def test_a_format_that_scales_some_figures_alone_is_doubted(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": shown_by("#,##0,", only=lambda caption: caption == "Revenue")})
    (said,) = (f for f in findings(session, FindingStatus.WARNING) if "others do not" in message(f))
    assert [ref.cell for ref in said.where] == ["B4"]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [('"1,500"', "'1,500'"), ('"n.m."', "'n.m.'"), (";;;", "nothing"), ("(#,##0)", "'(1000000)'")],
)
def test_text_that_a_format_shows_in_place_of_the_number_is_named_and_the_number_imported(
    tmp_path: Path, number_format: str, shown: str
) -> None:
    session = imported(tmp_path, {"IS": shown_by(number_format, only=lambda caption: caption == "Revenue")})
    assert in_whole_units(session)["Revenue"] == 1_000_000
    (said,) = (f for f in findings(session, FindingStatus.WARNING) if "number format" in message(f))
    assert f"B4 shows {shown} but holds 1000000" in message(said)


def test_many_cells_of_a_column_are_named_in_one_finding(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": shown_by('"n.m."')})
    (said,) = (f for f in findings(session, FindingStatus.WARNING) if "number format" in message(f))
    assert f"{len(HELD) - 1} more cells of column B" in message(said)


@pytest.mark.parametrize("number_format", ["#,##0;(#,##0);-", "$#,##0", '#,##0" "', "0.00", "_(* #,##0_)"])
def test_signs_round_a_figure_say_nothing(tmp_path: Path, number_format: str) -> None:
    session = imported(tmp_path, {"IS": shown_by(number_format)})
    assert not [f for f in findings(session, FindingStatus.WARNING) if "number format" in message(f)]
    assert in_whole_units(session) == HELD


@pytest.mark.parametrize(
    ("number_format", "currency"),
    [("[$€-407]#,##0", "EUR"), ('"HK$"#,##0', "HKD"), ("£#,##0", "GBP"), ('#,##0" CHF"', "CHF"), ("#,##0", "")],
)
def test_formats_name_the_currency_where_no_title_does(tmp_path: Path, number_format: str, currency: str) -> None:
    assert imported(tmp_path, {"IS": shown_by(number_format)}).project.currency == currency


@pytest.mark.parametrize("unit", ["RMB", "in thousands of RMB"])
def test_a_title_names_the_currency_whatever_the_formats_say(tmp_path: Path, unit: str) -> None:
    assert imported(tmp_path, {"IS": shown_by("[$€-407]#,##0", [[unit]])}).project.currency == "RMB"


def test_amounts_that_say_their_side_are_read_by_it_and_said(tmp_path: Path) -> None:
    rows: Rows = [*HEADS, ["EUR"], [None, "2023"], ["Revenue", "1,000 Cr"], ["Costs", "400 Dr"], ["Other", "7"]]
    session = imported(tmp_path, {"IS": rows})
    assert reported(session) == {YEAR: {"Revenue": -1000, "Costs": 400, "Other": 7}}
    (said,) = (f for f in findings(session, FindingStatus.WARNING) if "Cr was read as negative" in message(f))
    assert [ref.cell for ref in said.where] == ["B5", "B6"]
