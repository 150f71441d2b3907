"""What differs between two imports of the same sources: cell by cell, and in the lines and differences around them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.amounts import grouped
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says, Stated
from workbench.workbooks import position


class What(StrEnum):
    """What became of a cell, a line or a difference."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    READ_AS = "read as something else"
    MOVED = "moved"
    EDITED = "edited here, as in the source again"


ORDER = (What.CHANGED, What.READ_AS, What.NEW, What.GONE, What.EDITED, What.MOVED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``subject``: the line and period, or what else it is about; ``was`` and ``now`` in words.

    ``cell``: where it stands now, else where it stood; None where it is about no cell.
    """

    what: What
    subject: str
    was: str
    now: str
    cell: CellRef | None = None


NIL = "—"
Said = tuple[str, str, str, str]
"""What a cell states: line, period, says, of."""


def compared(before: Project, after: Project) -> tuple[Difference, ...]:
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
    return tuple(sorted(found, key=lambda each: ORDER.index(each.what)))


# ---- cells


def _of_cells(before: Project, after: Project) -> Iterator[Difference]:
    was, now = before.stated.by_place, after.stated.by_place
    paired = _Pairs(was, now)
    for cell in sorted(now, key=_reading_order):
        one, origin = now[cell], paired.origin.get(cell)
        if origin is not None:
            if was[origin].amount != one.amount:
                yield Difference(What.CHANGED, _subject(after, one), _amount(was[origin]), _amount(one), cell)
        elif cell in paired.gone:
            meant, means = _meaning(before, was[cell]), _meaning(after, one)
            yield Difference(What.READ_AS, _subject(after, one), meant, means, cell)
        else:
            yield Difference(What.NEW, _subject(after, one), "", _amount(one), cell)
    for cell in sorted(paired.gone, key=_reading_order):
        if cell not in now or cell in paired.origin:
            yield Difference(What.GONE, _subject(before, was[cell]), _amount(was[cell]), "", cell)


def _of_places(before: Project, after: Project) -> Iterator[Difference]:
    """Yield what moved, all that moved alike as one: a row was inserted, a sheet renamed."""
    now = after.stated.by_place
    paired = _Pairs(before.stated.by_place, now)
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
        yield Difference(What.MOVED, subject, f"{prefix}{span_before}", span, first)


class _Pairs:
    """Which cell of before is which of after: in its place, else what states the same of the same file elsewhere.

    ``origin``: where a cell of after stood before. ``gone``: the cells of before that are nowhere.
    """

    def __init__(self, was: Mapping[CellRef, Stated], now: Mapping[CellRef, Stated]) -> None:
        self.origin = {cell: cell for cell, one in now.items() if cell in was and _said(was[cell]) == _said(one)}
        waiting: dict[tuple[str, Said], list[CellRef]] = {}
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


def _said(one: Stated) -> Said:
    return one.line, one.period, one.says.value, one.of


def _subject(project: Project, one: Stated) -> str:
    parts = [project.line(one.line).name, project.periods[one.period].short_label]
    return ", ".join((*parts, _states(project, one)))


def _states(project: Project, one: Stated) -> str:
    if one.says in (Says.ADJUSTMENT, Says.ENTRY):
        adjustment = project.adjustment_by_id.get(one.of)
        return adjustment.name if adjustment else one.of
    if one.says is Says.TRANSLATION:
        return one.of
    return one.says.value


def _meaning(project: Project, one: Stated) -> str:
    return f"{_subject(project, one)}: {_amount(one)}"


def _amount(one: Stated) -> str:
    return _written(one.amount)


def _written(amount: Decimal | None) -> str:
    return "blank" if amount is None else grouped(amount) if amount else NIL


# ---- what stands around them


def _of_the_whole(before: Project, after: Project) -> Iterator[Difference]:
    for subject, was, now in (
        ("Entity", before.entity, after.entity),
        ("Currency", before.currency, after.currency),
        ("Scale", f"{before.scale:,}", f"{after.scale:,}"),
        ("Frameworks", " → ".join(before.frameworks), " → ".join(after.frameworks)),
    ):
        if was != now:
            yield Difference(What.CHANGED, subject, was, now)


def _of_periods(before: Project, after: Project) -> Iterator[Difference]:
    for statement in after.statements:
        earlier = before.statement_by_id.get(statement.id)
        if earlier is None:
            yield Difference(What.NEW, "Statement", "", statement.title)
            continue
        for period in statement.periods:
            subject = f"{after.periods[period].short_label} of {statement.title}"
            now = _whether(period in statement.reconciled)
            if period not in earlier.periods:
                yield Difference(What.NEW, subject, "", now)
            elif (was := _whether(period in earlier.reconciled)) != now:
                yield Difference(What.CHANGED, subject, was, now)
        for period in earlier.periods:
            if period not in statement.periods:
                subject = f"{before.periods[period].short_label} of {statement.title}"
                yield Difference(What.GONE, subject, _whether(period in earlier.reconciled), "")
    for statement in before.statements:
        if statement.id not in after.statement_by_id:
            yield Difference(What.GONE, "Statement", statement.title, "")


def _whether(is_reconciled: bool) -> str:
    return "reconciled" if is_reconciled else "not reconciled"


def _of_lines(before: Project, after: Project) -> Iterator[Difference]:
    was = {line.id: (line.caption, statement.title) for statement in before.statements for line in statement.lines}
    now = {line.id: (line.caption, statement.title) for statement in after.statements for line in statement.lines}
    for key, (caption, title) in now.items():
        if key not in was:
            yield Difference(What.NEW, f"Line of {title}", "", caption or key)
        elif was[key][0] != caption:
            yield Difference(What.CHANGED, f"Caption in {title}", was[key][0], caption)
    for key, (caption, title) in was.items():
        if key not in now:
            yield Difference(What.GONE, f"Line of {title}", caption or key, "")
    totals_before, totals_after = dict(_totals(before)), dict(_totals(after))
    for key, parts in totals_after.items():
        earlier = totals_before.get(key, ())
        if key in was and parts != earlier:
            yield Difference(What.CHANGED, f"Parts of {now[key][0]}", _parts(before, earlier), _parts(after, parts))
    for key, parts in totals_before.items():
        if key in now and key not in totals_after:
            yield Difference(What.CHANGED, f"Parts of {now[key][0]}", _parts(before, parts), "no total")


def _totals(project: Project) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
    for statement in project.statements:
        for total in statement.totals:
            yield total.line, total.parts


def _parts(project: Project, parts: Iterable[tuple[str, int]]) -> str:
    words = " ".join(f"{'−' if weight < 0 else '+'} {project.line(line).name}" for line, weight in parts)
    return words.removeprefix("+ ") or "no total"


def _of_adjustments(before: Project, after: Project) -> Iterator[Difference]:
    for key, adjustment in after.adjustment_by_id.items():
        earlier = before.adjustment_by_id.get(key)
        if earlier is None:
            yield Difference(What.NEW, "Difference", "", adjustment.name)
            continue
        if earlier.name != adjustment.name:
            yield Difference(What.CHANGED, "Name of a difference", earlier.name, adjustment.name)
        if (key in before.enabled) != (key in after.enabled):
            was, now = ("on" if key in project.enabled else "off" for project in (before, after))
            yield Difference(What.EDITED, adjustment.name, was, now)
    for key, adjustment in before.adjustment_by_id.items():
        if key not in after.adjustment_by_id:
            yield Difference(What.GONE, "Difference", adjustment.name, "")


def _of_edits(before: Project, after: Project) -> Iterator[Difference]:
    """Yield what was typed here and is given up: figures and effects that differ though their cells do not."""
    changed = {(one.line, one.period) for one in before.stated} & {(one.line, one.period) for one in after.stated}
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
                    yield Difference(What.EDITED, subject, _written(was), _written(now))
    for cell, reason in before.restated.items():
        if cell not in after.restated:
            yield Difference(What.EDITED, "Marked as restated", reason, "", cell)
    for adjustment in before.adjustments:
        twin = after.adjustment_by_id.get(adjustment.id)
        for place, entry in adjustment.entries.items():
            other_entry = twin.entries.get(place) if twin else None
            if place in same and twin and other_entry != entry:
                subject = f"{before.line(place[0]).name}, {before.periods[place[1]].short_label}, {adjustment.name}"
                now_amount = other_entry.amount if other_entry else None
                yield Difference(What.EDITED, subject, _written(entry.amount), _written(now_amount))


def _all_said(project: Project, cell: tuple[str, str]) -> set[tuple[str, str, Decimal | None]]:
    return {(one.says.value, one.of, one.amount) for one in project.stated.by_cell.get(cell, ())}
