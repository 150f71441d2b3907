"""A draft: rows with amounts by period, what of them is complete, and the entry that is posted from them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journals.books import E1, LEASES, Y1, Y2, amounts, books, draft
from workbench.commands import PostEntries, RemoveLine
from workbench.domain.adjustments import JournalEntry, Leg, LegKind
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.journals.drafts import Draft, DraftLeg, other_legs, read_as_draft

LINES = ("right of use", "deferred tax", "retained earnings", "lease cost", "depreciation", "income tax")
COST = ("lease cost", Y1, "-120")
ASSET = ("right of use", E1, "120")


@pytest.fixture
def project() -> Project:
    return books()


def posted(project: Project, written: Draft) -> tuple[Project, JournalEntry]:
    """Return the project with a draft posted, and its entry."""
    after = PostEntries(LEASES, (written.entry(project),)).apply(project)
    return after, list(after.adjustment_by_id[LEASES].entries.values())[-1]


# ---- rows


def test_nothing_is_entered_in_a_blank_draft() -> None:
    assert Draft(LEASES).is_blank
    assert Draft(LEASES, (DraftLeg(),)).is_blank
    assert Draft(LEASES, (DraftLeg(is_usually_debit=True),)).is_blank
    assert not Draft(LEASES, memo="why").is_blank
    assert not Draft(LEASES, (DraftLeg("right"),)).is_blank


def test_rows_are_replaced_added_and_taken_out() -> None:
    written = draft(ASSET, COST)
    other = DraftLeg("Depreciation", "depreciation")
    assert written.with_leg(1, other).legs == (written.legs[0], other)
    assert written.with_leg(2, other).legs == (*written.legs, other)
    assert written.with_leg(2, DraftLeg()).with_legs(other).legs == (*written.legs, other)
    assert written.without_legs({0}).legs == written.legs[1:]


def test_an_amount_of_nil_is_none() -> None:
    leg = DraftLeg("Lease cost", "lease cost").with_amount(Y1, Decimal(5))
    assert leg.amounts == {Y1: Decimal(5)}
    assert leg.with_amount(Y1, Decimal(0)).amounts == leg.with_amount(Y1, None).amounts == {}


def test_a_row_whose_line_is_gone_keeps_its_text_and_amounts(project: Project) -> None:
    written = draft(("depreciation", Y1, "7"), COST)
    without = RemoveLine("depreciation").apply(project)
    fitted = written.fitted_to(without)
    assert fitted.legs[0] == DraftLeg("Depreciation", None, Map({Y1: Decimal(7)}))
    assert fitted.legs[1] == written.legs[1]
    assert written.fitted_to(project) is written


# ---- what is complete


def test_only_rows_with_a_line_and_an_amount_are_tried_out(project: Project) -> None:
    written = draft(ASSET).with_legs(DraftLeg("Lease cost", "lease cost"), DraftLeg("what is it"))
    trial = written.trial(project)
    assert trial is not None
    assert [leg.cell for leg in trial.entries[0].legs] == [("right of use", E1)]
    assert Draft(LEASES, (DraftLeg("what is it"),)).trial(project) is None


def test_a_posted_entry_whose_rows_are_all_gone_is_tried_out_as_deleted(project: Project) -> None:
    after, entry = posted(project, draft(ASSET, COST))
    emptied = Draft.of(after, LEASES, entry).without_legs({0, 1})
    assert emptied.trial(after) == PostEntries(LEASES, removed=(entry.id,))


@pytest.mark.parametrize(
    ("legs", "said"),
    [
        ((), "An entry needs at least one line with an amount. Enter one, or delete the entry."),
        ((DraftLeg("Lease cost", "lease cost"),), "An entry needs at least one line with an amount."),
        ((DraftLeg(), DraftLeg("leese")), "Row 2: 'leese' is not a line. Choose one."),
        ((DraftLeg(amounts=Map({Y1: Decimal(1)})),), "Row 1 has an amount but no line. Choose one."),
    ],
)
def test_what_is_no_entry_says_which_row(project: Project, legs: tuple[DraftLeg, ...], said: str) -> None:
    with pytest.raises(WorkbenchError) as refused:
        Draft(LEASES, legs).entry(project)
    assert str(refused.value).startswith(said)


def test_texts_are_posted_without_the_space_around_them(project: Project) -> None:
    entry = Draft(LEASES, draft(ASSET).legs, memo=" why ", reference=" JV 1 ").entry(project)
    assert (entry.memo, entry.reference) == ("why", "JV 1")


# ---- kinds of legs


def test_a_leg_is_of_the_kind_that_its_line_tells_unless_one_was_chosen(project: Project) -> None:
    written = draft(ASSET, ("income tax", Y1, "30"))
    assert [leg.kind for leg in written.entry(project).legs] == [LegKind.MEASUREMENT, LegKind.TAX]
    chosen = written.with_leg(0, DraftLeg("Right of use", "right of use", Map({E1: Decimal(1)}), LegKind.EQUITY))
    assert chosen.entry(project).legs[0].kind is LegKind.EQUITY


# ---- from an entry, and back


def test_amounts_of_one_line_at_several_periods_stand_in_one_row(project: Project) -> None:
    entry = JournalEntry(
        "entry",
        (Leg("lease cost", Y1, Decimal(1)), Leg("lease cost", Y2, Decimal(2)), Leg("lease cost", Y1, Decimal(3))),
    )
    rows = read_as_draft(project, LEASES, entry).legs
    assert [dict(row.amounts) for row in rows] == [{Y1: Decimal(1), Y2: Decimal(2)}, {Y1: Decimal(3)}]


def test_a_changed_entry_keeps_its_id_and_a_new_one_gets_another(project: Project) -> None:
    after, entry = posted(project, draft(ASSET, COST))
    changed = Draft.of(after, LEASES, entry).with_leg(
        0, DraftLeg("Right of use", "right of use", Map({E1: Decimal(9)}))
    )
    assert changed.entry(after).id == entry.id
    again, _ = posted(after, changed)
    assert len(again.adjustment_by_id[LEASES].entries) == 1
    other = draft(ASSET, COST)
    assert other.entry(after).id != entry.id
    assert other_legs(after.adjustment_by_id[LEASES], other) == entry.legs
    assert other_legs(after.adjustment_by_id[LEASES], changed) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(LINES), st.integers(-999, 999).filter(bool), st.sampled_from([None, *LegKind])),
        min_size=1,
        max_size=6,
    )
)
def test_an_entry_opened_and_posted_unchanged_is_the_same(rows: list[tuple[str, int, LegKind | None]]) -> None:
    project = books()
    periods = {line: Y1 if line in LINES[3:] else E1 for line in LINES}
    legs = tuple(
        DraftLeg(line.capitalize(), line, Map({periods[line]: Decimal(amount)}), kind) for line, amount, kind in rows
    )
    after, entry = posted(project, Draft(LEASES, legs))
    reopened = Draft.of(after, LEASES, entry)
    assert sorted(map(repr, reopened.entry(after).legs)) == sorted(map(repr, entry.legs))
    assert amounts(reopened, after) == amounts(entry, after)
