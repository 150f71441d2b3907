"""The tables that the sweep tries; trying them needs a display, which the suite does not have."""

import pytest

from tests.real_keys.habits import HABITS
from tests.real_keys.tasks import TASKS
from tests.real_keys.trials import Row
from tests.sweeps import habits as sweep


@pytest.mark.parametrize(("rows", "number"), [(HABITS, 83), (TASKS, 51)])
def test_every_row_is_there_once(rows: tuple[Row, ...], number: int) -> None:
    assert len({row.name for row in rows}) == len(rows) == number


def test_few_habits_are_given_up_and_each_says_why() -> None:
    assert len([row for row in HABITS if row.reason]) <= len(HABITS) - sweep.LEAST_HABITS


def test_what_the_sweep_lacks_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    assert sweep.main() == 1
    assert "apt-get install xvfb openbox xdotool xclip" in capsys.readouterr().out
