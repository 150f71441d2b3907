"""The entry editor: opening a difference, searching a line, scrolling entries, typing a leg until all is painted."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from tests.benchmarks.books import book
from tests.benchmarks.measuring import Measurement
from tests.benchmarks.window import TWO_FRAMES, measure_acts, percentile, shown_window
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry, Leg
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.ui.journal.draft_model import LINE
from workbench.ui.shell.application import application_of
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.refusing_delegate import open_editor
from workbench.ui.toolkit.theme import Choice, Theme

DIFFERENCES, ENTRIES = 200, 500
SEARCHES = ("l", "li", "lin", "line", "line_1", "line_12", "line_19")
AMOUNT_COLUMN = 2


def writing() -> Iterator[Measurement]:
    """In a book of 200 differences with 500 entries each, and in the largest that the window is made for."""
    application = application_of(["benchmark"])
    theme = Theme(application, Choice.LIGHT)
    for name, project in (
        (f"2,000 x 4, {DIFFERENCES} differences x {ENTRIES} entries", many_entries()),
        ("20,000 x 12 x 50, 5 % touched", book(20_000, 12, 50, 0.05)),
    ):
        window = shown_window(theme, project)
        yield from _measured(application, window, name)
        window.files.close()
        window.close()
        window.deleteLater()
        application.processEvents()


def many_entries() -> Project:
    """Return a book whose differences have many entries of two legs, debit and credit."""
    project, chance = book(2_000, 4, 1, 0.0), random.Random(16)
    statement = project.statements[0]
    parts = [line.id for line in statement.lines if line.id not in statement.total_of]
    adjustments = tuple(_adjustment(number, parts, statement.periods, chance) for number in range(DIFFERENCES))
    return replace(project, adjustments=adjustments, enabled=frozenset(known.id for known in adjustments))


def _adjustment(number: int, parts: Sequence[LineId], periods: Sequence[PeriodId], chance: random.Random) -> Adjustment:
    entries = {}
    for entry in range(ENTRIES):
        key, period, amount = EntryId(f"entry {entry}"), chance.choice(periods), Decimal(chance.randrange(1, 10**6))
        legs = (Leg(chance.choice(parts), period, amount), Leg(chance.choice(parts), period, -amount))
        entries[key] = JournalEntry(key, legs, f"Memo of entry {entry}", f"JV {entry}")
    stated_for = frozenset(("book", period) for period in periods)
    return Adjustment(f"difference_{number}", f"Difference {number}", entries=Map(entries), stated_for=stated_for)


def _measured(application: QApplication, window: MainWindow, name: str) -> Iterator[Measurement]:
    workspace = window.workspace
    assert workspace is not None
    ids = [adjustment.id for adjustment in workspace.document.session.project.adjustments]
    panel = workspace.journal
    workspace.show_panel("Journal")
    workspace.give_room_below()
    application.processEvents()
    statement = workspace.view_state.statement
    lines = [line.id for line in statement.lines if line.id not in statement.total_of]

    def open_difference(number: int) -> None:
        panel.controller.discard()
        panel.begin(ids[number % len(ids)])

    def scroll(number: int) -> None:
        bar = panel.entry_list.verticalScrollBar()
        bar.setValue((bar.value() + bar.pageStep()) % max(bar.maximum(), 1))

    def search(number: int) -> None:
        editor = open_editor(panel.table)
        if editor is None:
            panel.table.begin_row()
            QAbstractItemView.edit(panel.table, panel.table.currentIndex())
            editor = open_editor(panel.table)
        assert isinstance(editor, QLineEdit)
        editor.setText(SEARCHES[number % len(SEARCHES)])
        editor.textEdited.emit(editor.text())

    def choose_line(number: int) -> None:
        panel.legs.set_line(0, lines[number % len(lines)])

    def type_amount(number: int) -> None:
        panel.legs.setData(panel.legs.index(0, AMOUNT_COLUMN), str(number + 1))

    def settle() -> None:
        for _ in range(3):
            application.processEvents()

    opened, scrolled = measure_acts(application, (open_difference, scroll), settle)
    (searched,) = measure_acts(application, (search,), settle)
    panel.table.finish_editing()
    _, typed = measure_acts(application, (choose_line, type_amount), settle)
    assert panel.legs.text(0, LINE)
    for what, times in (("opens", opened), ("scrolls a page", scrolled), ("searches", searched)):
        yield Measurement(f"editor {what}, 95th percentile, {name}", percentile(times), "ms", TWO_FRAMES)
    yield Measurement(f"leg typed to painted, 95th percentile, {name}", percentile(typed), "ms", TWO_FRAMES)
