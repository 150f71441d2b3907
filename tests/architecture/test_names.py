"""Names that a stranger would not guess stay away: of modules, classes and functions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench

PACKAGE = Path(workbench.__file__).parent

GONE: dict[type[ast.AST], frozenset[str]] = {
    ast.Module: frozenset(
        [
            "between_tables",
            "finding",
            "lists",
            "looks",
            "meanings",
            "memory",
            "moving",
            "pointing",
            "quiet_table",
            "sheet_heads",
            "sides",
            "strips",
            "texts",
            "together",
            "told",
            "validate",
            "viewing",
            "views",
            "when_seen",
            "wire",
            "words",
        ]
    ),
    ast.ClassDef: frozenset(
        [
            "Block",
            "Claim",
            "ColumnIs",
            "CurrencyIs",
            "DecimalMarkIs",
            "Difference",
            "Drafting",
            "Ends",
            "EntityIs",
            "Face",
            "Guess",
            "Headed",
            "Ink",
            "JobStrip",
            "Kind",
            "Known",
            "Look",
            "MergeNote",
            "Meaning",
            "Memory",
            "Placed",
            "Plan",
            "QuietTable",
            "Rest",
            "Role",
            "RowIs",
            "Said",
            "Says",
            "ScaleIs",
            "Shade",
            "SheetPicture",
            "Stated",
            "StatedFigures",
            "StatementIs",
            "Status",
            "Step",
            "Strip",
            "Together",
            "Told",
            "TotalIs",
            "Unit",
            "Use",
            "Viewing",
            "What",
            "WhenSeen",
        ]
    ),
    ast.FunctionDef: frozenset(
        [
            "also_called",
            "ask_lightly",
            "counted",
            "covers",
            "is_overtaken",
            "looks",
            "meaning",
            "moved_on",
            "reach",
            "rests",
            "rivals",
            "said",
            "says",
            "shown",
            "sides",
            "taken_over",
            "tell",
            "told",
            "words",
            "written",
        ]
    ),
}
"""What modules, classes and functions were called before they had a name of the field."""
GONE_FROM = {"ui": frozenset({"edits", "rows", "tables"}), "exporting": frozenset({"plan", "report"})}
"""Modules whose names tell nothing in one package, and something in another."""
PARTICIPLES = re.compile(
    r"^(?:begun|bought|broken|brought|built|chosen|drawn|found|given|gone|heard|held|kept|known|led|left|made|meant|"
    r"met|seen|shown|sold|spelt|taken|thought|told|worn|written|(?!need|feed|seed|speed|exceed|proceed)[a-z]+ed)$"
)
"""What is no verb: a function says what it does, or what it returns."""


SAYS_NOTHING = frozenset({"each", "every", "found", "it", "one"})
SINGLE_LETTER = re.compile(r"^[a-wz]$")
"""But x and y, which are coordinates."""


def definitions() -> Iterator[tuple[str, str, ast.AST]]:
    """Yield (where, name, node) of every module, class and function of the program."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield module, module.split(".")[-1], tree
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                yield f"{module}:{node.lineno}", node.name, node


def vague_loops() -> Iterator[str]:
    """Yield where a loop or a comprehension runs over things that it does not name."""
    for where, _, tree in definitions():
        if not isinstance(tree, ast.Module):
            continue
        targets = [node.target for node in ast.walk(tree) if isinstance(node, ast.For | ast.comprehension)]
        for target in targets:
            yield from (
                f"{where}:{target.lineno}: {name.id}"
                for name in ast.walk(target)
                if isinstance(name, ast.Name) and (name.id in SAYS_NOTHING or SINGLE_LETTER.match(name.id))
            )


def is_property(node: ast.AST) -> bool:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return any("property" in ast.unparse(decorator) for decorator in decorators)


def test_no_definition_bears_a_name_that_was_given_up() -> None:
    named = [(where, name) for where, name, node in definitions() if name.lstrip("_") in GONE[type(node)]]
    assert not named, "\n".join(f"{where}: {name}" for where, name in named)


def test_no_module_bears_a_name_that_tells_nothing_in_its_package() -> None:
    modules = [(where, name) for where, name, node in definitions() if isinstance(node, ast.Module)]
    named = [where for where, name in modules if name in GONE_FROM.get(where.split(".")[0], ())]
    assert not named, "\n".join(named)


def test_functions_are_verbs_or_say_what_they_return() -> None:
    named = [
        (where, name)
        for where, name, node in definitions()
        if isinstance(node, ast.FunctionDef) and not is_property(node) and PARTICIPLES.match(name.lstrip("_"))
    ]
    assert not named, "\n".join(f"{where}: {name}" for where, name in named)


@pytest.mark.parametrize(
    ("name", "is_one"), [("written", True), ("compared", True), ("compare", False), ("need", False)]
)
def test_participles_are_told_from_verbs(name: str, *, is_one: bool) -> None:
    assert bool(PARTICIPLES.match(name)) is is_one
