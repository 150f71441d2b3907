"""Notes as HTML and as plain text, and how they stand."""

import pytest

from workbench.notes.reading import NoteReader
from workbench.phrases import ENGLISH
from workbench.presentation.notes import NoteState, note_as_html, note_as_text, state_of_note
from workbench.session import Session

FIELD = '{{ effect("Share-based", net_income, H1 2022) | gain }}'
NOTE = f"Under **ASC 718** & *IFRS 2*:\n- <one> {FIELD}\n- two\n\n3. three\n4. four\n\nThe **end {FIELD}**."


def test_a_note_as_html(qifu: Session) -> None:
    read = NoteReader(qifu.results).read(NOTE, ENGLISH)
    assert note_as_html(read) == (
        "<p>Under <b>ASC 718</b> &amp; <i>IFRS 2</i>:</p>"
        "<ul><li>&lt;one&gt; a loss of RMB13,140 thousand</li><li>two</li></ul>"
        '<ol start="3"><li>three</li><li>four</li></ol>'
        "<p>The <b>end </b><b>a loss of RMB13,140 thousand</b>.</p>"
    )


def test_a_note_as_plain_text(qifu: Session) -> None:
    read = NoteReader(qifu.results).read(NOTE, ENGLISH)
    assert note_as_text(read) == (
        "Under ASC 718 & IFRS 2:\n\n• <one> a loss of RMB13,140 thousand\n• two\n\n3. three\n4. four\n\n"
        "The end a loss of RMB13,140 thousand."
    )


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("", NoteState.EMPTY),
        ("Under IFRS 2", NoteState.IN_ORDER),
        (FIELD, NoteState.IN_ORDER),
        ("RMB13,140", NoteState.IN_ORDER),
        ("RMB13,141", NoteState.STALE),
        ("RMB13,141 {{ oops }}", NoteState.BROKEN),
    ],
)
def test_how_a_note_stands(note: str, state: NoteState, qifu: Session) -> None:
    assert state_of_note(NoteReader(qifu.results).read(note, ENGLISH)) is state
