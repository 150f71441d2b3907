"""What reviewers leave as rows: open items, uncorrected differences, ticks and cross references."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject

from workbench.domain.amounts import decimals_of
from workbench.domain.cross_references import WorkingPaper
from workbench.domain.open_items import OpenItemStatus
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import (
    PROJECT,
    CrossReferenceSubject,
    OpenItemSubject,
    Subject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.phrases import Phrase, phrase
from workbench.presentation.ticks import meaning_of
from workbench.ui.toolkit.dates import format_day
from workbench.ui.toolkit.item_roles import DISPLAY, FOREGROUND, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.number_format import format_number
from workbench.ui.toolkit.row_models import RowsModel
from workbench.ui.toolkit.theme import Theme
from workbench.ui.toolkit.tool_tips import as_tool_tip
from workbench.wording.alterations import STATES
from workbench.wording.names import name_of_item_status, with_capital
from workbench.wording.periods import short_label

MOST_PLACES = 2
"""The most decimals of an amount that are shown; what is kept is exact."""


class ReviewList(Enum):
    """The lists of the panel."""

    ITEMS = auto()
    UNCORRECTED = auto()
    TICKS = auto()
    REFERENCES = auto()


class Listed(NamedTuple):
    """One row. ``about``: where it leads. ``is_done``: nothing is left to do, so that it is muted."""

    subject: Subject
    about: Subject
    texts: tuple[str, ...]
    is_done: bool = False


class Headings(NamedTuple):
    """The columns of a list: ``wide`` takes the remaining width; ``figures`` are aligned to the right."""

    titles: tuple[Phrase, ...]
    widths: Mapping[int, int]
    wide: int
    figures: frozenset[int] = frozenset()


HEADINGS: Mapping[ReviewList, Headings] = {
    ReviewList.ITEMS: Headings(
        (
            *(phrase("No."), phrase("Open item"), phrase("Raised by"), phrase("For"), phrase("Amount")),
            *(phrase("Status"), phrase("Answer"), phrase("About"), phrase("When")),
        ),
        {0: 40, 2: 76, 3: 80, 4: 80, 5: 74, 6: 120, 7: 160, 8: 96},
        1,
        frozenset((4,)),
    ),
    ReviewList.UNCORRECTED: Headings(
        (
            *(phrase("No."), phrase("Difference"), phrase("Period"), phrase("Effect on profit")),
            *(phrase("Effect on equity"), phrase("Why it is left"), phrase("By"), phrase("When")),
        ),
        {0: 40, 2: 90, 3: 104, 4: 104, 5: 200, 6: 80, 7: 96},
        1,
        frozenset((3, 4)),
    ),
    ReviewList.TICKS: Headings(
        (phrase("Tick"), phrase("On"), phrase("Meaning"), phrase("Holds"), phrase("By"), phrase("When")),
        {0: 44, 2: 230, 3: 180, 4: 80, 5: 96},
        1,
    ),
    ReviewList.REFERENCES: Headings(
        (phrase("On"), phrase("Leads to"), phrase("Remark"), phrase("By"), phrase("When")),
        {1: 250, 2: 160, 3: 80, 4: 96},
        0,
    ),
}


class ReviewModel(RowsModel):
    """Shows one list; ``show_listed`` alone updates it."""

    def __init__(self, shown: ReviewList, theme: Theme, parent: QObject) -> None:
        headings = HEADINGS[shown]
        super().__init__([tr(title) for title in headings.titles], headings.figures, parent)
        self._theme = theme
        self._listed: tuple[Listed, ...] = ()

    def show_listed(self, listed: Sequence[Listed]) -> None:
        self._listed = tuple(listed)
        self.show([_on_one_line(row.texts) for row in listed])

    def row_at(self, index: Index) -> Listed | None:
        return self._listed[index.row()] if 0 <= index.row() < len(self._listed) else None

    def index_of(self, subject: Subject) -> QModelIndex:
        """Return where something is; an invalid index if it is not shown."""
        rows = (row for row, listed in enumerate(self._listed) if listed.subject == subject)
        return self.index(next(rows, -1), 0)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        listed = self.row_at(index) if index.isValid() else None
        if listed is None:
            return None
        if role == FOREGROUND:
            return self._theme.colour("muted") if listed.is_done else None
        if role == TOOL_TIP:
            return as_tool_tip(listed.texts[index.column()])
        return super().data(index, role)


def _on_one_line(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in texts)


def format_free(amount: Decimal) -> str:
    """Return an amount that stands on no line, as the user prefers it."""
    return format_number(amount, min(decimals_of(amount), MOST_PLACES))


def _name(project: Project, subject: Subject) -> str:
    return with_capital(tr_fact(name_of_subject(project, subject)))


def list_items(project: Project) -> list[Listed]:
    """Return the open items, those that are closed last."""
    rows = [
        Listed(
            OpenItemSubject(item.id),
            item.subject,
            (
                *(item.id, item.text, item.raised_by, item.for_whom),
                *("" if item.amount is None else format_free(item.amount),),
                *(name_of_item_status(item.status, window_words()), item.answer),
                *(_name(project, item.subject), format_day(item.at.date())),
            ),
            item.status is OpenItemStatus.CLOSED,
        )
        for item in project.open_items.values()
    ]
    return sorted(rows, key=lambda row: row.is_done)


def list_uncorrected(project: Project) -> list[Listed]:
    """Return the uncorrected differences; an effect that nobody knows is said to be unknown."""

    def effect(amount: Decimal | None) -> str:
        return tr("unknown") if amount is None else format_free(amount)

    def label(key: PeriodId) -> str:
        period = project.periods.get(key)
        return short_label(period, window_words()) if period else key

    return [
        Listed(
            UncorrectedSubject(left.id),
            PROJECT,
            (
                *(left.id, left.text, label(left.period), effect(left.profit), effect(left.equity)),
                *(left.reason, left.by, format_day(left.at.date())),
            ),
        )
        for left in project.uncorrected.values()
    ]


def list_ticks(project: Project) -> list[Listed]:
    """Return the ticks, each with what its sign means and where it holds."""
    here, everywhere = STATES["tick everywhere"]
    return [
        Listed(
            TickSubject(tick.id),
            tick.subject,
            (
                *(tick.sign, _name(project, tick.subject), meaning_of(project, tick.sign, window_words())),
                *(tr(everywhere if tick.is_everywhere else here), tick.by, format_day(tick.at.date())),
            ),
        )
        for tick in project.ticks.values()
    ]


def list_references(project: Project) -> list[Listed]:
    """Return the cross references; one leads to what it refers to, or to where it begins if that is a paper."""
    rows = []
    for reference in project.cross_references.values():
        match reference.target:
            case WorkingPaper(paper):
                about, to = reference.subject, tr("Working paper {reference}", reference=paper)
            case target:
                about, to = target, _name(project, target)
        texts = _name(project, reference.subject), to, reference.remark, reference.by, format_day(reference.at.date())
        rows.append(Listed(CrossReferenceSubject(reference.id), about, texts))
    return rows


LISTS: Mapping[ReviewList, Callable[[Project], list[Listed]]] = {
    ReviewList.ITEMS: list_items,
    ReviewList.UNCORRECTED: list_uncorrected,
    ReviewList.TICKS: list_ticks,
    ReviewList.REFERENCES: list_references,
}
