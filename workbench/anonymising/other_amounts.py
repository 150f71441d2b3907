"""Other figures for a project: what agreed still agrees, what disagreed still disagrees, and none can be told back.

**The scheme.** Every amount is an unknown (``linear_forms.py``). The relations between the unknowns are not listed
here: they are the comparisons that the checks make, so that a check added later is kept without being named. Footing,
cross-casting, balance, net income, cash, roll-forwards, sources that agree: each is a sum that comes to nil. Where it
does not come to nil, its difference is one more unknown, which keeps its sign. ``amount_system.py`` then gives every
unknown that the relations leave free a random factor of its own, and solves for the others in whole numbers: a sum that
was exact is exact. Amounts per share, margins and convenience translations are no sums; they are calculated anew from
the other figures with the same rounding, at the same rate (``_add_quotients``, ``_add_translations``).

**Exactness.** Nothing is rounded that a relation contains, except what was a rounded quotient before. Signs stay, nil
stays nil, blank stays blank, unknown stays unknown, and no figure gets more decimals than it had. What rounding may
change is tried out: ``copy_of_project.py`` runs all checks on the copy, and draws again if one differs.

**Secrecy.** A common factor would be known as soon as one figure is: the published ones are. Here each free figure has
its own, so that a known figure tells nothing of another one, except of those that are tied to it by sums; and of these
only their sum. What stays is what the checks see: signs, ties, orders of magnitude, which lines there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm
from random import Random

from workbench.anonymising.amount_system import AmountSystem, Weights
from workbench.anonymising.linear_forms import FINEST, Form, FormsOfProject, NotLinear, from_units, in_units
from workbench.checks import CHECKS
from workbench.checks.carried_forward import carried_legs
from workbench.checks.columns import figure_in
from workbench.checks.comparison import Comparison, Relation, is_met
from workbench.checks.expressions import Figure, amount_of, as_reported, result
from workbench.checks.ratios import likeliest_relation
from workbench.checks.translations import columns_with_rates
from workbench.domain.adjustments import EntryId
from workbench.domain.amounts import PRECISE, round_half_up
from workbench.domain.completeness import Considered
from workbench.domain.findings import CheckId
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineUnit, Statement
from workbench.engine import Results

BY_CONSTRUCTION = frozenset(map(CheckId, ("result-of-row", "effects-as-entered", "footing", "stated-once", "notes")))
"""Checks of what is calculated from the same figures, or of footing, whose relations are found on the totals alone."""
NOT_SUMS = frozenset(map(CheckId, ("ratio", "result-of-ratio", "translation")))
"""Checks of quotients, which are calculated anew."""
TWICE = 2
MOST_ATTEMPTS = 30
DIGITS_THAT_SHOW = 3
"""An amount of fewer digits says nothing, and may be the amount of any other figure."""


@dataclass
class Stages:
    """Relations by what they contain: sums alone, amounts per share, translations at a rate, or those per share."""

    sums: list[Weights] = field(default_factory=list)
    quotients: list[Weights] = field(default_factory=list)
    translations: list[Weights] = field(default_factory=list)
    translated_quotients: list[Weights] = field(default_factory=list)


class OtherAmounts:
    """The other amount of each figure, entry and cell of a project."""

    def __init__(self, results: Results, random: Random) -> None:
        """``results``: of the project, in any state of its switches."""
        self._project, self._results, self._random = results.project, results.with_all_on(), random
        self._enabled = results.project.enabled
        self._forms = FormsOfProject(results.project)
        self._unknowns = self._forms.unknowns
        self._fixed: dict[int, int] = {}
        self._rests: dict[int, Weights] = {}
        self._considered = {
            key: self._unknowns.add(("considered", key), considered.amount)
            for key, considered in self._project.completeness.items()
            if considered.amount
        }
        self._rates = self._rates_by_unknown()
        self._relations_of_ratios = {
            line.id: likeliest_relation(self._results, statement, line)
            for statement in self._project.statements
            for line in statement.lines
            if line.unit.is_ratio
        }
        self._translated_quotients = self._unknowns_of_translated_quotients()
        self._stages = Stages()
        for weights in (*self._relations_of_totals(), *self._relations_of_checks(), *self._relations_of_carrying()):
            self._stage_of(weights).append(weights)
        self._originals = {abs(amount) for amount in self._unknowns.amounts.values() if _shows(amount)}
        self._other = self._choose()

    # ---- what it is asked for

    def figure(self, line: LineId, period: PeriodId, amount: Decimal | None) -> Decimal | None:
        """Return another figure as reported; nil and blank as they are."""
        return self._amount(self._forms.reported(line, period)) if amount else amount

    def leg(self, adjustment: AdjustmentId, entry: EntryId, place: int, amount: Decimal) -> Decimal:
        """Return the other amount of a leg, by its place in its entry."""
        return self._amount(self._forms.legs[adjustment, entry, place]) if amount else amount

    def cell(self, number: int, amount: Decimal | None) -> Decimal | None:
        """Return the other amount of a source figure, by its place among them."""
        return self._amount(self._forms.cells[number]) if amount else amount

    def consideration(self, key: Considered, amount: Decimal | None) -> Decimal | None:
        """Return another estimate of an effect below the threshold."""
        return self._amount({self._considered[key]: Fraction(1)}) if amount else amount

    def by_original(self) -> dict[Decimal, Decimal]:
        """Return the other size of each size of an amount of the project; the first, where there are several."""
        sizes: dict[Decimal, Decimal] = {}
        for number, amount in self._unknowns.amounts.items():
            if number in self._other:
                sizes.setdefault(abs(from_units(amount)), abs(from_units(self._other[number])))
        return sizes

    def _amount(self, form: Form) -> Decimal:
        return from_units(self._forms.value(form, self._other))

    # ---- the relations

    def _rates_by_unknown(self) -> dict[int, tuple[Form, Fraction, bool]]:
        """Return, for each translation of money at a known rate: the figure, the rate, and whether it is at that rate.

        None for the last where a total is translated, which is a sum rather than a translation.
        """
        rates: dict[int, tuple[Form, Fraction, bool]] = {}
        for currency, pairs, rate in columns_with_rates(self._results):
            if rate is None:
                continue
            statement, period = pairs[0].statement, pairs[0].column.period
            compared = {pair.line.id for pair in pairs}
            for line in statement.lines:
                figure = Figure(line.id, period, FigureRole.TRANSLATION, currency)
                for number in self._forms.translations.get(figure, {}):
                    if line.unit is LineUnit.MONEY:
                        rates[number] = (self._forms.reported(line.id, period), Fraction(rate), line.id in compared)
        return rates

    def _unknowns_of_translated_quotients(self) -> set[int]:
        return {
            number
            for figure, form in self._forms.translations.items()
            for number in form
            if number in self._unknowns.is_ratio and figure.role is FigureRole.TRANSLATION
        }

    def _stage_of(self, weights: Weights) -> list[Weights]:
        if self._translated_quotients.intersection(weights):
            return self._stages.translated_quotients
        if self._rates.keys() & weights:
            return self._stages.translations
        if self._unknowns.is_ratio.intersection(weights):
            return self._stages.quotients
        return self._stages.sums

    def _relations_of_totals(self) -> Iterator[Weights]:
        for statement in self._project.statements:
            for total in statement.totals:
                for period in statement.periods:
                    if statement.figure(total.line, period) is not None:
                        yield from self._relation(self._forms.remainder(total.line, period))
                    for currency in self._project.source_figures.translated_into:
                        yield from self._relation(self._translated_remainder(total.line, total.parts, period, currency))

    def _translated_remainder(
        self, total: LineId, parts: tuple[tuple[LineId, int], ...], period: PeriodId, currency: str
    ) -> Form:
        column = Figure(total, period, FigureRole.TRANSLATION, currency)
        form = dict(self._forms.translations.get(column, {}))
        if form:
            for part, weight in parts:
                for number, times in self._forms.translations.get(column._replace(line=part), {}).items():
                    form[number] = form.get(number, Fraction(0)) - weight * times
        return form

    def _relations_of_checks(self) -> Iterator[Weights]:
        """Yield what the checks compare, in the present state of the switches and with every difference on."""
        states = (self._results, self._results.with_enabled(self._enabled))
        for check in CHECKS:
            if check.name in BY_CONSTRUCTION | NOT_SUMS:
                continue
            for results in states if check.follows_switches and states[0] is not states[1] else states[:1]:
                for item in check.compare(results):
                    if isinstance(item, Comparison):
                        yield from self._relation_of(item, results)

    def _relation_of(self, comparison: Comparison, results: Results) -> Iterator[Weights]:
        enabled = results.project.enabled
        try:
            form, constant = self._forms.of(comparison.left, enabled)
            right, right_constant = self._forms.of(comparison.right, enabled)
        except NotLinear:
            return
        for number, weight in right.items():
            form[number] = form.get(number, Fraction(0)) - weight
        if constant == right_constant:
            difference = amount_of(comparison.left, results) - amount_of(comparison.right, results)
            is_tolerated = comparison.relation is Relation.EQUAL and is_met(comparison, difference)
            yield from self._relation(form, stays=is_tolerated)

    def _relations_of_carrying(self) -> Iterator[Weights]:
        """Yield what a roll-forward carried: the entries that were made of the effects at the opening."""
        for adjustment, legs, opening in carried_legs(self._project):
            form = {number: -weight for number, weight in self._forms.effect(adjustment.id, *opening).items()}
            for entry, place, weight in legs:
                for number, times in self._forms.legs.get((adjustment.id, entry, place), {}).items():
                    form[number] = form.get(number, Fraction(0)) + weight * times
            yield from self._relation(form)

    def _relation(self, form: Form, *, stays: bool = False) -> Iterator[Weights]:
        """Yield a form as a relation with what it comes to, which is an unknown unless it is nil.

        ``stays``: that is a difference of rounding, and stays as it is.
        """
        form = {number: weight for number, weight in form.items() if weight}
        if not form:
            return
        whole = lcm(*(weight.denominator for weight in form.values()))
        weights = {number: int(weight * whole) for number, weight in form.items()}
        rest = sum(weight * self._unknowns.amounts[number] for number, weight in weights.items())
        if rest:
            difference = self._unknowns.add(("difference", tuple(sorted(weights.items()))), from_units(rest))
            weights[difference] = -1
            if stays:
                self._fixed[difference] = rest
            elif self._rates.keys() & weights:
                self._rests[difference] = {number: weight for number, weight in weights.items() if number != difference}
        yield weights

    # ---- other amounts

    def _choose(self) -> dict[int, int]:
        """Return other amounts for all unknowns, drawn again where one is by chance the amount of some figure."""
        later = self._rates.keys() | self._rests.keys() | self._unknowns.is_ratio
        own = [number for number in self._unknowns.amounts if number not in later]
        system = self._system(own, {}, self._stages.sums)
        other = system.other_amounts()
        for _ in range(MOST_ATTEMPTS):
            everything = self._with_quotients_and_translations(dict(other))
            shown = [number for number, amount in everything.items() if self._is_original(number, amount)]
            if not shown:
                break
            system.redraw(self._behind(shown), other)
        return everything

    def _is_original(self, number: int, amount: int) -> bool:
        return number not in self._fixed and abs(amount) in self._originals

    def _behind(self, numbers: list[int]) -> Iterator[int]:
        """Yield the sums whose other amounts lead to those of ``numbers``."""
        for number in numbers:
            if number in self._rates:
                yield from self._rates[number][0]
            elif number not in self._unknowns.is_ratio:
                yield number

    def _system(
        self, numbers: list[int], given: dict[int, int], relations: list[Weights], following: frozenset[int] = frozenset()
    ) -> AmountSystem:
        amounts = {number: self._unknowns.amounts[number] for number in numbers}
        grains = {number: self._unknowns.grains[number] for number in numbers}
        system = AmountSystem(amounts, grains, self._fixed | given, self._random, following)
        for weights in sorted(relations, key=len):
            system.relate(weights)
        return system

    def _with_quotients_and_translations(self, other: dict[int, int]) -> dict[int, int]:
        quotients = self._unknowns.is_ratio - self._translated_quotients
        given = other | self._quotients(other, is_translated=False)
        other |= self._system([*other, *quotients], given, self._stages.quotients).other_amounts()
        other |= self._translations(other)
        given = other | self._quotients(other, is_translated=True)
        numbers = [*other, *self._translated_quotients]
        return other | self._system(numbers, given, self._stages.translated_quotients).other_amounts()

    def _translations(self, other: dict[int, int]) -> dict[int, int]:
        """Return the translations at their rates, so that they add up as they did."""
        wanted, compared, at_rate = {}, set(), {}
        for number, (reported, rate, is_compared) in self._rates.items():
            translated, grain = Fraction(self._unknowns.amounts[number]), self._unknowns.grains[number]
            was, now = (self._forms.value(reported, amounts) / rate for amounts in (self._unknowns.amounts, other))
            at_rate[number] = was
            is_at_rate = abs(translated - was) <= grain * Fraction(3, 2)
            if not reported or not now:
                wanted[number], at_rate[number] = TWICE * translated, translated
            elif is_at_rate or not is_compared:
                wanted[number] = now
            else:
                wanted[number] = now + TWICE * (translated - was)
            if is_compared and is_at_rate:
                compared.add(number)
        known = {number: amount for number, amount in other.items() if number not in self._rates}
        for difference, weights in self._rests.items():
            rest, grain = self._unknowns.amounts[difference], self._unknowns.grains[difference]
            translated = sum((weight * at_rate.get(number, Fraction(0)) for number, weight in weights.items()), Fraction(0))
            rounding = grain * (len(weights) + 2)
            if abs(translated) > rounding >= abs(rest - translated):  # what is left as reported, translated
                wanted[difference] = sum(
                    (weight * wanted.get(number, Fraction(0)) for number, weight in weights.items()), Fraction(0)
                )
            else:
                known[difference] = TWICE * rest
        following = frozenset(self._rates.keys() - compared) | (self._rests.keys() & wanted.keys())
        system = self._system([*known, *wanted], known, self._stages.translations, following)
        return system.nearest(wanted, compared)

    def _quotients(self, other: dict[int, int], *, is_translated: bool) -> dict[int, int]:
        """Return the amounts per share and percentages that are quotients of other figures, rounded as they were."""
        quotients: dict[int, int] = {}
        for statement in self._project.statements:
            for line in statement.lines:
                if line.unit.is_ratio:
                    quotients |= self._quotients_of(statement, line, other, is_translated=is_translated)
        return quotients

    def _quotients_of(
        self, statement: Statement, line: Line, other: dict[int, int], *, is_translated: bool
    ) -> dict[int, int]:
        quotients: dict[int, int] = {}
        relation = self._relations_of_ratios[line.id]
        for column in relation.where.columns if relation else ():
            if bool(column.currency) is not is_translated or relation is None:
                continue
            terms = [figure_in(self._results, column, term) for term in (line, relation.numerator, relation.denominator)]
            figure, numerator, denominator = (self._forms.of(term, self._enabled)[0] for term in terms)
            decimals = relation.decimals_of(from_units(self._forms.value(figure)))
            self._divide(figure, numerator, denominator, relation.factor, decimals, other, quotients)
        for period in statement.periods if not is_translated else ():
            self._divide_results(statement, line, period, other, quotients)
        return quotients

    def _divide_results(
        self, statement: Statement, line: Line, period: PeriodId, other: dict[int, int], quotients: dict[int, int]
    ) -> None:
        ratio = self._results.ratio_at(line.id, period)
        if ratio is None:
            return
        everything = frozenset(self._project.adjustment_by_id)
        numerator, denominator = (
            self._forms.of(result(term, period), everything)[0] for term in (ratio.numerator, ratio.denominator)
        )
        reported = self._forms.of(as_reported(line.id, period), everything)[0]
        terms = [self._forms.of(as_reported(term, period), everything)[0] for term in (ratio.numerator, ratio.denominator)]
        self._divide(reported, *terms, ratio.factor, line.decimals, other, quotients)
        for place, stated in enumerate(self._project.source_figures):
            if (stated.line, stated.period, stated.role) == (line.id, period, FigureRole.RESULT) and stated.amount:
                self._divide(
                    self._forms.cells[place], numerator, denominator, ratio.factor, line.decimals, other, quotients
                )

    def _divide(
        self,
        figure: Form,
        numerator: Form,
        denominator: Form,
        factor: Decimal,
        decimals: int,
        other: dict[int, int],
        quotients: dict[int, int],
    ) -> None:
        """Put the quotient in place of a figure that is one unknown; off by as much as it was, twice if that is wrong."""
        if len(figure) != 1:
            return
        (number, sign), *_ = figure.items()
        if number in quotients:
            return
        was, now = (
            self._quotient(numerator, denominator, factor, decimals, amounts)
            for amounts in (self._unknowns.amounts, other)
        )
        if was is None or now is None:
            return
        off = from_units(self._forms.value(figure)) - was
        unit = Decimal(1).scaleb(-decimals)
        shown = now + (off if abs(off) <= unit else TWICE * off)
        quotients[number] = in_units(shown) * int(sign)

    def _quotient(
        self, numerator: Form, denominator: Form, factor: Decimal, decimals: int, amounts: dict[int, int]
    ) -> Decimal | None:
        known = all(number in amounts for form in (numerator, denominator) for number in form)
        divisor = self._forms.value(denominator, amounts) if known else 0
        if not divisor:
            return None
        exact = PRECISE.divide(Decimal(self._forms.value(numerator, amounts)) * factor, Decimal(divisor))
        return round_half_up(exact, decimals)


def _shows(amount: int) -> bool:
    return len(str(abs(amount)).strip("0")) >= DIGITS_THAT_SHOW or abs(amount) >= 10 ** (FINEST + DIGITS_THAT_SHOW - 1)
