"""Workbooks whose periods are headed as analysts head them: quarters beside years, ranges, dates, estimates."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from random import Random

from tests.importing.analyst_figures import (
    CASH_FLOWS,
    OPERATIONS,
    POSITION,
    Line,
    Span,
    World,
    lines_of,
    months,
    quarter,
    quarters,
    with_sections,
    year,
)
from tests.importing.analyst_sheets import AnalystBook, Column, Look, Sheet, Shown, Writing

ENTITIES = ("Harbour Ltd", "Northwind Foods plc", "Kestrel Instruments Inc.", "Alder Group", "Meridian Tools Corp")
UNITS = (
    ("(in thousands of US dollars)", 1000, "USD"),
    ("(RMB in thousands)", 1000, "RMB"),
    ("(in millions of euros)", 1_000_000, "EUR"),
    ("(in thousands of pounds sterling)", 1000, "GBP"),
    ("USD millions", 1_000_000, "USD"),
)
TITLES = {
    OPERATIONS: ("Income Statement", "Income statement", "Profit and loss account", "Statement of operations", "P&L"),
    POSITION: ("Balance Sheet", "Balance sheet", "Statement of financial position"),
    CASH_FLOWS: ("Cash Flow Statement", "Statement of cash flows", "Cash flow"),
}
Recipe = Callable[[Writing], None]


def book(family: str, name: str, recipe: Recipe, look: Look | None = None) -> AnalystBook:
    """Return a workbook that is always the same for the same name, in thousands or millions of some currency."""
    chance = Random(f"{family}, {name}")
    _, scale, currency = chance.choice(UNITS)
    writing = Writing(AnalystBook(family, name, scale, currency), chance, look)
    recipe(writing)
    return writing.done()


def unit_text(book: AnalystBook) -> str:
    return next(text for text, scale, currency in UNITS if (scale, currency) == (book.scale, book.currency))


def entity(chance: Random) -> str:
    return chance.choice(ENTITIES)


def title(kind: str, chance: Random) -> str:
    return chance.choice(TITLES[kind])


def text(*heads: str) -> tuple[Shown, ...]:
    return tuple(Shown(head) for head in heads)


def statement(
    writing: Writing,
    kind: str,
    columns: Sequence[Column],
    *,
    sheet: Sheet | None = None,
    corner: str = "",
    titles: Sequence[str] = (),
    lines: Sequence[Line] = (),
) -> Sheet:
    """Write a statement under its own title, unit and headings; on a sheet of its own where none is given."""
    chance = writing.chance
    sheet = sheet or writing.sheet(chance.choice(("Model", "Sheet1", "Financials", title(kind, chance))))
    sheet.titles(entity(chance), *(titles or (title(kind, chance),)), unit_text(writing.book))
    sheet.heads(columns, corner)
    sheet.block(kind, lines or lines_of(kind, chance, negative=chance.random() < 0.4), columns)
    return sheet


# ------------------------------------------------------------------------------- quarters and years in one row

QuarterHead = Callable[[int, int], Shown]
YearHead = Callable[[int], Shown]


def of_quarter(pattern: str) -> QuarterHead:
    return lambda number, of: Shown(pattern.format(q=number, y=of, s=f"{of % 100:02}"))


def of_year(pattern: str) -> YearHead:
    return lambda of: Shown(pattern.format(y=of, s=f"{of % 100:02}"))


def number_of_year(of: int) -> Shown:
    return Shown(of)


def numbered(letter: str) -> YearHead:
    return lambda of: Shown(of, f'0"{letter}"', f"{of}{letter}")


def dated(number_format: str, shown: str) -> YearHead:
    return lambda of: Shown(date(of, 12, 31), number_format, shown.format(y=of, s=f"{of % 100:02}"))


SIDE_BY_SIDE: tuple[tuple[str, QuarterHead, YearHead, YearHead, str], ...] = (
    ("Q1 2021, FY2021, FY2024E", of_quarter("Q{q} {y}"), of_year("FY{y}"), of_year("FY{y}E"), "after each"),
    ("1Q21, years as numbers, 2024F", of_quarter("{q}Q{s}"), number_of_year, of_year("{y}F"), "after all"),
    ("Q121, 2021A, 2024E", of_quarter("Q{q}{s}"), of_year("{y}A"), of_year("{y}E"), "after all"),
    ("FQ121, FY21, FY24E", of_quarter("FQ{q}{s}"), of_year("FY{s}"), of_year("FY{s}E"), "after each"),
    ("Q1'21, FY'21, FY'24E", of_quarter("Q{q}'{s}"), of_year("FY'{s}"), of_year("FY'{s}E"), "before"),
    ("2021 Q1, years as text, 2024 Budget", of_quarter("{y} Q{q}"), of_year("{y}"), of_year("{y} Budget"), "before"),
    ("Q1-21, FY 2021, Budget 2024", of_quarter("Q{q}-{s}"), of_year("FY {y}"), of_year("Budget {y}"), "after each"),
    ("1Q 2021, 0A numbers, 0E", of_quarter("{q}Q {y}"), numbered("A"), numbered("E"), "after all"),
    ("Q1 2021A, yyyy, forecast", of_quarter("Q{q} {y}A"), dated("yyyy", "{y}"), of_year("{y} Forecast"), "after all"),
    ("1Q21A, FY21A, FY24 est.", of_quarter("{q}Q{s}A"), of_year("FY{s}A"), of_year("FY{s} est."), "after each"),
    ("Q1/2021, 2021, guidance", of_quarter("Q{q}/{y}"), number_of_year, of_year("{y} guidance"), "latest first"),
    ("Q1 21, Full year, plan", of_quarter("Q{q} {s}"), of_year("Full year {y}"), of_year("{y} Plan"), "after each"),
)  # fmt: skip


def side_by_side(
    writing: Writing, of_quarters: QuarterHead, of_years: YearHead, of_estimate: YearHead, how: str, told: str
) -> None:
    chance = writing.chance
    writing.book.told += [told] if told else []
    years = (2021, 2022, 2023) if chance.random() < 0.5 else (2022, 2023)
    world = World(chance, quarters(*years))
    single = [[Column((of_quarters(n, y),), quarter(y, n), world) for n in (1, 2, 3, 4)] for y in years]
    whole = [Column((of_years(y),), year(y), world) for y in years]
    estimate = Column((of_estimate(2024),), year(2024), World(chance, [year(2024)]), estimate=True)
    flat = [column for each in single for column in each]
    columns = {
        "after each": [*(c for each, total in zip(single, whole, strict=True) for c in (*each, total)), estimate],
        "after all": [*flat, *whole, estimate],
        "before": [*whole, estimate, *flat],
        "latest first": [estimate, *whole[::-1], *flat[::-1]],
    }[how]
    kind = chance.choice((OPERATIONS, OPERATIONS, CASH_FLOWS))
    statement(writing, kind, columns, corner=chance.choice(("", "", title(kind, chance))))


def spanner(writing: Writing, of_years: YearHead, total: str, *, repeated: bool) -> None:
    """A year over the first of its quarters, or over each."""
    chance, world, columns = writing.chance, World(writing.chance, quarters(2022, 2023)), list[Column]()
    for of in (2022, 2023):
        heads = [(f"Q{number}", quarter(of, number)) for number in (1, 2, 3, 4)] + [(total, year(of))]
        for number, (head, span) in enumerate(heads):
            over = of_years(of) if repeated or not number else Shown("", text=of_years(of).seen)
            columns.append(Column((over, Shown(head)), span, world))
    statement(writing, chance.choice((OPERATIONS, CASH_FLOWS)), columns)


def halves(writing: Writing) -> None:
    world = World(writing.chance, quarters(2022, 2023))
    columns = [
        Column(text(head.format(s=of % 100)), span, world)
        for of in (2022, 2023)
        for head, span in (("H1 {s}", months(of, 1, 6)), ("H2 {s}", months(of, 7, 12)), ("FY {s}", year(of)))
    ]
    statement(writing, OPERATIONS, columns)


def cumulative(writing: Writing) -> None:
    world = World(writing.chance, quarters(2023))
    heads = [("Q1 2023", quarter(2023, 1)), ("Q2 2023", quarter(2023, 2)), ("H1 2023", months(2023, 1, 6))]
    heads += [("Q3 2023", quarter(2023, 3)), ("9M 2023", months(2023, 1, 9)), ("Q4 2023", quarter(2023, 4))]
    columns = [Column(text(head), span, world) for head, span in (*heads, ("FY 2023", year(2023)))]
    statement(writing, writing.chance.choice((OPERATIONS, CASH_FLOWS)), columns)


def monthly(writing: Writing, number_format: str, shown: str) -> None:
    """Months as date cells, and the quarter that they make."""
    world = World(writing.chance, [months(2023, number, number) for number in range(1, 7)])
    columns = []
    for number in range(1, 7):
        span = months(2023, number, number)
        columns.append(Column((Shown(span.end, number_format, span.end.strftime(shown)),), span, world))
        if number % 3 == 0:
            columns.append(Column(text(f"Q{number // 3} 2023"), quarter(2023, number // 3), world))
    statement(writing, OPERATIONS, columns)


def balance_by_quarter(writing: Writing) -> None:
    world, foreseen = World(writing.chance, quarters(2023)), World(writing.chance, quarters(2023, 2024))
    columns = [Column(text(f"{number}Q23"), quarter(2023, number), world) for number in (1, 2, 3, 4)]
    columns.append(Column(text("4Q24E"), quarter(2024, 4), foreseen, estimate=True))
    statement(writing, POSITION, columns)


def years_only(writing: Writing, of_years: YearHead, of_estimate: YearHead) -> None:
    chance = writing.chance
    world, foreseen = World(chance, [year(of) for of in (2021, 2022, 2023)]), World(chance, [year(2024), year(2025)])
    columns = [Column((of_years(of),), year(of), world) for of in (2021, 2022, 2023)]
    columns += [Column((of_estimate(of),), year(of), foreseen, estimate=True) for of in (2024, 2025)]
    statement(writing, chance.choice((OPERATIONS, CASH_FLOWS)), columns, corner=chance.choice(("", "Year to December")))


def sub_headings(writing: Writing, kinds_of: Sequence[str]) -> None:
    """Years in one row, below them Actual, Budget and the like; what is not actual has other figures."""
    chance, columns = writing.chance, list[Column]()
    world = World(chance, [year(of) for of in (2022, 2023)])
    for of in (2022, 2023):
        for word in kinds_of:
            actual = word in ("Actual", "Act.", "Reported")
            shown = world if actual else World(chance, [year(2022), year(2023)])
            columns.append(Column((Shown(of), Shown(word)), year(of), shown, estimate=not actual))
    statement(writing, OPERATIONS, columns)


def budget_of_the_same_year(writing: Writing, actual: str, planned: str) -> None:
    chance, columns = writing.chance, list[Column]()
    world = World(chance, [year(2022), year(2023)])
    for of in (2023, 2022):
        columns.append(
            Column(text(planned.format(y=of)), year(of), World(chance, [year(2022), year(2023)]), estimate=True)
        )
        columns.append(Column(text(actual.format(y=of)), year(of), world))
    statement(writing, OPERATIONS, columns)


def trailing(writing: Writing, words: Sequence[str]) -> None:
    """Trailing twelve months and what others expect, beside years."""
    chance = writing.chance
    world, other = World(chance, quarters(2022, 2023)), World(chance, quarters(2022, 2023, 2024))
    columns = [Column(text(str(of)), year(of), world) for of in (2022, 2023)]
    for number, word in enumerate(words):
        odd = Column(text(word), year(2023), other, estimate=True)
        columns.insert(0 if number % 2 else len(columns), odd)
    statement(writing, OPERATIONS, columns)


def quarters_and_years() -> Iterator[AnalystBook]:
    family = "quarters and years"
    for name, of_quarters, of_years, of_estimate, how in SIDE_BY_SIDE:
        yield book(
            family,
            name,
            partial(
                side_by_side,
                of_quarters=of_quarters,
                of_years=of_years,
                of_estimate=of_estimate,
                how=how,
                told="fiscal" if name.startswith("FQ") else "",
            ),
        )
    yield book(family, "year over Q1..Q4 once", lambda w: spanner(w, number_of_year, "FY", repeated=False))
    yield book(family, "year over each of Q1..Q4", lambda w: spanner(w, of_year("{y}"), "Year", repeated=True))
    yield book(family, "FY2022 over Q1..Q4", lambda w: spanner(w, of_year("FY{y}"), "Total", repeated=False))
    yield book(family, "halves and years", halves)
    yield book(family, "cumulative columns", cumulative)
    yield book(family, "balance sheet, quarters, 4Q24E", balance_by_quarter)
    yield book(family, "months as mmm-yy dates", lambda w: monthly(w, "mmm-yy", "%b-%y"))
    yield book(family, "months as mmmm yyyy dates", lambda w: monthly(w, "mmmm yyyy", "%B %Y"))
    yield book(family, "dates as yyyy, 2024E", lambda w: years_only(w, dated("yyyy", "{y}"), of_year("{y}E")))
    yield book(
        family, "dates as FY-yy", lambda w: years_only(w, dated('"FY"yy', "FY{s}"), dated('"FY"yy"E"', "FY{s}E"))
    )
    yield book(
        family, "dates as mmm-yy, Dec-24E", lambda w: years_only(w, of_year("FY Dec-{s}"), of_year("FY Dec-{s}E"))
    )
    yield book(family, "2021A, 2024F", lambda w: years_only(w, of_year("{y}A"), of_year("{y}F")))
    actual, projected = of_year("{y} (actual)"), of_year("{y} (projected)")
    yield book(family, "2021 (actual), 2024 (projected)", lambda w: years_only(w, actual, projected))
    yield book(family, "Budget, Actual below the year", lambda w: sub_headings(w, ("Budget", "Actual")))
    yield book(family, "Actual, Forecast below the year", lambda w: sub_headings(w, ("Actual", "Forecast")))
    yield book(family, "Act., Plan below the year", lambda w: sub_headings(w, ("Plan", "Act.")))
    yield book(
        family, "2023 Budget before 2023 Actual", lambda w: budget_of_the_same_year(w, "{y} Actual", "{y} Budget")
    )
    yield book(family, "FY23 target", lambda w: budget_of_the_same_year(w, "Actual {y}", "Forecast {y}"))
    yield book(family, "TTM, Consensus", lambda w: trailing(w, ("TTM", "Consensus 2024")))
    yield book(family, "LTM Sep-23", lambda w: trailing(w, ("LTM Sep-23",)))


# ------------------------------------------------------------------------------ three statements, one heading row


def three_statements(
    writing: Writing, order: Sequence[str], heads: Sequence[tuple[Shown, Span]], *, captions: bool, corner: str = ""
) -> None:
    chance = writing.chance
    spans = sorted({span for _, span in heads})
    world = World(chance, spans)
    columns = [Column((shown,), span, world) for shown, span in heads]
    sheet = writing.sheet(chance.choice(("3 Statement Model", "Model", "Sheet1", "FS")))
    sheet.titles(entity(chance), *(() if corner else (unit_text(writing.book),)))
    sheet.heads(columns, corner and unit_text(writing.book))
    negative = chance.random() < 0.4
    for kind in order:
        sheet.row += 1
        if captions:
            sheet.titles(title(kind, chance), blank=chance.choice((0, 0, 1)))
        lines = lines_of(kind, chance, negative=negative)
        sheet.block(kind, with_sections(lines) if kind == POSITION and chance.random() < 0.5 else lines, columns)


IS_BS_CF, BS_IS_CF, IS_CF_BS = (
    (OPERATIONS, POSITION, CASH_FLOWS),
    (POSITION, OPERATIONS, CASH_FLOWS),
    (OPERATIONS, CASH_FLOWS, POSITION),
)


def three_under_one() -> Iterator[AnalystBook]:
    family = "three statements, one heading row"
    numbers = [(Shown(of), year(of)) for of in (2016, 2017, 2018)]
    fiscal_years = [(Shown(f"FY{of}"), year(of)) for of in (2021, 2022, 2023)]
    descending = [(Shown(f"{of}A"), year(of)) for of in (2023, 2022, 2021)]
    ends = [(Shown(date(of, 12, 31), "dd-mmm-yy", f"31-Dec-{of % 100}"), year(of)) for of in (2021, 2022, 2023)]
    by_quarter = [(Shown(f"Q{number} 2023"), quarter(2023, number)) for number in (1, 2, 3, 4)]
    formatted = [(Shown(of, '0"A"', f"{of}A"), year(of)) for of in (2021, 2022, 2023)]
    for name, order, heads, captions, corner in (
        ("IS BS CF, years", IS_BS_CF, numbers, True, ""),
        ("IS BS CF, unit in the corner", IS_BS_CF, numbers, True, "unit"),
        ("IS CF BS, FY2021", IS_CF_BS, fiscal_years, True, ""),
        ("BS IS CF, 2023A first", BS_IS_CF, descending, True, ""),
        ("BS IS CF, year ends", BS_IS_CF, ends, True, "unit"),
        ("IS BS CF, quarters", IS_BS_CF, by_quarter, True, ""),
        ("IS BS CF, 0A numbers", IS_BS_CF, formatted, True, "unit"),
        ("IS BS CF without captions", IS_BS_CF, numbers, False, ""),
        ("IS CF BS without captions", IS_CF_BS, fiscal_years, False, "unit"),
        ("BS IS CF without captions, year ends", BS_IS_CF, ends, False, ""),
    ):
        recipe = partial(three_statements, order=order, heads=heads, captions=captions, corner=corner)
        yield book(family, name, recipe)


# -------------------------------------------------------------------------------------------- ranges in titles

RANGES: tuple[tuple[str, date, date], ...] = (
    ("07/01/2023 to 09/30/2023", date(2023, 7, 1), date(2023, 9, 30)),
    ("01/07/2023 to 31/12/2023", date(2023, 7, 1), date(2023, 12, 31)),
    ("01.01.2023 - 30.06.2023", date(2023, 1, 1), date(2023, 6, 30)),
    ("2023-04-01 to 2023-09-30", date(2023, 4, 1), date(2023, 9, 30)),
    ("2022-07-01 – 2023-06-30", date(2022, 7, 1), date(2023, 6, 30)),
    ("10 months ended 31 October 2023", date(2023, 1, 1), date(2023, 10, 31)),
    ("twenty-six weeks ended 1 July 2023", date(2023, 1, 1), date(2023, 7, 1)),
    ("52 weeks ended 30 December 2023", date(2023, 1, 1), date(2023, 12, 30)),
    ("Thirteen weeks ended April 1, 2023", date(2023, 1, 1), date(2023, 4, 1)),
    ("For the nine months ended September 30, 2023", date(2023, 1, 1), date(2023, 9, 30)),
    ("YTD September 2023", date(2023, 1, 1), date(2023, 9, 30)),
    ("Apr 2022 - Mar 2023", date(2022, 4, 1), date(2023, 3, 31)),
    ("for the period from 1 February 2023 to 31 May 2023", date(2023, 2, 1), date(2023, 5, 31)),
    ("Six months to 30 June 2023", date(2023, 1, 1), date(2023, 6, 30)),
    ("Quarter ended 30 September 2023", date(2023, 7, 1), date(2023, 9, 30)),
    ("Half-year ended 31 December 2022", date(2022, 7, 1), date(2022, 12, 31)),
    ("Year to 31 March 2023", date(2022, 4, 1), date(2023, 3, 31)),
    ("July - December 2023", date(2023, 7, 1), date(2023, 12, 31)),
    ("January 1, 2023 through March 31, 2023", date(2023, 1, 1), date(2023, 3, 31)),
    ("01-Jan-2023 to 31-Mar-2023", date(2023, 1, 1), date(2023, 3, 31)),
    ("Period from 15 March 2023 to 31 December 2023", date(2023, 3, 15), date(2023, 12, 31)),
)
DOUBTFUL_RANGES = ("01/04/2023 to 03/05/2023", "02/01/2023 - 06/12/2023")


def under_a_range(writing: Writing, words: str, span: Span) -> None:
    """One column without a heading of its own, or under a word that says nothing of a period."""
    chance = writing.chance
    world = World(chance, [span])
    kind = chance.choice((OPERATIONS, OPERATIONS, CASH_FLOWS))
    column = Column(text(chance.choice(("", "", "Amount", "Total"))), span, world)
    named = title(kind, chance)
    titles = (f"{named} {words}",) if chance.random() < 0.6 else (named, words)
    statement(writing, kind, [column], titles=titles)


def doubtful_range(writing: Writing, words: str) -> None:
    under_a_range(writing, words, year(2023))
    writing.book.figures.clear()
    writing.book.refused = (words[:10],)


def ranges() -> Iterator[AnalystBook]:
    for words, start, end in RANGES:
        span = Span(start, end)
        yield book("ranges in titles", words, partial(under_a_range, words=words, span=span))
    for words in DOUBTFUL_RANGES:
        yield book("ranges in titles", words, partial(doubtful_range, words=words))


# ------------------------------------------------------------------------------------------ dates head flows


def dates_over_flows(
    writing: Writing,
    kind: str,
    spans: Sequence[Span],
    show: Callable[[date], Shown],
    told: str,
    *,
    balance: bool = False,
) -> None:
    """A statement of flows headed by the last days of its periods; a balance sheet beside it, on the same days."""
    chance = writing.chance
    world = World(chance, spans)
    columns = [Column((show(span.end),), span, world) for span in spans]
    writing.book.told.append(told)
    statement(writing, kind, columns, corner=chance.choice(("", "Breakdown")), sheet=writing.sheet(title(kind, chance)))
    if balance:
        statement(writing, POSITION, columns, sheet=writing.sheet("BS"))


def as_text(pattern: str) -> Callable[[date], Shown]:
    return lambda day: Shown(day.strftime(pattern))


def as_date(number_format: str, pattern: str) -> Callable[[date], Shown]:
    return lambda day: Shown(day, number_format, day.strftime(pattern))


def only_a_balance(writing: Writing) -> None:
    spans = [year(of) for of in (2023, 2022, 2021)]
    world = World(writing.chance, spans)
    columns = [Column((as_date("d mmm yyyy", "%d %b %Y")(span.end),), span, world) for span in spans]
    statement(writing, POSITION, columns, lines=with_sections(lines_of(POSITION, writing.chance)))


def dates() -> Iterator[AnalystBook]:
    family = "dates over flows"
    years_down, years_up = [year(of) for of in (2022, 2021, 2020)], [year(of) for of in (2021, 2022, 2023)]
    june = [months(of, 7, 18) for of in (2022, 2021)]
    by_quarter, by_month = quarters(2023), [months(2023, number, number) for number in range(1, 5)]
    yearly, quarterly, by_months = "year", "quarter|three months|3 months", "month"
    for name, kind, spans, shown, told, balance in (
        ("cash flow, text, years", CASH_FLOWS, years_down, as_text("%m/%d/%Y"), yearly, False),
        ("income, date cells, years", OPERATIONS, years_up, as_date("dd/mm/yyyy", "%d/%m/%Y"), yearly, False),
        ("income, Dec 31, 2022", OPERATIONS, years_down, as_text("%b %d, %Y"), yearly, True),
        ("cash flow, years to June", CASH_FLOWS, june, as_date("d-mmm-yy", "%d-%b-%y"), yearly, True),
        ("income, text, quarters", OPERATIONS, by_quarter, as_text("%d %B %Y"), quarterly, False),
        (
            "income, date cells, quarters",
            OPERATIONS,
            by_quarter[::-1],
            as_date("mm/dd/yy", "%m/%d/%y"),
            quarterly,
            True,
        ),
        ("cash flow, ISO, quarters", CASH_FLOWS, by_quarter, as_text("%Y-%m-%d"), quarterly, False),
        ("income, text, months", OPERATIONS, by_month, as_text("%d.%m.%Y"), by_months, False),
        ("income, date cells, months", OPERATIONS, by_month, as_date("dd-mmm-yyyy", "%d-%b-%Y"), by_months, True),
    ):
        recipe = partial(dates_over_flows, kind=kind, spans=spans, show=shown, told=told, balance=balance)
        yield book(family, name, recipe)
    yield book(family, "balance sheet alone", only_a_balance)
