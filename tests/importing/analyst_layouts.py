"""Workbooks laid out in their own way: inset exports, lines across, drafts hidden or struck out, odd columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from random import Random

from xlsxwriter.utility import xl_rowcol_to_cell

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
    year,
)
from tests.importing.analyst_periods import book, entity, statement, text, title, unit_text
from tests.importing.analyst_sheets import PERCENT, AnalystBook, Column, Look, Sheet, Shown, Writing
from tests.importing.analyst_units import written

YEARS = tuple(year(of) for of in (2021, 2022, 2023))

# ------------------------------------------------------------------------------------ exports of accounting programs


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of an export: a heading (no amount), an account, a total of accounts, or a total of totals."""

    caption: str
    level: int = 0
    amount: Decimal | None = None


def group(chance: Random, caption: str, accounts: Sequence[str], total: str, size: int = 1) -> list[Entry]:
    """Return a heading, some accounts in cents, and their total."""
    listed = [Entry(name, 0, Decimal(chance.randint(100_000, 999_999) * size).scaleb(-2)) for name in accounts]
    return [Entry(caption), *listed, Entry(total, 1, total_of(listed))]


def total_of(entries: Sequence[Entry]) -> Decimal:
    return sum((each.amount for each in entries if each.amount is not None and not each.level), Decimal(0))


def profit_and_loss(chance: Random) -> list[Entry]:
    income = group(chance, "Income", ("Sales", "Consulting fees"), "Total income", 9)
    costs = group(chance, "Cost of sales", ("Purchases", "Freight inwards"), "Total cost of sales", 2)
    spent = group(chance, "Expenses", ("Wages", "Rent", "Insurance", "Telephone"), "Total expenses")
    gross = total_of(income) - total_of(costs)
    return [
        *income,
        *costs,
        Entry("Gross profit", 2, gross),
        *spent,
        Entry(chance.choice(("Net profit", "Net income")), 2, gross - total_of(spent)),
    ]


def balance_sheet(chance: Random) -> list[Entry]:
    current = group(chance, "Current assets", ("Cash on hand", "Bank", "Debtors"), "Total current assets", 2)
    fixed = group(chance, "Fixed assets", ("Plant and equipment", "Motor vehicles"), "Total fixed assets", 9)
    owed = group(chance, "Liabilities", ("Creditors", "Bank loan"), "Total liabilities")
    assets, capital = total_of(current) + total_of(fixed), Decimal(chance.randint(100_000, 400_000)).scaleb(-2)
    retained = assets - total_of(owed) - capital
    return [
        *current,
        *fixed,
        Entry("TOTAL ASSETS", 2, assets),
        *owed,
        Entry("Equity"),
        Entry("Share capital", 0, capital),
        Entry("Retained earnings", 0, retained),
        Entry("Total equity", 1, capital + retained),
        Entry("TOTAL LIABILITIES AND EQUITY", 2, assets),
    ]


def inset(
    writing: Writing, titles: Sequence[str], kind: str, span: Span, levels: Sequence[int], *, sign: str, stepped: bool
) -> None:
    """Totals stand to the right of what they add up, by level; ``stepped``: captions as well."""
    chance = writing.chance
    sheet = writing.sheet("Sheet1")
    sheet.titles(chance.choice(("Harbour Kitchens", "Bluegate Trading Co", "St Anne Cafe")), *titles)
    entries = profit_and_loss(chance) if kind == OPERATIONS else balance_sheet(chance)
    first = sheet.look.left + (3 if stepped else 1)
    if sign:
        for level in sorted(set(levels)):
            sheet.put(sheet.row, first + level, sign)
        sheet.row += 1
    for entry in entries:
        depth = 1 if stepped and not entry.level and entry.amount is not None else 0
        sheet.put(sheet.row, sheet.look.left + depth, entry.caption)
        if entry.amount is not None:
            at = first + levels[entry.level]
            sheet.put(sheet.row, at, entry.amount, "#,##0.00")
            sheet.states(sheet.row, at, entry.caption, kind, span.period(kind), entry.amount)
        sheet.row += 1


