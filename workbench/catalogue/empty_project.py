"""A project that is begun without a file: the usual statements for some periods, without figures or differences."""

from collections.abc import Iterable
from dataclasses import replace

from workbench.catalogue.usual_statements import usual_statement
from workbench.domain.frameworks import Frameworks
from workbench.domain.ids import Ids, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement, StatementKind


def empty_project(
    entity: str,
    currency: str,
    scale: int,
    frameworks: Frameworks,
    kinds: Iterable[StatementKind],
    periods: Iterable[Period],
    language: str,
) -> Project:
    """Return a project of empty statements, each with those of ``periods`` that it can show, unless that is none.

    ``language``: that of the captions.
    """
    by_id = {period.id: period for period in periods}
    project = Project(entity, frameworks, currency, scale, Map(by_id), ())
    statements: list[Statement] = []
    for kind in kinds:
        fitting = tuple(period.id for period in by_id.values() if period.is_instant == kind.shows_balances)
        if fitting:
            statements.append(empty_statement(kind, language, fitting, statements, scale))
    return replace(project, statements=tuple(statements))


def empty_statement(
    kind: StatementKind, language: str, periods: tuple[PeriodId, ...], others: Iterable[Statement], scale: int
) -> Statement:
    """Return the usual statement of a kind, whose ids none of the ``others`` has; without lines for any other table."""
    others = tuple(others)
    statement_id = StatementId(Ids(other.id for other in others).new(kind.value, kind.value))
    taken: list[LineId] = [line for other in others for line in other.line_by_id]
    if kind is StatementKind.OTHER:
        return Statement(statement_id, kind, "", periods, ())
    return usual_statement(kind, language, periods, statement_id, taken, scale=scale)
