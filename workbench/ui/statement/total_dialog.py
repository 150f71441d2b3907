"""Asking what a total is made of: which line it is, or a new one, and its parts with their signs."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.commands import AnyCommand, CompoundCommand, Edit, InsertLine, RestateTotal, SetTotal
from workbench.commands.line_order import block_of
from workbench.domain.ids import LineId
from workbench.domain.statements import Line, Statement
from workbench.errors import WorkbenchError
from workbench.presentation.likely_totals import candidates_for_total, likely_total, sum_of_parts
from workbench.ui.statement.cell_displays import BLANK
from workbench.ui.statement.insert_dialogs import new_line_id
from workbench.ui.statement.parts_table import PartsModel, PartsTable
from workbench.ui.statement.previewed_dialog import Edited, PreviewedDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_in_text
from workbench.wording.periods import short_label

NEW_LINE = ""
"""Stands for a new line in the list of lines that may be the total."""


class TotalDialog(PreviewedDialog):
    """Opens with the parts that a total has, or with the selected lines as the parts of the most likely total."""

    def __init__(
        self,
        edited: Edited,
        lines: Sequence[Line],
        parent: QWidget,
        *,
        total: Line | None = None,
    ) -> None:
        """``lines``: the selected lines that can be added up; ``total``: the total whose parts are shown instead."""
        title = tr("Parts of {total}", total=total.name) if total else tr("Make a total")
        about = tr(
            "Space changes the sign of a line: added, subtracted, or no part. A total that is blank becomes the sum of "
            "its parts."
        )
        super().__init__(title, about, edited, parent)
        statement = edited.statement
        self._selected = [line.id for line in lines]
        likely = None if total else likely_total(statement, self._selected)
        chosen = total.id if total else likely[0] if likely else None
        weights = dict.fromkeys(self._selected, 1) | dict(likely[1] if likely else ())
        self.model = PartsModel(
            statement, self.period, dict(statement.graph.parts(total.id)) if total else weights, self
        )
        self.table = PartsTable(self.model, self)
        self.total, self.caption = FieldCombo(self), QLineEdit(self)
        self.shows_all = QCheckBox(tr("List every line of the statement"), self)
        self.is_partial = QCheckBox(tr("Some parts are not shown: a remainder is expected"), self)
        self.is_partial.setChecked(bool(chosen and chosen in statement.total_of and statement.total_of[chosen].partial))
        self.sum = QLabel(self)
        self.sum.setObjectName("quiet")
        self._offer_totals(total, chosen)
        self._may_choose = total is None
        self._lay_out()
        self.total.currentIndexChanged.connect(self._on_total_chosen)
        self.caption.textChanged.connect(self.refresh)
        self.is_partial.toggled.connect(self.refresh)
        self.shows_all.toggled.connect(self.model.show_all)
        self.model.changed.connect(self.refresh)
        self._on_total_chosen()
        self.table.setCurrentIndex(self.model.index(0, 0))
        (self.caption if chosen is None else self.table).setFocus()

    def _offer_totals(self, total: Line | None, chosen: LineId | None) -> None:
        candidates = (total.id,) if total else candidates_for_total(self.statement, self._selected)
        if total is None:
            self.total.addItem(tr("A new line below them"), NEW_LINE)
        for line in candidates:
            self.total.addItem(self.statement.line_by_id[line].name, line)
        self.total.setCurrentIndex(self.total.findData(chosen or NEW_LINE))

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(16)
        choices.addWidget(self.shows_all)
        choices.addWidget(self.is_partial, 1)
        parts = QVBoxLayout()
        parts.setSpacing(4)
        parts.addWidget(self.table)
        parts.addWidget(self.sum)
        parts.addLayout(choices)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(2, parts)
        if self._may_choose:
            self.form.addRow(tr("Total"), self.total)
            self.form.addRow(tr("Caption"), self.caption)
        else:
            self.total.hide()
            self.caption.hide()

    @property
    def _chosen(self) -> LineId | None:
        """The line that is the total; None for a new one."""
        return self.total.currentData() or None

    def _on_total_chosen(self) -> None:
        if self._may_choose:
            self.form.setRowVisible(self.caption, self._chosen is None)
        self.model.choose_total(self._chosen)

    def refresh(self) -> None:
        self._show_sum()
        super().refresh()

    def _show_sum(self) -> None:
        """Show in the period that is shown what the parts add up to, and the total as reported."""
        period = short_label(self.project.periods[self.period], window_words())
        parts = self.model.parts
        line = self.statement.line_by_id[parts[0][0]] if parts else None
        total = sum_of_parts(self.statement, parts, self.period)
        amount = format_in_text(total, line) if line and total is not None else tr(BLANK)
        if self._chosen is None:
            self.sum.setText(tr("{period}: the parts add up to {sum}.", period=period, sum=amount))
            return
        chosen = self.statement.line_by_id[self._chosen]
        reported = format_in_text(self.statement.figure(chosen.id, self.period), chosen) or tr(BLANK)
        self.sum.setText(
            tr(
                "{period}: the parts add up to {sum}; the total as reported is {reported}.",
                period=period,
                sum=amount,
                reported=reported,
            )
        )

    def command(self) -> AnyCommand:
        parts, chosen = self.model.parts, self._chosen
        edits: list[Edit] = []
        if chosen is None:
            if not parts:
                raise WorkbenchError("A new total needs parts. Choose at least one.")
            caption = " ".join(self.caption.text().split())
            chosen = new_line_id(self.project, caption)
            after, section = _place_below(self.statement, [line for line, _ in parts])
            edits.append(InsertLine(self.statement.id, Line(chosen, caption, section), after))
        edits.append(SetTotal(chosen, parts, self.is_partial.isChecked() and bool(parts)))
        edits += self._sums_where_blank(chosen, parts)
        return CompoundCommand(edits[0].describe(self.project), tuple(edits)) if len(edits) > 1 else edits[0]

    def _sums_where_blank(self, total: LineId, parts: tuple[tuple[LineId, int], ...]) -> Iterator[RestateTotal]:
        """Yield the edits that give a total its sum where it is blank, unless no source states it there."""
        for period in self.statement.periods:
            is_blank = self.statement.figure(total, period) is None and (total, period) not in self.statement.unknown
            amount = sum_of_parts(self.statement, parts, period)
            if is_blank and amount is not None:
                yield RestateTotal(total, period, amount)


def _place_below(statement: Statement, lines: Sequence[LineId]) -> tuple[LineId, tuple[str, ...]]:
    """Return the line that a total of ``lines`` follows, and its section: the innermost that holds them all."""
    members = [statement.line_by_id[line] for line in lines]
    section = members[0].section
    for member in members:
        while member.section[: len(section)] != section:
            section = section[:-1]
    last = block_of(statement, members[-1].id)[-1]
    inner = last.section[: len(section) + 1]
    for known in statement.lines[statement.place_of[last.id] + 1 :] if len(inner) > len(section) else ():
        if known.section[: len(inner)] != inner:
            break
        last = known
    return last.id, section