def exports() -> Iterator[AnalystBook]:
    one, two, none = (0, 1, 1), (0, 1, 2), (0, 0, 0)
    first_half, december, march, to_march = months(2023, 1, 6), year(2023), months(2022, 4, 15), months(2022, 7, 15)
    through, annual = ("Profit & Loss", "January through December 2023"), "Profit and Loss Account for the year ended "
    for name, titles, kind, span, levels, sign, stepped in (
        ("balance sheet", ("Balance Sheet As at 31/12/2023",), POSITION, december, one, "", False),
        ("balance sheet, two levels", ("Balance Sheet", "As of December 31, 2023"), POSITION, december, two, "", False),
        ("balance sheet, pounds", ("Balance Sheet as at 31 March 2023",), POSITION, march, two, "£", False),
        ("balance sheet, stepped", ("Balance Sheet", "As of June 30, 2023"), POSITION, first_half, none, "", True),
        ("profit, range", ("Profit and Loss 1 January 2023 to 30 June 2023",), OPERATIONS, first_half, one, "", False),
        ("profit, through", through, OPERATIONS, december, one, "", True),
        ("profit, two levels", ("P&L", "01/07/2022 to 31/03/2023"), OPERATIONS, to_march, two, "", False),
        ("profit, euros", (f"{annual}31 March 2023",), OPERATIONS, march, one, "€", False),
        ("profit, two levels, stepped", ("P&L", "July 2022 to March 2023"), OPERATIONS, to_march, two, "", True),
    ):
        recipe = partial(inset, titles=titles, kind=kind, span=span, levels=levels, sign=sign, stepped=stepped)
        yield written("inset exports", name, 1, {"£": "GBP", "€": "EUR"}.get(sign), recipe)


# ------------------------------------------------------------------------------------------------- lines across


def across(writing: Writing, kind: str, rows: Sequence[tuple[Shown, Span]], estimate: str = "") -> None:
    """A row for each period, a column for each line; perhaps a row that is estimated."""
    chance, look = writing.chance, writing.look
    sheet = writing.sheet(chance.choice(("Data", "Sheet1", "History")))
    sheet.titles(entity(chance), title(kind, chance), unit_text(writing.book))
    lines = {line.key: line for line in lines_of(kind, chance)}
    columns = dict(zip(lines, look.columns(len(lines)), strict=True))
    sheet.put(sheet.row, look.left, chance.choice(("Year", "Period", "")), bold=look.bold)
    for key, at in columns.items():
        sheet.put(sheet.row, at, lines[key].caption, bold=look.bold)
    world = World(chance, [span for _, span in rows])
    for shown, span in rows:
        sheet.row += 1
        sheet.show(sheet.row, look.left, shown, bold=look.bold)
        for key, at in columns.items():
            amount = world.shown(lines[key], span)
            sheet.put(sheet.row, at, amount, look.number_format, formula=formula_across(lines[key], columns, sheet.row))
            sheet.states(
                sheet.row, at, lines[key].caption, kind, span.period(kind), amount, heads=(shown.seen,)
            )  # fmt: skip
    if estimate:
        sheet.row += 1
        sheet.put(sheet.row, look.left, estimate)
        other = World(chance, [rows[0][1]])
        for key, at in columns.items():
            sheet.put(sheet.row, at, other.shown(lines[key], rows[0][1]), look.number_format)
        sheet.leave_out(sheet.row, look.left, sheet.row, max(columns.values()), [estimate])


def formula_across(line: Line, columns: dict[str, int], row: int) -> str:
    if not line.parts:
        return ""
    terms = [f"{'+' if sign > 0 else '-'}{xl_rowcol_to_cell(row, columns[part])}" for part, sign in line.parts]
    return "=" + "".join(terms).removeprefix("+")


