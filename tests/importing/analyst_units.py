"""Workbooks that name their unit as people do, that count shares beside money, and whose figures are computed."""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial, reduce
from itertools import accumulate
from random import Random

from xlsxwriter.utility import xl_rowcol_to_cell

from tests.importing.analyst_figures import OPERATIONS, POSITION, Line, Span, World, lines_of, year
from tests.importing.analyst_periods import book, entity, text, title, unit_text
from tests.importing.analyst_sheets import (
    PER_SHARE,
    SHARES,
    AnalystBook,
    Column,
    Sheet,
    Shown,
    Writing,
    total_formula,
)

DOLLARS = "USD|dollar"
SPELLINGS: tuple[tuple[str, int, str | None, str], ...] = (
    ("US$(000)", 1000, "USD", ""),
    ("USD $000's", 1000, "USD", ""),
    ("$000's", 1000, "USD", DOLLARS),
    ("(£ mil)", 1_000_000, "GBP", ""),
    ("£000", 1000, "GBP", ""),
    ("(000's omitted)", 1000, None, ""),
    ("AED thousands", 1000, "AED", ""),
    ("$MM", 1_000_000, "USD", DOLLARS),
    ("€m", 1_000_000, "EUR", ""),
    ("US$ in millions", 1_000_000, "USD", ""),
    ("Rs. in crore", 10_000_000, "INR", ""),
    ("₹ in lakhs", 100_000, "INR", ""),
    ("RMB'000", 1000, "RMB", ""),
    ("HK$ million", 1_000_000, "HKD", ""),
    ("(dollars in thousands)", 1000, "USD", DOLLARS),
    ("TEUR", 1000, "EUR", ""),
    ("in 000s", 1000, None, ""),
    ("$m", 1_000_000, "USD", DOLLARS),
    ("USD bn", 1_000_000_000, "USD", ""),
    ("S$'000", 1000, "SGD", ""),
    ("A$m", 1_000_000, "AUD", ""),
    ("(in thousands of Canadian dollars)", 1000, "CAD", ""),
    ("CHF million", 1_000_000, "CHF", ""),
    ("JPY mn", 1_000_000, "JPY", ""),
    ("€'000 unless otherwise stated", 1000, "EUR", ""),
    ("All amounts in thousands of U.S. dollars, except per share data", 1000, "USD", ""),
    ("(Expressed in millions of Renminbi)", 1_000_000, "RMB", ""),
    ("Amounts in EUR", 1, "EUR", ""),
)
YEARS = (year(2022), year(2023))


def written(family: str, name: str, scale: int, currency: str | None, recipe: Callable[[Writing], None]) -> AnalystBook:
    chance = Random(f"{family}, {name}")
    writing = Writing(AnalystBook(family, name, scale, currency), chance)
    recipe(writing)
    return writing.done()


def under_years(writing: Writing, units: Sequence[str] = ()) -> list[Column]:
    """Return a column for each year, headed by a unit as well where there are units."""
    world = World(writing.chance, YEARS, decimals=2 if writing.book.scale > 1_000_000 else 0)
    heads = [(Shown(span.end.year), *text(*units)) for span in YEARS]
    return [Column(head, span, world) for head, span in zip(heads, YEARS, strict=True)]


def spelled(writing: Writing, words: str, told: str) -> None:
    """A unit in its own row, in the title, or in the corner of the table."""
    chance = writing.chance
    writing.book.told += [told] if told else []
    kind = chance.choice((OPERATIONS, POSITION))
    place = chance.choice(("row", "row", "title", "corner"))
    sheet = writing.sheet("Model")
    named = title(kind, chance)
    titles = {"row": (named, words), "title": (f"{named}, {words}",), "corner": (named,)}[place]
    sheet.titles(entity(chance), *titles)
    columns = under_years(writing)
    sheet.heads(columns, words if place == "corner" else "")
    sheet.block(kind, lines_of(kind, chance, negative=chance.random() < 0.4), columns)


def unit_cells(writing: Writing, words: str, kind: str) -> None:
    sheet = writing.sheet("Accounts")
    sheet.titles(entity(writing.chance), title(kind, writing.chance))
    columns = under_years(writing, [words])
    sheet.heads(columns)
    sheet.block(kind, lines_of(kind, writing.chance), columns)


