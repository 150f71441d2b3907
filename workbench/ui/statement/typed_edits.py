"""The commands for what was typed, pasted or filled into the cells of a statement."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from workbench.commands import CompoundCommand, Edit, EditEntries, EditFigures, KeepWorkings, RenameLine
from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.statements import FigureKey
from workbench.domain.workings import WorkedCell, Working
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.typed_amounts import NotAnAmount, parse_typed_amount, working_in
from workbench.ui.statement.editing_policy import why_not_editable
from workbench.ui.toolkit.refusals import say_refusal

Place = tuple[int, int]
"""Row and column of a cell."""
NO_WORKINGS: Mapping[Place, str] = MappingProxyType({})


def command_for_text(table: StatementTable, row: Row, column: Column, text: str) -> Edit | CompoundCommand:
    """Return the command that puts typed text into a cell: an amount, with the arithmetic that led to it, or a caption.

    Raises NotAnAmount if the cell cannot be edited or ``text`` is not valid for it.
    """
    if reason := why_not_editable(table, row, column):
        raise NotAnAmount(reason)
    if column.kind is ColumnKind.CAPTION:
        if not text.strip():
            raise NotAnAmount(phrase("A line needs a caption. Enter one."))
        return RenameLine(row.line.id, text.strip())
    amount = parse_amount_in(table, row, text)
    cell, place = (row.line.id, table.period), WorkedCell(row.line.id, table.period, column.adjustment)
    edit: Edit = EditEntries(column.adjustment, {cell: amount}) if column.adjustment else EditFigures({cell: amount})
    workings = _workings_to_keep(table, {place: (amount, working_in(text))})
    if not workings:
        return edit
    return CompoundCommand(edit.describe(table.results.project), (edit, KeepWorkings(workings)))


def command_for_amounts(
    table: StatementTable,
    amounts: Mapping[Place, Decimal | None],
    description: Fact,
    workings: Mapping[Place, str] = NO_WORKINGS,
) -> Edit | CompoundCommand:
    """Return one command that puts ``amounts`` into cells, by row and column number, with their ``workings``.

    ``description`` names it in the history if it is made of several commands.
    """
    figures: dict[FigureKey, Decimal | None] = {}
    entries: dict[AdjustmentId, dict[FigureKey, Decimal | None]] = {}
    for (row, column), amount in amounts.items():
        adjustment = table.columns[column].adjustment
        edited = entries.setdefault(adjustment, {}) if adjustment else figures
        edited[table.rows[row].line.id, table.period] = amount
    commands: list[Edit] = [EditFigures(figures)] if figures else []
    commands += [EditEntries(adjustment, cells) for adjustment, cells in entries.items()]
    worked = {
        WorkedCell(table.rows[row].line.id, table.period, table.columns[column].adjustment): (
            amount,
            workings.get((row, column), ""),
        )
        for (row, column), amount in amounts.items()
    }
    if kept := _workings_to_keep(table, worked):
        commands.append(KeepWorkings(kept))
    return commands[0] if len(commands) == 1 else CompoundCommand(description, tuple(commands))


def _workings_to_keep(
    table: StatementTable, worked: Mapping[WorkedCell, tuple[Decimal | None, str]]
) -> dict[WorkedCell, Working | None]:
    """Return the workings that cells get with these amounts, and None for those that they lose."""
    present = table.results.project.workings
    return {
        cell: Working(typed, amount) if amount is not None and _comes_to(table, cell, typed, amount) else None
        for cell, (amount, typed) in worked.items()
        if typed or cell in present
    }


def _comes_to(table: StatementTable, cell: WorkedCell, typed: str, amount: Decimal) -> bool:
    """True if arithmetic comes to an amount in the line of a cell."""
    try:
        line, scale = table.statement.line_by_id[cell.line], table.results.project.scale
        return bool(typed) and parse_typed_amount(typed, line, scale) == amount
    except NotAnAmount:
        return False


def why_refused(table: StatementTable, row: Row, column: Column, text: str) -> str:
    """Return why ``text`` cannot be entered in a cell; empty if it can."""
    try:
        command_for_text(table, row, column, text).apply(table.results.project)
    except WorkbenchError as error:
        return say_refusal(error)
    return ""


def parse_amount_in(table: StatementTable, row: Row, text: str, *, is_pasted: bool = False) -> Decimal | None:
    """Return the amount that ``text`` means in a row, in the statement's scale; None if it is blank.

    Raises NotAnAmount if it is not an amount.
    """
    return parse_typed_amount(text, row.line, table.results.project.scale, is_pasted=is_pasted)
