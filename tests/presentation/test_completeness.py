"""Completeness: each kind of difference at each moment is answered by entries or by a conclusion, or open."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.answers import answer_of
from tests.exporting.books import session_of
from tests.journals.books import E0, E1, E3, LEASES, Y1, Y2, Y3, books, draft
from workbench.catalogue.differences import kinds
from workbench.commands import Consider, DescribeAdjustment, PostEntries, SetReconciled
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.ids import KindId
from workbench.domain.ledger import Moment
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.presentation.completeness import CompletenessTable
from workbench.resources import sample
from workbench.session import Session

KIND = KindId("leases")
FIRST_YEAR, OPENING, LAST_YEAR = Moment(Y1, E1), Moment(None, E0), Moment(Y3, E3)
NONE_HELD = Consideration(Conclusion.NOT_APPLICABLE, "None held", "A. Reviewer", datetime(2026, 1, 2, tzinfo=UTC))


def of_kind(project: Project, kind: str = KIND) -> Project:
    """Return the project whose only difference is of a kind."""
    known = project.adjustment_by_id[LEASES]
    return DescribeAdjustment(LEASES, known.standards, known.note, known.readiness, KindId(kind)).apply(project)


def with_entry(project: Project, *rows: tuple[str, str, str]) -> Project:
    return PostEntries(LEASES, (draft(*rows).entry(project),)).apply(project)


def conclusions(project: Project) -> dict[Moment, Conclusion | None]:
    """Return what is concluded about leases, by moment."""
    table = CompletenessTable(project)
    return {moment: table.answer(KIND, moment).conclusion for moment in table.moments}


# ---- the moments


def test_while_nothing_is_reconciled_every_moment_can_be_considered() -> None:
    assert [moment.period for moment in CompletenessTable(books()).moments] == [E0, Y1, Y2, Y3]


def test_of_a_project_with_reconciled_periods_only_these_are_listed() -> None:
    project = SetReconciled("operations", Y2, True).apply(books())
    assert [moment.period for moment in CompletenessTable(project).moments] == [Y2]
    project = SetReconciled("position", E0, True).apply(project)
    assert [moment.period for moment in CompletenessTable(project).moments] == [E0, Y2]


def test_a_date_at_the_end_of_a_reconciled_period_is_part_of_its_moment() -> None:
    project = SetReconciled("operations", Y2, True).apply(books())
    project = SetReconciled("position", "2025-12-31", True).apply(project)
    assert [moment.period for moment in CompletenessTable(project).moments] == [Y2]


def test_a_project_without_periods_has_no_moments() -> None:
    project = replace(books(), statements=(), adjustments=(), enabled=frozenset(), periods=Map())
    table = CompletenessTable(project)
    assert table.moments == ()
    assert table.kinds == kinds()


# ---- the answers


def test_a_kind_is_open_until_someone_considers_it_or_an_entry_is_posted() -> None:
    assert conclusions(of_kind(books())) == dict.fromkeys(CompletenessTable(books()).moments)


@pytest.mark.parametrize(
    ("row", "adjusted"),
    [
        (("lease cost", Y1, "5"), FIRST_YEAR),
        (("right of use", E1, "5"), FIRST_YEAR),
        (("right of use", E0, "5"), OPENING),
    ],
)
def test_an_entry_answers_for_the_moment_that_it_touches(row: tuple[str, str, str], adjusted: Moment) -> None:
    project = with_entry(of_kind(books()), row)
    assert conclusions(project)[adjusted] is Conclusion.ADJUSTED
    assert conclusions(with_entry(books(), row))[adjusted] is None, "a difference of no kind answers for none"
    (by,) = CompletenessTable(project).answer(KIND, adjusted).adjusted_by
    assert by.id == LEASES


def test_a_difference_that_is_off_answers_all_the_same() -> None:
    project = with_entry(of_kind(books()), ("lease cost", Y1, "5"))
    assert conclusions(replace(project, enabled=frozenset())) == conclusions(project)


def test_entries_stand_above_what_a_user_concluded() -> None:
    project = Consider(KIND, Y1, NONE_HELD).apply(with_entry(of_kind(books()), ("lease cost", Y1, "5")))
    answer = CompletenessTable(project).answer(KIND, FIRST_YEAR)
    assert answer.conclusion is Conclusion.ADJUSTED
    assert answer.considered is not None
    assert answer.considered.reason == "None held"
    assert len(answer.adjusted_by) == 1


def test_a_conclusion_is_about_one_period() -> None:
    project = Consider(KIND, Y1, NONE_HELD).apply(books())
    (reconciled,) = [moment for moment, found in conclusions(project).items() if found]
    assert reconciled.period == Y1


def test_a_kind_is_no_longer_open_once_it_is_concluded() -> None:
    before = CompletenessTable(books())
    assert list(before.open_kinds(LAST_YEAR)) == list(kinds())
    below = replace(NONE_HELD, conclusion=Conclusion.BELOW_THRESHOLD, amount=Decimal(1200))
    after = CompletenessTable(Consider(KIND, Y3, below).apply(books()))
    assert {kind.id for kind in before.open_kinds(LAST_YEAR)} - {kind.id for kind in after.open_kinds(LAST_YEAR)} == {
        KIND
    }


def test_a_kind_that_the_catalogue_does_not_list_answers_for_none_of_it() -> None:
    project = with_entry(of_kind(books(), "of_a_later_version"), ("lease cost", Y1, "5"))
    assert len(list(CompletenessTable(project).open_kinds(FIRST_YEAR))) == len(kinds())


# ---- in JSON


@pytest.mark.parametrize("path", sorted(sample().parent.glob("*.xlsx")), ids=lambda path: str(path.stem))
def test_json_answers_each_kind_in_each_period_of_each_sample(path: Path) -> None:
    """Adjusted where a difference of the kind has a leg in the period, or on the day on which it ends; else open."""
    answer = answer_of(session_of(path).results)
    adjusted = {
        (adjustment["kind"], leg["period"].rpartition("/")[2])
        for adjustment in answer["adjustments"]
        for entry in adjustment["entries"]
        for leg in entry["legs"]
    }
    assert answer["completeness"]
    assert len(answer["completeness"]) % len(kinds()) == 0
    for known in answer["completeness"]:
        is_adjusted = (known["kind"], known["period"].rpartition("/")[2]) in adjusted
        assert known["conclusion"] == ("adjusted" if is_adjusted else "open"), known
        assert known["considered"] is None
        assert bool(known["adjustments"]) is is_adjusted


def test_json_says_what_was_considered_why_and_by_whom() -> None:
    answer = answer_of(Session(Consider(KIND, Y1, NONE_HELD).apply(books())).results)
    (known,) = [known for known in answer["completeness"] if known["considered"]]
    assert (known["kind"], known["period"], known["conclusion"]) == (KIND, Y1, "not-applicable")
    assert known["considered"] == {
        "conclusion": "not-applicable",
        "amount": None,
        "reason": "None held",
        "by": "A. Reviewer",
        "at": "2026-01-02T00:00:00+00:00",
        "to_be_confirmed": False,
    }
    (leases,) = answer["adjustments"]
    assert (leases["kind"], leases["status"], leases["group"]) == (None, "ready", None)
