"""Validate: say what was noticed while importing. Findings, never exceptions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from workbench.domain.amounts import SIGNIFICANT_DIGITS, plain
from workbench.domain.findings import Finding, Status
from workbench.domain.import_report import Step
from workbench.domain.sources import CellRef, SourceFile, Stated
from workbench.importing.amount_text import abbreviated, amount_in
from workbench.importing.blocks import Block, ColumnLeftOut, SheetReport
from workbench.importing.columns import LeftOut
from workbench.importing.merge import Claim, MergeNote
from workbench.importing.vocabulary import normalised
from workbench.workbooks import column_letter

CHECK = "import"
MOST_NAMED = 20
LONGEST_QUOTED, MOST_HEADINGS = 40, 3
SAME_COMPANY = 60.0
"""Similarity from which two names may be one company's: with and without ``Inc.``, in two spellings."""


def findings(
    source: SourceFile, reports: Sequence[SheetReport], used_sheets: set[tuple[str, str]], warnings: Iterable[str]
) -> Iterator[Finding]:
    """Yield what was left aside, guessed or remarked on in one file."""
    for report in reports:
        sheet = report.sheet
        if sheet.state != "visible" and report.blocks:
            yield _note(
                f"Sheet '{sheet.name}' is hidden in the file; its figures were imported.", [(source, sheet.name, "")]
            )
        places = [(cell.row, cell.column) for block in report.blocks for cell in block.cells]
        rows, columns = {row for row, _ in places}, {column for _, column in places}
        if hidden := len(rows & sheet.hidden_rows) + len(columns & sheet.hidden_columns):
            message = f"Sheet '{sheet.name}' hides {hidden} rows or columns of its tables; their figures were imported."
            yield _note(message, [(source, sheet.name, "")])
        unused = [] if (report.file, sheet.name) in used_sheets else report.unused
        if unused:
            cells = [(source, sheet.name, cell.ref) for cell in unused]
            status = Status.WARNING if report.lost_figures else Status.INFORMATION
            more = f" and {len(cells) - MOST_NAMED} more" if len(cells) > MOST_NAMED else ""
            named = ", ".join(cell.ref for cell in unused[:MOST_NAMED])
            yield _note(
                f"Sheet '{sheet.name}': cells that belong to no table were not imported: {named}{more}.", cells, status
            )
        for doubt in report.doubts:
            cells = [(source, sheet.name, ref) for ref in doubt.cells]
            named = ", ".join(doubt.cells[:MOST_NAMED])
            yield _note(f"Sheet '{sheet.name}', {named}: {doubt.text}.", cells, Status.WARNING)
        for remark in report.remarks:
            cells = [(source, sheet.name, ref) for ref in remark.cells]
            yield _note(f"Sheet '{sheet.name}', {', '.join(remark.cells[:MOST_NAMED])}: {remark.text}.", cells)
        yield from _columns_left_out(source, report)
    for warning in warnings:
        yield _note(f"{source.name}: the reader remarked: {warning}", [(source, "", "")])


def _columns_left_out(source: SourceFile, report: SheetReport) -> Iterator[Finding]:
    """Yield one finding for each reason and the columns that it kept out, however many tables they run through."""
    by_reason: dict[LeftOut, dict[int, list[ColumnLeftOut]]] = {}
    for column in report.left_out:
        by_reason.setdefault(column.reason, {}).setdefault(column.index, []).append(column)
    for reason, columns in by_reason.items():
        status = Status.WARNING if reason.is_doubtful else Status.INFORMATION
        names = [_column_named(index, found) for index, found in columns.items()]
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        verb, whose = ("column", "its") if len(names) == 1 else ("each of the columns", "their")
        named = f"{verb} {', '.join(names[:MOST_NAMED])}{more}"
        message = f"Sheet '{report.sheet.name}': {named} {reason.value}: {whose} figures were not imported."
        places = [place for found in columns.values() for column in found for place in column.places]
        yield _note(message, [(source, report.sheet.name, report.sheet.at[place].ref) for place in places], status)


def _column_named(index: int, found: Sequence[ColumnLeftOut]) -> str:
    """Return a column's letter and its headings, or the rows of its tables where it has none."""
    name = f"row {index}" if found[0].is_row else column_letter(index)
    headings = list(dict.fromkeys(f"'{column.heading}'" for column in found if column.heading))
    if headings:
        return f"{name} ({', '.join(headings[:MOST_HEADINGS])})"
    return name if found[0].is_row else f"{name} of the table from row {found[0].first_row}"


