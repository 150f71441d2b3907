"""What the catalogue proposes for a difference: rows of lines that exist, with their side, and others by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.judging import read_here
from tests.importing.layouts import sample_folder
from tests.journals.books import books
from workbench.catalogue.differences import KindOfDifference, Occasion, kind_by_id, kinds
from workbench.catalogue.empty_project import empty_project
from workbench.commands import AddAdjustment
from workbench.domain.adjustments import LegKind
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import KindId
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import StatementKind
from workbench.importing import project_from
from workbench.journals.drafts import Draft, DraftLeg
from workbench.journals.lines import LineFinder
from workbench.journals.proposals import lines_like, proposed_rows, standards_in
from workbench.session import Session
from workbench.ui.adjustments.difference_dialog import new_adjustment

EMPTY, SMALL = "an empty project", "a small book"
PERIODS = (Period(date(2026, 1, 1), date(2026, 6, 30), "H1 2026"), Period(None, date(2026, 6, 30), "June 30, 2026"))
STATEMENTS = (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION)


def nothing_in(language: str = "en") -> Project:
    """Return the project that a user begins without a file."""
    frameworks = Frameworks(Framework("US GAAP"), Framework("IFRS"))
    return empty_project("Example Ltd", "USD", 1000, frameworks, STATEMENTS, PERIODS, language)


@pytest.fixture(scope="module", params=[*FIVE_WORKBOOKS, EMPTY, SMALL])
def session(request: pytest.FixtureRequest) -> Session:
    match request.param:
        case str(name) if name == EMPTY:
            return Session(nothing_in())
        case str(name) if name == SMALL:
            return Session(books())
    return Session(project_from([read_here(sample_folder() / f"{request.param}.xlsx")]))


def rows_of(kind: str, occasion: Occasion, project: Project, language: str = "en") -> list[tuple[str, str]]:
    """Return the side and the text of each row that is proposed."""
    sides = {True: "Dr", False: "Cr", None: ""}
    rows = proposed_rows(kind_by_id()[KindId(kind)], occasion, LineFinder(project), language)
    return [(sides[row.is_usually_debit], row.text) for row in rows]


def usual_names(kind: KindOfDifference, occasion: Occasion) -> Iterator[str]:
    return (usual.names[0] for usual in kind.lines if usual.when in (occasion, Occasion.BOTH))


# ---- every kind, everywhere


def test_every_kind_can_be_added_and_taken_back_and_posts_nothing(session: Session) -> None:
    before = session.project
    for kind in kinds():
        added = new_adjustment(before, f"{kind.name} again").with_attributes(kind=kind.id, nature=kind.nature)
        session.execute(AddAdjustment(added))
        for occasion in (Occasion.MOVEMENT, Occasion.OPENING):
            rows = proposed_rows(kind, occasion, LineFinder(session.project))
            assert Draft(added.id, rows).trial(session.project) is None
        assert session.project.adjustments[-1].entries == {}
        session.undo()
        assert session.project is before


def test_a_line_that_exists_is_proposed_and_any_other_named(session: Session) -> None:
    project, finder = session.project, LineFinder(session.project)
    for kind in kinds():
        for occasion in (Occasion.MOVEMENT, Occasion.OPENING):
            rows = proposed_rows(kind, occasion, finder)
            assert len(rows) <= len(list(usual_names(kind, occasion)))
            for row in rows:
                assert row.amounts == {}
                if row.line is None:
                    assert row.text.lower() in list(usual_names(kind, occasion))
                    assert row.kind is not None
                else:
                    assert row.text == project.line(row.line).name
                    assert row.line not in project.statement_of(row.line).total_of
            assert len({row.line or row.text for row in rows}) == len(rows), "no line stands twice"


# ---- what is proposed


def test_an_entry_of_a_period_and_one_at_the_opening_date_have_their_own_lines() -> None:
    project = nothing_in()
    assert rows_of("leases", Occasion.OPENING, project) == [
        ("Dr", "Operating lease right-of-use assets"),
        ("Cr", "Deferred tax liabilities"),
        ("Cr", "Retained earnings"),
    ]
    assert rows_of("leases", Occasion.MOVEMENT, project) == [
        ("Dr", "Operating lease right-of-use assets"),
        ("Cr", "Deferred tax liabilities"),
        ("Cr", "Cost of revenue"),
        ("Cr", "Sales and marketing expenses"),
        ("Cr", "General and administrative expenses"),
        ("Cr", "Research and development expenses"),
        ("Dr", "Interest expense"),
        ("Dr", "Income tax expense"),
    ]


def test_a_missing_line_is_named_with_the_kind_of_its_leg(qifu_project: Project) -> None:
    rows = proposed_rows(kind_by_id()[KindId("leases")], Occasion.MOVEMENT, LineFinder(qifu_project))
    assert [row for row in rows if row.line is None] == [
        DraftLeg("Operating lease right of use assets", None, Map(), LegKind.MEASUREMENT, True, is_proposed=True),
        DraftLeg("Research and development", None, Map(), LegKind.MEASUREMENT, False, is_proposed=True),
    ]


def test_a_kind_without_usual_lines_proposes_none() -> None:
    assert rows_of("reclassification", Occasion.MOVEMENT, nothing_in()) == []


def test_a_line_on_both_sides_of_an_entry_stands_once_and_on_neither() -> None:
    project = nothing_in()
    short = [replace(known, lines=tuple(known.lines[:13]), totals=(), ratios=()) for known in project.statements]
    operations = replace(short[0], lines=tuple(line for line in short[0].lines if line.id == "other_income_net"))
    rows = rows_of("derecognition", Occasion.MOVEMENT, replace(project, statements=(operations, short[1])))
    assert [row for row in rows if row[1] == "Other income, net"] == [("", "Other income, net")]


def test_chinese_statements_have_the_lines_that_english_ones_have() -> None:
    english, chinese = LineFinder(nothing_in()), LineFinder(nothing_in("zh_CN"))
    for kind in kinds():
        for usual in kind.lines:
            assert bool(lines_like(usual, chinese)) == bool(lines_like(usual, english)), usual.names


def test_of_several_lines_that_fit_none_is_guessed() -> None:
    position = nothing_in().of_kind(StatementKind.FINANCIAL_POSITION)
    captions = [line.caption for statement in position for line in statement.lines]
    assert sum(caption.startswith("Operating lease liabilities") for caption in captions) == 2
    assert ("Cr", "Operating lease liabilities") in rows_of("sale_and_leaseback", Occasion.MOVEMENT, nothing_in())


def test_a_line_of_its_own_name_is_not_taken_for_the_accumulation_of_all_oci() -> None:
    assert ("Cr", "Revaluation surplus") in rows_of("revaluation", Occasion.OPENING, nothing_in())


def test_missing_lines_are_named_in_the_language_of_the_window(qifu_project: Project) -> None:
    assert ("Dr", "经营租赁使用权资产") in rows_of("leases", Occasion.MOVEMENT, qifu_project, "zh_CN")
    assert ("Cr", "Deferred tax liabilities") in rows_of("leases", Occasion.MOVEMENT, qifu_project, "zh_CN")


@pytest.mark.parametrize(
    ("source", "target", "standards"),
    [
        ("US GAAP", "IFRS", ("ASC 842", "IFRS 16")),
        ("IFRS", "US GAAP", ("IFRS 16", "ASC 842")),
        ("PRC GAAP", "IFRS", ("", "IFRS 16")),
    ],
)
def test_standards_are_those_of_the_frameworks(source: str, target: str, standards: tuple[str, str]) -> None:
    frameworks = Frameworks(Framework(source), Framework(target))
    project = empty_project("Example Ltd", "USD", 1, frameworks, STATEMENTS, PERIODS, "en")
    assert standards_in(kind_by_id()[KindId("leases")], project) == standards
