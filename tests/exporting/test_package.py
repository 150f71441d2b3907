"""The rules that spreadsheet programs keep: what breaks one of them is repaired when it is opened, or refused."""

import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tests.exporting.books import books, exported, session_of
from tests.remarks import with_remarks
from tests.reviews import with_review
from workbench.session import Session

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HALF_FIXED = re.compile(r"(?<![$A-Z])(\$[A-Z]+\$\d+:[A-Z]|[A-Z]+\$?\d+:\$)")
SHARED = frozenset((
    "SUM", "SUMPRODUCT", "IF", "ROUND", "ABS", "MIN", "MAX", "COUNT", "COUNTIF", "COUNTIFS", "ISNUMBER", "SEARCH",
    "FIXED", "CHAR", "AND", "OR",
))  # fmt: skip
"""The functions that Excel, LibreOffice and Google Sheets calculate alike, and not anew at every edit."""
NAME = re.compile(r"[^\W\d][\w.]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d{1,7}|[Rr]\d*[Cc]\d*")
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
TALLEST, WIDEST, LAST_ROW, LAST_COLUMN = 409.5, 255.0, 1_048_576, 16_384
LONGEST_TEXT, LONGEST_FORMULA, LONGEST_EDGE, MOST_LINKS = 32_767, 8_192, 255, 65_490


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[zipfile.ZipFile]:
    """The exports of all samples, and of one on which reviewers left something of every kind."""
    folder = tmp_path_factory.mktemp("exports")
    sessions = [session_of(path) for path in books(folder)]
    sessions.append(Session(with_review(with_remarks(sessions[1].project))))
    return [zipfile.ZipFile(exported(session, folder, f"{number}.xlsx")) for number, session in enumerate(sessions)]


def sheets_of(package: zipfile.ZipFile) -> Iterator[tuple[str, Element]]:
    """Yield the name and the content of each sheet, in their order."""
    names = [sheet.attrib["name"] for sheet in root_of(package, "xl/workbook.xml").iter(f"{MAIN}sheet")]
    for number, name in enumerate(names, 1):
        yield name, root_of(package, f"xl/worksheets/sheet{number}.xml")


def root_of(package: zipfile.ZipFile, part: str) -> Element:
    root = fromstring(package.read(part))
    assert isinstance(root, Element)
    return root


def formulas_of(package: zipfile.ZipFile) -> Iterator[str]:
    for _, sheet in sheets_of(package):
        yield from (formula.text or "" for formula in sheet.iter(f"{MAIN}f"))


def test_no_part_runs_or_leads_outside(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        names = package.namelist()
        assert not [name for name in names if "externalLink" in name or name.endswith((".bin", ".vml.rels"))]
        for part in names:
            if part.endswith(".rels"):
                assert b'TargetMode="External"' not in package.read(part), part


def test_formulas_use_what_every_program_shares(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        formulas = list(formulas_of(package))
        assert formulas
        outside = [re.sub(r'"[^"]*"|\'[^\']*\'', "", formula) for formula in formulas]
        assert {name for formula in outside for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)} <= SHARED
        assert [formula for formula in formulas if HALF_FIXED.search(formula) or "[" in formula] == []
        assert max(map(len, formulas)) <= LONGEST_FORMULA
        for _, sheet in sheets_of(package):
            assert not [formula.attrib for formula in sheet.iter(f"{MAIN}f") if formula.attrib], "arrays are marked"


def test_every_formula_has_a_result_of_its_kind_and_blanks_are_blank(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        assert "<t></t>" not in package.read("xl/sharedStrings.xml").decode()
        for name, sheet in sheets_of(package):
            for cell in sheet.iter(f"{MAIN}c"):
                value, kind = cell.find(f"{MAIN}v"), cell.attrib.get("t")
                if cell.find(f"{MAIN}f") is not None:
                    assert value is not None, (name, cell.attrib)
                    assert kind in (None, "str"), (name, cell.attrib)
                if value is not None and kind is None:
                    assert math.isfinite(float(value.text or "")), (name, cell.attrib)
                assert kind != "inlineStr"


def test_names_are_allowed_and_unique(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        book = root_of(package, "xl/workbook.xml")
        sheets = [sheet.attrib["name"] for sheet in book.iter(f"{MAIN}sheet")]
        assert max(map(len, sheets)) <= 31
        assert len({name.casefold() for name in sheets}) == len(sheets)
        assert not [name for name in sheets if FORBIDDEN_IN_SHEET_NAMES.search(name) or name.strip("' ") != name]
        named = [
            (each.attrib["name"].casefold(), each.attrib.get("localSheetId"))
            for each in book.iter(f"{MAIN}definedName")
        ]
        assert max(Counter(named).values()) == 1
        own = [name for name, _ in named if not name.startswith("_xlnm.")]
        assert own
        assert not [name for name in own if not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name) or len(name) > 255]


def test_panes_are_frozen_where_something_is_above_or_beside(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        for name, sheet in sheets_of(package):
            for pane in sheet.iter(f"{MAIN}pane"):
                assert int(pane.attrib.get("xSplit", 0)) + int(pane.attrib.get("ySplit", 0)) > 0, name
                assert {"topLeftCell", "activePane"} <= pane.attrib.keys()
                assert pane.attrib["state"] == "frozen"


def test_rows_columns_and_texts_are_within_the_limits(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        texts = root_of(package, "xl/sharedStrings.xml").iter(f"{MAIN}si")
        assert max(len("".join(part.itertext())) for part in texts) <= LONGEST_TEXT
        for name, sheet in sheets_of(package):
            heights = [float(row.attrib.get("ht", 0)) for row in sheet.iter(f"{MAIN}row")]
            assert max(heights, default=0) <= TALLEST, name
            assert len(heights) <= LAST_ROW
            for column in sheet.iter(f"{MAIN}col"):
                assert float(column.attrib["width"]) <= WIDEST
                assert int(column.attrib["max"]) <= LAST_COLUMN
            for edge in ("oddHeader", "oddFooter"):
                assert len(sheet.findtext(f".//{MAIN}{edge}") or "") <= LONGEST_EDGE, name


def test_links_rules_and_validations_hold_together(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        names = {name for name, _ in sheets_of(package)}
        for name, sheet in sheets_of(package):
            links = [link.attrib for link in sheet.iter(f"{MAIN}hyperlink")]
            assert len(links) <= MOST_LINKS
            assert len({link["ref"] for link in links}) == len(links), name
            for link in links:
                place = link["location"].rpartition("!")[0].strip("'").replace("''", "'")
                assert place in names, link
            assert sheet.find(f"{MAIN}mergeCells") is None
            for rule in sheet.iter(f"{MAIN}dataValidation"):
                assert rule.attrib.get("allowBlank") != "1"
                assert len(rule.findtext(f"{MAIN}formula1") or "") <= 255
            for area in sheet.iter(f"{MAIN}conditionalFormatting"):
                assert re.fullmatch(r"[A-Z]+\d+(:[A-Z]+\d+)?( [A-Z]+\d+(:[A-Z]+\d+)?)*", area.attrib["sqref"])


def test_each_cell_has_one_note(packages: list[zipfile.ZipFile]) -> None:
    for package in packages:
        for part in package.namelist():
            if re.fullmatch(r"xl/comments\d+\.xml", part):
                refs = [note.attrib["ref"] for note in root_of(package, part).iter(f"{MAIN}comment")]
                assert refs
                assert len(set(refs)) == len(refs)
