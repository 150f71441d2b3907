"""The view of each kind of chart; imports the charts' library."""

from PySide6.QtWidgets import QWidget

from workbench.ui.charts.chart_view import ChartStyle, ChartView
from workbench.ui.charts.composition_chart import CompositionChart
from workbench.ui.charts.contents import ChartKind
from workbench.ui.charts.trend_chart import TrendChart
from workbench.ui.charts.waterfall import Waterfall

VIEWS: dict[ChartKind, type[Waterfall] | type[TrendChart] | type[CompositionChart]] = {
    ChartKind.BRIDGE: Waterfall,
    ChartKind.TREND: TrendChart,
    ChartKind.COMPOSITION: CompositionChart,
    ChartKind.EQUITY: Waterfall,
}


def make_view(kind: ChartKind, style: ChartStyle, parent: QWidget | None) -> ChartView:
    """Return an empty view of a kind of chart."""
    return VIEWS[kind](style, parent)
