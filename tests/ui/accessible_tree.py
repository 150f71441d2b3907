"""The tree that a screen reader walks: what is in it, what has no name, what a table calls its rows and columns."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role, Text = QAccessible.Role, QAccessible.Text
TABLES = frozenset((Role.Table, Role.Tree, Role.List))
CONTROLS = frozenset(
    (
        *(Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton, Role.ComboBox),
        *(Role.EditableText, Role.SpinBox, Role.Slider, Role.PageTab, Role.MenuItem, *TABLES),
    )
)
"""The roles of what a user acts on."""
NO_NAME = re.compile(r"[\s\d.,…&]*")
"""A name of digits and marks alone is what Qt makes up for a column without one."""
FRAMES = frozenset((Role.Window, Role.Dialog, Role.Client, Role.Pane, Role.Grouping, Role.LayeredPane, Role.ScrollBar))
"""The roles of what only holds others, or moves what is shown."""


class Found(NamedTuple):
    """One object of the tree, with those that hold it."""

    interface: QAccessibleInterface
    path: str

    @property
    def name(self) -> str:
        """What a screen reader calls it. Qt calls a choice by its value here; its own name counts, else its label's."""
        if self.interface.role() is not Role.ComboBox:
            return self.interface.text(Text.Name)
        choice = self.interface.object()
        labels = (label for label, kind in self.interface.relations() if kind & QAccessible.RelationFlag.Label)
        own = choice.accessibleName() if isinstance(choice, QWidget) else ""
        return own or next((label.text(Text.Name) for label in labels), "")

    @property
    def role(self) -> QAccessible.Role:
        return self.interface.role()

    def __str__(self) -> str:
        known = self.interface.object()
        kind = f"{type(known).__name__} {known.objectName()}" if known else ""
        return f"{self.path} > {self.role.name} {self.name!r} {kind}".rstrip()


def tree_of(widget: QWidget) -> Iterator[Found]:
    """Yield everything that is shown in a widget, without the cells of tables."""
    yield from _below(QAccessible.queryAccessibleInterface(widget), "")


def _below(interface: QAccessibleInterface | None, path: str) -> Iterator[Found]:
    if interface is None or interface.state().invisible:
        return
    found = Found(interface, path)
    yield found
    if found.role not in TABLES:
        for number in range(interface.childCount()):
            yield from _below(interface.child(number), f"{path} > {found.name[:24] or found.role.name}")


def is_control(found: Found) -> bool:
    """True for what a user acts on, or what takes the keyboard and is more than a frame around others."""
    return found.role in CONTROLS or (bool(found.interface.state().focusable) and found.role not in FRAMES)


def without_name(widget: QWidget) -> list[str]:
    """Return the controls in a widget that a screen reader could only call by their kind."""
    return [str(found) for found in tree_of(widget) if is_control(found) and NO_NAME.fullmatch(found.name)]


def unnamed_headings(widget: QWidget) -> list[str]:
    """Return the tables whose columns, or whose first rows, have no name."""
    return [fault for found in tree_of(widget) if found.role in TABLES for fault in _faults_of_table(found)]


MOST_CELLS = 60


def _faults_of_table(table: Found) -> Iterator[str]:
    parts = [table.interface.child(number) for number in range(min(table.interface.childCount(), MOST_CELLS))]
    for part in parts:
        if part is not None and part.role() in (Role.ColumnHeader, Role.RowHeader) and not part.state().invisible:
            name = part.text(Text.Name)
            is_bare = not name.strip() if part.role() is Role.RowHeader else NO_NAME.fullmatch(name)
            if is_bare and name.strip() != "%":
                yield f"{table}: {part.role().name} {name!r}"
