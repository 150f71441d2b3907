"""The length of periods if a statement of flows names only their last day, concluded from dates and figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from workbench.domain.facts import Told, fact
from workbench.importing.language.chinese import is_simplified
from workbench.importing.language.period_text import DECEMBER, MONTHS_OF_A_YEAR, PeriodDefaults, PeriodWords, words_of
from workbench.importing.sheets.tables import TableRow

SPACINGS = {1: fact("one-month"), 3: fact("one-quarter"), 6: fact("half-a-year"), 12: fact("one-year")}
"""The possible intervals, in months, between dates that end periods of one length."""
QUARTER = 3
"""Months of a quarter."""
FEWEST_DATES, FEWEST_ROWS = 2, 2
"""With fewer dates, or fewer conclusive lines, figures are not evidence of the length of periods."""
SHARE_OF_A_RULE, SHARE_OF_AN_ACCIDENT = Decimal("0.8"), Decimal("0.3")
"""Shares of lines whose figures add up over the year: a rule from the first on, a coincidence up to the second."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """The completion of each column's dates, by its index; nothing if no length was concluded.

    ``evidence``: how it was concluded, for the user.
    """

    by_column: Mapping[int, PeriodDefaults]
    evidence: Told = ""


NONE_CONCLUDED = Lengths({})


def conclude_lengths(
    headings: Mapping[int, Sequence[str]], when: PeriodDefaults, rows: Sequence[TableRow], currency: str
) -> Lengths:
    """Return the length of periods whose headings name only their last day, and how it was concluded.

    Figures that grow over each year are year to date, and so are those of statements in simplified Chinese, whose
    year is the calendar's by law. Otherwise dates one period apart end periods of that length, unless the titles name
    a longer one. ``currency``: of the table, "" if it is not known.
    """
    words = {index: words_of(texts) for index, texts in headings.items()}
    names_months = any(period.is_day_of_a_year and period.day is None for period in words.values())
    if names_months and any(period.is_to_date for period in words.values()):
        return Lengths(dict.fromkeys(words, when.with_months(1)), fact("taken-as-single-months"))
    ends = {index: end for index, period in sorted(words.items()) if (end := _end_month(period, when))}
    lengths_of_runs = _lengths_of_runs(ends, when)
    step = _step(ends.values(), when)
    if lengths_of_runs:
        return Lengths(lengths_of_runs, fact("taken-by-runs-of-dates"))
    if not when.default.has_length and _are_ends_of_quarters(ends.values()):
        share_growing = _share_growing_to_date(rows, ends, when.year_end)
        if share_growing is not None and share_growing >= SHARE_OF_A_RULE:
            return Lengths(dict.fromkeys(words, when.as_year_to_date()), fact("taken-by-growing-figures"))
        if _is_of_the_prc(rows, currency, when) and (share_growing is None or share_growing > SHARE_OF_AN_ACCIDENT):
            return Lengths(dict.fromkeys(words, when.as_year_to_date()), fact("taken-by-law"))
    if step is None:
        return NONE_CONCLUDED
    return Lengths(dict.fromkeys(words, when.with_months(step)), fact("taken-by-spacing", length=SPACINGS[step]))


def _end_month(words: PeriodWords, when: PeriodDefaults) -> int:
    """Return the month, counted from the year 0, that ends a period of which only the last day is named; else 0."""
    completed = words if words.year else replace(words, year=when.default.year)
    return (completed.year or 0) * MONTHS_OF_A_YEAR + (completed.month or 0) if completed.is_day_of_a_year else 0


def _step(ends: Iterable[int], when: PeriodDefaults) -> int | None:
    """Return how many months most dates are apart; None if that varies, or titles say how long periods are."""
    steps = [later - earlier for earlier, later in pairwise(sorted(set(ends)))]
    step = min(steps, default=0)
    if step not in SPACINGS or any(months % step for months in steps) or not _is_the_rule(step, steps):
        return None
    if when.default.has_length and step >= (when.default.months or MONTHS_OF_A_YEAR):
        return None  # the titles say how long they are
    return step


def _is_the_rule(step: int, steps: Sequence[int]) -> bool:
    """True if most dates are this far apart: half-years beside years cannot be distinguished."""
    return steps.count(step) * 2 > len(steps) - (step == QUARTER)


def _lengths_of_runs(ends: Mapping[int, int], when: PeriodDefaults) -> dict[int, PeriodDefaults]:
    """Return the lengths of ``Jun | Mar | Dec 2023 | Dec 2022``: quarters, then years; nothing if all are alike."""
    runs: list[list[int]] = []
    for index, end in ends.items():
        first, last = (ends[runs[-1][0]], ends[runs[-1][-1]]) if runs else (end, end)
        turns = (last - first) * (end - last) < 0
        if not runs or turns:
            runs.append([])
        runs[-1].append(index)
    steps = [_step([ends[index] for index in run], when) for run in runs]
    if len(set(steps)) < 2 or None in steps:
        return {}
    return {index: when.with_months(step) for run, step in zip(runs, steps, strict=True) for index in run}


def _are_ends_of_quarters(ends: Iterable[int]) -> bool:
    months = set(ends)
    return len(months) >= FEWEST_DATES and all(end % QUARTER == 0 for end in months)


def _share_growing_to_date(rows: Iterable[TableRow], ends: Mapping[int, int], year_end: int) -> Decimal | None:
    """Return the share of rows whose figures add up month by month over each year; None if too few tell."""
    lines_that_tell = lines_growing = 0
    for row in rows:
        amounts = {ends[index]: reading.amount for index, reading in row.readings.items() if ends.get(index)}
        grows_to_date = _adds_up_over_years({end: amount for end, amount in amounts.items() if amount}, year_end)
        if grows_to_date is not None and len(amounts) == len(set(ends.values())):
            lines_that_tell += 1
            lines_growing += grows_to_date
    return Decimal(lines_growing) / lines_that_tell if lines_that_tell >= FEWEST_ROWS else None


def _adds_up_over_years(amounts: Mapping[int, Decimal], year_end: int) -> bool | None:
    """Return whether a line's figures, by the months in which their periods end, grow as years to date do.

    Years to date grow in proportion to their months, figures of single periods stay about the same; the nearer of the
    two decides. None if no year has three figures and no two years have two, or they are not all of one sign.
    """
    years: dict[int, list[tuple[int, Decimal]]] = {}
    for end, amount in sorted(amounts.items()):
        year, months = divmod(end - year_end - 1, MONTHS_OF_A_YEAR)
        years.setdefault(year, []).append((months + 1, amount))
    years_with_several = [figures for figures in years.values() if len(figures) > 1]
    tells = len(years_with_several) > 1 or any(len(figures) > FEWEST_DATES for figures in years_with_several)
    if not tells or len({amount > 0 for amount in amounts.values()}) > 1:
        return None
    return all(
        Decimal(more_months) / months < (more / amount) ** 2 < (Decimal(more_months) / months) ** 3
        for figures in years_with_several
        for (months, amount), (more_months, more) in pairwise(figures)
    )


def _is_of_the_prc(rows: Iterable[TableRow], currency: str, when: PeriodDefaults) -> bool:
    """True for lines in simplified Chinese whose year may be the calendar's and whose currency may be RMB."""
    captions = [row.caption for row in rows if row.readings]
    in_simplified = sum(map(is_simplified, captions))
    return in_simplified * 2 > len(captions) and currency in ("", "RMB") and when.year_end == DECEMBER
