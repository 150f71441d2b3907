"""What was noticed while importing, as findings, never as exceptions."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.amount_text import amount_in, multiplier_word
from workbench.domain.amounts import SIGNIFICANT_DIGITS
from workbench.domain.facts import Fact, FactValue, Told, fact, remark
from workbench.domain.findings import ONE_ENTITY, Finding, FindingStatus
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import PeriodId, name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFile
from workbench.domain.statements import StatementKind
from workbench.domain.subjects import PROJECT, SourceSubject, StatementSubject
from workbench.importing.assembly.build import BuiltStatement
from workbench.importing.assembly.merge import CellFigure, Decision
from workbench.importing.language.common_facts import scale_fact
from workbench.importing.language.period_text import words_in, words_of
from workbench.importing.language.vocabulary import normalise
from workbench.importing.report.findings import CHECK, information, place_of, subject_of_figure, warning
from workbench.importing.report.parts_of_sentences import join_by, name_first, quote_all
from workbench.importing.sheets.columns import LeftOut
from workbench.importing.sheets.detected import ColumnLeftOut, Detected, SheetReport, Tabular
from workbench.importing.sheets.tables import STRUCK_OUT
from workbench.workbooks import column_letter, position

ColumnsByIndex = dict[int, list[ColumnLeftOut]]
MOST_NAMED, MOST_REPEATED = 20, 3
"""The most cells or lines that a message names, and the most repeated entries or places of one."""
LONGEST_QUOTED, MOST_HEADINGS = 40, 3
"""The most characters of a cell, and the most headings of a column, that a message quotes."""
FISCAL = re.compile(r"(?:\b|(?<=\d[hq]))f[qyh]|\b[1-4]fq|fiscal", re.IGNORECASE)
SAME_COMPANY = 60.0
"""Similarity (0 to 100) from which two names may be one company's: with and without ``Inc.``, in two spellings."""


def file_findings(
    source: SourceFile,
    reports: Sequence[SheetReport],
    used_sheets: set[tuple[str, str]],
    drafts: set[tuple[str, str, int]],
    warnings: Iterable[Told],
) -> Iterator[Finding]:
    """Yield what was left out, doubted or remarked on in one file.

    ``used_sheets``: the (file, sheet) whose cells outside tables were used. ``drafts``: the (file, sheet, row) of
    hidden and struck-out rows left out.
    """
    for report in reports:
        yield from _findings_of_sheet(source, report, used_sheets, drafts)
    yield from _columns_left_out(source, reports)
    if details := [report.sheet.name for report in reports if report.is_detail]:
        named = name_first(quote_all(details), MOST_HEADINGS)
        where = [CellRef(source.name, name) for name in details]
        yield information(fact("edgar-details-not-imported", count=len(details), sheets=named), where)
    for told in warnings:
        remarked = remark(told) if isinstance(told, str) else told
        yield information(fact("reader-remarked", file=source.name, remark=remarked), [CellRef(source.name, "")])


def _findings_of_sheet(
    source: SourceFile, report: SheetReport, used_sheets: set[tuple[str, str]], drafts: set[tuple[str, str, int]]
) -> Iterator[Finding]:
    sheet, place = report.sheet, CellRef(source.name, report.sheet.name)
    if sheet.state != "visible" and report.detected:
        yield information(fact("hidden-sheet-imported", sheet=sheet.name), [place])
    places = [(cell.row, cell.column) for part in report.detected for cell in part.cells]
    rows, columns = {row for row, _ in places}, {column for _, column in places}
    rows -= {row for file, name, row in drafts if (file, name) == (report.file, sheet.name)}
    if hidden := _name_rows_and_columns(rows & sheet.hidden_rows, columns & sheet.hidden_columns):
        yield information(fact("hidden-figures-imported", sheet=sheet.name, hidden=hidden), [place])
    if report.other_paper:
        yield warning(fact("other-paper-not-imported", sheet=sheet.name, paper=report.other_paper), [place])
    unused = [] if (report.file, sheet.name) in used_sheets else [cell.ref for cell in report.unused_cells]
    if unused:
        told = fact("cells-of-no-table", sheet=sheet.name, cells=name_first(unused, MOST_NAMED))
        status = FindingStatus.WARNING if report.lost_figures else FindingStatus.INFORMATION
        yield Finding(CHECK, status, told, None, _refs(place, unused), SourceSubject(place))
    for doubt in report.doubts:
        named = name_first(doubt.cells, MOST_NAMED)
        told = fact("doubt-about-cells", sheet=sheet.name, cells=named, doubt=doubt.text)
        yield warning(told, _refs(place, doubt.cells))
    for noted in report.remarks:
        named = name_first(noted.cells, MOST_NAMED)
        told = fact("decision-about-cells", sheet=sheet.name, cells=named, decision=noted.text)
        yield information(told, _refs(place, noted.cells))