def transposed() -> Iterator[AnalystBook]:
    family = "lines across"
    numbers = [(Shown(span.end.year), span) for span in YEARS]
    descending = [(Shown(f"FY{span.end.year}"), span) for span in YEARS[::-1]]
    by_quarter = [(Shown(f"Q{number} 2023"), quarter(2023, number)) for number in (1, 2, 3, 4)]
    ends = [(Shown(span.end, "d mmm yyyy", span.end.strftime("%d %b %Y")), span) for span in YEARS]
    worded = [(Shown(f"Year ended 31 December {span.end.year}"), span) for span in YEARS]
    for name, kind, rows, estimate in (
        ("income, years", OPERATIONS, numbers, ""),
        ("income, FY, latest first", OPERATIONS, descending, ""),
        ("income, quarters", OPERATIONS, by_quarter, ""),
        ("balance sheet, date cells", POSITION, ends, ""),
        ("cash flow, years in words", CASH_FLOWS, worded, ""),
        ("income, 2024E below", OPERATIONS, numbers, "2024E"),
        ("balance sheet, years, budget below", POSITION, numbers, "2024 Budget"),
    ):
        yield book(family, name, partial(across, kind=kind, rows=rows, estimate=estimate))


# ------------------------------------------------------------------------------------- hidden, struck out, formats


def by_years(writing: Writing, kind: str = OPERATIONS) -> tuple[Sheet, list[Column], list[Line]]:
    """Return a sheet with titles and headings, its columns, and lines to write below."""
    chance = writing.chance
    sheet = writing.sheet("Model")
    sheet.titles(entity(chance), title(kind, chance), unit_text(writing.book))
    world = World(chance, YEARS)
    columns = [Column((Shown(span.end.year),), span, world) for span in YEARS]
    sheet.heads(columns)
    return sheet, columns, lines_of(kind, chance, negative=chance.random() < 0.5)


def draft_row(writing: Writing, words: str, *, struck: bool, kind: str = OPERATIONS) -> None:
    """A row that was put aside, beside the one that took its place: totals add up without it."""
    sheet, columns, lines = by_years(writing, kind)
    number = next(number for number, line in enumerate(lines) if line.key in ("cost", "receivables"))
    sheet.block(kind, lines[: number + 1], columns)
    caption = f"{lines[number].caption} {words}".strip()
    sheet.put(sheet.row, sheet.look.left, caption, struck=struck)
    for at, column in zip(sheet.look.columns(len(columns)), columns, strict=True):
        amount = column.world.shown(lines[number], column.span) * 97 // 100
        sheet.put(sheet.row, at, amount, sheet.look.number_format, struck=struck)
    if not struck:
        sheet.page.set_row(sheet.row, None, None, {"hidden": True})
    sheet.leave_out(sheet.row, sheet.look.left, sheet.row, sheet.look.columns(len(columns))[-1], [caption])
    sheet.row += 1
    sheet.block(kind, lines[number + 1 :], columns)


def draft_column(writing: Writing, head: str, *, struck: bool) -> None:
    """A column that was put aside, beside the one of the same year that took its place."""
    chance = writing.chance
    world, other = World(chance, YEARS), World(chance, YEARS)
    columns = [Column((Shown(span.end.year),), span, world) for span in YEARS]
    columns.insert(2, Column(text(head), YEARS[-1], other, estimate=True, struck=struck))
    sheet = statement(writing, OPERATIONS, columns)
    if not struck:
        at = sheet.look.columns(len(columns))[2]
        sheet.page.set_column(at, at, None, None, {"hidden": True})


def hidden_detail(writing: Writing, keys: Sequence[str], kind: str) -> None:
    """Rows that are folded away, and needed: totals add up only with them."""
    sheet, columns, lines = by_years(writing, kind)
    sheet.block(kind, lines, columns)
    captions = [line.caption for line in lines if line.key in keys]
    for row in {figure.row for figure in sheet.book.figures if figure.caption in captions}:
        sheet.page.set_row(row, None, None, {"hidden": True, "level": 1})
    sheet.book.told.append("hidden")


