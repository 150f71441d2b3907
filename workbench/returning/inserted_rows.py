"""Rows that a reviewer inserted: one with figures is a new line, whose place in the totals only the user knows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from workbench.commands.entries import EditEntries
from workbench.commands.figures import EditFigures
from workbench.commands.lines import SetTotal
from workbench.commands.statement_lines import LINE, InsertLine, fact_of_line
from workbench.domain.adjustments import Returned
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineRole, LineUnit, Statement, Total
from workbench.domain.subjects import LineSubject, StatementSubject
from workbench.merging import Answer, Change
from workbench.phrases import phrase, say
from workbench.returning.cell_values import number_of, text_of
from workbench.returning.collected import Changes, Collected
from workbench.returning.found_rows import FoundSheet
from workbench.returning.said_texts import add_text

NO_CAPTION = phrase("New line")


@dataclass
class NewLine:
    """A line that a reviewer inserted behind ``after``, on one sheet or, called the same, on several."""

    statement: StatementId
    caption: str
    after: LineId | None
    place: str
    figures: dict[PeriodId, Decimal] = field(default_factory=dict)
    effects: dict[tuple[AdjustmentId, PeriodId], Decimal] = field(default_factory=dict)


class InsertedRows:
    """Collects the rows that were inserted, on all sheets."""

    def __init__(self, collected: Collected) -> None:
        self._collected = collected
        self._lines: dict[tuple[StatementId, str, LineId | None], NewLine] = {}

    def read(self, found: FoundSheet) -> None:
        """Take the rows of a sheet that are none of ours; those without figures are comments."""
        caption_column = found.mapped.column_with("caption") or 1
        for row in found.others:
            figures = {
                column: number
                for now, column in found.mapped_column_at.items()
                if found.mapped.columns[column].role in (FigureRole.AS_REPORTED, FigureRole.ADJUSTMENT)
                and (number := number_of(found.sheet.at.get((row, now)))) is not None
            }
            texts = [text for cell in found.sheet.rows[row] if number_of(cell) is None and (text := text_of(cell))]
            place = f"{found.sheet.name}!{found.sheet.rows[row][0].ref}"
            if not any(figures.values()):
                if texts:
                    subject = StatementSubject(found.mapped.statement, found.mapped.period)
                    add_text(self._collected, subject, " | ".join(texts), place)
                continue
            now = found.column_of.get(caption_column, caption_column)
            caption = text_of(found.sheet.at.get((row, now))) or next(iter(texts), "")
            self._take(found, row, caption or say(NO_CAPTION, self._collected.words), place, figures)

    def _take(self, found: FoundSheet, row: int, caption: str, place: str, figures: dict[int, Decimal]) -> None:
        statement = found.mapped.statement
        after = self._line_above(found, row)
        new = self._lines.setdefault((statement, caption.casefold(), after), NewLine(statement, caption, after, place))
        for column, number in figures.items():
            mapped = found.mapped.columns[column]
            if mapped.role == FigureRole.AS_REPORTED:
                new.figures[mapped.period] = number
            elif number:
                new.effects[AdjustmentId(mapped.adjustment_or_currency), mapped.period] = number

    def _line_above(self, found: FoundSheet, row: int) -> LineId | None:
        """Return the line that stands above a returned row, which the project still has."""
        statement = self._collected.project.statement_by_id.get(found.mapped.statement)
        for above in sorted((known for known in found.mapped_row_at if known < row), reverse=True):
            mapped = found.mapped_row_at[above]
            if mapped.kind != "remainder" and statement and mapped.line in statement.line_by_id:
                return mapped.line
        return None

    def propose(self) -> None:
        """Ask about each new line, and what it counts in."""
        for new in self._lines.values():
            statement = self._collected.project.statement_by_id.get(new.statement)
            if statement is None:
                continue
            above = statement.line_by_id.get(new.after) if new.after else None
            section = above.section if above else ()
            if above is not None and above.role is LineRole.HEADING:
                section = (*above.section, above.caption)
            key = LineId(self._collected.line_ids.new(new.caption, "line"))
            line = Line(key, new.caption, section)
            subject = LineSubject(new.statement, key)
            total = _total_beside(statement, new.after)
            why = fact("returned-new-line-in", total=statement.line_by_id[total.line].name) if total else None
            self._collected.add(
                subject,
                LINE,
                None,
                None,
                fact_of_line(line, new.after),
                new.place,
                self._changes(statement, new, line, total),
                why=why or fact("returned-new-line"),
                what=new.caption,
            )

    def _changes(self, statement: Statement, new: NewLine, line: Line, total: Total | None) -> Changes:
        origin = Returned(self._collected.file, self._collected.cell(new.place))
        inserted = InsertLine(statement.id, line, new.after)
        filled: list[Change] = []
        if new.figures:
            filled.append(EditFigures({(line.id, period): amount for period, amount in new.figures.items()}))
        for adjustment in dict.fromkeys(adjustment for adjustment, _ in new.effects):
            amounts = {(line.id, period): amount for (key, period), amount in new.effects.items() if key == adjustment}
            filled.append(EditEntries(adjustment, amounts, origin))
        answers: dict[Answer, Sequence[Change]] = {Answer.TAKE: (inserted, *filled)}
        if total is not None:
            for answer, weight in ((Answer.ADD, 1), (Answer.SUBTRACT, -1)):
                counted = SetTotal(total.line, (*total.parts, (line.id, weight)), total.partial)
                answers[answer] = (inserted, counted, *filled)
        return {answer: tuple(changes) for answer, changes in answers.items()}


def _total_beside(statement: Statement, after: LineId | None) -> Total | None:
    """Return the total in which the neighbours of a new line count: of the line above, else of the one below."""
    place = statement.place_of[after] if after else -1
    for near in (*statement.lines[max(place, 0) : place + 1], *statement.lines[place + 1 : place + 2]):
        for total in statement.totals:
            if near.unit is LineUnit.MONEY and any(part == near.id for part, _ in total.parts):
                return total
    return None
