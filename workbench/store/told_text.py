"""Facts as text: a fact, or text that nobody translates, as JSON; a remark as it is, as earlier versions wrote all."""

import json
from decimal import Decimal
from typing import Any

from workbench.domain.facts import REMARK, Fact, FactValue, Told, remark


def told_as_text(told: Told) -> str:
    """Return what ``read_told`` reads as ``told``."""
    if isinstance(told, Fact) and told.key == REMARK:
        return str(told["text"])
    return json.dumps(_plain(told), ensure_ascii=False) if told else ""


def read_told(text: str) -> Told:
    """Return what was written as ``text``; text that was not written so is a remark."""
    if not text:
        return text
    try:
        value = _value(json.loads(text))
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
        return remark(text)
    return value if isinstance(value, Fact | str) and told_as_text(value) == text else remark(text)


def _plain(value: FactValue) -> Any:
    match value:
        case Fact(key, values):
            return {"fact": key, "values": [[name, _plain(part)] for name, part in values]}
        case tuple():
            return [_plain(member) for member in value]
        case Decimal():
            return {"decimal": str(value)}
    return value


def _value(plain: Any) -> FactValue:
    match plain:
        case {"fact": str(key), "values": list(values)}:
            return Fact(key, tuple((str(name), _value(part)) for name, part in values))
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case list():
            return tuple(map(_value, plain))
        case str() | int():
            return plain
    raise ValueError("no value of a fact")
