"""The story of an import: what was taken for what, why, and what became of every cell."""

from collections.abc import Iterable, Iterator

from workbench.domain.import_report import ImportReport, Inference, InferenceStage
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.importing.assembly.build import Built
from workbench.importing.assembly.merge import Decision
from workbench.importing.language.catalogue import kind_of_difference
from workbench.importing.sheets.detected import DetectedTable, SheetReport
from workbench.importing.sheets.marks import cells_used


def report_of(
    reports: Iterable[SheetReport], notes: Iterable[Decision], built: Iterable[Built], project: Project
) -> ImportReport:
    """Return the class of every cell, and each guess with its evidence; ``notes``: what was decided between tables."""
    reports = tuple(reports)
    cells = tuple(used for report in reports for used in cells_used(report.file, report.sheet, report.marks))
    return ImportReport(cells, tuple(_guesses(reports, notes, built, project)))


def _guesses(
    reports: Iterable[SheetReport], notes: Iterable[Decision], built: Iterable[Built], project: Project
) -> Iterator[Inference]:
    for report in reports:
        for block in report.blocks:
            yield from _of_block(block)
    yield from _of_adjustments(project)
    for note in notes:
        yield Inference(note.stage, note.subject, note.outcome, note.evidence, note.alternatives, note.where)
    for one in built:
        yield from _of_statement(one)


def _of_block(block: DetectedTable) -> Iterator[Inference]:
    area = block.area
    where = CellRef(block.file, block.sheet.name, area.first)
    subject = f"{block.sheet.name}!{area}"
    shape = "a list of entries" if block.entries else "a reconciliation" if block.is_reconciliation else "a statement"
    yield Inference(
        InferenceStage.BLOCK, subject, f"{shape}: {block.kind.value}", block.evidence, block.alternatives, where
    )
    for column in block.columns:
        what = f"{column.adjustment_or_currency or column.role.value}, {column.period.label}"
        evidence = " / ".join(column.headings) or "the titles of the table"
        step = InferenceStage.ADJUSTMENT if column.role is FigureRole.ADJUSTMENT else InferenceStage.PERIOD
        yield Inference(step, f"{block.sheet.name}: {evidence}", what, f"headed '{evidence}'", (), where)
    if block.scale or block.currency:
        unit = " ".join(part for part in (block.currency, f"{block.scale:,}" if block.scale else "") if part)
        yield Inference(InferenceStage.UNIT, subject, unit, "its unit line", (), where)


def _of_adjustments(project: Project) -> Iterator[Inference]:
    for adjustment in project.adjustments:
        kind = kind_of_difference(adjustment.name)
        evidence = (
            f"a common difference: {kind.name}" if kind else "its column or row leads from one framework to the other"
        )
        yield Inference(InferenceStage.ADJUSTMENT, adjustment.name, f"the difference '{adjustment.id}'", evidence)


def _of_statement(one: Built) -> Iterator[Inference]:
    statement = one.statement
    for line in statement.lines:
        if line.concept and line.id in one.concept_evidence:
            yield Inference(InferenceStage.MEANING, line.name, line.concept.value, one.concept_evidence[line.id])
    names = {line.id: line.name for line in statement.lines}
    for total in statement.totals:
        parts = " ".join(f"{'+' if weight > 0 else '-'} {names[part]}" for part, weight in total.parts)
        yield Inference(InferenceStage.TOTAL, names[total.line], parts, total.evidence)
