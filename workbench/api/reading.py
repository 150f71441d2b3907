"""Reading files into a book."""

from collections.abc import Iterable, Mapping
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.api.paths import File, path_of
from workbench.errors import WorkbenchError
from workbench.opening import Opening, changed_evidence, changed_sources, is_project_file

if TYPE_CHECKING:
    from workbench.api.book import Book

NO_PASSWORDS: Mapping[File, str] = MappingProxyType({})


def read(
    *files: File | Iterable[File], password: str = "", passwords: Mapping[File, str] = NO_PASSWORDS, by: str = ""
) -> "Book":
    """Return the book of ``files``: the workbooks of one import, or one project (``.recon``).

    Workbooks (``.xlsx``, ``.xlsm``, ``.xls``, ``.xlsb``, ``.ods``, ``.csv``, ``.tsv``) are merged into one set of
    statements, as in the window; they are parsed in processes of their own and never written to. Lists of files may
    stand among the files.

    ``password`` opens the protected workbooks, but for those that ``passwords`` names with one of their own.
    ``by``: the user's name, which the steps made through the book carry.

    Raises WorkbenchError, one sentence on what is wrong with which file and what to do; PasswordNeeded, one of these,
    if a password is missing or wrong.

    >>> from workbench.resources import sample
    >>> read(sample())
    <Book: Qifu Technology, Inc.; US GAAP to IFRS; RMB in thousands; All 4 differences are on>
    """
    paths = [path_of(file) for argument in files for file in _as_list(argument)]
    if not paths:
        raise WorkbenchError("No file was named. Name one or more workbooks, or one project.")
    own_passwords = {path_of(file).resolve(): known for file, known in passwords.items()}
    opening = Opening(paths, {path: own_passwords.get(path.resolve(), password) for path in paths})
    try:
        # meanwhile the workbooks are read in processes of their own
        from workbench.api.book import Book
        from workbench.api.saving import KnownFiles

        known_files = KnownFiles(paths)
        project = opening.project()
        known_files.unknown = opening.unknown
    finally:
        opening.cancel()
    if not is_project_file(paths[0]):
        return Book(project, by, known_files)
    file_findings = *changed_sources(project, paths[0]), *changed_evidence(project, paths[0])
    return Book(project, by, known_files, file_findings)


def _as_list(argument: File | Iterable[File]) -> Iterable[File]:
    return (argument,) if isinstance(argument, str | PathLike) else argument
