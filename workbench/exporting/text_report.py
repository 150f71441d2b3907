"""The report of the command line: key totals under both frameworks, and the outcome of the checks."""

from collections.abc import Mapping

from workbench.checks import Tally, add_tallies
from workbench.domain.amounts import format_for_reader
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.engine import Results
from workbench.phrases import ENGLISH
from workbench.plain_text import to_printable
from workbench.presentation.key_totals import key_totals, why_no_totals
from workbench.presentation.states import state_of
from workbench.presentation.units import money_unit
from workbench.wording import message_of, name_of_check

AMOUNT_WIDTH = 16


def key_totals_table(results: Results) -> list[str]:
    """Return the lines of the key totals of every reconciled period under both frameworks, or why there are none."""
    project = results.project
    state = state_of(project)
    by_period = key_totals(results)
    names = [total.name for totals in by_period.values() for total in totals]
    labels = [project.periods[period].label for period in by_period]
    width = max(map(terminal_width, (*names, *labels)), default=0) + 2
    illustrative = f", {state.illustrative_in_words}" if state.illustrative_in_words else ""
    lines = [f"{project.entity} ({money_unit(project)}{illustrative})"]
    if reason := why_no_totals(project):
        lines.append(reason)
    elif not project.is_reconciled:
        lines.append(f"{state.in_words}: no figure has a counterpart under {project.frameworks[1]}.")
    for period, totals in by_period.items():
        label = project.periods[period].label
        headings = "".join(
            _align_right(heading) for heading in (project.frameworks[0], state.short_result_heading, "difference")
        )
        lines.append(f"{_align_left(label, width)}{headings}")
        for total in totals:
            amounts = (total.as_reported, total.result, total.difference)
            cells = "".join(_align_right("" if amount is None else format_for_reader(amount)) for amount in amounts)
            lines.append(_align_left(f"  {total.name}", width) + cells)
    return lines


def _align_left(text: str, width: int) -> str:
    return text + " " * (width - terminal_width(text))


def _align_right(text: str) -> str:
    """Return ``text`` aligned right in its column, which is widened if it would touch the one before."""
    return " " * max(AMOUNT_WIDTH - terminal_width(text), 2) + text


def terminal_width(text: str) -> int:
    """Return the columns of a terminal that ``text`` takes: two for a Chinese character, none for an accent."""
    from wcwidth import wcswidth  # its tables take longer to load than a window to open; the window needs none

    return max(wcswidth(to_printable(text)), 0)


def checks_by_name(tallies: Mapping[CheckId, Tally]) -> list[str]:
    """Return a line for each check with its counts, then every warning and failure in full."""
    lines = [
        _align_left(name_of_check(check, ENGLISH), 22)
        + ", ".join(f"{counts[status]} {status.value}" for status in FindingStatus if counts[status])
        for check, counts in ((check, tally.counts) for check, tally in tallies.items())
        if any(counts.values())
    ]
    return [*lines, *(_describe(finding) for finding in add_tallies(tallies.values()).alarms)]


def _describe(finding: Finding) -> str:
    where = f" [{', '.join(str(cell) for cell in finding.where)}]" if finding.where else ""
    return (
        f"{finding.status.value.upper()} {name_of_check(finding.check, ENGLISH)}: {message_of(finding, ENGLISH)}{where}"
    )
