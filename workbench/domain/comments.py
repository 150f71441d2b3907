"""Comments: questions and remarks on any subject, with their replies, open until somebody closes them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from workbench.domain.maps import Map
from workbench.domain.subjects import Subject

CommentId = NewType("CommentId", str)


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to a comment, by whom and when."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about ``subject``; ``replies`` in the order in which they were given."""

    id: CommentId
    subject: Subject
    text: str
    by: str
    at: datetime
    replies: tuple[Reply, ...] = ()
    is_open: bool = True


Comments = Map[CommentId, Comment]
