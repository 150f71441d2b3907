"""Fields of notes: read, written again, and said."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.notes.chinese import CHINESE
from tests.notes.reading import read
from workbench.domain.facts import Fact
from workbench.domain.project import Project
from workbench.languages import words_in
from workbench.notes.fields import (
    Field,
    FieldPiece,
    Function,
    How,
    LineName,
    PeriodEnd,
    PeriodName,
    Style,
    UnitShown,
    pieces_of,
    read_field,
    write_field,
)
from workbench.notes.found import alarms_in, remarks_in
from workbench.notes.markup import BlockKind, blocks_of
from workbench.notes.reading import NoteReader, words_of_note
from workbench.notes.replacing import as_field
from workbench.phrases import ENGLISH
from workbench.presentation.notes import note_as_html
from workbench.session import Session
from workbench.wording import say_fact

SAID = {
    "effect(SBC, net_income, H1 2022)": "(13,140)",
    "effect(SBC, net_income, H1 2022) | absolute": "13,140",
    "effect(SBC, net_income, H1 2022) | gain": "a loss of RMB13,140 thousand",
    "effect(SBC, net_income, H1 2023) | gain": "a gain of RMB49,337 thousand",
    "effect(SBC, net_income, H1 2023) | gain word": "gain",
    "effect(SBC, net_income, H1 2022) | increase": "a decrease of RMB13,140 thousand",
    "effect(SBC, net_income, H1 2023) | increase in": "an increase in net income of RMB49,337 thousand",
    "effect(SBC, net_income, H1 2023) | increase word": "increase",
    "effect(SBC, net_income, H1 2023) | gain, in millions 1": "a gain of RMB49.3 million",
    "effect(SBC, net_income, H1 2023) | gain, in millions 2, with currency": "a gain of RMB49.34",
    "effect(SBC, net_income, H1 2023) | in units": "49,337,000",
    "effect(SBC, net_income, H1 2023) | increase, without unit": "an increase of 49,337",
    "effect(SBC, net_income, H1 2023) | with unit": "RMB49,337 thousand",
    "effect(SBC, net_income, H1 2022) | with unit": "(RMB13,140 thousand)",
    "effect(SBC, general_and_administrative, H1 2023) | gain": "a gain of RMB32,662 thousand",
    "effect(SBC, general_and_administrative, H1 2023) | increase": "a decrease of RMB32,662 thousand",
    "effect(SBC, income_tax, H1 2023) | gain": "nil",
    "effect(SBC, net_income, H1 2023 vs H1 2022) | increase": "an increase of RMB62,477 thousand",
    "result(net_income, H1 2023 vs H1 2022) | percent": "(21.3%)",
    "effect(SBC, net_income, H1 2023) | percent, decimals 2": "2.44%",
    "result(attributable_net_income, Six months ended June 30, 2023)": "1,755,237",
    "result(attributable_net_income, 2023-01-01/2023-06-30)": "1,755,237",
    'result("TOTAL EQUITY", "June 30, 2023")': "21,747,683",
    "as_reported(total_equity, closing H1 2023)": "20,885,567",
    "as_reported(total_equity, opening H1 2023)": "18,931,297",
    "as_reported(total_equity, 30 June 2023)": "20,885,567",
    "total_effect(total_equity, 30 Jun 2023) | gain": "a gain of RMB862,116 thousand",
    "result(basic_eps, H1 2023) | with currency": "RMB5.43",
    'stated("RMB5 billion")': "RMB5 billion",
}
"""What fields of the reference case say."""


@pytest.mark.parametrize("typed", SAID)
def test_a_field_says_its_figure(typed: str, qifu: Session) -> None:
    note = f"It is {{{{ {typed.replace('SBC', chr(34) + 'Share-based compensation' + chr(34))} }}}}."
    assert read(qifu, note).text == f"It is {SAID[typed]}."


def test_what_input_methods_type_for_the_marks_is_understood(qifu: Session) -> None:
    note = "It is {{ effect（“Share-based”，net_income，H1 2022）｜gain }}."
    assert read(qifu, note).text == "It is a loss of RMB13,140 thousand."


def test_a_note_in_chinese_is_said_in_chinese(qifu: Session) -> None:
    gain = '{{ effect("Share-based", 净利润, H1 2023) | gain }}'
    decrease = '{{ effect("Share-based", net_income, H1 2022) | increase in }}'
    assert read(qifu, f"{gain}; {decrease}", words=CHINESE).text == "收益人民币49,337千元; 净利润减少人民币13,140千元"


def test_the_text_of_a_note_decides_its_language() -> None:
    assert words_of_note("影响为 {{ effect(a, b, c) }}", ENGLISH).gettext("pass") == words_in("zh_CN").gettext("pass")
    assert words_of_note("The effect is {{ effect(a, 净利润, c) }}", CHINESE) is ENGLISH
    assert words_of_note("{{ effect(a, b, c) }}", CHINESE) is CHINESE


def test_a_period_in_chinese_is_found(qifu: Session) -> None:
    assert read(qifu, '净利润 {{ effect("Share-based", 净利润, 2023年上半年) }}').text.endswith("49,337")


TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)


@given(TEXTS.filter(lambda text: "{{" not in text))
def test_text_without_fields_stays_as_it_is(text: str) -> None:
    pieces = pieces_of(text)
    assert "".join(piece.text for piece in pieces) == text
    assert not any(isinstance(piece, FieldPiece) for piece in pieces)


@given(st.text('{}"()|,ab \n“*', max_size=40))
def test_pieces_together_are_the_note(text: str) -> None:
    assert "".join(piece.text for piece in pieces_of(text)) == text
    blocks_of([None if isinstance(piece, FieldPiece) else piece.text for piece in pieces_of(text)])


SMALL = st.text("abc é,()|.'", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)


@given(
    st.sampled_from([function for function in Function if function is not Function.STATED]),
    SMALL,
    SMALL,
    st.one_of(st.just(""), SMALL),
    st.sampled_from(("H1 2023", "June 30, 2023")),
    st.sampled_from((None, PeriodName("FY 2022"))),
    st.builds(
        Style,
        st.sampled_from(How),
        st.sampled_from((None, 1, 1_000_000)),
        st.none(),
        st.sampled_from((None, *UnitShown)),
    ),
)
def test_a_field_written_is_read_again(
    function: Function, name: str, line: str, place: str, period: str, other: PeriodName | None, style: Style
) -> None:
    field = Field(
        function,
        LineName(line, place),
        PeriodName(period, PeriodEnd.OPENING),
        name if function is Function.EFFECT else "",
        other,
        "USD" if function is Function.TRANSLATION else "",
        style=style,
    )
    (piece,) = pieces_of(write_field(field))
    assert isinstance(piece, FieldPiece)
    assert piece.field == field


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "field-function-unknown"),
        ("figure(net_income)", "field-function-unknown"),
        ("effect", "field-bracket-missing"),
        ("effect(", "field-bracket-missing"),
        ('effect("Leases", net_income)', "field-arguments-wrong"),
        ("result(net_income, )", "field-arguments-wrong"),
        ("result(net_income, H1 2023) | loudly", "field-style-unknown"),
        ("result(net_income, H1 2023) | in dozens", "field-style-unknown"),
    ],
)
def test_a_field_that_cannot_be_read_says_why(typed: str, why: str) -> None:
    field = read_field(typed)
    assert isinstance(field, Fact)
    assert field.key == why


def test_the_formatting_of_a_note() -> None:
    blocks = blocks_of(["A **bold *and* plain** word, 5*3*2.\nsame paragraph\n\n- one ", None, "\n- two\n2. second\n"])
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.BULLET, BlockKind.NUMBERED,
    ]  # fmt: skip
    formats = [(run.text, run.is_bold, run.is_italic) for run in blocks[0].runs]
    assert formats == [
        ("A ", False, False),
        ("bold ", True, False),
        ("and", True, True),
        (" plain", True, False),
        (" word, 5*3*2.\nsame paragraph", False, False),
    ]
    assert [(run.text, run.piece) for run in blocks[1].runs] == [("one ", None), ("", 1)]
    assert blocks[3].number == 2


TOKENS = (
    '{{·}}·effect(·result(·as_reported(·total_effect(·translation(·stated(·"·Share-based·net_income·basic_eps·'
    "gaap_net_income_margin·Net income·H1 2023·H1 2022·30 Jun 2023·opening · vs ·,·)· | ·gain·percent·in millions 2·"
    "with unit·RMB·13,140· thousand·(·*·**·\n·- ·a loss of ·净利润·人民币·千元·%·1· in ·USD·\U0001f600·decimals 9"
)


@cache
def reader_of(project: Project) -> NoteReader:
    return NoteReader(Session(project).results)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(TOKENS.split("·")), max_size=14).map("".join))
def test_whatever_is_typed_is_read(qifu_project: Project, note: str) -> None:
    reader = reader_of(qifu_project)
    note_read = reader.read(note, ENGLISH, "share_based_compensation")
    assert "".join(said.piece.text for said in note_read.pieces) == note
    note_as_html(note_read)
    for what in (
        *alarms_in(note_read, "share_based_compensation", qifu_project),
        *remarks_in(note_read, None, qifu_project),
    ):
        assert say_fact(what, ENGLISH)
    for figure in note_read.figures:
        replacement = as_field(note, figure, reader, "share_based_compensation")
        assert (replacement is None) is not bool(figure.meant)
        if replacement:
            assert not reader.read(replacement.text, ENGLISH).broken
