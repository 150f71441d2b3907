"""Accretion that equity bears below net income: Lead and the sheet of the difference roll forward, as the checks do."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.exporting.books import exported, session_of
from tests.exporting.planned import planned
from tests.exporting.preferred_shares import CHARGED_TO_EQUITY, preferred_shares
from tests.exporting.states import differences
from tests.oracle import Oracle, shown_by
from workbench import verify
from workbench.exporting.difference_look import DIFFERENCE as LEFT
from workbench.exporting.difference_look import NAME, OPENING, PROFIT, TICK
from workbench.exporting.layout import PlannedSheet
from workbench.exporting.lead_columns import DIRECT, FIRST_DIFFERENCE_ROW, UNEXPLAINED
from workbench.session import Session


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return preferred_shares(tmp_path_factory.mktemp("preferred"))


@pytest.fixture(scope="module")
def session(source: Path) -> Session:
    return session_of(source)


def row_of(sheet: PlannedSheet, beginning: str) -> int:
    return next(row for row, column in sheet.cells if column == NAME and _text(sheet, row).startswith(beginning))


def _text(sheet: PlannedSheet, row: int) -> str:
    return str(sheet.cells[row, NAME].value)


def test_accretion_goes_to_equity_directly_and_minorities_have_none_of_it(session: Session) -> None:
    sheets = {sheet.name: sheet for sheet in planned(session.results).layout.sheets}
    lead, own = sheets["Lead"], sheets["D1 Preferred shares"]
    assert lead.cells[FIRST_DIFFERENCE_ROW, DIRECT].value == CHARGED_TO_EQUITY
    assert lead.cells[FIRST_DIFFERENCE_ROW, UNEXPLAINED].value == 0
    direct = row_of(own, "Direct to equity")
    assert [own.cells[direct, column].value for column in (PROFIT, LEFT, TICK)] == [CHARGED_TO_EQUITY, 0, "✓"]
    assert own.cells[row_of(own, "Share of minorities"), OPENING].value == Decimal(0)


def test_a_mezzanine_line_without_a_total_is_among_the_lines_that_add_up(session: Session) -> None:
    own = next(sheet for sheet in planned(session.results).layout.sheets if sheet.name.startswith("D1"))
    assert own.cells[row_of(own, "Convertible redeemable"), OPENING].value == -4_000
    sums = row_of(own, "The lines add up")
    assert {cell.value for (row, column), cell in own.cells.items() if row == sums and column != NAME} == {"✓"}


def test_the_workbook_recalculates_and_is_reproduced(
    session: Session, source: Path, oracle: Oracle, tmp_path: Path
) -> None:
    review = exported(session, tmp_path)
    (shown,) = oracle.recalculated([review], tmp_path)
    assert differences(shown_by(review), shown) == []
    assert verify(review, source).is_reproduced
