"""The story of an import: what was taken for what, why, and what became of every cell."""

from collections.abc import Iterable, Iterator

from workbench.domain.import_report import ImportReport, Inference, InferenceStage
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.importing.assembly.build import BuiltStatement
from workbench.importing.assembly.merge import Decision
from workbench.importing.language.catalogue import kind_of_difference
from workbench.importing.sheets.detected import Detected, DetectedEntryList, SheetReport, Tabular
from workbench.importing.sheets.marks import cells_used


def report_of(
    reports: Iterable[SheetReport],
    decisions: Iterable[Decision],
    statements: Iterable[BuiltStatement],
    project: Project,
) -> ImportReport:
    """Return the use of every cell, and each inference with its evidence.

    ``decisions``: those that were made when tables were put together.
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
    is_list = isinstance(part, DetectedEntryList)
    shape = "a list of entries" if is_list else "a reconciliation" if part.is_reconciliation else "a statement"
    subject, outcome = f"{part.sheet.name}!{part.area}", f"{shape}: {part.kind.value}"
    yield Inference(InferenceStage.TABLE, subject, outcome, part.evidence, part.alternatives, part.place)
    for column in part.columns if isinstance(part, Tabular) else ():
        role_and_period = f"{column.adjustment_or_currency or column.role.value}, {column.period.label}"
        evidence = " / ".join(column.headings) or "the titles of the table"
        stage = InferenceStage.ADJUSTMENT if column.role is FigureRole.ADJUSTMENT else InferenceStage.PERIOD
        yield Inference(
            stage, f"{part.sheet.name}: {evidence}", role_and_period, f"headed '{evidence}'", (), part.place
        )
    if part.scale or part.currency:
        unit = " ".join(word for word in (part.currency, f"{part.scale:,}" if part.scale else "") if word)
        yield Inference(InferenceStage.UNIT, subject, unit, "its unit line", (), part.place)


def _inferences_on_adjustments(project: Project) -> Iterator[Inference]:
    for adjustment in project.adjustments:
        kind = kind_of_difference(adjustment.name)
        evidence = (
            f"a common difference: {kind.name}" if kind else "its column or row leads from one framework to the other"
        )
        yield Inference(InferenceStage.ADJUSTMENT, adjustment.name, f"the difference '{adjustment.id}'", evidence)


def _inferences_on_statement(built: BuiltStatement) -> Iterator[Inference]:
    statement = built.statement
    for line in statement.lines:
        if line.concept and line.id in built.concept_evidence:
            yield Inference(InferenceStage.CONCEPT, line.name, line.concept.value, built.concept_evidence[line.id])
    names = {line.id: line.name for line in statement.lines}
    for total in statement.totals:
        parts = " ".join(f"{'+' if weight > 0 else '-'} {names[part]}" for part, weight in total.parts)
        yield Inference(InferenceStage.TOTAL, names[total.line], parts, total.evidence)
