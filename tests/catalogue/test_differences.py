"""The kinds of differences: every one that is commonly reconciled, how it is found, and the legs it usually has."""

import re
from collections.abc import Iterator

import pytest

from tests.translation.pseudo_language import english_in, pseudo_language
from workbench.catalogue.differences import (
    Area,
    KindOfDifference,
    NciHabit,
    Occasion,
    TaxHabit,
    UsualLine,
    kind_by_id,
    kinds,
)
from workbench.catalogue.names import name_of_area, name_of_nci_habit, name_of_tax_habit
from workbench.domain.adjustments import KIND_OF_CONCEPT, LegKind, Nature
from workbench.domain.ids import KindId, LineId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, StatementKind
from workbench.importing.language.catalogue import kind_of_difference
from workbench.importing.language.concepts import concept_of
from workbench.importing.language.vocabulary import normalise
from workbench.phrases import ENGLISH

BY_SECTION = {
    "1.1": ["expected_credit_losses"],
    "1.2": ["effective_interest_rate"],
    "1.3": ["share_based_compensation"],
    "1.4": ["financial_guarantees"],
    "4.1": ["leases"],
    "4.2": ["convertible_notes"],
    "4.3": ["preferred_shares"],
    "4.4": ["equity_investments"],
    "4.5": ["debt_securities"],
    "4.6": ["issuance_costs"],
    "4.7": ["development_costs"],
    "4.8": ["impairment"],
    "4.9": ["inventories"],
    "4.10": ["revaluation"],
    "4.11": [
        "intercompany_unrealised_profit",
        "income_taxes",
        "initial_recognition_exemption",
        "outside_basis_differences",
        "classification_of_deferred_tax",
        "backwards_tracing",
        "uncertain_tax_positions",
    ],
    "4.12": ["joint_ventures_and_associates"],
    "4.13": ["puts_over_non_controlling_interests"],
    "4.14": ["pensions"],
    "4.15": ["asset_retirement_obligations"],
    "4.16": [
        "provisions",
        "contingent_assets",
        "government_grants",
        "restructuring",
        "sale_and_leaseback",
        "derecognition",
        "consolidation",
        "contingent_consideration",
        "cloud_computing_costs",
        "crypto_assets",
        "classification_of_interest_and_dividends",
    ],
    "elsewhere": [
        "business_combinations",
        "revenue",
        "warrants_and_derivatives",
        "borrowing_costs",
        "reclassification",
    ],
}
"""The ids by section of the accounting reference, which lists what is commonly reconciled."""
TYPED = {"4.3", "4.10", "4.12", "4.16", "elsewhere"}
"""Sections whose differences are typed: no schedule computes them."""
OF_INTRAGROUP_PROFIT = "intercompany_unrealised_profit"
"""The only difference in tax that a schedule computes."""
WITHOUT_USUAL_LEGS = {"reclassification"}
KNOWN_BY_CONCEPT = {"revaluation surplus"}
"""Names of lines whose caption tells no concept: it is the nearest there is."""
EVERY = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)


# ---- which there are


def test_every_difference_that_is_commonly_reconciled_has_a_kind() -> None:
    listed = [key for keys in BY_SECTION.values() for key in keys]
    assert sorted(listed) == sorted(kind_by_id())
    assert len(listed) == len(kinds()), "no id stands twice"


def test_a_kind_is_computable_if_a_schedule_of_its_inputs_gives_the_amounts() -> None:
    computable = {KindId(key) for section, keys in BY_SECTION.items() if section not in TYPED for key in keys}
    computable -= {KindId(key) for key in BY_SECTION["4.11"] if key != OF_INTRAGROUP_PROFIT}
    assert {kind.id for kind in kinds() if kind.is_computable} == computable


@EVERY
def test_the_id_spells_the_name(kind: KindOfDifference) -> None:
    assert kind.id == re.sub(r"[ -]", "_", kind.name)
    assert kind.fact.key == f"difference-{kind.name.replace(' ', '-')}"


def test_every_area_has_kinds() -> None:
    assert {kind.area for kind in kinds()} == set(Area)


@pytest.mark.parametrize("member", [*Area, *TaxHabit, *NciHabit])
def test_areas_and_habits_have_names(member: Area | TaxHabit | NciHabit) -> None:
    match member:
        case Area():
            name, translated = (name_of_area(member, words) for words in (ENGLISH, pseudo_language()))
        case TaxHabit():
            name, translated = (name_of_tax_habit(member, words) for words in (ENGLISH, pseudo_language()))
        case NciHabit():
            name, translated = (name_of_nci_habit(member, words) for words in (ENGLISH, pseudo_language()))
    assert name == name.lower()
    assert not english_in(translated)


