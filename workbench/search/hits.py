"""What a search finds: captions, figures, and what people wrote."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from workbench.domain.ids import NO_LINE, NO_STATEMENT, LineId, StatementId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.subjects import PROJECT, Subject
from workbench.presentation.statement_table import CAPTION_COLUMN, Column


class HitKind(Enum):
    CAPTION = auto()
    """Of a line: the source's, which can be edited in the grid."""
    OTHER_CAPTION = auto()
    """That of the target framework, or one by which a line was called."""
    FIGURE = auto()
    NAME = auto()
    """Of a difference."""
    NOTE = auto()
    MEMO = auto()
    """What an entry records, or its reference."""
    COMMENT = auto()

    @property
    def is_in_a_grid(self) -> bool:
        return self in (HitKind.CAPTION, HitKind.OTHER_CAPTION, HitKind.FIGURE)


OrderOfHit = tuple[int, int, int, int]
"""Where a hit comes: the place of its statement and period in the search, its row, its column."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One cell, or one text, that contains what is sought. ``text``: the caption, the figure or the words.

    ``period``: that of a figure; a caption is the same in all. ``is_of_remainder``: it is in the remainder of the total
    ``line``. ``subject``: what a text that is in no grid is about.
    """

    kind: HitKind
    text: str
    order: OrderOfHit
    statement: StatementId = NO_STATEMENT
    line: LineId = NO_LINE
    period: PeriodId = ALL_PERIODS
    column: Column = CAPTION_COLUMN
    is_of_remainder: bool = False
    subject: Subject = PROJECT

    @property
    def place(self) -> "Hit":
        """Where it is, whatever is found there."""
        return replace(self, text="", order=(0, 0, 0, 0))
