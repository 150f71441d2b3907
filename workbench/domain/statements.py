"""A statement: its lines in printed order, the parts of its totals, and its figures as reported."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.totals_graph import TotalsGraph

Row = tuple[Decimal | None, ...]
"""One figure for each period of the statement; None is blank."""

FigureKey = tuple[LineId, PeriodId]
Scope = tuple[StatementId, PeriodId]
"""One statement in one period: what differences are stated for, what is locked."""


class StatementKind(StrEnum):
    OPERATIONS = "operations"
    FINANCIAL_POSITION = "financial-position"
    CASH_FLOWS = "cash-flows"
    COMPREHENSIVE_INCOME = "comprehensive-income"
    CHANGES_IN_EQUITY = "changes-in-equity"
    NON_GAAP = "non-gaap"
    NET_INCOME_BRIDGE = "net-income-bridge"
    EQUITY_BRIDGE = "equity-bridge"
    OTHER = "other"

    @property
    def is_bridge(self) -> bool:
        """True if it reconciles one measure between the frameworks, rather than adding up lines."""
        return self in (StatementKind.NET_INCOME_BRIDGE, StatementKind.EQUITY_BRIDGE)

    @property
    def shows_balances(self) -> bool:
        """True if its figures are balances at dates; those of all others are of what happened in periods."""
        return self in (StatementKind.FINANCIAL_POSITION, StatementKind.EQUITY_BRIDGE)


class LineRole(StrEnum):
    LINE = "line"
    TOTAL = "total"
    HEADING = "heading"


class LineUnit(StrEnum):
    """Only monetary amounts are scaled, and only they add up to totals."""

    MONEY = "money"
    PER_SHARE = "per-share"
    SHARES = "shares"
    PERCENT = "percent"

    @property
    def is_ratio(self) -> bool:
        return self in (LineUnit.PER_SHARE, LineUnit.PERCENT)

    @property
    def most_decimals(self) -> int:
        """The most decimals that a figure keeps: any further ones are residue of a calculation, not stated."""
        return 12 if self.is_ratio else 6


class Concept(StrEnum):
    """What a line represents, whatever its caption says."""

    REVENUE = "revenue"
    OPERATING_INCOME = "operating_income"
    PRE_TAX_INCOME = "pre_tax_income"
    INCOME_TAX = "income_tax"
    NET_INCOME = "net_income"
    NCI_SHARE_OF_INCOME = "nci_share_of_income"
    ATTRIBUTABLE_NET_INCOME = "attributable_net_income"
    OTHER_COMPREHENSIVE_INCOME = "other_comprehensive_income"
    COMPREHENSIVE_INCOME = "comprehensive_income"
    SHARE_BASED_EXPENSE = "share_based_expense"
    CASH = "cash"
    RESTRICTED_CASH = "restricted_cash"
    DEFERRED_TAX_ASSETS = "deferred_tax_assets"
    TOTAL_ASSETS = "total_assets"
    INDIRECT_TAX_PAYABLE = "indirect_tax_payable"
    DEFERRED_TAX_LIABILITIES = "deferred_tax_liabilities"
    TOTAL_LIABILITIES = "total_liabilities"
    PAID_IN_CAPITAL = "paid_in_capital"
    RETAINED_EARNINGS = "retained_earnings"
    ACCUMULATED_OTHER_COMPREHENSIVE_INCOME = "accumulated_other_comprehensive_income"
    ATTRIBUTABLE_EQUITY = "attributable_equity"
    NCI = "nci"
    MEZZANINE_EQUITY = "mezzanine_equity"
    TOTAL_EQUITY = "total_equity"
    TOTAL_LIABILITIES_AND_EQUITY = "total_liabilities_and_equity"
    CASH_AT_BEGINNING = "cash_at_beginning"
    CASH_AT_END = "cash_at_end"
    BASIC_EPS = "basic_eps"
    DILUTED_EPS = "diluted_eps"
    BASIC_SHARES = "basic_shares"
    DILUTED_SHARES = "diluted_shares"


MAY_REPEAT = frozenset((Concept.RESTRICTED_CASH, Concept.MEZZANINE_EQUITY))
"""Concepts that several lines may have: restricted cash, current and not; mezzanine equity of several classes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a statement. ``decimals``: as many as its figures need. A percentage is held as a fraction.

    ``shown_decimals``: how many of them are shown if figures were cut when they were read; None: all.
    ``target_caption``: what the target framework calls it; "" where that is the caption.
    """

    id: LineId
    caption: str
    section: tuple[str, ...] = ()
    role: LineRole = LineRole.LINE
    unit: LineUnit = LineUnit.MONEY
    decimals: int = 0
    concept: Concept | None = None
    aliases: tuple[str, ...] = ()
    shown_decimals: int | None = None
    target_caption: str = ""

    @property
    def decimals_shown(self) -> int:
        """The decimals shown."""
        return self.decimals if self.shown_decimals is None else min(self.shown_decimals, self.decimals)

    @property
    def name(self) -> str:
        """The caption, or the innermost section if the source printed none."""
        return self.caption or (self.section[-1] if self.section else self.id)


@dataclass(frozen=True, slots=True)
class Total:
    """The ``parts`` of a total, with weights +1 or -1.

    ``partial``: the sources print only the parts that an adjustment affects, so that a remainder is expected.
    """

    line: LineId
    parts: tuple[tuple[LineId, int], ...]
    evidence: Told = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """A per-share amount or a margin: numerator x ``factor`` / denominator, rounded to the line's decimals."""

    line: LineId
    numerator: LineId
    denominator: LineId
    factor: Decimal
    evidence: Told = ""


