"""What is found in a project: each caption and figure exactly as often as looking at every cell finds it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.projects import OPENING, project_of
from tests.published import H1_2022, H1_2023
from workbench.domain.ids import LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineUnit
from workbench.domain.subjects import AdjustmentSubject
from workbench.engine import Engine
from workbench.number_style import Negatives, NumberStyle, Thousands, Zero
from workbench.phrases import ENGLISH
from workbench.presentation.figure_texts import format_in
from workbench.presentation.statement_table import StatementTable
from workbench.search.hits import Hit, HitKind
from workbench.search.project_search import ProjectSearch, StatementView
from workbench.search.sought_text import LookIn, Sought, plain_figure
from workbench.ui.toolkit.number_format import format_amount, format_for_typing


def search_of(project: Project) -> ProjectSearch:
    views = [StatementView(statement.id, statement.periods[-1]) for statement in project.statements]
    return ProjectSearch(Engine().results(project), views, format_amount, ENGLISH)


def hits_in(project: Project, sought: Sought) -> list[Hit]:
    return [hit for hit in search_of(project).hits(sought) if hit is not None]


def found(project: Project, text: str, look_in: LookIn = LookIn.EVERYWHERE) -> list[Hit]:
    return hits_in(project, Sought(text, look_in))


def figures_with(project: Project, text: str) -> list[tuple[str, str, object, str]]:
    """Return where ``text`` is part of a figure, as shown or as typed, by formatting every cell."""
    results, wanted = Engine().results(project), plain_figure(text)
    places = []
    for statement in project.statements:
        for period in statement.periods:
            table = StatementTable(results, statement, period)
            for row in table.rows:
                for column in table.columns[1:]:
                    amount = table.shown_amount(row, column)
                    shown = format_amount(amount, row.line, statement.decimals_shown_of(row.line))
                    texts = plain_figure(shown), plain_figure(format_for_typing(amount, row.line))
                    if amount and any(wanted in known for known in texts):
                        places.append((row.line.id, period, column, shown))
    return sorted(places, key=str)


@pytest.mark.parametrize(
    "text", ["253,007", "-2530", "53", "007", "(5", "5.4", "0.1", "24.1%", "9)", "1,2", "00", "0.0"]
)
def test_figures_are_found_as_often_as_looking_at_every_cell_finds_them(qifu_project: Project, text: str) -> None:
    hits = found(qifu_project, text, LookIn.FIGURES)
    assert sorted(((hit.line, hit.period, hit.column, hit.text) for hit in hits), key=str) == figures_with(
        qifu_project, text
    )


def test_figures_with_decimals_are_found_as_shown_and_as_held() -> None:
    cents = project_of(
        {"cash": (Decimal("12.3456"), Decimal("-0.5")), "loans": (Decimal(7), Decimal("2.50"))}, {}, {}, decimals=4
    )
    statement = cents.statements[0]
    lines = tuple(replace(line, shown_decimals=2) for line in statement.lines)
    rounded = replace(cents, statements=(replace(statement, lines=lines),))
    for text in ("12.35", "12.3456", "3456", "0.5", "0.50", "-0.50", "(0.5", "7.00", "7.0000", "2.5", "2.50", ".5"):
        assert found(rounded, text, LookIn.FIGURES), text
    assert not found(rounded, "12.34567", LookIn.FIGURES)


def test_a_percentage_is_found_with_its_sign() -> None:
    project = project_of(
        {"margin": (Decimal("0.241"), Decimal("0.005")), "cash": (Decimal(1), None)}, {}, {}, decimals=3
    )
    statement = project.statements[0]
    lines = tuple(replace(line, unit=LineUnit.PERCENT) if line.id == "margin" else line for line in statement.lines)
    project = replace(project, statements=(replace(statement, lines=lines),))
    for text in ("24.1%", "24.1", "0.5%"):
        assert [hit.line for hit in found(project, text, LookIn.FIGURES) if hit.column.kind.name == "AS_REPORTED"] == [
            "margin"
        ], text
    assert hits_in(project, Sought("24.1%", LookIn.FIGURES, is_whole=True))


@pytest.mark.parametrize(
    "text", ["+46,759", "RMB 46,759", "¥46,759", "$46,759", "46,759 DR", "13,140-", "(RMB 13,140)", "△RMB 13,140"]
)
def test_an_amount_is_found_in_any_spelling_that_can_be_typed(text: str) -> None:
    project = project_of(
        {"cash": (Decimal(46_759), Decimal(146_759)), "loans": (Decimal(-13_140), Decimal(-13_140_000))}, {}, {}
    )
    wanted = "cash" if "46" in text else "loans"
    for is_whole in (False, True):
        hits = hits_in(project, Sought(text, LookIn.FIGURES, is_whole=is_whole))
        assert {(hit.line, hit.period) for hit in hits} == {(wanted, OPENING)}, "it is the whole amount"


def test_words_and_multiples_are_no_amounts(qifu_project: Project) -> None:
    for text in ("nil", "RMB", "RMB 5m", "RMB 46,7", "income 5"):
        assert not found(qifu_project, text, LookIn.FIGURES), text


def test_a_percentage_is_not_found_in_an_amount() -> None:
    project = project_of({"margin": (Decimal("0.05"), None), "basic": (Decimal("0.05"), None)}, {}, {}, decimals=2)
    statement = project.statements[0]
    units = {"margin": LineUnit.PERCENT, "basic": LineUnit.PER_SHARE}
    lines = tuple(replace(line, unit=units[line.id]) for line in statement.lines)
    project = replace(project, statements=(replace(statement, lines=lines),))
    for text in ("5%", "+5%"):
        for is_whole in (False, True):
            hits = hits_in(project, Sought(text, LookIn.FIGURES, is_whole=is_whole))
            assert {hit.line for hit in hits} == {"margin"}, text


def test_a_dash_and_nought_find_what_is_nil_and_a_blank_is_nothing() -> None:
    project = project_of({"cash": (Decimal(0), None), "loans": (Decimal(100), Decimal(5))}, {}, {})
    for text in ("—", "-", "0"):
        reported = [hit for hit in found(project, text, LookIn.FIGURES) if hit.column.kind.name == "AS_REPORTED"]
        assert [(hit.line, hit.period) for hit in reported] == [("cash", OPENING)], text


def test_a_remainder_is_found_by_its_caption_and_by_its_figure(qifu_project: Project) -> None:
    captions = [hit for hit in found(qifu_project, "not shown (in", LookIn.CAPTIONS) if hit.is_of_remainder]
    assert captions
    figures = [hit for hit in found(qifu_project, "(51,753)", LookIn.FIGURES) if hit.is_of_remainder]
    assert figures
    assert figures[0].statement == "financial_position"


def test_hits_come_in_printed_order_the_statement_and_period_in_front_first(qifu_project: Project) -> None:
    first = StatementView(StatementId("operations"), H1_2022)
    others = [StatementView(one.id, one.periods[0]) for one in qifu_project.statements if one.id != "operations"]
    search = ProjectSearch(Engine().results(qifu_project), [first, *others], format_amount, ENGLISH)
    hits = [hit for hit in search.hits(Sought("1")) if hit is not None and not hit.is_of_remainder]
    assert [hit.order for hit in hits] == sorted(hit.order for hit in hits)
    assert hits[0].period in ("", H1_2022)
    assert search.order_of(StatementId("operations"), H1_2022, 0, 1) < search.order_of(
        StatementId("operations"), H1_2023, 0, 1
    )


def test_words_of_differences_notes_and_memos_are_found(qifu_project: Project) -> None:
    hits = found(qifu_project, "share-based", LookIn.WORDS)
    assert (HitKind.NAME, AdjustmentSubject("share_based_compensation")) in [(hit.kind, hit.subject) for hit in hits]
    assert not [hit for hit in hits if hit.kind.is_in_a_grid]
    assert hits_in(qifu_project, Sought("share-based", only=StatementId("operations"))) == [
        hit for hit in hits_in(qifu_project, Sought("share-based")) if hit.statement == "operations"
    ]


def test_case_and_whole_captions(qifu_project: Project) -> None:
    assert not hits_in(qifu_project, Sought("NET INCOME", LookIn.CAPTIONS, matches_case=True, is_whole=True))
    whole = hits_in(qifu_project, Sought(" net  income ", LookIn.CAPTIONS, is_whole=True))
    assert {hit.text for hit in whole} == {"Net income"}


@pytest.mark.parametrize("text", ["", "   ", "(", "[a", "\\", "=1+2", "1e5", "12a", "١٢", "😀", "\x00", "9" * 400])
def test_nothing_that_is_typed_breaks_it(qifu_project: Project, text: str) -> None:
    for look_in in LookIn:
        hits = list(found(qifu_project, text, look_in))
        assert text.strip() or not hits, "of a blank text, nothing is found"


def test_it_pauses_often_and_formats_little() -> None:
    project = project_of({LineId(f"line{number}"): (Decimal(number), None) for number in range(500)}, {}, {})
    formatted = []

    def count(amount: Decimal, line: object, at_least: int) -> str:
        formatted.append(amount)
        return str(amount)

    views = [StatementView(StatementId("position"), OPENING)]
    search = ProjectSearch(Engine().results(project), views, count, ENGLISH)
    steps = list(search.hits(Sought("499", LookIn.FIGURES)))
    assert len([hit for hit in steps if hit is not None]) == len(formatted) == 2
    assert steps.count(None) > 3
    assert project.statements[0].figures != Map()


def test_a_figure_is_found_with_the_decimals_that_the_user_prefers() -> None:
    project = project_of({"cash": (Decimal("1234.56"), Decimal("0.4"))}, {}, {}, decimals=2)
    views = [StatementView(StatementId("position"), OPENING)]
    style = NumberStyle(Thousands.SPACE, Negatives.MINUS, Zero.DIGIT, decimals=0)

    def show(amount: Decimal, line: Line, at_least: int) -> str:
        return format_in(style, amount, line, at_least)

    search = ProjectSearch(Engine().results(project), views, show, ENGLISH, money_decimals=0)
    for text in ("1 235", "1235", "1,235", "1234.56"):
        assert [hit for hit in search.hits(Sought(text, LookIn.FIGURES)) if hit], text
