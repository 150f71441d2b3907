"""The figures of a statement sheet: effects and figures as reported that were changed, and formulas typed over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial

from workbench.commands.figures import FIGURE, TOTAL
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineRole
from workbench.domain.subjects import FigureSubject
from workbench.domain.trail import Alteration
from workbench.merging import Answer, Change
from workbench.returning.cell_values import is_same, number_in, number_of, text_of
from workbench.returning.collected import Changes, Collected
from workbench.returning.found_rows import FoundSheet
from workbench.returning.overwritten import Overwritten, ResultOf, SheetFormulas, typed_numbers
from workbench.returning.own_map import MappedColumn, MappedRow, OwnMap
from workbench.returning.said_texts import add_text
from workbench.returning.unexplained import unexplained_effect, unexplained_part
from workbench.typed_amounts import NotAnAmount, parse_typed_amount
from workbench.workbooks import CellKind

ZERO = Decimal(0)
EffectKey = tuple[AdjustmentId, LineId, PeriodId]
ROLES = (FigureRole.AS_REPORTED, FigureRole.ADJUSTMENT, FigureRole.RESULT, FigureRole.TRANSLATION)
NOT_CERTAIN = fact("returned-row-doubtful")


@dataclass(frozen=True, slots=True)
class ChangedAmount:
    """An amount that stood at export as ``old`` and is ``new`` in the file.

    ``is_doubtful``: its row may be another. ``statement``: the one whose sheet shows it.
    """

    old: Decimal | None
    new: Decimal | None
    place: str
    is_doubtful: bool = False
    statement: StatementId | None = None


@dataclass
class ChangedEffects:
    """The effects that are otherwise on statement sheets; ``unallocated``: those of totals that no part explains."""

    effects: dict[EffectKey, ChangedAmount] = field(default_factory=dict)
    unallocated: dict[EffectKey, ChangedAmount] = field(default_factory=dict)


class FigureReader:
    """Reads the figures of one sheet. ``switches``: as set in the file; ``calculated``: for lack of results."""

    def __init__(
        self,
        collected: Collected,
        own: OwnMap,
        found: FoundSheet,
        switches: Mapping[AdjustmentId, bool],
        calculated: ResultOf,
        *,
        is_values_only: bool,
    ) -> None:
        self._collected = collected
        self._found = found
        self._calculated = calculated
        self._is_values_only = is_values_only
        self._typed_texts: dict[tuple[int, int], Decimal] = {}
        self._formulas_with = partial(SheetFormulas, own, found, switches)

    @cached_property
    def _formulas(self) -> SheetFormulas:
        """The formulas over the constants, which are read before."""
        return self._formulas_with(self._typed_texts)

    def read(self, changed: ChangedEffects) -> None:
        """Propose what was changed; effects go into ``changed``, since the list of entries has them, too."""
        for row in self._found.rows_found:
            for column, mapped in self._found.mapped.columns.items():
                if mapped.role in ROLES and column in self._found.column_of and column not in row.formulas:
                    self._read_constant(row, mapped, changed)
        candidates = typed_numbers(self._found, self._calculated, is_values_only=self._is_values_only)
        candidates |= self._read_texts_over_formulas()
        self._say_what_was_cleared()
        if self._is_values_only and self._typed_texts:  # a program may have calculated without them
            unmoved = self._formulas_with({})
            candidates = {cell: number for cell, number in candidates.items() if unmoved.value(*cell) != number}
        if not candidates:
            return
        followed = self._inserted_figures()
        for (row_number, column), overwritten in self._formulas.overwritten(candidates).items():
            moved = overwritten.typed - (overwritten.expected or ZERO)
            if self._is_values_only and moved in followed.get(column, ()):
                continue  # the total of a row that was inserted among its parts
            self._ask_about(self._found.mapped.row_at[row_number], column, overwritten)

    # ---- constants

    def _read_constant(self, row: MappedRow, mapped: MappedColumn, changed: ChangedEffects) -> None:
        old, cell = row.values.get(mapped.column), self._found.cell(row.row, mapped.column)
        if is_same(old, cell):
            return
        place = self._found.place(row.row, mapped.column)
        new, was = number_of(cell), number_in(old)
        if cell is not None and new is None:
            text = text_of(cell)
            if cell.kind is CellKind.NO_RESULT:
                new = self._calculated(self._found.sheet.name, cell)
                if new is None:
                    self._collected.say(fact("returned-no-result", place=place))
                    return
            if text:
                line = self._line(row)
                new = typed_amount(text, line, self._collected.project.scale) if line else None
                if new is None:
                    add_text(self._collected, self._subject(row, mapped), text, place)
                    return
                self._typed_texts[row.row, mapped.column] = new
        if not was and not new and mapped.role == FigureRole.ADJUSTMENT:
            return  # a nil effect that was cleared
        amount = ChangedAmount(was, new, place, row.row in self._found.doubtful, self._found.mapped.statement)
        if row.kind == "remainder":
            self._take_remainder(row, mapped, amount, changed)
        elif mapped.role == FigureRole.ADJUSTMENT:
            key = AdjustmentId(mapped.adjustment_or_currency), row.line, mapped.period
            changed.effects[key] = replace(amount, new=new or ZERO)
        elif mapped.role == FigureRole.AS_REPORTED:
            self._take_figure(row, mapped, amount)
        elif mapped.role == FigureRole.TRANSLATION:
            self._refuse(row, mapped, amount, fact("returned-translation"))
        elif new is not None:
            self._ask_about(row, mapped.column, Overwritten(new, None))

    def _take_figure(self, row: MappedRow, mapped: MappedColumn, amount: ChangedAmount) -> None:
        subject, line = self._subject(row, mapped), self._line(row)
        why = NOT_CERTAIN if amount.is_doubtful else None
        if line is not None and self._is_total(row.line):
            self._restate(row, mapped, amount.old, amount.new, amount.place, fact("returned-total-typed"))
        elif row.kind == "heading" or (line is not None and line.role is LineRole.HEADING):
            self._refuse(row, mapped, amount, fact("returned-on-heading"))
        else:
            self._collected.take_alteration(subject, FIGURE, amount.old, amount.new, amount.place, why=why)

    def _take_remainder(
        self, row: MappedRow, mapped: MappedColumn, amount: ChangedAmount, changed: ChangedEffects
    ) -> None:
        """Take another remainder of a total: as reported, the total is another one; as an effect, it is unallocated."""
        if mapped.role == FigureRole.ADJUSTMENT:
            key = AdjustmentId(mapped.adjustment_or_currency), row.line, mapped.period
            changed.unallocated[key] = replace(amount, new=amount.new or ZERO)
            return
        total = self._found.mapped_row_of_line(row.line)
        known = self._formulas.value(total.row, mapped.column) if total else None
        if known is not None and total is not None and mapped.role == FigureRole.AS_REPORTED:
            old = number_in(total.values.get(mapped.column))
            self._restate(row, mapped, old, known, amount.place, fact("returned-remainder"))
        else:
            self._refuse(row, mapped, amount, fact("returned-remainder"))

    def _restate(
        self,
        row: MappedRow,
        mapped: MappedColumn,
        old: Decimal | None,
        new: Decimal | None,
        place: str,
        why: Fact,
    ) -> None:
        """Ask whether a total as reported is restated."""
        subject = self._subject(row, replace(mapped, role=FigureRole.AS_REPORTED.value))
        alteration = Alteration(subject, TOTAL, self._collected.name_of(subject), old, new)
        changes: Changes = {Answer.RESTATE: (alteration,)} if new is not None else {}
        self._collected.take_alteration(subject, TOTAL, old, new, place, why=why, changes=changes)

    def _refuse(self, row: MappedRow, mapped: MappedColumn, amount: ChangedAmount, why: Fact) -> None:
        subject = self._subject(row, mapped)
        self._collected.add(subject, FIGURE, amount.old, amount.old, amount.new, amount.place, {}, why=why)

    # ---- formulas

    def _read_texts_over_formulas(self) -> dict[tuple[int, int], Decimal]:
        """Return the amounts that were typed as texts over formulas; words over them are proposed as comments."""
        amounts: dict[tuple[int, int], Decimal] = {}
        for row, mapped in self._cells_of_formulas():
            cell, text = self._found.cell(row.row, mapped.column), text_of(self._found.cell(row.row, mapped.column))
            is_other_text = text and number_of(cell) is None and not is_same(row.values[mapped.column], cell)
            if cell is None or cell.formula is not None or not is_other_text:
                continue
            line = self._line(row)
            amount = typed_amount(text, line, self._collected.project.scale) if line else None
            if amount is None:
                add_text(self._collected, self._subject(row, mapped), text, self._found.place(row.row, mapped.column))
            else:
                amounts[row.row, mapped.column] = amount
        return amounts

    def _say_what_was_cleared(self) -> None:
        """Say which formulas that came to something were deleted."""
        without_result = {(row, column) for row, column, _ in self._found.sheet.blank_formulas}
        cleared = [
            self._found.place(row.row, mapped.column).rpartition("!")[2]
            for row, mapped in self._cells_of_formulas()
            if row.values[mapped.column]
            and (self._found.row_of[row.row], self._found.column_of[mapped.column]) not in without_result
            and ((cell := self._found.cell(row.row, mapped.column)) is None or not (cell.formula or text_of(cell)))
        ]
        self._collected.say_cells("returned-formulas-cleared", self._found.sheet.name, cleared)

    def _cells_of_formulas(self) -> Iterator[tuple[MappedRow, MappedColumn]]:
        """Yield where formulas of figures stood, if the file has formulas at all."""
        for row in self._found.rows_found if not self._is_values_only else ():
            for column in row.formulas:
                mapped = self._found.mapped.columns[column]
                if mapped.role in ROLES and column in self._found.column_of:
                    yield row, mapped

    def _ask_about(self, row: MappedRow, column: int, overwritten: Overwritten) -> None:
        """Ask what a figure means that stands in place of a formula."""
        mapped = self._found.mapped.columns[column]
        subject, place = self._subject(row, mapped), self._found.place(row.row, column)
        old, typed, expected = number_in(row.values.get(column)), overwritten.typed, overwritten.expected
        why = fact("returned-formula-replaced", expected=expected) if expected is not None else fact("returned-typed")
        if row.row in self._found.doubtful:
            why = NOT_CERTAIN
        attribute = TOTAL if row.kind == "remainder" or self._is_total(row.line) else FIGURE
        changes = self._answers(row, mapped, typed, typed - (expected or ZERO))
        self._collected.add(subject, attribute, old, self._ours(subject), typed, place, changes, why=why)

    def _answers(self, row: MappedRow, mapped: MappedColumn, typed: Decimal, moved: Decimal) -> Changes:
        """Return what can be made of a figure in place of a formula; ``moved``: by how much it is another one."""
        line, project = self._line(row), self._collected.project
        if line is None or line.unit.is_ratio or not moved or row.kind == "remainder":
            return {}
        is_total = self._is_total(line.id)
        answers: dict[Answer, tuple[Change, ...]] = {}
        as_reported = self._found.mapped.column_with(FigureRole.AS_REPORTED)
        if mapped.role != FigureRole.ADJUSTMENT:
            known = self._formulas.value(row.row, as_reported) if as_reported is not None else None
            restated = typed if mapped.role == FigureRole.AS_REPORTED else None if known is None else known + moved
            if restated is not None:
                subject = FigureSubject(self._found.mapped.statement, line.id, mapped.period, FigureRole.AS_REPORTED)
                attribute, name = TOTAL if is_total else FIGURE, self._collected.name_of(subject)
                present = project.statement_of(line.id).figure(line.id, mapped.period)
                answers[Answer.RESTATE] = (Alteration(subject, attribute, name, present, restated),)
        if mapped.role == FigureRole.AS_REPORTED:
            return answers
        adjustment = AdjustmentId(mapped.adjustment_or_currency) if mapped.role == FigureRole.ADJUSTMENT else None
        place = self._found.place(row.row, mapped.column)
        make = unexplained_part if is_total else unexplained_effect
        answers[Answer.UNEXPLAINED] = make(self._collected, line.id, mapped.period, adjustment, moved, place)
        return answers

    def _ours(self, subject: FigureSubject) -> Decimal | None:
        """Return what the open project shows there now."""
        project = self._collected.project
        statement = project.statement_by_id.get(subject.statement)
        if statement is None or subject.line not in statement.line_by_id or subject.period not in statement.column_of:
            return None
        if subject.role is FigureRole.RESULT:
            return self._collected.results.figure(subject.line, subject.period)
        if subject.role is FigureRole.ADJUSTMENT:
            if subject.adjustment not in project.adjustment_by_id:
                return None
            return self._collected.results.effect(subject.adjustment, subject.line, subject.period)
        return statement.figure(subject.line, subject.period)

    # ---- what rows and columns are about

    def _line(self, row: MappedRow) -> Line | None:
        statement = self._collected.project.statement_by_id.get(self._found.mapped.statement)
        return statement.line_by_id.get(row.line) if statement else None

    def _is_total(self, line: LineId) -> bool:
        statement = self._collected.project.statement_by_id.get(self._found.mapped.statement)
        return statement is not None and line in statement.total_of

    def _subject(self, row: MappedRow, mapped: MappedColumn) -> FigureSubject:
        role = FigureRole(mapped.role)
        return FigureSubject(self._found.mapped.statement, row.line, mapped.period, role, mapped.adjustment_or_currency)

    def _inserted_figures(self) -> dict[int, set[Decimal]]:
        """Return, by column, the figures of rows that were inserted, each, all together, and with both signs."""
        figures: dict[int, set[Decimal]] = {}
        for now, column in self._found.mapped_column_at.items():
            numbers = [
                number for row in self._found.others if (number := number_of(self._found.sheet.at.get((row, now))))
            ]
            figures[column] = {sign * number for number in (*numbers, sum(numbers, ZERO)) for sign in (1, -1)}
        return figures


def typed_amount(text: str, line: Line, scale: int) -> Decimal | None:
    """Return the amount that a text is; None for words."""
    try:
        return parse_typed_amount(text, line, scale)
    except NotAnAmount:
        return None
