"""What would be imported, in rows: statements, differences, and the changes to the open project."""

from collections.abc import Sequence

from workbench.domain.import_report import CellUse
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import LineRole
from workbench.importing.report.comparison import ChangeKind, ImportChange
from workbench.presentation.names import name_of_statement
from workbench.ui.toolkit.language import tr_fact

CHANGE_NAMES = {
    ChangeKind.CHANGED: "Changed",
    ChangeKind.NEW: "New",
    ChangeKind.GONE: "Gone",
    ChangeKind.READ_AS: "Read otherwise",
    ChangeKind.MOVED: "Moved",
    ChangeKind.EDITED: "Edit given up",
}
STATEMENT_HEADINGS = ("Statement", "Reconciled", "Not reconciled", "Lines", "Totals")
ADJUSTMENT_HEADINGS = ("Difference", "Periods", "Entries")
CHANGE_HEADINGS = ("Change", "Where", "What", "Was", "Is now")
IGNORED_HEADINGS = ("Ignored", "Cells", "Because")


def statement_rows(project: Project) -> list[tuple[str, ...]]:
    """Return each statement with its reconciled and other periods and the numbers of its lines and totals."""
    rows: list[tuple[str, ...]] = []
    for statement in project.statements:
        labels = {period: project.periods[period].short_label for period in statement.periods}
        reconciled = ", ".join(labels[period] for period in statement.periods if period in statement.reconciled)
        others = ", ".join(labels[period] for period in statement.periods if period not in statement.reconciled)
        lines = sum(1 for line in statement.lines if line.role is not LineRole.HEADING)
        rows.append((name_of_statement(statement.kind), reconciled, others, f"{lines:,}", f"{len(statement.totals):,}"))
    return rows


def adjustment_rows(project: Project) -> list[tuple[str, ...]]:
    """Return each difference with the periods that state it and the number of its entries."""
    rows: list[tuple[str, ...]] = []
    for adjustment in project.adjustments:
        periods = dict.fromkeys(
            project.periods[period].short_label
            for statement in project.statements
            for period in statement.periods
            if (statement.id, period) in adjustment.stated_for
        )
        rows.append((adjustment.name, ", ".join(periods), f"{len(adjustment.entries):,}"))
    return rows


def change_rows(changes: Sequence[ImportChange]) -> list[tuple[str, ...]]:
    """Return each change with its cell; the file is named only where there are several."""
    has_several_files = len({change.cell.file for change in changes if change.cell}) > 1

    def where(cell: CellRef | None) -> str:
        if cell is None:
            return ""
        return str(cell) if has_several_files else f"{cell.sheet}!{cell.cell}"

    return [
        (CHANGE_NAMES[change.kind], where(change.cell), change.subject, change.was, change.now) for change in changes
    ]


def ignored_rows(project: Project) -> list[tuple[str, ...]]:
    """Return the ignored cells by sheet and reason, with their number."""
    return [
        (f"{cells.sheet}!{', '.join(cells.areas)}", f"{cells.count:,}", tr_fact(cells.reason))
        for cells in project.import_report.cells
        if cells.use is CellUse.IGNORED
    ]
