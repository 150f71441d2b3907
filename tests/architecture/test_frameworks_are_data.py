"""No name of a framework stands in the program: names are data, of files, of users, of the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench

PROGRAM = Path(workbench.__file__).parent
IN_CAPITALS = re.compile(r"\b(?:U\.?S\.?|UK|PRC|HK|[A-Z][a-z]+) GAAP\b|\b(?:[A-Z]+-?)?IFRSs?\b|\bHGB\b|\bASC \d")
"""A name as people write it; patterns of words are in small letters."""
KIND_OF_STATEMENT = re.compile(r"\bnon-gaap\b", re.IGNORECASE)


def texts_of_program() -> Iterator[tuple[str, str]]:
    """Yield every literal text with its place; docstrings give examples and are none."""
    for path in sorted(PROGRAM.rglob("*.py")):
        tree = ast.parse(path.read_text())
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield f"{path.relative_to(PROGRAM)}:{node.lineno}", node.value


def names_a_framework(text: str) -> bool:
    return bool(IN_CAPITALS.search(KIND_OF_STATEMENT.sub("", text)))


def test_no_text_of_the_program_names_a_framework() -> None:
    named = {place: text for place, text in texts_of_program() if names_a_framework(text)}
    assert named == {}


@pytest.mark.parametrize("text", ["US GAAP", "as reported under IFRS", "K-IFRS", "Dutch GAAP", "ASC 842", "HGB"])
def test_such_a_name_is_recognised(text: str) -> None:
    assert names_a_framework(text)
