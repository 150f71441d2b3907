"""Icons that are drawn by the program."""

import gc

from PySide6.QtGui import QIcon

from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.theme import Theme


class Holder:
    """What holds an icon, and itself: only the search for garbage finds it."""

    def __init__(self, held: QIcon) -> None:
        self.held = held
        self.itself = self


def test_icons_of_what_is_found_as_garbage_are_freed_without_harm(theme: Theme) -> None:
    for _ in range(200):
        Holder(icon("fail", theme, "bad"))
    gc.collect()
    assert not icon("fail", theme, "bad").pixmap(16, 16).isNull()
