"""What would be imported, in rows: statements, differences, and the changes to the open project."""

from collections.abc import Sequence

from workbench.domain.import_report import CellUse
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import LineRole
from workbench.importing.report.comparison import ChangeKind, ImportChange
from workbench.phrases import phrase
from workbench.ui.assistant.descriptions import list_texts
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.wording.names import name_of_statement
from workbench.wording.periods import short_label

CHANGE_NAMES = {
    ChangeKind.CHANGED: phrase("Changed"),
    ChangeKind.NEW: phrase("New"),
    ChangeKind.GONE: phrase("Removed"),
    ChangeKind.READ_AS: phrase("Read differently"),
    ChangeKind.MOVED: phrase("Moved"),
    ChangeKind.EDITED: phrase("Edit dropped"),
}
STATEMENT_HEADINGS = (
    phrase("Statement"),
    phrase("Reconciled"),
    phrase("Not reconciled"),
    phrase("Lines"),
    phrase("Totals"),
)
RECONCILED, NOT_RECONCILED = 1, 2
"""The columns of the statements table that list periods."""
ADJUSTMENT_HEADINGS = (phrase("Difference"), phrase("Periods"), phrase("Entries"))
CHANGE_HEADINGS = (phrase("Change"), phrase("Where"), phrase("What"), phrase("Was"), phrase("Now"))
IGNORED_HEADINGS = (phrase("Ignored"), phrase("Cells"), phrase("Reason"))


def statement_rows(project: Project) -> list[tuple[str, ...]]:
    """Return each statement with its reconciled and other periods and its numbers of lines and totals."""
    rows: list[tuple[str, ...]] = []
    words = window_words()
    for statement in project.statements:
        labels = {period: short_label(project.periods[period], words) for period in statement.periods}
        reconciled = list_texts(labels[period] for period in statement.periods if period in statement.reconciled)
        others = list_texts(labels[period] for period in statement.periods if period not in statement.reconciled)
        lines = sum(1 for line in statement.lines if line.role is not LineRole.HEADING)
        name = name_of_statement(statement.kind, words)
        rows.append((name, reconciled, others, f"{lines:,}", f"{len(statement.totals):,}"))
    return rows


def adjustment_rows(project: Project) -> list[tuple[str, ...]]:
    """Return each difference with the periods that state it and its number of entries."""
    rows: list[tuple[str, ...]] = []
    for adjustment in project.adjustments:
        periods = dict.fromkeys(
            short_label(project.periods[period], window_words())
            for statement in project.statements
            for period in statement.periods
            if (statement.id, period) in adjustment.stated_for
        )
        rows.append((adjustment.name, list_texts(periods), f"{len(adjustment.entries):,}"))
    return rows


def change_rows(changes: Sequence[ImportChange]) -> list[tuple[str, ...]]:
    """Return each change with its cell; the file is named only if there are several."""
    has_several_files = len({change.cell.file for change in changes if change.cell}) > 1

    def where(cell: CellRef | None) -> str:
        if cell is None:
            return ""
        return str(cell) if has_several_files else f"{cell.sheet}!{cell.cell}"

    return [
        (
            tr(CHANGE_NAMES[change.kind]),
            where(change.cell),
            tr_fact(change.subject),
            tr_fact(change.was),
            tr_fact(change.now),
        )
        for change in changes
    ]


def ignored_rows(project: Project) -> list[tuple[str, ...]]:
    """Return the ignored cells by sheet and reason, with their number."""
    return [
        (f"{cells.sheet}!{list_texts(cells.areas)}", f"{cells.count:,}", tr_fact(cells.reason))
        for cells in project.import_report.cells
        if cells.use is CellUse.IGNORED
    ]
