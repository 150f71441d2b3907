"""The import, stage by stage: detect → assemble → report."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import SourceFigure, SourceFile
from workbench.errors import ImportRefused
from workbench.importing.assembly.assemble import assemble
from workbench.importing.assembly.hidden_rows import mark_drafts
from workbench.importing.report.all_findings import all_findings
from workbench.importing.report.draft import Draft, SheetDraft
from workbench.importing.report.import_report import report_of
from workbench.importing.report.questions import questions_of
from workbench.importing.report.refusals import why_nothing_was_found
from workbench.importing.sheets.corrections import Corrections
from workbench.importing.sheets.cover import notes_of
from workbench.importing.sheets.detected_files import DetectedFiles, detect_files
from workbench.phrases import Phrase, phrase
from workbench.progress import SILENT, Progress
from workbench.wording import phrase_of
from workbench.workbooks import PendingRead, SourceWorkbook

NO_CORRECTIONS: Corrections = {}


def import_workbooks(reads: Sequence[PendingRead], progress: Progress = SILENT) -> Project:
    """Wait for the workbooks and return the project that they state together, with every adjustment on.

    Raises ImportRefused if a file cannot be read or no statement is found in any of them.
    """
    try:
        workbooks = [read.workbook(progress) for read in reads]
    finally:
        for read in reads:
            read.cancel()  # those no longer wanted
    return project_from(workbooks, progress)


def project_from(
    workbooks: Sequence[SourceWorkbook], progress: Progress = SILENT, corrections: Corrections = NO_CORRECTIONS
) -> Project:
    """Return the project that workbooks, once read, state together. Raises ImportRefused if they state none."""
    with _no_search_for_garbage():
        return _project(detect_files(workbooks, corrections, progress), corrections, progress)


def draft_of(
    workbooks: Sequence[SourceWorkbook], corrections: Corrections = NO_CORRECTIONS, progress: Progress = SILENT
) -> Draft:
    """Return the draft of importing ``workbooks``, with the user's ``corrections`` applied.

    Raises ImportRefused for a file given twice and for a review workbook of our own.
    """
    project: Project | None = None
    refusal: Phrase | str = ""
    with _no_search_for_garbage():
        files = detect_files(workbooks, corrections, progress)
        try:
            project = _project(files, corrections, progress)
        except ImportRefused as error:
            refusal = error.sentence
        as_read = files.as_read
    sheets = tuple(
        SheetDraft(report.file, report.sheet, tuple(report.detected), report.marks, tuple(report.table_headings))
        for report in files.all_reports
    )
    return Draft(
        workbooks=tuple(workbooks),
        corrections=corrections,
        sheets=sheets,
        inferences=project.import_report.inferences if project else (),
        questions=tuple(questions_of(files.all_reports)),
        project=project,
        refusal=refusal,
        findings=tuple(findings_worth_reading(project)) if project else (),
        as_read=as_read,
    )


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Hundreds of thousands of records are made and kept: scanning them repeatedly would cost a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _project(files: DetectedFiles, corrections: Corrections, progress: Progress) -> Project:
    if not files.parts:
        raise _nothing_found(files)
    scale = files.scale or 1
    assembled = assemble(files.parts, files.readings, scale, files.total_corrections, progress)
    notes, note_sheets = notes_of(files.all_reports, assembled.names.values())
    progress.step(0, 0, phrase("Assembling the project"))
    source_figures = assembled.source_figures
    if not any(figure.amount is not None for figure in source_figures):
        raise _nothing_found(files, source_figures, scale)
    mark_drafts(files.all_reports, (row for built in assembled.statements for row in built.rows_left_out))
    project = Project(
        entity=files.entity,
        frameworks=files.frameworks,
        currency=files.currency,
        scale=scale,
        periods=Map(assembled.periods),
        statements=tuple(built.statement for built in assembled.statements),
        adjustments=assembled.adjustments(notes, files.frameworks),
        enabled=frozenset(assembled.names),
        sources=tuple(
            SourceFile(book.name, book.sha256, book.size, tuple(sheet.name for sheet in book.sheets), book.folder)
            for book in files.workbooks
        ),
        source_figures=source_figures,
    )
    return replace(
        project,
        import_findings=tuple(all_findings(files, assembled, project, note_sheets)),
        import_report=report_of(files.all_reports, assembled.decisions, assembled.statements, project),
    )


def _nothing_found(files: DetectedFiles, source_figures: Sequence[SourceFigure] = (), scale: int = 1) -> ImportRefused:
    names = [workbook.name for workbook in files.workbooks]
    return ImportRefused(phrase_of(why_nothing_was_found(names, files.all_reports, source_figures, scale)))


def findings_worth_reading(project: Project) -> Iterator[Finding]:
    """Yield what was noticed and what the checks find, except mere repeats of a figure's own cell or our arithmetic."""
    from workbench.checks import CHECKS
    from workbench.engine import Engine

    yield from project.import_findings
    results = Engine().results(project)
    for check in CHECKS:
        yield from (finding for finding in check.findings(results) if finding.status is not FindingStatus.INFORMATION)
