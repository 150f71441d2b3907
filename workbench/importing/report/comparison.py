"""What differs between two imports of the same sources: cell by cell, and in the lines and differences around them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.amounts import format_for_reader
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure
from workbench.workbooks import position


class ChangeKind(StrEnum):
    """What became of a cell, a line or a difference."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    READ_AS = "read as something else"
    MOVED = "moved"
    EDITED = "edited here, as in the source again"


ORDER = (ChangeKind.CHANGED, ChangeKind.READ_AS, ChangeKind.NEW, ChangeKind.GONE, ChangeKind.EDITED, ChangeKind.MOVED)


@dataclass(frozen=True, slots=True)
class ImportChange:
    """One thing that differs. ``subject``: the line and period, or what else it is about; ``was`` and ``now`` in words.

    ``cell``: where it stands now, else where it stood; None where it is about no cell.
    """

    kind: ChangeKind
    subject: str
    was: str
    now: str
    cell: CellRef | None = None


NIL = "—"
FigureKey = tuple[str, str, str, str]
"""What a cell states: line, period, says, of."""


def compare_imports(before: Project, after: Project) -> tuple[ImportChange, ...]:
    """Return what importing ``after`` in place of ``before`` would change; nothing where they are equal.

    What changed stands first, what only moved last; the cells of each in reading order.
    """
    found = (
        *_of_the_whole(before, after),
        *_of_cells(before, after),
        *_of_periods(before, after),
        *_of_lines(before, after),
        *_of_adjustments(before, after),
        *_of_edits(before, after),
        *_of_places(before, after),
    )
    return tuple(sorted(found, key=lambda each: ORDER.index(each.kind)))


# ---- cells


def _of_cells(before: Project, after: Project) -> Iterator[ImportChange]:
    was, now = before.source_figures.by_place, after.source_figures.by_place
    paired = _Pairs(was, now)
    for cell in sorted(now, key=_reading_order):
        one, origin = now[cell], paired.origin.get(cell)
        if origin is not None:
            if was[origin].amount != one.amount:
                yield ImportChange(ChangeKind.CHANGED, _subject(after, one), _amount(was[origin]), _amount(one), cell)
        elif cell in paired.gone:
            meant, means = _meaning(before, was[cell]), _meaning(after, one)
            yield ImportChange(ChangeKind.READ_AS, _subject(after, one), meant, means, cell)
        else:
            yield ImportChange(ChangeKind.NEW, _subject(after, one), "", _amount(one), cell)
    for cell in sorted(paired.gone, key=_reading_order):
        if cell not in now or cell in paired.origin:
            yield ImportChange(ChangeKind.GONE, _subject(before, was[cell]), _amount(was[cell]), "", cell)


def _of_places(before: Project, after: Project) -> Iterator[ImportChange]:
    """Yield what moved, all that moved alike as one: a row was inserted, a sheet renamed."""
    now = after.source_figures.by_place
    paired = _Pairs(before.source_figures.by_place, now)
    alike: dict[tuple[str, str, str, int, int], list[tuple[CellRef, CellRef]]] = {}
    for cell, origin in paired.origin.items():
        if cell != origin:
            (row, column), (row_before, column_before) = position(cell.cell), position(origin.cell)
            by = row - row_before, column - column_before
            alike.setdefault((cell.file, origin.sheet, cell.sheet, *by), []).append((origin, cell))
    for (_, sheet_before, sheet, _, _), places in alike.items():
        places.sort(key=lambda pair: _reading_order(pair[1]))
        lines = list(dict.fromkeys(after.line(now[cell].line).name for _, cell in places))
        subject = lines[0] if len(lines) == 1 else f"{len(lines):,} lines, {lines[0]} to {lines[-1]}"
        prefix = f"{sheet_before}!" if sheet_before != sheet else ""
        (first_before, first), (last_before, last) = places[0], places[-1]
        span_before, span = f"{first_before.cell}:{last_before.cell}", f"{first.cell}:{last.cell}"
        yield ImportChange(ChangeKind.MOVED, subject, f"{prefix}{span_before}", span, first)


