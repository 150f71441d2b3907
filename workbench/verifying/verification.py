"""What a verification found: how much was calculated again, what differs, and what could not be verified."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.amounts import format_exactly
from workbench.phrases import Phrase, phrase

Shown = Decimal | str | None
"""What a cell holds: a number, a text or nothing."""
BLANK = phrase("nothing")


class DeviationKind(StrEnum):
    """What is not as it was."""

    SOURCE_MISSING = "source-missing"
    SOURCE_CHANGED = "source-changed"
    SOURCE_FIGURE = "source-figure"
    SHEET_MISSING = "sheet-missing"
    SWITCH = "switch"
    CELL = "cell"
    ROW = "row"
    TYPED_OVER = "typed-over"
    FORMULA = "formula"
    RESULT = "result"
    CHECK = "check"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Deviation:
    """``line``: the caption of the row. ``expected``: what should stand there; ``found``: what does."""

    kind: DeviationKind
    message: Phrase | str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: str = ""
    expected: Shown = None
    found: Shown = None


@dataclass(frozen=True, slots=True)
class Unverified:
    """What the files do not allow to verify; ``key``: stable, for programs."""

    key: str
    message: Phrase


@dataclass(frozen=True, slots=True)
class Checked:
    """How many figures, formulas, sources, figures of sources and members were compared, and how many checks made."""

    figures: int = 0
    formulas: int = 0
    sources: int = 0
    source_figures: int = 0
    checks: int = 0
    members: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for one file. ``fingerprint``: of the project that a review workbook was written from."""

    file: str
    entity: str
    fingerprint: str
    checked: Checked
    deviations: tuple[Deviation, ...]
    unverified: tuple[Unverified, ...]

    @property
    def is_reproduced(self) -> bool:
        """True if nothing differs of what could be verified."""
        return not self.deviations


IN_SHEET, IN_LINE = phrase("Sheet '{sheet}', cell {cell}"), phrase("Sheet '{sheet}', cell {cell}, {line}")
"""Where a cell is that stands in no line, and one that does."""
PATTERNS = {
    DeviationKind.SOURCE_FIGURE: phrase(
        "{file}, sheet '{sheet}', cell {cell}, {line}: the source holds {found}; {expected} was taken from it."
    ),
    DeviationKind.SWITCH: phrase("{place}: the switch is {found}; at export it was {expected}."),
    DeviationKind.CELL: phrase("{place}: {found}; at export it was {expected}."),
    DeviationKind.ROW: phrase("Sheet '{sheet}', cells {cell}: the row is not as it was at export."),
    DeviationKind.TYPED_OVER: phrase("{place}: {found} in place of the formula, which came to {expected} at export."),
    DeviationKind.FORMULA: phrase("{place}: the formula {found}; at export it was {expected}."),
    DeviationKind.RESULT: phrase("{place}: {found} is stored; the formula comes to {expected}."),
    DeviationKind.CHECK: phrase("Sheet '{sheet}', cell {cell}: a check fails: {line}: {found} instead of {expected}."),
}
"""The sentence of what differs in a cell."""
TYPED_OVER_ANYTHING = phrase("{place}: {found} in place of the formula.")
"""The same of a formula whose result at export is not known."""


def cell_deviation(
    kind: DeviationKind, file: str, sheet: str, cell: str, line: str, expected: Shown, found: Shown
) -> Deviation:
    """Return what differs in a cell, or in those of a row."""
    place = phrase((IN_LINE if line else IN_SHEET).pattern, sheet=sheet, cell=cell, line=line)
    is_unknown = kind is DeviationKind.TYPED_OVER and expected is None
    message = phrase(
        (TYPED_OVER_ANYTHING if is_unknown else PATTERNS[kind]).pattern,
        file=file,
        sheet=sheet,
        cell=cell,
        line=line,
        place=place,
        expected=_in_words(expected),
        found=_in_words(found),
    )
    return Deviation(kind, message, file, sheet, cell, line, expected, found)


def _in_words(shown: Shown) -> str | Phrase:
    if isinstance(shown, Decimal):
        return format_exactly(shown)
    return shown or BLANK
