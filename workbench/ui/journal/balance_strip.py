"""Below the rows of an entry: how they balance at each moment. Painted, so that typing lays nothing out again."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.domain.amounts import format_for_reader
from workbench.domain.ledger import Balance
from workbench.ui.journal.draft_controller import DraftController
from workbench.ui.toolkit.icons import icon_pixmap
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_concept

SIDE, ABOVE, ICON, MOST_LINES = 10, 3, 14, 3


class BalanceStrip(QWidget):
    """A line for each moment: debits, credits, the effect on profit, and what is open; by icon and word."""

    def __init__(self, controller: DraftController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        controller.changed.connect(self._on_changed)
        controller.edited.connect(self._on_changed)
        theme.changed.connect(self.update)

    def _on_changed(self) -> None:
        self.setAccessibleName("; ".join(self.texts()) or tr("Nothing entered yet"))
        self.setToolTip("\n".join(self.texts()))  # a narrow window cuts them
        self.updateGeometry()
        self.update()

    def texts(self) -> list[str]:
        """Return a sentence for each moment that the draft touches."""
        return [self._describe(balance) for balance in self._controller.balances]

    def visible_balances(self) -> list[Balance]:
        """Return the balances that there is room for: those that are open first, then the latest of the others."""
        balances = self._controller.balances
        still_open = [balance for balance in balances if self._controller.is_open(balance)][:MOST_LINES]
        others = [balance for balance in balances if not self._controller.is_open(balance)]
        return [*still_open, *others[max(len(still_open) + len(others) - MOST_LINES, 0) :]]

    def _describe(self, balance: Balance) -> str:
        debits, credits_ = format_for_reader(balance.debited), format_for_reader(balance.credited)
        sums = tr("debits {debits}, credits {credits}", debits=debits, credits=credits_)
        return f"{self._say_state(balance)}  ·  {sums}"

    def _say_state(self, balance: Balance) -> str:
        period, state = self._controller.label_of(balance.moment), self._state_of(balance)
        return tr("{period}: {state}", period=period, state=state)

    def _state_of(self, balance: Balance) -> str:
        result = format_for_reader(balance.result)
        if balance.open_amount:
            amount = format_for_reader(abs(balance.open_amount))
            return (
                tr("{amount} debit open", amount=amount)
                if balance.open_amount > 0
                else tr("{amount} credit open", amount=amount)
            )
        if share := self._controller.share_without_line(balance):
            line, amount = name_of_concept(share.concept, window_words()), format_for_reader(share.amount)
            return tr("{amount} stays open: no line has the concept {concept}", amount=amount, concept=line)
        if balance.falls_into_equity:
            return tr("balances; profit {result} goes to equity", result=result)
        if balance.is_one_sided:
            return tr("profit {result}; it stands alone, without balance sheet amounts", result=result)
        if balance.of_earlier_periods:
            earlier = format_for_reader(balance.of_earlier_periods)
            return tr("balances; profit {result}, and {earlier} from earlier periods", result=result, earlier=earlier)
        return tr("balances; profit {result}", result=result) if balance.result else tr("balances")

    def sizeHint(self) -> QSize:
        lines = min(max(len(self._controller.balances), 1), MOST_LINES)
        return QSize(100, lines * (self.fontMetrics().height() + ABOVE) + 2 * ABOVE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.colour("base"))
        height = self.fontMetrics().height() + ABOVE
        balances = self.visible_balances()
        if not balances:
            painter.setPen(theme.colour("muted"))
            row = QRect(SIDE, ABOVE, self.width() - 2 * SIDE, height)
            painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter), tr("Nothing entered yet"))
        for number, balance in enumerate(balances):
            row = QRect(SIDE, ABOVE + number * height, self.width() - 2 * SIDE, height)
            is_open = self._controller.is_open(balance)
            name, ink = ("warning", "warning") if is_open else ("pass", "good")
            pixmap = icon_pixmap(name, theme, ink, ICON, self.devicePixelRatioF())
            painter.drawPixmap(row.left(), row.top() + (height - ICON) // 2, pixmap)
            painter.setPen(theme.colour("warning" if is_open else "text"))
            room = row.width() - ICON - 6
            text = self._describe(balance)
            if self.fontMetrics().horizontalAdvance(text) > room:  # debits and credits stand in the rows, too
                text = self.fontMetrics().elidedText(self._say_state(balance), Qt.TextElideMode.ElideRight, room)
            painter.drawText(row.adjusted(ICON + 6, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)
