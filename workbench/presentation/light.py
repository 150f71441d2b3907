"""How the checks stand, in words: how many pass, how many fail, and how many figures nothing proves."""

from collections import Counter
from dataclasses import dataclass

from workbench.domain.findings import FindingStatus

NOTHING_CHECKED = "Nothing could be checked"


@dataclass(frozen=True, slots=True)
class Light:
    """``unproven``: how many figures no comparison with another figure proves."""

    passes: int
    fails: int
    unproven: int
    warnings: int = 0
    not_applicable: int = 0

    @property
    def compared(self) -> int:
        return self.passes + self.fails

    @property
    def in_words(self) -> str:
        """What stands beside a light: ``All 477 checks pass, 12 figures unproven``."""
        return ", ".join(filter(None, (self._verdict, figures_unproven(self.unproven))))

    @property
    def _verdict(self) -> str:
        if self.fails:
            return some_fail(str(self.fails), str(self.compared))
        return all_pass(str(self.passes)) if self.passes else NOTHING_CHECKED

    @property
    def in_short(self) -> str:
        """What the window's status line says: ``477 checks pass, 12 figures unproven``."""
        verdict = f"{self.passes:,} {'check passes' if self.passes == 1 else 'checks pass'}" if self.passes else ""
        if self.fails:
            verdict = f"{self.fails:,} of {self.compared:,} checks fail"
        rest = (_number(self.warnings, "warning"), figures_unproven(self.unproven))
        return ", ".join(filter(None, (verdict or NOTHING_CHECKED, *rest)))

    @property
    def in_a_line(self) -> str:
        """What the command line says: ``checks: 477 of 477 pass (all pass, 12 figures unproven)``."""
        rest = filter(None, (figures_unproven(self.unproven), _number(self.warnings, "warning"), self._not_applicable))
        if not self.compared:
            return f"checks: {', '.join([NOTHING_CHECKED.lower(), *rest])}"
        verdict = f"{self.fails} FAIL" if self.fails else "all pass"
        return f"checks: {self.passes} of {self.compared} pass ({', '.join([verdict, *rest])})"

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


def all_pass(number: str) -> str:
    return f"All {number} checks pass"


def some_fail(number: str, of: str) -> str:
    return f"{number} of {of} checks FAIL"


def figures_unproven(number: int) -> str:
    """Return how many figures nothing proves; empty where there are none."""
    return _number(number, "figure", " unproven")


def _number(number: int, noun: str, what: str = "") -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}{what}" if number else ""
