"""Other amounts in place of given ones, which keep every relation between these: whole numbers, solved exactly.

A relation is a sum with whole weights that comes to nil. Each is solved for its largest amount, so that every other
amount is free; a free amount is multiplied by a factor of its own, drawn at random, and the solved ones follow. Where
that would turn a sign, make a nil or leave the order of magnitude, the factors of the amounts involved move towards the
one whole factor that all amounts share, for which everything holds; at the latest there it ends.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from random import Random

Weights = Mapping[int, int]
"""How often each amount, by its number, counts in a relation; or in what a solved amount is the sum of."""

WHOLE = 1000
"""A factor of one: factors are whole thousandths."""
LEAST, MOST = 550, 1650
"""Of a factor, in thousandths of the shared one."""
FARTHEST = 4
"""A solved amount is at most so many times the shared multiple of what it was, and at least that part of it."""
MOST_ROUNDS = 80


class AmountSystem:
    """Amounts by number, whole multiples of their grains, and the relations between them.

    ``grains``: the last digit that each amount may have. ``given``: amounts that are decided already, as they will be.
    ``shared``: the whole factor that all share. ``following``: amounts for which a relation is solved rather than for
    any other.
    """

    def __init__(
        self,
        amounts: Mapping[int, int],
        grains: Mapping[int, int],
        given: Mapping[int, int],
        shared: int,
        random: Random,
        following: Collection[int] = (),
    ) -> None:
        self._amounts, self._grains, self._given = amounts, grains, dict(given)
        self._shared, self._random = shared, random
        self._following = following
        self._coarsest = max(grains.values(), default=0)
        self._solved: dict[int, dict[int, int]] = {}
        self._counts_in: dict[int, set[int]] = {}
        self._factors: dict[int, int] = {}

    def relate(self, weights: Weights) -> bool:
        """Add a relation, which the amounts keep; False if nothing is left in it that could be solved."""
        total: dict[int, int] = {}
        for amount, weight in weights.items():
            for free, times in self._solved.get(amount, {amount: 1}).items():
                total[free] = total.get(free, 0) + weight * times
        total = {free: weight for free, weight in total.items() if weight}
        if not total:
            return True
        solvable = [free for free, weight in total.items() if abs(weight) == 1 and free not in self._given]
        if not solvable:
            return False
        largest = max(solvable, key=self._precedence)
        sign = -total.pop(largest)
        self._solve(largest, {free: weight * sign for free, weight in total.items()})
        return True

    def _precedence(self, amount: int) -> tuple[bool, int, int, int]:
        return amount in self._following, -self._grains[amount], abs(self._amounts[amount]), -amount

    def _solve(self, amount: int, sum_of: dict[int, int]) -> None:
        for user in self._counts_in.pop(amount, ()):
            times = self._solved[user].pop(amount)
            for free, weight in sum_of.items():
                changed = self._solved[user].get(free, 0) + times * weight
                if changed:
                    self._solved[user][free] = changed
                    self._counts_in.setdefault(free, set()).add(user)
                else:
                    del self._solved[user][free]
                    self._counts_in[free].discard(user)
        self._solved[amount] = sum_of
        for free in sum_of:
            self._counts_in.setdefault(free, set()).add(amount)

    def other_amounts(self) -> dict[int, int]:
        """Return all amounts anew: given ones as given, free ones by factors of their own, solved ones as follows."""
        free = [amount for amount in self._amounts if amount not in self._solved and amount not in self._given]
        for amount in free:
            self._draw(amount)
        other = {amount: self._multiply(amount) for amount in free} | self._given
        other |= {amount: self._sum(sum_of, other) for amount, sum_of in self._solved.items()}
        waiting = list(self._solved)
        for _ in range(MOST_ROUNDS):
            strange = [amount for amount in waiting if not self._is_plausible(amount, other[amount])]
            waiting = self._change({part for amount in strange for part in self._solved[amount]}, other, draws=False)
            if not waiting:
                break
        return other

    def redraw(self, amounts: Iterable[int], other: dict[int, int]) -> None:
        """Draw the factors anew on which some of the amounts rest, a few of each; ``other``: all as they became."""
        chosen: set[int] = set()
        for amount in amounts:
            parts = [part for part in self._solved.get(amount, {amount: 1}) if part not in self._given]
            chosen.update(self._random.sample(sorted(parts), min(2, len(parts))))
        waiting = self._change(chosen, other, draws=True)
        for _ in range(MOST_ROUNDS):
            strange = [amount for amount in waiting if not self._is_plausible(amount, other[amount])]
            waiting = self._change({part for amount in strange for part in self._solved[amount]}, other, draws=False)
            if not waiting:
                break

    def _change(self, free: Collection[int], other: dict[int, int], *, draws: bool) -> list[int]:
        """Draw factors anew, or move them towards the shared one; return the solved amounts that follow from them."""
        following: set[int] = set()
        for amount in sorted(free):
            if amount in self._given or (not draws and self._factors[amount] == self._shared * WHOLE):
                continue
            if draws:
                self._draw(amount)
            else:
                self._approach(amount)
            changed = self._multiply(amount) - other[amount]
            other[amount] += changed
            for user in self._counts_in.get(amount, ()):
                other[user] += changed * self._solved[user][amount]
                following.add(user)
        return sorted(following)

    def _draw(self, amount: int) -> None:
        self._factors[amount] = self._shared * self._random.randint(LEAST, MOST)

    def _approach(self, amount: int) -> None:
        shared = self._shared * WHOLE
        middle = (self._factors[amount] + shared) // 2
        self._factors[amount] = shared if abs(middle - shared) <= 2 else middle

    def _multiply(self, amount: int) -> int:
        """Return an amount times its factor, rounded to its grain: of the same sign, never nil."""
        grain, was = self._grains[amount], self._amounts[amount]
        size = max(1, (2 * abs(was) * self._factors[amount] + WHOLE * grain) // (2 * WHOLE * grain))
        if not size % 10 and self._factors[amount] % WHOLE and grain < self._coarsest:
            size += 1  # it keeps its decimals
        return size * grain if was > 0 else -size * grain

    def _sum(self, sum_of: Weights, other: Mapping[int, int]) -> int:
        return sum(weight * other[free] for free, weight in sum_of.items())

    def _is_plausible(self, amount: int, other: int) -> bool:
        was = self._amounts[amount]
        return (
            was * other > 0
            and abs(was) * self._shared <= abs(other) * FARTHEST <= abs(was) * self._shared * FARTHEST**2
        )

    def nearest(self, wanted: Mapping[int, Fraction], compared: Collection[int]) -> dict[int, int]:
        """Return whole amounts that keep the relations, each next to what is wanted.

        ``compared``: those that must be within half a digit of it, as far as possible; the others take the rest.
        """
        free = [amount for amount in wanted if amount not in self._solved and amount not in self._given]
        other = {amount: _round(wanted[amount], self._grains[amount]) for amount in free} | self._given
        other |= {amount: self._sum(sum_of, other) for amount, sum_of in self._solved.items()}
        for _ in range(MOST_ROUNDS):
            far = [amount for amount in self._solved if amount in compared and self._is_far(amount, other, wanted)]
            if not sum(self._bring_nearer(amount, other, wanted, compared) for amount in far):
                break
        return other

    def _is_far(self, amount: int, other: Mapping[int, int], wanted: Mapping[int, Fraction]) -> bool:
        return 2 * abs(other[amount] - wanted[amount]) > self._grains[amount]

    def _bring_nearer(
        self, amount: int, other: dict[int, int], wanted: Mapping[int, Fraction], compared: Collection[int]
    ) -> bool:
        """Move the free amount by one digit that brings a solved one nearer at the least cost; False if none does."""
        is_above = other[amount] > wanted[amount]
        best, least = None, Fraction(0)
        for free, weight in self._solved[amount].items():
            if free in self._given:
                continue
            step = -self._grains[free] if (weight > 0) == is_above else self._grains[free]
            moved = {free: step} | {user: step * self._solved[user][free] for user in self._counts_in[free]}
            cost = Fraction(0)
            for changed, by in moved.items():
                if changed in compared:
                    off = other[changed] - wanted[changed]
                    cost += ((off + by) ** 2 - off**2) / self._grains[changed] ** 2
            if cost < least and other[free] + step:
                best, least = moved, cost
        for changed, by in (best or {}).items():
            other[changed] += by
        return best is not None


def _round(wanted: Fraction, grain: int) -> int:
    """Return the multiple of ``grain`` next to what is wanted, never nil."""
    size = max(1, (2 * abs(wanted) + grain) // (2 * grain)) * grain
    return size if wanted > 0 else -size