def folded_quarters(writing: Writing) -> None:
    world = World(writing.chance, quarters(2023))
    columns = [Column(text(f"Q{number} 2023"), quarter(2023, number), world) for number in (1, 2, 3, 4)]
    sheet = statement(writing, OPERATIONS, [*columns, Column(text("FY 2023"), year(2023), world)])
    for at in sheet.look.columns(5)[:4]:
        sheet.page.set_column(at, at, None, None, {"hidden": True, "level": 1})
    sheet.book.told.append("hidden")


def hidden_sheet(writing: Writing) -> None:
    """The statement once more on a hidden sheet, with figures of an earlier draft."""
    chance = writing.chance
    world, other = World(chance, YEARS), World(chance, YEARS)
    heads = [(Shown(span.end.year),) for span in YEARS]
    lines = lines_of(OPERATIONS, chance)
    columns = [Column(head, span, world) for head, span in zip(heads, YEARS, strict=True)]
    statement(writing, OPERATIONS, columns, sheet=writing.sheet("IS"), lines=lines)
    drafted = [Column(head, span, other, estimate=True) for head, span in zip(heads, YEARS, strict=True)]
    old = statement(writing, OPERATIONS, drafted, sheet=writing.sheet("IS (old)"), lines=lines)
    old.page.hide()
    areas = [area for area in writing.book.left_out if area.sheet == "IS (old)"]
    writing.book.left_out = [replace(area, words=("IS (old)",)) for area in areas]


