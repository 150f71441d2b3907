"""Every stored result of the review workbooks is what its formula comes to, as written and as saved by LibreOffice."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.exporting.books import books, exported, session_of
from tests.oracle import Oracle
from workbench.commands import SwitchAdjustment
from workbench.recalculating import Formula, Recalculation, Value, agrees, cells_of
from workbench.recalculating.cells import Undefined, value_of
from workbench.resources import sample
from workbench.workbooks import SourceWorkbook, begin_reading

LARGE = frozenset(("qifu-h1-2023", "qifu-adjustment-entries"))
"""The books whose formulas are calculated again where they are verified."""
Stored = dict[tuple[str, int, int], Value | Undefined]


def stored_in(workbook: SourceWorkbook) -> Stored:
    """Return the stored result of each formula."""
    results: Stored = {
        (sheet.name, cell.row, cell.column): value_of(cell)
        for sheet in workbook.sheets
        for cell in sheet.cells
        if cell.formula is not None
    }
    return results | {
        (sheet.name, row, column): "" for sheet in workbook.sheets for row, column, _ in sheet.blank_formulas
    }


def unlike(stored: Stored, recalculation: Recalculation) -> Iterator[tuple[object, ...]]:
    for place, result in stored.items():
        value = recalculation.value(*place)
        if isinstance(result, Undefined) or not agrees(result, value):
            yield *place, result, value


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("review")
    small = [path for path in books(folder) if path.stem not in LARGE]
    return [exported(session_of(path), folder, path.name) for path in small]


def test_every_stored_result_is_what_its_formula_comes_to(written: list[Path]) -> None:
    for path in written:
        workbook = begin_reading(path).workbook()
        stored = stored_in(workbook)
        assert len(stored) > 100
        assert not list(unlike(stored, Recalculation(cells_of(workbook)))), path.name


def test_so_is_every_result_that_libreoffice_stores(written: list[Path], oracle: Oracle, tmp_path: Path) -> None:
    for path in oracle.saved_as("xlsx:Calc MS Excel 2007 XML", written, tmp_path / "saved"):
        workbook = begin_reading(path).workbook()
        stored = stored_in(workbook)
        assert len(stored) > 100
        assert not list(unlike(stored, Recalculation(cells_of(workbook)))), path.name


def test_a_switch_turned_in_the_cells_comes_to_what_the_program_calculates(tmp_path: Path) -> None:
    session = session_of(sample().with_name("hutchmed-h1-2024.xlsx"))
    workbook = begin_reading(exported(session, tmp_path)).workbook()
    adjustment = session.project.adjustments[0].id
    session.execute(SwitchAdjustment(adjustment, on=False))
    other = begin_reading(exported(session, tmp_path)).workbook()

    cells = cells_of(workbook)
    (switch,) = [refers_to for name, refers_to in workbook.names if name == f"switch_{adjustment}"]
    sheet, _, reference = switch.partition("!")
    name = sheet.strip("'")
    cell = next(cell for cell in workbook.sheets[0].cells if cell.ref == reference.replace("$", ""))
    turned = replace(cells, cells={**cells.cells, (name, cell.row, cell.column): Decimal(0)})
    assert not list(unlike(stored_in(other), Recalculation(turned)))
    assert any(isinstance(content, Formula) for content in turned.cells.values())
