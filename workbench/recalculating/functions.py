"""The functions that a review workbook uses, as Excel, LibreOffice and Google Sheets agree on them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workbench.domain.amounts import PRECISE, has_at_most
from workbench.phrases import phrase
from workbench.recalculating.matrices import Matrix, Operand, single
from workbench.recalculating.values import (
    NUMBER_TEXT,
    ErrorValue,
    Failed,
    NotOurs,
    Value,
    as_claim,
    as_number,
    as_text,
    compare,
)

WILDCARDS = re.compile(r"[*?~]")
OPERATOR, OTHER_THAN = re.compile(r"[<>=]"), "<>"
PLAIN_CHARACTERS = (9, 10, *range(32, 127))
"""The characters that have one number in every system."""
MOST_DECIMALS = 1_000


def add_up(arguments: Sequence[Operand]) -> Value:
    return sum(_numbers(arguments), Decimal(0))


def add_up_products(arguments: Sequence[Operand]) -> Value:
    """Return the sum of products of matrices of one size, in which anything but a number is nil."""
    matrices = [
        argument if isinstance(argument, Matrix) else Matrix(1, 1, {(0, 0): argument}) for argument in arguments
    ]
    if len({matrix.size for matrix in matrices}) != 1:
        raise Failed(ErrorValue.VALUE)
    for matrix in matrices:
        _raise_errors(matrix.filled.values())
    total = Decimal(0)
    for place in matrices[0].filled:
        product = Decimal(1)
        for matrix in matrices:
            value = matrix.filled.get(place)
            product *= value if isinstance(value, Decimal) else 0
        total += product
    return total


def round_to(arguments: Sequence[Operand]) -> Value:
    """Return a number rounded, halves away from zero."""
    number, decimals = (as_number(single(argument)) for argument in _exactly(2, arguments))
    return round_half_away(number, int(decimals))


def round_half_away(number: Decimal, decimals: int) -> Decimal:
    """Return ``number`` with at most ``decimals``, which may be negative."""
    if abs(decimals) > MOST_DECIMALS:
        raise NotOurs(phrase("more than {most} decimals", most=MOST_DECIMALS))
    if decimals >= 0 and has_at_most(number, decimals):
        return number
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, PRECISE)


def absolute(arguments: Sequence[Operand]) -> Value:
    (number,) = _exactly(1, arguments)
    return abs(as_number(single(number)))


def least(arguments: Sequence[Operand]) -> Value:
    return min(_numbers(arguments), default=Decimal(0))


def greatest(arguments: Sequence[Operand]) -> Value:
    return max(_numbers(arguments), default=Decimal(0))


def count_numbers(arguments: Sequence[Operand]) -> Value:
    number = 0
    for argument in arguments:
        if isinstance(argument, Matrix):
            number += sum(isinstance(value, Decimal) for value in argument.filled.values())
        else:
            is_number_text = isinstance(argument, str) and NUMBER_TEXT.fullmatch(argument) is not None
            number += isinstance(argument, Decimal | bool) or is_number_text
    return Decimal(number)


def count_meeting(arguments: Sequence[Operand]) -> Value:
    """Return how many rows of some ranges meet a criterion each."""
    if len(arguments) % 2 or not arguments:
        raise _wrong_number_of_arguments()
    ranges, criteria = arguments[::2], [single(criterion) for criterion in arguments[1::2]]
    if not all(isinstance(one, Matrix) for one in ranges):
        raise NotOurs(phrase("a count of something that is no range"))
    matrices = [one for one in ranges if isinstance(one, Matrix)]
    if len({matrix.size for matrix in matrices}) != 1:
        raise Failed(ErrorValue.VALUE)
    wanted = [_criterion(criterion) for criterion in criteria]
    pairs = list(zip(matrices, wanted, strict=True))
    return Decimal(
        sum(
            all(_meets(matrix.filled.get(place), criterion) for matrix, criterion in pairs)
            for place, _ in matrices[0].each()
        )
    )


class _Criterion(NamedTuple):
    """What a cell must be equal to; or, if ``is_other``, anything but that."""

    wanted: Decimal | str
    is_other: bool = False


def _criterion(criterion: Value) -> _Criterion:
    """Return what a cell must meet. Raises NotOurs if the criterion says anything else."""
    match criterion:
        case Decimal():
            return _Criterion(criterion)
        case str():
            is_other = criterion.startswith(OTHER_THAN)
            text = criterion.removeprefix(OTHER_THAN)
            if text and not (OPERATOR.match(text) or WILDCARDS.search(text) or NUMBER_TEXT.fullmatch(text)):
                return _Criterion(text, is_other)
        case ErrorValue():
            raise Failed(criterion)
    raise NotOurs(phrase("the criterion '{criterion}'", criterion=as_text(criterion)))


def _meets(value: Value, criterion: _Criterion) -> bool:
    if isinstance(criterion.wanted, str):
        if criterion.is_other and isinstance(value, ErrorValue):
            raise NotOurs(phrase("an error that is compared with a criterion"))
        is_equal = isinstance(value, str) and compare(value, criterion.wanted) == 0
    else:
        is_equal = isinstance(value, Decimal) and value == criterion.wanted
    return is_equal != criterion.is_other


def is_number(arguments: Sequence[Operand]) -> Value:
    (value,) = _exactly(1, arguments)
    return isinstance(single(value), Decimal)


def search(arguments: Sequence[Operand]) -> Value:
    """Return where a text begins within another, from 1, ignoring case."""
    sought, text = (as_text(single(argument)) for argument in _exactly(2, arguments))
    if WILDCARDS.search(sought) or not sought:
        raise NotOurs(phrase("a search for '{text}'", text=sought))
    found = text.lower().find(sought.lower())
    if found < 0:
        raise Failed(ErrorValue.VALUE)
    return Decimal(found + 1)


def write_number(arguments: Sequence[Operand]) -> Value:
    """Return a number as a text with so many decimals, and with separators of thousands."""
    number, decimals = (as_number(single(argument)) for argument in _exactly(2, arguments))
    if decimals < 0:
        raise NotOurs(phrase("a number written with {number} decimals", number=int(decimals)))
    return f"{round_half_away(number, int(decimals)):,.{int(decimals)}f}"


def character(arguments: Sequence[Operand]) -> Value:
    (number,) = _exactly(1, arguments)
    code = int(as_number(single(number)))
    if code not in PLAIN_CHARACTERS:
        raise NotOurs(phrase("the character number {number}", number=code))
    return chr(code)


def all_hold(arguments: Sequence[Operand]) -> Value:
    return all(_claims(arguments))


def one_holds(arguments: Sequence[Operand]) -> Value:
    return any(_claims(arguments))


def does_not_hold(arguments: Sequence[Operand]) -> Value:
    (claim,) = _exactly(1, arguments)
    return not as_claim(single(claim))


FUNCTIONS: Mapping[str, Callable[[Sequence[Operand]], Value]] = {
    "ABS": absolute,
    "AND": all_hold,
    "CHAR": character,
    "COUNT": count_numbers,
    "COUNTIF": count_meeting,
    "COUNTIFS": count_meeting,
    "FIXED": write_number,
    "ISNUMBER": is_number,
    "MAX": greatest,
    "MIN": least,
    "NOT": does_not_hold,
    "OR": one_holds,
    "ROUND": round_to,
    "SEARCH": search,
    "SUM": add_up,
    "SUMPRODUCT": add_up_products,
}
"""By name; IF and IFERROR, which do not evaluate all of their arguments, are the evaluator's."""
TAKES_ERRORS = frozenset(("COUNT", "ISNUMBER"))
"""The functions of which an error is an argument like any other."""


