"""What each threshold of the import rests on: which workbooks are read otherwise where it is lower or higher.

A small step first, then a large one.

``thresholds [NAME…]`` takes only those whose names are given. A threshold that nothing moves on either side is one
that no workbook of ours decides; one that moves many is where a new workbook may be read otherwise.
"""

import ast
import gc
import hashlib
import importlib
import os
import pickle
import pkgutil
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import workbench.importing.assembly
import workbench.importing.report
import workbench.importing.sheets
from tests.importing.analyst_books import all_books
from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.judging import read_here
from tests.importing.mutations import DoesNotApplyError, Variant, all_mutations, mutated
from workbench.errors import ImportRefused
from workbench.importing import project_from
from workbench.resources import sample
from workbench.store.records import RECORDS
from workbench.workbooks import SourceWorkbook

CASES = Path(__file__).parents[1] / "cases"
FAULTS, SHAPES = CASES / "faults", CASES / "shapes"
NAME = re.compile(r"^[A-Z][A-Z_]+$")
NO_THRESHOLD = re.compile(
    r"REMEMBERED|NAMED|QUOTED|REPEATED|^LAST_|^FORMAT$|PER_ROW$|PER_STEP|COVER_SHEETS|MIXED|^ROOM$|A_POINT|UNITS$|"
    r"FRAMEWORKS$|PERCENTAGE$|_YEAR$|MOST_HEADINGS|DEEPEST|CELLS_IN_A_SUM|MOST_SHARES"
)
"""What bounds a cache, a sentence or a loop, or states a fact, and decides nothing."""
VARIANTS_OF_EACH = 12
"""Of each sample, so many of the ways in which others would have laid it out."""
SIMILARITY_STEPS, SHARE_STEPS = (Decimal(5), Decimal(20)), (Decimal("0.1"), Decimal("0.3"))
MOST_SHOWN = 3

Books = dict[str, SourceWorkbook]
Number = int | float | Decimal
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Threshold:
    module: ModuleType
    name: str
    value: Number

    @property
    def steps(self) -> dict[str, tuple[Number, ...]]:
        """The values a small and a large step below and above."""
        if isinstance(self.value, int):
            near, far = 1, max(abs(self.value) // 2, 2)
            return {"below": (self.value - near, self.value - far), "above": (self.value + near, self.value + 2 * far)}
        near_step, far_step = SHARE_STEPS if self.value <= 1 else SIMILARITY_STEPS
        kind, value = type(self.value), Decimal(str(self.value))
        return {
            "below": (kind(value - near_step), kind(value - far_step)),
            "above": (kind(value + near_step), kind(value + far_step)),
        }

    def put(self, value: Number) -> None:
        """Let its module, and those that import it from there, see another value."""
        for module in [module for name, module in sys.modules.items() if name.startswith("workbench.importing")]:
            is_imported = self.name in module.__dict__ and self.name not in _own_names(module)
            if module is self.module or (is_imported and module.__dict__[self.name] is self.value):
                setattr(module, self.name, value)


def thresholds(names: Sequence[str]) -> Iterator[Threshold]:
    """Yield the numbers that modules of the import are governed by."""
    for package in (workbench.importing.sheets, workbench.importing.assembly, workbench.importing.report):
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            for name in _own_names(module):
                value = getattr(module, name)
                is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
                if is_number and not NO_THRESHOLD.search(name) and (not names or name in names):
                    yield Threshold(module, name, value)


def _own_names(module: ModuleType) -> list[str]:
    """Return the constants that a module itself defines, in its order."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    targets = [
        node.targets[0] if isinstance(node, ast.Assign) else node.target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    names = [name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return [name.id for name in names if NAME.match(name.id)]


def books() -> Books:
    """Return the samples, as they are and laid out otherwise, those once misread, shapes, and those of analysts."""
    folders = (sample().parent, FAULTS, SHAPES)
    paths = [path for folder in folders for path in sorted(folder.glob("*.xlsx"))]
    workbooks = {path.name: read_here(path) for path in paths}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        for book in all_books():
            path.write_bytes(book.content)
            workbooks[f"{book.family}: {book.name}"] = read_here(path)
        for variant in _variants():
            path.write_bytes(variant.content)
            workbooks[variant.name] = read_here(path)
    return workbooks


def _variants() -> Iterator[Variant]:
    for stem in FIVE_WORKBOOKS:
        mutations = list(all_mutations(stem))
        for number in range(0, len(mutations), len(mutations) // VARIANTS_OF_EACH):
            with suppress(DoesNotApplyError):
                yield mutated(stem, mutations[number])


def readings_of(workbooks: Books) -> dict[str, str]:
    """Return a fingerprint of what each workbook is read as: every record and every sentence."""
    return {name: _reading_of(workbook) for name, workbook in workbooks.items()}


def _reading_of(workbook: SourceWorkbook) -> str:
    try:
        project = project_from([workbook])
    except ImportRefused as refusal:
        return str(refusal)
    except Exception as fault:  # what another value breaks is read otherwise, too
        return repr(fault)
    digest = hashlib.sha256()
    for table, records in RECORDS.items():
        for record in sorted(map(repr, records(project))):
            digest.update(f"{table} {record}\n".encode())
    return digest.hexdigest()


def read_otherwise(workbooks: Books, usual: dict[str, str], threshold: Threshold, value: Number) -> list[str]:
    """Return the workbooks that are read otherwise where a threshold has another value."""

    def differing() -> list[str]:
        threshold.put(value)
        return [name for name, reading in readings_of(workbooks).items() if reading != usual[name]]

    return in_a_process(differing)


def in_a_process(work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns in a copy of this process: what is remembered there is not remembered here."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(out)
            with os.fdopen(into, "wb") as pipe:
                pickle.dump(work(), pipe)
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    result: Result = pickle.loads(content)
    return result


def main(names: Sequence[str]) -> int:
    """Print a line for each threshold: its module, name and value, and what moves a step below and above."""
    workbooks = books()
    usual = in_a_process(lambda: readings_of(workbooks))
    gc.freeze()
    print(f"{len(workbooks)} workbooks")
    for threshold in thresholds(names):
        module = threshold.module.__name__.removeprefix("workbench.importing.")
        print(f"{module}.{threshold.name} = {threshold.value}", flush=True)
        for word, values in threshold.steps.items():
            print(f"  {word}: {_first_that_moves(workbooks, usual, threshold, values)}", flush=True)
    return 0


def _first_that_moves(workbooks: Books, usual: dict[str, str], threshold: Threshold, values: Sequence[Number]) -> str:
    for value in values:
        if changed := read_otherwise(workbooks, usual, threshold, value):
            return f"at {value} {len(changed)}: {'; '.join(changed[:MOST_SHOWN])}"
    return f"no workbook as far as {values[-1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
