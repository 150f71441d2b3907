"""What replacing does to each hit of a search: the caption or the figure before and after, or why it stays."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from workbench.amount_text import MINUS, POINT, parse_amount, to_plain_digits
from workbench.commands import CompoundCommand, Edit, EditEntries, EditFigures, RenameLine
from workbench.commands.command import refuse_unwritable
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import FigureKey
from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, phrase, say
from workbench.presentation.remainders import remainder_of
from workbench.presentation.statement_table import ColumnKind, Row, StatementTable
from workbench.search.hits import Hit, HitKind
from workbench.search.sought_text import Sought, plain_figure
from workbench.ui.statement.editing_policy import why_not_editable
from workbench.ui.statement.typed_edits import parse_amount_in
from workbench.ui.toolkit.language import window_words
from workbench.ui.toolkit.number_format import format_for_typing, format_in_full

NOT_ITS_CAPTION = phrase("This is another caption of the line. Edit it in Statement > Line details.")
UNCHANGED = phrase("It stays the same.")
CALCULATED = phrase("This total is calculated. Edit a part, or restate the total.")
SHOWN_ROUNDED = phrase("This figure is shown rounded. Find it with all its decimals.")
NO_CAPTION = phrase("A line needs a caption. Enter one.")

IN_THOUSANDS = re.compile(r"[-(]?\d{1,3}([,' ]?\d{3})*(\.\d*)?[%)]*")
"""A figure, with or without separators, wherever they separate thousands."""


class Replacement(NamedTuple):
    """``after``: what it would show then. ``why_not``: why it stays as it is, a sentence; "" if it can be replaced.

    ``amount``: that of a figure, None for a blank; ``caption``: that of a line.
    """

    hit: Hit
    before: str
    after: str = ""
    why_not: str = ""
    amount: Decimal | None = None
    caption: str = ""


class Replacing:
    """Plans the replacements of what was ``sought`` by ``text``, under ``results``."""

    def __init__(self, results: Results, sought: Sought, text: str) -> None:
        self._results = results
        self._sought = sought
        self._text = text
        self._table_of = cache(self._make_table)

    def plan(self, hit: Hit) -> Replacement:
        """Return what becomes of a hit."""
        try:
            return self._plan_figure(hit) if hit.kind is HitKind.FIGURE else self._plan_caption(hit)
        except WorkbenchError as error:
            return Replacement(hit, hit.text, why_not=say(error.sentence, window_words()))

    def _plan_caption(self, hit: Hit) -> Replacement:
        if hit.kind is not HitKind.CAPTION or hit.is_of_remainder:
            return _staying(hit, NOT_ITS_CAPTION)
        caption = self._in_text(hit.text).strip()
        if not caption:
            return _staying(hit, NO_CAPTION)
        refuse_unwritable(caption)
        if caption == hit.text:
            return _staying(hit, UNCHANGED)
        return Replacement(hit, hit.text, caption, caption=caption)

    def _in_text(self, text: str) -> str:
        """Return a text with everything replaced that was sought in it."""
        if self._sought.is_whole:
            return self._text
        flags = re.NOFLAG if self._sought.matches_case else re.IGNORECASE
        words = map(re.escape, self._sought.text.split())
        return re.sub(r"\s+".join(words), lambda _: self._text, text, flags=flags)

    def _plan_figure(self, hit: Hit) -> Replacement:
        table = self._table_of(hit.statement, hit.period)
        row = self._row(table, hit)
        if reason := why_not_editable(table, row, hit.column):
            return _staying(hit, CALCULATED if row.total and hit.column.kind is not ColumnKind.RESULT else reason)
        before, decimals = table.amount(row, hit.column), table.statement.decimals_shown_of(row.line)
        shown = hit.text if before is None else format_in_full(before, row.line, decimals)
        if before is not None and self._is_only_in_rounded(before, row, hit):
            return _staying(hit, SHOWN_ROUNDED)._replace(before=shown)
        amount = parse_amount_in(table, row, self._in_figure(before, row, hit))
        if amount == before:
            return _staying(hit, UNCHANGED)._replace(before=shown)
        after = "" if amount is None else format_in_full(amount, row.line, decimals)
        return Replacement(hit, shown, after, amount=amount)

    def _is_only_in_rounded(self, amount: Decimal, row: Row, hit: Hit) -> bool:
        """True if a figure is shown rounded, and what was sought is in what it shows, but not in the figure itself."""
        if self._sought.amount == amount:
            return False
        if not self._sought.is_whole and self._sought.figure in format_for_typing(amount, row.line):
            return False
        shown = parse_amount(hit.text, alone=True)
        return shown is None or shown.amount(POINT) != amount

    def _in_figure(self, amount: Decimal | None, row: Row, hit: Hit) -> str:
        """Return a figure, as it would be typed, with everything replaced that was sought in it."""
        if self._sought.is_whole or self._sought.amount == amount:
            return self._text
        typed = format_for_typing(amount, row.line)
        base = typed if self._sought.figure in typed else plain_figure(hit.text)
        replaced = base.replace(self._sought.figure, to_plain_digits(self._text.strip()).translate(MINUS))
        return plain_figure(replaced) if IN_THOUSANDS.fullmatch(replaced) else replaced

    def _row(self, table: StatementTable, hit: Hit) -> Row:
        line, total = table.statement.line_by_id[hit.line], table.statement.total_of.get(hit.line)
        if hit.is_of_remainder and total is not None:
            return Row(line, 0, remainder=remainder_of(self._results, table.statement, total, table.period))
        return Row(line, 0, total)

    def _make_table(self, statement: StatementId, period: PeriodId) -> StatementTable:
        return StatementTable(self._results, self._results.project.statement_by_id[statement], period)


def _staying(hit: Hit, reason: Phrase) -> Replacement:
    return Replacement(hit, hit.text, why_not=say(reason, window_words()))


def command_for(replacements: Iterable[Replacement]) -> CompoundCommand:
    """Return one step that makes all replacements. Raises WorkbenchError if there are none."""
    captions: list[Edit] = []
    figures: dict[FigureKey, Decimal | None] = {}
    entries: dict[AdjustmentId, dict[FigureKey, Decimal | None]] = {}
    for one in replacements:
        if one.hit.kind is HitKind.CAPTION:
            captions.append(RenameLine(one.hit.line, one.caption))
        elif one.hit.column.adjustment:
            entries.setdefault(one.hit.column.adjustment, {})[one.hit.line, one.hit.period] = one.amount
        else:
            figures[one.hit.line, one.hit.period] = one.amount
    count = len(captions) + len(figures) + sum(map(len, entries.values()))
    if not count:
        raise WorkbenchError("Nothing is checked. Check what is to be replaced.")
    return CompoundCommand(fact("replace", count=count), (*captions, *_edits(figures, entries)))


def _edits(
    figures: Mapping[FigureKey, Decimal | None], entries: Mapping[AdjustmentId, Mapping[FigureKey, Decimal | None]]
) -> list[Edit]:
    of_figures: list[Edit] = [EditFigures(figures)] if figures else []
    return [*of_figures, *(EditEntries(adjustment, cells) for adjustment, cells in entries.items())]
