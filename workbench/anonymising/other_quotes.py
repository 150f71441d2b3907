"""What texts said when they were last read, in a copy: the same there as now, where it was the same."""

from collections.abc import Iterator

from workbench.anonymising.other_names import OtherNames
from workbench.anonymising.other_notes import OtherNotes
from workbench.domain.appendix import Quote, Quotes
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.subjects import Subject, subject_of
from workbench.engine import Results
from workbench.notes.found import Note, written_texts
from workbench.notes.quoting import quotes_of
from workbench.notes.reading import NoteReader
from workbench.phrases import ENGLISH


class OtherQuotes:
    """``before``: the results of the project; ``after``: those of its copy, whose figures are all there."""

    def __init__(self, before: Results, after: Results, notes: OtherNotes, names: OtherNames) -> None:
        self._before, self._after = before.with_all_on(), after
        self._notes, self._names = notes, names

    def of_copy(self, copy: Project) -> Quotes:
        """Return the quotes of the texts of ``copy``."""
        known = self._before.project.quotes
        originals = {note.subject: note for note in written_texts(self._before.project)}
        copies = {note.subject: note for note in written_texts(copy)}
        return Map(
            {
                self._names.subject(subject): tuple(self._quotes(subject, quotes, originals, copies))
                for subject, quotes in known.items()
            }
        )

    def _quotes(
        self, subject: Subject, quotes: tuple[Quote, ...], originals: dict[Subject, Note], copies: dict[Subject, Note]
    ) -> Iterator[Quote]:
        """Yield what stands in the copy now for a quote that still holds, and for another the same in other words."""
        now = dict[Quote, Quote]()
        other = self._names.subject(subject)
        if subject in originals and other in copies:
            reads = (_read(self._before, originals[subject]), _read(self._after.with_all_on(), copies[other]))
            now = dict(zip(*reads, strict=False))
        for quote in quotes:
            yield now[quote] if quote in now else self._rewrite(quote)

    def _rewrite(self, quote: Quote) -> Quote:
        return Quote(
            typed=self._notes.of(quote.typed),
            said=self._notes.of(quote.said),
            figures=tuple(self._names.subject(subject_of(key)).key for key in quote.figures),
        )


def _read(results: Results, note: Note) -> tuple[Quote, ...]:
    return quotes_of(NoteReader(results).read(note.text, ENGLISH, note.adjustment), results.project)
