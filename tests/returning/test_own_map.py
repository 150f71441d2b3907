"""The map that a review workbook carries: read as it was written, and refused where somebody altered it."""

import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exporting.books import exported, session_of
from tests.exporting.chinese_book import chinese_book
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import MAP_SHEET
from workbench.errors import WorkbenchError
from workbench.returning import merge_of
from workbench.returning.own_map import MappedLeg, OwnMap, read_map
from workbench.session import Session
from workbench.workbooks import SheetCell, SourceWorkbook, begin_reading

MUTATIONS = 300


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return session_of(chinese_book(tmp_path_factory.mktemp("book")))


@pytest.fixture(scope="module")
def workbook(session: Session, tmp_path_factory: pytest.TempPathFactory) -> SourceWorkbook:
    return begin_reading(exported(session, tmp_path_factory.mktemp("review"))).workbook()


@pytest.fixture(scope="module")
def project(session: Session) -> Project:
    return session.project


def map_of(workbook: SourceWorkbook) -> OwnMap:
    own = read_map(workbook)
    assert own is not None
    return own


def with_map_cells(workbook: SourceWorkbook, change: dict[tuple[int, int], str | None]) -> SourceWorkbook:
    """Return the workbook with other texts in the map; None takes a cell away."""
    sheets = []
    for sheet in workbook.sheets:
        if sheet.name == MAP_SHEET:
            cells = [cell for cell in sheet.cells if change.get((cell.row, cell.column), "") is not None]
            sheet = replace(sheet, cells=tuple(_with_text(cell, change) for cell in cells))
        sheets.append(sheet)
    return replace(workbook, sheets=tuple(sheets))


def _with_text(cell: SheetCell, change: dict[tuple[int, int], str | None]) -> SheetCell:
    text = change.get((cell.row, cell.column))
    return cell if text is None else replace(cell, value=text, text=text)


def test_the_map_names_every_line_and_every_leg(workbook: SourceWorkbook, project: Project) -> None:
    own = map_of(workbook)
    lines = {(sheet.statement, row.line) for sheet in own.statement_sheets for row in sheet.rows if row.kind == "line"}
    assert lines <= {(statement.id, line.id) for statement in project.statements for line in statement.lines}
    listed = [row.leg for sheet in own.of_kind("entries") for row in sheet.rows]
    legs = [MappedLeg(known.id, entry.id, number, *leg.cell) for known in project.adjustments
            for entry in known.entries.values() for number, leg in enumerate(entry.legs)]  # fmt: skip
    assert listed == legs


def test_the_map_says_whose_it_is_and_how_the_switches_stood(workbook: SourceWorkbook, project: Project) -> None:
    own = map_of(workbook)
    assert own.entity == project.entity
    assert [source.sha256 for source in project.sources] == [*own.sources]
    assert [(switch.adjustment, switch.is_on) for switch in own.switches] == [
        (adjustment.id, adjustment.id in project.enabled) for adjustment in project.adjustments
    ]


def test_an_altered_value_in_the_map_is_refused_with_its_cell(workbook: SourceWorkbook, project: Project) -> None:
    sheet = workbook.sheet(MAP_SHEET)
    assert sheet is not None
    row = next(row for row, cells in sheet.rows.items() if cells[0].text == "row" and '"0"' in cells[6].text)
    altered = with_map_cells(workbook, {(row, 7): sheet.at[row, 7].text.replace('"0"', '"1"')})
    with pytest.raises(WorkbenchError, match=rf"was altered at A{row}\. Ask for a copy in which it is as exported\."):
        merge_of(project, altered)


def test_whatever_is_done_to_the_map_it_is_read_or_refused(workbook: SourceWorkbook, project: Project) -> None:
    sheet = workbook.sheet(MAP_SHEET)
    assert sheet is not None
    chance = random.Random(19)
    texts = (
        "",
        "0",
        "-1",
        "99999999999",
        "[" * 2_000,
        "{}",
        '{"1": []}',
        '{"x": null}',
        "null",
        "head",
        "row",
        "１",
        None,
    )
    for _ in range(MUTATIONS):
        places = chance.sample(sorted(sheet.at), chance.randint(1, 3))
        altered = with_map_cells(workbook, {place: chance.choice(texts) for place in places})
        with suppress(WorkbenchError):
            merge_of(project, altered)


def test_a_map_of_an_earlier_version_is_refused(workbook: SourceWorkbook, project: Project) -> None:
    earlier = with_map_cells(workbook, {(1, 2): "1"})
    with pytest.raises(WorkbenchError, match="was written by an earlier version of the program"):
        merge_of(project, earlier)


def test_a_map_of_a_later_version_is_refused(workbook: SourceWorkbook, project: Project) -> None:
    later = with_map_cells(workbook, {(1, 2): "7"})
    with pytest.raises(WorkbenchError, match="was written by a later version of the program"):
        merge_of(project, later)


def test_a_review_workbook_without_its_map_is_refused(workbook: SourceWorkbook, project: Project) -> None:
    sheets = tuple(sheet for sheet in workbook.sheets if sheet.name != MAP_SHEET)
    with pytest.raises(WorkbenchError, match="does not say how it was made"):
        merge_of(project, replace(workbook, sheets=sheets))


def test_another_workbook_is_refused(qifu_workbook: SourceWorkbook, project: Project) -> None:
    with pytest.raises(WorkbenchError, match="is not a review workbook of this program"):
        merge_of(project, qifu_workbook)


def test_the_workbook_of_another_project_is_refused_and_named(workbook: SourceWorkbook, qifu_project: Project) -> None:
    with pytest.raises(
        WorkbenchError, match=r"was exported from another project, 海港科技有限公司, on 20\d\d-\d\d-\d\d\."
    ):
        merge_of(qifu_project, workbook)


def test_a_project_imported_anew_from_other_files_is_still_its_own(workbook: SourceWorkbook, project: Project) -> None:
    changed = replace(project, sources=tuple(replace(source, sha256="0" * 64) for source in project.sources))
    assert merge_of(changed, workbook).proposals == ()


def test_a_review_workbook_in_a_hidden_state_of_any_kind_is_known(workbook: SourceWorkbook, project: Project) -> None:
    plain = tuple(replace(sheet, state="visible") for sheet in workbook.sheets)
    renamed = replace(workbook, sheets=plain, properties=(), names=(), name=str(Path("copy.xlsx")))
    assert merge_of(project, renamed).proposals == ()
