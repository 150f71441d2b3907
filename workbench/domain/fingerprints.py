"""The fingerprint of a subject: a hash over everything that it rests on.

Whoever signs off a figure signs off what it rests on: when that changes, so does the fingerprint; when anything else
changes, it stays. Captions, memos of other entries, other periods and other lines are something else. Equal inputs
give equal fingerprints on every machine: text is hashed in a fixed order.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from decimal import Decimal
from typing import Any

from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry
from workbench.domain.amounts import format_exactly
from workbench.domain.appendix import TextKind
from workbench.domain.comments import CommentId
from workbench.domain.cross_references import CrossReferenceId, WorkingPaper
from workbench.domain.evidence import EvidenceId
from workbench.domain.ids import AdjustmentId, KindId, LineId
from workbench.domain.open_items import OpenItemId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Statement
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
    ProjectSubject,
    ScenarioSubject,
    SignSubject,
    SourceSubject,
    StatementSubject,
    Subject,
    TextSubject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.domain.ticks import TickId
from workbench.domain.uncorrected import UncorrectedId

Item = tuple[Any, ...]
"""Something that a subject rests on: plain text and numbers, the first of which says what it is."""


def fingerprint(project: Project, subject: Subject) -> str:
    """Return the SHA-256, in hexadecimal digits, over everything in ``project`` that ``subject`` rests on.

    Raises LookupError if the project has no such subject.
    """
    items = sorted({json.dumps(item, ensure_ascii=True) for item in _items(project, subject)})
    return hashlib.sha256("\n".join((subject.key, *items)).encode()).hexdigest()


def _items(project: Project, subject: Subject) -> Iterator[Item]:
    match subject:
        case FigureSubject():
            yield from _unit_of(project)
            yield from _figure(project, subject)
        case LineSubject(statement, line):
            yield from _line(project.statement_by_id[statement], line)
        case StatementSubject(statement, period):
            yield from _unit_of(project)
            yield from _statement(project, project.statement_by_id[statement], period)
        case AdjustmentSubject(adjustment):
            yield from _unit_of(project)
            yield from _adjustment(project, project.adjustment_by_id[adjustment])
        case EntrySubject(adjustment, entry):
            entries = project.adjustment_by_id[adjustment].entries
            yield from _entry(entries[EntryId(entry)])
        case KindSubject(kind, period):
            yield from _unit_of(project)
            yield from _kind(project, kind, period)
        case SourceSubject(place):
            yield from _source(project, place.file, place.sheet, place.cell)
        case CommentSubject(comment):
            said = project.comments[CommentId(comment)]
            yield "comment", said.subject.key, said.text, said.is_open
            yield from (("reply", number, reply.text) for number, reply in enumerate(said.replies))
        case EvidenceSubject(evidence):
            shown = project.evidence[EvidenceId(evidence)]
            yield "evidence", shown.subject.key, shown.kind.value, shown.content, shown.pages, shown.sha256
        case ScenarioSubject(scenario):
            yield "scenario", sorted(project.scenarios[scenario])
        case TickSubject(tick):
            put = project.ticks[TickId(tick)]
            yield "tick", put.sign, put.subject.key, put.is_everywhere, project.own_signs.get(put.sign)
        case SignSubject(sign):
            yield "sign", project.own_signs[sign]
        case CrossReferenceSubject(reference):
            referred = project.cross_references[CrossReferenceId(reference)]
            target = referred.target
            to = ("paper", target.reference) if isinstance(target, WorkingPaper) else ("subject", target.key)
            yield "reference", referred.subject.key, *to, referred.remark
        case OpenItemSubject(item):
            raised = project.open_items[OpenItemId(item)]
            yield from _unit_of(project)
            yield "open item", raised.subject.key, raised.text, raised.raised_by, raised.for_whom
            yield "answer", raised.status.value, raised.answer, _text(raised.amount)
        case UncorrectedSubject(uncorrected):
            left = project.uncorrected[UncorrectedId(uncorrected)]
            yield from _unit_of(project)
            yield "uncorrected", left.text, left.period, left.reason, _text(left.profit), _text(left.equity)
        case TextSubject(text):
            written = project.texts.get(TextKind(text))
            yield "text", text, *((written.text, written.is_left_out) if written else ())
        case ProjectSubject():
            yield from _project(project)


def _unit_of(project: Project) -> Iterator[Item]:
    """What an amount of money is an amount of."""
    yield "currency", project.currency, project.scale


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format_exactly(amount)


# ---- figures


def _figure(project: Project, subject: FigureSubject) -> Iterator[Item]:
    statement = project.statement_by_id[subject.statement]
    line, period = subject.line, subject.period
    yield "unit", statement.line_by_id[line].unit.value, statement.share_scale
    match subject.role:
        case FigureRole.AS_REPORTED:
            yield from _as_reported(project, statement, line, period)
        case FigureRole.ADJUSTMENT | FigureRole.ENTRY:
            yield from _effect(project, statement, line, period, subject.adjustment)
        case FigureRole.TRANSLATION:
            yield from _as_reported(project, statement, line, period)
            yield from _source_figures_of(project, line, period, FigureRole.TRANSLATION, subject.adjustment_or_currency)
        case FigureRole.RESULT:
            yield from _result(project, statement, line, period)


def _as_reported(project: Project, statement: Statement, line: LineId, period: PeriodId) -> Iterator[Item]:
    """The figure, its sources, and for a total all its parts and its remainder."""
    for part in (line, *sorted(statement.graph.below(line))):
        figure = statement.figure(part, period)
        yield "figure", part, period, _text(figure), (part, period) in statement.unknown
        yield from _parts(statement, part)
        yield from _source_figures_of(project, part, period, FigureRole.AS_REPORTED)


def _parts(statement: Statement, line: LineId) -> Iterator[Item]:
    if total := statement.total_of.get(line):
        yield "parts", line, total.partial, sorted(total.parts)


def _effect(
    project: Project, statement: Statement, line: LineId, period: PeriodId, adjustment: AdjustmentId
) -> Iterator[Item]:
    known = project.adjustment_by_id[adjustment]
    yield "stated for", adjustment, statement.id, period, (statement.id, period) in known.stated_for
    for part in (line, *sorted(statement.graph.below(line))):
        cell = part, period
        yield "effect", adjustment, *cell, _text(known.effects.get(cell)), cell in known.unknown
        yield from _parts(statement, part)
        for role in (FigureRole.ADJUSTMENT, FigureRole.ENTRY):
            yield from _source_figures_of(project, part, period, role, adjustment)


def _result(project: Project, statement: Statement, line: LineId, period: PeriodId) -> Iterator[Item]:
    """The figure as reported, the effects of the differences that are on, and which are left out."""
    yield "reconciled", statement.id, period, period in statement.reconciled
    yield from _as_reported(project, statement, line, period)
    yield from _source_figures_of(project, line, period, FigureRole.RESULT)
    for adjustment in project.adjustments_of(statement, period):
        is_on = adjustment.id in project.enabled
        yield "switch", adjustment.id, is_on
        if is_on:
            yield from _effect(project, statement, line, period, adjustment.id)
    for ratio in statement.ratios:
        if ratio.line == line:
            yield "ratio", ratio.numerator, ratio.denominator, _text(ratio.factor)
            for side in (ratio.numerator, ratio.denominator):
                yield from _result(project, statement, side, period)


def _source_figures_of(
    project: Project, line: LineId, period: PeriodId, role: FigureRole, adjustment_or_currency: str = ""
) -> Iterator[Item]:
    """What the sources state, in which file, and whether that was superseded."""
    for figure in project.source_figures.figures_for(line, period, role, adjustment_or_currency):
        yield from _source_figure(project, figure)


def _source_figure(project: Project, figure: SourceFigure) -> Iterator[Item]:
    cell = figure.cell
    yield "stated", str(cell), figure.role.value, figure.adjustment_or_currency, _text(figure.amount), figure.raw
    yield "cell", str(cell), figure.formula, figure.is_primary, project.restated.get(cell, "")
    yield from (("file", source.name, source.sha256) for source in project.sources if source.name == cell.file)


# ---- subjects larger than a figure


def _line(statement: Statement, line: LineId) -> Iterator[Item]:
    known = statement.line_by_id[line]
    concept = known.concept.value if known.concept else None
    yield "line", line, known.caption, known.target_caption, known.role.value, known.unit.value, concept, known.section
    yield from _parts(statement, line)
    for ratio in statement.ratios:
        if ratio.line == line:
            yield "ratio", ratio.numerator, ratio.denominator, _text(ratio.factor)


def _statement(project: Project, statement: Statement, only_period: PeriodId) -> Iterator[Item]:
    """The lines, and every figure of one period, or of all of them."""
    for line in statement.lines:
        yield "line", line.id, line.role.value, line.unit.value
        for period in (only_period,) if only_period else statement.periods:
            yield from _result(project, statement, line.id, period)
    yield from _translations(project, statement, only_period)


def _translations(project: Project, statement: Statement, only_period: PeriodId) -> Iterator[Item]:
    for currency in project.source_figures.translated_into:
        for line in statement.lines:
            for period in (only_period,) if only_period else statement.periods:
                yield from _source_figures_of(project, line.id, period, FigureRole.TRANSLATION, currency)


def _adjustment(project: Project, adjustment: Adjustment) -> Iterator[Item]:
    """Its entries and where they are stated, its nature, kind, note and standards; not its name, switch or group."""
    nature = adjustment.nature.value if adjustment.nature else None
    yield "adjustment", adjustment.id, nature, adjustment.kind, adjustment.note, adjustment.standards
    yield "stated for", sorted(adjustment.stated_for)
    yield "unknown", sorted(adjustment.unknown)
    for entry in adjustment.entries.values():
        yield from _entry(entry)
    for figure in project.source_figures:
        if figure.role.is_of_an_adjustment and figure.adjustment == adjustment.id:
            yield from _source_figure(project, figure)


def _entry(entry: JournalEntry) -> Iterator[Item]:
    yield "entry", entry.id, entry.memo, entry.reference, repr(entry.origin)
    for number, leg in enumerate(entry.legs):
        yield "leg", entry.id, number, leg.line, leg.period, _text(leg.amount), leg.kind.value


def _kind(project: Project, kind: KindId, period: PeriodId) -> Iterator[Item]:
    """What was concluded, and the legs of its differences in all periods that end on the same day."""
    yield from _conclusion(project, kind, period)
    last_day = project.periods[period].end
    for adjustment in project.adjustments:
        if adjustment.kind != kind:
            continue
        yield "of the kind", adjustment.id
        for entry in adjustment.entries.values():
            for number, leg in enumerate(entry.legs):
                if project.periods[leg.period].end == last_day:
                    yield "leg", adjustment.id, entry.id, number, leg.line, leg.period, _text(leg.amount)


def _conclusion(project: Project, kind: KindId, period: PeriodId) -> Iterator[Item]:
    """What was concluded and why; not by whom and when."""
    if considered := project.completeness.get((kind, period)):
        yield "concluded", kind, period, considered.conclusion.value, considered.reason, _text(considered.amount)


def _source(project: Project, file: str, sheet: str, cell: str) -> Iterator[Item]:
    yield from (("file", source.name, source.sha256) for source in project.sources if source.name == file)
    for figure in project.source_figures:
        place = figure.cell
        if place.file == file and sheet in ("", place.sheet) and cell in ("", place.cell):
            yield from _source_figure(project, figure)


def _project(project: Project) -> Iterable[Item]:
    yield "entity", project.entity
    yield "note", project.note
    yield from (("framework", *astuple(framework)) for framework in project.frameworks)
    yield "periods", sorted(project.periods)
    yield from (("source", source.name, source.sha256) for source in project.sources)
    yield from _unit_of(project)
    for statement in project.statements:
        yield "statement", statement.id, statement.kind.value, statement.title
        yield from _statement(project, statement, ALL_PERIODS)
        for line in statement.lines:
            yield from _line(statement, line.id)
    for adjustment in project.adjustments:
        yield "name", adjustment.id, adjustment.name
        yield from _adjustment(project, adjustment)
    for kind, period in project.completeness:
        yield from _conclusion(project, kind, period)
