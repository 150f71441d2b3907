"""Build: from merged rows and their relations to a statement, its stated figures and the entries of adjustments."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from workbench.domain.adjustments import Adjustment, Entry
from workbench.domain.ids import AdjustmentId, Ids, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Cell, Concept, Line, LineRole, LineUnit, Row, Statement, StatementKind, Total
from workbench.domain.totals_graph import Circle, TotalsGraph
from workbench.errors import ImportRefused
from workbench.importing.assembly.debit_credit import turn_to_displayed_sign
from workbench.importing.assembly.decimals_kept import Decimals, keep_what_adds_up
from workbench.importing.assembly.drafts import drafts_among
from workbench.importing.assembly.entries_merge import fold_entries
from workbench.importing.assembly.listed_lines import stated_effects, with_listed_lines
from workbench.importing.assembly.merge import CellFigure, Decision, MergedRow, MergedStatement, merge, set_sections
from workbench.importing.assembly.ratios import with_ratios
from workbench.importing.assembly.rollup import FormulaParts, Relation, relations
from workbench.importing.language.concepts import concept_of
from workbench.importing.language.vocabulary import DECLARED_TOTAL, OTHERS_SHARE, TITLES, TOTAL_CAPTION, unit_of
from workbench.importing.sheets.corrections import SetTotalParts
from workbench.importing.sheets.detected import Detected, DetectedEntryList, Tabular
from workbench.progress import Progress


@dataclass
class Built:
    """One statement and all that its tables state; entries, covered periods and unknown effects by adjustment."""

    statement: Statement
    periods: dict[PeriodId, Period]
    stated: list[SourceFigure] = field(default_factory=list)
    share_scale_is_said: bool = False
    cut: list[CellFigure] = field(default_factory=list)
    drafts: list[MergedRow] = field(default_factory=list)
    """Hidden or struck-out rows that were left out, because the rest adds up without them."""
    kept_drafts: list[MergedRow] = field(default_factory=list)
    entries: dict[AdjustmentId, list[Entry]] = field(default_factory=dict)
    stated_for: dict[AdjustmentId, set[PeriodId]] = field(default_factory=dict)
    unknown_effects: dict[AdjustmentId, set[Cell]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    concept_evidence: dict[LineId, str] = field(default_factory=dict)


SaidTotals = Mapping[tuple[str, str], Sequence[SetTotalParts]]
"""What the user said of totals, by file and sheet."""


def build_statement(
    statement_id: StatementId,
    kind: StatementKind,
    parts: Sequence[Detected],
    ids: Ids,
    scale: int,
    formula_parts: FormulaParts,
    said_totals: SaidTotals,
    progress: Progress,
) -> Built:
    """Return the statement that its tables, bridges and lists show together.

    Raises ImportRefused where a total is a part of itself.

    Columns and entries that state an adjustment carry its id in place of its name.
    """
    progress.step(0, 0, "Putting tables of one statement together")
    share_scale = next((part.share_scale for part in parts if part.share_scale), None)
    together = _merge_parts(parts, scale, share_scale or 1)
    rows, units, found, left_out = _related(together.rows, kind, formula_parts, progress)
    is_money = [not row.is_heading and unit is LineUnit.MONEY for row, unit in zip(rows, units, strict=True)]
    found, doubts = with_listed_lines(found, rows, is_money, kind)
    together.decisions += doubts
    progress.step(0, 0, "Giving lines their names and figures")
    found = _as_said(found, rows, said_totals)
    graph = _graph_of(found, rows)
    decimals = keep_what_adds_up(rows, units, graph)
    turn_to_displayed_sign(rows, kind, graph)
    _nest_under_leading_totals(rows, found)
    periods = {key: period for part in parts for key, period in part.periods.items()}
    order = tuple(sorted(periods, key=lambda period: (periods[period].months, periods[period].end)))
    lines = [
        _line(row, unit, _role(row, graph.is_total(index), kind), decimals[index], ids)
        for index, (row, unit) in enumerate(zip(rows, units, strict=True))
    ]
    lines, why_meaning = _with_meanings(lines, kind)
    stated_for = _stated_for(parts)
    statement = Statement(
        id=statement_id,
        kind=kind,
        title=next((part.title for part in parts if not part.is_reconciliation), TITLES.get(kind, parts[0].title)),
        periods=order,
        lines=tuple(lines),
        totals=tuple(_total(relation, lines) for relation in found),
        figures=Map(
            {line.id: _figures(row, order) for line, row in zip(lines, rows, strict=True) if not row.is_heading}
        ),
        reconciled=frozenset(period for periods_stated in stated_for.values() for period in periods_stated),
        share_scale=share_scale or 1,
    )
    built = Built(
        with_ratios(statement, scale, share_scale, parts[0].share_scale_of_money),
        periods,
        stated_for=stated_for,
        decisions=together.decisions,
        concept_evidence=why_meaning,
        share_scale_is_said=share_scale is not None,
    )
    built.drafts = left_out
    built.kept_drafts = [row for row in rows if row.draft]
    built.stated = [_stated(line, claim) for line, row in zip(lines, rows, strict=True) for claim in row.figures]
    built.cut = [claim for row in rows for claim in row.figures if claim.cut]
    _add_effects(built, rows, lines, graph)
    return built


def _related(
    rows: list[MergedRow], kind: StatementKind, formula_parts: FormulaParts, progress: Progress
) -> tuple[list[MergedRow], list[LineUnit], list[Relation], list[MergedRow]]:
    """Return the rows with their units and relations, and the hidden and struck-out rows that no total needs."""

    def units_of(rows: Sequence[MergedRow]) -> list[LineUnit]:
        return [unit_of(row.caption, row.section, row.is_percent) for row in rows]

    def related(rows: Sequence[MergedRow], units: Sequence[LineUnit]) -> list[Relation]:
        may_subtract = kind is not StatementKind.FINANCIAL_POSITION
        return relations(rows, units, formula_parts, progress, may_subtract=may_subtract)

    units = units_of(rows)
    found = related(rows, units)
    drafts = drafts_among(rows, units, found, related)
    if drafts:
        out = set(map(id, drafts))
        rows = [row for row in rows if id(row) not in out]
        set_sections(rows)
        units = units_of(rows)
        found = related(rows, units)
    return rows, units, found, drafts


def _merge_parts(parts: Sequence[Detected], scale: int, share_scale: int) -> MergedStatement:
    """Return the tables folded together, then the lists of entries folded into them."""
    together = merge([part for part in parts if isinstance(part, Tabular)], scale, share_scale)
    entry_lists = [part for part in parts if isinstance(part, DetectedEntryList)]
    for entry_list in entry_lists:
        fold_entries(together, entry_list, scale)
    if entry_lists:
        set_sections(together.rows)
        for row in together.rows:
            if row.said_section and not row.section:
                row.section = (row.said_section,)
    return together


def _as_said(found: list[Relation], rows: Sequence[MergedRow], said: SaidTotals) -> list[Relation]:
    """Return the relations with those in place that the user stated, which need no proof."""
    row_at = {claim.place: index for index, row in enumerate(rows) for claim in row.figures}
    relations_of = {relation.total: relation for relation in found}
    for (file, sheet), totals in said.items():
        for each in totals:
            total = row_at.get((file, sheet, each.row))
            if total is None:
                continue
            parts = [(row_at.get((file, sheet, row)), weight) for row, weight in each.parts]
            known = tuple((part, weight) for part, weight in parts if part is not None and part != total)
            relations_of.pop(total, None)
            if known:
                relations_of[total] = Relation(total, known, "what you said", partial=False)
    return [relations_of[total] for total in sorted(relations_of)]


def _graph_of(found: Iterable[Relation], rows: Sequence[MergedRow]) -> TotalsGraph[int]:
    graph = TotalsGraph({relation.total: relation.parts for relation in found}, range(len(rows)))
    try:
        graph.refuse_circle()
    except Circle as circle:
        around = " → ".join(f"'{rows[index].caption}'" for index in circle.lines)
        raise ImportRefused(f"A total cannot be a part of itself: {around}. Take one of these parts out.") from None
    return graph


def _nest_under_leading_totals(rows: list[MergedRow], found: Iterable[Relation]) -> None:
    """Put the parts of a total that is printed before them under it, as under a heading."""
    for relation in found:
        below = [part for part, _ in relation.parts if part > relation.total]
        for part in below:
            rows[part].section = (*rows[part].section, rows[relation.total].caption)


def _role(row: MergedRow, has_parts: bool, kind: StatementKind) -> LineRole:
    if row.is_heading:
        return LineRole.HEADING
    is_total = has_parts or DECLARED_TOTAL.match(row.caption) or _carries_unexplained_effects(row)
    return LineRole.TOTAL if is_total and not kind.is_bridge else LineRole.LINE


def _line(row: MergedRow, unit: LineUnit, role: LineRole, decimals: Decimals, ids: Ids) -> Line:
    otherwise = row.section[-1] if row.section else "line"
    return Line(
        id=ids.new(row.caption, otherwise),
        caption=row.caption,
        section=row.section,
        role=role,
        unit=LineUnit.MONEY if row.is_heading else unit,
        decimals=decimals.needed,
        aliases=tuple(row.captions[1:]),
        shown_decimals=decimals.shown,
    )


def _carries_unexplained_effects(row: MergedRow) -> bool:
    """True for a subtotal such as ``Net income`` that adjustments move although nothing adds up to it."""
    moved = any(claim.role is FigureRole.ADJUSTMENT and claim.amount for claim in row.figures)
    return moved and bool(TOTAL_CAPTION.search(row.caption)) and not OTHERS_SHARE.search(row.caption)


MAY_REPEAT = (Concept.RESTRICTED_CASH, Concept.MEZZANINE_EQUITY)
"""Restricted cash may be current and non-current, mezzanine equity of several classes."""


def _with_meanings(lines: list[Line], kind: StatementKind) -> tuple[list[Line], dict[LineId, str]]:
    """Give each meaning to the first line that it fits; where no line is total equity, the owners' equity is.

    Also returns the evidence, by line.
    """
    given: set[Concept] = set()
    result, why = [], {}
    for line in lines:
        found = None if line.role is LineRole.HEADING else concept_of(line, kind)
        meaning, evidence = found or (None, "")
        if meaning in given and meaning not in MAY_REPEAT:
            meaning = None
        if meaning:
            given.add(meaning)
            why[line.id] = evidence
        result.append(replace(line, concept=meaning))
    if Concept.ATTRIBUTABLE_EQUITY in given and Concept.TOTAL_EQUITY not in given:
        swap = {Concept.ATTRIBUTABLE_EQUITY: Concept.TOTAL_EQUITY}
        result = [
            replace(line, concept=swap.get(line.concept, line.concept)) if line.concept else line for line in result
        ]
    return result, why


def _total(relation: Relation, lines: list[Line]) -> Total:
    parts = tuple((lines[part].id, weight) for part, weight in relation.parts)
    return Total(lines[relation.total].id, parts, relation.evidence, relation.partial)


def _figures(row: MergedRow, periods: tuple[PeriodId, ...]) -> Row:
    """Return the figure as reported of each period: the published primary statement's, else the first stated."""
    stated: dict[PeriodId, Decimal | None] = {}
    for claim in sorted(row.figures, key=lambda claim: not claim.primary):
        if claim.role is FigureRole.AS_REPORTED:
            stated.setdefault(claim.period.id, claim.amount)
    return tuple(stated.get(period) for period in periods)