def two_currencies(writing: Writing) -> None:
    """A convenience translation of the last year, in its own currency under the same year."""
    chance, look = writing.chance, writing.look
    sheet, rate = writing.sheet("IS"), Decimal("7.0999")
    sheet.titles(entity(chance), "Income statement")
    world = World(chance, YEARS)
    heads = [(Shown(2022), Shown("RMB'000")), (Shown(2023), Shown("RMB'000")), (Shown(2023), Shown("US$'000"))]
    spans = [*YEARS, YEARS[-1]]
    lines = lines_of(OPERATIONS, chance, negative=True)
    dollars: dict[str, Decimal] = {}
    sheet.heads([Column(head, span, world) for head, span in zip(heads, spans, strict=True)])
    for line in lines:
        sheet.put(sheet.row, look.left, line.caption)
        for at, span in zip(look.columns(3), spans, strict=False):
            amount = world.shown(line, span)
            rounded = (amount / rate).quantize(Decimal(1), ROUND_HALF_UP)
            dollars[line.key] = sum((dollars[part] for part, _ in line.parts), Decimal(0)) if line.parts else rounded
            is_translated = at == look.columns(3)[-1]
            sheet.put(sheet.row, at, dollars[line.key] if is_translated else amount, look.number_format)
            if not is_translated:
                more = [("USD", dollars[line.key])] if span == YEARS[-1] else []
                sheet.states(
                    sheet.row, at, line.caption, OPERATIONS, span.period(OPERATIONS), amount, translated=more
                )  # fmt: skip
        sheet.row += 1


# ------------------------------------------------------------------------------------- shares beside money


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A row that is not money, by caption; ``amounts``: one for each year."""

    caption: str
    unit: str
    amounts: tuple[Decimal, ...]


def share_rows(sheet: Sheet, kind: str, columns: Sequence[Column], rows: Sequence[ShareRow]) -> None:
    for row in rows:
        sheet.put(sheet.row, sheet.look.left, row.caption)
        number_format = "0.00" if row.unit == PER_SHARE else "#,##0"
        for at, column, amount in zip(sheet.look.columns(len(columns)), columns, row.amounts, strict=True):
            sheet.put(sheet.row, at, amount, number_format)
            period = column.span.period(kind)
            sheet.states(sheet.row, at, row.caption, kind, period, amount, unit=row.unit)
        sheet.row += 1


def per_share(writing: Writing, unit: str, counted: str, in_units: int) -> None:
    """Earnings per share and share counts below an income statement; ``in_units``: what one of the count stands for."""
    chance = writing.chance
    sheet = writing.sheet("Income statement")
    sheet.titles(entity(chance), title(OPERATIONS, chance), unit)
    columns = under_years(writing)
    sheet.heads(columns)
    sheet.block(OPERATIONS, lines_of(OPERATIONS, chance, negative=chance.random() < 0.5), columns)
    sheet.row += 1
    counts = [Decimal(chance.randint(20_000_000, 90_000_000) // in_units) for _ in columns]
    net = [Decimal(column.world.amount("net", column.span)) * writing.book.scale for column in columns]
    earned = [n / (c * in_units) for n, c in zip(net, counts, strict=True)]
    rounded = tuple(each.quantize(Decimal("0.01"), ROUND_HALF_UP) for each in earned)
    share_rows(
        sheet,
        OPERATIONS,
        columns,
        [ShareRow("Basic earnings per share", PER_SHARE, rounded), ShareRow(counted, SHARES, tuple(counts))],
    )


def parenthetical(writing: Writing, title_of_shares: str, count: Callable[[int], Decimal]) -> None:
    """A balance sheet as the SEC's viewer shows it, and beside it par values and share counts."""
    chance = writing.chance
    columns = [
        Column((Shown(f"Dec. 31, {span.end.year}"),), span, column.world)
        for span, column in zip(YEARS[::-1], under_years(writing), strict=True)
    ]
    columns = [Column(column.heads, column.span, columns[0].world) for column in columns]
    for name, corner in (
        ("BS", "Consolidated Balance Sheets - USD ($) $ in Thousands"),
        ("BS (Par.)", title_of_shares),
    ):
        sheet = writing.sheet(name)
        sheet.row = 0
        sheet.heads(columns, corner)
        if name == "BS":
            sheet.block(POSITION, lines_of(POSITION, chance), columns)
        else:
            issued = (count(chance.randint(12, 19)), count(chance.randint(9, 12)))
            rows = [
                ShareRow("Common stock, par value (in dollars per share)", PER_SHARE, (Decimal("0.01"),) * 2),
                ShareRow("Common stock, shares authorized", SHARES, (count(50),) * 2),
                ShareRow("Common stock, shares issued", SHARES, issued),
            ]
            share_rows(sheet, POSITION, columns, rows)


