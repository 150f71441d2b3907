"""Debit and credit as the displayed sign of a line: which side a line stands on, from where it leads."""

from collections.abc import Sequence
from decimal import Decimal

from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.domain.totals_graph import TotalsGraph
from workbench.importing.assembly.merge import MergedRow
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.chinese import Words
from workbench.importing.language.vocabulary import COSTS, normalise

ASSETS = Words(r"\bassets?\b|receivables?|cash|inventor|prepa|资产|应收|现金|存货|预付")
TOTAL_ASSETS = "total assets"


def turn_to_displayed_sign(rows: Sequence[MergedRow], kind: StatementKind, totals: TotalsGraph[int]) -> None:
    """Give entries that were read as debit less credit the sign in which their line is printed."""
    signs: dict[int, int] = {}
    for index, row in enumerate(rows):
        if any(claim.by_side for claim in row.figures):
            signs[index] = (
                _on_balance_sheet(rows, index)
                if kind is StatementKind.FINANCIAL_POSITION
                else _in_result(rows, index, totals)
            )
    for index, sign in signs.items():
        rows[index].figures = [
            claim._replace(amount=claim.amount * sign, cut=claim.cut * sign, by_side=False)
            if claim.by_side and claim.amount is not None
            else claim
            for claim in rows[index].figures
        ]


def _on_balance_sheet(rows: Sequence[MergedRow], index: int) -> int:
    """Assets stand on the debit side, up to their total; what follows on the credit side."""
    for place, row in enumerate(rows):
        concept = catalogue_line_of(row.caption)
        if not row.is_heading and (
            normalise(row.caption) == TOTAL_ASSETS or (concept and concept.name == TOTAL_ASSETS)
        ):
            return 1 if index <= place else -1
    row = rows[index]
    texts = (row.caption, row.said_section, *row.section)
    return 1 if any(ASSETS.search(text) for text in texts) and "liabilit" not in row.caption.casefold() else -1


def _in_result(rows: Sequence[MergedRow], index: int, totals: TotalsGraph[int]) -> int:
    """A debit lowers the result: it is printed with the sign with which the line counts in it, turned."""
    weight = _weight_in_result(index, totals)
    if weight is None:
        reported = [
            claim.amount for claim in rows[index].figures if claim.role is FigureRole.AS_REPORTED and claim.amount
        ]
        is_cost = bool(COSTS.search(rows[index].caption))
        weight = -1 if is_cost and (not reported or sum(reported, Decimal(0)) > 0) else 1
    return -weight


def _weight_in_result(index: int, totals: TotalsGraph[int]) -> int | None:
    """Return with which sign a line counts in the last total it leads to; None where it leads to none."""
    weight, at, seen = 1, index, {index}
    while above := totals.totals_above(at):
        at, step = above[-1]
        if at in seen:
            break
        seen.add(at)
        weight *= step
    return weight if at != index else None
