"""The outcome of the checks, in words: how many pass, how many fail, and how many figures nothing proves."""

from collections import Counter
from dataclasses import dataclass

from workbench.domain.findings import FindingStatus

NOTHING_CHECKED = "Nothing could be checked"


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

    @property
    def in_words(self) -> str:
        """The text beside the light: ``All 477 checks pass, 12 figures unproven``."""
        return ", ".join(filter(None, (self._verdict, unproven_in_words(self.unproven))))

    @property
    def _verdict(self) -> str:
        if self.fails:
            return some_fail_in_words(str(self.fails), str(self.number_compared))
        return all_pass_in_words(str(self.passes)) if self.passes else NOTHING_CHECKED

    @property
    def in_short(self) -> str:
        """The text of the window's status line: ``477 checks pass, 12 figures unproven``."""
        verdict = f"{self.passes:,} {'check passes' if self.passes == 1 else 'checks pass'}" if self.passes else ""
        if self.fails:
            verdict = f"{self.fails:,} of {self.number_compared:,} checks fail"
        others = (_count_in_words(self.warnings, "warning"), unproven_in_words(self.unproven))
        return ", ".join(filter(None, (verdict or NOTHING_CHECKED, *others)))

    @property
    def in_a_line(self) -> str:
        """The line in the report of the command line: ``checks: 477 of 477 pass (all pass, 12 figures unproven)``."""
        others = filter(
            None, (unproven_in_words(self.unproven), _count_in_words(self.warnings, "warning"), self._not_applicable)
        )
        if not self.number_compared:
            return f"checks: {', '.join([NOTHING_CHECKED.lower(), *others])}"
        verdict = f"{self.fails} FAIL" if self.fails else "all pass"
        return f"checks: {self.passes} of {self.number_compared} pass ({', '.join([verdict, *others])})"

    @property
    def _not_applicable(self) -> str:
        return f"{self.not_applicable} not applicable" if self.not_applicable else ""


def light_of(counts: Counter[FindingStatus], unproven: int) -> Light:
    return Light(
        counts[FindingStatus.PASS],
        counts[FindingStatus.FAIL],
        unproven,
        counts[FindingStatus.WARNING],
        counts[FindingStatus.NOT_APPLICABLE],
    )


def all_pass_in_words(number: str) -> str:
    return f"All {number} checks pass"


def some_fail_in_words(number: str, of: str) -> str:
    return f"{number} of {of} checks FAIL"


def unproven_in_words(number: int) -> str:
    """Return ``12 figures unproven``; empty for 0."""
    return _count_in_words(number, "figure", " unproven")


def _count_in_words(number: int, noun: str, suffix: str = "") -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}{suffix}" if number else ""
