"""What differs between two imports of the same sources: cell by cell, and in their lines and adjustments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure
from workbench.domain.statements import FigureKey, Statement
from workbench.workbooks import position


class ChangeKind(StrEnum):
    """What happened to a cell, a line or a difference."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    READ_AS = "read-otherwise"
    MOVED = "moved"
    EDITED = "edit-given-up"
    """Edited here; equal to the source again."""


ORDER = (ChangeKind.CHANGED, ChangeKind.READ_AS, ChangeKind.NEW, ChangeKind.GONE, ChangeKind.EDITED, ChangeKind.MOVED)


@dataclass(frozen=True, slots=True)
class ImportChange:
    """One difference between two imports, for the user. ``was`` and ``now``: the old and new content; "" for none.

    ``subject``: the line and period, or whatever else it is about. ``cell``: where it is now, else where it was;
    None if it is not about a cell.
    """

    kind: ChangeKind
    subject: Told
    was: Told
    now: Told
    cell: CellRef | None = None


NIL = "—"
ComparedFigure = tuple[LineId, PeriodId, str, str]
"""What a cell states: line, period, role, adjustment or currency."""


def compare_imports(before: Project, after: Project) -> tuple[ImportChange, ...]:
    """Return what importing ``after`` in place of ``before`` would change; empty if they are equal.

    Changes come first, moves last; the cells of each kind are in reading order.
    """
    changes = (
        *_changes_of_project(before, after),
        *_changes_of_cells(before, after),
        *_changes_of_periods(before, after),
        *_changes_of_lines(before, after),
        *_changes_of_adjustments(before, after),
        *_discarded_edits(before, after),
        *_moved_cells(before, after),
    )
    return tuple(sorted(changes, key=lambda change: ORDER.index(change.kind)))


# ---- cells


def _changes_of_cells(before: Project, after: Project) -> Iterator[ImportChange]:
    was, now = before.source_figures.by_source_cell, after.source_figures.by_source_cell
    pairs = _Pairs(was, now)
    for cell in sorted(now, key=_reading_order):
        figure, origin = now[cell], pairs.origin.get(cell)
        if origin is not None:
            if was[origin].amount != figure.amount:
                yield ImportChange(
                    ChangeKind.CHANGED,
                    _subject(after, figure),
                    _format_figure(was[origin]),
                    _format_figure(figure),
                    cell,
                )
        elif cell in pairs.cells_gone:
            description_before, description = _describe_figure(before, was[cell]), _describe_figure(after, figure)
            yield ImportChange(ChangeKind.READ_AS, _subject(after, figure), description_before, description, cell)
        else:
            yield ImportChange(ChangeKind.NEW, _subject(after, figure), "", _format_figure(figure), cell)
    for cell in sorted(pairs.cells_gone, key=_reading_order):
        if cell not in now or cell in pairs.origin:
            yield ImportChange(ChangeKind.GONE, _subject(before, was[cell]), _format_figure(was[cell]), "", cell)


def _moved_cells(before: Project, after: Project) -> Iterator[ImportChange]:
    """Yield moves; cells that moved alike, as after an inserted row or a renamed sheet, are one move."""
    now = after.source_figures.by_source_cell
    pairs = _Pairs(before.source_figures.by_source_cell, now)
    moves: dict[tuple[str, str, str, int, int], list[tuple[CellRef, CellRef]]] = {}
    for cell, origin in pairs.origin.items():
        if cell != origin:
            (row, column), (row_before, column_before) = position(cell.cell), position(origin.cell)
            distance = row - row_before, column - column_before
            moves.setdefault((cell.file, origin.sheet, cell.sheet, *distance), []).append((origin, cell))
    for (_, sheet_before, sheet, _, _), places in moves.items():
        places.sort(key=lambda pair: _reading_order(pair[1]))
        lines = list(dict.fromkeys(after.line(now[cell].line).name for _, cell in places))
        subject: Told = lines[0]
        if len(lines) > 1:
            subject = fact("several-lines", count=len(lines), first=lines[0], last=lines[-1])
        prefix = f"{sheet_before}!" if sheet_before != sheet else ""
        (first_before, first), (last_before, last) = places[0], places[-1]
        span_before, span = f"{first_before.cell}:{last_before.cell}", f"{first.cell}:{last.cell}"
        yield ImportChange(ChangeKind.MOVED, subject, f"{prefix}{span_before}", span, first)


