"""Which cells are marked as unproven, were nothing proven; and what is said of the others."""

from collections import Counter

import pytest

from tests.published import H1_2023
from workbench.checks import Proof
from workbench.commands import SwitchAdjustment
from workbench.domain.findings import CheckId
from workbench.phrases import ENGLISH
from workbench.presentation.figure_proofs import FigureProofs
from workbench.presentation.statement_table import RESULT_COLUMN, Column, ColumnKind, Row, StatementTable
from workbench.session import Session

CREDIT = "expected_credit_losses"


def nothing_proven(session: Session) -> FigureProofs:
    return FigureProofs(session.project, Proof(frozenset(), {}, 0), {CheckId("footing"): Counter()})


def table_of(session: Session, statement: str = "operations", period: str = H1_2023) -> StatementTable:
    return StatementTable(session.results, session.project.statement_by_id[statement], period)


def row_of(table: StatementTable, line: str) -> Row:
    return next(row for row in table.rows if row.line.id == line and row.remainder is None)


def test_figures_of_sources_need_a_proof_and_blanks_nil_headings_and_remainders_do_not(qifu: Session) -> None:
    proofs = nothing_proven(qifu)
    for statement, period in (("operations", H1_2023), ("financial_position", "2023-06-30")):
        table = table_of(qifu, statement, period)
        for row in table.rows:
            for column in table.figure_columns:
                if row.remainder or not table.amount(row, column):
                    assert not proofs.is_unproven(table, row, column)
                elif column.kind is ColumnKind.AS_REPORTED:
                    assert proofs.is_unproven(table, row, column)


def test_a_printed_result_is_marked_only_where_it_is_what_is_shown(qifu: Session) -> None:
    proofs, row = nothing_proven(qifu), row_of(table_of(qifu), "net_income")
    unmoved = row_of(table_of(qifu), "financing_income")
    assert proofs.is_unproven(table_of(qifu), row, RESULT_COLUMN)
    qifu.execute(SwitchAdjustment(CREDIT, on=False))
    assert not proofs.is_unproven(table_of(qifu), row, RESULT_COLUMN)
    assert proofs.is_unproven(table_of(qifu), unmoved, RESULT_COLUMN)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("net_income", RESULT_COLUMN, "Nothing proves this figure: it is compared only with its own cell."),
        ("net_income", Column(ColumnKind.CAPTION), ""),
        ("funding_costs", Column(ColumnKind.EFFECT, CREDIT), ""),
    ],
)
def test_what_is_said_of_a_cell(qifu: Session, line: str, column: Column, expected: str) -> None:
    table = table_of(qifu)
    assert nothing_proven(qifu).in_words(table, row_of(table, line), column, ENGLISH) == expected


def test_an_unproven_translation_is_told_by_its_currency(qifu: Session) -> None:
    printed = next(each for each in qifu.project.source_figures if each.adjustment_or_currency == "USD" and each.amount)
    assert nothing_proven(qifu).of_translation(printed, ENGLISH) == "Nothing proves this figure in USD."
