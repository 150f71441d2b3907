"""Reconciliations from one framework to another, as they stand in notes: a column per difference, or a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from random import Random

from xlsxwriter.utility import xl_rowcol_to_cell

from tests.importing.analyst_figures import (
    EQUITY_BRIDGE,
    INCOME_BRIDGE,
    MADE_OF,
    OPERATIONS,
    POSITION,
    Line,
    Span,
    World,
    lines_of,
    months,
    year,
)
from tests.importing.analyst_periods import UNITS, entity, unit_text
from tests.importing.analyst_sheets import AnalystBook, Sheet, Shown, Writing
from tests.importing.analyst_units import written

Effects = dict[str, int]
FROM_US = ("As reported under U.S. GAAP", "As reported under IFRS")
FROM_UK = ("UK GAAP", "IFRS")
TO_US = ("Under IFRS", "Under US GAAP")


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference by name, with what it does to lines, costs positive."""

    name: str
    effects: Effects


def differences_of(kind: str, chance: Random, number: int) -> list[Difference]:
    """Return differences that articulate: what they do to assets they do to liabilities and equity."""
    one, two, three = (chance.randint(11, 99) for _ in range(3))
    if kind == OPERATIONS:
        known = [
            Difference("Leases", {"admin": -one, "interest": two}),
            Difference("Share-based compensation", {"selling": three, "admin": one}),
            Difference("Development costs", {"cost": -two, "tax": three}),
        ]
    else:
        known = [
            Difference("Leases", {"ppe": 10 * one, "borrowings": 11 * one, "retained": -one}),
            Difference("Expected credit losses", {"receivables": -two, "retained": -two}),
            Difference("Development costs", {"ppe": three, "retained": three}),
        ]
    return known[:number]


def effect(difference: Difference, key: str) -> int:
    """Return what a difference does to a line, totals included."""
    if key in MADE_OF:
        return sum(weight * effect(difference, part) for part, weight in MADE_OF[key])
    return difference.effects.get(key, 0)


@dataclass(frozen=True, slots=True)
class Form:
    """How a reconciliation is laid out. ``redundant``: the heading of a column that adds up the differences;

    ``unit``: what stands below each heading; ``nil``: how no effect is shown; ``without``: lines that are not printed.
    """

    kind: str = OPERATIONS
    frameworks: tuple[str, str] = FROM_US
    number: int = 2
    redundant: str = ""
    unit: str = ""
    nil: int | str | None = 0
    without: tuple[str, ...] = ()


def table(sheet: Sheet, form: Form, lines: Sequence[Line], words: str, span: Span) -> None:
    """Write a reconciliation under its period, with the heading row and the lines."""
    chance, look = sheet.writing.chance, sheet.look
    differences = differences_of(form.kind, chance, form.number)
    sheet.put(sheet.row, look.left, words, bold=look.bold)
    heads = [form.frameworks[0], *(each.name for each in differences), form.frameworks[1]]
    heads[-1:-1] = [form.redundant] if form.redundant else []
    columns = look.columns(len(heads))
    for at, head in zip(columns, heads, strict=True):
        sheet.put(sheet.row + 1, at, head, bold=look.bold)
        if form.unit:
            sheet.put(sheet.row + 2, at, form.unit)
    sheet.row += 3 if form.unit else 2
    world, top = World(chance, [span]), sheet.row
    for line in (line for line in lines if line.key not in form.without):
        row_of(sheet, form, differences, line, world, span)
        sheet.row += 1
    if form.redundant:
        sheet.leave_out(top, columns[-2], sheet.row - 1, columns[-2])
    sheet.row += 1


def row_of(sheet: Sheet, form: Form, differences: Sequence[Difference], line: Line, world: World, span: Span) -> None:
    effects = [Decimal(line.sign * effect(each, line.key)) for each in differences]
    amount, together = world.shown(line, span), sum(effects, Decimal(0))
    amounts: list[Decimal | None] = [amount, *effects, amount + together]
    amounts[-1:-1] = [together] if form.redundant else []
    columns = sheet.look.columns(len(amounts))
    sheet.put(sheet.row, sheet.look.left, line.caption, bold=sheet.look.bold and bool(line.parts))
    for at, shown in zip(columns, amounts, strict=True):
        if shown or at in (columns[0], columns[-1]):
            formula = "" if at != columns[-1] or not sheet.look.formulas else result_formula(sheet.row, columns, form)
            sheet.put(sheet.row, at, shown or 0, sheet.look.number_format, formula=formula)
        elif form.nil is not None:
            sheet.put(sheet.row, at, form.nil, sheet.look.number_format)
    sheet.states(
        sheet.row,
        columns[0],
        line.caption,
        form.kind,
        span.period(form.kind),
        amount,
        effects=[(each.name, of) for each, of in zip(differences, effects, strict=True)],
        result=amount + together,
    )


def result_formula(row: int, columns: Sequence[int], form: Form) -> str:
    """Return the formula of the last column: the first and the differences, or their sum."""
    added = [columns[0], columns[-2]] if form.redundant else columns[:-1]
    return "=" + "+".join(f"N({xl_rowcol_to_cell(row, at)})" for at in added)


