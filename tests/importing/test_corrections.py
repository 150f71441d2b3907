"""What the user says of a sheet rules over the guess."""

from pathlib import Path

import pytest

from tests.found import message, said
from tests.importing.small_books import YEAR, Rows, workbook
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing import draft_of
from workbench.importing.language.vocabulary import parse_currency
from workbench.importing.report.draft import Draft, SheetDraft, with_correction, without_correction
from workbench.importing.sheets.corrections import (
    WHOLE_IMPORT,
    Area,
    Correction,
    Corrections,
    IgnoreArea,
    RowRole,
    SetColumnRole,
    SetCurrency,
    SetDecimalMark,
    SetEntity,
    SetLinesAcross,
    SetRowRole,
    SetScale,
    SetStatementKind,
    SetTotalParts,
)
from workbench.phrases import ENGLISH
from workbench.wording.periods import short_label
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
    draft = drafted(tmp_path, ROWS, SetColumnRole(Area(4, 4, 6, 4), None))
    assert draft.project is not None
    assert [a.name for a in draft.project.adjustments] == ["Leases"]


def test_a_column_may_be_given_another_name_and_period(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, SetColumnRole(Area(4, 4, 6, 4), FigureRole.ADJUSTMENT, "Provisions"))
    assert draft.project is not None
    assert [a.name for a in draft.project.adjustments] == ["Leases", "Provisions"]


def test_an_area_may_be_ignored_and_every_cell_of_it_says_so(tmp_path: Path) -> None:
    draft = drafted(tmp_path, [*ROWS, ["Remark", 5, 5, 5, 5]], IgnoreArea(Area(7, 1, 7, 5)))
    assert draft.project is not None
    assert [line.caption for line in draft.project.statements[0].lines] == ["Revenue", "Costs", "Net income"]
    marks = draft.sheets[0].marks
    assert {said(marks[7, column].description) for column in range(1, 6)} == {"ignored at your request"}


def test_a_table_may_be_said_to_be_another_statement(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, SetStatementKind(Area(4, 1, 6, 5), StatementKind.OTHER))
    assert draft.project is not None
    assert [s.kind for s in draft.project.statements] == [StatementKind.OTHER]


def test_a_row_may_be_said_to_head_the_columns(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ["Item", 2023, 1, 2, 3], *ROWS[3:]]
    assert drafted(tmp_path, rows).project is None or not drafted(tmp_path, rows).inferences
    draft = drafted(
        tmp_path,
        rows,
        SetRowRole(3, RowRole.HEADING),
        SetColumnRole(Area(4, 2, 6, 2), FigureRole.AS_REPORTED, period="FY2023"),
        SetColumnRole(Area(4, 3, 6, 3), FigureRole.ADJUSTMENT, "Leases", "FY2023"),
        SetColumnRole(Area(4, 4, 6, 4), FigureRole.ADJUSTMENT, "Pensions", "FY2023"),
        SetColumnRole(Area(4, 5, 6, 5), FigureRole.RESULT, period="FY2023"),
    )
    assert draft.project is not None
    assert [a.name for a in draft.project.adjustments] == ["Leases", "Pensions"]
    assert draft.project.statements[0].figure("net_income", YEAR) == 400


def test_a_total_may_be_said_to_be_of_other_rows(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, SetTotalParts(6, ((4, 1),)))
    assert draft.project is not None
    (total,) = draft.project.statements[0].totals
    assert (total.line, total.parts, said(total.evidence)) == ("net_income", (("revenue", 1),), "your choice")
    none = drafted(tmp_path, ROWS, SetTotalParts(6, ()))
    assert none.project is not None
    assert none.project.statements[0].totals == ()


def test_totals_that_are_said_to_be_parts_of_each_other_are_refused_in_a_sentence(tmp_path: Path) -> None:
    draft = drafted(tmp_path, ROWS, SetTotalParts(6, ((4, 1),)), SetTotalParts(4, ((6, 1),)))
    assert draft.project is None
    refusal = str(draft.refusal)
    assert "cannot be a part of itself" in refusal
    assert refusal.count("'Net income'") + refusal.count("'Revenue'") == 3


