"""What every test may ask for: the reference case, the command line, LibreOffice as an oracle, the corpus."""

import gc
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import Oracle
from workbench import resources
from workbench.__main__ import paint_pdf, show
from workbench.cli import run
from workbench.domain.project import Project
from workbench.importing import project_from
from workbench.session import Session
from workbench.workbooks import SourceWorkbook, begin_reading

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: a file that takes long, though its tests are few")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first, then those of many tests: the last ones are short, and no core waits for another."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, -tests[item.path], item.path))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave modules and tests, which stay, out of every later search for garbage; each closed window starts one."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qifu_path() -> Path:
    """The analyst's workbook of Qifu Technology's Form 6-K of August 2023."""
    return resources.sample()


@pytest.fixture(scope="session")
def qifu_workbook(qifu_path: Path) -> SourceWorkbook:
    return begin_reading(qifu_path).workbook()


@pytest.fixture(scope="session")
def qifu_project(qifu_workbook: SourceWorkbook) -> Project:
    return project_from([qifu_workbook])


@pytest.fixture
def qifu(qifu_project: Project) -> Session:
    return Session(qifu_project)


@dataclass(frozen=True)
class Outcome:
    """What a command did: exit status, standard output, standard error."""

    status: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        return json.loads(self.output, parse_float=Decimal, parse_int=Decimal)


Workbench = Callable[..., Outcome]


@pytest.fixture
def workbench(capsys: pytest.CaptureFixture[str]) -> Workbench:
    """Run the command line in this process."""

    def command(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments], show, paint=paint_pdf)
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return command


@pytest.fixture(scope="session")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """LibreOffice, made to recalculate every formula it loads."""
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice Calc is not installed, and CI needs it as an oracle for exported workbooks")
        pytest.skip("LibreOffice Calc is not installed: 'apt-get install libreoffice-calc' lets the oracle tests run")
    return Oracle(soffice, tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Public workbooks, many broken or hostile, where they lie beside the project."""
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of public workbooks is not beside this checkout")
    return folder
