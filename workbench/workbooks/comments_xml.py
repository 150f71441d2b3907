"""The comments on the cells of one worksheet: the plain ones of every version of Excel, and those with replies.

A comment with replies is stored twice: as itself, with author and time, and as a plain one for older versions.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from openpyxl.packaging.relationship import Relationship
from openpyxl.xml.functions import fromstring

from workbench.domain.facts import fact
from workbench.workbooks import xml_events
from workbench.workbooks.package import Package
from workbench.workbooks.sheet_xml import REFERENCE, RichText
from workbench.workbooks.sheets import CellComment, position
from workbench.workbooks.unsafe import Damaged

PLAIN, THREADED, PEOPLE = "/comments", "/threadedComment", "/person"
"""How the types of relations end."""
MARK_OF_THREAD = "tc="
"""How the author of the plain copy of a comment with replies begins."""
WARNING = re.compile(r"\[Threaded comment\].*?\n\s*Comment:\s*(.*)", re.DOTALL)
REPLY = re.compile(r"\n\s*Reply:\s*")
"""What programs that know no replies make of a comment with replies."""
SECONDS = re.compile(r"(\.\d{1,6})\d*")


def people_in(package: Package, relations: Iterable[Relationship]) -> dict[str, str]:
    """Return the names of those who wrote comments with replies, by their ids."""
    for relation in relations:
        if str(relation.Type).endswith(PEOPLE) and str(relation.target) in package:
            people = fromstring(package.read(str(relation.target)))
            return {person.get("id", ""): person.get("displayName", "") for person in people}
    return {}


class CommentsXml:
    """Reads what is written beside the cells of the sheet in ``part``."""

    def __init__(self, package: Package, part: str, people: Mapping[str, str]) -> None:
        self._package = package
        self._part = part
        self._people = people

    def read(self) -> list[CellComment]:
        """Return the comments in the order of the file, each followed by its replies. Raises Damaged or Unsafe."""
        threads = [thread for part in self._parts(THREADED) for thread in self._threads(part)]
        threaded_cells = {(comment.row, comment.column) for comment in threads}
        plain = (comment for part in self._parts(PLAIN) for comment in self._plain(part, threaded_cells))
        return [*threads, *plain]

    def _parts(self, kind: str) -> Iterator[str]:
        """Yield the parts to which the sheet is related in one way."""
        folder, _, name = self._part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self._package:
            return
        for relation in fromstring(self._package.read(relations)):
            target = relation.get("Target", "")
            part = target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            if relation.get("Type", "").endswith(kind) and part in self._package:
                yield part

    def _threads(self, part: str) -> Iterator[CellComment]:
        attributes: dict[str, str] = {}
        text: list[str] = []
        found: dict[str, list[CellComment]] = {}

        def start(given: dict[str, str]) -> None:
            attributes.clear()
            attributes.update(given)
            text.clear()

        def end() -> None:
            thread = attributes.get("parentId", "")
            comment = CellComment(
                *self._place(attributes),
                "".join(text).strip(),
                self._people.get(attributes.get("personId", ""), ""),
                _moment(attributes.get("dT", "")),
                is_reply=bool(thread),
            )
            found.setdefault(thread or attributes.get("id", ""), []).append(comment)

        with self._package.open(part) as stream:
            xml_events.parse(
                stream,
                {"threadedComment": start, "text": lambda _: text.clear()},
                {"threadedComment": end},
                text.append,
            )
        for comments in found.values():
            yield from sorted(comments, key=lambda comment: comment.is_reply)

    def _plain(self, part: str, threaded_cells: set[tuple[int, int]]) -> Iterator[CellComment]:
        authors: list[str] = []
        comments: list[tuple[dict[str, str], str]] = []
        opened: list[dict[str, str]] = []
        rich_text = RichText()
        with self._package.open(part) as stream:
            xml_events.parse(
                stream,
                rich_text.starts | {"author": rich_text.start_piece, "comment": opened.append},
                rich_text.ends
                | {
                    "author": lambda: authors.append("".join(rich_text.piece)),
                    "comment": lambda: comments.append((opened[-1], rich_text.take())),
                },
                rich_text.piece.append,
            )
        for attributes, text in comments:
            place = self._place(attributes)
            by = _author(authors, attributes.get("authorId", ""))
            if by.startswith(MARK_OF_THREAD):
                if place in threaded_cells:
                    continue
                by = ""
            yield from _parts_of(place, text, by)

    def _place(self, attributes: Mapping[str, str]) -> tuple[int, int]:
        reference = attributes.get("ref", "")
        if not REFERENCE.fullmatch(reference):
            raise Damaged(fact("part-is-broken", part=self._part, error=reference))
        return position(reference)


def _parts_of(place: tuple[int, int], text: str, by: str) -> Iterator[CellComment]:
    """Yield what a plain comment says, without the author's name before it, and its replies apart."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if by:
        text = text.removeprefix(f"{by}:").strip()
    if thread := WARNING.match(text):
        text = thread[1]
    for number, said in enumerate(REPLY.split(f"{text}") if thread else [text]):
        if said.strip():
            yield CellComment(*place, said.strip(), by, is_reply=number > 0)


def _author(authors: list[str], number: str) -> str:
    return authors[int(number)].strip() if number.isdecimal() and int(number) < len(authors) else ""


def _moment(text: str) -> datetime | None:
    """Return a time as written, which is in UTC; None if it cannot be read."""
    try:
        moment = datetime.fromisoformat(SECONDS.sub(lambda found: found[1].ljust(7, "0"), text.removesuffix("Z")))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
