"""What was noticed while importing, as findings, never as exceptions."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.amount_text import amount_in, multiplier_word
from workbench.domain.amounts import SIGNIFICANT_DIGITS, format_exactly, format_for_reader, scale_in_words
from workbench.domain.facts import Told, remark
from workbench.domain.findings import ONE_ENTITY, CheckId, Finding, FindingStatus
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFile
from workbench.domain.statements import StatementKind
from workbench.importing.assembly.build import BuiltStatement
from workbench.importing.assembly.merge import CellFigure, Decision
from workbench.importing.language.period_text import words_in, words_of
from workbench.importing.language.vocabulary import normalise
from workbench.importing.sheets.columns import LeftOut
from workbench.importing.sheets.detected import ColumnLeftOut, Detected, SheetReport, Tabular
from workbench.importing.sheets.tables import STRUCK_OUT
from workbench.phrases import ENGLISH
from workbench.wording import say_fact
from workbench.workbooks import column_letter, position

CHECK = CheckId("import")
ColumnsByIndex = dict[int, list[ColumnLeftOut]]
MOST_NAMED, MOST_REPEATED = 20, 3
"""A message names so many cells or lines, and so many repeated entries or places of one."""
LONGEST_QUOTED, MOST_HEADINGS = 40, 3
"""A message quotes so many characters of a cell, and so many headings of a column."""
FISCAL = re.compile(r"(?:\b|(?<=\d[hq]))f[qyh]|\b[1-4]fq|fiscal", re.IGNORECASE)
SAME_COMPANY = 60.0
"""Similarity (0 to 100) from which two names may be one company's: with and without ``Inc.``, in two spellings."""


def file_findings(
    source: SourceFile,
    reports: Sequence[SheetReport],
    used_sheets: set[tuple[str, str]],
    drafts: set[tuple[str, str, int]],
    warnings: Iterable[str],
) -> Iterator[Finding]:
    """Yield what was left out, doubted or remarked on in one file.

    ``used_sheets``: the (file, sheet) whose cells outside tables were used. ``drafts``: the (file, sheet, row) of
    hidden and struck-out rows left out.
    """
    for report in reports:
        sheet = report.sheet
        if sheet.state != "visible" and report.detected:
            yield _finding(
                f"Sheet '{sheet.name}' is hidden in the file; its figures were imported.", [(source, sheet.name, "")]
            )
        places = [(cell.row, cell.column) for part in report.detected for cell in part.cells]
        rows, columns = {row for row, _ in places}, {column for _, column in places}
        rows -= {row for file, name, row in drafts if (file, name) == (report.file, sheet.name)}
        if hidden := _name_rows_and_columns(rows & sheet.hidden_rows, columns & sheet.hidden_columns):
            message = f"Sheet '{sheet.name}': the figures of hidden {hidden} were imported."
            yield _finding(message, [(source, sheet.name, "")])
        if report.other_paper:
            paper = say_fact(report.other_paper, ENGLISH)
            message = (
                f"Sheet '{sheet.name}' holds {paper}, not a statement: it was not imported. Import the "
                "statements made from it."
            )
            yield _finding(message, [(source, sheet.name, "")], FindingStatus.WARNING)
        unused = [] if (report.file, sheet.name) in used_sheets else report.unused_cells
        if unused:
            cells = [(source, sheet.name, cell.ref) for cell in unused]
            status = FindingStatus.WARNING if report.lost_figures else FindingStatus.INFORMATION
            named = name_first([cell.ref for cell in unused], MOST_NAMED)
            yield _finding(
                f"Sheet '{sheet.name}': cells that belong to no table were not imported: {named}.", cells, status
            )
        for doubt in report.doubts:
            cells = [(source, sheet.name, ref) for ref in doubt.cells]
            named = name_first(doubt.cells, MOST_NAMED)
            yield _finding(
                f"Sheet '{sheet.name}', {named}: {say_fact(doubt.text, ENGLISH)}.", cells, FindingStatus.WARNING
            )
        for noted in report.remarks:
            cells = [(source, sheet.name, ref) for ref in noted.cells]
            text = say_fact(noted.text, ENGLISH)
            yield _finding(f"Sheet '{sheet.name}', {name_first(noted.cells, MOST_NAMED)}: {text}.", cells)
    yield from _columns_left_out(source, reports)
    if details := [report.sheet.name for report in reports if report.is_detail]:
        named = name_first([f"'{name}'" for name in details], MOST_HEADINGS)
        sheets, were = ("1 sheet", "was") if len(details) == 1 else (f"{len(details)} sheets", "were")
        message = f"{sheets} with details of an EDGAR report {were} not imported: {named}."
        yield _finding(message, [(source, name, "") for name in details])
    for warning in warnings:
        yield _finding(f"{source.name}: the reader remarked: {warning}", [(source, "", "")])


