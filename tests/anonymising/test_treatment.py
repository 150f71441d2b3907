"""Whoever adds a field to the project, or a column to its file, says what becomes of it in an anonymized copy."""

import typing
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from tests.anonymising.treatment import COLUMNS, FIELDS, names_in
from workbench.domain.project import Project
from workbench.domain.trail import TrailEntry
from workbench.store.schema import TABLES, columns


def test_every_column_of_the_file_is_treated() -> None:
    known = {table: sorted(names_in(treatments)) for table, treatments in COLUMNS.items()}
    assert known == {table: sorted(columns(definitions)) for table, definitions in TABLES.items()}


def test_every_field_of_the_project_is_treated() -> None:
    known = {name: sorted(names_in(treatments)) for name, treatments in FIELDS.items()}
    assert known == {kind.__name__: sorted(fields_of(kind)) for kind in reachable()}


def test_no_name_is_treated_in_two_ways() -> None:
    for treatments in (*COLUMNS.values(), *FIELDS.values()):
        assert len(names_in(treatments)) == sum(len(names.split()) for names in treatments.values())


def reachable() -> set[type]:
    """Return every record that a project may contain, directly or in another one."""
    found: set[type] = set()
    waiting: list[Any] = [Project, TrailEntry]
    while waiting:
        kind = waiting.pop()
        if is_record(kind) and kind not in found:
            found.add(kind)
            waiting += typing.get_type_hints(kind).values()
        waiting += [argument for argument in typing.get_args(kind) if argument is not Ellipsis]
        waiting += typing.get_args(getattr(kind, "__orig_bases__", (None,))[0])
    return found


def is_record(kind: Any) -> bool:
    return is_dataclass(kind) or hasattr(kind, "_fields")


def fields_of(kind: Any) -> Iterator[str]:
    yield from getattr(kind, "_fields", None) or kind.__dataclass_fields__
