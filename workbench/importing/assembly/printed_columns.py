"""The columns of a merged statement, each as if one table printed it whole: what relations are proved with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.sources import FigureRole
from workbench.importing.assembly.merge import MergedRow


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column of the merged statement: its values by row, None where nothing is printed.

    ``key``: its period, and the adjustment or the currency it is of. ``slacks``: by how much a value may be off for
    having been cut, by row; nothing where none was. ``unknown``: the rows that are printed and cannot be read.
    """

    role: FigureRole
    key: tuple[str, str]
    values: tuple[Decimal | None, ...]
    slacks: Mapping[int, Decimal]
    unknown: frozenset[int] = frozenset()

    def slack(self, row: int, parts: Iterable[int]) -> Decimal:
        """Return by how much a total and its parts may miss one another."""
        if not self.slacks:
            return Decimal(0)
        return sum((self.slacks.get(each, Decimal(0)) for each in (row, *parts)), Decimal(0))


def printed_columns(rows: Sequence[MergedRow], total_like: Sequence[bool]) -> list[PrintedColumn]:
    """Return every column that the tables print.

    The result of a line that a table leaves out is the figure as reported; not so of a total, whose parts may move.
    """
    by_key: dict[tuple[FigureRole, str, str], list[Decimal | None]] = {}
    slacks: dict[tuple[FigureRole, str, str], dict[int, Decimal]] = {}
    unknown: dict[tuple[FigureRole, str, str], set[int]] = {}
    for index, row in enumerate(rows):
        printed = (claim for claim in row.figures if claim.role is not FigureRole.ENTRY)
        for claim in sorted(printed, key=lambda claim: not claim.primary):
            key = claim.role, claim.period.id, claim.adjustment_or_currency
            values = by_key.get(key) or by_key.setdefault(key, [None] * len(rows))
            if values[index] is None:
                values[index] = claim.amount
                if claim.amount is None:
                    unknown.setdefault(key, set()).add(index)
                if claim.slack:
                    slacks.setdefault(key, {})[index] = claim.slack
    for (role, period, _), values in by_key.items():
        reported = by_key.get((FigureRole.AS_REPORTED, period, ""))
        if role is FigureRole.RESULT and reported:
            for index, value in enumerate(reported):
                if values[index] is None and not total_like[index]:
                    values[index] = value
    return [
        PrintedColumn(
            key[0],
            key[1:],
            tuple(values),
            slacks.get(key, {}),
            frozenset(row for row in unknown.get(key, ()) if values[row] is None),
        )
        for key, values in by_key.items()
    ]
