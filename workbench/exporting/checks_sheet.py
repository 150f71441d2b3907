"""The Checks sheet: every comparison as a formula over the other sheets, one overall light."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from workbench.checks.statements import claims_on_assets
from workbench.domain.amounts import half_a_digit
from workbench.domain.findings import Finding, Status
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId, reporting_periods
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says
from workbench.domain.statements import Kind, Meaning
from workbench.engine import Results
from workbench.exporting import formulas
from workbench.exporting.layout import GREY, HEADING_FILL, Listed, Look, PlannedRow, PlannedSheet, a1, fixed, shown
from workbench.exporting.listing_sheets import STATED_AMOUNT
from workbench.exporting.reconciled_sheet import AS_REPORTED, ReconciledSheet
from workbench.exporting.sheet_heads import listing_head
from workbench.exporting.statement_sheet import StatementSheet
from workbench.presentation.states import state_of

HEADING_ROW, FIRST_ROW = 6, 7
CHECK, WHAT, HERE, THERE, DIFFERENCE, VERDICT = range(1, 7)
LIGHT_ROW, STATE_ROW = 3, 4
NO_FORMULA = "(Found by the program at export. No formula tests it here, so it stays FAIL whatever the switches do.)"
FAMILIES = {"agreement of sources": "tie-out"}
"""What the program's checks are called on this sheet, where it is another name."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row: two formulas that must agree, and what they amount to now."""

    check: str
    what: str
    here: str
    there: str
    here_now: Decimal
    there_now: Decimal
    decimals: int

    @property
    def holds(self) -> bool:
        return abs(self.here_now - self.there_now) < half_a_digit(self.decimals)


@dataclass(frozen=True)
class Sheets:
    """What the comparisons refer to."""

    results: Results
    reconciled: Sequence[ReconciledSheet]
    others: Sequence[StatementSheet]
    sources: PlannedSheet
    source_rows: dict[tuple[CellRef, str], int]

    @property
    def project(self) -> Project:
        return self.results.project

    def source(self, cell: CellRef, line: LineId) -> str:
        return self.sources.ref(self.source_rows[cell, line], STATED_AMOUNT)

    def as_reported(self, line: LineId, period: PeriodId) -> str | None:
        """Return the cell that shows a figure as reported; None where no sheet does."""
        for planned in self.reconciled:
            if planned.period == period and line in planned.row_of:
                return planned.cell(line, AS_REPORTED)
        for other in self.others:
            if (period, "") in other.column_of and line in other.row_of:
                return other.cell(line, period)
        return None


def fill_checks(sheet: PlannedSheet, sheets: Sheets, findings: Sequence[Finding], state: str) -> tuple[str, str]:
    """Plan the sheet; return the text of the light and of the state line as they stand now.

    ``state``: what is said of the switches, for a formula.
    """
    listing_head(sheet, "Checks")
    sheet.put(2, 1, "Each verdict is a formula: ROUND(this workbook - expected, decimals) = 0.", Look(colour=GREY))
    _headings(sheet)
    compared = tuple(comparisons(sheets))
    failing = {comparison.check for comparison in compared if not comparison.holds}
    others = tuple(
        finding
        for finding in findings
        if finding.status is Status.FAIL and FAMILIES.get(finding.check, finding.check) not in failing
    )
    number = len(compared) + len(others)
    sheet.listed = Listed(FIRST_ROW, number, lambda: _rows(compared, others))
    fails = sum(not comparison.holds for comparison in compared) + len(others)
    last = max(FIRST_ROW + number - 1, FIRST_ROW)
    count = f'COUNTIF({fixed(FIRST_ROW, VERDICT)}:{fixed(last, VERDICT)},"FAIL")'
    passed = f"All {number} checks pass" if number else "Nothing could be checked"
    light = f"{fails} of {number} checks FAIL" if fails else passed
    formula = f'=IF({count}=0,"{passed}",{count}&" of {number} checks FAIL")'
    sheet.put(LIGHT_ROW, 1, light, Look(bold=True, size=12), formula)
    shown_now = state_of(sheets.project).in_words + (f" — {light}" if fails else "")
    sheet.put(STATE_ROW, 1, shown_now, Look(italic=True, colour=GREY), f"={state}&{fails_formula(sheet)}")
    sheet.freeze, sheet.heading_rows = (FIRST_ROW, 1), (HEADING_ROW, HEADING_ROW)
    sheet.verdicts = ((LIGHT_ROW, 1, STATE_ROW, 1), (FIRST_ROW, VERDICT, last, VERDICT))
    return light, shown_now


