"""Corrections remembered by layout, offered the next time it occurs, and forgotten on request.

A layout is identified by its headings and captions and their places; figures and dates may differ. Only corrections of
a sheet are remembered. Those of a whole import (entity, currency and scale) are not: the next file with the same layout
may be another company's, and no one would notice that they were carried over.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.amount_text import amount_in
from workbench.domain.import_layouts import ImportLayout
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.files import replacing
from workbench.importing.language.period_text import is_only_a_period
from workbench.importing.language.vocabulary import normalise
from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    IgnoreArea,
    RowRole,
    SetColumnRole,
    SetDecimalMark,
    SetLinesAcross,
    SetRowRole,
    SetScale,
    SetStatementKind,
    SetTotalParts,
)
from workbench.workbooks import CellKind, Sheet

FEWEST_WORDS = 3
"""A sheet with fewer cells of words has no distinctive layout."""
DATED = re.compile(
    r"\d+|\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(uary|ruary|ch|il|ust|ember|tember|ober)?\b", re.I
)
FORMAT = 2
"""The version of the file that is written; one of a version that is not in ``FORMATS`` is moved aside."""
FORMATS = (1, FORMAT)
"""The versions that are read; the first one stored the roles of rows and columns as words."""
KINDS: Mapping[str, type[Correction]] = {
    "row": SetRowRole,
    "column": SetColumnRole,
    "ignored": IgnoreArea,
    "statement": SetStatementKind,
    "total": SetTotalParts,
    "decimal mark": SetDecimalMark,
    "lines across": SetLinesAcross,
    "scale": SetScale,
}
ROW_ROLES = {
    "heading": RowRole.HEADING,
    "line": RowRole.LINE,
    "section": RowRole.SECTION,
    "title": RowRole.TITLE,
    "note": RowRole.NOTE,
}
FIGURE_ROLES = {
    "as-reported": FigureRole.AS_REPORTED,
    "adjustment": FigureRole.ADJUSTMENT,
    "result": FigureRole.RESULT,
    "translation": FigureRole.TRANSLATION,
    "entry": FigureRole.ENTRY,
}
KEYS_OF_WORDS = {
    "heads the columns": "heading",
    "is a line": "line",
    "heads the lines below it": "section",
    "is a title": "title",
    "is a note": "note",
    "as reported": "as-reported",
}
"""The words in the first version for the keys of roles."""
KEYS: Mapping[tuple[type[Correction], str], str] = {
    (SetColumnRole, "role"): "says",
    (SetColumnRole, "adjustment_or_currency"): "of",
}
"""The name in the file of a correction's field, if different from the field's own."""


def fingerprint(sheet: Sheet) -> str:
    """Return the SHA-256 of a sheet's headings and captions with their places; "" if it has hardly any words."""
    words = []
    for cell in sheet.cells:
        if cell.kind is not CellKind.TEXT or amount_in(cell.text) is not None:
            continue
        if any(character.isnumeric() for character in cell.text) and is_only_a_period(cell.text):
            continue
        if text := " ".join(normalise(DATED.sub(" ", cell.text)).split()):
            words.append(f"{cell.row},{cell.column},{text}")
    if len(words) < FEWEST_WORDS:
        return ""
    return hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Layout:
    """The corrections of one layout: when they were made, and on which sheet of which file."""

    fingerprint: str
    corrections: tuple[Correction, ...]
    when: datetime
    file: str
    sheet: str


