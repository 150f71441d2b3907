"""Validate: say what was noticed while importing. Findings, never exceptions."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.amount_text import amount_in, multiplier_word
from workbench.domain.amounts import SIGNIFICANT_DIGITS, format_exactly, format_for_reader, scale_in_words
from workbench.domain.findings import ONE_ENTITY, Finding, FindingStatus
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFile
from workbench.domain.statements import StatementKind
from workbench.importing.assembly.build import Built
from workbench.importing.assembly.merge import CellFigure, Decision
from workbench.importing.language.period_text import words_in, words_of
from workbench.importing.language.vocabulary import normalise
from workbench.importing.sheets.columns import LeftOut
from workbench.importing.sheets.detected import ColumnLeftOut, Detected, SheetReport, Tabular
from workbench.importing.sheets.tables import STRUCK_OUT
from workbench.workbooks import column_letter, position

CHECK = "import"
ColumnsByIndex = dict[int, list[ColumnLeftOut]]
MOST_NAMED, MOST_REPEATED = 20, 3
LONGEST_QUOTED, MOST_HEADINGS = 40, 3
FISCAL = re.compile(r"(?:\b|(?<=\d[hq]))f[qyh]|\b[1-4]fq|fiscal", re.IGNORECASE)
SAME_COMPANY = 60.0
"""Similarity from which two names may be one company's: with and without ``Inc.``, in two spellings."""


def findings(
    source: SourceFile,
    reports: Sequence[SheetReport],
    used_sheets: set[tuple[str, str]],
    drafts: set[tuple[str, str, int]],
    warnings: Iterable[str],
) -> Iterator[Finding]:
    """Yield what was left aside, guessed or remarked on in one file; ``drafts``: file, sheet, row of rows left out."""
    for report in reports:
        sheet = report.sheet
        if sheet.state != "visible" and report.detected:
            yield _note(
                f"Sheet '{sheet.name}' is hidden in the file; its figures were imported.", [(source, sheet.name, "")]
            )
        places = [(cell.row, cell.column) for part in report.detected for cell in part.cells]
        rows, columns = {row for row, _ in places}, {column for _, column in places}
        rows -= {row for file, name, row in drafts if (file, name) == (report.file, sheet.name)}
        if hidden := _named_rows_and_columns(rows & sheet.hidden_rows, columns & sheet.hidden_columns):
            message = f"Sheet '{sheet.name}': the figures of hidden {hidden} were imported."
            yield _note(message, [(source, sheet.name, "")])
        if report.other_paper:
            message = (
                f"Sheet '{sheet.name}' holds {report.other_paper}, not a statement: it was not imported. Import the "
                "statements made from it."
            )
            yield _note(message, [(source, sheet.name, "")], FindingStatus.WARNING)
        unused = [] if (report.file, sheet.name) in used_sheets else report.unused
        if unused:
            cells = [(source, sheet.name, cell.ref) for cell in unused]
            status = FindingStatus.WARNING if report.lost_figures else FindingStatus.INFORMATION
            named = first_named([cell.ref for cell in unused], MOST_NAMED)
            yield _note(
                f"Sheet '{sheet.name}': cells that belong to no table were not imported: {named}.", cells, status
            )
        for doubt in report.doubts:
            cells = [(source, sheet.name, ref) for ref in doubt.cells]
            named = first_named(doubt.cells, MOST_NAMED)
            yield _note(f"Sheet '{sheet.name}', {named}: {doubt.text}.", cells, FindingStatus.WARNING)
        for remark in report.remarks:
            cells = [(source, sheet.name, ref) for ref in remark.cells]
            yield _note(f"Sheet '{sheet.name}', {first_named(remark.cells, MOST_NAMED)}: {remark.text}.", cells)
    yield from _columns_left_out(source, reports)
    if details := [report.sheet.name for report in reports if report.is_detail]:
        named = first_named([f"'{name}'" for name in details], MOST_HEADINGS)
        sheets, were = ("1 sheet", "was") if len(details) == 1 else (f"{len(details)} sheets", "were")
        message = f"{sheets} with details of an EDGAR report {were} not imported: {named}."
        yield _note(message, [(source, name, "") for name in details])
    for warning in warnings:
        yield _note(f"{source.name}: the reader remarked: {warning}", [(source, "", "")])


