"""Recording what was concluded about a kind of difference in a period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import KindId
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.subjects import KindSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

CONSIDERED = "considered"
"""The attribute of a kind of difference in a period that this command alters: the conclusion."""
CONCLUSION = "conclusion-"
"""How the keys of facts begin that are conclusions."""


@dataclass(frozen=True, slots=True)
class Consider(Command):
    """Record a conclusion about a kind of difference in one period; None: it is open again.

    Raises WorkbenchError for a period that no statement shows, for a conclusion without a reason unless that is that
    it is adjusted, and for one below the threshold without its amount.
    """

    kind: KindId
    period: PeriodId
    consideration: Consideration | None

    def describe(self, project: Project) -> Fact:
        period = short_name_of_period(project.periods[self.period])
        return fact("consider", kind=name_of_kind(self.kind), period=period)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        before = project.completeness.get((self.kind, self.period))
        old, new = (fact_of_consideration(considered) for considered in (before, self.consideration))
        yield Alteration(KindSubject(self.kind, self.period), CONSIDERED, self.kind, old, new)

    def apply(self, project: Project) -> Project:
        key, considered = (self.kind, self.period), self.consideration
        if self.period not in project.periods:
            raise WorkbenchError("There is no period {period}. Choose one that a statement shows.", period=self.period)
        if considered is None:
            known = project.completeness
            return replace(project, completeness=known.without(key)) if key in known else project
        for text in (considered.reason, considered.by):
            refuse_unwritable(text)
        if not considered.reason.strip() and considered.conclusion is not Conclusion.ADJUSTED:
            raise WorkbenchError("The conclusion needs a reason, because the reviewer will ask for one. Enter it.")
        is_below = considered.conclusion is Conclusion.BELOW_THRESHOLD
        if is_below != (considered.amount is not None):
            raise WorkbenchError("A difference below the threshold needs its estimated amount; no other has one.")
        considered = replace(considered, reason=considered.reason.strip())
        if project.completeness.get(key) == considered:
            return project
        return replace(project, completeness=project.completeness.with_items({key: considered}))


def name_of_kind(kind: KindId) -> Fact:
    """Return the name of a kind of difference as a fact."""
    return fact(f"difference-{kind.replace('_', '-')}")


def fact_of_consideration(considered: Consideration | None) -> FactValue | None:
    """Return a conclusion as a fact; None for an open question."""
    if considered is None:
        return None
    key = f"{CONCLUSION}{considered.conclusion.value}"
    conclusion = fact(key) if considered.amount is None else fact(key, amount=considered.amount)
    about = {"reason": considered.reason, "by": considered.by, "at": considered.at.isoformat()}
    return fact("considered-because" if considered.reason else "considered", conclusion=conclusion, **about)


def consideration_of(considered: Fact) -> Consideration:
    """Return the conclusion that a fact states. Raises LookupError if a later version wrote it in another way."""
    match considered["conclusion"]:
        case Fact(key, values) if key.removeprefix(CONCLUSION) in set(Conclusion):
            reason, by, at = (str(considered[name]) for name in ("reason", "by", "at"))
            amount = next((value for _, value in values if isinstance(value, Decimal)), None)
            return Consideration(
                Conclusion(key.removeprefix(CONCLUSION)), reason, by, datetime.fromisoformat(at), amount
            )
    raise LookupError(str(considered))
