"""What a step altered, in words: which attribute of what, from what to what."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from workbench.domain.adjustments import Nature, Readiness
from workbench.domain.amounts import format_for_reader
from workbench.domain.comments import CommentId
from workbench.domain.cross_references import CrossReferenceId
from workbench.domain.evidence import EvidenceId
from workbench.domain.facts import Fact, FactValue, Told, fact
from workbench.domain.ids import AdjustmentId, KindId, LineId
from workbench.domain.open_items import OpenItemStatus
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, LineUnit
from workbench.domain.subject_names import name_of_subject as told_name_of_subject
from workbench.domain.subjects import (
    CommentSubject,
    CrossReferenceSubject,
    EvidenceSubject,
    FigureSubject,
    KindSubject,
    OpenItemSubject,
    StatementSubject,
    Subject,
    TextSubject,
    TickSubject,
    subject_of,
)
from workbench.domain.ticks import TickId
from workbench.domain.trail import Alteration
from workbench.phrases import Words, listing, phrase, say, with_details
from workbench.wording.facts import name_of_kind, phrase_of, say_fact
from workbench.wording.names import (
    name_of_concept,
    name_of_item_status,
    name_of_nature,
    name_of_readiness,
    name_of_unit,
    with_capital,
)
from workbench.wording.periods import short_label
from workbench.wording.scales import name_of_scale

ATTRIBUTES = {
    "figure": phrase("Figure as reported"),
    "restated total": phrase("Restated total"),
    "effect": phrase("Effect"),
    "working": phrase("Working"),
    "memo": phrase("Memo"),
    "reference": phrase("Reference"),
    "switch": phrase("Switch"),
    "name": phrase("Name"),
    "added": phrase("Difference"),
    "note": phrase("Note"),
    "note on the reconciliation": phrase("Note on the reconciliation"),
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
    "scenario": phrase("Scenario: differences on"),
    "scenario name": phrase("Name of the scenario"),
    "unlocked": phrase("Unlocked"),
    "imported": phrase("Import"),
    "comment": phrase("Comment"),
    "comment text": phrase("Comment"),
    "answers": phrase("Answers"),
    "comment state": phrase("State"),
    "evidence": phrase("Evidence"),
    "evidence content": phrase("File, link or remark"),
    "evidence caption": phrase("Name"),
    "evidence pages": phrase("Pages"),
    "evidence sha256": phrase("SHA-256"),
    "tick": phrase("Tick"),
    "tick sign": phrase("Tick mark"),
    "tick everywhere": phrase("Holds"),
    "own sign": phrase("Meaning of the tick mark"),
    "reference to": phrase("Cross reference"),
    "reference target": phrase("Leads to"),
    "reference remark": phrase("Remark"),
    "open item": phrase("Open item"),
    "item text": phrase("Open item"),
    "item raised by": phrase("Raised by"),
    "item for": phrase("For"),
    "item amount": phrase("Amount"),
    "item status": phrase("Status"),
    "item answer": phrase("Answer"),
    "item subject": phrase("About"),
    "uncorrected": phrase("Uncorrected difference"),
    "uncorrected text": phrase("Uncorrected difference"),
    "uncorrected period": phrase("Period"),
    "uncorrected profit": phrase("Effect on profit"),
    "uncorrected equity": phrase("Effect on equity"),
    "uncorrected reason": phrase("Why it is left"),
    "overall threshold": phrase("Overall materiality"),
    "performance threshold": phrase("Performance materiality"),
    "trivial threshold": phrase("Clearly trivial"),
    "appendix text": phrase("Text of the appendix"),
    "quoted figures": phrase("Figures as last read"),
    "accepted checks": phrase("Accepted failing checks"),
}
"""Names by altered attribute."""
STATES = {
    "switch": (phrase("off"), phrase("on")),
    "reconciled": (phrase("not reconciled"), phrase("reconciled")),
    "comment state": (phrase("closed"), phrase("open")),
    "tick everywhere": (phrase("where it stands"), phrase("wherever the figure is shown")),
}
"""The two values of an attribute that is 0 or 1."""
NAMES: Mapping[str, tuple[type[StrEnum], Callable[[Any, Words], str]]] = {
    "concept": (Concept, name_of_concept),
    "nature": (Nature, name_of_nature),
    "readiness": (Readiness, name_of_readiness),
    "unit": (LineUnit, name_of_unit),
    "item status": (OpenItemStatus, name_of_item_status),
}
"""The names of the values of an attribute that is one of several."""
NOTHING = "—"


def name_of_attribute(attribute: str, words: Words) -> str:
    """Return ``Figure as reported`` for ``figure``; the key itself if a later version named it."""
    known = ATTRIBUTES.get(attribute)
    return say(known, words) if known else attribute


def name_of_subject(altered: Alteration, project: Project, words: Words) -> str:
    """Return what was altered, as the user knew it then: ``Financing income, H1 2023, Expected credit losses``."""
    subject = altered.subject
    if told := _name_of_remark(subject, project):
        return say_fact(told, words)
    parts = [altered.name]
    if isinstance(subject, KindSubject):
        parts = [with_capital(name_of_kind(subject.kind, words))]
    if isinstance(subject, FigureSubject | StatementSubject | KindSubject) and subject.period:
        period = project.periods.get(subject.period)
        parts.append(short_label(period, words) if period else subject.period)
    if isinstance(subject, FigureSubject) and subject.role.is_of_an_adjustment:
        parts.append(_name_of_adjustment(subject.adjustment, project))
    return with_details(parts, words)


def _name_of_remark(subject: Subject, project: Project) -> Told | None:
    """Return what a comment, evidence, a tick or a cross reference is about, and an open item by its number.

    None if it is no longer there, or the subject is something else.
    """
    match subject:
        case TextSubject():
            return told_name_of_subject(project, subject)
        case CommentSubject(comment) if said := project.comments.get(CommentId(comment)):
            return told_name_of_subject(project, said.subject)
        case EvidenceSubject(evidence) if shown := project.evidence.get(EvidenceId(evidence)):
            return told_name_of_subject(project, shown.subject)
        case TickSubject(tick) if put := project.ticks.get(TickId(tick)):
            return told_name_of_subject(project, put.subject)
        case CrossReferenceSubject(reference) if referred := project.cross_references.get(CrossReferenceId(reference)):
            return told_name_of_subject(project, referred.subject)
        case OpenItemSubject(item):
            return fact("open-item-numbered", number=item)
    return None


def say_value(altered: Alteration, value: FactValue | None, project: Project, words: Words) -> str:
    """Return the value of an attribute before or after a step; a dash if it has none.

    A value in a form that no step of this version has stays as it is stored.
    """
    match altered.attribute, value:
        case "scenario", ():
            return say(phrase("none"), words)
        case _, None | "" | () | ("", ""):
            return NOTHING
        case attribute, int() if attribute in STATES:
            return say(STATES[attribute][bool(value)], words)
        case attribute, str() if attribute in NAMES and value in set(NAMES[attribute][0]):
            kind, name_of = NAMES[attribute]
            return name_of(kind(value), words)
        case "kind", str():
            return name_of_kind(KindId(value), words)
        case "scale", int():
            return name_of_scale(value, words)
        case "standards", (str() as source, str() as target):
            return say(phrase("{source} → {target}", source=source or NOTHING, target=target or NOTHING), words)
        case "frameworks", ((*_,) as source, (*_,) as target):
            ends = {"source": _say_framework(source, words), "target": _say_framework(target, words)}
            return say(phrase("{source} to {target}", **ends), words)
        case "order" | "scenario", (*keys,):
            names = [_name_of_adjustment(AdjustmentId(str(key)), project) for key in keys]
            return listing(names, words, may_have_commas=True)
        case "parts", (int(), *parts):
            return " ".join(_say_part(part, project) for part in parts)
        case "quoted figures" | "accepted checks", (*told,):
            said = [phrase_of(known) if isinstance(known, Fact) else str(known) for known in told]
            return listing(said, words, may_have_commas=True)
        case "answers", (*answers,):
            said = [phrase_of(answer) if isinstance(answer, Fact) else str(answer) for answer in answers]
            return listing(said, words, may_have_commas=True)
        case "entry", Fact():
            return _say_entry(value, words)
        case "item subject" | "reference target", str():
            return _say_subject(value, project, words)
        case "reference to", Fact():
            leads_to = dict(value.values).get("target")
            return _say_subject(leads_to, project, words) if isinstance(leads_to, str) else say_fact(value, words)
        case "uncorrected period", str():
            return _say_period(value, project, words)
        case _, Fact(key="threshold-of-figure"):
            return _say_threshold(value, project, words)
        case _, Fact():
            return say_fact(value, words)
        case _, Decimal():
            return format_for_reader(value)
    return str(value)


def _say_subject(key: str, project: Project, words: Words) -> str:
    """Return the name of a subject by its key; the key itself if a later version named it."""
    try:
        return say_fact(told_name_of_subject(project, subject_of(key)), words)
    except ValueError:
        return key


def _say_period(key: str, project: Project, words: Words) -> str:
    period = project.periods.get(PeriodId(key))
    return short_label(period, words) if period else key


def _say_threshold(threshold: Fact, project: Project, words: Words) -> str:
    """Return a share of a figure by the names of its line and its period: ``5% of Net income, H1 2023``."""
    match dict(threshold.values):
        case {"percent": Decimal() as percent, "line": str(line), "period": str(period)}:
            name, shown = _name_of_line(line, project), _say_period(period, project, words)
            return say_fact(fact(threshold.key, percent=percent, line=name, period=shown), words)
    return say_fact(threshold, words)


def _name_of_line(line: str, project: Project) -> str:
    statement = next((statement for statement in project.statements if line in statement.line_by_id), None)
    return statement.line_by_id[LineId(line)].name if statement else line


def _name_of_adjustment(adjustment: AdjustmentId, project: Project) -> str:
    """Return the name of a difference, or what one was called that is no longer there; its id if no step says."""
    known = project.adjustment_by_id.get(adjustment)
    return known.name if known else project.former_names.get(adjustment, adjustment)


def _say_framework(texts: Iterable[FactValue], words: Words) -> str:
    """Return a framework by its name, with its short name and heading: ``IFRS (Restated)``."""
    name, *others = (str(text) for text in (*texts, ""))
    more = listing([text for text in others if text], words)
    return say(phrase("{name} ({more})", name=name, more=more), words) if more else name


def _say_part(part: FactValue, project: Project) -> str:
    """Return a part of a total with its sign: ``+ Cash``."""
    match part:
        case (str() as line, int() as weight):
            return f"{'-' if weight == -1 else '+'} {_name_of_line(line, project)}"
    return str(part)


def _say_entry(entry: Fact, words: Words) -> str:
    """Return a journal entry by its memo, its reference and its legs: ``Stage 3, JV 13: Cash, H1 2023: 5``."""
    match dict(entry.values):
        case {"legs": (*legs,), "memo": str(memo), "reference": str(reference)}:
            phrases = [phrase_of(leg) if isinstance(leg, Fact) else str(leg) for leg in legs]
            said = listing(phrases, words, may_have_commas=True)
            name = listing([text for text in (memo, reference) if text], words)
            return say(phrase("{name}: {legs}", name=name, legs=said), words) if name else said
    return say_fact(entry, words)
