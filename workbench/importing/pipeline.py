"""The import, step by step: read → detect → merge → roll up → validate → build."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import Ids
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigures, SourceFile
from workbench.domain.statements import StatementKind
from workbench.errors import ImportRefused
from workbench.importing.assembly.adjustment_names import with_adjustment_ids
from workbench.importing.assembly.build import Built, adjustment_record, build_statement
from workbench.importing.assembly.cross_table_rules import (
    leave_out_hidden_drafts,
    leave_out_separate_accounts,
    mark_drafts,
    with_durations,
)
from workbench.importing.assembly.merge import CellFigure
from workbench.importing.language.period_text import DECEMBER
from workbench.importing.language.vocabulary import (
    BARE_DOLLAR,
    DOLLARS,
    currencies_in,
    names_renminbi,
    normalise,
    resolve_currency,
)
from workbench.importing.report.draft import Draft, SheetDraft
from workbench.importing.report.headings_doubted import heading_findings
from workbench.importing.report.import_findings import (
    CHECK,
    currency_findings,
    cut_findings,
    draft_findings,
    figure_findings,
    findings,
    fiscal_findings,
    merge_findings,
    mixed_findings,
    repeated_entries,
    scale_findings,
    strangers_within,
)
from workbench.importing.report.import_report import report_of
from workbench.importing.report.lone_names import lone_names
from workbench.importing.report.questions import questions_of
from workbench.importing.report.refusals import why_nothing_was_found
from workbench.importing.report.shared_scales import share_count_findings, shared_scale_findings
from workbench.importing.sheets.corrections import WHOLE_IMPORT, Corrections, SetDecimalMark, SetTotalParts
from workbench.importing.sheets.cover import Cover, company_of, cover_of, entity_in, notes_of, year_end_of
from workbench.importing.sheets.detect import detect
from workbench.importing.sheets.detected import DetectedTable, ImportContext, SheetReport
from workbench.importing.sheets.edgar import edgar_head
from workbench.importing.sheets.formats_shown import currency_of_formats
from workbench.importing.sheets.readings import Readings
from workbench.importing.sheets.review_workbooks import refuse_review_workbook
from workbench.progress import SILENT, Progress
from workbench.workbooks import CellKind, PendingRead, SourceWorkbook

Reports = dict[str, list[SheetReport]]
"""What became of the sheets of each file."""
DEFAULT_FRAMEWORKS = ("US GAAP", "IFRS")
NO_CORRECTIONS: Corrections = {}
MOST_COVER_SHEETS = 8
"""Among so many first sheets one of an EDGAR report names its currency."""


def import_workbooks(reads: Sequence[PendingRead], progress: Progress = SILENT) -> Project:
    """Wait for the workbooks and return the project that they state together, with every adjustment on.

    Raises ImportRefused where a file cannot be read or no statement is found in any of them.
    """
    try:
        workbooks = [read.workbook(progress) for read in reads]
    finally:
        for read in reads:
            read.cancel()  # those that are not wanted any more
    return project_from(workbooks, progress)


def project_from(
    workbooks: Sequence[SourceWorkbook], progress: Progress = SILENT, corrections: Corrections = NO_CORRECTIONS
) -> Project:
    """Return the project that workbooks, once read, state together. Raises ImportRefused where they state none."""
    with _no_search_for_garbage():
        return _project(workbooks, _detected(workbooks, corrections, progress), corrections, progress)


def draft_of(
    workbooks: Sequence[SourceWorkbook], corrections: Corrections = NO_CORRECTIONS, progress: Progress = SILENT
) -> Draft:
    """Return what importing ``workbooks`` would bring in, with the user's ``corrections`` in force."""
    project, refusal = None, ""
    with _no_search_for_garbage():
        detected = _detected(workbooks, corrections, progress)
        try:
            project = _project(workbooks, detected, corrections, progress)
        except ImportRefused as error:
            refusal = str(error)
        as_read = _as_read(workbooks, detected, corrections, progress)
    sheets = tuple(
        SheetDraft(each.file, each.sheet, tuple(each.blocks), each.marks, tuple(each.headed))
        for each in _all(detected.reports)
    )
    return Draft(
        workbooks=tuple(workbooks),
        corrections=corrections,
        sheets=sheets,
        inferences=project.import_report.inferences if project else (),
        questions=tuple(questions_of(_all(detected.reports))),
        project=project,
        refusal=refusal,
        findings=tuple(_worth_reading(project)) if project else (),
        as_read=as_read,
    )


