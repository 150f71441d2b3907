"""The sheet of completeness: what was concluded of each kind, with links, and what is open."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.exporting.books import exported
from tests.published import H1_2023
from workbench.commands import Consider
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.ids import KindId
from workbench.session import Session

AT = datetime(2023, 8, 1, tzinfo=UTC)


def test_kinds_are_adjusted_concluded_on_or_open(qifu: Session, tmp_path: Path) -> None:
    below = Consideration(Conclusion.BELOW_THRESHOLD, "three short leases", "Li Na", AT, Decimal(1200))
    qifu.execute(Consider(KindId("leases"), H1_2023, below))
    sheet = openpyxl.load_workbook(exported(qifu, tmp_path), data_only=True)["Completeness"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=7) if row[1].value}
    losses = rows["Expected credit losses"]
    assert [losses[place].value for place in (1, 6)] == ["Adjusted", "D1"]
    assert "D1" in str(losses[6].hyperlink)
    leases = [row for row in sheet.iter_rows(min_row=7) if row[0].value == "Leases"]
    assert [(row[1].value, row[2].value, row[4].value) for row in leases] == [
        ("Below the threshold", 1200, "three short leases"),
        ("open", None, None),
    ]
    heading = next(row[0].value for row in sheet.iter_rows(min_row=7) if str(row[0].value).startswith("Open:"))
    assert "nobody has concluded" in str(heading)
