"""What the child tells arrives as it was told, and never without measure."""

import io
from decimal import Decimal

import pytest

from workbench.workbooks import SheetCell, child_protocol
from workbench.workbooks.child_protocol import ReadReceiver, ReadStream
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
    with pytest.raises(Unsafe, match=r"more than 2 filled cells by sheet 'Ledger'; save the sheets that you need"):
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
