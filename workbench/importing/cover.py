"""What a workbook says of itself outside its tables: entity, currency, scale, frameworks, notes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.importing.blocks import SheetReport
from workbench.importing.period_text import words_in
from workbench.importing.vocabulary import currencies_in, frameworks_in, is_unit_line, kind_in, normalised, scale_in
from workbench.workbooks import CellKind, Sheet, SheetCell, SourceWorkbook

ENTITY_KEYS = frozenset(
    {"entity", "company", "issuer", "registrant", "reporting entity", "company name", "entity name"}
)
FRAMEWORK_KEYS = frozenset({"framework", "frameworks", "reconciliation", "direction"})
CURRENCY_KEYS = frozenset({"currency", "reporting currency", "presentation currency"})
SCALE_KEYS = frozenset({"scale", "unit", "units", "amounts in", "rounding"})
LONGEST_COVER = 60


@dataclass
class Cover:
    """What a cover sheet says; empty where none does. ``sheets``: the (file, sheet) of those that did."""

    entity: str = ""
    currency: str = ""
    scale: int | None = None
    frameworks: tuple[str, ...] = ()
    sheets: set[tuple[str, str]] = field(default_factory=set)


def cover_of(workbooks: Iterable[SourceWorkbook]) -> Cover:
    """Return what key-and-value rows at the start of a sheet say; the first answer to a question stands."""
    cover = Cover()
    for workbook in workbooks:
        for sheet in workbook.sheets:
            if len(sheet.rows) <= LONGEST_COVER:
                for key, value in _pairs(sheet):
                    _take(cover, (workbook.name, sheet.name), normalised(key.text), value.text.strip())
    return cover


def _pairs(sheet: Sheet) -> list[tuple[SheetCell, SheetCell]]:
    return [
        (cells[0], cells[1])
        for cells in sheet.rows.values()
        if len(cells) == 2 and all(cell.kind is CellKind.TEXT for cell in cells)
    ]


def _take(cover: Cover, sheet: tuple[str, str], key: str, value: str) -> None:
    if key in ENTITY_KEYS:
        cover.entity = cover.entity or value
    elif key in CURRENCY_KEYS:
        cover.currency = cover.currency or next(iter(currencies_in(value)), value)
    elif key in SCALE_KEYS and scale_in(value):
        cover.scale = cover.scale or scale_in(value)
    elif key in FRAMEWORK_KEYS:
        cover.frameworks = cover.frameworks or frameworks_in(value)
    else:
        return
    cover.sheets.add(sheet)


def entity_in(reports: Iterable[SheetReport]) -> str:
    """Return the title line that most sheets share and that names no statement, unit or period."""
    votes: Counter[str] = Counter()
    for report in reports:
        votes.update({text for text in report.titles if not _tells_something_else(text)})
    return max(votes, key=lambda text: (votes[text], _looks_like_a_company(text)), default="")


def _tells_something_else(text: str) -> bool:
    return bool(kind_in(text) or is_unit_line(text) or words_in(text).year)


def _looks_like_a_company(text: str) -> bool:
    return any(word in text.casefold() for word in ("inc", "limited", "ltd", "corp", "plc", "company", "group", "公司"))


def notes_of(reports: Iterable[SheetReport], names: Iterable[str]) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Return the note of each adjustment, by normalised name, and the sheets that hold notes.

    A note stands beside the adjustment's name, on a sheet without tables.
    """
    wanted = {normalised(name) for name in names}
    notes: dict[str, str] = {}
    sheets: set[tuple[str, str]] = set()
    for report in reports:
        if report.blocks:
            continue
        for key, value in _pairs(report.sheet):
            if normalised(key.text) in wanted:
                notes.setdefault(normalised(key.text), value.text.strip())
                sheets.add((report.file, report.sheet.name))
    return notes, sheets
