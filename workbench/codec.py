"""Records as text, and back: one codec for project files, the recovery file and remembered layouts.

What is read is not trusted: every value must have the type its record declares, an amount is checked before it is
expanded, and a record may have no fields but its own.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from operator import is_
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from cattrs import Converter
from cattrs.errors import BaseValidationError

from workbench.domain.facts import Fact, FactValue
from workbench.domain.maps import Map
from workbench.domain.sources import SourceFigure, SourceFigures
from workbench.domain.trail import Trail, TrailEntry

TAG = "is"
"""The key that says which of several records one is."""
AMOUNT = re.compile(r"-?\d{1,400}(?:\.\d{1,400})?(?:E[+-]?\d{1,3})?", re.ASCII)
"""An amount as ``str`` writes it, of no more digits than any spreadsheet holds."""
LARGEST_EXPONENT = 400
DEEPEST = 40
"""How deeply facts may be nested."""


class Undecodable(ValueError):
    """A text that is not one of our records; the message says what is wrong."""


def encode(record: Any, kind: Any = None) -> str:
    """Return ``record`` as JSON. ``kind``: its type, if that is a union or has type parameters."""
    return json.dumps(_converter().unstructure(record, kind), ensure_ascii=False, separators=(",", ":"))


def decode(text: str, kind: Any) -> Any:
    """Return the record of type ``kind`` that ``encode`` wrote. Raises Undecodable if the text is not one."""
    try:
        return _converter().structure(json.loads(text), kind)
    except BaseValidationError as error:
        raise Undecodable(_innermost(error)) from None
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        raise Undecodable(str(error)) from None


def _innermost(error: BaseException) -> str:
    """Return the message of the first error that is not a group of others."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error)


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook_func(partial(is_, str), lambda text, _: _text(text))
    for plain_kind in (int, bool):
        converter.register_structure_hook_func(partial(is_, plain_kind), _exactly(plain_kind))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: _amount_in(text))
    for moment_kind in (datetime, date):
        converter.register_unstructure_hook(moment_kind, lambda moment: moment.isoformat())
        converter.register_structure_hook(moment_kind, lambda text, moment_kind: moment_kind.fromisoformat(text))
    converter.register_unstructure_hook(
        Trail, lambda trail: converter.unstructure(tuple(trail), tuple[TrailEntry, ...])
    )
    converter.register_structure_hook(
        Trail, lambda steps, _: Trail.of(converter.structure(steps, tuple[TrailEntry, ...]))
    )
    converter.register_unstructure_hook(
        SourceFigures, lambda figures: converter.unstructure(tuple(figures), tuple[SourceFigure, ...])
    )
    converter.register_structure_hook(
        SourceFigures, lambda figures, _: SourceFigures(converter.structure(figures, tuple[SourceFigure, ...]))
    )
    converter.register_unstructure_hook_factory(_is_map, _map_writer)
    converter.register_structure_hook_factory(_is_map, _map_reader)
    converter.register_unstructure_hook_factory(_is_set, _set_writer)
    converter.register_unstructure_hook_func(_is_fact_value, _plain_value)
    converter.register_structure_hook_func(_is_fact_value, lambda value, _: _fact_value(value))
    converter.register_unstructure_hook(Fact, _plain_value)
    converter.register_structure_hook(Fact, lambda value, _: _fact_in(value, 0))
    converter.register_unstructure_hook_factory(_is_told, lambda _: _plain_value)
    converter.register_structure_hook_factory(_is_told, lambda _: lambda value, _: _fact_value(value))
    converter.register_unstructure_hook_factory(_is_union_of_records, lambda kind: _hooks_of_union(converter, kind)[0])
    converter.register_structure_hook_factory(_is_union_of_records, lambda kind: _hooks_of_union(converter, kind)[1])
    return converter


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r:.40} is not of type {kind.__name__}")
        return value

    return read


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError(f"{value!r:.40} is not text")
    if not value.isascii():
        value.encode()  # raises ValueError for an incomplete character, which can be neither shown nor saved
    return value


