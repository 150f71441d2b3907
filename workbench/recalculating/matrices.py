"""Matrices of values: the cells of a range, or what an operator makes of them one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from workbench.phrases import phrase
from workbench.recalculating.values import ErrorValue, Failed, NotOurs, Value

MOST_CELLS = 4_000_000
"""Of a matrix whose blanks count too: a whole column is one."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """``filled``: the values that are not blank, by (row, column) from 0."""

    height: int
    width: int
    filled: Mapping[tuple[int, int], Value]

    @property
    def size(self) -> tuple[int, int]:
        return self.height, self.width

    @property
    def is_one(self) -> bool:
        return self.size == (1, 1)

    def each(self) -> Iterator[tuple[tuple[int, int], Value]]:
        """Yield every value, blanks too. Raises NotOurs if there are too many."""
        if self.height * self.width > MOST_CELLS:
            raise NotOurs(phrase("more cells than a sheet of a review workbook has"))
        for place in product(range(self.height), range(self.width)):
            yield place, self.filled.get(place)

    def map(self, function: Callable[[Value], Value]) -> "Matrix":
        """Return a matrix of what ``function`` makes of each value; where it fails, of the error."""
        return Matrix(*self.size, {place: _attempt(function, value) for place, value in self.each()})


Operand = Value | Matrix


def combine(left: Operand, right: Operand, function: Callable[[Value, Value], Value]) -> Operand:
    """Return what ``function`` makes of two values, or of each pair of two matrices of one size."""
    left, right = _without_frame(left), _without_frame(right)
    if isinstance(left, Matrix):
        if not isinstance(right, Matrix):
            return left.map(lambda value: function(value, right))
        if left.size != right.size:
            raise NotOurs(phrase("ranges of different sizes"))
        others = right.filled
        pairs = {
            place: _attempt(lambda one, place=place: function(one, others.get(place)), value)  # type: ignore[misc]
            for place, value in left.each()
        }
        return Matrix(*left.size, pairs)
    if isinstance(right, Matrix):
        return right.map(lambda value: function(left, value))
    return function(left, right)


def single(operand: Operand) -> Value:
    """Return the value of an operand. Raises NotOurs if it has several."""
    operand = _without_frame(operand)
    if isinstance(operand, Matrix):
        raise NotOurs(phrase("a range where one value is expected"))
    return operand


def _without_frame(operand: Operand) -> Operand:
    return operand.filled.get((0, 0)) if isinstance(operand, Matrix) and operand.is_one else operand


def _attempt(function: Callable[[Value], Value], value: Value) -> Value | ErrorValue:
    try:
        return function(value)
    except Failed as failed:
        return failed.error
