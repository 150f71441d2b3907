"""Workbooks with one slip of an analyst each: are those reported that another figure or heading contradicts?

Mutant number N of a seed is always the same one, so a sweep that was stopped goes on with --from.

    python -m tests.sweeps.mutants [--seed N] [--count N] [--from N] [--jobs N]
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial

from tests.mutating.books import samples
from tests.mutating.measured import Measured, is_enough, measured, misses, sums_up
from tests.mutating.numbered import Mutant, mutants

AT_ONCE = 10
"""How many mutants a job takes at a time."""
PROGRESS_EVERY = 50


def main(arguments: Sequence[str]) -> int:
    """Judge the mutants and print what became of them; 1 where too few are reported, or an original fails."""
    asked = _asked(arguments)
    found: list[Measured] = []
    for one in _all_measured(asked.seed, range(asked.first, asked.count + 1), asked.jobs):
        found.append(one)
        if len(found) % PROGRESS_EVERY == 0 or one.number == asked.count:
            missed = sum(1 for _ in misses(found))
            print(f"mutant {one.number} of {asked.count}: {missed} of {len(found)} missed", flush=True)
    print(*sums_up(found, samples()), sep="\n", flush=True)
    return 0 if is_enough(found, samples()) else 1


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1, help="which mutants (1)")
    parser.add_argument("--count", type=int, default=1500, help="the number of the last one (1500)")
    parser.add_argument("--from", type=int, default=1, dest="first", help="the number of the first one (1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once (one a core)")
    return parser.parse_args(arguments)


def _all_measured(seed: int, numbers: range, jobs: int) -> Iterator[Measured]:
    """Yield what became of the mutants of these numbers, of as many as there are."""
    if jobs == 1:
        yield from filter(None, map(partial(_measured, seed), numbers))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            yield from filter(None, pool.map(partial(_measured, seed), numbers, chunksize=AT_ONCE))


def _measured(seed: int, number: int) -> Measured | None:
    mutant = next((mutant for mutant in _going_on(seed) if mutant.number == number), None)
    return measured(mutant) if mutant else None


@cache
def _going_on(seed: int) -> Iterator[Mutant]:
    """Return the mutants of a seed, in each process from where it stopped: numbers are asked for in ascending order."""
    return mutants(seed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
