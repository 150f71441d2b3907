"""The numbers of the notes: each difference's, in small Roman figures, in the order in which differences stand."""

from workbench.domain.adjustments import Adjustment
from workbench.domain.project import Project
from workbench.phrases import Words, phrase, say

ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def note_number(project: Project, adjustment: Adjustment) -> str:
    """Return the number of a difference, which is also that of its note: ``iv``."""
    return roman(1 + [known.id for known in project.adjustments].index(adjustment.id))


def note_reference(project: Project, adjustment: Adjustment, words: Words) -> str:
    """Return what refers to the note of a difference, ``(Note iv)``; empty if it has none."""
    if not adjustment.note:
        return ""
    return say(phrase("(Note {number})", number=note_number(project, adjustment)), words)


def roman(number: int) -> str:
    """Return a number in small Roman figures: ``xiv``."""
    text = ""
    for value, figure in ROMAN:
        while number >= value:
            text, number = text + figure, number - value
    return text
