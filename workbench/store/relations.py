"""The relations between the parts of a project on which the rest of the program relies."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from workbench.domain.amounts import has_at_most
from workbench.domain.completeness import Conclusion
from workbench.domain.ids import LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey, Statement
from workbench.domain.subjects import WITHOUT_REMARKS
from workbench.domain.thresholds import ShareOfOverall, ThresholdKind
from workbench.domain.ticks import STANDARD_TICKS
from workbench.engine import CircularTotal, Structure, compile_structure
from workbench.phrases import Phrase, phrase, phrase_of_count
from workbench.store.damage import Damage

MOST_PERIODS, MOST_ADJUSTMENTS = 1_000, 2_000
"""Fifty times as many as any company publishes; some checks compare each with each."""
MOST_CELLS = 2_000_000
"""The most cells, lines times periods, of all statements: they are in memory, whether blank or not."""
MOST_ADDITIONS = 100_000_000
"""The most cells added up at first: those of a statement, once for each adjustment that has entries there."""
CELLS_PER_STEP = 1_000
"""Rolling up a total, or finding that an adjustment has no entry in a statement, takes as long as so many cells."""
MOST_LEVELS = 100
"""The most levels of totals, which are walked down one by one."""
MOST_PARTS = 1_000_000
"""The most parts of a total, including parts of parts, each as often as it counts: every path down is walked."""


def refuse_contradictions(project: Project) -> None:
    """Raise Damage if the parts of ``project`` contradict one another.

    That is a repeated id, a reference to a line or period of another statement, a total that is a part of itself, an
    amount finer than its line, a conclusion for no period or without what it concludes, a tick that means nothing, an
    overall threshold that is a share of itself, or more to add up than any company publishes.
    """
    _refuse_repeated_ids(phrase("statement"), (statement.id for statement in project.statements))
    _refuse_repeated_ids(phrase("line"), (line.id for statement in project.statements for line in statement.lines))
    _refuse_repeated_ids(phrase("adjustment"), (adjustment.id for adjustment in project.adjustments))
    for period in project.periods.values():
        if period.start and period.start > period.end:
            raise Damage(phrase("period {period} ends before it begins", period=period.id))
    for statement in project.statements:
        _refuse_unknown_periods(statement, project)
        _refuse_lines_of_others(statement)
    statement_of = {line: statement for statement in project.statements for line in statement.line_by_id}
    _refuse_cells_of_no_statement(project, statement_of)
    _refuse_strange_conclusions(project)
    _refuse_strange_comparatives(project)
    _refuse_strange_reviews(project)
    _refuse_too_much_to_add(project, statement_of)
    decimals: dict[LineId, int] = {}
    for statement in project.statements:
        structure = _compile(statement)
        _refuse_endless_parts(statement)
        decimals.update({line: structure.decimals[row] for line, row in structure.row_of.items()})
    _refuse_finer_amounts(project, decimals)


def _refuse_repeated_ids(noun: Phrase, ids: Iterable[str]) -> None:
    if repeated := [key for key, number in Counter(ids).items() if number > 1]:
        raise Damage(phrase("{noun} {id} appears twice", noun=noun, id=repeated[0]))


def _refuse_unknown_periods(statement: Statement, project: Project) -> None:
    """Raise Damage for a missing period: SQLite's own check reads indexes, which may differ from the tables."""
    for period in statement.periods:
        if period not in project.periods:
            raise Damage(
                phrase(
                    "{statement} has a period {period}, which is missing from table period",
                    statement=statement.id,
                    period=period,
                )
            )


def _refuse_lines_of_others(statement: Statement) -> None:
    parts = (part for total in statement.totals for part, _ in total.parts)
    of_ratios = (line for ratio in statement.ratios for line in (ratio.numerator, ratio.denominator))
    for line in (*parts, *of_ratios):
        if line not in statement.line_by_id:
            raise Damage(
                phrase(
                    "{line} is not a line of {statement}, whose totals or ratios use it",
                    line=line,
                    statement=statement.id,
                )
            )


def _refuse_cells_of_no_statement(project: Project, statement_of: dict[LineId, Statement]) -> None:
    for line, period in _named_cells(project):
        if period not in statement_of[line].column_of:
            raise Damage(
                phrase(
                    "{statement} has no period {period}, to which {line} refers",
                    statement=statement_of[line].id,
                    period=period,
                    line=line,
                )
            )
    for adjustment in project.adjustments:
        for key, period in adjustment.stated_for:
            if period not in project.statement_by_id[key].column_of:
                raise Damage(
                    phrase(
                        "{statement} has no period {period}, which {adjustment} covers",
                        statement=key,
                        period=period,
                        adjustment=adjustment.id,
                    )
                )


def _named_cells(project: Project) -> Iterator[FigureKey]:
    """Yield every cell that is referred to other than by figures as reported."""
    for statement in project.statements:
        yield from statement.unknown
    for adjustment in project.adjustments:
        yield from adjustment.effects
        yield from adjustment.unknown
    for figure in project.source_figures:
        yield figure.line, figure.period


