"""What merging proposes: each thing that another file has otherwise, and what each answer to it does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from workbench.commands.compound_command import Edit
from workbench.domain.facts import Fact, FactValue, Told
from workbench.domain.maps import Map
from workbench.domain.subjects import Subject
from workbench.domain.trail import Alteration
from workbench.phrases import Phrase


class Answer(StrEnum):
    """What becomes of a proposal."""

    TAKE = "take"
    """The new value."""
    KEEP = "keep"
    """The value of the open project: nothing is done."""
    RESTATE = "restate"
    """A total that was typed over is restated, which changes its remainder."""
    UNEXPLAINED = "unexplained"
    """A result that was typed over is reached by an effect that nobody has explained."""
    ADD = "add"
    """A new line counts in the total of its neighbours."""
    SUBTRACT = "subtract"
    """A new line counts in that total with the opposite sign."""


Change: TypeAlias = Edit | Alteration
"""An edit as it stands, or an alteration, which becomes the edit of what is there when it is made.

Of several attributes that one edit contains, such as the details of a line, another proposal may change another.
"""


@dataclass(frozen=True)
class Proposal:
    """One thing that the other file has otherwise.

    ``key``: stable, unique in its merge. ``what``: what it is about, in words; ``attribute``: that of its subject which
    differs, by its key in the trail, by which its values are said. ``place``: where it stands in the other file
    (``IS H1 2023!D14``), empty for a project. ``old``: the value where the two files began to differ; ``ours``: that of
    the open project, another only if both changed it; ``new``: that of the other file; None for what is not there.
    ``changes``: what each answer does; without TAKE or another one, it can only be kept. ``is_asked``: not taken
    without an explicit answer. ``why``: why it is asked, or cannot be taken. ``needs``: the keys of the proposals on
    which it stands: if one of them is kept, it is kept, too.
    """

    key: str
    what: Told
    subject: Subject
    attribute: str
    old: FactValue | None
    ours: FactValue | None
    new: FactValue | None
    changes: Map[Answer, tuple[Change, ...]]
    place: str = ""
    is_asked: bool = False
    why: Fact | Phrase | None = None
    needs: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What can be answered, KEEP last."""
        return (*(answer for answer in self.changes if answer is not Answer.KEEP), Answer.KEEP)


Answers: TypeAlias = Mapping[str, Answer]
"""By the key of a proposal; one without an answer is kept."""


@dataclass(frozen=True)
class Merge:
    """``file``: the name of the other file. ``proposals``: each after those that it needs.

    ``remarks``: what else is to be known, and what cannot come.
    """

    file: str
    proposals: tuple[Proposal, ...]
    remarks: tuple[Fact, ...] = ()

    @property
    def asked(self) -> tuple[Proposal, ...]:
        return tuple(proposal for proposal in self.proposals if proposal.is_asked)

    @property
    def offered(self) -> tuple[Proposal, ...]:
        """The proposals that are taken unless the user says otherwise."""
        return tuple(each for each in self.proposals if not each.is_asked and Answer.TAKE in each.changes)


def taking(proposals: Iterable[Proposal]) -> dict[str, Answer]:
    """Return the answers that take each of ``proposals``."""
    return {proposal.key: Answer.TAKE for proposal in proposals}
