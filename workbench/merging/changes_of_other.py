"""What the other project altered in all: each with its value there, what is added with its details, lines in order."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from workbench.commands.adjustment_list import ORDER
from workbench.commands.adjustments import SWITCH
from workbench.commands.alteration_kinds import KINDS
from workbench.commands.altered_values import UNFIT
from workbench.commands.comparatives import UNLOCKED
from workbench.commands.entries import EFFECT
from workbench.commands.figures import FIGURE, TOTAL
from workbench.commands.imports import IMPORTED
from workbench.commands.journals import ENTRY, fact_of_entry
from workbench.commands.line_order import path_under
from workbench.commands.lines import PARTS
from workbench.commands.new_adjustments import ADDED
from workbench.commands.reconciled_periods import RECONCILED
from workbench.commands.scenarios import SCENARIO, SCENARIO_NAME, switches_in
from workbench.commands.statement_lines import LINE, PLACE, fact_of_place
from workbench.commands.statements import PERIOD, STATEMENT
from workbench.domain.adjustments import Adjustment
from workbench.domain.facts import FactValue
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, Statement
from workbench.domain.subjects import (
    EntrySubject,
    FigureSubject,
    LineSubject,
    ScenarioSubject,
    StatementSubject,
    Subject,
)
from workbench.domain.trail import Alteration, net_alterations
from workbench.merging.additions import are_same, is_addition, legs_in, record_in, with_record

APART = frozenset((PARTS, SWITCH, RECONCILED, UNLOCKED))
"""What stands apart although what it belongs to is added with all its other attributes."""
FIRST = (STATEMENT, PERIOD, LINE, ADDED)
"""What others stand on comes before them."""
EffectCell = tuple[AdjustmentId, LineId, PeriodId]


@dataclass(frozen=True)
class ChangesOfOther:
    """``alterations``: with the ids of the other project, each after those on which it stands.

    ``unknown``: how many are of a kind that only a later version of the program knows.
    """

    alterations: tuple[Alteration, ...]
    unknown: int


def changes_of_other(
    project: Project, other: Project, here: Iterable[Alteration], there: Iterable[Alteration]
) -> ChangesOfOther:
    """Return what ``other`` altered in all since it and ``project`` were one.

    ``here``, ``there``: every alteration of either since then.
    """
    net = tuple(net_alterations(_without_renamed_scenarios(project, other, there)))
    unknown = sum(1 for altered in net if altered.attribute not in KINDS and altered.attribute != IMPORTED)
    final = list(_without_details_of_additions(_with_values_there(other, net)))
    figures = [each for each in final if not _is_twice(each, final, other)]
    apart = _entries_apart(project, other, figures, _cells_typed_and_posted_to(here, there))
    return ChangesOfOther(tuple(_in_order(project, other, apart)), unknown)


def cells_changed(altered: Alteration) -> set[EffectCell]:
    """Return the effects that an alteration of an entry, or of an effect itself, changes."""
    match altered.subject:
        case FigureSubject(_, line, period) as subject if altered.attribute == EFFECT:
            return {(subject.adjustment, line, period)}
        case EntrySubject(adjustment) if altered.attribute == ENTRY:
            return {(adjustment, leg.line, leg.period) for leg in legs_in((altered.old, altered.new))}
    return set()


def _without_renamed_scenarios(
    project: Project, other: Project, alterations: Iterable[Alteration]
) -> Iterator[Alteration]:
    """Yield alterations, the renaming of a scenario as one that goes and one that comes."""
    for altered in alterations:
        match altered:
            case Alteration(ScenarioSubject(), attribute, _, str() as old, str() as new) if attribute == SCENARIO_NAME:
                yield replace(altered, attribute=SCENARIO, old=switches_in(project, old), new=None)
                yield Alteration(ScenarioSubject(new), SCENARIO, new, None, switches_in(other, new))
            case _:
                yield altered


def _with_values_there(other: Project, net: Iterable[Alteration]) -> Iterator[Alteration]:
    """Yield what is another now, without what is no longer there: that it went is an alteration of its own."""
    for altered in net:
        try:
            present = KINDS[altered.attribute].value(other, altered)
        except UNFIT:
            continue
        if is_addition(altered) and present is not None:
            present = _as_added(altered, present)
        if not are_same(altered.old, present):
            yield replace(altered, new=present)


def _as_added(altered: Alteration, present: FactValue) -> FactValue:
    """Return what is added as it is now, but with nothing in it that is an alteration of its own."""
    if altered.attribute == ADDED:
        stated_for = record_in(altered.new, Adjustment).stated_for
        return with_record(present, record_in(present, Adjustment).with_attributes(stated_for=stated_for))
    if altered.attribute == LINE:
        line = record_in(present, Line)
        return with_record(present, replace(line, role=LineRole.LINE) if line.role is LineRole.TOTAL else line)
    return present


def _without_details_of_additions(alterations: Iterable[Alteration]) -> Iterator[Alteration]:
    known = tuple(alterations)
    added = {altered.subject.key for altered in known if is_addition(altered)}
    statements = {altered.subject for altered in known if altered.attribute == STATEMENT and is_addition(altered)}
    for altered in known:
        subject, attribute = altered.subject, altered.attribute
        if not is_addition(altered) and subject.key in added and attribute not in APART:
            continue
        match subject:
            case FigureSubject(statement) if attribute in (FIGURE, TOTAL) and StatementSubject(statement) in statements:
                continue
            case LineSubject(statement) if StatementSubject(statement) in statements:
                continue
            case StatementSubject(statement, period) if period and StatementSubject(statement) in statements:
                continue
        yield altered


def _is_twice(altered: Alteration, alterations: Sequence[Alteration], other: Project) -> bool:
    """True for the one of two alterations of a figure, entered and restated, that its line is no longer open to."""
    match altered.subject:
        case FigureSubject(_, line) if altered.attribute in (FIGURE, TOTAL):
            is_total = line in other.statement_of(line).total_of
            better = TOTAL if is_total else FIGURE
            return altered.attribute != better and any(
                each.subject == altered.subject and each.attribute == better for each in alterations
            )
    return False


def _cells_typed_and_posted_to(here: Iterable[Alteration], there: Iterable[Alteration]) -> Set[EffectCell]:
    """Return the effects that only the other project changed, both as such and by posting entries."""
    changed: dict[str, set[EffectCell]] = {EFFECT: set(), ENTRY: set()}
    for altered in there:
        changed.get(altered.attribute, set()).update(cells_changed(altered))
    changed_here = {cell for altered in net_alterations(here) for cell in cells_changed(altered)}
    return (changed[EFFECT] & changed[ENTRY]) - changed_here


def _entries_apart(
    project: Project, other: Project, alterations: Sequence[Alteration], cells: Set[EffectCell]
) -> Iterator[Alteration]:
    """Yield alterations, those of the effects in ``cells`` as the entries behind them."""
    known = {altered.key for altered in alterations if altered.attribute == ENTRY}
    behind = {entry.key: entry for cell in sorted(cells) for entry in _entries_behind(project, other, cell)}
    entered = {cell for entry in behind.values() for cell in cells_changed(entry)}
    for altered in alterations:
        changed = cells_changed(altered) & cells if altered.attribute == EFFECT else set()
        if not changed:
            yield altered
        elif not changed & entered:
            yield replace(altered, old=None)  # all that was posted is gone, and the effect is said to be nil
    yield from (entry for key, entry in behind.items() if key not in known)


def _entries_behind(project: Project, other: Project, cell_of_effect: EffectCell) -> Iterator[Alteration]:
    """Yield the entries behind an effect that are others in the other project."""
    adjustment, line, period = cell_of_effect
    cell = line, period
    own, others = (each.adjustment_by_id.get(adjustment) for each in (project, other))
    known = {entry.id: entry for entry in own.entries_on(cell)} if own else {}
    there = {entry.id: entry for entry in others.entries_on(cell)} if others else {}
    for key in dict.fromkeys((*known, *there)):
        old, new = known.get(key), there.get(key)
        if old != new:
            old_fact = fact_of_entry(project, old) if old else None
            new_fact = fact_of_entry(other, new) if new else None
            owner = others or own
            name = owner.name if owner else adjustment
            yield Alteration(EntrySubject(adjustment, key), ENTRY, name, old_fact, new_fact)


# ---- order


def _in_order(project: Project, other: Project, alterations: Iterable[Alteration]) -> Iterator[Alteration]:
    """Yield what is added before what stands on it, the order of differences last."""
    known = tuple(alterations)
    lines = [each for each in known if each.attribute == LINE and is_addition(each)]
    for attribute in FIRST:
        added = [each for each in known if each.attribute == attribute and is_addition(each)]
        yield from _in_order_of_insertion(project, other, added) if attribute == LINE else added
    rest = [each for each in known if not (each.attribute in FIRST and is_addition(each))]
    added_lines = {each.subject for each in lines}
    for altered in sorted(rest, key=lambda each: each.attribute == ORDER):
        yield _with_place_here(project, other, altered, added_lines) if altered.attribute == PLACE else altered


def _in_order_of_insertion(project: Project, other: Project, added: Sequence[Alteration]) -> Iterator[Alteration]:
    """Yield new lines, each behind one that is there: headings before what they head, else the last one first."""
    subjects = {altered.subject for altered in added}

    def depth_and_place(altered: Alteration) -> tuple[int, int]:
        statement, line = _line_there(other, altered)
        return len(_headings(statement, line, subjects)), -statement.place_of[line.id]

    for altered in sorted(added, key=depth_and_place):
        statement, line = _line_there(other, altered)
        after = _line_before(project, statement, line, _headings(statement, line, subjects))
        yield replace(altered, new=with_record(altered.new, record_in(altered.new, Line), after=after or ""))


def _with_place_here(project: Project, other: Project, altered: Alteration, added: Set[Subject]) -> Alteration:
    statement, line = _line_there(other, altered)
    after = _line_before(project, statement, line, _headings(statement, line, added))
    return replace(altered, new=fact_of_place(statement, after, line.section))


def _line_there(other: Project, altered: Alteration) -> tuple[Statement, Line]:
    subject = altered.subject
    assert isinstance(subject, LineSubject), "only lines are inserted and placed"
    statement = other.statement_by_id[subject.statement]
    return statement, statement.line_by_id[subject.line]


def _headings(statement: Statement, line: Line, added: Set[Subject]) -> set[LineId]:
    """Return which of the lines ``added`` head the section of a line."""
    paths = {line.section[: number + 1] for number in range(len(line.section))}
    return {
        each.id
        for each in statement.lines[: statement.place_of[line.id]]
        if LineSubject(statement.id, each.id) in added and path_under(each) in paths
    }


def _line_before(project: Project, statement: Statement, line: Line, headings: set[LineId]) -> LineId | None:
    """Return the nearest line before ``line`` that is here, or heads it; None if it comes first."""
    own = project.statement_by_id.get(statement.id)
    before = statement.lines[: statement.place_of[line.id]]
    known = own.line_by_id.keys() if own else ()
    return next((each.id for each in reversed(before) if each.id in known or each.id in headings), None)
