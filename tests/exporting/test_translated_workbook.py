"""A review workbook in another language: all but the data is translated, and it calculates as the English one."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.exporting.books import exported, session_of
from tests.exporting.states import differences, with_switches
from tests.oracle import Oracle, Shown
from tests.published import ADJUSTMENTS, H1_2023, HUTCHMED
from tests.translation.data import data_of
from tests.translation.pseudo_language import COMPLETE, accented, english_in, in_english, pseudo_language
from workbench.commands import EditFigures
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import MAP_SHEET, PROGRAM, REVIEW_MARK
from workbench.exporting.layout import GREY, PAGE
from workbench.exporting.table import long_csv
from workbench.exporting.text_report import key_totals_table
from workbench.languages import words_in
from workbench.phrases import ENGLISH, say
from workbench.session import Session

pytestmark = pytest.mark.long

IN_FOOTER = re.compile(r"&[PN]|\b[0-9a-f]{12}\b")
"""The codes of page numbers, and the fingerprint."""
ROMAN = re.compile(r"(?<![A-Za-z])[ivxlc]+(?=[)）])")
"""The number of a difference and of its note."""
COLOURED = re.compile(r'<font[^>]* color="(#[0-9A-F]{6})">([^<]*)')
"""A text and its color on a page that LibreOffice writes."""
RED, GREEN, BLACK = "#B00020", "#1B6E3C", "#000000"
LITERAL = re.compile(r'"((?:[^"]|"")*)"')


def untranslated(path: Path, project: Project) -> Iterator[str]:
    """Yield where a text, a text within a formula, or one around the cells is neither translated nor data.

    Ids of lines, in hidden columns, are keys. A caption that is cut or broken into lines is data word by word.
    """
    data = data_of(project)
    words_of_data = {word for text in data for word in english_in(text, frozenset())}
    book = openpyxl.load_workbook(path)
    texts = [("properties", str(text)) for text in (book.properties.title, book.properties.description) if text]
    for sheet in book:
        if sheet.title == MAP_SHEET:
            continue  # keys, for programs
        texts += [(sheet.title, sheet.title), *((sheet.title, text) for text in texts_around_cells(sheet))]
        hidden = {column for column, shape in sheet.column_dimensions.items() if shape.hidden}
        for cell in (cell for row in sheet.iter_rows() for cell in row if get_column_letter(cell.column) not in hidden):
            where = f"{sheet.title}!{cell.coordinate}"
            if isinstance(cell.value, str):
                texts.append((where, " ".join(LITERAL.findall(cell.value)) if cell.data_type == "f" else cell.value))
            texts += [(where, note.text) for note in (cell.comment,) if note]
            texts += [(where, link.tooltip) for link in (cell.hyperlink,) if link and link.tooltip]
    for where, text in texts:
        left = english_in(ROMAN.sub("", IN_FOOTER.sub("", text)), data)
        if left and not set(left) <= words_of_data:
            yield f"{where}: {left} in {text}"


def texts_around_cells(sheet: Worksheet) -> Iterator[str]:
    """Yield what is printed above and below, and what is said where a switch is typed wrongly."""
    for edge in filter(None, (sheet.oddHeader, sheet.oddFooter)):
        yield from (IN_FOOTER.sub("", str(part.text)) for part in (edge.left, edge.center, edge.right) if part.text)
    for rule in sheet.data_validations.dataValidation:
        yield from filter(None, (rule.error, rule.errorTitle, rule.prompt, rule.promptTitle))


@pytest.mark.parametrize("language", COMPLETE)
def test_every_text_is_translated_or_is_data_of_the_project(qifu: Session, tmp_path: Path, language: str) -> None:
    assert list(untranslated(exported(qifu, tmp_path, words=COMPLETE[language]()), qifu.project)) == []


def test_what_stands_around_the_cells_is_translated_and_keys_are_not(qifu: Session, tmp_path: Path) -> None:
    path = exported(qifu, tmp_path, words=pseudo_language())
    book = openpyxl.load_workbook(path)
    lead = accented("Lead")
    assert {rule.error for rule in book[lead].data_validations.dataValidation} == {accented("1 is on, 0 is off.")}
    assert set(book.defined_names) >= {f"switch_{key}" for key in ADJUSTMENTS}
    footer_of_pages = say(PAGE, pseudo_language()).replace("&", "&amp;")
    with zipfile.ZipFile(path) as archive:
        for number in range(1, len(book.sheetnames) + 1):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            if book.sheetnames[number - 1] == MAP_SHEET:
                continue
            assert re.search(f"<oddFooter>[^<]*{re.escape(footer_of_pages)}", sheet)
        assert f"<vt:lpwstr>{PROGRAM}</vt:lpwstr>" in archive.read("docProps/custom.xml").decode()


def test_its_switches_and_its_light_work_as_in_english(oracle: Oracle, tmp_path: Path) -> None:
    """Some switches off, and a figure typed over, so that checks fail: every cell shows the same in both languages."""
    session = session_of(HUTCHMED)
    session.execute(EditFigures({("selling_expenses", H1_2023): Decimal(-26_400)}))
    on = frozenset([session.project.adjustments[0].id])
    copies = []
    for number, words in enumerate((ENGLISH, pseudo_language())):
        review = exported(session, tmp_path, f"review-{number}.xlsx", words)
        copies += [review, with_switches(review, tmp_path / f"switched-{number}.xlsx", on)]
    shown = oracle.recalculated(copies, tmp_path)
    for cells in shown:
        del cells[MAP_SHEET]
    english, english_switched, translated, translated_switched = shown
    assert other_than_lines(english, as_in_english(translated, english)) == []
    assert other_than_lines(english_switched, as_in_english(translated_switched, english_switched)) == []
    assert differences(english, english_switched)
    assert "checks FAIL" in in_english(str(translated[accented("Checks")]["A5"]))
    for sheet in translated_switched.values():
        said = in_english(f"{sheet.get('A2')} {sheet.get('A4')}")
        assert "Illustrative: 1 of 2 differences" in said
        assert "checks FAIL" in said


def test_a_failure_is_red_although_its_word_contains_the_one_for_pass(
    oracle: Oracle, qifu: Session, tmp_path: Path
) -> None:
    qifu.execute(EditFigures({("financing_income", H1_2023): Decimal(2_254_720)}))
    review = exported(qifu, tmp_path, words=words_in("zh_CN"))
    (page,) = oracle.saved_as("html", [review], tmp_path / "pages")
    shown = COLOURED.findall(page.read_text(encoding="utf-8"))
    colours = {text: {colour for colour, said in shown if said == text} - {GREY, BLACK} for text in ("不通过", "通过")}
    assert colours == {"不通过": {RED}, "通过": {GREEN}}
    assert {colour for colour, text in shown if "项不通过" in text} - {BLACK} == {RED}


BROKEN_INTO_LINES, SHIFTED = ("Tie-out", "How to read"), "Arithmetic"
"""The sheets whose long texts take several cells, and break at other words in another language.

