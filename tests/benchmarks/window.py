"""The window: how long until a switch, an edit, a page is painted, a text is found; and the memory of a large book."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.books import book
from tests.benchmarks.exports import most_kilobytes
from tests.benchmarks.measuring import Measurement
from workbench.commands import EditEntries, EditFigures, SwitchAdjustment
from workbench.domain.project import Project
from workbench.store import save
from workbench.ui.shell.application import application_of
from workbench.ui.shell.window import MainWindow
from workbench.ui.statement.statement_page import StatementPage
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme

SIZES = (
    ("60 x 4 x 4, 25 % touched", 60, 4, 4, 0.25),
    ("2,000 x 12 x 20 dense", 2_000, 12, 20, 1.0),
    ("20,000 x 12 x 50, 5 % touched", 20_000, 12, 50, 0.05),
)
TIMES = 60
FRAME, TWO_FRAMES, MEDIAN_SWITCH, SHARE_OF_REPAINT = 16.0, 33.0, 10.0, 0.25
FIRST_HIT = 300.0
MOST_MEGABYTES = 1024
SECONDS_TO_OPEN, SECONDS_TO_SETTLE, SECONDS_IDLE = 300, 60, 0.05


def painting() -> Iterator[Measurement]:
    """At 1600 x 1000, with grid, switches, totals and chart on screen, and every step written down for recovery."""
    application = application_of(["benchmark"])
    theme = Theme(application, Choice.LIGHT)
    for name, lines, periods, differences, share in SIZES:
        with TemporaryDirectory() as state:
            window = shown_window(theme, book(lines, periods, differences, share), Path(state))
            yield from _measured(application, window, name)
            window.files.close()
            window.close()
            window.deleteLater()
            application.processEvents()


def shown_window(theme: Theme, project: Project, state_folder: Path | None = None) -> MainWindow:
    """Return a window on ``project`` that has painted everything, its chart too.

    ``state_folder``: where its steps are written down; None: nowhere.
    """
    window = MainWindow(Settings(None), theme, state_folder=state_folder)
    window.resize(1600, 1000)
    window.show()
    window.files.show(window.files.keeping.document_of(project, "benchmark"))
    assert window.workspace is not None
    latest = time.perf_counter() + SECONDS_TO_SETTLE
    while window.workspace.charts.chart is None and time.perf_counter() < latest:
        QCoreApplication.processEvents()
    return window


def _measured(application: QApplication, window: MainWindow, name: str) -> Iterator[Measurement]:
    workspace = window.workspace
    assert workspace is not None
    session = workspace.document.session
    ids = [adjustment.id for adjustment in session.project.adjustments]
    views = [
        workspace.grid,
        workspace.adjustments_panel.switches,
        workspace.adjustments_panel.totals_view,
        workspace.charts.chart,
    ]
    assert all(view is not None and view.isVisible() for view in views)

    def settle() -> None:
        until = time.perf_counter() + SECONDS_IDLE  # the checks of a large book go on for minutes
        while workspace.checks_run.is_running and time.perf_counter() < until:
            application.processEvents()

    def switch(number: int) -> None:
        adjustment = ids[number % len(ids)]
        session.execute(SwitchAdjustment(adjustment, adjustment not in session.project.enabled))

    def edit(number: int) -> None:
        statement = session.project.statements[0]
        line = statement.lines[1 + number % 18].id
        session.execute(EditFigures({(line, workspace.view_state.period): Decimal(1_000 + number)}))

    def enter(number: int) -> None:
        line = session.project.statements[0].lines[1 + number % 18].id
        session.execute(EditEntries(ids[number % len(ids)], {(line, workspace.view_state.period): Decimal(number + 1)}))

    def scroll(number: int) -> None:
        """Scroll a page, to the end and back again."""
        bar = workspace.grid.verticalScrollBar()
        pages = max(bar.maximum() // bar.pageStep(), 1)
        bar.setValue(bar.pageStep() * abs((number + pages) % (2 * pages) - pages))

    def repaint(_: int) -> None:
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                widget.update()

    settle()
    switches, repaints = measure_acts(application, (switch, repaint), settle)
    edits, entries = measure_acts(application, (edit, enter), settle)
    (scrolled,) = measure_acts(application, (scroll,), settle)
    median = statistics.median(switches)
    yield Measurement(f"full repaint, {name}", statistics.median(repaints), "ms")
    yield Measurement("  switch to painted, median", median, "ms", MEDIAN_SWITCH)
    yield Measurement("  switch to painted, 95th percentile", percentile(switches), "ms", FRAME)
    yield Measurement("  switch to painted / full repaint", median / statistics.median(repaints), "x", SHARE_OF_REPAINT)
    yield Measurement("  edit to painted, median", statistics.median(edits), "ms")
    yield Measurement("  edit to painted, 95th percentile", percentile(edits), "ms", TWO_FRAMES)
    yield Measurement("  entry to painted, 95th percentile", percentile(entries), "ms", TWO_FRAMES)
    yield Measurement("  a page of scrolling, 95th percentile", percentile(scrolled), "ms", TWO_FRAMES)
    page = workspace.page
    first, shown, left = measure_comparing(application, page, settle)
    yield Measurement("  compare view, first time to painted", first, "ms")
    yield Measurement("  compare view to painted, 95th percentile", percentile(shown), "ms", FRAME)
    yield Measurement("  back to the statement, 95th percentile", percentile(left), "ms", FRAME)
    page.compare(True)
    (compared,) = measure_acts(application, (switch,), settle)
    yield Measurement("  switch to painted while comparing, 95th percentile", percentile(compared), "ms", FRAME)
    page.compare(False)
    settle()
    slowest = max(measure_finding(application, window))
    yield Measurement("  find to the first hit, the slowest of four", slowest, "ms", FIRST_HIT)


def measure_finding(application: QApplication, window: MainWindow) -> list[float]:
    """Return how long it took until the first hit was listed: the last caption and figures of the last line."""
    window.act("find")
    workspace = window.workspace
    assert workspace is not None
    project, panel = workspace.document.session.project, workspace.find_panel
    statement, adjustment = project.statements[-1], project.adjustments[-1]
    line, period = statement.lines[-1].id, statement.periods[-1]
    last_cell = max(adjustment.effects, key=lambda cell: statement.place_of[cell[0]])
    times = []
    for text in (
        statement.lines[-1].name,
        str(statement.figure(line, period)),
        str(adjustment.effects[last_cell]),
        "0",
    ):
        panel.text.clear()
        application.processEvents()
        start = time.perf_counter()
        panel.text.setText(text)
        while not panel.hits.rowCount() and time.perf_counter() < start + SECONDS_TO_SETTLE:
            application.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return times


def measure_comparing(
    application: QApplication, page: StatementPage, settle: Callable[[], None]
) -> tuple[float, list[float], list[float]]:
    """Return how long the compare view took to be painted the first time, each time after, and to be left again."""
    acts = (lambda _: page.compare(True), lambda _: page.compare(False))
    shown, left = measure_acts(application, acts, settle)
    return shown[0], shown[1:], left


def memory() -> Iterator[Measurement]:
    """Of a process that opens the large book from its file, paints it, scrolls, and switches a difference."""
    name, *size = SIZES[-1]
    with TemporaryDirectory() as folder:
        file = Path(folder, "book.recon")
        save(book(*size), file)
        command = [sys.executable, "-m", "tests.benchmarks.window", str(file)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    yield Measurement(f"the open window, {name}: memory", float(done.stdout), "MB", MOST_MEGABYTES)


def main(file: Path) -> None:
    """Open a project, and print the megabytes that this process took at most."""
    application = application_of(["benchmark"])
    with TemporaryDirectory() as state:
        window = MainWindow(Settings(None), Theme(application, Choice.LIGHT), state_folder=Path(state))
        window.resize(1600, 1000)
        window.show()
        window.files.open([file])
        latest = time.perf_counter() + SECONDS_TO_OPEN
        while (window.workspace is None or window.workspace.charts.chart is None) and time.perf_counter() < latest:
            QCoreApplication.processEvents()
        assert window.workspace is not None
        bar, session = window.workspace.grid.verticalScrollBar(), window.workspace.document.session
        for page in range(TIMES):
            bar.setValue(page * bar.pageStep())
            application.processEvents()
        session.execute(SwitchAdjustment(session.project.adjustments[0].id, False))
        application.processEvents()
        print(most_kilobytes() / 1024)
        window.files.close()
        window.close()


def measure_acts(
    application: QApplication, acts: tuple[Callable[[int], None], ...], settle: Callable[[], None]
) -> list[list[float]]:
    """Return, for each act, how long it took many times until nothing was left to paint.

    The acts take turns, each after the idle work that a switch leaves, so that all find the machine in one state.
    """
    times: list[list[float]] = [[] for _ in acts]
    for number in range(TIMES):
        for act, mine in zip(acts, times, strict=True):
            start = time.perf_counter()
            act(number)
            application.sendPostedEvents()  # what is to be painted; idle work follows on timers
            mine.append((time.perf_counter() - start) * 1000)
            settle()
    return times


def percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
