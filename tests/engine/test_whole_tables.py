"""Relations over whole tables come to the same as their comparisons, one by one."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exporting.made_up import made_up
from tests.found import message
from tests.projects import CLOSING, OPENING, project_of, projects
from workbench.checks import CHECKS, Tally
from workbench.domain.findings import Finding
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.engine.recalculate import calculate
from workbench.engine.whole_tables import WholeTables


def tally(project: Project, check: str) -> tuple[Counter[str], list[Finding]]:
    """Return what a check comes to by arrays: numbers that are not 0, and what is told."""
    found: Tally = next(each for each in CHECKS if each.name == check).tally(calculate(project))
    return Counter({status.value: number for status, number in found.counts.items() if number}), list(found.alarms)


def one_by_one(project: Project, check: str) -> tuple[Counter[str], list[Finding]]:
    findings = list(next(each for each in CHECKS if each.name == check).findings(calculate(project)))
    told = [finding for finding in findings if finding.status.value in ("fail", "warning")]
    return Counter(finding.status.value for finding in findings), told


def by_message(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: message(finding))


QUICK = [check.name for check in CHECKS if check.tally_quickly]


@given(projects(), st.sampled_from(QUICK))
@settings(max_examples=150, deadline=None)
def test_any_project_is_counted_as_it_is_compared(project: Project, check: str) -> None:
    (counts, told), (expected, expected_told) = tally(project, check), one_by_one(project, check)
    assert counts == expected
    assert by_message(told) == by_message(expected_told)


def test_made_up_projects_with_gaps_errors_and_sources_are_counted_as_they_are_compared() -> None:
    for project in made_up(40, 3):
        for on in ((), tuple(project.adjustment_by_id)[:1], tuple(project.adjustment_by_id)):
            state = replace(project, enabled=frozenset(on))
            for check in QUICK:
                assert tally(state, check)[0] == one_by_one(state, check)[0]


def test_parts_that_make_up_a_whole_turn_of_64_bits_are_not_taken_for_nothing() -> None:
    parts = [LineId(f"part {number}") for number in range(8)]
    figures = {LineId("total"): (Decimal(0), Decimal(0)), **{part: (Decimal(2**61), Decimal(1)) for part in parts}}
    project = project_of(figures, {"total": tuple((part, 1) for part in parts)}, {})
    (counts, told), (expected, expected_told) = tally(project, "footing"), one_by_one(project, "footing")
    assert counts == expected
    assert len(told) == len(expected_told) == 4  # both dates, as reported and the result


def test_what_foots_is_every_total_that_can_be_added_up_with_its_parts() -> None:
    figures = {
        "cash": (Decimal(5), Decimal(6)),
        "loans": (None, None),
        "assets": (Decimal(5), None),
        "goodwill": (Decimal(1), Decimal(1)),
    }
    project = project_of(figures, {"assets": (("cash", 1), ("loans", 1))}, {})
    cells = WholeTables(calculate(project), project.statements[0]).cells_footing_as_reported()
    assert [(LineId(line), OPENING) in cells for line in ("assets", "cash", "loans")] == [True] * 3
    assert (LineId("assets"), CLOSING) not in cells
    assert (LineId("goodwill"), OPENING) not in cells
    assert cells.number_of_figures_outside([("goodwill", OPENING)]) == 2  # cash and goodwill at the other date