On the last, what stands below them is then in other rows.
"""


def other_than_lines(english: Shown, translated: Shown) -> list[tuple[str, str, object, object]]:
    """Return the cells that show something else; where texts are broken into lines, the sheets of other figures."""
    broken = [name for name in english if name.startswith(BROKEN_INTO_LINES)]
    others = ((name, figures_in(english[name]), figures_in(translated[name])) for name in broken)
    return [
        *(each for each in differences(english, translated) if each[0] != SHIFTED and each[0] not in broken),
        *((name, "", one, other) for name, one, other in others if one != other),
    ]


def figures_in(cells: Mapping[str, object]) -> list[object]:
    """Return what is no text, row by row."""
    return [value for value in cells.values() if not isinstance(value, str)]


def as_in_english(shown: Shown, english: Shown) -> Shown:
    """Return a workbook in English; its sheets, whose long names are cut elsewhere, have those of the English one."""
    return {
        name: {
            ref: with_capital_as(in_english(value).replace(f" {REVIEW_MARK}", ""), english[name].get(ref))
            if isinstance(value, str)
            else value
            for ref, value in cells.items()
        }
        for name, cells in zip(english, shown.values(), strict=True)
    }


def with_capital_as(text: str, english: object) -> str:
    """Return a text with the first letter of the English one: accents stand in brackets, which have no capital."""
    return str(english) if str(english).casefold() == text.casefold() else text


def test_a_long_table_and_a_report_are_in_the_language_that_is_handed_in(qifu: Session) -> None:
    headings = ",".join(map(accented, ("statement", "period", "line")))
    assert long_csv(qifu.results, pseudo_language()).splitlines()[0].startswith(headings)
    data = data_of(qifu.project)
    assert [line for line in key_totals_table(qifu.results, pseudo_language()) if english_in(line, data)] == []
