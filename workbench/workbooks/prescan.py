"""What kind of file it is by content, and what it must satisfy before any parser sees it. Standard library only."""

import re
import zipfile
import zlib
from collections import Counter
from enum import Enum
from io import BytesIO

from workbench.phrases import Phrase, phrase
from workbench.workbooks.unsafe import PASSWORD, SAVE_AGAIN, SAVE_PART, Unsafe

DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError)
"""What is raised for an archive that is damaged, locked, or packed in a way that is not known."""
MEGABYTE = 1_000_000
MOST_ENTRIES = 1_000
LARGEST_ENTRY = 200 * MEGABYTE
LARGEST_TOTAL = 500 * MEGABYTE
STEEPEST_RATIO = 100
RATIO_COUNTS_FROM = 1 * MEGABYTE
CHUNK = 1 << 20

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
LONGEST_MARK = 1_024
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_OLD_WORKBOOK = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""In an .xls file: the record that begins a workbook, perhaps one that forbids writing, then one for a password."""
ENCRYPTED_PART = b"manifest:encryption-data"
OPEN_DOCUMENT_MANIFEST = "meta-inf/manifest.xml"
DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
NEVER_PARSED = ("xl/media/", "pictures/", "basic/", "dialogs/", OPEN_DOCUMENT_MANIFEST)
"""Parts that no reader opens; SVG drawings and LibreOffice's description of macros declare a document type."""
TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
TEXT_UNDER_ANOTHER_NAME = ".xls"
"""The kinds of text tables that programs write for Excel."""


class FileKind(Enum):
    OPEN_XML = "xlsx"
    VALUES_ONLY = "xls, xlsb, ods"
    TEXT = "csv"
    ENCRYPTED = "xlsx, xls with a password"


ARCHIVES = (
    ("xl/workbook.bin", FileKind.VALUES_ONLY),
    ("[content_types].xml", FileKind.OPEN_XML),
    ("content.xml", FileKind.VALUES_ONLY),
)
"""The part that identifies an archive; an .xlsb has the second one too."""


def scan(content: bytes, suffix: str) -> FileKind:
    """Return what a file is. Raises Unsafe if it is not a workbook, or would exhaust or mislead a parser.

    None of 1,248 public workbooks came near these limits: see the project's reliability notes.
    """
    if not content:
        raise Unsafe(phrase("the file is empty; choose another"))
    if content.startswith(OLE_SIGNATURE):
        if ENCRYPTED_STREAM in content or ENCRYPTED_OLD_WORKBOOK.search(content):
            return FileKind.ENCRYPTED
        return FileKind.VALUES_ONLY
    if not content.startswith(ZIP_SIGNATURES) and suffix in (*TEXT_SUFFIXES, TEXT_UNDER_ANOTHER_NAME):
        return _text_kind(content[:LONGEST_MARK])
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            scan_archive(archive)
            return _archive_kind(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError) as error:
        reason = phrase(
            "it is not an Excel workbook, or it is damaged ({error}); {advice}",
            error=_first_line(error),
            advice=SAVE_AGAIN,
        )
        raise Unsafe(reason) from None
    except RuntimeError:  # zipfile's word for an encrypted part
        raise Unsafe(PASSWORD) from None
    except ValueError as error:
        reason = phrase("its archive is damaged ({error}); {advice}", error=_first_line(error), advice=SAVE_AGAIN)
        raise Unsafe(reason) from None


def _text_kind(head: bytes) -> FileKind:
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith(b"<?xml"):
        raise Unsafe(phrase("it is really an XML file; {advice}", advice=SAVE_AGAIN))
    if opening.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"mime-version:")):
        raise Unsafe(phrase("it is really a web page; {advice}", advice=SAVE_AGAIN))
    return FileKind.TEXT


def _archive_kind(archive: zipfile.ZipFile) -> FileKind:
    names = {part_key(name) for name in archive.namelist()}
    for part, kind in ARCHIVES:
        if part in names:
            return kind
    raise Unsafe(phrase("it is an archive without a workbook in it; choose another file"))


def part_key(name: str) -> str:
    """Return the name that identifies a part, ignoring case and Windows' separator, which some programs write."""
    return name.replace("\\", "/").casefold()


def scan_archive(archive: zipfile.ZipFile, again: Phrase = SAVE_AGAIN, in_part: Phrase = SAVE_PART) -> None:
    """Raise Unsafe if an archive would exhaust or mislead a parser of its parts.

    ``again`` and ``in_part``: what the user can do about a damaged one, and about one that is too large.
    """
    _Scan(archive, again, in_part).refuse()


class _Scan:
    def __init__(self, archive: zipfile.ZipFile, again: Phrase, in_part: Phrase) -> None:
        self._archive, self._again, self._in_part = archive, again, in_part

    def refuse(self) -> None:
        parts = self._archive.infolist()
        if len(parts) > MOST_ENTRIES:
            raise Unsafe(
                phrase(
                    "it has {number:,} parts, more than the {most:,} that are read; {advice}",
                    number=len(parts),
                    most=MOST_ENTRIES,
                    advice=self._in_part,
                )
            )
        repeated = [name for name, times in Counter(part_key(part.filename) for part in parts).items() if times > 1]
        if repeated:
            raise Unsafe(
                phrase("its archive names the part '{part}' twice; {advice}", part=repeated[0], advice=self._again)
            )
        if any(".." in part.filename.replace("\\", "/").split("/") or part.filename.startswith("/") for part in parts):
            raise Unsafe(phrase("its archive names a part outside itself; {advice}", advice=self._again))
        total = 0
        for part in parts:
            total += self._inflated_size(part)
            if total > LARGEST_TOTAL:
                megabytes = LARGEST_TOTAL // MEGABYTE
                raise Unsafe(
                    phrase(
                        "it unpacks to more than {megabytes} MB; {advice}", megabytes=megabytes, advice=self._in_part
                    )
                )

    def _inflated_size(self, part: zipfile.ZipInfo) -> int:
        """Return how many bytes a part holds, counted while they are unpacked."""
        self._check_size(part, part.file_size)
        key = part_key(part.filename)
        may_declare_type = key.startswith(NEVER_PARSED)
        size, tail = 0, b""
        with self._archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                self._check_size(part, size)
                window = tail + chunk
                if not may_declare_type and any(doctype in window for doctype in DOCTYPES):
                    raise Unsafe(
                        phrase(
                            "its part '{part}' declares a document type, which no such file needs; {advice}",
                            part=part.filename,
                            advice=self._again,
                        )
                    )
                if key == OPEN_DOCUMENT_MANIFEST and ENCRYPTED_PART in window:
                    raise Unsafe(PASSWORD)
                tail = window[-32:]
        return size

    def _check_size(self, part: zipfile.ZipInfo, size: int) -> None:
        if size > LARGEST_ENTRY:
            raise Unsafe(
                phrase(
                    "its part '{part}' unpacks to more than {megabytes} MB; {advice}",
                    part=part.filename,
                    megabytes=LARGEST_ENTRY // MEGABYTE,
                    advice=self._in_part,
                )
            )
        if size > RATIO_COUNTS_FROM and size > STEEPEST_RATIO * max(part.compress_size, 1):
            raise Unsafe(
                phrase(
                    "its part '{part}' unpacks to more than {times} times its size; {advice}",
                    part=part.filename,
                    times=STEEPEST_RATIO,
                    advice=self._again,
                )
            )


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
