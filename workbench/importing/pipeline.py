"""The import, step by step: read → detect → merge → roll up → validate → build."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workbench.domain.findings import Finding, Status
from workbench.domain.ids import AdjustmentId, Ids
from workbench.domain.import_report import Use
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says, SourceFile, Stated, StatedFigures
from workbench.domain.statements import Kind
from workbench.errors import ImportRefused
from workbench.importing.blocks import Block, SheetReport, detect
from workbench.importing.build import Built, adjustment_record, build_statement
from workbench.importing.corrections import Corrections
from workbench.importing.cover import Cover, cover_of, entity_in, notes_of
from workbench.importing.draft import CellMark, Draft, Mark, SheetDraft
from workbench.importing.merge import Claim
from workbench.importing.readings import Readings
from workbench.importing.validate import CHECK, figure_findings, findings
from workbench.importing.vocabulary import normalised
from workbench.progress import SILENT, Progress
from workbench.workbooks import PendingRead, SourceWorkbook

DEFAULT_FRAMEWORKS = ("US GAAP", "IFRS")
MOST_DIGITS = 18
"""What a 64-bit integer of the smallest unit holds for certain."""
NO_CORRECTIONS: Corrections = {}
NET_OF_TAX = ", net of tax"


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


def draft_of(
    workbooks: Sequence[SourceWorkbook], corrections: Corrections = NO_CORRECTIONS, progress: Progress = SILENT
) -> Draft:
    """Return what importing ``workbooks`` would bring in, with the user's ``corrections`` in force."""
    from workbench.checks import all_findings
    from workbench.engine import Engine

    project, refusal = None, ""
    try:
        project = project_from(workbooks, progress)
    except ImportRefused as error:
        refusal = str(error)
    sheets = []
    for workbook in workbooks:
        readings = Readings(workbook)
        for sheet in workbook.sheets:
            report = detect(workbook.name, sheet, readings, project.currency if project else "")
            marks = {}
            for cell in sheet.cells:
                marks[cell.row, cell.column] = CellMark(Mark.IGNORED, Use.IGNORED, "belongs to no table")
            for block in report.blocks:
                columns = {column.index: column for column in block.columns}
                for row in block.rows:
                    if row.caption_cell:
                        at = row.caption_cell
                        mark = Mark.TOTAL if row.bold else Mark.CAPTION
                        marks[at.row, at.column] = CellMark(mark, Use.CAPTION, "caption")
                    for index, reading in row.readings.items():
                        c = columns[index]
                        said = f"{c.of or c.says.value}, {c.period.short_label}"
                        mark = Mark.ADJUSTMENT if c.says is Says.ADJUSTMENT else Mark.FIGURE
                        marks[reading.cell.row, reading.cell.column] = CellMark(mark, Use.FIGURE, said)
            sheets.append(SheetDraft(workbook.name, sheet, tuple(report.blocks), marks))
    found = all_findings(Engine().results(project)) if project else ()
    return Draft(tuple(workbooks), corrections, tuple(sheets), (), (), project, refusal, found)


def project_from(workbooks: Sequence[SourceWorkbook], progress: Progress = SILENT) -> Project:
    """Return the project that workbooks, once read, state together. Raises ImportRefused where they state none."""
    _refuse_repeated_names(workbooks)
    cover = cover_of(workbooks)
    readings = {workbook.name: Readings(workbook) for workbook in workbooks}
    reports = _detected(workbooks, readings, cover.currency, progress)
    currency = cover.currency or _currency(_blocks_of(reports))
    if currency != cover.currency:
        reports = _detected(workbooks, readings, currency, progress)  # now it is known which column is a translation
    blocks = _blocks_of(reports)
    if not blocks:
        files = ", ".join(workbook.name for workbook in workbooks)
        raise ImportRefused(
            f"{files}: no statement was found. A table needs captions, and columns headed by periods or frameworks."
        )
    names, blocks = _with_adjustment_ids(blocks)
    scale = _scale(blocks, cover) or 1
    built = _built(blocks, readings, scale, progress)
    notes, note_sheets = notes_of(_all(reports), names.values())
    adjustments = tuple(
        adjustment_record(key, name, notes.get(normalised(name), ""), built) for key, name in names.items()
    )
    sources = tuple(SourceFile(w.name, w.sha256, w.size, tuple(sheet.name for sheet in w.sheets)) for w in workbooks)
    stated = StatedFigures(each for one in built for each in one.stated)
    _refuse_what_cannot_be_added(stated)
    entity = cover.entity or entity_in(_all(reports))
    return Project(
        entity=entity,
        frameworks=_frameworks(blocks, cover),
        currency=currency,
        scale=scale,
        periods=Map({key: period for one in built for key, period in one.periods.items()}),
        statements=tuple(one.statement for one in built),
        adjustments=adjustments,
        enabled=frozenset(names),
        sources=sources,
        stated=stated,
        import_findings=(
            *_assumptions(sources, entity, currency, scale_is_stated=_scale(blocks, cover) is not None),
            *_file_findings(workbooks, sources, reports, cover.sheets | note_sheets),
            *figure_findings(stated),
        ),
    )