def _name_rows_and_columns(rows: Collection[int], columns: Collection[int]) -> str:
    """Return ``rows 8, 9 and columns D``; "" where there are none."""
    parts = []
    for singular, names in (
        ("row", [str(row) for row in sorted(rows)]),
        ("column", map(column_letter, sorted(columns))),
    ):
        if names_listed := list(names):
            parts.append(f"{singular}{'s' if len(names_listed) > 1 else ''} {name_first(names_listed, MOST_NAMED)}")
    return " and ".join(parts)


def name_first(names: Sequence[str], most: int) -> str:
    """Return ``A, B and 3 more``."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _columns_left_out(source: SourceFile, reports: Sequence[SheetReport]) -> Iterator[Finding]:
    """Yield one finding for each reason and the columns left out for it, on however many sheets they stand."""
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
            where = f"Sheet '{report.sheet.name}'"
        else:
            names = [f"'{heading}'" for heading in headings]
            sheets = [f"'{report.sheet.name}'" for report, _ in group]
            where = f"Sheets {name_first(sheets, MOST_NAMED)}"
        row_or_column = "row" if next(iter(columns.values()))[0].is_row else "column"
        which, whose = (row_or_column, "its") if len(names) == 1 else (f"each of the {row_or_column}s", "their")
        headed = " headed" if len(group) > 1 else ""
        named = name_first(names, MOST_NAMED)
        message = (
            f"{where}: {which}{headed} {named} {say_fact(reason.fact, ENGLISH)}: {whose} figures were not imported."
        )
        cells = [
            (source, report.sheet.name, report.sheet.at[place].ref)
            for report, columns in group
            for columns_of_index in columns.values()
            for column in columns_of_index
            for place in column.places
        ]
        yield _finding(message, cells, status)


def _name_column(index: int, columns: Sequence[ColumnLeftOut]) -> str:
    """Return a column's letter and its headings, or the rows of its tables where it has none."""
    name = str(index) if columns[0].is_row else column_letter(index)
    headings = list(dict.fromkeys(f"'{column.heading}'" for column in columns if column.heading))
    if headings:
        return f"{name} ({', '.join(headings[:MOST_HEADINGS])})"
    return name if columns[0].is_row else f"{name} of the table from row {columns[0].first_row}"


def scale_findings(parts: Iterable[Detected], scale: int) -> Iterator[Finding]:
    """Yield which tables are printed in another scale than the project's, or in one that nothing names."""
    parts = tuple(parts)
    parts_without_scale = [part for part in parts if not part.scale]
    if parts_without_scale and len(parts_without_scale) < len(parts):
        sheets = ", ".join(dict.fromkeys(f"'{part.sheet.name}'" for part in parts_without_scale))
        places = tuple(part.place for part in parts_without_scale)
        message = (
            f"No unit line names the scale of tables on {sheets}: they were taken in {scale_in_words(scale)}, as the "
            "others."
        )
        yield Finding(CHECK, FindingStatus.INFORMATION, remark(message), None, places)
    for part in parts:
        if part.scale and part.scale != scale:
            message = (
                f"Sheet '{part.sheet.name}', {part.area}: amounts in units of {part.scale:,} were brought to units of "
                f"{scale:,}, exactly."
            )
            yield Finding(CHECK, FindingStatus.INFORMATION, remark(message), None, (part.place,))


def mixed_findings(entities: Mapping[str, str], currencies: Mapping[str, str]) -> Iterator[Finding]:
    """Yield that the files of one import are of several companies or currencies; both by file name."""
    first, *others = entities.items() or [("", "")]
    strangers = [(file, name) for file, name in others if not _may_be_one_company(first[1], name)]
    for subject, names in (("companies", [first, *strangers]), ("currencies", _first_file_of_each(currencies))):
        if len(names) > 1:
            named_by_files = " and ".join(f"{file} names {name}" for file, name in names)
            where = tuple(CellRef(file, "") for file, _ in names)
            message = f"The files are of {len(names)} {subject}, {named_by_files}: import them separately."
            yield Finding(ONE_ENTITY, FindingStatus.FAIL, remark(message), None, where)