def tables(writing: Writing, forms: Sequence[Form], periods: Sequence[tuple[str, Span]], *, unit: bool = True) -> None:
    sheet = writing.sheet(writing.chance.choice(("Recon", "Note 31", "GAAP differences")))
    frameworks = forms[0].frameworks
    named = "income statement" if forms[0].kind == OPERATIONS else "balance sheet"
    known = [name.replace("As reported under", "").replace("Under", "").strip() for name in frameworks]
    sheet.titles(entity(writing.chance), f"Reconciliation of the {named} from {known[0]} to {known[1]}")
    if unit:
        sheet.row -= 1
        sheet.titles(unit_text(writing.book))
    lines = lines_of(forms[0].kind, writing.chance, negative=True)
    for form, (words, span) in zip(forms, periods, strict=True):
        table(sheet, form, lines, words, span)


# ----------------------------------------------------------------------------------------------- a row per difference


def bridge(
    writing: Writing, kind: str, heads: Sequence[tuple[Shown, Span]], unit: str, frameworks: tuple[str, str]
) -> None:
    """A measure is led from one framework to the other, a row for each difference and a column for each period."""
    chance, look = writing.chance, writing.look
    sheet = writing.sheet("Note 24")
    measure = "Net income" if kind == INCOME_BRIDGE else "Shareholders' equity"
    sheet.titles(entity(chance), f"Reconciliation of {measure.lower()} under {frameworks[0]} and {frameworks[1]}")
    columns = look.columns(len(heads))
    for at, (shown, _) in zip(columns, heads, strict=True):
        sheet.show(sheet.row, at, shown)
        if unit:
            sheet.put(sheet.row + 1, at, unit)
    sheet.row += 2 if unit else 1
    names = ("Leases", "Deferred tax", "Goodwill amortisation")
    amounts = [[Decimal(chance.randint(-99, 99) or 7) for _ in names] for _ in heads]
    start = [Decimal(chance.randint(2000, 9000)) for _ in heads]
    rows = [f"{measure} under {frameworks[0]}", *names, f"{measure} under {frameworks[1]}"]
    for number, caption in enumerate(rows):
        sheet.put(sheet.row + number, look.left, caption)
    for at, (_, span), first, effects in zip(columns, heads, start, amounts, strict=True):
        for number, amount in enumerate([first, *effects, first + sum(effects)]):
            sheet.put(sheet.row + number, at, amount, look.number_format)
        pairs = list(zip(names, effects, strict=True))
        result = first + sum(effects)
        sheet.states(sheet.row, at, measure, kind, span.period(kind), first, effects=pairs, result=result)


def reconciliations() -> Iterator[AnalystBook]:
    half, comparative = (
        ("Six months ended June 30, 2025", months(2025, 1, 6)),
        ("Six months ended June 30, 2024", months(2024, 1, 6)),
    )
    ten_months = ("Ten months ended 31 October 2023", months(2023, 1, 10))
    weeks = ("Twenty-six weeks ended 1 July 2023", Span(months(2023, 1, 1).start, months(2023, 7, 7).start))
    nine = ("For the nine months ended 30 September 2023", months(2023, 1, 9))
    december = ("As at 31 December 2023", year(2023))
    truncated = ("selling", "admin", "interest", "tax", "pretax", "net")
    for name, forms, periods in (
        ("one difference", [Form(number=1)], [half]),
        ("column Difference", [Form(redundant="Difference")], [half]),
        ("column Total adjustments", [Form(redundant="Total adjustments", number=3, nil="-")], [half]),
        (
            "column Total differences, UK GAAP",
            [Form(redundant="Total differences", frameworks=FROM_UK, nil=None)],
            [nine],
        ),
        (
            "total stated for one period only",
            [Form(), Form(without=("operating", "pretax", "tax", "net", "interest"))],
            [half, comparative],
        ),
        (
            "column Differences, two periods",
            [Form(redundant="Differences"), Form(redundant="Differences", without=truncated)],
            [half, comparative],
        ),
        ("ten months", [Form(frameworks=TO_US, nil="–")], [ten_months]),
        ("twenty-six weeks", [Form(number=3)], [weeks]),
        ("balance sheet", [Form(kind=POSITION, number=3, nil=None)], [december]),
        ("balance sheet, column Difference", [Form(kind=POSITION, redundant="Difference")], [december]),
    ):
        _, scale, currency = UNITS[len(name) % len(UNITS)]
        yield written("reconciliations", name, scale, currency, partial(tables, forms=forms, periods=periods))
    unit = partial(tables, forms=[Form(unit="US$'000")], periods=[half], unit=False)
    yield written("reconciliations", "unit below each heading", 1000, "USD", unit)
    millions = partial(tables, forms=[Form(unit="£m", redundant="Difference")], periods=[nine], unit=False)
    yield written("reconciliations", "unit below each heading, column Difference", 1_000_000, "GBP", millions)
    years = [(Shown(of), year(of)) for of in (2023, 2022)]
    ends = [(Shown(span.end, "d mmm yyyy", span.end.strftime("%d %b %Y")), span) for _, span in years]
    for name, kind, heads, sign, frameworks in (
        ("net income by rows, unit cells", INCOME_BRIDGE, years, "US$(000)", ("IFRS", "U.S. GAAP")),
        ("net income by rows, RMB'000", INCOME_BRIDGE, years, "RMB'000", ("U.S. GAAP", "IFRS")),
        ("equity by rows, dates", EQUITY_BRIDGE, ends, "US$'000", ("US GAAP", "IFRS")),
    ):
        recipe = partial(bridge, kind=kind, heads=heads, unit=sign, frameworks=frameworks)
        yield written("reconciliations", name, 1000, "RMB" if "RMB" in sign else "USD", recipe)
