"""Text tables (.csv, .tsv, .txt): their content determines their encoding and delimiter."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from workbench.domain.facts import Fact, fact
from workbench.phrases import phrase
from workbench.plain_text import unescape_formula
from workbench.workbooks.child_protocol import LONGEST_TEXT, ReadStream
from workbench.workbooks.unsafe import SAVE_AGAIN, SAVE_PART, Unsafe

LARGEST_TEXT = 100_000_000
"""Bytes."""
SAMPLE_BYTES = 1_000_000
SAMPLE_RECORDS = 200
DELIMITERS = "\t|;,"
"""The first wins if several divide equally well: commas also occur within figures, tabs rarely within anything."""
GENERAL = 0
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
COMMON_CHINESE = re.compile(rb"([\xa1-\xa3\xb0-\xd7][\xa1-\xfe])|[\x80-\xff]")
"""The punctuation and the everyday characters of GB 2312; other languages' letters seldom form such pairs."""
DECLARED_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(content: bytes, name: str, output: ReadStream) -> Sequence[Fact]:
    """Write the texts as one sheet, ``name``, to ``output``; return the warnings.

    An apostrophe that keeps a spreadsheet from running a text is removed. Raises Unsafe if ``content`` is not text,
    or cannot be split into cells.
    """
    if len(content) > LARGEST_TEXT:
        megabytes = LARGEST_TEXT // 1_000_000
        raise Unsafe(
            phrase("it is a text file of more than {megabytes} MB; {advice}", megabytes=megabytes, advice=SAVE_PART)
        )
    text, warnings = _decode(content)
    if control := NOT_TEXT.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise Unsafe(
            phrase(
                "its line {line:,} contains the control character {code}, so it is not a text file; {advice}",
                line=line,
                code=ord(control[0]),
                advice=SAVE_AGAIN,
            )
        )
    delimiter, text = _find_delimiter(text)
    output.sheet(name.encode("utf-8", "backslashreplace").decode(), "visible")
    csv.field_size_limit(LONGEST_TEXT)
    row = 0
    try:
        for row, record in enumerate(_records(text, delimiter), start=1):
            output.cells(
                [
                    (row, column, "s", output.text(unescape_formula(field)), None, GENERAL)
                    for column, field in enumerate(record, start=1)
                    if field
                ]
            )
    except csv.Error as error:
        reason = phrase(
            "its row {row:,} cannot be split into cells ({error}); check its quotation marks",
            row=row + 1,
            error=str(error),
        )
        raise Unsafe(reason) from None
    output.end()
    return warnings


def _decode(content: bytes) -> tuple[str, list[Fact]]:
    """Return the text, and warnings of what had to be assumed about it. Raises Unsafe if no encoding fits."""
    declared = next((encoding for mark, encoding in BYTE_ORDER_MARKS if content.startswith(mark)), None)
    try:
        return content.decode(declared or "utf-8"), []
    except UnicodeDecodeError:
        if declared:
            reason = phrase("it is marked as {encoding} but is not; save it as UTF-8", encoding=declared.upper())
            raise Unsafe(reason) from None
    encoding, assumed = ("gb18030", "read-as-chinese") if _is_chinese(content) else ("cp1252", "read-as-western")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unsafe(phrase("its encoding is not recognized; save it as UTF-8")) from None
    return text, [fact(assumed, encoding=encoding)]


def _is_chinese(content: bytes) -> bool:
    pairs = [bool(match[1]) for match in COMMON_CHINESE.finditer(content[:SAMPLE_BYTES])]
    return 2 * sum(pairs) > len(pairs)


def _find_delimiter(text: str) -> tuple[str, str]:
    """Return the delimiter, and the text without a line that declares it, if any."""
    if declaration := DECLARED_DELIMITER.match(text):
        return declaration[1], text[declaration.end() :]
    return max(DELIMITERS, key=lambda delimiter: _agreement(text[:SAMPLE_BYTES], delimiter)), text


def _agreement(text: str, delimiter: str) -> int:
    """Return how many of the first records have the number of cells, more than one, that most of them have."""
    counts: Counter[int] = Counter()
    with suppress(csv.Error):  # a wrong delimiter, or the end of the sample within quotes
        for record in islice(_records(text, delimiter), SAMPLE_RECORDS):
            counts[len(record)] += len(record) > 1
    return max(counts.values(), default=0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    # strict, because a quote that is never closed would swallow the rest of the file
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
