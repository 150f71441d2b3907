"""Texts and notes as paragraphs: fields in words, bold and italic, lists."""

from collections.abc import Iterator

from workbench.exporting.appendix.document import Paragraph, ParagraphKind, Run
from workbench.notes.markup import BlockKind
from workbench.notes.reading import ReadNote
from workbench.plain_text import to_printable

KINDS = {
    BlockKind.PARAGRAPH: ParagraphKind.BODY,
    BlockKind.BULLET: ParagraphKind.BULLET,
    BlockKind.NUMBERED: ParagraphKind.NUMBERED,
}


def paragraphs_of(read: ReadNote) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text as it reads now."""
    for block in read.blocks:
        runs = tuple(
            Run(
                to_printable((run.text if run.piece is None else read.pieces[run.piece].text).replace("\r", "")),
                run.is_bold,
                run.is_italic,
            )
            for run in block.runs
        )
        number = f"{block.number}." if block.kind is BlockKind.NUMBERED else ""
        yield Paragraph(KINDS[block.kind], runs, number)


def numbered_note(read: ReadNote, number: str, name: str) -> Iterator[Paragraph]:
    """Yield a note: its number and the name of its difference, then its text."""
    yield Paragraph(ParagraphKind.NOTE, (Run(to_printable(name), is_bold=True),), f"({number})")
    yield from paragraphs_of(read)
