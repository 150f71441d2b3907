"""Evidence: what shows that a figure, an entry or a difference is right."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

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


AllEvidence = Map[EvidenceId, Evidence]
