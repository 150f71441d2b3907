"""Differences, entries, comments and conclusions: the Reconciliation menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import (
    comparative_actions,
    difference_actions,
    document_actions,
    in_editor,
    journal_actions,
    on_document,
    remark_actions,
    review_actions,
    view_actions,
)
from workbench.ui.shell.action_lists.menus import (
    COMMENTS_MENU,
    COMPLETENESS,
    DIFFERENCE,
    ENTRIES,
    ENTRY,
    ENTRY_HELPERS,
    EVIDENCE_MENU,
    FINDINGS,
    GRID,
    HISTORY,
    LEGS,
    LINE,
    NATURES,
    RECONCILIATION,
    REMARKS,
    REVIEW,
    REVIEWED,
    SWITCHES,
    TOTALS,
)
from workbench.ui.shell.action_records import Action, Place

ACTIONS = (
    Action(
        "all_on", phrase("All differences &on"), phrase("Switch every difference on"),
        on_document(lambda workspace: workspace.adjustments_panel.switch_all_on()),
        (Place(RECONCILIATION, 3),), keys=("Ctrl+Shift+A",),
    ),
    Action(
        "all_off", phrase("All differences o&ff"),
        phrase("Switch every difference off, leaving the figures as reported"),
        on_document(lambda workspace: workspace.adjustments_panel.switch_all_off()),
        (Place(RECONCILIATION, 3),), keys=("Ctrl+Shift+O",),
    ),
    Action(
        "keep_scenario", phrase("&Keep as a scenario…"), phrase("Keep the present switches under a name"),
        on_document(lambda workspace: difference_actions().keep_scenario(workspace)),
        (Place(RECONCILIATION, 3),), keys=("Ctrl+Shift+P",),
    ),
    Action(
        "scenarios", phrase("Scenar&ios"), phrase("Show the key totals under each scenario side by side"),
        on_document(lambda workspace: workspace.show_panel("Scenarios")),
        (Place(RECONCILIATION, 3),),
    ),
    Action(
        "new_difference", phrase("Ne&w difference…"), phrase("Add a difference between the frameworks"),
        on_document(lambda workspace: difference_actions().add(workspace)),
        (Place(RECONCILIATION, 1), Place(SWITCHES)),
    ),
    Action(
        "new_from_catalogue", phrase("New from the ca&talog…"),
        phrase("Add a difference of a common kind, with the entries that it usually has"),
        on_document(lambda workspace: difference_actions().add_from_catalogue(workspace)),
        (Place(RECONCILIATION, 1), Place(SWITCHES)),
    ),
    Action(
        "unlock_comparative", phrase("Un&lock comparatives…"),
        phrase("Let the figures of an earlier project be edited, or lock them again"),
        on_document(lambda workspace: comparative_actions().unlock(workspace)),
        (Place(RECONCILIATION, 4),),
    ),
    Action(
        "take_new_comparatives", phrase("Take the new com&paratives…"),
        phrase("Replace what was published last with what the new workbook states, for a reason"),
        on_document(lambda workspace: comparative_actions().take_new_comparatives(workspace)),
        (Place(RECONCILIATION, 4),),
    ),
    Action(
        "switch_difference", phrase("Swit&ch on or off"), phrase("Switch the selected difference (Space in the list)"),
        on_document(lambda workspace: difference_actions().switch(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 1)),
    ),
    Action(
        "rename_difference", phrase("Rena&me"), phrase("Rename the selected difference (F2 in the list)"),
        on_document(lambda workspace: difference_actions().rename(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 1)),
    ),
    Action(
        "difference_details", phrase("Det&ails…"),
        phrase("Edit the name, the group, the nature, the standards, the status and the note"),
        on_document(lambda workspace: difference_actions().edit_details(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 2)),
    ),
    Action(
        "ready", phrase("Read&y for review"), phrase("The selected difference is ready; otherwise it is a draft"),
        on_document(lambda workspace: difference_actions().toggle_ready(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 2)), is_checkable=True,
    ),
    Action(
        "duplicate_difference", phrase("Dup&licate"), phrase("Add a copy of the selected difference with its entries"),
        on_document(lambda workspace: difference_actions().duplicate(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 2)),
    ),
    Action(
        "group_differences", phrase("&Group…"), phrase("List the selected differences under one switch"),
        on_document(lambda workspace: difference_actions().ask_for_group(workspace)),
        (Place(DIFFERENCE, 2), Place(SWITCHES, 2)),
    ),
    Action(
        "ungroup_differences", phrase("Ungr&oup"), phrase("Take the selected differences out of their group"),
        on_document(lambda workspace: difference_actions().ungroup(workspace)),
        (Place(DIFFERENCE, 2), Place(SWITCHES, 2)),
    ),
    Action(
        "difference_up", phrase("Move &up"), phrase("Move the selected difference or group up in the list"),
        on_document(lambda workspace: workspace.adjustments_panel.move_chosen(-1)),
        (Place(DIFFERENCE, 3), Place(SWITCHES, 2)),
    ),
    Action(
        "difference_down", phrase("Mo&ve down"), phrase("Move the selected difference or group down in the list"),
        on_document(lambda workspace: workspace.adjustments_panel.move_chosen(1)),
        (Place(DIFFERENCE, 3), Place(SWITCHES, 2)),
    ),
    Action(
        "delete_difference", phrase("&Delete…"), phrase("Delete the selected difference with its entries"),
        on_document(lambda workspace: difference_actions().delete(workspace)),
        (Place(DIFFERENCE, 4), Place(SWITCHES, 2)),
    ),
    Action(
        "journal", phrase("Entr&ies of the difference"),
        phrase("Write journal entries of the selected difference, or of the current effect; or edit the listed entry"),
        on_document(lambda workspace: journal_actions().show(workspace)),
        (Place(ENTRY, 1), Place(SWITCHES), Place(GRID), Place(ENTRIES)), keys=("F7",),
    ),
    Action(
        "new_entry", phrase("&New entry"), phrase("Begin another entry of the same difference"),
        in_editor(lambda panel: panel.new_entry()), (Place(ENTRY, 1),), keys=("Ctrl+Shift+N",),
    ),
    Action(
        "paste_journal", phrase("&Paste a journal…"),
        phrase("Paste entries copied from Excel or an accounting system: account, debit, credit, text"),
        on_document(lambda workspace: journal_actions().paste(workspace)),
        (Place(ENTRY, 1),), keys=("Ctrl+Shift+J",),
    ),
    Action(
        "post_entry", phrase("P&ost"), phrase("Post the entry if it balances"),
        in_editor(lambda panel: panel.post()), (Place(ENTRY, 1), Place(LEGS, 2)), keys=("F9",),
    ),
    Action(
        "post_open_entry", phrase("Post as open"), phrase("Post the entry although it does not balance"),
        in_editor(lambda panel: panel.post_as_open()), (Place(ENTRY, 1), Place(LEGS, 2)), keys=("Shift+F9",),
    ),
    Action(
        "tax", phrase("&Tax at a rate…"), phrase("Add deferred tax and the tax on the result"),
        on_document(lambda workspace: journal_actions().ask_for_tax(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "indirect_tax", phrase("&Indirect tax (VAT)…"), phrase("Take the indirect tax out of an amount"),
        on_document(lambda workspace: journal_actions().ask_for_indirect_tax(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "minorities", phrase("&Non-controlling interests…"), phrase("Add their share of the result"),
        on_document(lambda workspace: journal_actions().ask_for_minorities(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "balance_entry", phrase("&Balancing line…"),
        phrase("Put what is open on retained earnings, paid-in capital, OCI or another line"),
        on_document(lambda workspace: journal_actions().ask_for_balancing(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "reclassify", phrase("&Reclassification…"), phrase("Move an amount between two lines"),
        on_document(lambda workspace: journal_actions().ask_for_reclassification(workspace)),
        (Place(ENTRY_HELPERS),),
    ),
    Action(
        "reverse_entry", phrase("&Reverse"), phrase("Begin a new entry with every amount in the other sign"),
        in_editor(lambda panel: panel.reverse()), (Place(ENTRY, 3),),
    ),
    Action(
        "copy_entry", phrase("&Copy to another period…"), phrase("Begin a new entry with the amounts of this one"),
        on_document(lambda workspace: journal_actions().ask_where_to_copy(workspace)), (Place(ENTRY, 3),),
    ),
    Action(
        "bring_forward", phrase("&Bring forward…"), phrase("Post the balance sheet amounts at a later date, too"),
        on_document(lambda workspace: journal_actions().ask_where_to_bring_forward(workspace)),
        (Place(ENTRY, 3),), keys=("Ctrl+Shift+B",),
    ),
    Action(
        "describe_entry", phrase("Edit &memo"), phrase("Edit the memo of the entry that is selected in the list (F2)"),
        on_document(lambda workspace: workspace.entries.edit_memo()),
        (Place(ENTRY, 3), Place(ENTRIES)),
    ),
    Action(
        "delete_rows", phrase("Delete ro&ws"), phrase("Delete the selected rows of the entry (Ctrl+Del in the table)"),
        in_editor(lambda panel: panel.table.delete_rows()), (Place(ENTRY, 4), Place(LEGS, 1)),
    ),
    Action(
        "delete_entry", phrase("&Delete entry"), phrase("Delete the entry that is shown"),
        in_editor(lambda panel: panel.controller.delete()), (Place(ENTRY, 4),),
    ),
    Action(
        "nature_measurement", phrase("&Measurement"), phrase("The selected difference measures items differently"),
        on_document(lambda workspace: difference_actions().set_nature(workspace, "measurement")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_reclassification", phrase("&Reclassification"),
        phrase("The selected difference moves amounts between lines; the totals above them stay unchanged"),
        on_document(lambda workspace: difference_actions().set_nature(workspace, "reclassification")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_presentation", phrase("&Presentation"),
        phrase("The selected difference affects presentation only; income and equity stay unchanged"),
        on_document(lambda workspace: difference_actions().set_nature(workspace, "presentation")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_error_correction", phrase("&Error correction"),
        phrase("The selected difference corrects an error and is listed separately"),
        on_document(lambda workspace: difference_actions().set_nature(workspace, "error-correction")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_unknown", phrase("U&nknown"), phrase("The nature of the selected difference is unknown"),
        on_document(lambda workspace: difference_actions().set_nature(workspace, "")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "restate", phrase("&Restate this total…"),
        phrase("Enter a different figure for a total; its remainder changes to match"),
        on_document(lambda workspace: document_actions().ask_to_restate(workspace)),
        (Place(RECONCILIATION, 4), Place(GRID)),
    ),
    Action(
        "mark_restated", phrase("&Mark a source as restated…"), phrase("Record why a source's figure was superseded"),
        on_document(lambda workspace: document_actions().ask_to_mark_restated(workspace)),
        (Place(RECONCILIATION, 4), Place(GRID)),
    ),
    Action(
        "reconciled", phrase("This period is re&conciled"),
        phrase("All its differences are recorded; any not listed are zero"),
        on_document(lambda workspace: workspace.toggle_reconciled()),
        (Place(RECONCILIATION, 4),), is_checkable=True,
    ),
    Action(
        "go_to_figure", phrase("Show its fi&gure"),
        phrase("Go to the figure of the entry, the result or the total that is selected in a list (Enter there)"),
        on_document(lambda workspace: document_actions().go_to_figure(workspace)),
        (Place(RECONCILIATION, 5), Place(ENTRIES), Place(FINDINGS), Place(TOTALS)),
    ),
    Action(
        "explain", phrase("&Explain this figure"), phrase("Show where this figure comes from and what changed it"),
        on_document(lambda workspace: view_actions().show_figure(workspace)),
        (Place(RECONCILIATION, 5), Place(GRID)), keys=("Ctrl+Return",),
    ),
    Action(
        "comment", phrase("Comment on thi&s…"), phrase("Comment on the current figure, line, difference or entry"),
        on_document(lambda workspace: remark_actions().add_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1), Place(GRID, 3), Place(LINE, 6), Place(SWITCHES, 3),
         Place(ENTRIES, 2)),
        keys=("Shift+F2",),
    ),
    Action(
        "answer_comment", phrase("&Answer…"), phrase("Answer the current comment"),
        on_document(lambda workspace: remark_actions().answer_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1)), keys=("Ctrl+Shift+F2",),
    ),
    Action(
        "edit_comment", phrase("Edit the &words…"), phrase("Word the current comment differently (F2 in the list)"),
        on_document(lambda workspace: remark_actions().edit_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1)),
    ),
    Action(
        "close_comment", phrase("C&lose or reopen"), phrase("Close the current comment, or reopen it"),
        on_document(lambda workspace: remark_actions().close_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1)),
    ),
    Action(
        "delete_comment", phrase("&Delete the comment"), phrase("Delete the current comment with its answers"),
        on_document(lambda workspace: remark_actions().delete_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 2)),
    ),
    Action(
        "evidence", phrase("Add evidence &for this…"),
        phrase("Add a file, a link or a remark as evidence of what is selected"),
        on_document(lambda workspace: remark_actions().add_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1), Place(GRID, 3), Place(LINE, 6), Place(SWITCHES, 3),
         Place(ENTRIES, 2)),
        keys=("Ctrl+Shift+E",),
    ),
    Action(
        "open_evidence", phrase("&Open the evidence"), phrase("Open the file or the page of the current evidence"),
        on_document(lambda workspace: remark_actions().open_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1)), keys=("Ctrl+Shift+Return",),
    ),
    Action(
        "edit_evidence", phrase("&Edit the evidence…"),
        phrase("Edit the name, the pages or the path of the current evidence"),
        on_document(lambda workspace: remark_actions().edit_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1)),
    ),
    Action(
        "take_evidence", phrase("&Take the changed file"),
        phrase("Accept the file of the current evidence as it is now"),
        on_document(lambda workspace: remark_actions().take_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1)),
    ),
    Action(
        "delete_evidence", phrase("Delete the ev&idence"), phrase("Delete the current evidence; its file stays"),
        on_document(lambda workspace: remark_actions().delete_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 2)),
    ),
    Action(
        "all_comments", phrase("S&how all"), phrase("List every comment and all evidence"),
        on_document(lambda workspace: remark_actions().show_all(workspace)),
        (Place(REMARKS, 3),), keys=("Ctrl+Shift+M",),
    ),
    Action(
        "tick", phrase("Tic&k…"), phrase("Put a tick on what is selected, or take it off"),
        on_document(lambda workspace: review_actions().offer_ticks(workspace)),
        (Place(REVIEW, 1), Place(GRID, 3), Place(LINE, 6), Place(SWITCHES, 3), Place(ENTRIES, 2)),
        keys=("Ctrl+Shift+T",),
    ),
    Action(
        "cross_reference", phrase("Cross reference…"),
        phrase("Refer from what is selected to a working paper, a figure, a difference or evidence"),
        on_document(lambda workspace: review_actions().add_reference(workspace)),
        (Place(REVIEW, 1), Place(GRID, 3), Place(LINE, 6), Place(SWITCHES, 3), Place(ENTRIES, 2)),
        keys=("Ctrl+Shift+R",),
    ),
    Action(
        "open_item", phrase("Open item…"), phrase("Raise an open item about what is selected"),
        on_document(lambda workspace: review_actions().add_item(workspace)),
        (Place(REVIEW, 1), Place(GRID, 3), Place(LINE, 6), Place(SWITCHES, 3), Place(ENTRIES, 2)),
        keys=("Ctrl+Shift+I",),
    ),
    Action(
        "uncorrected", phrase("&Uncorrected difference…"),
        phrase("Record a difference that is left unadjusted, with its effects and the reason"),
        on_document(lambda workspace: review_actions().add_uncorrected(workspace)),
        (Place(REVIEW, 1),), keys=("Ctrl+Shift+D",),
    ),
    Action(
        "thresholds", phrase("T&hresholds…"), phrase("Set materiality: amounts, or percentages of a figure"),
        on_document(lambda workspace: review_actions().ask_for_thresholds(workspace)),
        (Place(REVIEW, 2),),
    ),
    Action(
        "signs", phrase("Tick &marks…"), phrase("Add tick marks of your own, or edit what they mean"),
        on_document(lambda workspace: review_actions().ask_for_sign(workspace)),
        (Place(REVIEW, 2),),
    ),
    Action(
        "edit_review", phrase("&Edit…"), phrase("Edit the current row of the review (F2 in the list)"),
        on_document(lambda workspace: review_actions().edit(workspace)),
        (Place(REVIEW, 3), Place(REVIEWED, 1)),
    ),
    Action(
        "close_item", phrase("C&lose or reopen the item"), phrase("Close the current open item, or reopen it"),
        on_document(lambda workspace: review_actions().close_item(workspace)),
        (Place(REVIEW, 3), Place(REVIEWED, 1)),
    ),
    Action(
        "delete_review", phrase("&Delete the row"), phrase("Delete the current row of the review (Del in the list)"),
        on_document(lambda workspace: review_actions().delete(workspace)),
        (Place(REVIEW, 3), Place(REVIEWED, 2)),
    ),
    Action(
        "review", phrase("&Show the review"),
        phrase("List open items, uncorrected differences, ticks and cross references"),
        on_document(lambda workspace: review_actions().show(workspace)),
        (Place(REVIEW, 4),),
    ),
    Action(
        "explain_steps", phrase("E&xplain the selected steps"),
        phrase("Explain what moved the totals in the selected step of the history, or between two"),
        on_document(lambda workspace: document_actions().explain_steps(workspace)),
        (Place(RECONCILIATION, 5), Place(HISTORY)), keys=("Ctrl+Shift+X",),
    ),
    Action(
        "confirm_conclusion", phrase("Confirm the concl&usion"),
        phrase("Confirm the selected conclusion, which was carried from an earlier period"),
        on_document(lambda workspace: workspace.completeness.confirm()),
        (Place(RECONCILIATION, 4), Place(COMPLETENESS)), keys=("Ctrl+Shift+C",),
    ),
    Action(
        "confirm_conclusions", phrase("Confirm all conclusions of the period"),
        phrase("Confirm every carried conclusion of the selected period"),
        on_document(lambda workspace: workspace.completeness.confirm_all()),
        (Place(RECONCILIATION, 4), Place(COMPLETENESS)),
    ),
)  # fmt: skip
