"""What formulas come to, as Excel, LibreOffice and Google Sheets agree on it."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from workbench.domain.amounts import format_exactly
from workbench.recalculating import Content, ErrorValue, Formula, NotOurs, Recalculation, Value, WorkbookCells
from workbench.workbooks import position

CELLS: Mapping[str, Content] = {
    "A1": Decimal(10),
    "A2": Decimal("2.5"),
    "A3": "text",
    "A4": "12",
    "A5": True,
    # A6 is blank
    "A7": ErrorValue.NOT_AVAILABLE,
    "A8": Formula('=""'),
    "A9": Decimal(-3),
    "B1": Decimal(1),
    "B2": Decimal(0),
    "B3": Decimal(1),
}
"""Ten, two and a half, texts, TRUE, a blank, an error, an empty text and minus three; switches beside them."""


def value_of(formula: str, cells: Mapping[str, Content] = CELLS, names: Mapping[str, str] | None = None) -> Value:
    placed = {("Lead", *position(reference)): content for reference, content in cells.items()}
    placed["Bob's sheet", 1, 1] = Decimal(7)
    placed["利润表", 2, 3] = Decimal(8)
    placed["Other", 1, 1] = Formula(formula)
    placed |= {("Other", row, column): content for (sheet, row, column), content in placed.items() if sheet == "Lead"}
    placed["Other", 30, 1] = Formula(formula)
    sheets = ("Lead", "Other", "Bob's sheet", "利润表", "Empty")
    return Recalculation(WorkbookCells(sheets, placed, names or {})).value("Other", 30, 1)


def shown(formula: str) -> str:
    value = value_of(formula)
    match value:
        case ErrorValue():
            return value.value
        case bool():
            return str(value).upper()
        case Decimal():
            return format_exactly(value)
    return f'"{value}"'


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        # arithmetic: a blank is 0, TRUE is 1, a text is no number, an error goes on
        ("=1+2*3-4/8", "6.5"),
        ("=(1+2)*3", "9"),
        ("=-A1--A1", "0"),
        ("=--(A1>A2)", "1"),
        ("=+A1", "10"),
        ("=A6+1", "1"),
        ("=A6", "0"),
        ("=A5+1", "2"),
        ("=A4+1", "13"),
        ("=A3+1", "#VALUE!"),
        ("=A8+1", "#VALUE!"),
        ("=A7+1", "#N/A"),
        ("=1/A6", "#DIV/0!"),
        ("=0.1+0.2-0.3", "0"),
        ("=1E3+.5", "1000.5"),
        # texts
        ('="All "&A1&" checks"', '"All 10 checks"'),
        ('=A2&A6&A5&"!"', '"2.5TRUE!"'),
        ('="1/3 = "&1/3', '"1/3 = 0.333333333333333"'),
        ('="a ""b"""', '"a "b""'),
        ('="a"&CHAR(10)&"b"', '"a\nb"'),
        ("=A3&A7", "#N/A"),
        # comparisons: a blank is nothing of any kind, texts ignore case, numbers are less than texts
        ("=A6=0", "TRUE"),
        ('=A6=""', "TRUE"),
        ('=A8=""', "TRUE"),
        ("=A8=0", "FALSE"),
        ('=A3="TEXT"', "TRUE"),
        ("=A1>=10", "TRUE"),
        ("=A1<>10", "FALSE"),
        ("=A3>1000", "TRUE"),
        ("=A5>A3", "TRUE"),
        ("=1+1=2", "TRUE"),
        ('="a"&"b"="ab"', "TRUE"),
        ("=A7=1", "#N/A"),
        # SUM and the others leave out texts and truth values of cells, but not their own arguments
        ("=SUM(A1:A6)", "12.5"),
        ("=SUM(A4)", "0"),
        ("=SUM(A1,2,TRUE)", "13"),
        ("=SUM(A1:A7)", "#N/A"),
        ("=SUM(A6)", "0"),
        ("=COUNT(A1:A9)", "3"),
        ("=COUNT(A1,A3,5)", "2"),
        ("=MAX(A1:A6)", "10"),
        ("=MIN(0,A9)", "-3"),
        ("=MAX(A3)", "0"),
        ("=SUMPRODUCT(A1:A3,B1:B3)", "10"),
        ("=SUMPRODUCT(A1:A2,B1:B3)", "#VALUE!"),
        ("=SUMPRODUCT(--(B1:B4=1))", "2"),
        ("=SUMPRODUCT(--(A1:A6<>0),B1:B6)", "2"),
        ("=SUMPRODUCT($A$1:$A$7,$B$1:$B$7)", "#N/A"),
        ('=COUNTIF(A1:A9,"TEXT")', "1"),
        ("=COUNTIF(A1:A9,10)", "1"),
        ('=COUNTIFS(A1:A3,"text",B1:B3,1)', "1"),
        ('=COUNTIF(A1:A6,"<>text")', "5"),
        ('=COUNTIFS(B1:B6,"<>text",A1:A6,"text")', "1"),
        # rounding: halves away from zero
        ("=ROUND(A2,0)", "3"),
        ("=ROUND(-A2,0)", "-3"),
        ("=ROUND(1/3,4)", "0.3333"),
        ("=ROUND(1250,-2)", "1300"),
        ("=ABS(A9)", "3"),
        # choices: only the case that arises counts
        ('=IF(A1=10,"yes",1/0)', '"yes"'),
        ("=IF(A6,1)", "FALSE"),
        ('=IF(A3,1,2)', "#VALUE!"),
        ("=IF(A6=0,A6,1)", "0"),
        ('=IFERROR(A7,"none")', '"none"'),
        ("=IFERROR(A1,2)", "10"),
        ("=AND(A1>1,A2>1)", "TRUE"),
        ("=OR(A1>10,A2>10)", "FALSE"),
        ("=AND(A5,TRUE())", "TRUE"),
        ("=NOT(A1=10)", "FALSE"),
        ('=ISNUMBER(SEARCH("EX",A3))', "TRUE"),
        ('=ISNUMBER(SEARCH("fail",A3))', "FALSE"),
        # the formats of notes
        ("=FIXED(ABS(ROUND(-1234.5,0)),0)", '"1,235"'),
        ("=FIXED(1234567.891,2)", '"1,234,567.89"'),
        ("=FIXED(0.05,1)", '"0.1"'),
        ("=FIXED(A3,1)", "#VALUE!"),
        # other sheets
        ("=Lead!A1+'Lead'!$A$2", "12.5"),
        ("='Bob''s sheet'!A1", "7"),
        ("=利润表!C2+lead!A1", "18"),
        ("=SUM(Lead!$A$1:$A$2)", "12.5"),
        ("=Empty!A1", "0"),
        ("=Gone!A1", "#REF!"),
        ("=#REF!", "#REF!"),
        ("=#REF!$C$9+1", "#REF!"),
        ("=nobody_defines_it", "#NAME?"),
        ("= IF( A1 = 10 , 1 , 2 )", "1"),
    ],
)  # fmt: skip
def test_a_formula_comes_to_what_every_spreadsheet_shows(formula: str, result: str) -> None:
    assert shown(formula) == result


