"""The columns of a merged statement, each as if one table printed all of it; they are used to prove relations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.importing.assembly.merge import MergedRow


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column of the merged statement: its values by row, None if nothing is printed.

    ``key``: its period, and its adjustment or currency. ``slacks``: by how much a value that was cut may be off, by
    row. ``unknown``: the rows that are printed but cannot be read.
    """

    role: FigureRole
    key: tuple[PeriodId, str]
    values: tuple[Decimal | None, ...]
    slacks: Mapping[int, Decimal]
    unknown: frozenset[int] = frozenset()

    def slack(self, row: int, parts: Iterable[int]) -> Decimal:
        """Return by how much the sum of the parts may differ from the total in ``row``."""
        if not self.slacks:
            return Decimal(0)
        return sum((self.slacks.get(part, Decimal(0)) for part in (row, *parts)), Decimal(0))


def printed_columns(rows: Sequence[MergedRow], total_like: Sequence[bool]) -> list[PrintedColumn]:
    """Return every column that the tables print; ``total_like``: which rows look like totals.

    The result of a line that a table leaves out is its figure as reported; not of a total, whose parts may differ.
    """
    by_key: dict[tuple[FigureRole, PeriodId, str], list[Decimal | None]] = {}
    slacks: dict[tuple[FigureRole, PeriodId, str], dict[int, Decimal]] = {}
    unknown: dict[tuple[FigureRole, PeriodId, str], set[int]] = {}
    for index, row in enumerate(rows):
        printed_figures = (figure for figure in row.figures if figure.role is not FigureRole.ENTRY)
        for figure in sorted(printed_figures, key=lambda figure: not figure.is_primary):
            key = figure.role, figure.period.id, figure.adjustment_or_currency
            values = by_key.get(key) or by_key.setdefault(key, [None] * len(rows))
            if values[index] is None:
                values[index] = figure.amount
                if figure.amount is None:
                    unknown.setdefault(key, set()).add(index)
                if figure.slack:
                    slacks.setdefault(key, {})[index] = figure.slack
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
