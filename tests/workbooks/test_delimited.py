"""Tables of text are read as they stand, whatever encodes and divides them."""

import codecs
from pathlib import Path

import pytest

from tests.workbooks.remarks import remarks
from workbench.errors import ImportRefused
from workbench.workbooks import CellKind, SourceWorkbook, begin_reading


def read(path: Path, content: str | bytes, encoding: str = "utf-8") -> SourceWorkbook:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return begin_reading(path).workbook()


def shown(workbook: SourceWorkbook) -> list[list[str]]:
    (sheet,) = workbook.sheets
    return [[cell.text for cell in row] for row in sheet.rows.values()]


def test_every_cell_is_exactly_the_text_that_stood_there(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path / "figures.csv", 'Revenue, (1 234.50) ,007,1E5\n"a ""b""\nc",,NA\n').sheets
    assert sheet.name == "figures"
    assert {cell.kind for cell in sheet.cells} == {CellKind.TEXT}
    assert [(cell.ref, cell.value) for cell in sheet.cells] == [
        ("A1", "Revenue"), ("B1", " (1 234.50) "), ("C1", "007"), ("D1", "1E5"), ("A2", 'a "b"\nc'), ("C2", "NA"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "first_row"),
    [
        ("Item,2023,2022\nRevenue,1,2\n", ["Item", "2023", "2022"]),
        ("Umsatz, netto;1,5;2,5\nKosten, brutto;3,5;4,5\n", ["Umsatz, netto", "1,5", "2,5"]),
        ("Revenue\t1,234\t5,678\nCosts\t1,234\t5,678\n", ["Revenue", "1,234", "5,678"]),
        ("Revenue|1,234|5\nCosts|1|2\n", ["Revenue", "1,234", "5"]),
        ('"Revenue; net","1,234"\n"Costs; all","5,678"\n', ["Revenue; net", "1,234"]),
        ("Balance sheet, in thousands\nItem;2023;2022\nCash;1;2\nDebt;3;4\n", ["Balance sheet, in thousands"]),
        ("sep=;\nRevenue, net;1\n", ["Revenue, net", "1"]),
        ("one column\nonly\n", ["one column"]),
        ("PKR in thousands,2023\nRevenue,1\n", ["PKR in thousands", "2023"]),
    ],
    ids=[
        "commas", "semicolons around decimal commas", "tabs", "bars", "quotes", "title above", "declared", "nothing",
        "begins as an archive would",
    ],
)  # fmt: skip
def test_what_divides_the_cells_is_found(tmp_path: Path, content: str, first_row: list[str]) -> None:
    assert shown(read(tmp_path / "t.csv", content))[0] == first_row


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".xls"])
def test_tables_of_text_come_under_many_names(tmp_path: Path, suffix: str) -> None:
    assert shown(read(tmp_path / f"t{suffix}", "Cash\t1\nDebt\t2\n")) == [["Cash", "1"], ["Debt", "2"]]


@pytest.mark.parametrize(
    ("text", "encoding", "assumed"),
    [
        ("Größe,1\n", "utf-8", None),
        ("Größe,1\n", "utf-8-sig", None),
        ("营业收入,1\n", "utf-16", None),
        ("营业收入,1\n净利润(人民币千元),2\n", "gb18030", "gb18030 (Chinese)"),
        ("Größe,1\nCaisse et équivalents,2\n", "cp1252", "cp1252 (Western European)"),
        ("Trésorerie – nette,€ 5\n", "cp1252", "cp1252 (Western European)"),
    ],
)
def test_an_encoding_is_recognised_and_a_guess_is_told(
    tmp_path: Path, text: str, encoding: str, assumed: str | None
) -> None:
    workbook = read(tmp_path / "t.csv", text, encoding)
    assert shown(workbook) == [line.split(",") for line in text.splitlines()]
    assert [assumed in warning for warning in remarks(workbook) if assumed] == [True] * bool(assumed)
    assert len(workbook.warnings) == bool(assumed)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Cash,1\nDebt,\x002\n", "line 2 contains the control character 0, so it is not a text file"),
        ('Cash,1\n"Debt,2\nEquity,3\n', "row 2 cannot be split into cells"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "it is marked as UTF-16 but is not"),
        (b"\x81\x20\x8d\x8d,\x90\n", "its encoding is not recognized"),
        ("<html><table><tr><td>1</td></tr></table></html>", "it is really a web page"),
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "it is really an XML file",
        ),
    ],
    ids=["binary", "an open quote", "broken UTF-16", "no encoding", "web page", "XML Spreadsheet 2003"],
)
@pytest.mark.parametrize("suffix", [".csv", ".xls"])
def test_what_is_no_table_of_text_is_refused_with_its_reason(
    tmp_path: Path, content: str | bytes, reason: str, suffix: str
) -> None:
    with pytest.raises(ImportRefused, match=reason):
        read(tmp_path / f"t{suffix}", content)


def test_a_workbook_named_as_text_is_read_as_the_workbook_it_is(tmp_path: Path, qifu_path: Path) -> None:
    disguised = read(tmp_path / "t.csv", qifu_path.read_bytes())
    assert disguised.sheets == begin_reading(qifu_path).workbook().sheets
