"""What is proposed in words: what it is about, its values, why it is asked, and which key totals it moves."""

from collections.abc import Iterable, Iterator

from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import Fact, FactValue
from workbench.domain.project import Project
from workbench.domain.trail import Alteration
from workbench.merging.merged import Left, merged
from workbench.merging.proposals import Merge, Proposal, taking
from workbench.phrases import Words, listing, phrase, say
from workbench.presentation.explained_change import MovedTotal
from workbench.wording import say_fact
from workbench.wording.alterations import NOTHING, name_of_attribute, say_value
from workbench.wording.names import name_of_concept
from workbench.wording.periods import short_label


class SaidMerge:
    """Says the proposals of a merge in the language of ``words``; what is added has its name already."""

    def __init__(self, project: Project, merge: Merge, words: Words) -> None:
        command = merged(project, merge, taking(merge.offered)).command
        self._project = command.apply(project) if command else project
        self._merge = merge
        self._by_key = {proposal.key: proposal for proposal in merge.proposals}
        self._words = words

    def lines(self) -> Iterator[str]:
        """Yield the remarks, then a line for each proposal, with why if it is not simply taken."""
        yield from (say_fact(remark, self._words) for remark in self._merge.remarks)
        for proposal in self._merge.proposals:
            change = phrase(
                "{attribute} of {what}: {old} → {new}",
                attribute=self.attribute(proposal),
                what=self.what(proposal),
                old=self.value(proposal, proposal.ours),
                new=self.value(proposal, proposal.new),
            )
            why = self.why(proposal)
            yield say(phrase("{what} ({reason})", what=change, reason=why) if why else change, self._words)

    def what(self, proposal: Proposal) -> str:
        """Return what a proposal is about: ``Cash, H1 2023, Leases``."""
        return say_fact(proposal.what, self._words)

    def attribute(self, proposal: Proposal) -> str:
        """Return what of it differs: ``Effect``."""
        return name_of_attribute(proposal.attribute, self._words)

    def value(self, proposal: Proposal, value: FactValue | None) -> str:
        altered = Alteration(proposal.subject, proposal.attribute, "", proposal.old, proposal.new)
        return say_value(altered, value, self._project, self._words) if value is not None else NOTHING

    def why(self, proposal: Proposal) -> str:
        """Return why it is asked, cannot be taken, or comes only with something else; empty if none of these."""
        reasons = [proposal.why] if proposal.why else []
        said = [say_fact(why, self._words) if isinstance(why, Fact) else say(why, self._words) for why in reasons]
        if needed := [self._by_key[key] for key in proposal.needs if key in self._by_key]:
            names = listing([self.what(each) for each in needed], self._words, may_have_commas=True)
            said.append(say(phrase("Comes only with: {what}.", what=names), self._words))
        return " ".join(said)

    def left(self, left: Left) -> str:
        """Return why a proposal that was accepted could not be taken."""
        if left.refusal:
            return say(left.refusal.sentence, self._words)
        return self.why(left.proposal) or say(phrase("It does not fit with what else was taken."), self._words)

    def consequence(self, moved: Iterable[MovedTotal]) -> str:
        """Return which key totals move, and by how much: ``net income H1 2023 (49,337)``; a dash if none does."""
        said = [
            say(
                phrase("{total} {amount}", total=self._total(total), amount=format_for_reader(total.moved_by)),
                self._words,
            )
            for total in moved
        ]
        return listing(said, self._words, may_have_commas=True) if said else NOTHING

    def _total(self, moved: MovedTotal) -> str:
        name = name_of_concept(moved.concept, self._words)
        period = short_label(self._project.periods[moved.period], self._words)
        return say(phrase("{total} {period}", total=name, period=period), self._words)
