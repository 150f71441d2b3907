"""Importing again: the user's changes since the first import are reapplied to the new one; the user resolves conflicts.

Each alteration is tried in order. It fits if the new import, with the changes reapplied so far, holds the value that
the user altered; it is already done if that holds the user's value; otherwise it collides.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from workbench.commands.adjustment_list import (
    GROUP,
    ORDER,
    ArrangeAdjustments,
    GroupAdjustments,
    RemoveAdjustment,
    fact_of_removed_adjustment,
    order_of,
)
from workbench.commands.adjustments import (
    DESCRIPTION,
    NAME,
    NATURE,
    NOTE,
    READINESS,
    STANDARDS,
    SWITCH,
    DescribeAdjustment,
    RenameAdjustment,
    SetNature,
    SwitchAdjustment,
    description_of,
)
from workbench.commands.comments import (
    ANSWERS,
    COMMENT,
    COMMENT_STATE,
    COMMENT_TEXT,
    AddComment,
    AnswerComment,
    ChangeComment,
    CloseComment,
    RemoveComment,
    ReopenComment,
    fact_of_comment,
    facts_of_answers,
)
from workbench.commands.comparatives import UNLOCKED, UnlockComparative
from workbench.commands.completeness import CONSIDERED, Consider, consideration_of, fact_of_consideration
from workbench.commands.compound_command import Edit
from workbench.commands.cross_references import (
    DETAILS_OF_REFERENCE,
    REMARK_OF_REFERENCE,
    TARGET,
    AddCrossReference,
    ChangeCrossReference,
    RemoveCrossReference,
    details_of_reference,
    fact_of_reference,
)
from workbench.commands.cross_references import REFERENCE as REFERENCE_TO
from workbench.commands.entries import EFFECT, MEMO, REFERENCE, DescribeEntry, EditEntries, effect_of
from workbench.commands.evidence import (
    CONTENT,
    DETAILS_OF_EVIDENCE,
    EVIDENCE,
    EVIDENCE_CAPTION,
    PAGES,
    SHA_256,
    AddEvidence,
    ChangeEvidence,
    RemoveEvidence,
    details_of_evidence,
    fact_of_evidence,
)
from workbench.commands.figures import FIGURE, TOTAL, EditFigures, RestateTotal
from workbench.commands.imports import IMPORTED
from workbench.commands.journals import ENTRY, PostEntries, fact_of_entry
from workbench.commands.line_order import line_before
from workbench.commands.lines import CAPTION, CONCEPT, PARTS, RenameLine, SetConcept, SetTotal, parts_of
from workbench.commands.new_adjustments import ADDED, AddAdjustment, fact_of_adjustment
from workbench.commands.notes import NOTE_ON_ALL, WriteNote
from workbench.commands.open_items import (
    AMOUNT_OF_ITEM,
    ANSWER,
    DETAILS_OF_ITEM,
    FOR_WHOM,
    OPEN_ITEM,
    RAISED_BY,
    STATUS,
    SUBJECT_OF_ITEM,
    TEXT_OF_ITEM,
    AddOpenItem,
    ChangeOpenItem,
    RemoveOpenItem,
    details_of_item,
    fact_of_item,
)
from workbench.commands.project_details import DETAILS, details_of, with_detail
from workbench.commands.reconciled_periods import RECONCILED, SetReconciled
from workbench.commands.restated_sources import RESTATED, MarkRestated
from workbench.commands.scenarios import (
    SCENARIO,
    SCENARIO_NAME,
    KeepScenario,
    RemoveScenario,
    RenameScenario,
    switches_in,
)
from workbench.commands.statement_lines import (
    DECIMALS,
    DESCRIPTION_OF_LINE,
    LINE,
    PLACE,
    UNIT,
    DescribeLine,
    InsertLine,
    PlaceLine,
    RemoveLine,
    description_of_line,
    fact_of_line,
    fact_of_place,
)
from workbench.commands.statements import (
    PERIOD,
    STATEMENT,
    AddPeriod,
    AddStatement,
    fact_of_period,
    fact_of_statement,
)
from workbench.commands.thresholds import THRESHOLDS, SetThreshold, fact_of_threshold, threshold_of
from workbench.commands.ticks import (
    OWN_SIGN,
    SIGN_OF_TICK,
    TICK,
    TICK_EVERYWHERE,
    AddTick,
    ChangeTick,
    KeepSign,
    RemoveSign,
    RemoveTick,
    fact_of_tick,
)
from workbench.commands.uncorrected import (
    DETAILS_OF_UNCORRECTED,
    EQUITY,
    PERIOD_OF_UNCORRECTED,
    PROFIT,
    REASON,
    TEXT_OF_UNCORRECTED,
    UNCORRECTED,
    AddUncorrected,
    ChangeUncorrected,
    RemoveUncorrected,
    details_of_uncorrected,
    fact_of_uncorrected,
)
from workbench.commands.workings import WORKING, KeepWorkings
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry, Nature, Readiness
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.cross_references import CrossReference, CrossReferenceId, Target, WorkingPaper
from workbench.domain.evidence import Evidence, EvidenceId
from workbench.domain.facts import Fact, FactValue
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, KindId, LineId
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept, Line, LineUnit
from workbench.domain.subjects import (
    AdjustmentSubject,
    CommentSubject,
    CrossReferenceSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    OpenItemSubject,
    ScenarioSubject,
    SignSubject,
    SourceSubject,
    StatementSubject,
    TickSubject,
    UncorrectedSubject,
    subject_of,
)
from workbench.domain.ticks import Tick, TickId
from workbench.domain.trail import Alteration
from workbench.domain.uncorrected import Uncorrected, UncorrectedId
from workbench.domain.workings import WorkedCell, Working
from workbench.errors import WorkbenchError
from workbench.typed_amounts import parse_typed_amount

T = TypeVar("T")
UNFIT = (LookupError, ValueError, WorkbenchError)
"""What an alteration raises that no longer fits, ValueError if a later version wrote a value that this one lacks."""
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
    for alteration in alterations_since_import(project):
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
        except UNFIT:
            collisions[alteration.key] = Collision(alteration, is_gone=True)
        else:
            edits.append(edit)
    for key, collision in collisions.items():
        if collision.is_gone:
            continue
        try:
            edit = KINDS[collision.alteration.attribute].edit(working, collision.alteration)
            kept = edit.apply(working)
        except UNFIT:
            collisions[key] = replace(collision, is_gone=True)
            continue
        if key in keep:
            working = kept
            edits.append(edit)
    return Rebase(tuple(edits), tuple(collisions.values()))


def alterations_since_import(project: Project) -> Iterator[Alteration]:
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


def _expect(value: object, kind: type[T]) -> T:
    """Return ``value``, which is of ``kind``. Raises LookupError if a later version of the program wrote another."""
    if not isinstance(value, kind):
        raise LookupError(repr(value))
    return value


def _adjustment(alteration: Alteration) -> AdjustmentSubject:
    return _expect(alteration.subject, AdjustmentSubject)


def _figure(alteration: Alteration) -> FigureSubject:
    return _expect(alteration.subject, FigureSubject)


def _line(alteration: Alteration) -> LineSubject:
    return _expect(alteration.subject, LineSubject)


def _entry(project: Project, alteration: Alteration) -> tuple[EntrySubject, JournalEntry]:
    subject = _expect(alteration.subject, EntrySubject)
    return subject, project.adjustment_by_id[subject.adjustment].entries[EntryId(subject.entry)]


def _scope(alteration: Alteration) -> StatementSubject:
    return _expect(alteration.subject, StatementSubject)


def _cell(project: Project, alteration: Alteration) -> CellRef:
    """Return the marked cell. Raises KeyError if it no longer states a figure."""
    place = _expect(alteration.subject, SourceSubject).place
    return project.source_figures.by_source_cell[place].cell


def _amount(value: FactValue | None) -> Decimal | None:
    return None if value is None else _expect(value, Decimal)


def _text(value: FactValue | None) -> str:
    return _expect(value, str)


def _figure_of(project: Project, alteration: Alteration) -> Decimal | None:
    line, period = _figure(alteration).line, _figure(alteration).period
    return project.statement_of(line).figure(line, period)


def _edit_figure(_: Project, alteration: Alteration) -> Edit:
    subject = _figure(alteration)
    return EditFigures({(subject.line, subject.period): _amount(alteration.new)})


def _restate(_: Project, alteration: Alteration) -> Edit:
    amount, subject = _expect(alteration.new, Decimal), _figure(alteration)
    return RestateTotal(subject.line, subject.period, amount, alteration.reason)


def _effect_of(project: Project, alteration: Alteration) -> Decimal | None:
    subject = _figure(alteration)
    adjustment = project.adjustment_by_id[subject.adjustment]
    return effect_of(project, adjustment, (subject.line, subject.period))


def _edit_effect(_: Project, alteration: Alteration) -> Edit:
    subject = _figure(alteration)
    amounts = {(subject.line, subject.period): _amount(alteration.new)}
    return EditEntries(subject.adjustment, amounts)


def _worked_cell(alteration: Alteration) -> WorkedCell:
    subject = _figure(alteration)
    adjustment = subject.adjustment if subject.role.is_of_an_adjustment else NO_ADJUSTMENT
    return WorkedCell(subject.line, subject.period, adjustment)


def _working_of(project: Project, alteration: Alteration) -> str | None:
    return project.working(_worked_cell(alteration))


def _keep_working(project: Project, alteration: Alteration) -> Edit:
    """Keep the arithmetic of a figure if it comes to the figure, which the alteration before this one has set."""
    cell = _worked_cell(alteration)
    amount = _effect_of(project, alteration) if cell.adjustment else _figure_of(project, alteration)
    if alteration.new is None or amount is None:
        return KeepWorkings({cell: None})
    typed = _text(alteration.new)
    holds = parse_typed_amount(typed, project.line(cell.line), project.scale) == amount
    return KeepWorkings({cell: Working(typed, amount) if holds else None})


def _parts(value: FactValue | None) -> tuple[tuple[tuple[LineId, int], ...], bool]:
    """Return the parts with their weights, and whether only affected ones are shown."""
    value = _expect(value, tuple)
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

    try:
        return decode(_text(_expect(alteration.new, Fact)["record"]), kind)
    except Undecodable as error:
        raise LookupError(str(error)) from None


def _adjustment_there(project: Project, alteration: Alteration) -> FactValue | None:
    adjustment = project.adjustment_by_id.get(_adjustment(alteration).adjustment)
    if adjustment is None:
        return None
    return fact_of_removed_adjustment(adjustment) if alteration.new is None else fact_of_adjustment(adjustment)


def _entry_there(project: Project, alteration: Alteration) -> FactValue | None:
    subject = _expect(alteration.subject, EntrySubject)
    entry = project.adjustment_by_id[subject.adjustment].entries.get(EntryId(subject.entry))
    return fact_of_entry(project, entry) if entry else None


def _post_entry(_: Project, alteration: Alteration) -> Edit:
    subject = _expect(alteration.subject, EntrySubject)
    if alteration.new is None:
        return PostEntries(subject.adjustment, removed=(EntryId(subject.entry),))
    return PostEntries(subject.adjustment, (_record(alteration, JournalEntry),))


def _add_or_remove(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveAdjustment(_adjustment(alteration).adjustment)
    return AddAdjustment(_record(alteration, Adjustment))


def _describe_adjustment(project: Project, alteration: Alteration) -> Edit:
    known = DescribeAdjustment.of(project.adjustment_by_id[_adjustment(alteration).adjustment])
    match alteration.attribute, alteration.new:
        case (attribute, (source, target)) if attribute == STANDARDS:
            return replace(known, standards=(_text(source), _text(target)))
        case (attribute, text) if attribute == NOTE:
            return replace(known, note=_text(text))
        case (attribute, text) if attribute == READINESS:
            return replace(known, readiness=Readiness(_text(text)))
        case (_, text):
            return replace(known, kind=KindId(_text(text)))


def _arrange(_: Project, alteration: Alteration) -> Edit:
    order: Any = _expect(alteration.new, tuple)
    return ArrangeAdjustments(order)


def _kind(alteration: Alteration) -> KindSubject:
    return _expect(alteration.subject, KindSubject)


def _consideration_of(project: Project, alteration: Alteration) -> FactValue | None:
    subject = _kind(alteration)
    return fact_of_consideration(project.completeness.get((subject.kind, subject.period)))


def _consider(_: Project, alteration: Alteration) -> Edit:
    subject, new = _kind(alteration), alteration.new
    considered = None if new is None else consideration_of(_expect(new, Fact))
    return Consider(subject.kind, subject.period, considered)


def _scenario(alteration: Alteration) -> str:
    return _expect(alteration.subject, ScenarioSubject).scenario


def _switches(project: Project, value: FactValue | None) -> frozenset[AdjustmentId]:
    """Return the differences that are on in a scenario, without those that the project no longer has.

    Raises LookupError if it has none of them.
    """
    keys = frozenset(AdjustmentId(_text(key)) for key in _expect(value, tuple))
    known = keys & project.adjustment_by_id.keys()
    if keys and not known:
        raise LookupError(", ".join(sorted(keys)))
    return known


def _scenario_there(project: Project, alteration: Alteration) -> FactValue | None:
    """Return what is on in a scenario; what the step found or left, if only differences that are gone are missing."""
    present = project.scenarios.get(_scenario(alteration))
    for value in (alteration.old, alteration.new):
        if value is not None and present is not None and present == _switches(project, value):
            return value
    return switches_in(project, _scenario(alteration))


def _keep_or_remove(project: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveScenario(_scenario(alteration))
    return KeepScenario(_scenario(alteration), _switches(project, alteration.new))


def _name_of_scenario(project: Project, alteration: Alteration) -> str:
    """Return the name. Raises LookupError if there is no such scenario."""
    name = _scenario(alteration)
    if name not in project.scenarios:
        raise LookupError(name)
    return name


# ---- lines and statements


def _line_there(project: Project, alteration: Alteration) -> FactValue | None:
    subject = _line(alteration)
    statement = project.statement_by_id[subject.statement]
    line = statement.line_by_id.get(subject.line)
    return fact_of_line(line, line_before(statement, line.id)) if line else None


def _insert_or_remove(_: Project, alteration: Alteration) -> Edit:
    subject = _line(alteration)
    if alteration.new is None:
        return RemoveLine(subject.line)
    after = _text(_expect(alteration.new, Fact)["after"])
    return InsertLine(subject.statement, _record(alteration, Line), LineId(after) or None)


def _place_of(project: Project, alteration: Alteration) -> FactValue:
    statement = project.statement_of(_line(alteration).line)
    line = statement.line_by_id[_line(alteration).line]
    return fact_of_place(statement, line_before(statement, line.id), line.section)


def _place(_: Project, alteration: Alteration) -> Edit:
    place = _expect(alteration.new, Fact)
    section: Any = _expect(place["section"], tuple)
    return PlaceLine(_line(alteration).line, LineId(_text(place["after"])) or None, section)


def _describe_line(project: Project, alteration: Alteration) -> Edit:
    known, new = DescribeLine.of(project.line(_line(alteration).line)), alteration.new
    if alteration.attribute == DECIMALS:
        return replace(known, decimals=_expect(new, int))
    if alteration.attribute == UNIT:
        return replace(known, unit=LineUnit(_text(new)))
    return replace(known, target_caption=_text(new))


def _statement_there(project: Project, alteration: Alteration) -> FactValue | None:
    statement = project.statement_by_id.get(_scope(alteration).statement)
    if statement is None:
        return None
    return fact_of_statement(statement, tuple(project.periods[period] for period in statement.periods))


def _period_there(project: Project, alteration: Alteration) -> FactValue | None:
    subject = _scope(alteration)
    is_there = subject.period in project.statement_by_id[subject.statement].column_of
    return fact_of_period(project.periods[subject.period]) if is_there else None


# ---- comments and evidence: what an import no longer has keeps them


def _comment_id(alteration: Alteration) -> CommentId:
    return CommentId(_expect(alteration.subject, CommentSubject).comment)


def _comment_there(project: Project, alteration: Alteration) -> FactValue | None:
    comment = project.comments.get(_comment_id(alteration))
    return fact_of_comment(comment) if comment else None


def _add_or_remove_comment(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveComment(_comment_id(alteration))
    return AddComment(_record(alteration, Comment), although_gone=True)


def _answer(project: Project, alteration: Alteration) -> Edit:
    """Return the answers that follow those that the comment has."""
    answers = [_expect(answer, Fact) for answer in _expect(alteration.new, tuple)]
    replies = tuple(
        Reply(_text(answer["text"]), _text(answer["by"]), datetime.fromisoformat(_text(answer["at"])))
        for answer in answers
    )
    comment = _comment_id(alteration)
    return AnswerComment(comment, replies[len(project.comments[comment].replies) :])


def _close_or_reopen(_: Project, alteration: Alteration) -> Edit:
    comment = _comment_id(alteration)
    return ReopenComment(comment) if alteration.new else CloseComment(comment)


def _evidence_id(alteration: Alteration) -> EvidenceId:
    return EvidenceId(_expect(alteration.subject, EvidenceSubject).evidence)


def _evidence_there(project: Project, alteration: Alteration) -> FactValue | None:
    shown = project.evidence.get(_evidence_id(alteration))
    return fact_of_evidence(shown) if shown else None


def _add_or_remove_evidence(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveEvidence(_evidence_id(alteration))
    return AddEvidence(_record(alteration, Evidence), although_gone=True)


def _change_evidence(project: Project, alteration: Alteration) -> Edit:
    known = ChangeEvidence.of(project.evidence[_evidence_id(alteration)])
    text = _text(alteration.new)
    match alteration.attribute:
        case attribute if attribute == CONTENT:
            return replace(known, content=text)
        case attribute if attribute == EVIDENCE_CAPTION:
            return replace(known, caption=text)
        case attribute if attribute == PAGES:
            return replace(known, pages=text)
        case attribute if attribute == SHA_256:
            return replace(known, sha256=text)
    raise LookupError(alteration.attribute)


# ---- what reviewers leave: kept too, whatever an import no longer has


def _tick_id(alteration: Alteration) -> TickId:
    return TickId(_expect(alteration.subject, TickSubject).tick)


def _tick_there(project: Project, alteration: Alteration) -> FactValue | None:
    tick = project.ticks.get(_tick_id(alteration))
    return fact_of_tick(tick) if tick else None


def _add_or_remove_tick(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveTick(_tick_id(alteration))
    return AddTick(_record(alteration, Tick), although_gone=True)


def _sign(alteration: Alteration) -> str:
    return _expect(alteration.subject, SignSubject).sign


def _keep_or_remove_sign(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveSign(_sign(alteration))
    return KeepSign(_sign(alteration), _text(alteration.new))


def _reference_id(alteration: Alteration) -> CrossReferenceId:
    return CrossReferenceId(_expect(alteration.subject, CrossReferenceSubject).reference)


def _reference_there(project: Project, alteration: Alteration) -> FactValue | None:
    reference = project.cross_references.get(_reference_id(alteration))
    return fact_of_reference(reference) if reference else None


def _add_or_remove_reference(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveCrossReference(_reference_id(alteration))
    return AddCrossReference(_record(alteration, CrossReference), although_gone=True)


def _change_reference(project: Project, alteration: Alteration) -> Edit:
    reference = project.cross_references[_reference_id(alteration)]
    known = replace(ChangeCrossReference.of(reference), although_gone=True)
    match alteration.attribute, alteration.new:
        case attribute, Fact() | str() as new if attribute == TARGET:
            return replace(known, target=_target(new))
        case attribute, new if attribute == REMARK_OF_REFERENCE:
            return replace(known, remark=_text(new))
    raise LookupError(alteration.attribute)


def _target(value: Fact | str) -> Target:
    return WorkingPaper(_text(value["reference"])) if isinstance(value, Fact) else subject_of(value)


def _item_id(alteration: Alteration) -> OpenItemId:
    return OpenItemId(_expect(alteration.subject, OpenItemSubject).item)


def _item_there(project: Project, alteration: Alteration) -> FactValue | None:
    item = project.open_items.get(_item_id(alteration))
    return fact_of_item(item) if item else None


def _add_or_remove_item(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveOpenItem(_item_id(alteration))
    return AddOpenItem(_record(alteration, OpenItem), although_gone=True)


def _change_item(project: Project, alteration: Alteration) -> Edit:
    known = replace(ChangeOpenItem.of(project.open_items[_item_id(alteration)]), although_gone=True)
    attribute, new = alteration.attribute, alteration.new
    changes: Mapping[str, Callable[[], Edit]] = {
        TEXT_OF_ITEM: lambda: replace(known, text=_text(new)),
        RAISED_BY: lambda: replace(known, raised_by=_text(new)),
        FOR_WHOM: lambda: replace(known, for_whom=_text(new)),
        AMOUNT_OF_ITEM: lambda: replace(known, amount=_amount(new)),
        STATUS: lambda: replace(known, status=OpenItemStatus(_text(new))),
        ANSWER: lambda: replace(known, answer=_text(new)),
        SUBJECT_OF_ITEM: lambda: replace(known, subject=subject_of(_text(new))),
    }
    return changes[attribute]()


def _uncorrected_id(alteration: Alteration) -> UncorrectedId:
    return UncorrectedId(_expect(alteration.subject, UncorrectedSubject).uncorrected)


def _uncorrected_there(project: Project, alteration: Alteration) -> FactValue | None:
    left = project.uncorrected.get(_uncorrected_id(alteration))
    return fact_of_uncorrected(left) if left else None


def _add_or_remove_uncorrected(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveUncorrected(_uncorrected_id(alteration))
    return AddUncorrected(_record(alteration, Uncorrected), although_gone=True)


def _change_uncorrected(project: Project, alteration: Alteration) -> Edit:
    known = replace(ChangeUncorrected.of(project.uncorrected[_uncorrected_id(alteration)]), although_gone=True)
    attribute, new = alteration.attribute, alteration.new
    changes: Mapping[str, Callable[[], Edit]] = {
        TEXT_OF_UNCORRECTED: lambda: replace(known, text=_text(new)),
        PERIOD_OF_UNCORRECTED: lambda: replace(known, period=PeriodId(_text(new))),
        REASON: lambda: replace(known, reason=_text(new)),
        PROFIT: lambda: replace(known, profit=_amount(new)),
        EQUITY: lambda: replace(known, equity=_amount(new)),
    }
    return changes[attribute]()


def _set_threshold(_: Project, alteration: Alteration) -> Edit:
    kind, new = THRESHOLDS[alteration.attribute], alteration.new
    return SetThreshold(kind, None if new is None else threshold_of(_expect(new, Fact)), although_gone=True)


def _reason_unlocked(project: Project, alteration: Alteration) -> str:
    comparative = project.comparative(_scope(alteration).statement, _scope(alteration).period)
    if comparative is None:
        raise LookupError(alteration.subject.key)
    return comparative.unlocked


def _nature_of(project: Project, alteration: Alteration) -> str | None:
    nature = project.adjustment_by_id[_adjustment(alteration).adjustment].nature
    return nature.value if nature else None


def _detail_of(project: Project, alteration: Alteration) -> FactValue:
    return details_of(project)[alteration.attribute]


def _set_detail(project: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        raise LookupError(alteration.attribute)
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
    ADDED: AlterationKind(_adjustment_there, _add_or_remove),
    ENTRY: AlterationKind(_entry_there, _post_entry),
    **{
        attribute: AlterationKind(
            lambda project, altered: description_of(project, _adjustment(altered).adjustment)[altered.attribute],
            _describe_adjustment,
        )
        for attribute in DESCRIPTION
    },
    ORDER: AlterationKind(lambda project, _: order_of(project), _arrange),
    GROUP: AlterationKind(
        lambda project, altered: project.adjustment_by_id[_adjustment(altered).adjustment].group,
        lambda _, altered: GroupAdjustments((_adjustment(altered).adjustment,), _text(altered.new)),
    ),
    CONSIDERED: AlterationKind(_consideration_of, _consider),
    LINE: AlterationKind(_line_there, _insert_or_remove),
    PLACE: AlterationKind(_place_of, _place),
    **{
        attribute: AlterationKind(
            lambda project, altered: description_of_line(project.line(_line(altered).line))[altered.attribute],
            _describe_line,
        )
        for attribute in DESCRIPTION_OF_LINE
    },
    STATEMENT: AlterationKind(_statement_there, lambda _, altered: _record(altered, AddStatement)),
    PERIOD: AlterationKind(
        _period_there, lambda _, altered: AddPeriod(_record(altered, Period), (_scope(altered).statement,))
    ),
    NATURE: AlterationKind(
        _nature_of,
        lambda _, altered: SetNature(
            _adjustment(altered).adjustment, Nature(_text(altered.new)) if altered.new else None
        ),
    ),
    NOTE_ON_ALL: AlterationKind(lambda project, _: project.note, lambda _, altered: WriteNote(_text(altered.new))),
    **{attribute: AlterationKind(_detail_of, _set_detail) for attribute in DETAILS},
    FIGURE: AlterationKind(_figure_of, _edit_figure),
    WORKING: AlterationKind(_working_of, _keep_working),
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
    UNLOCKED: AlterationKind(
        _reason_unlocked,
        lambda _, altered: UnlockComparative(_scope(altered).statement, _scope(altered).period, _text(altered.new)),
    ),
    RESTATED: AlterationKind(
        lambda project, altered: project.restated.get(_cell(project, altered), ""),
        lambda project, altered: MarkRestated(_cell(project, altered), _text(altered.new)),
    ),
    COMMENT: AlterationKind(_comment_there, _add_or_remove_comment),
    COMMENT_TEXT: AlterationKind(
        lambda project, altered: project.comments[_comment_id(altered)].text,
        lambda _, altered: ChangeComment(_comment_id(altered), _text(altered.new)),
    ),
    ANSWERS: AlterationKind(
        lambda project, altered: facts_of_answers(project.comments[_comment_id(altered)].replies), _answer
    ),
    COMMENT_STATE: AlterationKind(
        lambda project, altered: int(project.comments[_comment_id(altered)].is_open), _close_or_reopen
    ),
    EVIDENCE: AlterationKind(_evidence_there, _add_or_remove_evidence),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_evidence(project.evidence[_evidence_id(altered)])[altered.attribute],
            _change_evidence,
        )
        for attribute in DETAILS_OF_EVIDENCE
    },
    TICK: AlterationKind(_tick_there, _add_or_remove_tick),
    SIGN_OF_TICK: AlterationKind(
        lambda project, altered: project.ticks[_tick_id(altered)].sign,
        lambda project, altered: replace(ChangeTick.of(project.ticks[_tick_id(altered)]), sign=_text(altered.new)),
    ),
    TICK_EVERYWHERE: AlterationKind(
        lambda project, altered: int(project.ticks[_tick_id(altered)].is_everywhere),
        lambda project, altered: replace(
            ChangeTick.of(project.ticks[_tick_id(altered)]), is_everywhere=bool(altered.new)
        ),
    ),
    OWN_SIGN: AlterationKind(lambda project, altered: project.own_signs.get(_sign(altered)), _keep_or_remove_sign),
    REFERENCE_TO: AlterationKind(_reference_there, _add_or_remove_reference),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_reference(project.cross_references[_reference_id(altered)])[
                altered.attribute
            ],
            _change_reference,
        )
        for attribute in DETAILS_OF_REFERENCE
    },
    OPEN_ITEM: AlterationKind(_item_there, _add_or_remove_item),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_item(project.open_items[_item_id(altered)])[altered.attribute],
            _change_item,
        )
        for attribute in DETAILS_OF_ITEM
    },
    UNCORRECTED: AlterationKind(_uncorrected_there, _add_or_remove_uncorrected),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_uncorrected(project.uncorrected[_uncorrected_id(altered)])[
                altered.attribute
            ],
            _change_uncorrected,
        )
        for attribute in DETAILS_OF_UNCORRECTED
    },
    **{
        attribute: AlterationKind(
            lambda project, altered: fact_of_threshold(project.thresholds.get(THRESHOLDS[altered.attribute])),
            _set_threshold,
        )
        for attribute in THRESHOLDS
    },
    SCENARIO: AlterationKind(_scenario_there, _keep_or_remove),
    SCENARIO_NAME: AlterationKind(
        _name_of_scenario, lambda _, altered: RenameScenario(_scenario(altered), _text(altered.new))
    ),
}
"""By altered attribute."""
