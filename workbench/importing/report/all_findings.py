"""All findings of an import, in the order in which they are listed."""

from collections.abc import Iterator, Sequence

from workbench.domain.facts import fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, SourceFile
from workbench.domain.statements import StatementKind
from workbench.domain.subjects import PROJECT
from workbench.importing.assembly.assemble import Assembled
from workbench.importing.language.vocabulary import resolve_currency
from workbench.importing.report.doubtful_headings import heading_findings
from workbench.importing.report.findings import CHECK
from workbench.importing.report.import_findings import (
    currency_findings,
    cut_findings,
    draft_findings,
    figure_findings,
    file_findings,
    fiscal_findings,
    merge_findings,
    mixed_findings,
    repeated_entries,
    scale_findings,
    strangers_within,
)
from workbench.importing.report.lone_names import lone_names
from workbench.importing.report.shared_scales import share_count_findings, shared_scale_findings
from workbench.importing.sheets.cover import company_of, cover_of, entity_in
from workbench.importing.sheets.detected_files import DetectedFiles
from workbench.importing.sheets.reporting_currency import find_currency


def all_findings(
    files: DetectedFiles, assembled: Assembled, project: Project, note_sheets: set[tuple[str, str]]
) -> Iterator[Finding]:
    """Yield what was assumed, left out, decided or doubted; ``note_sheets``: the (file, sheet) with notes."""
    cover, parts, built = files.cover, assembled.parts, assembled.statements
    yield from _assumptions(files, project)
    yield from _mixed_files(files)
    if not cover.is_entity_corrected:
        yield from strangers_within(_companies(files))
    yield from scale_findings(parts, project.scale)
    yield from currency_findings(files.bare_sign, files.currency, parts)
    yield from fiscal_findings(assembled.tables, files.year_end)
    yield from shared_scale_findings(built)
    yield from share_count_findings(built, project.scale)
    yield from _findings_of_each_file(files, assembled, project.sources, cover.sheets | note_sheets)
    yield from merge_findings(assembled.decisions)
    yield from draft_findings(built)
    yield from lone_names(parts, assembled.names)
    yield from figure_findings(project)
    yield from cut_findings(figure for statement in built for figure in statement.cut_figures)
    yield from repeated_entries(project)
    yield from heading_findings(files.all_reports, assembled.tables, project, cover)


def _assumptions(files: DetectedFiles, project: Project) -> Iterator[Finding]:
    """Yield what had to be assumed because no file states it."""
    where = tuple(CellRef(source.name, "") for source in project.sources)
    for is_stated, told in (
        (files.scale is not None, fact("no-scale-named")),
        (bool(files.currency), fact("no-currency-named")),
        (bool(project.entity), fact("no-entity-named")),
    ):
        if not is_stated:
            yield Finding(CHECK, FindingStatus.WARNING, told, None, where, PROJECT)
    if not files.are_frameworks_named:
        source, target = (framework.name for framework in project.frameworks)
        assumed = fact("frameworks-assumed", source=source, target=target)
        yield Finding(CHECK, FindingStatus.INFORMATION, assumed, None, where, PROJECT)


def _mixed_files(files: DetectedFiles) -> Iterator[Finding]:
    """Yield that files name several companies or currencies, unless the user chose one for all."""
    entities, currencies = {}, {}
    for workbook in files.workbooks:
        cover, reports = cover_of([workbook]), files.reports[workbook.name]
        entities[workbook.name] = cover.entity or entity_in(reports)
        currency_of_file = cover.currency or find_currency([part for report in reports for part in report.detected])
        currencies[workbook.name] = resolve_currency(currency_of_file, files.cover.currency)
    yield from mixed_findings(
        {} if files.cover.is_entity_corrected else {file: entity for file, entity in entities.items() if entity},
        {}
        if files.cover.is_currency_corrected
        else {file: currency for file, currency in currencies.items() if currency},
    )


def _companies(files: DetectedFiles) -> Iterator[tuple[CellRef, str, frozenset[StatementKind]]]:
    """Yield each sheet whose company is certain, that company, and the kinds of statement on the sheet."""
    for report in files.all_reports:
        if company := company_of(report):
            kinds = frozenset(part.kind for part in report.detected)
            yield CellRef(report.file, report.sheet.name), company, kinds


def _findings_of_each_file(
    files: DetectedFiles, assembled: Assembled, sources: Sequence[SourceFile], used_sheets: set[tuple[str, str]]
) -> Iterator[Finding]:
    rows_left_out = [row for built in assembled.statements for row in built.rows_left_out]
    drafts = {figure.place for row in rows_left_out for figure in row.figures}
    for workbook, source in zip(files.workbooks, sources, strict=True):
        yield from file_findings(source, files.reports[workbook.name], used_sheets, drafts, workbook.warnings)
