"""Dates and times as the window shows them."""

from datetime import datetime
from typing import TYPE_CHECKING

from workbench.ui.toolkit.language import tr
from workbench.wording.periods import SHORT_MONTHS

if TYPE_CHECKING:
    from datetime import date


def format_day(day: "date") -> str:
    """Return ``05 Mar 2026``."""
    return tr("{day:02} {month} {year}", day=day.day, month=SHORT_MONTHS[day.month - 1], year=day.year)


def format_time(moment: datetime) -> str:
    """Return ``09:05``, in the moment's own time zone."""
    return tr("{hour:02}:{minute:02}", hour=moment.hour, minute=moment.minute)


def format_moment(moment: datetime) -> str:
    """Return ``05 Mar 2026 09:05``, in the moment's own time zone."""
    return tr("{day} {time}", day=format_day(moment.date()), time=format_time(moment))
