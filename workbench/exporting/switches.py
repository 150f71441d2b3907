"""The switches of the review workbook: their cells, and formulas for their overall state."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.exporting.formulas import BLANK, text_formula, text_literal
from workbench.exporting.layout import PlannedSheet, absolute_reference, quote_sheet_name
from workbench.phrases import Words, phrase, say
from workbench.presentation.states import all_on_in_words, illustrative_label, state_of

FIRST_SWITCH_ROW, SWITCH_COLUMN = 9, 3
NOT_RECONCILED = phrase("Not reconciled: no differences are stated for these columns")


def state_remark(text: str, words: Words) -> str:
    """Return ``text`` in the form in which it follows the state on a sheet."""
    return say(phrase(" — {text}", text=text), words)


@dataclass(frozen=True)
class Switches:
    """``cells``: the reference of each adjustment's switch, in one column of ``sheet``."""

    project: Project
    sheet: str
    cells: Mapping[AdjustmentId, str]
    words: Words

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
            return text_literal(state_of(self.project).in_words(self.words))
        all_on = text_literal(all_on_in_words(len(self.cells), self.words))
        return f"IF({self.all_on},{all_on},{self._illustrative_formula})"

    @property
    def state_elsewhere(self) -> str:
        """The formula of the state, for sheets that do not follow the switches."""
        not_reconciled = text_literal(say(NOT_RECONCILED, self.words))
        if not (self.cells and self.project.is_reconciled):
            return not_reconciled
        illustrative = text_formula(lambda text: state_remark(text, self.words), text=self._illustrative_formula)
        return f"{not_reconciled}&IF({self.all_on},{BLANK},{illustrative})"

    @property
    def state_elsewhere_now(self) -> str:
        is_partial = self.project.is_reconciled and not self.project.is_complete
        illustrative = state_remark(state_of(self.project).in_words(self.words), self.words) if is_partial else ""
        return say(NOT_RECONCILED, self.words) + illustrative

    @property
    def _illustrative_formula(self) -> str:
        return text_formula(
            lambda number_on: illustrative_label(number_on, len(self.cells), self.words),
            number_on=self.number_on,
        )


def switches_of(sheet: PlannedSheet, project: Project, words: Words) -> Switches:
    """Return the switches of all adjustments on ``sheet``; their state is in the language of ``words``."""
    rows = enumerate(project.adjustments, FIRST_SWITCH_ROW)
    cells = {adjustment.id: sheet.ref(row, SWITCH_COLUMN) for row, adjustment in rows}
    return Switches(project, sheet.name, cells, words)
