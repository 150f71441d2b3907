"""A returned review workbook against its project: what moved on since, what both changed, and what taking it does."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.exporting.books import exported, session_of
from tests.exporting.chinese_book import chinese_book
from tests.oracle import Oracle
from tests.published import HUTCHMED
from tests.remarks import comment
from tests.returning.cases import Book, Places, book_of, number
from tests.returning.office_reviewer import Step
from tests.returning.script_reviewer import carry_out
from tests.reviews import item, left
from workbench import verify
from workbench.clock import present_time
from workbench.commands import (
    AddComment,
    AddOpenItem,
    AddUncorrected,
    AnswerComment,
    ChangeComment,
    CloseComment,
    DescribeAdjustment,
    EditEntries,
    EditFigures,
    PostEntries,
    RemoveComment,
    SwitchAdjustment,
    WriteNote,
)
from workbench.commands.comments import ANSWERS, COMMENT
from workbench.commands.open_items import OPEN_ITEM
from workbench.commands.uncorrected import UNCORRECTED
from workbench.domain.adjustments import JournalEntry, Returned
from workbench.domain.comments import CommentId, Reply
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import FigureSubject
from workbench.engine import Engine
from workbench.exporting.layout import relative_reference
from workbench.exporting.listing_sheets import DEBIT, ENTERED_AMOUNT
from workbench.merging import Answer, Merge, take
from workbench.merging.proposals import taking
from workbench.phrases import ENGLISH
from workbench.returning import read_returned
from workbench.session import Session
from workbench.wording import say_fact


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("books")
    return book_of("chinese", session_of(chinese_book(folder)), folder)


@pytest.fixture(scope="module")
def at(book: Book) -> Places:
    return Places(book)


def returned(book: Book, folder: Path, *steps: Step, project: Project | None = None) -> Merge:
    path = carry_out(book.review, steps, folder / "returned.xlsx")
    return read_returned(project or book.project, path)


def taken(project: Project, merge: Merge, answer: Answer = Answer.TAKE) -> Project:
    answers = {each.key: answer for each in merge.proposals if answer in each.changes}
    outcome = take(project, merge, answers)
    assert not outcome.left
    assert outcome.command is not None
    return outcome.command.apply(project)


def effect_cell(at: Places) -> tuple[AdjustmentId, FigureSubject]:
    adjustment = AdjustmentId(at.sheet.columns[at.effect].adjustment_or_currency)
    role = FigureRole.ADJUSTMENT
    return adjustment, FigureSubject(at.sheet.statement, at.moved.line, at.sheet.period, role, adjustment)


def test_an_effect_that_is_taken_is_an_entry_that_came_back(book: Book, at: Places, tmp_path: Path) -> None:
    new = number(at.moved, at.effect) - 20
    merge = returned(book, tmp_path, ("number", at.name, at.ref(at.moved, at.effect), str(new)))
    project = taken(book.project, merge)
    adjustment, subject = effect_cell(at)
    assert Engine().results(project).effect(adjustment, subject.line, subject.period) == new
    (entry,) = project.adjustment_by_id[adjustment].entries_on((subject.line, subject.period))
    assert isinstance(entry.origin, Returned)
    assert entry.origin.cell.cell == at.ref(at.moved, at.effect)


def test_what_the_project_has_already_is_no_difference(book: Book, at: Places, tmp_path: Path) -> None:
    new = number(at.moved, at.effect) - 20
    adjustment, subject = effect_cell(at)
    moved_on = EditEntries(adjustment, {(subject.line, subject.period): new}).apply(book.project)
    step: Step = ("number", at.name, at.ref(at.moved, at.effect), str(new))
    assert returned(book, tmp_path, step, project=moved_on).proposals == ()


def test_what_only_the_project_changed_since_is_no_difference(book: Book, at: Places, tmp_path: Path) -> None:
    key = (at.plain.line, at.sheet.period)
    moved_on = EditFigures({key: Decimal(4_321)}).apply(book.project)
    moved_on = SwitchAdjustment(book.own.switches[0].adjustment, False).apply(moved_on)
    moved_on = WriteNote("New since.").apply(moved_on)
    assert returned(book, tmp_path, project=moved_on).proposals == ()


def test_what_both_changed_is_asked(book: Book, at: Places, tmp_path: Path) -> None:
    key = (at.plain.line, at.sheet.period)
    moved_on = EditFigures({key: Decimal(4_321)}).apply(book.project)
    step: Step = ("number", at.name, at.ref(at.plain, at.as_reported), "777")
    (proposal,) = returned(book, tmp_path, step, project=moved_on).proposals
    assert (proposal.old, proposal.ours, proposal.new) == (number(at.plain, at.as_reported), 4_321, 777)
    assert proposal.is_asked
    assert proposal.why
    said = say_fact(proposal.why, ENGLISH)
    assert said == "It was changed in this project, too, since the workbook was exported."


def test_a_change_of_what_is_gone_can_only_be_kept(book: Book, at: Places, tmp_path: Path) -> None:
    adjustment, _ = effect_cell(at)
    gone = tuple(known for known in book.project.adjustments if known.id != adjustment)
    moved_on = replace(book.project, adjustments=gone, enabled=book.project.enabled - {adjustment})
    step: Step = ("number", at.name, at.ref(at.moved, at.effect), "1")
    (proposal,) = returned(book, tmp_path, step, project=moved_on).proposals
    assert proposal.answers == (Answer.KEEP,)


@pytest.mark.parametrize("answer", [Answer.RESTATE, Answer.UNEXPLAINED])
def test_a_result_typed_over_is_reached_whichever_way_is_chosen(
    book: Book, at: Places, tmp_path: Path, answer: Answer
) -> None:
    for row in (at.plain, at.total):
        typed = number(row, at.result) + 13
        merge = returned(book, tmp_path, ("number", at.name, at.ref(row, at.result), str(typed)))
        results = Engine().results(taken(book.project, merge, answer))
        assert results.figure(row.line, at.sheet.period) == typed


def test_a_total_typed_over_is_one_question_though_others_follow_from_it(
    book: Book, at: Places, tmp_path: Path
) -> None:
    typed = number(at.total, at.as_reported) + 13
    merge = returned(book, tmp_path, ("number", at.name, at.ref(at.total, at.as_reported), str(typed)))
    assert [say_fact(each.why, ENGLISH) for each in merge.proposals if each.why] == [
        f"A formula stood here, which comes to {number(at.total, at.as_reported):,}. It was replaced by a figure."
    ]
    project = taken(book.project, merge, Answer.RESTATE)
    assert project.statement_of(at.total.line).figure(at.total.line, at.sheet.period) == typed


@pytest.mark.parametrize(("answer", "moves"), [(Answer.TAKE, 0), (Answer.ADD, 321), (Answer.SUBTRACT, -321)])
def test_an_inserted_row_counts_where_the_user_says(
    book: Book, at: Places, tmp_path: Path, answer: Answer, moves: int
) -> None:
    row = str(at.plain.row)
    steps: tuple[Step, ...] = (
        ("insert rows", at.name, row),
        ("text", at.name, f"A{row}", "Licence fees"),
        ("number", at.name, at.ref(int(row), at.as_reported), "321"),
    )
    merge = returned(book, tmp_path, *steps)
    project = taken(book.project, merge, answer)
    statement, before = (known.statement_by_id[at.sheet.statement] for known in (project, book.project))
    new = next(line for line in statement.lines if line.caption == "Licence fees")
    assert statement.figure(new.id, at.sheet.period) == 321
    total = next(total for total in before.totals if any(part == at.plain.line for part, _ in total.parts)).line
    figure = before.figure(total, at.sheet.period) or Decimal(0)
    assert statement.figure(total, at.sheet.period) == figure + moves


def test_everything_that_is_not_asked_can_be_taken_at_once(book: Book, at: Places, tmp_path: Path) -> None:
    steps: tuple[Step, ...] = (
        ("number", at.name, at.ref(at.moved, at.effect), "5"),
        ("number", at.name, at.ref(at.plain, at.as_reported), "777"),
        ("text", at.name, at.ref(at.plain, at.tick), "✓"),
        ("comment", at.name, at.ref(at.moved, at.effect), "Why?"),
        ("number", at.name, at.ref(at.total, at.result), "1"),
    )
    merge = returned(book, tmp_path, *steps)
    assert [each.is_asked for each in merge.proposals].count(True) == 1
    outcome = take(book.project, merge, taking(merge.offered))
    assert len(outcome.taken) == 4
    session = Session(book.project)
    assert outcome.command
    session.execute(outcome.command)
    session.undo()
    assert session.project.statements == book.project.statements


def with_comment(book: Book, at: Places, folder: Path) -> Book:
    """Return the book with a comment, answered once, on the result of a line."""
    subject = FigureSubject(at.sheet.statement, at.plain.line, at.sheet.period, FigureRole.RESULT)
    project = AddComment(comment(subject)).apply(book.project)
    said = comment(subject)
    project = AnswerComment(CommentId("1"), (Reply("Because of the rate.", "Jo", said.at),)).apply(project)
    return replace(book, project=project, review=exported(Session(project), folder, "with-comment.xlsx"))


def test_comments_that_were_exported_come_back_as_nothing(book: Book, at: Places, tmp_path: Path) -> None:
    commented = with_comment(book, at, tmp_path)
    assert read_returned(commented.project, commented.review).proposals == ()
    for since in (
        CloseComment(CommentId("1")),
        ChangeComment(CommentId("1"), "Why so much?"),
        RemoveComment(CommentId("1")),
    ):
        session = Session(commented.project)
        session.execute(since)
        assert read_returned(session.project, commented.review).proposals == ()


def test_texts_longer_than_a_cell_come_back_as_nothing(book: Book, at: Places, tmp_path: Path) -> None:
    adjustment, subject = effect_cell(at)
    described = DescribeAdjustment.of(book.project.adjustment_by_id[adjustment])
    project = replace(described, note="租赁 " * 12_000).apply(book.project)
    project = AddComment(replace(comment(subject), text="Look at this. " * 3_000)).apply(project)
    review = exported(Session(project), tmp_path, "long.xlsx")
    assert verify(review).is_reproduced
    assert read_returned(project, review).proposals == ()


def test_what_is_written_below_an_exported_comment_answers_it(book: Book, at: Places, tmp_path: Path) -> None:
    commented = with_comment(book, at, tmp_path)
    exported_note = "Li Na, 2024-03-05 09:30 (open)\nWhy?\nJo, 2024-03-05 09:30\nBecause of the rate."
    cell = at.ref(at.plain, at.result)
    step: Step = ("comment", at.name, cell, f"{exported_note}\nThe rate is that of May.")
    (proposal,) = returned(commented, tmp_path, step).proposals
    assert proposal.attribute == ANSWERS
    project = taken(commented.project, Merge("x", (proposal,)))
    assert [reply.text for reply in project.comments[CommentId("1")].replies] == [
        "Because of the rate.",
        "The rate is that of May.",
    ]


def test_a_comment_of_the_reviewer_has_its_author(book: Book, at: Places, tmp_path: Path) -> None:
    step: Step = ("comment", at.name, at.ref(at.plain, 1), "Check the wording.")
    (proposal,) = returned(book, tmp_path, step).proposals
    assert proposal.attribute == COMMENT
    (said,) = taken(book.project, Merge("x", (proposal,))).comments.values()
    assert (said.text, said.by) == ("Check the wording.", "Li Na")
    assert said.subject.key == f"line:{at.sheet.statement}:{at.plain.line}"


def test_a_number_that_the_project_gave_since_is_about_another_item(book: Book, tmp_path: Path) -> None:
    """Both numbered their first one 1: it is a new one here, and no change of the other; taken, it is there once."""
    items, differences = (next(book.own.of_kind(kind)).name for kind in ("open-items", "uncorrected"))
    later = Session(book.project, clock=lambda: present_time() + timedelta(minutes=1))
    later.execute(AddOpenItem(item(text="Agree the unearned part")))
    later.execute(AddUncorrected(left(PeriodId("2023-06-30"))))
    steps: tuple[Step, ...] = (
        ("number", items, "A7", "1"),
        ("text", items, "F7", "Agree to the ledger"),
        ("number", differences, "A7", "1"),
        ("text", differences, "B7", "Rounding of interest"),
        ("text", differences, "C7", "June 30, 2023"),
        ("number", differences, "D7", "-3"),
        ("text", differences, "F7", "Trivial"),
    )
    merge = returned(book, tmp_path, *steps, project=later.project)
    assert [(each.attribute, each.ours) for each in merge.proposals] == [(OPEN_ITEM, None), (UNCORRECTED, None)]
    project = taken(later.project, merge)
    assert [each.text for each in project.open_items.values()] == ["Agree the unearned part", "Agree to the ledger"]
    assert [each.text for each in project.uncorrected.values()] == ["Accrual of rent", "Rounding of interest"]
    assert returned(book, tmp_path, *steps, project=project).proposals == ()


def test_columns_that_changed_places_are_known_by_their_headings_on_and_off(oracle: Oracle, tmp_path: Path) -> None:
    session = session_of(HUTCHMED)
    session.execute(SwitchAdjustment(session.project.adjustments[0].id, on=False))
    copy = openpyxl.load_workbook(book_of("hutchmed", session, tmp_path).review)
    _swap_columns(copy["IS H1 2024"])
    copy.save(tmp_path / "swapped.xlsx")
    (saved,) = oracle.saved_as("xlsx:Calc MS Excel 2007 XML", [tmp_path / "swapped.xlsx"], tmp_path / "saved")
    assert read_returned(session.project, saved).proposals == ()


def _swap_columns(sheet: Worksheet) -> None:
    for row in range(1, sheet.max_row + 1):
        one, other = (sheet.cell(row, column).value for column in (3, 4))
        sheet.cell(row, 3).value = _in_other_column(other)
        sheet.cell(row, 4).value = _in_other_column(one)


def _in_other_column(value: Any) -> Any:
    """Return a formula that refers to column C of its sheet as one that refers to D, and the other way round."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    return re.sub(r"(?<!!\$)\b[CD](?=\$?\d)", lambda found: {"C": "D", "D": "C"}[found[0]], value)


