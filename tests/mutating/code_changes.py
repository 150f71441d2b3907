"""Small changes of a module's code, one at a time: each a fault that a test of that module should notice.

An operator is turned, a constant is one more, a condition is negated, an early return is left out. Messages,
annotations and decorators stay as they are.
"""

import ast
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
CONTRARY = TURNED | {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt}
DISPLAYS = (ast.JoinedStr, ast.List, ast.ListComp, ast.Tuple, ast.Set, ast.Dict)
"""Where one of these stands beside ``+``, things are put together and no amounts added."""
LEFT_ALONE = ("annotation", "returns", "decorator_list")


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One change. ``line`` and ``text``: of the code as it stands; ``source``: all of the code as changed."""

    line: int
    text: str
    before: str
    after: str
    source: str


def code_changes(source: str, count: int, chance: random.Random) -> list[CodeChange]:
    """Return ``count`` changes, spread by chance over the functions of some code; all where it has not so many."""
    of_functions: dict[str, list[int]] = {}
    for number, place in enumerate(_places_in(ast.parse(source))):
        of_functions.setdefault(place.function, []).append(number)
    waiting = list(of_functions.values())
    chance.shuffle(waiting)
    for numbers in waiting:
        chance.shuffle(numbers)
    changes: dict[str, CodeChange] = {}
    while waiting and len(changes) < count:
        numbers, *waiting = waiting
        change = _change_at(source, numbers.pop())
        changes.setdefault(change.source, change)
        waiting += [numbers] if numbers else []
    return sorted(changes.values(), key=lambda change: change.line)


@dataclass(frozen=True, slots=True)
class _Place:
    """Something in a tree that may be changed. ``change`` does it, and returns what then stands there."""

    node: ast.expr | ast.stmt
    change: Callable[[], ast.AST]
    function: str = ""


def _change_at(source: str, number: int) -> CodeChange:
    tree = ast.parse(source)
    place = list(_places_in(tree))[number]
    before = ast.unparse(place.node)
    after = ast.unparse(place.change())
    line = place.node.lineno
    return CodeChange(line, source.splitlines()[line - 1].strip(), before, after, ast.unparse(tree))


def _places_in(node: ast.AST, names: tuple[str, ...] = ()) -> Iterator[_Place]:
    """Yield what may be changed inside a node, in the order of the code."""
    if isinstance(node, ast.JoinedStr | ast.Raise):
        return  # what is said to a reader
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        names = (*names, node.name)
    yield from (_Place(place.node, place.change, ".".join(names)) for place in _places_of(node))
    for name, value in ast.iter_fields(node):
        if name not in LEFT_ALONE:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _places_in(child, names)


def _places_of(node: ast.AST) -> Iterator[_Place]:
    """Yield what may be changed of one node itself."""
    match node:
        case ast.Compare():
            for place in range(len(node.ops)):
                yield _Place(node, partial(_turn_comparison, node, place))
        case ast.BoolOp():
            yield _Place(node, partial(_set, node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()))
        case ast.BinOp(op=ast.Add() | ast.Sub()) if not (_is_display(node.left) or _is_display(node.right)):
            yield _Place(node, partial(_set, node, "op", _other_sign(node.op)))
        case ast.AugAssign(op=ast.Add() | ast.Sub()) if not _is_display(node.value):
            yield _Place(node, partial(_set, node, "op", _other_sign(node.op)))
        case ast.UnaryOp(op=ast.USub()):
            yield _Place(node, partial(_set, node, "op", ast.UAdd()))
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            yield _Place(node, partial(_set, node, "value", number + 1))
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant(value=str())]):
            one_more = ast.BinOp(ast.Call(node.func, node.args, []), ast.Add(), ast.Constant(1))
            yield _Place(node, partial(_set, node, "args", [one_more]))
        case ast.If():
            yield _Place(node.test, partial(_negate_condition, node))
            for place, statement in enumerate(node.body):
                if isinstance(statement, ast.Return):
                    yield _Place(statement, partial(_leave_out, node.body, place))
        case ast.IfExp():
            yield _Place(node.test, partial(_negate_condition, node))
        case ast.comprehension():
            for place, condition in enumerate(node.ifs):
                yield _Place(condition, partial(_negate_filter, node, place))


def _set(node: ast.AST, field: str, value: object) -> ast.AST:
    setattr(node, field, value)
    return node


def _turn_comparison(node: ast.Compare, place: int) -> ast.AST:
    node.ops[place] = TURNED[type(node.ops[place])]()
    return node


def _negate_condition(node: ast.If | ast.IfExp) -> ast.AST:
    node.test = _contrary(node.test)
    return node.test


def _negate_filter(node: ast.comprehension, place: int) -> ast.AST:
    node.ifs[place] = _contrary(node.ifs[place])
    return node.ifs[place]


def _contrary(condition: ast.expr) -> ast.expr:
    match condition:
        case ast.UnaryOp(op=ast.Not()):
            return condition.operand
        case ast.Compare(ops=[operator]):
            return ast.Compare(condition.left, [CONTRARY[type(operator)]()], condition.comparators)
        case _:
            return ast.UnaryOp(ast.Not(), condition)


def _leave_out(statements: list[ast.stmt], place: int) -> ast.AST:
    statements[place] = ast.Pass()
    return statements[place]


def _other_sign(operator: ast.operator) -> ast.operator:
    return ast.Sub() if isinstance(operator, ast.Add) else ast.Add()


def _is_display(node: ast.expr) -> bool:
    return isinstance(node, DISPLAYS) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
