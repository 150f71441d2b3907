"""Builds a statement from merged rows and relations, with its source figures and the entries of adjustments."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from workbench.domain.adjustments import (
    Adjustment,
    EntryId,
    FromSource,
    JournalEntry,
    Leg,
    LegKind,
    Nature,
    entry_id,
    kind_of_leg,
)
from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId, Ids, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import CellRef, FigureRole, SourceFigure
from workbench.domain.statements import (
    MAY_REPEAT,
    Concept,
    FigureKey,
    Line,
    LineRole,
    LineUnit,
    Row,
    Statement,
    StatementKind,
    Total,
)
from workbench.domain.totals_graph import Circle, TotalsGraph
from workbench.errors import ImportRefused
from workbench.importing.assembly.debit_credit import turn_to_displayed_sign
from workbench.importing.assembly.decimals_kept import Decimals, keep_what_adds_up
from workbench.importing.assembly.entries_merge import fold_entries
from workbench.importing.assembly.hidden_rows import drafts_among
from workbench.importing.assembly.listed_lines import add_listed_lines, stated_effects
from workbench.importing.assembly.merge import CellFigure, Decision, MergedRow, MergedStatement, merge, set_sections
from workbench.importing.assembly.ratios import with_ratios
from workbench.importing.assembly.rollup import FormulaParts, TotalRelation, find_relations
from workbench.importing.language.catalogue import kind_named
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.concepts import concept_of
from workbench.importing.language.vocabulary import DECLARED_TOTAL, OTHERS_SHARE, TOTAL_CAPTION, unit_of
from workbench.importing.sheets.corrections import SetTotalParts
from workbench.importing.sheets.detected import Detected, DetectedEntryList, Tabular
from workbench.importing.sheets.laid_out import CORRECTED
from workbench.phrases import phrase
from workbench.progress import Progress
from workbench.wording.titles import made_title


@dataclass
class BuiltStatement:
    """One statement and all that its tables state.

    ``entries``, ``stated_for`` and ``unknown_effects``: by adjustment. ``cut_figures``: those that lost decimals.
    """

    statement: Statement
    periods: dict[PeriodId, Period]
    source_figures: list[SourceFigure] = field(default_factory=list)
    has_share_scale: bool = False
    cut_figures: list[CellFigure] = field(default_factory=list)
    rows_left_out: list[MergedRow] = field(default_factory=list)
    """Hidden or struck-out rows that were left out, because the rest adds up without them."""
    kept_drafts: list[MergedRow] = field(default_factory=list)
    entries: dict[AdjustmentId, list[tuple[Leg, CellRef]]] = field(default_factory=dict)
    stated_for: dict[AdjustmentId, set[PeriodId]] = field(default_factory=dict)
    unknown_effects: dict[AdjustmentId, set[FigureKey]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    concept_evidence: dict[LineId, Fact] = field(default_factory=dict)


FOLLOWING_LEGS = (
    (LegKind.NCI, WordPattern(r"non-?\s?controlling|\bminority\b|\bNCI\b|非控制|非控股|少数股东")),
    (LegKind.TAX, WordPattern(r"\btax(?:es|ation)?\b|税项|所得税|税务影响")),
)
"""What lines of effects that follow from others are called."""
TotalCorrections = Mapping[tuple[str, str], Sequence[SetTotalParts]]
"""The user's corrections of totals, by file and sheet."""


