"""The sheet of completeness: what came of each kind of difference in each period, so that silence is never nil."""

from collections.abc import Iterator, Mapping

from workbench.catalogue.differences import KindOfDifference
from workbench.domain.completeness import Conclusion, fact_of_conclusion, fact_of_kind
from workbench.domain.ids import AdjustmentId
from workbench.domain.ledger import Moment
from workbench.domain.project import Project
from workbench.exporting.column_widths import widen_for_figures
from workbench.exporting.layout import (
    BLUE,
    GREY,
    CellFormat,
    PlannedSheet,
    Tab,
)
from workbench.exporting.sheet_headers import FIRST_ROW, HEADING, put_headings
from workbench.phrases import Words, listing, phrase, say
from workbench.presentation.completeness import CompletenessTable, KindAnswer
from workbench.wording import say_fact
from workbench.wording.names import name_of_difference, with_capital
from workbench.wording.periods import short_label

KIND, CONCLUSION, AMOUNT, PERIODS, REASON, WHO, LINKS = range(1, 8)
HEADINGS = (
    (phrase("Kind of difference"), 29),
    (phrase("Conclusion"), 14),
    (phrase("Amount"), 9),
    (phrase("Period"), 14),
    (phrase("Reason"), 26),
    (phrase("By, when"), 12),
    (phrase("W/P"), 6),
)
OPEN, EVERY_PERIOD = phrase("open"), phrase("every period")
MONEY = '#,##0_);(#,##0);"—"_)'


def lay_out_completeness(
    project: Project, differences: Mapping[AdjustmentId, PlannedSheet], name: str, words: Words
) -> PlannedSheet:
    """Return the sheet: a row for each kind and answer, with the periods that have it; open questions last."""
    sheet = PlannedSheet(name, tab=Tab.PROOF, is_printed=True, on_one_page=True)
    put_headings(sheet, project, phrase("Completeness of the differences"), HEADINGS, words)
    table, row = CompletenessTable(project), FIRST_ROW
    open_kinds: list[tuple[KindOfDifference, list[Moment]]] = []
    for kind in table.kinds:
        for answer, moments in _answers(table, kind):
            if answer.conclusion is None:
                open_kinds.append((kind, moments))
                continue
            _put_answer(sheet, row, project, kind, answer, _names_of(table, moments, words), words)
            row = _put_links(sheet, row, answer, differences, words)
    unknown = [adjustment for adjustment in project.adjustments if not adjustment.kind]
    for adjustment in unknown:
        sheet.put(row, KIND, adjustment.name, CellFormat(wrap=True))
        sheet.put(row, CONCLUSION, with_capital(say_fact(fact_of_conclusion(Conclusion.ADJUSTED), words)), CellFormat())
        sheet.put(row, REASON, say(phrase("of no kind in the catalogue"), words), CellFormat(colour=GREY, wrap=True))
        own_sheet = differences[adjustment.id]
        sheet.put(row, LINKS, own_sheet.paper, CellFormat(colour=BLUE), link=own_sheet.ref(1, 1))
        row += 1
    _put_open_kinds(sheet, row + 1, table, open_kinds, words)
    for column in (KIND, CONCLUSION, PERIODS, REASON, WHO):
        sheet.fit_captions(column)
    widen_for_figures(sheet, (AMOUNT,), FIRST_ROW)
    return sheet


def _answers(table: CompletenessTable, kind: KindOfDifference) -> Iterator[tuple[KindAnswer, list[Moment]]]:
    """Yield each answer about a kind, with the moments that have it."""
    by_answer: dict[KindAnswer, list[Moment]] = {}
    for moment in table.moments:
        by_answer.setdefault(table.answer(kind.id, moment), []).append(moment)
    yield from by_answer.items()


def _put_answer(
    sheet: PlannedSheet,
    row: int,
    project: Project,
    kind: KindOfDifference,
    answer: KindAnswer,
    periods: str,
    words: Words,
) -> None:
    """Put an answer about a kind; ``periods``: for which it holds."""
    assert answer.conclusion
    considered = answer.considered
    sheet.put(row, KIND, with_capital(say_fact(fact_of_kind(kind.id), words)), CellFormat(wrap=True))
    conclusion = with_capital(say_fact(fact_of_conclusion(answer.conclusion), words))
    sheet.put(row, CONCLUSION, conclusion, CellFormat(wrap=True))
    sheet.put(row, PERIODS, periods, CellFormat(colour=GREY, wrap=True))
    if considered is None or answer.adjusted_by:
        return
    if considered.amount is not None:
        sheet.put(row, AMOUNT, considered.amount, CellFormat(number_format=MONEY, colour=BLUE))
    to_confirm = phrase("{reason} (carried from the earlier period, to be confirmed)", reason=considered.reason)
    reason = say(to_confirm, words) if answer.is_to_confirm else considered.reason
    sheet.put(row, REASON, reason, CellFormat(wrap=True))
    name = considered.by or say(phrase("Unknown"), words)
    who = phrase("{name}, {when}", name=name, when=f"{considered.at:%Y-%m-%d}")
    sheet.put(row, WHO, say(who, words), CellFormat(colour=GREY, wrap=True))


def _put_links(
    sheet: PlannedSheet, row: int, answer: KindAnswer, differences: Mapping[AdjustmentId, PlannedSheet], words: Words
) -> int:
    """Put the differences of a kind, a row each, with links to their sheets; return the row after the answer."""
    for adjustment in answer.adjusted_by:
        own_sheet = differences[adjustment.id]
        sheet.put(row, REASON, name_of_difference(adjustment, words), CellFormat(wrap=True))
        sheet.put(row, LINKS, own_sheet.paper, CellFormat(colour=BLUE), link=own_sheet.ref(1, 1))
        row += 1
    return row if answer.adjusted_by else row + 1


def _put_open_kinds(
    sheet: PlannedSheet,
    row: int,
    table: CompletenessTable,
    open_kinds: list[tuple[KindOfDifference, list[Moment]]],
    words: Words,
) -> None:
    """Put the kinds that nobody has concluded on: each is an open question."""
    for column in range(KIND, LINKS + 1):
        sheet.put(row, column, None, HEADING)
    heading = phrase("Open: nobody has concluded on these ({number})", number=len(open_kinds))
    sheet.put(row, KIND, say(heading, words), HEADING)
    sheet.put(row, PERIODS, say(phrase("Period"), words), HEADING)
    for kind, moments in open_kinds:
        row += 1
        sheet.put(row, KIND, with_capital(say_fact(fact_of_kind(kind.id), words)), CellFormat(wrap=True))
        sheet.put(row, CONCLUSION, say(OPEN, words), CellFormat(italic=True, colour=GREY))
        sheet.put(row, PERIODS, _names_of(table, moments, words), CellFormat(colour=GREY, wrap=True))


def _names_of(table: CompletenessTable, moments: list[Moment], words: Words) -> str:
    """Return the periods of moments; that they are all, if they are."""
    if len(moments) == len(table.moments):
        return say(EVERY_PERIOD, words)
    return listing([short_label(table.project.periods[moment.period], words) for moment in moments], words)
