"""The notebook among the samples runs as it stands, and shows what it says that it shows."""

from pathlib import Path

import pytest

from tests.api.notebook import code_cells, load, run


def test_every_cell_shows_what_the_notebook_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    notebook = load()
    for cell, outputs in zip(code_cells(notebook), run(notebook), strict=True):
        assert cell["outputs"] == outputs, "".join(cell["source"])


def test_each_of_ten_things_takes_two_lines_at_most_and_a_line_of_prose() -> None:
    cells = load()["cells"]
    setup, things = cells[:2], cells[2:]
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code"] * 11
    assert len(setup) + len(things) == 22
    assert max(len(cell["source"]) for cell in things) <= 2
