"""Formulas of the review workbook. They use what every spreadsheet knows: +, SUM, SUMPRODUCT, IF, ROUND."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from workbench.domain.amounts import plain
from workbench.exporting.layout import a1, runs

MOST_ARGUMENTS = 250
"""Excel takes 255 arguments of one function."""


def total(column: int, parts: Iterable[tuple[int, int]]) -> str:
    """Return the weighted sum of some rows of a column; ``parts``: (row, weight). SUM passes over blank texts."""
    parts = list(parts)
    text = "="
    for weight, sign in ((1, "+"), (-1, "-")):
        spans = [_span(column, *span) for span in runs(row for row, w in parts if w == weight)]
        for start in range(0, len(spans), MOST_ARGUMENTS):
            joined = ",".join(spans[start : start + MOST_ARGUMENTS])
            text += f"{sign if text != '=' or sign == '-' else ''}SUM({joined})"
    return text if text != "=" else "=0"


def _span(column: int, first: int, last: int) -> str:
    return a1(first, column) if first == last else f"{a1(first, column)}:{a1(last, column)}"


def row_result(row: int, as_reported: int, effects: tuple[int, int], switch_row: int) -> str:
    """Return as reported + the effects whose switches are 1: ``=B10+SUMPRODUCT(C10:F10,C$7:F$7)``."""
    if effects[0] > effects[1]:
        return f"={a1(row, as_reported)}"  # nothing differs in this period
    return f"={a1(row, as_reported)}+{_switched(row, effects, switch_row)}"


def row_result_of_blank(row: int, effects: tuple[int, int], switch_row: int) -> str:
    """Return the same for a blank figure: blank until something that is on moves it."""
    first, last = effects
    here = f"{a1(row, first)}:{a1(row, last)}"
    touched = f"SUMPRODUCT(--({here}<>0),{_switches(effects, switch_row)})"
    return f'=IF({touched}=0,"",{_switched(row, effects, switch_row)})'


def ratio(
    as_reported: str, moving_switches: Sequence[str], derived: str, printed: Decimal | None, all_switches: Sequence[str]
) -> str:
    """Return a ratio's result: as reported while nothing moves the statement, what the source printed where all is on,
    else what the adjusted figures give."""
    if not moving_switches:
        return f"={as_reported}"
    otherwise = derived
    if printed is not None:
        otherwise = f"IF({'+'.join(all_switches)}={len(all_switches)},{plain(printed)},{derived})"
    return f"=IF({'+'.join(moving_switches)}=0,{as_reported},{otherwise})"


def quotient(numerator: str, denominator: str, factor: Decimal, decimals: int) -> str:
    return f'IF(N({denominator})=0,"",ROUND({numerator}*{plain(factor)}/{denominator},{decimals}))'


def difference(one: str, other: str, decimals: int) -> str:
    return f"=ROUND({one}-{other},{decimals})"


def verdict(one: str, other: str, decimals: int) -> str:
    return f'=IF(ROUND({one}-{other},{decimals})=0,"pass","FAIL")'


def _switched(row: int, effects: tuple[int, int], switch_row: int) -> str:
    first, last = effects
    return f"SUMPRODUCT({a1(row, first)}:{a1(row, last)},{_switches(effects, switch_row)})"


def _switches(effects: tuple[int, int], switch_row: int) -> str:
    first, last = effects
    start, end = a1(0, first).rstrip("0"), a1(0, last).rstrip("0")
    return f"{start}${switch_row}:{end}${switch_row}"
