"""One sentence for each fact: the pattern of its key, with its values in the same language."""

from decimal import Decimal
from typing import SupportsIndex

from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import Fact, FactValue, Told
from workbench.domain.findings import Finding
from workbench.phrases import Words, listing
from workbench.wording.check_findings import CHECK_FINDINGS
from workbench.wording.import_evidence import IMPORT_EVIDENCE
from workbench.wording.import_findings import IMPORT_FINDINGS
from workbench.wording.patterns import Patterns, Plural
from workbench.wording.steps import STEPS

PATTERNS: Patterns = {"remark": "{text}", **CHECK_FINDINGS, **IMPORT_FINDINGS, **IMPORT_EVIDENCE, **STEPS}
"""The pattern of every fact of the program, by its key."""


def say_fact(told: Told, words: Words) -> str:
    """Return the sentence, or the part of one, that a fact is in the language of ``words``; plain text as it is.

    Raises KeyError if nobody gave the fact a pattern.
    """
    if isinstance(told, str):
        return told
    pattern = PATTERNS[told.key]
    values = {name: say_value(value, words) for name, value in told.values}
    if isinstance(pattern, Plural):
        return words.ngettext(pattern.singular, pattern.plural, _number(told["count"])).format(**values)
    return words.gettext(pattern).format(**values)


def message_of(finding: Finding, words: Words) -> str:
    """Return what a finding says."""
    return say_fact(finding.fact, words)


def say_value(value: FactValue, words: Words) -> str | int:
    """Return one value of a fact as it stands in a sentence."""
    match value:
        case str() | int():
            return value
        case Decimal():
            return format_for_reader(value)
        case Fact():
            return say_fact(value, words)
        case tuple():
            return listing((str(say_value(member, words)) for member in value), words)


def _number(value: FactValue) -> int:
    assert isinstance(value, SupportsIndex), "a fact with two patterns has a number by the name of count"
    return int(value)
