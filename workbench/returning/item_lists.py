"""The lists that reviewers keep: open items and uncorrected differences, rows of them changed or added.

The map does not hold these rows. What stood in one at export is known from the steps that altered it since.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workbench.commands.open_items import (
    AMOUNT_OF_ITEM,
    ANSWER,
    FOR_WHOM,
    OPEN_ITEM,
    RAISED_BY,
    STATUS,
    TEXT_OF_ITEM,
    details_of_item,
)
from workbench.commands.uncorrected import (
    EQUITY,
    PROFIT,
    REASON,
    TEXT_OF_UNCORRECTED,
    UNCORRECTED,
    AddUncorrected,
    details_of_uncorrected,
    fact_of_uncorrected,
)
from workbench.domain.facts import FactValue, fact
from workbench.domain.ids import LineId
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line
from workbench.domain.subjects import OpenItemSubject, Subject, UncorrectedSubject
from workbench.domain.uncorrected import Uncorrected, UncorrectedId
from workbench.exporting import review_lists
from workbench.exporting.sheet_headers import HEADING_ROW
from workbench.merging import Answer
from workbench.phrases import Phrase, say
from workbench.returning.cell_subjects import CellSubjects
from workbench.returning.cell_values import number_of, plain, text_of
from workbench.returning.collected import Collected
from workbench.returning.said_texts import add_item, offer_text
from workbench.returning.set_switches import REFERENCE
from workbench.typed_amounts import NotAnAmount, parse_typed_amount
from workbench.wording.names import name_of_item_status
from workbench.wording.periods import label, short_label
from workbench.workbooks import Sheet, SheetCell, column_letter, position

ANY_LINE = Line(LineId("amount"), "")
"""What an amount of money is read as if it is of no line."""


class ListedRows:
    """The rows of a list by its headings, wherever its columns are now."""

    def __init__(self, collected: Collected, sheet: Sheet, headings: Iterable[tuple[Phrase, float]]) -> None:
        said = [say(heading, collected.words) for heading, _ in headings]
        at = [cell for cell in sheet.cells if cell.row <= 2 * HEADING_ROW and text_of(cell) in said]
        rows = [cell.row for cell in at]
        self.heading_row = max(set(rows), key=rows.count, default=HEADING_ROW)
        self.column_of = {said.index(text_of(cell)) + 1: cell.column for cell in at if cell.row == self.heading_row}
        self._collected = collected
        self._sheet = sheet
        self.rows = [row for row in sheet.rows if row > self.heading_row]

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return the cell under a heading, by the number of its column as written."""
        now = self.column_of.get(column)
        return None if now is None else self._sheet.at.get((row, now))

    def text(self, row: int, column: int) -> str:
        return text_of(self.cell(row, column))

    def amount(self, row: int, column: int) -> Decimal | None:
        """Return the amount in a cell, which may be written as a text; None if it is none, which is said."""
        try:
            return amount_of(self.cell(row, column))
        except NotAnAmount:
            self.say_that_it_is_no_amount(row, column)
            return None

    def say_that_it_is_no_amount(self, row: int, column: int) -> None:
        self._collected.say(fact("returned-no-amount", place=self.place(row, column), text=self.text(row, column)))

    def say_that_it_is_altered(self, row: int, column: int) -> None:
        """Say that nothing reads what was altered in a cell."""
        cell = self.place(row, column).rpartition("!")[2]
        self._collected.say_cells("returned-sheet-altered", self._sheet.name, [cell])

    def say_missing(self, number: int) -> None:
        """Say how many rows are no longer there."""
        if number:
            self._collected.say(fact("returned-rows-missing", sheet=self._sheet.name, count=number))

    def place(self, row: int, column: int) -> str:
        now = self.column_of.get(column, column)
        return f"{self._sheet.name}!{column_letter(now)}{row}"


@dataclass(frozen=True, slots=True)
class _Detail:
    """A detail of a row: ``column`` as written, ``read``: the value in its cell."""

    column: int
    attribute: str
    read: Callable[[SheetCell | None], FactValue | None]


def _text(cell: SheetCell | None) -> str:
    return text_of(cell)


def amount_of(cell: SheetCell | None) -> Decimal | None:
    """Return the amount in a cell, also one that is written as a text. Raises NotAnAmount for other texts."""
    number = number_of(cell)
    return parse_typed_amount(text_of(cell), ANY_LINE, is_pasted=True) if number is None else number


