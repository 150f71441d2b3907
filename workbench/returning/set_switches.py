"""How the switches are set in a returned workbook: by their names, where the file has these, else by their rows."""

import re
from collections.abc import Iterable

from workbench.commands.adjustments import SWITCH
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.review_workbook_marks import SWITCH_NAME
from workbench.domain.subjects import AdjustmentSubject
from workbench.returning.cell_values import number_of, text_of
from workbench.returning.collected import Collected
from workbench.returning.own_map import MappedSwitch, OwnMap
from workbench.wording.names import name_of_difference
from workbench.workbooks import Sheet, SheetCell, SourceWorkbook, column_letter, position

REFERENCE = re.compile(r"'?(?P<sheet>(?:[^']|'')+?)'?!(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})")


class SwitchReader:
    """Reads the switches. ``lead``: the sheet on which they stand; None if it was deleted."""

    def __init__(self, collected: Collected, own: OwnMap, workbook: SourceWorkbook, lead: Sheet | None) -> None:
        self._collected = collected
        self._own = own
        self._workbook = workbook
        self._lead = lead
        self.cells = {
            switch.adjustment: found for switch in own.switches if (found := self._cell_of(switch)) is not None
        }
        """The sheet and the cell of each switch that was found."""
        self.states: dict[AdjustmentId, bool] = {}
        for adjustment, (_, cell) in self.cells.items():
            number = number_of(cell)
            if number in (0, 1):
                self.states[adjustment] = bool(number)

    def read(self) -> None:
        """Propose the switches that were set otherwise; say which hold neither 1 nor 0."""
        for switch in self._own.switches:
            found = self.cells.get(switch.adjustment)
            if found is None:
                self._collected.say(fact("returned-switch-missing", name=self._name(switch)))
                continue
            sheet, cell = found
            place = f"{sheet.name}!{column_letter(cell.column)}{cell.row}"
            is_on = self.states.get(switch.adjustment)
            if is_on is None:
                self._collected.say(fact("returned-switch-unclear", name=self._name(switch), text=cell.text))
            elif is_on != switch.is_on:
                subject = AdjustmentSubject(switch.adjustment)
                self._collected.take_alteration(subject, SWITCH, int(switch.is_on), int(is_on), place)

    def _name(self, switch: MappedSwitch) -> str:
        known = self._collected.project.adjustment_by_id.get(switch.adjustment)
        return name_of_difference(known, self._collected.words) if known else switch.adjustment

    def _cell_of(self, switch: MappedSwitch) -> tuple[Sheet, SheetCell] | None:
        for name, refers_to in self._workbook.names:
            if name == f"{SWITCH_NAME}{switch.adjustment}" and (reference := REFERENCE.fullmatch(refers_to)):
                sheet = self._workbook.sheet(reference["sheet"].replace("''", "'"))
                cell = sheet.at.get(position(reference["cell"])) if sheet else None
                if sheet and cell:
                    return sheet, cell
        if self._lead is None:
            return None
        rows = [cell.row for cell in self._lead.cells if text_of(cell) == self._name(switch)]
        beside = (self._lead.at.get((row, switch.column)) for row in (switch.row, *rows) if not rows or row in rows)
        cell = next((cell for cell in _without_blanks(beside) if number_of(cell) in (0, 1)), None)
        return (self._lead, cell) if cell else None


def _without_blanks(cells: Iterable[SheetCell | None]) -> Iterable[SheetCell]:
    return (cell for cell in cells if cell is not None)
