"""Evaluates the formulas of a workbook: each when it is asked for, once, after all that it reads."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, DecimalException, localcontext
from functools import partial

from workbench.domain.amounts import PRECISE
from workbench.phrases import phrase
from workbench.recalculating.cells import CellPlace, Content, Formula, Undefined, WorkbookCells
from workbench.recalculating.functions import FUNCTIONS, TAKES_ERRORS
from workbench.recalculating.matrices import Matrix, Operand, combine, single
from workbench.recalculating.parsing import Area, Call, Chain, Literal, Name, Node, Signed, areas_in, parse
from workbench.recalculating.values import (
    ErrorValue,
    Failed,
    NotOurs,
    Value,
    as_claim,
    as_number,
    as_text,
    compare,
)
from workbench.workbooks import column_letter

COMPARISONS: Mapping[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}
NO_VALUE = phrase("a date or an unknown error")


class Recalculation:
    """The values of a workbook's cells, calculated from its constants; nothing that is stored as a result is read."""

    def __init__(self, workbook: WorkbookCells) -> None:
        self._contents: dict[CellPlace, Content] = {
            (sheet.casefold(), row, column): content for (sheet, row, column), content in workbook.cells.items()
        }
        self._sheet_names = {sheet.casefold(): sheet for sheet in workbook.sheets}
        self._names = {name.casefold(): refers_to for name, refers_to in workbook.names.items()}
        self._rows: dict[tuple[str, int], list[int]] = {}
        for sheet, row, column in sorted(self._contents):
            self._rows.setdefault((sheet, column), []).append(row)
        self._trees: dict[str, Node | NotOurs] = {}
        self._values: dict[CellPlace, Value | NotOurs] = {}

    def value(self, sheet: str, row: int, column: int) -> Value:
        """Return what a cell shows; a formula that reads a blank alone shows 0.

        A formula that reads itself shows an error, even where it does so in a case that does not arise. Raises NotOurs,
        which names the cell, if a formula that the value depends on is not one of ours.
        """
        place = (sheet.casefold(), row, column)
        with localcontext(PRECISE):
            self._settle(place)
            return self._read(place)

    def _settle(self, place: CellPlace) -> None:
        """Calculate a cell after all formulas that it depends on, however long the chain of them is."""
        stack, begun = [place], set[CellPlace]()
        while stack:
            top = stack[-1]
            if top in self._values or not isinstance(self._contents.get(top), Formula):
                stack.pop()
            elif top in begun:
                stack.pop()
                self._values[top] = self._result(top)
            else:
                begun.add(top)
                stack += (read for read in self._formulas_read(top) if read not in self._values and read not in begun)

    def _read(self, place: CellPlace) -> Value:
        """Return the value of a cell. Raises NotOurs."""
        content = self._contents.get(place)
        if isinstance(content, Undefined):
            raise NotOurs(NO_VALUE, self._name_of(place))
        if not isinstance(content, Formula):
            return content
        value = self._values.get(place, ErrorValue.CIRCULAR)  # all that a formula reads is settled, but what reads it
        if isinstance(value, NotOurs):
            raise value
        return value

    def _result(self, place: CellPlace) -> Value | NotOurs:
        try:
            value = single(self._evaluate(self._tree(place), place[0]))
        except Failed as failed:
            return failed.error
        except DecimalException:
            return ErrorValue.NUMBER
        except NotOurs as not_ours:
            return not_ours if not_ours.cell else NotOurs(not_ours.what, self._name_of(place))
        return Decimal(0) if value is None else value

    def _name_of(self, place: CellPlace) -> str:
        sheet, row, column = place
        return f"'{self._sheet_names.get(sheet, sheet)}'!{column_letter(column)}{row}"

    def _tree(self, place: CellPlace) -> Node:
        """Return the tree of a cell's formula; cells with the same text share one. Raises NotOurs."""
        content = self._contents[place]
        assert isinstance(content, Formula)
        tree = self._trees.get(content.text)
        if tree is None:
            try:
                tree = parse(content.text)
            except NotOurs as not_ours:
                tree = not_ours
            self._trees[content.text] = tree
        if isinstance(tree, NotOurs):
            raise tree
        return tree

    # ---- what a formula reads

    def _formulas_read(self, place: CellPlace) -> list[CellPlace]:
        """Return the formulas that a formula may read; none if it is not one of ours."""
        try:
            reads = [
                self._meaning_of(read.name) if isinstance(read, Name) else read for read in areas_in(self._tree(place))
            ]
        except NotOurs:
            return []
        areas = [area for area in reads if isinstance(area, Area)]
        return [cell for area in areas for cell in self._cells_in(area, place[0]) if self._is_formula(cell)]

    def _is_formula(self, place: CellPlace) -> bool:
        return isinstance(self._contents[place], Formula)

    def _meaning_of(self, name: str) -> Node:
        """Return what a name refers to; a name that nobody defines is an error."""
        refers_to = self._names.get(name.casefold())
        if refers_to is None:
            return Literal(ErrorValue.NAME)
        node = parse(refers_to)
        if not isinstance(node, Area | Literal):
            raise NotOurs(phrase("the name '{name}'", name=name))
        return node

    def _cells_in(self, area: Area, own_sheet: str) -> Iterator[CellPlace]:
        """Yield the cells of an area that hold anything."""
        sheet = own_sheet if area.sheet is None else area.sheet.casefold()
        for column in range(area.first_column, area.last_column + 1):
            rows = self._rows.get((sheet, column), [])
            for row in rows[bisect_left(rows, area.first_row) : bisect_right(rows, area.last_row)]:
                yield sheet, row, column

    # ---- what it comes to

    def _evaluate(self, node: Node, sheet: str) -> Operand:
        """Return the value of a tree; ``sheet``: of its formula. Raises Failed with an error value, or NotOurs."""
        match node:
            case Literal(value):
                return value
            case Name(name):
                return self._evaluate(self._meaning_of(name), sheet)
            case Area():
                return self._matrix(node, sheet)
            case Signed(is_negative, operand):
                sign = -1 if is_negative else 1
                return combine(self._evaluate(operand, sheet), None, lambda value, _: sign * as_number(value))
            case Chain(first, rest):
                result = self._evaluate(first, sheet)
                for operator, operand in rest:
                    result = combine(result, self._evaluate(operand, sheet), partial(_apply, operator))
                return result
            case Call("IF", arguments):
                return self._case_that_arises(arguments, sheet)
            case Call("IFERROR", (attempted, otherwise)):
                value = self._value_or_error(attempted, sheet)
                return self._evaluate(otherwise, sheet) if isinstance(value, ErrorValue) else value
            case Call(name, arguments):
                return self._result_of_call(name, arguments, sheet)

    def _matrix(self, area: Area, own_sheet: str) -> Operand:
        if area.sheet is not None and area.sheet.casefold() not in self._sheet_names:
            raise Failed(ErrorValue.REFERENCE)
        filled = {
            (row - area.first_row, column - area.first_column): self._read((sheet, row, column))
            for sheet, row, column in self._cells_in(area, own_sheet)
        }
        return Matrix(area.last_row - area.first_row + 1, area.last_column - area.first_column + 1, filled)

    def _case_that_arises(self, arguments: tuple[Node, ...], sheet: str) -> Operand:
        """Return the value of IF, of which only the case that arises is evaluated."""
        if len(arguments) not in (2, 3):
            raise NotOurs(phrase("another number of arguments"))
        if as_claim(single(self._evaluate(arguments[0], sheet))):
            return self._evaluate(arguments[1], sheet)
        return self._evaluate(arguments[2], sheet) if len(arguments) > 2 else False

    def _result_of_call(self, name: str, arguments: tuple[Node, ...], sheet: str) -> Value:
        function = FUNCTIONS.get(name)
        if function is None:
            raise NotOurs(name)
        if name in TAKES_ERRORS:
            return function([self._operand_or_error(argument, sheet) for argument in arguments])
        return function([self._evaluate(argument, sheet) for argument in arguments])

    def _operand_or_error(self, node: Node, sheet: str) -> Operand:
        try:
            return self._evaluate(node, sheet)
        except Failed as failed:
            return failed.error

    def _value_or_error(self, node: Node, sheet: str) -> Value:
        try:
            return single(self._evaluate(node, sheet))
        except Failed as failed:
            return failed.error


def _apply(operator: str, left: Value, right: Value) -> Value:
    """Return what an operator makes of two values. Raises Failed."""
    if operator == "&":
        return as_text(left) + as_text(right)
    if operator in COMPARISONS:
        return COMPARISONS[operator](compare(left, right))
    one, other = as_number(left), as_number(right)
    match operator:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
    if not other:
        raise Failed(ErrorValue.DIVISION)
    return one / other
