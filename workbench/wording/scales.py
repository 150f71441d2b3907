"""The names of scales: what one unit of an amount stands for."""

from collections.abc import Mapping

from workbench.phrases import Phrase, Words, phrase, say

SCALE_IN_WORDS = "scale-in-words"
"""The key of the fact that names its value ``scale``: ``fact("scale-in-words", scale=1000)``."""
SCALES: Mapping[int, Phrase] = {
    1: phrase("whole units"),
    1_000: phrase("thousands"),
    10_000: phrase("ten thousands"),
    100_000: phrase("lakhs"),
    1_000_000: phrase("millions"),
    10_000_000: phrase("crores"),
    100_000_000: phrase("hundred millions"),
    1_000_000_000: phrase("billions"),
}


def phrase_of_scale(scale: int) -> Phrase:
    """Return the name of a scale, for use within a sentence."""
    return SCALES.get(scale) or phrase("units of {scale:,}", scale=scale)


def name_of_scale(scale: int, words: Words) -> str:
    """Return the name of a scale: ``thousands`` for 1000."""
    return say(phrase_of_scale(scale), words)
