"""Merging another file: each thing that it has otherwise is accepted or refused, then taken as one step."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.merging import Answer, Merge, Merged, Proposal, take
from workbench.merging.consequences import consequence
from workbench.merging.said import ANSWERS
from workbench.phrases import phrase, phrase_of_list
from workbench.presentation.explained_change import MovedTotal
from workbench.ui.assistant.banner import Banner
from workbench.ui.assistant.merge_model import (
    ATTRIBUTE,
    BEFORE,
    HEADINGS,
    HERE,
    PLACE,
    TAKE,
    THERE,
    WHAT,
    MergeModel,
)
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.language import tr, tr_count, tr_fact
from workbench.ui.toolkit.panel_table import EnterKey, plain_table, set_widths
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.theme import Theme

SIZE = (1180, 760)
WIDTHS = {TAKE: 116, ATTRIBUTE: 124, BEFORE: 136, HERE: 136, THERE: 136, PLACE: 110}
LEAST_WHAT, AROUND = 200, 40
"""The room that the name of what is proposed needs beside the other columns, and what frames them take."""
DETAIL_HEIGHT = 132
LEAST_HEIGHT = 220


class MergeDialog(EditDialog):
    """Lists what a file has otherwise than the project of ``results``; hands what is taken to ``take``."""

    def __init__(
        self, results: Results, merge: Merge, theme: Theme, take: Callable[[Merged], object], parent: QWidget
    ) -> None:
        about = tr(
            "What only {file} changed is checked. What both changed, or what may mean several things, is asked, and "
            "stays as it is here until you choose. Enter or Space changes an answer.",
            file=merge.file,
        )
        super().__init__(tr("Merge {file}", file=merge.file), about, parent)
        self._results, self._merge, self._on_taken = results, merge, take
        self._consequences: dict[tuple[str, Answer], tuple[MovedTotal, ...]] = {}
        self._calculating = IdleWork(self)
        resize_on_screen(self, *SIZE)
        self.remarks = Banner("question", self)
        self.remarks.show_message("\n".join(tr_fact(remark) for remark in merge.remarks))
        self.model = MergeModel(results.project, merge, theme, self)
        self.table = plain_table(self.model, WHAT, tr("What is proposed"), self)
        self.table.text_if_empty = tr("{file} has nothing that this project does not have.", file=merge.file)
        self.table.setObjectName("checks")
        self.table.setMinimumHeight(LEAST_HEIGHT)
        set_widths(self.table, WIDTHS)
        self._has_places = any(proposal.place for proposal in merge.proposals)
        self.asked_only = QCheckBox(tr("A&sked only"), self)
        self.asked_only.setVisible(bool(merge.asked))
        self.take_all, self.take_none = QPushButton(tr("Check &all"), self), QPushButton(tr("Check &none"), self)
        self.count = QLabel(self)
        self.count.setObjectName("quiet")
        self.answer = FieldCombo(self)
        self.detail = QPlainTextEdit(self)
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(tr("The current proposal"))
        self.detail.setFixedHeight(DETAIL_HEIGHT)
        self._lay_out()
        self._connect()
        self._on_rows_changed()
        self.table.setFocus()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        for widget in (self.asked_only, self.take_all, self.take_none):
            below.addWidget(widget)
        proposals = QVBoxLayout()
        proposals.addWidget(self.remarks)
        proposals.addWidget(self.table, 1)
        proposals.addLayout(below)
        self.form.addRow(tr("Answer"), self.answer)
        self.form.addRow(self.detail)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(1, proposals, 1)
        self.merge_button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.merge_button.setText(tr("&Merge"))

    def _connect(self) -> None:
        self.model.answered.connect(self._on_answered)
        self.model.modelReset.connect(self._on_rows_changed)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.asked_only.toggled.connect(lambda checked: self.model.show_only(asked=checked))
        self.take_all.clicked.connect(lambda: self.model.take_all(takes=True))
        self.take_none.clicked.connect(lambda: self.model.take_all(takes=False))
        self.answer.activated.connect(self._on_chosen)
        EnterKey(self.table, lambda index: self._turn(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns of the attribute and the place where the name would be cut; the text below has both."""
        super().resizeEvent(event)
        shown = [TAKE, BEFORE, HERE, THERE]
        for column, is_told in ((ATTRIBUTE, True), (PLACE, self._has_places)):
            room = self.width() - AROUND - sum(WIDTHS[each] for each in (*shown, column))
            has_room = is_told and room >= LEAST_WHAT
            self.table.setColumnHidden(column, not has_room)
            if has_room:
                shown.append(column)

    # ---- the current proposal

    @property
    def current(self) -> Proposal | None:
        index = self.table.currentIndex()
        return self.model.proposal(index.row()) if index.isValid() else None

    def _on_rows_changed(self) -> None:
        """Let the name of each group have its row, and begin with the first proposal."""
        self.table.clearSpans()
        for row in self.model.headings:
            self.table.setSpan(row, TAKE, 1, len(HEADINGS))
        first = next((row for row in range(self.model.rowCount()) if self.model.proposal(row)), None)
        self.table.setCurrentIndex(self.model.index(first, TAKE) if first is not None else QModelIndex())
        self._on_answered()

    def _on_answered(self) -> None:
        accepted, unanswered = len(self.model.accepted), self.model.unanswered
        self.merge_button.setEnabled(bool(accepted))
        counts = tr_count("{count:,} of {all:,} taken", "{count:,} of {all:,} taken", accepted, all=self._number)
        self.count.setText(
            tr_count(
                "{counts}; {count:,} asked has no answer",
                "{counts}; {count:,} asked have no answer",
                unanswered,
                counts=counts,
            )
            if unanswered
            else counts
        )
        self._show_current()

    @property
    def _number(self) -> int:
        return len(self._merge.proposals)

    def _show_current(self) -> None:
        proposal = self.current
        self.answer.clear()
        self.answer.setEnabled(proposal is not None and bool(proposal.changes))
        self.detail.clear()
        if proposal is None:
            return
        present = self.model.answer(proposal)
        if present is None:
            self.answer.addItem(tr("Choose…"), None)
        for answer in proposal.answers:
            self.answer.addItem(tr(ANSWERS[answer]), answer)
        self.answer.setCurrentIndex(max(self.answer.findData(present), 0))
        self.detail.setPlainText("\n".join(self._describe(proposal)))
        self._calculating.start(self._calculate(proposal), lambda: self._show_consequence(proposal))

    def _describe(self, proposal: Proposal) -> Iterator[str]:
        said = self.model.said
        yield tr("{attribute} of {what}", attribute=said.attribute(proposal), what=said.what(proposal))
        for heading, value in (
            (HEADINGS[BEFORE], proposal.old),
            (HEADINGS[HERE], proposal.ours),
            (HEADINGS[THERE], proposal.new),
        ):
            yield tr("{name}: {value}", name=heading, value=said.value(proposal, value))
        if proposal.place:
            yield tr("{name}: {value}", name=HEADINGS[PLACE], value=proposal.place)
        if why := said.why(proposal):
            yield why

    def _calculate(self, proposal: Proposal) -> Iterator[None]:
        """Find out which key totals the answer moves; if it is not taken, what taking it would."""
        yield
        key = proposal.key, self._shown_answer(proposal)
        if key not in self._consequences:
            self._consequences[key] = consequence(self._results, self._merge, proposal, key[1])

    def _shown_answer(self, proposal: Proposal) -> Answer:
        answer = self.model.answer(proposal)
        return proposal.answers[0] if answer in (None, Answer.KEEP) else answer

    def _show_consequence(self, proposal: Proposal) -> None:
        moved = self._consequences[proposal.key, self._shown_answer(proposal)]
        self.detail.appendPlainText(tr("Key totals that move: {totals}", totals=self.model.said.consequence(moved)))
        self.detail.verticalScrollBar().setValue(0)

    # ---- answers

    def _turn(self, row: int) -> None:
        if proposal := self.model.proposal(row):
            self.model.turn(proposal)

    def _on_chosen(self, number: int) -> None:
        proposal, answer = self.current, self.answer.itemData(number)
        if proposal is not None and answer is not None:
            self.model.give(proposal, Answer(answer))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space change the answer of the current row."""
        if event.key() == Qt.Key.Key_Space and self.table.hasFocus() and self.table.currentIndex().isValid():
            self._turn(self.table.currentIndex().row())
        else:
            super().keyPressEvent(event)

    # ---- the end

    def act(self) -> None:
        """Take what is accepted; what does not fit with the rest is said first, and kept."""
        outcome = take(self._results.project, self._merge, self.model.accepted)
        if outcome.left:
            said = self.model.said
            reasons = [
                phrase("{what}: {reason}", what=said.what(left.proposal), reason=said.why_left(left))
                for left in outcome.left
            ]
            self.model.keep(left.proposal for left in outcome.left)
            raise WorkbenchError(
                "Some of it does not fit with what else is taken, and is no longer checked: {reasons}",
                reasons=phrase_of_list(reasons, may_have_commas=True),
            )
        if outcome.command is None:
            raise WorkbenchError("Nothing is taken. Check what is to be taken.")
        self._on_taken(outcome)

    def done(self, result: int) -> None:
        self._calculating.stop()
        super().done(result)
