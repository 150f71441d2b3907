"""Posting journal entries: new ones, changed ones, and some that are taken out, in one step."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.published import DEC_2022, ECL, EIR, H1_2022, H1_2023, JUN_2023
from tests.published_journals import JOURNALS
from tests.steps import rows_of_step, sentence_of_step
from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    CompoundCommand,
    InsertLine,
    PostEntries,
    RemoveAdjustment,
    TakeImport,
    rebase,
)
from workbench.domain.adjustments import TYPED, Adjustment, EntryId, FromSource, JournalEntry, Leg, kind_of_leg
from workbench.domain.facts import fact
from workbench.domain.ledger import Ledger
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Line
from workbench.errors import WorkbenchError
from workbench.session import Session

SALES, FUNDING = ("sales_and_marketing", H1_2023), ("funding_costs", H1_2023)
NAME = "Expected credit losses, net of tax"


def entry(
    *legs: tuple[tuple[str, str], int | str], key: str = "new", memo: str = "", reference: str = ""
) -> JournalEntry:
    return JournalEntry(EntryId(key), tuple(Leg(*cell, Decimal(amount)) for cell, amount in legs), memo, reference)


def income(session: Session) -> Decimal:
    figure = session.results.figure("net_income", H1_2023)
    assert figure is not None
    return figure


def test_an_entry_is_posted_changed_and_deleted(qifu: Session) -> None:
    before, profit = qifu.project, income(qifu)
    qifu.execute(PostEntries(ECL, (entry((SALES, 40), (FUNDING, "-2.5"), memo="Stage 3", reference="JV 13"),)))
    assert income(qifu) == profit - Decimal("37.5")
    assert sentence_of_step(qifu) == f"Add 1 entry to {NAME}"
    first = "Stage 3, JV 13: Sales and marketing, H1 2023: 40; Funding costs, H1 2023: (2.5)"
    assert rows_of_step(qifu) == [(NAME, "Journal entry", "—", first)]
    assert qifu.project.line("funding_costs").decimals_shown == 1
    qifu.execute(PostEntries(ECL, (entry((SALES, 7)),)))
    assert income(qifu) == profit - 7
    assert sentence_of_step(qifu) == f"Change 1 entry of {NAME}"
    assert rows_of_step(qifu) == [(NAME, "Journal entry", first, "Sales and marketing, H1 2023: 7")]
    qifu.execute(PostEntries(ECL, removed=(EntryId("new"),)))
    assert income(qifu) == profit
    assert sentence_of_step(qifu) == f"Delete 1 entry of {NAME}"
    assert rows_of_step(qifu) == [(NAME, "Journal entry", "Sales and marketing, H1 2023: 7", "—")]
    for _ in range(3):
        qifu.undo()
    assert qifu.project is before


def test_several_are_posted_and_deleted_in_one_step(qifu: Session) -> None:
    known = list(qifu.project.adjustment_by_id[ECL].entries)
    changed = replace(qifu.project.adjustment_by_id[ECL].entries[known[0]], memo="checked")
    qifu.execute(PostEntries(ECL, (entry((SALES, 1)), changed), (known[1], known[2])))
    assert list(qifu.project.adjustment_by_id[ECL].entries) == [known[0], *known[3:], "new"]
    assert sentence_of_step(qifu) == f"Add 2 entries to {NAME}"
    assert [row[2:] for row in rows_of_step(qifu)] == [
        ("Provision for contingent liabilities, H1 2022: (223,702)", "—"),
        ("Income taxes expense, H1 2022: (36,623)", "—"),
        ("—", "Sales and marketing, H1 2023: 1"),
        (
            "Provision for loans receivable, H1 2022: (20,456)",
            "checked: Provision for loans receivable, H1 2022: (20,456)",
        ),
    ]


def test_an_entry_that_is_deleted_and_posted_is_changed(qifu: Session) -> None:
    (first, *_) = qifu.project.adjustment_by_id[ECL].entries.values()
    qifu.execute(PostEntries(ECL, (replace(first, memo="checked", origin=TYPED),), (first.id,)))
    assert qifu.project.adjustment_by_id[ECL].entries[first.id].memo == "checked"
    assert len(rows_of_step(qifu)) == 1


def test_what_it_names_is_stated_and_reconciled_and_known_again(qifu: Session, qifu_project: Project) -> None:
    statement = qifu.project.statement_by_id["cash_flows"]
    line = next(line.id for line in statement.lines if line.id not in statement.total_of)
    qifu.execute(PostEntries(ECL, (entry(((line, H1_2023), 5)),)))
    assert qifu.project.statement_by_id["cash_flows"].reconciled == {H1_2023}
    assert ("cash_flows", H1_2023) in qifu.project.adjustment_by_id[ECL].stated_for
    ecl = qifu_project.adjustment_by_id[ECL].with_attributes(unknown=frozenset({SALES, FUNDING}))
    others = qifu_project.adjustments[1:]
    session = Session(replace(qifu_project, adjustments=(ecl, *others)))
    session.execute(PostEntries(ECL, (entry((SALES, 5)),)))
    assert session.project.adjustment_by_id[ECL].unknown == {FUNDING}


def test_the_entry_that_is_there_is_no_step(qifu: Session) -> None:
    qifu.execute(PostEntries(ECL, (entry((SALES, 5)),)))
    before = qifu.project
    qifu.execute(PostEntries(ECL, (entry((SALES, 5)),)))
    qifu.execute(PostEntries(ECL))
    assert qifu.project is before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (PostEntries("leases", (entry((SALES, 5)),)), "There is no difference 'leases'. Choose one of: "),
        (PostEntries(ECL, (entry(),)), "An entry needs at least one line with an amount. Enter one, or delete"),
        (PostEntries(ECL, removed=(EntryId("new"),)), "The entry no longer exists. Choose another."),
        (
            PostEntries(ECL, (entry((SALES, 5)), entry((FUNDING, 5)))),
            "Two entries have the id 'new'. Give each an id of its own.",
        ),
        (
            PostEntries(ECL, (entry((("net_income", H1_2023), 5)),)),
            "'Net income' is a total. Enter the effect on one of its parts.",
        ),
        (
            PostEntries(ECL, (entry((("current_assets", JUN_2023), 5)),)),
            "'Current assets:' is a heading and has no figures. Choose a line with figures.",
        ),
        (
            PostEntries(ECL, (entry((("sales_and_marketing", JUN_2023), 5)),)),
            f"Unaudited Condensed Consolidated Statements of Operations has no period {JUN_2023}. Choose one",
        ),
        *(
            (PostEntries(ECL, (replace(entry((SALES, 5)), **{text: "\ud800"}),)), "The text contains an incomplete")
            for text in ("id", "memo", "reference")
        ),
    ],
)
def test_what_cannot_be_posted_is_refused_in_a_sentence(qifu: Session, command: AnyCommand, said: str) -> None:
    before = qifu.project
    with pytest.raises(WorkbenchError) as refused:
        qifu.execute(command)
    assert str(refused.value).startswith(said)
    assert qifu.project is before


def test_an_amount_too_large_to_add_leaves_everything_as_it_was(qifu: Session) -> None:
    before = qifu.project
    with pytest.raises(WorkbenchError, match="18 digits"):
        qifu.execute(PostEntries(ECL, (entry((SALES, "1e30")),)))
    assert qifu.project is before


# ---- the published journals


def test_the_published_differences_are_posted_and_give_the_published_results(qifu: Session) -> None:
    """Each as two entries, with the balances at the end of the period brought forward and the result in equity."""
    published = {
        cell: qifu.results.figure(*cell)
        for cell in (("net_income", H1_2023), ("total_equity", JUN_2023), ("total_equity", DEC_2022))
    }
    totals = ("total_assets", "total_liabilities", "total_equity")
    balance_sheet = [qifu.results.figure(total, JUN_2023) for total in totals]
    for key in JOURNALS:
        qifu.execute(RemoveAdjustment(key))
    for key, journal in JOURNALS.items():
        qifu.execute(AddAdjustment(Adjustment(key, f"{key} by journal")))
        of_period = {**journal.of_period, "retained_earnings": -journal.result}
        qifu.execute(
            PostEntries(
                key,
                (
                    posted(qifu.project, "opening", journal.opening, DEC_2022),
                    posted(qifu.project, "brought forward", journal.opening, JUN_2023),
                    posted(qifu.project, "first half", of_period, JUN_2023),
                ),
            )
        )
    assert {cell: qifu.results.figure(*cell) for cell in published} == published
    assert [qifu.results.figure(total, JUN_2023) for total in totals] == balance_sheet


def posted(project: Project, key: str, debits: dict[str, int], instant: str) -> JournalEntry:
    """Return the entry with these debits: at a date, and in the period that ends on it."""
    ledger, legs = Ledger(project), []
    for line, debit in debits.items():
        account = ledger.account(line)
        assert account is not None
        period = instant if account.statement == "financial_position" else H1_2023
        amount = Decimal(account.debit_sign * debit)
        legs.append(Leg(line, period, amount, kind_of_leg(project.line(line), None)))
    return JournalEntry(EntryId(key), tuple(legs))


# ---- importing again


def test_a_changed_entry_is_kept_and_asked_for_where_the_files_changed_it(qifu: Session, qifu_project: Project) -> None:
    first, second, *_ = qifu_project.adjustment_by_id[ECL].entries.values()
    qifu.execute(PostEntries(ECL, (replace(first, legs=(Leg(*first.legs[0].cell, Decimal(1)),)),), (second.id,)))
    plan = rebase(qifu.project, qifu_project)
    assert plan.collisions == ()
    for theirs in (replace(first, legs=(Leg(*first.legs[0].cell, Decimal(2)),)), replace(second, memo="theirs")):
        imported = PostEntries(ECL, (theirs,)).apply(qifu_project)
        (collision,) = rebase(qifu.project, imported).collisions
        assert (collision.alteration.attribute, collision.is_gone) == ("entry", False)
        plan = rebase(qifu.project, imported, {collision.alteration.key})
        kept = TakeImport(imported, plan.edits).apply(qifu.project)
        assert kept.adjustment_by_id[ECL] == qifu.project.adjustment_by_id[ECL]


def test_an_entry_whose_cell_moved_in_the_file_is_asked_for(qifu: Session, qifu_project: Project) -> None:
    """It is read from elsewhere, so that it may be another one."""
    first, *_ = qifu_project.adjustment_by_id[ECL].entries.values()
    assert isinstance(first.origin, FromSource)
    qifu.execute(PostEntries(ECL, removed=(first.id,)))
    moved = replace(first, origin=FromSource(CellRef("qifu-h1-2023.xlsx", "Recon IS 1H22", "Z99")))
    imported = PostEntries(ECL, (moved,)).apply(qifu_project)
    assert len(rebase(qifu.project, imported).collisions) == 1


def test_an_entry_of_a_difference_that_is_gone_cannot_be_kept(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(PostEntries(ECL, (entry((SALES, 5)),)))
    qifu.execute(PostEntries(EIR, (entry((("sales_and_marketing", H1_2022), 5)),)))
    imported = RemoveAdjustment(ECL).apply(qifu_project)
    plan = rebase(qifu.project, imported)
    assert [collision.is_gone for collision in plan.collisions] == [True]
    assert EntryId("new") in TakeImport(imported, plan.edits).apply(qifu.project).adjustment_by_id[EIR].entries


# ---- several edits in one step


def test_an_edit_may_be_about_what_the_one_before_it_adds(qifu: Session, qifu_project: Project) -> None:
    """Insert a line and enter an effect on it: each alteration is told as it is once the edits before are made."""
    line = Line("grants", "Grants")
    both = (InsertLine("operations", line, "funding_costs"), PostEntries(ECL, (entry((("grants", H1_2023), 5)),)))
    qifu.execute(CompoundCommand(fact("insert-line", name="Grants"), both))
    assert rows_of_step(qifu) == [
        ("Grants", "Line", "—", "Grants"),
        (NAME, "Journal entry", "—", "Grants, H1 2023: 5"),
    ]
    plan = rebase(qifu.project, qifu_project)
    assert plan.collisions == ()
    again = TakeImport(qifu_project, plan.edits).apply(qifu.project)
    assert replace(again, trail=qifu.project.trail) == qifu.project
    qifu.undo()
    assert qifu.project is qifu_project