def scaling_format(writing: Writing, number_format: str, kind: str, by: int) -> None:
    """Amounts are stored in full and shown in the unit that the sheet names."""
    chance = writing.chance
    writing.look = replace(writing.look, number_format=number_format)
    spans = YEARS[1:]
    world = World(chance, spans, size=by // 10, decimals=0)
    columns = [Column((Shown(span.end.year),), span, world) for span in spans]
    statement(writing, kind, columns)
    figures = writing.book.figures
    writing.book.figures = [replace(figure, amount=figure.amount / by) for figure in figures]
    writing.book.told.append("format")


def format_with_other_text(writing: Writing) -> None:
    """One cell shows an amount that it does not hold: what is stored adds up."""
    sheet, columns, lines = by_years(writing)
    sheet.block(OPERATIONS, lines, columns)
    figure = sheet.book.figures[2]
    sheet.put(figure.row, figure.column, figure.amount, '"1,500"')
    sheet.book.told.append("1,500")


def hidden_and_formats() -> Iterator[AnalystBook]:
    family = "hidden, struck out, formats"
    for name, recipe in (
        ("hidden draft row", partial(draft_row, words="- old draft", struck=False)),
        ("hidden draft row, balance sheet", partial(draft_row, words="(previous)", struck=False, kind=POSITION)),
        ("row struck out", partial(draft_row, words="(deleted)", struck=True)),
        ("row struck out, no word", partial(draft_row, words="per management", struck=True)),
        ("hidden column", partial(draft_column, head="2023 (draft)", struck=False)),
        ("column struck out", partial(draft_column, head="2023 prelim.", struck=True)),
        ("hidden detail", partial(hidden_detail, keys=("selling", "admin"), kind=OPERATIONS)),
        ("hidden detail, balance sheet", partial(hidden_detail, keys=("receivables", "inventories"), kind=POSITION)),
        ("quarters folded away", folded_quarters),
        ("draft on a hidden sheet", hidden_sheet),
        ("format with other text", format_with_other_text),
    ):
        yield book(family, name, recipe)
    for name, number_format, scale, kind in (
        ("#,##0, in thousands", "#,##0,", 1000, OPERATIONS),
        ("#,##0.0,, in millions", "#,##0.0,,_);(#,##0.0,,)", 1_000_000, OPERATIONS),
        ("#,##0, in thousands, balance sheet", "#,##0,;(#,##0,)", 1000, POSITION),
    ):
        scaling = partial(scaling_format, number_format=number_format, kind=kind, by=scale)
        yield written(family, name, scale, "USD", scaling)


# ---------------------------------------------------------------------------------------------- odd columns


def odd_heading(writing: Writing, head: str) -> None:
    """One column whose heading nobody can read, among good ones."""
    world, other = World(writing.chance, YEARS), World(writing.chance, YEARS)
    columns = [Column((Shown(span.end.year),), span, world) for span in YEARS]
    columns.insert(1, Column(text(head), YEARS[1], other, estimate=True))
    statement(writing, writing.chance.choice((OPERATIONS, CASH_FLOWS)), columns)


def remarked_years(writing: Writing, pattern: str) -> None:
    """Years with a word beside one of them that changes nothing of the period."""
    world = World(writing.chance, YEARS)
    heads = ["2021", pattern.format(2022), "2023"]
    columns = [Column(text(head), span, world) for head, span in zip(heads, YEARS, strict=True)]
    statement(writing, OPERATIONS, columns)


def beside(writing: Writing, head: str, other: Callable[[Line, int], Shown | None], place: int, kind: str) -> None:
    """A column that holds no figures, among years."""
    world = World(writing.chance, YEARS)
    columns = [Column((Shown(span.end.year),), span, world) for span in YEARS[::-1]]
    columns.insert(place, Column(text(head), YEARS[0], world, other=other))
    statement(writing, kind, columns)


def note_number(line: Line, row: int) -> Shown | None:
    return Shown(row % 9 + 3) if line.key in ("revenue", "cost", "tax", "receivables", "ppe", "capex") else None


def share(line: Line, row: int) -> Shown | None:
    return Shown(Decimal(row * 37 % 100).scaleb(-2), "0.0%")


def growth(line: Line, row: int) -> Shown | None:
    return Shown(Decimal(row * 37 % 300 - 100).scaleb(-3), "0.0%;(0.0%)")


def change(line: Line, row: int) -> Shown | None:
    return Shown(row * 37 % 500 - 250, "#,##0")


def comment(line: Line, row: int) -> Shown | None:
    return Shown("see lead schedule") if row % 3 == 0 else None


def margins(writing: Writing) -> None:
    """Rates as rows of their own below the lines."""
    sheet, columns, lines = by_years(writing)
    sheet.block(OPERATIONS, lines, columns)
    sheet.row += 1
    for caption, part in (("Gross margin %", "gross"), ("Net margin %", "net")):
        sheet.put(sheet.row, sheet.look.left, caption)
        for at, column in zip(sheet.look.columns(len(columns)), columns, strict=True):
            amounts = [Decimal(column.world.amount(key, column.span)) for key in (part, "revenue")]
            rate = (amounts[0] / amounts[1]).quantize(Decimal("0.0001"))
            sheet.put(sheet.row, at, rate, "0.0%")
            sheet.states(
                sheet.row, at, caption, OPERATIONS, column.span.period(OPERATIONS), rate, unit=PERCENT
            )  # fmt: skip
        sheet.row += 1


def footnotes(writing: Writing) -> None:
    """Marks behind captions and amounts."""
    sheet, columns, lines = by_years(writing)
    sheet.block(OPERATIONS, lines, columns)
    marks = {"revenue": " (1)", "admin": " *", "tax": " (a)"}
    for number, figure in enumerate(sheet.book.figures):
        line = next(line for line in lines if line.caption == figure.caption)
        if line.key in marks:
            sheet.put(figure.row, sheet.look.left, f"{line.caption}{marks[line.key]}")
        if line.key == "selling" and number % 3 == 1:
            shown = f"({-figure.amount:,})" if figure.amount < 0 else f"{figure.amount:,}"
            sheet.put(figure.row, figure.column, f"{shown}(2)")
    for text_below in (
        "(1) Net of returns.",
        "(2) Mainly advertising.",
        "* Includes rent.",
        "(a) Current and deferred.",
    ):
        sheet.row += 1
        sheet.put(sheet.row, sheet.look.left, text_below)


def currency_cells(writing: Writing, sign: str) -> None:
    """The sign of the currency in a narrow column of its own, beside the first and the last amounts."""
    writing.look = Look(spacers=True, gap=1, formulas=False)
    chance = writing.chance
    world = World(chance, YEARS)
    columns = [Column((Shown(span.end.year),), span, world) for span in YEARS]
    sheet = statement(writing, OPERATIONS, columns)
    for row in {writing.book.figures[0].row, writing.book.figures[-1].row}:
        for at in sheet.look.columns(len(columns)):
            sheet.put(row, at - 1, sign)


def trial_balance(writing: Writing, words: str, heads: Sequence[str]) -> None:
    """Accounts with debits and credits: no statement of anything."""
    chance = writing.chance
    sheet = writing.sheet("TB")
    sheet.titles("Harbour Academy", words)
    for at, head in enumerate(heads):
        sheet.put(sheet.row, at, head, bold=True)
    sides = {"Bank": 0, "Receivables": 0, "Wages": 0, "Rent": 0, "Payables": 1, "Sales": 1}
    amounts = {name: Decimal(chance.randint(1_000_000, 9_999_999)).scaleb(-2) for name in sides}
    debits = [sum((amounts[name] for name, side in sides.items() if side == of), Decimal(0)) for of in (0, 1)]
    amounts["Share capital"], sides["Share capital"] = abs(debits[0] - debits[1]), int(debits[0] > debits[1])
    for number, (name, side) in enumerate(sides.items()):
        sheet.row += 1
        sheet.put(sheet.row, 0, 1080 + 10 * number)
        sheet.put(sheet.row, 1, name)
        sheet.put(sheet.row, 2 + side, amounts[name], "#,##0.00")
    sheet.put(sheet.row + 1, 1, "Total")
    for at in (2, 3):
        sheet.put(sheet.row + 1, at, max(debits), "#,##0.00")
    writing.book.refused = ("trial balance",)


def odd_columns() -> Iterator[AnalystBook]:
    family = "odd columns"
    for head in ("2015(16)", "20X2", "see tab 3", "Col. 2"):
        yield book(family, f"heading {head}", partial(odd_heading, head=head))
    for pattern in ("{} (restated)", "{} *", "FY{} audited"):
        yield book(family, f"heading {pattern.format(2022)}", partial(remarked_years, pattern=pattern))
    for name, head, other, place, kind in (
        ("notes", "Note", note_number, 0, OPERATIONS),
        ("notes, balance sheet", "Notes", note_number, 0, POSITION),
        ("share of revenue", "% of revenue", share, 3, OPERATIONS),
        ("growth between years", "YoY %", growth, 1, OPERATIONS),
        ("change", "Change", change, 3, OPERATIONS),
        ("comments", "Comment", comment, 3, CASH_FLOWS),
    ):
        yield book(family, name, partial(beside, head=head, other=other, place=place, kind=kind))
    yield book(family, "margins as rows", margins)
    yield book(family, "footnote marks", footnotes)
    yield written(family, "dollar signs in cells", 1000, "USD", partial(currency_cells, sign="$"))
    yield written(family, "pound signs in cells", 1000, "GBP", partial(currency_cells, sign="£"))
    accounts = ("Account Number", "Account Description", "Debits", "Credits")
    yield book(family, "trial balance", partial(trial_balance, words="Trial Balance As at 31/12/2023", heads=accounts))
    coded = partial(trial_balance, words="Trial balance at 30 June 2023", heads=("Code", "Account", "Dr", "Cr"))
    yield book(family, "trial balance, Dr and Cr", coded)