def test_an_amount_written_as_a_text_is_an_amount_and_any_other_text_is_said(book: Book, tmp_path: Path) -> None:
    differences = next(book.own.of_kind("uncorrected")).name
    steps: tuple[Step, ...] = (
        ("text", differences, "B7", "Cut-off of interest"),
        ("text", differences, "C7", "June 30, 2023"),
        ("text", differences, "D7", "(1,250)"),
        ("text", differences, "E7", "about 30"),
        ("text", differences, "F7", "Trivial"),
    )
    merge = returned(book, tmp_path, *steps)
    assert [say_fact(remark, ENGLISH) for remark in merge.remarks] == [
        f"{differences}!E7 holds 'about 30', which is no amount. It stays as it is."
    ]
    (added,) = taken(book.project, merge).uncorrected.values()
    assert (added.profit, added.equity) == (Decimal(-1_250), None)
    (asked,) = returned(book, tmp_path, *steps[:3]).proposals
    assert (asked.attribute, asked.is_asked) == (OPEN_ITEM, True), "none is kept without its reason"


def test_cells_that_nothing_reads_are_named(book: Book, tmp_path: Path) -> None:
    lead = next(book.own.of_kind("lead")).name
    steps: tuple[Step, ...] = (("text", lead, "A1", "Another Ltd"), ("text", lead, "H30", "LN"))
    (remark,) = returned(book, tmp_path, *steps).remarks
    assert say_fact(remark, ENGLISH) == f"Sheet '{lead}' was altered where nothing is read back: A1, H30."


