"""Messages from the reading child through the pipe: phrases of refusals, and facts of warnings.

A phrase is ``["phrase", pattern, plural, {name: value}]``, a fact ``["fact", key, {name: value}]``. The parent takes
texts, numbers and other messages as values, shortens long ones, and accepts no pattern that could do more than show
them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from workbench.domain.facts import Fact, FactValue, Told
from workbench.phrases import Phrase, Value

Packed: TypeAlias = "str | int | list[Packed] | dict[str, Packed]"

LONGEST_TEXT = 300
"""The most characters of a value, or of a warning that is plain text."""
LONGEST_PATTERN = 500
MOST_VALUES = 8
DEEPEST = 3
"""How deeply messages may be nested."""
PLACEHOLDER = re.compile(r"\{([a-z_]+)(:,)?\}")


def pack(message: Phrase | FactValue) -> Packed:
    """Return a message in a form for JSON. Raises TypeError if a value is not a text, number or message."""
    match message:
        case Phrase():
            return ["phrase", message.pattern, message.plural, _pack_values(message.values)]
        case Fact():
            return ["fact", message.key, _pack_values(message.values)]
        case str():
            return message[:LONGEST_TEXT]
        case int():
            return message
    raise TypeError(f"{message!r} is not a message that the child may send")


def unpack_phrase(packed: object) -> Phrase | None:
    """Return the phrase of a refusal; None if it may not be shown."""
    try:
        return _phrase(packed, DEEPEST)
    except ValueError:
        return None


def unpack_warning(packed: object) -> Told | None:
    """Return the fact, or the text, of a warning; None if it may not be shown."""
    try:
        return _text(packed) if isinstance(packed, str) else _fact(packed, DEEPEST)
    except ValueError:
        return None


def _pack_values(values: Iterable[tuple[str, Value | FactValue]]) -> Packed:
    return {name: pack(value) for name, value in values}


def _phrase(packed: object, depth: int) -> Phrase:
    match packed:
        case ["phrase", str(pattern), str(plural), dict(values)] if depth and len(values) <= MOST_VALUES:
            taken: dict[str, Value] = {
                str(name): _phrase(value, depth - 1) if isinstance(value, list) else _text_or_number(value)
                for name, value in values.items()
            }
            for text in filter(None, (pattern, plural)):
                _check_pattern(text, taken)
            if plural and type(taken.get("count")) is not int:
                raise ValueError("a phrase with two patterns has no count")
            return Phrase(pattern, tuple(taken.items()), plural)
    raise ValueError("this is not a phrase")


def _check_pattern(pattern: str, values: Mapping[str, Value]) -> None:
    """Raise ValueError unless a pattern is short and does no more than show ``values``."""
    if len(pattern) > LONGEST_PATTERN or not set("{}").isdisjoint(PLACEHOLDER.sub("", pattern)):
        raise ValueError("a pattern is too long, or formats more than a number")
    for name, grouped in PLACEHOLDER.findall(pattern):
        if name not in values or (grouped and type(values[name]) is not int):
            raise ValueError(f"a pattern shows '{name}', which is missing or not a number")


def _fact(packed: object, depth: int) -> Fact:
    from workbench.phrases import ENGLISH
    from workbench.wording import say_fact
    from workbench.wording.facts import PATTERNS

    match packed:
        case ["fact", str(key), dict(values)] if depth and len(values) <= MOST_VALUES:
            taken: dict[str, FactValue] = {
                str(name): _fact(value, depth - 1) if isinstance(value, list) else _text_or_number(value)
                for name, value in values.items()
            }
            told = Fact(key, tuple(taken.items()))
            try:
                _ = PATTERNS[key], say_fact(told, ENGLISH)
            except LookupError:
                raise ValueError(f"'{key}' has no sentence for these values") from None
            return told
    raise ValueError("this is not a fact")


def _text_or_number(value: object) -> str | int:
    if isinstance(value, str):
        return _text(value)
    if type(value) is int:
        return value
    raise ValueError("a value is neither a text nor a number")


def _text(text: str) -> str:
    """Return a text on one line: names in a file may contain line breaks."""
    return " ".join(text[:LONGEST_TEXT].splitlines())
