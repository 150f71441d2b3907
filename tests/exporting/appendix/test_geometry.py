"""Tables on A4: never smaller than 7 points, no column lost, no total first on a page."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exporting.appendix.conftest import document_from
from tests.exporting.appendix.many_differences import made_project
from workbench.api.reading import read
from workbench.exporting.appendix.document import ColumnRole, TableRow
from workbench.exporting.appendix.geometry import SIZES, TIMES, fit
from workbench.exporting.appendix.tables import LONGEST_NAME
from workbench.presentation.page_breaks import rows_by_page
from workbench.resources import sample

SAMPLES = sorted(path.name for path in sample().parent.glob("*.xlsx"))


@pytest.mark.parametrize("number", range(4, 13))
def test_four_to_twelve_differences_stand_on_one_page_across(number: int) -> None:
    for table in document_from(made_project(number, groups=3), is_draft=True).tables:
        geometry = fit(table)
        assert geometry.size >= 7
        assert geometry.groups == (tuple(range(number + 2)),)
        widths = geometry.widths(geometry.groups[0])
        assert sum(widths) + geometry.captions(geometry.groups[0]) <= geometry.room + 0.01
        for place, width in enumerate(widths):
            for row in table.rows:
                if row.texts:
                    needed = TIMES.measure(row.texts[place].rstrip(")"), row.is_total) * geometry.size
                    assert needed <= width, "figures stay in their columns"


def test_more_columns_than_a_page_holds_are_continued_beside_what_was_reported() -> None:
    (table, _) = document_from(made_project(24, groups=2), is_draft=True).tables
    groups = fit(table).groups
    assert len(groups) > 1
    shown = [table.columns[number].role for group in groups for number in group]
    assert shown.count(ColumnRole.AS_REPORTED) == len(groups)
    assert sorted({number for group in groups for number in group}) == list(range(len(table.columns)))


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_over_a_column_is_broken(name: str) -> None:
    document = document_from(read(sample().with_name(name)).project, is_draft=True)
    for percent in range(80, 120, 4):

        def measure(text: str, is_bold: bool, percent: int = percent) -> float:
            return TIMES.measure(text, is_bold) * percent / 100

        for table in document.tables:
            geometry = fit(table, ((measure, measure),))
            for group in geometry.groups:
                for number, width in zip(group, geometry.widths(group), strict=True):
                    lines = geometry.heading_lines(number, width)
                    assert " ".join(lines).split() == table.columns[number].name.split()


@pytest.mark.parametrize("name", ["W" * 60, "W" * 120, "W" * 1_500, "word " * 300, "资" * 1_500])
def test_names_of_any_length_stand_over_columns_that_fit(name: str) -> None:
    project = made_project(4, groups=2)
    adjustments = tuple(known.with_attributes(name=name) for known in project.adjustments)
    for table in document_from(replace(project, adjustments=adjustments), is_draft=True).tables:
        geometry = fit(table)
        assert all(len(column.name) <= LONGEST_NAME for column in table.columns)
        for group in geometry.groups:
            captions = geometry.captions(group)
            assert captions >= geometry.least_captions - 0.01
            assert sum(geometry.widths(group)) + captions == pytest.approx(geometry.room)
            assert geometry.heading_height(group) < geometry.height * 0.75


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=120), st.integers(12, 60))
def test_every_row_stands_on_one_page_in_order(kinds: list[tuple[bool, bool]], room: int) -> None:
    rows = [TableRow("", (), is_heading=heading, has_rule=rule and not heading) for heading, rule in kinds]
    pages = rows_by_page([1.0] * len(rows), rows, room)
    assert [number for page in pages for number in page] == list(range(len(rows)))
    assert all(len(page) <= room for page in pages)


def test_no_total_begins_a_page_and_no_heading_ends_one() -> None:
    (table, _) = document_from(made_project(), is_draft=True).tables
    for room in range(20, 60):
        for page in rows_by_page([1.0] * len(table.rows), table.rows, room)[1:]:
            assert not table.rows[page.start].has_rule
            assert not table.rows[page.start - 1].is_heading


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=60), st.integers(2, 30))
def test_a_total_begins_a_page_only_where_no_row_before_it_may_end_one(
    kinds: list[tuple[bool, bool]], room: int
) -> None:
    rows = [TableRow("", (), is_heading=heading, has_rule=rule and not heading) for heading, rule in kinds]
    pages = rows_by_page([1.0] * len(rows), rows, room)
    for page, following in pairwise(pages):
        if rows[following.start].has_rule or rows[page[-1]].is_heading:
            assert all(rows[number].has_rule or rows[number - 1].is_heading for number in page[1:])


def test_sizes_go_from_large_to_seven_points() -> None:
    assert sorted(SIZES, reverse=True) == list(SIZES)
    assert Decimal(str(SIZES[-1])) == 7
