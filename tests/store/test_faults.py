"""A save that meets a fault of the disk leaves the old file or the new one, and nothing else; a sentence says why."""

import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.faults import Fault, all_faults, calls_of_a_save, wrongs_of
from tests.store.hostile_projects import good_project
from workbench.domain.project import Project
from workbench.store import save

FAULTS = 120
"""Of some 700; the sweep of faults meets them all. A save takes 25 ms."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files are written by other calls on Windows")


@pytest.fixture(scope="module")
def old_project() -> Project:
    return good_project()


@pytest.fixture(scope="module")
def new_project(old_project: Project) -> Project:
    return replace(old_project, entity="Another")


@pytest.fixture(scope="module")
def old_file(old_project: Project, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("old") / "old.recon"
    save(old_project, path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def calls(old_file: bytes, new_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    path = tmp_path_factory.mktemp("counted") / "project.recon"
    for _ in range(2):  # the first save of a process reads modules too
        path.write_bytes(old_file)
        calls = calls_of_a_save(new_project, path)
    return calls


def test_every_call_that_matters_is_counted(calls: Counter[str]) -> None:
    assert calls["xWrite"] > 50
    assert min(calls[call] for call in ("xOpen", "xRead", "xClose", "open", "close", "chmod", "replace")) > 0
    assert calls["fsync"] == 2


def test_any_fault_leaves_the_old_file_or_the_new_one(
    calls: Counter[str], old_file: bytes, new_project: Project, tmp_path: Path
) -> None:
    wrongs: dict[Fault, list[str]] = {}
    for number, fault in enumerate(random.Random(5).sample(all_faults(calls), FAULTS)):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "project.recon"
        path.write_bytes(old_file)
        if wrong := wrongs_of(fault, new_project, path):
            wrongs[fault] = wrong
    assert wrongs == {}


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "close", "open"])
def test_any_fault_of_a_file_leaves_the_old_one_or_the_new_one(
    call: str, calls: Counter[str], old_file: bytes, new_project: Project, tmp_path: Path
) -> None:
    for number, fault in enumerate(fault for fault in all_faults(calls) if fault.call == call):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "project.recon").write_bytes(old_file)
        assert wrongs_of(fault, new_project, folder / "project.recon") == []


def test_where_there_was_no_file_there_is_a_whole_one_or_none(new_project: Project, tmp_path: Path) -> None:
    (tmp_path / "counted").mkdir()
    calls = calls_of_a_save(new_project, tmp_path / "counted" / "project.recon")
    for number, fault in enumerate(random.Random(6).sample(all_faults(calls), FAULTS // 4)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert wrongs_of(fault, new_project, folder / "project.recon") == []