def _worth_reading(project: Project) -> Iterator[Finding]:
    """Yield what was noticed, and what the checks find; not what only repeats a figure's own cell or our arithmetic."""
    from workbench.checks import CHECKS
    from workbench.engine import Engine

    yield from project.import_findings
    results = Engine().results(project)
    for check in CHECKS:
        yield from (finding for finding in check.findings(results) if finding.status is not FindingStatus.INFORMATION)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Hundreds of thousands of records are made that all stay: looking through them again and again costs a fifth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Detected:
    """What the sheets of all files show, before anything is put together."""

    cover: Cover
    readings: dict[str, Readings]
    reports: Reports
    currency: str
    bare_sign: str
    """What alone tells the currency, and may stand for several: a dollar, ``¥``; "" where it is named."""
    year_end: int | None


def _project(
    workbooks: Sequence[SourceWorkbook], detected: Detected, corrections: Corrections, progress: Progress
) -> Project:
    cover, reports, readings, currency = detected.cover, detected.reports, detected.readings, detected.currency
    blocks = _blocks_of(reports)
    if not blocks:
        raise ImportRefused(why_nothing_was_found([workbook.name for workbook in workbooks], _all(reports)))
    blocks, notes_on_days = with_durations(blocks)
    names, blocks, notes_on_names = with_adjustment_ids(blocks)
    stated_scale = cover.said_scale or _scale(blocks, cover)
    scale = stated_scale or 1
    built = _built(blocks, readings, scale, corrections, progress)
    decided = [*notes_on_days, *notes_on_names, *(note for one in built for note in one.decisions)]
    notes, note_sheets = notes_of(_all(reports), names.values())
    adjustments = tuple(
        adjustment_record(key, name, notes.get(normalise(name), ""), built) for key, name in names.items()
    )
    sources = tuple(
        SourceFile(w.name, w.sha256, w.size, tuple(sheet.name for sheet in w.sheets), w.folder) for w in workbooks
    )
    progress.step(0, 0, "Putting the project together")
    stated = SourceFigures(each for one in built for each in one.stated)
    if not any(each.amount is not None for each in stated):
        raise ImportRefused(
            why_nothing_was_found([workbook.name for workbook in workbooks], _all(reports), stated, scale)
        )
    mark_drafts(_all(reports), (row for one in built for row in one.drafts))
    entity = cover.entity or entity_in(_all(reports))
    project = Project(
        entity=entity,
        frameworks=_frameworks(blocks, cover),
        currency=currency,
        scale=scale,
        periods=Map({key: period for one in built for key, period in one.periods.items()}),
        statements=tuple(one.statement for one in built),
        adjustments=adjustments,
        enabled=frozenset(names),
        sources=sources,
        source_figures=stated,
        import_findings=(
            *_assumptions(sources, entity, currency, scale_is_stated=stated_scale is not None),
            *mixed_findings(*_told_by_each_file(workbooks, reports, cover)),
            *(() if cover.said_entity else strangers_within(_companies(reports))),
            *scale_findings(blocks, scale),
            *currency_findings(detected.bare_sign, currency, blocks),
            *fiscal_findings(blocks, detected.year_end),
            *shared_scale_findings(built),
            *share_count_findings(built, scale),
            *_file_findings(workbooks, sources, reports, cover.sheets | note_sheets, built),
            *merge_findings(decided),
            *draft_findings(built),
            *lone_names(blocks, names),
            *figure_findings(stated, scale),
            *cut_findings(claim for one in built for claim in one.cut),
        ),
    )
    return replace(
        project,
        import_findings=(
            *project.import_findings,
            *repeated_entries(project),
            *heading_findings(_all(reports), blocks, project, cover),
        ),
        import_report=report_of(_all(reports), decided, built, project),
    )


def _refuse_repeated_names(workbooks: Sequence[SourceWorkbook]) -> None:
    for name, times in Counter(workbook.name for workbook in workbooks).items():
        if times > 1:
            raise ImportRefused(f"{name} is given twice. Give each file once, and rename files that share a name.")


def _scale(blocks: Sequence[DetectedTable], cover: Cover) -> int | None:
    """Return the scale that unit lines name over most rows, the finer of equals; else the cover's; None: nobody's."""
    rows: Counter[int] = Counter()
    for block in [block for block in blocks if not block.entries] or blocks:
        if block.scale:
            rows[block.scale] += len(block.rows) + len(block.entries)
    return min(rows, key=lambda scale: (-rows[scale], scale), default=cover.scale)