def test_an_entry_is_still_its_leg_after_the_project_dropped_another_of_the_same_amount(tmp_path: Path) -> None:
    session = session_of(HUTCHMED)
    adjustment = session.project.adjustments[0]
    (one, *_), (two, *_) = (list(entry.legs) for entry in list(adjustment.entries.values())[:2])
    entry = JournalEntry("three", tuple(replace(leg, amount=Decimal(60)) for leg in (one, two, one)))
    entry = replace(entry, legs=(replace(entry.legs[0], line="selling_expenses"), *entry.legs[1:]))
    project = PostEntries(adjustment.id, (entry,)).apply(session.project)
    book = book_of("entries", Session(project), tmp_path)
    listed = next(book.own.of_kind("entries"))
    row = next(row for row in listed.rows if row.leg.entry == "three" and row.leg.number == 1)
    step: Step = ("number", listed.name, relative_reference(row.row, ENTERED_AMOUNT), "65")
    gone_on = PostEntries(adjustment.id, (replace(entry, legs=entry.legs[1:]),)).apply(project)
    (proposal,) = returned(book, tmp_path, step, project=gone_on).proposals
    assert isinstance(proposal.subject, FigureSubject)
    assert proposal.subject.line == two.line


def test_what_was_altered_in_lists_is_said_and_nothing_else(book: Book, at: Places, tmp_path: Path) -> None:
    entries, row = at.entry
    debit = relative_reference(row.row, DEBIT)
    changes: tuple[tuple[Step, ...], ...] = (
        (("number", entries.name, debit, "777"),),
        (("insert columns", entries.name, str(DEBIT)),),
        (("insert rows", "Sources", "12"),),
        (("delete rows", "Sources", "12"),),
        (("text", "Sources", "D12", "Cash"),),
        (("insert columns", entries.name, str(DEBIT)), ("number", entries.name, debit, "11")),
    )
    merges = [returned(book, tmp_path, *steps) for steps in changes]
    assert [merge.proposals for merge in merges] == [()] * len(changes)
    assert [[say_fact(remark, ENGLISH) for remark in merge.remarks] for merge in merges] == [
        [f"Sheet 'Entries' was altered where nothing is read back: {debit}."],
        [],
        [],
        ["1 row of sheet 'Sources' is no longer there. Nothing is deleted from the project."],
        ["Sheet 'Sources' was altered where nothing is read back: A12."],
        [f"The figures in column {debit[0]} of sheet 'Entries' are the reviewer's own. They do not come."],
    ]


