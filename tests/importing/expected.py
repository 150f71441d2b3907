"""What the five analyst workbooks state, from the published figures, and how an answer differs from it.

Money is kept in whole units of its currency, whatever scale a workbook is written in; amounts per share, share counts
and percentages are as printed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from typing import Any

from tests.published import H1_2023, PRIMARY_STATEMENTS, RECONCILIATIONS, PublishedRow, rows_of

ECL = "Expected credit losses, net of tax"
EIR = "Effective interest rate on loans receivable, net of tax"
SBC = "Share-based compensation"
GUARANTEE = "Financial guarantee, net of tax"
QIFU_ADJUSTMENTS = (ECL, EIR, SBC, GUARANTEE)
LEASE_AMORTIZATION, TAX_EFFECTS = "Lease amortization", "Tax effects of intercompany unrealized profit"
PREFERRED_SHARES, LEASES, COMPENSATIONS = "Preferred shares", "Leases", "Share-based compensations"

H1_2024 = "2024-01-01/2024-06-30"
HUTCHMED = {
    "hcm-h12024-pl": (H1_2024, (LEASE_AMORTIZATION, TAX_EFFECTS)),
    "hcm-h12023-pl": (H1_2023, (LEASE_AMORTIZATION,)),
}
AUTOHOME = {
    "athm-fy2023-ni": ("net-income-bridge", "2023-01-01/2023-12-31", (PREFERRED_SHARES, LEASES, COMPENSATIONS)),
    "athm-fy2024-ni": ("net-income-bridge", "2024-01-01/2024-12-31", (PREFERRED_SHARES, LEASES, COMPENSATIONS)),
    "athm-20231231-equity": ("equity-bridge", "2023-12-31", (PREFERRED_SHARES, LEASES)),
    "athm-20241231-equity": ("equity-bridge", "2024-12-31", (PREFERRED_SHARES, LEASES)),
}
SCALE = 1000
ONLY_IN_ENTRIES = ("Contract liabilities", "Additional paid-in capital", "Retained earnings")
FIVE_WORKBOOKS = (
    "qifu-h1-2023",
    "qifu-99.2-pasted",
    "qifu-adjustment-entries",
    "hutchmed-h1-2024",
    "autohome-bridge",
)

Effects = tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """One printed row. ``number``: its place among the rows of the published table; None of an amount: none is stated.

    ``adjustments``: the amount of each by name, None where the cell says that there is none (the effect may then be
    nil or unknown). ``may_be_anywhere``: nothing says where among the lines it stands.
    """

    number: int
    caption: str
    unit: str
    as_reported: Decimal | None
    translated: Decimal | None = None
    adjustments: Effects = ()
    result: Decimal | None = None
    may_be_anywhere: bool = False

    @property
    def is_blank(self) -> bool:
        amounts = (self.as_reported, self.translated, self.result, *(amount for _, amount in self.adjustments))
        return all(amount is None for amount in amounts)


@dataclass(frozen=True, slots=True)
class ExpectedTable:
    """The rows that one published table states for one period."""

    case: str
    kind: str
    period: str
    is_reconciled: bool
    rows: tuple[ExpectedRow, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A published row that the answer does not have, or a line of the answer that nothing states (no table)."""

    sentence: str
    table: ExpectedTable | None


# ------------------------------------------------------------------------------------------ what is published


def unit_of(case: str, caption: str, section: str) -> str:
    if caption.endswith("margin"):
        return "percent"
    for text in (caption, section):
        if text.startswith("Weighted average"):
            return "shares"
        if text.startswith(("Net income per", "Non-GAAP net income per")):
            return "per-share"
    return "money"