def _told_by_each_file(
    workbooks: Sequence[SourceWorkbook], reports: Reports, said: Cover
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the entity and the currency that each file names, by its name; what says nothing is left out.

    ``said``: what the user says of all files holds whatever they name.
    """
    entities, currencies = {}, {}
    for workbook in workbooks:
        cover = cover_of([workbook])
        entities[workbook.name] = cover.entity or entity_in(reports[workbook.name])
        blocks = [block for report in reports[workbook.name] for block in report.blocks]
        currencies[workbook.name] = resolve_currency(cover.currency or _currency(blocks), said.currency)
    return (
        {} if said.said_entity else {file: entity for file, entity in entities.items() if entity},
        {} if said.said_currency else {file: currency for file, currency in currencies.items() if currency},
    )


def _companies(reports: Reports) -> Iterator[tuple[CellRef, str, frozenset[StatementKind]]]:
    for file, of_file in reports.items():
        for report in of_file:
            if company := company_of(report):
                yield CellRef(file, report.sheet.name), company, frozenset(block.kind for block in report.blocks)


def _assumptions(
    sources: Iterable[SourceFile], entity: str, currency: str, *, scale_is_stated: bool
) -> Iterator[Finding]:
    """Yield what had to be assumed because no file says it."""
    where = tuple(CellRef(source.name, "") for source in sources)
    for is_stated, text in (
        (scale_is_stated, "No unit line names a scale: amounts were taken as whole units"),
        (bool(currency), "Nothing names the currency"),
        (bool(entity), "Nothing names the entity"),
    ):
        if not is_stated:
            yield Finding(
                CHECK,
                FindingStatus.WARNING,
                f"{text}. Say it in the import assistant or on a cover sheet.",
                None,
                where,
            )


def _detected(workbooks: Sequence[SourceWorkbook], corrections: Corrections, progress: Progress) -> Detected:
    _refuse_repeated_names(workbooks)
    for workbook in workbooks:
        refuse_review_workbook(workbook)
    cover = cover_of(workbooks).corrected_by(corrections.get(WHOLE_IMPORT, ()))
    readings = {workbook.name: Readings(workbook, _decimal_marks_said(workbook, corrections)) for workbook in workbooks}
    year_end = year_end_of(workbooks)
    known = ImportContext(cover.currency, year_end or DECEMBER)
    reports = _reports(workbooks, readings, known, corrections, progress)
    found = cover.currency or _currency(_blocks_of(reports))
    currency = _dollar_meant(_blocks_of(reports)) if found == BARE_DOLLAR else found
    if _taken_for_a_translation(reports, currency):  # now it is known which column is one
        reports = _reports(workbooks, readings, replace(known, currency=currency), corrections, progress)
    leave_out_hidden_drafts(_all(reports))
    leave_out_separate_accounts(_all(reports))
    is_a_dollar = found == BARE_DOLLAR or (not cover.currency and _is_only_a_dollar(_blocks_of(reports), currency))
    is_a_yuan = currency == "RMB" and not cover.said_currency and not any(map(_names_renminbi, workbooks))
    bare_sign = "'¥'" if is_a_yuan else "'$' or 'dollars'" if is_a_dollar else ""
    return Detected(cover, readings, reports, currency, bare_sign, year_end)


def _names_renminbi(workbook: SourceWorkbook) -> bool:
    """True where a workbook says more of its currency than the sign that the yen has, too."""
    texts = (cell.text for sheet in workbook.sheets for cell in sheet.cells if cell.kind is CellKind.TEXT)
    return any(names_renminbi(text) for text in texts)


def _as_read(
    workbooks: Sequence[SourceWorkbook], detected: Detected, corrections: Corrections, progress: Progress
) -> Cover:
    """Return the entity, currency and scale that the files say, whatever the user said in their place."""
    if detected.cover.said_currency:  # which columns are translations follows from it
        of_sheets = {key: said for key, said in corrections.items() if key != WHOLE_IMPORT}
        detected = _detected(workbooks, of_sheets, progress)
    cover, reports = cover_of(workbooks), detected.reports
    return replace(
        cover,
        entity=cover.entity or entity_in(_all(reports)),
        currency=detected.currency,
        scale=_scale(_blocks_of(reports), cover),
    )


def _is_only_a_dollar(blocks: Sequence[DetectedTable], currency: str) -> bool:
    """True where columns are headed by a dollar sign, and no table says whose dollar that is."""
    named = {code for block in blocks for c in block.columns for text in c.headings for code in currencies_in(text)}
    return BARE_DOLLAR in named and currency in DOLLARS - named - {block.currency for block in blocks}


def _dollar_meant(blocks: Iterable[DetectedTable]) -> str:
    """Return whose dollar a bare dollar sign is: the one that some table names, else the U.S. one."""
    named = {code for block in blocks for code in (block.currency, *(c.currency for c in block.columns))} & DOLLARS
    return resolve_currency(BARE_DOLLAR, named.pop() if len(named) == 1 else "")


def _taken_for_a_translation(reports: Reports, currency: str) -> bool:
    """True where a table was read before the entity's currency was known, and its figures in it as a translation."""
    columns = (column for block in _blocks_of(reports) for column in block.columns)
    return any(
        column.role is FigureRole.TRANSLATION and column.adjustment_or_currency == currency for column in columns
    )


def _decimal_marks_said(workbook: SourceWorkbook, corrections: Corrections) -> dict[str, list[SetDecimalMark]]:
    said = {sheet.name: corrections.get((workbook.name, sheet.name), ()) for sheet in workbook.sheets}
    return {name: [each for each in of_sheet if isinstance(each, SetDecimalMark)] for name, of_sheet in said.items()}


def _reports(
    workbooks: Sequence[SourceWorkbook],
    readings: dict[str, Readings],
    known: ImportContext,
    corrections: Corrections,
    progress: Progress,
) -> Reports:
    reports: Reports = {}
    for workbook in workbooks:
        reports[workbook.name] = []
        here = replace(known, is_edgar=any(edgar_head(sheet) for sheet in workbook.sheets[:MOST_COVER_SHEETS]))
        for number, sheet in enumerate(workbook.sheets):
            progress.step(number, len(workbook.sheets), f"Looking for tables on sheet '{sheet.name}'")
            said = corrections.get((workbook.name, sheet.name), ())
            reports[workbook.name].append(detect(workbook.name, sheet, readings[workbook.name], here, said, progress))
    return reports


def _all(reports: Reports) -> list[SheetReport]:
    return [report for found in reports.values() for report in found]


def _blocks_of(reports: Reports) -> list[DetectedTable]:
    return [block for report in _all(reports) for block in report.blocks]


def _currency(blocks: Sequence[DetectedTable]) -> str:
    """Return the currency of the reconciliations, else of the statements: named over columns, or in unit lines."""
    for chosen in ([block for block in blocks if block.is_reconciliation], blocks):
        over = Counter(
            c.currency for b in chosen for c in b.columns if c.currency and c.role is not FigureRole.TRANSLATION
        )
        in_lines = Counter(block.currency for block in chosen if block.currency)
        if votes := over or in_lines:
            return votes.most_common(1)[0][0]
    return currency_of_formats(row for block in blocks for row in block.rows)


def _frameworks(blocks: Iterable[DetectedTable], cover: Cover) -> tuple[str, str]:
    for block in blocks:
        if block.frameworks:
            return block.frameworks
    return (cover.frameworks[0], cover.frameworks[1]) if len(cover.frameworks) == 2 else DEFAULT_FRAMEWORKS


def _built(
    blocks: Sequence[DetectedTable],
    readings: dict[str, Readings],
    scale: int,
    corrections: Corrections,
    progress: Progress,
) -> list[Built]:
    def formula_parts(claim: CellFigure) -> tuple[tuple[int, int, int], ...] | None:
        formula = claim.reading.cell.formula
        return readings[claim.file].parts(formula) if formula else None

    ids, statement_ids = Ids(), Ids()
    totals = {key: [each for each in said if isinstance(each, SetTotalParts)] for key, said in corrections.items()}
    return [
        build_statement(statement_ids.new(kind.value, ""), kind, together, ids, scale, formula_parts, totals, progress)
        for kind in StatementKind
        for together in _statements(kind, [block for block in blocks if block.kind is kind])
    ]


def _statements(kind: StatementKind, blocks: Sequence[DetectedTable]) -> list[list[DetectedTable]]:
    """Return the tables that make one statement each: all of a kind.

    Of those that are none, the tables under one title that show different periods: what repeats them is another table.
    """
    if kind is not StatementKind.OTHER:
        return [list(blocks)] if blocks else []
    statements: list[tuple[tuple[str, str, str], list[DetectedTable]]] = []
    for block in blocks:
        title = block.file, block.sheet.name, block.title
        of_title = (found for its_title, found in statements if its_title == title)
        goes_on = (found for found in of_title if not any(set(block.periods) & set(each.periods) for each in found))
        if (found := next(goes_on, None)) is not None:
            found.append(block)
        else:
            statements.append((title, [block]))
    return [found for _, found in statements]


def _file_findings(
    workbooks: Sequence[SourceWorkbook],
    sources: Sequence[SourceFile],
    reports: Reports,
    used_sheets: set[tuple[str, str]],
    built: Sequence[Built],
) -> list[Finding]:
    drafts = {claim.place for one in built for row in one.drafts for claim in row.figures}
    return [
        finding
        for workbook, source in zip(workbooks, sources, strict=True)
        for finding in findings(source, reports[workbook.name], used_sheets, drafts, workbook.warnings)
    ]
