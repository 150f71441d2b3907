"""Names of statements and units, as every view and every file writes them."""

from dataclasses import replace

import pytest

from tests.projects import project_of
from workbench.domain.statements import StatementKind
from workbench.phrases import ENGLISH
from workbench.presentation.units import money_unit, unit_line
from workbench.wording.names import name_of_statement, name_of_table, short_name_of_statement


@pytest.mark.parametrize("name_of", [name_of_statement, short_name_of_statement, name_of_table])
def test_every_kind_of_statement_has_a_name_of_its_own(name_of: object) -> None:
    assert callable(name_of)
    names = [name_of(kind, ENGLISH) for kind in StatementKind]
    assert all(names)
    assert len(set(names)) == len(names)


def test_a_short_name_leaves_room_for_a_period_on_the_tab_of_a_sheet() -> None:
    assert all(len(f"{short_name_of_statement(kind, ENGLISH)} 30 Jun 2023") <= 31 for kind in StatementKind)


@pytest.mark.parametrize(
    ("currency", "scale", "money", "line"),
    [
        ("RMB", 1000, "RMB in thousands", "RMB in thousands, except per-share amounts and share counts; unaudited"),
        ("USD", 1, "USD", "USD, except per-share amounts and share counts; unaudited"),
        ("", 1000, "in thousands", "in thousands, except per-share amounts and share counts; unaudited"),
        ("", 1, "", "except per-share amounts and share counts; unaudited"),
    ],
)
def test_the_unit_is_named_as_far_as_it_is_known(currency: str, scale: int, money: str, line: str) -> None:
    project = replace(project_of({"equity": (None, None)}, {}, {}), currency=currency, scale=scale)
    assert (money_unit(project, ENGLISH), unit_line(project, ENGLISH)) == (money, line)
