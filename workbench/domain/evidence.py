"""Evidence: what shows that a figure, an entry or a difference is right."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import NewType
from urllib.parse import urlsplit

from workbench.domain.maps import Map
from workbench.domain.subjects import Subject

EvidenceId = NewType("EvidenceId", str)


class EvidenceKind(StrEnum):
    """A file, the address of a page, or words."""

    FILE = "file"
    LINK = "link"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence of ``subject``, by whom and when it was added.

    ``content``: the path of a file, the address of a link, or the words of a remark. ``caption``: what it is called.
    ``pages``: where to look in it, as typed: ``12–14``. ``sha256``: of the file's bytes then; "" of what is no file.
    """

    id: EvidenceId
    subject: Subject
    kind: EvidenceKind
    content: str
    by: str
    at: datetime
    caption: str = ""
    pages: str = ""
    sha256: str = ""

    @property
    def name(self) -> str:
        """What it is called: its caption; else the name of the file, the address, or the words of the remark."""
        if self.caption or self.kind is not EvidenceKind.FILE:
            return self.caption or self.content
        return PurePosixPath(PureWindowsPath(self.content).as_posix()).name or self.content


def is_web_address(text: str) -> bool:
    """True for the address of a page, as a browser opens it: ``https://example.com/report.pdf``."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_plain = text.isprintable() and not any(character.isspace() or character == "\\" for character in text)
    return is_plain and parts.scheme in ("http", "https") and bool(parts.hostname)


AllEvidence = Map[EvidenceId, Evidence]
