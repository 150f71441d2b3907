"""Asking for the group under which differences are listed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from workbench.commands import GroupAdjustments
from workbench.domain.adjustments import Adjustment
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.phrases import listing
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, window_words


class GroupDialog(EditDialog):
    """Asks for a group, new or known, and hands the edit to ``execute``, which may refuse it."""

    def __init__(
        self,
        project: Project,
        chosen: Sequence[Adjustment],
        execute: Callable[[GroupAdjustments], object],
        parent: QWidget,
    ) -> None:
        names = listing([adjustment.name for adjustment in chosen], window_words(), may_have_commas=True)
        about = tr("A group is listed together, and one switch turns all of it on or off: {names}", names=names)
        super().__init__(tr("Group differences"), about, parent)
        self._chosen = chosen
        self._execute = execute
        self.group = FieldCombo(self)
        self.group.let_type()
        self.group.addItems(list(dict.fromkeys(other.group for other in project.adjustments if other.group)))
        self.group.setCurrentText(chosen[0].group)
        self.form.addRow(tr("Group"), self.group)
        editor = self.group.lineEdit()
        if editor is not None:
            self.begin_with(editor)

    def act(self) -> None:
        group = self.group.currentText().strip()
        if not group:
            raise WorkbenchError("A group needs a name. Enter one, or cancel and choose Ungroup.")
        self._execute(GroupAdjustments(tuple(adjustment.id for adjustment in self._chosen), group))
