"""Each figure of the reconciliations and the balance sheet, wrong by one or in its sign: does a check name it?"""

import sys

from tests.checks.test_mutants import mutations, of_the_balance_sheet, pasted_as_values, survives
from workbench.resources import sample
from workbench.workbooks import begin_reading


def main() -> int:
    """Judge each of them, in the sample as it is and as pasted as values."""
    workbook = begin_reading(sample()).workbook()
    bare = pasted_as_values(workbook)
    judged = [
        *((workbook, *mutant) for mutant in mutations(workbook)),
        *((book, *mutant) for book in (workbook, bare) for mutant in of_the_balance_sheet(book)),
    ]
    survivors = 0
    for number, (book, name, cell, amount) in enumerate(judged, 1):
        if survives(book, name, cell, amount):
            survivors += 1
            print(f"{name}!{cell.ref}: {cell.value} -> {amount}", flush=True)
        if number % 100 == 0:
            print(f"{number} of {len(judged)}", flush=True)
    print(f"{len(judged)} wrong figures, {survivors} that no check names")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
