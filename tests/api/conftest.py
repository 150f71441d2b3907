"""A book of the reference case, and a state folder of the tests' own."""

from pathlib import Path

import pytest

from tests.api.samples import sample_book
from workbench.api.book import Book


@pytest.fixture(scope="session")
def book() -> Book:
    """The reference case; books never change, so that every test may have the same."""
    return sample_book("qifu-h1-2023")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks and backups of the tests lie in none of the user's folders."""
    monkeypatch.setenv("WORKBENCH_STATE", str(tmp_path / "state"))
