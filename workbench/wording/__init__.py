"""Turns facts and stable keys into sentences in any language. Nothing here is stored."""

from workbench.wording.facts import message_of, phrase_of, say_fact
from workbench.wording.names import name_of_check, name_of_status
from workbench.wording.scales import name_of_scale, phrase_of_scale

__all__ = [
    "message_of",
    "name_of_check",
    "name_of_scale",
    "name_of_status",
    "phrase_of",
    "phrase_of_scale",
    "say_fact",
]
