"""Verifies a file with the sources at hand: a project, or a review workbook, whoever saved it last."""

from collections.abc import Sequence
from pathlib import Path

from workbench.domain.review_workbook_marks import MAP_SHEET, PROGRAM, SWITCH_NAME
from workbench.errors import WorkbenchError
from workbench.returning.own_map import read_map
from workbench.verifying.own_project import verify_project
from workbench.verifying.own_workbook import verify_workbook
from workbench.verifying.verification import Verification
from workbench.workbooks import SourceWorkbook, begin_reading

PROJECT_SUFFIX = ".recon"


def verify_files(path: Path, sources: Sequence[Path] = (), password: str = "") -> Verification:
    """Return what was verified of the file at ``path``. ``password``: of protected workbooks.

    Raises WorkbenchError if the file is neither a project nor a review workbook of this program, or cannot be read.
    """
    if path.suffix.lower() == PROJECT_SUFFIX:
        if not path.is_file():
            raise WorkbenchError("{path} cannot be opened: there is no such file. Check the path.", path=str(path))
        return verify_project(path, sources, password)
    workbook = begin_reading(path, password).workbook()
    own_map = read_map(workbook)
    if own_map is None:
        raise _refusal(workbook)
    return verify_workbook(workbook, own_map, sources, password)


def _refusal(workbook: SourceWorkbook) -> WorkbenchError:
    is_ours = PROGRAM in workbook.properties or any(name.startswith(SWITCH_NAME) for name, _ in workbook.names)
    if is_ours:
        return WorkbenchError(
            "{file} has lost its sheet '{sheet}', which says what was written, or is of an earlier version. Export it "
            "again.",
            file=workbook.name,
            sheet=MAP_SHEET,
        )
    return WorkbenchError(
        "{file} is neither a project nor a review workbook of this program. Name one of these, then its sources.",
        file=workbook.name,
    )