def _stated_for(parts: Sequence[Detected]) -> dict[AdjustmentId, set[PeriodId]]:
    """Return the periods for which each adjustment is stated: those of its columns, and all of a list that names it."""
    stated_for: dict[AdjustmentId, set[PeriodId]] = {}
    for part in parts:
        if isinstance(part, DetectedEntryList):
            for difference in part.differences:
                stated_for.setdefault(difference, set()).update(part.periods)
        else:
            for column in part.columns:
                if column.role is FigureRole.ADJUSTMENT:
                    stated_for.setdefault(column.adjustment_or_currency, set()).add(column.period.id)
    return stated_for


def _stated(line: Line, claim: CellFigure) -> SourceFigure:
    cell = claim.reading.cell
    return SourceFigure(
        line=line.id,
        period=claim.period.id,
        role=claim.role,
        adjustment_or_currency=claim.adjustment_or_currency,
        amount=claim.amount,
        cell=claim.ref,
        raw=cell.text,
        formula=cell.formula,
        evaluated=claim.reading.evaluated,
        primary=claim.primary,
        slack=claim.slack,
    )


def _add_effects(built: Built, rows: list[MergedRow], lines: list[Line], graph: TotalsGraph[int]) -> None:
    """Turn adjustment columns into entries: on parts what is stated, on totals what the parts do not explain.

    An error makes a figure, or an effect, unknown. So is the figure of a line that is known only by entries.
    """
    unknown: set[Cell] = set()
    entered: set[Cell] = set()
    for row, line in zip(rows, lines, strict=True):
        for claim in row.figures:
            if claim.amount is None:
                cell = line.id, claim.period.id
                if claim.role is FigureRole.AS_REPORTED:
                    unknown.add(cell)
                elif claim.role.is_of_an_adjustment:
                    built.unknown_effects.setdefault(claim.adjustment_or_currency, set()).add(cell)
            elif claim.role is FigureRole.ENTRY and claim.amount:
                entered.add((line.id, claim.period.id))
    slacks = _slacks(rows)
    for (adjustment, period), stated in stated_effects(rows).items():
        own_slack = slacks.get((adjustment, period), {})
        rolled: dict[int, Decimal] = {}
        slack: dict[int, Decimal] = {}
        for index in graph.parts_before_totals:
            explained = sum((w * rolled[part] for part, w in graph.parts(index)), Decimal(0))
            slack[index] = sum((slack[part] for part, _ in graph.parts(index)), own_slack.get(index, Decimal(0)))
            amount = stated.get(index, explained)
            is_explained = graph.is_total(index) and abs(amount - explained) <= slack[index]
            rolled[index] = explained if is_explained else amount
            if rest := rolled[index] - explained:
                built.entries.setdefault(adjustment, []).append(Entry(lines[index].id, period, rest))
    entered |= {(entry.line, entry.period) for entries in built.entries.values() for entry in entries}
    totals = {
        (lines[index].id, period)
        for index, row in enumerate(rows)
        if graph.is_total(index)
        for period in built.statement.reconciled - row.printed_for
    }
    may_be_unstated = entered | totals
    if may_be_unstated:
        unknown |= may_be_unstated - _stated_somehow(rows, lines)
    built.statement = replace(built.statement, unknown=frozenset(unknown))


