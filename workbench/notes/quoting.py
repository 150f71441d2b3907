"""What a text said of the figures when its author last read it, and what says something else now."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from workbench.domain.appendix import Quote
from workbench.domain.facts import Fact, fact
from workbench.domain.project import Project
from workbench.domain.subject_names import has_subject
from workbench.domain.subjects import FigureSubject, subject_of
from workbench.engine import Results
from workbench.notes.found import name_of_figure
from workbench.notes.live_figures import LiveFigure
from workbench.notes.reading import CheckedFigure, ReadNote
from workbench.notes.values import FigureAt, amount_at

CHANGED, MOVED = "figure-changed", "figure-moved"
"""The keys of the facts that a field says something else, and that a typed figure is no longer what it was."""


def quotes_of(read: ReadNote, project: Project) -> tuple[Quote, ...]:
    """Return what the fields and the typed figures of a text say now, in their order."""
    quotes = [(said.piece.start, Quote(said.piece.text, said.text)) for said in read.pieces if said.value]
    quotes += [
        (checked.typed.start, Quote(checked.typed.text, checked.typed.text, keys))
        for checked in read.figures
        if (keys := _keys_of(checked, project))
    ]
    return tuple(quote for _, quote in sorted(quotes, key=lambda placed: placed[0]))


def quotes_after_editing(quotes: Iterable[Quote], before: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return the quotes of an edited text. What stood in it ``before`` says what it said then, until it is confirmed.

    Whoever mends a comma has not read the figures anew.
    """
    known: defaultdict[str, deque[Quote]] = defaultdict(deque)
    for quote in before:
        known[quote.typed].append(quote)
    return tuple(known[quote.typed].popleft() if known[quote.typed] else quote for quote in quotes)


def _keys_of(checked: CheckedFigure, project: Project) -> tuple[str, ...]:
    """Return the keys of the figures that a typed one equals, changes of measures apart."""
    return tuple(sorted({_key(live, project) for live in checked.meant if live.before is None}))


def _key(live: LiveFigure, project: Project) -> str:
    figure = live.figure
    statement = project.statement_of(figure.line).id
    return FigureSubject(statement, figure.line, figure.period, figure.role, figure.adjustment_or_currency).key


def changes_since(read: ReadNote, quotes: Iterable[Quote], results: Results) -> Iterator[Fact]:
    """Yield what a text says otherwise than when it was last read. ``results``: with every difference on.

    A figure that no longer stands in the text is not missed.
    """
    project = results.project
    now = {said.piece.text: said.text for said in read.pieces if said.value}
    typed: defaultdict[str, set[str]] = defaultdict(set)
    """By the text of a typed figure, which may stand there twice, the figures that it equals."""
    for checked in read.figures:
        typed[checked.typed.text].update(_keys_of(checked, project))
    for quote in dict.fromkeys(quotes):
        if quote.typed in now and now[quote.typed] != quote.said:
            yield fact(CHANGED, field=quote.typed, was=quote.said, now=now[quote.typed])
        elif quote.typed in typed:
            gone = (key for key in quote.figures if key not in typed[quote.typed])
            moved = (found for key in gone for found in _figures_moved(quote, key, results))
            yield from islice(moved, 1)


def _figures_moved(quote: Quote, key: str, results: Results) -> Iterator[Fact]:
    """Yield that a typed figure equaled another one, with what that is now; nothing if it is no longer there."""
    subject = subject_of(key)
    if not isinstance(subject, FigureSubject):
        return
    figure = FigureAt(subject.role, subject.line, subject.period, subject.adjustment_or_currency)
    if not has_subject(results.project, subject):
        return
    amount = amount_at(figure, results)
    if isinstance(amount, Decimal):
        meant = name_of_figure(figure, results.project)
        yield fact(MOVED, figure=quote.typed, meant=meant, amount=amount)
