"""The anonymized copy: the checks say of it what they say of the project, and nothing of the project is left in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.anonymising.leaks import leaks
from tests.anonymising.rich_project import rich
from tests.appendices import acceptance
from tests.projects import projects
from tests.published import H1_2023
from tests.rolling.small_company import year_2022
from tests.rolling.test_roll_forward import closed_half_year
from workbench import resources
from workbench.anonymising import anonymise
from workbench.checks import run_checks
from workbench.commands import AcceptChecks, EditFigures
from workbench.domain.adjustments import Adjustment
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.engine import Engine
from workbench.importing import import_workbooks
from workbench.presentation.publication import accepted_failures
from workbench.store.load import load
from workbench.store.save import save
from workbench.typed_amounts import parse_typed_amount
from workbench.workbooks import begin_reading

SAMPLES = ("autohome-bridge", "hutchmed-h1-2024", "qifu-99.2-pasted", "qifu-adjustment-entries", "qifu-h1-2023")


def sample(name: str) -> Project:
    return import_workbooks([begin_reading(resources.root() / "samples" / f"{name}.xlsx")])


def projects_by_name(folder: Path, reference_case: Project) -> dict[str, Project]:
    """Return each sample, a project that was rolled forward, and one with something in every field."""
    return {
        **{name: sample(name) for name in SAMPLES if name != "qifu-h1-2023"},
        "qifu-h1-2023": reference_case,
        "rolled forward": closed_half_year(folder),
        "rich": rich(reference_case),
        "small": year_2022(),
    }


@pytest.fixture(scope="module")
def pairs(
    tmp_path_factory: pytest.TempPathFactory, qifu_project: Project
) -> dict[str, tuple[Project, Project, Path, Path]]:
    """Each project, its copy, and the files of both."""
    folder = tmp_path_factory.mktemp("copies")
    pairs = {}
    for name, project in projects_by_name(folder, qifu_project).items():
        made = anonymise(project, Random(name))
        assert made.differing == (), name
        paths = folder / f"{name}.recon", folder / f"{name} copy.recon"
        for known, path in zip((project, made.project), paths, strict=True):
            save(known, path)
        pairs[name] = (project, made.project, *paths)
    return pairs


CASES = (*SAMPLES, "rolled forward", "rich", "small")
Pairs = dict[str, tuple[Project, Project, Path, Path]]


@pytest.mark.parametrize("name", ["rich", "rolled forward", "qifu-99.2-pasted"])
def test_every_finding_has_the_status_that_it_had(name: str, pairs: Pairs) -> None:
    project, copy, _, _ = pairs[name]  # of all others, each check has as many findings of each status as it had
    runs = [run_checks(Engine().results(known)) for known in (project, copy)]
    before, after = ([(finding.check, finding.status) for finding in run.findings] for run in runs)
    assert sorted(after) == sorted(before)
    assert runs[1].unproven == runs[0].unproven


def test_translated_totals_within_stored_precision_stay_so() -> None:
    path = Path(__file__).parents[1] / "cases" / "faults" / "b37_usd_by_formula.xlsx"
    project = import_workbooks([begin_reading(path)])
    assert [anonymise(project, Random(seed)).differing for seed in range(3)] == [()] * 3


@pytest.mark.parametrize("name", CASES)
def test_nothing_of_the_original_is_left_in_the_file(name: str, pairs: Pairs) -> None:
    _, _, original, copy = pairs[name]
    assert leaks(original, copy) == {"texts": set(), "words": set(), "numbers": set()}


@pytest.mark.parametrize("name", CASES)
def test_signs_nils_blanks_and_decimals_stay(name: str, pairs: Pairs) -> None:
    project, copy, _, _ = pairs[name]
    amounts = list(zip(amounts_of(project), amounts_of(copy), strict=True))
    for was, now, decimals in ((was, now, most) for (was, most), (now, _) in amounts):
        assert (was is None) is (now is None)
        if was is not None and now is not None:
            assert (was > 0, was < 0) == (now > 0, now < 0)
            assert decimals is None or -int(now.as_tuple().exponent) <= decimals
            assert not was or Decimal("0.1") < now / was < 20, (was, now)


def amounts_of(project: Project) -> Iterator[tuple[Decimal | None, int | None]]:
    """Yield every amount of a project, in one order, with the decimals that its line allows."""
    for statement in project.statements:
        for line in statement.lines:
            for amount in statement.figures.get(line.id, ()):
                yield amount, line.decimals
    for adjustment in project.adjustments:
        yield from legs_of(adjustment)
    yield from ((figure.amount, None) for figure in project.source_figures)


def legs_of(adjustment: Adjustment) -> Iterator[tuple[Decimal, None]]:
    for entry in adjustment.entries.values():
        yield from ((leg.amount, None) for leg in entry.legs)


@pytest.mark.parametrize("name", CASES)
def test_the_copy_opens_as_it_was_saved(name: str, pairs: Pairs) -> None:
    _, copy, _, path = pairs[name]
    assert load(path) == copy


def test_the_structure_stays(pairs: Pairs) -> None:
    project, copy, _, _ = pairs["rich"]
    assert list(map(shape_of, copy.statements)) == list(map(shape_of, project.statements))
    assert [(known.nature, len(known.entries)) for known in copy.adjustments] == [
        (known.nature, len(known.entries)) for known in project.adjustments
    ]
    assert (copy.currency, copy.scale, list(copy.periods)) == (project.currency, project.scale, list(project.periods))


def shape_of(statement: Statement) -> list[object]:
    """Return what a statement consists of: its lines by place, which captions repeat, which are parts of which."""
    captions = [line.caption for line in statement.lines]
    places = {line.id: place for place, line in enumerate(statement.lines)}
    return [
        statement.kind,
        statement.periods,
        [
            (line.role, line.unit, line.concept, captions.index(line.caption), len(line.section))
            for line in statement.lines
        ],
        [[(places[part], weight) for part, weight in total.parts] for total in statement.totals],
    ]


def test_the_fields_of_a_note_find_what_they_found(pairs: Pairs) -> None:
    _, copy, _, _ = pairs["rich"]
    findings = [finding for finding in run_checks(Engine().results(copy)).findings if finding.check == "notes"]
    assert {finding.status.value for finding in findings} == {"fail", "warning", "information"}


def test_a_working_comes_to_the_other_amount(pairs: Pairs) -> None:
    _, copy, _, _ = pairs["rich"]
    ((cell, working),) = copy.workings.items()
    assert copy.working(cell) == working.typed
    assert parse_typed_amount(working.typed, copy.line(cell.line)) == copy.statement_of(cell.line).figure(*cell[:2])


def test_what_was_accepted_stays_accepted(qifu_project: Project) -> None:
    project = EditFigures({("funding_costs", H1_2023): Decimal(324_253)}).apply(qifu_project)
    failing = [each for each in run_checks(Engine().results(project)).findings if each.status is FindingStatus.FAIL]
    for subject in dict.fromkeys(each.subject for each in failing):
        accepted = tuple(acceptance(each) for each in failing if each.subject == subject)
        project = AcceptChecks(subject, accepted).apply(project)
    copy = anonymise(project, Random(20)).project
    after = [each for each in run_checks(Engine().results(copy)).findings if each.status is FindingStatus.FAIL]
    assert len(list(accepted_failures(copy, after))) == len(after) == len(failing) > 0


def test_the_trail_is_left_out(pairs: Pairs) -> None:
    project, copy, _, path = pairs["rich"]
    assert len(project.trail) > 0
    assert len(copy.trail) == 0
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM step").fetchone() == (0,)


def test_two_copies_are_not_alike() -> None:
    first, second = (anonymise(year_2022(), Random(seed)).project for seed in (1, 2))
    assert first.statements[0].figures != second.statements[0].figures


@given(projects(), st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_any_project_keeps_its_verdicts(project: Project, seed: int) -> None:
    made = anonymise(project, Random(seed))
    assert made.differing == ()
    for (was, _), (now, _) in zip(amounts_of(project), amounts_of(made.project), strict=True):
        assert (was is None) is (now is None)
        assert was is None or now is None or (was > 0, was < 0) == (now > 0, now < 0)