def test_formulas_typed_over_where_nothing_is_read_are_named(book: Book, at: Places, tmp_path: Path) -> None:
    lead, difference = (next(book.own.of_kind(kind)) for kind in ("lead", "difference"))
    cells = {each.name: min((row.row, column) for row in each.rows for column in row.formulas if row.row > 6)
             for each in (lead, difference)}  # fmt: skip
    steps: list[Step] = [("number", name, relative_reference(*cell), "77777") for name, cell in cells.items()]
    steps.append(("text", at.name, "A4", "All differences are on"))
    steps.append(("text", at.name, at.ref(at.plain, 1), ""))
    merge = returned(book, tmp_path, *steps)
    assert merge.proposals == ()
    named = " ".join(say_fact(remark, ENGLISH) for remark in merge.remarks)
    for place in (*(relative_reference(*cell) for cell in cells.values()), "A4", at.ref(at.plain, 1)):
        assert f"{place}." in named


def test_columns_that_changed_places_are_known_without_results(tmp_path: Path) -> None:
    session = session_of(HUTCHMED)
    copy = openpyxl.load_workbook(book_of("hutchmed", session, tmp_path).review)
    _swap_columns(copy["IS H1 2024"])
    copy.save(tmp_path / "swapped.xlsx")
    assert read_returned(session.project, tmp_path / "swapped.xlsx").proposals == ()


