"""Whatever words and numbers stand on a sheet: it is imported or refused in a sentence, and no cell is lost."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.importing import draft_of
from workbench.workbooks import CellKind, CellStyle, Sheet, SheetCell, SourceWorkbook

WORDS = (
    "Revenue", "Cost of sales", "Net income", "Total assets", "Total equity", "US GAAP", "IFRS", "As reported",
    "Leases", "(Note a)", "2023", "FY2023", "Q1 2023", "Year ended December 31, 2023", "30 Jun 2023",
    "RMB in thousands", "US$'000", "Check", "of which: depreciation", "Less: Leases", "Difference", "Line item",
    "Statement", "IS", "Period", "Amount", "Dr", "Cr", "—", "n.m.", "1.234", "1,234", "(5)", "CR 5", "12.5%",
    "Net loss under U.S. GAAP", "Net loss under IFRS", "Adjustments", "Total adjustments", "Segment information",
    "项目", "净利润", "国际财务报告准则", " ",
)  # fmt: skip
NUMBERS = (0, 1, -5, 100, 2023, Decimal("0.5"))
Content = str | int | Decimal | None


def sheet_of(rows: Sequence[Sequence[Content]]) -> Sheet:
    cells = []
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is None:
                continue
            kind = CellKind.TEXT if isinstance(value, str) else CellKind.NUMBER
            stored = value if isinstance(value, str) else Decimal(value)
            cells.append(SheetCell(row, column, kind, stored, str(value), None, CellStyle()))
    return Sheet("Sheet", "visible", tuple(cells))


content: st.SearchStrategy[Content] = st.one_of(st.none(), st.sampled_from(WORDS), st.sampled_from(NUMBERS))
sheets = st.lists(st.lists(content, min_size=1, max_size=8), min_size=1, max_size=16).map(sheet_of)


@settings(max_examples=300, deadline=None)
@given(st.lists(sheets, min_size=1, max_size=2))
def test_every_cell_of_any_sheet_is_marked_once_and_nothing_breaks(made: list[Sheet]) -> None:
    named = tuple(Sheet(f"Sheet{n}", each.state, each.cells) for n, each in enumerate(made, 1))
    draft = draft_of([SourceWorkbook("book.xlsx", "0", 0, named)])
    assert bool(draft.project) != bool(draft.refusal)
    for sheet in draft.sheets:
        assert set(sheet.marks) == {(cell.row, cell.column) for cell in sheet.sheet.cells}
    if draft.project:
        counted = sum(cells.count for cells in draft.project.import_report.cells)
        assert counted == sum(len(sheet.cells) for sheet in named)
