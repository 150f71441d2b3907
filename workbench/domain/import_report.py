"""What became of every cell that was imported, and what was taken for what, and why. Kept with the project."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.sources import CellRef


class CellUse(StrEnum):
    """What a cell of a source was read as: each non-empty cell is exactly one of these."""

    FIGURE = "figure"
    CAPTION = "caption"
    HEADING = "heading"
    NOTE = "note"
    UNIT = "unit"
    IGNORED = "ignored"


class InferenceStage(StrEnum):
    """What a guess is about, in the order in which the import makes its guesses."""

    BLOCK = "table"
    HEADING = "heading"
    PERIOD = "period"
    UNIT = "unit"
    SIGN = "sign"
    ADJUSTMENT = "difference"
    LINE = "line"
    MEANING = "meaning"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CellsUsed:
    """The cells of one sheet that share a use and a reason; ``areas`` such as ``B5:C12``, none twice.

    ``reason`` says why cells were ignored, and of others what they are, where that is more than their use.
    """

    file: str
    sheet: str
    use: CellUse
    reason: str
    areas: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Inference:
    """What ``subject`` was taken for, the evidence, and the rivals that were rejected."""

    stage: InferenceStage
    subject: str
    taken_for: str
    evidence: str
    alternatives: tuple[str, ...] = ()
    where: CellRef | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole story of an import: the class of each cell, and each guess."""

    cells: tuple[CellsUsed, ...] = ()
    inferences: tuple[Inference, ...] = ()

    def counts(self) -> dict[tuple[str, str], Counter[CellUse]]:
        """Return how many cells of each (file, sheet) ended in each use."""
        found: dict[tuple[str, str], Counter[CellUse]] = {}
        for cells in self.cells:
            found.setdefault((cells.file, cells.sheet), Counter())[cells.use] += cells.count
        return found
