"""Headings contradicted by another heading or by the figures below: they were read as written, and are doubtful."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.domain.facts import fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.periods import PeriodId, name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import LineUnit
from workbench.domain.subjects import SourceSubject
from workbench.importing.language.common_facts import scale_fact
from workbench.importing.language.vocabulary import currencies_in, unit_part
from workbench.importing.report.findings import CHECK, warning
from workbench.importing.report.parts_of_sentences import join_by
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.cover import Cover
from workbench.importing.sheets.detected import SheetReport, Tabular
from workbench.importing.sheets.tables import TableRow

SheetKey = tuple[str, str]
FEWEST_ALIKE = 3
"""This many equal figures in two tables are not a coincidence."""
FEWEST_IN_TITLE = 2
"""A title that names this many currencies names all those of its columns."""
MOST_NAMED = 3
"""The most cells of each column that a finding points at."""


def heading_findings(
    reports: Iterable[SheetReport], tables: Sequence[Tabular], project: Project, cover: Cover
) -> Iterator[Finding]:
    """Yield each heading that contradicts another one."""
    titles = {(report.file, report.sheet.name): report.titles for report in reports}
    yield from _currencies_of_no_title(tables, titles)
    yield from _other_currency_same_figures(tables, project)
    yield from _translations_of_nothing(tables)
    yield from _names_given_twice(tables, project)
    yield from _rows_in_succession(tables, project)
    yield from _other_scale_on_the_cover(cover, project)


def _other_scale_on_the_cover(cover: Cover, project: Project) -> Iterator[Finding]:
    """Yield a finding if the cover of an analyst's workbook states a different scale from all its tables."""
    if cover.scale and cover.scale != project.scale and not cover.corrected_scale:
        where = tuple(CellRef(*sheet) for sheet in sorted(cover.sheets))
        told = fact("other-scale-on-cover", cover=scale_fact(cover.scale), tables=scale_fact(project.scale))
        yield warning(told, where)


def _currencies_of_no_title(tables: Iterable[Tabular], titles: Mapping[SheetKey, Sequence[str]]) -> Iterator[Finding]:
    """Yield columns in a currency missing from their title, which names several."""
    for table in tables:
        units = filter(None, map(unit_part, titles.get((table.file, table.sheet.name), ())))
        named = {code for unit in units for code in currencies_in(unit)}
        if len(named) < FEWEST_IN_TITLE:
            continue
        for column in table.columns:
            currency = column.adjustment_or_currency if column.role is FigureRole.TRANSLATION else column.currency
            if currency and currency not in named:
                told = fact(
                    "currency-of-no-title",
                    sheet=table.sheet.name,
                    currency=currency,
                    named=join_by("both", sorted(named)),
                )
                yield warning(told, _cells(table, (column,)))


def _other_currency_same_figures(tables: Sequence[Tabular], project: Project) -> Iterator[Finding]:
    """Yield tables headed with a different currency that state the same figures as tables in the project's currency."""
    for table in tables:
        if not table.currency or not project.currency or table.currency == project.currency:
            continue
        alike = 0
        for column in table.columns:
            if column.role is FigureRole.AS_REPORTED and column.currency in ("", table.currency):
                alike += sum(_is_stated_elsewhere(project, table, cell) for cell in _cells(table, (column,), most=None))
        if alike >= FEWEST_ALIKE:
            told = fact(
                "same-figures-in-another-currency",
                sheet=table.sheet.name,
                currency=table.currency,
                other_currency=project.currency,
            )
            where = (CellRef(table.file, table.sheet.name), table.place)
            yield Finding(CHECK, FindingStatus.WARNING, told, None, where, SourceSubject(table.place))


def _is_stated_elsewhere(project: Project, table: Tabular, cell: CellRef) -> bool:
    figure = project.source_figures.by_source_cell.get(cell)
    if figure is None or not figure.amount:
        return False
    others = project.source_figures.figures_for(figure.line, figure.period, FigureRole.AS_REPORTED)
    return any(other.amount == figure.amount and other.cell.sheet != table.sheet.name for other in others)


def _translations_of_nothing(tables: Iterable[Tabular]) -> Iterator[Finding]:
    """Yield translated columns without a column of the same period in the reporting currency."""
    for table in tables:
        reported = {column.period.id for column in table.columns if column.role is FigureRole.AS_REPORTED}
        for number, column in enumerate(table.columns):
            if column.role is not FigureRole.TRANSLATION or column.period.id in reported or not reported:
                continue
            beside = table.columns[max(number - 1, 0) : number]
            told = fact(
                "translation-of-nothing",
                sheet=table.sheet.name,
                currency=column.adjustment_or_currency,
                period=name_of_period(column.period),
            )
            yield warning(told, _cells(table, (column, *beside)))


def _names_given_twice(tables: Iterable[Tabular], project: Project) -> Iterator[Finding]:
    """Yield pairs of differences with the same name in one table."""
    names = {adjustment.id: adjustment.name.casefold() for adjustment in project.adjustments}
    for table in tables:
        columns_by_name: dict[tuple[str, PeriodId], list[Column]] = {}
        for column in table.columns:
            if column.role is FigureRole.ADJUSTMENT and column.adjustment in names:
                columns_by_name.setdefault((names[column.adjustment], column.period.id), []).append(column)
        for columns in columns_by_name.values():
            if len({column.adjustment for column in columns}) > 1:
                name = project.adjustment_by_id[columns[0].adjustment].name
                told = fact("one-name-for-two-differences", sheet=table.sheet.name, name=name)
                yield warning(told, _cells(table, columns))


def _rows_in_succession(tables: Iterable[Tabular], project: Project) -> Iterator[Finding]:
    """Yield monetary rows printed twice in succession: same caption, same figures."""
    for table in tables:
        for row, below in zip(table.rows, table.rows[1:], strict=False):
            if row.caption and row.caption == below.caption and _amounts(row) and _amounts(row) == _amounts(below):
                cells = tuple(
                    CellRef(*_sheet_key(table), reading.cell.ref)
                    for repeated in (row, below)
                    for reading in repeated.readings.values()
                )
                if not _states_money(project, cells):
                    continue  # basic and diluted amounts per share may be the same, under one caption
                told = fact(
                    "row-printed-twice", sheet=table.sheet.name, row=row.row, row_below=below.row, caption=row.caption
                )
                yield warning(told, cells)


def _states_money(project: Project, cells: Iterable[CellRef]) -> bool:
    figures = filter(None, map(project.source_figures.by_source_cell.get, cells))
    return any(project.line(figure.line).unit is LineUnit.MONEY for figure in figures)


def _amounts(row: TableRow) -> Counter[tuple[int, object]]:
    return Counter((index, reading.amount) for index, reading in row.readings.items() if reading.amount)


def _sheet_key(table: Tabular) -> SheetKey:
    return table.file, table.sheet.name


def _cells(table: Tabular, columns: Iterable[Column], most: int | None = MOST_NAMED) -> tuple[CellRef, ...]:
    """Return the first cells with figures of each column, ``most`` of each; None: all."""
    cells = []
    for column in columns:
        cells_of_column = [row.readings[column.index].cell for row in table.rows if column.index in row.readings]
        cells += [CellRef(*_sheet_key(table), cell.ref) for cell in cells_of_column[:most]]
    return tuple(cells)
