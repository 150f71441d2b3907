"""Actions on the list of differences."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    CompoundCommand,
    DescribeAdjustment,
    GroupAdjustments,
    RemoveAdjustment,
    SetNature,
)
from workbench.domain.adjustments import Adjustment, Nature, Readiness
from workbench.domain.facts import fact
from workbench.domain.project import Project
from workbench.phrases import listing
from workbench.ui.adjustments.difference_dialog import DifferenceDialog, copy_of, new_adjustment
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import language_of_window, tr, tr_count, window_words
from workbench.ui.toolkit.messages import ask_about_deleting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from workbench.catalogue.differences import KindOfDifference, Occasion
    from workbench.domain.ids import KindId
    from workbench.ui.adjustments.catalogue_dialog import CatalogueDialog
    from workbench.ui.adjustments.group_dialog import GroupDialog
    from workbench.ui.adjustments.scenario_dialog import ScenarioDialog

MOST_NAMES = 4
"""More differences than this are not named when they are to be deleted together, but counted."""


def _find_chosen(workspace: Workspace) -> Adjustment | None:
    """Return the difference chosen in the list, without what is still being written; if there is none, say so."""
    chosen = workspace.adjustments_panel.switches.chosen
    if chosen is None:
        _say_to_select(workspace)
        return None
    return workspace.document.session.settled.adjustment_by_id[chosen.id]


def _find_all_chosen(workspace: Workspace) -> tuple[Adjustment, ...]:
    """Return the differences selected in the list, those of a selected group included; if there are none, say so."""
    chosen = workspace.adjustments_panel.switches.all_chosen
    if not chosen:
        _say_to_select(workspace)
    known = workspace.document.session.settled.adjustment_by_id
    return tuple(known[adjustment.id] for adjustment in chosen)


def _say_to_select(workspace: Workspace) -> None:
    workspace.status.refuse(tr("Select a difference in the list of differences first."))


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


def add_from_catalogue(workspace: Workspace, kind: "KindId | None" = None) -> "CatalogueDialog | None":
    """Open the catalog, at ``kind`` if one is given; it is added with its usual entry, begun in the entry editor.

    Not while another entry is being written there, which would be in its place.
    """
    from workbench.ui.adjustments.catalogue_dialog import CatalogueDialog

    if not workspace.may_leave_entry():
        return None
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
        rows = proposed_rows(kind, occasion, finder, language_of_window())
        workspace.journal.add_proposed(added.id, rows, "")

    dialog = CatalogueDialog(finder, add_kind, workspace)
    if kind is not None:
        dialog.choose(kind)
        dialog.begin_with(dialog.name)
    dialog.open()
    return dialog


def switch(workspace: Workspace) -> None:
    """Switch the selected difference on or off."""
    if chosen := _find_chosen(workspace):
        workspace.adjustments_panel.toggle(chosen.id)


def rename(workspace: Workspace) -> None:
    """Open the editor of the name of the selected difference, in the list of differences."""
    if _find_chosen(workspace):
        workspace.show_panel("Adjustments")
        switches = workspace.adjustments_panel.switches
        switches.setFocus()
        switches.edit(switches.currentIndex())


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
    """Delete the selected differences; ask first if there are several, or something hangs on the only one.

    Not while an entry of one of them is being written.
    """
    chosen = _find_all_chosen(workspace)
    draft = workspace.journal.controller.draft
    if draft and draft.adjustment in {known.id for known in chosen} and not workspace.may_leave_entry():
        return None
    hangs = list(say_what_hangs_on(workspace.document.session.settled, chosen))
    if not chosen or (len(chosen) == 1 and not hangs):
        for adjustment in chosen:
            workspace.execute(RemoveAdjustment(adjustment.id))
        return None
    return ask_about_deleting(workspace, _name_of(chosen), hangs, lambda: workspace.execute(_removal_of(chosen)))


def say_what_hangs_on(project: Project, adjustments: Collection[Adjustment]) -> Iterator[str]:
    """Yield what is deleted with differences."""
    keys = {adjustment.id for adjustment in adjustments}
    if entries := sum(len(adjustment.entries) for adjustment in adjustments):
        yield tr_count("{count} journal entry", "{count} journal entries", entries)
    if any(figure.role.is_of_an_adjustment and figure.adjustment in keys for figure in project.source_figures):
        yield tr("the cells of its sources") if len(keys) == 1 else tr("the cells of their sources")
    if notes := sum(bool(adjustment.note) for adjustment in adjustments):
        yield tr("its note") if len(keys) == 1 else tr_count("{count} note", "{count} notes", notes)


def _name_of(adjustments: Sequence[Adjustment]) -> str:
    if len(adjustments) > MOST_NAMES:
        return tr_count("{count} difference", "{count} differences", len(adjustments))
    return listing([adjustment.name for adjustment in adjustments], window_words(), may_have_commas=True)


def _removal_of(adjustments: Sequence[Adjustment]) -> AnyCommand:
    removals = tuple(RemoveAdjustment(adjustment.id) for adjustment in adjustments)
    if len(removals) == 1:
        return removals[0]
    return CompoundCommand(fact("remove-adjustments", count=len(removals)), removals)


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

    session, chosen = workspace.document.session, _find_all_chosen(workspace)
    if not chosen:
        return None
    dialog = GroupDialog(session.settled, chosen, session.execute, workspace)
    dialog.open()
    return dialog


def keep_scenario(workspace: Workspace) -> "ScenarioDialog":
    """Show the scenarios, and ask for the name of the present switches."""
    workspace.show_panel("Scenarios")
    return workspace.scenarios.ask_to_keep()


def ungroup(workspace: Workspace) -> None:
    """Take the selected differences out of their groups."""
    if chosen := _find_all_chosen(workspace):
        workspace.execute(GroupAdjustments(tuple(member.id for member in chosen), ""))
