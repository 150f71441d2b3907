"""Frameworks are called in every output as the sources or the user call them, and never by other names."""

import html
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.answers import json_of
from tests.exporting.books import exported, session_of
from tests.projects import balance_sheet, names_of
from workbench.checks import run_checks
from workbench.commands import DescribeProject, SwitchTo
from workbench.domain.adjustments import Nature
from workbench.domain.frameworks import Framework
from workbench.exporting.reconciled_sheet import FIRST_ROW, HEADING_ROW
from workbench.exporting.table import long_csv
from workbench.exporting.text_report import key_totals_table
from workbench.phrases import ENGLISH
from workbench.session import Session

SHAPES = sorted((Path(__file__).parent.parent / "cases" / "shapes").glob("*.xlsx"))
ASSUMED = ("U.S. GAAP", "US GAAP")
"""The name that would appear if the program assumed any."""


def outputs(session: Session, folder: Path) -> dict[str, str]:
    """Return the text of everything that is written of a session, by output.

    Of the review workbook, whatever is in the file: cells, comments, footers, names, properties.
    """
    results = session.results
    texts = {
        "JSON": json_of(results, run_checks(results).findings),
        "CSV": long_csv(results, ENGLISH),
        "key totals": "\n".join(key_totals_table(results, ENGLISH)),
    }
    with zipfile.ZipFile(exported(session, folder)) as book:
        return texts | {part: html.unescape(book.read(part).decode()) for part in book.namelist()}


def in_each_state(session: Session, folder: Path) -> dict[str, str]:
    """Return the outputs of a state with every difference on, and of one with none."""
    complete = outputs(session, folder)
    session.execute(SwitchTo(frozenset()))
    return complete | {f"{output}, partial": text for output, text in outputs(session, folder).items()}


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: str(path.stem))
def test_us_gaap_is_in_no_output_of_a_file_that_does_not_name_it(path: Path, tmp_path: Path) -> None:
    session = session_of(path)
    said = " ".join(names_of(session.project.frameworks))
    not_said = [name for name in ASSUMED if name not in said]
    written = in_each_state(session, tmp_path)
    assert [(output, name) for output, text in written.items() for name in not_said if name in text] == []
    for output in ("JSON", "CSV", "key totals"):
        for framework in session.project.frameworks:
            assert framework.name.casefold() in written[output].casefold()


def test_after_the_frameworks_are_renamed_every_output_says_the_new_names_only(tmp_path: Path) -> None:
    project = balance_sheet(
        {
            "leases": (Nature.PRESENTATION, {"cash": 5, "reserves": 5}),
            "slip": (Nature.ERROR_CORRECTION, {"land": 2, "reserves": 2}),
        }
    )
    source, target = Framework("PRC GAAP", "PRC"), Framework("Group standards", "", "Restated")
    renamed = DescribeProject("Another plc", "EUR", 1_000_000, source, target).apply(project)
    written = in_each_state(Session(renamed), tmp_path)
    old = ("Example Ltd", "US GAAP", "IFRS", "RMB", "thousands")
    assert [(output, name) for output, text in written.items() for name in old if name in text] == []
    book = openpyxl.load_workbook(exported(Session(renamed), tmp_path), data_only=True)
    said = {sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value] for sheet in book}
    assert "Balance sheet: reconciliation between PRC and Group standards" in said["BS 30 Jun 2023"]
    assert {"Amounts as reported under PRC GAAP", "Restated"} <= {*said["Lead"]}
    assert {"Amounts as reported under PRC GAAP"} <= {*said["BS 30 Jun 2023"]}
    assert {"Standard, PRC", "Standard, Group standards"} <= {*said["Notes"]}
    natures = [said["Notes"][said["Notes"].index(name) + 1] for name in ("Leases", "Slip (error correction)")]
    assert natures == ["Presentation", "Error correction"]
    assert {"Slip (error correction)"} <= {*said["Lead"]} & {*said["BS 30 Jun 2023"]} & {*said["Notes"]}


def test_a_workbook_has_the_captions_of_both_frameworks(tmp_path: Path) -> None:
    (path,) = (path for path in SHAPES if path.stem == "s2_jgaap_two_captions")
    sheet = openpyxl.load_workbook(exported(session_of(path), tmp_path), data_only=True).worksheets[1]
    assert sheet[f"F{HEADING_ROW}"].value == "IFRS"
    captions = {sheet.cell(row, 1).value: sheet.cell(row, 6).value for row in range(FIRST_ROW, sheet.max_row + 1)}
    assert captions["Cash and deposits"] == "Cash and cash equivalents"
    assert captions["Net assets"] == "Equity"
    assert captions["Goodwill"] == "Goodwill"
    assert captions["Other financial assets"] == "Other financial assets"
    assert ":$G$" in sheet.print_area, "with the column of ticks"