def fails_formula(checks: PlannedSheet) -> str:
    """Return what follows the state of a sheet: that checks fail, or nothing; for a formula on any sheet."""
    light = checks.ref(LIGHT_ROW, 1)
    return f'IF(ISNUMBER(SEARCH("FAIL",{light}))," — "&{light},"")'


def _headings(sheet: PlannedSheet) -> None:
    heading = Look(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
    titles = (
        ("Check", 22),
        ("What", 120),
        ("This workbook", 18),
        ("Expected", 18),
        ("Difference", 14),
        ("Verdict", 12),
    )
    for column, (text, width) in enumerate(titles, 1):
        sheet.put(HEADING_ROW, column, text, heading)
        sheet.widths[column] = width


def _rows(compared: Iterable[Comparison], others: Iterable[Finding]) -> Iterator[PlannedRow]:
    verdict = Look(bold=True, align="center")
    for row, comparison in enumerate(compared, FIRST_ROW):
        places = "." + "0" * comparison.decimals if comparison.decimals else ""
        number = Look(number_format=f'#,##0{places}_);(#,##0{places});"—"_)')
        here, there, decimals = a1(row, HERE), a1(row, THERE), comparison.decimals
        difference = comparison.here_now - comparison.there_now
        yield (
            shown(comparison.check),
            shown(comparison.what),
            shown(comparison.here_now, number, f"={comparison.here}"),
            shown(comparison.there_now, number, f"={comparison.there}"),
            shown(difference, number, formulas.difference(here, there, decimals)),
            shown("pass" if comparison.holds else "FAIL", verdict, formulas.verdict(here, there, decimals)),
        )
    for finding in others:
        blank = shown(None)
        what = shown(f"{finding.message} {NO_FORMULA}")
        yield shown(finding.check), what, blank, blank, blank, shown("FAIL", verdict)


def comparisons(sheets: Sheets) -> Iterator[Comparison]:
    """Yield every comparison, family by family, in the order of the sheets."""
    for planned in sheets.reconciled:
        yield from _tie_outs(sheets, planned)
    for other in sheets.others:
        yield from _tie_outs_elsewhere(sheets, other)
    for planned in sheets.reconciled:
        yield from _effects(sheets, planned)
        yield from _cross_casts(sheets, planned)
        yield from _balance(sheets, planned)
    yield from _net_income(sheets)
    yield from _roll_forward(sheets)
    yield from _cash(sheets)


def _tie_outs(sheets: Sheets, planned: ReconciledSheet) -> Iterator[Comparison]:
    """As reported in this workbook = each source that states it, totals by formula included."""
    for line in planned.statement.lines:
        figure = planned.statement.figure(line.id, planned.period)
        for one in sheets.project.stated.by_cell.get((line.id, planned.period), ()):
            if one.says is Says.AS_REPORTED and one.amount is not None and one.cell not in sheets.project.restated:
                what = f"{planned.sheet.name}: {line.name}, as reported = {one.cell}"
                here, there = planned.cell(line.id, AS_REPORTED), sheets.source(one.cell, line.id)
                yield Comparison("tie-out", what, here, there, figure or Decimal(0), one.amount, line.places)


def _tie_outs_elsewhere(sheets: Sheets, other: StatementSheet) -> Iterator[Comparison]:
    for period, currency in other.column_of:
        for line in other.statement.lines:
            says = Says.TRANSLATION if currency else Says.AS_REPORTED
            for one in sheets.project.stated.by_cell.get((line.id, period), ()):
                is_this = one.says is says and one.of == currency and one.amount is not None
                if line.id in other.statement.total_of and is_this and one.cell not in sheets.project.restated:
                    now = other.sheet.cells.get((other.row_of[line.id], other.column_of[period, currency]))
                    value = now.value if now and isinstance(now.value, Decimal) else Decimal(0)
                    label = sheets.project.periods[period].label
                    what = f"{other.sheet.name}: {line.name}, {label} {currency} = {one.cell}"
                    here, there = other.cell(line.id, period, currency), sheets.source(one.cell, line.id)
                    yield Comparison("footing", what, here, there, value, one.amount or Decimal(0), line.places)


def _effects(sheets: Sheets, planned: ReconciledSheet) -> Iterator[Comparison]:
    """Each effect on a total, rolled up from its parts alone = what the source states."""
    for total in planned.statement.totals:
        line = planned.statement.line_by_id[total.line]
        for one in sheets.project.stated.by_cell.get((line.id, planned.period), ()):
            if one.says is not Says.ADJUSTMENT or one.amount is None:
                continue
            if not sheets.results.is_effect_known(one.of, line.id, planned.period):
                continue
            effect = sheets.results.effect(one.of, line.id, planned.period)
            here, now = planned.cell(line.id, planned.column_of(one.of)), effect
            if total.line in planned.rest_row_of:
                here += f"-{planned.sheet.ref(planned.rest_row_of[total.line], planned.column_of(one.of))}"
                now -= sheets.results.unallocated(one.of, total.line, planned.period)
            name = sheets.project.adjustment_by_id[one.of].name
            what = f"{planned.sheet.name}: {line.name}, {name}: its parts = {one.cell}"
            yield Comparison("footing", what, here, sheets.source(one.cell, line.id), now, one.amount, line.places)


def _cross_casts(sheets: Sheets, planned: ReconciledSheet) -> Iterator[Comparison]:
    """As reported + all differences = the result that the source prints, whatever the switches say."""
    first, last = planned.effects.first, planned.effects.last
    for line in planned.statement.lines:
        if planned.doubted(sheets.results, line.id):
            continue
        stated = sheets.project.stated.by_cell.get((line.id, planned.period), ())
        for one in stated:
            if one.says is Says.RESULT and one.amount is not None and not line.unit.is_ratio:
                row = planned.row_of[line.id]
                start, end = planned.sheet.ref(row, first), fixed(row, last)
                here = f"SUM({planned.cell(line.id, AS_REPORTED)},{start}:{end})"
                effects = (sheets.results.effect(a.id, line.id, planned.period) for a in planned.adjustments)
                now = sum(effects, planned.statement.figure(line.id, planned.period) or Decimal(0))
                what = f"{planned.sheet.name}: {line.name}, as reported + all differences = {one.cell}"
                there = sheets.source(one.cell, line.id)
                yield Comparison("cross-cast", what, here, there, now, one.amount, line.places)


def _balance(sheets: Sheets, planned: ReconciledSheet) -> Iterator[Comparison]:
    """Assets = liabilities + equity, in the column as reported, each difference, and the live result."""
    statement, results = planned.statement, sheets.results
    assets, claims = statement.meaning(Meaning.TOTAL_ASSETS), claims_on_assets(statement)
    if statement.kind is not Kind.FINANCIAL_POSITION or not (assets and claims):
        return
    columns: list[tuple[str, int, Callable[[LineId], Decimal | None]]] = [
        ("as reported", AS_REPORTED, lambda line: statement.figure(line, planned.period)),
        *(
            (a.name, planned.column_of(a.id), partial(_effect, results, a.id, planned.period))
            for a in planned.adjustments
        ),
        ("result, live", planned.result, lambda line: results.figure(line, planned.period)),
    ]
    for name, column, amount in columns:
        here, there = planned.cell(assets.id, column), "+".join(planned.cell(line, column) for line in claims)
        now, sides = amount(assets.id), [amount(line) for line in claims]
        if now is not None and all(side is not None for side in sides):
            what = f"{planned.sheet.name}: assets = liabilities + equity, {name}"
            expected = sum((side for side in sides if side is not None), Decimal(0))
            yield Comparison("balance", what, here, there, now, expected, assets.places)


def _effect(results: Results, adjustment: AdjustmentId, period: PeriodId, line: LineId) -> Decimal | None:
    """Return the effect; None where it is an error in its source."""
    return results.effect(adjustment, line, period) if results.is_effect_known(adjustment, line, period) else None


def _net_income(sheets: Sheets) -> Iterator[Comparison]:
    project = sheets.project
    for operations in project.of_kind(Kind.OPERATIONS):
        mine = operations.meaning(Meaning.NET_INCOME)
        for other in project.statements:
            theirs = other.meaning(Meaning.NET_INCOME)
            if mine is None or theirs is None or other.kind not in (Kind.COMPREHENSIVE_INCOME, Kind.NON_GAAP):
                continue
            for period in operations.periods:
                here, there = sheets.as_reported(theirs.id, period), sheets.as_reported(mine.id, period)
                one = other.figure(theirs.id, period) if period in other.periods else None
                two = operations.figure(mine.id, period)
                if here and there and one is not None and two is not None:
                    what = f"Net income of {other.kind.value} = of operations, {project.periods[period].label}"
                    yield Comparison("net income", what, here, there, one, two, mine.places)


def _roll_forward(sheets: Sheets) -> Iterator[Comparison]:
    """Retained earnings: opening effect + effect on attributable net income = closing effect, per difference."""
    results, project = sheets.results, sheets.project
    by_period = {(planned.statement.kind, planned.period): planned for planned in sheets.reconciled}
    for period in reporting_periods(project.periods.values()):
        earned = by_period.get((Kind.OPERATIONS, period.duration))
        opening = by_period.get((Kind.FINANCIAL_POSITION, period.opening or ""))
        closing = by_period.get((Kind.FINANCIAL_POSITION, period.closing or ""))
        if not (earned and opening and closing):
            continue
        income = earned.statement.meaning(Meaning.ATTRIBUTABLE_NET_INCOME)
        income = income or earned.statement.meaning(Meaning.NET_INCOME)
        retained = closing.statement.meaning(Meaning.RETAINED_EARNINGS)
        if not (income and retained):
            continue
        legs = ((opening, retained), (earned, income), (closing, retained))
        for a in project.adjustments:
            if all(a in planned.adjustments for planned, _ in legs):
                cells = [planned.cell(line.id, planned.column_of(a.id)) for planned, line in legs]
                before, moved, after = (results.effect(a.id, line.id, planned.period) for planned, line in legs)
                what = f"{a.name}: opening {retained.name} + {project.periods[period.duration].label} = closing"
                sum_of_legs = f"{cells[0]}+{cells[1]}"
                yield Comparison("roll-forward", what, sum_of_legs, cells[2], before + moved, after, retained.places)


def _cash(sheets: Sheets) -> Iterator[Comparison]:
    project = sheets.project
    position = next(project.of_kind(Kind.FINANCIAL_POSITION), None)
    for flows in project.of_kind(Kind.CASH_FLOWS):
        for period in reporting_periods(project.periods.values()):
            if period.duration not in flows.periods:
                continue
            for meaning, date, when in (
                (Meaning.CASH_AT_BEGINNING, period.opening, "beginning"),
                (Meaning.CASH_AT_END, period.closing, "end"),
            ):
                flow = flows.meaning(meaning)
                held = position.all_meaning(Meaning.CASH, Meaning.RESTRICTED_CASH) if position else ()
                if flow is None or date is None or position is None or not held:
                    continue
                here = sheets.as_reported(flow.id, period.duration)
                there = [sheets.as_reported(x.id, date) for x in held]
                now, parts = flows.figure(flow.id, period.duration), [position.figure(x.id, date) for x in held]
                if here and all(there) and now is not None and all(part is not None for part in parts):
                    what = f"Cash at the {when} of {project.periods[period.duration].label} = cash on the balance sheet"
                    expected = sum((part for part in parts if part is not None), Decimal(0))
                    yield Comparison("cash", what, here, "+".join(t for t in there if t), now, expected, flow.places)
