"""Which lines of a reconciliation another source states, and which it alone prints."""

from collections import Counter

import pytest

from tests.api.samples import sample_book
from tests.published import H1_2023, JUN_2023
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.presentation.tie_out import TieOut, tables_stating, tie_out
from workbench.session import Session


def tied(session: Session, statement: str, period: PeriodId) -> TieOut:
    project = session.project
    return tie_out(project, project.statement_by_id[StatementId(statement)], period)


@pytest.mark.parametrize(
    ("statement", "period", "agreed", "once"), [("operations", H1_2023, 15, 0), ("financial_position", JUN_2023, 20, 3)]
)
def test_only_lines_of_the_reconciliation_are_tied_out(
    qifu: Session, statement: str, period: PeriodId, agreed: int, once: int
) -> None:
    result = tied(qifu, statement, period)
    assert Counter(line.published is not None for line in result.lines) == Counter({True: agreed, False: once})
    assert result.is_possible
    for line in result.lines:
        assert line.reconciliation.cell.sheet.startswith("Recon ")
        assert line.published is None or line.published.cell.sheet in ("IS", "BS")


def test_a_total_is_what_the_reconciliation_prints_of_it_and_what_only_the_statement_prints(qifu: Session) -> None:
    others = {each.total.name: each for each in tied(qifu, "operations", H1_2023).others}
    revenue = others["Total net revenue"]
    assert [line for line, _ in revenue.printed] == ["credit_driven_services"]
    assert [figure.line for figure, _ in revenue.published] == ["platform_services"]


def test_a_file_without_a_printed_reconciliation_has_nothing_to_tie_out() -> None:
    project = sample_book("qifu-adjustment-entries").project
    statement = project.statement_by_id[StatementId("operations")]
    assert not tie_out(project, statement, H1_2023).lines
    assert tables_stating(project, statement, H1_2023) == (("qifu-adjustment-entries.xlsx", "IS"),)
