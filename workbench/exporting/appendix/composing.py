"""The appendix composed: title page, texts, tables and notes of a project, in the state of its switches."""

from collections.abc import Iterator, Sequence

from workbench.domain.appendix import TextKind
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.engine import Results
from workbench.exporting.appendix.document import (
    Block,
    Contents,
    Document,
    Draft,
    Paragraph,
    ParagraphKind,
    Part,
    Run,
)
from workbench.exporting.appendix.paragraphs import numbered_note, paragraphs_of
from workbench.exporting.appendix.tables import tables_of
from workbench.exporting.fingerprint import fingerprint
from workbench.exporting.note_numbers import note_number
from workbench.languages import code_of
from workbench.notes.reading import NoteReader
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.plain_text import to_printable
from workbench.presentation.publication import Cause, summary_of_causes
from workbench.presentation.states import state_of
from workbench.program import VERSION
from workbench.wording.names import name_of_difference
from workbench.wording.periods import label

HEADINGS = {
    TextKind.BASIS: phrase("Basis of preparation"),
    TextKind.PROCESS: phrase("Reconciliation process"),
    TextKind.ASSURANCE: phrase("Limited assurance"),
    TextKind.PROCEDURES: phrase("Procedures and results"),
}
"""What stands over the texts before the tables."""
FIRST_PAGE = (TextKind.BASIS, TextKind.PROCESS, TextKind.ASSURANCE)
RECONCILIATION = phrase("Appendix – Reconciliation statement")
CONTINUED = phrase("{heading} – continued", heading=RECONCILIATION)
NOTES = phrase("Notes to the reconciliation")


def compose(results: Results, causes: Sequence[Cause], words: Words, *, is_draft: bool) -> Document:
    """Return the appendix. ``causes``: what stands against it, which a draft says.

    Texts and notes tell of the state in which every difference is on, the tables of the present one.
    """
    project, mark = results.project, fingerprint(results)
    state = state_of(project).in_words(words)
    return Document(
        to_printable(say(phrase("{source} to {target} reconciliation", **_labels(project)), words)),
        to_printable(project.entity),
        mark,
        state,
        code_of(words),
        say(phrase("Contents"), words),
        say(phrase("Page {page} of {pages}", page="{page}", pages="{pages}"), words),
        tuple(_Composer(results, words).parts()),
        _draft_of(causes, mark, state, words) if is_draft else None,
    )


def _labels(project: Project) -> dict[str, str]:
    return {"source": project.frameworks.source.label, "target": project.frameworks.target.label}


class _Composer:
    """Composes the parts of one appendix."""

    def __init__(self, results: Results, words: Words) -> None:
        self._results, self._project, self._words = results, results.project, words
        self._reader = NoteReader(results.with_all_on())

    def _say(self, text: Phrase) -> str:
        return say(text, self._words)

    def parts(self) -> Iterator[Part]:
        yield self._title_page()
        heading, continued = self._say(RECONCILIATION), self._say(CONTINUED)
        first = tuple(block for kind in FIRST_PAGE for block in self._text(kind))
        if first:
            headings = (HEADINGS[kind] for kind in FIRST_PAGE if self._is_written(kind))
            yield Part(listing(headings, self._words), "", "", first)
        if procedures := tuple(self._text(TextKind.PROCEDURES)):
            yield Part(self._say(HEADINGS[TextKind.PROCEDURES]), "", "", procedures)
        before = tuple(self._text(TextKind.INTRODUCTION))
        for number, table in enumerate(tables_of(self._results, self._words)):
            name = ", ".join(filter(None, (table.title, table.period)))
            yield Part(name, continued if number else heading, continued, (*(before if not number else ()), table))
        if notes := tuple(self._notes()):
            has_notes = self._project.note or any(known.note for known in self._project.adjustments)
            yield Part(self._say(NOTES) if has_notes else "", continued, continued, notes)

    def _title_page(self) -> Part:
        project = self._project
        periods = dict.fromkeys(
            period for statement in project.statements for period in statement.periods if period in statement.reconciled
        )
        title = phrase("Reconciliation between {source} and {target}", **_labels(project))
        lines = [(ParagraphKind.TITLE, project.entity), (ParagraphKind.TITLE, self._say(title))]
        lines += ((ParagraphKind.SUBTITLE, label(project.periods[period], self._words)) for period in periods)
        blocks = (Paragraph(kind, (Run(to_printable(text)),)) for kind, text in lines if text)
        return Part("", "", "", (*blocks, Contents()))

    def _is_written(self, kind: TextKind) -> bool:
        return kind in self._project.texts and not self._project.texts[kind].is_left_out

    def _text(self, kind: TextKind) -> Iterator[Block]:
        """Yield a text under its heading; nothing if it is open or left out."""
        if not self._is_written(kind):
            return
        if heading := HEADINGS.get(kind):
            yield Paragraph(ParagraphKind.HEADING, (Run(self._say(heading)),))
        yield from paragraphs_of(self._reader.read_fields(self._project.texts[kind].text, self._words))

    def _notes(self) -> Iterator[Block]:
        """Yield the note on the reconciliation, those on differences by their numbers, and the closing sentence."""
        project = self._project
        noted = [adjustment for adjustment in project.adjustments if adjustment.note]
        if project.note or noted:
            yield Paragraph(ParagraphKind.HEADING, (Run(self._say(NOTES)),))
        if project.note:
            yield from paragraphs_of(self._reader.read_fields(project.note, self._words))
        for adjustment in noted:
            read = self._reader.read_fields(adjustment.note, self._words)
            yield from numbered_note(
                read, note_number(project, adjustment), name_of_difference(adjustment, self._words)
            )
        yield from self._text(TextKind.CLOSING)


def _draft_of(causes: Sequence[Cause], mark: str, state: str, words: Words) -> Draft:
    """Return what a draft says across its pages and below them."""
    program = f"{PROGRAM} {VERSION}"
    footer = phrase("Draft: {state}; fingerprint {mark}; {program}", state=state, mark=mark, program=program)
    return Draft(say(phrase("Draft"), words), tuple(summary_of_causes(causes, words)), say(footer, words))
