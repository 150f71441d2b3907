"""Two people who work on copies of one project: the edits of each, and what merging them proposes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.published import DEC_2022, ECL, EIR, GUARANTEE, H1_2022, H1_2023, JUN_2023, SBC
from tests.remarks import comment, remark
from workbench.commands import (
    AddComment,
    AddEvidence,
    AnyCommand,
    CompoundCommand,
    Consider,
    DescribeAdjustment,
    DescribeEntry,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    InsertLine,
    KeepScenario,
    RenameAdjustment,
    RenameLine,
    RestateTotal,
    SetNature,
    SwitchAdjustment,
    WriteNote,
)
from workbench.domain.adjustments import Nature
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.facts import fact
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.domain.subjects import PROJECT, AdjustmentSubject, LineSubject
from workbench.merging import Merge, Proposal, merge_of_project, take, taking
from workbench.phrases import ENGLISH, Phrase, say
from workbench.session import Session
from workbench.wording import say_fact

MORNING = datetime(2024, 5, 6, 9, 0, tzinfo=UTC)
FINANCING, SALES = ("financing_income", H1_2023), ("sales_and_marketing", H1_2023)
FUNDING, ADMINISTRATION = ("funding_costs", H1_2023), ("general_and_administrative", H1_2023)
CASH, CAPITAL = ("cash_and_cash_equivalents", JUN_2023), ("additional_paid_in_capital", JUN_2023)
Step = AnyCommand | Callable[[Project], AnyCommand]


def worked_on(project: Project, by: str, *steps: Step) -> Project:
    """Return ``project`` after steps of one person, a minute apart."""
    moments = (MORNING + timedelta(minutes=number, seconds=len(by)) for number in range(10_000))
    session = Session(project, by=by, clock=lambda: next(moments))
    for step in steps:
        session.execute(step(session.project) if callable(step) else step)
    return session.project


def effect(adjustment: str, cell: tuple[str, str], amount: int) -> EditEntries:
    return EditEntries(adjustment, {cell: Decimal(amount)})


def figure(cell: tuple[str, str], amount: int) -> EditFigures:
    return EditFigures({cell: Decimal(amount)})


def line_with_figure(caption: str, key: str, cell_amount: int) -> CompoundCommand:
    """Insert a line of operations with a figure."""
    return CompoundCommand(
        fact("insert-line", name=caption),
        (
            InsertLine("operations", Line(key, caption), "referral_services_fees"),
            figure((key, H1_2023), cell_amount),
        ),
    )


GRANTS = line_with_figure("Government grants", "grants", 5)


def _first_entry(project: Project, adjustment: str, memo: str) -> DescribeEntry:
    return DescribeEntry(adjustment, next(iter(project.adjustment_by_id[adjustment].entries)), memo, "")


def _considered(kind: str, by: str) -> Consider:
    return Consider(kind, H1_2023, Consideration(Conclusion.NIL, "none", by, MORNING))


LI_NA: tuple[Step, ...] = (
    effect(ECL, SALES, 500),
    effect(EIR, FINANCING, -1),
    SwitchAdjustment(SBC, on=False),
    RenameAdjustment(GUARANTEE, "Guarantee liabilities"),
    figure(FUNDING, 7),
    RenameLine("financing_income", "Interest income"),
    _considered("leases", "Li Na"),
    AddComment(comment(AdjustmentSubject(ECL), "Stage 3?", "1", "Li Na")),
    lambda project: _first_entry(project, EIR, "recalculated"),
    SetNature(EIR, Nature.MEASUREMENT),
    WriteNote("Prepared by Li Na"),
    KeepScenario("Without loans", frozenset((SBC, GUARANTEE))),
    effect(GUARANTEE, CASH, 12),
    AddEvidence(remark(LineSubject("operations", "financing_income"), "agreed", "1")),
    RestateTotal("net_income", H1_2022, Decimal(7), "audit"),
)
"""Fifteen edits; the first three are of what Jo edits, too."""
JO: tuple[Step, ...] = (
    effect(ECL, SALES, 600),
    effect(EIR, FINANCING, -2),
    RenameAdjustment(SBC, "Share options"),
    figure(ADMINISTRATION, 8),
    RenameLine("financing_income", "Financing revenue"),
    RenameLine("funding_costs", "Cost of funding"),
    _considered("inventories", "Jo"),
    AddComment(comment(PROJECT, "Who signs?", "1", "Jo")),
    GroupAdjustments((GUARANTEE,), "Loans"),
    lambda project: replace(
        DescribeAdjustment.of(project.adjustment_by_id[GUARANTEE]), standards=("ASC 460", "IFRS 9")
    ),
    KeepScenario("Guarantees only", frozenset((GUARANTEE,))),
    effect(GUARANTEE, CAPITAL, 9),
    RestateTotal("total_assets", DEC_2022, Decimal(7)),
    AddEvidence(remark(AdjustmentSubject(SBC), "seen", "1")),
    figure(CASH, 99),
)
"""Fifteen edits; the first, the second and the fifth are of what Li Na edits, too."""


def merge(project: Project, other: Project) -> Merge:
    return merge_of_project(project, other, "jo.recon")


def said(proposals: Iterable[Proposal]) -> list[str]:
    """Return what proposals are about, and of which attribute."""
    return [f"{proposal.attribute}: {say_fact(proposal.what, ENGLISH)}" for proposal in proposals]


def why(proposal: Proposal) -> str:
    if isinstance(proposal.why, Phrase):
        return say(proposal.why, ENGLISH)
    return say_fact(proposal.why, ENGLISH) if proposal.why else ""


def after_merging(project: Project, other: Project) -> Project:
    """Return ``project`` with everything of ``other`` that is not asked."""
    outcome = take(project, offered := merge(project, other), taking(offered.offered))
    assert not outcome.left
    return worked_on(project, "merging", outcome.command) if outcome.command else project
