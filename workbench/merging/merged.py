"""The answers to what a merge proposes, as one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.commands.adjustment_list import ORDER, ArrangeAdjustments
from workbench.commands.alteration_kinds import KINDS
from workbench.commands.altered_values import UNFIT
from workbench.commands.compound_command import CompoundCommand, Edit
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.merging.proposals import Answer, Answers, Change, Merge, Proposal

MERGE = "merge"
"""The key of the description of the step."""


@dataclass(frozen=True)
class Left:
    """A proposal that was accepted and could not be taken. ``refusal``: why, if an edit says so."""

    proposal: Proposal
    refusal: WorkbenchError | None = None


@dataclass(frozen=True)
class Merged:
    """``command``: the one step, None if nothing is taken; ``taken``: what is in it; ``left``: what does not fit."""

    command: CompoundCommand | None
    taken: tuple[Proposal, ...]
    left: tuple[Left, ...]


def take(project: Project, merge: Merge, answers: Answers) -> Merged:
    """Return the step that does what ``answers`` say. In which order they were given does not matter.

    What does not fit after the others is left, with why; so is what stands on something that is kept.
    """
    edits: list[Edit] = []
    taken: dict[str, Proposal] = {}
    left = [Left(each) for each in merge.proposals if answers.get(each.key, Answer.KEEP) is not Answer.KEEP]
    is_further = True
    while left and is_further:
        before, waiting = len(left), left
        left = []
        for proposal in (each.proposal for each in waiting):
            if not all(key in taken for key in proposal.needs):
                left.append(Left(proposal))
                continue
            try:
                made, project = make(project, proposal.changes[answers[proposal.key]])
            except UNFIT as error:
                left.append(Left(proposal, error if isinstance(error, WorkbenchError) else None))
                continue
            edits += made
            taken[proposal.key] = proposal
        is_further = len(left) < before
    in_order = tuple(each for each in merge.proposals if each.key in taken)
    command = CompoundCommand(_description(merge, len(in_order)), tuple(edits)) if edits else None
    return Merged(command, in_order, tuple(left))


def make(project: Project, changes: Sequence[Change]) -> tuple[list[Edit], Project]:
    """Return the edits of ``changes`` and the project after them. Raises what an edit raises that does not fit."""
    edits: list[Edit] = []
    for change in changes:
        edit = _edit_of(project, change)
        project = edit.apply(project)
        edits.append(edit)
    return edits, project


def _edit_of(project: Project, change: Change) -> Edit:
    if not isinstance(change, Alteration):
        return change
    if change.attribute == ORDER and isinstance(change.new, tuple):  # a difference that it does not know stands last
        known = [AdjustmentId(str(key)) for key in change.new if key in project.adjustment_by_id]
        return ArrangeAdjustments((*known, *(key for key in project.adjustment_by_id if key not in known)))
    return KINDS[change.attribute].edit(project, change)


def _description(merge: Merge, number: int) -> Fact:
    return fact(MERGE, file=merge.file, count=number)