@pytest.mark.parametrize(
    "formula",
    [
        "=VLOOKUP(A1,A1:B3,2)",
        "=A1^2",
        "=10%",
        "={1,2}",
        "=A1:A3",
        "=A1:A3+B1:B2",
        "=[1]Sheet1!A1",
        "=Q1:Q4!A1",
        "=SUM(A1",
        "=A1 A2",
        '=COUNTIF(A1:A3,">1")',
        '=COUNTIF(A1:A3,"t*")',
        '=COUNTIF(A1:A9,"<>text")',
        '=SEARCH("t?xt",A3)',
        "=FIXED(1,-2)",
        "=FIXED(1,2,TRUE)",
        "=CHAR(200)",
        "=ROUND(1)",
        "=ABS(1,2)",
        "=IF(1)",
        '="of "&1/3000000',
        "=sum_of_two",
    ],
)
def test_a_formula_that_is_not_ours_is_not_guessed(formula: str) -> None:
    with pytest.raises(NotOurs, match=r"^'Other'!A30: this program does not calculate such a formula \("):
        value_of(formula, names={"sum_of_two": "Lead!$A$1+Lead!$A$2"})


def test_what_reads_a_formula_that_is_not_ours_names_that_one() -> None:
    with pytest.raises(NotOurs, match=r"^'Other'!C1: .* \(VLOOKUP\)\.$"):
        value_of("=C2+1", {**CELLS, "C1": Formula("=VLOOKUP(A1,A1:B3,2)"), "C2": Formula("=C1*2")})


def test_a_case_that_does_not_arise_may_hold_anything() -> None:
    assert value_of("=IF(A1=10,1,VLOOKUP(A1,A1:B3,2))") == 1


def test_names_are_cells_of_their_sheet() -> None:
    names = {"switch_leases": "Lead!$A$1", "Both": "'Lead'!$A$1:$A$2"}
    assert value_of("=SWITCH_leases+SUM(both)", names=names) == Decimal("22.5")


def test_formulas_are_exact_where_binary_numbers_are_not() -> None:
    cells = {f"A{row}": Decimal("0.1") for row in range(1, 11)}
    assert value_of("=SUM(A1:A10)=1", cells) is True
    assert value_of("=1/3*3-1", cells) == Decimal("-1E-60")


def test_a_formula_that_reads_itself_is_an_error() -> None:
    assert value_of("=C1", {**CELLS, "C1": Formula("=C2+1"), "C2": Formula("=SUM(C1,A1)")}) is ErrorValue.CIRCULAR


def test_a_chain_may_be_of_any_length() -> None:
    chain = {f"A{row}": Formula(f"=A{row - 1}+1") for row in range(2, 4_001)}
    placed = {("S", *position(reference)): content for reference, content in chain.items()}
    recalculation = Recalculation(WorkbookCells(("S",), placed, {}))
    assert recalculation.value("S", 4_000, 1) == 3_999


def test_a_formula_may_have_any_number_of_terms_but_not_of_brackets() -> None:
    assert value_of("=1" + "+A1" * 4_000) == 40_001
    with pytest.raises(NotOurs, match="brackets more than 40 deep"):
        value_of("=" + "(" * 4_000 + "1" + ")" * 4_000)
