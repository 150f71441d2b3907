"""Cross references: from a figure, a line or a difference to another one, or to a working paper outside the project."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, TypeAlias

from workbench.domain.maps import Map
from workbench.domain.subjects import Subject

CrossReferenceId = NewType("CrossReferenceId", str)


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """A paper outside the project, by its reference in the file of the audit: ``B-12``."""

    reference: str


Target: TypeAlias = Subject | WorkingPaper


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Where to look for more about ``subject``, by whom and when it was said. ``remark``: what is found there."""

    id: CrossReferenceId
    subject: Subject
    target: Target
    by: str
    at: datetime
    remark: str = ""


CrossReferences = Map[CrossReferenceId, CrossReference]
