"""A project as rows of tables, and the fingerprint of all of them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from workbench.codec import encode
from workbench.domain.adjustments import TYPED, BroughtForward, Nature, Origin, Readiness
from workbench.domain.amounts import format_exactly
from workbench.domain.cross_references import WorkingPaper
from workbench.domain.facts import FactValue, Told
from workbench.domain.frameworks import Frameworks
from workbench.domain.ids import NO_KIND
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.domain.subjects import (
    PROJECT,
    REVIEW_SUBJECTS,
    CommentSubject,
    EvidenceSubject,
    KindSubject,
    ScenarioSubject,
    Subject,
    TextSubject,
)
from workbench.domain.thresholds import Threshold

Record = tuple[Any, ...]
CONCEPTS_SINCE_2_2 = frozenset(
    (
        Concept.OTHER_COMPREHENSIVE_INCOME,
        Concept.SHARE_BASED_EXPENSE,
        Concept.DEFERRED_TAX_ASSETS,
        Concept.DEFERRED_TAX_LIABILITIES,
        Concept.INDIRECT_TAX_PAYABLE,
        Concept.ACCUMULATED_OTHER_COMPREHENSIVE_INCOME,
    )
)
"""The concepts that earlier formats do not know and take for damage, so that they have a table of their own."""
SUBJECTS_SINCE_2_3 = (CommentSubject, EvidenceSubject, ScenarioSubject)
"""The subjects that earlier formats do not know and take for damage."""
NO_DETAIL = (Readiness.READY, NO_KIND, "")
"""How far a difference is, its kind and its group until a user sets them: no row says so."""


def fingerprint(rows_of: Callable[[str], Iterable[Record]], tables: Iterable[str]) -> str:
    """Return the SHA-256 of all rows of ``tables`` as stored, which reveals any change of content."""
    digest = hashlib.sha256()
    for table in tables:
        digest.update(table.encode())
        for row in rows_of(table):
            digest.update(json.dumps(row, ensure_ascii=True).encode())
    return digest.hexdigest()


def _amount_as_text(amount: Decimal | None) -> str | None:
    return None if amount is None else format_exactly(amount)


def _words_as_json(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _told_as_json(told: Told) -> str:
    return encode(told, Told)


def _value_as_json(value: FactValue | None) -> str | None:
    return None if value is None else encode(value, FactValue)


def _project(project: Project) -> Iterator[Record]:
    yield "entity", project.entity
    yield "framework_from", project.frameworks.source.name
    yield "framework_to", project.frameworks.target.name
    yield "currency", project.currency
    yield "scale", str(project.scale)


def _periods(project: Project) -> Iterator[Record]:
    for key, period in project.periods.items():
        yield key, period.start and period.start.isoformat(), period.end.isoformat(), period.label


def _statements(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        yield statement.id, statement.kind.value, statement.title, statement.share_scale


def _statement_periods(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for period in statement.periods:
            yield statement.id, period, int(period in statement.reconciled)


def _lines(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for line in statement.lines:
            concept = line.concept.value if line.concept and line.concept not in CONCEPTS_SINCE_2_2 else None
            attributes = _words_as_json(line.section), line.role.value, line.unit.value, line.decimals, concept
            yield (line.id, statement.id, line.caption, *attributes, _words_as_json(line.aliases), line.shown_decimals)


def _totals(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for total in statement.totals:
            yield total.line, _told_as_json(total.evidence), int(total.partial)


def _parts(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for total in statement.totals:
            for part, weight in total.parts:
                yield total.line, part, weight


def _ratios(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for ratio in statement.ratios:
            factor, evidence = _amount_as_text(ratio.factor), _told_as_json(ratio.evidence)
            yield ratio.line, ratio.numerator, ratio.denominator, factor, evidence


def _figures(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for line, row in statement.figures.items():
            for period, amount in zip(statement.periods, row, strict=True):
                yield line, period, _amount_as_text(amount)


def _unknown_figures(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        yield from sorted(statement.unknown)


def _adjustments(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        yield (
            adjustment.id,
            adjustment.name,
            adjustment.note,
            *adjustment.standards,
            _nature_for_2_0(adjustment.nature).value,
            int(adjustment.id in project.enabled),
        )


def _entries(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        for entry in adjustment.entries.values():
            origin = TYPED if isinstance(entry.origin, BroughtForward) else entry.origin  # which 2.2 does not know
            yield adjustment.id, entry.id, entry.memo, entry.reference, encode(origin, Origin)


def _legs(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        for entry in adjustment.entries.values():
            for leg in entry.legs:
                amount = _amount_as_text(leg.amount)
                yield adjustment.id, entry.id, leg.line, leg.period, amount, leg.kind.value


def _stated_for(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        for statement, period in sorted(adjustment.stated_for):
            yield adjustment.id, statement, period


def _unknown_effects(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        for line, period in sorted(adjustment.unknown):
            yield adjustment.id, line, period


def _sources(project: Project) -> Iterator[Record]:
    for source in project.sources:
        yield source.name, source.sha256, source.size, _words_as_json(source.sheets), source.folder


def _source_figures(project: Project) -> Iterator[Record]:
    for figure in project.source_figures:
        attributes = (
            figure.line,
            figure.period,
            figure.role.value,
            figure.adjustment_or_currency,
            _amount_as_text(figure.amount),
        )
        cell = figure.cell.file, figure.cell.sheet, figure.cell.cell
        flags = int(figure.is_evaluated), int(figure.is_primary)
        yield (*attributes, *cell, figure.raw, figure.formula, *flags, _amount_as_text(figure.slack))


def _restated_cells(project: Project) -> Iterator[Record]:
    for cell, reason in project.restated.items():
        yield cell.file, cell.sheet, cell.cell, reason


def _findings(project: Project) -> Iterator[Record]:
    for number, finding in enumerate(project.import_findings):
        difference, fact = _amount_as_text(finding.difference), _told_as_json(finding.fact)
        yield number, finding.check, finding.status.value, fact, difference, finding.subject.key


def _finding_places(project: Project) -> Iterator[Record]:
    for number, finding in enumerate(project.import_findings):
        for cell in finding.where:
            yield number, cell.file, cell.sheet, cell.cell


def _cells_used(project: Project) -> Iterator[Record]:
    for cells in project.import_report.cells:
        yield (
            cells.file,
            cells.sheet,
            cells.use.value,
            _told_as_json(cells.reason),
            _words_as_json(cells.areas),
            cells.count,
        )


def _inferences(project: Project) -> Iterator[Record]:
    for inference in project.import_report.inferences:
        where = (
            (inference.where.file, inference.where.sheet, inference.where.cell)
            if inference.where
            else (None, None, None)
        )
        yield (
            inference.stage.value,
            _told_as_json(inference.subject),
            _told_as_json(inference.taken_for),
            _told_as_json(inference.evidence),
            encode(inference.alternatives, tuple[Told, ...]),
            *where,
        )


def _steps(project: Project) -> Iterator[Record]:
    for number, step in enumerate(project.trail):
        yield number, step.at.isoformat(), step.by, _told_as_json(step.description)


def _alterations(project: Project) -> Iterator[Record]:
    for number, step in enumerate(project.trail):
        for altered in step.alterations:
            old, new = _value_as_json(altered.old), _value_as_json(altered.new)
            about = _subject_for_earlier_formats(altered.subject).key
            yield number, about, altered.attribute, altered.name, old, new, altered.reason


def _frameworks(project: Project) -> Iterator[Record]:
    for end, framework in zip(Frameworks._fields, project.frameworks, strict=True):
        yield end, framework.short_name, framework.heading


def _nature_for_2_0(nature: Nature | None) -> Nature:
    """Return what the table says that format 2.0 reads, which knows two natures and takes any other for damage."""
    return nature if nature is Nature.RECLASSIFICATION else Nature.MEASUREMENT


def _target_captions(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        yield from ((line.id, line.target_caption) for line in statement.lines if line.target_caption)


def _natures(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        if adjustment.nature:
            yield adjustment.id, adjustment.nature.value


def _adjustment_details(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        if (adjustment.readiness, adjustment.kind, adjustment.group) != NO_DETAIL:
            yield adjustment.id, adjustment.readiness.value, adjustment.kind, adjustment.group


def _considerations(project: Project) -> Iterator[Record]:
    for (kind, period), considered in project.completeness.items():
        amount, at = _amount_as_text(considered.amount), considered.at.isoformat()
        yield kind, period, considered.conclusion.value, amount, considered.reason, considered.by, at


def _later_concepts(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for line in statement.lines:
            if line.concept in CONCEPTS_SINCE_2_2:
                yield line.id, line.concept.value


def _subject_for_earlier_formats(subject: Subject) -> Subject:
    """Return what the table says that format 2.1 reads, which takes a subject that it does not know for damage."""
    later = (KindSubject, *SUBJECTS_SINCE_2_3, *REVIEW_SUBJECTS, TextSubject)
    return PROJECT if isinstance(subject, later) else subject


def _altered_kinds(project: Project) -> Iterator[Record]:
    """The subjects of alterations that are kinds of differences, by the place of each in its step."""
    for number, step in enumerate(project.trail):
        for place, altered in enumerate(step.alterations):
            if isinstance(altered.subject, KindSubject):
                yield number, place, altered.subject.kind, altered.subject.period


def _comparatives(project: Project) -> Iterator[Record]:
    for (statement, period), comparative in project.comparatives.items():
        yield statement, period, comparative.held_by, comparative.unlocked


def _brought_forward(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        for entry in adjustment.entries.values():
            if isinstance(origin := entry.origin, BroughtForward):
                yield adjustment.id, entry.id, origin.file, origin.period, _words_as_json(origin.entries)


def _carried_considerations(project: Project) -> Iterator[Record]:
    return (key for key, considered in project.completeness.items() if considered.is_carried)


def _reconciliation_note(project: Project) -> Iterator[Record]:
    if project.note:
        yield (project.note,)


def _evidence(project: Project) -> Iterator[Record]:
    for key, shown in project.evidence.items():
        about = key, shown.subject.key, shown.kind.value, shown.content, shown.by, shown.at.isoformat()
        yield (*about, shown.caption, shown.pages, shown.sha256)


def _comments(project: Project) -> Iterator[Record]:
    for key, comment in project.comments.items():
        yield key, comment.subject.key, comment.text, comment.by, comment.at.isoformat(), int(comment.is_open)


def _replies(project: Project) -> Iterator[Record]:
    for key, comment in project.comments.items():
        yield from ((key, reply.text, reply.by, reply.at.isoformat()) for reply in comment.replies)


def _scenarios(project: Project) -> Iterator[Record]:
    return ((name,) for name in project.scenarios)


def _scenario_switches(project: Project) -> Iterator[Record]:
    for name, switches in project.scenarios.items():
        yield from ((name, adjustment) for adjustment in sorted(switches))


def _layouts(project: Project) -> Iterator[Record]:
    for key, layout in project.layouts.items():
        yield key, layout.file, layout.sheet, layout.at.isoformat(), layout.corrections


def _altered_subjects(project: Project) -> Iterator[Record]:
    """The subjects of alterations that only format 2.3 knows, by the place of each in its step."""
    return _subjects_among(project, SUBJECTS_SINCE_2_3)


def _altered_review_subjects(project: Project) -> Iterator[Record]:
    """The subjects of alterations that only format 2.5 knows."""
    return _subjects_among(project, REVIEW_SUBJECTS)


def _subjects_among(project: Project, kinds: tuple[type[Subject], ...]) -> Iterator[Record]:
    for number, step in enumerate(project.trail):
        for place, altered in enumerate(step.alterations):
            if isinstance(altered.subject, kinds):
                yield number, place, altered.subject.key


def _workings(project: Project) -> Iterator[Record]:
    for cell, working in project.workings.items():
        yield *cell, working.typed, format_exactly(working.amount)


def _own_signs(project: Project) -> Iterator[Record]:
    yield from project.own_signs.items()


def _ticks(project: Project) -> Iterator[Record]:
    for key, tick in project.ticks.items():
        yield key, tick.sign, tick.subject.key, tick.by, tick.at.isoformat(), int(tick.is_everywhere)


def _cross_references(project: Project) -> Iterator[Record]:
    for key, reference in project.cross_references.items():
        target = reference.target
        to = (None, target.reference) if isinstance(target, WorkingPaper) else (target.key, None)
        yield key, reference.subject.key, *to, reference.by, reference.at.isoformat(), reference.remark


def _open_items(project: Project) -> Iterator[Record]:
    for key, item in project.open_items.items():
        raised = key, item.text, item.raised_by, item.at.isoformat(), item.for_whom, _amount_as_text(item.amount)
        yield *raised, item.status.value, item.answer, item.subject.key


def _differences_left(project: Project) -> Iterator[Record]:
    for key, left in project.uncorrected.items():
        effects = _amount_as_text(left.profit), _amount_as_text(left.equity)
        yield key, left.text, left.period, left.reason, left.by, left.at.isoformat(), *effects


def _thresholds(project: Project) -> Iterator[Record]:
    for kind, threshold in project.thresholds.items():
        yield kind.value, encode(threshold, Threshold)


def _texts(project: Project) -> Iterator[Record]:
    for kind, written in project.texts.items():
        yield kind.value, written.text, int(written.is_left_out)


def _quotes(project: Project) -> Iterator[Record]:
    for subject, quotes in project.quotes.items():
        yield from ((subject.key, quote.typed, quote.said, _words_as_json(quote.figures)) for quote in quotes)


def _acceptances(project: Project) -> Iterator[Record]:
    for subject, acceptances in project.acceptances.items():
        for known in acceptances:
            told = encode(known.fact, Told)
            yield subject.key, known.check, told, known.reason, known.by, known.at.isoformat()


def _altered_texts(project: Project) -> Iterator[Record]:
    """The texts of the appendix that were altered, which only format 2.6 knows."""
    return _subjects_among(project, (TextSubject,))


RECORDS: Mapping[str, Callable[[Project], Iterator[Record]]] = {
    "project": _project,
    "period": _periods,
    "statement": _statements,
    "statement_period": _statement_periods,
    "line": _lines,
    "total": _totals,
    "part": _parts,
    "ratio": _ratios,
    "figure": _figures,
    "unknown_figure": _unknown_figures,
    "adjustment": _adjustments,
    "entry": _entries,
    "leg": _legs,
    "stated_for": _stated_for,
    "unknown_effect": _unknown_effects,
    "source": _sources,
    "source_figure": _source_figures,
    "restated": _restated_cells,
    "finding": _findings,
    "finding_place": _finding_places,
    "cells_used": _cells_used,
    "inference": _inferences,
    "step": _steps,
    "alteration": _alterations,
    "framework": _frameworks,
    "target_caption": _target_captions,
    "nature_said": _natures,
    "adjustment_detail": _adjustment_details,
    "consideration": _considerations,
    "concept_said": _later_concepts,
    "kind_altered": _altered_kinds,
    "comparative": _comparatives,
    "brought_forward": _brought_forward,
    "carried_consideration": _carried_considerations,
    "reconciliation_note": _reconciliation_note,
    "evidence": _evidence,
    "comment": _comments,
    "reply": _replies,
    "scenario": _scenarios,
    "scenario_switch": _scenario_switches,
    "layout": _layouts,
    "subject_altered": _altered_subjects,
    "working": _workings,
    "own_sign": _own_signs,
    "tick": _ticks,
    "cross_reference": _cross_references,
    "open_item": _open_items,
    "uncorrected": _differences_left,
    "threshold": _thresholds,
    "review_subject_altered": _altered_review_subjects,
    "appendix_text": _texts,
    "quote": _quotes,
    "acceptance": _acceptances,
    "text_altered": _altered_texts,
}
"""The rows of each table, parents before children."""
