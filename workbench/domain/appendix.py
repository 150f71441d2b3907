"""The published appendix: the texts that its authors write, what they quote, and failing checks that were accepted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workbench.domain.facts import Fact
from workbench.domain.findings import CheckId
from workbench.domain.maps import Map
from workbench.domain.subjects import Subject


class TextKind(StrEnum):
    """The texts of the appendix, in the order in which they stand in it."""

    BASIS = "basis"
    PROCESS = "process"
    ASSURANCE = "assurance"
    PROCEDURES = "procedures"
    INTRODUCTION = "introduction"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class AppendixText:
    """``text``: as typed, with fields. ``is_left_out``: its author answered that there is none; then it is empty."""

    text: str
    is_left_out: bool = False


AppendixTexts = Map[TextKind, AppendixText]
"""Those that were written or answered; the others are open."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure as a text said it when its author last read it.

    ``typed``: the field, or the figure as typed; ``said``: its words then; ``figures``: the keys of the figures that a
    typed one equaled.
    """

    typed: str
    said: str
    figures: tuple[str, ...] = ()


Quotes = Map[Subject, tuple[Quote, ...]]
"""By the text or the note in which they stand, in their order."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A failing check that somebody accepted: ``fact`` is what it said, so that another figure is accepted anew."""

    check: CheckId
    fact: Fact
    reason: str
    by: str
    at: datetime


Acceptances = Map[Subject, tuple[Acceptance, ...]]
"""By what the checks are about."""
