"""The source: what is said is a pattern that a catalogue can list, and what the window shows is said."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import workbench
from tests.translation.patterns import TAKES_A_PATTERN, TAKES_TWO_PATTERNS, name_called

PROGRAM = Path(workbench.__file__).parent
MAKES_A_SENTENCE = frozenset(
    (
        "phrase", "phrase_of_count", "tr", "tr_count", "gettext", "ngettext", "fact", "remark", "Damage", "step",
        "WorkbenchError", "ImportRefused", "PasswordNeeded", "NotAnAmount", "CircularTotal", "FigureTooLarge",
    )
)  # fmt: skip
TAKES_A_LITERAL = TAKES_A_PATTERN | TAKES_TWO_PATTERNS
"""Whose text a catalogue lists where it is written; the others are handed a phrase or a key."""
SHOWS_A_TEXT = frozenset(
    (
        "setText", "setInformativeText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle",
        "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setLabelText", "showMessage",
        "show_message", "addAction", "addButton", "addItem", "addMenu", "addRow", "addTab", "setTabText",
        "QAction", "QCheckBox", "QDockWidget", "QGroupBox", "QLabel", "QMenu", "QPushButton", "QRadioButton",
    )
)  # fmt: skip
WRONG = (
    'WorkbenchError(f"{name} is not there")',
    'phrase("a line" + name)',
    'tr("{name}: " "take it out".format(name=name))',
    'remark(f"row {row} is empty")',
    'NotAnAmount("Type an amount.")',
)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def pieces_of(text: ast.expr) -> str:
    """Return the literal pieces of a text, also where it is put together."""
    match text:
        case ast.Constant(value=str() as literal):
            return literal
        case ast.JoinedStr(values=values):
            return "".join(map(pieces_of, values))
        case ast.BinOp(left=left, right=right):
            return f"{pieces_of(left)} {pieces_of(right)}"
        case ast.Call(func=ast.Attribute(value=literal, attr="format" | "join" | "replace")):
            return pieces_of(literal)
        case ast.IfExp(body=body, orelse=orelse):
            return max(pieces_of(body), pieces_of(orelse), key=holds_words)
    return ""


def holds_words(text: str) -> bool:
    """True for two words or more; names of values, of states and of classes of Qt are one."""
    return sum(any(map(str.isalpha, word)) for word in text.split()) > 1


def is_literal(text: ast.expr) -> bool:
    return isinstance(text, ast.Constant)


def put_together(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls to which a sentence is handed that no catalogue can list."""
    for call in calls(tree):
        name = name_called(call)
        if name in MAKES_A_SENTENCE:
            for text in call.args:
                if holds_words(pieces_of(text)) and not (is_literal(text) and name in TAKES_A_LITERAL):
                    yield call


def said_by_name(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that are handed the name of a plain text, which no catalogue lists: it is a phrase already."""
    texts = {
        target.id
        for node in ast.iter_child_nodes(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in calls(tree):
        if name_called(call) in TAKES_A_LITERAL and any(
            isinstance(text, ast.Name) and text.id in texts for text in call.args
        ):
            yield call


def refused_in_place(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of a class's own beginning, for a refusal, with a text that no catalogue lists."""
    for kind in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        for call in calls(kind):
            is_beginning = ast.unparse(call.func) == "super().__init__"
            if is_beginning and any(holds_words(pieces_of(text)) for text in call.args):
                yield call


def shown_unsaid(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that show a text which nothing says."""
    for call in calls(tree):
        if name_called(call) in SHOWS_A_TEXT:
            texts = [*call.args, *(keyword.value for keyword in call.keywords)]
            if any(holds_words(pieces_of(text)) for text in texts):
                yield call


def places(search: Callable[[ast.AST], Iterator[ast.Call]], folder: Path) -> list[str]:
    """Return where in the files of ``folder`` a search finds calls."""
    return [
        f"{path.relative_to(PROGRAM)}:{call.lineno}: {ast.unparse(call)}"
        for path in sorted(folder.rglob("*.py"))
        for call in search(ast.parse(path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("search", [put_together, said_by_name, refused_in_place])
def test_no_sentence_is_put_together(search: Callable[[ast.AST], Iterator[ast.Call]]) -> None:
    assert places(search, PROGRAM) == []


def test_the_window_shows_no_text_that_is_not_said() -> None:
    assert places(shown_unsaid, PROGRAM / "ui") == []


@pytest.mark.parametrize("source", WRONG)
def test_a_sentence_that_is_put_together_is_found(source: str) -> None:
    assert list(put_together(ast.parse(source)))


def test_a_plain_text_that_is_said_by_its_name_is_found() -> None:
    assert list(said_by_name(ast.parse('EMPTY = "Nothing is here"; label.setText(tr(EMPTY))')))
    assert not list(said_by_name(ast.parse('EMPTY = phrase("Nothing is here"); label.setText(tr(EMPTY))')))


def test_a_pattern_and_a_text_that_is_said_are_not_found() -> None:
    said = ast.parse('label.setText(tr("{name} is a total", name=name)); WorkbenchError("A name: {name}", name=name)')
    assert not [*put_together(said), *shown_unsaid(said)]
    assert list(shown_unsaid(ast.parse('label.setText("Nothing is here")')))
