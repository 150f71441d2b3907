"""Differences from rows: what is taken, what is refused in one sentence, and what comes of them."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from tests.api.samples import STEMS, sample_book
from tests.published import DEC_2022, H1_2023, JUN_2023
from workbench.api.book import Book
from workbench.errors import WorkbenchError

ASSET, CAPITAL, RETAINED = "prepaid_expenses_and_other_assets", "additional_paid_in_capital", "retained_earnings"
COST, TAX = "general_and_administrative", "income_taxes_expense"


def row(line: object = COST, period: object = H1_2023, amount: object = 120, **others: object) -> dict[str, object]:
    return {"line": line, "period": period, "amount": amount, **others}


BALANCED = [row(ASSET, JUN_2023), row(RETAINED, JUN_2023)]
ROLLED = [*BALANCED, row(COST, amount=-120)]
"""What a difference does that costs 120 less in the period, and is kept in retained earnings."""


def refusal(book: Book, entries: Any, **others: Any) -> str:
    with pytest.raises(WorkbenchError) as refused:
        book.adjust("Leases", entries, **others)
    assert "\n" not in str(refused.value)
    return str(refused.value)


# ---- what is taken


def test_a_difference_from_rows_is_on_stated_and_moves_the_totals(book: Book) -> None:
    leases = book.adjust("Leases", ROLLED, note="IFRS 16", standards=("ASC 842", "IFRS 16"), nature="measurement")
    assert leases.is_complete
    assert leases.light.startswith("All 62")
    added = leases.adjustments().loc["leases"]
    columns = ["name", "on", "nature", "entries", "target_standard"]
    assert list(added[columns]) == ["Leases", True, "measurement", 3, "IFRS 16"]
    totals = leases.totals().set_index(["period", "concept"])["leases"]
    assert totals[H1_2023, "net_income"] == totals[JUN_2023, "total_equity"] == 120
    assert totals[DEC_2022, "total_equity"] is None
    assert leases.totals()["result"].tolist() != book.totals()["result"].tolist()
    assert leases.off("leases").totals()["result"].tolist() == book.totals()["result"].tolist()


@pytest.mark.parametrize(
    "amount",
    [120, Decimal(120), Decimal("120.00"), "120", "1,20".replace(",", ""), "=100+20", 120.0, pd.Series([120])[0]],
    ids=repr,
)
def test_an_amount_is_taken_exactly(book: Book, amount: object) -> None:
    leases = book.adjust("Leases", [row(amount=amount)], unbalanced=True)
    assert leases.entries()["amount"].iloc[-1] == Decimal(120)


def test_a_decimal_finer_than_its_line_gives_it_decimals_as_in_the_window(book: Book) -> None:
    leases = book.adjust("Leases", [row(amount=Decimal("0.25"))], unbalanced=True)
    assert leases.entries()["amount"].iloc[-1] == Decimal("0.25")
    assert leases.project.line(COST).decimals == 2
    again = leases.adjust("More", [row(amount=0.5)], unbalanced=True)
    assert again.entries()["amount"].iloc[-1] == Decimal("0.5")


@pytest.mark.parametrize(
    "entries",
    [
        pd.DataFrame([row("General and administrative", "H1 2023")]),
        pd.DataFrame([row()]).set_index("line"),
        pd.DataFrame([row("GENERAL  and administrative", statement="operations")]),
        [row(statement="IS", kind="measurement", memo="m", reference="r", entry=1)],
        (entry for entry in [row()]),
    ],
    ids=["caption", "index", "statement", "all columns", "generator"],
)
def test_rows_come_in_any_shape(book: Book, entries: Any) -> None:
    leases = book.adjust("Leases", entries, unbalanced=True)
    (entry,) = leases.entries().loc[lambda frame: frame["adjustment"] == "leases"].to_dict("records")
    assert (entry["line"], entry["period"], entry["amount"], entry["origin"]) == (COST, H1_2023, 120, "typed")


def test_a_date_is_a_period_too(book: Book) -> None:
    frame = pd.DataFrame(BALANCED).assign(period=pd.Timestamp("2023-06-30"))
    assert book.adjust("Leases", frame).totals()["leases"].tolist()[-3:] == [120, 0, 120]


def test_legs_of_one_entry_share_its_memo_and_their_kinds_follow_their_lines(book: Book) -> None:
    leases = book.adjust(
        "Leases",
        [
            row(COST, amount=-160, entry="a", memo="rent is depreciation"),
            row(TAX, amount=-40, entry="a", reference="JV 1"),
            row(ASSET, JUN_2023),
            row(RETAINED, JUN_2023, kind="oci"),
        ],
    )
    entries = leases.entries().loc[lambda frame: frame["adjustment"] == "leases"]
    assert entries["entry"].nunique() == 3
    assert entries["kind"].tolist() == ["measurement", "tax", "measurement", "oci"]
    assert entries["memo"].tolist()[:2] == ["rent is depreciation"] * 2
    assert entries["reference"].tolist() == ["JV 1", "JV 1", "", ""]


def test_nil_is_stated_and_makes_no_leg(book: Book) -> None:
    nil = book.adjust("Leases", [row(amount=0)])
    assert nil.adjustments().loc["leases", "entries"] == 0
    assert nil.statement("operations", "H1 2023").loc["net_income", "leases"] == 0
    assert "leases" not in nil.statement("operations", "H1 2022")
    everywhere = book.adjust("Leases", [], nil_elsewhere=True)
    assert everywhere.totals()["leases"].tolist() == [0] * 14


def test_what_was_not_reconciled_is_reconciled_by_stating_it(book: Book) -> None:
    line = next(iter(book.statement("cash flows", "H1 2023").query("role == 'line'").index))
    flows = book.adjust("Leases", [row(line)]).statement("cash flows", "H1 2023")
    assert flows.loc[line, "result"] == flows.loc[line, "as_reported"] + 120


@pytest.mark.parametrize("stem", STEMS)
def test_the_entries_of_a_difference_make_it_again(stem: str) -> None:
    book = sample_book(stem)
    entries = book.entries()
    for key, name in book.adjustments()["name"].items():
        own = entries[entries["adjustment"] == key]
        lines = book.project.statement_by_id
        on_parts = own[[row["line"] not in lines[row["statement"]].total_of for row in own.to_dict("records")]]
        if not len(on_parts):
            continue
        again = book.adjust(f"{name}, again", on_parts, unbalanced=True).entries()
        made = again[~again["adjustment"].isin(entries["adjustment"].cat.categories)]
        for column in ("line", "period", "amount", "kind"):
            assert made[column].tolist() == on_parts[column].tolist()


# ---- what is refused


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([row("rent")], "Row 0 of the entries: 'rent' matches no line of operations, financial_position,"),
        ([row(), row("net income")], "Row 1 of the entries: 'net income' matches more than one line. Choose one of: "),
        ([row(period="H2 2023")], "'H2 2023' matches no period of operations. Choose one of: Q2 2022;"),
        ([row(ASSET, "H1 2023")], "'H1 2023' matches no period of financial_position"),
        ([row(statement="equity")], "'equity' matches no statement"),
        ([row(statement="BS")], "'general_and_administrative' matches no line of financial_position."),
        ([row("current_assets", JUN_2023)], "is a heading and has no figures"),
        ([row("TOTAL ASSETS", JUN_2023)], "'TOTAL ASSETS' is a total. Enter the effect on one of its parts"),
        ([row(amount=float("nan"))], "amount is missing. Each row needs a line, a period and an amount"),
        ([row(amount=None)], "amount is missing"),
        ([row(amount=pd.NA)], "amount is missing"),
        ([row(amount=Decimal("sNaN"))], "amount is missing"),
        ([row(amount=" ")], "' ' is not an amount"),
        ([row(amount=float("inf"))], "'inf' is not an amount"),
        ([row(amount=Decimal("Infinity"))], "'Infinity' is not an amount"),
        ([row(amount=True)], "'True' is not an amount"),
        ([row(amount=[5])], "'[5]' is not an amount"),
        ([row(amount="a lot")], "'a lot' is not an amount. Enter a number such as 1,234"),
        (
            [row(amount=0.1 + 0.2)],
            "the float 0.30000000000000004 has more decimals than 'General and admin",
        ),
        ([row(amount=120.5)], "Round it, or pass a Decimal."),
        ([row(amount=Decimal("0.1234567"))], "or 6 decimals. Round it."),
        ([row(amount=10**19)], "more than 18 digits"),
        ([{"line": COST, "amount": 5}], "period is missing"),
        ([row(ammount=5)], "'ammount' is not a column of entries. Choose from: line, period, amount, statement,"),
        ([row(kind="lease")], "'lease' is not a kind of leg. Choose one of: measurement, reclassification, tax,"),
        ([row(entry=1, memo="a"), row(entry=1, memo="b")], "Entry 1 has more than one memo: 'a' and 'b'"),
        ([], "'Leases' has no entries. Pass a row for each leg."),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_in_one_sentence(book: Book, entries: Any, said: str) -> None:
    assert said in refusal(book, entries, unbalanced=True)


def test_rows_of_a_frame_are_named_by_their_labels(book: Book) -> None:
    frame = pd.DataFrame([row(), row("rent")], index=["first", "second"])
    assert refusal(book, frame).startswith("Row second of the entries: 'rent'")


def test_a_nature_and_a_name_are_looked_at_too(book: Book) -> None:
    assert "'lease' is not a nature. Choose one of: measurement," in refusal(book, [row()], nature="lease")
    with pytest.raises(WorkbenchError, match="already a difference 'Share-based compensation'"):
        book.adjust("share-based COMPENSATION", [row()])
    with pytest.raises(WorkbenchError, match="needs a name"):
        book.adjust(" ", [row(amount=0)])


# ---- what does not balance


def test_assets_that_nobody_claims_are_refused_unless_told(book: Book) -> None:
    lopsided = [row(ASSET, JUN_2023, 120), row(RETAINED, JUN_2023, 100)]
    said = refusal(book, lopsided)
    assert said == (
        "'Leases' does not balance. Assets = liabilities + equity, June 30, 2023, Leases: 120, expected 100, "
        "difference 20. Correct the entries, or pass unbalanced=True."
    )
    told = book.adjust("Leases", lopsided, unbalanced=True)
    assert said.split(". ")[1] in set(told.findings("fail")["message"])


def test_each_date_is_looked_at(book: Book) -> None:
    assert "December 31, 2022" in refusal(book, [*BALANCED, row(ASSET, DEC_2022, 5)])


def test_income_that_leaves_equity_alone_is_refused_where_both_balance_sheets_are_there(book: Book) -> None:
    assert "net income (120) = closing: 0, expected (120)" in refusal(book, [row(COST)])
    assert "= closing: 100, expected 120" in refusal(
        book, [row(COST, amount=-120), row(ASSET, JUN_2023, 100), row(RETAINED, JUN_2023, 100)]
    )


@pytest.mark.parametrize(
    ("stem", "entries"),
    [
        pytest.param("qifu-h1-2023", BALANCED, id="brought forward, and nothing in the period"),
        pytest.param(
            "qifu-h1-2023",
            [row(ASSET, DEC_2022), row(RETAINED, DEC_2022), row(COST)],
            id="brought forward, and gone within the period",
        ),
        pytest.param(
            "qifu-h1-2023",
            [row(COST), row(RETAINED, JUN_2023, -120), row(CAPITAL, JUN_2023, 120)],
            id="mirrored in capital",
        ),
        pytest.param("qifu-h1-2023", [row(COST, "H1 2022")], id="no balance sheets"),
        pytest.param("hutchmed-h1-2024", [row("Cost of revenue", "H1 2024")], id="no balance sheet at all"),
        pytest.param("qifu-99.2-pasted", [row("General and administrative", "H1 2022")], id="none at that time"),
    ],
)
def test_what_may_be_lawful_is_taken(stem: str, entries: Any) -> None:
    book = sample_book(stem)
    if stem == "hutchmed-h1-2024":
        line = book.statement("operations", "H1 2024").query("role == 'line' and unit == 'money'").index[0]
        entries = [row(line, "H1 2024")]
    if stem == "qifu-99.2-pasted":
        line = book.statement("operations", "H1 2022").query("role == 'line' and unit == 'money'").index[0]
        entries = [row(line, "H1 2022")]
    assert "leases" in book.adjust("Leases", entries).adjustments().index
