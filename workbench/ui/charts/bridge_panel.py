"""The panel that shows the bridge of a total, from as reported, through each difference, to the result."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from workbench.presentation.bridge import BridgeStep, bridge
from workbench.presentation.key_totals import why_no_totals
from workbench.presentation.units import money_unit
from workbench.session import Change, Session
from workbench.ui.adjustments.totals_model import KeyLine, TotalsModel
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.elided_label import ElidedLabel
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.number_format import DASH, format_amount
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import short_label

if TYPE_CHECKING:
    from workbench.ui.charts.waterfall import Scale, Waterfall

LEAST_CHOICE = 24
"""The characters of a total's name that are shown in any window."""


class BridgePanel(QWidget):
    """Lets the user choose the total and follows the session; the chart is added once its library is loaded."""

    def __init__(
        self,
        session: Session,
        signals: SessionSignals,
        view_state: ViewState,
        totals: TotalsModel,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._view_state = view_state
        self._totals = totals
        self._theme = theme
        self._chart: Waterfall | None = None
        self._key: KeyLine | None = None
        self._scale: Scale | None = None
        self._statement = ""
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(tr("Total explained by the bridge"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(LEAST_CHOICE)
        self.from_zero = QToolButton(self)
        self.from_zero.setText(tr("Start at zero"))
        self.from_zero.setObjectName("choice")
        self.from_zero.setCheckable(True)
        self.from_zero.setToolTip(tr("When off, the axis is cut where the differences would be too small to see"))
        self._unit_label = ElidedLabel(self)
        self._unit_label.setObjectName("quiet")
        self._message = QLabel(tr("Preparing the chart …"), self)
        self._message.setObjectName("quiet")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self.choice)
        self._lay_out()
        self._lazy_refresh = LazyRefresh(self, self._redraw)
        signals.changed.connect(self._on_session_changed)
        view_state.changed.connect(self._on_view_state_changed)
        self.choice.currentIndexChanged.connect(self._redraw)
        self.from_zero.toggled.connect(self._redraw)
        self._on_view_state_changed()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 0)
        bar.addWidget(self.choice, 1)
        bar.addWidget(self._unit_label, 1)
        bar.addWidget(self.from_zero)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)

    def draw(self) -> None:
        """Build the chart once; its library must already be loaded, or the window would wait for it."""
        from workbench.ui.charts.waterfall import Waterfall

        if self._chart is None:
            self._chart = Waterfall(self._theme, self)
            self._stack.addWidget(self._chart)
            self._chart.getViewBox().sigResized.connect(self._redraw)
            self._redraw()

    def end(self) -> None:
        """Close the chart, whose library keeps menus that no parent deletes."""
        if self._chart is not None:
            self._chart.close()
            self._chart = None

    @property
    def chart(self) -> "Waterfall | None":
        return self._chart

    def _on_session_changed(self, change: Change) -> None:
        if change.is_switch:
            self._lazy_refresh.request_instead(self._redraw_switched)
        elif not change.is_remark:
            self._on_view_state_changed()

    def _on_view_state_changed(self) -> None:
        """Offer the totals of the reporting period and, when the statement changes, choose its last one.

        The chosen total stays when only the period changes.
        """
        keys = [key for key in self._totals.key_lines if key.is_reconciled]
        names = [self._name_of(key) for key in keys]
        chosen = self._key.line.id if self._key else ""
        self.choice.blockSignals(True)
        if names != [self.choice.itemText(index) for index in range(self.choice.count())]:
            self.choice.clear()
            self.choice.addItems(names)
            self.choice.setCurrentIndex(next((index for index, key in enumerate(keys) if key.line.id == chosen), 0))
        own = [index for index, key in enumerate(keys) if key.line.id in self._view_state.statement.line_by_id]
        if own and self._statement != self._view_state.statement.id:
            self.choice.setCurrentIndex(own[-1])
        self.choice.blockSignals(False)
        self._statement = self._view_state.statement.id
        self._keys = keys
        self._lazy_refresh.request()

    def _name_of(self, key: KeyLine) -> str:
        period = short_label(self._session.project.periods[key.period], window_words())
        return tr("{line}, {period}", line=key.line.name, period=period)

    def _redraw(self) -> None:
        """Draw the chosen bridge on its own axis; without one, say why."""
        if self._chart is None:
            return
        from workbench.ui.charts.waterfall import scale_of

        index = self.choice.currentIndex()
        self._key = self._keys[index] if 0 <= index < len(self._keys) else None
        steps = self._steps()
        self._stack.setCurrentWidget(self._chart if steps else self._message)
        if not steps:
            reason = why_no_totals(self._session.project, window_words())
            self._message.setText(reason or tr("No total is reconciled in this reporting period."))
            self._unit_label.clear()
            return
        self._scale = scale_of(steps, self._chart.plot_height, from_zero=self.from_zero.isChecked())
        unit = money_unit(self._session.project, window_words())
        cut_unit = tr("{unit}; the axis does not start at zero", unit=unit)
        self._unit_label.setText(cut_unit if self._scale.is_cut else unit)
        self._draw(steps)

    def _redraw_switched(self) -> None:
        """Draw the bridge on the same axis, which fits every state of the switches."""
        steps = self._steps()
        if steps and self._stack.currentWidget() is self._chart:
            self._draw(steps)
        else:
            self._redraw()

    def _steps(self) -> tuple[BridgeStep, ...]:
        return bridge(self._session.results, self._key.line.id, self._key.period, window_words()) if self._key else ()

    def _draw(self, steps: tuple[BridgeStep, ...]) -> None:
        if self._chart and self._key and self._scale:
            line = self._key.line
            self._chart.show_steps(
                steps, tuple(format_amount(step.amount, line) or DASH for step in steps), self._scale
            )
