"""Figures of a made-up company that foot and articulate in any periods, and the captions people give to its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

OPERATIONS, POSITION, CASH_FLOWS = "operations", "financial-position", "cash-flows"
INCOME_BRIDGE, EQUITY_BRIDGE = "net-income-bridge", "equity-bridge"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A period of time, both days included."""

    start: date
    end: date

    def period(self, kind: str) -> str:
        """Return the id of the period that a statement of this kind has: a day for what stands, else both ends."""
        stands = kind in (POSITION, EQUITY_BRIDGE)
        return self.end.isoformat() if stands else f"{self.start.isoformat()}/{self.end.isoformat()}"


def months(year: int, first: int, last: int) -> Span:
    """Return a span of whole months; ``last`` may be past 12, into the next year."""
    over, month = divmod(last, 12)
    return Span(date(year, first, 1), date(year + over, month + 1, 1) - timedelta(days=1))


def year(number: int) -> Span:
    return months(number, 1, 12)


def quarter(of: int, number: int) -> Span:
    return months(of, 3 * number - 2, 3 * number)


def quarters(*years: int) -> list[Span]:
    return [quarter(each, number) for each in years for number in (1, 2, 3, 4)]


# ----------------------------------------------------------------------------------------------------- captions


@dataclass(frozen=True, slots=True)
class Item:
    """A line that people call differently. ``cost``: it may be shown negative; ``parts``: what it is made of."""

    key: str
    captions: tuple[str, ...]
    parts: tuple[tuple[str, int], ...] = ()
    cost: bool = False


def plus(*keys: str) -> tuple[tuple[str, int], ...]:
    """Return parts; a key that starts with a minus is taken away."""
    return tuple((key.lstrip("-"), -1 if key.startswith("-") else 1) for key in keys)


