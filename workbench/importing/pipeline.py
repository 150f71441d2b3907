"""The import, step by step: read → detect → merge → roll up → validate → build."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench.domain.findings import Finding
from workbench.domain.ids import AdjustmentId, Ids
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import Says, SourceFile
from workbench.domain.statements import Kind
from workbench.errors import ImportRefused
from workbench.importing.blocks import Block, Column, SheetReport, detect
from workbench.importing.build import Built, adjustment_record, build_statement
from workbench.importing.cover import Cover, cover_of, entity_in, notes_of
from workbench.importing.merge import Claim
from workbench.importing.readings import Readings
from workbench.importing.validate import figure_findings, findings
from workbench.importing.vocabulary import normalised
from workbench.workbooks import PendingRead, Sheet, SourceWorkbook

DEFAULT_FRAMEWORKS = ("US GAAP", "IFRS")
NET_OF_TAX = ", net of tax"


def import_workbooks(reads: Sequence[PendingRead]) -> Project:
    """Wait for the workbooks and return the project that they state together, with every adjustment on.

    Raises ImportRefused where a file cannot be read or no statement is found in any of them.
    """
    return project_from([read.workbook() for read in reads])


def project_from(workbooks: Sequence[SourceWorkbook]) -> Project:
    """Return the project that workbooks, once read, state together. Raises ImportRefused where they state none."""
    _refuse_repeated_names(workbooks)
    cover = cover_of(workbooks)
    readings = {workbook.name: Readings(workbook) for workbook in workbooks}
    reports = {
        workbook.name: [detect(sheet, readings[workbook.name], cover.currency) for sheet in workbook.sheets]
        for workbook in workbooks
    }
    all_reports = [report for found in reports.values() for report in found]
    blocks = [block for report in all_reports for block in report.blocks]
    if not blocks:
        files = ", ".join(workbook.name for workbook in workbooks)
        raise ImportRefused(
            f"{files}: no statement was found. A table needs captions, and columns headed by periods or frameworks."
        )
    names, blocks = _with_adjustment_ids(blocks)
    scale = _scale(blocks, cover)
    built = _built(blocks, workbooks, readings, scale)
    notes, note_sheets = notes_of(all_reports, names.values())
    adjustments = tuple(
        adjustment_record(key, name, notes.get(normalised(name), ""), built) for key, name in names.items()
    )
    sources = tuple(SourceFile(w.name, w.sha256, w.size, tuple(sheet.name for sheet in w.sheets)) for w in workbooks)
    stated = tuple(each for one in built for each in one.stated)
    return Project(
        entity=cover.entity or entity_in(all_reports),
        frameworks=_frameworks(blocks, cover),
        currency=_currency(blocks, cover),
        scale=scale,
        periods=Map({key: period for one in built for key, period in one.periods.items()}),
        statements=tuple(one.statement for one in built),
        adjustments=adjustments,
        enabled=frozenset(names),
        sources=sources,
        stated=stated,
        import_findings=(
            *_file_findings(workbooks, sources, reports, cover.sheets | note_sheets),
            *figure_findings(stated),
        ),
    )


def _refuse_repeated_names(workbooks: Sequence[SourceWorkbook]) -> None:
    for name, times in Counter(workbook.name for workbook in workbooks).items():
        if times > 1:
            raise ImportRefused(f"{name} is given twice. Give each file once, and rename files that share a name.")


def _with_adjustment_ids(blocks: Iterable[Block]) -> tuple[dict[AdjustmentId, str], list[Block]]:
    """Return the name of each adjustment by id, and the blocks with ids in place of the names in their columns."""
    ids, known, names = Ids(), {}, {}

    def identified(column: Column) -> Column:
        if column.says is not Says.ADJUSTMENT:
            return column
        key = normalised(column.of)
        if key not in known:
            known[key] = ids.new(column.of.removesuffix(NET_OF_TAX), "adjustment")
            names[known[key]] = column.of
        return replace(column, of=known[key])

    changed = [replace(block, columns=tuple(identified(column) for column in block.columns)) for block in blocks]
    return names, changed


def _scale(blocks: Iterable[Block], cover: Cover) -> int:
    stated = {block.scale: block.sheet.name for block in blocks if block.scale}
    if len(stated) > 1:
        (one, here), (other, there) = list(stated.items())[:2]
        raise ImportRefused(
            f"Sheet '{here}' is in units of {one:,} and sheet '{there}' in units of {other:,}. "
            "Bring them to one scale and import again."
        )
    return next(iter(stated), None) or cover.scale or 1


def _currency(blocks: Iterable[Block], cover: Cover) -> str:
    if cover.currency:
        return cover.currency
    votes = Counter(c.currency for b in blocks for c in b.columns if c.currency and c.says is not Says.TRANSLATION)
    return votes.most_common(1)[0][0] if votes else ""


def _frameworks(blocks: Iterable[Block], cover: Cover) -> tuple[str, str]:
    for block in blocks:
        if block.frameworks:
            return block.frameworks
    return (cover.frameworks[0], cover.frameworks[1]) if len(cover.frameworks) == 2 else DEFAULT_FRAMEWORKS


def _built(
    blocks: Sequence[Block], workbooks: Sequence[SourceWorkbook], readings: dict[str, Readings], scale: int
) -> list[Built]:
    files: dict[int, str] = {id(sheet): workbook.name for workbook in workbooks for sheet in workbook.sheets}
    sheets: dict[str, Sheet] = {sheet.name: sheet for workbook in workbooks for sheet in workbook.sheets}
    file_of = {name: files[id(sheet)] for name, sheet in sheets.items()}

    def formula_parts(claim: Claim) -> list[tuple[str, int, int, int]] | None:
        formula = claim.reading.cell.formula
        if not formula:
            return None
        parts = readings[file_of[claim.sheet]].parts(sheets[claim.sheet], formula)
        return None if parts is None else [(claim.sheet, *part) for part in parts]

    ids = Ids()
    return [
        build_statement(kind, of_kind, file_of, ids, scale, formula_parts)
        for kind in Kind
        if (of_kind := [block for block in blocks if block.kind is kind])
    ]


def _file_findings(
    workbooks: Sequence[SourceWorkbook],
    sources: Sequence[SourceFile],
    reports: dict[str, list[SheetReport]],
    used_sheets: set[str],
) -> list[Finding]:
    return [
        finding
        for workbook, source in zip(workbooks, sources, strict=True)
        for finding in findings(source, reports[workbook.name], used_sheets, workbook.warnings)
    ]
