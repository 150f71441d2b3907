"""Reading XML as events: no tree, no document type, the namespaces of spreadsheets."""

from collections.abc import Callable
from typing import IO, TypeVar
from xml.parsers import expat

from workbench.domain.facts import fact
from workbench.phrases import phrase
from workbench.workbooks.unsafe import SAVE_AGAIN, Damaged, Unsafe

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",
)
"""The last one of comments with replies."""
CHUNK = 1 << 16

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]
Handler = TypeVar("Handler", Start, End)


def parse(
    stream: IO[bytes],
    starts: dict[str, Start],
    ends: dict[str, End],
    text: Callable[[str], object],
    after_chunk: Callable[[int], object] = lambda size: None,
) -> None:
    """Call ``starts`` and ``ends`` by the local names of spreadsheet elements, ``text`` with the text between.

    ``after_chunk`` receives the number of bytes just read. Raises Damaged if the XML is broken.
    """
    starts_by_name = _in_namespaces(starts)
    ends_by_name = _in_namespaces(ends)

    def on_start(name: str, attributes: dict[str, str]) -> None:
        if name in starts_by_name:
            starts_by_name[name](attributes)

    def on_end(name: str) -> None:
        if name in ends_by_name:
            ends_by_name[name]()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
            after_chunk(len(chunk))
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Damaged(fact("part-is-broken", part=stream.name, error=str(error))) from None


def _in_namespaces(handlers: dict[str, Handler]) -> dict[str, Handler]:
    return {f"{namespace} {name}": handler for namespace in NAMESPACES for name, handler in handlers.items()}


def _refuse_document_type(*_: object) -> None:
    raise Unsafe(
        phrase("one of its parts declares a document type, which no workbook needs; {advice}", advice=SAVE_AGAIN)
    )
