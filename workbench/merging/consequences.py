"""What taking a proposal would do to the key totals, by itself with what it needs."""

from dataclasses import replace

from workbench.domain.project import Project
from workbench.engine import Engine, Results
from workbench.merging.merged import take
from workbench.merging.proposals import Answer, Merge, Proposal
from workbench.presentation.explained_change import MovedTotal, moves_between

FIGURES = ("statements", "adjustments", "enabled", "periods")
"""The fields of a project on which figures depend."""


def consequence(
    before: Results, merge: Merge, proposal: Proposal, answer: Answer | None = None
) -> tuple[MovedTotal, ...]:
    """Return the key totals that ``answer`` would move, if nothing else were taken but what it needs.

    ``answer``: the first that there is if none is given.
    """
    answer = answer or proposal.answers[0]
    if answer not in proposal.changes:
        return ()
    alone = replace(merge, proposals=_with_what_it_needs(merge, proposal))
    answers = {each.key: Answer.TAKE for each in alone.proposals} | {proposal.key: answer}
    command = take(before.project, alone, answers).command
    after = command.apply(before.project) if command else before.project
    return moves_between(before, Engine(before).results(after)) if _moves_figures(before.project, after) else ()


def _with_what_it_needs(merge: Merge, proposal: Proposal) -> tuple[Proposal, ...]:
    by_key = {each.key: each for each in merge.proposals}
    wanted, waiting = {proposal.key}, [proposal]
    while waiting:
        needed = [key for key in waiting.pop().needs if key in by_key and key not in wanted]
        wanted.update(needed)
        waiting += [by_key[key] for key in needed]
    return tuple(each for each in merge.proposals if each.key in wanted)


def _moves_figures(before: Project, after: Project) -> bool:
    return any(getattr(before, name) is not getattr(after, name) for name in FIGURES)
