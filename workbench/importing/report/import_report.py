"""The story of an import: what was taken for what, why, and what became of every cell."""

from collections.abc import Iterable, Iterator

from workbench.domain.import_report import Guess, ImportReport, Step
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says
from workbench.importing.assembly.build import Built
from workbench.importing.assembly.merge import MergeNote
from workbench.importing.language.catalogue import kind_of_difference
from workbench.importing.sheets.detected import Block, SheetReport
from workbench.importing.sheets.marks import cells_used


def report_of(
    reports: Iterable[SheetReport], notes: Iterable[MergeNote], built: Iterable[Built], project: Project
) -> ImportReport:
    """Return the class of every cell, and each guess with its evidence; ``notes``: what was decided between tables."""
    reports = tuple(reports)
    cells = tuple(used for report in reports for used in cells_used(report.file, report.sheet, report.marks))
    return ImportReport(cells, tuple(_guesses(reports, notes, built, project)))


def _guesses(
    reports: Iterable[SheetReport], notes: Iterable[MergeNote], built: Iterable[Built], project: Project
) -> Iterator[Guess]:
    for report in reports:
        for block in report.blocks:
            yield from _of_block(block)
    yield from _of_adjustments(project)
    for note in notes:
        yield Guess(note.step, note.subject, note.decision, note.evidence, note.rivals, note.where)
    for one in built:
        yield from _of_statement(one)


def _of_block(block: Block) -> Iterator[Guess]:
    area = block.area
    where = CellRef(block.file, block.sheet.name, area.first)
    subject = f"{block.sheet.name}!{area}"
    shape = "a list of entries" if block.entries else "a reconciliation" if block.is_reconciliation else "a statement"
    yield Guess(Step.BLOCK, subject, f"{shape}: {block.kind.value}", block.evidence, block.rivals, where)
    for column in block.columns:
        what = f"{column.of or column.says.value}, {column.period.label}"
        evidence = " / ".join(column.headings) or "the titles of the table"
        step = Step.ADJUSTMENT if column.says is Says.ADJUSTMENT else Step.PERIOD
        yield Guess(step, f"{block.sheet.name}: {evidence}", what, f"headed '{evidence}'", (), where)
    if block.scale or block.currency:
        unit = " ".join(part for part in (block.currency, f"{block.scale:,}" if block.scale else "") if part)
        yield Guess(Step.UNIT, subject, unit, "its unit line", (), where)


def _of_adjustments(project: Project) -> Iterator[Guess]:
    for adjustment in project.adjustments:
        kind = kind_of_difference(adjustment.name)
        evidence = (
            f"a common difference: {kind.name}" if kind else "its column or row leads from one framework to the other"
        )
        yield Guess(Step.ADJUSTMENT, adjustment.name, f"the difference '{adjustment.id}'", evidence)


def _of_statement(one: Built) -> Iterator[Guess]:
    statement = one.statement
    for line in statement.lines:
        if line.meaning and line.id in one.why_meaning:
            yield Guess(Step.MEANING, line.name, line.meaning.value, one.why_meaning[line.id])
    names = {line.id: line.name for line in statement.lines}
    for total in statement.totals:
        parts = " ".join(f"{'+' if weight > 0 else '-'} {names[part]}" for part, weight in total.parts)
        yield Guess(Step.TOTAL, names[total.line], parts, total.evidence)
