"""What one table decides for another: drafts on hidden sheets, and days in a list that end a period of a statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import Period
from workbench.domain.sources import CellRef
from workbench.importing.assembly.merge import Decision, MergedRow
from workbench.importing.language.chinese import Words
from workbench.importing.sheets.columns import INSTANT_KINDS
from workbench.importing.sheets.detected import DetectedTable, Doubt, SheetReport
from workbench.importing.sheets.entry_lists import ListedEntry
from workbench.importing.sheets.marks import USE_OF, Mark, shared_mark
from workbench.importing.sheets.tables import have_most_lines_of

CONSOLIDATED = Words(r"\bconsolidated\b|\bgroup\b|合并|综合")
SEPARATE = Words(
    r"\bstand[- ]?alone\b|\bunconsolidated\b|\bseparate\b|\bparent(?: company)?\b|\bcompany (?:only|alone)\b|"
    r"\bthe company'?s?$|母公司|本公司"
)
"""What titles and tabs call the statements of a company without its subsidiaries."""


def leave_out_hidden_drafts(reports: Iterable[SheetReport]) -> None:
    """Take tables off hidden sheets that visible sheets show too, and say so: a draft must not rule or contradict."""
    reports = tuple(reports)
    visible = [block for report in reports if report.sheet.state == "visible" for block in report.blocks]
    for report in reports:
        if report.sheet.state == "visible":
            continue
        for block in list(report.blocks):
            if block.rows and any(_is_draft_of(block, other) for other in visible):
                report.blocks.remove(block)
                text = f"the hidden table {block.area} repeats a visible one; the visible one was imported"
                _ignore(report, block, "on a hidden sheet, and shown on a visible one", text)


def leave_out_separate_accounts(reports: Iterable[SheetReport]) -> None:
    """Take the statements of the company alone out where those of its group stand beside them, and say so."""
    reports = tuple(reports)
    of_group = [block for report in reports for block in report.blocks if not _is_separate(block)]
    for report in reports:
        for block in [block for block in report.blocks if _is_separate(block)]:
            rivals = [other for other in of_group if other.kind is block.kind and _is_consolidated(other)]
            if any(set(block.periods) & set(other.periods) for other in rivals):
                report.blocks.remove(block)
                text = f"the table {block.area} is of the company alone; that of the group was imported"
                _ignore(report, block, "of the company alone, beside its group", text)


def _is_separate(block: DetectedTable) -> bool:
    names = (block.title, block.sheet.name)
    return any(SEPARATE.search(name) for name in names) and not _is_consolidated(block)


def _is_consolidated(block: DetectedTable) -> bool:
    return any(CONSOLIDATED.search(name) for name in (block.title, block.sheet.name))


def _is_draft_of(block: DetectedTable, other: DetectedTable) -> bool:
    alike = block.kind is other.kind and block.is_reconciliation == other.is_reconciliation
    return alike and set(block.periods) <= set(other.periods) and have_most_lines_of(block.rows, other.rows)


def _ignore(report: SheetReport, block: DetectedTable, why: str, text: str) -> None:
    for row in block.rows:
        for reading in row.readings.values():
            place = reading.cell.row, reading.cell.column
            report.marks[place] = shared_mark(Mark.IGNORED, USE_OF[Mark.IGNORED], why)
    area = block.area
    report.doubts.append(Doubt(text, (area.first,)))


def mark_drafts(reports: Iterable[SheetReport], drafts: Iterable[MergedRow]) -> None:
    """Mark the cells of hidden and struck-out rows that were left out, because the rest adds up without them."""
    marks = {(report.file, report.sheet.name): report.marks for report in reports}
    for row in drafts:
        for claim in row.figures:
            place = claim.reading.cell.row, claim.reading.cell.column
            said = f"{row.draft}, and the rest adds up without it"
            marks[claim.file, claim.sheet][place] = shared_mark(Mark.IGNORED, USE_OF[Mark.IGNORED], said)


def with_durations(blocks: Sequence[DetectedTable]) -> tuple[list[DetectedTable], list[Decision]]:
    """Return the blocks with the days in lists of entries made the periods of their statement that end on them.

    Where several end on a day, the longest is taken, and doubted.
    """
    changed, notes = [], []
    for block in blocks:
        days = [entry for entry in block.entries if entry.period.is_instant]
        if not days or block.kind in INSTANT_KINDS:
            changed.append(block)
            continue
        known = [p for other in blocks if other.kind is block.kind for p in other.periods.values() if not p.is_instant]
        ending = {day: _ending_on(day, known) for day in {entry.period.end for entry in days}}
        entries = tuple(_lengthened(entry, ending) for entry in block.entries)
        changed.append(replace(block, entries=entries))
        notes += _doubts(block, days, ending)
    return changed, notes


def _ending_on(day: date, known: Iterable[Period]) -> list[Period]:
    """Return the periods that end on a day, the longest last."""
    ending = {period.id: period for period in known if period.end == day}
    return sorted(ending.values(), key=lambda period: period.months)


def _lengthened(entry: ListedEntry, ending_on: Mapping[date, Sequence[Period]]) -> ListedEntry:
    ending = ending_on[entry.period.end] if entry.period.is_instant else ()
    return replace(entry, period=ending[-1]) if ending else entry


def _doubts(
    block: DetectedTable, days: Sequence[ListedEntry], ending_on: Mapping[date, Sequence[Period]]
) -> list[Decision]:
    notes = []
    for first in {entry.period.id: entry for entry in reversed(days)}.values():
        ending = ending_on[first.period.end]
        if len(ending) == 1:
            continue
        where = CellRef(block.file, block.sheet.name, first.reading.cell.ref)
        taken = f"the period '{ending[-1].label}'" if ending else "a day"
        rivals = tuple(f"'{period.label}'" for period in ending[:-1])
        notes.append(
            Decision(first.period.label, taken, "the list says only a day", where, rivals, True, InferenceStage.PERIOD)
        )
    return notes
