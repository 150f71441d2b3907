"""What the whole program does with a project: checks, tables, exports, a file. None of it may fail after any edit."""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.exporting.books import exported
from tests.found import all_findings, message
from workbench.checks import run_checks
from workbench.domain.fingerprints import fingerprint
from workbench.domain.ledger import Ledger
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey
from workbench.domain.subjects import PROJECT, AdjustmentSubject, EntrySubject, FigureSubject, LineSubject, Subject
from workbench.exporting.figures_json import write_figures_json
from workbench.exporting.table import long_csv
from workbench.phrases import ENGLISH
from workbench.presentation.key_totals import key_totals
from workbench.presentation.statement_table import StatementTable
from workbench.session import Session
from workbench.store import load, save


def use_everywhere(session: Session, folder: Path) -> None:
    """Check, show, export, save and open the present state of a session."""
    project, results = session.project, session.results
    refuse_dangling(project)
    assert run_checks(results).counts
    assert all(message(finding) for finding in all_findings(results))
    for statement in project.statements:
        for period in statement.periods:
            table = StatementTable(results, statement, period)
            for column in table.columns[1:]:
                figures = table.figures(column)
                assert [table.figure(line, column) for line in statement.lines] == figures
    key_totals(results)
    pieces: list[str] = []
    write_figures_json(results, (), 0, pieces.append)
    json.loads("".join(pieces))
    assert long_csv(results, ENGLISH)
    assert exported(session, folder).stat().st_size
    assert fingerprint(project, PROJECT)
    ledger = Ledger(project)
    for adjustment in project.adjustments:
        for entry in adjustment.entries.values():
            ledger.balances(entry.legs)
    path = folder / "whole.recon"
    save(project, path)
    assert load(path) == project


def refuse_dangling(project: Project) -> None:
    """Fail if the project refers to a difference, a line or a period of a statement that it does not have."""
    differences = set(project.adjustment_by_id)
    assert project.enabled <= differences
    assert all(on <= differences for on in project.scenarios.values())
    for figure in project.source_figures:
        _refuse_cells(project, [(figure.line, figure.period)])
        assert not figure.role.is_of_an_adjustment or figure.adjustment in differences
    for adjustment in project.adjustments:
        _refuse_cells(project, [*adjustment.effects, *adjustment.unknown])
        for key, period in adjustment.stated_for:
            assert period in project.statement_by_id[key].column_of
    for statement in project.statements:
        _refuse_cells(project, statement.unknown)
        assert statement.reconciled <= set(statement.periods)
        assert set(statement.figures) <= set(statement.line_by_id)
        for total in statement.totals:
            assert total.parts
            assert {total.line, *(part for part, _ in total.parts)} <= set(statement.line_by_id)
    assert {period for _, period in project.completeness} <= set(project.periods)
    assert set(project.restated) <= {figure.cell for figure in project.source_figures}
    for finding in project.import_findings:
        _refuse_subject(project, finding.subject)


def _refuse_cells(project: Project, cells: Iterable[FigureKey]) -> None:
    for line, period in cells:
        assert period in project.statement_of(line).column_of


def _refuse_subject(project: Project, subject: Subject) -> None:
    match subject:
        case FigureSubject(role=role, line=line, period=period):
            _refuse_cells(project, [(line, period)])
            assert not role.is_of_an_adjustment or subject.adjustment in project.adjustment_by_id
        case LineSubject(statement, line):
            assert line in project.statement_by_id[statement].line_by_id
        case AdjustmentSubject(adjustment) | EntrySubject(adjustment):
            assert adjustment in project.adjustment_by_id
