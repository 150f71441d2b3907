"""The subjects of comparisons, and how facts name them."""

from workbench.checks.expressions import Figure
from workbench.domain.facts import Fact, Told, fact
from workbench.domain.periods import PeriodId, name_of_period
from workbench.domain.project import Project
from workbench.domain.subjects import FigureSubject


def subject_of_figure(project: Project, figure: Figure) -> FigureSubject:
    """Return the subject of a finding about a figure."""
    return FigureSubject(project.statement_of(figure.line).id, *figure)


def describe_figure(project: Project, line: Told, period: PeriodId, column: str) -> Fact:
    """Return ``Net income, H1 2023, US GAAP``. ``column``: the heading of the figure's column."""
    return fact("figure-of-column", line=line, period=period_label(project, period), column=column)


def period_label(project: Project, period: PeriodId) -> Fact:
    return name_of_period(project.periods[period])
