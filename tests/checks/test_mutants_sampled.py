"""A sample of the sweep over mutants: what another figure or heading contradicts is reported where it is."""

from itertools import islice

import pytest

from tests.mutating.books import samples
from tests.mutating.judge import Answer
from tests.mutating.kinds import KINDS
from tests.mutating.measured import (
    ENOUGH_OF_ALL,
    ENOUGH_OF_THE_NUMERIC,
    Measured,
    false_alarms,
    measured,
    share,
    sums_up,
)
from tests.mutating.numbered import mutants
from tests.sweeps import mutants as sweep

pytestmark = pytest.mark.long

SEED, HOW_MANY = 7, 62
"""Two mutants of each kind."""
LEAST_KINDS = 18


@pytest.fixture(scope="module")
def sample() -> list[Measured]:
    return [measured(mutant) for mutant in islice(mutants(SEED), HOW_MANY)]


def test_enough_of_the_contradicted_figures_are_reported_at_their_row_or_column(sample: list[Measured]) -> None:
    numeric = [one for one in sample if one.is_numeric]
    assert share(numeric) >= ENOUGH_OF_THE_NUMERIC, "\n".join(sums_up(sample, ()))


def test_enough_of_all_contradicted_mutants_are_reported_at_their_row_or_column(sample: list[Measured]) -> None:
    assert share(sample) >= ENOUGH_OF_ALL, "\n".join(sums_up(sample, ()))


def test_no_mutant_brings_the_program_down(sample: list[Measured]) -> None:
    assert [one.what for one in sample if one.verdict.answer is Answer.CRASHED] == []


def test_nothing_fails_in_the_originals_with_their_formulas_or_without() -> None:
    assert false_alarms(samples()) == []


def test_there_are_many_kinds_and_each_applies_to_a_sample() -> None:
    first_of_each = {mutant.kind.name for mutant in islice(mutants(SEED), len(KINDS))}
    assert first_of_each == {kind.name for kind in KINDS}
    assert len(first_of_each) >= LEAST_KINDS


def test_a_number_is_always_the_same_mutant_and_no_two_of_a_kind_are_alike() -> None:
    once, again = (list(islice(mutants(SEED), HOW_MANY)) for _ in range(2))
    assert [(one.number, one.kind.name, one.slip.place) for one in once] == [
        (one.number, one.kind.name, one.slip.place) for one in again
    ]
    assert all(one.slip.workbook == other.slip.workbook for one, other in zip(once, again, strict=True))
    assert len({(one.kind.name, one.book.name, one.slip.place) for one in once}) == HOW_MANY
    assert [one.slip.place for one in islice(mutants(SEED + 1), HOW_MANY)] != [one.slip.place for one in once]


def test_the_sweep_goes_on_from_a_number_and_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    status = sweep.main(["--seed", str(SEED), "--from", "31", "--count", "33", "--jobs", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert status in (0, 1)
    assert lines[0].startswith("mutant 33 of 33: ")
    assert [line.split()[2] for line in lines if line.startswith("all kinds")] == ["3"]
    assert lines[-1] == "False alarms on the originals: 0"


def test_every_mutant_differs_from_its_original() -> None:
    for mutant in islice(mutants(SEED), HOW_MANY):
        assert mutant.slip.workbook not in (mutant.book.workbook, mutant.book.as_read), mutant.slip
