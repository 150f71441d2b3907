"""What is proposed in words: what it is about, its values, why it is asked, and which key totals it moves."""

from collections.abc import Iterable, Iterator, Mapping

from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import Fact, FactValue
from workbench.domain.project import Project
from workbench.domain.subjects import (
    AdjustmentSubject,
    CommentSubject,
    CrossReferenceSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    OpenItemSubject,
    ProjectSubject,
    ScenarioSubject,
    SignSubject,
    SourceSubject,
    StatementSubject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.domain.trail import Alteration
from workbench.merging.merged import Left, take
from workbench.merging.proposals import Answer, Merge, Proposal, taking
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.presentation.explained_change import MovedTotal
from workbench.wording import say_fact
from workbench.wording.alterations import NOTHING, name_of_attribute, say_value
from workbench.wording.names import name_of_concept
from workbench.wording.periods import short_label

ANSWERS = {
    Answer.TAKE: phrase("Take theirs"),
    Answer.KEEP: phrase("Keep ours"),
    Answer.RESTATE: phrase("Restate the total"),
    Answer.UNEXPLAINED: phrase("Keep as an unexplained effect"),
    Answer.ADD: phrase("Insert it, added in the total"),
    Answer.SUBTRACT: phrase("Insert it, subtracted in the total"),
}
"""The names of answers."""
GROUPS: Mapping[type, Phrase] = {
    AdjustmentSubject: phrase("Differences"),
    EntrySubject: phrase("Entries"),
    KindSubject: phrase("Completeness"),
    CommentSubject: phrase("Comments"),
    EvidenceSubject: phrase("Evidence"),
    TickSubject: phrase("Ticks"),
    SignSubject: phrase("Ticks"),
    CrossReferenceSubject: phrase("Cross references"),
    OpenItemSubject: phrase("Open items"),
    UncorrectedSubject: phrase("Uncorrected differences"),
    ScenarioSubject: phrase("Scenarios"),
    SourceSubject: phrase("Sources"),
    ProjectSubject: phrase("Project"),
}
"""Under what a proposal is listed, by the kind of its subject; what is of a statement, under that."""


class SaidMerge:
    """Says the proposals of a merge in the language of ``words``; what is added has its name already."""

    def __init__(self, project: Project, merge: Merge, words: Words) -> None:
        command = take(project, merge, taking(merge.offered)).command
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

    def group(self, proposal: Proposal) -> str:
        """Return under what a proposal is listed: its statement, or its kind."""
        match proposal.subject:
            case FigureSubject(statement) | LineSubject(statement) | StatementSubject(statement):
                known = self._project.statement_by_id.get(statement)
                return say_fact(known.title_fact, self._words) if known else statement
            case subject:
                heading = GROUPS.get(type(subject))
                return say(heading, self._words) if heading else self.attribute(proposal)

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

    def why_left(self, left: Left) -> str:
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
