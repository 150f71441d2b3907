"""What a step altered, in words: which attribute of what, from what to what."""

from decimal import Decimal

from workbench.domain.adjustments import Nature
from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import Fact, FactValue
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.domain.subjects import FigureSubject, StatementSubject
from workbench.domain.trail import Alteration
from workbench.phrases import Words, listing, phrase, say, with_details
from workbench.wording.facts import say_fact
from workbench.wording.names import name_of_concept, name_of_nature
from workbench.wording.periods import short_label
from workbench.wording.scales import name_of_scale

ATTRIBUTES = {
    "figure": phrase("Figure as reported"),
    "restated total": phrase("Restated total"),
    "effect": phrase("Effect"),
    "memo": phrase("Memo"),
    "reference": phrase("Reference"),
    "switch": phrase("Switch"),
    "name": phrase("Name"),
    "added": phrase("Difference"),
    "note": phrase("Note"),
    "standards": phrase("Standards"),
    "readiness": phrase("Status"),
    "kind": phrase("Kind"),
    "order": phrase("Order of differences"),
    "group": phrase("Group"),
    "considered": phrase("Conclusion"),
    "line": phrase("Line"),
    "place": phrase("Place"),
    "unit": phrase("Unit"),
    "decimals": phrase("Decimals"),
    "target caption": phrase("Target caption"),
    "statement": phrase("Statement"),
    "period": phrase("Period"),
    "entry": phrase("Journal entry"),
    "nature": phrase("Nature"),
    "entity": phrase("Entity"),
    "currency": phrase("Currency"),
    "scale": phrase("Amounts in"),
    "frameworks": phrase("Frameworks"),
    "caption": phrase("Caption"),
    "concept": phrase("Concept"),
    "parts": phrase("Parts"),
    "reconciled": phrase("State"),
    "restated": phrase("Marked as restated"),
    "imported": phrase("Import"),
}
"""Names by altered attribute."""
STATES = {
    "switch": (phrase("off"), phrase("on")),
    "reconciled": (phrase("not reconciled"), phrase("reconciled")),
}
"""The two values of an attribute that is 0 or 1."""
NATURES = {nature.value: nature for nature in Nature}
CONCEPTS = {concept.value: concept for concept in Concept}


def name_of_attribute(attribute: str, words: Words) -> str:
    """Return ``Figure as reported`` for ``figure``; the key itself if a later version named it."""
    known = ATTRIBUTES.get(attribute)
    return say(known, words) if known else attribute


def name_of_subject(altered: Alteration, project: Project, words: Words) -> str:
    """Return what was altered, as the user knew it then: ``Financing income, H1 2023, Expected credit losses``."""
    subject = altered.subject
    parts = [altered.name]
    if isinstance(subject, FigureSubject | StatementSubject) and subject.period:
        period = project.periods.get(subject.period)
        parts.append(short_label(period, words) if period else subject.period)
    if isinstance(subject, FigureSubject) and subject.role.is_of_an_adjustment:
        adjustment = project.adjustment_by_id.get(subject.adjustment)
        parts.append(adjustment.name if adjustment else subject.adjustment)
    return with_details(parts, words)


def say_value(altered: Alteration, value: FactValue | None, project: Project, words: Words) -> str:
    """Return the value of an attribute before or after a step; a dash if it has none."""
    match value:
        case None | "" | ():
            return "—"
        case int() if altered.attribute in STATES:
            return say(STATES[altered.attribute][bool(value)], words)
        case Decimal():
            return format_for_reader(value)
        case Fact():
            return say_fact(value, words)
        case str() if altered.attribute == "concept" and value in CONCEPTS:
            return name_of_concept(CONCEPTS[value], words)
        case str() if altered.attribute == "nature" and value in NATURES:
            return name_of_nature(NATURES[value], words)
        case int() if altered.attribute == "scale":
            return name_of_scale(value, words)
        case (source, target) if altered.attribute == "frameworks":
            ends = {"source": _say_framework(source, words), "target": _say_framework(target, words)}
            return say(phrase("{source} to {target}", **ends), words)
        case (int(), *parts):
            return " ".join(_say_part(part, project) for part in parts)
        case _:
            return str(value)


def _say_framework(texts: FactValue, words: Words) -> str:
    """Return a framework by its name, with its short name and heading: ``IFRS (Restated)``."""
    assert isinstance(texts, tuple)
    name, *others = (str(text) for text in texts)
    more = listing([text for text in others if text], words)
    return say(phrase("{name} ({more})", name=name, more=more), words) if more else name


def _say_part(part: FactValue, project: Project) -> str:
    """Return a part of a total with its sign: ``+ Cash``."""
    assert isinstance(part, tuple)
    line, weight = part
    statement = next((statement for statement in project.statements if line in statement.line_by_id), None)
    name = statement.line_by_id[LineId(str(line))].name if statement else str(line)
    return f"{'-' if weight == -1 else '+'} {name}"