def build_statement(
    statement_id: StatementId,
    kind: StatementKind,
    parts: Sequence[Detected],
    ids: Ids,
    scale: int,
    formula_parts: FormulaParts,
    total_corrections: TotalCorrections,
    progress: Progress,
) -> BuiltStatement:
    """Return the statement that tables, bridges and lists of one statement show together.

    Columns and entries of ``parts`` name adjustments by id. ``scale``: the project's, to which amounts are converted.
    Raises ImportRefused if a total is a part of itself.
    """
    progress.step(0, 0, phrase("Combining the tables of each statement"))
    share_scale = next((part.share_scale for part in parts if part.share_scale), None)
    merged = merge_parts(parts, scale, share_scale or 1)
    rows, units, total_relations, drafts = _relate_rows(merged.rows, kind, formula_parts, progress)
    is_money = [not row.is_heading and unit is LineUnit.MONEY for row, unit in zip(rows, units, strict=True)]
    total_relations, doubts = add_listed_lines(total_relations, rows, is_money, kind)
    merged.decisions += doubts
    progress.step(0, 0, phrase("Assigning captions and figures to lines"))
    total_relations = _apply_total_corrections(total_relations, rows, total_corrections)
    graph = _graph_of(total_relations, rows)
    decimals = keep_what_adds_up(rows, units, graph)
    turn_to_displayed_sign(rows, kind, graph)
    _nest_under_leading_totals(rows, total_relations)
    periods = {key: period for part in parts for key, period in part.periods.items()}
    order = tuple(sorted(periods, key=lambda period: (periods[period].months, periods[period].end)))
    lines = [
        _line(row, unit, _role(row, graph.is_total(index), kind), decimals[index], ids)
        for index, (row, unit) in enumerate(zip(rows, units, strict=True))
    ]
    lines, concept_evidence = _with_concepts(lines, kind)
    stated_for = _periods_by_adjustment(parts)
    statement = Statement(
        id=statement_id,
        kind=kind,
        title=next((part.title for part in parts if not part.is_reconciliation), made_title(kind, parts[0].title)),
        periods=order,
        lines=tuple(lines),
        totals=tuple(_total(relation, lines) for relation in total_relations),
        figures=Map(
            {
                line.id: _reported_figures(row, order)
                for line, row in zip(lines, rows, strict=True)
                if not row.is_heading
            }
        ),
        reconciled=frozenset(
            period for periods_of_adjustment in stated_for.values() for period in periods_of_adjustment
        ),
        share_scale=share_scale or 1,
    )
    built = BuiltStatement(
        with_ratios(statement, scale, share_scale, parts[0].share_scale_of_money),
        periods,
        stated_for=stated_for,
        decisions=merged.decisions,
        concept_evidence=concept_evidence,
        has_share_scale=share_scale is not None,
    )
    built.rows_left_out = drafts
    built.kept_drafts = [row for row in rows if row.draft]
    built.source_figures = [
        _source_figure(line, figure) for line, row in zip(lines, rows, strict=True) for figure in row.figures
    ]
    built.cut_figures = [figure for row in rows for figure in row.figures if figure.cut_off]
    _add_effects(built, rows, lines, graph)
    return built


def _relate_rows(
    rows: list[MergedRow], kind: StatementKind, formula_parts: FormulaParts, progress: Progress
) -> tuple[list[MergedRow], list[LineUnit], list[TotalRelation], list[MergedRow]]:
    """Return the rows with their units and relations, and apart the hidden and struck-out rows that no total needs."""

    def units_of(rows: Sequence[MergedRow]) -> list[LineUnit]:
        return [unit_of(row.caption, row.section, row.is_percent) for row in rows]

    def relate(rows: Sequence[MergedRow], units: Sequence[LineUnit]) -> list[TotalRelation]:
        may_subtract = kind is not StatementKind.FINANCIAL_POSITION
        return find_relations(rows, units, formula_parts, progress, may_subtract=may_subtract)

    units = units_of(rows)
    total_relations = relate(rows, units)
    drafts = drafts_among(rows, units, total_relations, relate)
    if drafts:
        draft_ids = set(map(id, drafts))
        rows = [row for row in rows if id(row) not in draft_ids]
        set_sections(rows)
        units = units_of(rows)
        total_relations = relate(rows, units)
    return rows, units, total_relations, drafts


def merge_parts(parts: Sequence[Detected], scale: int, share_scale: int) -> MergedStatement:
    """Return the tables folded together, then the lists of entries folded into them."""
    merged = merge([part for part in parts if isinstance(part, Tabular)], scale, share_scale)
    entry_lists = [part for part in parts if isinstance(part, DetectedEntryList)]
    for entry_list in entry_lists:
        fold_entries(merged, entry_list, scale)
    if entry_lists:
        set_sections(merged.rows)
        for row in merged.rows:
            if row.section_in_list and not row.section:
                row.section = (row.section_in_list,)
    return merged


