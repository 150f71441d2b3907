"""Importing again: the user's changes since the first import are reapplied to the new one; the user resolves conflicts.

Each alteration is tried in order. It fits if the new import, with the changes reapplied so far, holds the value that
the user altered; it is already done if that holds the user's value; otherwise it collides.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from workbench.commands.adjustments import NAME, NATURE, SWITCH, RenameAdjustment, SetNature, SwitchAdjustment
from workbench.commands.compound_command import Edit
from workbench.commands.entries import EFFECT, MEMO, REFERENCE, DescribeEntry, EditEntries, effect_of
from workbench.commands.figures import FIGURE, TOTAL, EditFigures, RestateTotal
from workbench.commands.imports import IMPORTED
from workbench.commands.lines import CAPTION, CONCEPT, PARTS, RenameLine, SetConcept, SetTotal, parts_of
from workbench.commands.new_adjustments import (
    ADDED,
    ENTRY,
    AddAdjustment,
    AddEntries,
    fact_of_adjustment,
    fact_of_entry,
)
from workbench.commands.project_details import DETAILS, details_of, with_detail
from workbench.commands.reconciled_periods import RECONCILED, SetReconciled
from workbench.commands.restated_sources import RESTATED, MarkRestated
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry, Nature
from workbench.domain.facts import Fact, FactValue
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    LineSubject,
    SourceSubject,
    StatementSubject,
)
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

Key = tuple[str, str]
"""Which attribute of which subject was altered: ``Alteration.key``."""


@dataclass(frozen=True, slots=True)
class Collision:
    """An alteration that does not fit the new import. ``theirs``: the value in the new import.

    ``is_gone``: the subject no longer exists, or can no longer be altered this way: the user's value cannot be kept.

    Its ``old`` is the value in the first import, its ``new`` the user's.
    """

    alteration: Alteration
    theirs: FactValue | None = None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Rebase:
    """``edits``: to be applied to the new import; ``collisions``: for the user to decide, or already decided."""

    edits: tuple[Edit, ...]
    collisions: tuple[Collision, ...]


def rebase(project: Project, imported: Project, keep: Collection[Key] = ()) -> Rebase:
    """Return which of the user's changes to ``project`` are reapplied to ``imported``, and which collide with it.

    ``keep``: the collisions in which the user's value is kept; in all others the new import's stays.
    """
    working, edits = imported, []
    collisions: dict[Key, Collision] = {}
    for alteration in _alterations_since_import(project):
        if collision := collisions.get(alteration.key):
            latest = replace(collision.alteration, new=alteration.new)
            collisions[alteration.key] = replace(collision, alteration=latest)
            continue
        try:
            kind = KINDS[alteration.attribute]
            present = kind.value(working, alteration)
            if present == alteration.new != alteration.old:
                continue
            if present != alteration.old:
                collisions[alteration.key] = Collision(alteration, present)
                continue
            edit = kind.edit(working, alteration)
            working = edit.apply(working)
        except (LookupError, WorkbenchError):
            collisions[alteration.key] = Collision(alteration, is_gone=True)
        else:
            edits.append(edit)
    for key, collision in collisions.items():
        if collision.is_gone:
            continue
        try:
            edit = KINDS[collision.alteration.attribute].edit(working, collision.alteration)
            kept = edit.apply(working)
        except (LookupError, WorkbenchError):
            collisions[key] = replace(collision, is_gone=True)
            continue
        if key in keep:
            working = kept
            edits.append(edit)
    return Rebase(tuple(edits), tuple(collisions.values()))


def _alterations_since_import(project: Project) -> Iterator[Alteration]:
    """Yield the user's alterations since the last import, in order."""
    since: list[Alteration] = []
    for step in project.trail.latest_first():
        for alteration in reversed(step.alterations):
            if alteration.attribute == IMPORTED:
                yield from reversed(since)
                return
            since.append(alteration)
    yield from reversed(since)


