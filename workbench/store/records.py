"""A project as rows of tables, and the fingerprint of all of them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from workbench.domain.amounts import format_exactly
from workbench.domain.import_report import InferenceStage
from workbench.domain.project import Project
from workbench.phrases import ENGLISH
from workbench.store.schema import SINCE_MINOR
from workbench.store.told_text import told_as_text
from workbench.wording import message_of

Record = tuple[Any, ...]
FINGERPRINTS = ("fingerprint", "fingerprint_1.1", "fingerprint_1.2", "fingerprint_1.3")
"""The keys of the fingerprints of each minor format in the project table."""


def fingerprint(project: Project, minor: int = 0) -> str:
    """Return the SHA-256 of all tables that one minor format added, which reveals any change of their content.

    A program of an earlier format thus finds a fingerprint over the tables that it knows.
    """
    digest = hashlib.sha256()
    for table, records_of in RECORDS.items():
        if SINCE_MINOR.get(table, 0) != minor:
            continue
        digest.update(table.encode())
        for record in records_of(project):
            digest.update(json.dumps(record, ensure_ascii=True).encode())
    return digest.hexdigest()


def _amount_as_text(amount: Decimal | None) -> str | None:
    return None if amount is None else format_exactly(amount)


def _words_as_json(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _project(project: Project) -> Iterator[Record]:
    yield "entity", project.entity
    yield "framework_from", project.frameworks[0]
    yield "framework_to", project.frameworks[1]
    yield "currency", project.currency
    yield "scale", str(project.scale)


def _periods(project: Project) -> Iterator[Record]:
    for key, period in project.periods.items():
        yield key, period.start and period.start.isoformat(), period.end.isoformat(), period.label


def _statements(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        yield statement.id, statement.kind.value, statement.title


def _statement_periods(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for period in statement.periods:
            yield statement.id, period, period in statement.reconciled


def _lines(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for line in statement.lines:
            concept = line.concept.value if line.concept else None
            attributes = _words_as_json(line.section), line.role.value, line.unit.value, line.decimals, concept
            yield (line.id, statement.id, line.caption, *attributes, _words_as_json(line.aliases))


def _totals(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for total in statement.totals:
            yield total.line, told_as_text(total.evidence), total.partial


def _parts(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for total in statement.totals:
            for part, weight in total.parts:
                yield total.line, part, weight


def _ratios(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for ratio in statement.ratios:
            yield (
                ratio.line,
                ratio.numerator,
                ratio.denominator,
                _amount_as_text(ratio.factor),
                told_as_text(ratio.evidence),
            )


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
            adjustment.nature.value,
            adjustment.id in project.enabled,
        )


def _entries(project: Project) -> Iterator[Record]:
    for adjustment in project.adjustments:
        for entry in adjustment.entries.values():
            yield adjustment.id, entry.line, entry.period, _amount_as_text(entry.amount)


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
        yield source.name, source.sha256, source.size, _words_as_json(source.sheets)


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
        yield (*attributes, *cell, figure.raw, figure.formula, figure.is_evaluated, figure.is_primary)


def _restated_cells(project: Project) -> Iterator[Record]:
    for cell, reason in project.restated.items():
        yield cell.file, cell.sheet, cell.cell, reason


def _findings(project: Project) -> Iterator[Record]:
    for number, finding in enumerate(project.import_findings):
        yield (
            number,
            finding.check,
            finding.status.value,
            message_of(finding, ENGLISH),
            _amount_as_text(finding.difference),
        )


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
            told_as_text(cells.reason),
            _words_as_json(cells.areas),
            cells.count,
        )


STAGES_AS_STORED = {InferenceStage.ADJUSTMENT: "difference", InferenceStage.CONCEPT: "meaning"}
"""What the file calls a stage, where that is not its value."""


def _inferences(project: Project) -> Iterator[Record]:
    for inference in project.import_report.inferences:
        where = (
            (inference.where.file, inference.where.sheet, inference.where.cell)
            if inference.where
            else (None, None, None)
        )
        yield (
            STAGES_AS_STORED.get(inference.stage, inference.stage.value),
            told_as_text(inference.subject),
            told_as_text(inference.taken_for),
            told_as_text(inference.evidence),
            _words_as_json(map(told_as_text, inference.alternatives)),
            *where,
        )


def _share_scales(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        if statement.share_scale != 1:
            yield statement.id, statement.share_scale


def _shown_decimals(project: Project) -> Iterator[Record]:
    for statement in project.statements:
        for line in statement.lines:
            if line.shown_decimals is not None:
                yield line.id, line.shown_decimals


def _slacks(project: Project) -> Iterator[Record]:
    """Yield (number, slack); ``number``: the position of the source figure in reading order, from 0."""
    for number, figure in enumerate(project.source_figures):
        if figure.slack:
            yield number, _amount_as_text(figure.slack)


def _source_folders(project: Project) -> Iterator[Record]:
    for source in project.sources:
        if source.folder:
            yield source.name, source.folder


RECORDS: dict[str, Callable[[Project], Iterator[Record]]] = {
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
    "covered": _stated_for,
    "unknown_effect": _unknown_effects,
    "source": _sources,
    "stated": _source_figures,
    "restated": _restated_cells,
    "finding": _findings,
    "finding_place": _finding_places,
    "cells_used": _cells_used,
    "guess": _inferences,
    "share_scale": _share_scales,
    "shown_decimals": _shown_decimals,
    "slack": _slacks,
    "source_folder": _source_folders,
}
"""The rows of each table, parents before children."""
