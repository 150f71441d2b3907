"""A project file: its sources, every figure that they state, and every check, calculated from nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.checks import run_checks
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.engine import Engine, Results
from workbench.errors import WorkbenchError
from workbench.exporting.output_files import is_copy_of, possible_paths
from workbench.presentation.publication import acceptance_of
from workbench.store import load
from workbench.verifying.sources import KnownSource, StatedFigure, compare_sources
from workbench.verifying.verification import Checked, Deviation, DeviationKind, Verification
from workbench.wording.facts import phrase_of


def verify_project(path: Path, given: Sequence[Path], password: str) -> Verification:
    """Verify a project. Sources are those ``given``, and those beside the project or where they were imported from.

    Failing checks that somebody accepted are no deviations. Raises WorkbenchError if the project or a source cannot be
    read.
    """
    if not path.is_file():
        raise WorkbenchError("{path} cannot be opened: there is no such file. Check the path.", path=str(path))
    project = load(path)
    files = list(dict.fromkeys((*given, *_sources_on_disk(project, path.absolute().parent, given))))
    known = [KnownSource(source.name, source.sha256) for source in project.sources]
    sources = compare_sources(known, files, _figures_of(project), password)
    results = Engine().results(project)
    checks = run_checks(results)
    failing = [
        Deviation(
            DeviationKind.CHECK,
            phrase_of(finding.fact),
            *((finding.where[0].file, finding.where[0].sheet, finding.where[0].cell) if finding.where else ()),
        )
        for finding in checks.findings
        if finding.status is FindingStatus.FAIL and acceptance_of(project, finding) is None
    ]
    checked = Checked(
        figures=_number_of_figures(results),
        sources=sources.sources,
        source_figures=sources.figures,
        checks=checks.counts[FindingStatus.PASS] + checks.counts[FindingStatus.FAIL],
    )
    deviations = (*sources.deviations, *failing)
    return Verification(path.name, project.entity, "", checked, deviations, tuple(sources.unverified))


def _sources_on_disk(project: Project, folder: Path, given: Sequence[Path]) -> Iterator[Path]:
    """Yield the sources that are where they may be, but for those of which a file is given."""
    names = {path.name for path in given}
    for source in project.sources:
        if source.name not in names:
            present = [path for path in possible_paths(source, folder) if path.is_file()]
            copies = [path for path in present if is_copy_of(path, source)]
            yield from (copies or present)[:1]


def _figures_of(project: Project) -> Iterator[StatedFigure]:
    for figure in project.source_figures:
        file, sheet, cell = figure.cell.file, figure.cell.sheet, figure.cell.cell
        yield StatedFigure(file, sheet, cell, project.line(figure.line).name, figure.raw, figure.amount)


def _number_of_figures(results: Results) -> int:
    """Return how many figures were calculated: as reported, results and effects."""
    project = results.project
    number = 0
    for statement in project.statements:
        for period in statement.periods:
            number += sum(statement.figure(line.id, period) is not None for line in statement.lines)
            if period in statement.reconciled:
                number += sum(figure is not None for figure in results.figures_of_lines(statement, period))
    return number
