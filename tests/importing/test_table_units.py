"""Where a table says in which unit its figures are: tab, title, corner, footer, cover, headings, beside captions."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import INCOME, YEAR, YEAR_BEFORE, Rows, findings, grown, imported, reported, table
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import LineUnit
from workbench.importing.language.vocabulary import scale_in
from workbench.session import Session

TITLES: Rows = [["Harbour Ltd"], ["Income statement"]]


def statement(*above: list[object], corner: object = None, below: Rows = ()) -> Rows:
    return [*table([*TITLES, *above, [corner, "2023", "2022"]], (0, 1)), *below]


def unit(session: Session) -> tuple[str, int]:
    return session.project.currency, session.project.scale


def assert_read_in(session: Session, currency: str, scale: int) -> None:
    assert unit(session) == (currency, scale)
    assert reported(session)[YEAR] == grown(INCOME, 0)
    assert findings(session) == []
    assert not [f for f in findings(session, FindingStatus.WARNING) if "currency" in message(f) or "unit" in message(f)]


@pytest.mark.parametrize(
    ("tab", "currency", "scale"),
    [
        ("IS (USD m)", "USD", 10**6),
        ("P&L $000", "USD", 1000),
        ("IS EUR thousands", "EUR", 1000),
        ("IS £m", "GBP", 10**6),
        ("利润表（人民币千元）", "RMB", 1000),
    ],
)
def test_a_tab_names_the_unit(tmp_path: Path, tab: str, currency: str, scale: int) -> None:
    assert_read_in(imported(tmp_path, {tab: statement()}), currency, scale)


@pytest.mark.parametrize(
    ("footer", "currency", "scale"),
    [
        ("All amounts in £000", "GBP", 1000),
        ("Amounts in millions of euros", "EUR", 10**6),
        ("Source: company, USD thousands", "USD", 1000),
        ("in thousands of RMB", "RMB", 1000),
    ],
)
def test_a_line_below_the_figures_names_the_unit(tmp_path: Path, footer: str, currency: str, scale: int) -> None:
    assert_read_in(imported(tmp_path, {"IS": statement(below=[[], [footer]])}), currency, scale)


@pytest.mark.parametrize(
    ("corner", "currency", "scale"),
    [
        ("US$m", "USD", 10**6),
        ("In thousands of US dollars, for the years ended 31 December", "USD", 1000),
        ("(EURm) FY to Dec", "EUR", 10**6),
        ("Year to 31 Dec (Rs m)", "INR", 10**6),
        ("(Rs crore)", "INR", 10**7),
        ("人民币百万元", "RMB", 10**6),
    ],
)
def test_a_corner_names_the_unit(tmp_path: Path, corner: str, currency: str, scale: int) -> None:
    assert_read_in(imported(tmp_path, {"IS": statement(corner=corner)}), currency, scale)


@pytest.mark.parametrize(
    ("sentence", "currency", "scale"),
    [
        ("All figures in thousands of euros unless otherwise stated", "EUR", 1000),
        ("Amounts in USD millions", "USD", 10**6),
    ],
)
def test_a_sentence_of_a_cover_names_the_unit(tmp_path: Path, sentence: str, currency: str, scale: int) -> None:
    cover: Rows = [["Harbour Ltd"], ["Annual report 2023"], [sentence]]
    assert_read_in(imported(tmp_path, {"Read me": cover, "IS": statement()}), currency, scale)


@pytest.mark.parametrize(
    ("rows", "currency", "scale"),
    [
        ([["Currency: GBP"], ["Units: thousands"]], "GBP", 1000),
        ([["Currency", "GBP"], ["Units", "thousands"]], "GBP", 1000),
        ([["(Expressed in thousands of Hong Kong dollars)"]], "HKD", 1000),
        ([["US dollars in millions, except per share data"]], "USD", 10**6),
        ([["in hundreds of millions of RMB"]], "RMB", 10**8),
        ([["$A'000"]], "AUD", 1000),
    ],
)
def test_lines_above_the_figures_name_the_unit(tmp_path: Path, rows: Rows, currency: str, scale: int) -> None:
    assert_read_in(imported(tmp_path, {"IS": statement(*map(list, rows))}), currency, scale)


@pytest.mark.parametrize("corner", ["EUR millions", "(EURm) FY to Dec", "Group results in millions of euros"])
def test_what_stands_nearest_to_the_figures_rules(tmp_path: Path, corner: str) -> None:
    rows = statement(["EUR thousands"], corner=corner, below=[[], ["All amounts in €"]])
    assert unit(imported(tmp_path, {"IS (EUR bn)": rows})) == ("EUR", 10**6)


def with_units(*units: str) -> Rows:
    """Three lines that add up in millions, each with its unit beside it."""
    figures = {"Revenue": (1000, 900), "Costs": (-600, -500), "Net income": (400, 400)}
    lines = [[caption, each, *amounts] for each, (caption, amounts) in zip(units, figures.items(), strict=True)]
    return [*TITLES, ["Item", "Unit", 2023, 2022], *lines]


def test_a_column_of_units_names_the_unit_of_the_table(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": with_units("$m", "$m", "$m")})
    assert unit(session) == ("USD", 10**6)
    assert reported(session)[YEAR] == {"Revenue": 1000, "Costs": -600, "Net income": 400}
    assert not [f for f in findings(session, FindingStatus.WARNING) if "a different unit" in message(f)]


def test_a_line_in_another_unit_than_those_above_it_is_named(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": with_units("$m", "$000", "$m")})
    (said,) = (f for f in findings(session, FindingStatus.WARNING) if "a different unit" in message(f))
    assert [ref.cell for ref in said.where] == ["B5"]


def test_where_nothing_names_a_unit_whole_units_are_taken_and_that_is_said(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": statement()})
    assert unit(session) == ("", 1)
    said = [message(f) for f in findings(session, FindingStatus.WARNING)]
    assert any("No unit line states a scale" in message for message in said)
    assert any("No currency was found" in message for message in said)


@pytest.mark.parametrize(
    ("said", "currency", "scale"),
    [
        ("Unit: RMB 10,000", "RMB", 10**4),
        ("(RMB in 10,000s)", "RMB", 10**4),
        ("10,000 yuan", "RMB", 10**4),
        ("in RMB 100,000", "RMB", 10**5),
        ("£1,000,000", "GBP", 10**6),
        ("USD (m)", "USD", 10**6),
        ("m USD", "USD", 10**6),
        ("CZK millions", "CZK", 10**6),
        ("Fiscal year ends in September. USD in millions except per share data.", "USD", 10**6),
    ],
)
def test_a_title_names_the_unit_in_digits_or_words(tmp_path: Path, said: str, currency: str, scale: int) -> None:
    session = imported(tmp_path, {"IS": statement([said])})
    assert unit(session) == (currency, scale)


def test_a_unit_reaches_over_the_blank_columns_to_its_right(tmp_path: Path) -> None:
    above: Rows = [*TITLES, [None, "Millions of yen", None, "Thousands of U.S. dollars"], [None, 2023, 2022, 2023]]
    session = imported(tmp_path, {"IS": table(above, (0, 1, 2))})
    assert unit(session) == ("JPY", 10**6)
    assert reported(session) == {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}


def test_a_unit_over_a_translation_is_not_the_tables(tmp_path: Path) -> None:
    above: Rows = [*TITLES, ["(Millions of yen)", None, None, "(Thousands of U.S. dollars)"], [None, 2023, 2022, 2023]]
    session = imported(tmp_path, {"IS": table(above, (0, 1, 5))})
    assert unit(session) == ("JPY", 10**6)
    assert reported(session) == {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}


@pytest.mark.parametrize("said", ["dd-mm-yyyy", "3 months ended (dd-mm-yyyy)", "mm/dd/yyyy"])
def test_the_months_of_a_date_are_no_millions(said: str) -> None:
    assert scale_in(said) is None


@pytest.mark.parametrize(
    ("caption", "unit", "amount"),
    [
        ("Gross margin (%)", LineUnit.PERCENT, "0.402"),
        ("EBITDA margin %", LineUnit.PERCENT, "0.402"),
        ("Revenue_Growth_Pct", LineUnit.PERCENT, "0.402"),
        ("毛利率(%)", LineUnit.PERCENT, "0.402"),
        ("5% convertible notes", LineUnit.MONEY, "40.2"),
        ("Notes payable, 5%", LineUnit.MONEY, "40.2"),
        ("BasicEPS", LineUnit.PER_SHARE, "40.2"),
        ("Ordinary Shares Number", LineUnit.SHARES, "40.2"),
        ("us-gaap_WeightedAverageNumberOfSharesOutstandingBasic", LineUnit.SHARES, "40.2"),
        ("总股本（万股）", LineUnit.SHARES, "40.2"),
    ],
)
def test_a_caption_says_the_unit_of_its_line(tmp_path: Path, caption: str, unit: LineUnit, amount: str) -> None:
    session = imported(tmp_path, {"IS": [*table([*TITLES, [None, 2023]], (0,)), [caption, 40.2]]})
    line = session.project.statements[0].lines[-1]
    assert (line.unit, session.project.statements[0].figures[line.id]) == (unit, (Decimal(amount),))


@pytest.mark.parametrize(
    ("figures", "fractions"),
    [
        ({"Gross margin (%)": 40.2, "NPL ratio (%)": 0.9}, ("0.402", "0.009")),
        ({"Gross margin (%)": 0.4, "NPL ratio (%)": 0.01, "Growth (%)": 1.35}, ("0.4", "0.01", "1.35")),
    ],
)
def test_lines_of_percentages_are_all_in_points_or_none(
    tmp_path: Path, figures: dict[str, float], fractions: tuple[str, ...]
) -> None:
    rows = [*table([*TITLES, [None, 2023]], (0,)), *([caption, amount] for caption, amount in figures.items())]
    found = reported(imported(tmp_path, {"IS": rows}))[YEAR]
    assert [found[caption] for caption in figures] == list(map(Decimal, fractions))


def test_lines_below_a_heading_of_percentages_are_percentages(tmp_path: Path) -> None:
    rows = [*table([*TITLES, [None, 2023]], (0,)), ["As a percentage of average assets"], ["Net interest income", 2.07]]
    line = imported(tmp_path, {"IS": rows}).project.statements[0].lines[-1]
    assert line.unit is LineUnit.PERCENT


@pytest.mark.parametrize(
    "caption", ["Preference dividend 7½%", "Debentures 5 %", "Stores and spares", "Deposits due within 30 days"]
)
def test_captions_of_money_are_not_doubted(tmp_path: Path, caption: str) -> None:
    session = imported(tmp_path, {"IS": [*table([*TITLES, [None, 2023]], (0,)), [caption, -10]]})
    assert session.project.statements[0].lines[-1].unit is LineUnit.MONEY
    assert not any("counts or ratios" in message(finding) for finding in findings(session, FindingStatus.WARNING))


def test_the_unit_beside_most_captions_is_the_tables(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": with_units("USD mn", "USD mn", "'000")})
    assert unit(session) == ("USD", 10**6)
    assert any("a different unit" in message(finding) for finding in findings(session, FindingStatus.WARNING))


@pytest.mark.parametrize(
    "said",
    [
        "(All amounts in thousands of euros at 31 December 2023 unless otherwise indicated)",
        "(Amounts expressed in thousands of euros in terms of the purchasing power of the euro at 31 December 2023.)",
    ],
)
def test_a_day_in_a_unit_line_does_not_hide_the_unit(tmp_path: Path, said: str) -> None:
    assert unit(imported(tmp_path, {"IS": statement([said])})) == ("EUR", 1000)


def test_a_scale_over_one_column_is_the_tables(tmp_path: Path) -> None:
    heads: Rows = [["Income statement (USD)"], [None, "2023 (millions)", "2022", "2021"]]
    session = imported(tmp_path, {"IS": table(heads, (0, 1, 2))})
    assert unit(session) == ("USD", 10**6)
    assert [figures["Revenue"] for figures in reported(session).values()] == [1200, 1100, 1000]


def test_a_fraction_under_the_name_of_a_percentage_stays_one(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": [*table([*TITLES, [None, 2023]], (0,)), ["Gross margin %", 0.4]]})
    assert reported(session)[YEAR]["Gross margin %"] == Decimal("0.4")


def test_a_result_below_the_share_counts_is_money(tmp_path: Path) -> None:
    rows: Rows = [*table([*TITLES, [None, 2023]], (0,)), ["Weighted average shares"], ["Basic", 887], ["EBITDA", 300]]
    units = {line.caption: line.unit for line in imported(tmp_path, {"IS": rows}).project.statements[0].lines}
    assert (units["Basic"], units["EBITDA"]) == (LineUnit.SHARES, LineUnit.MONEY)


@pytest.mark.parametrize("caption", ["Number of employees", "Net debt / EBITDA (x)", "Inventory days", "Stores"])
def test_lines_that_count_something_are_doubted_by_their_captions(tmp_path: Path, caption: str) -> None:
    session = imported(tmp_path, {"IS": [*table([*TITLES, [None, 2023]], (0,)), [caption, 12]]})
    assert any("look like counts or ratios" in message(finding) for finding in findings(session, FindingStatus.WARNING))


@pytest.mark.parametrize(
    ("said", "scale"), [("USD in millions, except per share", 10**6), ("USD in millions", 1)], ids=str
)
def test_share_counts_follow_a_unit_line_that_excepts_amounts_per_share(tmp_path: Path, said: str, scale: int) -> None:
    rows: Rows = [*table([*TITLES, [said], [None, 2023]], (0,)), ["Weighted average diluted shares", 97]]
    session = imported(tmp_path, {"IS": rows})
    assert session.project.statements[0].share_scale == scale
    doubts = [f for f in findings(session, FindingStatus.WARNING) if "in units, thousands or millions" in message(f)]
    assert len(doubts) == (scale == 1)


def test_share_counts_of_a_hundred_million_are_whole_whatever_the_unit_line_says(tmp_path: Path) -> None:
    rows: Rows = [
        *table([*TITLES, ["USD in millions, except per share"], [None, 2023]], (0,)),
        ["Weighted average diluted shares", 97_000_000],
    ]
    assert imported(tmp_path, {"IS": rows}).project.statements[0].share_scale == 1


def test_lines_beside_which_no_money_is_named_are_doubted(tmp_path: Path) -> None:
    rows: Rows = [
        *TITLES,
        ["Item", "Unit", 2023, 2022],
        ["Revenue", "EUR m", 1000, 900],
        ["Costs", "EUR m", -600, -500],
        ["Net income", "EUR m", 400, 400],
        ["Stores", "number", 12, 11],
    ]
    session = imported(tmp_path, {"IS": rows})
    (doubt,) = [f for f in findings(session, FindingStatus.WARNING) if "a different unit" in message(f)]
    assert [cell.cell for cell in doubt.where] == ["B7"]
