"""One sentence for each fact: the pattern of its key, with its values in the same language."""

from decimal import Decimal

from workbench.domain.amounts import format_for_reader
from workbench.domain.completeness import fact_of_kind
from workbench.domain.facts import Fact, FactValue, Told
from workbench.domain.findings import Finding
from workbench.domain.ids import KindId
from workbench.domain.periods import LABEL_OF_PERIOD, SHORT_LABEL_OF_PERIOD, PeriodId, period_of
from workbench.domain.statements import TITLE_OF_STATEMENT, StatementKind
from workbench.phrases import Phrase, Value, Words, phrase_of_list, say
from workbench.wording.check_findings import CHECK_FINDINGS
from workbench.wording.closing import CLOSING
from workbench.wording.import_evidence import IMPORT_EVIDENCE
from workbench.wording.import_findings import IMPORT_FINDINGS
from workbench.wording.journals import JOURNALS
from workbench.wording.merging import MERGING
from workbench.wording.notes import NOTES
from workbench.wording.patterns import Patterns, Plural
from workbench.wording.periods import phrase_of_label, short_phrase
from workbench.wording.publishing import PUBLISHING
from workbench.wording.returning import RETURNING
from workbench.wording.rolling import ROLLING
from workbench.wording.scales import SCALE_IN_WORDS, phrase_of_scale
from workbench.wording.steps import STEPS
from workbench.wording.subjects import SUBJECTS
from workbench.wording.titles import phrase_of_title

PATTERNS: Patterns = {
    "remark": "{text}",
    **CHECK_FINDINGS,
    **IMPORT_FINDINGS,
    **IMPORT_EVIDENCE,
    **STEPS,
    **SUBJECTS,
    **JOURNALS,
    **CLOSING,
    **ROLLING,
    **NOTES,
    **MERGING,
    **RETURNING,
    **PUBLISHING,
}
"""The pattern of every fact of the program, by its key."""


def say_fact(told: Told, words: Words) -> str:
    """Return the sentence, or part of one, for a fact in the language of ``words``; plain text unchanged."""
    return say(phrase_of(told), words)


def message_of(finding: Finding, words: Words) -> str:
    """Return what a finding says."""
    return say_fact(finding.fact, words)


def name_of_kind(kind: KindId, words: Words) -> str:
    """Return the name of a kind of difference: ``leases``; its id in plain words if the catalogue does not have it."""
    pattern = PATTERNS.get(fact_of_kind(kind).key)
    if isinstance(pattern, str) and "{" not in pattern:
        return say(Phrase(pattern), words)
    return kind.replace("_", " ")


def phrase_of(told: Told) -> Phrase | str:
    """Return a fact as a phrase, to be used within another, such as a refusal; plain text unchanged.

    For a fact made by a later version of this program, return its key. Raises KeyError if a fact lacks values that its
    sentence needs.
    """
    if isinstance(told, str):
        return told
    if told.key == SCALE_IN_WORDS:
        scale = told["scale"]
        assert isinstance(scale, int), "a scale is a number of units"
        return phrase_of_scale(scale)
    if told.key in (LABEL_OF_PERIOD, SHORT_LABEL_OF_PERIOD):
        return _phrase_of_period(told)
    if told.key == TITLE_OF_STATEMENT:
        values_by_name = dict(told.values)
        return phrase_of_title(StatementKind(str(values_by_name["kind"])), str(values_by_name["title"]))
    pattern = PATTERNS.get(told.key)
    if pattern is None:
        return told.key
    values = tuple((name, _value_in_phrase(value)) for name, value in told.values)
    if isinstance(pattern, Plural):
        assert isinstance(told["count"], int), "a fact with two patterns has a number by the name of count"
        return Phrase(pattern.singular, values, pattern.plural)
    if "{" in pattern and not values:
        raise KeyError(f"{told.key} lacks values that its sentence needs")
    return Phrase(pattern, values)


def _phrase_of_period(told: Fact) -> Phrase | str:
    values = dict(told.values)
    period = period_of(PeriodId(str(values["period"])), str(values.get("label", "")))
    return short_phrase(period) if told.key == SHORT_LABEL_OF_PERIOD else phrase_of_label(period)


def _value_in_phrase(value: FactValue) -> Value:
    match value:
        case str() | int():
            return value
        case Decimal():
            return format_for_reader(value)
        case Fact():
            return phrase_of(value)
        case tuple():
            return phrase_of_list([_value_in_phrase(member) for member in value])
