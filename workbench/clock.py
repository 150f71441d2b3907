"""The time of day, as steps, files and exports carry it."""

from datetime import datetime


def present_time() -> datetime:
    """Return the time of day with its offset from UTC."""
    return datetime.now().astimezone()
