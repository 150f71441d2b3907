"""What the child tells arrives as it was told, and never without measure."""

import io
from decimal import Decimal

import pytest

from tests.translation.pseudo_language import english_in, pseudo_language
from workbench.domain.facts import Told, fact
from workbench.exporting.layout import PAGE
from workbench.phrases import phrase, say
from workbench.wording import phrase_of_scale
from workbench.workbooks import SheetCell, child_protocol
from workbench.workbooks.child_protocol import ReadReceiver, ReadStream
from workbench.workbooks.messages import unpack_phrase
from workbench.workbooks.unsafe import Unsafe


def received(stream: io.StringIO) -> ReadReceiver:
    arrived = ReadReceiver()
    for line in stream.getvalue().splitlines():
        arrived.take(line.encode())
    return arrived


def test_a_reader_that_starts_over_leaves_nothing_of_what_was_told_before() -> None:
    stream = io.StringIO()
    answer = ReadStream(stream)
    for name, number in (("Broken", "1"), ("Whole", "2")):
        answer.start_over()
        answer.sheet(name, "visible")
        answer.cells([(1, 1, "n", number, None, 0), (1, 2, "s", answer.text(name), None, 0)])
        answer.end()
    answer.complete("", 0, [])
    (sheet,) = received(stream).sheets
    assert [cell.value for cell in sheet.cells] == [Decimal(2), "Whole"]


def test_cells_arrive_in_several_lines_with_how_far_the_file_is_read() -> None:
    stream = io.StringIO()
    answer = ReadStream(stream)
    answer.sheet("Long", "visible")
    answer.total = 2
    for answer.done in (1, 2):
        answer.cells(
            (row, 1, "s", answer.text(f"text {row}"), None, 0) for row in range(1, child_protocol.CELLS_A_LINE + 1)
        )
    answer.end()
    arrived, steps = ReadReceiver(), []
    for line in stream.getvalue().splitlines():
        arrived.take(line.encode())
        steps.append((arrived.done, arrived.total))
    cells: tuple[SheetCell, ...] = arrived.sheets[0].cells
    assert len(cells) == 2 * child_protocol.CELLS_A_LINE
    assert cells[-1].text == f"text {child_protocol.CELLS_A_LINE}"
    assert steps == [(0, 0), (1, 2), (2, 2), (2, 2)]


def test_more_cells_than_any_statement_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_protocol, "MOST_CELLS", 2)
    answer = ReadStream(io.StringIO())
    answer.sheet("Ledger", "visible")
    answer.cells((row, 1, "n", "1", None, 0) for row in range(1, 4))
    with pytest.raises(Unsafe, match=r"up to sheet 'Ledger' it has more than 2 filled cells; save the sheets"):
        answer.end()


def test_more_text_than_any_statement_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_protocol, "MOST_BYTES", 1_000_000)
    stream = io.StringIO()
    answer = ReadStream(stream)
    answer.sheet("Notes", "visible")
    answer.cells((row, 1, "s", answer.text(f"{row}" * 1_000), None, 0) for row in range(1, 1_000))
    with pytest.raises(Unsafe, match=r"more than 1 MB of text") as refusal:
        answer.end()
    answer.refuse(refusal.value.reason)
    assert "more than 1 MB of text" in str(received(stream).refusal)


def test_a_refusal_arrives_as_a_phrase_that_any_language_can_say() -> None:
    stream = io.StringIO()
    reason = phrase(PAGE.pattern, page="two\nlines", pages=phrase_of_scale(1_234))
    ReadStream(stream).refuse(reason, is_locked=True)
    arrived = received(stream)
    assert (str(arrived.refusal), arrived.is_locked) == ("page two lines of units of 1,234", True)
    assert arrived.refusal is not None
    assert english_in(say(arrived.refusal, pseudo_language()), {"two lines"}) == []


def within(packed: object) -> object:
    return ["phrase", "it is {x}", "", {"x": packed}]


@pytest.mark.parametrize(
    "packed",
    [
        "it is empty",
        ["phrase", "it is {x}", "", {}],
        ["phrase", "it is {x:>999999999}", "", {"x": "empty"}],
        ["phrase", "it is {x.__class__}", "", {"x": "empty"}],
        ["phrase", "it has {x:,} rows", "", {"x": "many"}],
        ["phrase", "it has {x}", "", {"x": 1.5}],
        ["phrase", "it has {x}", "", {"x": None}],
        ["phrase", "{x} row", "{x} rows", {"x": 1}],
        within(within(within(["phrase", "it is empty", "", {}]))),
        ["phrase", "x" * 501, "", {}],
        ["phrase", "it is {x}"],
        7,
    ],
)  # fmt: skip
def test_what_is_no_phrase_to_be_shown_is_no_reason(packed: object) -> None:
    assert unpack_phrase(packed) is None


def test_warnings_arrive_as_facts_and_unknown_ones_not_at_all() -> None:
    stream = io.StringIO()
    damage = fact("part-is-broken", part="xl/styles.xml", error="no element found")
    told: list[Told] = [
        fact("file-is-damaged", damage=damage),
        "a library's own words",
        fact("nobody-knows"),
        fact("source-changed"),
    ]
    ReadStream(stream).complete("", 0, told)
    assert received(stream).warnings == (told[0], told[1])


def test_long_values_are_cut() -> None:
    stream = io.StringIO()
    ReadStream(stream).refuse(phrase("its part '{part}' is missing", part="x" * 70_000))
    assert len(str(received(stream).refusal)) < 400
