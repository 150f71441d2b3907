"""Asking whether to delete lines, with what becomes of the totals in which they count."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from workbench.commands import AnyCommand, CompoundCommand, RemoveLine
from workbench.commands.line_order import block_of
from workbench.domain.facts import fact
from workbench.domain.statements import Line, Statement
from workbench.errors import WorkbenchError
from workbench.phrases import listing, running_text
from workbench.ui.statement.previewed_dialog import Edited, PreviewedDialog
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.refusals import say_refusal

MOST_NAMED = 5


class DeleteLinesDialog(PreviewedDialog):
    """Says at once why lines cannot be deleted, if they cannot."""

    def __init__(self, edited: Edited, lines: Sequence[Line], parent: QWidget) -> None:
        title = tr_count("Delete a line", "Delete {count:,} lines", len(lines))
        super().__init__(title, _about(edited.statement, lines), edited, parent)
        self._lines = lines
        self.call_ok(tr("Delete"))
        try:
            self.command().apply(self.project)
        except WorkbenchError as error:
            self.preview.show_nothing()
            self.refuse(say_refusal(error))
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        else:
            self.refresh()

    def command(self) -> AnyCommand:
        removals = tuple(RemoveLine(line.id) for line in self._lines)
        if len(removals) == 1:
            return removals[0]
        return CompoundCommand(fact("remove-lines", count=len(removals)), removals)


def _about(statement: Statement, lines: Sequence[Line]) -> str:
    """Return which lines are deleted, and what becomes of what depends on them."""
    words = window_words()
    names = listing([line.name for line in lines[:MOST_NAMED]], words)
    if len(lines) > MOST_NAMED:
        names = tr("{names} and {count:,} more", names=names, count=len(lines) - MOST_NAMED)
    sentences = [tr("This deletes {names}.", names=names)]
    graph = statement.graph
    if any(len(block_of(statement, line.id)) > 1 for line in lines):
        sentences.append(tr("The lines under a heading stay and move to the section above."))
    if any(graph.is_total(line.id) for line in lines):
        sentences.append(tr("The parts of a total count directly in the totals above it."))
    if any(graph.totals_above(line.id) and not graph.is_total(line.id) for line in lines):
        sentences.append(tr("Totals keep their figures: the deleted amount remains as an unexplained remainder."))
    return running_text(sentences, words)