def units_of(case: str) -> list[str]:
    """Return the unit of each row that carries figures."""
    units: list[str] = []
    section = ""
    for row in rows_of(case):
        if row.label in ("Basic", "Diluted"):
            number = sum(unit != "money" for unit in units)
            section = ("Net income per ordinary share", "Net income per ADS", "Weighted average shares")[number // 2]
        units.append(unit_of(case, row.label, section))
        section = ""
    return units


def whole(amount: Decimal | None, unit: str) -> Decimal | None:
    return amount * SCALE if amount is not None and unit == "money" else amount


def primary_tables(case: str) -> list[ExpectedTable]:
    kind, columns = PRIMARY_STATEMENTS[case]
    tables = []
    for period in dict.fromkeys(period for period, _ in columns):
        rows = []
        for number, (row, unit) in enumerate(zip(rows_of(case), units_of(case), strict=True)):
            amounts = {
                currency: whole(value, unit)
                for (of, currency), value in zip(columns, row.values, strict=True)
                if of == period
            }
            usd = amounts.get("USD") if unit in ("money", "per-share") else None
            rows.append(ExpectedRow(number, row.label, unit, amounts["RMB"], usd))
        tables.append(ExpectedTable(case, kind, period, False, tuple(row for row in rows if not row.is_blank)))
    return tables


def reconciled_row(number: int, row: PublishedRow, names: Sequence[str]) -> ExpectedRow:
    """A dash is nil: a published reconciliation leaves no cell of a row with figures empty."""
    as_reported, *effects, result = (value * SCALE if value is not None else Decimal(0) for value in row.values)
    return ExpectedRow(number, row.label, "money", as_reported, None, tuple(zip(names, effects, strict=True)), result)


def reconciled_table(case: str, kind: str, period: str, names: Sequence[str]) -> ExpectedTable:
    rows = tuple(reconciled_row(number, row, names) for number, row in enumerate(rows_of(case)))
    return ExpectedTable(case, kind, period, True, rows)


def qifu_reconciliations() -> list[ExpectedTable]:
    return [reconciled_table(case, *where, QIFU_ADJUSTMENTS) for case, where in RECONCILIATIONS.items()]


def known_only_by_entries(row: ExpectedRow) -> ExpectedRow:
    if row.caption not in ONLY_IN_ENTRIES:
        return row
    return replace(row, as_reported=None, result=None, may_be_anywhere=True)


def expected_of(stem: str) -> list[ExpectedTable]:
    """Return what a workbook states, table by table and period by period, in the order of its sheets."""
    match stem:
        case "qifu-h1-2023":
            primary = [table for case in PRIMARY_STATEMENTS for table in primary_tables(case)]
            return [*primary, *qifu_reconciliations()]
        case "qifu-99.2-pasted":
            return qifu_reconciliations()
        case "qifu-adjustment-entries":
            names = ("qifu-991-balance-sheet", "qifu-991-operations-q2", "qifu-991-operations-h1")
            primary = [table for case in names for table in primary_tables(case)]
            rolled_up = qifu_reconciliations()
            return [
                *primary,
                *(replace(t, rows=tuple(known_only_by_entries(row) for row in t.rows)) for t in rolled_up),
            ]
        case "hutchmed-h1-2024":
            return [reconciled_table(case, "operations", *where) for case, where in HUTCHMED.items()]
        case "autohome-bridge":
            return [reconciled_table(case, *where) for case, where in AUTOHOME.items()]
    raise ValueError(stem)


# ---------------------------------------------------------------------------------------- what an answer says


def differences(answer: Any, expected: Sequence[ExpectedTable]) -> list[str]:
    """Return one sentence for each published row that the answer does not have, and each line that nothing states."""
    return [difference.sentence for difference in found_differences(answer, expected)]


def found_differences(answer: Any, expected: Sequence[ExpectedTable]) -> list[Difference]:
    named = adjustment_ids(answer, expected)
    found: list[Difference] = []
    for kind in dict.fromkeys(table.kind for table in expected):
        tables = [table for table in expected if table.kind == kind]
        lines = [
            line
            for statement in answer["statements"]
            if statement["kind"] == kind
            for line in statement["lines"]
            if line["role"] != "heading"
        ]
        reconciled = {table.period for table in tables if table.is_reconciled}
        explained: set[int] = set()
        for table in tables:
            comparing = Comparing(table, Decimal(answer["scale"]), named, table.period in reconciled)
            pairs, missing = aligned(table.rows, lines, comparing.agrees)
            explained |= pairs
            found += [Difference(comparing.sentence(row, lines), table) for row in missing]
        found += [
            Difference(f"{kind}: '{line['caption']}' has figures that no table states", None)
            for number, line in enumerate(lines)
            if number not in explained and has_figures(line)
        ]
    known = {table.kind for table in expected}
    found += [
        Difference(f"a statement of kind {statement['kind']} is stated by nothing", None)
        for statement in answer["statements"]
        if statement["kind"] not in known
    ]
    return found


def has_figures(line: Any) -> bool:
    """True where a source is said to print the line, or an adjustment to move it."""
    return any(
        figure["as_reported"] is not None or any(figure["adjustments"].values()) for figure in line["figures"].values()
    )


def adjustment_ids(answer: Any, expected: Sequence[ExpectedTable]) -> dict[str, str]:
    """Return the id of each expected adjustment: by its name, else the one that fits the most figures."""
    names = list(dict.fromkeys(name for table in expected for row in table.rows for name, _ in row.adjustments))
    free = [(adjustment["id"], bare(adjustment["name"])) for adjustment in answer["adjustments"]]
    ids: dict[str, str] = {}
    for is_same in (lambda one, other: one == other, lambda one, other: one in other or other in one):
        for name in names:
            match = next((key for key, called in free if name not in ids and is_same(bare(name), called)), None)
            if match is not None:
                ids[name] = match
                free = [each for each in free if each[0] != match]
    others = [name for name in names if name not in ids]
    orders = permutations([key for key, _ in free][:5], min(len(others), len(free), 5))
    guesses = [ids | dict(zip(others, order, strict=False)) for order in orders]
    return max(guesses, key=lambda guess: fitting_effects(answer, expected, guess)) if len(guesses) > 1 else guesses[0]


def bare(name: str) -> str:
    """Return a name for comparison: one case, no punctuation, no reference to a note."""
    text = re.sub(r"\(notes? [^)]*\)", " ", unicodedata.normalize("NFKC", name).casefold())
    return re.sub(r"[\W_]+", " ", text).strip().removesuffix("net of tax").strip()


def fitting_effects(answer: Any, expected: Sequence[ExpectedTable], ids: dict[str, str]) -> int:
    """Return how many expected effects occur anywhere in the answer under these ids."""
    there = {
        (period, key, amount * answer["scale"])
        for statement in answer["statements"]
        for line in statement["lines"]
        for period, figure in line["figures"].items()
        for key, amount in figure["adjustments"].items()
        if amount
    }
    return sum(
        (table.period, ids.get(name), amount) in there
        for table in expected
        for row in table.rows
        for name, amount in row.adjustments
    )


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compares the rows of one table with lines of the answer."""

    table: ExpectedTable
    scale: Decimal
    ids: dict[str, str]
    period_is_reconciled: bool

    def agrees(self, row: ExpectedRow, line: Any) -> bool:
        figure = line["figures"].get(self.table.period)
        if figure is None or line["unit"] != row.unit:
            return False
        return self._shown(row, figure) == self._expected(row, figure)

    def _expected(self, row: ExpectedRow, figure: Any) -> tuple[object, ...]:
        if not self.table.is_reconciled:
            return (row.as_reported, row.translated, None)
        effects = {
            self.ids.get(name, name): self._whole(row, figure["adjustments"].get(self.ids.get(name)) or Decimal(0))
            if amount is None
            else amount
            for name, amount in row.adjustments
        }
        return (row.as_reported, row.translated, row.result, effects)

    def _shown(self, row: ExpectedRow, figure: Any) -> tuple[object, ...]:
        as_reported = self._whole(row, figure["as_reported"])
        translated = None
        if row.translated is not None:
            translated = self._whole(row, figure.get("as_reported_translated", {}).get("USD"))
        result = self._whole(row, figure["result"])
        if not self.table.is_reconciled:
            return (as_reported, translated, None if self.period_is_reconciled else result)
        asked = {self.ids.get(name, name): amount for name, amount in row.adjustments}
        effects = {
            key: self._whole(row, Decimal(0) if amount is None and asked.get(key, 0) is None else amount)
            for key, amount in figure["adjustments"].items()
            if key in asked or amount
        }
        return (as_reported, translated, result, effects)

    def _whole(self, row: ExpectedRow, amount: Decimal | None) -> Decimal | None:
        return amount * self.scale if amount is not None and row.unit == "money" else amount

    def sentence(self, row: ExpectedRow, lines: Sequence[Any]) -> str:
        table = self.table
        start = f"{table.kind}, {table.period}: '{row.caption}' should read {self._in_words(row)}; "
        like = self._most_alike(row, lines)
        if like is None:
            return start + "there is no such line"
        figure = like["figures"].get(table.period)
        if figure is None:
            return f"{start}'{like['caption']}' has no such period"
        effects = {key: str(amount) for key, amount in figure["adjustments"].items() if amount or amount is None}
        shown = f"{figure['as_reported']} {effects} {figure['result']} {figure.get('as_reported_translated', {})}"
        return f"{start}'{like['caption']}' ({like['unit']}, in units of {self.scale}) reads {shown}"

    def _in_words(self, row: ExpectedRow) -> str:
        effects = {self.ids.get(name, f"? {name}"): str(amount) for name, amount in row.adjustments if amount}
        return f"{row.as_reported} {effects} {row.result} {row.translated or ''}".strip()

    def _most_alike(self, row: ExpectedRow, lines: Sequence[Any]) -> Any:
        def points(line: Any) -> int:
            figure = line["figures"].get(self.table.period) or {}
            called = row.caption in (line["caption"], *line["also_called"])
            amounts = [(row.as_reported, figure.get("as_reported")), (row.result, figure.get("result"))]
            return 3 * called + sum(one is not None and one == self._whole(row, other) for one, other in amounts)

        best = max(lines, key=points, default=None)
        return best if best is not None and points(best) else None


def aligned(
    rows: Sequence[ExpectedRow], lines: Sequence[Any], agrees: Callable[[ExpectedRow, Any], bool]
) -> tuple[set[int], list[ExpectedRow]]:
    """Pair as many rows as possible with lines, both in order. Return the lines that have a row, and rows without."""
    ordered = [row for row in rows if not row.may_be_anywhere]
    fits = [[agrees(row, line) for line in lines] for row in ordered]
    best = [[0] * (len(lines) + 1) for _ in range(len(ordered) + 1)]
    for i in reversed(range(len(ordered))):
        for j in reversed(range(len(lines))):
            best[i][j] = best[i + 1][j + 1] + 1 if fits[i][j] else max(best[i + 1][j], best[i][j + 1])
    taken, missing = set(), []
    i = j = 0
    while i < len(ordered):
        if j < len(lines) and fits[i][j]:
            taken.add(j)
            i, j = i + 1, j + 1
        elif j < len(lines) and best[i][j + 1] >= best[i + 1][j]:
            j += 1
        else:
            missing.append(ordered[i])
            i += 1
    for row in rows:
        if row.may_be_anywhere:
            found = next((n for n, line in enumerate(lines) if n not in taken and agrees(row, line)), None)
            if found is None:
                missing.append(row)
            else:
                taken.add(found)
    return taken, missing


def rows_with(
    tables: Iterable[ExpectedTable], change: Callable[[ExpectedTable, ExpectedRow], ExpectedRow]
) -> Iterator[ExpectedTable]:
    """Yield the tables with every row changed; rows that then state nothing are left out."""
    for table in tables:
        rows = (change(table, row) for row in table.rows)
        yield replace(table, rows=tuple(row for row in rows if not row.is_blank))
