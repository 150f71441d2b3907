"""The notes and the texts of the appendix: their fields say figures, and typed figures are those of the project."""

from itertools import chain

from workbench.checks.check import Check, CheckItems
from workbench.domain.facts import fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.engine import Results
from workbench.notes.found import BROKEN, alarms_in, remarks_in, written_texts
from workbench.notes.quoting import changes_since
from workbench.notes.reading import NoteReader
from workbench.phrases import ENGLISH

NAME = CheckId("notes")


def compare_notes(results: Results) -> CheckItems:
    """Yield a finding for each broken field, and for each typed figure; what is in order yields none.

    A field that says nothing fails. A typed figure that nothing explains is a warning: a note may quote figures of
    elsewhere. So is a figure that is another than when the text was last read. A note tells of the state in which every
    difference is on, whatever the switches.
    """
    complete = results.with_all_on()
    reader = NoteReader(complete)
    for note in written_texts(results.project):
        read = reader.read(note.text, ENGLISH, note.adjustment)
        quotes = results.project.quotes.get(note.subject, ())
        alarms = chain(alarms_in(read, note.adjustment, results.project), changes_since(read, quotes, complete))
        remarks = remarks_in(read, note.adjustment, results.project)
        found = [
            *((FindingStatus.FAIL if what.key == BROKEN else FindingStatus.WARNING, what) for what in alarms),
            *((FindingStatus.INFORMATION, what) for what in remarks),
        ]
        for status, what in found:
            yield Finding(NAME, status, fact("found-in-note", note=note.title, what=what), subject=note.subject)


CHECK = Check(NAME, compare_notes)
