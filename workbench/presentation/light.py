"""The outcome of the checks, in words: how many pass, how many fail, and how many figures are unproven."""

from collections import Counter
from dataclasses import dataclass

from workbench.domain.findings import FindingStatus
from workbench.phrases import Phrase, Words, phrase, phrase_of_count, say, with_details

NOTHING_CHECKED = phrase("Nothing could be checked")


@dataclass(frozen=True, slots=True)
class Light:
    """The numbers behind the check light. ``unproven``: figures that are not compared with any other."""

    passes: int
    fails: int
    unproven: int
    warnings: int = 0
    not_applicable: int = 0

    @property
    def number_compared(self) -> int:
        return self.passes + self.fails

    def in_words(self, words: Words) -> str:
        """Return the text beside the light: ``All 477 checks pass, 12 figures unproven``."""
        if self.fails:
            verdict = some_fail_in_words(str(self.fails), str(self.number_compared), words)
        else:
            verdict = all_pass_in_words(str(self.passes), words) if self.passes else say(NOTHING_CHECKED, words)
        return with_details((verdict, *self._number_unproven), words)

    def in_short(self, words: Words) -> str:
        """Return the text of the window's status line: ``477 checks pass, 12 figures unproven``."""
        if self.fails:
            verdict = phrase("{fails:,} of {number:,} checks fail", fails=self.fails, number=self.number_compared)
        elif self.passes:
            verdict = phrase_of_count("{count:,} check passes", "{count:,} checks pass", self.passes)
        else:
            verdict = NOTHING_CHECKED
        return with_details((verdict, *self._number_of_warnings, *self._number_unproven), words)

    def in_a_line(self, words: Words) -> str:
        """Return the line of the command line's report: ``checks: 477 of 477 pass (all pass, 12 figures unproven)``."""
        others = (*self._number_unproven, *self._number_of_warnings, *self._number_not_applicable)
        if not self.number_compared:
            outcome = with_details((phrase("nothing could be checked"), *others), words)
            return say(phrase("checks: {outcome}", outcome=outcome), words)
        verdict = phrase("{fails} FAIL", fails=self.fails) if self.fails else phrase("all pass")
        line = phrase(
            "checks: {passes} of {number} pass ({outcome})",
            passes=self.passes,
            number=self.number_compared,
            outcome=with_details((verdict, *others), words),
        )
        return say(line, words)

    @property
    def _number_unproven(self) -> tuple[Phrase, ...]:
        return (_figures_unproven(self.unproven),) if self.unproven else ()

    @property
    def _number_of_warnings(self) -> tuple[Phrase, ...]:
        return (phrase_of_count("{count:,} warning", "{count:,} warnings", self.warnings),) if self.warnings else ()

    @property
    def _number_not_applicable(self) -> tuple[Phrase, ...]:
        return (phrase("{number} not applicable", number=self.not_applicable),) if self.not_applicable else ()


def light_of(counts: Counter[FindingStatus], unproven: int) -> Light:
    return Light(
        counts[FindingStatus.PASS],
        counts[FindingStatus.FAIL],
        unproven,
        counts[FindingStatus.WARNING],
        counts[FindingStatus.NOT_APPLICABLE],
    )


def all_pass_in_words(number: str, words: Words) -> str:
    """Return the verdict if no check fails. ``number``: as text, which may be a formula."""
    return say(phrase("All {number} checks pass", number=number), words)


def some_fail_in_words(number: str, of: str, words: Words) -> str:
    """Return the verdict if ``number`` of the checks fail. Both numbers as text, which may be a formula."""
    return say(phrase("{number} of {of} checks FAIL", number=number, of=of), words)


def unproven_in_words(number: int, words: Words) -> str:
    """Return ``12 figures unproven``; empty for 0."""
    return say(_figures_unproven(number), words) if number else ""


def _figures_unproven(number: int) -> Phrase:
    return phrase_of_count("{count:,} figure unproven", "{count:,} figures unproven", number)
