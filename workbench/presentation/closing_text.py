"""The to-do list of a closing in words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from workbench.phrases import Words, phrase, say
from workbench.presentation.closing import ToDo, ToDoKind
from workbench.wording import name_of_check
from workbench.wording.facts import say_fact
from workbench.wording.names import with_capital

KINDS = {
    ToDoKind.FAILING_CHECK: phrase("Failing checks"),
    ToDoKind.DISAGREEING_SOURCES: phrase("Disagreeing sources"),
    ToDoKind.NOTE: phrase("Notes that are out of date"),
    ToDoKind.CHANGED_EVIDENCE: phrase("Evidence that changed or is missing"),
    ToDoKind.UNRECONCILED: phrase("Not reconciled"),
    ToDoKind.OPEN_ENTRY: phrase("Open entries"),
    ToDoKind.SWITCHED_OFF: phrase("Differences switched off"),
    ToDoKind.WARNING: phrase("Warnings"),
    ToDoKind.OPEN_TEXT: phrase("Open texts of the appendix"),
    ToDoKind.OPEN_QUESTIONS: phrase("Open completeness"),
    ToDoKind.TO_CONFIRM: phrase("Carried conclusions"),
    ToDoKind.OPEN_ITEM: phrase("Open items"),
    ToDoKind.COMMENT: phrase("Open comments"),
    ToDoKind.DRAFT: phrase("Drafts"),
    ToDoKind.MISSING_EVIDENCE: phrase("Without evidence"),
    ToDoKind.EMPTY_NOTE: phrase("Without a note"),
    ToDoKind.NOT_HELD: phrase("Held by no project"),
}
"""What heads the items of a kind."""
NOTHING_MISSING = phrase("Nothing is missing.")


def by_kind(items: Iterable[ToDo]) -> list[tuple[ToDoKind, tuple[ToDo, ...]]]:
    """Return the items of each kind; ``items``: as ``to_do`` returns them."""
    return [(kind, tuple(alike)) for kind, alike in groupby(items, lambda item: item.kind)]


def heading_of(kind: ToDoKind, number: int, words: Words) -> str:
    """Return ``Failing checks (2)``."""
    return say(phrase("{kind} ({number})", kind=KINDS[kind], number=number), words)


def sentence_of(item: ToDo, words: Words) -> str:
    """Return what is missing; of a check its name, what its first finding says, and how many more there are."""
    message = say_fact(item.fact, words)
    if item.finding is None:
        return message
    check = with_capital(name_of_check(item.finding.check, words))
    if not item.more:
        return say(phrase("{check}: {message}", check=check, message=message), words)
    return say(phrase("{check}: {message}; {more:,} more", check=check, message=message, more=item.more), words)


def text_of(items: Sequence[ToDo], words: Words) -> list[str]:
    """Return the lines of the whole list: a heading for each kind, and its items below it."""
    if not items:
        return [say(NOTHING_MISSING, words)]
    lines: list[str] = []
    for kind, alike in by_kind(items):
        lines += [heading_of(kind, len(alike), words), *(f"  {sentence_of(item, words)}" for item in alike)]
    return lines
