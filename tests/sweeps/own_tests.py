"""Ten small changes of each module's code, one at a time: do the tests of that module notice?

    python3 packaging/bootstrap.py sweep own_tests [MODULE...] [--seed N]

Only the tests of the module itself are run, on a copy of the checkout. Those changes that none of them notices are
printed with their line; some of them change nothing that can be seen.
"""

import argparse
import compileall
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import cache_from_source
from pathlib import Path

from tests.mutating.code_changes import CodeChange, code_changes

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("workbench", "tests", "resources")
SETTINGS = "pyproject.toml"
OWN_TESTS = {
    "importing.assembly.rollup": ("importing/assembly/test_rollup.py",),
    "importing.assembly.merge": ("importing/assembly/test_merge.py",),
    "importing.assembly.entries_merge": ("importing/assembly/test_entries_merge.py",),
    "importing.assembly.sections": ("importing/assembly/test_sections.py",),
    "importing.assembly.debit_credit": ("importing/assembly/test_debit_credit.py",),
    "importing.assembly.ratios": ("importing/assembly/test_ratios.py",),
    "importing.sheets.columns": ("importing/sheets/test_columns.py",),
    "importing.sheets.tables": ("importing/sheets/test_tables.py",),
    "importing.sheets.kinds": ("importing/sheets/test_kinds.py",),
    "engine.compiled_statement": ("engine/test_compiled_statement.py",),
    "exporting.formulas": ("exporting/test_formulas.py",),
    "presentation.statement_table": ("presentation/test_statement_table.py",),
    "presentation.states": ("presentation/test_states.py",),
    "checks.comparison": ("checks/test_comparison.py",),
    "checks.expressions": ("checks/test_comparison.py",),
}
"""The files in which each module is tested, and nothing else."""
CHANGES = 10
ENOUGH = 8
LONGEST_SECONDS = 120
"""What takes longer does not end: a change that a test notices, too."""
LONGEST_CODE = 90


def main(arguments: Sequence[str]) -> int:
    """Change each module, or those that are named, and print a table; 1 where too few changes are noticed."""
    asked = _parse_arguments(arguments)
    is_enough = True
    print(f"{'module':<36}changes  caught", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy_checkout(Path(folder) / "checkout")
        for module in asked.modules or OWN_TESTS:
            changes, missed = _judge(copy, module, asked.seed)
            caught = len(changes) - len(missed)
            is_enough &= caught * CHANGES >= ENOUGH * len(changes) and bool(changes)
            print(f"{module:<36}{len(changes):>7} {caught:>7}", flush=True)
            for change in missed:
                print(f"    line {change.line}: {_shorten(change.text)}", flush=True)
                print(f"        {_shorten(change.before)} -> {_shorten(change.after)}", flush=True)
    return 0 if is_enough else 1


def _parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="own_tests", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help="which modules (all): rollup, importing.sheets.columns"
    )
    parser.add_argument("--seed", type=int, default=1, help="which changes (1)")
    asked = parser.parse_args(arguments)
    named = [(name, [module for module in OWN_TESTS if f".{module}".endswith(f".{name}")]) for name in asked.modules]
    for name, modules in named:
        if not modules:
            parser.error(f"no module '{name}' has tests of its own; choose among {', '.join(OWN_TESTS)}")
    asked.modules = [module for _, modules in named for module in modules]
    return asked


def _copy_checkout(folder: Path) -> Path:
    """Return a copy of the checkout, compiled but for what will be changed."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / SETTINGS, folder / SETTINGS)
    compileall.compile_dir(folder / "workbench", quiet=1)
    return folder


def _judge(copy: Path, module: str, seed: int) -> tuple[list[CodeChange], list[CodeChange]]:
    """Return the changes of a module, and those among them that its own tests do not notice."""
    code = copy.joinpath("workbench", *module.split(".")).with_suffix(".py")
    source = code.read_text(encoding="utf-8")
    Path(cache_from_source(str(code))).unlink(missing_ok=True)
    tests = [str(copy / "tests" / file) for file in OWN_TESTS[module]]
    if _notices(copy, tests):
        print(f"{module}: its own tests are missing, or fail as it stands", flush=True)
        return [], []
    changes = code_changes(source, CHANGES, random.Random(f"{seed} {module}"))
    missed = []
    for change in changes:
        code.write_text(change.source, encoding="utf-8")
        if not _notices(copy, tests):
            missed.append(change)
    code.write_text(source, encoding="utf-8")
    return changes, missed


def _notices(copy: Path, tests: Sequence[str]) -> bool:
    """True where some test fails, or does not end."""
    shutil.rmtree(copy / ".hypothesis", ignore_errors=True)  # what failed before is not tried first
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:xdist", "--hypothesis-seed=0", *tests]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def _shorten(code: str) -> str:
    text = " ".join(code.split())
    return text if len(text) <= LONGEST_CODE else f"{text[: LONGEST_CODE - 1]}…"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
