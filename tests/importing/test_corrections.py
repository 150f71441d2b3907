"""What the user says of a sheet rules over the guess."""

from pathlib import Path

from tests.importing.sheets import YEAR, Rows, workbook
from workbench.domain.sources import Says
from workbench.domain.statements import Kind
from workbench.importing import draft_of
from workbench.importing.corrections import (
    Area,
    ColumnIs,
    Correction,
    DecimalMarkIs,
    Ignored,
    RowIs,
    RowRole,
    StatementIs,
    TotalIs,
)
from workbench.importing.draft import Draft
from workbench.workbooks import begin_reading

ROWS: Rows = [
    ["Statement of operations, year ended December 31, 2023"],
    ["RMB in thousands"],
    [None, "US GAAP", "Leases", "Pensions", "IFRS"],
    ["Revenue", 1000, 0, 0, 1000],
    ["Costs", -600, 30, -20, -590],
    ["Net income", 400, 30, -20, 410],
]


def drafted(folder: Path, rows: Rows, *said: Correction) -> Draft:
    book = begin_reading(workbook(folder, {"Sheet": rows})).workbook()
    return draft_of([book], {(book.name, "Sheet"): said})


def test_a_column_may_be_said_to_be_no_difference(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, ColumnIs(Area(4, 4, 6, 4), None))
    assert draft.project is not None
    assert [a.name for a in draft.project.adjustments] == ["Leases"]


def test_a_column_may_be_given_another_name_and_period(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, ColumnIs(Area(4, 4, 6, 4), Says.ADJUSTMENT, "Provisions"))
    assert draft.project is not None
    assert [a.name for a in draft.project.adjustments] == ["Leases", "Provisions"]


def test_an_area_may_be_ignored_and_every_cell_of_it_says_so(tmp_path: Path) -> None:
    draft = drafted(tmp_path, [*ROWS, ["Remark", 5, 5, 5, 5]], Ignored(Area(7, 1, 7, 5)))
    assert draft.project is not None
    assert [line.caption for line in draft.project.statements[0].lines] == ["Revenue", "Costs", "Net income"]
    marks = draft.sheets[0].marks
    assert {marks[7, column].said for column in range(1, 6)} == {"ignored as you said"}


def test_a_table_may_be_said_to_be_another_statement(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, StatementIs(Area(4, 1, 6, 5), Kind.OTHER))
    assert draft.project is not None
    assert [s.kind for s in draft.project.statements] == [Kind.OTHER]


def test_a_row_may_be_said_to_head_the_columns(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ["Item", 2023, 1, 2, 3], *ROWS[3:]]
    assert drafted(tmp_path, rows).project is None or not drafted(tmp_path, rows).guesses
    draft = drafted(
        tmp_path,
        rows,
        RowIs(3, RowRole.HEADING),
        ColumnIs(Area(4, 2, 6, 2), Says.AS_REPORTED, period="FY2023"),
        ColumnIs(Area(4, 3, 6, 3), Says.ADJUSTMENT, "Leases", "FY2023"),
        ColumnIs(Area(4, 4, 6, 4), Says.ADJUSTMENT, "Pensions", "FY2023"),
        ColumnIs(Area(4, 5, 6, 5), Says.RESULT, period="FY2023"),
    )
    assert draft.project is not None
    assert [a.name for a in draft.project.adjustments] == ["Leases", "Pensions"]
    assert draft.project.statements[0].figure("net_income", YEAR) == 400


def test_a_total_may_be_said_to_be_of_other_rows(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, TotalIs(6, ((4, 1),)))
    assert draft.project is not None
    (total,) = draft.project.statements[0].totals
    assert (total.line, total.parts, total.evidence) == ("net_income", (("revenue", 1),), "what you said")
    none = drafted(tmp_path, ROWS, TotalIs(6, ()))
    assert none.project is not None
    assert none.project.statements[0].totals == ()


def test_the_decimal_mark_may_be_said(tmp_path: Path) -> None:
    rows: Rows = [*ROWS[:2], [None, "FY2023"], ["Revenue", "1.234"], ["Net income", "1.234"]]
    assert [q.cell for q in drafted(tmp_path, rows).questions] == ["B4"]
    draft = drafted(tmp_path, rows, DecimalMarkIs(Area(4, 2, 5, 2), ","))
    assert draft.project is not None
    assert draft.project.statements[0].figure("revenue", YEAR) == 1234
    assert draft.questions == ()


def test_what_is_said_of_a_column_is_of_the_table_it_stands_in(tmp_path: Path) -> None:
    other = [list(row) for row in ROWS]
    other[0] = ["Statement of operations, year ended December 31, 2022"]
    rows = [[*row, *[None] * (6 - len(row)), *more] for row, more in zip(ROWS, other, strict=True)]
    draft = drafted(tmp_path, rows, ColumnIs(Area(4, 4, 6, 4), Says.ADJUSTMENT, "Provisions"))
    assert draft.project is not None
    covers = {a.name: {period for _, period in a.covers} for a in draft.project.adjustments}
    assert covers == {
        "Leases": {YEAR, "2022-01-01/2022-12-31"},
        "Provisions": {YEAR},
        "Pensions": {"2022-01-01/2022-12-31"},
    }


def test_a_confirmed_column_keeps_its_currency(tmp_path: Path) -> None:
    rows: Rows = [
        ["Statement of operations"],
        ["(in thousands)"],
        [None, "FY2023", "FY2023"],
        [None, "RMB", "USD"],
        ["Revenue", 700, 100],
        ["Net income", 70, 10],
    ]
    draft = drafted(tmp_path, rows, ColumnIs(Area(5, 2, 6, 2), Says.AS_REPORTED))
    assert draft.project is not None
    assert draft.project.currency == "RMB"
    assert draft.project.stated.translated_into == ("USD",)


def test_what_has_no_effect_on_a_bridge_is_said(tmp_path: Path) -> None:
    rows: Rows = [
        ["RMB in thousands"],
        [None, "FY2023"],
        ["Net income under U.S. GAAP", 100],
        ["Leases", 5],
        ["Net income under IFRS", 105],
    ]
    draft = drafted(tmp_path, rows, ColumnIs(Area(3, 2, 5, 2), Says.ADJUSTMENT, "Foo"))
    assert any("has no effect" in finding.message for finding in draft.findings)


def test_what_has_no_effect_on_a_list_of_entries_is_said(tmp_path: Path) -> None:
    rows: Rows = [
        ["Difference", "Line item", "Period", "RMB'000"],
        ["Leases", "Operating expenses", "FY2023", 5],
        ["Leases", "Net income", "FY2023", -5],
    ]
    draft = drafted(tmp_path, rows, StatementIs(Area(2, 1, 3, 4), Kind.CASH_FLOWS))
    (doubt,) = [finding for finding in draft.findings if "has no effect" in finding.message]
    assert "in a list each row says what it is" in doubt.message
