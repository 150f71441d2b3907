"""Actions on the list of differences."""

from typing import TYPE_CHECKING

from workbench.commands import AddAdjustment, DescribeAdjustment, GroupAdjustments, RemoveAdjustment, SetNature
from workbench.domain.adjustments import Adjustment, Nature, Readiness
from workbench.ui.adjustments.difference_dialog import DifferenceDialog, copy_of, new_adjustment
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr, tr_count
from workbench.ui.toolkit.messages import ask_about_deleting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from workbench.catalogue.differences import KindOfDifference, Occasion
    from workbench.ui.adjustments.catalogue_dialog import CatalogueDialog
    from workbench.ui.adjustments.group_dialog import GroupDialog


def _find_chosen(workspace: Workspace) -> Adjustment | None:
    """Return the difference chosen in the list, without what is still being written; if there is none, say so."""
    chosen = workspace.adjustments_panel.switches.chosen
    if chosen is None:
        workspace.status.refuse(tr("Select a difference in the list of differences first."))
        return None
    return workspace.document.session.settled.adjustment_by_id[chosen.id]


def add(workspace: Workspace) -> DifferenceDialog:
    """Open the dialog for a new difference, which is then chosen in the list."""
    session, panel = workspace.document.session, workspace.adjustments_panel

    def execute(command: object) -> None:
        assert isinstance(command, AddAdjustment)
        session.execute(command)
        panel.switches.choose(command.adjustment.id)
        panel.switches.setFocus()

    dialog = DifferenceDialog(session.settled, None, execute, workspace)
    dialog.open()
    return dialog


def add_from_catalogue(workspace: Workspace) -> "CatalogueDialog":
    """Open the catalog; the chosen kind is added, and its usual entry is begun in the entry editor."""
    from workbench.ui.adjustments.catalogue_dialog import CatalogueDialog

    session, panel, finder = (
        workspace.document.session,
        workspace.adjustments_panel,
        workspace.journal.controller.finder,
    )

    def add_kind(kind: "KindOfDifference", name: str, occasion: "Occasion") -> None:
        from workbench.journals.proposals import proposed_rows, standards_in

        added = new_adjustment(session.settled, name).with_attributes(
            kind=kind.id, nature=kind.nature, note=kind.note, standards=standards_in(kind, session.settled)
        )
        session.execute(AddAdjustment(added))
        panel.switches.choose(added.id)
        workspace.show_panel("Journal")
        workspace.give_room_below()
        workspace.journal.add_proposed(added.id, proposed_rows(kind, occasion, finder), "")

    dialog = CatalogueDialog(finder, add_kind, workspace)
    dialog.open()
    return dialog


def edit_details(workspace: Workspace) -> DifferenceDialog | None:
    """Open the dialog for the chosen difference."""
    session, chosen = workspace.document.session, _find_chosen(workspace)
    if chosen is None:
        return None
    dialog = DifferenceDialog(session.settled, chosen, session.execute, workspace)
    dialog.open()
    return dialog


def duplicate(workspace: Workspace) -> None:
    """Add a copy of the chosen difference, with its entries."""
    chosen = _find_chosen(workspace)
    if chosen is not None:
        copy = copy_of(workspace.document.session.settled, chosen)
        workspace.execute(AddAdjustment(copy))
        workspace.adjustments_panel.switches.choose(copy.id)


def delete(workspace: Workspace) -> "QMessageBox | None":
    """Delete the chosen difference; ask first if it has entries or sources state it."""
    chosen = _find_chosen(workspace)
    if chosen is None:
        return None
    project = workspace.document.session.settled
    is_stated = any(
        figure.role.is_of_an_adjustment and figure.adjustment == chosen.id for figure in project.source_figures
    )
    if not chosen.entries and not is_stated and not chosen.note:
        workspace.execute(RemoveAdjustment(chosen.id))
        return None
    hangs = (
        [tr_count("{count} journal entry", "{count} journal entries", len(chosen.entries))] if chosen.entries else []
    )
    hangs += [tr("the cells of its sources")] if is_stated else []
    hangs += [tr("its note")] if chosen.note else []
    return ask_about_deleting(workspace, chosen.name, hangs, lambda: workspace.execute(RemoveAdjustment(chosen.id)))


def set_nature(workspace: Workspace, nature: str) -> None:
    """Set the nature of the difference chosen in the list; "": it is not known."""
    adjustment = _find_chosen(workspace)
    if adjustment is not None:
        workspace.execute(SetNature(adjustment.id, Nature(nature) if nature else None))
    workspace.changed.emit()  # the menu has already marked what was chosen, also where that changes nothing


def toggle_ready(workspace: Workspace) -> None:
    """Mark the chosen difference as ready for review, or as a draft again."""
    chosen = _find_chosen(workspace)
    if chosen is not None:
        readiness = Readiness.READY if chosen.readiness is Readiness.DRAFT else Readiness.DRAFT
        edit = DescribeAdjustment(chosen.id, chosen.standards, chosen.note, readiness, chosen.kind)
        workspace.execute(edit)
    workspace.changed.emit()


def ask_for_group(workspace: Workspace) -> "GroupDialog | None":
    """Open the dialog for the group of the selected differences."""
    from workbench.ui.adjustments.group_dialog import GroupDialog

    session, chosen = workspace.document.session, workspace.adjustments_panel.switches.all_chosen
    if not chosen:
        workspace.status.refuse(tr("Select a difference in the list of differences first."))
        return None
    dialog = GroupDialog(session.settled, chosen, session.execute, workspace)
    dialog.open()
    return dialog


def ungroup(workspace: Workspace) -> None:
    """Take the selected differences out of their groups."""
    chosen = workspace.adjustments_panel.switches.all_chosen
    if chosen:
        workspace.execute(GroupAdjustments(tuple(member.id for member in chosen), ""))
