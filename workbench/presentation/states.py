"""The state of a project in words: every difference is on, some are, or there is nothing to switch."""

from dataclasses import dataclass

from workbench.domain.project import Project

ON, OFF = "on", "off"
AS_REPORTED = "as reported"
NOT_RECONCILED = "not reconciled"
ILLUSTRATIVE = "illustrative"
"""The states below the headings of columns."""
SELECTED = "selected"
WHY_NOT_RECONCILED = "No source states differences for this period. Silence is not taken for 'no difference'."


@dataclass(frozen=True, slots=True)
class State:
    """How many differences of a project are on. ``frameworks``: of the figures as reported, and of the result."""

    number_on: int
    number: int
    is_reconciled: bool
    frameworks: tuple[str, str]

    @property
    def is_complete(self) -> bool:
        """True if every difference is on; any other state is illustrative."""
        return self.number_on == self.number

    @property
    def illustrative_in_words(self) -> str:
        """The mandatory label of a partial state; empty if every difference is on."""
        return "" if self.is_complete else illustrative_state_in_words(self.number_on, self.number)

    @property
    def in_words(self) -> str:
        """The state of the switches: all are on, some are, or there is nothing to switch."""
        if not self.number:
            return "No differences are stated"
        if not self.is_reconciled:
            return "Nothing is reconciled"
        return self.illustrative_in_words.capitalize() or all_on_in_words(self.number)

    @property
    def result_heading(self) -> str:
        """The heading of the result's column."""
        return self.complete_heading if self.is_complete else self.partial_heading

    @property
    def complete_heading(self) -> str:
        """The heading of the result's column while every difference is on."""
        return self.frameworks[1]

    @property
    def partial_heading(self) -> str:
        """The heading of the result's column in any other state."""
        return f"{self.frameworks[0]} with selected differences"

    @property
    def short_result_heading(self) -> str:
        """The heading of the result's column for narrow places."""
        return self.complete_heading if self.is_complete else SELECTED


def state_of(project: Project) -> State:
    return State(len(project.enabled), len(project.adjustments), project.is_reconciled, project.frameworks)


def illustrative_state_in_words(number_on: int | str, number: int | str) -> str:
    """Return the label of a state in which some of ``number`` differences are on."""
    return f"{ILLUSTRATIVE}: {number_on} of {number} {'difference' if str(number) == '1' else 'differences'}"


def all_on_in_words(number: int) -> str:
    """Return the label of a state in which all of ``number`` differences are on."""
    return f"All {number} differences are on" if number > 1 else "The one difference is on"
