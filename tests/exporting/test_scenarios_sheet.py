"""Scenarios outside the window: a sheet of the review workbook, JSON, the command line, and from Python."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.api.samples import sample_book
from tests.conftest import Workbench
from tests.exporting.books import exported
from tests.oracle import shown_by
from tests.published import ADJUSTMENTS, ECL, EIR, H1_2023, SBC
from workbench.commands import KeepScenario
from workbench.errors import WorkbenchError
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.exporting.sheet_headers import FIRST_ROW, HEADING_ROW
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.store import save

WITHOUT_SBC = frozenset(ADJUSTMENTS) - {SBC}


@pytest.fixture
def kept(qifu: Session) -> Session:
    qifu.execute(KeepScenario("Without SBC", WITHOUT_SBC))
    qifu.execute(KeepScenario("=Loans", frozenset((ECL, EIR))))
    return qifu


def test_the_sheet_has_the_totals_of_each_scenario(kept: Session, tmp_path: Path) -> None:
    cells = shown_by(exported(kept, tmp_path))["Scenarios"]
    assert [cells.get(f"{column}{HEADING_ROW}") for column in "ABCDEFGH"] == [
        "Total", "Period", "US GAAP", "IFRS", "Without SBC", "Difference from IFRS", "=Loans", "Difference from IFRS",
    ]  # fmt: skip
    assert [cells.get(f"{column}{FIRST_ROW + 2}") for column in "ABCDEFGH"] == [
        "Net income", "H1 2023", 2_023_199, 1_746_887, 1_697_550, -49_337, 1_833_361, 86_474,
    ]  # fmt: skip
    row = next(row for row in range(FIRST_ROW, 40) if cells.get(f"A{row}") == "Share-based compensation")
    assert [cells[f"{column}{row}"] for column in "CDEG"] == ["off", "on", "off", "off"]


def test_without_scenarios_there_is_no_sheet(qifu: Session) -> None:
    layout = lay_out_review_workbook(qifu.results, datetime(2026, 3, 5, tzinfo=UTC), ENGLISH)
    assert "Scenarios" not in [sheet.name for sheet in layout.sheets]


def test_the_command_line_switches_to_a_scenario(workbench: Workbench, kept: Session, tmp_path: Path) -> None:
    path = tmp_path / "qifu.recon"
    save(kept.project, path)
    outcome = workbench("reconcile", path, "--scenario", "without", "--json")
    assert outcome.status == 0
    answer = outcome.json
    assert [adjustment["id"] for adjustment in answer["adjustments"] if not adjustment["enabled"]] == [SBC]
    first, second = answer["scenarios"]
    assert (first["name"], first["on"]) == ("Without SBC", [key for key in ADJUSTMENTS if key != SBC])
    assert first["totals"][H1_2023]["net_income"] == Decimal(1_697_550)
    assert second["totals"][H1_2023]["net_income"] == Decimal(1_833_361)
    further = workbench("reconcile", path, "--scenario", "loans", "--off", "expected", "--json").json
    assert [adjustment["id"] for adjustment in further["adjustments"] if adjustment["enabled"]] == [EIR]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--scenario", "x"), "'x' matches no scenario. Choose one of: Without SBC; =Loans."),
        (("--scenario", ""), "'' matches no scenario. Choose one of: Without SBC; =Loans."),
        (
            ("--scenario", "loans", "--only", "share"),
            "--scenario and --only both say which differences are on. Leave one of them out.",
        ),
    ],
)
def test_a_scenario_that_cannot_be_meant_is_refused(
    workbench: Workbench, kept: Session, tmp_path: Path, options: tuple[str, ...], reason: str
) -> None:
    save(kept.project, tmp_path / "qifu.recon")
    outcome = workbench("reconcile", tmp_path / "qifu.recon", *options)
    assert (outcome.status, outcome.output, outcome.errors) == (2, "", f"workbench: {reason}\n")


def test_a_book_keeps_scenarios_and_switches_to_them() -> None:
    book = sample_book("qifu-h1-2023").off("share-based").keep_scenario("Now").all_on()
    book = book.keep_scenario("Loans", off=["share-based", "guarantee"])
    assert book.is_complete
    assert book.scenarios == {"Now": (ECL, EIR, ADJUSTMENTS[3]), "Loans": (ECL, EIR)}
    assert book.scenario("loans").project.enabled == {ECL, EIR}
    with pytest.raises(WorkbenchError, match="'x' matches no scenario"):
        book.scenario("x")
    with pytest.raises(WorkbenchError, match="the project keeps none"):
        sample_book("qifu-h1-2023").scenario("x")