def scale_findings(blocks: Iterable[Block], scale: int) -> Iterator[Finding]:
    """Yield which tables were printed in another scale than the project's: their amounts were brought to it."""
    for block in blocks:
        if block.scale and block.scale != scale:
            area = block.area
            where = CellRef(block.file, block.sheet.name, f"{column_letter(area.left)}{area.top}")
            message = (
                f"Sheet '{block.sheet.name}', {area}: amounts in units of {block.scale:,} were brought to units of "
                f"{scale:,}, exactly."
            )
            yield Finding(CHECK, Status.INFORMATION, message, None, (where,))


def mixed_findings(entities: Mapping[str, str], currencies: Mapping[str, str]) -> Iterator[Finding]:
    """Yield that files of one import are not of one company or one currency: their figures do not belong together."""
    first, *others = entities.items() or [("", "")]
    strangers = [each for each in others if not _may_be_one_company(first[1], each[1])]
    for what, names in (("companies", [first, *strangers]), ("currencies", _first_of_each(currencies))):
        if len(names) > 1:
            said = ", ".join(f"{file} names {name}" for file, name in names)
            where = tuple(CellRef(file, "") for file, _ in names)
            message = f"The files are of {len(names)} {what}: {said}. Import them apart."
            yield Finding(CHECK, Status.FAIL, message, None, where)


def _first_of_each(said: Mapping[str, str]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for file, name in said.items():
        first.setdefault(name, file)
    return [(file, name) for name, file in first.items()]


def _may_be_one_company(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(normalised(one), normalised(other)) >= SAME_COMPANY


def merge_findings(notes: Iterable[MergeNote]) -> Iterator[Finding]:
    """Yield what was decided on thin evidence when tables were put together."""
    for note in notes:
        where = (note.where,) if note.where else ()
        if note.is_doubtful:
            rivals = f" It could be {' or '.join(note.rivals)}." if note.rivals else ""
            message = f"'{note.subject}' was taken for {note.decision}: {note.evidence}.{rivals}"
            yield Finding(CHECK, Status.WARNING, message, None, where)
        elif note.step is Step.SIGN:
            message = f"{note.subject} were {note.decision}: {note.evidence}."
            yield Finding(CHECK, Status.INFORMATION, message, None, where)


def figure_findings(stated: Sequence[Stated]) -> Iterator[Finding]:
    """Yield what is peculiar about cells that state figures: errors, formulas without results."""
    for each in stated:
        if each.amount is None:
            message = (
                f"{each.cell}: {_why_unknown(each)}; what depends on it is unknown. Correct the cell, import again."
            )
            yield Finding(CHECK, Status.FAIL, message, None, (each.cell,))
    worked_out = [each for each in stated if each.evaluated and each.amount is not None]
    if worked_out:
        message = f"{len(worked_out)} formulas without a stored result were worked out from the cells they add up."
        yield Finding(CHECK, Status.INFORMATION, message, None, tuple(each.cell for each in worked_out))


def _why_unknown(stated: Stated) -> str:
    raw = stated.raw.strip()[:LONGEST_QUOTED]
    if stated.evaluated:
        return f"the formula {stated.formula} has no stored result and is no sum"
    if word := abbreviated(raw):
        return f"{raw}: {word} of what? Write the figure in the unit of the sheet"
    if amount_in(raw) is not None:
        return f"{raw} has more than {SIGNIFICANT_DIGITS} digits before the point and cannot be told to its last unit"
    return f"'{raw}' is not a number"


def cut_findings(claims: Iterable[Claim]) -> Iterator[Finding]:
    """Yield for each column what was cut from its figures: long decimals that a calculation left."""
    columns: dict[tuple[str, str, int], list[Claim]] = {}
    for claim in claims:
        if claim.cut:
            columns.setdefault((claim.file, claim.sheet, claim.reading.cell.column), []).append(claim)
    for (_, sheet, column), cut in columns.items():
        most = max(cut, key=lambda claim: abs(claim.cut))
        figures = "1 figure has" if len(cut) == 1 else f"{len(cut):,} figures have"
        message = (
            f"Sheet '{sheet}', column {column_letter(column)}: {figures} more decimals than are kept; the most that was "
            f"cut is {plain(abs(most.cut))}, in {most.reading.cell.ref}."
        )
        yield Finding(CHECK, Status.INFORMATION, message, None, (most.ref,))


def _note(message: str, cells: Iterable[tuple[SourceFile, str, str]], status: Status = Status.INFORMATION) -> Finding:
    where = tuple(CellRef(source.name, sheet, cell) for source, sheet, cell in cells)
    return Finding(CHECK, status, message, None, where)
