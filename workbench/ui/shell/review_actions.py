"""Actions on what reviewers leave: ticks, cross references, open items, uncorrected differences, thresholds."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from workbench.clock import present_time
from workbench.commands import (
    AddCrossReference,
    AddOpenItem,
    AddTick,
    AddUncorrected,
    AnyCommand,
    ChangeCrossReference,
    ChangeOpenItem,
    ChangeTick,
    ChangeUncorrected,
    CompoundCommand,
    Edit,
    KeepSign,
    RemoveCrossReference,
    RemoveOpenItem,
    RemoveSign,
    RemoveTick,
    RemoveUncorrected,
)
from workbench.commands.cross_references import new_reference_id
from workbench.commands.open_items import new_item_id
from workbench.commands.ticks import TICKED, new_tick_id
from workbench.commands.uncorrected import new_uncorrected_id
from workbench.domain.cross_references import CrossReference, CrossReferenceId, Target
from workbench.domain.facts import fact
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.subjects import (
    CrossReferenceSubject,
    FigureSubject,
    OpenItemSubject,
    Subject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.domain.ticks import Tick, TickId
from workbench.domain.uncorrected import Uncorrected, UncorrectedId
from workbench.presentation.remarks import subject_of_cell, subjects_around
from workbench.presentation.ticks import signs_of, ticks_on
from workbench.ui.records.review_lists import ReviewList
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr, window_words

if TYPE_CHECKING:
    from workbench.ui.records.review_dialogs import (
        CrossReferenceDialog,
        ItemInput,
        OpenItemDialog,
        SignsDialog,
        UncorrectedDialog,
        UncorrectedInput,
    )
    from workbench.ui.records.thresholds_dialog import ThresholdsDialog


# ---- ticks


def offer_ticks(workspace: Workspace) -> QMenu | None:
    """Show a menu of the signs beside what is selected; a sign that all of it has is checked, and is taken off."""
    subjects = _ticked_subjects(workspace)
    if not subjects:
        workspace.status.refuse(tr("Select a figure, a line, a difference or an entry to tick."))
        return None
    project, menu = workspace.document.session.settled, QMenu(workspace)
    menu.setAccessibleName(tr("Ticks"))
    menu.aboutToHide.connect(menu.deleteLater)
    for number, (sign, meaning, _) in enumerate(signs_of(project, window_words()), 1):
        key = f"&{number} " if number < 10 else ""
        action = menu.addAction(f"{key}{sign.replace('&', '&&')}   {meaning.replace('&', '&&')}")
        action.setCheckable(True)
        action.setChecked(all(any(tick.sign == sign for tick in ticks_on(project, each)) for each in subjects))
        action.triggered.connect(lambda _=False, sign=sign: toggle_tick(workspace, sign, subjects))
    menu.addSeparator()
    everywhere = menu.addAction(tr("&Wherever the figure is shown"))
    everywhere.setCheckable(True)
    everywhere.setChecked(workspace.ticks_everywhere)
    everywhere.toggled.connect(lambda is_on: _hold_everywhere(workspace, subjects, is_on=is_on))
    menu.addSeparator()
    menu.addAction(tr("&Tick marks…")).triggered.connect(lambda: ask_for_sign(workspace))
    grid = workspace.grid
    at = grid.visualRect(grid.currentIndex()).bottomLeft()
    menu.popup(grid.viewport().mapToGlobal(at))
    return menu


def toggle_tick(workspace: Workspace, sign: str, subjects: tuple[Subject, ...]) -> None:
    """Put a sign on each of ``subjects``; if all of them have it, take it off."""
    session = workspace.document.session
    project = session.settled
    known = {each: [tick for tick in ticks_on(project, each) if tick.sign == sign] for each in subjects}
    if all(known.values()):
        removed: tuple[Edit, ...] = tuple(RemoveTick(tick.id) for ticks in known.values() for tick in ticks)
        _execute(workspace, removed, "untick-figures", sign)
        return
    first, at, is_everywhere = int(new_tick_id(project)), present_time(), workspace.ticks_everywhere
    lacking = [each for each, ticks in known.items() if not ticks]
    added: tuple[Edit, ...] = tuple(
        AddTick(Tick(TickId(str(number)), sign, each, session.by, at, is_everywhere))
        for number, each in enumerate(lacking, first)
    )
    _execute(workspace, added, "tick-figures", sign)


def _execute(workspace: Workspace, edits: tuple[Edit, ...], key: str, sign: str) -> None:
    command: AnyCommand = edits[0]
    if len(edits) > 1:
        command = CompoundCommand(fact(key, count=len(edits), sign=sign), edits)
    workspace.execute(command)


def _hold_everywhere(workspace: Workspace, subjects: tuple[Subject, ...], *, is_on: bool) -> None:
    """Let the ticks that are put from now on, and those on what is selected, hold everywhere or where they stand."""
    workspace.ticks_everywhere = is_on
    project = workspace.document.session.settled
    ticks = [tick for each in subjects for tick in ticks_on(project, each) if tick.is_everywhere != is_on]
    edits: tuple[Edit, ...] = tuple(replace(ChangeTick.of(tick), is_everywhere=is_on) for tick in ticks)
    if len(edits) == 1:
        workspace.execute(edits[0])
    elif edits:
        workspace.execute(CompoundCommand(fact("change-ticks", count=len(edits)), edits))


def _ticked_subjects(workspace: Workspace) -> tuple[Subject, ...]:
    """Return what is selected: the figures of the selected cells, or what was selected last if it can be ticked."""
    selected = workspace.subject
    if isinstance(selected, FigureSubject) and workspace.grid.hasFocus():
        figures = tuple(dict.fromkeys(_selected_figures(workspace)))
        if len(figures) > 1:
            return figures
    return (selected,) if isinstance(selected, TICKED) else ()


def _selected_figures(workspace: Workspace) -> list[FigureSubject]:
    model, figures = workspace.grid.current_model(), []
    for row, column in workspace.grid.selected_places():
        cell = model.source_cell(row, column)
        if cell is None or not model.display(row, column).text:
            continue
        subject = subject_of_cell(model.statement, cell.table.period, cell.row, cell.column)
        if isinstance(subject, FigureSubject):
            figures.append(subject)
    return figures


def ask_for_sign(workspace: Workspace) -> "SignsDialog":
    """Open the dialog for signs of the user's own."""
    from workbench.ui.records.review_dialogs import SignsDialog

    session = workspace.document.session
    dialog = SignsDialog(
        session.settled.own_signs.items(),
        lambda sign, meaning: session.execute(KeepSign(sign, meaning)),
        lambda sign: session.execute(RemoveSign(sign)),
        workspace,
    )
    dialog.open()
    return dialog


