"""Other figures for a project: what agreed still agrees, what disagreed still disagrees, and none can be told back.

**The scheme.** Every amount is an unknown (``linear_forms.py``). The relations between the unknowns are not listed
here: they are the comparisons that the checks make, so that a check added later is kept without being named. Footing,
cross-casting, balance, net income, cash, roll-forwards, sources that agree: each is a sum that comes to nil. Where it
does not come to nil, that is what disagrees, and grows by a whole factor that is drawn for the copy.
``amount_system.py`` then gives every unknown that the relations leave free a random factor of its own, and solves for
the others in whole numbers: a sum that was exact is exact. Amounts per share, margins and convenience translations are
no sums; they are calculated anew from the other figures, with the same rounding and at the same rate (``_quotients``,
``_translations``).

**Exactness.** Nothing is rounded that a relation contains, except what was a rounded quotient before. Signs stay, nil
stays nil, blank stays blank, unknown stays unknown, and no figure gets more decimals than it had. What rounding may
change is tried out: ``copy_of_project.py`` runs all checks on the copy, and draws again if one differs.

**Secrecy.** A common factor would be known as soon as one figure is: the published ones are. Here each free figure has
its own, so that a known figure tells nothing of another one, except of those that are tied to it by sums; and of these
only their sum. What stays is what the checks see: signs, ties, orders of magnitude, which lines there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm
from random import Random
from typing import NamedTuple

from workbench.anonymising.amount_system import AmountSystem, Weights
from workbench.anonymising.linear_forms import FINEST, Form, FormsOfProject, NotLinear, from_units, in_units
from workbench.checks import CHECKS
from workbench.checks.carried_forward import carried_legs
from workbench.checks.columns import figure_in
from workbench.checks.comparison import Comparison, Relation, is_met, tolerance_of
from workbench.checks.expressions import Figure, amount_of
from workbench.checks.footing import members
from workbench.checks.ratios import likeliest_relation
from workbench.checks.translations import columns_with_rates
from workbench.domain.adjustments import EntryId
from workbench.domain.amounts import PRECISE, round_half_up
from workbench.domain.completeness import Considered
from workbench.domain.findings import CheckId
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineUnit, Total
from workbench.engine import Results

BY_CONSTRUCTION = frozenset(map(CheckId, ("result-of-row", "effects-as-entered", "footing", "stated-once", "notes")))
"""Checks of what is calculated from the same figures, or of footing, whose relations are found on the totals alone."""
NOT_SUMS = frozenset(map(CheckId, ("ratio", "result-of-ratio", "translation")))
"""Checks of quotients, which are calculated anew."""
SHARED_FACTORS = (2, 3)
"""Of all amounts, where nothing else keeps their relations; and of what disagrees by how much."""
MOST_ATTEMPTS = 50
MOST_AVOIDED = 10_000
"""Among more amounts than this, some are always by chance those of other figures."""
NEARLY = 100
"""A translation in a column without a rate is at that of other columns if it is off by less than this part of it."""
DIGITS_THAT_SHOW = 3
"""An amount of fewer digits says nothing, and may be the amount of any other figure."""


class StatedQuotient(NamedTuple):
    """A figure that is numerator x ``factor`` / denominator, rounded to ``decimals``."""

    figure: Form
    numerator: Form
    denominator: Form
    factor: Decimal
    decimals: int


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
        self._shared = random.choice(SHARED_FACTORS)
        self._forms = FormsOfProject(results.project)
        self._unknowns = self._forms.unknowns
        self._fixed: dict[int, int] = {}
        self._rests: dict[int, Weights] = {}
        self._numerators: dict[int, Form] = {}
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
        for weights in (
            *self._relations_of_sums(),
            *self._relations_of_totals(),
            *self._relations_of_checks(),
            *self._relations_of_carrying(),
        ):
            self._stage_of(weights).append(weights)
        amounts = self._unknowns.amounts.values() if len(self._unknowns.amounts) <= MOST_AVOIDED else ()
        self._originals = {abs(amount) for amount in amounts if _shows(amount)}
        self._other = self._choose()

    # ---- what it is asked for

    def figure(self, line: LineId, period: PeriodId, amount: Decimal | None) -> Decimal | None:
        """Return another figure as reported; nil and blank as they are."""
        return self._amount(self._forms.figure(line, period)) if amount else amount

    def effect(self, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> Decimal:
        """Return the other effect of a difference on a line."""
        return self._amount(self._forms.effect(adjustment, line, period))

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
        """Return, for each translation of money in a column with a rate: figure, rate, and whether it is compared.

        A total is not: it is a sum of translations rather than one.
        """
        rates: dict[int, tuple[Form, Fraction, bool]] = {}
        of_others: dict[str, Decimal] = {}
        for currency, pairs, rate in sorted(columns_with_rates(self._results), key=lambda column: column[2] is None):
            likely = rate or of_others.get(currency)
            if likely is None:
                continue
            of_others[currency] = likely
            statement, period = pairs[0].statement, pairs[0].column.period
            compared = {pair.line.id for pair in pairs if rate is not None}
            for line in statement.lines:
                figure = Figure(line.id, period, FigureRole.TRANSLATION, currency)
                reported = self._forms.figure(line.id, period)
                for number in self._forms.translations.get(figure, {}):
                    translated = Fraction(self._unknowns.amounts[number])
                    off = translated - self._forms.value(reported) / Fraction(likely)
                    if line.unit is LineUnit.MONEY and (rate is not None or abs(off) * NEARLY < abs(translated)):
                        rates[number] = (reported, Fraction(likely), line.id in compared)
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

    def _relations_of_sums(self) -> Iterator[Weights]:
        """Yield what legs make up, and what effects lead to, so that their signs stay and nil stays nil."""
        for form in self._forms.sums():
            yield from self._relation(form)

    def _relations_of_totals(self) -> Iterator[Weights]:
        for statement in self._project.statements:
            for total in statement.totals:
                for period in statement.periods:
                    if statement.figure(total.line, period) is not None:
                        yield from self._relation(self._forms.remainder(total.line, period))
                    for currency in self._project.source_figures.translated_into:
                        yield from self._relation_of_translated(total, period, currency)

    def _relation_of_translated(self, total: Total, period: PeriodId, currency: str) -> Iterator[Weights]:
        """Yield what a translated total has beside its parts, which stays as it is where figures were cut by as much.

        How much was cut of the figures stays, too.
        """
        columns = [Figure(line, period, FigureRole.TRANSLATION, currency) for line in members(total)]
        form = self._translated_remainder(total, columns)
        places = self._project.line(total.line).decimals_shown
        is_cut = abs(from_units(self._forms.value(form))) <= tolerance_of(self._project, columns, places)
        yield from self._relation(form, 1 if is_cut else None)

    def _translated_remainder(self, total: Total, columns: list[Figure]) -> Form:
        """Return a translated total less its parts; ``columns``: of both."""
        form = dict(self._forms.translations.get(columns[0], {}))
        if form:
            for column, (_, weight) in zip(columns[1:], total.parts, strict=True):
                for number, times in self._forms.translations.get(column, {}).items():
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
            if comparison.relation is Relation.EQUAL:
                yield from self._relation(form, 1 if is_met(comparison, difference) else self._shared)
            else:
                yield from self._relation(form)

    def _relations_of_carrying(self) -> Iterator[Weights]:
        """Yield what a roll-forward carried: the entries that were made of the effects at the opening."""
        for adjustment, legs, opening in carried_legs(self._project):
            form = {number: -weight for number, weight in self._forms.effect(adjustment.id, *opening).items()}
            for entry, place, weight in legs:
                for number, times in self._forms.legs.get((adjustment.id, entry, place), {}).items():
                    form[number] = form.get(number, Fraction(0)) + weight * times
            yield from self._relation(form, self._shared)

    def _relation(self, form: Form, rest_becomes: int | None = None) -> Iterator[Weights]:
        """Yield a form as a relation with what it comes to, which is an unknown unless it is nil.

        ``rest_becomes``: so many times what it is; None if it is free, as what a total has beside its parts.
        """
        form = {number: weight for number, weight in form.items() if weight}
        if not form:
            return
        whole = lcm(*(weight.denominator for weight in form.values()))
        weights = {number: int(weight * whole) for number, weight in form.items()}
        rest = sum(weight * self._unknowns.amounts[number] for number, weight in weights.items())
        if rest:
            difference = self._unknowns.add(("difference", tuple(sorted(weights.items()))), from_units(rest))
            if self._rates.keys() & weights and rest_becomes != 1:
                self._rests[difference] = dict(weights)
            elif rest_becomes is not None:
                self._fixed[difference] = rest_becomes * rest
            weights[difference] = -1
        yield weights

    # ---- other amounts

    def _choose(self) -> dict[int, int]:
        """Return other amounts for all unknowns, drawn again where one is by chance the amount of some figure."""
        later = self._rates.keys() | self._rests.keys() | self._unknowns.is_ratio
        own = [number for number in self._unknowns.amounts if number not in later]
        system = self._system(own, {}, self._stages.sums)
        sums = system.other_amounts()
        other = self._with_quotients_and_translations(sums)
        for _ in range(MOST_ATTEMPTS):
            shown = [number for number, amount in other.items() if self._is_original(number, amount)]
            if not shown:
                break
            system.redraw(self._behind(shown), sums)
            other = self._with_quotients_and_translations(sums)
        return other

    @property
    def repeats_an_original(self) -> bool:
        """True if an amount is still by chance that of some figure, which it says nothing about."""
        return any(self._is_original(number, amount) for number, amount in self._other.items())

    def _is_original(self, number: int, amount: int) -> bool:
        return number not in self._fixed and abs(amount) in self._originals

    def _behind(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield the sums whose other amounts lead to those of ``numbers``."""
        for number in numbers:
            if number in self._rates:
                yield from self._rates[number][0]
            elif number in self._numerators:
                yield from self._behind(self._numerators[number])
            elif number not in self._unknowns.is_ratio:
                yield number

    def _system(
        self,
        numbers: list[int],
        given: dict[int, int],
        relations: list[Weights],
        following: frozenset[int] = frozenset(),
    ) -> AmountSystem:
        amounts = {number: self._unknowns.amounts[number] for number in numbers}
        grains = {number: self._unknowns.grains[number] for number in numbers}
        system = AmountSystem(amounts, grains, self._fixed | given, self._shared, self._random, following)
        for weights in sorted(relations, key=len):
            system.relate(weights)
        return system

    def _with_quotients_and_translations(self, sums: dict[int, int]) -> dict[int, int]:
        quotients = self._unknowns.is_ratio - self._translated_quotients
        given = sums | self._quotients(sums, is_translated=False)
        other = sums | self._system([*sums, *quotients], given, self._stages.quotients).other_amounts()
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
            is_at_rate = abs(translated - was) <= grain * Fraction(3, 2)
            at_rate[number] = was if is_at_rate else translated
            if not reported or not now:
                wanted[number], at_rate[number] = self._shared * translated, translated
            else:
                wanted[number] = now if is_at_rate else now + self._shared * (translated - was)
            if is_compared and is_at_rate:
                compared.add(number)
        known = {number: amount for number, amount in other.items() if number not in self._rates}
        for difference, weights in self._rests.items():
            rest, grain = self._unknowns.amounts[difference], self._unknowns.grains[difference]
            translated = Fraction(sum(weight * at_rate.get(number, Fraction(0)) for number, weight in weights.items()))
            rounding = grain * (len(weights) + 2)
            if abs(translated) > rounding >= abs(rest - translated):  # what is left as reported, translated
                parts = (weight * wanted.get(number, Fraction(0)) for number, weight in weights.items())
                wanted[difference] = sum(parts, Fraction(0))
            else:
                known[difference] = self._shared * rest
        following = frozenset(self._rates.keys() - compared) | (self._rests.keys() & wanted.keys())
        system = self._system([*known, *wanted], known, self._stages.translations, following)
        return system.nearest(wanted, compared)

    def _quotients(self, other: dict[int, int], *, is_translated: bool) -> dict[int, int]:
        """Return the amounts per share and percentages that are quotients of other figures, rounded as they were.

        Each is off by as much as it was; by twice as much if that is more than one of its last digit.
        """
        quotients: dict[int, int] = {}
        for stated in self._stated_quotients(is_translated=is_translated):
            if len(stated.figure) != 1:
                continue
            (number, sign), *_ = stated.figure.items()
            was, now = (self._divide(stated, amounts) for amounts in (self._unknowns.amounts, other))
            if number in quotients or was is None or now is None:
                continue
            self._numerators[number] = stated.numerator
            off = from_units(self._forms.value(stated.figure)) - was
            is_rounding = abs(off) <= Decimal(1).scaleb(-stated.decimals)
            quotients[number] = in_units(now + (off if is_rounding else self._shared * off)) * int(sign)
        return quotients

    def _stated_quotients(self, *, is_translated: bool) -> Iterator[StatedQuotient]:
        for statement in self._project.statements:
            for line in statement.lines:
                if line.unit.is_ratio:
                    yield from self._quotients_in_columns(line, is_translated=is_translated)
                    for period in statement.periods if not is_translated else ():
                        yield from self._quotients_of_results(line, period)

    def _quotients_in_columns(self, line: Line, *, is_translated: bool) -> Iterator[StatedQuotient]:
        relation = self._relations_of_ratios[line.id]
        if relation is None:
            return
        for column in relation.where.columns:
            if bool(column.currency) is is_translated:
                figure, numerator, denominator = (
                    self._forms.of(figure_in(self._results, column, term), self._enabled)[0]
                    for term in (line, relation.numerator, relation.denominator)
                )
                decimals = relation.decimals_of(from_units(self._forms.value(figure)))
                yield StatedQuotient(figure, numerator, denominator, relation.factor, decimals)

    def _quotients_of_results(self, line: Line, period: PeriodId) -> Iterator[StatedQuotient]:
        """Yield a ratio as reported and as sources print its result, where its parts are known to the engine."""
        ratio = self._results.ratio_at(line.id, period)
        if ratio is None:
            return
        terms = (ratio.numerator, ratio.denominator)
        numerator, denominator = (self._forms.figure(term, period) for term in terms)
        reported = self._forms.figure(line.id, period)
        yield StatedQuotient(reported, numerator, denominator, ratio.factor, line.decimals)
        everything = frozenset(self._project.adjustment_by_id)
        numerator, denominator = (self._forms.result(term, period, everything) for term in terms)
        for place, stated in enumerate(self._project.source_figures):
            if (stated.line, stated.period, stated.role) == (line.id, period, FigureRole.RESULT) and stated.amount:
                yield StatedQuotient(self._forms.cells[place], numerator, denominator, ratio.factor, line.decimals)

    def _divide(self, stated: StatedQuotient, amounts: dict[int, int]) -> Decimal | None:
        """Return a quotient, rounded; None if a part of it is not known yet, or nil."""
        is_known = all(number in amounts for form in (stated.numerator, stated.denominator) for number in form)
        divisor = self._forms.value(stated.denominator, amounts) if is_known else 0
        if not divisor:
            return None
        dividend = Decimal(self._forms.value(stated.numerator, amounts)) * stated.factor
        return round_half_up(PRECISE.divide(dividend, Decimal(divisor)), stated.decimals)


def _shows(amount: int) -> bool:
    return len(str(abs(amount)).strip("0")) >= DIGITS_THAT_SHOW or abs(amount) >= 10 ** (FINEST + DIGITS_THAT_SHOW - 1)
