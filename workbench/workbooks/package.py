"""The archive of an Open XML workbook, with its parts found and spelled as openpyxl expects."""

import zipfile
from io import BytesIO

from workbench.workbooks.prescan import part_key

STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Namespaces of strict Open XML, which openpyxl does not know, and the usual ones."""


class Package(zipfile.ZipFile):
    """Finds a part regardless of case, and reads strict Open XML as the usual kind."""

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._parts = {part_key(part.filename): part for part in self.infolist()}

    def getinfo(self, name: str) -> zipfile.ZipInfo:
        if part := self._parts.get(part_key(name)):
            return part
        raise KeyError(f"its part '{name}' is missing")

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._parts

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        content = super().read(name, pwd)
        for strict, usual in STRICT:
            content = content.replace(strict, usual)
        return content
