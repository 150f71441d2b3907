"""What a workbook's archive must satisfy before any parser sees it. Standard library only."""

import zipfile
from collections import Counter
from pathlib import Path

MEGABYTE = 1_000_000
MOST_ENTRIES = 1_000
LARGEST_ENTRY = 200 * MEGABYTE
LARGEST_TOTAL = 500 * MEGABYTE
STEEPEST_RATIO = 100
RATIO_COUNTS_FROM = 1 * MEGABYTE
CHUNK = 1 << 20

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
STRICT_NAMESPACE = b"purl.oclc.org/ooxml"
DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class Unsafe(Exception):
    """The archive is not one to parse; the message says why, without naming the file."""


def scan(path: Path) -> None:
    """Raise Unsafe where the file is no workbook archive, or one that would exhaust or mislead a parser.

    Limits are those that 1,248 public workbooks never came near: reliability notes of the project.
    """
    with path.open("rb") as file:
        head = file.read(len(OLE_SIGNATURE))
    if not head:
        raise Unsafe("the file is empty")
    if head == OLE_SIGNATURE:
        if ENCRYPTED_STREAM in path.read_bytes():
            raise Unsafe("the workbook is password-protected; remove the password in Excel and save it again")
        raise Unsafe("this is an old Excel file (.xls); save it as an Excel workbook (.xlsx)")
    try:
        with zipfile.ZipFile(path) as archive:
            _scan_archive(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Unsafe(f"it is not an Excel workbook, or it is damaged ({_first_line(error)})") from None
    except ValueError as error:
        raise Unsafe(f"its archive is damaged ({_first_line(error)})") from None


def _scan_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_ENTRIES:
        raise Unsafe(f"it has {len(parts):,} parts; at most {MOST_ENTRIES:,} are read")
    repeated = [name for name, times in Counter(part.filename.casefold() for part in parts).items() if times > 1]
    if repeated:
        raise Unsafe(f"its archive names the part '{repeated[0]}' twice")
    if any(".." in part.filename.replace("\\", "/").split("/") or part.filename.startswith("/") for part in parts):
        raise Unsafe("its archive names a part outside itself")
    total = 0
    for part in parts:
        total += _inflated_size(archive, part)
        if total > LARGEST_TOTAL:
            raise Unsafe(f"it unpacks to more than {LARGEST_TOTAL // MEGABYTE} MB")


def _inflated_size(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    _check_size(part, part.file_size)
    size, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            _check_size(part, size)
            window = tail + chunk
            if any(doctype in window for doctype in DOCTYPES):
                raise Unsafe(f"its part '{part.filename}' declares a document type, which no workbook needs")
            if part.filename == "xl/workbook.xml" and STRICT_NAMESPACE in window:
                raise Unsafe("it is a 'Strict Open XML' workbook; save it as an Excel workbook (.xlsx)")
            tail = window[-32:]
    return size


def _check_size(part: zipfile.ZipInfo, size: int) -> None:
    if size > LARGEST_ENTRY:
        raise Unsafe(f"its part '{part.filename}' unpacks to more than {LARGEST_ENTRY // MEGABYTE} MB")
    if size > RATIO_COUNTS_FROM and size > STEEPEST_RATIO * max(part.compress_size, 1):
        raise Unsafe(f"its part '{part.filename}' unpacks to more than {STEEPEST_RATIO} times its size")


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
