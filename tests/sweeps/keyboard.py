"""The four published differences typed into the window by keyboard alone: keystrokes, seconds, and each effect."""

import sys
import time

from tests.benchmarks.window import shown_window
from tests.posted_journals import primary_project
from tests.ui.test_published_by_keyboard import NAMES, unlike_the_filing, write_all
from tests.ui.voucher_typing import Typist
from workbench.importing import import_workbooks
from workbench.resources import sample
from workbench.session import Session
from workbench.ui.shell.application import application_of
from workbench.ui.toolkit.theme import Choice, Theme
from workbench.workbooks import begin_reading


def main() -> int:
    """Type all four, and print what differs from the filing."""
    application = application_of(["sweep"])
    published = Session(import_workbooks([begin_reading(sample())]))
    window = shown_window(Theme(application, Choice.LIGHT), primary_project())
    assert window.workspace is not None
    typist, started = Typist(window.workspace), time.perf_counter()
    write_all(typist, NAMES)
    seconds = time.perf_counter() - started
    session = window.workspace.document.session
    differing = unlike_the_filing(session, published, NAMES)
    for effect in differing:
        print(effect)
    entries = sum(len(adjustment.entries) for adjustment in session.project.adjustments)
    print(f"{len(NAMES)} differences, {entries} entries: {typist.keys:,} keystrokes, {seconds:.1f} seconds")
    window.close()
    return 1 if differing or entries != 3 * len(NAMES) else 0


if __name__ == "__main__":
    sys.exit(main())