def _stated_somehow(rows: Sequence[MergedRow], lines: Sequence[Line]) -> set[Cell]:
    """Return the cells whose figure a table states, as reported or as a result."""
    return {
        (line.id, claim.period.id)
        for row, line in zip(rows, lines, strict=True)
        for claim in row.figures
        if claim.role in (FigureRole.AS_REPORTED, FigureRole.RESULT)
    }


def _slacks(rows: Sequence[MergedRow]) -> dict[tuple[AdjustmentId, PeriodId], dict[int, Decimal]]:
    """Return by how much what is stated of a row's effect may be off, where it was cut."""
    slacks: dict[tuple[AdjustmentId, PeriodId], dict[int, Decimal]] = {}
    for index, row in enumerate(rows):
        for claim in row.figures:
            if claim.slack and claim.role.is_of_an_adjustment:
                of_row = slacks.setdefault((claim.adjustment_or_currency, claim.period.id), {})
                of_row[index] = of_row.get(index, Decimal(0)) + claim.slack
    return slacks


def adjustment_record(adjustment: AdjustmentId, name: str, note: str, built: Iterable[Built]) -> Adjustment:
    """Return one adjustment with its entries in all statements."""
    entries = {(e.line, e.period): e for one in built for e in one.entries.get(adjustment, ())}
    unknown = {cell for one in built for cell in one.unknown_effects.get(adjustment, ())}
    covers = {(one.statement.id, period) for one in built for period in one.stated_for.get(adjustment, ())}
    return Adjustment(
        adjustment,
        name,
        note,
        _standards(note),
        entries=Map(entries),
        stated_for=frozenset(covers),
        unknown=frozenset(unknown),
    )


def _standards(note: str) -> tuple[str, str]:
    """Return the two standards that a note compares: ``(ASC 326 vs IFRS 9)``."""
    found = re.search(r"\((?P<one>[^()]*?)\s+vs\.?\s+(?P<other>[^()]*?)\)", note)
    return (found["one"], found["other"]) if found else ("", "")
