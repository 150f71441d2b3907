"""The kinds of differences by period, with what was concluded about each."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QSortFilterProxyModel, Qt

from workbench.catalogue.differences import KindOfDifference
from workbench.domain.amounts import format_for_reader
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.ids import KindId
from workbench.domain.ledger import Moment
from workbench.journals.proposals import standards_in
from workbench.phrases import listing
from workbench.presentation.completeness import CompletenessTable, KindAnswer
from workbench.session import Session
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, FOREGROUND, LEFT, NOWHERE, TOOL_TIP, Index, name_of_row
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_conclusion, with_capital
from workbench.wording.periods import short_label

KIND, STANDARDS, FIRST_MOMENT = range(3)
INKS = {None: "warning", Conclusion.ADJUSTED: "good"}
"""The ink of an open question, and of what is adjusted; any other answer is quiet."""


class CompletenessModel(QAbstractTableModel):
    """Only ``refresh`` updates it: it is usually behind another tab. Without periods it has no rows."""

    def __init__(self, session: Session, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._table = CompletenessTable(session.project)

    @property
    def moments(self) -> tuple[Moment, ...]:
        return self._table.moments

    def kind(self, row: int) -> KindOfDifference:
        return self._table.kinds[row]

    def answer(self, row: int, moment: Moment) -> KindAnswer:
        return self._table.answer(self.kind(row).id, moment)

    def answer_of(self, kind: KindId, moment: Moment) -> KindAnswer:
        return self._table.answer(kind, moment)

    def count_open(self, moment: Moment) -> int:
        """Return the number of kinds that are open questions at a moment."""
        return sum(1 for _ in self._table.open_kinds(moment))

    def refresh(self) -> None:
        self.beginResetModel()
        self._table = CompletenessTable(self._session.project)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or not self.moments else len(self._table.kinds)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else FIRST_MOMENT + len(self.moments)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == ALIGNMENT:
            return LEFT
        if column < FIRST_MOMENT:
            return self._text_of_kind(self.kind(row), column) if role in (DISPLAY, TOOL_TIP) else None
        answer = self.answer(row, self.moments[column - FIRST_MOMENT])
        match role:
            case _ if role == DISPLAY:
                return text_of(answer)
            case _ if role == TOOL_TIP:
                return explain(answer)
            case _ if role == FOREGROUND:
                return self._theme.colour("warning" if answer.is_to_confirm else INKS.get(answer.conclusion, "muted"))
        return None

    def _text_of_kind(self, kind: KindOfDifference, column: int) -> str:
        if column == KIND:
            return with_capital(tr_fact(kind.fact))
        return " → ".join(filter(None, standards_in(kind, self._table.project)))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role, KIND)
        if not 0 <= section < self.columnCount():
            return None
        if role == ALIGNMENT:
            return LEFT
        if role != DISPLAY:
            return None
        if section < FIRST_MOMENT:
            return tr("Kind of difference") if section == KIND else tr("Standards")
        period = self._table.project.periods[self.moments[section - FIRST_MOMENT].period]
        return short_label(period, window_words())


def text_of(answer: KindAnswer) -> str:
    """Return a conclusion in a word or two: ``below the threshold (1,200)``."""
    if answer.adjusted_by:
        return name_of_conclusion(Conclusion.ADJUSTED, window_words())
    if answer.considered is None:
        return tr("open")
    text = _text_of_consideration(answer.considered)
    return tr("{conclusion}, to be confirmed", conclusion=text) if answer.is_to_confirm else text


def _text_of_consideration(considered: Consideration) -> str:
    name, amount = name_of_conclusion(considered.conclusion, window_words()), considered.amount
    return name if amount is None else tr("{name} ({amount})", name=name, amount=format_for_reader(amount))


def explain(answer: KindAnswer) -> str:
    """Return of which differences there are entries, and what was concluded, why, by whom and when."""
    lines = []
    if answer.adjusted_by:
        names = listing([known.name for known in answer.adjusted_by], window_words(), may_have_commas=True)
        lines.append(tr("Entries of {names}", names=names))
    if considered := answer.considered:
        by = tr("{name}, {day}", name=considered.by or tr("unknown"), day=considered.at.strftime("%Y-%m-%d %H:%M"))
        lines += [_text_of_consideration(considered), considered.reason, by]
        if answer.is_to_confirm:
            lines.append(tr("Carried from an earlier period; to be confirmed for this one"))
    return "\n".join(filter(None, lines)) or tr("Nobody has considered this yet.")


class CompletenessFilter(QSortFilterProxyModel):
    """Shows all kinds, or those that are open or to be confirmed at some moment, that contain a text."""

    def __init__(self, model: CompletenessModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._only_open = False
        self._wanted = ""
        self.setSourceModel(model)

    def show_only(self, *, only_open: bool, text: str) -> None:
        self.beginFilterChange()
        self._only_open, self._wanted = only_open, text.casefold().strip()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        texts = (self._model.index(row, column).data() for column in (KIND, STANDARDS))
        if self._wanted and not any(self._wanted in str(text).casefold() for text in texts):
            return False
        answers = (self._model.answer(row, moment) for moment in self._model.moments)
        return not self._only_open or any(answer.conclusion is None or answer.is_to_confirm for answer in answers)