class _Pairs:
    """Which cell of before is which of after: in its place, else what states the same of the same file elsewhere.

    ``origin``: where a cell of after stood before. ``gone``: the cells of before that are nowhere.
    """

    def __init__(self, was: Mapping[CellRef, SourceFigure], now: Mapping[CellRef, SourceFigure]) -> None:
        self.origin = {cell: cell for cell, one in now.items() if cell in was and _said(was[cell]) == _said(one)}
        waiting: dict[tuple[str, FigureKey], list[CellRef]] = {}
        for cell, one in was.items():
            if cell not in self.origin:
                waiting.setdefault((cell.file, _said(one)), []).append(cell)
        for same_sheet in (True, False):
            for cell, one in now.items():
                origins = [] if cell in self.origin else waiting.get((cell.file, _said(one)), [])
                origin = next((each for each in origins if not same_sheet or each.sheet == cell.sheet), None)
                if origin is not None:
                    origins.remove(origin)
                    self.origin[cell] = origin
        self.gone = {cell for cells in waiting.values() for cell in cells}


def _reading_order(cell: CellRef) -> tuple[str, str, int, int]:
    return cell.file, cell.sheet, *position(cell.cell)


def _said(one: SourceFigure) -> FigureKey:
    return one.line, one.period, one.role.value, one.adjustment_or_currency


def _subject(project: Project, one: SourceFigure) -> str:
    parts = [project.line(one.line).name, project.periods[one.period].short_label]
    return ", ".join((*parts, _states(project, one)))


def _states(project: Project, one: SourceFigure) -> str:
    if one.role in (FigureRole.ADJUSTMENT, FigureRole.ENTRY):
        adjustment = project.adjustment_by_id.get(one.adjustment_or_currency)
        return adjustment.name if adjustment else one.adjustment_or_currency
    if one.role is FigureRole.TRANSLATION:
        return one.adjustment_or_currency
    return one.role.value


def _meaning(project: Project, one: SourceFigure) -> str:
    return f"{_subject(project, one)}: {_amount(one)}"


def _amount(one: SourceFigure) -> str:
    return _written(one.amount)


def _written(amount: Decimal | None) -> str:
    return "blank" if amount is None else format_for_reader(amount) if amount else NIL


# ---- what stands around them


def _of_the_whole(before: Project, after: Project) -> Iterator[ImportChange]:
    for subject, was, now in (
        ("Entity", before.entity, after.entity),
        ("Currency", before.currency, after.currency),
        ("Scale", f"{before.scale:,}", f"{after.scale:,}"),
        ("Frameworks", " → ".join(before.frameworks), " → ".join(after.frameworks)),
    ):
        if was != now:
            yield ImportChange(ChangeKind.CHANGED, subject, was, now)


def _of_periods(before: Project, after: Project) -> Iterator[ImportChange]:
    for statement in after.statements:
        earlier = before.statement_by_id.get(statement.id)
        if earlier is None:
            yield ImportChange(ChangeKind.NEW, "Statement", "", statement.title)
            continue
        for period in statement.periods:
            subject = f"{after.periods[period].short_label} of {statement.title}"
            now = _whether(period in statement.reconciled)
            if period not in earlier.periods:
                yield ImportChange(ChangeKind.NEW, subject, "", now)
            elif (was := _whether(period in earlier.reconciled)) != now:
                yield ImportChange(ChangeKind.CHANGED, subject, was, now)
        for period in earlier.periods:
            if period not in statement.periods:
                subject = f"{before.periods[period].short_label} of {statement.title}"
                yield ImportChange(ChangeKind.GONE, subject, _whether(period in earlier.reconciled), "")
    for statement in before.statements:
        if statement.id not in after.statement_by_id:
            yield ImportChange(ChangeKind.GONE, "Statement", statement.title, "")


def _whether(is_reconciled: bool) -> str:
    return "reconciled" if is_reconciled else "not reconciled"