def _named_rows_and_columns(rows: Collection[int], columns: Collection[int]) -> str:
    """Return ``rows 8, 9 and columns D``; "" where there are none."""
    named = []
    for what, names in (("row", [str(row) for row in sorted(rows)]), ("column", map(column_letter, sorted(columns)))):
        if listed := list(names):
            named.append(f"{what}{'s' if len(listed) > 1 else ''} {first_named(listed, MOST_NAMED)}")
    return " and ".join(named)


def first_named(names: Sequence[str], most: int) -> str:
    """Return ``A, B and 3 more``."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _columns_left_out(source: SourceFile, reports: Sequence[SheetReport]) -> Iterator[Finding]:
    """Yield one finding for each reason and the columns that it kept out, on however many sheets they stand."""
    groups: dict[tuple[LeftOut, tuple[str, ...]], list[tuple[SheetReport, ColumnsByIndex]]] = {}
    for report in reports:
        by_reason: dict[LeftOut, ColumnsByIndex] = {}
        for column in report.left_out:
            by_reason.setdefault(column.reason, {}).setdefault(column.index, []).append(column)
        for reason, columns in by_reason.items():
            headings = tuple(sorted({column.heading for found in columns.values() for column in found}))
            alike = headings if all(headings) else (*headings, report.sheet.name)
            groups.setdefault((reason, alike), []).append((report, columns))
    for (reason, headings), group in groups.items():
        status = FindingStatus.WARNING if reason.is_doubtful else FindingStatus.INFORMATION
        report, columns = group[0]
        if len(group) == 1:
            names, where = [_column_named(*each) for each in columns.items()], f"Sheet '{report.sheet.name}'"
        else:
            names = [f"'{heading}'" for heading in headings]
            sheets = [f"'{report.sheet.name}'" for report, _ in group]
            where = f"Sheets {first_named(sheets, MOST_NAMED)}"
        thing = "row" if next(iter(columns.values()))[0].is_row else "column"
        which, whose = (thing, "its") if len(names) == 1 else (f"each of the {thing}s", "their")
        headed = " headed" if len(group) > 1 else ""
        named = first_named(names, MOST_NAMED)
        message = f"{where}: {which}{headed} {named} {reason.value}: {whose} figures were not imported."
        cells = [
            (source, report.sheet.name, report.sheet.at[place].ref)
            for report, columns in group
            for found in columns.values()
            for column in found
            for place in column.places
        ]
        yield _note(message, cells, status)


def _column_named(index: int, found: Sequence[ColumnLeftOut]) -> str:
    """Return a column's letter and its headings, or the rows of its tables where it has none."""
    name = str(index) if found[0].is_row else column_letter(index)
    headings = list(dict.fromkeys(f"'{column.heading}'" for column in found if column.heading))
    if headings:
        return f"{name} ({', '.join(headings[:MOST_HEADINGS])})"
    return name if found[0].is_row else f"{name} of the table from row {found[0].first_row}"


def scale_findings(parts: Iterable[Detected], scale: int) -> Iterator[Finding]:
    """Yield which tables were printed in another scale than the project's, or in one that nothing names."""
    parts = tuple(parts)
    nameless = [part for part in parts if not part.scale]
    if nameless and len(nameless) < len(parts):
        sheets = ", ".join(dict.fromkeys(f"'{part.sheet.name}'" for part in nameless))
        there = tuple(part.place for part in nameless)
        message = (
            f"No unit line names the scale of tables on {sheets}: they were taken in {scale_in_words(scale)}, as the "
            "others."
        )
        yield Finding(CHECK, FindingStatus.INFORMATION, message, None, there)
    for part in parts:
        if part.scale and part.scale != scale:
            message = (
                f"Sheet '{part.sheet.name}', {part.area}: amounts in units of {part.scale:,} were brought to units of "
                f"{scale:,}, exactly."
            )
            yield Finding(CHECK, FindingStatus.INFORMATION, message, None, (part.place,))


def mixed_findings(entities: Mapping[str, str], currencies: Mapping[str, str]) -> Iterator[Finding]:
    """Yield that files of one import are not of one company or one currency: their figures do not belong together."""
    first, *others = entities.items() or [("", "")]
    strangers = [each for each in others if not _may_be_one_company(first[1], each[1])]
    for what, names in (("companies", [first, *strangers]), ("currencies", _first_of_each(currencies))):
        if len(names) > 1:
            said = " and ".join(f"{file} names {name}" for file, name in names)
            where = tuple(CellRef(file, "") for file, _ in names)
            message = f"The files are of {len(names)} {what}, {said}: import them separately."
            yield Finding(ONE_ENTITY, FindingStatus.FAIL, message, None, where)