def strangers_within(companies: Iterable[tuple[CellRef, str, frozenset[StatementKind]]]) -> Iterator[Finding]:
    """Yield that two sheets of one file are of two companies: each sheet, its company, its kinds of statement."""
    earlier: list[tuple[CellRef, str, frozenset[StatementKind]]] = []
    for sheet, company, kinds in companies:
        for other_sheet, other_company, other_kinds in earlier:
            is_beside = other_sheet.file == sheet.file and bool(other_kinds & kinds)
            if is_beside and not _may_be_one_company(other_company, company):
                message = (
                    f"Sheets '{other_sheet.sheet}' and '{sheet.sheet}' of {sheet.file} are of 2 companies, "
                    f"{other_company} and {company}: import them separately."
                )
                yield Finding(ONE_ENTITY, FindingStatus.FAIL, remark(message), None, (other_sheet, sheet))
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
    """Yield the decisions on thin evidence, and on signs, that were made when tables were put together."""
    for decision in decisions:
        subject, taken_for, evidence = (
            say_fact(told, ENGLISH) for told in (decision.subject, decision.taken_for, decision.evidence)
        )
        where = (decision.where,) if decision.where else ()
        if decision.is_doubtful:
            could_be = " or ".join(say_fact(alternative, ENGLISH) for alternative in decision.alternatives)
            alternatives = f" It could be {could_be}." if could_be else ""
            message = f"'{subject}' was taken for {taken_for}: {evidence}.{alternatives}"
            yield Finding(CHECK, FindingStatus.WARNING, remark(message), None, where)
        elif decision.stage is InferenceStage.SIGN:
            message = f"{subject} were {taken_for}: {evidence}."
            yield Finding(CHECK, FindingStatus.INFORMATION, remark(message), None, where)


def figure_findings(figures: Sequence[SourceFigure], scale: int) -> Iterator[Finding]:
    """Yield what is peculiar about cells that state figures: errors, by column, and formulas without results."""
    columns: dict[tuple[str, str, int], list[SourceFigure]] = {}
    for figure in figures:
        if figure.amount is None:
            columns.setdefault((figure.cell.file, figure.cell.sheet, position(figure.cell.cell)[1]), []).append(figure)
    for unknown_figures in columns.values():
        first_figure, *other_figures = unknown_figures
        more = ""
        if other_figures:
            named = ", ".join(figure.cell.cell for figure in other_figures[:MOST_NAMED])
            more = f"; nor can {len(other_figures):,} more cells of the column be read: {named}"
        why = why_unknown(first_figure, scale)
        message = f"{first_figure.cell}: {why}{more}; what depends on it is unknown. Correct it, import again."
        yield Finding(
            CHECK, FindingStatus.FAIL, remark(message), None, tuple(figure.cell for figure in unknown_figures)
        )
    figures_worked_out = [figure for figure in figures if figure.is_evaluated and figure.amount is not None]
    if figures_worked_out:
        count = len(figures_worked_out)
        message = f"{count} formulas without a stored result were worked out from the cells they add up."
        where = tuple(figure.cell for figure in figures_worked_out)
        yield Finding(CHECK, FindingStatus.INFORMATION, remark(message), None, where)


def why_unknown(figure: SourceFigure, scale: int) -> str:
    """Return why a cell states no figure that can be used; ``scale``: what the project's amounts are in."""
    raw = figure.raw.strip()[:LONGEST_QUOTED]
    if figure.is_evaluated:
        return f"the formula {figure.formula} has no stored result and is no sum"
    if word := multiplier_word(raw):
        return f"{raw}: {word} of what? The sheet is in {scale_in_words(scale)}"
    if amount_in(raw) is not None:
        return f"{raw} has more than {SIGNIFICANT_DIGITS} digits before the point and cannot be told to its last unit"
    return f"'{raw}' is not a number"


def draft_findings(statements: Iterable[BuiltStatement]) -> Iterator[Finding]:
    """Yield which hidden or struck-out rows were left out, and which struck-out rows were not."""
    for built in statements:
        for row in built.rows_left_out:
            where = tuple(figure.ref for figure in row.figures)
            message = (
                f"Sheet '{row.figures[0].sheet}', row {row.figures[0].reading.cell.row}: '{row.caption}' is "
                f"{say_fact(row.draft, ENGLISH)}, and the rest adds up without it: its figures were not imported."
            )
            yield Finding(CHECK, FindingStatus.WARNING, remark(message), None, where)
        struck_rows = [row for row in built.kept_drafts if row.draft == STRUCK_OUT and row.figures]
        if struck_rows:
            named = ", ".join(f"'{row.caption}'" for row in struck_rows[:MOST_NAMED])
            message = (
                f"Struck-out lines were imported, because nothing shows that the rest adds up without them: {named}."
            )
            yield Finding(
                CHECK, FindingStatus.WARNING, remark(message), None, tuple(row.figures[0].ref for row in struck_rows)
            )


