"""Corrections are remembered for layouts, whatever their figures and dates; a broken memory is no obstacle."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.errors import WorkbenchError
from workbench.importing.report.layout_store import Layout, LayoutStore, fingerprint, from_record, to_record
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
from workbench.workbooks import CellKind, CellStyle, Sheet, SheetCell

WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
EVERY_KIND: tuple[Correction, ...] = (
    SetRowRole(4, RowRole.HEADING),
    SetColumnRole(Area(4, 3, 20, 3), FigureRole.ADJUSTMENT, "Leases", "H1 2023"),
    SetColumnRole(Area(4, 4, 20, 4), None),
    IgnoreArea(Area(1, 1, 1_048_576, 16_384)),
    SetStatementKind(Area(4, 1, 20, 6), StatementKind.CASH_FLOWS),
    SetTotalParts(20, ((18, 1), (19, -1))),
    SetTotalParts(21, ()),
    SetDecimalMark(Area(4, 2, 20, 2), ","),
    SetLinesAcross(Area(3, 1, 9, 6)),
    SetScale(1_000_000, Area(4, 1, 20, 6)),
)


def sheet_of(*rows: tuple[object, ...], name: str = "Sheet1") -> Sheet:
    """Return a sheet whose cells hold words, numbers and dates."""
    cells = []
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is None:
                continue
            kind = (
                CellKind.TEXT
                if isinstance(value, str)
                else CellKind.DATE
                if isinstance(value, date)
                else CellKind.NUMBER
            )
            held = Decimal(str(value)) if kind is CellKind.NUMBER else value
            assert isinstance(held, str | date | Decimal)
            cells.append(SheetCell(row, column, kind, held, str(value), None, CellStyle()))
    return Sheet(name, "visible", tuple(cells))


FIRST_HALF = sheet_of(
    ("Consolidated Statement of Operations",),
    (None, "Six months ended June 30, 2023", date(2023, 6, 30)),
    (None, "US GAAP", "Leases"),
    ("Revenue", 100, "(5)"),
    ("Note 12 as of June 30, 2023", 3, "1,234"),
)


def test_a_layout_is_known_again_with_other_figures_and_dates() -> None:
    second_half = sheet_of(
        ("Consolidated Statement of Operations",),
        (None, "Six months ended December 31, 2024", date(2024, 12, 31)),
        (None, "US GAAP", "Leases"),
        ("Revenue", 250, "—"),
        ("Note 14 as of December 31, 2024", 4, "77"),
        name="H2",
    )
    assert fingerprint(FIRST_HALF)
    assert fingerprint(second_half) == fingerprint(FIRST_HALF)


@pytest.mark.parametrize("change", ["another caption", "a row more", "another place"])
def test_another_layout_is_another(change: str) -> None:
    rows: list[tuple[object, ...]] = [
        ("Consolidated Statement of Operations",),
        (None, "Six months ended June 30, 2023", date(2023, 6, 30)),
        (None, "US GAAP", "Leases"),
        ("Revenue", 100, "(5)"),
        ("Note 12 as of June 30, 2023", 3, "1,234"),
    ]
    if change == "another caption":
        rows[3] = ("Turnover", 100, "(5)")
    elif change == "a row more":
        rows.insert(3, ("Interest", 1, 1))
    else:
        rows.insert(1, ())
    assert fingerprint(sheet_of(*rows)) != fingerprint(FIRST_HALF)


def test_a_sheet_with_hardly_a_word_has_no_layout() -> None:
    assert fingerprint(sheet_of(("Revenue", 1), ("Costs", 2), (3, 4))) == ""


@pytest.mark.parametrize("correction", EVERY_KIND)
def test_every_correction_survives_being_written(correction: Correction) -> None:
    assert from_record(json.loads(json.dumps(to_record(correction)))) == correction


def test_the_file_keeps_the_names_that_it_was_first_written_with() -> None:
    correction = SetColumnRole(Area(4, 3, 9, 3), FigureRole.ADJUSTMENT, "Leases", "H1 2023")
    assert to_record(correction) == {
        "about": "column", "area": [4, 3, 9, 3], "says": "adjustment", "of": "Leases", "period": "H1 2023",
    }  # fmt: skip


def test_roles_are_kept_by_keys_and_known_by_the_words_that_the_first_version_kept() -> None:
    row, column = SetRowRole(4, RowRole.SECTION), SetColumnRole(Area(4, 3, 9, 3), FigureRole.AS_REPORTED)
    assert to_record(row) == {"about": "row", "row": 4, "role": "section"}
    assert to_record(column)["says"] == "as-reported"
    assert from_record({"about": "row", "row": 4, "role": "heads the lines below it"}) == row
    assert from_record(to_record(column) | {"says": "as reported"}) == column


def test_a_file_of_the_first_version_is_read(tmp_path: Path) -> None:
    path = tmp_path / "layouts.json"
    words = ("heads the columns", "is a line", "heads the lines below it", "is a title", "is a note")
    rows = [{"about": "row", "row": row, "role": role} for row, role in enumerate(words, 1)]
    record = {"file": "q.xlsx", "sheet": "BS", "when": "2025-11-02T09:00:00+00:00", "corrections": rows}
    path.write_text(json.dumps({"format": 1, "layouts": {"key": record}}))
    layout = LayoutStore(path).recall("key")
    assert layout is not None
    assert layout.corrections == tuple(SetRowRole(row, role) for row, role in enumerate(RowRole, 1))


def test_what_was_said_is_found_again_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "layouts.json"
    key = fingerprint(FIRST_HALF)
    layout = Layout(key, EVERY_KIND, WHEN, "q.xlsx", "Sheet1")
    LayoutStore(path).remember(layout)
    assert LayoutStore(path).recall(key) == layout
    assert LayoutStore(path).layouts == (layout,)
    later = Layout("other", EVERY_KIND[:1], WHEN.replace(month=4), "other.xlsx", "BS")
    LayoutStore(path).remember(later)
    assert LayoutStore(path).layouts == (later, layout)
    LayoutStore(path).forget(key)
    assert LayoutStore(path).recall(key) is None
    assert LayoutStore(path).layouts == (later,)
    LayoutStore(path).remember(replace(later, corrections=()))
    assert LayoutStore(path).layouts == ()


def test_nothing_is_kept_without_a_file_or_without_a_layout(tmp_path: Path) -> None:
    nowhere, somewhere = LayoutStore(None), LayoutStore(tmp_path / "layouts.json")
    nowhere.remember(Layout("key", EVERY_KIND, WHEN, "q.xlsx", "Sheet1"))
    assert nowhere.recall("key") is None
    somewhere.remember(Layout("", EVERY_KIND, WHEN, "q.xlsx", "Sheet1"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 7, "layouts": {}}',
        '{"format": 1}',
        '{"format": 1, "layouts": {"k": {"file": "a", "sheet": "b", "when": "never", "corrections": []}}}',
        '{"format": 1, "layouts": {"k": {"file": "a", "sheet": "b", "when": "2026-01-01", "corrections": [{}]}}}',
        '{"format": 1, "layouts": {"k": {"file": "a", "sheet": "b", "when": "2026-01-01", "corrections": [1]}}}',
        "[" * 100_000,
    ],
)
def test_a_broken_memory_is_moved_aside_and_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "layouts.json"
    path.write_text(content)
    memory = LayoutStore(path)
    assert memory.layouts == ()
    assert (tmp_path / "layouts.json.broken").read_text() == content
    memory.remember(Layout("key", EVERY_KIND, WHEN, "q.xlsx", "Sheet1"))
    assert len(LayoutStore(path).layouts) == 1


def test_a_memory_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    memory = LayoutStore(tmp_path / "absent" / "layouts.json")
    with pytest.raises(WorkbenchError, match="cannot be written"):
        memory.remember(Layout("key", EVERY_KIND, WHEN, "q.xlsx", "Sheet1"))


@given(st.text(max_size=30))
def test_words_of_any_script_have_a_fingerprint(word: str) -> None:
    sheet = sheet_of((word, "Revenue"), ("Costs", "IFRS"), ("Equity", word))
    assert fingerprint(sheet) == fingerprint(sheet)
