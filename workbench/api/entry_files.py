"""Posting the journal entries of a file to a book."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.journals.files import UNBALANCED_IN_PYTHON, Posting, posting_of
from workbench.journals.sheets import entries_in
from workbench.phrases import Phrase, Words
from workbench.workbooks import begin_reading

if TYPE_CHECKING:
    from workbench.domain.project import Project


def posting_from(
    project: "Project", path: Path, *, unbalanced: bool, password: str, words: Words, to_post_open: Phrase | None
) -> Posting:
    """Return the step that posts the entries of the file at ``path``, which is read in a process of its own.

    ``to_post_open``: what the user can do to post an entry that does not balance.
    Raises WorkbenchError if it cannot be read, or an entry cannot be posted.
    """
    entries, notes = entries_in(begin_reading(path, password).workbook(), project)
    posting = posting_of(
        project,
        entries,
        unbalanced=unbalanced,
        words=words,
        to_post_open=to_post_open or UNBALANCED_IN_PYTHON,
    )
    return Posting(posting.command, (*notes, *posting.notes))