def _amount_in(text: Any) -> Decimal:
    if not isinstance(text, str) or not AMOUNT.fullmatch(text):
        raise ValueError(f"{text!r:.40} is not an amount")
    if abs(int(text.partition("E")[2] or 0)) > LARGEST_EXPONENT:
        raise ValueError(f"{text!r:.40} is not an amount")
    return Decimal(text)


# ---- mappings and sets, written in an order that does not change


def _is_map(kind: Any) -> bool:
    return (get_origin(kind) or kind) in (Map, Mapping)


def _map_writer(kind: Any) -> Callable[[Any], Any]:
    key_kind, value_kind = get_args(kind)
    converter = _converter()
    return lambda items: [
        [converter.unstructure(key, key_kind), converter.unstructure(value, value_kind)] for key, value in items.items()
    ]


def _map_reader(kind: Any) -> Callable[[Any, Any], Any]:
    key_kind, value_kind = get_args(kind)
    converter = _converter()

    def read(pairs: Any, _: Any) -> Any:
        return Map({converter.structure(key, key_kind): converter.structure(value, value_kind) for key, value in pairs})

    return read


def _is_set(kind: Any) -> bool:
    return (get_origin(kind) or kind) is frozenset


def _set_writer(kind: Any) -> Callable[[Any], Any]:
    (member_kind,) = get_args(kind)
    converter = _converter()
    return lambda members: [converter.unstructure(member, member_kind) for member in sorted(members)]


# ---- facts: text and numbers as they are; amounts, facts and lists each in their own form


def _is_fact_value(kind: Any) -> bool:
    return bool(kind in (FactValue, FactValue | None))


def _is_told(kind: Any) -> bool:
    is_union = get_origin(kind) in (Union, UnionType)
    members: set[Any] = set(get_args(kind)) if is_union else set()
    return len(members) == 2 and members >= {Fact, str}


def _plain_value(value: Any) -> Any:
    match value:
        case Fact(key, values):
            return {"fact": key, **{name: _plain_value(member) for name, member in values}}
        case Decimal():
            return {"amount": str(value)}
        case tuple():
            return [_plain_value(member) for member in value]
        case _:
            return value


def _fact_value(value: Any, depth: int = 0) -> Any:
    if depth > DEEPEST:
        raise ValueError("facts are nested too deeply")
    match value:
        case bool():
            raise ValueError("true or false is not a value of a fact")
        case None | int():
            return value
        case str():
            return _text(value)
        case list():
            return tuple(_fact_value(member, depth + 1) for member in value)
        case {"amount": text} if len(value) == 1:
            return _amount_in(text)
        case {"fact": _}:
            return _fact_in(value, depth)
    raise ValueError(f"{value!r:.40} is not a value of a fact")


def _fact_in(value: Any, depth: int) -> Fact:
    if not isinstance(value, dict) or not isinstance(value.get("fact"), str):
        raise ValueError(f"{value!r:.40} is not a fact")
    members = ((_text(name), _fact_value(member, depth + 1)) for name, member in value.items() if name != "fact")
    return Fact(_text(value["fact"]), tuple(members))


# ---- one of several records


def _is_union_of_records(kind: Any) -> bool:
    members = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    records = [member for member in members if member is not NoneType]
    return len(records) > 1 and all(is_dataclass(member) for member in records)


def _hooks_of_union(converter: Converter, kind: Any) -> tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]:
    records = tuple(member for member in get_args(kind) if member is not NoneType)
    by_tag = {_tag_of(record): record for record in records}

    def write(record: Any) -> Any:
        return None if record is None else {TAG: _tag_of(type(record)), **converter.unstructure(record, type(record))}

    def read(value: Any, _: Any) -> Any:
        if value is None and NoneType in get_args(kind):
            return None
        rest = dict(value)
        tag = rest.pop(TAG, None)
        if tag not in by_tag:
            raise ValueError(f"{tag!r:.40} is not one of {', '.join(by_tag)}")
        return converter.structure(rest, by_tag[tag])

    return write, read


def _tag_of(record: type) -> str:
    """Return the name of a record as a key: ``switch-adjustment``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", record.__name__).lower()
