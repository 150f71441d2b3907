"""The long table: one row for each figure of each column, as a frame for notebooks and as CSV."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.domain.amounts import plain
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import Says
from workbench.domain.statements import Role
from workbench.engine import Results
from workbench.exporting.report import illustrative

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("statement", "period", "line", "caption", "meaning", "unit", "framework_or_adjustment", "amount", "sources")


def long_table(results: Results) -> "pd.DataFrame":
    """Return the frame: as reported, each adjustment and the result of every line and period.

    ``amount`` holds exact decimals (dtype object), None where blank. A period that is not reconciled has no result.
    In a partial state of the switches the result's rows say so in ``framework_or_adjustment``.
    """
    import pandas as pd

    return pd.DataFrame(list(_rows(results)), columns=list(COLUMNS), dtype=object)


def long_csv(results: Results) -> str:
    """Return the long table as CSV, amounts written exactly."""
    frame = long_table(results)
    frame["amount"] = [None if amount is None else plain(amount) for amount in frame["amount"]]
    return str(frame.to_csv(index=False, lineterminator="\n"))


def result_heading(project: Project) -> str:
    """Return what the last column may be called in the present state of the switches."""
    if project.is_complete:
        return project.frameworks[1]
    return f"{project.frameworks[0]} with selected differences ({illustrative(project)})"


def _rows(results: Results) -> Iterator[tuple[object, ...]]:
    project = results.project
    heading = result_heading(project)
    for statement in project.statements:
        for line in statement.lines:
            if line.role is Role.HEADING:
                continue
            meaning = line.meaning.value if line.meaning else None
            for period in statement.periods:
                key = (statement.id, period, line.id, line.caption, meaning, line.unit.value)
                reported = statement.figure(line.id, period)
                sources = _sources(project, line.id, period, (Says.AS_REPORTED,), "")
                yield (*key, project.frameworks[0], reported, sources)
                if period not in statement.reconciled:
                    continue
                for adjustment in project.adjustments_of(statement, period):
                    sources = _sources(project, line.id, period, (Says.ADJUSTMENT, Says.ENTRY), adjustment.id)
                    yield (*key, adjustment.id, results.effect(adjustment.id, line.id, period), sources)
                sources = _sources(project, line.id, period, (Says.RESULT,), "")
                yield (*key, heading, results.figure(line.id, period), sources)


def _sources(project: Project, line: LineId, period: PeriodId, says: tuple[Says, ...], of: str) -> str:
    stated = project.stated.by_cell.get((line, period), ())
    return "; ".join(str(one.cell) for one in stated if one.says in says and one.of == of)