def _name_rows_and_columns(rows: Collection[int], columns: Collection[int]) -> Fact | None:
    """Return ``rows 8, 9 and column D``; None if there are none."""
    letters = [column_letter(column) for column in sorted(columns)]
    of_rows = fact("rows-named", count=len(rows), rows=name_first(sorted(rows), MOST_NAMED))
    of_columns = fact("columns-named", count=len(columns), columns=name_first(letters, MOST_NAMED))
    if rows and columns:
        return fact("rows-and-columns-named", rows=of_rows, columns=of_columns)
    return of_rows if rows else of_columns if columns else None


def _refs(sheet: CellRef, cells: Iterable[str]) -> tuple[CellRef, ...]:
    return tuple(CellRef(sheet.file, sheet.sheet, cell) for cell in cells)


def _columns_left_out(source: SourceFile, reports: Sequence[SheetReport]) -> Iterator[Finding]:
    """Yield one finding for each reason and the columns left out for it, on any number of sheets."""
    groups: dict[tuple[LeftOut, tuple[str, ...]], list[tuple[SheetReport, ColumnsByIndex]]] = {}
    for report in reports:
        by_reason: dict[LeftOut, ColumnsByIndex] = {}
        for column in report.left_out:
            by_reason.setdefault(column.reason, {}).setdefault(column.index, []).append(column)
        for reason, columns in by_reason.items():
            headings = tuple(
                sorted({column.heading for columns_of_index in columns.values() for column in columns_of_index})
            )
            group_key = headings if all(headings) else (*headings, report.sheet.name)
            groups.setdefault((reason, group_key), []).append((report, columns))
    for (reason, headings), group in groups.items():
        status = FindingStatus.WARNING if reason.is_doubtful else FindingStatus.INFORMATION
        report, columns = group[0]
        if len(group) == 1:
            names = [_name_column(index, columns_of_index) for index, columns_of_index in columns.items()]
        else:
            names = quote_all(headings)
        is_row = next(iter(columns.values()))[0].is_row
        named = name_first(names, MOST_NAMED)
        if len(group) == 1:
            told = fact(
                "rows-left-out" if is_row else "columns-left-out",
                count=len(names),
                sheet=report.sheet.name,
                names=named,
                reason=reason.fact,
            )
        else:
            told = fact(
                "rows-left-out-on-sheets" if is_row else "columns-left-out-on-sheets",
                count=len(names),
                sheets=name_first(quote_all(report.sheet.name for report, _ in group), MOST_NAMED),
                names=named,
                reason=reason.fact,
            )
        cells = [
            CellRef(source.name, report.sheet.name, report.sheet.at[place].ref)
            for report, columns in group
            for columns_of_index in columns.values()
            for column in columns_of_index
            for place in column.places
        ]
        yield Finding(CHECK, status, told, None, tuple(cells), place_of(cells))


def _name_column(index: int, columns: Sequence[ColumnLeftOut]) -> FactValue:
    """Return a column's letter and its headings, or the rows of its tables if it has none."""
    name: int | str = index if columns[0].is_row else column_letter(index)
    headings = list(dict.fromkeys(column.heading for column in columns if column.heading))
    if headings:
        return fact("headed-so", column=name, headings=tuple(quote_all(headings[:MOST_HEADINGS])))
    return name if columns[0].is_row else fact("column-of-table", column=name, row=columns[0].first_row)


def scale_findings(parts: Iterable[Detected], scale: int) -> Iterator[Finding]:
    """Yield the tables printed in a different scale from the project's, or in an unstated one."""
    parts = tuple(parts)
    parts_without_scale = [part for part in parts if not part.scale]
    if parts_without_scale and len(parts_without_scale) < len(parts):
        sheets = tuple(quote_all(dict.fromkeys(part.sheet.name for part in parts_without_scale)))
        told = fact("tables-without-scale", sheets=sheets, scale=scale_fact(scale))
        yield information(told, [part.place for part in parts_without_scale])
    for part in parts:
        if part.scale and part.scale != scale:
            told = fact(
                "amounts-in-another-scale", sheet=part.sheet.name, area=str(part.area), printed=part.scale, kept=scale
            )
            yield information(told, [part.place])


