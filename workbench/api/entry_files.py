"""Posting the journal entries of a file to a book."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.journals.files import Posting, posting_of
from workbench.journals.sheets import entries_in
from workbench.workbooks import begin_reading

if TYPE_CHECKING:
    from workbench.domain.project import Project


def posting_from(project: "Project", path: Path, *, unbalanced: bool, password: str) -> Posting:
    """Return the step that posts the entries of the file at ``path``, which is read in a process of its own.

    Raises WorkbenchError if it cannot be read, or an entry cannot be posted.
    """
    entries, notes = entries_in(begin_reading(path, password).workbook(), project)
    posting = posting_of(project, entries, unbalanced=unbalanced)
    return Posting(posting.command, (*notes, *posting.notes))
