"""The report of an import: what was read as what and why, and the use of every cell."""

from collections.abc import Iterable, Iterator

from workbench.domain.adjustments import Adjustment
from workbench.domain.facts import Fact, Told, fact
from workbench.domain.import_report import ImportReport, Inference, InferenceStage
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.importing.assembly.build import BuiltStatement
from workbench.importing.assembly.merge import Decision
from workbench.importing.language.catalogue import kind_of_difference
from workbench.importing.language.common_facts import figures_fact, short_statement_fact
from workbench.importing.language.natures import nature_in
from workbench.importing.sheets.detected import Detected, DetectedEntryList, SheetReport, Tabular
from workbench.importing.sheets.marks import cells_used


def report_of(
    reports: Iterable[SheetReport],
    decisions: Iterable[Decision],
    statements: Iterable[BuiltStatement],
    project: Project,
) -> ImportReport:
    """Return the use of every cell, and each inference with its evidence.

    ``decisions``: those made when tables were combined.
    """
    reports = tuple(reports)
    cells = tuple(used for report in reports for used in cells_used(report.file, report.sheet, report.marks))
    return ImportReport(cells, tuple(_inferences(reports, decisions, statements, project)))


def _inferences(
    reports: Iterable[SheetReport],
    decisions: Iterable[Decision],
    statements: Iterable[BuiltStatement],
    project: Project,
) -> Iterator[Inference]:
    for report in reports:
        for part in report.detected:
            yield from _inferences_on_part(part)
    yield from _inferences_on_adjustments(project)
    for decision in decisions:
        yield Inference(
            decision.stage,
            decision.subject,
            decision.taken_for,
            decision.evidence,
            decision.alternatives,
            decision.where,
        )
    for built in statements:
        yield from _inferences_on_statement(built)


def _inferences_on_part(part: Detected) -> Iterator[Inference]:
    subject = f"{part.sheet.name}!{part.area}"
    yield Inference(InferenceStage.TABLE, subject, _table_fact(part), part.evidence, part.alternatives, part.place)
    for column in part.columns if isinstance(part, Tabular) else ():
        outcome = figures_fact(column.role, column.adjustment_or_currency, column.period.label)
        headings: Told = " / ".join(column.headings) or fact("titles-of-table")
        stage = InferenceStage.ADJUSTMENT if column.role is FigureRole.ADJUSTMENT else InferenceStage.PERIOD
        column_subject = fact("column-headed", sheet=part.sheet.name, headings=headings)
        yield Inference(stage, column_subject, outcome, fact("headed", headings=headings), (), part.place)
    if part.scale or part.currency:
        yield Inference(InferenceStage.UNIT, subject, _unit_fact(part), fact("its-unit-line"), (), part.place)


def _table_fact(part: Detected) -> Fact:
    kind = short_statement_fact(part.kind)
    if isinstance(part, DetectedEntryList):
        return fact("list-of-entries", kind=kind)
    return fact("reconciliation", kind=kind) if part.is_reconciliation else fact("statement", kind=kind)


def _unit_fact(part: Detected) -> Told:
    if not part.scale:
        return part.currency
    if not part.currency:
        return fact("unit", scale=part.scale)
    return fact("unit-of-currency", currency=part.currency, scale=part.scale)


def _inferences_on_adjustments(project: Project) -> Iterator[Inference]:
    for adjustment in project.adjustments:
        kind = kind_of_difference(adjustment.name)
        evidence = fact("common-difference", kind=kind.fact) if kind else fact("leads-to-other-framework")
        outcome = fact("difference-named", name=adjustment.id)
        yield Inference(InferenceStage.ADJUSTMENT, adjustment.name, outcome, evidence)
        if adjustment.nature:
            nature = fact(f"nature-{adjustment.nature.value}")
            yield Inference(
                InferenceStage.ADJUSTMENT, adjustment.name, nature, _evidence_of_nature(project, adjustment)
            )


def _evidence_of_nature(project: Project, adjustment: Adjustment) -> Fact:
    if nature_in(adjustment.name):
        return fact("nature-in-name")
    source, target = (framework.name for framework in project.frameworks)
    return fact("nature-of-frameworks", source=source, target=target)


def _inferences_on_statement(built: BuiltStatement) -> Iterator[Inference]:
    statement = built.statement
    for line in statement.lines:
        if line.concept and line.id in built.concept_evidence:
            yield Inference(InferenceStage.CONCEPT, line.name, line.concept.value, built.concept_evidence[line.id])
    names = {line.id: line.name for line in statement.lines}
    for total in statement.totals:
        parts = " ".join(f"{'+' if weight > 0 else '-'} {names[part]}" for part, weight in total.parts)
        yield Inference(InferenceStage.TOTAL, names[total.line], parts, total.evidence)
