"""What each column of a table of entries holds: as its headings say or, where it has none, as its cells show."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from workbench.amount_text import POINT, names_a_side, parse_amount
from workbench.errors import WorkbenchError
from workbench.importing.language.period_text import is_only_a_period, words_in
from workbench.journals.headings import MONEY, Part, heads_sum, may_number_rows, parts_headed, rank_of_period

Row: TypeAlias = Sequence[str]

ROWS_ABOVE = 40
"""Headings are in one of so many rows from the top."""
NAMES = (Part.LINE, Part.ACCOUNT)
"""The columns that name a line, the one of statements first."""
CODE_OF_ACCOUNT = re.compile(r"\d[\d.-]{1,17}")
MOST_TEXTS = 2
"""Without headings, beside the names there may be one more column of texts: memos."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, counted from 0. ``first_row``: the one below the headings.

    ``amounts``: the columns of amounts that are no debits or credits, each with the period that heads it, or "".
    ``texts``: the headings of all amounts, and the texts above them.
    """

    first_row: int
    places: Mapping[Part, int]
    amounts: tuple[tuple[int, str], ...] = ()
    texts: tuple[str, ...] = ()

    def text(self, row: Row, part: Part) -> str:
        """Return what a row holds in a column, on one line; "" if the table has no such column."""
        place = self.places.get(part)
        return text_at(row, place) if place is not None else ""

    def place(self, *parts: Part) -> int:
        """Return the first of these columns that the table has."""
        return next((self.places[part] for part in parts if part in self.places), 0)


def text_at(row: Row, place: int) -> str:
    return " ".join(row[place].split()) if place < len(row) else ""


def columns_of(rows: Sequence[Row], is_line: Callable[[str], bool]) -> Columns:
    """Return the columns of a table. ``is_line``: whether a text names a line of the project.

    Raises WorkbenchError if two columns say the same, or nothing says what they hold.
    """
    number = _number_of_headings(rows)
    columns = columns_headed(rows, number) if number is not None else None
    return columns or _columns_by_content(rows, is_line)


def heads_journal(rows: Sequence[Row]) -> bool:
    """True if one of the first rows heads the columns of a journal."""
    return _number_of_headings(rows) is not None


def _number_of_headings(rows: Sequence[Row]) -> int | None:
    return next((number for number, row in enumerate(rows[:ROWS_ABOVE]) if _head_journal(parts_headed(row))), None)


def _head_journal(parts: Iterable[Part | None]) -> bool:
    """True for headings of which one is of amounts and one of accounts."""
    found = set(parts)
    return not found.isdisjoint(MONEY) and not found.isdisjoint((*NAMES, Part.CODE))


def columns_headed(rows: Sequence[Row], number: int) -> Columns | None:
    """Return the columns that a row heads; None if it heads none. Raises WorkbenchError if two are headed alike."""
    headings = rows[number]
    places: dict[Part, list[int]] = {}
    for place, part in enumerate(parts_headed(headings)):
        if part:
            places.setdefault(part, []).append(place)
    if not _head_journal(places):
        return None
    amounts = tuple(
        (place, headings[place] if words_in(headings[place]).year else "") for place in places.pop(Part.AMOUNT, ())
    )
    unnamed = [place for place, period in amounts if not period]
    for same in (places.get(Part.DEBIT, []), places.get(Part.CREDIT, []), unnamed):
        if len(same) > 1:
            raise WorkbenchError(
                "The columns '{first}' and '{second}' cannot be told apart. Delete one, or head them with their "
                "periods.",
                first=headings[same[0]],
                second=headings[same[1]],
            )
    chosen = {part: found[0] for part, found in places.items()}
    if names := [place for place in places.get(Part.DIFFERENCE, ()) if "name" in headings[place].casefold()]:
        chosen[Part.DIFFERENCE] = names[0]
    if periods := places.get(Part.PERIOD):
        chosen[Part.PERIOD] = min(periods, key=lambda place: rank_of_period(headings[place]))
    if Part.CODE not in places and len(places.get(Part.ACCOUNT, ())) > 1:
        chosen |= _code_and_name(rows[number + 1 :], places[Part.ACCOUNT])
    if Part.ENTRY in chosen and _numbers_rows(rows[number:], chosen[Part.ENTRY]):
        del chosen[Part.ENTRY]
    money = [place for place, _ in amounts] + [chosen[part] for part in MONEY if part in chosen]
    above = [text for row in rows[:number] for text in row if text.strip()]
    return Columns(number + 1, chosen, amounts, (*above, *(headings[place] for place in money)))


def _numbers_rows(rows: Sequence[Row], place: int) -> bool:
    """True if a column, with its heading, has another number in each row: then no entry would have two legs."""
    filled = (row for row in rows if any(text.strip() for text in row) and not any(map(heads_sum, row)))
    heading, *numbers = (text_at(row, place) for row in filled)
    return may_number_rows(heading) and all(numbers) and len(set(numbers)) == len(numbers) > 1


def _code_and_name(rows: Iterable[Row], accounts: Sequence[int]) -> dict[Part, int]:
    """Return which of two columns of accounts holds their codes."""
    first, second = accounts[:2]
    texts = [text for row in rows if (text := text_at(row, second))]
    if texts and all(CODE_OF_ACCOUNT.fullmatch(text) for text in texts):
        first, second = second, first
    return {Part.CODE: first, Part.ACCOUNT: second}


def _columns_by_content(rows: Sequence[Row], is_line: Callable[[str], bool]) -> Columns:
    """Return accounts, debits and credits, in this order, where nothing else can be meant."""
    width = max(map(len, rows), default=0)
    cells = {place: [text for row in rows if (text := text_at(row, place))] for place in range(width)}
    cells = {place: texts for place, texts in cells.items() if texts}
    numbers = [place for place, texts in cells.items() if all(parse_amount(text, alone=True) for text in texts)]
    others = [place for place in cells if place not in numbers]
    periods = [place for place in others if all(map(is_only_a_period, cells[place]))]
    texts = [place for place in others if place not in periods]
    names = [place for place in texts if len(texts) == 1 or any(map(is_line, cells[place]))]
    if len(names) == 1 and len(texts) <= MOST_TEXTS and len(periods) <= 1:
        (name,) = names
        codes, money = [place for place in numbers if place < name], [place for place in numbers if place > name]
        memos = [place for place in texts if place != name]
        places = {
            part: found[0]
            for part, found in (
                (Part.ACCOUNT, names), (Part.MEMO, memos), (Part.PERIOD, periods), (Part.CODE, codes)
            )
            if found
        }  # fmt: skip
        if len(codes) <= 1 and all(CODE_OF_ACCOUNT.fullmatch(text) for place in codes for text in cells[place]):
            if len(money) == len((Part.DEBIT, Part.CREDIT)) and _are_two_sides(rows, *money):
                return Columns(0, {**places, Part.DEBIT: money[0], Part.CREDIT: money[1]})
            if len(money) == 1 and all(map(names_a_side, cells[money[0]])):
                return Columns(0, places, ((money[0], ""),))
    raise WorkbenchError(
        "Nothing says what the columns of the journal hold. Put headings above them, such as Account, Debit, Credit."
    )


def _are_two_sides(rows: Iterable[Row], debit: int, credit: int) -> bool:
    """True if no row but a sum has amounts in both columns, and none is negative."""
    for row in rows:
        if any(map(heads_sum, row)):
            continue
        parsed = [parse_amount(text_at(row, place), alone=True) for place in (debit, credit)]
        amounts = [amount for known in parsed if known and (amount := known.amount(POINT))]
        if len(amounts) > 1 or any(amount < 0 for amount in amounts):
            return False
    return True