def mixed_findings(entities: Mapping[str, str], currencies: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding if the files of one import belong to several companies or currencies, with file names."""
    first, *others = entities.items() or [("", "")]
    strangers = [(file, name) for file, name in others if not _may_be_one_company(first[1], name)]
    for key, names in (
        ("files-of-several-companies", [first, *strangers]),
        ("files-in-several-currencies", _first_file_of_each(currencies)),
    ):
        if len(names) > 1:
            named_by_files = join_by("both", [fact("file-names", file=file, name=name) for file, name in names])
            where = tuple(CellRef(file, "") for file, _ in names)
            told = fact(key, count=len(names), names=named_by_files)
            yield Finding(ONE_ENTITY, FindingStatus.FAIL, told, None, where, PROJECT)


def strangers_within(companies: Iterable[tuple[CellRef, str, frozenset[StatementKind]]]) -> Iterator[Finding]:
    """Yield a finding if two sheets of one file belong to two companies: sheet, company and kinds of statement."""
    earlier: list[tuple[CellRef, str, frozenset[StatementKind]]] = []
    for sheet, company, kinds in companies:
        for other_sheet, other_company, other_kinds in earlier:
            is_beside = other_sheet.file == sheet.file and bool(other_kinds & kinds)
            if is_beside and not _may_be_one_company(other_company, company):
                told = fact(
                    "sheets-of-two-companies",
                    file=sheet.file,
                    sheet=other_sheet.sheet,
                    company=other_company,
                    other_sheet=sheet.sheet,
                    other_company=company,
                )
                subject = SourceSubject(CellRef(sheet.file, ""))
                yield Finding(ONE_ENTITY, FindingStatus.FAIL, told, None, (other_sheet, sheet), subject)
                return
        earlier.append((sheet, company, kinds))


def _first_file_of_each(name_by_file: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each name once, as (file, name) with the first file that has it."""
    first_file: dict[str, str] = {}
    for file, name in name_by_file.items():
        first_file.setdefault(name, file)
    return [(file, name) for name, file in first_file.items()]


def _may_be_one_company(name: str, other_name: str) -> bool:
    return fuzz.token_set_ratio(normalise(name), normalise(other_name)) >= SAME_COMPANY


def merge_findings(decisions: Iterable[Decision]) -> Iterator[Finding]:
    """Yield the decisions on thin evidence, and on signs, that were made when tables were combined."""
    for decision in decisions:
        where = [decision.where] if decision.where else []
        decided: dict[str, FactValue] = {
            "subject": decision.subject,
            "taken_for": decision.taken_for,
            "evidence": decision.evidence,
        }
        if decision.is_doubtful and decision.alternatives:
            alternatives = join_by("either", decision.alternatives)
            yield warning(fact("taken-for-one-of-several", **decided, alternatives=alternatives), where)
        elif decision.is_doubtful:
            yield warning(fact("taken-for", **decided), where)
        elif decision.stage is InferenceStage.SIGN:
            yield information(fact("signs-taken", **decided), where)


def figure_findings(project: Project) -> Iterator[Finding]:
    """Yield what is unusual about cells with figures: errors, by column, and formulas without results."""
    columns: dict[tuple[str, str, int], list[SourceFigure]] = {}
    for figure in project.source_figures:
        if figure.amount is None:
            columns.setdefault((figure.cell.file, figure.cell.sheet, position(figure.cell.cell)[1]), []).append(figure)
    for unknown_figures in columns.values():
        first_figure, *other_figures = unknown_figures
        cell, why = str(first_figure.cell), why_unknown(first_figure, project.scale)
        told = fact("figure-is-unknown", cell=cell, why=why)
        if other_figures:
            others = tuple(figure.cell.cell for figure in other_figures[:MOST_NAMED])
            told = fact("figures-of-column-are-unknown", cell=cell, why=why, count=len(other_figures), cells=others)
        where = tuple(figure.cell for figure in unknown_figures)
        yield Finding(CHECK, FindingStatus.FAIL, told, None, where, subject_of_figure(project, first_figure))
    cells_worked_out = [
        figure.cell for figure in project.source_figures if figure.is_evaluated and figure.amount is not None
    ]
    if cells_worked_out:
        yield information(fact("formulas-worked-out", count=len(cells_worked_out)), cells_worked_out)


def why_unknown(figure: SourceFigure, scale: int) -> Fact:
    """Return why a cell states no usable figure; ``scale``: that of the project's amounts."""
    raw = figure.raw.strip()[:LONGEST_QUOTED]
    if figure.is_evaluated:
        return fact("formula-without-result", formula=str(figure.formula))
    if word := multiplier_word(raw):
        return fact(
            "multiplier-of-what",
            text=raw,
            multiplier=fact(f"multiplier-{word.replace(' ', '-')}"),
            scale=scale_fact(scale),
        )
    if amount_in(raw) is not None:
        return fact("too-many-digits", text=raw, digits=SIGNIFICANT_DIGITS)
    return fact("not-a-number", text=raw)


def draft_findings(statements: Iterable[BuiltStatement]) -> Iterator[Finding]:
    """Yield which hidden or struck-out rows were left out, and which struck-out rows were not."""
    for built in statements:
        for row in built.rows_left_out:
            first = row.figures[0]
            told = fact(
                "row-of-draft-left-out",
                sheet=first.sheet,
                row=first.reading.cell.row,
                caption=row.caption,
                draft=row.draft,
            )
            yield warning(told, [figure.ref for figure in row.figures])
        struck_rows = [row for row in built.kept_drafts if row.draft == STRUCK_OUT and row.figures]
        if struck_rows:
            told = fact(
                "struck-out-lines-imported", lines=tuple(quote_all(row.caption for row in struck_rows[:MOST_NAMED]))
            )
            where = tuple(row.figures[0].ref for row in struck_rows)
            yield Finding(CHECK, FindingStatus.WARNING, told, None, where, StatementSubject(built.statement.id))


def currency_findings(sign: Told, currency: str, parts: Iterable[Detected]) -> Iterator[Finding]:
    """Yield a finding that ``sign``, of several currencies (``$``, ``¥``), was read as one; nothing if it is ""."""
    if sign:
        where = tuple(dict.fromkeys(CellRef(part.file, part.sheet.name) for part in parts))
        told = fact("currency-sign-taken-for", sign=sign, currency=currency)
        yield Finding(CHECK, FindingStatus.INFORMATION, told, None, where, PROJECT)


def fiscal_findings(tables: Iterable[Tabular], year_end: int | None) -> Iterator[Finding]:
    """Yield a finding that fiscal periods were read as calendar periods, because no source states the year end."""
    if year_end is not None:
        return
    headings = {
        text: CellRef(table.file, table.sheet.name)
        for table in tables
        for column in table.columns
        for text in column.headings
        if FISCAL.search(text) and _counts_the_companys_year(text) and not _says_its_day(column.headings)
    }
    if headings:
        told = fact("fiscal-periods-by-calendar", heading=next(iter(headings)))
        yield information(told, list(dict.fromkeys(headings.values())))


def _counts_the_companys_year(text: str) -> bool:
    words = words_in(text)
    return words.is_fiscal or words.of_fiscal_year


def _says_its_day(headings: Sequence[str]) -> bool:
    words = words_of(headings)
    return words.day is not None and not words.of_fiscal_year


def cut_findings(figures: Iterable[CellFigure]) -> Iterator[Finding]:
    """Yield for each column what was cut from its figures: long decimals from a calculation."""
    columns: dict[tuple[str, str, int], list[CellFigure]] = {}
    for figure in figures:
        if figure.cut_off:
            columns.setdefault((figure.file, figure.sheet, figure.reading.cell.column), []).append(figure)
    for (_, sheet, column), figures_of_column in columns.items():
        most_cut = max(figures_of_column, key=lambda figure: abs(figure.cut_off))
        told = fact(
            "decimals-cut",
            count=len(figures_of_column),
            sheet=sheet,
            column=column_letter(column),
            most=abs(most_cut.cut_off),
            cell=most_cut.reading.cell.ref,
        )
        yield information(told, [most_cut.ref])


def repeated_entries(project: Project) -> Iterator[Finding]:
    """Yield equal entries of lists: one finding for all entries that the same lists repeat."""
    figures_by_entry: dict[tuple[AdjustmentId, LineId, PeriodId, Decimal], list[SourceFigure]] = {}
    for figure in project.source_figures:
        if figure.role is FigureRole.ENTRY and figure.amount:
            figures_by_entry.setdefault((figure.adjustment, figure.line, figure.period, figure.amount), []).append(
                figure
            )
    by_lists: dict[frozenset[tuple[str, str]], list[list[SourceFigure]]] = {}
    for figures in figures_by_entry.values():
        if len(figures) > 1:
            lists = frozenset((figure.cell.file, figure.cell.sheet) for figure in figures)
            by_lists.setdefault(lists, []).append(figures)
    for entries in by_lists.values():
        entries_named = [figures[:MOST_REPEATED] for figures in entries[:MOST_REPEATED]]
        named = join_by("one-then-another", [_name_entry(project, figures) for figures in entries_named])
        where = tuple(figure.cell for figures in entries_named for figure in figures)
        told = fact("entries-listed-twice", entries=named)
        if len(entries) > MOST_REPEATED:
            told = fact("more-entries-listed-twice", entries=named, count=len(entries) - MOST_REPEATED)
        subject = subject_of_figure(project, entries[0][0]) if len(entries) == 1 else place_of(where)
        yield Finding(CHECK, FindingStatus.WARNING, told, None, where, subject)


def _name_entry(project: Project, figures: Sequence[SourceFigure]) -> Fact:
    """Return an entry with the cells that list it."""
    figure = figures[0]
    assert figure.amount is not None, "only entries with an amount are compared"
    return fact(
        "entry-in-cells",
        adjustment=project.adjustment_by_id[figure.adjustment].name,
        line=project.line(figure.line).name,
        period=name_of_period(project.periods[figure.period]),
        amount=figure.amount,
        cells=join_by("both", [str(figure.cell) for figure in figures]),
    )
