"""What is changed in a module's code, and what is left alone."""

import random

import pytest

from tests.mutating.code_changes import code_changes

ALL = 1_000


def changes_of(source: str) -> set[str]:
    """Return every change as ``before -> after``."""
    return {f"{change.before} -> {change.after}" for change in code_changes(source, ALL, random.Random(1))}


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("a = b < c", {"b < c -> b <= c"}),
        ("a = b in c", {"b in c -> b not in c"}),
        ("a = b and c", {"b and c -> b or c"}),
        ("a = b - c", {"b - c -> b + c"}),
        ("a += b", {"a += b -> a -= b"}),
        ("a = -b", {"-b -> +b"}),
        ("a = 60", {"60 -> 61"}),
        ("a = Decimal('0.01')", {"Decimal('0.01') -> Decimal(Decimal('0.01') + 1)"}),
        ("a = [b for b in c if b]", {"b -> not b"}),
        ("a = b if c else d", {"c -> not c"}),
    ],
)
def test_an_operator_a_constant_or_a_condition_is_changed(source: str, changes: set[str]) -> None:
    assert changes_of(source) == changes


def test_a_condition_is_negated_and_an_early_return_left_out() -> None:
    assert changes_of("def f(a):\n    if a is None:\n        return b\n    return c") == {
        "a is None -> a is not None",
        "return b -> pass",
    }


@pytest.mark.parametrize(
    "source",
    [
        "raise ValueError(1 + n)",
        "a = f'{n + 1} lines'",
        "a = 'one' + b",
        "a = b + [c]",
        "a: Literal[1]",
        "@remember(50)\ndef f() -> Literal[2]:\n    pass",
        "a = True",
        '"""Return 1 where a > b."""',
    ],
)
def test_messages_annotations_and_texts_are_left_alone(source: str) -> None:
    assert changes_of(source) == set()


def test_a_change_is_one_change_of_the_code() -> None:
    (change,) = code_changes("a = 1\nb = c or d", 1, random.Random(1))
    assert change.source in ("a = 2\nb = c or d", "a = 1\nb = c and d")
    assert change.line == (1 if "2" in change.source else 2)


def test_changes_are_spread_over_the_functions() -> None:
    source = "\n".join(f"def f{number}(a):\n    return a + 1 + 2 + 3 + 4 + 5" for number in range(10))
    lines = [change.line for change in code_changes(source, 10, random.Random(1))]
    assert lines == list(range(2, 21, 2))


def test_a_seed_gives_the_same_changes_again_and_another_one_gives_others() -> None:
    source = "\n".join(f"def f{number}(a):\n    return a + {number}" for number in range(40))
    first, again, other = (code_changes(source, 10, random.Random(seed)) for seed in (1, 1, 2))
    assert first == again != other
