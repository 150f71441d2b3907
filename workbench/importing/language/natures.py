"""What the name of a difference, or its frameworks, say about its nature."""

from workbench.domain.adjustments import Nature
from workbench.domain.frameworks import Frameworks
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.frameworks import are_of_presentation

NATURES: tuple[tuple[Nature, WordPattern], ...] = (
    (
        Nature.ERROR_CORRECTION,
        WordPattern(
            r"\b(?:corrections?|restatements?) of (?:\w+ ){0,3}errors?\b|\berror corrections?\b|差错更正|更正差错"
        ),
    ),
    (Nature.MEASUREMENT, WordPattern(r"\b(?:re-?)?measurement\b|计量")),
    (
        Nature.RECLASSIFICATION,
        WordPattern(
            r"^\W*(?:total |net )?reclass(?:es|ifications?|ifying)?(?: adjustments?| entries)?\W*$|^重分类(?:调整)?$"
        ),
    ),
    (
        Nature.PRESENTATION,
        WordPattern(
            r"^\W*(?:(?:changes?|differences?) (?:in|of) )?presentation"
            r"(?: (?:differences?|changes?|adjustments?))?\W*$|"
            r"^列[报示](?:差异|调整)?$"
        ),
    ),
)
"""In this order: *recognition and measurement* beside *reclassification* names a measurement."""


def nature_in(name: str) -> Nature | None:
    """Return the nature that the name of a difference says; None where it says none."""
    return next((nature for nature, pattern in NATURES if pattern.search(name)), None)


def nature_of(name: str, frameworks: Frameworks) -> Nature | None:
    """Return the nature of a difference by its name; else by its frameworks, if both only govern presentation."""
    return nature_in(name) or (Nature.PRESENTATION if are_of_presentation(frameworks) else None)