def units() -> Iterator[AnalystBook]:
    family = "units"
    for words, scale, currency, told in SPELLINGS:
        yield written(family, words, scale, currency, partial(spelled, words=words, told=told))
    for words, scale, currency, kind in (
        ("US$'000", 1000, "USD", OPERATIONS),
        ("£m", 1_000_000, "GBP", POSITION),
        ("RMB million", 1_000_000, "RMB", OPERATIONS),
    ):
        yield written(family, f"{words} under each year", scale, currency, partial(unit_cells, words=words, kind=kind))
    yield written(family, "RMB'000 and US$'000", 1000, "RMB", two_currencies)
    thousands, millions = "Weighted average number of shares (in thousands)", "Weighted average shares (millions)"
    for name, scale, unit, counted, in_units in (
        ("thousands, whole shares", 1000, "(US$ in thousands, except share data)", "Weighted average shares", 1),
        ("millions, thousands of shares", 1_000_000, "USD millions, except per share amounts", thousands, 1000),
        ("millions, millions of shares", 1_000_000, "(US$ in millions, except EPS)", millions, 1_000_000),
    ):
        recipe = partial(per_share, unit=unit, counted=counted, in_units=in_units)
        yield written(family, name, scale, "USD", recipe)
    shares_in_thousands = partial(
        parenthetical,
        title_of_shares="Consolidated Balance Sheets (Parentheticals) - $ / shares shares in Thousands",
        count=lambda millions: Decimal(millions * 1000),
    )
    yield written(family, "par values, shares in thousands", 1000, "USD", shares_in_thousands)
    whole_shares = partial(
        parenthetical,
        title_of_shares="Consolidated Balance Sheets (Parentheticals) - $ / shares",
        count=lambda millions: Decimal(millions * 1_000_000),
    )
    yield written(family, "par values, whole shares", 1000, "USD", whole_shares)


# -------------------------------------------------------------------------------------------- computed figures

PER_MILLE = {"revenue": 1000, "cost": 550, "selling": 90, "admin": 60, "interest": 12, "tax": 50}
PER_MILLE |= {"cash": 200, "receivables": 150, "inventories": 150, "ppe": 1200, "payables": 120, "borrowings": 300}
PER_MILLE |= {"capital": 200}
Computed = Callable[[Line, int, list[float]], tuple[float, str]]
"""Of a line in a column, with what stands left of it: the value that is stored, and its formula without equals sign."""


def as_stored(value: float) -> Decimal:
    """Return what a spreadsheet says that it holds: fifteen significant digits."""
    return Decimal(f"{value:.15g}")


def computed(
    writing: Writing, kind: str, spans: Sequence[Span], leaf: Computed, *, unit: str = "", pasted: bool = False
) -> None:
    """A statement whose lines are computed, and whose totals add up what is stored; or all of it pasted as values."""
    chance, look = writing.chance, writing.look
    sheet = writing.sheet("Model")
    sheet.titles(entity(chance), title(kind, chance), unit or unit_text(writing.book))
    sheet.heads([Column((Shown(span.end.year),), span, World(chance, spans)) for span in spans])
    negative = kind == OPERATIONS and chance.random() < 0.5
    lines = {line.key: line for line in lines_of(kind, chance, negative=negative)}
    rows: dict[str, int] = {}
    stored: dict[tuple[str, int], float] = {}
    for line in lines.values():
        rows[line.key] = sheet.row
        sheet.put(sheet.row, look.left, line.caption, bold=look.bold and bool(line.parts))
        for number, (at, span) in enumerate(zip(look.columns(len(spans)), spans, strict=True)):
            formula = total_formula(line, lines, rows, at)
            if line.parts:
                value = added([line.sign * w * lines[part].sign * stored[part, number] for part, w in line.parts])
            else:
                value, formula = leaf(line, number, [stored[line.key, before] for before in range(number)])
            stored[line.key, number] = value
            sheet.put(sheet.row, at, value, look.number_format, formula="" if pasted else f"={formula.lstrip('=')}")
            sheet.states(sheet.row, at, line.caption, kind, span.period(kind), as_stored(value))
        sheet.row += 1


