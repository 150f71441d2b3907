"""Facts used in the evidence of many inferences."""

from collections.abc import Sequence

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind


def quote(text: str) -> Fact:
    """Return the fact that quotes a source's text, in quotation marks."""
    return fact("quoted", text=text)


def statement_fact(kind: StatementKind) -> Fact:
    """Return the name of a kind of statement."""
    return fact(f"statement-{kind.value}")


def short_statement_fact(kind: StatementKind) -> Fact:
    """Return the name of a kind of statement in one word."""
    return fact(f"short-statement-{kind.value}")


def figures_fact(role: FigureRole, adjustment_or_currency: str, period: Told) -> Fact:
    """Return what figures state, ``as reported, H1 2023``; ``period``: its label."""
    figures = adjustment_or_currency or fact(f"figures-{role.name.lower().replace('_', '-')}")
    return fact("figures-of-period", figures=figures, period=period)


def scale_fact(scale: int) -> Fact:
    """Return the name of a scale: thousands for 1000."""
    return fact("scale-in-words", scale=scale)


def all_of(facts: Sequence[Told]) -> Told:
    """Return several pieces of evidence, at least one, as one; nesting is no deeper than the digits of their number."""
    if len(facts) == 1:
        return facts[0]
    half = len(facts) // 2
    return fact("and-also", first=all_of(facts[:half]), then=all_of(facts[half:]))
