from pathlib import Path

import openpyxl
import pytest

from tests.exporting.books import exported
from workbench.domain.project import Project
from workbench.session import Session


@pytest.fixture(scope="session")
def qifu_review(qifu_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review workbook of the sample, for tests that only read it."""
    return exported(Session(qifu_project), tmp_path_factory.mktemp("qifu"))


@pytest.fixture(scope="session")
def qifu_review_book(qifu_review: Path) -> openpyxl.Workbook:
    """The same with its formulas, for tests that only look."""
    return openpyxl.load_workbook(qifu_review)