def added(terms: Sequence[float]) -> float:
    """Add from left to right, as a spreadsheet does; ``sum`` is more exact than that."""
    return reduce(operator.add, terms)


def sized(line: Line, chance: Random, low: int, high: int) -> int:
    """Return an amount by chance, as large as such a line is beside others, with the line's sign."""
    return line.sign * chance.randint(low, high) * PER_MILLE[line.key] // 1000


def products(chance: Random) -> Computed:
    """Quantities times prices; costs are signed like the line."""

    def value(line: Line, number: int, before: list[float]) -> tuple[float, str]:
        quantity, price = sized(line, chance, 70_000, 90_000) / 10, chance.randint(60_000, 70_000) / 1000
        return quantity * price, f"{quantity}*{price}"

    return value


def quotients(chance: Random) -> Computed:
    def value(line: Line, number: int, before: list[float]) -> tuple[float, str]:
        over, by = sized(line, chance, 70_000_000, 90_000_000), chance.choice((7, 11, 13))
        return over / by, f"{over}/{by}"

    return value


def binary_noise(chance: Random) -> Computed:
    """Sums of tenths and hundredths, whose last bits are off."""

    def value(line: Line, number: int, before: list[float]) -> tuple[float, str]:
        terms = [sized(line, chance, 700_000, 900_000) / 100, sized(line, chance, 70_001, 90_000) / 1000]
        terms.append(sized(line, chance, 80_000, 90_000) / 10)
        return added(terms), "+".join(map(str, terms)).replace("+-", "-")

    return value


def grown(chance: Random) -> Computed:
    """Each year a rate above the year before; the first is typed."""

    def value(line: Line, number: int, before: list[float]) -> tuple[float, str]:
        if not before:
            typed = sized(line, chance, 80_000, 90_000)
            return float(typed), str(typed)
        rate = chance.randint(101, 999) / 10000
        return before[-1] * (1 + rate), f"{before[-1]!r}*(1+{rate})"

    return value


def converted(chance: Random, rate: float) -> Computed:
    """Amounts of another currency at a rate."""

    def value(line: Line, number: int, before: list[float]) -> tuple[float, str]:
        amount = sized(line, chance, 700_000, 999_999)
        return amount / rate, f"{amount}/{rate}"

    return value


def big_and_tiny(chance: Random) -> Computed:
    """Large lines beside a fine one."""

    def value(line: Line, number: int, before: list[float]) -> tuple[float, str]:
        if line.key in ("interest", "inventories", "borrowings"):
            share = chance.randint(90_000, 99_999) * 0.000137
            return line.sign * share / 3, f"{line.sign * share!r}/3"
        amount = float(sized(line, chance, 700_000_000, 990_000_000))
        return amount, str(int(amount))

    return value


def noisy(writing: Writing, kind: str, make: Callable[[Random], Computed], *, pasted: bool = False) -> None:
    spans = (*YEARS, year(2024))
    leaf = balanced(make(writing.chance)) if kind == POSITION else make(writing.chance)
    computed(writing, kind, spans, leaf, pasted=pasted)


def balanced(leaf: Computed) -> Computed:
    """Make retained earnings what is missing to a balance, so that both sides are equal but for noise."""
    seen: dict[tuple[str, int], float] = {}

    def value(line: Line, number: int, before: list[float]) -> tuple[float, str]:
        if line.key == "retained":
            assets = added([seen[key, number] for key in ("cash", "receivables", "inventories", "ppe")])
            owed = added([seen[key, number] for key in ("payables", "borrowings", "capital")])
            return assets - owed, f"{assets!r}-{owed!r}"
        seen[line.key, number], formula = leaf(line, number, before)
        return seen[line.key, number], formula

    return value


