"""Open items: what somebody must still answer or deliver, from whom, to whom, until it is closed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from workbench.domain.maps import Map
from workbench.domain.subjects import PROJECT, Subject

OpenItemId = NewType("OpenItemId", str)
"""The number of an open item, which is never given twice."""


class OpenItemStatus(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open item. ``raised_by``: from whom; ``for_whom``: who must answer; either may be empty.

    ``amount``: what it may come to, in the statements' scale; None if it is unknown, or no matter of an amount.
    """

    id: OpenItemId
    text: str
    raised_by: str
    at: datetime
    for_whom: str = ""
    amount: Decimal | None = None
    status: OpenItemStatus = OpenItemStatus.OPEN
    answer: str = ""
    subject: Subject = PROJECT


OpenItems = Map[OpenItemId, OpenItem]
