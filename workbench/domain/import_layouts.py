"""Import layouts: how the user had sheets read, kept with the project so that the next workbook is read alike."""

from dataclasses import dataclass
from datetime import datetime

from workbench.domain.maps import Map


@dataclass(frozen=True, slots=True)
class ImportLayout:
    """The corrections made to one sheet, as JSON; ``importing/report/layout_store.py`` writes and reads them.

    ``at``: when they were made, on which ``sheet`` of which ``file``.
    """

    file: str
    sheet: str
    at: datetime
    corrections: str


ImportLayouts = Map[str, ImportLayout]
"""By the fingerprint of a sheet's headings and captions."""
