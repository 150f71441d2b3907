"""Checks in both places: what the program finds in a state, and what the recalculated workbook says of it."""

from collections import Counter
from collections.abc import Iterator

from tests.oracle import Shown
from workbench.checks import CHECKS, run_checks
from workbench.checks.comparison import Comparison, status_of
from workbench.domain.findings import FindingStatus
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS
from workbench.exporting.checks_sheet import (
    CHECK,
    EXPECTED,
    FIRST_ROW,
    LIGHT_ROW,
    NO_FORMULA,
    VERDICT,
    WHAT,
    WORKBOOK,
)
from workbench.exporting.layout import relative_reference
from workbench.exporting.review_workbook import CHECKS_SHEET
from workbench.exporting.verdicts_beside import BESIDE
from workbench.phrases import ENGLISH
from workbench.presentation.light import light_of
from workbench.wording import name_of_check, say_fact

Row = tuple[str, str, str]
"""Check, what it compares, verdict."""
CHECKS_OF_ALL = str(CHECKS_SHEET)
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
    if light_in(shown) != light.in_words(ENGLISH):
        yield f"the light is '{light_in(shown)}', not '{light.in_words(ENGLISH)}'"
    if +found.counts != Counter(finding.status for finding in found.findings):
        yield f"counted quickly, the checks come to {found.counts}"


def light_in(shown: Shown) -> str:
    """Return the light of a recalculated workbook."""
    return str(shown[CHECKS_OF_ALL][relative_reference(LIGHT_ROW, 1)])


def listed_checks(shown: Shown) -> Iterator[dict[int, object]]:
    """Yield each row of the checks, by column."""
    checks, row = shown[CHECKS_OF_ALL], FIRST_ROW
    while relative_reference(row, CHECK) in checks:
        yield {column: checks.get(relative_reference(row, column)) for column in range(CHECK, VERDICT + 1)}
        row += 1


def _rows(shown: Shown) -> Iterator[Row]:
    for row in listed_checks(shown):
        check, what, verdict = (str(row[column] or "") for column in (CHECK, WHAT, VERDICT))
        if not what.endswith(str(NO_FORMULA)):
            yield check, what, verdict


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
    counts = [(int(str(row[WORKBOOK])), int(str(row[EXPECTED]))) for row in listed_checks(shown) if row[CHECK] == check]
    held, looked_at = (sum(numbers) for numbers in zip(*counts, strict=True)) if counts else (0, 0)
    return held, looked_at - held
