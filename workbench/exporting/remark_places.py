"""Where the review workbook shows what a comment or evidence is about; its cell carries the comments as a note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from workbench.checks.expressions import Figure
from workbench.domain.adjustments import EntryId
from workbench.domain.comments import Comment, Reply
from workbench.domain.evidence import EvidenceId
from workbench.domain.ids import AdjustmentId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.subject_names import has_subject
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    LineSubject,
    SourceSubject,
    StatementSubject,
    Subject,
)
from workbench.exporting import reconciled_sheet, unreconciled_sheet
from workbench.exporting.check_formulas import Place
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import CellNote, PlannedSheet
from workbench.exporting.listing_sheets import ENTERED_AMOUNT, FIRST_ENTRY_ROW
from workbench.phrases import Words, phrase, say

TITLE_ROW, CAPTION = 2, 1
_StatementSheet: TypeAlias = reconciled_sheet.ReconciledSheet | unreconciled_sheet.StatementSheet


@dataclass(frozen=True)
class RemarkPlaces:
    """The cells of the workbook, by subject."""

    project: Project
    places: WorkbookPlaces

    def of(self, subject: Subject) -> list[Place]:
        """Return every cell that shows a subject, the first where it is best looked at; none if no sheet does."""
        return list(self._places_of(subject)) if has_subject(self.project, subject) else []

    def _places_of(self, subject: Subject) -> Iterator[Place]:
        match subject:
            case FigureSubject():
                if place := self._figure(subject):
                    yield place
            case LineSubject(statement, line):
                for sheet in self._sheets_of(statement):
                    yield Place(sheet.sheet.name, CAPTION, sheet.row_of[line])
            case StatementSubject(statement, period):
                yield from self._statement(statement, period)
            case AdjustmentSubject(adjustment):
                for sheet in self.places.reconciled_sheets:
                    if adjustment in {known.id for known in sheet.adjustments}:
                        yield Place(sheet.sheet.name, sheet.column_of(adjustment), reconciled_sheet.HEADING_ROW)
            case EntrySubject(adjustment, entry):
                if row := self._entry_rows.get((adjustment, EntryId(entry))):
                    yield Place(self.places.entries.name, ENTERED_AMOUNT, row)
            case SourceSubject(place):
                rows = (row for (cell, _), row in self.places.source_rows.items() if cell == place)
                yield from (Place(self.places.sources.name, CAPTION, row) for row in rows)
            case EvidenceSubject(evidence):
                yield from self._places_of(self.project.evidence[EvidenceId(evidence)].subject)

    def _figure(self, subject: FigureSubject) -> Place | None:
        """Return the cell of a figure; only reconciled sheets show effects and results."""
        is_reconciled = (subject.statement, subject.period) in self.places.reconciled_at
        if subject.role not in (FigureRole.AS_REPORTED, FigureRole.TRANSLATION) and not is_reconciled:
            return None
        role = FigureRole.ADJUSTMENT if subject.role is FigureRole.ENTRY else subject.role
        return self.places.figure(Figure(subject.line, subject.period, role, subject.adjustment_or_currency))

    def _statement(self, statement: StatementId, period: PeriodId) -> Iterator[Place]:
        if not period:
            yield from (Place(sheet.sheet.name, CAPTION, TITLE_ROW) for sheet in self._sheets_of(statement))
        elif sheet := self.places.reconciled_at.get((statement, period)):
            yield Place(sheet.sheet.name, reconciled_sheet.AS_REPORTED, reconciled_sheet.HEADING_ROW)
        else:
            for other in self.places.statement_sheets:
                if other.statement.id == statement and (period, "") in other.column_of:
                    yield Place(other.sheet.name, other.column_of[period, ""], unreconciled_sheet.HEADING_ROW)

    def _sheets_of(self, statement: StatementId) -> list[_StatementSheet]:
        sheets: tuple[_StatementSheet, ...] = (*self.places.reconciled_sheets, *self.places.statement_sheets)
        return [sheet for sheet in sheets if sheet.statement.id == statement]

    @cached_property
    def _entry_rows(self) -> dict[tuple[AdjustmentId, EntryId], int]:
        """The row of the first leg of each entry on the sheet of entries."""
        rows: dict[tuple[AdjustmentId, EntryId], int] = {}
        row = FIRST_ENTRY_ROW
        for adjustment in self.project.adjustments:
            for entry in adjustment.entries.values():
                rows[adjustment.id, entry.id] = row
                row += len(entry.legs)
        return rows


def put_notes(sheets: Iterable[PlannedSheet], places: RemarkPlaces, words: Words) -> None:
    """Put the comments as notes on the cells that show what they are about."""
    comments: dict[tuple[str, int, int], list[Comment]] = {}
    for comment in places.project.comments.values():
        for place in places.of(comment.subject):
            comments.setdefault((place.sheet, place.row, place.column), []).append(comment)
    sheet_by_name = {sheet.name: sheet for sheet in sheets}
    for (sheet, row, column), said in comments.items():
        text = "\n\n".join(thread(comment, words) for comment in said)
        sheet_by_name[sheet].notes[row, column] = CellNote(text, said[0].by)


def thread(comment: Comment, words: Words) -> str:
    """Return a comment with its answers, each with its author and its time."""
    return "\n".join((f"{head(comment, words)}\n{comment.text}", *answers(comment, words)))


def head(comment: Comment, words: Words) -> str:
    """Return the line above a comment: its author, its time and its state."""
    state = phrase("open") if comment.is_open else phrase("closed")
    return say(phrase("{said} ({state})", said=say_author(comment, words), state=state), words)


def answers(comment: Comment, words: Words) -> list[str]:
    """Return the answers to a comment, each with its author and its time."""
    return [f"{say_author(reply, words)}\n{reply.text}" for reply in comment.replies]


def say_author(said: Comment | Reply, words: Words) -> str:
    """Return ``Li Na, 2026-03-05 09:30``."""
    name = said.by or say(phrase("Unknown"), words)
    return say(phrase("{name}, {when}", name=name, when=f"{said.at:%Y-%m-%d %H:%M}"), words)
