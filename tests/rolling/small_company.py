"""A small company's workbooks, year by year, from which its projects are made: two statements, two differences."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.importing.small_books import Rows, workbook
from workbench.domain.project import Project
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading

Lines = Mapping[str, int]
INCOME = {
    "Revenue": 9000, "Cost of sales": 5200, "Selling expenses": 1500, "Operating income": 2300,
    "Income tax expense": 460, "Net income": 1840,
}  # fmt: skip
POSITION = {
    "Cash and cash equivalents": 2100, "Trade receivables": 1400, "Other current assets": 1600,
    "Total current assets": 5100, "Property and equipment": 6200, "Total assets": 11300,
    "Trade payables": 2300, "Lease liabilities": 1200, "Total liabilities": 3500,
    "Share capital": 4000, "Retained earnings": 3800, "Total equity": 7800,
    "Total liabilities and equity": 11300,
}  # fmt: skip
LATER_INCOME = {
    "Revenue": 9900, "Cost of sales": 5700, "Selling expenses": 1600, "Operating income": 2600,
    "Income tax expense": 520, "Net income": 2080,
}  # fmt: skip
LATER_POSITION = {
    "Cash and cash equivalents": 3400, "Trade receivables": 1500, "Other current assets": 1700,
    "Total current assets": 6600, "Property and equipment": 6400, "Total assets": 13000,
    "Trade payables": 2400, "Lease liabilities": 1120, "Total liabilities": 3520,
    "Share capital": 3600, "Retained earnings": 5880, "Total equity": 9480,
    "Total liabilities and equity": 13000,
}  # fmt: skip
OF_INCOME = {
    "Leases": {"Selling expenses": -40, "Operating income": 40, "Net income": 40},
    "Receivables": {"Cost of sales": 30, "Operating income": -30, "Net income": -30},
}
OF_POSITION = {
    "Leases": {
        "Property and equipment": 90, "Total assets": 90, "Retained earnings": 90, "Total equity": 90,
        "Total liabilities and equity": 90,
    },
    "Receivables": {
        "Trade receivables": -30, "Total current assets": -30, "Total assets": -30, "Retained earnings": -30,
        "Total equity": -30, "Total liabilities and equity": -30,
    },
}  # fmt: skip
HEAD = ("Small Company Ltd.", "(RMB in thousands)")
YEAR_2022, YEAR_2023 = "Year ended December 31, 2022", "Year ended December 31, 2023"
END_2022, END_2023 = "December 31, 2022", "December 31, 2023"


def statement(title: str, periods: Sequence[str], columns: Sequence[Lines], head: Sequence[str] = HEAD) -> Rows:
    """Return a sheet: each line of any column, with its figures."""
    captions = list(dict.fromkeys(caption for column in reversed(columns) for caption in column))
    order = sorted(captions, key=_place(columns))
    return [
        [head[0]],
        [title],
        *([text] for text in head[1:]),
        [None, *periods],
        *([caption, *(column.get(caption) for column in columns)] for caption in order),
    ]


def _place(columns: Sequence[Lines]) -> Callable[[str], tuple[int, int]]:
    """Return where a caption stands: as in the last column, or behind what it follows in the first one."""
    last = list(columns[-1])
    first = list(columns[0])

    def place(caption: str) -> tuple[int, int]:
        if caption in last:
            return last.index(caption), 1
        before = [known for known in first[: first.index(caption)] if known in last]
        return (last.index(before[-1]) if before else -1), 2

    return place


def reconciliation(title: str, period: str, figures: Lines, effects: Mapping[str, Lines]) -> Rows:
    """Return a sheet in the published layout."""
    sums = {caption: sum(of.get(caption, 0) for of in effects.values()) for caption in figures}
    return [
        [HEAD[0]],
        [f"Reconciliation of the {title}"],
        [HEAD[1]],
        [None, *([period] * (len(effects) + 2))],
        [None, "As reported under U.S. GAAP", *effects, "As reported under IFRSs"],
        *(
            [caption, figure, *(of.get(caption) for of in effects.values()), figure + sums[caption]]
            for caption, figure in figures.items()
        ),
    ]


def sheets_of_2022(
    income: Lines = INCOME,
    position: Lines = POSITION,
    of_income: Mapping[str, Lines] = OF_INCOME,
    of_position: Mapping[str, Lines] = OF_POSITION,
) -> dict[str, Rows]:
    """Return the sheets of the annual report 2022."""
    return {
        "IS": statement("Consolidated Statements of Operations", [YEAR_2022], [income]),
        "BS": statement("Consolidated Balance Sheets", [END_2022], [position]),
        "Recon IS": reconciliation("Statement of Operations", YEAR_2022, income, of_income),
        "Recon BS": reconciliation("Balance Sheet", END_2022, position, of_position),
    }


def sheets_of_2023(
    income_before: Lines = INCOME,
    position_before: Lines = POSITION,
    income: Lines = LATER_INCOME,
    position: Lines = LATER_POSITION,
    head: Sequence[str] = HEAD,
) -> dict[str, Rows]:
    """Return the sheets of the primary statements 2023, with their comparatives."""
    return {
        "IS": statement("Consolidated Statements of Operations", [YEAR_2022, YEAR_2023], [income_before, income], head),
        "BS": statement("Consolidated Balance Sheets", [END_2022, END_2023], [position_before, position], head),
    }


def project_from(sheets: Mapping[str, Rows], name: str) -> Project:
    with TemporaryDirectory() as folder:
        path = workbook(Path(folder), dict(sheets))
        return import_workbooks([begin_reading(path.rename(path.with_name(name)))])


@cache
def year_2022() -> Project:
    return project_from(sheets_of_2022(), "small-2022.xlsx")


@cache
def year_2023() -> Project:
    """Return the import of the primary statements 2023."""
    return project_from(sheets_of_2023(), "small-2023.xlsx")
