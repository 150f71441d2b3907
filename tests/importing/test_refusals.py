"""Why an import is refused: by what stands in the sheet and was not understood."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import INCOME, Rows, findings, imported, table
from workbench.domain.findings import FindingStatus
from workbench.errors import ImportRefused

HEADS: Rows = [["Harbour Ltd"], ["Income statement"], ["EUR thousands"]]


def refusal(folder: Path, sheets: dict[str, Rows]) -> str:
    with pytest.raises(ImportRefused) as refused:
        imported(folder, sheets)
    return str(refused.value)


def test_headings_that_nobody_understands_are_quoted_with_their_cells(tmp_path: Path) -> None:
    said = refusal(tmp_path, {"PL": table([*HEADS, [None, "Norden", "Süden"]], (0, 1))})
    for part in ("book.xlsx", "'PL'", "Norden", "Süden"):
        assert part in said


def test_a_column_of_estimates_alone_is_named_as_the_reason(tmp_path: Path) -> None:
    said = refusal(tmp_path, {"PL": table([*HEADS, [None, "2025 Budget"]], (0,))})
    assert "'2025 Budget' states estimates, plans" in said


def test_years_that_may_be_a_span_are_named_as_the_reason(tmp_path: Path) -> None:
    said = refusal(tmp_path, {"PL": table([*HEADS, [None, "2015-2019", "2010-2014"]], (0, 1))})
    assert "2015-2019" in said


def test_of_many_headings_the_first_alone_are_quoted(tmp_path: Path) -> None:
    regions = [f"Filiale {letter}" for letter in "ABCDEFGH"]
    said = refusal(tmp_path, {"PL": table([*HEADS, [None, *regions]], range(8))})
    assert "'Filiale A'" in said
    assert "'Filiale H'" not in said


@pytest.mark.parametrize("rows", [[["Notes to the accounts"], ["All is well."]], [[1, 2], [3, 4]]])
def test_a_sheet_without_tables_is_told_what_a_table_needs(tmp_path: Path, rows: Rows) -> None:
    assert "A table needs captions and columns headed by periods or frameworks." in refusal(tmp_path, {"S": rows})


def test_a_statement_of_which_no_figure_can_be_read_says_what_stands_in_the_first_cell(tmp_path: Path) -> None:
    rows: Rows = [*HEADS, [None, "2023"], *([caption, "12345678901234567890"] for caption in INCOME)]
    said = refusal(tmp_path, {"PL": rows})
    assert "no figure could be read" in said
    assert "PL!B5: 12345678901234567890 has more than 15 digits" in said


def test_what_was_left_out_of_many_sheets_alike_is_said_once(tmp_path: Path) -> None:
    rows = table([*HEADS, [None, "2023", "2022", "2024E"]], (0, 1, 2))
    session = imported(tmp_path, {f"P{number}": rows for number in range(1, 5)})
    (said,) = [each for each in findings(session, FindingStatus.WARNING) if "2024E" in message(each)]
    assert message(said).startswith("Sheets 'P1', 'P2', 'P3', 'P4': the column headed '2024E' states estimates")
    assert len({cell.sheet for cell in said.where}) == 4


def test_headings_by_formulas_without_results_are_named(tmp_path: Path) -> None:
    said = refusal(tmp_path, {"PL": table([*HEADS, [None, "=2022+1", "=B4-1"]], (0, 1))})
    assert "the formulas in B4, C4 have no stored results. Open the file" in said