def test_the_decimal_mark_may_be_said(tmp_path: Path) -> None:
    rows: Rows = [*ROWS[:2], [None, "FY2023"], ["Revenue", "1.234"], ["Net income", "1.234"]]
    assert [q.cell for q in drafted(tmp_path, rows).questions] == ["B4"]
    draft = drafted(tmp_path, rows, SetDecimalMark(Area(4, 2, 5, 2), ","))
    assert draft.project is not None
    assert draft.project.statements[0].figure("revenue", YEAR) == 1234
    assert draft.questions == ()


def test_what_is_said_of_a_column_is_of_the_table_it_stands_in(tmp_path: Path) -> None:
    other = [list(row) for row in ROWS]
    other[0] = ["Statement of operations, year ended December 31, 2022"]
    rows = [[*row, *[None] * (6 - len(row)), *more] for row, more in zip(ROWS, other, strict=True)]
    draft = drafted(tmp_path, rows, SetColumnRole(Area(4, 4, 6, 4), FigureRole.ADJUSTMENT, "Provisions"))
    assert draft.project is not None
    covers = {a.name: {period for _, period in a.stated_for} for a in draft.project.adjustments}
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
    draft = drafted(tmp_path, rows, SetColumnRole(Area(5, 2, 6, 2), FigureRole.AS_REPORTED))
    assert draft.project is not None
    assert draft.project.currency == "RMB"
    assert draft.project.source_figures.translated_into == ("USD",)


def test_what_has_no_effect_on_a_bridge_is_said(tmp_path: Path) -> None:
    rows: Rows = [
        ["RMB in thousands"],
        [None, "FY2023"],
        ["Net income under U.S. GAAP", 100],
        ["Leases", 5],
        ["Net income under IFRS", 105],
    ]
    draft = drafted(tmp_path, rows, SetColumnRole(Area(3, 2, 5, 2), FigureRole.ADJUSTMENT, "Foo"))
    assert any("has no effect" in message(finding) for finding in draft.findings)


def test_what_has_no_effect_on_a_list_of_entries_is_said(tmp_path: Path) -> None:
    rows: Rows = [
        ["Difference", "Line item", "Period", "RMB'000"],
        ["Leases", "Operating expenses", "FY2023", 5],
        ["Leases", "Net income", "FY2023", -5],
    ]
    draft = drafted(tmp_path, rows, SetStatementKind(Area(2, 1, 3, 4), StatementKind.CASH_FLOWS))
    (doubt,) = [finding for finding in draft.findings if "has no effect" in message(finding)]
    assert "in a list, each row states what it is" in message(doubt)


# ---- lines that run across


ACROSS: Rows = [
    ["RMB in thousands"],
    ["Year", "Fees", "Wages", "Surplus"],
    ["FY2022", 900, -500, 400],
    ["FY2023", 1000, -600, 400],
]


def test_lines_may_be_said_to_run_across_where_no_word_is_known(tmp_path: Path) -> None:
    as_read = drafted(tmp_path, ACROSS)
    assert "Fees" not in _captions(as_read)
    draft = drafted(tmp_path, ACROSS, SetLinesAcross(Area(3, 2, 3, 2)))
    assert _captions(draft) == ["Fees", "Wages", "Surplus"]
    assert draft.project is not None
    (statement,) = draft.project.statements
    assert [statement.figure(line.id, YEAR) for line in statement.lines] == [1000, -600, 400]
    (block,) = draft.sheets[0].detected
    assert (block.is_across, block.area) == (True, Area(2, 2, 4, 4))


def test_what_is_said_of_a_column_that_is_a_line_has_no_effect_and_says_so(tmp_path: Path) -> None:
    said = SetLinesAcross(Area(2, 1, 4, 4)), SetColumnRole(Area(3, 3, 4, 3), FigureRole.RESULT)
    (doubt,) = [finding for finding in drafted(tmp_path, ACROSS, *said).findings if "no effect" in message(finding)]
    assert "each column is one line item" in message(doubt)


def _captions(draft: Draft) -> list[str]:
    statements = draft.project.statements if draft.project else ()
    return [line.caption for statement in statements for line in statement.lines]


# ---- units


def test_a_table_may_be_said_to_be_in_another_scale(tmp_path: Path) -> None:
    rows: Rows = [*ROWS, [], ["Balance sheet"], [None, "31 Dec 2023"], ["Cash", 5], ["Total assets", 5]]
    draft = drafted(tmp_path, rows, SetScale(1_000_000, Area(10, 1, 11, 2)))
    assert draft.project is not None
    assert draft.project.scale == 1_000
    operations, position = draft.project.statements
    assert operations.figure("revenue", YEAR) == 1000
    assert [position.figure(line.id, "2023-12-31") for line in position.lines if line.caption == "Cash"] == [5_000]


