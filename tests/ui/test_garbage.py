"""What was just read is left out of the searches for garbage, and what others left out stays so."""

import gc
from collections.abc import Iterator

import pytest

from workbench.ui.toolkit import garbage


@pytest.fixture(autouse=True)
def nothing_left_out() -> Iterator[None]:
    """Search everything; afterwards leave out what is there, as the tests do."""
    gc.unfreeze()
    yield
    gc.freeze()


def test_what_is_there_is_left_out_until_it_is_searched_again() -> None:
    garbage.leave_out()
    assert gc.get_freeze_count() > 0
    garbage.leave_out()
    garbage.search_again()
    assert gc.get_freeze_count() == 0


def test_what_others_left_out_stays_left_out() -> None:
    gc.freeze()
    garbage.leave_out()
    garbage.search_again()
    assert gc.get_freeze_count() > 0
