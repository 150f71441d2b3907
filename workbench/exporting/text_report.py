"""The report of the command line: key totals under both frameworks, and the outcome of the checks."""

from collections.abc import Mapping

from workbench.checks import ChecksRun, Tally, add_tallies
from workbench.domain.amounts import format_for_reader
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.engine import Results
from workbench.phrases import Phrase, Words, listing, phrase, phrase_of_count, say
from workbench.plain_text import text_width
from workbench.presentation.closing import number_to_do, to_do
from workbench.presentation.closing_text import text_of
from workbench.presentation.key_totals import key_totals, why_no_totals
from workbench.presentation.states import state_of
from workbench.presentation.units import money_unit
from workbench.wording import message_of, name_of_check
from workbench.wording.periods import label

AMOUNT_WIDTH, GAP = 16, 2
ALARMS = {FindingStatus.WARNING: phrase("WARNING"), FindingStatus.FAIL: phrase("FAIL")}
"""The start of a line that gives a finding in full."""


def key_totals_table(results: Results, words: Words) -> list[str]:
    """Return the lines of the key totals of every reconciled period under both frameworks, or why there are none."""
    project = results.project
    state = state_of(project)
    by_period = key_totals(results)
    names = [total.name for totals in by_period.values() for total in totals]
    labels = [label(project.periods[period], words) for period in by_period]
    width = max(map(text_width, (*names, *labels)), default=0) + 2
    unit, illustrative = money_unit(project, words), state.illustrative_in_words(words)
    title = (
        phrase("{entity} ({unit}, {state})", entity=project.entity, unit=unit, state=illustrative)
        if illustrative
        else phrase("{entity} ({unit})", entity=project.entity, unit=unit)
    )
    lines = [say(title, words)]
    if reason := why_no_totals(project, words):
        lines.append(reason)
    elif not project.is_reconciled:
        framework = project.frameworks.target.label
        why_empty = phrase(
            "{state}: no figures are stated under {framework}.", state=state.in_words(words), framework=framework
        )
        lines.append(say(why_empty, words))
    for period, totals in by_period.items():
        period_label = label(project.periods[period], words)
        difference = say(phrase("difference"), words)
        headings = (project.frameworks.source.label, state.short_result_heading(words), difference)
        widths = [max(AMOUNT_WIDTH, text_width(heading) + GAP) for heading in headings]
        lines.append(_align_left(period_label, width) + "".join(map(_align_right, headings, widths)))
        for total in totals:
            amounts = (total.as_reported, total.result, total.difference)
            cells = ("" if amount is None else format_for_reader(amount) for amount in amounts)
            lines.append(_align_left(f"  {total.name}", width) + "".join(map(_align_right, cells, widths)))
    return lines


def _align_left(text: str, width: int) -> str:
    return text + " " * (width - text_width(text))


def _align_right(text: str, width: int) -> str:
    """Return ``text`` aligned right in its column, which is widened if it would touch the one before."""
    return " " * max(width - text_width(text), GAP) + text


def checks_by_name(tallies: Mapping[CheckId, Tally], words: Words) -> list[str]:
    """Return a line for each check with its counts, then every warning and failure in full."""
    lines = [
        _align_left(name_of_check(check, words), 22)
        + listing((_count(status, counts[status]) for status in FindingStatus if counts[status]), words)
        for check, counts in ((check, tally.counts) for check, tally in tallies.items())
        if any(counts.values())
    ]
    return [*lines, *(_describe(finding, words) for finding in add_tallies(tallies.values()).alarms)]


def what_is_to_do(checks_run: ChecksRun, words: Words) -> list[str]:
    """Return what is missing until publication: a heading with the number of items, and the items by kind."""
    items = to_do(checks_run.results.project, checks_run.findings)
    heading = phrase("To do: {number}", number=number_to_do(items))
    return [say(heading, words), *(f"  {line}" for line in text_of(items, words))]


def _count(status: FindingStatus, number: int) -> Phrase:
    match status:
        case FindingStatus.PASS:
            return phrase_of_count("{count} pass", "{count} pass", number)
        case FindingStatus.INFORMATION:
            return phrase_of_count("{count} information", "{count} information", number)
        case FindingStatus.WARNING:
            return phrase_of_count("{count} warning", "{count} warnings", number)
        case FindingStatus.FAIL:
            return phrase_of_count("{count} fail", "{count} fail", number)
        case FindingStatus.NOT_APPLICABLE:
            return phrase_of_count("{count} not applicable", "{count} not applicable", number)


def _describe(finding: Finding, words: Words) -> str:
    where = f" [{listing(map(str, finding.where), words)}]" if finding.where else ""
    described = phrase(
        "{status} {check}: {message}{where}",
        status=ALARMS[finding.status],
        check=name_of_check(finding.check, words),
        message=message_of(finding, words),
        where=where,
    )
    return say(described, words)
