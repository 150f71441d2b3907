"""The usual statements: whole, the same in both languages, read by the import as they were meant, and empty."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.projects import PERIODS, project_of
from workbench.catalogue.differences import kinds
from workbench.catalogue.usual_statements import usual_statement
from workbench.checks import CHECKS
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, LineRole, LineUnit, Statement, StatementKind
from workbench.engine import compile_structure
from workbench.engine.recalculate import calculate
from workbench.importing.language.concepts import concept_of
from workbench.importing.language.vocabulary import kind_in, unit_of
from workbench.languages import LANGUAGES
from workbench.store import load, save

KINDS = [kind for kind in StatementKind if kind is not StatementKind.OTHER]
AT = tuple(period.id for period in PERIODS)
EACH_KIND = pytest.mark.parametrize("kind", KINDS)
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def usual(kind: StatementKind, language: str = "en", taken: frozenset[LineId] = frozenset()) -> Statement:
    return usual_statement(kind, language, AT, StatementId(kind.value.replace("-", "_")), taken, scale=1_000)


def all_statements(language: str) -> tuple[Statement, ...]:
    statements: list[Statement] = []
    for kind in KINDS:
        taken = frozenset(line.id for statement in statements for line in statement.lines)
        statements.append(usual(kind, language, taken))
    return tuple(statements)


def line(statement: Statement, caption: str) -> LineId:
    (found,) = [known.id for known in statement.lines if known.caption == caption]
    return found


# ---- its lines


@EACH_LANGUAGE
@EACH_KIND
def test_nothing_lacks_words(kind: StatementKind, language: str) -> None:
    statement = usual(kind, language)
    assert statement.title
    assert all(known.caption for known in statement.lines)
    assert all(section for known in statement.lines for section in known.section)


@EACH_KIND
def test_both_languages_have_the_same_lines_but_for_their_words(kind: StatementKind) -> None:
    english, chinese = usual(kind), usual(kind, "zh_CN")
    assert english.title != chinese.title
    assert (english.totals, english.ratios, english.figures) == (chinese.totals, chinese.ratios, chinese.figures)
    for own, other in zip(english.lines, chinese.lines, strict=True):
        assert own.caption.isascii()
        assert not other.caption.isascii()
        assert len(own.section) == len(other.section)
        assert replace(own, caption="", section=()) == replace(other, caption="", section=())


@EACH_LANGUAGE
@EACH_KIND
def test_a_section_is_the_captions_of_the_headings_above(kind: StatementKind, language: str) -> None:
    headings: set[tuple[str, ...]] = {()}
    for known in usual(kind, language).lines:
        assert known.section in headings
        if known.role is LineRole.HEADING:
            headings.add((*known.section, known.caption))


def test_a_balance_sheet_is_divided_as_it_is_printed() -> None:
    statement = usual(StatementKind.FINANCIAL_POSITION)
    sections = {known.id: known.section for known in statement.lines}
    assert sections["goodwill"] == ("Assets", "Non-current assets")
    assert sections["total_assets"] == ("Assets",)
    assert sections["total_liabilities_mezzanine_equity_and_equity"] == ("Liabilities, mezzanine equity and equity",)


def test_the_ids_of_other_lines_stay_theirs() -> None:
    ids = [known.id for statement in all_statements("en") for known in statement.lines]
    assert len(set(ids)) == len(ids)
    assert {"net_income", "net_income_2", "basic", "basic_2"} <= set(ids)
    assert ids == [known.id for statement in all_statements("zh_CN") for known in statement.lines]


# ---- what the import would make of it


@EACH_LANGUAGE
@EACH_KIND
def test_lines_stand_for_what_the_import_would_take_them_for(kind: StatementKind, language: str) -> None:
    for known in usual(kind, language).lines:
        found = concept_of(known, kind)
        if known.role is not LineRole.HEADING and found:
            assert known.concept is found[0], known.caption


@EACH_LANGUAGE
def test_what_a_line_stands_for_is_told_by_its_caption_in_both_languages(language: str) -> None:
    untold = [
        known.caption
        for kind in KINDS
        for known in usual(kind, language).lines
        if known.concept and concept_of(known, kind) is None
    ]
    assert untold == []


@EACH_LANGUAGE
@EACH_KIND
def test_units_and_titles_are_what_the_import_would_read(kind: StatementKind, language: str) -> None:
    statement = usual(kind, language)
    for known in statement.lines:
        if known.role is not LineRole.HEADING:
            assert unit_of(known.caption, known.section, is_percent=False) is known.unit
    if not kind.is_bridge:
        assert kind_in(statement.title) is kind


def test_every_concept_of_a_usual_leg_is_on_its_usual_statement() -> None:
    needed = {(leg.statement, leg.concept) for kind in kinds() for leg in kind.lines if leg.concept}
    there = {(kind, known.concept) for kind in KINDS for known in usual(kind).lines}
    assert needed <= there


# ---- its totals

RESULTS = {
    StatementKind.OPERATIONS: ["Net income attributable to ordinary shareholders of the Company"],
    StatementKind.FINANCIAL_POSITION: ["Total assets", "Total liabilities, mezzanine equity and equity"],
    StatementKind.CASH_FLOWS: ["Cash, cash equivalents and restricted cash at end of period"],
    StatementKind.COMPREHENSIVE_INCOME: [
        "Comprehensive income attributable to ordinary shareholders of the Company",
    ],
    StatementKind.CHANGES_IN_EQUITY: ["Balance at end of period"],
    StatementKind.NON_GAAP: ["Non-GAAP net income attributable to ordinary shareholders of the Company"],
    StatementKind.NET_INCOME_BRIDGE: ["Net income"],
    StatementKind.EQUITY_BRIDGE: ["Total equity"],
}
"""The lines that are part of no total: every other amount leads to them."""


@EACH_LANGUAGE
@EACH_KIND
def test_the_engine_compiles_it(kind: StatementKind, language: str) -> None:
    statement = usual(kind, language)
    assert compile_structure(statement).totals == statement.totals
    assert {total.line for total in statement.totals} == {
        known.id for known in statement.lines if known.role is LineRole.TOTAL
    }


@EACH_KIND
def test_every_amount_leads_to_a_result(kind: StatementKind) -> None:
    statement = usual(kind)
    amounts = [
        known for known in statement.lines if known.unit is LineUnit.MONEY and known.role is not LineRole.HEADING
    ]
    parts = {part for total in statement.totals for part, _ in total.parts}
    assert [known.caption for known in amounts if known.id not in parts] == RESULTS[kind]
    assert all(statement.line_by_id[part].unit is LineUnit.MONEY for part in parts)


@pytest.mark.parametrize(
    ("kind", "caption", "weights"),
    [
        (
            StatementKind.OPERATIONS,
            "Net income attributable to ordinary shareholders of the Company",
            {
                "Revenue": 1,
                "Cost of revenue": -1,
                "Sales and marketing expenses": -1,
                "General and administrative expenses": -1,
                "Research and development expenses": -1,
                "Other operating expenses, net": -1,
                "Interest income": 1,
                "Interest expense": -1,
                "Other income, net": 1,
                "Income tax expense": -1,
                "Equity in earnings of equity method investees": 1,
                "Net income attributable to non-controlling interests": -1,
            },
        ),
        (
            StatementKind.COMPREHENSIVE_INCOME,
            "Comprehensive income attributable to ordinary shareholders of the Company",
            {
                "Net income": 1,
                "Foreign currency translation adjustment": 1,
                "Unrealized gains on available-for-sale debt securities": 1,
                "Other items": 1,
                "Comprehensive income attributable to non-controlling interests": -1,
            },
        ),
    ],
)
def test_costs_are_printed_positive_and_subtracted(kind: StatementKind, caption: str, weights: dict[str, int]) -> None:
    statement = usual(kind)
    leaves = statement.graph.leaves(line(statement, caption))
    assert {
        statement.line_by_id[leaf.line].caption: weight for leaf, weight in leaves.items() if not leaf.is_remainder
    } == weights


def test_per_share_amounts_are_attributable_income_by_the_shares_of_their_name() -> None:
    statement = usual_statement(StatementKind.OPERATIONS, "en", AT, StatementId("operations"), scale=1_000)
    assert statement.share_scale == 1
    concepts = {known.id: known.concept for known in statement.lines}
    assert [
        (concepts[ratio.line], concepts[ratio.numerator], concepts[ratio.denominator], ratio.factor)
        for ratio in statement.ratios
    ] == [
        (Concept.BASIC_EPS, Concept.ATTRIBUTABLE_NET_INCOME, Concept.BASIC_SHARES, Decimal(1_000)),
        (Concept.DILUTED_EPS, Concept.ATTRIBUTABLE_NET_INCOME, Concept.DILUTED_SHARES, Decimal(1_000)),
    ]


# ---- its figures


@EACH_KIND
def test_no_figure_is_made_up(kind: StatementKind) -> None:
    statement = usual(kind)
    with_figures = [known.id for known in statement.lines if known.role is not LineRole.HEADING]
    assert dict(statement.figures) == dict.fromkeys(with_figures, (None, None))
    assert not statement.reconciled
    assert not statement.unknown


def project_in(language: str) -> Project:
    return replace(project_of({}, {}, {}), statements=all_statements(language))


@EACH_LANGUAGE
def test_a_project_of_them_has_no_results_and_nothing_to_find_fault_with(language: str) -> None:
    project = project_in(language)
    results = calculate(project)
    for statement in project.statements:
        for known in statement.lines:
            assert all(not results.figure(known.id, period) for period in statement.periods)
    doubts = (FindingStatus.WARNING, FindingStatus.FAIL)
    assert [found for check in CHECKS for found in check.findings(results) if found.status in doubts] == []


@EACH_LANGUAGE
def test_a_project_of_them_loads_as_it_was_saved(language: str, tmp_path: Path) -> None:
    project = project_in(language)
    save(project, tmp_path / "empty.recon")
    assert load(tmp_path / "empty.recon") == project


def test_what_the_catalogue_does_not_have_is_refused_loudly() -> None:
    with pytest.raises(KeyError):
        usual(StatementKind.OTHER)
    with pytest.raises(KeyError):
        usual(StatementKind.OPERATIONS, "fr")
