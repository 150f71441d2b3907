"""What a kind of alteration holds: how it is read from a project and made again, and the values it may have."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from workbench.commands.compound_command import Edit
from workbench.domain.facts import Fact, FactValue
from workbench.domain.project import Project
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

T = TypeVar("T")
UNFIT = (LookupError, ValueError, WorkbenchError)
"""What an alteration raises that no longer fits, ValueError if a later version wrote a value that this one lacks."""


@dataclass(frozen=True, slots=True)
class AlterationKind:
    """How a kind of alteration is read from a project and reapplied. Both raise LookupError if its subject is gone."""

    value: Callable[[Project, Alteration], FactValue | None]
    edit: Callable[[Project, Alteration], Edit]


def expect(value: object, kind: type[T]) -> T:
    """Return ``value``, which is of ``kind``. Raises LookupError if a later version of the program wrote another."""
    if not isinstance(value, kind):
        raise LookupError(repr(value))
    return value


def as_amount(value: FactValue | None) -> Decimal | None:
    return None if value is None else expect(value, Decimal)


def as_text(value: FactValue | None) -> str:
    return expect(value, str)


def as_record(alteration: Alteration, kind: Any) -> Any:
    """Return what was added, from the record of it. Raises LookupError if a later version wrote it in another way."""
    from workbench.codec import Undecodable, decode

    try:
        return decode(as_text(expect(alteration.new, Fact)["record"]), kind)
    except Undecodable as error:
        raise LookupError(str(error)) from None
