"""What is typed, pasted or filled becomes one command, or is refused in a sentence."""

from decimal import Decimal

import pytest

from tests.projects import CLOSING, project_of
from workbench.commands import AnyCommand, CompoundCommand, EditEntries, EditFigures, RenameLine
from workbench.domain.facts import fact
from workbench.domain.workings import WorkedCell
from workbench.engine import Engine
from workbench.presentation.statement_table import Row, StatementTable
from workbench.typed_amounts import NotAnAmount
from workbench.ui.statement.typed_edits import command_for_amounts, command_for_text, why_refused

ONE = (Decimal(1), Decimal(1))
ENTRIES = {"losses": {("cash", CLOSING): Decimal(-4)}, "leases": {("debt", CLOSING): Decimal(3)}}
BOOK = project_of(
    {"cash": ONE, "debt": ONE, "all": (Decimal(2), Decimal(2))}, {"all": (("cash", 1), ("debt", 1))}, ENTRIES
)
TABLE = StatementTable(Engine().results(BOOK), BOOK.statements[0], CLOSING)
CASH, DEBT = 0, 1
CAPTION, REPORTED, LOSSES, LEASES, RESULT = range(5)
FIVE = Decimal(5)


def row_of(line: str) -> Row:
    return next(row for row in TABLE.rows if row.line.id == line)


@pytest.mark.parametrize(
    ("column", "text", "command"),
    [
        (CAPTION, " Cash at bank ", RenameLine("cash", "Cash at bank")),
        (REPORTED, "5", EditFigures({("cash", CLOSING): FIVE})),
        (REPORTED, "", EditFigures({("cash", CLOSING): None})),
        (LOSSES, "(5)", EditEntries("losses", {("cash", CLOSING): -FIVE})),
    ],
)
def test_a_typed_text_edits_what_its_column_shows(column: int, text: str, command: AnyCommand) -> None:
    assert command_for_text(TABLE, row_of("cash"), TABLE.columns[column], text) == command


@pytest.mark.parametrize(
    ("line", "column", "text", "reason"),
    [
        ("cash", CAPTION, " ", "A line needs a caption. Enter one."),
        ("cash", REPORTED, "abc", "'abc' is not an amount"),
        ("cash", RESULT, "5", "IFRS is calculated"),
        ("all", REPORTED, "5", "This total is calculated: edit a part, or restate the total. All = Cash + Debt"),
    ],
)
def test_what_cannot_be_typed_is_refused_with_the_reason(line: str, column: int, text: str, reason: str) -> None:
    with pytest.raises(NotAnAmount, match=f"^{reason.replace('+', '.')}"):
        command_for_text(TABLE, row_of(line), TABLE.columns[column], text)
    assert why_refused(TABLE, row_of(line), TABLE.columns[column], text).startswith(reason)


@pytest.mark.parametrize(("text", "typed"), [("=2+3", "=2+3"), ("+2+3", "=+2+3"), (" =10*50% ", "=10*50%")])
def test_arithmetic_is_kept_with_its_figure_in_the_same_step(text: str, typed: str) -> None:
    for column, edit in ((REPORTED, EditFigures), (LOSSES, EditEntries)):
        command = command_for_text(TABLE, row_of("cash"), TABLE.columns[column], text)
        after = command.apply(BOOK)
        cell = WorkedCell("cash", CLOSING, TABLE.columns[column].adjustment)
        assert after.working(cell) == typed
        assert (command.describe(BOOK).key, after.workings[cell].amount) == (
            "edit" if edit is EditFigures else "edit-entries",
            FIVE,
        )


def test_a_working_is_left_behind_by_another_amount_and_forgotten_when_one_is_typed() -> None:
    cell = WorkedCell("cash", CLOSING)
    worked = command_for_text(TABLE, row_of("cash"), TABLE.columns[REPORTED], "=2+3").apply(BOOK)
    assert EditFigures({("cash", CLOSING): Decimal(6)}).apply(worked).working(cell) is None
    table = StatementTable(Engine().results(worked), worked.statements[0], CLOSING)
    assert not command_for_text(table, row_of("cash"), TABLE.columns[REPORTED], "5").apply(worked).workings
    pasted = command_for_amounts(table, {(CASH, REPORTED): FIVE}, fact("paste", count=1))
    assert not pasted.apply(worked).workings


def test_what_a_command_would_refuse_is_refused_before_it_is_executed() -> None:
    assert why_refused(TABLE, row_of("cash"), TABLE.columns[REPORTED], "5") == ""
    assert why_refused(TABLE, row_of("cash"), TABLE.columns[CAPTION], "Cash \ud83d") != ""


def test_amounts_of_one_kind_are_one_edit_under_its_own_name() -> None:
    amounts = {(CASH, REPORTED): FIVE, (DEBT, REPORTED): None}
    assert command_for_amounts(TABLE, amounts, fact("paste", count=2)) == EditFigures(
        {("cash", CLOSING): FIVE, ("debt", CLOSING): None}
    )


def test_figures_and_entries_are_one_step_under_the_given_name() -> None:
    amounts = {(CASH, LEASES): FIVE, (CASH, REPORTED): FIVE, (DEBT, LOSSES): FIVE, (DEBT, LEASES): FIVE}
    assert command_for_amounts(TABLE, amounts, fact("paste", count=4)) == CompoundCommand(
        fact("paste", count=4),
        (
            EditFigures({("cash", CLOSING): FIVE}),
            EditEntries("leases", {("cash", CLOSING): FIVE, ("debt", CLOSING): FIVE}),
            EditEntries("losses", {("debt", CLOSING): FIVE}),
        ),
    )


def test_no_amounts_change_nothing() -> None:
    assert command_for_amounts(TABLE, {}, fact("paste", count=0)).apply(BOOK) is BOOK
