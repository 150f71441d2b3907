"""The state of a project in words: every difference is on, some are, or there is nothing to switch."""

from dataclasses import dataclass
from enum import Enum

from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.phrases import Phrase, Words, phrase, phrase_of_count, say

AS_REPORTED = phrase("as reported")
NOT_RECONCILED = phrase("not reconciled")
ILLUSTRATIVE = phrase("illustrative")
SELECTED = phrase("selected")
LOCKED = phrase("as published, locked")
HELD_BY_NONE = phrase("no project holds this period")
WHY_HELD_BY_NONE = phrase("No earlier project holds this period, so that nothing was taken over.")
WHY_NOT_RECONCILED = phrase("No differences are stated for this period; that does not mean there are none.")


def is_held_by_none(project: Project, statement: StatementId, period: PeriodId) -> bool:
    """Return whether a column is a comparative that no earlier project holds."""
    comparative = project.comparative(statement, period)
    return comparative is not None and not comparative.held_by


class ColumnState(Enum):
    """The state of a statement's column, shown below its heading."""

    AS_REPORTED = AS_REPORTED
    ON = phrase("on")
    OFF = phrase("off")
    NOT_RECONCILED = NOT_RECONCILED
    ILLUSTRATIVE = ILLUSTRATIVE
    LOCKED = LOCKED
    HELD_BY_NONE = HELD_BY_NONE
    COMPARED = phrase("compared")


@dataclass(frozen=True, slots=True)
class State:
    """How many differences of a project are on, and between which frameworks."""

    number_on: int
    number: int
    is_reconciled: bool
    frameworks: Frameworks

    @property
    def is_complete(self) -> bool:
        """True if every difference is on; any other state is illustrative."""
        return self.number_on == self.number

    def illustrative_in_words(self, words: Words) -> str:
        """Return the mandatory label of a partial state, as part of a sentence; empty if every difference is on."""
        return "" if self.is_complete else illustrative_state_in_words(self.number_on, self.number, words)

    def illustrative_label(self, words: Words) -> str:
        """Return the mandatory label of a partial state, standing alone; empty if every difference is on."""
        return "" if self.is_complete else illustrative_label(self.number_on, self.number, words)

    def in_words(self, words: Words) -> str:
        """Return the state of the switches: all are on, some are, or there is nothing to switch."""
        if not self.number:
            return say(phrase("No differences are stated"), words)
        if not self.is_reconciled:
            return say(phrase("No period is reconciled"), words)
        return self.illustrative_label(words) or all_on_in_words(self.number, words)

    def result_heading(self, words: Words) -> str:
        """Return the heading of the result's column."""
        return self.complete_heading if self.is_complete else self.partial_heading(words)

    @property
    def complete_heading(self) -> str:
        """The heading of the result's column while every difference is on: the name of a framework."""
        return self.frameworks.target.label

    def partial_heading(self, words: Words) -> str:
        """Return the heading of the result's column in any other state."""
        return say(phrase("{framework} with selected differences", framework=self.frameworks.source.label), words)

    def short_result_heading(self, words: Words) -> str:
        """Return the heading of the result's column for narrow places."""
        return self.complete_heading if self.is_complete else say(SELECTED, words)


def heading_of_end(framework: Framework, words: Words) -> str:
    """Return what heads the figures of one end of a reconciliation, as its source prints it where that is known."""
    return framework.heading or say(phrase("Amounts as reported under {framework}", framework=framework.name), words)


def name_of_reconciliation(frameworks: Frameworks) -> Phrase:
    """Return ``US GAAP to IFRS``."""
    return phrase("{source} to {target}", source=frameworks.source.label, target=frameworks.target.label)


def state_of(project: Project) -> State:
    return State(len(project.enabled), len(project.adjustments), project.is_reconciled, project.frameworks)


def illustrative_state_in_words(number_on: int | str, number: int | str, words: Words) -> str:
    """Return the label of a state in which some of ``number`` differences are on, as part of a sentence.

    ``number_on``: may be a formula.
    """
    state = phrase_of_count(
        "illustrative: {on} of {number} difference",
        "illustrative: {on} of {number} differences",
        int(number),
        on=number_on,
        number=number,
    )
    return say(state, words)


def illustrative_label(number_on: int | str, number: int | str, words: Words) -> str:
    """Return the label of a state in which some of ``number`` differences are on, standing alone.

    ``number_on``: may be a formula.
    """
    state = phrase_of_count(
        "Illustrative: {on} of {number} difference",
        "Illustrative: {on} of {number} differences",
        int(number),
        on=number_on,
        number=number,
    )
    return say(state, words)


def all_on_in_words(number: int, words: Words) -> str:
    """Return the label of a state in which all of ``number`` differences are on."""
    return say(phrase_of_count("The only difference is on", "All {count} differences are on", number), words)
