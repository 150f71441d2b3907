"""Adding what no source states: a difference with its entries, and entries of one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.projects import difference_of
from tests.published import DEC_2022, ECL, H1_2023, JUN_2023
from workbench.commands import AddAdjustment, AnyCommand, EditEntries, PostEntries, RenameAdjustment, rebase
from workbench.domain.adjustments import EntryId, JournalEntry, Leg
from workbench.domain.facts import Fact
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.wording import say_fact
from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value

FINANCING, SALES = ("financing_income", H1_2023), ("sales_and_marketing", H1_2023)
LEASES = difference_of("Leases", "operations", {FINANCING: Decimal(-20), SALES: Decimal("-7.5")}, {SALES: Decimal(3)})


def entry(line: str, period: str = H1_2023, memo: str = "", key: str = "new") -> JournalEntry:
    return JournalEntry(EntryId(key), (Leg(line, period, Decimal(5)),), memo)


def test_a_difference_that_is_added_moves_its_lines_and_the_totals_above(qifu: Session) -> None:
    before = qifu.results.figure("net_income", H1_2023)
    assert before is not None
    qifu.execute(AddAdjustment(LEASES))
    added = qifu.project.adjustments[-1]
    assert (added.name, *added.stated_for) == ("Leases", ("operations", H1_2023))
    assert qifu.project.is_complete
    assert qifu.results.effect("leases", "net_income", H1_2023) == Decimal("-20") + Decimal("4.5")
    assert qifu.results.figure("net_income", H1_2023) == before + Decimal("-15.5")
    assert qifu.project.line("sales_and_marketing").decimals == 1
    qifu.undo()
    assert qifu.results.figure("net_income", H1_2023) == before


def test_what_it_is_stated_for_is_reconciled(qifu: Session) -> None:
    statement = qifu.project.statement_by_id["cash_flows"]
    line = next(line.id for line in statement.lines if line.id not in statement.total_of)
    qifu.execute(AddAdjustment(difference_of("Leases", "cash_flows", {(line, H1_2023): Decimal(1)})))
    assert qifu.project.statement_by_id["cash_flows"].reconciled == {H1_2023}
    nil = replace(difference_of("Nil", "operations", {FINANCING: Decimal(1)}), entries=Map())
    qifu.execute(AddAdjustment(nil))
    assert qifu.project.adjustments[-1].stated_for == {("operations", H1_2023)}


def test_entries_are_added_beside_those_that_are_there(qifu: Session) -> None:
    present = qifu.project.adjustment_by_id[ECL].effects.get(SALES, Decimal(0))
    qifu.execute(PostEntries(ECL, (entry("sales_and_marketing", memo="a lease"),)))
    assert qifu.project.adjustment_by_id[ECL].effects[SALES] == present + 5
    assert qifu.project.adjustment_by_id[ECL].entries_on(SALES)[-1].memo == "a lease"
    before = qifu.project
    qifu.execute(PostEntries(ECL, ()))
    assert qifu.project is before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (AddAdjustment(replace(LEASES, name=" ")), "needs a name"),
        (AddAdjustment(replace(LEASES, name="Share-Based Compensation")), "already a difference 'Share-based"),
        (AddAdjustment(replace(LEASES, id=ECL)), "already a difference 'Expected"),
        (AddAdjustment(replace(LEASES, note="\ud800")), "incomplete character"),
        (AddAdjustment(replace(LEASES, stated_for=frozenset({("operations", JUN_2023)}))), f"no period {JUN_2023}"),
        (PostEntries(ECL, (entry("net_income"),)), "is a total"),
        (PostEntries(ECL, (entry("current_assets", JUN_2023),)), "is a heading"),
        (PostEntries(ECL, (entry("sales_and_marketing", DEC_2022),)), f"no period {DEC_2022}"),
        (PostEntries(ECL, (entry("sales_and_marketing", memo="\ud800"),)), "incomplete character"),
        (PostEntries(ECL, (entry("sales_and_marketing"),) * 2), "Two entries have the id 'new'"),
        (PostEntries("leases", ()), "no difference 'leases'"),
    ],
)
def test_what_may_not_be_added_is_refused(qifu: Session, command: AnyCommand, said: str) -> None:
    before = qifu.project
    with pytest.raises(WorkbenchError, match=said):
        qifu.execute(command)
    assert qifu.project is before


def test_the_trail_says_what_was_added_leg_by_leg(qifu: Session) -> None:
    qifu.execute(AddAdjustment(LEASES))
    qifu.execute(PostEntries(ECL, (entry("sales_and_marketing"),)))
    added, entries = qifu.project.trail
    assert say_fact(added.description, ENGLISH) == "Add Leases"
    assert [
        (name_of_attribute(altered.attribute, ENGLISH), name_of_subject(altered, qifu.project, ENGLISH),
         say_value(altered, altered.old, qifu.project, ENGLISH), say_value(altered, altered.new, qifu.project, ENGLISH))
        for altered in added.alterations
    ] == [
        ("Difference", "Leases", "—", "Leases"),
        ("Journal entry", "Leases", "—",
         "entry 1, JV 1: Financing income, H1 2023: (20); Sales and marketing, H1 2023: (7.5)"),
        ("Journal entry", "Leases", "—", "entry 2, JV 2: Sales and marketing, H1 2023: 3"),
    ]  # fmt: skip
    assert say_fact(entries.description, ENGLISH) == "Add 1 entry to Expected credit losses, net of tax"


def test_importing_again_asks_where_the_file_now_states_the_difference_itself(qifu_project: Project) -> None:
    session = Session(qifu_project)
    session.execute(AddAdjustment(LEASES))
    session.execute(EditEntries("leases", {FINANCING: Decimal(-25)}))
    session.execute(RenameAdjustment("leases", "Operating leases"))
    file_states_it = AddAdjustment(replace(LEASES, note="as the file has it")).apply(qifu_project)
    collisions = rebase(session.project, replace(file_states_it, trail=qifu_project.trail)).collisions
    assert [collision.alteration.attribute for collision in collisions] == ["added"]
    assert collisions[0].is_gone, "two differences of one name cannot be kept"


def test_a_record_of_a_later_version_is_asked_for(qifu_project: Project) -> None:
    session = Session(qifu_project)
    session.execute(AddAdjustment(LEASES))
    (step,) = session.project.trail
    (altered, *entries) = step.alterations
    assert isinstance(altered.new, Fact)
    newer = replace(altered, new=Fact(altered.new.key, (("name", "Leases"), ("record", '{"shape": "new"}'))))
    trail = qifu_project.trail.followed_by(replace(step, alterations=(newer, *entries)))
    collisions = rebase(replace(session.project, trail=trail), qifu_project).collisions
    assert all(collision.is_gone for collision in collisions)
    assert len(collisions) == 3
