"""A project file: its sources, its figures and its checks are reproduced, or the first difference is named."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Workbench
from tests.exporting.books import books, session_of
from workbench import verify
from workbench.commands import EditFigures
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.session import Session
from workbench.store import save
from workbench.verifying import DeviationKind

FUNDING = LineId("funding_costs"), PeriodId("2023-01-01/2023-06-30")


@pytest.fixture
def project_file(qifu: Session, tmp_path: Path) -> Path:
    path = tmp_path / "qifu.recon"
    save(qifu.project, path)
    return path


def test_every_book_is_reproduced(tmp_path: Path) -> None:
    for source in books(tmp_path):
        project = session_of(source).project
        save(project, tmp_path / "book.recon")
        verification = verify(tmp_path / "book.recon")  # its sources are where they were imported from
        assert verification.is_reproduced, str(verification.deviations[0].message)
        assert not verification.unverified
        assert verification.checked.sources == 1
        assert verification.checked.source_figures == len(project.source_figures)


def test_one_changed_byte_of_a_source_is_named(project_file: Path, qifu_path: Path, tmp_path: Path) -> None:
    content = bytearray(qifu_path.read_bytes())
    content[10] ^= 1
    changed = tmp_path / "elsewhere" / qifu_path.name
    changed.parent.mkdir()
    changed.write_bytes(content)
    verification = verify(project_file, changed)
    assert [str(each.message) for each in verification.deviations] == [
        "The source qifu-h1-2023.xlsx has changed: it is not the file that was imported."
    ]


def test_a_source_that_is_nowhere_is_said(qifu_path: Path, tmp_path: Path) -> None:
    source = tmp_path / "away" / qifu_path.name
    source.parent.mkdir()
    shutil.copy(qifu_path, source)
    save(session_of(source).project, tmp_path / "qifu.recon")
    source.unlink()
    verification = verify(tmp_path / "qifu.recon")
    assert [each.key for each in verification.unverified] == ["no-sources"]
    given = shutil.copy(qifu_path, tmp_path / "found.xlsx")
    verification = verify(tmp_path / "qifu.recon", given)
    assert verification.is_reproduced
    assert not verification.unverified


def test_an_edited_figure_is_a_deviation(qifu: Session, tmp_path: Path, workbench: Workbench) -> None:
    was = qifu.project.statement_of(FUNDING[0]).figure(*FUNDING)
    assert was is not None
    qifu.execute(EditFigures({FUNDING: was + 1}))
    save(qifu.project, tmp_path / "edited.recon")
    verification = verify(tmp_path / "edited.recon")
    assert {each.kind for each in verification.deviations} == {DeviationKind.CHECK}
    assert any(f"{was + 1:,}, expected {was:,}" in str(each.message) for each in verification.deviations)
    outcome = workbench("verify", tmp_path / "edited.recon")
    assert outcome.status == 1
    assert outcome.output.startswith("edited.recon: not reproduced. ")