# ---- what is added


def add_reference(workspace: Workspace) -> "CrossReferenceDialog":
    """Open the dialog for a cross reference from what is selected."""
    from workbench.ui.records.review_dialogs import CrossReferenceDialog

    session = workspace.document.session

    def take(subject: Subject, target: Target, remark: str) -> None:
        key = new_reference_id(session.settled)
        session.execute(AddCrossReference(CrossReference(key, subject, target, session.by, present_time(), remark)))

    subjects = subjects_around(session.settled, workspace.subject)
    dialog = CrossReferenceDialog(session.settled, subjects, None, take, workspace)
    dialog.open()
    return dialog


def add_item(workspace: Workspace) -> "OpenItemDialog":
    """Open the dialog for an open item about what is selected."""
    from workbench.ui.records.review_dialogs import OpenItemDialog

    session = workspace.document.session

    def take(typed: "ItemInput") -> None:
        key = new_item_id(session.settled)
        item = OpenItem(key, typed.text, typed.raised_by, present_time(), typed.for_whom, typed.amount)
        session.execute(AddOpenItem(replace(item, subject=typed.subject)))

    subjects = subjects_around(session.settled, workspace.subject)
    dialog = OpenItemDialog(session.settled, subjects, None, session.by, take, workspace)
    dialog.open()
    return dialog


def add_uncorrected(workspace: Workspace) -> "UncorrectedDialog":
    """Open the dialog for a difference that is left unadjusted in the period shown."""
    from workbench.ui.records.review_dialogs import UncorrectedDialog

    session = workspace.document.session

    def take(typed: "UncorrectedInput") -> None:
        key = new_uncorrected_id(session.settled)
        left = Uncorrected(key, typed.text, typed.period, typed.reason, session.by, present_time())
        session.execute(AddUncorrected(replace(left, profit=typed.profit, equity=typed.equity)))

    dialog = UncorrectedDialog(session.settled, None, workspace.view_state.period, take, workspace)
    dialog.open()
    return dialog


