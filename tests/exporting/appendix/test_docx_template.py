"""Templates: the styles of a user's own document, and nothing else of it, whoever made it."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Pt, RGBColor

from tests.exporting.appendix.word_files import tables_in
from workbench.errors import WorkbenchError
from workbench.exporting.appendix.document import Document
from workbench.exporting.appendix.docx_file import write_docx
from workbench.exporting.appendix.docx_template import read_template

RED = RGBColor(0xB0, 0x10, 0x20)
EXTERNAL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="http://example.org/spy.png" TargetMode="External"/></Relationships>'
)
DDE = '<w:x xmlns:w="w"><w:instrText> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" </w:instrText></w:x>'


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """A company's own document: red headings in another font, its address in the text."""
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = RED
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph("1 Harbour Road")
    path = tmp_path / "letterhead.docx"
    document.save(str(path))
    return path


def with_part(path: Path, name: str, content: bytes | str) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def test_the_styles_are_taken_and_the_text_is_not(letterhead: Path, qifu_document: Document, tmp_path: Path) -> None:
    write_docx(qifu_document, tmp_path / "a.docx", read_template(letterhead))
    written = docx.Document(str(tmp_path / "a.docx"))
    assert written.styles["Heading 1"].font.color.rgb == RED
    assert written.styles["Normal"].font.name == "Georgia"
    assert "Harbour Road" not in "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert len(tables_in(tmp_path / "a.docx")) == 4


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "macros": (lambda path: with_part(path, "word/vbaProject.bin", b"MZ"), "template-macros"),
    "an external image": (
        lambda path: with_part(path, "word/_rels/header9.xml.rels", EXTERNAL),
        "template-links",
    ),
    "a DDE field": (lambda path: with_part(path, "word/header9.xml", DDE), "template-fields"),
    "an embedded object": (
        lambda path: with_part(path, "word/embeddings/oleObject1.bin", b"\xd0\xcf"),
        "template-objects",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_act_is_left_out_and_told(
    name: str, letterhead: Path, qifu_document: Document, tmp_path: Path
) -> None:
    make, told = HOSTILE[name]
    template = read_template(make(letterhead))
    assert told in [fact.key for fact in template.left_out]
    write_docx(qifu_document, tmp_path / "a.docx", template)
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        names, whole = archive.namelist(), b"".join(map(archive.read, archive.namelist()))
    assert not any("vba" in part or "embeddings" in part or "header9" in part for part in names)
    assert b"example.org" not in whole
    assert b"DDEAUTO" not in whole


def bomb(path: Path) -> Path:
    """Add two gigabytes of nothing, in two megabytes."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.xml", "w") as part:
        for _ in range(2_000):
            part.write(bytes(1_000_000))
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "2 GB when unpacked": (bomb, "unpacks to more than"),
    "a document type": (
        lambda path: with_part(path, "word/settings2.xml", '<!DOCTYPE x [<!ENTITY y "z">]><x/>'),
        "declares a document type",
    ),
    "no archive": (lambda path: (path.write_bytes(b"not a document") and path) or path, "it is not a Word document"),
    "a part outside": (lambda path: with_part(path, "../evil.xml", "<x/>"), "names a part outside itself"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_exhaust_or_mislead_is_refused(name: str, letterhead: Path) -> None:
    make, why = REFUSED[name]
    with pytest.raises(WorkbenchError, match=why):
        read_template(make(letterhead))


def test_a_workbook_is_no_template(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="is no Word document"):
        read_template(tmp_path / "a.xlsx")


BROKEN_STYLES: dict[str, Callable[[bytes], bytes]] = {
    "no XML": lambda styles: b"<x",
    "none at all": lambda styles: re.sub(rb"<w:style .*</w:style>", b"", styles, flags=re.DOTALL),
    "of no known kind": lambda styles: styles.replace(b'w:type="paragraph"', b'w:type="foo"', 1),
    "a list for a heading": lambda styles: re.sub(
        rb'w:type="paragraph"([^>]*>\s*<w:name w:val="header")', rb'w:type="numbering"\1', styles
    ),
}


@pytest.mark.parametrize("what", BROKEN_STYLES)
def test_styles_that_are_none_are_refused(what: str, letterhead: Path, qifu_document: Document, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(letterhead) as before, zipfile.ZipFile(broken, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            changed = BROKEN_STYLES[what](content) if name == "word/styles.xml" else content
            assert name != "word/styles.xml" or changed != content
            after.writestr(name, changed)
    with pytest.raises(WorkbenchError, match="styles of the template are damaged"):
        write_docx(qifu_document, tmp_path / "a.docx", read_template(broken))