class _Pairs:
    """Matches cells before and after: the one in the same place, else one in the file that states the same.

    ``origin``: the old place of a new cell. ``cells_gone``: the old cells without a new one.
    """

    def __init__(self, was: Mapping[CellRef, SourceFigure], now: Mapping[CellRef, SourceFigure]) -> None:
        self.origin = {
            cell: cell for cell, figure in now.items() if cell in was and _figure_key(was[cell]) == _figure_key(figure)
        }
        waiting: dict[tuple[str, ComparedFigure], list[CellRef]] = {}
        for cell, figure in was.items():
            if cell not in self.origin:
                waiting.setdefault((cell.file, _figure_key(figure)), []).append(cell)
        for same_sheet in (True, False):
            for cell, figure in now.items():
                origins = [] if cell in self.origin else waiting.get((cell.file, _figure_key(figure)), [])
                origin = next((place for place in origins if not same_sheet or place.sheet == cell.sheet), None)
                if origin is not None:
                    origins.remove(origin)
                    self.origin[cell] = origin
        self.cells_gone = {cell for cells in waiting.values() for cell in cells}


def _reading_order(cell: CellRef) -> tuple[str, str, int, int]:
    return cell.file, cell.sheet, *position(cell.cell)


def _figure_key(figure: SourceFigure) -> ComparedFigure:
    return figure.line, figure.period, figure.role.value, figure.adjustment_or_currency


def _subject(project: Project, figure: SourceFigure) -> Fact:
    return fact(
        "figure-of-column",
        line=project.line(figure.line).name,
        period=short_name_of_period(project.periods[figure.period]),
        column=_name_of_role(project, figure),
    )


def _name_of_role(project: Project, figure: SourceFigure) -> Told:
    if figure.role in (FigureRole.ADJUSTMENT, FigureRole.ENTRY):
        adjustment = project.adjustment_by_id.get(figure.adjustment)
        return adjustment.name if adjustment else figure.adjustment
    if figure.role is FigureRole.TRANSLATION:
        return figure.adjustment_or_currency
    return fact("role-result" if figure.role is FigureRole.RESULT else "role-as-reported")


def _describe_figure(project: Project, figure: SourceFigure) -> Fact:
    return fact("figure-and-amount", figure=_subject(project, figure), amount=_format_figure(figure))


def _format_figure(figure: SourceFigure) -> Told:
    return _format_amount(figure.amount)


def _format_amount(amount: Decimal | None) -> Told:
    return fact("blank-figure") if amount is None else fact("amount-of-figure", amount=amount) if amount else NIL


# ---- what surrounds them


def _changes_of_project(before: Project, after: Project) -> Iterator[ImportChange]:
    for subject, was, now in (
        (fact("entity-of-project"), before.entity, after.entity),
        (fact("currency-of-project"), before.currency, after.currency),
        (fact("scale-of-project"), fact("units-in-one", scale=before.scale), fact("units-in-one", scale=after.scale)),
        (fact("frameworks-of-project"), _names(before), _names(after)),
    ):
        if was != now:
            yield ImportChange(ChangeKind.CHANGED, subject, was, now)


def _names(project: Project) -> str:
    return " → ".join(framework.label for framework in project.frameworks)


def _changes_of_periods(before: Project, after: Project) -> Iterator[ImportChange]:
    for statement in after.statements:
        earlier = before.statement_by_id.get(statement.id)
        if earlier is None:
            yield ImportChange(ChangeKind.NEW, fact("whole-statement"), "", statement.title)
            continue
        for period in statement.periods:
            subject = _period_of(after, statement, period)
            now = _reconciled_or_not(period in statement.reconciled)
            if period not in earlier.periods:
                yield ImportChange(ChangeKind.NEW, subject, "", now)
            elif (was := _reconciled_or_not(period in earlier.reconciled)) != now:
                yield ImportChange(ChangeKind.CHANGED, subject, was, now)
        for period in earlier.periods:
            if period not in statement.periods:
                subject = _period_of(before, statement, period)
                yield ImportChange(ChangeKind.GONE, subject, _reconciled_or_not(period in earlier.reconciled), "")
    for statement in before.statements:
        if statement.id not in after.statement_by_id:
            yield ImportChange(ChangeKind.GONE, fact("whole-statement"), statement.title, "")


def _period_of(project: Project, statement: Statement, period: PeriodId) -> Fact:
    return fact("period-of-statement", period=short_name_of_period(project.periods[period]), statement=statement.title)


def _reconciled_or_not(is_reconciled: bool) -> Fact:
    return fact("reconciled" if is_reconciled else "not-reconciled")


