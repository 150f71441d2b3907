"""Stable names made from captions: safe as JSON keys and as names in a spreadsheet."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NewType

StatementId = NewType("StatementId", str)
LineId = NewType("LineId", str)
AdjustmentId = NewType("AdjustmentId", str)
KindId = NewType("KindId", str)
"""The id of a kind of difference in the catalogue."""
NO_STATEMENT = StatementId("")
NO_LINE = LineId("")
"""Of what is in no statement, or on no line."""
NO_ADJUSTMENT = AdjustmentId("")
"""Of a column that shows no effects."""
NO_KIND = KindId("")
"""Of a difference that is of no kind in the catalogue."""

LONGEST_ID = 60


class Ids:
    """Gives each caption an id that no earlier one has, without regard to case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """``taken``: the ids that are given already."""
        self._taken_ids = set(taken)

    def new(self, caption: str, otherwise: str) -> str:
        """Return a fresh id for ``caption``, or for ``otherwise`` if the caption holds no letter or digit.

        Lower-case words joined by underscores, letters of any script, at most 60 characters, ``_2`` for a repeat.
        """
        stem = _split_into_words(caption) or _split_into_words(otherwise)
        candidate, number = _shorten(stem, ""), 1
        while candidate in self._taken_ids:
            number += 1
            candidate = _shorten(stem, f"_{number}")
        self._taken_ids.add(candidate)
        return candidate


def _split_into_words(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"(?<=\w)['’](?=\w)", "", plain)
    return re.sub(r"[\W_]+", "_", plain).strip("_")


def _shorten(stem: str, suffix: str) -> str:
    room = LONGEST_ID - len(suffix)
    if len(stem) > room:
        whole_words = stem[: room + 1].rpartition("_")[0]
        stem = whole_words or stem[:room]
    return stem + suffix
