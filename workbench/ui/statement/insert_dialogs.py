"""Asking for a new line, with the total in which it counts, or for a new heading, with the lines under it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from workbench.commands import AnyCommand, CompoundCommand, Edit, InsertLine, PlaceLine, SetTotal
from workbench.commands.line_order import block_of, line_before, path_under
from workbench.domain.ids import Ids, LineId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, LineUnit, Statement
from workbench.presentation.likely_totals import can_be_added_up, likely_place_in_total
from workbench.ui.statement.previewed_dialog import Edited, PreviewedDialog
from workbench.ui.statement.unit_combo import UnitCombo
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, tr_count

NO_TOTAL = ""
"""Stands for no total in the list of totals."""


class InsertLineDialog(PreviewedDialog):
    """Asks for a line above or below another one; the only line of a statement needs no other."""

    def __init__(
        self,
        edited: Edited,
        beside: Line | None,
        parent: QWidget,
        *,
        is_above: bool,
    ) -> None:
        about = _describe_place(beside, is_above=is_above)
        super().__init__(tr("Insert a line"), about, edited, parent)
        statement = edited.statement
        self._after, self._section = _place_of_new_line(statement, beside, is_above=is_above)
        self.caption = QLineEdit(self)
        self.unit, self.total, self.sign = UnitCombo(LineUnit.MONEY, self), FieldCombo(self), FieldCombo(self)
        self.total.addItem(tr("No total"), NO_TOTAL)
        for total in sorted(statement.total_of, key=statement.place_of.__getitem__):
            self.total.addItem(statement.line_by_id[total].name, total)
        for text, weight in ((tr("added"), 1), (tr("subtracted"), -1)):
            self.sign.addItem(text, weight)
        self.total.setAccessibleName(tr("Counts in"))
        self.sign.setAccessibleName(tr("How it counts"))
        if beside and (likely := likely_place_in_total(statement, beside.id, is_above=is_above)):
            self.total.setCurrentIndex(self.total.findData(likely[0]))
            self.sign.setCurrentIndex(self.sign.findData(likely[1]))
        counts = QHBoxLayout()
        counts.addWidget(self.total, 1)
        counts.addWidget(self.sign)
        self.form.addRow(tr("Caption"), self.caption)
        self.form.addRow(tr("Shows"), self.unit)
        self.form.addRow(tr("Counts in"), counts)
        self.call_ok(tr("Insert"))
        for box in (self.unit, self.total, self.sign):
            box.currentIndexChanged.connect(self._on_changed)
        self.caption.textChanged.connect(self._on_changed)
        self._on_changed()
        self.begin_with(self.caption)

    def _on_changed(self) -> None:
        is_money = self.unit.unit is LineUnit.MONEY
        self.total.setEnabled(is_money)
        self.sign.setEnabled(is_money and self.total.currentData() != NO_TOTAL)
        self.refresh()

    def command(self) -> AnyCommand:
        caption = " ".join(self.caption.text().split())
        line = Line(new_line_id(self.project, caption), caption, self._section, unit=self.unit.unit)
        insert = InsertLine(self.statement.id, line, self._after)
        chosen: LineId = self.total.currentData()
        total = self.statement.total_of.get(chosen)
        if total is None or not can_be_added_up(line):
            return insert
        place_of = insert.apply(self.project).statement_by_id[self.statement.id].place_of
        parts = (*total.parts, (line.id, self.sign.currentData()))
        in_order = tuple(sorted(parts, key=lambda part: place_of[part[0]]))
        return CompoundCommand(insert.describe(self.project), (insert, SetTotal(total.line, in_order, total.partial)))


class InsertHeadingDialog(PreviewedDialog):
    """Asks for a heading above a line; the selected lines may go under it."""

    def __init__(
        self,
        edited: Edited,
        lines: Sequence[Line],
        parent: QWidget,
    ) -> None:
        """``lines``: the selected lines, from top to bottom; none in a statement without lines."""
        first = lines[0] if lines else None
        super().__init__(tr("Insert a heading"), _describe_place(first, is_above=True), edited, parent)
        statement = edited.statement
        self._lines = lines
        self._after, self._section = _place_of_new_line(statement, first, is_above=True)
        self.caption = QLineEdit(self)
        self.takes_lines = QCheckBox(
            tr_count("Put the selected line under it", "Put the {count:,} selected lines under it", max(len(lines), 1)),
            self,
        )
        self.takes_lines.setChecked(len(lines) > 1)
        self.takes_lines.setVisible(bool(lines))
        self.form.addRow(tr("Caption"), self.caption)
        self.form.addRow("", self.takes_lines)
        self.call_ok(tr("Insert"))
        self.caption.textChanged.connect(self.refresh)
        self.takes_lines.toggled.connect(self.refresh)
        self.refresh()
        self.begin_with(self.caption)

    def command(self) -> AnyCommand:
        caption = " ".join(self.caption.text().split())
        line = Line(new_line_id(self.project, caption), caption, self._section, LineRole.HEADING)
        insert = InsertLine(self.statement.id, line, self._after)
        if not self.takes_lines.isChecked():
            return insert
        edits: list[Edit] = [insert]
        after, along = line.id, set[LineId]()
        for member in self._lines:
            if member.id not in along:
                block = block_of(self.statement, member.id)
                along.update(known.id for known in block)
                edits.append(PlaceLine(member.id, after, path_under(line)))
                after = block[-1].id
        return CompoundCommand(insert.describe(self.project), tuple(edits))


def new_line_id(project: Project, caption: str) -> LineId:
    """Return an id for a line that no other line of the project has."""
    taken = (line for statement in project.statements for line in statement.line_by_id)
    return LineId(Ids(taken).new(caption, "line"))


def _describe_place(beside: Line | None, *, is_above: bool) -> str:
    """Return where the line goes, as a sentence."""
    if beside is None:
        return tr("It is the first line of the statement.")
    if is_above:
        return tr("It goes above '{line}'.", line=beside.name)
    if beside.role is LineRole.HEADING:
        return tr("It goes under '{heading}', as the first line.", heading=beside.name)
    return tr("It goes below '{line}'.", line=beside.name)


def _place_of_new_line(
    statement: Statement, beside: Line | None, *, is_above: bool
) -> tuple[LineId | None, tuple[str, ...]]:
    """Return the line that a new one follows, and its section: below a line that heads a section, in that."""
    if beside is None:
        return None, ()
    if is_above:
        return line_before(statement, beside.id), beside.section
    heads = beside.role is LineRole.HEADING or len(block_of(statement, beside.id)) > 1
    return beside.id, path_under(beside) if heads else beside.section
