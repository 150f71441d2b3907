"""Validate: say what was noticed while importing. Findings, never exceptions."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.domain.amounts import decimals_of, grouped
from workbench.domain.findings import ONE_ENTITY, Finding, Status
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.import_report import Step
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says, SourceFile, Stated
from workbench.importing.blocks import Block, SheetReport
from workbench.importing.merge import MergeNote
from workbench.importing.readings import MOST_DECIMALS
from workbench.importing.vocabulary import normalised
from workbench.workbooks import column_letter

CHECK = "import"
MOST_NAMED, MOST_REPEATED = 20, 3
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
        for column in report.left_out:
            status = Status.WARNING if column.reason.is_doubtful else Status.INFORMATION
            name = f"column {column_letter(column.index)} of the table from row {column.first_row}"
            said = f"Sheet '{sheet.name}': {name} {column.reason.value}: its figures were not imported."
            yield _note(said, [(source, sheet.name, sheet.at[place].ref) for place in column.places], status)
    for warning in warnings:
        yield _note(f"{source.name}: the reader remarked: {warning}", [(source, "", "")])


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
            said = " and ".join(f"{file} names {name}" for file, name in names)
            where = tuple(CellRef(file, "") for file, _ in names)
            message = f"The files are of {len(names)} {what}, {said}: import them apart."
            yield Finding(ONE_ENTITY, Status.FAIL, message, None, where)


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


def figure_findings(stated: Sequence[Stated], finely_stated: Container[LineId]) -> Iterator[Finding]:
    """Yield what is peculiar about cells that state figures: errors, formulas without results, binary residue.

    ``finely_stated``: the lines of which some figure has more decimals than a statement prints.
    """
    for each in stated:
        if each.amount is None:
            what = f"'{each.raw[:40]}' is not a number"
            if each.evaluated:
                what = f"the formula {each.formula} has no stored result and is no sum"
            message = f"{each.cell}: {what}; what depends on it is unknown. Correct the cell, import again."
            yield Finding(CHECK, Status.FAIL, message, None, (each.cell,))
        elif each.line in finely_stated and decimals_of(each.amount) > MOST_DECIMALS:
            message = f"{each.cell}: {each.raw} has more digits than a statement prints; kept as it is."
            yield Finding(CHECK, Status.WARNING, message, None, (each.cell,))
    worked_out = [each for each in stated if each.evaluated and each.amount is not None]
    if worked_out:
        message = f"{len(worked_out)} formulas without a stored result were worked out from the cells they add up."
        yield Finding(CHECK, Status.INFORMATION, message, None, tuple(each.cell for each in worked_out))


def repeated_entries(project: Project) -> Iterator[Finding]:
    """Yield which entries of lists are the same: one finding for all that the same lists repeat."""
    alike: dict[tuple[AdjustmentId, LineId, PeriodId, Decimal], list[CellRef]] = {}
    for one in project.stated:
        if one.says is Says.ENTRY and one.amount:
            alike.setdefault((one.of, one.line, one.period, one.amount), []).append(one.cell)
    by_lists: dict[frozenset[tuple[str, str]], list[tuple[str, list[CellRef]]]] = {}
    for (adjustment, line, period, amount), cells in alike.items():
        if len(cells) > 1:
            entry = f"'{project.adjustment_by_id[adjustment].name}' on '{project.line(line).name}'"
            entry += f", {project.periods[period].label}: {grouped(amount)}"
            by_lists.setdefault(frozenset((cell.file, cell.sheet) for cell in cells), []).append((entry, cells))
    for repeated in by_lists.values():
        told = [(entry, cells[:MOST_REPEATED]) for entry, cells in repeated[:MOST_REPEATED]]
        named = "; ".join(f"{entry} in {' and '.join(map(str, cells))}" for entry, cells in told)
        more = f"; and {len(repeated) - len(told)} more" if len(repeated) > len(told) else ""
        message = f"The same entry is listed more than once, and all were counted: {named}{more}. Delete the repeats."
        yield Finding(CHECK, Status.WARNING, message, None, tuple(cell for _, cells in told for cell in cells))


def _note(message: str, cells: Iterable[tuple[SourceFile, str, str]], status: Status = Status.INFORMATION) -> Finding:
    where = tuple(CellRef(source.name, sheet, cell) for source, sheet, cell in cells)
    return Finding(CHECK, status, message, None, where)
