"""The project as JSON: every figure with its sources, effects and result. Amounts are written exactly."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from workbench.checks import agreement_of
from workbench.checks.comparing import currencies, stated, translated
from workbench.domain.adjustments import Adjustment
from workbench.domain.amounts import plain
from workbench.domain.findings import Finding
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import Says
from workbench.domain.statements import Kind, Line, Meaning, Role, Statement, Unit
from workbench.engine import Results

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | bool | Decimal | None


def figures_json(results: Results, findings: Iterable[Finding]) -> str:
    """Return the whole project as one JSON text."""
    project = results.project
    return written(
        {
            "entity": project.entity,
            "currency": project.currency,
            "scale": project.scale,
            "from": project.frameworks[0],
            "to": project.frameworks[1],
            "complete": project.is_complete,
            "adjustments": [_adjustment(results, adjustment) for adjustment in project.adjustments],
            "statements": [_statement(results, statement) for statement in project.statements],
            "findings": [_finding(finding) for finding in findings],
        }
    )


def findings_json(project: Project, findings: Sequence[Finding]) -> str:
    """Return the findings, and how many of each status every check has."""
    counts: dict[str, dict[str, Json]] = {}
    for finding in findings:
        by_status = counts.setdefault(finding.check, {})
        so_far = by_status.get(finding.status.value, 0)
        assert isinstance(so_far, int)
        by_status[finding.status.value] = so_far + 1
    return written(
        {
            "entity": project.entity,
            "complete": project.is_complete,
            "counts": counts,
            "findings": [_finding(finding) for finding in findings],
        }
    )


def written(value: Json) -> str:
    """Write a value as JSON; decimals become numbers without exponent or binary noise."""
    return "".join(_pieces(value, "\n")) + "\n"


def _pieces(value: Json, line_end: str) -> Iterator[str]:
    if isinstance(value, Decimal):
        yield plain(value)
    elif isinstance(value, Mapping):
        yield from _enclosed("{", "}", ((f"{_text(key)}: ", item) for key, item in value.items()), line_end)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _enclosed("[", "]", (("", item) for item in value), line_end)
    else:
        yield _text(value)


def _enclosed(opening: str, closing: str, items: Iterable[tuple[str, Json]], line_end: str) -> Iterator[str]:
    separator = opening
    inner = line_end + " "
    for key, item in items:
        yield f"{separator}{inner}{key}"
        yield from _pieces(item, inner)
        separator = ","
    yield f"{opening}{closing}" if separator == opening else f"{line_end}{closing}"


def _text(value: str | int | bool | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _adjustment(results: Results, adjustment: Adjustment) -> Json:
    return {
        "id": adjustment.id,
        "name": adjustment.name,
        "note": adjustment.note,
        "nature": adjustment.nature.value,
        "enabled": adjustment.id in results.project.enabled,
        "effects": effects_of(results, adjustment),
    }


def effects_of(results: Results, adjustment: Adjustment) -> dict[PeriodId, dict[str, Decimal]]:
    """Return what an adjustment does, when on, to net income of each duration and equity at each instant."""
    project = results.project
    wanted = {
        Kind.OPERATIONS: {"net_income": Meaning.NET_INCOME, "attributable_net_income": Meaning.ATTRIBUTABLE_NET_INCOME},
        Kind.FINANCIAL_POSITION: {"equity": Meaning.TOTAL_EQUITY},
    }
    effects: dict[PeriodId, dict[str, Decimal]] = {}
    for statement in project.statements:
        for key, meaning in wanted.get(statement.kind, {}).items():
            line = statement.meaning(meaning)
            for period in statement.periods:
                if line and (statement.id, period) in adjustment.covers:
                    effects.setdefault(period, {})[key] = results.effect(adjustment.id, line.id, period)
    return effects


def _statement(results: Results, statement: Statement) -> Json:
    periods = results.project.periods
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "title": statement.title,
        "periods": [
            {"id": period, "label": periods[period].label, "reconciled": period in statement.reconciled}
            for period in statement.periods
        ],
        "lines": [_line(results, statement, line) for line in statement.lines],
    }


def _line(results: Results, statement: Statement, line: Line) -> Json:
    described: dict[str, Json] = {
        "id": line.id,
        "caption": line.caption,
        "also_called": line.also_called,
        "section": line.section,
        "role": line.role.value,
        "meaning": line.meaning.value if line.meaning else None,
        "unit": line.unit.value,
    }
    total = statement.total_of.get(line.id)
    if total:
        described["parts"] = [{"line": part, "weight": weight} for part, weight in total.parts]
    if line.role is Role.HEADING:
        return {**described, "figures": {}}
    return {**described, "figures": {p: _figure(results, statement, line, p) for p in statement.periods}}


def _figure(results: Results, statement: Statement, line: Line, period: PeriodId) -> Json:
    project = results.project
    agreement = agreement_of(project, statement, (line.id, period))
    figure: dict[str, Json] = {
        "as_reported": statement.figure(line.id, period),
        "sources": [str(one.cell) for one in stated(project, line.id, period, Says.AS_REPORTED)],
        "agreement": agreement.value if agreement else None,
        "adjustments": {
            a.id: results.effect(a.id, line.id, period)
            for a in (project.adjustments_of(statement, period) if period in statement.reconciled else ())
        },
        "result": results.figure(line.id, period),
    }
    if line.id in statement.total_of:
        figure["remainder"] = results.remainder(line.id, period)
    if line.unit in (Unit.MONEY, Unit.PER_SHARE):
        amounts = {code: translated(project, line.id, period, code) for code in currencies(project)}
        if any(amount is not None for amount in amounts.values()):
            figure["as_reported_translated"] = {code: a for code, a in amounts.items() if a is not None}
    return figure


def _finding(finding: Finding) -> Json:
    return {
        "check": finding.check,
        "status": finding.status.value,
        "message": finding.message,
        "difference": finding.difference,
        "where": [{"file": ref.file, "sheet": ref.sheet, "cell": ref.cell} for ref in finding.where],
    }