def strangers_within(companies: Iterable[tuple[CellRef, str, frozenset[StatementKind]]]) -> Iterator[Finding]:
    """Yield that sheets of one file are of two companies: (sheet, its company, the kinds of statement on it)."""
    named: list[tuple[CellRef, str, frozenset[StatementKind]]] = []
    for sheet, company, kinds in companies:
        beside = (each for each in named if each[0].file == sheet.file and each[2] & kinds)
        rival = next((each for each in beside if not _may_be_one_company(each[1], company)), None)
        if rival:
            message = (
                f"Sheets '{rival[0].sheet}' and '{sheet.sheet}' of {sheet.file} are of 2 companies, {rival[1]} and "
                f"{company}: import them separately."
            )
            yield Finding(ONE_ENTITY, FindingStatus.FAIL, message, None, (rival[0], sheet))
            return
        named.append((sheet, company, kinds))


def _first_of_each(said: Mapping[str, str]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for file, name in said.items():
        first.setdefault(name, file)
    return [(file, name) for name, file in first.items()]


def _may_be_one_company(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(normalise(one), normalise(other)) >= SAME_COMPANY


def merge_findings(notes: Iterable[Decision]) -> Iterator[Finding]:
    """Yield what was decided on thin evidence when tables were put together."""
    for note in notes:
        where = (note.where,) if note.where else ()
        if note.is_doubtful:
            rivals = f" It could be {' or '.join(note.alternatives)}." if note.alternatives else ""
            message = f"'{note.subject}' was taken for {note.outcome}: {note.evidence}.{rivals}"
            yield Finding(CHECK, FindingStatus.WARNING, message, None, where)
        elif note.stage is InferenceStage.SIGN:
            message = f"{note.subject} were {note.outcome}: {note.evidence}."
            yield Finding(CHECK, FindingStatus.INFORMATION, message, None, where)


def figure_findings(stated: Sequence[SourceFigure], scale: int) -> Iterator[Finding]:
    """Yield what is peculiar about cells that state figures, by column: errors, formulas without results."""
    columns: dict[tuple[str, str, int], list[SourceFigure]] = {}
    for each in stated:
        if each.amount is None:
            columns.setdefault((each.cell.file, each.cell.sheet, position(each.cell.cell)[1]), []).append(each)
    for unknown in columns.values():
        first, *others = unknown
        more = ""
        if others:
            named = ", ".join(each.cell.cell for each in others[:MOST_NAMED])
            more = f"; nor can {len(others):,} more cells of the column be read: {named}"
        why = why_unknown(first, scale)
        message = f"{first.cell}: {why}{more}; what depends on it is unknown. Correct it, import again."
        yield Finding(CHECK, FindingStatus.FAIL, message, None, tuple(each.cell for each in unknown))
    worked_out = [each for each in stated if each.evaluated and each.amount is not None]
    if worked_out:
        message = f"{len(worked_out)} formulas without a stored result were worked out from the cells they add up."
        yield Finding(CHECK, FindingStatus.INFORMATION, message, None, tuple(each.cell for each in worked_out))


def why_unknown(stated: SourceFigure, scale: int) -> str:
    """Return why a cell states no figure that can be used; ``scale``: what the project's amounts are in."""
    raw = stated.raw.strip()[:LONGEST_QUOTED]
    if stated.evaluated:
        return f"the formula {stated.formula} has no stored result and is no sum"
    if word := multiplier_word(raw):
        return f"{raw}: {word} of what? The sheet is in {scale_in_words(scale)}"
    if amount_in(raw) is not None:
        return f"{raw} has more than {SIGNIFICANT_DIGITS} digits before the point and cannot be told to its last unit"
    return f"'{raw}' is not a number"


def draft_findings(built: Iterable[Built]) -> Iterator[Finding]:
    """Yield which hidden or struck-out rows were left out, and which were not because the rest needs them."""
    for one in built:
        for row in one.drafts:
            where = tuple(claim.ref for claim in row.figures)
            message = (
                f"Sheet '{row.figures[0].sheet}', row {row.figures[0].reading.cell.row}: '{row.caption}' is "
                f"{row.draft}, and the rest adds up without it: its figures were not imported."
            )
            yield Finding(CHECK, FindingStatus.WARNING, message, None, where)
        struck = [row for row in one.kept_drafts if row.draft == STRUCK_OUT and row.figures]
        if struck:
            named = ", ".join(f"'{row.caption}'" for row in struck[:MOST_NAMED])
            message = (
                f"Struck-out lines were imported, because nothing shows that the rest adds up without them: {named}."
            )
            yield Finding(CHECK, FindingStatus.WARNING, message, None, tuple(row.figures[0].ref for row in struck))


def currency_findings(sign: str, currency: str, parts: Iterable[Detected]) -> Iterator[Finding]:
    """Yield that a sign of several currencies, ``$`` or ``¥``, was taken for one; nothing where ``sign`` is ""."""
    if sign:
        where = tuple(dict.fromkeys(CellRef(part.file, part.sheet.name) for part in parts))
        message = f"{sign} was taken for {currency}: nothing says which currency is meant."
        yield Finding(CHECK, FindingStatus.INFORMATION, message, None, where)


def fiscal_findings(tables: Iterable[Tabular], year_end: int | None) -> Iterator[Finding]:
    """Yield that periods of a fiscal year were counted as the calendar's, where nothing says when that year ends."""
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
        yield Finding(CHECK, FindingStatus.INFORMATION, message, None, tuple(dict.fromkeys(headings.values())))


def _counts_the_companys_year(text: str) -> bool:
    words = words_in(text)
    return words.is_fiscal or words.of_fiscal_year


def _says_its_day(headings: Sequence[str]) -> bool:
    words = words_of(headings)
    return words.day is not None and not words.of_fiscal_year


def cut_findings(claims: Iterable[CellFigure]) -> Iterator[Finding]:
    """Yield for each column what was cut from its figures: long decimals that a calculation left."""
    columns: dict[tuple[str, str, int], list[CellFigure]] = {}
    for claim in claims:
        if claim.cut:
            columns.setdefault((claim.file, claim.sheet, claim.reading.cell.column), []).append(claim)
    for (_, sheet, column), cut in columns.items():
        most = max(cut, key=lambda claim: abs(claim.cut))
        figures = "1 figure has" if len(cut) == 1 else f"{len(cut):,} figures have"
        message = (
            f"Sheet '{sheet}', column {column_letter(column)}: {figures} more decimals than are kept; the most that "
            f"was cut is {format_exactly(abs(most.cut))}, in {most.reading.cell.ref}."
        )
        yield Finding(CHECK, FindingStatus.INFORMATION, message, None, (most.ref,))


def repeated_entries(project: Project) -> Iterator[Finding]:
    """Yield which entries of lists are the same: one finding for all that the same lists repeat."""
    alike: dict[tuple[AdjustmentId, LineId, PeriodId, Decimal], list[CellRef]] = {}
    for one in project.source_figures:
        if one.role is FigureRole.ENTRY and one.amount:
            alike.setdefault((one.adjustment_or_currency, one.line, one.period, one.amount), []).append(one.cell)
    by_lists: dict[frozenset[tuple[str, str]], list[tuple[str, list[CellRef]]]] = {}
    for (adjustment, line, period, amount), cells in alike.items():
        if len(cells) > 1:
            entry = f"'{project.adjustment_by_id[adjustment].name}' on '{project.line(line).name}'"
            entry += f", {project.periods[period].label}: {format_for_reader(amount)}"
            by_lists.setdefault(frozenset((cell.file, cell.sheet) for cell in cells), []).append((entry, cells))
    for repeated in by_lists.values():
        told = [(entry, cells[:MOST_REPEATED]) for entry, cells in repeated[:MOST_REPEATED]]
        named = "; ".join(f"{entry} in {' and '.join(map(str, cells))}" for entry, cells in told)
        more = f"; and {len(repeated) - len(told)} more" if len(repeated) > len(told) else ""
        message = f"The same entry is listed more than once, and all were counted: {named}{more}. Delete the repeats."
        yield Finding(CHECK, FindingStatus.WARNING, message, None, tuple(cell for _, cells in told for cell in cells))


def _note(
    message: str, cells: Iterable[tuple[SourceFile, str, str]], status: FindingStatus = FindingStatus.INFORMATION
) -> Finding:
    where = tuple(CellRef(source.name, sheet, cell) for source, sheet, cell in cells)
    return Finding(CHECK, status, message, None, where)