# ---- the words that name them

NAMED_BEFORE = {
    "share_based_compensation": [
        "Share-based compensation",
        "Stock-based payments",
        "Equity-settled awards",
        "股权激励",
    ],
    "leases": ["Leases", "Operating lease amortization", "Right-of-use assets", "租賃"],
    "expected_credit_losses": ["Expected credit losses, net of tax", "ECL", "Credit loss", "预期信用亏损"],
    "effective_interest_rate": ["Effective interest rate on loans receivable", "Loan origination fees", "實際利率"],
    "financial_guarantees": ["Financial Guarantee, net of tax", "Guarantee liabilities", "财务担保"],
    "preferred_shares": [
        "Preferred shares",
        "Preference share",
        "Convertible redeemable shares",
        "Mezzanine",
        "优先股",
    ],
    "convertible_notes": ["Convertible senior notes", "Convertible bonds", "可转债"],
    "equity_investments": ["Equity securities", "Long-term investments", "Measurement alternative", "权益投资"],
    "debt_securities": ["Available-for-sale debt securities", "Debt investments", "债务投资"],
    "issuance_costs": ["Share issuance costs", "Listing expenses", "Offering costs", "发行成本"],
    "development_costs": ["Development costs", "Capitalised development", "开发支出"],
    "impairment": ["Impairment of goodwill", "Reversal of impairment", "减值"],
    "inventories": ["Inventories", "LIFO", "存货"],
    "revaluation": ["Revaluation of assets", "Investment property", "投资性房地产"],
    "intercompany_unrealised_profit": ["Tax effects of intercompany unrealized profit", "集团内未实现利润"],
    "income_taxes": [
        "Deferred tax",
        "Income taxes",
        "Deferred tax: initial recognition exemption",
        "递延税项",
    ],
    "joint_ventures_and_associates": ["Equity method", "Joint ventures", "Associates", "联营企业"],
    "puts_over_non_controlling_interests": [
        "Puts over non-controlling interests",
        "Non-controlling interests in the above",
    ],
    "pensions": ["Pension plans", "Defined benefit", "Employee benefits", "Employee termination benefits and pensions"],
    "provisions": [
        "Provisions",
        "Onerous contracts",
        "Restructuring costs and severance",
        "Provision for decommissioning",
        "预计负债",
    ],
    "government_grants": ["Government subsidies", "政府补助"],
    "sale_and_leaseback": ["Sale and leaseback", "售后回租"],
    "derecognition": ["Derecognition", "Factoring", "Securitisation", "保理"],
    "consolidation": ["Consolidation", "Variable interest entities", "合并范围"],
    "business_combinations": [
        "Goodwill",
        "Contingent consideration (earn-out)",
        "或有对价",
    ],
    "revenue": ["Revenue recognition", "Contract assets", "收入确认"],
    "warrants_and_derivatives": ["Warrants", "Embedded derivatives", "认股权证"],
    "borrowing_costs": ["Borrowing costs", "Capitalized interest", "借款费用"],
    "crypto_assets": ["Crypto assets", "Digital assets", "加密货币"],
    "reclassification": ["Reclassification", "Presentation differences", "Reclassification of interest paid", "重分类"],
}
"""Names that were read as these kinds before those that give way were listed; none is the whole name of one."""
NAMED_SINCE = {
    "initial_recognition_exemption": ["Initial recognition exemption", "初始确认豁免"],
    "outside_basis_differences": ["Outside basis differences", "Withholding tax on undistributed earnings", "预提税"],
    "classification_of_deferred_tax": ["Netting of tax balances", "Tax classification", "税项抵销"],
    "backwards_tracing": ["Backwards tracing", "Intraperiod tax allocation", "期内税务分摊"],
    "uncertain_tax_positions": [
        "Unrecognized tax benefits",
        "IFRIC 23",
        "FIN 48",
        "Tax uncertainties",
        "不确定税务事项",
    ],
    "asset_retirement_obligations": ["Asset retirement obligations", "Decommissioning", "Site restoration", "弃置费用"],
    "contingent_assets": ["Contingent assets", "Gain contingencies", "Insurance recoveries", "或有资产"],
    "restructuring": ["Termination benefits", "Severance", "Exit costs", "业务重组"],
    "contingent_consideration": ["Earn-out", "Deferred consideration", "或有代价"],
    "cloud_computing_costs": ["Cloud computing arrangements", "SaaS costs", "Hosting arrangement", "云计算成本"],
    "classification_of_interest_and_dividends": [
        "Interest and dividends paid",
        "Classification of interest",
        "利息的分类",
    ],
}
"""Names by which kinds that give way are found; none has a word of another kind."""


