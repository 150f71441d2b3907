"""The amounts of one row of a journal, on which side they stand, and whether a row is the sum of those above."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.amount_text import names_a_side
from workbench.domain.ids import LineId
from workbench.domain.ledger import ZERO
from workbench.domain.maps import Map
from workbench.domain.statements import Line
from workbench.journals.columns import NAMES, Columns, Row, text_at
from workbench.journals.headings import Part, heads_sum
from workbench.phrases import Phrase, phrase
from workbench.typed_amounts import NotAnAmount, parse_typed_amount

SIDE_BEFORE_NAME = re.compile(
    r"^\s*(?:(?P<debit>dr\b[.:：]?\s|(?:debit|借)\s*[:：])|(?P<credit>cr\b[.:：]?\s|(?:credit|贷)\s*[:：]))\s*", re.I
)
"""``Dr Loans receivable``, ``贷：未分配利润``."""
SIGNS = {Part.DEBIT: 1, Part.CREDIT: -1}
SIDES = ((re.compile(r"^(d|s|借)", re.I), 1), (re.compile(r"^(c|h|贷)", re.I), -1))
"""How a column of sides begins to say debit (German *Soll*) or credit (*Haben*)."""
SOME_LINE = Line(LineId(""), "")
"""Stands for a line that is not known yet: its amounts are money."""
NO_AMOUNT = phrase("The row has no amount. Enter one, or 0 for nil.")
SEVERAL_PERIODS = phrase(
    "One debit or credit stands beside amounts of several periods. Enter each in a row of its own."
)
BOTH_SIDES = phrase("Both a debit and a credit are entered. Enter one of them, or put each in a row of its own.")


@dataclass(frozen=True, slots=True)
class RowAmount:
    """An amount of a row, or why it has none. ``place``: of the amount, or of the ``problem``; columns from 0.

    ``debit``: a credit is negative; None if the amount is ``displayed`` in the line's own sign. ``period_text``: what
    heads its column, if that is a period. ``stated``: what the columns hold.
    """

    place: int
    debit: Decimal | None = None
    displayed: Decimal | None = None
    period_text: str = ""
    problem: Phrase | None = None
    stated: Map[int, Decimal] = Map()


def account_and_side(row: Row, columns: Columns) -> tuple[str, int]:
    """Return the name of an account with its code, and the side before it: 1 for a debit, -1 for a credit, else 0."""
    name = next((text for part in NAMES if (text := columns.text(row, part))), "")
    side = 0
    if prefix := SIDE_BEFORE_NAME.match(name):
        name, side = name[prefix.end() :], 1 if prefix["debit"] else -1
    return " ".join(filter(None, (columns.text(row, Part.CODE), name))), side


def has_amounts(row: Row, columns: Columns) -> bool:
    return any(text_at(row, place) for place in places_of_amounts(columns))


@dataclass(frozen=True, slots=True)
class Signs:
    """How amounts are read. ``follow_sides``: credits are negative, although a side stands beside them.

    ``debit_sign``: +1 if an amount in the line's displayed sign is a debit, -1 if a credit, 0 if that is not known.
    """

    follow_sides: bool = False
    debit_sign: int = 0


def signs_follow_sides(rows: Iterable[tuple[Row, Columns]]) -> bool:
    """True if each amount with a side beside it is negative as a credit and positive as a debit, and there are both."""
    signed = [
        (side, amount)
        for row, columns in rows
        if (side := _side_of(row, columns))
        for place, _ in columns.amounts
        if not names_a_side(text := text_at(row, place)) and (amount := _plain_amount(text))
    ]
    return {side for side, _ in signed} == {1, -1} and all(side * amount > 0 for side, amount in signed)


def amounts_in(
    row: Row, columns: Columns, line: Line | None, scale: int, signs: Signs = Signs()
) -> Iterator[RowAmount]:
    """Yield the amounts of a row, at least one."""
    line = line or SOME_LINE
    texts = {part: text for part in SIGNS if (text := columns.text(row, part))}
    filled = [(place, period) for place, period in columns.amounts if text_at(row, place)]
    side, side_text = _side_of(row, columns), columns.text(row, Part.SIDE)
    if texts:
        amount = _in_columns_of_sides(texts, columns, line, scale)
        beside = [
            _in_column_of_amounts(text_at(row, place), place, period, line, 0, scale, signs) for place, period in filled
        ]
        yield amount if amount.problem or not beside else _with_those_beside(amount, beside, row, signs)
    elif not filled:
        yield RowAmount(places_of_amounts(columns)[0], problem=NO_AMOUNT)
    elif side_text and not side:
        problem = phrase("'{text}' is neither debit nor credit. Enter one of them.", text=side_text)
        yield RowAmount(columns.places[Part.SIDE], problem=problem)
    else:
        for place, period in filled:
            yield _in_column_of_amounts(text_at(row, place), place, period, line, side, scale, signs)


def _side_of(row: Row, columns: Columns) -> int:
    """Return the side in the column of sides, else that before the name: 1 for a debit, -1 for a credit, else 0."""
    if text := columns.text(row, Part.SIDE):
        return next((sign for known, sign in SIDES if known.match(text)), 0)
    return account_and_side(row, columns)[1]


def _in_column_of_amounts(
    text: str, place: int, period: str, line: Line, side: int, scale: int, signs: Signs
) -> RowAmount:
    try:
        amount = parse_typed_amount(text, line, scale) or ZERO
    except NotAnAmount as refused:
        return RowAmount(place, period_text=period, problem=refused.sentence)
    stated = Map({place: amount})
    if names_a_side(text):  # it was read as a debit, a credit negative
        problem = _on_other_side(text) if amount * side < 0 else None
        return RowAmount(place, amount, period_text=period, problem=problem, stated=stated)
    if side:
        is_negative_credit = side < 0 and amount < 0
        problem = _negative_credit(text) if is_negative_credit and not signs.follow_sides else None
        debit = amount if is_negative_credit else side * amount
        return RowAmount(place, debit, period_text=period, problem=problem, stated=stated)
    return RowAmount(place, displayed=amount, period_text=period, stated=stated)


def _with_those_beside(amount: RowAmount, beside: Sequence[RowAmount], row: Row, signs: Signs) -> RowAmount:
    """Return a debit or credit with what heads the amount beside it; with a problem if the two disagree."""
    for other in beside:
        if other.problem:
            return other
        if not _agree(amount.debit, other, signs.debit_sign):
            problem = phrase(
                "'{text}' differs from the debit or credit beside it. Correct one of them, or delete the column.",
                text=text_at(row, other.place),
            )
            return RowAmount(other.place, period_text=other.period_text, problem=problem)
    periods = list(dict.fromkeys(other.period_text for other in beside if other.period_text))
    if len(periods) > 1:
        return RowAmount(beside[-1].place, problem=SEVERAL_PERIODS)
    return replace(
        amount,
        period_text="".join(periods),
        stated=Map({place: known for each in (amount, *beside) for place, known in each.stated.items()}),
    )


def _agree(debit: Decimal | None, other: RowAmount, debit_sign: int) -> bool:
    """True if an amount is a debit, a credit negative, or that in the line's own sign; in any sign if none is known."""
    if debit is None or other.displayed is None:
        return other.debit == debit
    return other.displayed in (debit, debit_sign * debit if debit_sign else -debit)


