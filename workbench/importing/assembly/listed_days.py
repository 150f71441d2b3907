"""Days in a list of entries that end a period of a statement: each entry belongs to that period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import Period
from workbench.domain.sources import CellRef
from workbench.importing.assembly.merge import Decision
from workbench.importing.sheets.columns import INSTANT_KINDS
from workbench.importing.sheets.detected import Detected, DetectedEntryList
from workbench.importing.sheets.entry_lists import ListedEntry


def with_durations(parts: Sequence[Detected]) -> tuple[list[Detected], list[Decision]]:
    """Return what was detected with the days in lists of entries made the periods of their statement that end on them.

    Where several end on a day, the longest is taken, and doubted.
    """
    changed: list[Detected] = []
    decisions: list[Decision] = []
    for part in parts:
        days = _days_of(part)
        if not isinstance(part, DetectedEntryList) or not days or part.kind in INSTANT_KINDS:
            changed.append(part)
            continue
        periods = [period for other in parts if other.kind is part.kind for period in other.periods.values()]
        durations = [period for period in periods if not period.is_instant]
        ending = {day: _ending_on(day, durations) for day in {entry.period.end for entry in days}}
        changed.append(replace(part, entries=tuple(_with_duration(entry, ending) for entry in part.entries)))
        decisions += _doubts(part, days, ending)
    return changed, decisions


def _days_of(part: Detected) -> list[ListedEntry]:
    """Return the entries of a list that name a day in place of a period."""
    entries = part.entries if isinstance(part, DetectedEntryList) else ()
    return [entry for entry in entries if entry.period.is_instant]


def _ending_on(day: date, known: Iterable[Period]) -> list[Period]:
    """Return the periods that end on a day, the longest last."""
    ending = {period.id: period for period in known if period.end == day}
    return sorted(ending.values(), key=lambda period: period.months)


def _with_duration(entry: ListedEntry, ending_on: Mapping[date, Sequence[Period]]) -> ListedEntry:
    ending = ending_on[entry.period.end] if entry.period.is_instant else ()
    return replace(entry, period=ending[-1]) if ending else entry


def _doubts(
    entry_list: DetectedEntryList, days: Sequence[ListedEntry], ending_on: Mapping[date, Sequence[Period]]
) -> list[Decision]:
    decisions = []
    for first in {entry.period.id: entry for entry in reversed(days)}.values():
        ending = ending_on[first.period.end]
        if len(ending) == 1:
            continue
        where = CellRef(entry_list.file, entry_list.sheet.name, first.reading.cell.ref)
        taken = f"the period '{ending[-1].label}'" if ending else "a day"
        rivals = tuple(f"'{period.label}'" for period in ending[:-1])
        decisions.append(
            Decision(first.period.label, taken, "the list says only a day", where, rivals, True, InferenceStage.PERIOD)
        )
    return decisions