TITLE_OF_STATEMENT = "title-of-statement"
"""The key of the fact that is the title of a statement."""


@dataclass(frozen=True)
class Statement:
    """One statement for all its periods. ``figures`` are as reported: the editable truth.

    ``reconciled``: the periods for which adjustments are stated, nil included.
    ``unknown``: cells that hold an error, or whose figure no source states (a line known only by entries, or not
    printed for the period). ``share_scale``: what one unit of its share counts represents.
    """

    id: StatementId
    kind: StatementKind
    title: str
    periods: tuple[PeriodId, ...]
    lines: tuple[Line, ...]
    totals: tuple[Total, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    figures: Map[LineId, Row] = Map()
    reconciled: frozenset[PeriodId] = frozenset()
    unknown: frozenset[FigureKey] = frozenset()
    share_scale: int = 1

    @property
    def title_fact(self) -> Fact:
        """The title as a fact: the import may have worded it, if no source prints one."""
        return fact(TITLE_OF_STATEMENT, kind=self.kind.value, title=self.title)

    @cached_property
    def line_by_id(self) -> dict[LineId, Line]:
        return {line.id: line for line in self.lines}

    @cached_property
    def place_of(self) -> dict[LineId, int]:
        """The position of each line in printed order."""
        return {line.id: place for place, line in enumerate(self.lines)}

    @cached_property
    def total_of(self) -> dict[LineId, Total]:
        """The relation of each total, by the total's line."""
        return {total.line: total for total in self.totals}

    @cached_property
    def graph(self) -> TotalsGraph[LineId]:
        """The relations between totals and their parts."""
        return TotalsGraph({total.line: total.parts for total in self.totals})

    @cached_property
    def most_decimals_shown(self) -> dict[LineUnit, int]:
        """The decimals shown for each unit: those of its finest line."""
        places_by_unit: dict[LineUnit, int] = {}
        for line in self.lines:
            places_by_unit[line.unit] = max(places_by_unit.get(line.unit, 0), line.decimals_shown)
        return places_by_unit

    def decimals_shown_of(self, line: Line) -> int:
        """The decimals shown for a line: those of its unit in the whole statement."""
        return self.most_decimals_shown[line.unit]

    @cached_property
    def column_of(self) -> dict[PeriodId, int]:
        return {period: column for column, period in enumerate(self.periods)}

    def with_figures(self, figures: Map[LineId, Row], unknown: frozenset[FigureKey]) -> "Statement":
        """Return this statement with other figures, sharing what was derived from its lines and totals."""
        changed = replace(self, figures=figures, unknown=unknown)
        for name in ("line_by_id", "place_of", "total_of", "graph", "column_of", "most_decimals_shown"):
            if name in self.__dict__:
                changed.__dict__[name] = self.__dict__[name]
        return changed

    def figure(self, line: LineId, period: PeriodId) -> Decimal | None:
        """Return the figure as reported; None if it is blank or unknown."""
        row = self.figures.get(line)
        return row[self.column_of[period]] if row else None

    def line_with(self, concept: Concept) -> Line | None:
        """Return the first line that carries ``concept``."""
        return next((line for line in self.lines if line.concept is concept), None)

    def lines_with(self, *concepts: Concept) -> tuple[Line, ...]:
        """Return every line that carries one of ``concepts``: restricted cash may be current and non-current."""
        return tuple(line for line in self.lines if line.concept in concepts)
