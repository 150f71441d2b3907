"""The files that a book is written to: the ending of the name decides what is written."""

from collections.abc import Callable, Iterable
from pathlib import Path

from workbench.checks import ChecksRun
from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.files import output_path, refuse_as_output, replacing
from workbench.phrases import Phrase, Words, phrase, phrase_of_list

Checks = Callable[[], ChecksRun]
"""Runs the checks, which not every file holds."""
FORCE = phrase("Choose another path, or pass {argument}.", argument="force=True")


def target_of(path: Path, what: Phrase, endings: Iterable[str], inputs: Iterable[Path]) -> Path:
    """Return the absolute path that ``what`` is written to. Raises WorkbenchError if it may not or cannot be."""
    target = output_path(str(path))
    refuse_as_output(target, inputs)
    endings = tuple(endings)
    if target.suffix.lower() not in endings:
        raise WorkbenchError(
            "{path}: the name of {what} ends in {endings}. Choose such a name.",
            path=str(target),
            what=what,
            endings=phrase_of_list(endings),
        )
    return target


def write(target: Path, results: Results, checks: Checks, words: Words) -> None:
    """Write ``target``, whole or not at all."""
    with replacing(target) as temporary:
        WRITERS[target.suffix.lower()](temporary, results, checks, words)


def _write_review_workbook(path: Path, results: Results, _: Checks, words: Words) -> None:
    from workbench.exporting.workbook import write_review_workbook

    write_review_workbook(path, results, words)


def _write_json(path: Path, results: Results, checks: Checks, _: Words) -> None:
    from workbench.exporting.figures_json import write_figures_json
    from workbench.presentation.closing import to_do

    missing = to_do(results.project, checks().findings)
    with path.open("w", encoding="utf-8") as file:
        write_figures_json(results, checks().findings, checks().unproven, file.write, missing)


def _write_csv(path: Path, results: Results, _: Checks, words: Words) -> None:
    from workbench.exporting.table import write_long_table

    write_long_table(path, results, ".csv", words)


def _write_parquet(path: Path, results: Results, _: Checks, words: Words) -> None:
    from workbench.exporting.table import write_long_table

    write_long_table(path, results, ".parquet", words)


WRITERS = {".xlsx": _write_review_workbook, ".json": _write_json, ".csv": _write_csv, ".parquet": _write_parquet}
"""By ending."""
