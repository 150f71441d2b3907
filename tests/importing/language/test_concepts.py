"""What a line stands for, by its caption and its statement, in English and in Chinese."""

import pytest

from workbench.domain.ids import LineId
from workbench.domain.statements import Concept, Line, StatementKind
from workbench.importing.language.concepts import concept_of

POSITION = StatementKind.FINANCIAL_POSITION


def concept(caption: str, kind: StatementKind) -> Concept | None:
    found = concept_of(Line(LineId("line"), caption), kind)
    return found[0] if found else None


@pytest.mark.parametrize("kind", [POSITION, StatementKind.EQUITY_BRIDGE])
@pytest.mark.parametrize("caption", ["Total equity", "权益合计", "所有者權益合計", "Total equity 权益总额"])
def test_total_equity_is_found_on_balance_sheets_and_in_bridges(caption: str, kind: StatementKind) -> None:
    assert concept(caption, kind) is Concept.TOTAL_EQUITY
