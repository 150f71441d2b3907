"""Days in a list of entries that end a period of a statement: the entry belongs to that period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbench.domain.facts import fact
from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import Period
from workbench.domain.sources import CellRef
from workbench.importing.assembly.merge import Decision
from workbench.importing.language.common_facts import quote
from workbench.importing.sheets.columns import INSTANT_KINDS
from workbench.importing.sheets.detected import Detected, DetectedEntryList
from workbench.importing.sheets.entry_lists import ListedEntry


def with_durations(parts: Sequence[Detected]) -> tuple[list[Detected], list[Decision]]:
    """Return what was detected, with days in lists of entries replaced by periods of their statement that end on them.

    If several periods end on a day, the longest is used, with a doubt.
    """
    parts_with_durations: list[Detected] = []
    decisions: list[Decision] = []
    for part in parts:
        entries_on_days = _entries_on_days(part)
        if not isinstance(part, DetectedEntryList) or not entries_on_days or part.kind in INSTANT_KINDS:
            parts_with_durations.append(part)
            continue
        periods = [period for other in parts if other.kind is part.kind for period in other.periods.values()]
        durations = [period for period in periods if not period.is_instant]
        periods_ending_on = {
            day: _periods_ending_on(day, durations) for day in {entry.period.end for entry in entries_on_days}
        }
        parts_with_durations.append(
            replace(part, entries=tuple(_with_duration(entry, periods_ending_on) for entry in part.entries))
        )
        decisions += _doubt_days(part, entries_on_days, periods_ending_on)
    return parts_with_durations, decisions


def _entries_on_days(part: Detected) -> list[ListedEntry]:
    """Return the entries of a list that name a day instead of a period."""
    entries = part.entries if isinstance(part, DetectedEntryList) else ()
    return [entry for entry in entries if entry.period.is_instant]


def _periods_ending_on(day: date, durations: Iterable[Period]) -> list[Period]:
    """Return the periods that end on a day, the longest last."""
    periods = {period.id: period for period in durations if period.end == day}
    return sorted(periods.values(), key=lambda period: period.months)


def _with_duration(entry: ListedEntry, periods_ending_on: Mapping[date, Sequence[Period]]) -> ListedEntry:
    periods = periods_ending_on[entry.period.end] if entry.period.is_instant else ()
    return replace(entry, period=periods[-1]) if periods else entry


def _doubt_days(
    entry_list: DetectedEntryList,
    entries_on_days: Sequence[ListedEntry],
    periods_ending_on: Mapping[date, Sequence[Period]],
) -> list[Decision]:
    decisions = []
    for first_entry in {entry.period.id: entry for entry in reversed(entries_on_days)}.values():
        periods = periods_ending_on[first_entry.period.end]
        if len(periods) == 1:
            continue
        where = CellRef(entry_list.file, entry_list.sheet.name, first_entry.reading.cell.ref)
        outcome = fact("the-period", period=periods[-1].label) if periods else fact("a-day")
        alternatives = tuple(quote(period.label) for period in periods[:-1])
        decisions.append(
            Decision(
                first_entry.period.label,
                outcome,
                fact("only-a-day"),
                where,
                alternatives,
                True,
                InferenceStage.PERIOD,
            )
        )
    return decisions
