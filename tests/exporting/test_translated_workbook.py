"""A review workbook in another language: all but the data is translated, and it calculates as the English one."""

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.exporting.books import exported
from tests.exporting.states import FIRST_SWITCH_ROW, differences, with_switches
from tests.marked import MARKED, in_english, outside_marks
from tests.oracle import Oracle, Shown
from tests.projects import names_of
from tests.published import ADJUSTMENTS, H1_2023
from workbench.commands import EditFigures
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM, REVIEW_MARK
from workbench.exporting.table import long_csv
from workbench.exporting.text_report import key_totals_table
from workbench.session import Session

NO_WORDS = ("SHA-256", f" {REVIEW_MARK}")
LATIN = re.compile(r"[A-Za-z]")
LITERAL = re.compile(r'"((?:[^"]|"")*)"')


def data_of(project: Project) -> set[str]:
    """Return the texts of a project that stand in a workbook as they are, in any language."""
    texts = {
        project.entity,
        project.currency,
        *names_of(project.frameworks),
        *project.source_figures.translated_into,
    }
    for statement in project.statements:
        for line in statement.lines:
            texts |= {line.caption, line.name, " › ".join(line.section)}
    for adjustment in project.adjustments:
        texts |= {adjustment.name, adjustment.note, *adjustment.standards}
    for source in project.sources:
        texts |= {source.name, source.sha256}
    for figure in project.source_figures:
        texts |= {figure.cell.file, figure.cell.sheet, figure.cell.cell, str(figure.cell), figure.raw}
        texts.add(figure.formula or "")
    return texts | {period.label for period in project.periods.values()}


def untranslated(path: Path, project: Project) -> Iterator[str]:
    """Yield where a text, or a text within a formula, is neither translated nor data."""
    data = data_of(project)
    for sheet in openpyxl.load_workbook(path):
        if LATIN.search(outside_marks(sheet.title)):
            yield sheet.title
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if not isinstance(cell.value, str):
                continue
            left = outside_marks("".join(LITERAL.findall(cell.value)) if cell.data_type == "f" else cell.value)
            if LATIN.search(left) and left not in data and left not in NO_WORDS:
                yield f"{sheet.title}!{cell.coordinate}: {left}"


def test_every_text_is_translated_or_is_data_of_the_project(qifu: Session, tmp_path: Path) -> None:
    assert list(untranslated(exported(qifu, tmp_path, words=MARKED), qifu.project)) == []
    assert list(untranslated(exported(qifu, tmp_path), qifu.project))


def test_what_stands_around_the_cells_is_translated_and_keys_are_not(qifu: Session, tmp_path: Path) -> None:
    path = exported(qifu, tmp_path, words=MARKED)
    book = openpyxl.load_workbook(path)
    assert {rule.error for rule in book["⟦Summary⟧"].data_validations.dataValidation} == {"⟦1 is on, 0 is off.⟧"}
    assert outside_marks(str(book.properties.title)) == ""
    assert {name: book.defined_names[name].attr_text for name in book.defined_names} == {
        f"switch_{key}": f"'⟦Summary⟧'!$B${row}" for row, key in enumerate(ADJUSTMENTS, FIRST_SWITCH_ROW)
    }
    with zipfile.ZipFile(path) as archive:
        for number in range(1, len(book.sheetnames) + 1):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert re.search(r"<oddFooter>.*⟦unaudited — as exported: .*⟦page &amp;P of &amp;N⟧</oddFooter>", sheet)
        assert f"<vt:lpwstr>{PROGRAM}</vt:lpwstr>" in archive.read("docProps/custom.xml").decode()


def test_its_switches_and_its_light_work_as_in_english(oracle: Oracle, qifu: Session, tmp_path: Path) -> None:
    """Some switches off, and a figure typed over, so that checks fail: every cell shows the same in both languages."""
    qifu.execute(EditFigures({("financing_income", H1_2023): Decimal(2_254_720)}))
    copies = []
    for number, words in enumerate((None, MARKED)):
        name = f"review-{number}.xlsx"
        review = exported(qifu, tmp_path, name, words) if words else exported(qifu, tmp_path, name)
        on = frozenset(ADJUSTMENTS[:1])
        copies += [review, with_switches(review, tmp_path / f"switched-{number}.xlsx", qifu.project, on)]
    english, english_switched, translated, translated_switched = oracle.recalculated(copies, tmp_path)
    assert differences(english, as_in_english(translated)) == []
    assert differences(english_switched, as_in_english(translated_switched)) == []
    assert differences(english, english_switched)
    assert "checks ⟦FAIL⟧" in str(translated["⟦Checks⟧"]["A3"])
    for sheet in translated_switched.values():
        said = f"{sheet.get('A2')} {sheet.get('A4')}"
        assert "Illustrative: 1 of 4 differences" in said
        assert "checks ⟦FAIL⟧" in said


def as_in_english(shown: Shown) -> Shown:
    return {
        in_english(name): {
            ref: in_english(value).replace(f" {REVIEW_MARK}", "") if isinstance(value, str) else value
            for ref, value in cells.items()
        }
        for name, cells in shown.items()
    }


def test_a_long_table_and_a_report_are_in_the_language_that_is_handed_in(qifu: Session) -> None:
    assert long_csv(qifu.results, MARKED).splitlines()[0].startswith("⟦statement⟧,⟦period⟧,⟦line⟧,")
    title, headings, *_ = key_totals_table(qifu.results, MARKED)
    assert title == "⟦Qifu Technology, Inc. (⟦RMB in ⟦thousands⟧⟧)⟧"
    assert headings.endswith("⟦difference⟧")