def test_entries_of_one_line_and_period_are_told_apart_by_what_else_they_say(tmp_path: Path) -> None:
    session = session_of(HUTCHMED)
    adjustment = session.project.adjustments[0]
    leg = next(iter(adjustment.entries.values())).legs[0]
    entries = [JournalEntry(name, (replace(leg, amount=Decimal(amount)),), name) for name, amount in
               (("warehouse", 100), ("office", 200))]  # fmt: skip
    session.execute(PostEntries(adjustment.id, tuple(entries)))
    book = book_of("entries", session, tmp_path)
    listed = next(book.own.of_kind("entries"))
    cell_of = {row.leg.entry: relative_reference(row.row, ENTERED_AMOUNT) for row in listed.rows}
    both: tuple[Step, ...] = (
        ("number", listed.name, cell_of["warehouse"], "200"),
        ("number", listed.name, cell_of["office"], "300"),
    )
    project = taken(session.project, returned(book, tmp_path, *both))
    amounts = {key: entry.legs[0].amount for key, entry in project.adjustments[0].entries.items()}
    assert [amounts["warehouse"], amounts["office"]] == [200, 300]
    row = cell_of["warehouse"].lstrip("G")
    deleted: tuple[Step, ...] = (("number", listed.name, cell_of["office"], "250"), ("delete rows", listed.name, row))
    project = taken(session.project, returned(book, tmp_path, *deleted))
    amounts = {key: entry.legs[0].amount for key, entry in project.adjustments[0].entries.items()}
    assert [amounts["warehouse"], amounts["office"]] == [100, 250]
    exchanged: tuple[Step, ...] = (
        ("number", listed.name, cell_of["warehouse"], "200"),
        ("number", listed.name, cell_of["office"], "100"),
    )
    merge = returned(book, tmp_path, *exchanged)
    assert [proposal.place for proposal in merge.proposals] == [
        f"Entries!{cell_of[name]}" for name in ("warehouse", "office")
    ]
    project = taken(session.project, merge)
    amounts = {key: entry.legs[0].amount for key, entry in project.adjustments[0].entries.items()}
    assert [amounts["warehouse"], amounts["office"]] == [200, 100]
    assert returned(book, tmp_path, *exchanged, project=project).proposals == ()


