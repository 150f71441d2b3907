"""Workbooks with a password, as Excel writes them: new ones by msoffcrypto, old ones record by record."""

import struct
from hashlib import md5
from io import BytesIO
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method import rc4

PASSWORD = "Fjord & 37 größer"
BEGIN, PASS, SHEET, FIGURE, END = 0x0809, 0x002F, 0x0085, 0x0203, 0x000A
SALT, VERIFIER = bytes(range(16)), bytes(range(16, 32))


def locked(source: Path, target: Path, password: str = PASSWORD) -> Path:
    """Write ``source``, an .xlsx or .xlsb, as ``target`` with a password."""
    protected = BytesIO()
    with source.open("rb") as file:
        OOXMLFile(file).encrypt(password, protected)
    target.write_bytes(protected.getvalue())
    return target


def locked_old_workbook(path: Path, password: str = PASSWORD) -> Path:
    """Write an .xls with 12.5 in the first cell of its one sheet, encrypted with RC4 ([MS-XLS] 2.2.10)."""
    verifier = rc4.DocumentRC4.decrypt(password, SALT, BytesIO(VERIFIER + md5(VERIFIER).digest())).read()
    lock = struct.pack("<HHH", 1, 1, 1) + SALT + verifier
    book, sheet = (struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0x0600) for kind in (0x0005, 0x0010))
    name = struct.pack("<BBBB", 0, 0, 4, 0) + b"Cash"
    start_of_sheet = struct.pack("<I", sum(4 + size for size in (len(book), len(lock), 4 + len(name), 0)))
    figure = struct.pack("<HHHd", 0, 0, 0, 12.5)
    # each record: its number, what stays readable of it, what does not
    records = [
        (BEGIN, book, b""),
        (PASS, lock, b""),
        (SHEET, start_of_sheet, name),
        (END, b"", b""),
        (BEGIN, sheet, b""),
        (FIGURE, b"", figure),
        (END, b"", b""),
    ]
    hidden = b"".join(bytes(4 + len(open_part)) + secret for _, open_part, secret in records)
    cipher = rc4.DocumentRC4.decrypt(password, SALT, BytesIO(hidden), blocksize=1024).read()
    stream = b""
    for number, open_part, secret in records:
        first = len(stream) + 4 + len(open_part)
        stream += struct.pack("<HH", number, len(open_part) + len(secret)) + open_part
        stream += cipher[first : first + len(secret)]
    path.write_bytes(compound_file(stream))
    return path


def compound_file(stream: bytes) -> bytes:
    """Return an OLE file, as .xls files are, whose one stream is 'Workbook'."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    stream = stream.ljust(4096, b"\0")  # a shorter one would live in another kind of sector
    chain = [*range(3, 2 + len(stream) // 512), end]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    allocation = struct.pack("<128I", table, end, *chain, *[free] * (126 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        told = name.encode("utf-16-le") + bytes(2)
        return struct.pack("<64sHBBIII16xI16xIII", told, len(told), kind, 1, free, free, child, 0, start, size, 0)

    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream))
    return header + allocation + directory.ljust(512, b"\0") + stream
