"""The gate: refused while something stands against it, a draft that names the cause, accepted by name and reason."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.appendices import TEXTS, acceptance, with_texts
from tests.exporting.appendix.conftest import document_from
from tests.published import H1_2023
from workbench.api.reading import read
from workbench.checks import run_checks
from workbench.commands import AcceptChecks, EditFigures, SwitchAdjustment, WriteText
from workbench.domain.appendix import AppendixText, TextKind
from workbench.domain.findings import FindingStatus
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.exporting.appendix.geometry import fit
from workbench.exporting.appendix.page_numbers import first_pages

FINANCING = ("financing_income", H1_2023)
FAILS = EditFigures({FINANCING: Decimal(2_255_620)})

GATES: dict[str, tuple[Callable[[Project], Project], str]] = {
    "a partial state": (
        lambda project: SwitchAdjustment("share_based_compensation", on=False).apply(project),
        "illustrative: 3 of 4 differences",
    ),
    "failing checks": (FAILS.apply, "12 checks fail"),
    "an open text": (lambda project: WriteText(TextKind.CLOSING, None).apply(project), "1 text is open"),
    "procedures that nobody answered": (
        lambda project: WriteText(TextKind.PROCEDURES, None).apply(project),
        "1 text is open",
    ),
    "a field that says nothing": (
        lambda project: WriteText(TextKind.BASIS, AppendixText("{{ result(nothing, H1 2023) }}")).apply(project),
        "1 check fails",
    ),
}


@pytest.mark.parametrize("gate", GATES)
def test_what_stands_against_it_refuses_it_and_is_said_by_a_draft(gate: str, qifu_project: Project) -> None:
    break_it, cause = GATES[gate]
    project = break_it(with_texts(qifu_project))
    with pytest.raises(WorkbenchError, match=f"cannot be published: {cause}"):
        document_from(project)
    draft = document_from(project, is_draft=True).draft
    assert draft is not None
    assert draft.causes == (cause,)
    assert draft.watermark == f"Draft: {cause}"


def test_written_and_complete_it_is_no_draft(qifu_project: Project) -> None:
    document = document_from(with_texts(qifu_project))
    assert document.draft is None
    assert [part.heading for part in document.parts if part.table][:2] == [
        "Appendix – Reconciliation statement", "Appendix – Reconciliation statement – continued",
    ]  # fmt: skip


def test_no_engagement_is_an_answer_and_leaves_the_page_out(qifu_project: Project) -> None:
    answered = WriteText(TextKind.PROCEDURES, AppendixText("", is_left_out=True)).apply(with_texts(qifu_project))
    names = [part.name for part in document_from(answered).parts]
    assert "Procedures and results" not in names


def test_nothing_is_made_up(qifu_project: Project) -> None:
    draft = document_from(qifu_project, is_draft=True)
    assert [part.name for part in draft.parts if part.name and not part.table] == ["Notes to the reconciliation"]


def test_accepted_failures_pass_until_they_say_something_else(qifu_project: Project) -> None:
    project = FAILS.apply(with_texts(qifu_project))
    accepted = project
    for finding in _failing(project):
        known = accepted.acceptances.get(finding.subject, ())
        accepted = AcceptChecks(finding.subject, (*known, acceptance(finding))).apply(accepted)
    assert document_from(accepted).draft is None
    moved = EditFigures({FINANCING: Decimal(2_255_621)}).apply(accepted)
    with pytest.raises(WorkbenchError, match="checks fail"):
        document_from(moved)


@pytest.mark.parametrize(("reason", "by", "why"), [("", "Li Na", "for a reason"), ("rounding", " ", "by somebody")])
def test_an_acceptance_needs_a_name_and_a_reason(reason: str, by: str, why: str, qifu_project: Project) -> None:
    finding = _failing(FAILS.apply(qifu_project))[0]
    with pytest.raises(WorkbenchError, match=why):
        AcceptChecks(finding.subject, (acceptance(finding, reason, by),)).apply(qifu_project)


def test_a_line_that_only_its_source_restates_is_affected(tmp_path: Path) -> None:
    """A margin of which nobody says how it is calculated is published if its result is another."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Recon", 0)
    for row in (
        ("Margin Limited",), ("Reconciliation of consolidated statements of operations",), ("(in thousands of RMB)",),
        ("For the year ended December 31, 2024",), ("", "As reported under U.S. GAAP", "Leases", "Under IFRS"),
        ("Revenue", 100000, 0, 100000), ("Cost of revenue", -60000, -120, -60120), ("Gross profit", 40000, -120, 39880),
        ("Income tax expense", -8000, 30, -7970), ("Net income", 32000, -90, 31910),
        ("Gross margin", 0.4, None, 0.3988),
    ):  # fmt: skip
        sheet.append(list(row))
    book.save(tmp_path / "margin.xlsx")
    (table,) = document_from(read(tmp_path / "margin.xlsx").project, is_draft=True).tables
    margin = next(row for row in table.rows if row.caption == "Gross margin")
    assert (margin.texts[0], margin.texts[-1]) == ("40.00%", "39.88%")


def test_the_contents_count_the_pages_of_a_long_introduction(qifu_project: Project) -> None:
    text = "\n\n".join(f"Paragraph {number} of the introduction." for number in range(100))
    document = document_from(with_texts(qifu_project, {**TEXTS, TextKind.INTRODUCTION: text}))
    geometries = {number: fit(part.table) for number, part in enumerate(document.parts) if part.table}
    first = next(number for number, part in enumerate(document.parts) if part.table)
    pages = first_pages(document, geometries)
    assert pages[first + 1] - pages[first] >= 3


def test_what_reconciles_nothing_has_no_appendix(qifu_project: Project) -> None:
    bare = replace(
        qifu_project,
        statements=tuple(replace(known, reconciled=frozenset()) for known in qifu_project.statements),
        adjustments=(),
        enabled=frozenset(),
        source_figures=type(qifu_project.source_figures)(),
        restated=Map(),
    )
    with pytest.raises(WorkbenchError, match="No period is reconciled"):
        document_from(bare, is_draft=True)


def _failing(project: Project) -> list:  # type: ignore[type-arg]
    findings = run_checks(Engine().results(project)).findings
    return [finding for finding in findings if finding.status is FindingStatus.FAIL]
