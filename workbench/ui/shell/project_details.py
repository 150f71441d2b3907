"""Asking for what the whole project is called: its entity, its unit, its two frameworks."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.commands import DescribeProject
from workbench.domain.frameworks import Framework
from workbench.domain.project import Project
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import with_capital
from workbench.wording.scales import SCALES, name_of_scale


class _FrameworkFields:
    """The name of a framework, its short name for narrow columns, and what heads its figures."""

    def __init__(self, framework: Framework, parent: QWidget) -> None:
        self.name = QLineEdit(framework.name, parent)
        self.short_name = QLineEdit(framework.short_name, parent)
        self.heading = QLineEdit(framework.heading, parent)
        self._was = framework
        self.name.textEdited.connect(self._on_renamed)
        self.short_name.setPlaceholderText(tr("Short name"))
        self.heading.setPlaceholderText(tr("Column heading in workbooks"))
        self.column = QVBoxLayout()
        names = QHBoxLayout()
        names.addWidget(self.name, 2)
        names.addWidget(self.short_name, 1)
        self.column.addLayout(names)
        self.column.addWidget(self.heading)

    def name_for_screen_readers(self, name: str, short_name: str, heading: str) -> None:
        for field, text in ((self.name, name), (self.short_name, short_name), (self.heading, heading)):
            field.setAccessibleName(text)

    def _on_renamed(self, name: str) -> None:
        """Take out what was made for the old name, unless the user has typed it; the old name brings it back."""
        is_as_before = name == self._was.name
        for field, text in ((self.short_name, self._was.short_name), (self.heading, self._was.heading)):
            if not field.isModified():
                field.setText(text if is_as_before else "")

    @property
    def framework(self) -> Framework:
        return Framework(self.name.text(), self.short_name.text(), self.heading.text())


class ProjectDetailsDialog(EditDialog):
    """Asks for the details of a project and hands the edit to ``execute``, which may refuse it."""

    def __init__(self, project: Project, execute: Callable[[DescribeProject], object], parent: QWidget) -> None:
        about = tr(
            "These names and this unit appear in the window and in every export. Changing them changes no figure."
        )
        super().__init__(tr("Project details"), about, parent)
        self._execute = execute
        self.entity = QLineEdit(project.entity, self)
        self.currency = QLineEdit(project.currency, self)
        self.scale = FieldCombo(self)
        for scale in sorted({*SCALES, project.scale}):
            self.scale.addItem(with_capital(name_of_scale(scale, window_words())), scale)
        self.scale.setCurrentIndex(self.scale.findData(project.scale))
        self.source = _FrameworkFields(project.frameworks.source, self)
        self.target = _FrameworkFields(project.frameworks.target, self)
        self.source.name_for_screen_readers(
            tr("Framework as reported"), tr("Short name as reported"), tr("Column heading as reported")
        )
        self.target.name_for_screen_readers(
            tr("Framework of the result"), tr("Short name of the result"), tr("Column heading of the result")
        )
        self.form.addRow(tr("Entity"), self.entity)
        self.form.addRow(tr("Currency"), self.currency)
        self.form.addRow(tr("Amounts in"), self.scale)
        self.form.addRow(tr("As reported under"), self.source.column)
        self.form.addRow(tr("Reconciled to"), self.target.column)
        self.begin_with(self.entity)

    def act(self) -> None:
        edit = DescribeProject(
            self.entity.text(),
            self.currency.text(),
            self.scale.currentData(),
            self.source.framework,
            self.target.framework,
        )
        self._execute(edit)
