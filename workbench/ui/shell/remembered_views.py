"""How each project was last looked at: hidden columns and the widths that the user gave; kept beside the settings."""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from workbench.domain.ids import AdjustmentId, StatementId
from workbench.files import replacing
from workbench.presentation.statement_table import Column, ColumnKind
from workbench.ui.shell.workspace import Workspace

MOST_PROJECTS = 60
WIDEST = 4_000
"""In pixels; a width beyond this is none that a user gave."""


class RememberedViews:
    """Reads and writes one file, in which a project is known by a digest of its path. Without a file, none is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def restore(self, workspace: Workspace) -> None:
        """Show a project as it was last seen; what no longer fits is left out."""
        view = self._read().get(_key_of(workspace)) or {}
        project = workspace.document.session.project
        known = project.adjustment_by_id.keys()
        hidden = known & {AdjustmentId(key) for key in view.get("hidden", ()) if isinstance(key, str)}
        widths = {
            StatementId(statement): {
                column: width for name, width in columns.items() if _is_width(width) and (column := _column_of(name))
            }
            for statement, columns in view.get("widths", {}).items()
            if statement in project.statement_by_id
        }
        workspace.view_state.hide(frozenset(hidden))
        workspace.page.take_widths(widths)

    def remember(self, workspace: Workspace) -> None:
        """Keep how a project is seen now; the projects last looked at are kept."""
        if self._path is None or not _key_of(workspace):
            return
        widths = {
            statement: {_name_of(column): width for column, width in columns.items()}
            for statement, columns in workspace.page.own_widths().items()
        }
        views = self._read()
        views.pop(_key_of(workspace), None)
        if widths or workspace.view_state.hidden:
            views[_key_of(workspace)] = {"hidden": sorted(workspace.view_state.hidden), "widths": widths}
        latest = dict(list(views.items())[-MOST_PROJECTS:])
        with suppress(OSError), replacing(self._path) as temporary:
            temporary.write_text(json.dumps(latest), encoding="utf-8")

    def _read(self) -> dict[str, Any]:
        """Return what is kept; nothing if the file is missing or no longer makes sense."""
        if self._path is None:
            return {}
        try:
            views = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(views, dict):
            return {}
        return {key: view for key, view in views.items() if _makes_sense(view)}


def _key_of(workspace: Workspace) -> str:
    """Return the digest of the path of a project; empty until it has been saved."""
    path = workspace.document.path
    return sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest() if path else ""


def _makes_sense(view: object) -> bool:
    if not isinstance(view, dict):
        return False
    hidden, widths = view.get("hidden", []), view.get("widths", {})
    are_lists = isinstance(hidden, list) and isinstance(widths, dict)
    return are_lists and all(isinstance(columns, dict) for columns in widths.values())


def _is_width(width: object) -> bool:
    return type(width) is int and 0 < width <= WIDEST


def _name_of(column: Column) -> str:
    return f"{column.kind.name}:{column.adjustment}"


def _column_of(name: str) -> Column | None:
    """Return the column of a name; None if a later version wrote another."""
    kind, _, adjustment = name.partition(":")
    return Column(ColumnKind[kind], AdjustmentId(adjustment)) if kind in ColumnKind.__members__ else None