def _apply_total_corrections(
    total_relations: list[TotalRelation], rows: Sequence[MergedRow], total_corrections: TotalCorrections
) -> list[TotalRelation]:
    """Return the relations, with those of the user replacing others; the user's need no proof."""
    row_at = {figure.place: index for index, row in enumerate(rows) for figure in row.figures}
    relations_of = {relation.total: relation for relation in total_relations}
    for (file, sheet), totals in total_corrections.items():
        for correction in totals:
            total = row_at.get((file, sheet, correction.row))
            if total is None:
                continue
            parts = [(row_at.get((file, sheet, row)), weight) for row, weight in correction.parts]
            known_parts = tuple((part, weight) for part, weight in parts if part is not None and part != total)
            relations_of.pop(total, None)
            if known_parts:
                relations_of[total] = TotalRelation(total, known_parts, CORRECTED, is_partial=False)
    return [relations_of[total] for total in sorted(relations_of)]


def _graph_of(total_relations: Iterable[TotalRelation], rows: Sequence[MergedRow]) -> TotalsGraph[int]:
    graph = TotalsGraph({relation.total: relation.parts for relation in total_relations}, range(len(rows)))
    try:
        graph.refuse_circle()
    except Circle as circle:
        around = " → ".join(f"'{rows[index].caption}'" for index in circle.lines)
        raise ImportRefused(
            "A total cannot be a part of itself: {around}. Remove one of these parts.", around=around
        ) from None
    return graph


def _nest_under_leading_totals(rows: list[MergedRow], total_relations: Iterable[TotalRelation]) -> None:
    """Put the parts of a total printed before them under it, as under a heading."""
    for relation in total_relations:
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
        id=LineId(ids.new(row.caption, otherwise)),
        caption=row.caption,
        section=row.section,
        role=role,
        unit=LineUnit.MONEY if row.is_heading else unit,
        decimals=decimals.needed,
        aliases=tuple(row.captions[1:]),
        shown_decimals=decimals.shown,
        target_caption=row.target_caption,
    )


def _carries_unexplained_effects(row: MergedRow) -> bool:
    """True for a subtotal such as ``Net income`` that adjustments affect although nothing adds up to it."""
    has_effects = any(figure.role is FigureRole.ADJUSTMENT and figure.amount for figure in row.figures)
    return has_effects and bool(TOTAL_CAPTION.search(row.caption)) and not OTHERS_SHARE.search(row.caption)


def _with_concepts(lines: list[Line], kind: StatementKind) -> tuple[list[Line], dict[LineId, Fact]]:
    """Return the lines, each concept on the first that it fits, and the evidence by line.

    If no line is total equity, the owners' equity is.
    """
    concepts_given: set[Concept] = set()
    lines_with_concepts, evidence_of_line = [], {}
    for line in lines:
        concept_and_evidence = None if line.role is LineRole.HEADING else _concept_of(line, kind)
        concept, evidence = concept_and_evidence or (None, None)
        if concept in concepts_given and concept not in MAY_REPEAT:
            concept = None
        if concept and evidence:
            concepts_given.add(concept)
            evidence_of_line[line.id] = evidence
        lines_with_concepts.append(replace(line, concept=concept))
    if Concept.ATTRIBUTABLE_EQUITY in concepts_given and Concept.TOTAL_EQUITY not in concepts_given:
        swap = {Concept.ATTRIBUTABLE_EQUITY: Concept.TOTAL_EQUITY}
        lines_with_concepts = [
            replace(line, concept=swap.get(line.concept, line.concept)) if line.concept else line
            for line in lines_with_concepts
        ]
    return lines_with_concepts, evidence_of_line


def _concept_of(line: Line, kind: StatementKind) -> tuple[Concept, Fact] | None:
    """Return what a line stands for by its caption, else by that of the target framework, or by two in one cell."""
    captions = dict.fromkeys(filter(None, (line.target_caption, *line.caption.split(" / "))))
    lines = (line, *(replace(line, caption=caption) for caption in captions))
    return next((concept for concept in (concept_of(candidate, kind) for candidate in lines) if concept), None)


