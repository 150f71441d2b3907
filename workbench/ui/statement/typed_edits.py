"""The commands for what was typed, pasted or filled into the cells of a statement."""

from collections.abc import Mapping
from decimal import Decimal

from workbench.commands import CompoundCommand, Edit, EditEntries, EditFigures, RenameLine
from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.statements import FigureKey
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.typed_amounts import NotAnAmount, parse_typed_amount
from workbench.ui.statement.editing_policy import why_not_editable
from workbench.ui.toolkit.refusals import say_refusal


def command_for_text(table: StatementTable, row: Row, column: Column, text: str) -> Edit:
    """Return the command that puts typed text into a cell: an amount or a caption.

    Raises NotAnAmount if the cell cannot be edited or ``text`` is not valid for it.
    """
    if reason := why_not_editable(table, row, column):
        raise NotAnAmount(reason)
    if column.kind is ColumnKind.CAPTION:
        if not text.strip():
            raise NotAnAmount(phrase("A line needs a caption. Enter one."))
        return RenameLine(row.line.id, text.strip())
    amount = parse_amount_in(table, row, text)
    cell = (row.line.id, table.period)
    return EditEntries(column.adjustment, {cell: amount}) if column.adjustment else EditFigures({cell: amount})


def command_for_amounts(
    table: StatementTable, amounts: Mapping[tuple[int, int], Decimal | None], description: Fact
) -> Edit | CompoundCommand:
    """Return one command that puts ``amounts`` into cells, by row and column number.

    ``description`` names it in the history if it edits both figures and entries, or entries of several adjustments.
    """
    figures: dict[FigureKey, Decimal | None] = {}
    entries: dict[AdjustmentId, dict[FigureKey, Decimal | None]] = {}
    for (row, column), amount in amounts.items():
        adjustment = table.columns[column].adjustment
        edited = entries.setdefault(adjustment, {}) if adjustment else figures
        edited[table.rows[row].line.id, table.period] = amount
    commands: list[Edit] = [EditFigures(figures)] if figures else []
    commands += [EditEntries(adjustment, cells) for adjustment, cells in entries.items()]
    return commands[0] if len(commands) == 1 else CompoundCommand(description, tuple(commands))


def why_refused(table: StatementTable, row: Row, column: Column, text: str) -> str:
    """Return why ``text`` cannot be entered in a cell; empty if it can."""
    try:
        command_for_text(table, row, column, text).apply(table.results.project)
    except WorkbenchError as error:
        return say_refusal(error)
    return ""


def parse_amount_in(table: StatementTable, row: Row, text: str) -> Decimal | None:
    """Return the amount that ``text`` means in a row, in the statement's scale; None if it is blank.

    Raises NotAnAmount if it is not an amount.
    """
    return parse_typed_amount(text, row.line, table.results.project.scale)