def _of_lines(before: Project, after: Project) -> Iterator[ImportChange]:
    was = {line.id: (line.caption, statement.title) for statement in before.statements for line in statement.lines}
    now = {line.id: (line.caption, statement.title) for statement in after.statements for line in statement.lines}
    for key, (caption, title) in now.items():
        if key not in was:
            yield ImportChange(ChangeKind.NEW, f"Line of {title}", "", caption or key)
        elif was[key][0] != caption:
            yield ImportChange(ChangeKind.CHANGED, f"Caption in {title}", was[key][0], caption)
    for key, (caption, title) in was.items():
        if key not in now:
            yield ImportChange(ChangeKind.GONE, f"Line of {title}", caption or key, "")
    totals_before, totals_after = dict(_totals(before)), dict(_totals(after))
    for key, parts in totals_after.items():
        earlier = totals_before.get(key, ())
        if key in was and parts != earlier:
            yield ImportChange(
                ChangeKind.CHANGED, f"Parts of {now[key][0]}", _parts(before, earlier), _parts(after, parts)
            )
    for key, parts in totals_before.items():
        if key in now and key not in totals_after:
            yield ImportChange(ChangeKind.CHANGED, f"Parts of {now[key][0]}", _parts(before, parts), "no total")


def _totals(project: Project) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
    for statement in project.statements:
        for total in statement.totals:
            yield total.line, total.parts


def _parts(project: Project, parts: Iterable[tuple[str, int]]) -> str:
    words = " ".join(f"{'−' if weight < 0 else '+'} {project.line(line).name}" for line, weight in parts)
    return words.removeprefix("+ ") or "no total"


def _of_adjustments(before: Project, after: Project) -> Iterator[ImportChange]:
    for key, adjustment in after.adjustment_by_id.items():
        earlier = before.adjustment_by_id.get(key)
        if earlier is None:
            yield ImportChange(ChangeKind.NEW, "Difference", "", adjustment.name)
            continue
        if earlier.name != adjustment.name:
            yield ImportChange(ChangeKind.CHANGED, "Name of a difference", earlier.name, adjustment.name)
        if (key in before.enabled) != (key in after.enabled):
            was, now = ("on" if key in project.enabled else "off" for project in (before, after))
            yield ImportChange(ChangeKind.EDITED, adjustment.name, was, now)
    for key, adjustment in before.adjustment_by_id.items():
        if key not in after.adjustment_by_id:
            yield ImportChange(ChangeKind.GONE, "Difference", adjustment.name, "")


def _of_edits(before: Project, after: Project) -> Iterator[ImportChange]:
    """Yield what was typed here and is given up: figures and effects that differ though their cells do not."""
    changed = {(one.line, one.period) for one in before.source_figures} & {
        (one.line, one.period) for one in after.source_figures
    }
    same = {cell for cell in changed if _all_said(before, cell) == _all_said(after, cell)}
    statements = after.statement_by_id
    for statement in before.statements:
        other = statements.get(statement.id)
        for line in statement.lines if other else ():
            for period in statement.periods:
                if (line.id, period) not in same or other is None or line.id not in other.line_by_id:
                    continue
                was = statement.figure(line.id, period)
                now = other.figure(line.id, period) if period in other.periods else was
                if was != now:
                    subject = f"{line.name}, {before.periods[period].short_label}"
                    yield ImportChange(ChangeKind.EDITED, subject, _written(was), _written(now))
    for cell, reason in before.restated.items():
        if cell not in after.restated:
            yield ImportChange(ChangeKind.EDITED, "Marked as restated", reason, "", cell)
    for adjustment in before.adjustments:
        twin = after.adjustment_by_id.get(adjustment.id)
        for place, entry in adjustment.entries.items():
            other_entry = twin.entries.get(place) if twin else None
            if place in same and twin and other_entry != entry:
                subject = f"{before.line(place[0]).name}, {before.periods[place[1]].short_label}, {adjustment.name}"
                now_amount = other_entry.amount if other_entry else None
                yield ImportChange(ChangeKind.EDITED, subject, _written(entry.amount), _written(now_amount))


def _all_said(project: Project, cell: tuple[str, str]) -> set[tuple[str, str, Decimal | None]]:
    return {
        (one.role.value, one.adjustment_or_currency, one.amount) for one in project.source_figures.by_cell.get(cell, ())
    }
