"""Checks in both places: what the program finds in a state, and what the recalculated workbook says of it."""

from collections import Counter
from collections.abc import Iterator

from tests.oracle import Shown
from workbench.checks import CHECKS, run_checks
from workbench.checks.comparison import Comparison, status_of
from workbench.domain.findings import FindingStatus
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS
from workbench.exporting.checks_sheet import FIRST_ROW, NO_FORMULA
from workbench.exporting.verdicts_beside import BESIDE
from workbench.phrases import ENGLISH
from workbench.presentation.light import light_of
from workbench.wording import name_of_check, say_fact

Row = tuple[str, str, str]
"""Check, what it compares, verdict."""
NAMES_BESIDE = frozenset(name_of_check(check, ENGLISH) for check in BESIDE)


def wrong_verdicts(shown: Shown, results: Results) -> Iterator[str]:
    """Yield where the two differ: a verdict, a count, the light."""
    rows = list(_rows(shown))
    beside = {name_of_check(check, ENGLISH) for check in BESIDE}
    ours, theirs = Counter(_expected(results)), Counter(row for row in rows if row[0] not in beside)
    yield from (
        f"the program says {row}, {times} times, the workbook does not" for row, times in (ours - theirs).items()
    )
    yield from (
        f"the workbook says {row}, {times} times, the program does not" for row, times in (theirs - ours).items()
    )
    for check in CHECKS:
        if check.name in BESIDE:
            counts, (held, broken) = check.tally(results).counts, _counted(shown, name_of_check(check.name, ENGLISH))
            if (counts[FindingStatus.INFORMATION], counts[FindingStatus.FAIL]) != (held, broken):
                yield f"{check.name}: {held} hold and {broken} fail in the workbook, not so in the program: {counts}"
    found = run_checks(results)
    light = light_of(found.counts, found.unproven)
    if shown["Checks"]["A3"] != light.in_words(ENGLISH):
        yield f"the light is '{shown['Checks']['A3']}', not '{light.in_words(ENGLISH)}'"
    if +found.counts != Counter(finding.status for finding in found.findings):
        yield f"counted quickly, the checks come to {found.counts}"


def _rows(shown: Shown) -> Iterator[Row]:
    row = FIRST_ROW
    while f"A{row}" in shown["Checks"]:
        cells = [str(shown["Checks"].get(f"{column}{row}", "")) for column in "ABF"]
        if not cells[1].endswith(str(NO_FORMULA)):
            yield cells[0], cells[1], cells[2]
        row += 1


def _expected(results: Results) -> Iterator[Row]:
    for check in CHECKS:
        if check.name not in BESIDE:
            for one in check.compare(results):
                if isinstance(one, Comparison):
                    yield (
                        name_of_check(check.name, ENGLISH),
                        say_fact(one.what, ENGLISH),
                        str(VERDICTS[status_of(one, results)]),
                    )


def _counted(shown: Shown, check: str) -> tuple[int, int]:
    """Return how many verdicts beside rows hold, and how many do not."""
    checks, held, looked_at, row = shown["Checks"], 0, 0, FIRST_ROW
    while f"A{row}" in checks:
        if checks[f"A{row}"] == check:
            held += int(str(checks.get(f"C{row}", 0)))
            looked_at += int(str(checks.get(f"D{row}", 0)))
        row += 1
    return held, looked_at - held