def _changes_of_lines(before: Project, after: Project) -> Iterator[ImportChange]:
    was = {line.id: (line.caption, statement.title) for statement in before.statements for line in statement.lines}
    now = {line.id: (line.caption, statement.title) for statement in after.statements for line in statement.lines}
    for key, (caption, title) in now.items():
        if key not in was:
            yield ImportChange(ChangeKind.NEW, fact("line-of-statement", statement=title), "", caption or key)
        elif was[key][0] != caption:
            subject = fact("caption-in-statement", statement=title)
            yield ImportChange(ChangeKind.CHANGED, subject, was[key][0], caption)
    for key, (caption, title) in was.items():
        if key not in now:
            yield ImportChange(ChangeKind.GONE, fact("line-of-statement", statement=title), caption or key, "")
    totals_before, totals_after = dict(_totals(before)), dict(_totals(after))
    for key, parts in totals_after.items():
        earlier = totals_before.get(key, ())
        if key in was and parts != earlier:
            subject = fact("parts-of-total", line=now[key][0])
            yield ImportChange(ChangeKind.CHANGED, subject, _parts(before, earlier), _parts(after, parts))
    for key, parts in totals_before.items():
        if key in now and key not in totals_after:
            subject = fact("parts-of-total", line=now[key][0])
            yield ImportChange(ChangeKind.CHANGED, subject, _parts(before, parts), fact("no-total"))


def _totals(project: Project) -> Iterator[tuple[LineId, tuple[tuple[LineId, int], ...]]]:
    for statement in project.statements:
        for total in statement.totals:
            yield total.line, total.parts


def _parts(project: Project, parts: Iterable[tuple[LineId, int]]) -> Told:
    sum_of_lines = " ".join(f"{'−' if weight < 0 else '+'} {project.line(line).name}" for line, weight in parts)
    return sum_of_lines.removeprefix("+ ") or fact("no-total")


def _changes_of_adjustments(before: Project, after: Project) -> Iterator[ImportChange]:
    for key, adjustment in after.adjustment_by_id.items():
        earlier = before.adjustment_by_id.get(key)
        if earlier is None:
            yield ImportChange(ChangeKind.NEW, fact("whole-difference"), "", adjustment.name)
            continue
        if earlier.name != adjustment.name:
            yield ImportChange(ChangeKind.CHANGED, fact("name-of-difference"), earlier.name, adjustment.name)
        if (key in before.enabled) != (key in after.enabled):
            was, now = (
                fact("switched-on" if key in project.enabled else "switched-off") for project in (before, after)
            )
            yield ImportChange(ChangeKind.EDITED, adjustment.name, was, now)
    for key, adjustment in before.adjustment_by_id.items():
        if key not in after.adjustment_by_id:
            yield ImportChange(ChangeKind.GONE, fact("whole-difference"), adjustment.name, "")


def _discarded_edits(before: Project, after: Project) -> Iterator[ImportChange]:
    """Yield edits that would be lost: figures and effects that differ although their cells do not."""
    cells_in_both = {(figure.line, figure.period) for figure in before.source_figures} & {
        (figure.line, figure.period) for figure in after.source_figures
    }
    cells_unchanged = {cell for cell in cells_in_both if _figures_stated(before, cell) == _figures_stated(after, cell)}
    statements = after.statement_by_id
    for statement in before.statements:
        statement_after = statements.get(statement.id)
        for line in statement.lines if statement_after else ():
            for period in statement.periods:
                if (
                    (line.id, period) not in cells_unchanged
                    or statement_after is None
                    or line.id not in statement_after.line_by_id
                ):
                    continue
                was = statement.figure(line.id, period)
                now = statement_after.figure(line.id, period) if period in statement_after.periods else was
                if was != now:
                    subject = fact(
                        "figure-of-period", line=line.name, period=short_name_of_period(before.periods[period])
                    )
                    yield ImportChange(ChangeKind.EDITED, subject, _format_amount(was), _format_amount(now))
    for cell, reason in before.restated.items():
        if cell not in after.restated:
            yield ImportChange(ChangeKind.EDITED, fact("marked-as-restated"), reason, "", cell)
    for adjustment in before.adjustments:
        adjustment_after = after.adjustment_by_id.get(adjustment.id)
        for place, effect in adjustment.effects.items():
            effect_after = adjustment_after.effects.get(place) if adjustment_after else None
            if place in cells_unchanged and adjustment_after and effect_after != effect:
                subject = fact(
                    "figure-of-column",
                    line=before.line(place[0]).name,
                    period=short_name_of_period(before.periods[place[1]]),
                    column=adjustment.name,
                )
                yield ImportChange(ChangeKind.EDITED, subject, _format_amount(effect), _format_amount(effect_after))


def _figures_stated(project: Project, cell: FigureKey) -> set[tuple[str, str, Decimal | None]]:
    return {
        (figure.role.value, figure.adjustment_or_currency, figure.amount)
        for figure in project.source_figures.by_line_and_period.get(cell, ())
    }
