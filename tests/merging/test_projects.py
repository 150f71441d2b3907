"""Merging a second project: what only it changed is taken, what both changed otherwise is asked, nothing is lost."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.merging.diverged import (
    ADMINISTRATION,
    CASH,
    FINANCING,
    FUNDING,
    GRANTS,
    JO,
    LI_NA,
    SALES,
    Step,
    after_merging,
    effect,
    figure,
    line_with_figure,
    merge,
    said,
    why,
    worked_on,
)
from tests.projects import CLOSING, OPENING, balance_sheet, difference_of
from tests.published import ECL, EIR, GUARANTEE, H1_2023, SBC
from tests.remarks import comment, remark
from tests.reviews import item, left, reference, tick
from workbench.commands import (
    AddAdjustment,
    AddComment,
    AddCrossReference,
    AddEvidence,
    AddOpenItem,
    AddTick,
    AddUncorrected,
    AnswerComment,
    ArrangeAdjustments,
    CloseComment,
    EditEntries,
    EditFigures,
    InsertLine,
    KeepScenario,
    PostEntries,
    RemoveAdjustment,
    RemoveComment,
    RemoveLine,
    RenameAdjustment,
    RenameLine,
    RenameScenario,
    SetConcept,
    SetTotal,
    SwitchAdjustment,
    TakeImport,
)
from workbench.domain.adjustments import JournalEntry, Leg
from workbench.domain.comments import Reply
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole
from workbench.domain.subjects import PROJECT, AdjustmentSubject, LineSubject
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.merging import Answer, take, taking
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.store import load, save
from workbench.wording import say_fact


def _entry(key: str, memo: str, *legs: tuple[tuple[str, str], int]) -> JournalEntry:
    return JournalEntry(key, tuple(Leg(*cell, Decimal(amount)) for cell, amount in legs), memo)


LEASES = difference_of("Leases", "operations", {SALES: Decimal(3)})


def test_of_fifteen_edits_each_three_on_the_same_subjects_twelve_and_twelve_are_taken_and_three_asked(
    qifu_project: Project,
) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    for ours, theirs in ((li_na, jo), (jo, li_na)):
        proposed = merge(ours, theirs)
        assert len(proposed.offered) == 12
        assert [proposal.attribute for proposal in proposed.asked] == ["effect", "effect", "caption"]
        assert {why(proposal) for proposal in proposed.asked} == {"Both projects changed it."}
        assert len(proposed.proposals) == 15
    sales, *_ = merge(li_na, jo).asked
    assert (sales.old, sales.ours, sales.new) == (Decimal(0), Decimal(500), Decimal(600))
    both = after_merging(li_na, jo)
    assert both.statement_of("funding_costs").figure(*FUNDING) == 7
    assert both.statement_of("general_and_administrative").figure(*ADMINISTRATION) == 8
    assert both.adjustment_by_id[SBC].name == "Share options"
    assert {said.text for said in both.comments.values()} == {"Stage 3?", "Who signs?"}
    assert {shown.content for shown in both.evidence.values()} == {"agreed", "seen"}
    assert set(both.scenarios) == {"Without loans", "Guarantees only"}


def test_it_is_one_step_and_undo_returns_the_same_object(qifu_project: Project) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    session, proposed = Session(li_na), merge(li_na, jo)
    command = take(li_na, proposed, taking(proposed.offered)).command
    assert command is not None
    session.execute(command)
    assert session.step_to_undo is not None
    assert say_fact(session.step_to_undo, ENGLISH) == "Merge jo.recon: 12 changes"
    session.undo()
    assert session.project is li_na
    session.redo()
    assert session.project.line("funding_costs").caption == "Cost of funding"


def test_what_is_asked_is_taken_only_with_an_answer(qifu_project: Project) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    proposed = merge(li_na, jo)
    outcome = take(li_na, proposed, {proposed.asked[0].key: Answer.TAKE})
    assert outcome.command is not None
    assert len(outcome.taken) == 1
    assert outcome.command.apply(li_na).adjustment_by_id[ECL].effects[SALES] == 600
    assert take(li_na, proposed, {}).command is None


def test_a_file_merged_with_itself_or_its_own_ancestor_has_nothing_to_take(qifu_project: Project) -> None:
    jo = worked_on(qifu_project, "Jo", *JO)
    assert merge(jo, jo).proposals == ()
    assert merge(jo, qifu_project).proposals == ()
    assert merge(jo, worked_on(qifu_project, "Jo", *JO[:7])).proposals == ()
    assert len(merge(qifu_project, jo).offered) == 15


def test_files_that_were_saved_and_read_again_merge_alike(qifu_project: Project, tmp_path: Path) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    save(jo, tmp_path / "jo.recon")
    assert merge(li_na, load(tmp_path / "jo.recon")) == merge(li_na, jo)


@pytest.mark.parametrize(
    ("step", "attribute"),
    [
        (effect(ECL, SALES, 5), "effect"),
        (figure(FUNDING, 5), "figure"),
        (RenameLine("funding_costs", "Cost"), "caption"),
        (SwitchAdjustment(SBC, on=False), "switch"),
        (AddAdjustment(LEASES), "added"),
        (RemoveAdjustment(EIR), "added"),
    ],
)
def test_what_both_changed_to_the_same_is_not_proposed(qifu_project: Project, step: Step, attribute: str) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", step), worked_on(qifu_project, "Jo", step)
    assert any(altered.attribute == attribute for altered in jo.trail.last.alterations)
    assert merge(li_na, jo).proposals == ()


# ---- what is added


def test_comments_and_evidence_of_one_number_are_both_kept(qifu_project: Project) -> None:
    jo = worked_on(
        qifu_project,
        "Jo",
        AddComment(comment(PROJECT, "Who signs?", "1", "Jo")),
        AnswerComment("1", (Reply("I do", "Jo", worked_on(qifu_project, "Jo", *JO[:1]).trail.last.at),)),
        AddEvidence(remark(PROJECT, "minutes", "1")),
    )
    li_na = worked_on(
        qifu_project,
        "Li Na",
        AddComment(comment(AdjustmentSubject(ECL), "Stage 3?", "1", "Li Na")),
        AddComment(comment(AdjustmentSubject(SBC), "Vested?", "2", "Li Na")),
        AddEvidence(remark(AdjustmentSubject(SBC), "agreed", "1")),
    )
    both = after_merging(li_na, jo)
    assert {key: said.text for key, said in both.comments.items()} == {
        "1": "Stage 3?",
        "2": "Vested?",
        "3": "Who signs?",
    }
    assert [reply.text for reply in both.comments["3"].replies] == ["I do"]
    assert {shown.content for shown in both.evidence.values()} == {"agreed", "minutes"}
    assert merge(both, jo).proposals == ()


def test_what_two_reviewers_left_under_one_number_is_all_kept(qifu_project: Project) -> None:
    losses, share = AdjustmentSubject(ECL), AdjustmentSubject(SBC)
    jo = worked_on(
        qifu_project,
        "Jo",
        AddTick(tick(losses, "✓", "1")),
        AddOpenItem(item(losses, "Which rate?", "1")),
        AddUncorrected(left(H1_2023, "1", "5")),
        AddCrossReference(reference(losses, share, "1")),
    )
    li_na = worked_on(
        qifu_project,
        "Li Na",
        AddTick(tick(share, "^", "1")),
        AddTick(tick(losses, "✓", "2")),
        AddOpenItem(item(share, "Which plan?", "1")),
        AddUncorrected(replace(left(H1_2023, "1", "7"), text="Rent of the annex")),
        AddCrossReference(reference(share, key="1")),
    )
    both = after_merging(li_na, jo)
    assert [(each.subject, each.sign) for each in both.ticks.values()] == [(share, "^"), (losses, "✓")], "one is shared"
    assert {key: each.text for key, each in both.open_items.items()} == {"1": "Which plan?", "2": "Which rate?"}
    assert {each.text for each in both.uncorrected.values()} == {"Rent of the annex", "Accrual of rent"}
    assert {each.subject for each in both.cross_references.values()} == {share, losses}


def test_answers_to_one_comment_are_all_kept(qifu_project: Project) -> None:
    asked = worked_on(qifu_project, "Li Na", AddComment(comment(PROJECT, "Who signs?", "1", "Li Na")))
    at = asked.trail.last.at
    li_na = worked_on(asked, "Li Na", AnswerComment("1", (Reply("Not me", "Li Na", at),)))
    jo = worked_on(asked, "Jo", AnswerComment("1", (Reply("I do", "Jo", at),)), CloseComment("1"))
    both = after_merging(li_na, jo)
    assert [reply.text for reply in both.comments["1"].replies] == ["Not me", "I do"]
    assert not both.comments["1"].is_open


def test_a_new_line_comes_with_what_stands_on_it_or_not_at_all(qifu_project: Project) -> None:
    jo = worked_on(
        qifu_project,
        "Jo",
        GRANTS,
        effect(ECL, ("grants", H1_2023), 4),
        SetTotal("platform_services", (("referral_services_fees", 1), ("grants", 1))),
        AddComment(comment(LineSubject("operations", "grants"), "Recurring?", "1")),
    )
    proposed = merge(qifu_project, jo)
    line, *others = proposed.proposals
    assert said([line]) == ["line: Government grants"]
    assert [proposal.attribute for proposal in others] == ["figure", "effect", "parts", "comment"]
    assert all(proposal.needs == (line.key,) for proposal in others)
    outcome = take(qifu_project, proposed, taking(others))
    assert outcome.command is None
    assert [left.proposal for left in outcome.left] == others
    both = after_merging(qifu_project, jo)
    assert both.statement_of("grants").figure("grants", H1_2023) == 5
    operations = both.statement_by_id["operations"]
    assert [line.id for line in operations.lines] == [line.id for line in jo.statement_by_id["operations"].lines]


def test_new_lines_under_a_new_heading_stand_as_in_the_other_project(qifu_project: Project) -> None:
    heading = Line("other", "Other income", role=LineRole.HEADING)
    first, second = (Line(key, key.title(), section=("Other income",)) for key in ("rent", "interest"))
    jo = worked_on(
        qifu_project,
        "Jo",
        InsertLine("operations", heading, "referral_services_fees"),
        InsertLine("operations", first, "other"),
        InsertLine("operations", second, "rent"),
        InsertLine("operations", Line("grants", "Grants"), "interest"),
        RenameLine("grants", "Government grants"),
    )
    both = after_merging(worked_on(qifu_project, "Li Na", figure(FUNDING, 1)), jo)
    assert both.statement_by_id["operations"].lines == jo.statement_by_id["operations"].lines


def test_lines_of_one_name_that_both_added_are_one_and_in_different_sections_two(qifu_project: Project) -> None:
    li_na = worked_on(qifu_project, "Li Na", line_with_figure("Government grants", "grants", 6))
    jo = worked_on(qifu_project, "Jo", GRANTS)
    proposed = merge(li_na, jo)
    assert [(each.attribute, each.is_asked, each.ours, each.new) for each in proposed.proposals] == [
        ("figure", True, Decimal(6), Decimal(5))
    ]
    elsewhere = worked_on(
        qifu_project,
        "Jo",
        InsertLine("operations", Line("grants", "Government grants", section=("Costs",)), "funding_costs"),
        figure(("grants", H1_2023), 5),
    )
    proposed = merge(li_na, elsewhere)
    assert [say_fact(remark, ENGLISH) for remark in proposed.remarks] == [
        "Government grants is also the name of something else in this project. Both are kept."
    ]
    both = after_merging(li_na, elsewhere)
    captions = [line.id for line in both.statement_by_id["operations"].lines if line.caption == "Government grants"]
    assert [both.statement_by_id["operations"].figure(line, H1_2023) for line in captions] == [6, 5]


def test_both_put_a_line_into_one_total(qifu_project: Project) -> None:
    people = {}
    for by, key in (("Li Na", "grants"), ("Jo", "rent")):
        people[by] = worked_on(
            qifu_project,
            by,
            InsertLine("operations", Line(key, key.title()), "referral_services_fees"),
            SetTotal("platform_services", (("referral_services_fees", 1), (key, 1))),
        )
    both = after_merging(people["Li Na"], people["Jo"])
    parts = dict(both.statement_by_id["operations"].total_of["platform_services"].parts)
    assert {"referral_services_fees", "grants", "rent"} <= parts.keys()


def test_entries_of_one_id_are_both_kept_and_those_on_one_effect_asked(qifu_project: Project) -> None:
    ours = PostEntries(ECL, (_entry("new", "ours", (SALES, 5)),))
    elsewhere = PostEntries(ECL, (_entry("new", "theirs", (ADMINISTRATION, 7)),))
    li_na, jo = worked_on(qifu_project, "Li Na", ours), worked_on(qifu_project, "Jo", elsewhere)
    both = after_merging(li_na, jo)
    effects = both.adjustment_by_id[ECL].effects
    assert [effects[cell] for cell in (SALES, ADMINISTRATION)] == [5, 7]
    jo = worked_on(qifu_project, "Jo", PostEntries(ECL, (_entry("other", "theirs", (SALES, 5)),)))
    (asked,) = merge(li_na, jo).asked
    assert why(asked) == "Both projects changed the effect on Sales and marketing, H1 2023."


def test_a_difference_comes_with_its_entries_and_its_switch(qifu_project: Project) -> None:
    jo = worked_on(
        qifu_project,
        "Jo",
        AddAdjustment(LEASES),
        RenameAdjustment(LEASES.id, "Leases of stores"),
        effect(LEASES.id, ADMINISTRATION, 9),
        SwitchAdjustment(LEASES.id, on=False),
    )
    both = after_merging(worked_on(qifu_project, "Li Na", figure(FUNDING, 1)), jo)
    assert both.adjustment_by_id[LEASES.id] == jo.adjustment_by_id[LEASES.id]
    assert LEASES.id not in both.enabled


def test_a_difference_that_both_added_is_one_and_its_effects_are_compared(qifu_project: Project) -> None:
    li_na = worked_on(qifu_project, "Li Na", AddAdjustment(LEASES))
    other = difference_of("Leases", "operations", {SALES: Decimal(4)}, {ADMINISTRATION: Decimal(1)})
    proposed = merge(li_na, worked_on(qifu_project, "Jo", AddAdjustment(other)))
    assert [(proposal.attribute, proposal.is_asked) for proposal in proposed.proposals] == [
        ("entry", True),
        ("entry", False),
    ]


def test_an_effect_that_was_typed_and_posted_to_comes_entry_by_entry(qifu_project: Project) -> None:
    jo = worked_on(qifu_project, "Jo", effect(ECL, SALES, 10), PostEntries(ECL, (_entry("new", "more", (SALES, 3)),)))
    both = after_merging(qifu_project, jo)
    assert both.adjustment_by_id[ECL].effects[SALES] == 13
    assert both.adjustment_by_id[ECL].entries == jo.adjustment_by_id[ECL].entries


# ---- what is taken out, and what is no longer there


def test_what_one_deleted_and_the_other_worked_on_is_asked(qifu_project: Project) -> None:
    jo = worked_on(qifu_project, "Jo", RemoveAdjustment(EIR))
    assert [proposal.is_asked for proposal in merge(qifu_project, jo).proposals] == [False]
    (asked,) = merge(worked_on(qifu_project, "Li Na", effect(EIR, FINANCING, 1)), jo).proposals
    assert asked.is_asked
    assert why(asked) == "It was deleted in the other project, and changed in this one."


def test_a_change_of_what_is_deleted_here_cannot_be_taken(qifu_project: Project) -> None:
    li_na = worked_on(qifu_project, "Li Na", RemoveAdjustment(EIR))
    (proposal,) = merge(li_na, worked_on(qifu_project, "Jo", RenameAdjustment(EIR, "Interest"))).proposals
    assert (proposal.answers, why(proposal)) == (
        (Answer.KEEP,),
        "It was deleted in this project. Add it again to take the change.",
    )


def test_what_came_and_went_again_is_not_proposed(qifu_project: Project) -> None:
    jo = worked_on(
        qifu_project,
        "Jo",
        GRANTS,
        figure(("grants", H1_2023), 5),
        RemoveLine("grants"),
        AddComment(comment(PROJECT, "Why?", "1")),
        RemoveComment("1"),
        figure(FUNDING, 7),
        lambda _: EditFigures({FUNDING: qifu_project.statement_of("funding_costs").figure(*FUNDING)}),
    )
    assert merge(qifu_project, jo).proposals == ()


# ---- particular values


def test_the_order_of_differences_is_taken_with_what_was_added_here(qifu_project: Project) -> None:
    jo = worked_on(qifu_project, "Jo", lambda project: ArrangeAdjustments(tuple(project.adjustment_by_id)[::-1]))
    both = after_merging(worked_on(qifu_project, "Li Na", AddAdjustment(LEASES)), jo)
    assert tuple(both.adjustment_by_id) == (GUARANTEE, SBC, EIR, ECL, LEASES.id)


def test_one_concept_given_to_two_lines_is_asked(qifu_project: Project) -> None:
    li_na = worked_on(qifu_project, "Li Na", SetConcept("funding_costs", Concept.REVENUE))
    jo = worked_on(qifu_project, "Jo", SetConcept("financing_income", Concept.REVENUE))
    assert [why(proposal) for proposal in merge(li_na, jo).asked] == [
        "This project has given the concept to Funding costs."
    ]


def test_a_scenario_that_was_renamed_keeps_what_is_on(qifu_project: Project) -> None:
    kept = worked_on(qifu_project, "Li Na", KeepScenario("Loans", frozenset((ECL, EIR))))
    jo = worked_on(kept, "Jo", RenameScenario("Loans", "Without equity"))
    assert after_merging(kept, jo).scenarios == {"Without equity": frozenset((ECL, EIR))}


# ---- which projects can be merged


def test_what_was_merged_before_is_not_asked_again(qifu_project: Project) -> None:
    jo = worked_on(qifu_project, "Jo", figure(FUNDING, 7))
    session = Session(worked_on(qifu_project, "Li Na", figure(CASH, 1)))
    proposed = merge(session.project, jo)
    command = take(session.project, proposed, taking(proposed.offered)).command
    assert command is not None
    session.execute(command)
    gone_on = worked_on(jo, "Jo again", figure(FUNDING, 8))
    assert [(each.is_asked, each.ours, each.new) for each in merge(session.project, gone_on).proposals] == [
        (False, Decimal(7), Decimal(8))
    ]
    assert merge(gone_on, session.project).offered[0].subject.key.startswith("figure:financial_position:cash")
    assert len(merge(gone_on, session.project).proposals) == 1


def test_files_that_were_imported_apart_are_compared_from_their_import_on(qifu_project: Project) -> None:
    li_na = worked_on(qifu_project, "Li Na", figure(FUNDING, 7), TakeImport(qifu_project), figure(CASH, 1))
    jo = worked_on(replace(qifu_project, trail=type(qifu_project.trail)()), "Jo", figure(FUNDING, 8))
    assert [(each.is_asked, each.new) for each in merge(li_na, jo).proposals] == [(False, Decimal(8))]


def test_a_source_that_only_one_of_them_has_is_said(qifu_project: Project) -> None:
    further = replace(qifu_project.sources[0], name="more.xlsx", sha256="0" * 64)
    jo = replace(qifu_project, sources=(*qifu_project.sources, further))
    assert [say_fact(remark, ENGLISH) for remark in merge(qifu_project, jo).remarks] == [
        (
            "jo.recon rests on more.xlsx, which this project does not. Figures that only this file states do not come: "
            "import it here."
        )
    ]


def test_projects_with_nothing_in_common_are_refused(qifu_project: Project) -> None:
    with pytest.raises(WorkbenchError) as refused:
        merge(qifu_project, balance_sheet({}))
    assert str(refused.value) == (
        "jo.recon has nothing in common with this project: neither a step nor an imported file. Choose a copy of this "
        "project in which somebody else has worked."
    )


def test_projects_that_were_never_imported_are_merged_if_they_began_alike() -> None:
    begun = balance_sheet({"tax": (None, {"cash": 1})})
    li_na = worked_on(begun, "Li Na", figure(("loans", CLOSING), 4))
    jo = worked_on(begun, "Jo", figure(("land", CLOSING), 5), InsertLine("position", Line("more", "More"), "land"))
    both = after_merging(li_na, jo)
    assert [both.statements[0].figure(line, CLOSING) for line in ("loans", "land")] == [4, 5]


# ---- properties

CELLS = tuple((line, period) for line in ("cash", "loans", "land", "reserves") for period in (OPENING, CLOSING))


@st.composite
def edits(draw: st.DrawFn) -> list[Step]:
    """Any edits of figures and effects, entries, new lines and differences, switches, names."""
    steps: list[Step] = []
    amounts = st.integers(-9, 9).map(Decimal)
    for number in range(draw(st.integers(0, 6))):
        cell, amount, key = draw(st.sampled_from(CELLS)), draw(amounts), draw(st.sampled_from(("tax", "leases")))
        entry = JournalEntry(f"entry {number}", (Leg(*cell, amount + 10),), draw(st.sampled_from("ab")))
        steps.append(
            draw(
                st.sampled_from(
                    (
                        EditFigures({cell: amount}),
                        EditEntries(key, {cell: amount}),
                        PostEntries(key, (entry,)),
                        RenameAdjustment(key, f"{key} {amount}"),
                        SwitchAdjustment(key, on=amount > 0),
                        RenameLine(cell[0], f"{cell[0]} {amount}"),
                    )
                )
            )
        )
    return steps


def _figures(project: Project) -> dict[tuple[str, str], Decimal | None]:
    results = Engine().results(project)
    lines = [line.id for line in project.statements[0].lines]
    return {(line, period): results.figure(line, period) for line in lines for period in (OPENING, CLOSING)}


def _as_shown(project: Project) -> object:
    lines = [replace(line, aliases=()) for line in project.statements[0].lines]  # not each name that a line ever had
    return lines, project.statements[0].figures, _figures(project), project.enabled


@example(
    [EditEntries("leases", {CELLS[0]: Decimal(0)})],
    [
        EditEntries("leases", {CELLS[0]: Decimal(1)}),
        PostEntries("leases", (JournalEntry("entry 1", (Leg(*CELLS[0], Decimal(10)),), "a"),)),
    ],
)
@example(
    [EditEntries("tax", {CELLS[0]: Decimal(1)})],
    [
        PostEntries("tax", (JournalEntry("entry 0", (Leg(*CELLS[0], Decimal(10)),), "a"),)),
        EditEntries("tax", {CELLS[0]: Decimal(1)}),
    ],
)
@given(edits(), edits())
@settings(max_examples=60, deadline=None)
def test_where_nothing_is_asked_it_does_not_matter_who_merges(ours: list[Step], theirs: list[Step]) -> None:
    begun = balance_sheet({"tax": (None, {"cash": 1}), "leases": (None, {"loans": 2, "land": -2})})
    li_na, jo = worked_on(begun, "Li Na", *ours), worked_on(begun, "Jo", *theirs)
    here, there = merge(li_na, jo), merge(jo, li_na)
    if not here.asked and not there.asked:
        one, other = after_merging(li_na, jo), after_merging(jo, li_na)
        assert _figures(one) == _figures(other)
        assert one.enabled == other.enabled
        assert merge(one, jo).proposals == ()


@given(edits(), st.integers(0, 6), st.randoms())
@settings(max_examples=40, deadline=None)
def test_a_file_is_the_same_after_merging_into_its_ancestor_in_any_order(
    steps: list[Step], common: int, chance: random.Random
) -> None:
    begun = balance_sheet({"tax": (None, {"cash": 1}), "leases": (None, {"loans": 2, "land": -2})})
    jo = worked_on(begun, "Jo", *steps)
    ancestor = worked_on(begun, "Jo", *steps[:common])
    assert merge(jo, ancestor).proposals == ()
    proposed = merge(ancestor, jo)
    assert not proposed.asked
    answers = list(taking(proposed.offered).items())
    chance.shuffle(answers)
    outcome = take(ancestor, proposed, dict(answers))
    after = outcome.command.apply(ancestor) if outcome.command else ancestor
    assert _as_shown(after) == _as_shown(jo)