@dataclass(frozen=True, slots=True)
class AlterationKind:
    """How a kind of alteration is read from a project and reapplied. Both raise LookupError if its subject is gone."""

    value: Callable[[Project, Alteration], FactValue | None]
    edit: Callable[[Project, Alteration], Edit]


def _adjustment(alteration: Alteration) -> AdjustmentSubject:
    assert isinstance(alteration.subject, AdjustmentSubject)
    return alteration.subject


def _figure(alteration: Alteration) -> FigureSubject:
    assert isinstance(alteration.subject, FigureSubject)
    return alteration.subject


def _line(alteration: Alteration) -> LineSubject:
    assert isinstance(alteration.subject, LineSubject)
    return alteration.subject


def _entry(project: Project, alteration: Alteration) -> tuple[EntrySubject, JournalEntry]:
    assert isinstance(alteration.subject, EntrySubject)
    subject = alteration.subject
    return subject, project.adjustment_by_id[subject.adjustment].entries[EntryId(subject.entry)]


def _scope(alteration: Alteration) -> StatementSubject:
    assert isinstance(alteration.subject, StatementSubject)
    return alteration.subject


def _cell(project: Project, alteration: Alteration) -> CellRef:
    """Return the marked cell. Raises KeyError if it no longer states a figure."""
    assert isinstance(alteration.subject, SourceSubject)
    return project.source_figures.by_source_cell[alteration.subject.place].cell


def _amount(value: FactValue | None) -> Decimal | None:
    assert value is None or isinstance(value, Decimal)
    return value


def _text(value: FactValue | None) -> str:
    assert isinstance(value, str)
    return value


def _figure_of(project: Project, alteration: Alteration) -> Decimal | None:
    line, period = _figure(alteration).line, _figure(alteration).period
    return project.statement_of(line).figure(line, period)


def _edit_figure(_: Project, alteration: Alteration) -> Edit:
    subject = _figure(alteration)
    return EditFigures({(subject.line, subject.period): _amount(alteration.new)})


def _restate(_: Project, alteration: Alteration) -> Edit:
    amount, subject = _amount(alteration.new), _figure(alteration)
    assert amount is not None, "a total is restated with an amount"
    return RestateTotal(subject.line, subject.period, amount, alteration.reason)


def _effect_of(project: Project, alteration: Alteration) -> Decimal | None:
    subject = _figure(alteration)
    adjustment = project.adjustment_by_id[subject.adjustment]
    return effect_of(project, adjustment, (subject.line, subject.period))


def _edit_effect(_: Project, alteration: Alteration) -> Edit:
    subject = _figure(alteration)
    amounts = {(subject.line, subject.period): _amount(alteration.new)}
    return EditEntries(subject.adjustment, amounts)


def _parts(value: FactValue | None) -> tuple[tuple[tuple[LineId, int], ...], bool]:
    """Return the parts with their weights, and whether only affected ones are shown."""
    assert isinstance(value, tuple)
    parts: Any = value[1:]
    return parts, bool(value[:1] == (1,))


def _set_parts(_: Project, alteration: Alteration) -> Edit:
    return SetTotal(_line(alteration).line, *_parts(alteration.new))


def _concept_of(project: Project, alteration: Alteration) -> str | None:
    concept = project.line(_line(alteration).line).concept
    return concept.value if concept else None


def _describe(project: Project, alteration: Alteration) -> Edit:
    subject, entry = _entry(project, alteration)
    text, is_memo = _text(alteration.new), alteration.attribute == MEMO
    memo, reference = (text, entry.reference) if is_memo else (entry.memo, text)
    return DescribeEntry(subject.adjustment, entry.id, memo, reference)


def _record(alteration: Alteration, kind: Any) -> Any:
    """Return what was added, from the record of it. Raises LookupError if a later version wrote it in another way."""
    from workbench.codec import Undecodable, decode

    assert isinstance(alteration.new, Fact)
    try:
        return decode(_text(alteration.new["record"]), kind)
    except Undecodable as error:
        raise LookupError(str(error)) from None


