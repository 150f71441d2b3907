"""What re-importing a changed source shows before it is applied: each cell that differs, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import given, settings

from tests.projects import projects
from workbench.commands import EditFigures, MarkRestated, RenameAdjustment, SetReconciled, SwitchAdjustment
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.importing import project_from
from workbench.importing.report.comparison import ChangeKind, ImportChange, compare_imports
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.wording import say_fact
from workbench.workbooks import begin_reading

RECON = "Recon IS 1H23"


def imported(path: Path) -> Project:
    return project_from([begin_reading(path).workbook()])


def changed_copy(source: Path, folder: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """Return a copy of a workbook, under its own name, that ``change`` has had in its hands."""
    book = openpyxl.load_workbook(source)
    change(book)
    path = folder / source.name
    book.save(path)
    return path


def in_words(change: ImportChange) -> tuple[str, str, str]:
    """Return what a change is about, what stood there and what stands there now, in English."""
    return say_fact(change.subject, ENGLISH), say_fact(change.was, ENGLISH), say_fact(change.now, ENGLISH)


@settings(max_examples=60, deadline=None)
@given(projects())
def test_nothing_differs_from_itself(project: Project) -> None:
    assert compare_imports(project, project) == ()


def test_importing_the_same_file_again_changes_nothing(qifu_project: Project, qifu_path: Path) -> None:
    assert compare_imports(qifu_project, imported(qifu_path)) == ()


def test_a_changed_cell_is_told_with_both_amounts(qifu_project: Project, qifu_path: Path, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[RECON]["C17"] = -223_000

    cell = CellRef(qifu_path.name, RECON, "C17")
    was = qifu_project.source_figures.by_source_cell[cell]
    differences = compare_imports(qifu_project, imported(changed_copy(qifu_path, tmp_path, change)))
    line, adjustment = qifu_project.line(was.line), qifu_project.adjustment_by_id[was.adjustment_or_currency]
    subject = f"{line.name}, H1 2023, {adjustment.name}"
    assert [(each.kind, *in_words(each)) for each in differences if each.cell == cell] == [
        (ChangeKind.CHANGED, subject, "(116,729)", "(223,000)")
    ]
    assert {each.kind for each in differences} == {ChangeKind.CHANGED}


def test_an_inserted_row_is_new_and_what_it_pushed_down_has_moved(
    qifu_project: Project, qifu_path: Path, tmp_path: Path
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book[RECON]
        sheet.insert_rows(13)
        sheet["A13"] = "Donations"
        for column, amount in enumerate((10, 0, 0, 0, 0, 10), 2):
            sheet.cell(13, column, amount)

    differences = compare_imports(qifu_project, imported(changed_copy(qifu_path, tmp_path, change)))
    cells_new = [each for each in differences if each.kind is ChangeKind.NEW and each.cell]
    assert {each.cell.cell for each in cells_new if each.cell} >= {"B13", "G13"}
    assert all(in_words(each)[0].startswith("Donations, H1 2023") for each in cells_new)
    moved = [each for each in differences if each.kind is ChangeKind.MOVED]
    assert len(moved) == 1  # all that moved alike is one difference, not one for each cell
    assert moved[0].cell is not None
    assert moved[0].cell.sheet == RECON
    subject, was, now = in_words(moved[0])
    assert (was[-3:], now[-3:]) == ("G25", "G26")
    assert "lines, Facilitation, origination and servicing to " in subject
    assert differences[-1] == moved[0]
    assert not [each for each in differences if each.kind is ChangeKind.GONE]


def test_a_removed_sheet_is_told_cell_by_cell(qifu_project: Project, qifu_path: Path, tmp_path: Path) -> None:
    differences = compare_imports(
        qifu_project, imported(changed_copy(qifu_path, tmp_path, lambda book: book.remove(book["Recon IS 1H22"])))
    )
    gone = {each.cell for each in differences if each.kind is ChangeKind.GONE and each.cell}
    assert gone == {one.cell for one in qifu_project.source_figures if one.cell.sheet == "Recon IS 1H22"}
    assert ("H1 2022 of", "reconciled", "not reconciled") in [
        (subject[:10], was, now)
        for subject, was, now in (in_words(each) for each in differences if each.kind is ChangeKind.CHANGED)
    ]


def test_edits_that_would_be_given_up_are_told(qifu: Session, qifu_project: Project) -> None:
    adjustment = qifu_project.adjustments[0]
    qifu.execute(EditFigures({("financing_income", "2023-01-01/2023-06-30"): Decimal(1)}))
    qifu.execute(SwitchAdjustment(adjustment.id, on=False))
    qifu.execute(RenameAdjustment(adjustment.id, "My name"))
    qifu.execute(SetReconciled("cash_flows", "2023-01-01/2023-06-30", True))
    restated = qifu.project.as_reported_sources(("sales_and_marketing", "2023-01-01/2023-06-30"))[0].cell
    qifu.execute(MarkRestated(restated, "corrected"))
    told = {(each.kind, *in_words(each)) for each in compare_imports(qifu.project, qifu_project)}
    assert (ChangeKind.EDITED, "Financing income, H1 2023", "1", "2,254,620") in told
    assert (ChangeKind.EDITED, "My name", "off", "on") in told or (
        ChangeKind.EDITED,
        adjustment.name,
        "off",
        "on",
    ) in told
    assert (ChangeKind.CHANGED, "Name of a difference", "My name", adjustment.name) in told
    assert (ChangeKind.EDITED, "Marked as restated", "corrected", "") in told
    assert any(was == "reconciled" and now == "not reconciled" for _, _, was, now in told)


def test_another_entity_and_scale_are_told(qifu_project: Project) -> None:
    other = replace(qifu_project, entity="Another", scale=1)
    told = [in_words(each) for each in compare_imports(qifu_project, other)]
    assert told == [("Entity", qifu_project.entity, "Another"), ("Scale", "1,000", "1")]