def _total(relation: TotalRelation, lines: list[Line]) -> Total:
    parts = tuple((lines[part].id, weight) for part, weight in relation.parts)
    return Total(lines[relation.total].id, parts, relation.evidence, relation.is_partial)


def _reported_figures(row: MergedRow, periods: tuple[PeriodId, ...]) -> Row:
    """Return the figure as reported of each period: the published primary statement's, else the first stated."""
    amounts: dict[PeriodId, Decimal | None] = {}
    for figure in sorted(row.figures, key=lambda figure: not figure.is_primary):
        if figure.role is FigureRole.AS_REPORTED:
            amounts.setdefault(figure.period.id, figure.amount)
    return tuple(amounts.get(period) for period in periods)


def _periods_by_adjustment(parts: Sequence[Detected]) -> dict[AdjustmentId, set[PeriodId]]:
    """Return the periods for which each adjustment is stated: those of its columns, and all of a list that names it."""
    stated_for: dict[AdjustmentId, set[PeriodId]] = {}
    for part in parts:
        if isinstance(part, DetectedEntryList):
            for difference in part.differences:
                stated_for.setdefault(AdjustmentId(difference), set()).update(part.periods)
        else:
            for column in part.columns:
                if column.role is FigureRole.ADJUSTMENT:
                    stated_for.setdefault(column.adjustment, set()).add(column.period.id)
    return stated_for


def _source_figure(line: Line, figure: CellFigure) -> SourceFigure:
    cell = figure.reading.cell
    return SourceFigure(
        line=line.id,
        period=figure.period.id,
        role=figure.role,
        adjustment_or_currency=figure.adjustment_or_currency,
        amount=figure.amount,
        cell=figure.ref,
        raw=cell.text,
        formula=cell.formula,
        is_evaluated=figure.reading.is_evaluated,
        is_primary=figure.is_primary,
        slack=figure.slack,
    )


def _add_effects(built: BuiltStatement, rows: list[MergedRow], lines: list[Line], graph: TotalsGraph[int]) -> None:
    """Turn the effects of adjustments into entries: those stated on parts; on totals what their parts do not explain.

    An error makes a figure, or an effect, unknown. The figure of a line that only entries name is unknown too.
    """
    unknown_cells: set[FigureKey] = set()
    cells_with_entries: set[FigureKey] = set()
    for row, line in zip(rows, lines, strict=True):
        for figure in row.figures:
            if figure.amount is None:
                cell = line.id, figure.period.id
                if figure.role is FigureRole.AS_REPORTED:
                    unknown_cells.add(cell)
                elif figure.role.is_of_an_adjustment:
                    built.unknown_effects.setdefault(figure.adjustment, set()).add(cell)
            elif figure.role is FigureRole.ENTRY and figure.amount:
                cells_with_entries.add((line.id, figure.period.id))
    slacks = _slacks(rows)
    for (adjustment, period), stated_amounts in stated_effects(rows).items():
        own_slack = slacks.get((adjustment, period), {})
        rolled_up: dict[int, Decimal] = {}
        slack: dict[int, Decimal] = {}
        for index in graph.parts_before_totals:
            explained = sum((weight * rolled_up[part] for part, weight in graph.parts(index)), Decimal(0))
            slack[index] = sum((slack[part] for part, _ in graph.parts(index)), own_slack.get(index, Decimal(0)))
            amount = stated_amounts.get(index, explained)
            is_explained = graph.is_total(index) and abs(amount - explained) <= slack[index]
            rolled_up[index] = explained if is_explained else amount
            if remainder := rolled_up[index] - explained:
                legs = _legs_of(rows[index], lines[index], period, adjustment, remainder)
                built.entries.setdefault(adjustment, []).extend(legs)
    cells_with_entries |= {leg.cell for legs in built.entries.values() for leg, _ in legs}
    cells_of_totals = {
        (lines[index].id, period)
        for index, row in enumerate(rows)
        if graph.is_total(index)
        for period in built.statement.reconciled - row.printed_for
    }
    cells_maybe_unstated = cells_with_entries | cells_of_totals
    if cells_maybe_unstated:
        unknown_cells |= cells_maybe_unstated - _cells_stated(rows, lines)
    built.statement = replace(built.statement, unknown=frozenset(unknown_cells))


