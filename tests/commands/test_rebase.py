"""Importing again: an unchanged file keeps all that the user did, a changed one asks for exactly what collides."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.layouts import sample_folder
from tests.projects import difference_of
from tests.published import DEC_2022, ECL, EIR, GUARANTEE, H1_2022, H1_2023, JUN_2023, SBC
from tests.remarks import AT, comment, file
from tests.reviews import item, left, reference, tick
from workbench.commands import (
    AcceptChecks,
    AddAdjustment,
    AddComment,
    AddCrossReference,
    AddEvidence,
    AddOpenItem,
    AddPeriod,
    AddStatement,
    AddTick,
    AddUncorrected,
    AnyCommand,
    ArrangeAdjustments,
    CompoundCommand,
    ConfirmFigures,
    Consider,
    DescribeAdjustment,
    DescribeEntry,
    DescribeLine,
    DescribeProject,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    InsertLine,
    KeepScenario,
    KeepSign,
    KeepWorkings,
    MarkRestated,
    PlaceLine,
    PostEntries,
    RemoveAdjustment,
    RemoveLine,
    RenameAdjustment,
    RenameLine,
    RestateTotal,
    SetConcept,
    SetNature,
    SetReconciled,
    SetThreshold,
    SetTotal,
    SwitchAdjustment,
    SwitchTo,
    TakeImport,
    WriteNote,
    WriteText,
    rebase,
)
from workbench.domain.adjustments import EntryId, JournalEntry, Leg, Nature, Readiness
from workbench.domain.appendix import Acceptance, AppendixText, Quote, TextKind
from workbench.domain.comments import Reply
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.facts import fact, remark
from workbench.domain.findings import CheckId
from workbench.domain.frameworks import Framework
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind, Total
from workbench.domain.subjects import PROJECT, AdjustmentSubject, LineSubject
from workbench.domain.thresholds import ShareOfFigure, ShareOfOverall, ThresholdKind
from workbench.domain.workings import WorkedCell, Working
from workbench.errors import WorkbenchError
from workbench.importing import import_workbooks
from workbench.session import Session
from workbench.store import load, save
from workbench.workbooks import begin_reading

FINANCING = ("financing_income", H1_2023)
SALES = ("sales_and_marketing", H1_2023)


LEASES = difference_of(
    "Leases", "operations", {FINANCING: Decimal("0.25"), SALES: Decimal(-7)}, {SALES: Decimal(3)}, {SALES: Decimal(5)}
)


MORE = tuple(difference_of("More", "operations", {("funding_costs", H1_2023): Decimal(8)}).entries.values())


def _first_cell(project: Project) -> MarkRestated:
    return MarkRestated(project.source_figures[0].cell, "superseded")


def _first_entry(project: Project, memo: str = "", reference: str = "") -> DescribeEntry:
    return DescribeEntry(ECL, next(iter(project.adjustment_by_id[ECL].entries)), memo, reference)


def _described(project: Project, **details: Any) -> DescribeProject:
    return replace(DescribeProject.of(project), **details)


def _described_difference(project: Project, **details: Any) -> DescribeAdjustment:
    return replace(DescribeAdjustment.of(project.adjustment_by_id[ECL]), **details)


def _described_line(project: Project, line: str, **details: Any) -> DescribeLine:
    return replace(DescribeLine.of(project.line(line)), **details)


def _entry_of(project: Project, adjustment: str) -> JournalEntry:
    return list(project.adjustment_by_id[adjustment].entries.values())[-1]


def _place_of(project: Project, line: str, after: str | None) -> PlaceLine:
    return PlaceLine(line, after, project.line(line).section)


NIL = Consideration(Conclusion.NIL, "no leases", "Jo", datetime(2024, 5, 6, tzinfo=UTC))
BELOW = replace(NIL, conclusion=Conclusion.BELOW_THRESHOLD, amount=Decimal("2.5"))
GRANTS = Line("government_grants", "Government grants")
DEC_2023 = Period(None, date(2023, 12, 31), "December 31, 2023")
FORECAST = Statement(
    id="forecast",
    kind=StatementKind.FINANCIAL_POSITION,
    title="Forecast",
    periods=(JUN_2023, DEC_2023.id),
    lines=(Line("goodwill", "Goodwill"), Line("whole", "Whole", role=LineRole.TOTAL)),
    totals=(Total("whole", (("goodwill", 1),)),),
)
EDITS: dict[str, Callable[[Project], AnyCommand]] = {
    "a difference off": lambda _: SwitchAdjustment(ECL, on=False),
    "two differences on": lambda _: SwitchTo(frozenset((ECL, EIR))),
    "all off": lambda _: SwitchTo(frozenset()),
    "a difference renamed": lambda _: RenameAdjustment(SBC, "Share options"),
    "a nature": lambda _: SetNature(EIR, Nature.PRESENTATION),
    "an error correction": lambda _: SetNature(ECL, Nature.ERROR_CORRECTION),
    "the note on the whole": lambda _: WriteNote("{{ result(net_income, H1 2023) }}"),
    "the entity": lambda project: _described(project, entity="Example Ltd"),
    "the currency": lambda project: _described(project, currency="USD"),
    "the scale": lambda project: _described(project, scale=1_000_000),
    "the framework as reported": lambda project: _described(project, source=Framework("PRC GAAP", "PRC", "Before")),
    "the framework of the result": lambda project: _described(project, target=Framework("IFRS 18")),
    "both frameworks exchanged": lambda project: _described(
        project, source=project.frameworks.target, target=project.frameworks.source
    ),
    "a figure": lambda _: EditFigures({FINANCING: Decimal(1)}),
    "a figure with decimals": lambda _: EditFigures({FINANCING: Decimal("1.25")}),
    "a figure made blank": lambda _: EditFigures({FINANCING: None}),
    "two figures": lambda _: EditFigures({FINANCING: Decimal(2), SALES: Decimal(3)}),
    "a total restated": lambda _: RestateTotal("net_income", H1_2023, Decimal(7), "audit"),
    "a total of a balance sheet restated": lambda _: RestateTotal("total_assets", JUN_2023, Decimal(7)),
    "an effect": lambda _: EditEntries(ECL, {SALES: Decimal(500)}),
    "an effect changed": lambda _: EditEntries(EIR, {FINANCING: Decimal(-1)}),
    "an effect nil": lambda _: EditEntries(EIR, {FINANCING: Decimal(0)}),
    "an effect taken out": lambda _: EditEntries(EIR, {FINANCING: None}),
    "a memo": lambda project: _first_entry(project, memo="stage 3 loans"),
    "a reference": lambda project: _first_entry(project, reference="JV 17"),
    "a caption": lambda _: RenameLine("financing_income", "Interest"),
    "a concept": lambda _: SetConcept("financing_income", Concept.REVENUE),
    "no concept": lambda _: SetConcept("net_income", None),
    "parts of a total": lambda _: SetTotal("platform_services", (("referral_services_fees", 1),)),
    "no total": lambda _: SetTotal("total_operating_costs_and_expenses", ()),
    "a statement reconciled": lambda _: SetReconciled("cash_flows", H1_2023, reconciled=True),
    "a cell restated": _first_cell,
    "a difference added": lambda _: AddAdjustment(LEASES),
    "entries added": lambda _: PostEntries(ECL, MORE),
    "an entry changed": lambda project: PostEntries(
        EIR, (replace(_entry_of(project, EIR), legs=(Leg(*FINANCING, Decimal(9)),), memo="recalculated"),)
    ),
    "an entry deleted": lambda project: PostEntries(GUARANTEE, removed=(_entry_of(project, GUARANTEE).id,)),
    "one entry deleted, one added": lambda project: PostEntries(
        GUARANTEE, (replace(MORE[0], id="another"),), (_entry_of(project, GUARANTEE).id,)
    ),
    "standards": lambda project: _described_difference(project, standards=("ASC 326-20", "IFRS 9 5.5")),
    "a note and a draft": lambda project: _described_difference(project, note="to do", readiness=Readiness.DRAFT),
    "the kind of a difference": lambda project: _described_difference(project, kind="provisions"),
    "a conclusion": lambda _: Consider("leases", H1_2023, NIL),
    "a conclusion with an amount": lambda _: Consider("leases", H1_2022, BELOW),
    "another conclusion": lambda _: Consider("leases", H1_2023, replace(BELOW, by="Li Na")),
    "another order": lambda project: ArrangeAdjustments(tuple(project.adjustment_by_id)[::-1]),
    "a scenario": lambda _: KeepScenario("Without SBC", frozenset((ECL, EIR, GUARANTEE))),
    "a scenario of none": lambda _: KeepScenario("As reported", frozenset()),
    "a group": lambda _: GroupAdjustments((GUARANTEE, ECL), "Loans"),
    "another in the group": lambda _: GroupAdjustments((SBC,), "Loans"),
    "a line": lambda _: InsertLine("operations", GRANTS, "referral_services_fees"),
    "a line at the top": lambda _: InsertLine("cash_flows", Line("start", "Start", role=LineRole.HEADING), None),
    "a line with a figure that counts": lambda _: CompoundCommand(
        fact("insert-line", name="Grants"),
        (
            InsertLine("operations", replace(GRANTS, id="grants"), "referral_services_fees"),
            SetTotal("platform_services", (("referral_services_fees", 1), ("grants", 1))),
            EditFigures({("grants", H1_2023): Decimal("7.5")}),
        ),
    ),
    "the line renamed": lambda _: RenameLine("financing_income", "Interest income"),
    "a line moved": lambda project: _place_of(project, "funding_costs", "general_and_administrative"),
    "a line moved to another section": lambda _: PlaceLine("investment_loss", None, ("Revenue",)),
    "a heading moved with its lines": lambda project: _place_of(
        project, "non_current_liabilities", "liabilities_and_equity"
    ),
    "a heading deleted": lambda _: RemoveLine("current_assets"),
    "the unit of a line": lambda project: _described_line(project, "basic_3", unit=LineUnit.PER_SHARE),
    "the decimals of a line": lambda project: _described_line(project, "funding_costs", decimals=2),
    "the target caption of a line": lambda project: _described_line(project, "funding_costs", target_caption="Finance"),
    "a statement": lambda _: AddStatement(FORECAST, (DEC_2023,)),
    "a period": lambda project: AddPeriod(
        DEC_2023,
        tuple(known.id for known in project.statements if known.id == "financial_position"),
    ),
    "a comment": lambda _: AddComment(comment(PROJECT, "Who signs?", "7")),
    "a comment with an answer": lambda _: AddComment(
        replace(comment(AdjustmentSubject(ECL), "Why?", "8"), replies=(Reply("Because", "Jo", AT),))
    ),
    "evidence": lambda _: AddEvidence(file(LineSubject("operations", "financing_income"), key="7")),
    "a tick": lambda _: AddTick(tick(AdjustmentSubject(ECL))),
    "a tick with a sign of one's own": lambda _: CompoundCommand(
        fact("add-tick", sign="TB", subject="Financing income"),
        (KeepSign("TB", "trial balance"), AddTick(tick(LineSubject("operations", "financing_income"), "TB", "2"))),
    ),
    "a cross reference": lambda _: AddCrossReference(reference(AdjustmentSubject(ECL), PROJECT)),
    "an open item": lambda _: AddOpenItem(item(AdjustmentSubject(ECL))),
    "an uncorrected difference": lambda _: AddUncorrected(left(H1_2023)),
    "a threshold": lambda _: SetThreshold(ThresholdKind.OVERALL, ShareOfFigure(Decimal("0.5"), "net_income", H1_2023)),
    "a threshold of another": lambda _: SetThreshold(ThresholdKind.TRIVIAL, ShareOfOverall(Decimal(5))),
    "a text of the appendix": lambda _: WriteText(TextKind.BASIS, AppendixText("For readers of IFRSs.")),
    "a text that is left out": lambda _: WriteText(TextKind.PROCEDURES, AppendixText("", is_left_out=True)),
    "figures that were read": lambda _: ConfirmFigures(PROJECT, (Quote("5", "5", ("project",)),)),
    "a failing check that is accepted": lambda _: AcceptChecks(
        PROJECT, (Acceptance(CheckId("footing"), remark("It does not foot."), "rounding", "Li Na", AT),)
    ),
    "a paste": lambda _: CompoundCommand(
        fact("paste", count=2), (EditFigures({FINANCING: Decimal(4)}), EditEntries(ECL, {SALES: Decimal(5)}))
    ),
    "a figure with its working": lambda _: CompoundCommand(
        fact("fill", count=1),
        (EditFigures({FINANCING: Decimal(5)}), KeepWorkings({WorkedCell(*FINANCING): Working("=2+3", Decimal(5))})),
    ),
    "a difference deleted": lambda _: RemoveAdjustment(EIR),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_unchanged_file_imported_again_keeps_the_edit(qifu_project: Project, name: str) -> None:
    session = Session(qifu_project)
    session.execute(EDITS[name](qifu_project))
    edited = session.project
    assert edited != qifu_project
    plan = rebase(edited, qifu_project)
    assert plan.collisions == ()
    session.execute(TakeImport(qifu_project, plan.edits))
    assert replace(session.project, trail=edited.trail) == edited


def test_an_unchanged_file_keeps_all_edits_together_again_and_again(qifu_project: Project) -> None:
    session = Session(qifu_project)
    for edit in EDITS.values():
        session.execute(edit(session.project))
    edited = session.project
    for _ in range(2):
        plan = rebase(session.project, qifu_project)
        assert plan.collisions == ()
        session.execute(TakeImport(qifu_project, plan.edits))
        assert replace(session.project, trail=edited.trail) == edited


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_grouped_and_arranged_stands_in_the_same_order_after_an_import(
    qifu_project: Project, seed: int
) -> None:
    chance, session = random.Random(seed), Session(qifu_project)
    for name in ("Leases", "Goodwill", "Grants"):
        session.execute(AddAdjustment(difference_of(name, "operations", {SALES: Decimal(1)})))
    for _ in range(12):
        keys = tuple(chance.sample(list(session.project.adjustment_by_id), 7))
        nature = chance.choice((Nature.ERROR_CORRECTION, None))
        session.execute(
            chance.choice(
                (
                    GroupAdjustments(keys[: chance.randrange(1, 4)], chance.choice(("", "Loans", "Equity"))),
                    ArrangeAdjustments(keys),
                    SetNature(keys[0], nature),
                )
            )
        )
    edited = session.project
    plan = rebase(edited, qifu_project)
    assert plan.collisions == ()
    assert replace(TakeImport(qifu_project, plan.edits).apply(edited), trail=edited.trail) == edited


def test_what_was_undone_is_not_done_again(qifu_project: Project) -> None:
    session = Session(qifu_project)
    session.execute(EDITS["a figure"](qifu_project))
    session.undo()
    assert rebase(session.project, qifu_project).edits == ()


def _with(project: Project, *commands: AnyCommand) -> Project:
    """Return another import: the same files with other contents, and no steps of a user."""
    for command in commands:
        project = command.apply(project)
    return project


def test_a_changed_file_asks_for_exactly_what_collides(qifu_project: Project) -> None:
    session = Session(qifu_project)
    for edit in (
        EditFigures({FINANCING: Decimal(1), SALES: Decimal(2)}),
        EditFigures({FINANCING: Decimal(3)}),
        RenameLine("general_and_administrative", "R&D"),
        RestateTotal("total_assets", DEC_2022, Decimal(9)),
        SwitchAdjustment(ECL, on=False),
    ):
        session.execute(edit)
    changed = _with(
        qifu_project, EditFigures({FINANCING: Decimal(5)}), RenameLine("general_and_administrative", "R and D")
    )
    plan = rebase(session.project, changed)
    assert [(c.alteration.name, c.alteration.old, c.theirs, c.alteration.new) for c in plan.collisions] == [
        ("Financing income", Decimal(2_254_620), Decimal(5), Decimal(3)),
        ("General and administrative", "General and administrative", "R and D", "R&D"),
    ]
    theirs = TakeImport(changed, plan.edits).apply(session.project)
    operations = theirs.statement_by_id["operations"]
    assert operations.figure(*FINANCING) == 5
    assert operations.figure(*SALES) == 2
    assert ECL not in theirs.enabled
    mine = rebase(session.project, changed, {plan.collisions[0].alteration.key})
    kept = TakeImport(changed, mine.edits).apply(session.project)
    assert kept.statement_by_id["operations"].figure(*FINANCING) == 3
    assert kept.line("general_and_administrative").caption == "R and D"


def test_what_the_file_says_now_too_is_no_collision(qifu_project: Project) -> None:
    session = Session(qifu_project)
    session.execute(EditFigures({FINANCING: Decimal(5)}))
    plan = rebase(session.project, _with(qifu_project, EditFigures({FINANCING: Decimal(5)})))
    assert plan == type(plan)((), ())


def test_an_edit_of_what_is_gone_is_asked(qifu_project: Project) -> None:
    session = Session(qifu_project)
    session.execute(SwitchAdjustment(SBC, on=False))
    others = tuple(adjustment for adjustment in qifu_project.adjustments if adjustment.id != SBC)
    changed = replace(qifu_project, adjustments=others, enabled=qifu_project.enabled - {SBC})
    (collision,) = rebase(session.project, changed).collisions
    assert collision.is_gone
    assert collision.alteration.name.startswith("Share")


def test_what_can_no_longer_be_altered_so_is_asked_and_cannot_be_kept(qifu_project: Project) -> None:
    session = Session(qifu_project)
    session.execute(EditFigures({FINANCING: Decimal(3)}))
    changed = _with(
        qifu_project, EditFigures({FINANCING: Decimal(5)}), SetTotal("financing_income", (("other_services_fees", 1),))
    )
    (collision,) = rebase(session.project, changed).collisions
    assert (collision.theirs, collision.is_gone) == (Decimal(5), True)
    kept = rebase(session.project, changed, {collision.alteration.key})
    assert TakeImport(changed, kept.edits).apply(session.project) == changed


def random_edit(project: Project, chance: random.Random, number: int) -> AnyCommand:
    """Return any edit of any line, period and difference; some are refused."""
    makers = (_edit_of_figures, _edit_of_figures, _edit_of_differences, _edit_of_lines, _edit_of_entries)
    return chance.choice(makers)(project, chance, number)


def _statement_of(project: Project, chance: random.Random) -> Statement:
    """Return a statement that still has lines."""
    return chance.choice([statement for statement in project.statements if statement.lines])


def _edit_of_figures(project: Project, chance: random.Random, number: int) -> AnyCommand:
    statement, adjustment = _statement_of(project, chance), chance.choice(project.adjustments)
    line, period = chance.choice(statement.lines).id, chance.choice(statement.periods)
    amount = chance.choice((None, Decimal(0), Decimal(chance.randrange(-9999, 9999))))
    return chance.choice(
        (
            EditFigures({(line, period): amount}),
            EditEntries(adjustment.id, {(line, period): amount}),
            RestateTotal(line, period, amount or Decimal(1), chance.choice(("", "audit"))),
            SetReconciled(statement.id, period, chance.random() < 0.7),
            MarkRestated(chance.choice(project.source_figures).cell, chance.choice(("", "superseded"))),
            _described(project, entity=f"Company {number}", target=Framework(f"Framework {number}")),
            Consider(f"kind_{number % 7}", period, chance.choice((None, NIL, BELOW))),
        )
    )


def _edit_of_differences(project: Project, chance: random.Random, number: int) -> AnyCommand:
    statement, adjustment = _statement_of(project, chance), chance.choice(project.adjustments)
    line, period = chance.choice(statement.lines).id, chance.choice(statement.periods)
    keys = tuple(chance.sample(list(project.adjustment_by_id), len(project.adjustments)))
    added = difference_of(f"New {number}", statement.id, {(line, period): Decimal(number)})
    described = replace(
        DescribeAdjustment.of(adjustment),
        note=f"Note {number}",
        readiness=chance.choice(list(Readiness)),
        kind="leases",
    )
    return chance.choice(
        (
            SwitchAdjustment(adjustment.id, chance.random() < 0.5),
            RenameAdjustment(adjustment.id, f"Difference {number}"),
            SetNature(adjustment.id, chance.choice((None, *Nature))),
            described,
            AddAdjustment(added),
            AddAdjustment(added.with_attributes(group="Loans", readiness=Readiness.DRAFT)),
            ArrangeAdjustments(keys),
            GroupAdjustments(keys[: chance.randrange(3)], chance.choice(("", "Loans", "Equity"))),
            RemoveAdjustment(adjustment.id if len(keys) > 1 else "none"),
        )
    )


def _edit_of_lines(project: Project, chance: random.Random, number: int) -> AnyCommand:
    statement = _statement_of(project, chance)
    line, other = chance.choice(statement.lines), chance.choice(statement.lines)
    new = Line(f"new_line_{number}", f"New {number}", other.section, unit=line.unit)
    day = chance.choice(
        (Period(None, date(2030, 1, 1 + number % 7), ""), Period(date(2030, 1, 1), date(2030, 6, 30), ""))
    )
    added = [known.id for known in statement.lines if known.id.startswith("new_line")]
    described = DescribeLine(line.id, chance.choice(list(LineUnit)), chance.choice((0, 2)), f"Target {number}")
    return chance.choice(
        (
            RenameLine(line.id, f"Line {number}"),
            SetConcept(line.id, chance.choice((None, *Concept))),
            SetTotal(line.id, ()),
            InsertLine(statement.id, new, other.id),
            InsertLine(statement.id, new, None),
            RemoveLine(chance.choice(added or [line.id])),
            RemoveLine(line.id),
            PlaceLine(line.id, other.id, other.section),
            described,
            AddPeriod(day, (statement.id,)),
            AddStatement(
                replace(FORECAST, id=f"forecast_{number}", lines=(new,), totals=(), periods=(DEC_2023.id,)), (DEC_2023,)
            ),
        )
    )


def _edit_of_entries(project: Project, chance: random.Random, number: int) -> AnyCommand:
    statement, adjustment = _statement_of(project, chance), chance.choice(project.adjustments)
    leg = Leg(chance.choice(statement.lines).id, chance.choice(statement.periods), Decimal(number))
    entry = chance.choice(list(adjustment.entries.values()) or [JournalEntry(EntryId("none"), ())])
    return chance.choice(
        (
            DescribeEntry(adjustment.id, entry.id, f"Memo {number}", "JV"),
            PostEntries(adjustment.id, (JournalEntry(EntryId(f"new {number}"), (leg,)),)),
            PostEntries(adjustment.id, (replace(entry, legs=(*entry.legs, leg), reference="JV"),)),
            PostEntries(adjustment.id, removed=(entry.id,)),
        )
    )


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_an_unchanged_file_keeps_whatever_was_done_to_any_sample(stem: str, tmp_path: Path) -> None:
    project = import_workbooks([begin_reading(sample_folder() / f"{stem}.xlsx")])
    chance, session = random.Random(stem), Session(project)
    for number in range(150):
        with suppress(WorkbenchError):
            session.execute(random_edit(session.project, chance, number))
    edited = session.project
    assert len(edited.trail) > 80
    plan = rebase(edited, project)
    assert plan.collisions == ()
    assert replace(TakeImport(project, plan.edits).apply(edited), trail=edited.trail) == edited
    save(edited, tmp_path / "edited.recon")
    assert load(tmp_path / "edited.recon") == edited
