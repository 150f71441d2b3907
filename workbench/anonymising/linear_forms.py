"""The amounts of a project as unknowns, and every figure as a sum of them.

Equal amounts of many digits are one unknown, wherever they stand: they are the same figure, stated again. A cell of a
source that states a figure is the sum of unknowns that this figure is; one that disagrees is an unknown of its own.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from workbench.checks.expressions import (
    Constant,
    EnteredEffects,
    Expression,
    Figure,
    Product,
    Quotient,
    Remainder,
    Rounded,
    SourceCell,
    Sum,
    SwitchedEffects,
)
from workbench.domain.adjustments import FromSource
from workbench.domain.amounts import PRECISE, decimals_of
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure
from workbench.domain.statements import FigureKey, LineUnit, Statement

Form = dict[int, Fraction]
"""How often each unknown counts, by its number."""

DIGITS_THAT_TELL = 5
"""Two amounts of so many digits, not counting zeros at the end, are equal because they are one figure."""
MOST_MERGED = 20_000
"""In a book of more amounts than this, equal ones are often so by chance, and are not taken for one."""
FINEST = 12
"""The most decimals of any amount."""


class NotLinear(Exception):
    """An expression is no sum of amounts with fixed weights: a quotient of two figures, a rate."""


@dataclass
class Unknowns:
    """The amounts by number, in units of the finest digit; ``is_ratio``: those per share and percentages."""

    amounts: dict[int, int] = field(default_factory=dict)
    grains: dict[int, int] = field(default_factory=dict)
    is_ratio: set[int] = field(default_factory=set)
    by_name: dict[Hashable, int] = field(default_factory=dict)

    def add(self, name: Hashable, amount: Decimal, *, is_ratio: bool = False) -> int:
        """Return the number of an amount, that of ``name`` if it is known; its sign is that of its first mention."""
        number = self.by_name.get(name)
        if number is None:
            number = self.by_name[name] = len(self.amounts)
            self.amounts[number] = in_units(amount)
            self.grains[number] = 10 ** (FINEST - decimals_of(amount))
            if is_ratio:
                self.is_ratio.add(number)
        return number


def in_units(amount: Decimal) -> int:
    """Return an amount in units of the finest digit."""
    return int(Fraction(amount) * 10**FINEST)


def from_units(units: int) -> Decimal:
    """Return the amount of so many units of the finest digit, without zeros at its end."""
    amount = Decimal(units).scaleb(-FINEST, PRECISE)
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize(PRECISE)


def digits_of(amount: Decimal) -> int:
    """Return how many digits an amount has, without zeros before and after: 2 for 0.0230 and for 2300."""
    return len(amount.normalize().as_tuple().digits)


class FormsOfProject:
    """Every amount of a project as a sum of unknowns."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.unknowns = Unknowns()
        self._unit_of = {line.id: line.unit for statement in project.statements for line in statement.lines}
        figures = sum(len(statement.lines) * len(statement.periods) for statement in project.statements)
        legs = sum(len(entry.legs) for known in project.adjustments for entry in known.entries.values())
        self._merges = figures + legs + len(project.source_figures) <= MOST_MERGED
        self._reported: dict[FigureKey, Form] = {}
        self._effects: dict[tuple[AdjustmentId, FigureKey], Form] = {}
        self.legs: dict[tuple[AdjustmentId, str, int], Form] = {}
        self.cells: dict[int, Form] = {}
        self._legs_of_cells: dict[tuple[AdjustmentId, CellRef, FigureKey, Decimal], Form] = {}
        self.translations: dict[Figure, Form] = {}
        for statement in project.statements:
            self._add_figures(statement)
        self._add_entries()
        for number, source_figure in enumerate(project.source_figures):
            if source_figure.amount:
                self.cells[number] = self._form_of_cell(source_figure)
        self._cells_by_identity = {
            id(project.source_figures[number]): form for number, form in self.cells.items()
        }  # equal records of one cell have equal amounts

    def _add_figures(self, statement: Statement) -> None:
        for line, row in statement.figures.items():
            for period, amount in zip(statement.periods, row, strict=True):
                if amount:
                    self._reported[line, period] = self._form(("figure", line, period), amount, line)

    def _add_entries(self) -> None:
        for adjustment in self.project.adjustments:
            for entry in adjustment.entries.values():
                for place, leg in enumerate(entry.legs):
                    if not leg.amount:
                        continue
                    form = self._form(("leg", adjustment.id, entry.id, place), leg.amount, leg.line)
                    self.legs[adjustment.id, entry.id, place] = form
                    if isinstance(entry.origin, FromSource):
                        self._legs_of_cells[adjustment.id, entry.origin.cell, leg.cell, leg.amount] = form
                    for line, weight in self.project.statement_of(leg.line).graph.ways_up(leg.line):
                        effect = self._effects.setdefault((adjustment.id, (line, leg.period)), {})
                        add(effect, form, Fraction(weight))

    def _form(self, name: Hashable, amount: Decimal, line: LineId, kind: str = "") -> Form:
        unit = self._unit_of[line]
        if self._merges and digits_of(amount) >= DIGITS_THAT_TELL:
            name = (unit.is_ratio, unit is LineUnit.SHARES, kind, abs(amount))
        number = self.unknowns.add(name, amount, is_ratio=unit.is_ratio)
        return {number: Fraction(1 if (self.unknowns.amounts[number] > 0) == (amount > 0) else -1)}

    def _form_of_cell(self, stated: SourceFigure) -> Form:
        assert stated.amount
        cell = (stated.line, stated.period)
        match stated.role:
            case FigureRole.AS_REPORTED:
                form = self.figure(*cell)
            case FigureRole.ADJUSTMENT:
                form = self.effect(stated.adjustment, *cell)
            case FigureRole.RESULT:
                form = self.result(*cell, frozenset(self.project.adjustment_by_id))
            case FigureRole.TRANSLATION:
                figure = Figure(*cell, stated.role, stated.adjustment_or_currency)
                first = self.translations.get(figure)
                if first is None:
                    own = self._form(("translation", figure), stated.amount, stated.line, stated.adjustment_or_currency)
                    first = self.translations[figure] = own
                form = first
            case FigureRole.ENTRY:
                form = self._legs_of_cells.get((stated.adjustment, stated.cell, cell, stated.amount), {})
        value = self.value(form)
        if value == abs(in_units(stated.amount)) or value == -abs(in_units(stated.amount)):
            return form if value == in_units(stated.amount) else {number: -weight for number, weight in form.items()}
        return self._form(("cell", stated.cell, stated[:4]), stated.amount, stated.line)

    def value(self, form: Form, amounts: Mapping[int, int] | None = None) -> int:
        """Return what a form comes to, in units: of the amounts as they are, or of others."""
        known = self.unknowns.amounts if amounts is None else amounts
        return int(sum((weight * known[number] for number, weight in form.items()), Fraction(0)))

    def sums(self) -> Iterator[Form]:
        """Yield each effect that several legs make up, and each result that effects move."""
        moved: dict[FigureKey, None] = {}
        for (_, cell), form in self._effects.items():
            moved[cell] = None
            if len(form) > 1:
                yield form
        everything = frozenset(self.project.adjustment_by_id)
        for cell in moved:
            form = self.result(*cell, everything)
            if len(form) > 1:
                yield form

    def figure(self, line: LineId, period: PeriodId) -> Form:
        """Return a figure as reported."""
        return dict(self._reported.get((line, period), {}))

    def effect(self, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> Form:
        """Return an effect: the sum of the legs on a line and on what is below it."""
        return dict(self._effects.get((adjustment, (line, period)), {}))

    def result(self, line: LineId, period: PeriodId, enabled: frozenset[AdjustmentId]) -> Form:
        """Return a figure as reported with the effects of some differences."""
        form = self.figure(line, period)
        for adjustment in enabled:
            add(form, self.effect(adjustment, line, period))
        return form

    def remainder(self, total: LineId, period: PeriodId) -> Form:
        """Return what the parts of a total leave of it."""
        form = self.figure(total, period)
        for part, weight in self.project.statement_of(total).graph.parts(total):
            add(form, self.figure(part, period), Fraction(-weight))
        return form

    def of(self, expression: Expression, enabled: frozenset[AdjustmentId]) -> tuple[Form, Fraction]:
        """Return an expression of a check as a form and a constant. Raises NotLinear."""
        match expression:
            case Figure(line, period, FigureRole.AS_REPORTED, _):
                return self.figure(line, period), Fraction(0)
            case Figure(line, period, FigureRole.ADJUSTMENT | FigureRole.ENTRY, adjustment):
                return self.effect(AdjustmentId(adjustment), line, period), Fraction(0)
            case Figure(line, period, FigureRole.RESULT, _):
                if self._unit_of[line].is_ratio:
                    raise NotLinear  # a result of a ratio is what a source prints, or a quotient
                return self.result(line, period, enabled), Fraction(0)
            case Figure():
                return dict(self.translations.get(expression, {})), Fraction(0)
            case SourceCell(stated):
                return dict(self._cells_by_identity.get(id(stated), {})), Fraction(0)
            case Remainder(total, period):
                return self.remainder(total, period), Fraction(0)
            case SwitchedEffects(line, period):
                return self._effects_of(line, period, enabled), Fraction(0)
            case EnteredEffects(line, period):
                return self._effects_of(line, period, frozenset(self.project.adjustment_by_id)), Fraction(0)
            case Constant(amount):
                return {}, Fraction(amount) * 10**FINEST
            case Sum(parts):
                form, constant = Form(), Fraction(0)
                for part, weight in parts:
                    other, its_constant = self.of(part, enabled)
                    add(form, other, Fraction(weight))
                    constant += weight * its_constant
                return form, constant
            case Product(factors):
                return self._product(factors, enabled)
            case Quotient(numerator, Constant(divisor)) if divisor:
                return self._times(numerator, 1 / Fraction(divisor), enabled)
            case Rounded(value, _):
                return self.of(value, enabled)
        raise NotLinear

    def _effects_of(self, line: LineId, period: PeriodId, adjustments: frozenset[AdjustmentId]) -> Form:
        form = Form()
        for adjustment in adjustments:
            add(form, self.effect(adjustment, line, period))
        return form

    def _product(self, factors: tuple[Expression, ...], enabled: frozenset[AdjustmentId]) -> tuple[Form, Fraction]:
        others = [factor for factor in factors if not isinstance(factor, Constant)]
        if len(others) != 1:
            raise NotLinear
        times = Fraction(1)
        for factor in factors:
            if isinstance(factor, Constant):
                times *= Fraction(factor.amount)
        return self._times(others[0], times, enabled)

    def _times(
        self, expression: Expression, times: Fraction, enabled: frozenset[AdjustmentId]
    ) -> tuple[Form, Fraction]:
        form, constant = self.of(expression, enabled)
        return {number: weight * times for number, weight in form.items()}, constant * times


def add(form: Form, other: Form, times: Fraction = Fraction(1)) -> None:
    """Add a form, so many times, to another one in place."""
    for number, weight in other.items():
        total = form.get(number, Fraction(0)) + weight * times
        if total:
            form[number] = total
        else:
            form.pop(number, None)
