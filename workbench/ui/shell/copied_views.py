"""What is copied as a whole table: the statement, the chart's figures, or the list that has the keyboard."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from workbench.presentation.copied_table import CopiedCell, CopiedTable, as_markdown
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.focus_places import panel_with_keyboard
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.compared_displays import format_shown
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_style import numbers_as_printed
from workbench.ui.toolkit.table_clipboard import put_on_clipboard, table_of_list
from workbench.wording.periods import label
from workbench.wording.titles import title_of


def copy_table(workspace: Workspace) -> None:
    """Copy the whole table in front, for Excel and for Word."""
    _copy(workspace, put_on_clipboard)


def copy_as_markdown(workspace: Workspace) -> None:
    """Copy the whole table in front as Markdown."""
    _copy(workspace, lambda table: QGuiApplication.clipboard().setText(as_markdown(table)))


def _copy(workspace: Workspace, put: Callable[[CopiedTable], object]) -> None:
    table = table_in_front(workspace)
    if table is None:
        workspace.status.show_message(tr("There is no table here. Select a statement, a chart or a list first."))
        return
    put(table)
    workspace.status.show_message(_what_was_copied(table))


def _what_was_copied(table: CopiedTable) -> str:
    size = {"rows": len(table.rows), "columns": len(table.headings)}
    return tr("Copied {title}: {rows} rows, {columns} columns", title=table.title, **size)


def table_in_front(workspace: Workspace) -> CopiedTable | None:
    """Return the table of what has the keyboard; that of the statement if nothing beside it has."""
    panel = panel_with_keyboard(workspace)
    if panel is None:
        return table_of_statement(workspace.grid, workspace)
    if workspace.charts.has_keyboard():
        return workspace.charts.table()
    return table_of_list(panel, panel.accessibleName())


def table_of_statement(grid: StatementGrid, workspace: Workspace) -> CopiedTable:
    """Return the statement as the grid shows it: its columns in their order, without folded lines."""
    model, heading, words = grid.current_model(), grid.horizontalHeader(), window_words()
    shown = [heading.logicalIndex(place) for place in range(model.columnCount())]
    numbers = [number for number in shown if not grid.isColumnHidden(number)]
    columns = [model.columns[number] for number in numbers]
    project, statement = model.table.results.project, workspace.view_state.statement
    period = label(project.periods[workspace.view_state.period], words)
    rows = []
    with numbers_as_printed():
        for number in grid.visible_rows():
            row = model.rows[number]
            is_bold = row.is_heading or row.total is not None
            rows.append(
                tuple(
                    CopiedCell(format_shown(model.table, row, column).text, "", row.depth, is_bold)
                    if column.kind is ColumnKind.CAPTION
                    else CopiedCell(
                        format_shown(model.table, row, column).text, model.typed_text(number, place) or "", 0, is_bold
                    )
                    for place, column in zip(numbers, columns, strict=True)
                )
            )
    return CopiedTable(
        f"{title_of(statement, words)}, {period}",
        tuple(model.table.heading(column, words).name for column in columns),
        tuple(rows),
        frozenset(place for place, column in enumerate(columns) if column.kind is not ColumnKind.CAPTION),
    )