def _numbers(arguments: Iterable[Operand]) -> Iterator[Decimal]:
    """Yield the numbers of cells, and what other arguments count for."""
    for argument in arguments:
        if isinstance(argument, Matrix):
            _raise_errors(argument.filled.values())
            yield from (value for value in argument.filled.values() if isinstance(value, Decimal))
        else:
            yield as_number(argument)


def _claims(arguments: Sequence[Operand]) -> list[bool]:
    """Return the truth values of all arguments; texts of cells are ignored. Raises Failed if there are none."""
    claims = []
    for argument in arguments:
        if isinstance(argument, Matrix):
            _raise_errors(argument.filled.values())
            claims += [as_claim(value) for value in argument.filled.values() if isinstance(value, bool | Decimal)]
        else:
            claims.append(as_claim(argument))
    if not claims:
        raise Failed(ErrorValue.VALUE)
    return claims


def _raise_errors(values: Iterable[Value]) -> None:
    for value in values:
        if isinstance(value, ErrorValue):
            raise Failed(value)


def _exactly(number: int, arguments: Sequence[Operand]) -> Sequence[Operand]:
    if len(arguments) != number:
        raise _wrong_number_of_arguments()
    return arguments


def _wrong_number_of_arguments() -> NotOurs:
    return NotOurs(phrase("another number of arguments"))