def _legs_of(
    row: MergedRow, line: Line, period: PeriodId, adjustment: AdjustmentId, amount: Decimal
) -> Iterator[tuple[Leg, CellRef]]:
    """Yield a leg for each entry of a list, if they add up to ``amount``, else a single one; each with its cell."""
    stated = [
        figure
        for figure in row.figures
        if figure.role.is_of_an_adjustment
        and (figure.adjustment, figure.period.id) == (adjustment, period)
        and figure.amount is not None
    ]
    listed = [figure for figure in stated if figure.role is FigureRole.ENTRY]
    kind = _kind_of_legs(row, line)
    if sum(figure.amount or 0 for figure in listed) == amount:
        for figure in listed:
            if figure.amount:
                yield Leg(line.id, period, figure.amount, kind), figure.ref
    else:
        yield Leg(line.id, period, amount, kind), stated[0].ref


def _kind_of_legs(row: MergedRow, line: Line) -> LegKind:
    """Return the kind of the legs on a line; where it stands in columns of differences alone, its caption tells.

    *Income tax effect* and *Effect on non-controlling interests* below a measure follow from the legs above them.
    """
    is_of_differences_alone = all(figure.role.is_of_an_adjustment for figure in row.figures)
    kinds = (kind for kind, pattern in FOLLOWING_LEGS if pattern.search(row.caption)) if is_of_differences_alone else ()
    return next(iter(kinds), kind_of_leg(line, None))


def _cells_stated(rows: Sequence[MergedRow], lines: Sequence[Line]) -> set[FigureKey]:
    """Return the cells whose figure a table states, as reported or as a result."""
    return {
        (line.id, figure.period.id)
        for row, line in zip(rows, lines, strict=True)
        for figure in row.figures
        if figure.role in (FigureRole.AS_REPORTED, FigureRole.RESULT)
    }


def _slacks(rows: Sequence[MergedRow]) -> dict[tuple[AdjustmentId, PeriodId], dict[int, Decimal]]:
    """Return by how much the stated effect on a row may be off because it was cut, by adjustment and period."""
    slacks: dict[tuple[AdjustmentId, PeriodId], dict[int, Decimal]] = {}
    for index, row in enumerate(rows):
        for figure in row.figures:
            if figure.slack and figure.role.is_of_an_adjustment:
                slack_by_row = slacks.setdefault((figure.adjustment, figure.period.id), {})
                slack_by_row[index] = slack_by_row.get(index, Decimal(0)) + figure.slack
    return slacks


def adjustment_record(
    adjustment: AdjustmentId, name: str, note: str, nature: Nature | None, statements: Iterable[BuiltStatement]
) -> Adjustment:
    """Return one adjustment with its entries in all ``statements``."""
    lines = {line.id: line for built in statements for line in built.statement.lines}
    entries: dict[EntryId, JournalEntry] = {}
    for built in statements:
        for leg, cell in built.entries.get(adjustment, ()):
            key = entry_id(leg.line, leg.period, entries)
            is_usual = leg.kind is kind_of_leg(lines[leg.line], None)
            leg_of_nature = replace(leg, kind=kind_of_leg(lines[leg.line], nature)) if is_usual else leg
            entries[key] = JournalEntry(key, (leg_of_nature,), origin=FromSource(cell))
    unknown = {cell for built in statements for cell in built.unknown_effects.get(adjustment, ())}
    stated_for = {
        (built.statement.id, period) for built in statements for period in built.stated_for.get(adjustment, ())
    }
    return Adjustment(
        adjustment,
        name,
        note,
        _standards(note),
        nature,
        entries=Map(entries),
        stated_for=frozenset(stated_for),
        unknown=frozenset(unknown),
        kind=kind_named(name),
    )


def _standards(note: str) -> tuple[str, str]:
    """Return the two standards that a note compares: ``(ASC 326 vs IFRS 9)``."""
    comparison = re.search(r"\((?P<first>[^()]*?)\s+vs\.?\s+(?P<second>[^()]*?)\)", note)
    return (comparison["first"], comparison["second"]) if comparison else ("", "")
