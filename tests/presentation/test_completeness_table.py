"""The table of completeness asks about every moment at which something is reconciled."""

from dataclasses import replace

from tests.journals.books import E1, Y1, books
from workbench.domain.ids import KindId
from workbench.domain.ledger import Moment
from workbench.domain.statements import StatementKind
from workbench.presentation.completeness import CompletenessTable


def test_a_table_that_is_no_account_has_moments_as_well() -> None:
    """As one of totals from one framework to the other; with accounts the moments are the same."""
    project = books()
    bridges = replace(
        project, statements=tuple(replace(known, kind=StatementKind.OTHER) for known in project.statements)
    )
    table = CompletenessTable(bridges)
    assert table.moments == CompletenessTable(project).moments
    assert Moment(Y1, E1) in table.moments
    assert KindId("leases") in {kind.id for kind in table.open_kinds(Moment(Y1, E1))}
