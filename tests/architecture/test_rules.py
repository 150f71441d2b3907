"""The rules of the house, run with the tests: style, types, layers."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture.rooms import COUNTED, arrows_within, circles, file_circles, file_graph

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
        [str(BIN / "lint-imports")],
    ],
    ids=["style", "format", "types", "layers"],
)
def test_the_code_keeps_the_rules(command: list[str]) -> None:
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return file_graph()


def test_no_files_import_one_another_in_a_circle(graph: grimp.ImportGraph) -> None:
    in_circles = [", ".join(sorted(circle)) for circle in file_circles(graph)]
    assert not in_circles, f"These files import one another, each by way of the others: {'; '.join(in_circles)}"


@pytest.mark.parametrize("package", COUNTED)
def test_no_rooms_import_one_another_in_a_circle(graph: grimp.ImportGraph, package: str) -> None:
    in_circles = [", ".join(sorted(circle)) for circle in circles(arrows_within(graph, package))]
    assert not in_circles, (
        f"These rooms of {package} import one another, each by way of the others: {'; '.join(in_circles)}"
    )


def test_importing_the_command_line_loads_no_heavy_library() -> None:
    heavy = "{'numpy', 'pandas', 'openpyxl', 'PySide6', 'xlsxwriter'}"
    script = f"import sys, workbench.cli; print(*sorted({heavy} & set(sys.modules)))"
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == ""


def test_reconciling_loads_no_frame_library_and_no_window() -> None:
    script = (
        "import sys; from workbench.cli import run; from workbench.resources import sample;"
        "status = run(['reconcile', str(sample())], print);"
        "print(status, *sorted({'pandas', 'PySide6', 'openpyxl'} & set(sys.modules)))"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert outcome.stdout.splitlines()[-1] == "0"


def test_the_top_level_of_the_repository_is_as_agreed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    assert {line.split("/")[0] for line in listed.stdout.splitlines()} == {
        "pyproject.toml", "workbench", "resources", "tests", "packaging", "README.md", "LICENSE", ".gitignore", ".ci",
    }  # fmt: skip
