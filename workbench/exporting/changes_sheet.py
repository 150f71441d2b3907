"""The Changes sheet: what the user altered since the import, when, and why, from the audit trail of the project."""

from collections.abc import Iterator
from decimal import Decimal

from workbench.commands.adjustments import SWITCH
from workbench.domain.facts import FactValue
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.domain.subjects import FigureSubject
from workbench.domain.trail import Alteration, TrailEntry
from workbench.exporting.layout import (
    BLUE,
    GREY,
    CellFormat,
    ListedRows,
    PlannedCell,
    PlannedRow,
    PlannedSheet,
    number_format,
    planned_cell,
)
from workbench.exporting.listing_sheets import WRAPPED
from workbench.exporting.sheet_headers import FIRST_ROW, put_headings
from workbench.phrases import Words, phrase, say
from workbench.wording import say_fact
from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value

HEADINGS = (
    (phrase("When"), 18),
    (phrase("By"), 18),
    (phrase("Step"), 40),
    (phrase("What"), 44),
    (phrase("Attribute"), 22),
    (phrase("Was"), 36),
    (phrase("Now"), 36),
    (phrase("Reason"), 36),
)
NOTHING = phrase("Nothing has been changed since the import.")
SWITCHES = phrase("Switches are not listed: they change no recorded figure, and are shown on the first sheet.")


def lay_out_changes(project: Project, name: str, words: Words) -> PlannedSheet:
    """Return the sheet of changes, a row for each alteration; switches of differences are left out."""
    sheet = PlannedSheet(name)
    put_headings(sheet, project, phrase("Changes"), HEADINGS, words)
    number = sum(1 for _ in _changes(project))
    sheet.listed_rows = ListedRows(FIRST_ROW, number, lambda: _rows(project, words))
    remark = say(SWITCHES if number else NOTHING, words)
    sheet.put(FIRST_ROW + 1 + number, 1, remark, CellFormat(colour=GREY))
    return sheet


def _changes(project: Project) -> Iterator[tuple[TrailEntry, Alteration]]:
    return ((step, altered) for step in project.trail for altered in step.alterations if altered.attribute != SWITCH)


def _rows(project: Project, words: Words) -> Iterator[PlannedRow]:
    for step, altered in _changes(project):
        yield (
            planned_cell(f"{step.at:%Y-%m-%d %H:%M}"),
            planned_cell(step.by),
            planned_cell(say_fact(step.description, words), WRAPPED),
            planned_cell(name_of_subject(altered, project, words), WRAPPED),
            planned_cell(name_of_attribute(altered.attribute, words)),
            _value(altered, altered.old, project, words),
            _value(altered, altered.new, project, words),
            planned_cell(altered.reason, WRAPPED),
        )


def _value(altered: Alteration, value: FactValue | None, project: Project, words: Words) -> PlannedCell:
    """Return an amount as a number in the format of its line, anything else as text, which may take several rows."""
    line = _line_of(altered, project)
    if isinstance(value, Decimal) and line is not None:
        return planned_cell(value, CellFormat(number_format=number_format(line), colour=BLUE))
    return planned_cell(say_value(altered, value, project, words), WRAPPED)


def _line_of(altered: Alteration, project: Project) -> Line | None:
    """Return the line of the altered figure; None if it is not a figure, or the line no longer exists."""
    if not isinstance(altered.subject, FigureSubject):
        return None
    statement = project.statement_by_id.get(altered.subject.statement)
    return statement.line_by_id.get(altered.subject.line) if statement else None