class LayoutStore:
    """The remembered layouts, in one JSON file; without a file, nothing is remembered."""

    def __init__(self, path: Path | None) -> None:
        """Read the file at ``path``; one that cannot be read is moved aside, and the store starts empty."""
        self._path = path
        self._layouts: dict[str, Layout] = {}
        if path is None:
            return
        try:
            self._layouts = _layouts(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            with suppress(OSError):
                path.replace(path.with_name(f"{path.name}.broken"))

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The remembered layouts, the latest first."""
        return tuple(sorted(self._layouts.values(), key=lambda layout: layout.when, reverse=True))

    def recall(self, key: str) -> Layout | None:
        """Return the corrections of the layout with the fingerprint ``key``."""
        return self._layouts.get(key)

    def remember(self, layout: Layout) -> None:
        """Keep ``layout`` in place of its earlier corrections; one without corrections is forgotten.

        Raises WorkbenchError if it cannot be written.
        """
        if self._path is None or not layout.fingerprint:
            return
        if not layout.corrections:
            self.forget(layout.fingerprint)
        elif self._layouts.get(layout.fingerprint) != layout:
            self._layouts[layout.fingerprint] = layout
            self._write(self._path)

    def forget(self, key: str) -> None:
        """Forget one layout; nothing happens where it is not known. Raises WorkbenchError as ``remember`` does."""
        if self._layouts.pop(key, None) and self._path is not None:
            self._write(self._path)

    def _write(self, path: Path) -> None:
        records = {key: _layout_record(layout) for key, layout in self._layouts.items()}
        with replacing(path) as temporary:
            text = json.dumps({"format": FORMAT, "layouts": records}, ensure_ascii=False, indent=1)
            temporary.write_text(text, encoding="utf-8")


def _layouts(document: Any) -> dict[str, Layout]:
    if document["format"] not in FORMATS:
        raise ValueError("another format")
    return {
        str(key): Layout(
            str(key),
            tuple(from_record(correction) for correction in record["corrections"]),
            datetime.fromisoformat(record["when"]),
            str(record["file"]),
            str(record["sheet"]),
        )
        for key, record in document["layouts"].items()
    }


def carried_layout(layout: Layout) -> ImportLayout:
    """Return a layout as a project keeps it."""
    corrections = json.dumps([to_record(correction) for correction in layout.corrections], ensure_ascii=False)
    return ImportLayout(layout.file, layout.sheet, layout.when, corrections)


def layout_from(key: str, carried: ImportLayout) -> Layout | None:
    """Return the layout that a project carries; None if a later version wrote it in another way."""
    try:
        corrections = tuple(from_record(record) for record in json.loads(carried.corrections))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Layout(key, corrections, carried.at, carried.file, carried.sheet)


def _layout_record(layout: Layout) -> dict[str, Any]:
    return {
        "file": layout.file,
        "sheet": layout.sheet,
        "when": layout.when.isoformat(timespec="seconds"),
        "corrections": [to_record(correction) for correction in layout.corrections],
    }


def to_record(correction: Correction) -> dict[str, Any]:
    """Return a correction in a form for JSON."""
    (about,) = (name for name, kind in KINDS.items() if type(correction) is kind)
    record: dict[str, Any] = {"about": about}
    for field in fields(correction):
        value = getattr(correction, field.name)
        key = KEYS.get((type(correction), field.name), field.name)
        record[key] = _as_json(value)
    return record


def _as_json(value: object) -> object:
    match value:
        case Area():
            return [value.top, value.left, value.bottom, value.right]
        case RowRole():
            return next(key for key, role in ROW_ROLES.items() if role is value)
        case FigureRole():
            return next(key for key, role in FIGURE_ROLES.items() if role is value)
    return value


def from_record(record: Mapping[str, Any]) -> Correction:
    """Return the correction that ``to_record`` recorded. Raises KeyError, TypeError or ValueError for other records."""
    area = Area(*(int(place) for place in record["area"])) if "area" in record else None
    match record["about"], area:
        case "row", None:
            return SetRowRole(int(record["row"]), ROW_ROLES[_key_of(record["role"])])
        case "total", None:
            return SetTotalParts(
                int(record["row"]), tuple((int(part), int(weight)) for part, weight in record["parts"])
            )
        case "column", Area():
            role = None if record["says"] is None else FIGURE_ROLES[_key_of(record["says"])]
            return SetColumnRole(area, role, str(record["of"]), str(record["period"]))
        case "ignored", Area():
            return IgnoreArea(area)
        case "statement", Area():
            return SetStatementKind(area, StatementKind(record["kind"]))
        case "decimal mark", Area():
            return SetDecimalMark(area, str(record["mark"]))
        case "lines across", Area():
            return SetLinesAcross(area)
        case "scale", Area():
            return SetScale(int(record["scale"]), area)
    raise ValueError(f"no correction: {record}")


def _key_of(role: str) -> str:
    return KEYS_OF_WORDS.get(role, role)
