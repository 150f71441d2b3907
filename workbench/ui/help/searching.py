"""Finding words in the help."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from workbench.ui.help.pages import Page, Section, sections_of

BEFORE, AFTER = 30, 90
"""How many letters of a section a hit shows before and after the first word that was found."""
IN_TITLE, IN_HEADING, IN_TEXT = 100, 30, 1
LINKED = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
BETWEEN_CELLS = re.compile(r"^ *[-:| ]+$|^[*>] |\|", re.MULTILINE)
MARKS = re.compile(r"[*`]+")


class Hit(NamedTuple):
    """A section in which every word occurs, with the words around the first of them."""

    section: Section
    snippet: str


def search(pages: Iterable[Page], text: str) -> tuple[Hit, ...]:
    """Return the sections that have every word of ``text``, the most fitting first."""
    words = text.casefold().split()
    if not words:
        return ()
    found: list[tuple[int, Hit]] = []
    for page in pages:
        for section in sections_of(page):
            plain = plain_text(section.text)
            whole = f"{page.title} {section.heading} {plain}".casefold()
            if all(word in whole for word in words):
                found.append((_fitness(section, plain, words), Hit(section, _snippet(plain, words))))
    return tuple(hit for _, hit in sorted(found, key=lambda scored: -scored[0]))


def plain_text(markdown: str) -> str:
    """Return the words of a text without its markup, in one line."""
    unlinked = LINKED.sub(lambda found: found[1], markdown)
    return " ".join(MARKS.sub("", BETWEEN_CELLS.sub(" ", unlinked)).split())


def _fitness(section: Section, plain: str, words: list[str]) -> int:
    title, heading, text = section.page.title.casefold(), section.heading.casefold(), plain.casefold()
    return sum(
        IN_TITLE * (word in title) + IN_HEADING * (word in heading) + IN_TEXT * min(text.count(word), IN_HEADING - 1)
        for word in words
    )


def _snippet(plain: str, words: list[str]) -> str:
    places = [place for word in words if (place := plain.casefold().find(word)) >= 0]
    first = min(places, default=0)
    start, end = max(first - BEFORE, 0), first + AFTER
    if start:
        start = plain.find(" ", start, first) + 1 or start
    if end < len(plain):
        end = plain.rfind(" ", first, end)
        end = end if end > first else first + AFTER
    return f"{'…' if start else ''}{plain[start:end]}{'…' if end < len(plain) else ''}"
