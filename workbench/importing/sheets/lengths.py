"""How long the periods are of which a statement of flows names only the last day: what dates and figures show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from workbench.importing.language.chinese import is_simplified
from workbench.importing.language.period_text import DECEMBER, MONTHS_OF_A_YEAR, PeriodWords, When, words_of
from workbench.importing.sheets.tables import TableRow

SPACINGS = {1: "one month", 3: "one quarter", 6: "half a year", 12: "one year"}
"""How far apart the dates of periods lie, in months."""
QUARTER = 3
FEWEST_DATES, FEWEST_ROWS = 2, 2
SURELY, HARDLY = Decimal("0.8"), Decimal("0.3")
"""On such a part of the rows figures that add up over the year are a rule, and an accident."""
TAKEN_BY_SPACING = "no heading says how long the periods are; the dates are {0} apart, so each was taken as {0}"
TAKEN_BY_RUN = "no heading says how long the periods are; each was taken to be as long as the dates beside it are apart"
TAKEN_BY_LAW = (
    "no heading says how long the periods are; each was taken as the year to date, as statements of the PRC print them"
)
TAKEN_BY_FIGURES = (
    "no heading says how long the periods are; the figures grow over each year, so each period was taken as the "
    "year to date"
)
TAKEN_BY_MONTHS = "months named beside year-to-date figures were taken as single months"


@dataclass(frozen=True, slots=True)
class Lengths:
    """What completes the dates of each column, by its index; nothing where no length was concluded. ``said``: how."""

    by_column: Mapping[int, When]
    said: str = ""


NONE_CONCLUDED = Lengths({})


def lengths_concluded(
    headings: Mapping[int, Sequence[str]], when: When, rows: Sequence[TableRow], currency: str
) -> Lengths:
    """Return how long the periods are whose headings name only their last day, and how that is said.

    Figures that grow over each year are of the year to date, and so are those of statements in simplified Chinese,
    whose year is the calendar's by law. Else dates that lie one period apart end periods of that length, unless the
    titles name a longer one. ``currency``: of the table, as far as it is known.
    """
    words = {index: words_of(texts) for index, texts in headings.items()}
    if any(each.is_day_of_a_year and each.day is None for each in words.values()) and any(
        each.is_to_date for each in words.values()
    ):
        return Lengths(dict.fromkeys(words, when.lasting(1)), TAKEN_BY_MONTHS)
    ends = {index: end for index, each in sorted(words.items()) if (end := _end(each, when))}
    by_run = _by_run(ends, when)
    step = _step(ends.values(), when)
    if by_run:
        return Lengths(by_run, TAKEN_BY_RUN)
    if not when.default.has_length and _are_ends_of_quarters(ends.values()):
        growing = _growing(rows, ends, when.year_end)
        if growing is not None and growing >= SURELY:
            return Lengths(dict.fromkeys(words, when.to_date()), TAKEN_BY_FIGURES)
        if _is_of_the_prc(rows, currency, when) and (growing is None or growing > HARDLY):
            return Lengths(dict.fromkeys(words, when.to_date()), TAKEN_BY_LAW)
    if step is None:
        return NONE_CONCLUDED
    return Lengths(dict.fromkeys(words, when.lasting(step)), TAKEN_BY_SPACING.format(SPACINGS[step]))


def _end(words: PeriodWords, when: When) -> int:
    """Return the month in which a period ends of which only the day is said, counted from the year 0; else 0."""
    said = words if words.year else replace(words, year=when.default.year)
    return (said.year or 0) * MONTHS_OF_A_YEAR + (said.month or 0) if said.is_day_of_a_year else 0


def _step(ends: Iterable[int], when: When) -> int | None:
    """Return how many months most of the dates lie apart; None where they do not, or the titles say otherwise."""
    steps = [later - earlier for earlier, later in pairwise(sorted(set(ends)))]
    step = min(steps, default=0)
    if step not in SPACINGS or any(each % step for each in steps) or not _is_the_rule(step, steps):
        return None
    if when.default.has_length and step >= (when.default.months or MONTHS_OF_A_YEAR):
        return None  # the titles say how long they are
    return step


def _is_the_rule(step: int, steps: Sequence[int]) -> bool:
    """True where most dates lie so far apart; of half-years beside years nobody knows which is which."""
    return steps.count(step) * 2 > len(steps) - (step == QUARTER)


def _by_run(ends: Mapping[int, int], when: When) -> dict[int, When]:
    """Return the lengths of ``Jun | Mar | Dec 2023 | Dec 2022``: quarters, then years; nothing for a single run."""
    runs: list[list[int]] = []
    for index, end in ends.items():
        first, last = (ends[runs[-1][0]], ends[runs[-1][-1]]) if runs else (end, end)
        turns = (last - first) * (end - last) < 0
        if not runs or turns:
            runs.append([])
        runs[-1].append(index)
    steps = [_step([ends[each] for each in run], when) for run in runs]
    if len(set(steps)) < 2 or None in steps:
        return {}
    return {index: when.lasting(step) for run, step in zip(runs, steps, strict=True) for index in run}


def _are_ends_of_quarters(ends: Iterable[int]) -> bool:
    found = set(ends)
    return len(found) >= FEWEST_DATES and all(end % QUARTER == 0 for end in found)


def _growing(rows: Iterable[TableRow], ends: Mapping[int, int], year_end: int) -> Decimal | None:
    """Return on which part of the rows figures add up month by month over each year; None where too few tell."""
    tells = grows = 0
    for row in rows:
        amounts = {ends[index]: reading.amount for index, reading in row.readings.items() if ends.get(index)}
        said = _adds_up_over_years({end: amount for end, amount in amounts.items() if amount}, year_end)
        if said is not None and len(amounts) == len(set(ends.values())):
            tells += 1
            grows += said
    return Decimal(grows) / tells if tells >= FEWEST_ROWS else None


def _adds_up_over_years(amounts: Mapping[int, Decimal], year_end: int) -> bool | None:
    """Return whether a line's figures, by the months in which their periods end, grow as years to date do.

    Then they grow as their months do; single periods stay alike, and the nearer of both decides. None where no year has
    three of them and no two years have two, or they are not of one sign.
    """
    years: dict[int, list[tuple[int, Decimal]]] = {}
    for end, amount in sorted(amounts.items()):
        year, months = divmod(end - year_end - 1, MONTHS_OF_A_YEAR)
        years.setdefault(year, []).append((months + 1, amount))
    several = [found for found in years.values() if len(found) > 1]
    tells = len(several) > 1 or any(len(found) > FEWEST_DATES for found in several)
    if not tells or len({amount > 0 for amount in amounts.values()}) > 1:
        return None
    return all(
        Decimal(more_months) / months < (more / amount) ** 2 < (Decimal(more_months) / months) ** 3
        for found in several
        for (months, amount), (more_months, more) in pairwise(found)
    )


def _is_of_the_prc(rows: Iterable[TableRow], currency: str, when: When) -> bool:
    """True for lines in simplified Chinese of a company whose year may be the calendar's, and whose money is RMB."""
    captions = [row.caption for row in rows if row.readings]
    in_simplified = sum(map(is_simplified, captions))
    return in_simplified * 2 > len(captions) and currency in ("", "RMB") and when.year_end == DECEMBER