def translation_by_formula(writing: Writing) -> None:
    """A column in dollars that divides the column beside it by a rate."""
    chance, look = writing.chance, writing.look
    sheet, rate, span = writing.sheet("IS"), 7.2513, YEARS[-1]
    sheet.titles(entity(chance), "Statements of operations", "(in thousands)")
    left, right = look.columns(2)
    heads = [(Shown("Year ended December 31, 2023"), Shown("RMB")), (Shown("", text="2023"), Shown("US$"))]
    world = World(chance, [span])
    sheet.heads([Column(head, span, world) for head in heads])
    for line in lines_of(OPERATIONS, chance, negative=True):
        amount = world.shown(line, span)
        dollars = float(amount) / rate
        sheet.put(sheet.row, look.left, line.caption)
        sheet.put(sheet.row, left, amount, "#,##0")
        sheet.put(sheet.row, right, dollars, "#,##0", formula=f"={xl_rowcol_to_cell(sheet.row, left)}/{rate}")
        sheet.states(
            sheet.row, left, line.caption, OPERATIONS, span.period(OPERATIONS), amount,
            translated=[("USD", as_stored(dollars))],
        )  # fmt: skip
        sheet.row += 1


def running_balance(writing: Writing) -> None:
    """Cash that is carried forward by movements on another sheet; a total of it."""
    chance, look = writing.chance, writing.look
    sheet, other = writing.sheet("Balance Sheet"), writing.sheet("Movements")
    sheet.titles(entity(chance), "Balance sheet", unit_text(writing.book))
    spans = [year(of) for of in (2021, 2022, 2023)]
    world = World(chance, spans)
    sheet.heads([Column((Shown(span.end.strftime("%B %d, %Y")),), span, world) for span in spans])
    moves = [chance.randint(-900_000_000, 900_000_000) / 170_000 for _ in spans]
    for row, move in enumerate(moves):
        other.put(row, 0, move)
    cash = list(accumulate(moves, operator.add, initial=9000.0))[1:]
    receivables = [chance.randint(100, 9999) / 4 for _ in spans]
    rows = (("Cash", cash), ("Receivables", receivables))
    totals = [one + two for one, two in zip(cash, receivables, strict=True)]
    top = sheet.row
    for row, (caption, values) in enumerate((*rows, ("Total current assets", totals)), top):
        sheet.put(row, look.left, caption)
        for number, (at, span, value) in enumerate(zip(look.columns(3), spans, values, strict=True)):
            before = "9000" if not number else xl_rowcol_to_cell(top, look.columns(3)[number - 1])
            cells = [xl_rowcol_to_cell(each, at) for each in (top, top + 1)]
            formula = {top: f"={before}+Movements!A{number + 1}", top + 2: f"={cells[0]}+{cells[1]}"}.get(row, "")
            sheet.put(row, at, value, "#,##0", formula=formula)
            sheet.states(row, at, caption, POSITION, span.period(POSITION), as_stored(value))


def noise() -> Iterator[AnalystBook]:
    family = "computed figures"
    for name, kind, make, pasted in (
        ("products", OPERATIONS, products, False),
        ("quotients", OPERATIONS, quotients, False),
        ("tenths and hundredths", OPERATIONS, binary_noise, False),
        ("growth at rates", OPERATIONS, grown, False),
        ("products, pasted as values", OPERATIONS, products, True),
        ("tenths, pasted as values", POSITION, binary_noise, True),
        ("balance sheet of quotients", POSITION, quotients, False),
        ("balance sheet of products", POSITION, products, False),
        ("converted at 7.2513", OPERATIONS, partial(converted, rate=7.2513), False),
        ("converted at 0.00689", POSITION, partial(converted, rate=0.00689), False),
        ("large lines and a fine one", OPERATIONS, big_and_tiny, False),
        ("large lines and a fine one, balance sheet", POSITION, big_and_tiny, False),
    ):
        yield book(family, name, partial(noisy, kind=kind, make=make, pasted=pasted))
    yield written(family, "translation by formula", 1000, "RMB", translation_by_formula)
    yield book(family, "cash carried forward by movements", running_balance)