def test_the_scale_that_is_said_of_a_table_rules_over_the_unit_above_its_columns(tmp_path: Path) -> None:
    rows: Rows = [["Statement of operations"], [None, "FY2023"], [None, "RMB'000"], ["Revenue", 7], ["Net income", 2]]
    draft = drafted(tmp_path, rows, SetScale(1_000_000, Area(4, 1, 5, 2)))
    assert draft.project is not None
    assert draft.project.scale == 1_000_000
    assert draft.project.statements[0].figure("revenue", YEAR) == 7


def test_the_last_that_was_said_of_a_tables_scale_holds(tmp_path: Path) -> None:
    said = SetScale(1_000_000, Area(4, 1, 4, 2)), SetScale(1_000_000_000, Area(4, 1, 6, 5))
    draft = drafted(tmp_path, ROWS, *said)
    assert draft.project is not None
    assert draft.project.scale == 1_000_000_000


NO_UNIT: Rows = [["Statement of operations"], [None, "FY2023"], ["Revenue", 700], ["Net income", 70]]


def test_the_whole_import_may_be_said_to_be_in_a_currency_and_a_scale_of_an_entity(tmp_path: Path) -> None:
    as_read = of_the_import(tmp_path, {"Sheet": NO_UNIT})
    assert {
        "No unit line states a scale, so amounts were read as whole units",
        "No currency was found",
        "No entity was found",
    } <= {message(finding).split(":")[0].split(".")[0] for finding in as_read.findings}
    said = SetEntity("Kappa Ltd"), SetCurrency("EUR"), SetScale(1_000)
    draft = of_the_import(tmp_path, {"Sheet": NO_UNIT}, *said)
    assert draft.project is not None
    assert (draft.project.entity, draft.project.currency, draft.project.scale) == ("Kappa Ltd", "EUR", 1_000)
    assert draft.project.statements[0].figure("revenue", YEAR) == 700
    assert not [finding for finding in draft.findings if "names the" in message(finding) or "scale" in message(finding)]


def test_the_scale_of_the_import_leaves_tables_alone_that_name_one(tmp_path: Path) -> None:
    draft = of_the_import(tmp_path, {"Sheet": ROWS}, SetScale(1_000_000))
    assert draft.project is not None
    assert draft.project.scale == 1_000_000
    assert draft.project.statements[0].figure("revenue", YEAR) == 1  # a million, as 1,000 thousands are


def test_two_companies_in_one_import_may_be_said_to_be_one(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "one": [["Kappa Ltd"], ["RMB in thousands"], *NO_UNIT],
        "other": [["Lambda Group Inc."], ["US$ in thousands"], *NO_UNIT[:1], [None, "FY2022"], *NO_UNIT[2:]],
    }
    as_read = of_the_import(tmp_path, sheets, as_files=True)
    assert any("Kappa Ltd" in message(f) and "Lambda Group Inc." in message(f) for f in as_read.findings)
    said = SetEntity("Kappa Ltd"), SetCurrency("RMB")
    draft = of_the_import(tmp_path, sheets, *said, as_files=True)
    assert draft.project is not None
    assert (draft.project.entity, draft.project.currency) == ("Kappa Ltd", "RMB")
    assert not any("Lambda Group Inc." in message(finding) for finding in draft.findings)


def test_what_the_files_say_is_kept_beside_what_was_said_in_their_place(tmp_path: Path) -> None:
    rows = [["Kappa Ltd"], *ROWS]
    rows[3] = [None, "FY2023", "FY2023"]
    rows.insert(4, [None, "RMB", "USD"])
    rows[5:] = [["Revenue", 700, 100], ["Net income", 70, 10]]
    said = SetEntity("Lambda"), SetCurrency("USD"), SetScale(1)
    for draft in (of_the_import(tmp_path, {"Sheet": rows}), of_the_import(tmp_path, {"Sheet": rows}, *said)):
        read = draft.as_read
        assert (read.entity, read.currency, read.scale) == ("Kappa Ltd", "RMB", 1_000)


