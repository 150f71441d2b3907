"""The switches of the review workbook: their cells, and formulas for the state of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.exporting.layout import PlannedSheet, absolute_reference, quote_sheet_name
from workbench.presentation.states import all_on_in_words, illustrative_state_in_words, state_of

FIRST_SWITCH_ROW, SWITCH_COLUMN = 8, 2
NUMBER = "#"
"""The place in a text for the number of switches that are on."""
NOT_RECONCILED = "Not reconciled: no differences are stated for these columns"


@dataclass(frozen=True)
class Switches:
    """``cells``: the reference of each adjustment's switch, one below the other on ``sheet``."""

    project: Project
    sheet: str
    cells: Mapping[AdjustmentId, str]

    @property
    def number_on(self) -> str:
        """The formula of the number of switches that are 1; anything else counts as off."""
        first, last = (
            absolute_reference(row, SWITCH_COLUMN) for row in (FIRST_SWITCH_ROW, FIRST_SWITCH_ROW + len(self.cells) - 1)
        )
        return f"SUMPRODUCT(--({quote_sheet_name(self.sheet)}!{first}:{last}=1))"

    @property
    def all_on(self) -> str:
        """A formula that is true if every switch is 1, or there is none."""
        return f"{self.number_on}={len(self.cells)}" if self.cells else "TRUE"

    @property
    def state(self) -> str:
        """The formula of the state, for sheets that follow the switches."""
        if not (self.cells and self.project.is_reconciled):
            return f'"{state_of(self.project).in_words()}"'
        return f'IF({self.all_on},"{all_on_in_words(len(self.cells))}",{self._illustrative_formula})'

    @property
    def state_elsewhere(self) -> str:
        """The formula of the state, for sheets that do not follow the switches."""
        if not (self.cells and self.project.is_reconciled):
            return f'"{NOT_RECONCILED}"'
        return f'"{NOT_RECONCILED}"&IF({self.all_on},""," — "&{self._illustrative_formula})'

    @property
    def state_elsewhere_now(self) -> str:
        is_partial = self.project.is_reconciled and not self.project.is_complete
        return f"{NOT_RECONCILED} — {state_of(self.project).in_words()}" if is_partial else NOT_RECONCILED

    @property
    def _illustrative_formula(self) -> str:
        before, after = illustrative_state_in_words(NUMBER, len(self.cells)).capitalize().split(NUMBER)
        return f'"{before}"&{self.number_on}&"{after}"'


def switches_of(sheet: PlannedSheet, project: Project) -> Switches:
    """Return the switches of all adjustments on ``sheet``."""
    rows = enumerate(project.adjustments, FIRST_SWITCH_ROW)
    return Switches(project, sheet.name, {adjustment.id: sheet.ref(row, SWITCH_COLUMN) for row, adjustment in rows})
