"""Which lines a filter keeps: affected, changed, unproven, failing, or by the words of their captions."""

from dataclasses import replace
from decimal import Decimal

from tests.projects import CLOSING, OPENING, project_of
from tests.published import EIR, H1_2022, H1_2023
from workbench.commands import EditEntries, EditFigures, RemoveAdjustment
from workbench.domain.facts import remark
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import PROJECT, FigureSubject, LineSubject, Subject
from workbench.engine import Engine
from workbench.presentation.line_filter import (
    EVERY_LINE,
    LineFilter,
    LinesShown,
    Verdicts,
    lines_kept,
    number_of_lines,
    number_of_lines_shown,
)
from workbench.presentation.statement_table import StatementTable
from workbench.session import Session

NOTHING_FOUND = Verdicts(None, ())
FIGURES = {
    "cash": (Decimal(1), Decimal(10)),
    "loans": (Decimal(1), Decimal(20)),
    "assets": (Decimal(2), Decimal(30)),
    "equity": (Decimal(2), Decimal(30)),
}
BOOK = project_of(FIGURES, {"assets": (("cash", 1), ("loans", 1))}, {"losses": {("loans", CLOSING): Decimal(-4)}}, ())


def kept(
    project: Project,
    line_filter: LineFilter,
    found: Verdicts = NOTHING_FOUND,
    opened: Project | None = None,
    period: str = CLOSING,
) -> set[str] | None:
    statement = project.statements[0]
    lines = lines_kept(line_filter, Engine().results(project), statement, period, opened or project, found)
    return None if lines is None else set(lines)


def test_no_filter_keeps_every_line() -> None:
    assert kept(BOOK, EVERY_LINE) is None
    assert kept(BOOK, LineFilter(words="  ")) is None


def test_words_of_a_caption_keep_its_line_and_the_totals_above_it() -> None:
    assert kept(BOOK, LineFilter(words="CA")) == {"cash", "assets"}
    assert kept(BOOK, LineFilter(words="nothing of the kind")) == set()


def test_every_word_must_be_there_in_the_caption_of_either_framework() -> None:
    statement = BOOK.statements[0]
    lines = tuple(
        replace(line, target_caption="Net loans to banks") if line.id == "loans" else line for line in statement.lines
    )
    named = replace(BOOK, statements=(replace(statement, lines=lines),))
    assert kept(named, LineFilter(words="banks net")) == {"loans", "assets"}
    assert kept(named, LineFilter(words="banks gross")) == set()


def test_affected_lines_come_with_the_totals_above_them() -> None:
    assert kept(BOOK, LineFilter(LinesShown.AFFECTED)) == {"loans", "assets"}
    assert kept(BOOK, LineFilter(LinesShown.AFFECTED), period=OPENING) == set()
    assert kept(BOOK, LineFilter(LinesShown.AFFECTED, "cash")) == set()


def test_restated_earnings_per_share_are_affected_by_what_moves_the_income(qifu_project: Project) -> None:
    affected = kept(qifu_project, LineFilter(LinesShown.AFFECTED), period=H1_2023)
    assert affected
    assert {"basic", "diluted"} <= affected
    assert not affected & {"basic_2", "diluted_2"}, "nothing restates the amounts per ADS"


def test_a_line_whose_figure_or_effect_was_edited_counts_as_changed_in_that_period() -> None:
    session = Session(BOOK)
    session.execute(EditFigures({("cash", CLOSING): Decimal(11)}))
    changed = LineFilter(LinesShown.CHANGED)
    assert kept(session.project, changed, opened=session.opened) == {"cash", "assets"}
    assert kept(session.project, changed, opened=session.opened, period=OPENING) == set()
    session.undo()
    session.execute(EditEntries("losses", {("loans", CLOSING): Decimal(-5)}))
    assert kept(session.project, changed, opened=session.opened) == {"loans", "assets"}


def test_the_lines_of_a_removed_difference_count_as_changed() -> None:
    session = Session(BOOK)
    session.execute(RemoveAdjustment("losses"))
    changed = LineFilter(LinesShown.CHANGED)
    assert kept(session.project, changed, opened=session.opened) == {"loans", "assets"}
    assert kept(session.project, changed, opened=session.opened, period=OPENING) == set()


def test_a_figure_that_differs_from_its_source_counts_as_changed_whenever_it_was_edited(qifu_project: Project) -> None:
    edited = EditFigures({("financing_income", H1_2023): Decimal(1)}).apply(qifu_project)
    found = kept(edited, LineFilter(LinesShown.CHANGED), period=H1_2023)
    assert found
    assert {"financing_income", "net_income"} <= found
    assert not kept(edited, LineFilter(LinesShown.CHANGED), period=H1_2022)


def test_failed_checks_keep_the_lines_that_they_are_about_and_those_of_the_cells_they_name(
    qifu_project: Project,
) -> None:
    figure = next(
        figure
        for figure in qifu_project.source_figures.by_source_cell.values()
        if figure.line == "funding_costs" and figure.period == H1_2023
    )
    about = FigureSubject("operations", "financing_income", H1_2023, FigureRole.ADJUSTMENT, EIR)
    other_period = FigureSubject("operations", "net_income", H1_2022, FigureRole.AS_REPORTED)
    fails = (
        fail(about),
        fail(LineSubject("operations", "interest_income_net")),
        fail(other_period),
        replace(fail(PROJECT), where=(figure.cell,)),
        replace(fail(LineSubject("operations", "income_taxes_expense")), status=FindingStatus.PASS),
    )
    words = {
        "financing_income": "financing income",
        "interest_income_net": "interest income",
        "funding_costs": "funding costs",
    }
    for line, caption in words.items():
        found = kept(qifu_project, LineFilter(LinesShown.FAILING, caption), Verdicts(None, fails), period=H1_2023)
        assert found
        assert line in found, line
    assert not kept(qifu_project, LineFilter(LinesShown.FAILING, "taxes"), Verdicts(None, fails), period=H1_2023)


def fail(subject: Subject) -> Finding:
    return Finding(CheckId("footing"), FindingStatus.FAIL, remark("It fails."), subject=subject)


def test_unproven_lines_are_unknown_until_the_checks_have_run() -> None:
    assert kept(BOOK, LineFilter(LinesShown.UNPROVEN)) == set()


def test_lines_are_counted_without_headings_and_remainders(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["operations"]
    results = Engine().results(qifu_project)
    assert number_of_lines(statement) == 35
    assert number_of_lines_shown(StatementTable(results, statement, H1_2023)) == 35
    only = frozenset(("financing_income",))
    assert number_of_lines_shown(StatementTable(results, statement, H1_2023, only)) == 1