def in_a_row(names_by_kind: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((name, kind) for kind, names in names_by_kind.items() for name in names)


@pytest.mark.parametrize(("name", "kind"), [*in_a_row(NAMED_BEFORE), *in_a_row(NAMED_SINCE)])
def test_a_kind_is_found_by_its_words(name: str, kind: str) -> None:
    found = kind_of_difference(name)
    assert found is not None
    assert found.id == kind


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_a_kind_is_found_by_its_own_name(kind: KindOfDifference) -> None:
    assert kind_of_difference(kind.name) is kind
    assert kind_of_difference(kind.name.title()) is kind


def test_every_kind_is_found_by_words_of_two_languages() -> None:
    by_words = NAMED_BEFORE | NAMED_SINCE
    assert by_words.keys() == kind_by_id().keys()
    for kind in kinds():
        assert any(pattern.isascii() for pattern in kind.patterns)
    assert [kind.id for kind in kinds() if all(pattern.isascii() for pattern in kind.patterns)] == []


def test_only_what_was_listed_later_gives_way() -> None:
    assert {kind.id for kind in kinds() if kind.gives_way} == NAMED_SINCE.keys()


def names_matching(pattern: str) -> Iterator[str]:
    """Yield a name that each way through a pattern spells: every alternative, with and without what is optional."""
    pattern = re.sub(r"\(\?<!\w+\)", "", pattern).replace(".*", "")
    if group := re.search(r"\(([^()]*)\)(\{[\d,]+\}|[?*])?", pattern):
        choices = [*group[1].split("|"), *([""] if group[2] else [])]
        for choice in choices:
            yield from names_matching(pattern[: group.start()] + choice + pattern[group.end() :])
    elif letters := re.search(r"\[(\w+)\](\?)?", pattern):
        for letter in letters[1]:
            yield from names_matching(pattern[: letters.start()] + letter + pattern[letters.end() :])
    elif optional := re.search(r"(.)\?", pattern):
        for letter in (optional[1], ""):
            yield from names_matching(pattern[: optional.start()] + letter + pattern[optional.end() :])
    elif pattern.strip():
        yield pattern.strip()


@pytest.mark.parametrize("later", [kind for kind in kinds() if kind.gives_way], ids=lambda kind: kind.id)
def test_no_name_of_a_kind_is_taken_by_one_that_was_listed_later(later: KindOfDifference) -> None:
    own = next(names_matching(later.patterns[0]))
    for kind in kinds():
        if kind.gives_way:
            continue
        for pattern in kind.patterns:
            for name in set(names_matching(pattern)) - {other.name for other in kinds()}:
                alone, beside = kind_of_difference(name), kind_of_difference(f"{own} / {name}")
                assert alone is not None, name
                assert not alone.gives_way, name
                assert beside is alone, name


NAMES_IN_SAMPLES = {
    "Expected credit losses, net of tax": "expected_credit_losses",
    "Effective interest rate on loans receivable, net of tax": "effective_interest_rate",
    "Share-based compensation": "share_based_compensation",
    "Financial Guarantee, net of tax": "financial_guarantees",
    "Lease amortization": "leases",
    "Tax effects of intercompany unrealized profit": "intercompany_unrealised_profit",
    "Preferred shares": "preferred_shares",
    "Leases": "leases",
    "Share-based compensations": "share_based_compensation",
}


@pytest.mark.parametrize(("name", "kind"), NAMES_IN_SAMPLES.items())
def test_the_differences_of_the_samples_are_of_their_kinds(name: str, kind: str) -> None:
    found = kind_of_difference(name)
    assert found is not None
    assert found.id == kind


# ---- the legs


def lines_on(kind: KindOfDifference, *occasions: Occasion) -> list[UsualLine]:
    return [line for line in kind.lines if line.when in occasions]


@EVERY
def test_an_entry_has_debits_and_credits(kind: KindOfDifference) -> None:
    if kind.id in WITHOUT_USUAL_LEGS:
        assert kind.lines == ()
        return
    at_opening = lines_on(kind, Occasion.OPENING, Occasion.BOTH)
    in_period = lines_on(kind, Occasion.MOVEMENT, Occasion.BOTH)
    for entry in filter(None, (at_opening, in_period)):
        assert {line.is_debit for line in entry} == {True, False}
    assert in_period


@EVERY
def test_balances_are_brought_in_and_flows_are_of_a_period(kind: KindOfDifference) -> None:
    for line in kind.lines:
        assert (line.when is Occasion.MOVEMENT) == (line.statement is not StatementKind.FINANCIAL_POSITION)


@EVERY
def test_no_entry_has_two_legs_on_one_line(kind: KindOfDifference) -> None:
    places = [(line.statement, line.concept or line.names[0], line.when) for line in kind.lines]
    assert len(places) == len(set(places))


@EVERY
def test_tax_follows_as_the_habit_says(kind: KindOfDifference) -> None:
    on_tax = {line.concept for line in kind.lines if line.kind is LegKind.TAX}
    deferred = {Concept.DEFERRED_TAX_ASSETS, Concept.DEFERRED_TAX_LIABILITIES}
    if kind.tax is TaxHabit.AT_RATE:
        assert on_tax & deferred
        assert Concept.INCOME_TAX in on_tax
    elif kind.tax is TaxHabit.IN_EQUITY:
        assert on_tax & deferred
    elif kind.area is not Area.TAXES and kind.tax in (TaxHabit.PERMANENT, TaxHabit.SOMETIMES):
        assert not on_tax


@EVERY
def test_a_leg_is_of_the_kind_that_its_line_tells(kind: KindOfDifference) -> None:
    for line in kind.lines:
        if line.concept in KIND_OF_CONCEPT:
            assert line.kind is KIND_OF_CONCEPT[line.concept]
        elif line.kind is LegKind.RECLASSIFICATION:
            assert kind.nature in (Nature.RECLASSIFICATION, Nature.PRESENTATION)
        elif line.kind is LegKind.OCI:
            assert line.names[0] == "revaluation surplus", "a part of accumulated other comprehensive income"
        else:
            assert line.kind in (LegKind.MEASUREMENT, LegKind.TAX)


@EVERY
def test_lines_are_named_as_the_catalogue_of_captions_names_them(kind: KindOfDifference) -> None:
    for line in kind.lines:
        assert line.names
        for name in line.names:
            assert name == in_catalogue(name)
        if line.concept and line.names[0] not in KNOWN_BY_CONCEPT:
            concept = concept_of(Line(LineId("line"), line.names[0]), line.statement)
            assert concept is not None
            assert concept[0] is line.concept


def in_catalogue(caption: str) -> str:
    return normalise(caption).replace("noncurrent", "non current").replace("noncontrolling", "non controlling")


def finds(usual: UsualLine, line: Line) -> bool:
    caption = in_catalogue(line.name)
    return (usual.concept is not None and usual.concept is line.concept) or any(name in caption for name in usual.names)


def test_the_legs_of_the_sample_are_those_that_its_differences_usually_have(qifu_project: Project) -> None:
    statement_of = {line.id: statement for statement in qifu_project.statements for line in statement.lines}
    for adjustment in qifu_project.adjustments:
        kind = kind_of_difference(adjustment.name)
        assert kind is not None
        for line_id, _ in adjustment.effects:
            statement = statement_of[line_id]
            line = statement.line_by_id[line_id]
            if line.role is LineRole.LINE:
                assert any(usual.statement is statement.kind and finds(usual, line) for usual in kind.lines), line.name


# ---- the notes

WITH_PUBLISHED_NOTES = {
    "expected_credit_losses",
    "effective_interest_rate",
    "share_based_compensation",
    "financial_guarantees",
    "leases",
    "preferred_shares",
    "intercompany_unrealised_profit",
}


@EVERY
def test_a_note_is_plain_text_without_amounts(kind: KindOfDifference) -> None:
    assert bool(kind.note) == (kind.id in WITH_PUBLISHED_NOTES)
    if kind.note:
        assert kind.note.endswith(".")
        assert "\n" not in kind.note
        assert "  " not in kind.note
        without_standards = re.sub(r"\b(ASC|IFRS|IAS) \d+(-\w+)*", "", kind.note)
        assert not re.search(r"\d", without_standards)
        assert all(standard.split("-")[0] in kind.note for standard in kind.standards)
