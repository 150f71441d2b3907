"""What the command line tells a reader: the key totals under both frameworks, and how the checks stand."""

from collections.abc import Mapping

from workbench.checks import Tally, add_tallies
from workbench.domain.amounts import format_for_reader
from workbench.domain.findings import Finding, FindingStatus
from workbench.engine import Results
from workbench.plain_text import printable
from workbench.presentation.key_totals import key_totals, why_no_totals
from workbench.presentation.states import state_of
from workbench.presentation.units import money_unit

AMOUNT_WIDTH = 16


def key_totals_table(results: Results) -> list[str]:
    """Return the key totals of every reconciled period, under both frameworks, or why there are none."""
    project = results.project
    state = state_of(project)
    by_period = key_totals(results)
    names = [total.name for totals in by_period.values() for total in totals]
    labels = [project.periods[period].label for period in by_period]
    width = max(map(columns_of, (*names, *labels)), default=0) + 2
    illustrative = f", {state.illustrative}" if state.illustrative else ""
    lines = [f"{project.entity} ({money_unit(project)}{illustrative})"]
    if reason := why_no_totals(project):
        lines.append(reason)
    elif not project.is_reconciled:
        lines.append(f"{state.in_words}: no figure has a counterpart under {project.frameworks[1]}.")
    for period, totals in by_period.items():
        label = project.periods[period].label
        heads = "".join(_right(head) for head in (project.frameworks[0], state.short_result_heading, "difference"))
        lines.append(f"{_left(label, width)}{heads}")
        for total in totals:
            amounts = (total.as_reported, total.result, total.difference)
            shown = "".join(_right("" if amount is None else format_for_reader(amount)) for amount in amounts)
            lines.append(_left(f"  {total.name}", width) + shown)
    return lines


def _left(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def _right(text: str) -> str:
    """Return ``text`` at the right of its column, which is wider where it would touch the one before."""
    return " " * max(AMOUNT_WIDTH - columns_of(text), 2) + text


def columns_of(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: a Chinese character takes two, an accent none."""
    from wcwidth import wcswidth  # its tables take longer to load than a window to open; the window needs none

    return max(wcswidth(printable(text)), 0)


def checks_by_name(tallies: Mapping[str, Tally]) -> list[str]:
    """Return a line for each check with its counts, then every warning and failure in full."""
    lines = [
        _left(check, 22) + ", ".join(f"{counts[status]} {status.value}" for status in FindingStatus if counts[status])
        for check, counts in ((check, tally.counts) for check, tally in tallies.items())
        if any(counts.values())
    ]
    return [*lines, *(_told(finding) for finding in add_tallies(tallies.values()).told)]


def _told(finding: Finding) -> str:
    where = f" [{', '.join(str(cell) for cell in finding.where)}]" if finding.where else ""
    return f"{finding.status.value.upper()} {finding.check}: {finding.message}{where}"
