"""Merging: what another file has otherwise than the open project, accepted or refused one by one, as one step."""

from workbench.merging.merged import Left, Merged, take
from workbench.merging.projects import merge_of_project
from workbench.merging.proposals import Answer, Answers, Change, Merge, Proposal, taking

__all__ = ["Answer", "Answers", "Change", "Left", "Merge", "Merged", "Proposal", "merge_of_project", "take", "taking"]