def _adjustment_there(project: Project, alteration: Alteration) -> FactValue | None:
    adjustment = project.adjustment_by_id.get(_adjustment(alteration).adjustment)
    return fact_of_adjustment(adjustment) if adjustment else None


def _entry_there(project: Project, alteration: Alteration) -> FactValue | None:
    assert isinstance(alteration.subject, EntrySubject)
    entries = project.adjustment_by_id[alteration.subject.adjustment].entries
    entry = entries.get(EntryId(alteration.subject.entry))
    return fact_of_entry(project, entry) if entry else None


def _add_entry(_: Project, alteration: Alteration) -> Edit:
    assert isinstance(alteration.subject, EntrySubject)
    return AddEntries(alteration.subject.adjustment, (_record(alteration, JournalEntry),))


def _nature_of(project: Project, alteration: Alteration) -> str | None:
    nature = project.adjustment_by_id[_adjustment(alteration).adjustment].nature
    return nature.value if nature else None


def _detail_of(project: Project, alteration: Alteration) -> FactValue:
    return details_of(project)[alteration.attribute]


def _set_detail(project: Project, alteration: Alteration) -> Edit:
    assert alteration.new is not None, "a detail is text, a number or a tuple"
    return with_detail(project, alteration.attribute, alteration.new)


KINDS: Mapping[str, AlterationKind] = {
    SWITCH: AlterationKind(
        lambda project, altered: int(project.adjustment_by_id[_adjustment(altered).adjustment].id in project.enabled),
        lambda _, altered: SwitchAdjustment(_adjustment(altered).adjustment, bool(altered.new)),
    ),
    NAME: AlterationKind(
        lambda project, altered: project.adjustment_by_id[_adjustment(altered).adjustment].name,
        lambda _, altered: RenameAdjustment(_adjustment(altered).adjustment, _text(altered.new)),
    ),
    ADDED: AlterationKind(_adjustment_there, lambda _, altered: AddAdjustment(_record(altered, Adjustment))),
    ENTRY: AlterationKind(_entry_there, _add_entry),
    NATURE: AlterationKind(
        _nature_of,
        lambda _, altered: SetNature(
            _adjustment(altered).adjustment, Nature(_text(altered.new)) if altered.new else None
        ),
    ),
    **{attribute: AlterationKind(_detail_of, _set_detail) for attribute in DETAILS},
    FIGURE: AlterationKind(_figure_of, _edit_figure),
    TOTAL: AlterationKind(_figure_of, _restate),
    EFFECT: AlterationKind(_effect_of, _edit_effect),
    MEMO: AlterationKind(lambda project, altered: _entry(project, altered)[1].memo, _describe),
    REFERENCE: AlterationKind(lambda project, altered: _entry(project, altered)[1].reference, _describe),
    CAPTION: AlterationKind(
        lambda project, altered: project.line(_line(altered).line).caption,
        lambda _, altered: RenameLine(_line(altered).line, _text(altered.new)),
    ),
    CONCEPT: AlterationKind(
        _concept_of,
        lambda _, altered: SetConcept(_line(altered).line, Concept(_text(altered.new)) if altered.new else None),
    ),
    PARTS: AlterationKind(lambda project, altered: parts_of(project, _line(altered).line), _set_parts),
    RECONCILED: AlterationKind(
        lambda project, altered: int(
            _scope(altered).period in project.statement_by_id[_scope(altered).statement].reconciled
        ),
        lambda _, altered: SetReconciled(_scope(altered).statement, _scope(altered).period, bool(altered.new)),
    ),
    RESTATED: AlterationKind(
        lambda project, altered: project.restated.get(_cell(project, altered), ""),
        lambda project, altered: MarkRestated(_cell(project, altered), _text(altered.new)),
    ),
}
"""By altered attribute."""