def test_what_is_said_of_the_import_takes_the_place_of_what_was_said_before_and_is_taken_back() -> None:
    said: Corrections = {}
    for each in (SetEntity("Kappa"), SetScale(1_000), SetEntity("Lambda"), SetCurrency("USD"), SetScale(1)):
        said = with_correction(said, WHOLE_IMPORT, each)
    assert said == {WHOLE_IMPORT: (SetEntity("Lambda"), SetCurrency("USD"), SetScale(1))}
    assert without_correction(said, WHOLE_IMPORT, SetScale(1)) == {
        WHOLE_IMPORT: (SetEntity("Lambda"), SetCurrency("USD"))
    }


def of_the_import(folder: Path, sheets: dict[str, Rows], *said: Correction, as_files: bool = False) -> Draft:
    """Return the draft of one workbook, or of one workbook for each sheet, with what is said of all of it."""
    parts = [(f"{name}.xlsx", {name: rows}) for name, rows in sheets.items()] if as_files else [("book.xlsx", sheets)]
    books = [begin_reading(workbook(folder, part, name)).workbook() for name, part in parts]
    return draft_of(books, {WHOLE_IMPORT: said})


@pytest.mark.parametrize(
    ("written", "code"),
    [("coins", ""), ("yuan", "RMB"), ("rmb", "RMB"), ("US$", "USD"), ("$", "USD"), ("isk", "ISK"), ("", "")],
)
def test_a_currency_is_understood_as_people_write_it(written: str, code: str) -> None:
    assert parse_currency(written) == code


# ---- what stands above a column


HEADED: Rows = [
    ["Statement of operations, RMB in thousands"],
    [None, "FY2023", "Col. 2", "Q2", "FY2021"],
    ["Revenue", 1000, 900, 80, 800],
    ["Costs", -600, -500, -40, -500],
    ["Net income", 400, 400, 40, 300],
]


def test_the_period_above_a_column_is_what_its_heading_says(tmp_path: Path) -> None:
    sheet = drafted(tmp_path, HEADED).sheets[0]
    headed = sheet.headings_near(4, 3)
    assert headed is not None
    above = {column: short_label(period, ENGLISH) for column in range(2, 6) if (period := headed.period_above(column))}
    assert above == {2: "FY 2023", 5: "FY 2021"}
    assert [headed.words_above(column) for column in (2, 3, 4)] == ["FY2023", "", "Q2"]


def test_what_is_written_of_a_period_is_understood_as_the_importer_does(tmp_path: Path) -> None:
    headed = drafted(tmp_path, HEADED).sheets[0].headings_near(3, 3)
    assert headed is not None
    written = {text: headed.parse_period(text) for text in ("FY2022", "foo", "Q2", "31 Dec 2023", "H1 2022")}
    assert [text for text, period in written.items() if period] == ["FY2022", "H1 2022"]


def test_a_table_is_found_from_its_headings_and_from_a_column_of_which_nothing_was_made(tmp_path: Path) -> None:
    rows = [
        [*row, *([None] * (5 - len(row))), more] for row, more in zip(HEADED, (None, "Col. 6", 1, 2, 3), strict=True)
    ]
    sheet = drafted(tmp_path, rows).sheets[0]
    assert _areas(sheet, (1, 2), (4, 6), (5, 1)) == ["A3:F5"] * 3
    assert sheet.headings_near(6, 2) is None


def test_a_column_without_a_heading_takes_the_period_that_is_said(tmp_path: Path) -> None:
    draft = drafted(tmp_path, HEADED, SetColumnRole(Area(3, 3, 5, 3), FigureRole.AS_REPORTED, period="FY2022"))
    assert draft.project is not None
    assert draft.project.statements[0].figure("revenue", "2022-01-01/2022-12-31") == 900


def test_a_table_without_any_heading_may_be_told_its_columns(tmp_path: Path) -> None:
    rows: Rows = [["Statement of operations, RMB in thousands"], ["Revenue", 1000], ["Net income", 400]]
    assert drafted(tmp_path, rows).project is None
    draft = drafted(tmp_path, rows, SetColumnRole(Area(2, 2, 3, 2), FigureRole.AS_REPORTED, period="FY2023"))
    assert draft.project is not None
    assert draft.project.statements[0].figure("revenue", YEAR) == 1000


def _areas(sheet: SheetDraft, *places: tuple[int, int]) -> list[str]:
    return [str(headed.area) for place in places if (headed := sheet.headings_near(*place))]
