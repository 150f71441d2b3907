"""Whether two formulas say the same, however the programs that saved them write it."""

from dataclasses import replace

from workbench.recalculating.parsing import Area, Call, Chain, Node, Signed, parse
from workbench.recalculating.values import NotOurs


def is_same_formula(one: str, other: str, sheet: str) -> bool:
    """True if two formulas of a cell on ``sheet`` read the same cells and do the same with them.

    Spaces, quotes round the names of sheets, dollar signs and the name of the cell's own sheet may differ.
    """
    if one == other:
        return True
    try:
        return _on_sheet(parse(one), sheet.casefold()) == _on_sheet(parse(other), sheet.casefold())
    except NotOurs:
        return False


def _on_sheet(node: Node, sheet: str) -> Node:
    """Return a tree in which every area names its sheet."""
    match node:
        case Area():
            return replace(node, sheet=sheet if node.sheet is None else node.sheet.casefold())
        case Signed(is_negative, operand):
            return Signed(is_negative, _on_sheet(operand, sheet))
        case Chain(first, rest):
            others = tuple((operator, _on_sheet(operand, sheet)) for operator, operand in rest)
            return Chain(_on_sheet(first, sheet), others)
        case Call(function, arguments):
            return Call(function, tuple(_on_sheet(argument, sheet) for argument in arguments))
    return node
