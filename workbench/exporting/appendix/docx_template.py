"""The user's own Word document as a template: its styles and theme are taken, everything else in it is left out.

It may come from anywhere. It passes the same scan as a workbook, and only parts that cannot act are read.
"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.domain.facts import Fact, fact
from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, phrase
from workbench.workbooks.prescan import DAMAGED, part_key, scan_archive
from workbench.workbooks.unsafe import Unsafe

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SAVE_AGAIN = phrase("open it in Word and save it as a Word document (.docx)")
SAVE_PART = phrase("delete what is in it, keep its styles, and save it again")
LARGEST_FILE = 50_000_000
LARGEST_PART = 10_000_000
"""Of the styles and the theme, which take some ten thousand bytes."""
NAMED_STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Header", "Footer")
"""What the appendix uses, where a template has it."""
STYLES, THEME = "word/styles.xml", "word/theme/theme1.xml"
SUFFIXES = (".docx", ".dotx", ".docm", ".dotm")
EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
FIELDS = re.compile(rb"<w:instrText|<w:fldSimple", re.IGNORECASE)
REFERENCE = re.compile(rb"\sr:(?:embed|link|id|pict)\s*=")
DANGEROUS = {
    "template-macros": re.compile(r"vbaproject|vbadata", re.IGNORECASE),
    "template-objects": re.compile(r"embeddings/|activex|oleobject", re.IGNORECASE),
    "template-pictures": re.compile(r"/media/", re.IGNORECASE),
}
"""What is left out and told, by the names of parts."""


@dataclass(frozen=True, slots=True)
class Template:
    """``left_out``: what the document holds besides, and what was not taken."""

    styles: bytes
    theme: bytes
    left_out: tuple[Fact, ...] = ()

    def put_into(self, word: "WordDocument") -> None:
        """Give a document the styles and the theme. Raises WorkbenchError if they are not what they should be."""
        damaged = WorkbenchError("The styles of the template are damaged. {advice}.", advice=SAVE_AGAIN)
        from docx.enum.style import WD_STYLE_TYPE
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import parse_xml
        from lxml.etree import LxmlError

        try:
            element = parse_xml(self.styles)
        except (LxmlError, ValueError):
            raise damaged from None
        styles: Any = word.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
        if element.tag != styles._element.tag:
            raise damaged
        styles._element = element
        try:
            known = {style.name: style.type for style in word.styles}
        except ValueError:  # a kind of style that Word does not know
            raise damaged from None
        if not known or any(
            known.get(name, WD_STYLE_TYPE.PARAGRAPH) != WD_STYLE_TYPE.PARAGRAPH for name in NAMED_STYLES
        ):
            raise damaged
        if self.theme:
            theme: Any = word.part.part_related_by(RELATIONSHIP_TYPE.THEME)
            theme._blob = self.theme


def read_template(path: Path) -> Template:
    """Return the template at ``path``. Raises WorkbenchError if it is none, or not safe to read."""
    if path.suffix.lower() not in SUFFIXES:
        raise WorkbenchError("{file} is no Word document. Choose a .docx file as the template.", file=path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _refusal(path, phrase("it is larger than {megabytes} MB", megabytes=LARGEST_FILE // 1_000_000))
        content = path.read_bytes()
    except OSError as error:
        raise WorkbenchError("{file} cannot be read: {reason}.", file=path.name, reason=str(error.strerror)) from None
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            scan_archive(archive, SAVE_AGAIN, SAVE_PART)
            return _read(archive, path)
    except Unsafe as unsafe:
        raise _refusal(path, unsafe.reason) from None
    except (*DAMAGED, ValueError):
        raise _refusal(
            path, phrase("it is not a Word document, or it is damaged; {advice}", advice=SAVE_AGAIN)
        ) from None


def _refusal(path: Path, reason: Phrase) -> WorkbenchError:
    return WorkbenchError("The template {file} is not used: {reason}.", file=path.name, reason=reason)


def _read(archive: zipfile.ZipFile, path: Path) -> Template:
    parts = {part_key(part.filename): part for part in archive.infolist()}
    if STYLES not in parts:
        raise _refusal(path, phrase("it has no styles; {advice}", advice=SAVE_AGAIN))
    for name in (STYLES, THEME):
        if name in parts and parts[name].file_size > LARGEST_PART:
            raise _refusal(path, phrase("its part '{part}' is too large; {advice}", part=name, advice=SAVE_PART))
    theme = archive.read(parts[THEME]) if THEME in parts else b""
    left_out = list(_left_out(archive, parts))
    if REFERENCE.search(theme):
        theme = b""
        left_out.append(fact("template-theme"))
    return Template(archive.read(parts[STYLES]), theme, tuple(left_out))


def _left_out(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> list[Fact]:
    """Return what a document holds that could act, or that comes from elsewhere."""
    found = [key for key, pattern in DANGEROUS.items() if any(map(pattern.search, parts))]
    xml = [part for name, part in parts.items() if name.endswith((".xml", ".rels"))]
    contents = [(part.filename, archive.read(part)) for part in xml]
    if any(EXTERNAL.search(content) for _, content in contents):
        found.append("template-links")
    if any(FIELDS.search(content) for _, content in contents):
        found.append("template-fields")
    return [fact(key) for key in found]
