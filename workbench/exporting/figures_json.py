"""The project as JSON: every figure with its sources, effects and result. Amounts are exact."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from json.encoder import encode_basestring

from workbench.checks import ChecksRun
from workbench.domain.adjustments import Adjustment, JournalEntry
from workbench.domain.amounts import format_exactly
from workbench.domain.appendix import TextKind
from workbench.domain.comments import Comment
from workbench.domain.comparatives import Comparative
from workbench.domain.cross_references import CrossReference, WorkingPaper
from workbench.domain.evidence import Evidence
from workbench.domain.findings import Finding
from workbench.domain.ledger import Ledger
from workbench.domain.open_items import OpenItem
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineRole, LineUnit, Statement
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, Threshold, ThresholdKind
from workbench.domain.ticks import Tick
from workbench.domain.uncorrected import Uncorrected
from workbench.engine import Results
from workbench.notes.reading import NoteReader
from workbench.phrases import ENGLISH
from workbench.plain_text import NOT_PRINTABLE
from workbench.presentation.closing import ToDo, to_do
from workbench.presentation.closing_text import sentence_of
from workbench.presentation.completeness import CompletenessTable
from workbench.presentation.figure_sources import agreement_key
from workbench.presentation.journal_entries import kind_of_origin, open_amount, place_of_origin
from workbench.presentation.key_totals import EFFECTS
from workbench.presentation.notes import note_as_text
from workbench.presentation.scenarios import ScenarioTotals
from workbench.presentation.statement_table import REPORTED_COLUMN, RESULT_COLUMN, StatementTable
from workbench.presentation.thresholds import threshold_amounts
from workbench.presentation.ticks import meaning_of, signs_of
from workbench.wording import message_of, say_fact

Json = dict[str, "Json"] | Iterable["Json"] | str | int | bool | Decimal | None
Put = Callable[[str], object]


def write_figures_json(
    results: Results, findings: Iterable[Finding], unproven: int, put: Put, missing: Iterable[ToDo] = ()
) -> None:
    """Write the whole project as JSON, piece by piece, with ``put``; nothing is kept in memory.

    ``missing``: what is to do until publication.
    """
    project = results.project
    ledger = Ledger(project)
    reader = NoteReader(results.with_all_on())
    write_json(
        {
            "entity": project.entity,
            "currency": project.currency,
            "scale": project.scale,
            "from": project.frameworks.source.name,
            "to": project.frameworks.target.name,
            "complete": project.is_complete,
            "unproven": unproven,
            "note": project.note,
            "note_read": _read(reader, project.note),
            "adjustments": (_adjustment(reader, results, adjustment, ledger) for adjustment in project.adjustments),
            "statements": (_statement(results, statement) for statement in project.statements),
            "scenarios": _scenarios(results),
            "completeness": _completeness(project),
            "comments": (_comment(comment) for comment in project.comments.values()),
            "evidence": (_evidence(shown) for shown in project.evidence.values()),
            "signs": [
                {"sign": known.sign, "meaning": known.meaning, "own": known.is_own}
                for known in signs_of(project, ENGLISH)
            ],
            "ticks": (_tick(project, tick) for tick in project.ticks.values()),
            "cross_references": (_reference(reference) for reference in project.cross_references.values()),
            "open_items": (_open_item(item) for item in project.open_items.values()),
            "uncorrected": (_difference_left(left) for left in project.uncorrected.values()),
            "thresholds": _thresholds(results),
            "texts": _texts(reader),
            "accepted": _acceptances(project),
            "to_do": (_to_do(item) for item in missing),
            "findings": (finding_as_json(finding) for finding in findings),
        },
        put,
    )


def write_findings_json(checks_run: ChecksRun, put: Put) -> None:
    """Write the findings, and their number by check and status, piece by piece."""
    project = checks_run.results.project
    counts: dict[str, Json] = {
        check: {status.value: number for status, number in tally.counts.items() if number}
        for check, tally in checks_run.tallies.items()
        if tally.counts.total()
    }
    write_json(
        {
            "entity": project.entity,
            "complete": project.is_complete,
            "unproven": checks_run.unproven,
            "counts": counts,
            "to_do": (_to_do(item) for item in to_do(project, checks_run.findings)),
            "findings": (finding_as_json(finding) for finding in checks_run.findings),
        },
        put,
    )


def write_json(value: Json, put: Put) -> None:
    """Write a value as JSON; decimals become numbers without exponent or binary noise, other iterables become lists."""
    _write(value, "\n", put)
    put("\n")


def _write(value: Json, line_end: str, put: Put) -> None:
    """Write ``value`` piece by piece; ``line_end`` is a line feed with the indentation of the enclosing value."""
    inner = line_end + " "
    if isinstance(value, str):
        put(_quote(value))
    elif isinstance(value, Decimal):
        put(format_exactly(value))
    elif isinstance(value, dict):
        for number, (key, item) in enumerate(value.items()):
            put(f"{',' if number else '{'}{inner}{_quote(key)}: ")
            _write(item, inner, put)
        put(f"{line_end}}}" if value else "{}")
    elif isinstance(value, int | None):
        put(json.dumps(value))
    else:
        is_empty = True
        for item in value:
            put(f"{'[' if is_empty else ','}{inner}")
            is_empty = False
            _write(item, inner, put)
        put("[]" if is_empty else f"{line_end}]")


def _quote(text: str) -> str:
    """Return a JSON string in which terminal control characters are escaped."""
    return NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", encode_basestring(text))


def _read(reader: NoteReader, note: str) -> str:
    """Return a note as it reads with every difference on."""
    return note_as_text(reader.read_fields(note, ENGLISH))


def _adjustment(reader: NoteReader, results: Results, adjustment: Adjustment, ledger: Ledger) -> Json:
    return {
        "id": adjustment.id,
        "name": adjustment.name,
        "note": adjustment.note,
        "note_read": _read(reader, adjustment.note),
        "nature": adjustment.nature and adjustment.nature.value,
        "kind": adjustment.kind or None,
        "status": adjustment.readiness.value,
        "group": adjustment.group or None,
        "enabled": adjustment.id in results.project.enabled,
        "effects": _effects(results, adjustment),
        "entries": (entry_as_json(entry, ledger) for entry in adjustment.entries.values()),
    }


def _to_do(item: ToDo) -> Json:
    """Return what is missing; ``further``: how many further findings the check has."""
    return {
        "kind": item.kind.value,
        "subject": item.subject.key,
        "message": sentence_of(item, ENGLISH),
        "check": item.finding and item.finding.check,
        "further": item.more,
    }


def _scenarios(results: Results) -> Iterator[Json]:
    """Yield each set of switches that the user keeps, with the key totals under it by period and line."""
    cached, project = ScenarioTotals(), results.project
    for name, on in project.scenarios.items():
        totals: dict[str, Json] = {}
        for (line, period), amount in cached.totals(results, on).items():
            of_period = totals.setdefault(period, {})
            assert isinstance(of_period, dict)
            of_period[line] = amount
        yield {"name": name, "on": [key for key in project.adjustment_by_id if key in on], "totals": totals}


def _completeness(project: Project) -> Iterator[Json]:
    """Yield what is known about each kind of difference in each period; one that nobody considered is open."""
    table = CompletenessTable(project)
    for kind in table.kinds:
        for moment in table.moments:
            answer = table.answer(kind.id, moment)
            considered = answer.considered
            yield {
                "kind": kind.id,
                "period": moment.period,
                "conclusion": answer.conclusion.value if answer.conclusion else "open",
                "adjustments": [adjustment.id for adjustment in answer.adjusted_by],
                "considered": considered
                and {
                    "conclusion": considered.conclusion.value,
                    "amount": considered.amount,
                    "reason": considered.reason,
                    "by": considered.by,
                    "at": considered.at.isoformat(),
                    "to_be_confirmed": answer.is_to_confirm,
                },
            }


def _comment(comment: Comment) -> Json:
    return {
        "id": comment.id,
        "subject": comment.subject.key,
        "text": comment.text,
        "by": comment.by,
        "at": comment.at.isoformat(),
        "open": comment.is_open,
        "answers": [{"text": reply.text, "by": reply.by, "at": reply.at.isoformat()} for reply in comment.replies],
    }


def _evidence(shown: Evidence) -> Json:
    return {
        "id": shown.id,
        "subject": shown.subject.key,
        "kind": shown.kind.value,
        "content": shown.content,
        "caption": shown.caption or None,
        "pages": shown.pages or None,
        "sha256": shown.sha256 or None,
        "by": shown.by,
        "at": shown.at.isoformat(),
    }


def _tick(project: Project, tick: Tick) -> Json:
    return {
        "id": tick.id,
        "sign": tick.sign,
        "meaning": meaning_of(project, tick.sign, ENGLISH),
        "subject": tick.subject.key,
        "everywhere": tick.is_everywhere,
        "by": tick.by,
        "at": tick.at.isoformat(),
    }


def _reference(reference: CrossReference) -> Json:
    """Return a cross reference; it leads to a subject or to a working paper, and the other one is null."""
    target = reference.target
    return {
        "id": reference.id,
        "subject": reference.subject.key,
        "leads_to": None if isinstance(target, WorkingPaper) else target.key,
        "working_paper": target.reference if isinstance(target, WorkingPaper) else None,
        "remark": reference.remark or None,
        "by": reference.by,
        "at": reference.at.isoformat(),
    }


def _open_item(item: OpenItem) -> Json:
    return {
        "number": item.id,
        "subject": item.subject.key,
        "text": item.text,
        "from": item.raised_by or None,
        "to": item.for_whom or None,
        "amount": item.amount,
        "status": item.status.value,
        "answer": item.answer or None,
        "at": item.at.isoformat(),
    }


def _difference_left(left: Uncorrected) -> Json:
    """Return an uncorrected difference; an effect that nobody knows is null, which is not nil."""
    return {
        "number": left.id,
        "text": left.text,
        "period": left.period,
        "profit": left.profit,
        "equity": left.equity,
        "reason": left.reason,
        "by": left.by,
        "at": left.at.isoformat(),
    }


def _texts(reader: NoteReader) -> Json:
    """Return each text of the appendix as typed and as it reads; null for one that is open."""
    texts = reader.project.texts
    return {
        kind.value: {
            "left_out": texts[kind].is_left_out,
            "text": texts[kind].text,
            "read": _read(reader, texts[kind].text),
        }
        if kind in texts
        else None
        for kind in TextKind
    }


def _acceptances(project: Project) -> Json:
    return [
        {
            "subject": subject.key,
            "check": known.check,
            "message": say_fact(known.fact, ENGLISH),
            "reason": known.reason,
            "by": known.by,
            "at": known.at.isoformat(),
        }
        for subject, acceptances in project.acceptances.items()
        for known in acceptances
    ]


def _thresholds(results: Results) -> Json:
    """Return each threshold with what it comes to, exactly; null if it is not set, or its base is not known."""
    amounts, known = threshold_amounts(results), results.project.thresholds
    return {
        kind.value: {"amount": amounts[kind], **_base(known[kind])} if kind in known else None for kind in ThresholdKind
    }


def _base(threshold: Threshold) -> dict[str, Json]:
    match threshold:
        case FixedThreshold():
            return {"percent": None, "of": None}
        case ShareOfFigure(percent, line, period):
            return {"percent": percent, "of": {"line": line, "period": period}}
        case ShareOfOverall(percent):
            return {"percent": percent, "of": ThresholdKind.OVERALL.value}


def entry_as_json(entry: JournalEntry, ledger: Ledger) -> Json:
    """Return a journal entry; its legs in the displayed signs of their lines."""
    project, place = ledger.project, place_of_origin(entry.origin)
    parts = (("file", place.file), ("sheet", place.sheet), ("cell", place.cell))
    return {
        "id": entry.id,
        "memo": entry.memo,
        "reference": entry.reference,
        "origin": {"kind": kind_of_origin(entry.origin).value, **{name: part for name, part in parts if part}},
        "open": bool(open_amount(entry, ledger)),
        "legs": [
            {
                "statement": project.statement_of(leg.line).id,
                "line": leg.line,
                "period": leg.period,
                "amount": leg.amount,
                "kind": leg.kind.value,
            }
            for leg in entry.legs
        ],
    }


def _effects(results: Results, adjustment: Adjustment) -> Json:
    """Return the effects of an adjustment, when on, on net income of each duration and equity at each instant."""
    project = results.project
    effects: dict[PeriodId, dict[str, Json]] = {}
    for statement in project.statements:
        for key, concept in EFFECTS.get(statement.kind, {}).items():
            line = statement.line_with(concept)
            for period in statement.periods:
                if line and (statement.id, period) in adjustment.stated_for:
                    effects.setdefault(period, {})[key] = results.effect(adjustment.id, line.id, period)
    return dict(effects)


def _statement(results: Results, statement: Statement) -> Json:
    periods = results.project.periods
    tables = [StatementTable(results, statement, period) for period in statement.periods]
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "title": statement.title,
        "share_scale": statement.share_scale,
        "periods": [
            {
                "id": period,
                "label": periods[period].label,
                "reconciled": period in statement.reconciled,
                **_comparative(results.project.comparative(statement.id, period)),
            }
            for period in statement.periods
        ],
        "lines": (_line(statement, tables, line) for line in statement.lines),
    }


def _comparative(comparative: Comparative | None) -> dict[str, Json]:
    """Return from which project a column was taken over; null where none holds it, and nothing where none was asked."""
    if comparative is None:
        return {}
    return {"held_by": comparative.held_by or None, "unlocked": comparative.unlocked or None}


def _line(statement: Statement, tables: Sequence[StatementTable], line: Line) -> Json:
    description: dict[str, Json] = {
        "id": line.id,
        "caption": line.caption,
        "also_called": line.aliases,
        "section": line.section,
        "role": line.role.value,
        "target_caption": line.target_caption or None,
        "concept": line.concept.value if line.concept else None,
        "unit": line.unit.value,
    }
    if total := statement.total_of.get(line.id):
        description["parts"] = [{"line": part, "weight": weight} for part, weight in total.parts]
    if line.role is LineRole.HEADING:
        return {**description, "figures": {}}
    return {**description, "figures": {table.period: _figure(table, line) for table in tables}}


def _figure(table: StatementTable, line: Line) -> Json:
    project, statement, period = table.results.project, table.statement, table.period
    figure: dict[str, Json] = {
        "as_reported": table.figure(line, REPORTED_COLUMN),
        "sources": [
            str(source.cell) for source in project.source_figures.figures_for(line.id, period, FigureRole.AS_REPORTED)
        ],
        "agreement": agreement_key(project, statement, (line.id, period)),
        "adjustments": {
            column.adjustment: table.figure(line, column) for column in table.figure_columns if column.adjustment
        },
        "result": table.figure(line, RESULT_COLUMN),
    }
    if line.id in statement.total_of:
        figure["remainder"] = table.results.remainder(line.id, period)
    if line.unit in (LineUnit.MONEY, LineUnit.PER_SHARE):
        amounts = {
            code: project.source_figures.translation(line.id, period, code)
            for code in project.source_figures.translated_into
        }
        if any(amount is not None for amount in amounts.values()):
            figure["as_reported_translated"] = {code: amount for code, amount in amounts.items() if amount is not None}
    return figure


def finding_as_json(finding: Finding) -> Json:
    """Return a finding in a form for JSON."""
    return {
        "check": finding.check,
        "subject": finding.subject.key,
        "status": finding.status.value,
        "message": message_of(finding, ENGLISH),
        "difference": finding.difference,
        "where": [{"file": cell.file, "sheet": cell.sheet, "cell": cell.cell} for cell in finding.where],
    }
