"""The examples in the docstrings of the Python API: each says what it gives."""

import doctest
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import workbench
import workbench.api.book
import workbench.api.reading
from workbench.api.book import Book

MODULES = (workbench, workbench.api.book, workbench.api.reading)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_example_gives_what_it_says(
    module: ModuleType, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pd.option_context("display.width", 120, "display.max_columns", 20, "display.max_colwidth", 50):
        names = {"book": book, "workbench": workbench}
        outcome = doctest.testmod(module, extraglobs=names, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0


def test_every_method_has_an_example() -> None:
    methods = [member for name, member in vars(Book).items() if callable(member) and not name.startswith("_")]
    assert len(methods) > 15
    assert [method.__name__ for method in methods if ">>>" not in str(method.__doc__)] == []
