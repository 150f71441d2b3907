"""Debit and credit as the displayed sign of a line: the side of a line, by its section or its totals."""

from collections.abc import Sequence
from decimal import Decimal

from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.domain.totals_graph import TotalsGraph
from workbench.importing.assembly.merge import MergedRow
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.vocabulary import COSTS, normalise

ASSETS = WordPattern(r"\bassets?\b|receivables?|cash|inventor|prepa|资产|应收|现金|存货|预付")
TOTAL_ASSETS = "total assets"


def turn_to_displayed_sign(rows: Sequence[MergedRow], kind: StatementKind, totals: TotalsGraph[int]) -> None:
    """Give entries read as debit less credit the sign in which their line is printed."""
    signs: dict[int, int] = {}
    for index, row in enumerate(rows):
        if any(figure.is_debit_less_credit for figure in row.figures):
            signs[index] = (
                _sign_on_balance_sheet(rows, index)
                if kind is StatementKind.FINANCIAL_POSITION
                else _sign_in_result(rows, index, totals)
            )
    for index, sign in signs.items():
        rows[index].figures = [
            figure._replace(amount=figure.amount * sign, cut_off=figure.cut_off * sign, is_debit_less_credit=False)
            if figure.is_debit_less_credit and figure.amount is not None
            else figure
            for figure in rows[index].figures
        ]


def _sign_on_balance_sheet(rows: Sequence[MergedRow], index: int) -> int:
    """Return 1 for the lines of assets, up to their total, which are debits; -1 for those that follow."""
    for place, row in enumerate(rows):
        concept = catalogue_line_of(row.caption)
        if not row.is_heading and (
            normalise(row.caption) == TOTAL_ASSETS or (concept and concept.name == TOTAL_ASSETS)
        ):
            return 1 if index <= place else -1
    row = rows[index]
    texts = (row.caption, row.section_in_list, *row.section)
    return 1 if any(ASSETS.search(text) for text in texts) and "liabilit" not in row.caption.casefold() else -1


def _sign_in_result(rows: Sequence[MergedRow], index: int, totals: TotalsGraph[int]) -> int:
    """Return the sign of a debit, which lowers the result: the opposite of that with which the line counts in it."""
    weight = _weight_in_result(index, totals)
    if weight is None:
        reported_amounts = [
            figure.amount for figure in rows[index].figures if figure.role is FigureRole.AS_REPORTED and figure.amount
        ]
        is_cost = bool(COSTS.search(rows[index].caption))
        weight = -1 if is_cost and (not reported_amounts or sum(reported_amounts, Decimal(0)) > 0) else 1
    return -weight


def _weight_in_result(index: int, totals: TotalsGraph[int]) -> int | None:
    """Return the sign with which a line counts in the last total that it leads to; None if it leads to none."""
    weight, total, totals_seen = 1, index, {index}
    while above := totals.totals_above(total):
        total, weight_above = above[-1]
        if total in totals_seen:
            break
        totals_seen.add(total)
        weight *= weight_above
    return weight if total != index else None
