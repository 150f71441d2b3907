"""Kinds of alterations of a project itself: figures, differences, lines, statements, scenarios, details."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

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
from workbench.commands.altered_values import AlterationKind, as_amount, as_record, as_text, expect
from workbench.commands.comparatives import UNLOCKED, UnlockComparative
from workbench.commands.completeness import CONSIDERED, Consider, consideration_of, fact_of_consideration
from workbench.commands.compound_command import Edit
from workbench.commands.entries import EFFECT, MEMO, REFERENCE, DescribeEntry, EditEntries, effect_of
from workbench.commands.figures import FIGURE, TOTAL, EditFigures, RestateTotal
from workbench.commands.journals import ENTRY, PostEntries, fact_of_entry
from workbench.commands.line_order import line_before
from workbench.commands.lines import CAPTION, CONCEPT, PARTS, RenameLine, SetConcept, SetTotal, parts_of
from workbench.commands.new_adjustments import ADDED, AddAdjustment, fact_of_adjustment
from workbench.commands.notes import NOTE_ON_ALL, WriteNote
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
from workbench.commands.workings import WORKING, KeepWorkings
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry, Nature, Readiness
from workbench.domain.facts import Fact, FactValue
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, KindId, LineId
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept, Line, LineUnit
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    ScenarioSubject,
    SourceSubject,
    StatementSubject,
)
from workbench.domain.trail import Alteration
from workbench.domain.workings import WorkedCell, Working
from workbench.typed_amounts import parse_typed_amount


def _adjustment(alteration: Alteration) -> AdjustmentSubject:
    return expect(alteration.subject, AdjustmentSubject)


def _figure(alteration: Alteration) -> FigureSubject:
    return expect(alteration.subject, FigureSubject)


def _line(alteration: Alteration) -> LineSubject:
    return expect(alteration.subject, LineSubject)


def _entry(project: Project, alteration: Alteration) -> tuple[EntrySubject, JournalEntry]:
    subject = expect(alteration.subject, EntrySubject)
    return subject, project.adjustment_by_id[subject.adjustment].entries[EntryId(subject.entry)]


def _scope(alteration: Alteration) -> StatementSubject:
    return expect(alteration.subject, StatementSubject)


def _cell(project: Project, alteration: Alteration) -> CellRef:
    """Return the marked cell. Raises KeyError if it no longer states a figure."""
    place = expect(alteration.subject, SourceSubject).place
    return project.source_figures.by_source_cell[place].cell


def _figure_of(project: Project, alteration: Alteration) -> Decimal | None:
    line, period = _figure(alteration).line, _figure(alteration).period
    return project.statement_of(line).figure(line, period)


def _edit_figure(_: Project, alteration: Alteration) -> Edit:
    subject = _figure(alteration)
    return EditFigures({(subject.line, subject.period): as_amount(alteration.new)})


def _restate(_: Project, alteration: Alteration) -> Edit:
    amount, subject = expect(alteration.new, Decimal), _figure(alteration)
    return RestateTotal(subject.line, subject.period, amount, alteration.reason)


def _effect_of(project: Project, alteration: Alteration) -> Decimal | None:
    subject = _figure(alteration)
    adjustment = project.adjustment_by_id[subject.adjustment]
    return effect_of(project, adjustment, (subject.line, subject.period))


def _edit_effect(_: Project, alteration: Alteration) -> Edit:
    subject = _figure(alteration)
    amounts = {(subject.line, subject.period): as_amount(alteration.new)}
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
    typed = as_text(alteration.new)
    holds = parse_typed_amount(typed, project.line(cell.line), project.scale) == amount
    return KeepWorkings({cell: Working(typed, amount) if holds else None})


def _parts(value: FactValue | None) -> tuple[tuple[tuple[LineId, int], ...], bool]:
    """Return the parts with their weights, and whether only affected ones are shown."""
    value = expect(value, tuple)
    parts: Any = value[1:]
    return parts, bool(value[:1] == (1,))


def _set_parts(_: Project, alteration: Alteration) -> Edit:
    return SetTotal(_line(alteration).line, *_parts(alteration.new))


def _concept_of(project: Project, alteration: Alteration) -> str | None:
    concept = project.line(_line(alteration).line).concept
    return concept.value if concept else None


def _describe(project: Project, alteration: Alteration) -> Edit:
    subject, entry = _entry(project, alteration)
    text, is_memo = as_text(alteration.new), alteration.attribute == MEMO
    memo, reference = (text, entry.reference) if is_memo else (entry.memo, text)
    return DescribeEntry(subject.adjustment, entry.id, memo, reference)


def _adjustment_there(project: Project, alteration: Alteration) -> FactValue | None:
    adjustment = project.adjustment_by_id.get(_adjustment(alteration).adjustment)
    if adjustment is None:
        return None
    return fact_of_removed_adjustment(adjustment) if alteration.new is None else fact_of_adjustment(adjustment)


def _entry_there(project: Project, alteration: Alteration) -> FactValue | None:
    subject = expect(alteration.subject, EntrySubject)
    entry = project.adjustment_by_id[subject.adjustment].entries.get(EntryId(subject.entry))
    return fact_of_entry(project, entry) if entry else None


def _post_entry(_: Project, alteration: Alteration) -> Edit:
    subject = expect(alteration.subject, EntrySubject)
    if alteration.new is None:
        return PostEntries(subject.adjustment, removed=(EntryId(subject.entry),))
    return PostEntries(subject.adjustment, (as_record(alteration, JournalEntry),))


def _add_or_remove(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveAdjustment(_adjustment(alteration).adjustment)
    return AddAdjustment(as_record(alteration, Adjustment))


def _describe_adjustment(project: Project, alteration: Alteration) -> Edit:
    known = DescribeAdjustment.of(project.adjustment_by_id[_adjustment(alteration).adjustment])
    match alteration.attribute, alteration.new:
        case (attribute, (source, target)) if attribute == STANDARDS:
            return replace(known, standards=(as_text(source), as_text(target)))
        case (attribute, text) if attribute == NOTE:
            return replace(known, note=as_text(text))
        case (attribute, text) if attribute == READINESS:
            return replace(known, readiness=Readiness(as_text(text)))
        case (_, text):
            return replace(known, kind=KindId(as_text(text)))


def _arrange(_: Project, alteration: Alteration) -> Edit:
    order: Any = expect(alteration.new, tuple)
    return ArrangeAdjustments(order)


def _kind(alteration: Alteration) -> KindSubject:
    return expect(alteration.subject, KindSubject)


def _consideration_of(project: Project, alteration: Alteration) -> FactValue | None:
    subject = _kind(alteration)
    return fact_of_consideration(project.completeness.get((subject.kind, subject.period)))


def _consider(_: Project, alteration: Alteration) -> Edit:
    subject, new = _kind(alteration), alteration.new
    considered = None if new is None else consideration_of(expect(new, Fact))
    return Consider(subject.kind, subject.period, considered)


def _scenario(alteration: Alteration) -> str:
    return expect(alteration.subject, ScenarioSubject).scenario


def _switches(project: Project, value: FactValue | None) -> frozenset[AdjustmentId]:
    """Return the differences that are on in a scenario, without those that the project no longer has.

    Raises LookupError if it has none of them.
    """
    keys = frozenset(AdjustmentId(as_text(key)) for key in expect(value, tuple))
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


def _line_there(project: Project, alteration: Alteration) -> FactValue | None:
    subject = _line(alteration)
    statement = project.statement_by_id[subject.statement]
    line = statement.line_by_id.get(subject.line)
    return fact_of_line(line, line_before(statement, line.id)) if line else None


def _insert_or_remove(_: Project, alteration: Alteration) -> Edit:
    subject = _line(alteration)
    if alteration.new is None:
        return RemoveLine(subject.line)
    after = as_text(expect(alteration.new, Fact)["after"])
    return InsertLine(subject.statement, as_record(alteration, Line), LineId(after) or None)


def _place_of(project: Project, alteration: Alteration) -> FactValue:
    statement = project.statement_of(_line(alteration).line)
    line = statement.line_by_id[_line(alteration).line]
    return fact_of_place(statement, line_before(statement, line.id), line.section)


def _place(_: Project, alteration: Alteration) -> Edit:
    place = expect(alteration.new, Fact)
    section: Any = expect(place["section"], tuple)
    return PlaceLine(_line(alteration).line, LineId(as_text(place["after"])) or None, section)


def _describe_line(project: Project, alteration: Alteration) -> Edit:
    known, new = DescribeLine.of(project.line(_line(alteration).line)), alteration.new
    if alteration.attribute == DECIMALS:
        return replace(known, decimals=expect(new, int))
    if alteration.attribute == UNIT:
        return replace(known, unit=LineUnit(as_text(new)))
    return replace(known, target_caption=as_text(new))


def _statement_there(project: Project, alteration: Alteration) -> FactValue | None:
    statement = project.statement_by_id.get(_scope(alteration).statement)
    if statement is None:
        return None
    return fact_of_statement(statement, tuple(project.periods[period] for period in statement.periods))


def _period_there(project: Project, alteration: Alteration) -> FactValue | None:
    subject = _scope(alteration)
    is_there = subject.period in project.statement_by_id[subject.statement].column_of
    return fact_of_period(project.periods[subject.period]) if is_there else None


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


PROJECT_KINDS: Mapping[str, AlterationKind] = {
    SWITCH: AlterationKind(
        lambda project, altered: int(project.adjustment_by_id[_adjustment(altered).adjustment].id in project.enabled),
        lambda _, altered: SwitchAdjustment(_adjustment(altered).adjustment, bool(altered.new)),
    ),
    NAME: AlterationKind(
        lambda project, altered: project.adjustment_by_id[_adjustment(altered).adjustment].name,
        lambda _, altered: RenameAdjustment(_adjustment(altered).adjustment, as_text(altered.new)),
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
        lambda _, altered: GroupAdjustments((_adjustment(altered).adjustment,), as_text(altered.new)),
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
    STATEMENT: AlterationKind(_statement_there, lambda _, altered: as_record(altered, AddStatement)),
    PERIOD: AlterationKind(
        _period_there, lambda _, altered: AddPeriod(as_record(altered, Period), (_scope(altered).statement,))
    ),
    NATURE: AlterationKind(
        _nature_of,
        lambda _, altered: SetNature(
            _adjustment(altered).adjustment, Nature(as_text(altered.new)) if altered.new else None
        ),
    ),
    NOTE_ON_ALL: AlterationKind(lambda project, _: project.note, lambda _, altered: WriteNote(as_text(altered.new))),
    **{attribute: AlterationKind(_detail_of, _set_detail) for attribute in DETAILS},
    FIGURE: AlterationKind(_figure_of, _edit_figure),
    WORKING: AlterationKind(_working_of, _keep_working),
    TOTAL: AlterationKind(_figure_of, _restate),
    EFFECT: AlterationKind(_effect_of, _edit_effect),
    MEMO: AlterationKind(lambda project, altered: _entry(project, altered)[1].memo, _describe),
    REFERENCE: AlterationKind(lambda project, altered: _entry(project, altered)[1].reference, _describe),
    CAPTION: AlterationKind(
        lambda project, altered: project.line(_line(altered).line).caption,
        lambda _, altered: RenameLine(_line(altered).line, as_text(altered.new)),
    ),
    CONCEPT: AlterationKind(
        _concept_of,
        lambda _, altered: SetConcept(_line(altered).line, Concept(as_text(altered.new)) if altered.new else None),
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
        lambda _, altered: UnlockComparative(_scope(altered).statement, _scope(altered).period, as_text(altered.new)),
    ),
    RESTATED: AlterationKind(
        lambda project, altered: project.restated.get(_cell(project, altered), ""),
        lambda project, altered: MarkRestated(_cell(project, altered), as_text(altered.new)),
    ),
    SCENARIO: AlterationKind(_scenario_there, _keep_or_remove),
    SCENARIO_NAME: AlterationKind(
        _name_of_scenario, lambda _, altered: RenameScenario(_scenario(altered), as_text(altered.new))
    ),
}
"""By altered attribute."""
