"""Recording what was concluded about a kind of difference in a period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.completeness import Conclusion, Consideration, fact_of_conclusion, fact_of_kind
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import KindId
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.subjects import KindSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

CONSIDERED = "considered"
"""The attribute of a kind of difference in a period that this command alters: the conclusion."""
CONCLUSIONS = {fact_of_conclusion(conclusion): conclusion for conclusion in Conclusion}
"""The conclusions by the facts that name them."""


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
        return fact("consider", kind=fact_of_kind(self.kind), period=period)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        before = project.completeness.get((self.kind, self.period))
        old, new = (fact_of_consideration(considered) for considered in (before, self._plain))
        yield Alteration(KindSubject(self.kind, self.period), CONSIDERED, self.kind, old, new)

    def apply(self, project: Project) -> Project:
        key, considered = (self.kind, self.period), self._plain
        if self.period not in project.periods:
            raise WorkbenchError("There is no period {period}. Choose one that a statement shows.", period=self.period)
        if considered is None:
            known = project.completeness
            return replace(project, completeness=known.without(key)) if key in known else project
        for text in (self.kind, considered.reason, considered.by):
            refuse_unwritable(text)
        if not considered.reason and considered.conclusion is not Conclusion.ADJUSTED:
            raise WorkbenchError("The conclusion needs a reason, because the reviewer will ask for one. Enter it.")
        is_below = considered.conclusion is Conclusion.BELOW_THRESHOLD
        if is_below != (considered.amount is not None):
            raise WorkbenchError("A difference below the threshold needs its estimated amount; no other has one.")
        if project.completeness.get(key) == considered:
            return project
        return replace(project, completeness=project.completeness.with_items({key: considered}))

    @property
    def _plain(self) -> Consideration | None:
        considered = self.consideration
        return considered and replace(considered, reason=considered.reason.strip())


def fact_of_consideration(considered: Consideration | None) -> FactValue | None:
    """Return a conclusion as a fact; None for an open question."""
    if considered is None:
        return None
    conclusion = fact_of_conclusion(considered.conclusion)
    about = {"reason": considered.reason, "by": considered.by, "at": considered.at.isoformat()}
    if considered.amount is not None:
        return fact("considered-estimated", conclusion=conclusion, amount=considered.amount, **about)
    return fact("considered-because" if considered.reason else "considered", conclusion=conclusion, **about)


def consideration_of(considered: Fact) -> Consideration:
    """Return the conclusion that a fact states. Raises LookupError if a later version wrote it in another way."""
    match dict(considered.values):
        case {"conclusion": Fact() as conclusion, "reason": str(reason), "by": str(by), "at": str(at), **others}:
            amount = others.get("amount")
            if conclusion in CONCLUSIONS and (amount is None or isinstance(amount, Decimal)):
                return Consideration(CONCLUSIONS[conclusion], reason, by, datetime.fromisoformat(at), amount)
    raise LookupError(considered.key)
