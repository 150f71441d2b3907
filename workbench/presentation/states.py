"""The state of a project: whether every difference is on, some are, or there is nothing to switch; in words."""

from dataclasses import dataclass

from workbench.domain.project import Project

ON, OFF = "on", "off"
AS_REPORTED = "as reported"
NOT_RECONCILED = "not reconciled"
ILLUSTRATIVE = "illustrative"
"""What stands below the heading of a column."""
SELECTED = "selected"
WHY_NOT_RECONCILED = "No source states differences for this period. Silence is not taken for 'no difference'."


@dataclass(frozen=True, slots=True)
class State:
    """Which differences of a project are on. ``frameworks``: the one as reported under, the one of the result."""

    number_on: int
    number: int
    is_reconciled: bool
    frameworks: tuple[str, str]

    @property
    def is_complete(self) -> bool:
        """True where every difference is on; every other state is illustrative."""
        return self.number_on == self.number

    @property
    def illustrative(self) -> str:
        """How a partial state must be called; empty where every difference is on."""
        return "" if self.is_complete else illustrative(self.number_on, self.number)

    @property
    def in_words(self) -> str:
        """What is said of the switches: all are on, some are, or there is nothing to switch."""
        if not self.number:
            return "No differences are stated"
        if not self.is_reconciled:
            return "Nothing is reconciled"
        return self.illustrative.capitalize() or all_on(self.number)

    @property
    def result_heading(self) -> str:
        """What the column of the result is called."""
        return self.complete_heading if self.is_complete else self.partial_heading

    @property
    def complete_heading(self) -> str:
        """What the column of the result is called while every difference is on."""
        return self.frameworks[1]

    @property
    def partial_heading(self) -> str:
        """What it is called in every other state."""
        return f"{self.frameworks[0]} with selected differences"

    @property
    def short_result_heading(self) -> str:
        """What the column of the result is called where there is little room."""
        return self.complete_heading if self.is_complete else SELECTED


def state_of(project: Project) -> State:
    return State(len(project.enabled), len(project.adjustments), project.is_reconciled, project.frameworks)


def illustrative(number_on: int | str, number: int | str) -> str:
    """Return how the state is called in which some of ``number`` differences are on."""
    return f"{ILLUSTRATIVE}: {number_on} of {number} {'difference' if str(number) == '1' else 'differences'}"


def all_on(number: int) -> str:
    """Return how the state is called in which all of ``number`` differences are on."""
    return f"All {number} differences are on" if number > 1 else "The one difference is on"
