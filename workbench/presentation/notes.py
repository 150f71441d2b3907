"""A note as it is shown: as HTML for the window, as plain text for files; and how it stands."""

from collections.abc import Callable, Iterator
from enum import Enum, auto
from html import escape

from workbench.notes.markup import BlockKind, NoteBlock, Run, follows_its_list
from workbench.notes.reading import ReadNote, SaidPiece

BULLET = "•"
TAGS = {BlockKind.BULLET: "ul", BlockKind.NUMBERED: "ol"}


class NoteState(Enum):
    """How a note stands: a field says nothing, a typed figure is wrong, a figure changed, nothing is written.

    ``LEFT_OUT``: a text that its author answered with none.
    """

    BROKEN = auto()
    STALE = auto()
    EMPTY = auto()
    IN_ORDER = auto()
    CHANGED = auto()
    LEFT_OUT = auto()


def state_of_note(read: ReadNote) -> NoteState:
    """Return how a note stands."""
    if read.broken:
        return NoteState.BROKEN
    if read.stale:
        return NoteState.STALE
    return NoteState.IN_ORDER if read.text.strip() else NoteState.EMPTY


def note_as_html(read: ReadNote, show_field: Callable[[SaidPiece], str] = lambda said: escape(said.text)) -> str:
    """Return a note as HTML. ``show_field``: makes the HTML of a field."""
    return "".join(_html_blocks(read, show_field))


def _html_blocks(read: ReadNote, show_field: Callable[[SaidPiece], str]) -> Iterator[str]:
    open_list = ""
    for block, follows in follows_its_list(read.blocks):
        if open_list and not follows:
            yield f"</{open_list}>"
            open_list = ""
        content = "".join(_html_run(run, read, show_field) for run in block.runs)
        if block.kind is BlockKind.PARAGRAPH:
            yield f"<p>{content}</p>"
            continue
        if not follows:
            open_list = TAGS[block.kind]
            yield f'<{open_list} start="{block.number}">' if block.kind is BlockKind.NUMBERED else f"<{open_list}>"
        yield f"<li>{content}</li>"
    if open_list:
        yield f"</{open_list}>"


def _html_run(run: Run, read: ReadNote, show_field: Callable[[SaidPiece], str]) -> str:
    content = escape(run.text).replace("\n", "<br>") if run.piece is None else show_field(read.pieces[run.piece])
    content = f"<i>{content}</i>" if run.is_italic else content
    return f"<b>{content}</b>" if run.is_bold else content


def note_as_text(read: ReadNote) -> str:
    """Return a note as plain text: without marks of formatting, lists with bullets and numbers."""
    return "".join(text if isinstance(text, str) else text.text for text in note_as_parts(read))


def note_as_parts(read: ReadNote) -> Iterator[str | SaidPiece]:
    """Yield a note as plain text, its fields as pieces."""
    is_first = True
    for block, follows in follows_its_list(read.blocks):
        if not is_first:
            yield "\n" if follows else "\n\n"
        is_first = False
        yield _beginning(block)
        for run in block.runs:
            yield run.text if run.piece is None else read.pieces[run.piece]


def _beginning(block: NoteBlock) -> str:
    match block.kind:
        case BlockKind.BULLET:
            return f"{BULLET} "
        case BlockKind.NUMBERED:
            return f"{block.number}. "
    return ""