def currency_findings(sign: Told, currency: str, parts: Iterable[Detected]) -> Iterator[Finding]:
    """Yield that ``sign``, of several currencies (``$``, ``¥``), was taken for one; nothing where it is ""."""
    if sign:
        where = tuple(dict.fromkeys(CellRef(part.file, part.sheet.name) for part in parts))
        message = f"{say_fact(sign, ENGLISH)} was taken for {currency}: nothing says which currency is meant."
        yield Finding(CHECK, FindingStatus.INFORMATION, remark(message), None, where)


def fiscal_findings(tables: Iterable[Tabular], year_end: int | None) -> Iterator[Finding]:
    """Yield that periods of a fiscal year were taken as the calendar's, because nothing says when that year ends."""
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
        first = next(iter(headings))
        message = f"'{first}': fiscal periods were counted as those of the calendar: nothing says when the year ends."
        yield Finding(CHECK, FindingStatus.INFORMATION, remark(message), None, tuple(dict.fromkeys(headings.values())))


def _counts_the_companys_year(text: str) -> bool:
    words = words_in(text)
    return words.is_fiscal or words.of_fiscal_year


def _says_its_day(headings: Sequence[str]) -> bool:
    words = words_of(headings)
    return words.day is not None and not words.of_fiscal_year


def cut_findings(figures: Iterable[CellFigure]) -> Iterator[Finding]:
    """Yield for each column what was cut from its figures: long decimals that a calculation left."""
    columns: dict[tuple[str, str, int], list[CellFigure]] = {}
    for figure in figures:
        if figure.cut_off:
            columns.setdefault((figure.file, figure.sheet, figure.reading.cell.column), []).append(figure)
    for (_, sheet, column), figures_of_column in columns.items():
        most_cut = max(figures_of_column, key=lambda figure: abs(figure.cut_off))
        counted_figures = "1 figure has" if len(figures_of_column) == 1 else f"{len(figures_of_column):,} figures have"
        message = (
            f"Sheet '{sheet}', column {column_letter(column)}: {counted_figures} more decimals than are kept; the most "
            f"that was cut is {format_exactly(abs(most_cut.cut_off))}, in {most_cut.reading.cell.ref}."
        )
        yield Finding(CHECK, FindingStatus.INFORMATION, remark(message), None, (most_cut.ref,))


def repeated_entries(project: Project) -> Iterator[Finding]:
    """Yield which entries of lists are equal: one finding for all entries that the same lists repeat."""
    cells_by_entry: dict[tuple[AdjustmentId, LineId, PeriodId, Decimal], list[CellRef]] = {}
    for figure in project.source_figures:
        if figure.role is FigureRole.ENTRY and figure.amount:
            cells_by_entry.setdefault(
                (figure.adjustment_or_currency, figure.line, figure.period, figure.amount), []
            ).append(figure.cell)
    by_lists: dict[frozenset[tuple[str, str]], list[tuple[str, list[CellRef]]]] = {}
    for (adjustment, line, period, amount), cells in cells_by_entry.items():
        if len(cells) > 1:
            entry = f"'{project.adjustment_by_id[adjustment].name}' on '{project.line(line).name}'"
            entry += f", {project.periods[period].label}: {format_for_reader(amount)}"
            by_lists.setdefault(frozenset((cell.file, cell.sheet) for cell in cells), []).append((entry, cells))
    for entries in by_lists.values():
        entries_named = [(entry, cells[:MOST_REPEATED]) for entry, cells in entries[:MOST_REPEATED]]
        named = "; ".join(f"{entry} in {' and '.join(map(str, cells))}" for entry, cells in entries_named)
        more = f"; and {len(entries) - len(entries_named)} more" if len(entries) > len(entries_named) else ""
        message = f"The same entry is listed more than once, and all were counted: {named}{more}. Delete the repeats."
        yield Finding(
            CHECK,
            FindingStatus.WARNING,
            remark(message),
            None,
            tuple(cell for _, cells in entries_named for cell in cells),
        )


def _finding(
    message: str, cells: Iterable[tuple[SourceFile, str, str]], status: FindingStatus = FindingStatus.INFORMATION
) -> Finding:
    where = tuple(CellRef(source.name, sheet, cell) for source, sheet, cell in cells)
    return Finding(CHECK, status, remark(message), None, where)