def ask_for_thresholds(workspace: Workspace) -> "ThresholdsDialog":
    """Open the dialog for the thresholds."""
    from workbench.ui.records.thresholds_dialog import ThresholdsDialog

    session = workspace.document.session
    dialog = ThresholdsDialog(session.settled_results, session.execute, workspace)
    dialog.open()
    return dialog


# ---- what is current in the panel


def show(workspace: Workspace) -> None:
    """Show the panel."""
    workspace.show_panel("Review")


def edit(workspace: Workspace) -> "OpenItemDialog | UncorrectedDialog | CrossReferenceDialog | QMenu | None":
    """Open the dialog for what is current in the panel; of a tick, lead to it and offer the signs."""
    match _find_current(workspace):
        case OpenItemSubject(item):
            return _edit_item(workspace, workspace.document.session.settled.open_items[OpenItemId(item)])
        case UncorrectedSubject(left):
            return _edit_uncorrected(workspace, workspace.document.session.settled.uncorrected[UncorrectedId(left)])
        case CrossReferenceSubject(reference):
            references = workspace.document.session.settled.cross_references
            return _edit_reference(workspace, references[CrossReferenceId(reference)])
        case TickSubject(tick):
            workspace.go_to(workspace.document.session.settled.ticks[TickId(tick)].subject)
            return offer_ticks(workspace)
    return None


def _edit_item(workspace: Workspace, known: OpenItem) -> "OpenItemDialog":
    from workbench.ui.records.review_dialogs import OpenItemDialog

    session = workspace.document.session

    def take(typed: "ItemInput") -> None:
        session.execute(replace(ChangeOpenItem.of(known), **typed._asdict()))

    subjects = subjects_around(session.settled, known.subject)
    dialog = OpenItemDialog(session.settled, subjects, known, session.by, take, workspace)
    dialog.open()
    return dialog


def _edit_uncorrected(workspace: Workspace, known: Uncorrected) -> "UncorrectedDialog":
    from workbench.ui.records.review_dialogs import UncorrectedDialog

    session = workspace.document.session

    def take(typed: "UncorrectedInput") -> None:
        session.execute(ChangeUncorrected(known.id, *typed))

    dialog = UncorrectedDialog(session.settled, known, known.period, take, workspace)
    dialog.open()
    return dialog


def _edit_reference(workspace: Workspace, known: CrossReference) -> "CrossReferenceDialog":
    from workbench.ui.records.review_dialogs import CrossReferenceDialog

    session = workspace.document.session

    def take(_: Subject, target: Target, remark: str) -> None:
        session.execute(ChangeCrossReference(known.id, target, remark))

    dialog = CrossReferenceDialog(session.settled, (known.subject,), known, take, workspace)
    dialog.open()
    return dialog


def close_item(workspace: Workspace) -> None:
    """Close the current open item, or open it again: answered, if it has an answer."""
    current = workspace.review.current if workspace.review.choice.chosen is ReviewList.ITEMS else None
    if not isinstance(current, OpenItemSubject):
        _show_first(workspace, tr("Select an open item first."))
        return
    known = workspace.document.session.settled.open_items[OpenItemId(current.item)]
    reopened = OpenItemStatus.ANSWERED if known.answer else OpenItemStatus.OPEN
    status = reopened if known.status is OpenItemStatus.CLOSED else OpenItemStatus.CLOSED
    workspace.execute(replace(ChangeOpenItem.of(known), status=status))


def delete(workspace: Workspace) -> None:
    """Delete what is current in the panel: an open item, an uncorrected difference, a tick or a cross reference."""
    match _find_current(workspace):
        case OpenItemSubject(item):
            workspace.execute(RemoveOpenItem(OpenItemId(item)))
        case UncorrectedSubject(left):
            workspace.execute(RemoveUncorrected(UncorrectedId(left)))
        case CrossReferenceSubject(reference):
            workspace.execute(RemoveCrossReference(CrossReferenceId(reference)))
        case TickSubject(tick):
            workspace.execute(RemoveTick(TickId(tick)))


def _find_current(workspace: Workspace) -> Subject | None:
    """Return what is current in the panel; if there is nothing, show the panel and say so."""
    current = workspace.review.current
    if current is None:
        _show_first(workspace, tr("Select a row of the review first."))
    return current


def _show_first(workspace: Workspace, why: str) -> None:
    workspace.show_panel("Review")
    workspace.status.refuse(why)
