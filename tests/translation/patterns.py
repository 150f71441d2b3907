"""The patterns of the program, as a catalogue lists them: found in its source, none of which is run."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import workbench

PROGRAM = Path(workbench.__file__).parent
TAKES_A_PATTERN = frozenset(("phrase", "tr", "gettext", "WorkbenchError", "ImportRefused", "PasswordNeeded"))
"""Whose first argument is a pattern."""
TAKES_TWO_PATTERNS = frozenset(("phrase_of_count", "tr_count", "ngettext", "Plural"))
"""Whose first two arguments are the patterns of one thing and of several."""
WORDING = PROGRAM / "wording"
"""The room whose tables hold patterns as their values."""


class Pattern(NamedTuple):
    """``plural``: the pattern for any other number than 1; "" if none."""

    text: str
    plural: str = ""


@cache
def patterns_of_program() -> dict[Pattern, list[str]]:
    """Return every pattern with the files that it stands in, from the checkout on; both in the order of the source."""
    files_by_pattern: dict[Pattern, list[str]] = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        name = path.relative_to(PROGRAM.parent).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for pattern in patterns_in(tree, is_wording=path.is_relative_to(WORDING)):
            files = files_by_pattern.setdefault(pattern, [])
            if name not in files:
                files.append(name)
    return files_by_pattern


def patterns_in(tree: ast.AST, *, is_wording: bool = False) -> Iterator[Pattern]:
    """Yield the patterns that are handed to what says or keeps them; of ``wording/`` also the values of tables."""
    for node in _in_order(tree):
        match node:
            case ast.Call(args=[singular, plural, *_]) if name_called(node) in TAKES_TWO_PATTERNS:
                yield from map(Pattern, _literals(singular), _literals(plural))
            case ast.Call(args=[text, *_]) if name_called(node) in TAKES_A_PATTERN:
                yield from map(Pattern, _literals(text))
            case ast.Dict(values=values) if is_wording:
                yield from (
                    Pattern(text) for value in values if isinstance(value, ast.Constant) for text in _literals(value)
                )


def _in_order(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes as they stand in the source."""
    yield tree
    for child in ast.iter_child_nodes(tree):
        yield from _in_order(child)


def _literals(text: ast.expr) -> Iterator[str]:
    """Yield the text that an expression is, or the two that it chooses from; an empty one is no pattern."""
    match text:
        case ast.Constant(value=str() as literal) if literal:
            yield literal
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_literals(body), *_literals(orelse))


def name_called(call: ast.Call) -> str:
    """Return the name of what is called, without what it belongs to."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