def _in_columns_of_sides(texts: Mapping[Part, str], columns: Columns, line: Line, scale: int) -> RowAmount:
    amounts: dict[Part, Decimal] = {}
    for part, text in texts.items():
        place = columns.places[part]
        try:
            amount = parse_typed_amount(text, line, scale) or ZERO
        except NotAnAmount as refused:
            return RowAmount(place, problem=refused.sentence)
        if names_a_side(text):
            amount *= SIGNS[part]
            if amount < 0:
                return RowAmount(place, problem=_on_other_side(text))
        amounts[part] = amount
    if all(amounts.get(part) for part in SIGNS):
        return RowAmount(columns.places[Part.CREDIT], problem=BOTH_SIDES)
    debit = sum((SIGNS[part] * amount for part, amount in amounts.items()), ZERO)
    stated = Map({columns.places[part]: amount for part, amount in amounts.items()})
    filled = next((part for part, amount in amounts.items() if amount), next(iter(amounts)))
    return RowAmount(columns.places[filled], debit, stated=stated)


def _on_other_side(text: str) -> Phrase:
    return phrase("'{text}' stands in the column of the other side. Move it.", text=text)


def _negative_credit(text: str) -> Phrase:
    return phrase(
        "'{text}' is negative and called a credit, which may mean a debit. Enter it without the sign, on its side.",
        text=text,
    )


# ---- sums


def sums_in(row: Row, columns: Columns) -> dict[int, Decimal]:
    """Return the amounts of a row that is headed as a sum, or has no words at all, by column; else nothing."""
    amounts = {
        place: amount
        for place in places_of_amounts(columns)
        if (amount := _plain_amount(text_at(row, place))) is not None
    }
    words = [text for place in range(len(row)) if place not in amounts and (text := text_at(row, place))]
    return amounts if any(map(heads_sum, words)) or not words else {}


def wrong_sums(sums: Mapping[int, Decimal], amounts: Sequence[RowAmount]) -> list[int]:
    """Return the columns of ``sums`` that are not those of ``amounts``; all of them if there are no amounts.

    In a column that holds both sides, the sum may also be that of all debits, or of all credits.
    """
    debits = [amount.debit for amount in amounts if amount.debit is not None]
    sides = {sum((abs(debit) for debit in debits if debit * sign > 0), ZERO) for sign in SIGNS.values()}
    wrong: list[int] = []
    for place, stated in sums.items():
        in_column = [amount.stated[place] for amount in amounts if place in amount.stated]
        holds_both = any(amount.debit is not None and amount.place == place for amount in amounts) and len(sums) == 1
        if not amounts or (stated != sum(in_column, ZERO) and not (holds_both and abs(stated) in sides)):
            wrong.append(place)
    return wrong


def places_of_amounts(columns: Columns) -> list[int]:
    """Return the columns that hold amounts, counted from 0."""
    return [
        *(columns.places[part] for part in SIGNS if part in columns.places),
        *(place for place, _ in columns.amounts),
    ]


def _plain_amount(text: str) -> Decimal | None:
    try:
        return parse_typed_amount(text, SOME_LINE)
    except NotAnAmount:
        return None