class ItemReader:
    """Reads the open items."""

    def __init__(self, collected: Collected, subjects: CellSubjects, exported: datetime | None) -> None:
        self._collected = collected
        self._subjects = subjects
        self._exported = exported
        self._statuses = {name_of_item_status(status, collected.words).casefold(): status for status in OpenItemStatus}
        self._details = (
            _Detail(review_lists.TEXT, TEXT_OF_ITEM, _text),
            _Detail(review_lists.FROM, RAISED_BY, _text),
            _Detail(review_lists.FOR_WHOM, FOR_WHOM, _text),
            _Detail(review_lists.ITEM_AMOUNT, AMOUNT_OF_ITEM, amount_of),
            _Detail(review_lists.ANSWER, ANSWER, _text),
            _Detail(review_lists.STATUS, STATUS, self._status),
        )

    def _status(self, cell: SheetCell | None) -> str | None:
        status = self._statuses.get(text_of(cell).casefold())
        return status.value if status else None

    def read(self, sheet: Sheet) -> None:
        """Propose what is otherwise in the list of open items."""
        listed = ListedRows(self._collected, sheet, review_lists.ITEM_HEADINGS)
        for row in listed.rows:
            key = OpenItemId(listed.text(row, review_lists.NUMBER))
            is_added = _is_added_since(self._collected, OpenItemSubject(key), OPEN_ITEM, self._exported)
            if key in self._collected.project.open_items and not is_added:
                self._read_known(listed, row, key)
            elif (is_added or key not in self._removed) and listed.text(row, review_lists.TEXT):
                self._read_new(listed, row)
            elif key not in self._removed:
                offer_text(self._collected, sheet, row)
        there = {listed.text(row, review_lists.NUMBER) for row in listed.rows}
        gone = [key for key in self._collected.project.open_items if key not in there]
        added = (_is_added_since(self._collected, OpenItemSubject(key), OPEN_ITEM, self._exported) for key in gone)
        listed.say_missing(sum(1 for is_added in added if not is_added))

    @property
    def _removed(self) -> set[OpenItemId]:
        """The numbers of items that were there and are gone."""
        return {
            OpenItemId(altered.subject.item)
            for step in self._collected.project.trail
            for altered in step.alterations
            if isinstance(altered.subject, OpenItemSubject)
        }

    def _read_known(self, listed: ListedRows, row: int, key: OpenItemId) -> None:
        subject, item = OpenItemSubject(key), self._collected.project.open_items[key]
        present = details_of_item(item)
        if listed.text(row, review_lists.SINCE) != f"{item.at:%Y-%m-%d}":
            listed.say_that_it_is_altered(row, review_lists.SINCE)
        answered = False
        for detail in self._details:
            if detail.column not in listed.column_of:
                continue
            try:
                new = detail.read(listed.cell(row, detail.column))
            except NotAnAmount:
                listed.say_that_it_is_no_amount(row, detail.column)
                continue
            old = _at_export(self._collected, subject, detail.attribute, present, self._exported)
            if detail.attribute == STATUS:
                if new in (None, old) and answered and item.status is OpenItemStatus.OPEN:
                    new = OpenItemStatus.ANSWERED.value
                if new is None:
                    if listed.text(row, detail.column):
                        listed.say_that_it_is_altered(row, detail.column)
                    continue
            if new == self._collected.as_shown(old):
                continue
            answered |= detail.attribute == ANSWER and bool(new)
            self._collected.take_alteration(subject, detail.attribute, old, new, listed.place(row, detail.column))

    def _read_new(self, listed: ListedRows, row: int) -> None:
        answer = listed.text(row, review_lists.ANSWER)
        status = self._statuses.get(listed.text(row, review_lists.STATUS).casefold(), OpenItemStatus.OPEN)
        if answer and status is OpenItemStatus.OPEN:
            status = OpenItemStatus.ANSWERED
        item = OpenItem(
            OpenItemId(next(self._collected.item_numbers)),
            listed.text(row, review_lists.TEXT),
            listed.text(row, review_lists.FROM),
            self._collected.now,
            listed.text(row, review_lists.FOR_WHOM),
            listed.amount(row, review_lists.ITEM_AMOUNT),
            status if answer or status is not OpenItemStatus.ANSWERED else OpenItemStatus.OPEN,
            answer,
            self._subject(listed.text(row, review_lists.WHERE)),
        )
        add_item(self._collected, item, listed.place(row, review_lists.TEXT))

    def _subject(self, where: str) -> Subject:
        """Return what a row is about, if it names a cell of the workbook."""
        reference = REFERENCE.fullmatch(where)
        if reference is None:
            return self._subjects.at("", 0, 0)
        return self._subjects.at(reference["sheet"].replace("''", "'"), *position(reference["cell"]))


