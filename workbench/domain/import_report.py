"""What every imported cell was read as, what was inferred from it, and why. Kept with the project."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.facts import Told
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
    """The subject of an inference, in the order in which the import makes them."""

    TABLE = "table"
    HEADING = "heading"
    PERIOD = "period"
    UNIT = "unit"
    SIGN = "sign"
    ADJUSTMENT = "adjustment"
    LINE = "line"
    CONCEPT = "concept"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CellsUsed:
    """The cells of one sheet that share a use and a reason; ``areas`` such as ``B5:C12``, without overlap.

    ``reason``: why cells were ignored; for others, what they are if that says more than their use.
    """

    file: str
    sheet: str
    use: CellUse
    reason: Told
    areas: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Inference:
    """What ``subject`` was read as, the evidence, and the alternatives rejected.

    The concept of a line is given by its key: ``net_income``.
    """

    stage: InferenceStage
    subject: Told
    taken_for: Told
    evidence: Told
    alternatives: tuple[Told, ...] = ()
    where: CellRef | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The full account of an import: the use of each cell, and each inference."""

    cells: tuple[CellsUsed, ...] = ()
    inferences: tuple[Inference, ...] = ()

    def counts(self) -> dict[tuple[str, str], Counter[CellUse]]:
        """Return how many cells of each (file, sheet) ended in each use."""
        counts: dict[tuple[str, str], Counter[CellUse]] = {}
        for cells in self.cells:
            counts.setdefault((cells.file, cells.sheet), Counter())[cells.use] += cells.count
        return counts
