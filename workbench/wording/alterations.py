"""What a step altered, in words: which attribute of what, and its value before and after."""

from workbench.domain.facts import FactValue
from workbench.domain.subjects import FigureSubject, StatementSubject
from workbench.domain.trail import Alteration
from workbench.phrases import Words
from workbench.wording.facts import say_value

ATTRIBUTES = {
    "figure": "{subject}",
    "restated total": "{subject}, restated",
    "effect": "{subject}",
    "memo": "{subject}: memo",
    "reference": "{subject}: reference",
    "caption": "{subject}: caption",
    "concept": "{subject}: meaning",
    "parts": "{subject}: parts",
    "name": "{subject}: name",
    "switch": "{subject}: switch",
    "reconciled": "{subject}: reconciled",
    "restated": "{subject}: restated",
    "imported": "Imported files",
}
"""What is altered, by its key."""
SWITCHES = {("switch", 1): "on", ("switch", 0): "off", ("reconciled", 1): "yes", ("reconciled", 0): "no"}
"""The values that are words, by attribute and number."""
NO_VALUE = "—"


def say_what_altered(alteration: Alteration, words: Words) -> str:
    """Return what was altered: ``Financing income, 2023-06-30``; its key where a newer version named the attribute."""
    subject, name = alteration.subject, alteration.name
    if isinstance(subject, FigureSubject | StatementSubject) and subject.period:
        name = words.gettext("{name}, {period}").format(name=name, period=subject.period)
    pattern = ATTRIBUTES.get(alteration.attribute)
    if pattern is None:
        return words.gettext("{name}: {attribute}").format(name=name, attribute=alteration.attribute)
    return words.gettext(pattern).format(subject=name)


def say_altered_value(alteration: Alteration, value: FactValue | None, words: Words) -> str:
    """Return the old or the new value of what was altered; a dash where there was none."""
    if value is None or value == "":
        return NO_VALUE
    if isinstance(value, int) and (word := SWITCHES.get((alteration.attribute, value))):
        return words.gettext(word)
    return str(say_value(value, words))
