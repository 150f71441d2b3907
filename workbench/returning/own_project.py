"""Whether a review workbook is that of the open project, which may have moved on since it was exported."""

from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.exporting.map_sheet import project_mark
from workbench.phrases import phrase
from workbench.returning.own_map import OwnMap

LEAST_SHARE = 0.5
"""The least of the lines and periods in the workbook that a project without a source in common still has."""


def refuse_other_project(project: Project, own: OwnMap, file: str) -> None:
    """Raise WorkbenchError, which names the project, if the workbook was not exported from this one."""
    if belongs(project, own):
        return
    made_from = ", ".join(own.sources.values())
    whose = own.entity or made_from or phrase("another project")
    when = f"{own.exported:%Y-%m-%d}" if own.exported else "?"
    raise WorkbenchError(
        "{file} was exported from another project, {whose}, on {date}. Open that project, and merge it there.",
        file=file,
        whose=whose,
        date=when,
    )


def belongs(project: Project, own: OwnMap) -> bool:
    """True if the workbook rests on a source of the project, or else on the same lines, periods and company."""
    if own.project == project_mark(project):
        return True
    if own.sources.keys() & {source.sha256 for source in project.sources}:
        return True
    wanted = {
        (sheet.statement, row.line, column.period)
        for sheet in own.statement_sheets
        for row in sheet.rows
        if row.kind == "line"
        for column in sheet.columns.values()
        if column.period
    }
    there = {
        (statement.id, line.id, period)
        for statement in project.statements
        for line in statement.lines
        for period in statement.periods
    }
    return own.entity == project.entity and len(wanted & there) >= LEAST_SHARE * max(len(wanted), 1)