INCOME = (
    Item("revenue", ("Revenue", "Net sales", "Turnover", "Total revenue", "Sales", "Net revenues")),
    Item("cost", ("Cost of sales", "Cost of goods sold", "Cost of revenue", "Cost of revenues"), cost=True),
    Item("gross", ("Gross profit", "Gross income"), plus("revenue", "-cost")),
    Item("selling", ("Selling expenses", "Selling and marketing", "Distribution costs", "Marketing"), cost=True),
    Item("admin", ("Administrative expenses", "General and administrative", "G&A expenses"), cost=True),
    Item(
        "operating",
        ("Operating income", "Operating profit", "Income from operations", "EBIT"),
        plus("gross", "-selling", "-admin"),
    ),
    Item("interest", ("Interest expense", "Finance costs", "Net interest expense"), cost=True),
    Item(
        "pretax",
        ("Income before income taxes", "Profit before tax", "Pre-tax income", "Earnings before tax"),
        plus("operating", "-interest"),
    ),
    Item("tax", ("Income tax expense", "Income taxes", "Taxation", "Provision for income taxes"), cost=True),
    Item("net", ("Net income", "Profit for the period", "Net profit", "Net earnings"), plus("pretax", "-tax")),
)
BALANCE = (
    Item("cash", ("Cash and cash equivalents", "Cash", "Cash at bank")),
    Item("receivables", ("Trade receivables", "Accounts receivable", "Receivables", "Debtors")),
    Item("inventories", ("Inventories", "Inventory", "Stocks")),
    Item("current", ("Total current assets",), plus("cash", "receivables", "inventories")),
    Item("ppe", ("Property, plant and equipment", "Fixed assets", "PP&E, net")),
    Item("assets", ("Total assets", "TOTAL ASSETS"), plus("current", "ppe")),
    Item("payables", ("Trade payables", "Accounts payable", "Payables", "Creditors")),
    Item("borrowings", ("Borrowings", "Long-term debt", "Bank loans")),
    Item("liabilities", ("Total liabilities",), plus("payables", "borrowings")),
    Item("capital", ("Share capital", "Common stock", "Paid-in capital")),
    Item("retained", ("Retained earnings", "Accumulated profits")),
    Item("equity", ("Total equity", "Total shareholders' equity"), plus("capital", "retained")),
    Item(
        "both",
        ("Total liabilities and equity", "Total equity and liabilities", "LIABILITIES AND EQUITY"),
        plus("liabilities", "equity"),
    ),
)
CASH_FLOW = (
    Item("net", ("Net income", "Profit for the period", "Net profit")),
    Item("depreciation", ("Depreciation and amortisation", "Depreciation", "D&A")),
    Item("more_receivables", ("Change in receivables", "Increase in trade receivables"), cost=True),
    Item("more_inventories", ("Change in inventories", "Increase in inventories"), cost=True),
    Item("more_payables", ("Change in payables", "Increase in trade payables")),
    Item(
        "cfo",
        ("Net cash from operating activities", "Cash flow from operations", "Net operating cash flow"),
        plus("net", "depreciation", "-more_receivables", "-more_inventories", "more_payables"),
    ),
    Item("capex", ("Capital expenditure", "Purchases of property, plant and equipment", "Capex"), cost=True),
    Item("cfi", ("Net cash used in investing activities", "Cash flow from investing"), plus("-capex")),
    Item("more_borrowings", ("Proceeds from borrowings", "New bank loans")),
    Item("dividends", ("Dividends paid", "Dividends"), cost=True),
    Item(
        "cff",
        ("Net cash from financing activities", "Cash flow from financing"),
        plus("more_borrowings", "-dividends"),
    ),
    Item("change", ("Net change in cash", "Net increase (decrease) in cash"), plus("cfo", "cfi", "cff")),
    Item("opening", ("Cash at beginning of period", "Opening cash")),
    Item("closing", ("Cash at end of period", "Closing cash"), plus("opening", "change")),
)
ITEMS = {OPERATIONS: INCOME, POSITION: BALANCE, CASH_FLOWS: CASH_FLOW}
MADE_OF = {item.key: item.parts for item in (*CASH_FLOW, *BALANCE, *INCOME) if item.parts}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a sheet shows it; ``sign`` −1: costs are shown negative. A heading has no key."""

    key: str
    caption: str
    sign: int = 1
    parts: tuple[tuple[str, int], ...] = ()


def heading(caption: str) -> Line:
    return Line("", caption)


def lines_of(kind: str, chance: Random, *, negative: bool = False) -> list[Line]:
    """Return the lines of a statement under captions taken by chance; outflows of cash are always negative."""
    shown_negative = negative or kind == CASH_FLOWS
    return [
        Line(item.key, chance.choice(item.captions), -1 if item.cost and shown_negative else 1, item.parts)
        for item in ITEMS[kind]
    ]


def with_sections(lines: Sequence[Line]) -> list[Line]:
    """Return a balance sheet with headings between its lines."""
    before = {"cash": ("ASSETS", "Current assets"), "ppe": ("Non-current assets",)}
    before |= {"payables": ("LIABILITIES",), "capital": ("EQUITY",)}
    return [each for line in lines for each in (*map(heading, before.get(line.key, ())), line)]


# ------------------------------------------------------------------------------------------------------ figures


class World:
    """What a company did: amounts for consecutive short spans, which add up to longer ones.

    Amounts are whole in the last of their ``decimals``.
    """

    def __init__(self, chance: Random, bases: Sequence[Span], size: int = 1, decimals: int = 0) -> None:
        self.bases, self.decimals = sorted(bases), decimals
        self._flows: dict[tuple[str, Span], int] = {}
        self._stocks: dict[tuple[str, date], int] = {}
        level = {key: chance.randint(900, 4000) * size for key in ("cash", "receivables", "inventories", "payables")}
        level |= {"ppe": chance.randint(30000, 60000) * size, "borrowings": chance.randint(5000, 9000) * size}
        level["capital"] = chance.randint(1000, 9000) * size
        owed = level["payables"] + level["borrowings"] + level["capital"]
        level["retained"] = sum(level[key] for key in ("cash", "receivables", "inventories", "ppe")) - owed
        self._keep(self.bases[0].start - timedelta(days=1), level)
        for base in self.bases:
            flows = drawn(chance, size)
            self._flows |= {(key, base): amount for key, amount in flows.items()}
            level = moved(level, flows)
            self._keep(base.end, level)

    def _keep(self, day: date, level: dict[str, int]) -> None:
        self._stocks |= {(key, day): amount for key, amount in level.items()}

    def amount(self, key: str, span: Span) -> int:
        """Return the amount of a line, costs positive: what it came to in the span, or stood at on its last day."""
        if key == "opening":
            return self._stocks["cash", span.start - timedelta(days=1)]
        if key in MADE_OF:
            return sum(weight * self.amount(part, span) for part, weight in MADE_OF[key])
        if (key, span.end) in self._stocks:
            return self._stocks[key, span.end]
        return sum(self._flows[key, base] for base in self.bases if span.start <= base.start and base.end <= span.end)

    def shown(self, line: Line, span: Span) -> Decimal:
        return Decimal(line.sign * self.amount(line.key, span)).scaleb(-self.decimals)


def drawn(chance: Random, size: int) -> dict[str, int]:
    """Return what happened in one short span."""
    revenue = chance.randint(40000, 90000) * size // 10
    flows = {"revenue": revenue, "cost": revenue * chance.randint(52, 63) // 100}
    flows |= {"selling": revenue * chance.randint(7, 11) // 100, "admin": revenue * chance.randint(4, 8) // 100}
    flows["interest"] = revenue * chance.randint(5, 15) // 1000
    before_tax = flows["revenue"] - sum(flows[key] for key in ("cost", "selling", "admin", "interest"))
    flows["tax"] = before_tax * chance.randint(18, 27) // 100
    flows["net_of_tax"] = before_tax - flows["tax"]
    flows |= {key: chance.randint(11, 97) * size for key in ("more_receivables", "more_inventories", "more_payables")}
    flows |= {"depreciation": chance.randint(210, 480) * size, "capex": chance.randint(150, 390) * size}
    flows |= {"more_borrowings": chance.randint(11, 99) * size, "dividends": chance.randint(101, 199) * size}
    return flows


def moved(level: dict[str, int], flows: dict[str, int]) -> dict[str, int]:
    """Return what stands at the end of a span: assets equal liabilities and equity again."""
    after = {key: level[key] + flows.get(f"more_{key}", 0) for key in level}
    after["ppe"] = level["ppe"] + flows["capex"] - flows["depreciation"]
    after["retained"] = level["retained"] + flows["net_of_tax"] - flows["dividends"]
    operating = flows["net_of_tax"] + flows["depreciation"] + flows["more_payables"]
    operating -= flows["more_receivables"] + flows["more_inventories"]
    after["cash"] = level["cash"] + operating - flows["capex"] + flows["more_borrowings"] - flows["dividends"]
    return after
