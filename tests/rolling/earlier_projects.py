"""The earlier projects of the reference case, as its analysts would have kept them: the half-year 2022, the year 2022.

Each workbook holds the primary statement of one period and its published reconciliation.
"""

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.importing.small_books import Rows, workbook
from tests.posted_journals import statements
from tests.published import CASES
from workbench.domain.project import Project
from workbench.domain.sources import SourceFile
from workbench.importing import import_workbooks
from workbench.rolling.held_projects import HeldProject
from workbench.workbooks import begin_reading

H1_2022_FILE, FY_2022_FILE = "qifu-h1-2022.recon", "qifu-fy-2022.recon"


def reconciliation(case: str) -> Rows:
    """Return the sheet of a published reconciliation."""
    table: Any = json.loads((CASES / f"{case}.json").read_text(encoding="utf-8"))
    return [
        ["Qifu Technology, Inc."],
        [f"Reconciliation of the {table['statement']}"],
        ["(RMB in thousands)"],
        [None, *([table["period"]] * len(table["columns"]))],
        [None, "Amounts as reported under U.S. GAAP", *table["columns"][1:-1], "Amounts as reported under IFRSs"],
        *([row["label"], *row["values"]] for row in table["rows"]),
    ]


def _of_period(rows: Rows, column: int) -> Rows:
    """Return a primary statement with one of its columns."""
    return [row if len(row) == 1 else [row[0], *(row[column : column + 1])] for row in rows]


def sheets_of_h1_2022() -> dict[str, Rows]:
    return {"IS": _of_period(statements()["IS"], 1), "Recon IS": reconciliation("qifu-h12022-recon-pl")}


def sheets_of_fy_2022() -> dict[str, Rows]:
    return {"BS": _of_period(statements()["BS"], 1), "Recon BS": reconciliation("qifu-20221231-recon-bs")}


def project_from_sheets(sheets: dict[str, Rows], name: str = "book.xlsx") -> Project:
    """Return the project of a workbook of these sheets."""
    with TemporaryDirectory() as folder:
        path = workbook(Path(folder), sheets)
        return import_workbooks([begin_reading(path.rename(path.with_name(name)))])


def held(project: Project, name: str) -> HeldProject:
    """Return a project as one that is held by a file of this name."""
    digest = sha256(name.encode()).hexdigest()
    return HeldProject(project, SourceFile(name, digest, 1, ()))


@cache
def h1_2022() -> Project:
    return project_from_sheets(sheets_of_h1_2022(), "qifu-h1-2022.xlsx")


@cache
def fy_2022() -> Project:
    return project_from_sheets(sheets_of_fy_2022(), "qifu-fy-2022.xlsx")


def earlier() -> Sequence[HeldProject]:
    """Return the two earlier projects, the later one first."""
    return held(fy_2022(), FY_2022_FILE), held(h1_2022(), H1_2022_FILE)