def _refuse_what_cannot_be_added(stated: Iterable[Stated]) -> None:
    for one in stated:
        if one.amount is not None and len(one.amount.as_tuple().digits) > MOST_DIGITS:
            raise ImportRefused(
                f"{one.cell}: {one.raw[:40]} has more than {MOST_DIGITS} digits and cannot be added exactly. "
                "Check the amount and the scale of the sheet."
            )


def _refuse_repeated_names(workbooks: Sequence[SourceWorkbook]) -> None:
    for name, times in Counter(workbook.name for workbook in workbooks).items():
        if times > 1:
            raise ImportRefused(f"{name} is given twice. Give each file once, and rename files that share a name.")


def _with_adjustment_ids(blocks: Iterable[Block]) -> tuple[dict[AdjustmentId, str], list[Block]]:
    """Return the name of each adjustment by id, and the blocks with ids in place of the names in their columns.

    One spelling or another names one adjustment in all tables; two columns of one table are always two.
    """
    ids, names = Ids(), {}
    known: dict[tuple[str, int], AdjustmentId] = {}
    changed = []
    for block in blocks:
        columns, seen = [], Counter[str]()
        for column in block.columns:
            if column.says is Says.ADJUSTMENT:
                key = normalised(column.of) or column.of
                seen[key] += 1
                if (key, seen[key]) not in known:
                    fresh = ids.new(column.of.removesuffix(NET_OF_TAX), "adjustment")
                    known[key, seen[key]] = fresh
                    names[fresh] = column.of
                column = replace(column, of=known[key, seen[key]])
            columns.append(column)
        changed.append(replace(block, columns=tuple(columns)))
    return names, changed


def _scale(blocks: Iterable[Block], cover: Cover) -> int | None:
    stated = {block.scale: block.sheet.name for block in blocks if block.scale}
    if len(stated) > 1:
        (one, here), (other, there) = list(stated.items())[:2]
        raise ImportRefused(
            f"Sheet '{here}' is in units of {one:,} and sheet '{there}' in units of {other:,}. "
            "Bring them to one scale and import again."
        )
    return next(iter(stated), None) or cover.scale


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
            yield Finding(CHECK, Status.WARNING, f"{text}. Say it on a cover sheet.", None, where)


Reports = dict[str, list[SheetReport]]


def _detected(
    workbooks: Sequence[SourceWorkbook], readings: dict[str, Readings], currency: str, progress: Progress
) -> Reports:
    reports: Reports = {}
    for workbook in workbooks:
        reports[workbook.name] = []
        for number, sheet in enumerate(workbook.sheets):
            progress.step(number, len(workbook.sheets), f"Looking for tables on sheet '{sheet.name}'")
            reports[workbook.name].append(detect(workbook.name, sheet, readings[workbook.name], currency))
    return reports


def _all(reports: Reports) -> list[SheetReport]:
    return [report for found in reports.values() for report in found]


def _blocks_of(reports: Reports) -> list[Block]:
    return [block for report in _all(reports) for block in report.blocks]


def _currency(blocks: Sequence[Block]) -> str:
    """Return the currency of the reconciliations, else of the statements: named over columns, or in unit lines."""
    for chosen in ([block for block in blocks if block.is_reconciliation], blocks):
        over = Counter(c.currency for b in chosen for c in b.columns if c.currency and c.says is not Says.TRANSLATION)
        in_lines = Counter(block.currency for block in chosen if block.currency)
        if votes := over or in_lines:
            return votes.most_common(1)[0][0]
    return ""


def _frameworks(blocks: Iterable[Block], cover: Cover) -> tuple[str, str]:
    for block in blocks:
        if block.frameworks:
            return block.frameworks
    return (cover.frameworks[0], cover.frameworks[1]) if len(cover.frameworks) == 2 else DEFAULT_FRAMEWORKS


def _built(blocks: Sequence[Block], readings: dict[str, Readings], scale: int, progress: Progress) -> list[Built]:
    def formula_parts(claim: Claim) -> tuple[tuple[int, int, int], ...] | None:
        formula = claim.reading.cell.formula
        return readings[claim.file].parts(formula) if formula else None

    ids = Ids()
    return [
        build_statement(kind, of_kind, ids, scale, formula_parts, progress)
        for kind in Kind
        if (of_kind := [block for block in blocks if block.kind is kind])
    ]


def _file_findings(
    workbooks: Sequence[SourceWorkbook],
    sources: Sequence[SourceFile],
    reports: Reports,
    used_sheets: set[tuple[str, str]],
) -> list[Finding]:
    return [
        finding
        for workbook, source in zip(workbooks, sources, strict=True)
        for finding in findings(source, reports[workbook.name], used_sheets, workbook.warnings)
    ]
