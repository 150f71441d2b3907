"""The pages of the help: Markdown files, in the language of the window where they are translated, else in English.

A page names actions, keys and folders by placeholders, such as ``{{action:find}}``, which are filled in when it is
read: so help cannot name a key that is not so.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from workbench import resources

PAGES = (
    "first-hour", "importing", "adjusting", "notes", "proving", "finding", "charts", "exporting", "rolling-forward",
    "window", "preferences", "reporting", "glossary", "commands", "whats-new",
)  # fmt: skip
"""The pages in the order of the contents; each but the last is a file of its name."""
WHATS_NEW = "whats-new"
CHANGES = "CHANGELOG.md"
"""The file that says what is new, beside the folder of the help."""
PLACEHOLDER = re.compile(r"\{\{([a-z]+):([\w-]+)\}\}")
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
HEADING = re.compile(r"^(#{1,3}) (.+)$")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")

Fill = Callable[[str, str], str]
"""Returns what stands for a placeholder: its kind and its name."""


class Page(NamedTuple):
    """A page: ``name`` in links, its title, and its text in Markdown, the title included."""

    name: str
    title: str
    text: str


class Section(NamedTuple):
    """A part of a page below one heading; ``heading`` is the title of the page for its beginning."""

    page: Page
    heading: str
    text: str

    @property
    def link(self) -> str:
        return self.page.name if self.heading == self.page.title else f"{self.page.name}#{slug(self.heading)}"


def help_folder() -> Path:
    return resources.root() / "help"


def read_pages(language: str, fill: Fill) -> tuple[Page, ...]:
    """Return every page in ``language``, or in English where it is not translated, with its placeholders filled in."""
    return tuple(_read(name, language, fill) for name in PAGES)


def file_of(name: str, language: str) -> Path:
    """Return the file of a page: in the folder of ``language`` if it is there, else the English one."""
    translated = help_folder() / language / f"{name}.md"
    if translated.is_file():
        return translated
    return resources.root() / CHANGES if name == WHATS_NEW else help_folder() / f"{name}.md"


def sections_of(page: Page) -> tuple[Section, ...]:
    """Return the page, heading by heading."""
    sections: list[Section] = []
    heading, lines = page.title, list[str]()
    for line in page.text.splitlines():
        if found := HEADING.match(line):
            if lines:
                sections.append(Section(page, heading, "\n".join(lines)))
            heading, lines = found[2], []
        else:
            lines.append(line)
    sections.append(Section(page, heading, "\n".join(lines)))
    return tuple(section for section in sections if section.text.strip())


def slug(heading: str) -> str:
    """Return a heading as links name it: ``Notes and evidence`` is ``notes-and-evidence``."""
    return "-".join(re.findall(r"\w+", heading.casefold()))


def _read(name: str, language: str, fill: Fill) -> Page:
    text = file_of(name, language).read_text(encoding="utf-8")
    filled = PLACEHOLDER.sub(lambda found: fill(found[1], found[2]), text)
    title = TITLE.search(filled)
    return Page(name, title[1] if title else name, filled)
