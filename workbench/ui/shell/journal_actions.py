"""Actions of the entry editor."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from workbench.domain.adjustments import EntryId
from workbench.domain.ledger import Moment
from workbench.errors import WorkbenchError
from workbench.journals.pasted import read_journal
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.journal.helper_dialogs import (
    BalancingDialog,
    IndirectTaxDialog,
    MinoritiesDialog,
    MomentDialog,
    ReclassificationDialog,
    TaxDialog,
)
from workbench.ui.journal.journal_panel import JournalPanel
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.clipboard import read_table
from workbench.ui.toolkit.language import tr

if TYPE_CHECKING:
    from workbench.ui.toolkit.edit_dialog import EditDialog


def show(workspace: Workspace) -> None:
    """Show the entry editor: for the entry or the effect that is current, else for the chosen difference."""
    if workspace.entries.view.hasFocus() and (listed := workspace.entries.current):
        workspace.show_entry(listed.adjustment, EntryId(listed.entry))
        return
    grid, panel = workspace.grid, workspace.journal
    index = grid.currentIndex()
    model = grid.current_model()
    has_grid = workspace.page.isAncestorOf(workspace.focusWidget() or workspace)
    if has_grid and index.isValid() and model.columns[index.column()].kind is ColumnKind.EFFECT:
        show_effect(workspace, index.row(), index.column())
        return
    _show_panel(workspace)
    switches = workspace.adjustments_panel.switches
    chosen = switches.chosen or next(iter(switches.all_chosen), None)  # of a group, its first member
    if chosen is not None and (panel.controller.draft is None or panel.controller.draft.adjustment != chosen.id):
        panel.begin(chosen.id)
    panel.table.setFocus()


def _show_panel(workspace: Workspace) -> None:
    workspace.show_panel("Journal")
    workspace.give_room_below()


def show_effect(workspace: Workspace, row: int, column: int) -> None:
    """Show the entry editor for the effect in one cell of the grid."""
    model = workspace.grid.current_model()
    adjustment, shown = model.columns[column].adjustment, model.rows[row]
    _show_panel(workspace)
    is_leg = shown.total is None and shown.remainder is None and not shown.is_heading
    if is_leg:
        workspace.journal.begin_with_cell(adjustment, *model.cell(model.index(row, column)))
    else:
        workspace.journal.begin(adjustment)
    workspace.journal.table.setFocus()


def in_editor(workspace: Workspace, act: Callable[[JournalPanel], object]) -> None:
    """Apply ``act`` to the entry editor, shown first if it is hidden."""
    if workspace.journal.controller.draft is None or not workspace.journal.isVisible():
        show(workspace)
    act(workspace.journal)


def paste(workspace: Workspace) -> "EditDialog | None":
    """Read the journal on the clipboard, and ask what is not certain about it."""

    def make(panel: JournalPanel) -> "EditDialog | None":
        from workbench.ui.journal.paste_dialog import PasteDialog

        controller = panel.controller
        rows = read_table(QGuiApplication.clipboard())
        read = read_journal(rows, controller.finder.project, controller.finder)
        if not read:
            raise WorkbenchError("The clipboard holds no journal. Copy its rows: account, debit, credit, text.")
        return PasteDialog(read, controller, panel.legs.moments, panel.theme, panel)

    return _open(workspace, make)


def ask_for_tax(workspace: Workspace) -> "EditDialog | None":
    return _open(workspace, lambda panel: TaxDialog(panel.controller, panel))


def ask_for_indirect_tax(workspace: Workspace) -> "EditDialog | None":
    return _open(
        workspace,
        lambda panel: IndirectTaxDialog(panel.controller, max(panel.table.currentIndex().row(), 0), panel),
    )


def ask_for_minorities(workspace: Workspace) -> "EditDialog | None":
    return _open(workspace, lambda panel: MinoritiesDialog(panel.controller, panel))


def ask_for_balancing(workspace: Workspace) -> "EditDialog | None":
    return _open(workspace, lambda panel: BalancingDialog(panel.controller, panel))


def ask_for_reclassification(workspace: Workspace) -> "EditDialog | None":
    return _open(workspace, lambda panel: ReclassificationDialog(panel.controller, panel.legs.moments, panel))


def ask_where_to_copy(workspace: Workspace) -> "EditDialog | None":
    """Ask for the period to which the entry is copied, from the last of its own."""

    def make(panel: JournalPanel) -> MomentDialog | None:
        balances = panel.controller.balances
        if not balances:
            workspace.status.refuse(tr("Choose an entry first."))
            return None
        source = balances[-1].moment
        targets = [moment for moment in panel.controller.ledger.moments if moment != source]
        return MomentDialog(
            tr("Copy the entry to another period"),
            tr("The copy is a new entry, to be checked and posted."),
            panel.controller,
            targets,
            lambda target: panel.copy_to(_like(source, panel), target),
            panel,
        )

    return _open(workspace, make)


def _like(source: Moment, panel: JournalPanel) -> Moment:
    """Return the moment of a balance with both its periods, as the columns have them."""
    alike = (
        moment
        for moment in panel.controller.ledger.moments
        if (moment.duration == source.duration if source.duration else moment.instant == source.instant)
    )
    return next(alike, source)


def ask_where_to_bring_forward(workspace: Workspace) -> "EditDialog | None":
    """Ask for the date to which the balance sheet amounts of the posted entry are brought forward."""

    def make(panel: JournalPanel) -> MomentDialog:
        targets = panel.controller.later_dates
        dialog = MomentDialog(
            tr("Bring the entry forward"),
            tr("Its balance sheet amounts are posted at a later date, too; its result is in retained earnings there."),
            panel.controller,
            targets,
            panel.controller.bring_forward,
            panel,
        )
        dialog.moment.choose(targets[0])
        return dialog

    return _open(workspace, make)


def _open(workspace: Workspace, make: "Callable[[JournalPanel], EditDialog | None]") -> "EditDialog | None":
    """Open a dialog over the entry editor, once what is being typed is accepted."""
    if workspace.journal.controller.draft is None or not workspace.journal.isVisible():
        show(workspace)
    if not workspace.journal.finish_editing():
        return None
    try:
        dialog = make(workspace.journal)
    except WorkbenchError as error:
        from workbench.ui.toolkit.refusals import say_refusal

        workspace.status.refuse(say_refusal(error))
        return None
    if dialog is not None:
        dialog.finished.connect(lambda _: workspace.journal.table.setFocus())
        dialog.open()
    return dialog