class UncorrectedReader:
    """Reads the uncorrected differences."""

    def __init__(self, collected: Collected, exported: datetime | None) -> None:
        self._collected = collected
        self._exported = exported
        periods = collected.project.periods
        self._periods = {
            name.casefold(): key
            for key, period in periods.items()
            for name in (label(period, collected.words), short_label(period, collected.words))
        }

    def read(self, sheet: Sheet) -> None:
        """Propose what is otherwise in the list, whose rows end with its sums."""
        listed = ListedRows(self._collected, sheet, review_lists.UNCORRECTED_HEADINGS)
        for row in listed.rows:
            key = UncorrectedId(listed.text(row, 1))
            is_added = _is_added_since(self._collected, UncorrectedSubject(key), UNCORRECTED, self._exported)
            if key in self._collected.project.uncorrected and not is_added:
                self._read_known(listed, row, key)
            elif self._is_new(listed, row):
                self._read_new(listed, row, sheet)
        there = {listed.text(row, 1) for row in listed.rows}
        gone = [key for key in self._collected.project.uncorrected if key not in there]
        added = (_is_added_since(self._collected, UncorrectedSubject(key), UNCORRECTED, self._exported) for key in gone)
        listed.say_missing(sum(1 for is_added in added if not is_added))

    def _is_new(self, listed: ListedRows, row: int) -> bool:
        """True for what a reviewer wrote in: sums are calculated, thresholds are of no period and give no reason."""
        amounts = [listed.cell(row, column) for column in (4, 5)]
        is_calculated = any(cell is not None and cell.formula for cell in amounts)
        is_of_a_period = listed.text(row, 3).casefold() in self._periods
        return bool(listed.text(row, 2) and (listed.text(row, 6) or is_of_a_period)) and not is_calculated

    def _read_known(self, listed: ListedRows, row: int, key: UncorrectedId) -> None:
        subject = UncorrectedSubject(key)
        left = self._collected.project.uncorrected[key]
        present = details_of_uncorrected(left)
        if self._periods.get(listed.text(row, 3).casefold()) != left.period:
            listed.say_that_it_is_altered(row, 3)
        for column, text in ((7, plain(left.by)), (8, f"{left.at:%Y-%m-%d}")):
            if listed.text(row, column) != text:
                listed.say_that_it_is_altered(row, column)
        for detail in (
            _Detail(2, TEXT_OF_UNCORRECTED, _text),
            _Detail(4, PROFIT, amount_of),
            _Detail(5, EQUITY, amount_of),
            _Detail(6, REASON, _text),
        ):
            if detail.column not in listed.column_of:
                continue
            try:
                new = detail.read(listed.cell(row, detail.column))
            except NotAnAmount:
                listed.say_that_it_is_no_amount(row, detail.column)
                continue
            old = _at_export(self._collected, subject, detail.attribute, present, self._exported)
            if new != self._collected.as_shown(old):
                self._collected.take_alteration(subject, detail.attribute, old, new, listed.place(row, detail.column))

    def _read_new(self, listed: ListedRows, row: int, sheet: Sheet) -> None:
        period, text = self._periods.get(listed.text(row, 3).casefold()), listed.text(row, 2)
        if period is None or not listed.text(row, 6):  # none is kept without its reason
            offer_text(self._collected, sheet, row)
            return
        known = self._collected.project.uncorrected.values()
        if any((each.period, each.text) == (period, text) for each in known):
            return
        left = Uncorrected(
            UncorrectedId(next(self._collected.uncorrected_numbers)),
            text,
            PeriodId(period),
            listed.text(row, 6),
            listed.text(row, 7),
            self._collected.now,
            listed.amount(row, 4),
            listed.amount(row, 5),
        )
        self._collected.add(
            UncorrectedSubject(left.id),
            UNCORRECTED,
            None,
            None,
            fact_of_uncorrected(left),
            listed.place(row, 2),
            {Answer.TAKE: (AddUncorrected(left),)},
            what=fact("uncorrected-numbered", number=left.id),
        )


def _is_added_since(collected: Collected, subject: Subject, attribute: str, exported: datetime | None) -> bool:
    """True if the project has a subject only since the export, so that a row with its number is about another."""
    return exported is not None and any(
        altered.key == (subject.key, attribute) and altered.old is None
        for step in collected.project.trail
        if step.at.replace(microsecond=0) > exported
        for altered in step.alterations
    )


def _at_export(
    collected: Collected,
    subject: Subject,
    attribute: str,
    present: Mapping[str, FactValue | None],
    exported: datetime | None,
) -> FactValue | None:
    """Return what an attribute was at export: before the first step since then that altered it."""
    if exported is not None:
        for step in collected.project.trail:
            if step.at.replace(microsecond=0) <= exported:
                continue
            for altered in step.alterations:
                if altered.key == (subject.key, attribute):
                    return altered.old
    return present[attribute]
