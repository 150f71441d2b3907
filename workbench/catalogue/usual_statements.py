"""The usual statements of a listed company, without figures, for a reconciliation that is begun without a file."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from workbench.catalogue.toml_files import read_catalogue
from workbench.domain.facts import fact
from workbench.domain.ids import Ids, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Ratio, Statement, StatementKind, Total

ID_LANGUAGE = "en"
"""The language of the captions that ids are made from, whatever language is shown."""
SUBTRACTED = "-"
DECIMALS_PER_SHARE = 2
EVIDENCE = fact("usual-in-statement")


def usual_statement(
    kind: StatementKind,
    language: str,
    periods: tuple[PeriodId, ...],
    statement_id: StatementId,
    taken: Iterable[LineId] = (),
    *,
    scale: int = 1,
) -> Statement:
    """Return the usual statement of ``kind`` in the words of ``language``: every figure is blank, nothing reconciled.

    Its lines have the same ids in every language, and none of ``taken``, the ids of the project's other lines.
    ``scale``: of money. Raises KeyError for a kind or a language that the catalogue does not have.
    """
    usual = _statement_by_kind()[kind]
    rows: list[Mapping[str, Any]] = usual["lines"]
    ids = Ids(taken)
    id_of = {row["key"]: LineId(ids.new(row[ID_LANGUAGE], kind)) for row in rows}
    lines = tuple(_lines(rows, id_of, language))
    blank = (None,) * len(periods)
    return Statement(
        id=statement_id,
        kind=kind,
        title=usual["title"][language],
        periods=periods,
        lines=lines,
        totals=tuple(_totals(rows, id_of)),
        ratios=tuple(_ratios(rows, id_of, Decimal(scale))),
        figures=Map({line.id: blank for line in lines if line.role is not LineRole.HEADING}),
    )


@cache
def _statement_by_kind() -> Mapping[StatementKind, Mapping[str, Any]]:
    return {StatementKind(usual["kind"]): usual for usual in read_catalogue("statements.toml")["statement"]}


def _lines(rows: Iterable[Mapping[str, Any]], id_of: Mapping[str, LineId], language: str) -> Iterator[Line]:
    headings: list[str] = []
    for row in rows:
        del headings[row.get("level", 0) :]
        role = LineRole.TOTAL if "parts" in row else LineRole(row.get("role", LineRole.LINE))
        unit = LineUnit(row.get("unit", LineUnit.MONEY))
        yield Line(
            id=id_of[row["key"]],
            caption=row[language],
            section=tuple(headings),
            role=role,
            unit=unit,
            decimals=DECIMALS_PER_SHARE if unit is LineUnit.PER_SHARE else 0,
            concept=Concept(row["concept"]) if "concept" in row else None,
        )
        if role is LineRole.HEADING:
            headings.append(row[language])


def _totals(rows: Iterable[Mapping[str, Any]], id_of: Mapping[str, LineId]) -> Iterator[Total]:
    for row in rows:
        if "parts" in row:
            yield Total(id_of[row["key"]], tuple(_part_and_weight(part, id_of) for part in row["parts"]), EVIDENCE)


def _part_and_weight(part: str, id_of: Mapping[str, LineId]) -> tuple[LineId, int]:
    return id_of[part.removeprefix(SUBTRACTED)], -1 if part.startswith(SUBTRACTED) else 1


def _ratios(rows: Iterable[Mapping[str, Any]], id_of: Mapping[str, LineId], factor: Decimal) -> Iterator[Ratio]:
    for row in rows:
        if "numerator" in row:
            line, numerator, denominator = (id_of[row[term]] for term in ("key", "numerator", "denominator"))
            yield Ratio(line, numerator, denominator, factor, EVIDENCE)