def test_a_formula_as_the_amount_of_an_entry_is_calculated(book: Book, at: Places, tmp_path: Path) -> None:
    entries, row = at.entry
    (proposal,) = returned(
        book, tmp_path, ("formula", entries.name, relative_reference(row.row, ENTERED_AMOUNT), "=18+2")
    ).proposals
    assert proposal.new == 20


def test_an_effect_on_a_line_that_is_gone_is_said(book: Book, at: Places, tmp_path: Path) -> None:
    statement = book.project.statement_by_id[at.sheet.statement]
    lines = tuple(line for line in statement.lines if line.id != at.moved.line)
    left = replace(statement, lines=lines, totals=(), ratios=())
    gone = replace(book.project, statements=(left,), adjustments=(), enabled=frozenset())
    step: Step = ("number", at.name, at.ref(at.moved, at.effect), "99")
    (proposal,) = returned(book, tmp_path, step, project=gone).proposals
    assert (proposal.new, proposal.answers) == (99, (Answer.KEEP,))


def test_a_long_open_item_and_rows_that_reviewers_keep(book: Book, tmp_path: Path) -> None:
    project = AddOpenItem(replace(item(), text="Why? " * 8_000)).apply(book.project)
    project = AddUncorrected(left(next(iter(book.project.periods)))).apply(project)
    kept = book_of("kept", Session(project), tmp_path)
    assert returned(kept, tmp_path).proposals == ()
    items, uncorrected = (next(kept.own.of_kind(kind)).name for kind in ("open-items", "uncorrected"))
    altered = returned(kept, tmp_path, ("text", items, "H7", "Perhaps"), ("text", uncorrected, "G7", "Somebody"))
    assert altered.proposals == ()
    assert len(altered.remarks) == 2
    deleted = returned(kept, tmp_path, ("delete rows", items, "7"), ("delete rows", uncorrected, "7"))
    assert [remark.key for remark in deleted.remarks][:2] == ["returned-rows-missing"] * 2
