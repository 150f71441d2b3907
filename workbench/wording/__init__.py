"""The sentences: facts and stable keys in, words of any language out. Nothing here is stored."""

from workbench.wording.alterations import say_altered_value, say_what_altered
from workbench.wording.facts import message_of, say_fact
from workbench.wording.names import name_of_check, name_of_status

__all__ = ["message_of", "name_of_check", "name_of_status", "say_altered_value", "say_fact", "say_what_altered"]
