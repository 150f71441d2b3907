"""Asking for what a difference is: its name, group, nature, standards, status, kind and note."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from workbench.catalogue.differences import kinds
from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    CompoundCommand,
    DescribeAdjustment,
    Edit,
    GroupAdjustments,
    RenameAdjustment,
    SetNature,
)
from workbench.domain.adjustments import Adjustment, Nature, Readiness, as_typed
from workbench.domain.facts import fact
from workbench.domain.ids import NO_KIND, AdjustmentId, Ids, KindId
from workbench.domain.project import Project
from workbench.importing.language.catalogue import kind_named
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.wording.names import name_of_nature, name_of_readiness, with_capital

NOTE_HEIGHT = 90


class DifferenceDialog(EditDialog):
    """Edits a difference, or adds one if ``adjustment`` is None.

    The edit is handed to ``execute``, which may refuse it; nothing is if nothing was changed.
    """

    def __init__(
        self,
        project: Project,
        adjustment: Adjustment | None,
        execute: Callable[[AnyCommand], object],
        parent: QWidget,
    ) -> None:
        about = (
            tr("These details appear in the window and in every export. Changing them changes no figure.")
            if adjustment
            else tr("The new difference is nil wherever figures are reconciled, until you post entries to it.")
        )
        super().__init__(tr("Details of the difference") if adjustment else tr("New difference"), about, parent)
        self._project = project
        self._before = adjustment
        self._execute = execute
        known = adjustment or Adjustment(AdjustmentId(""), "", readiness=Readiness.DRAFT)
        source, target = project.frameworks
        self.name = QLineEdit(known.name, self)
        self.group = FieldCombo(self)
        self.group.let_type()
        self.group.addItems(["", *dict.fromkeys(other.group for other in project.adjustments if other.group)])
        self.group.setCurrentText(known.group)
        self.nature = self._choice(
            [(tr("Unknown"), None), *((with_capital(name_of_nature(it, window_words())), it) for it in Nature)],
            known.nature,
        )
        self.readiness = self._choice(
            [(with_capital(name_of_readiness(it, window_words())), it) for it in Readiness], known.readiness
        )
        kind_names = {NO_KIND: tr("None of the catalog"), **{it.id: with_capital(tr_fact(it.fact)) for it in kinds()}}
        kind_names.setdefault(known.kind, known.kind)  # a later version may know it
        self.kind = self._choice([(name, key) for key, name in kind_names.items()], known.kind)
        self.standards = tuple(QLineEdit(standard, self) for standard in known.standards)
        for field, framework in zip(self.standards, (source, target), strict=True):
            field.setPlaceholderText(framework.label)
            field.setAccessibleName(tr("Standard, {framework}", framework=framework.label))
        self.note = QPlainTextEdit(known.note, self)
        self.note.setObjectName("field")
        self.note.setMaximumHeight(NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        standards = QHBoxLayout()
        for field in self.standards:
            standards.addWidget(field)
        self.form.addRow(tr("Name"), self.name)
        self.form.addRow(tr("Group"), self.group)
        self.form.addRow(tr("Nature"), self.nature)
        self.form.addRow(tr("Status"), self.readiness)
        self.form.addRow(tr("Kind"), self.kind)
        self.form.addRow(tr("Standards"), standards)
        self.form.addRow(tr("Note"), self.note)
        self._is_kind_chosen = adjustment is not None
        self.name.textEdited.connect(self._propose_kind)
        self.kind.activated.connect(self._on_kind_chosen)
        self.begin_with(self.name)

    def _propose_kind(self, name: str) -> None:
        """Show the kind that the name of a new difference says, as an import does, until the user chooses one."""
        if not self._is_kind_chosen:
            self.kind.setCurrentIndex(self.kind.findData(kind_named(name)))

    def _on_kind_chosen(self) -> None:
        self._is_kind_chosen = True

    def _choice(self, choices: list[tuple[str, object]], chosen: object) -> FieldCombo:
        box = FieldCombo(self)
        for name, value in choices:
            box.addItem(name, value)
        box.setCurrentIndex(next(number for number, (_, value) in enumerate(choices) if value == chosen))
        return box

    def act(self) -> None:
        command = self._command()
        if command is not None:
            self._execute(command)

    def _command(self) -> AnyCommand | None:
        described = self._read_fields()
        before = self._before
        if before is None:
            return AddAdjustment(described)
        edits: list[Edit] = []
        if described.name != before.name:
            edits.append(RenameAdjustment(before.id, described.name))
        if described.nature is not before.nature:
            edits.append(SetNature(before.id, described.nature))
        if described.group != before.group:
            edits.append(GroupAdjustments((before.id,), described.group))
        if DescribeAdjustment.of(described) != DescribeAdjustment.of(before):
            edits.append(DescribeAdjustment.of(described))
        if len(edits) > 1:
            return CompoundCommand(fact("describe-adjustment", name=before.name), tuple(edits))
        return edits[0] if edits else None

    def _read_fields(self) -> Adjustment:
        """Return the difference as the fields say; a new one is stated, as nil, wherever figures are reconciled."""
        before, name = self._before, self.name.text().strip()
        nature, readiness, kind = (box.currentData() for box in (self.nature, self.readiness, self.kind))
        source, target = (field.text().strip() for field in self.standards)
        known = before or new_adjustment(self._project, name)
        return known.with_attributes(
            name=name,
            note=self.note.toPlainText().strip(),
            standards=(source, target),
            nature=Nature(nature) if nature else None,
            readiness=Readiness(readiness),
            kind=KindId(kind or ""),
            group=self.group.currentText().strip(),
        )


def new_adjustment(project: Project, name: str) -> Adjustment:
    """Return a draft of a difference, stated as nil wherever figures are reconciled."""
    key = AdjustmentId(Ids(project.adjustment_by_id).new(name, "difference"))
    reconciled = ((statement.id, period) for statement in project.statements for period in statement.reconciled)
    return Adjustment(key, name, stated_for=frozenset(reconciled), readiness=Readiness.DRAFT)


def copy_of(project: Project, adjustment: Adjustment) -> Adjustment:
    """Return a draft with another name and the same entries, as typed: no source states those of a copy."""
    names = {known.name.casefold() for known in project.adjustments}
    name = tr("{name} (copy)", name=adjustment.name)
    number = 1
    while name.casefold() in names:
        number += 1
        name = tr("{name} (copy {number})", name=adjustment.name, number=number)
    key = AdjustmentId(Ids(project.adjustment_by_id).new(name, "difference"))
    return adjustment.with_attributes(
        id=key, name=name, entries=as_typed(adjustment.entries), readiness=Readiness.DRAFT
    )
