"""What merging proposes, as a table in which each proposal is accepted or refused; a heading for each group."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from workbench.domain.project import Project
from workbench.merging import Answer, Merge, Proposal, taking
from workbench.merging.said import ANSWERS, SaidMerge
from workbench.phrases import phrase
from workbench.ui.toolkit.item_roles import (
    ACCESSIBLE_TEXT,
    ALIGNMENT,
    CHECK_STATE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TOOL_TIP,
    Index,
    name_of_row,
)
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme

HEADINGS = (
    phrase("Take"),
    phrase("What"),
    phrase("Attribute"),
    phrase("Before"),
    phrase("Here"),
    phrase("There"),
    phrase("Where"),
)
TAKE, WHAT, ATTRIBUTE, BEFORE, HERE, THERE, PLACE = range(len(HEADINGS))
VALUES = (BEFORE, HERE, THERE)
CHECKED, UNCHECKED = (state.value for state in (Qt.CheckState.Checked, Qt.CheckState.Unchecked))
ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class MergeModel(QAbstractTableModel):
    """A row for each proposal, and one above each group with its name. ``answered``: an answer has changed.

    What is not asked is checked; what is asked has no answer until the user gives one.
    """

    answered = Signal()

    def __init__(self, project: Project, merge: Merge, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.said = SaidMerge(project, merge, window_words())
        self._merge, self._theme = merge, theme
        self._by_key = {proposal.key: proposal for proposal in merge.proposals}
        self.answers: dict[str, Answer] = taking(merge.offered)
        """The answers given, by the key of the proposal."""
        self._rows: tuple[str | Proposal, ...] = ()
        self.show_only(asked=False)

    def show_only(self, *, asked: bool) -> None:
        """Show what is asked alone, or everything."""
        groups: dict[str, list[Proposal]] = {}
        for proposal in self._merge.asked if asked else self._merge.proposals:
            groups.setdefault(self.said.group(proposal), []).append(proposal)
        rows: list[str | Proposal] = []
        for heading, members in groups.items():
            rows += [heading, *members]
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def headings(self) -> list[int]:
        """The rows that head a group."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, str)]

    def proposal(self, row: int) -> Proposal | None:
        """Return the proposal in a row; None for the name of a group."""
        shown = self._rows[row]
        return None if isinstance(shown, str) else shown

    def row_of(self, proposal: Proposal) -> int:
        return self._rows.index(proposal)

    # ---- answers

    def answer(self, proposal: Proposal) -> Answer | None:
        """Return what becomes of a proposal: kept, too, if something that it needs is; None as long as it is asked."""
        answer = self.answers.get(proposal.key, None if proposal.is_asked else Answer.KEEP)
        if answer in (None, Answer.KEEP):
            return answer
        needed = (self._by_key[key] for key in proposal.needs if key in self._by_key)
        return Answer.KEEP if any(self.answer(each) in (None, Answer.KEEP) for each in needed) else answer

    @property
    def accepted(self) -> dict[str, Answer]:
        """The answers that do something."""
        answers = {proposal.key: self.answer(proposal) for proposal in self._merge.proposals}
        return {key: answer for key, answer in answers.items() if answer and answer is not Answer.KEEP}

    @property
    def unanswered(self) -> int:
        """How many of those asked have no answer yet."""
        return sum(proposal.key not in self.answers for proposal in self._merge.asked)

    def give(self, proposal: Proposal, answer: Answer) -> None:
        """Answer a proposal; accepting one accepts what it needs."""
        if answer not in proposal.answers:
            return
        self.answers[proposal.key] = answer
        if answer is not Answer.KEEP:
            for key in proposal.needs:
                if needed := self._by_key.get(key):
                    self.give(needed, Answer.TAKE)
        self._on_answered()

    def turn(self, proposal: Proposal) -> None:
        """Give the next answer: take or keep; of one that is asked, each in turn."""
        answers = proposal.answers
        present = self.answer(proposal)
        following = 0 if present is None else (answers.index(present) + 1) % len(answers)
        self.give(proposal, answers[following])

    def take_all(self, *, takes: bool) -> None:
        """Take, or keep, everything that is not asked."""
        answer = Answer.TAKE if takes else Answer.KEEP
        self.answers |= dict.fromkeys((proposal.key for proposal in self._merge.offered), answer)
        self._on_answered()

    def keep(self, proposals: Iterable[Proposal]) -> None:
        self.answers |= dict.fromkeys((proposal.key for proposal in proposals), Answer.KEEP)
        self._on_answered()

    def _on_answered(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, TAKE), self.index(len(self._rows) - 1, PLACE))
        self.answered.emit()

    # ---- what is shown

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        proposal = self.proposal(index.row())
        if proposal is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return ROW | Qt.ItemFlag.ItemIsUserCheckable if self._has_box(proposal, index.column()) else ROW

    def setData(self, index: Index, value: Any, role: int = CHECK_STATE) -> bool:
        proposal = self.proposal(index.row()) if index.isValid() else None
        if proposal is None or role != CHECK_STATE or not self._has_box(proposal, index.column()):
            return False
        self.turn(proposal)
        return True

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        proposal, column = self.proposal(index.row()), index.column()
        if proposal is None:
            return self._of_heading(index, role)
        match role:
            case _ if role == DISPLAY:
                return self._text(proposal, column)
            case _ if role == TOOL_TIP:
                return (self.said.why(proposal) if column == TAKE else "") or self._text(proposal, column)
            case _ if role == ACCESSIBLE_TEXT and column == TAKE:
                return self._name_of_answer(proposal)
            case _ if role == CHECK_STATE and self._has_box(proposal, column):
                return CHECKED if self.answer(proposal) is Answer.TAKE else UNCHECKED
            case _ if role == FOREGROUND:
                return self._foreground(proposal, column)
            case _ if role == ALIGNMENT:
                return RIGHT if column in VALUES and self.is_amount(proposal) else LEFT
        return None

    def _of_heading(self, index: Index, role: int) -> Any:
        if role == DISPLAY and index.column() == TAKE:
            return self._rows[index.row()]
        return self._theme.colour("muted") if role == FOREGROUND else None

    def is_amount(self, proposal: Proposal) -> bool:
        """True if the values of a proposal are amounts."""
        return any(hasattr(value, "as_tuple") for value in (proposal.old, proposal.ours, proposal.new))

    def _has_box(self, proposal: Proposal, column: int) -> bool:
        return column == TAKE and not proposal.is_asked and Answer.TAKE in proposal.changes

    def _foreground(self, proposal: Proposal, column: int) -> Any:
        if column == TAKE and self.answer(proposal) is None:
            return self._theme.colour("warning")
        return None if proposal.changes else self._theme.colour("muted")

    def _text(self, proposal: Proposal, column: int) -> str:
        match column:
            case 0:
                return "" if self._has_box(proposal, column) else self._name_of_answer(proposal)
            case 1:
                return self.said.what(proposal)
            case 2:
                return self.said.attribute(proposal)
            case 3:
                return self.said.value(proposal, proposal.old)
            case 4:
                return self.said.value(proposal, proposal.ours)
            case 5:
                return self.said.value(proposal, proposal.new)
        return proposal.place

    def _name_of_answer(self, proposal: Proposal) -> str:
        if not proposal.changes:
            return tr("Cannot be taken")
        answer = self.answer(proposal)
        return tr("Choose…") if answer is None else tr(ANSWERS[answer])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role, WHAT)
        if not 0 <= section < len(HEADINGS):
            return None
        if role == DISPLAY:
            return tr(HEADINGS[section])
        return LEFT if role == ALIGNMENT else None
