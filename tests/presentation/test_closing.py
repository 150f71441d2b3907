"""What is missing until publication: the list before a closing, and after it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.appendices import with_texts
from tests.published import ADJUSTMENTS, DEC_2022, ECL, GUARANTEE, H1_2022, H1_2023, JUN_2023, SBC
from tests.reviews import answered, item
from workbench.catalogue.differences import kinds
from workbench.checks import run_checks
from workbench.commands import (
    AddOpenItem,
    AnyCommand,
    ChangeOpenItem,
    Consider,
    DescribeAdjustment,
    EditEntries,
    EditFigures,
    PostEntries,
    SetReconciled,
    SwitchAdjustment,
    WriteNote,
)
from workbench.domain.adjustments import JournalEntry, Leg, Readiness
from workbench.domain.comments import Comment, Reply
from workbench.domain.comparatives import Comparative
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.evidence import Evidence, EvidenceKind
from workbench.domain.maps import Map
from workbench.domain.open_items import OpenItemStatus
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    CommentSubject,
    EntrySubject,
    FigureSubject,
    KindSubject,
    StatementSubject,
)
from workbench.engine import Engine
from workbench.phrases import ENGLISH
from workbench.presentation.closing import ToDo, ToDoFinder, ToDoKind, number_to_do, to_do
from workbench.presentation.closing_text import sentence_of, text_of
from workbench.presentation.completeness import CompletenessTable, confirmation
from workbench.session import Session

AT = datetime(2026, 3, 5, 9, 5, tzinfo=UTC)
NIL = Consideration(Conclusion.NIL, "none held", "Jo", AT)
FINANCING = ("financing_income", H1_2023)


def listed(project: Project) -> tuple[ToDo, ...]:
    return to_do(project, run_checks(Engine().results(project)).findings)


def sentences(project: Project, *kinds_of_items: ToDoKind) -> list[str]:
    """Return what is to do apart from what checks find."""
    return [sentence_of(item, ENGLISH) for item in to_do(project, ()) if item.kind in kinds_of_items]


def after(project: Project, commands: Iterable[AnyCommand]) -> Project:
    session = Session(project, by="Jo")
    for command in commands:
        session.execute(command)
    return session.project


def evidence_of(*subjects: AdjustmentSubject | EntrySubject | FigureSubject) -> Map[str, Evidence]:
    made = {
        f"e{number}": Evidence(f"e{number}", subject, EvidenceKind.REMARK, "agreed to the ledger", "Jo", AT)
        for number, subject in enumerate(subjects)
    }
    return Map(made)


def conclusions(project: Project) -> Iterable[Consider]:
    table = CompletenessTable(project)
    for moment in table.moments:
        for kind in table.open_kinds(moment):
            yield Consider(kind.id, moment.period, NIL)


def effects_on_comprehensive_income(project: Project) -> Iterable[EditEntries]:
    """Yield the effects that net income has in the statement of operations, entered in comprehensive income too."""
    results = Engine().results(project)
    line = project.statement_by_id["comprehensive_income"].line_with(Concept.NET_INCOME)
    assert line is not None
    for adjustment in ADJUSTMENTS:
        amounts = {(line.id, period): results.effect(adjustment, "net_income", period) for period in (H1_2022, H1_2023)}
        yield EditEntries(adjustment, amounts)


def test_a_closing_ends_with_an_empty_list(qifu_project: Project) -> None:
    project = qifu_project
    assert number_to_do(listed(project)) == 13
    lines = text_of(listed(project), ENGLISH)
    statement = "Unaudited Condensed Consolidated Statements of Cash Flows"
    assert lines[:2] == ["Not reconciled (4)", f"  {statement}, H1 2023, is not reconciled"]
    assert "Open completeness (3)" in lines
    assert f"  {len(kinds()) - 4} kinds of differences are open in H1 2023" in lines
    project = after(
        project,
        (
            SetReconciled(statement, period, reconciled=True)
            for statement in ("cash_flows", "comprehensive_income")
            for period in (H1_2022, H1_2023)
        ),
    )
    assert [item.kind for item in listed(project)][:1] == [ToDoKind.FAILING_CHECK], "net income is not what it was"
    project = after(project, effects_on_comprehensive_income(project))
    assert number_to_do(listed(project)) == 9
    project = after(project, conclusions(project))
    assert number_to_do(listed(project)) == 6
    project = replace(project, evidence=evidence_of(*map(AdjustmentSubject, ADJUSTMENTS)))
    assert sentences(project, *ToDoKind) == [
        "6 texts of the appendix are open",
        "The reconciliation as a whole has no note",
    ]
    project = with_texts(project)
    project = after(project, [WriteNote("IFRS differs by four items.")])
    assert listed(project) == ()
    assert text_of((), ENGLISH) == ["Nothing is missing."]


def test_what_an_edit_breaks_is_one_item_for_each_check(qifu: Session) -> None:
    qifu.execute(EditFigures({FINANCING: Decimal(2_255_620)}))
    items = [item for item in listed(qifu.project) if item.finding]
    assert {item.kind for item in items} == {ToDoKind.FAILING_CHECK, ToDoKind.DISAGREEING_SOURCES}
    (disagreeing,) = (item for item in items if item.kind is ToDoKind.DISAGREEING_SOURCES)
    assert disagreeing.more == 6
    assert sentence_of(disagreeing, ENGLISH).startswith("Agreement of sources: Credit driven services, ")
    assert sentence_of(disagreeing, ENGLISH).endswith("; 6 more")
    assert [item.kind for item in listed(qifu.project)][:3] == [ToDoKind.FAILING_CHECK] * 3, "the most urgent first"


def test_a_note_with_a_broken_field_is_to_do(qifu: Session) -> None:
    qifu.execute(WriteNote('Net income fell by {{ effect("Nobody", net_income, H1 2023) }}.'))
    (item,) = (item for item in listed(qifu.project) if item.finding)
    assert item.kind is ToDoKind.NOTE
    assert item.subject == PROJECT


def test_what_is_off_a_draft_or_without_a_note_is_to_do(qifu: Session) -> None:
    qifu.execute(SwitchAdjustment(SBC, on=False))
    qifu.execute(DescribeAdjustment(ECL, ("", ""), " ", Readiness.DRAFT, ""))
    wanted = (ToDoKind.SWITCHED_OFF, ToDoKind.DRAFT, ToDoKind.EMPTY_NOTE)
    assert sentences(qifu.project, *wanted) == [
        "Share-based compensation is off",
        "Expected credit losses, net of tax is a draft",
        "Expected credit losses, net of tax has no note",
        "The reconciliation as a whole has no note",
    ]
    assert to_do(qifu.project, ())[-1].kind is ToDoKind.EMPTY_NOTE


def test_entries_that_are_open_are_one_item_for_each_difference(qifu: Session) -> None:
    first = JournalEntry("e1", (Leg(*FINANCING, Decimal(7)),), "Lease interest")
    qifu.execute(PostEntries(ECL, (first,)))
    assert sentences(qifu.project, ToDoKind.OPEN_ENTRY) == [
        "Entry 'Lease interest' of Expected credit losses, net of tax is open by 7"
    ]
    qifu.execute(PostEntries(ECL, (JournalEntry("e2", (Leg(*FINANCING, Decimal(2)),)),)))
    (item,) = (item for item in to_do(qifu.project, ()) if item.kind is ToDoKind.OPEN_ENTRY)
    assert sentence_of(item, ENGLISH) == "2 entries of Expected credit losses, net of tax are open"
    assert item.subject == EntrySubject(ECL, "e1")


def test_what_stayed_the_same_is_not_looked_at_again(qifu: Session) -> None:
    many = tuple(JournalEntry(f"e{number}", (Leg(*FINANCING, Decimal(1)),)) for number in range(1_100))
    qifu.execute(PostEntries(GUARANTEE, many))
    finder = ToDoFinder()
    first = list(finder.find(qifu.project, ()))
    qifu.execute(SwitchAdjustment(SBC, on=False))
    again = list(finder.find(qifu.project, ()))
    told = [sentence_of(item, ENGLISH) for item in again if item and item.kind is ToDoKind.OPEN_ENTRY]
    assert told == ["More than 1,000 entries of Financial guarantee, net of tax are open"]
    assert first.count(None) > again.count(None) + 10, "a difference that stayed the same gives no cause to pause"


def test_open_comments_are_listed_those_without_a_reply_first(qifu_project: Project) -> None:
    subject = StatementSubject("operations", H1_2023)
    question = Comment("c1", subject, "Does this\nagree?", "Ann", AT, (Reply("Yes", "Jo", AT),))
    comments = (
        question,
        replace(question, id="c2", text="Why " + "so much " * 40, replies=()),
        replace(question, id="c3", is_open=False),
    )
    project = replace(qifu_project, comments=Map({comment.id: comment for comment in comments}))
    first, second = sentences(project, ToDoKind.COMMENT)
    assert first.startswith("Not answered: Why so much")
    assert first.endswith("…")
    assert second == "Answered, but still open: Does this agree?"
    (item, _) = (item for item in to_do(project, ()) if item.kind is ToDoKind.COMMENT)
    assert item.subject == CommentSubject("c2")


def test_evidence_of_an_entry_or_an_effect_is_evidence_of_the_difference(qifu_project: Project) -> None:
    entry = next(iter(qifu_project.adjustment_by_id[SBC].entries))
    effect = FigureSubject("operations", "sales_and_marketing", H1_2023, FigureRole.ADJUSTMENT, ECL)
    reported = FigureSubject("operations", "sales_and_marketing", H1_2023, FigureRole.AS_REPORTED)
    project = replace(qifu_project, evidence=evidence_of(EntrySubject(SBC, entry), effect, reported))
    assert [known.split(",")[0] for known in sentences(project, ToDoKind.MISSING_EVIDENCE)] == [
        "Effective interest rate on loans receivable",
        "Financial guarantee",
    ]


def rolled(project: Project) -> Project:
    """Return a project whose columns of 2022 a roll-forward took over; no project holds those of the balance sheet."""
    held = {
        (statement.id, period): Comparative("" if statement.kind.shows_balances else "qifu-2022.recon")
        for statement in project.statements
        for period in statement.periods
        if "2023" not in period
    }
    return replace(project, comparatives=Map(held))


def test_comparatives_are_not_to_do_but_what_no_project_holds_is_said(qifu_project: Project) -> None:
    project = rolled(qifu_project)
    balance_sheet = "Unaudited Condensed Consolidated Balance Sheets"
    assert sentences(project, ToDoKind.NOT_HELD) == [f"{balance_sheet}, 31 Dec 2022: no project holds this period"]
    unreconciled = sentences(project, ToDoKind.UNRECONCILED)
    assert unreconciled
    assert not [sentence for sentence in unreconciled if "2022" in sentence]
    assert [sentence[-7:] for sentence in sentences(project, ToDoKind.OPEN_QUESTIONS)] == ["H1 2023"]
    items = to_do(project, ())
    assert number_to_do(items) == len(items) - 1


def test_a_carried_conclusion_is_to_be_confirmed_until_it_is(qifu: Session, qifu_project: Project) -> None:
    carried = replace(NIL, is_carried=True)
    known = {("leases", H1_2023): carried, ("pensions", H1_2023): carried, ("leases", H1_2022): NIL}
    session = Session(replace(qifu_project, completeness=Map(known)), by="Ann")
    assert sentences(session.project, ToDoKind.TO_CONFIRM) == ["2 carried conclusions in H1 2023 are to be confirmed"]
    (item,) = (item for item in to_do(session.project, ()) if item.kind is ToDoKind.TO_CONFIRM)
    assert isinstance(item.subject, KindSubject)
    table = CompletenessTable(session.project)
    moment = next(moment for moment in table.moments if moment.period == H1_2023)
    for kind in ("leases", "pensions"):
        session.execute(confirmation(kind, moment, table.answer(kind, moment), "Ann", AT))
    assert session.project.completeness["leases", H1_2023] == replace(NIL, by="Ann", at=AT)
    assert sentences(session.project, ToDoKind.TO_CONFIRM) == []
    open_kind = next(table.open_kinds(moment)).id
    with pytest.raises(ValueError, match="cannot be confirmed"):
        confirmation(open_kind, moment, table.answer(open_kind, moment), "Ann", AT)


def test_before_anything_is_reconciled_the_latest_period_is_to_do(qifu_project: Project) -> None:
    bare = replace(
        qifu_project,
        adjustments=(),
        enabled=frozenset(),
        statements=tuple(replace(statement, reconciled=frozenset()) for statement in qifu_project.statements),
    )
    unreconciled = [item for item in to_do(bare, ()) if item.kind is ToDoKind.UNRECONCILED]
    periods = {item.subject.period for item in unreconciled if isinstance(item.subject, StatementSubject)}
    assert periods == {H1_2023, JUN_2023}
    assert DEC_2022 not in periods


def test_open_items_are_to_do_until_they_are_closed(qifu_project: Project) -> None:
    project = AddOpenItem(answered(key="1")).apply(qifu_project)
    project = AddOpenItem(item(text="Which\nrate?", key="2")).apply(project)
    assert sentences(project, ToDoKind.OPEN_ITEM) == [
        "No. 2: Which rate?",
        "No. 1, answered, but not closed: Who signs?",
    ]
    closed = replace(ChangeOpenItem.of(project.open_items["2"]), status=OpenItemStatus.CLOSED)
    assert len(sentences(closed.apply(project), ToDoKind.OPEN_ITEM)) == 1