def _refuse_strange_conclusions(project: Project) -> None:
    for (kind, period), considered in project.completeness.items():
        if period not in project.periods:
            raise Damage(
                phrase(
                    "{kind} is concluded for the period {period}, which is missing from table period",
                    kind=kind,
                    period=period,
                )
            )
        is_below = considered.conclusion is Conclusion.BELOW_THRESHOLD
        if is_below and considered.amount is None:
            raise Damage(
                phrase("{kind} is below the threshold in {period} without an amount", kind=kind, period=period)
            )
        if considered.amount is not None and not is_below:
            raise Damage(
                phrase("{kind} has an amount in {period} without being below the threshold", kind=kind, period=period)
            )


def _refuse_strange_comparatives(project: Project) -> None:
    """Raise Damage for a comparative that is no column of its statement, or a scenario of what is no difference."""
    for key, period in project.comparatives:
        if period not in project.statement_by_id[key].column_of:
            raise Damage(
                phrase("{statement} has no period {period}, which is a comparative", statement=key, period=period)
            )
    for name, switches in project.scenarios.items():
        if unknown := sorted(switches - project.adjustment_by_id.keys()):
            raise Damage(phrase("scenario {name} switches {id}, which is missing", name=name, id=unknown[0]))


def _refuse_strange_reviews(project: Project) -> None:
    """Raise Damage for a sign without meaning, what is about what a reviewer left, or a share of itself."""
    for tick in project.ticks.values():
        if tick.sign not in STANDARD_TICKS and tick.sign not in project.own_signs:
            raise Damage(phrase("tick {id} has the sign {sign}, which means nothing", id=tick.id, sign=tick.sign))
    remarks = (project.ticks, project.cross_references, project.open_items, project.comments, project.evidence)
    for remark in (remark for kind in remarks for remark in kind.values()):
        if isinstance(remark.subject, WITHOUT_REMARKS):
            raise Damage(phrase("{id} is about {subject}", id=remark.id, subject=remark.subject.key))
    if isinstance(project.thresholds.get(ThresholdKind.OVERALL), ShareOfOverall):
        raise Damage(phrase("the overall threshold is a share of itself"))
    for kind, written in project.texts.items():
        if written.is_left_out and written.text:
            raise Damage(phrase("the text {kind} is left out and has words", kind=kind.value))


def _refuse_too_much_to_add(project: Project, statement_of: dict[LineId, Statement]) -> None:
    cells = {statement.id: len(statement.lines) * len(statement.periods) for statement in project.statements}
    adjustments_with_entries: Counter[StatementId] = Counter()
    for adjustment in project.adjustments:
        adjustments_with_entries.update({statement_of[line].id for line, _ in adjustment.effects})
    additions = CELLS_PER_STEP * len(project.statements) * len(project.adjustments)
    for statement in project.statements:
        additions += adjustments_with_entries[statement.id] * (
            cells[statement.id] + CELLS_PER_STEP * len(statement.totals)
        )
    are_too_many = len(project.periods) > MOST_PERIODS or len(project.adjustments) > MOST_ADJUSTMENTS
    if are_too_many or sum(cells.values()) > MOST_CELLS or additions > MOST_ADDITIONS:
        raise Damage(phrase("it has more lines, periods and differences than any company publishes"))


def _compile(statement: Statement) -> Structure:
    try:
        return compile_structure(statement)
    except CircularTotal:
        raise Damage(phrase("a total of {statement} is a part of itself", statement=statement.id)) from None


def _refuse_endless_parts(statement: Statement) -> None:
    levels: Counter[LineId] = Counter()
    numbers_of_parts: Counter[LineId] = Counter()
    for line in statement.graph.parts_before_totals:
        if statement.graph.is_total(line):
            parts = [part for part, _ in statement.graph.parts(line)]
            levels[line] = 1 + max((levels[part] for part in parts), default=0)
            numbers_of_parts[line] = len(parts) + sum(numbers_of_parts[part] for part in parts)
            if levels[line] > MOST_LEVELS or numbers_of_parts[line] > MOST_PARTS:
                raise Damage(phrase("{line} has more nested parts than any total can have", line=line))


def _refuse_finer_amounts(project: Project, decimals: dict[LineId, int]) -> None:
    """Raise Damage for an amount finer than the lines connected with its own by totals."""
    for line, amount in _named_amounts(project):
        if not has_at_most(amount, decimals[line]):
            raise Damage(
                phrase_of_count(
                    "an amount of {line} has more than {count} decimal",
                    "an amount of {line} has more than {count} decimals",
                    decimals[line],
                    line=line,
                )
            )


def _named_amounts(project: Project) -> Iterator[tuple[LineId, Decimal]]:
    for statement in project.statements:
        for line, row in statement.figures.items():
            yield from ((line, amount) for amount in row if amount is not None)
    for adjustment in project.adjustments:
        yield from ((leg.line, leg.amount) for entry in adjustment.entries.values() for leg in entry.legs)
