"""Everything in a project that contains a text: the statement in front first, in printed order, then the others.

``ProjectSearch(results, views, format, words).hits(sought)`` yields hits, and None wherever the search may pause. It
looks at columns as integers (``engine/sought_digits.py``), and formats only figures that may contain the digits.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from heapq import merge
from itertools import repeat
from typing import NamedTuple

from workbench.domain.amounts import format_exactly
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineUnit, Statement
from workbench.domain.subjects import PROJECT, AdjustmentSubject, CommentSubject, EntrySubject, Subject
from workbench.engine import Results
from workbench.engine.sought_digits import SoughtDigits
from workbench.phrases import Words, say
from workbench.presentation.remainders import Remainder, remainder_of
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.search.hits import Hit, HitKind, OrderOfHit
from workbench.search.sought_text import LookIn, Sought
from workbench.wording.names import name_of_difference

FormatAmount = Callable[[Decimal, Line, int], str]
"""Returns a figure of a line as it is shown, with at least so many decimals."""
PAUSE_EVERY = 64
"""Texts between two pauses."""
PLACES_OF_PERCENT = 2
"""The decimals of a fraction that are in front of the point once it is shown as a percentage."""


class StatementView(NamedTuple):
    """A statement with the period in which it is shown, which is searched first."""

    statement: StatementId
    period: PeriodId


class ProjectSearch:
    """``views``: the statements in the order in which they are searched, the one in front first.

    ``money_decimals``: the decimals with which amounts of money are shown; None: those of their lines.
    """

    def __init__(
        self,
        results: Results,
        views: Sequence[StatementView],
        format_amount: FormatAmount,
        words: Words,
        money_decimals: int | None = None,
    ) -> None:
        self._results = results
        self._format = format_amount
        self._words = words
        self._money_decimals = money_decimals
        statements = results.project.statement_by_id
        self._statements = [_StatementInOrder(statements[view.statement], view.period) for view in views]
        self._number_of = {view.statement: number for number, view in enumerate(views)}

    def order_of(self, statement: StatementId, period: PeriodId, row: int, column: int) -> OrderOfHit:
        """Return where a cell comes among the hits; ``row``: the number of its line in printed order."""
        number = self._number_of[statement]
        return number, self._statements[number].periods.index(period), row, column

    def hits(self, sought: Sought) -> Iterator[Hit | None]:
        """Yield what contains ``sought``, in order but for remainders, which come late; None at each pause."""
        chosen = [
            (number, ordered)
            for number, ordered in enumerate(self._statements)
            if sought.only in ("", ordered.statement.id)
        ]
        for number, ordered in chosen:
            digits = None
            if sought.figure and sought.searches(LookIn.FIGURES):
                places = _places_shown(ordered.statement, self._money_decimals)
                digits = SoughtDigits(self._results, ordered.statement, sought.digits, places)
            for rank, period in enumerate(ordered.periods):
                table = StatementTable(self._results, ordered.statement, period)
                yield from self._hits_in_lines(sought, table, digits, (number, rank))
        if sought.look_in is not LookIn.CAPTIONS and not sought.only:
            yield from self._hits_in_words(sought)
        for number, ordered in chosen:
            for rank, period in enumerate(ordered.periods):
                yield from self._hits_in_remainders(sought, ordered.statement, period, (number, rank))

    # ---- captions and figures of lines

    def _hits_in_lines(
        self, sought: Sought, table: StatementTable, digits: SoughtDigits | None, place: tuple[int, int]
    ) -> Iterator[Hit | None]:
        """Yield the hits in one period, in printed order; captions are the same in all, and found in the first.

        ``digits``: None if no figures are sought.
        """
        statement, period = table.statement, table.period
        rows_by_column: list[Iterable[int]] = [()] * len(table.columns)
        if place[1] == 0 and sought.plain_text and sought.searches(LookIn.CAPTIONS):
            rows_by_column[0] = range(len(statement.lines))
        if digits is not None:
            for number, column in enumerate(table.columns):
                yield None
                if column in table.figure_columns:
                    rows_by_column[number] = self._rows(sought, table, column, digits)
        cells = merge(*(zip(rows, repeat(number)) for number, rows in enumerate(rows_by_column)))
        for counted, (row, number) in enumerate(cells):
            if counted % PAUSE_EVERY == 0:
                yield None
            line, column, order = statement.lines[row], table.columns[number], (*place, row, number)
            if not number:
                hit = _hit_in_caption(sought, statement, line, order)
            elif text := self._text_if_found(sought, statement, line, table.shown_amount(Row(line, 0), column)):
                hit = Hit(HitKind.FIGURE, text, order, statement.id, line.id, period, column)
            else:
                hit = None
            if hit is not None:
                yield hit

    def _rows(self, sought: Sought, table: StatementTable, column: Column, digits: SoughtDigits) -> Sequence[int]:
        """Return the rows of a column that may contain what is sought."""
        statement, period = table.statement, table.period
        if sought.is_nil:
            return range(len(statement.lines))  # most effects are nil
        match column.kind:
            case ColumnKind.AS_REPORTED:
                return digits.in_figures_as_reported(period)
            case ColumnKind.EFFECT:
                return digits.in_effects(column.adjustment, period)
        ratios = (row for row, line in enumerate(statement.lines) if line.unit.is_ratio)
        return sorted({*digits.in_results(period), *ratios})

    def _text_if_found(self, sought: Sought, statement: Statement, line: Line, amount: Decimal | None) -> str:
        """Return a figure as it is shown if it contains what is sought; else ""."""
        if amount is None or (sought.is_nil and amount):
            return ""
        shown = self._format(amount, line, statement.decimals_shown_of(line))
        is_percent = line.unit is LineUnit.PERCENT
        typed = f"{format_exactly(amount * 100)}%" if is_percent else format_exactly(amount)
        return shown if sought.is_in_figure(amount, shown, typed) else ""

    # ---- remainders

    def _hits_in_remainders(
        self, sought: Sought, statement: Statement, period: PeriodId, place: tuple[int, int]
    ) -> Iterator[Hit | None]:
        """Yield the hits in remainders; each is in order behind the last part of its total."""
        table = StatementTable(self._results, statement, period)
        for total in statement.totals if sought.plain_text else ():
            yield None
            remainder = remainder_of(self._results, statement, total, period)
            if remainder is None:
                continue
            line = statement.line_by_id[total.line]
            row = Row(line, 0, remainder=remainder)
            for number, column in enumerate(table.columns):
                if text := self._text_in_remainder(sought, table, row, remainder, column):
                    last = max(statement.place_of[part] for part in statement.graph.below(total.line))
                    order = (*place, last, len(table.columns) + number)
                    kind = HitKind.FIGURE if number else HitKind.OTHER_CAPTION
                    yield Hit(kind, text, order, statement.id, line.id, period, column, is_of_remainder=True)

    def _text_in_remainder(
        self, sought: Sought, table: StatementTable, row: Row, remainder: Remainder, column: Column
    ) -> str:
        if column.kind is ColumnKind.CAPTION:
            caption = say(remainder.caption, self._words)
            return caption if sought.searches(LookIn.CAPTIONS) and sought.is_in_text(caption) else ""
        if not sought.figure or not sought.searches(LookIn.FIGURES):
            return ""
        amount = table.shown_amount(row, column)
        return self._text_if_found(sought, table.statement, row.line, amount) if amount else ""

    # ---- words

    def _hits_in_words(self, sought: Sought) -> Iterator[Hit | None]:
        """Yield the differences, notes, entries and comments that contain what is sought."""
        if not sought.plain_text or not sought.searches(LookIn.WORDS):
            return
        for number, (kind, subject, text) in enumerate(self._texts()):
            if number % PAUSE_EVERY == 0:
                yield None
            if text and sought.is_in_text(text):
                yield Hit(kind, text, (len(self._statements), number, 0, 0), subject=subject)

    def _texts(self) -> Iterator[tuple[HitKind, Subject, str]]:
        """Yield the name of every difference, then every note, comment, memo and reference; some are empty."""
        project = self._results.project
        for adjustment in project.adjustments:
            yield HitKind.NAME, AdjustmentSubject(adjustment.id), name_of_difference(adjustment, self._words)
        yield HitKind.NOTE, PROJECT, project.note
        for adjustment in project.adjustments:
            yield HitKind.NOTE, AdjustmentSubject(adjustment.id), adjustment.note
        for comment in project.comments.values():
            yield HitKind.COMMENT, CommentSubject(comment.id), comment.text
            for reply in comment.replies:
                yield HitKind.COMMENT, CommentSubject(comment.id), reply.text
        for adjustment in project.adjustments:
            for entry in adjustment.entries.values():
                yield HitKind.MEMO, EntrySubject(adjustment.id, entry.id), entry.memo
                yield HitKind.MEMO, EntrySubject(adjustment.id, entry.id), entry.reference


class _StatementInOrder:
    """A statement with its periods, that in which it is shown first."""

    def __init__(self, statement: Statement, first: PeriodId) -> None:
        self.statement = statement
        self._first = first

    @cached_property
    def periods(self) -> tuple[PeriodId, ...]:
        return tuple(dict.fromkeys((self._first, *self.statement.periods)))


def _places_shown(statement: Statement, money_decimals: int | None) -> list[int]:
    """Return the decimals with which each line is shown, of its unit: those of a percentage are of a fraction."""
    places = dict(statement.most_decimals_shown)
    if LineUnit.PERCENT in places:
        places[LineUnit.PERCENT] = max(places[LineUnit.PERCENT], PLACES_OF_PERCENT)
    if money_decimals is not None:
        places[LineUnit.MONEY] = money_decimals
    return [places[line.unit] for line in statement.lines]


def _hit_in_caption(sought: Sought, statement: Statement, line: Line, order: OrderOfHit) -> Hit | None:
    """Return the hit in a line's caption, in that of the target framework, or in a former one."""
    if sought.is_in_text(line.name):
        return Hit(HitKind.CAPTION, line.name, order, statement.id, line.id)
    for other in (line.target_caption, *line.aliases):
        if other and sought.is_in_text(other):
            return Hit(HitKind.OTHER_CAPTION, other, order, statement.id, line.id)
    return None
