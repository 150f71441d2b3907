"""Uncorrected differences: recording what was found and left unadjusted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import Command, refuse_unwritable
from workbench.commands.comments import next_number, refuse_as_text
from workbench.commands.journals import record_of
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.subjects import UncorrectedSubject
from workbench.domain.trail import Alteration
from workbench.domain.uncorrected import Uncorrected, UncorrectedId
from workbench.errors import WorkbenchError

UNCORRECTED = "uncorrected"
"""The attribute that is altered: that an uncorrected difference is there."""
TEXT_OF_UNCORRECTED, PERIOD_OF_UNCORRECTED = "uncorrected text", "uncorrected period"
REASON, PROFIT, EQUITY = "uncorrected reason", "uncorrected profit", "uncorrected equity"
DETAILS_OF_UNCORRECTED = (TEXT_OF_UNCORRECTED, PERIOD_OF_UNCORRECTED, PROFIT, EQUITY, REASON)
"""The attributes that ``ChangeUncorrected`` alters."""


@dataclass(frozen=True, slots=True)
class AddUncorrected(Command):
    """Record a difference that is left unadjusted. ``although_gone``: its period was there, before another import.

    Raises WorkbenchError without words, without a reason, and for a period that the project does not have.
    """

    uncorrected: Uncorrected
    although_gone: bool = False

    def describe(self, project: Project) -> Fact:
        return fact("add-uncorrected", text=self.uncorrected.text.strip())

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _alteration(self.uncorrected, UNCORRECTED, None, fact_of_uncorrected(_plain(self.uncorrected)))

    def apply(self, project: Project) -> Project:
        left = _plain(self.uncorrected)
        if left.id in project.uncorrected:
            raise WorkbenchError(
                "There is already an uncorrected difference {id}. Give this one another number.", id=left.id
            )
        for text in (left.id, left.by):
            refuse_unwritable(text)
        return _with(project, left, although_gone=self.although_gone)


@dataclass(frozen=True, slots=True)
class ChangeUncorrected(Command):
    """Change what is said of an uncorrected difference; its number, and who recorded it when, stay."""

    uncorrected: UncorrectedId
    text: str
    period: PeriodId
    profit: Decimal | None
    equity: Decimal | None
    reason: str
    although_gone: bool = False

    @classmethod
    def of(cls, left: Uncorrected) -> "ChangeUncorrected":
        """Return the edit that leaves ``left`` as it is."""
        return cls(left.id, left.text, left.period, left.profit, left.equity, left.reason)

    def describe(self, project: Project) -> Fact:
        return fact("change-uncorrected", text=require_uncorrected(project, self.uncorrected).text)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_uncorrected(project, self.uncorrected)
        before, after = details_of_uncorrected(known), details_of_uncorrected(self._with_changes(known))
        for attribute, old in before.items():
            if old != after[attribute]:
                yield _alteration(known, attribute, old, after[attribute])

    def apply(self, project: Project) -> Project:
        known = require_uncorrected(project, self.uncorrected)
        changed = self._with_changes(known)
        is_same_period = changed.period == known.period  # which may be gone
        return (
            project if changed == known else _with(project, changed, although_gone=self.although_gone or is_same_period)
        )

    def _with_changes(self, known: Uncorrected) -> Uncorrected:
        changed = replace(known, text=self.text, period=self.period, reason=self.reason)
        return _plain(replace(changed, profit=self.profit, equity=self.equity))


@dataclass(frozen=True, slots=True)
class RemoveUncorrected(Command):
    """Delete an uncorrected difference. Its number is not given again."""

    uncorrected: UncorrectedId

    def describe(self, project: Project) -> Fact:
        return fact("remove-uncorrected", text=require_uncorrected(project, self.uncorrected).text)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_uncorrected(project, self.uncorrected)
        yield _alteration(known, UNCORRECTED, fact_of_uncorrected(known), None)

    def apply(self, project: Project) -> Project:
        require_uncorrected(project, self.uncorrected)
        return replace(project, uncorrected=project.uncorrected.without(self.uncorrected))


def new_uncorrected_id(project: Project) -> UncorrectedId:
    """Return the number of the next uncorrected difference: one that none has or had, also of those deleted."""
    return UncorrectedId(next_number(project, project.uncorrected, UncorrectedSubject))


def require_uncorrected(project: Project, uncorrected: UncorrectedId) -> Uncorrected:
    """Return the uncorrected difference. Raises WorkbenchError if the project has none of that number."""
    known = project.uncorrected.get(uncorrected)
    if known is None:
        raise WorkbenchError("The uncorrected difference is no longer there. Choose another.")
    return known


def fact_of_uncorrected(left: Uncorrected) -> Fact:
    """Return the fact that an uncorrected difference is there; its ``record`` is what makes it again."""
    return fact("added-uncorrected", text=left.text, record=record_of(left))


def details_of_uncorrected(left: Uncorrected) -> dict[str, FactValue | None]:
    """Return what ``ChangeUncorrected`` says of an uncorrected difference, by attribute."""
    values = left.text, left.period, left.profit, left.equity, left.reason
    return dict(zip(DETAILS_OF_UNCORRECTED, values, strict=True))


def _plain(left: Uncorrected) -> Uncorrected:
    return replace(left, text=left.text.strip(), reason=left.reason.strip())


def _alteration(left: Uncorrected, attribute: str, old: FactValue | None, new: FactValue | None) -> Alteration:
    return Alteration(UncorrectedSubject(left.id), attribute, left.text.strip(), old, new)


def _with(project: Project, left: Uncorrected, *, although_gone: bool) -> Project:
    refuse_as_text(left.text)
    refuse_unwritable(left.period)
    if not left.reason:
        raise WorkbenchError("The difference needs the reason why it is left, because the reviewer will ask. Enter it.")
    refuse_unwritable(left.reason)
    if not although_gone and left.period not in project.periods:
        raise WorkbenchError("There is no period {period}. Choose one that a statement shows.", period=left.period)
    return replace(project, uncorrected=project.uncorrected.with_items({left.id: left}))
