"""A note on the reference case, read after some edits."""

from collections.abc import Iterable
from dataclasses import replace

from workbench.checks.notes import CHECK
from workbench.commands import DescribeAdjustment, Edit, WriteNote
from workbench.domain.facts import Fact
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.notes.reading import NoteReader, ReadNote
from workbench.phrases import ENGLISH, Words
from workbench.session import Session

SBC = "share_based_compensation"


def edited(project: Project, edits: Iterable[Edit]) -> Session:
    """Return a session in which the edits were made."""
    session = Session(project)
    for edit in edits:
        session.execute(edit)
    return session


def read(session: Session, note: str, own: str | None = SBC, words: Words = ENGLISH) -> ReadNote:
    """Return a note as it reads with every difference on."""
    return NoteReader(session.results.with_all_on()).read(note, words, own)


def findings_on(session: Session, note: str, own: str | None = SBC) -> list[tuple[FindingStatus, Fact]]:
    """Return what the check finds once the note is written on a difference, or on the reconciliation."""
    if own is None:
        session.execute(WriteNote(note))
    else:
        known = DescribeAdjustment.of(session.project.adjustment_by_id[own])
        session.execute(replace(known, note=note))
    found = []
    for finding in CHECK.findings(session.results):
        what = finding.fact["what"]
        assert isinstance(what, Fact)
        found.append((finding.status, what))
    return found
