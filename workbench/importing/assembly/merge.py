"""Merges the tables of one statement into one list of rows, in the order of the most complete table."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from rapidfuzz import fuzz

from workbench.amount_text import SHARE_BEHIND
from workbench.domain.amounts import EXACT, TOO_LARGE, cut_to_decimals, has_at_most
from workbench.domain.facts import Told, fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Concept, LineUnit
from workbench.importing.assembly.sections import Caption, sections
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.concepts import concept_in_any_statement
from workbench.importing.language.vocabulary import (
    AS_PERCENTAGES,
    COSTS,
    IN_PERCENT,
    RATE,
    differ_by_number,
    normalise,
    spell_out,
    spellings,
    unit_of,
)
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.detected import Tabular
from workbench.importing.sheets.readings import Reading
from workbench.importing.sheets.tables import TableRow
from workbench.workbooks import CellKind

SAME_CAPTION = 95.0
"""The least similarity (0 to 100) of two spellings of a caption: ``Income taxes expense``, ``Income tax expense``."""
SYNONYM = 90.0
"""The similarity of two names of one concept in the catalogue: they may be one line, if the figures agree."""
A_POINT = Decimal("0.01")
"""The value of one percentage point, for percentages written without their sign."""
ALIKE = 70.0
"""The least similarity at which two captions may be one line, if the figures agree."""


class CellFigure(NamedTuple):
    """One figure as a cell of a table states it, not yet tied to a line.

    ``amount``: in the project's scale and the line's displayed sign; None if it is unknown. ``is_primary``: of a
    table that is not a reconciliation. ``is_debit_less_credit``: signed as debit less credit, as in a journal, until it
    is known which side the line is on. ``cut_off``: what cutting decimals took off; ``slack``: then half the last
    digit kept.
    """

    period: Period
    role: FigureRole
    adjustment_or_currency: str
    amount: Decimal | None
    reading: Reading
    file: str
    sheet: str
    is_primary: bool
    is_debit_less_credit: bool = False
    slack: Decimal = Decimal(0)
    cut_off: Decimal = Decimal(0)

    @property
    def adjustment(self) -> AdjustmentId:
        """The adjustment of an effect or entry; nothing else has one: ``role.is_of_an_adjustment``."""
        return AdjustmentId(self.adjustment_or_currency)

    @property
    def place(self) -> tuple[str, str, int]:
        """The file, the sheet and the row that it was read from."""
        return self.file, self.sheet, self.reading.cell.row

    @property
    def ref(self) -> CellRef:
        return CellRef(self.file, self.sheet, self.reading.cell.ref)

    def with_decimals(self, decimals: int) -> "CellFigure":
        """Return this figure with at most this many decimals; itself if it has no more."""
        if self.amount is None or has_at_most(self.amount, decimals):
            return self
        shorter = cut_to_decimals(self.amount + self.cut_off, decimals)  # rounding twice may round wrongly
        return self._replace(amount=shorter.amount, slack=shorter.slack, cut_off=shorter.cut)

    def with_other_sign(self) -> "CellFigure":
        """Return this figure with the opposite sign."""
        return self._replace(amount=None if self.amount is None else -self.amount, cut_off=-self.cut_off)


@dataclass
class MergedRow:
    """One line of the merged statement, with everything that the tables state of it."""

    captions: list[str]
    is_heading: bool
    bold: bool
    indent: int
    section: tuple[str, ...] = ()
    figures: list[CellFigure] = field(default_factory=list)
    section_in_list: str = ""
    """The name in a list of entries for the section of the statement that it is in."""
    printed_for: set[PeriodId] = field(default_factory=set)
    """The periods for which a table prints the line, even if blank."""
    draft: Told = ""
    """How its sheet conceals it, ``hidden`` or ``struck out``; "" if another table shows it."""
    target_caption: str = ""
    """What the target framework calls the line, where a reconciliation has a second column of captions."""
    is_percent: bool = False
    """Whether a table shows its figures with a % sign, or as fractions of what it calls a rate."""
    reported_amounts: dict[PeriodId, Decimal | None] = field(default_factory=dict)
    """The amounts that its tables state as reported; kept up to date while tables are folded, for there may be many."""

    @property
    def caption(self) -> str:
        return self.captions[0]

    @property
    def is_in_primary(self) -> bool:
        """True if a table that is not a reconciliation prints the line."""
        return any(figure.is_primary for figure in self.figures)

    @property
    def is_known_by_entries(self) -> bool:
        """True if no table prints the line: only entries name it."""
        return bool(self.figures) and all(figure.role is FigureRole.ENTRY for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision made when tables were combined: what was decided, on which evidence, and the cell it is about.

    ``subject`` was read as ``outcome``. ``is_doubtful``: the evidence is so thin that the user is warned.
    """

    subject: Told
    taken_for: Told
    evidence: Told
    where: CellRef | None = None
    alternatives: tuple[Told, ...] = ()
    is_doubtful: bool = False
    stage: InferenceStage = InferenceStage.LINE


@dataclass
class MergedStatement:
    """The rows of one statement, and what was decided while they were merged."""

    rows: list[MergedRow] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def merge(tables: Iterable[Tabular], scale: int, share_scale: int) -> MergedStatement:
    """Return the rows of one statement from all its tables, the most complete first.

    Rows are aligned in order by matching captions and shared figures; a row without a partner is inserted before the
    next one that has one. Rows whose captions agree are merged even if their figures differ: checks report that.
    ``scale``: the project's, to which amounts of tables in other scales are converted exactly; ``share_scale``: the
    statement's, for share counts.
    """
    merged = MergedStatement()
    joined_tables = _join_cut_tables(tables)
    for table in sorted(joined_tables, key=_precedence):
        new_rows = _rows_of(table, scale, share_scale)
        if len(joined_tables) > 1:
            for row in new_rows:
                row.reported_amounts = _reported_amounts(row)
        merged.rows = _fold_rows(merged.rows, new_rows, merged.decisions) if merged.rows else new_rows
    set_sections(merged.rows)
    return merged


def _precedence(table: Tabular) -> tuple[bool, bool, int]:
    """Published statements come first, hidden sheets last; among equals, the one with more rows."""
    return table.sheet.state != "visible", table.is_reconciliation, -len(table.rows)


def _join_cut_tables(tables: Iterable[Tabular]) -> list[Tabular]:
    """Return the tables, rejoining those divided by a page break or a repeated heading."""
    joined_tables: list[Tabular] = []
    for table in tables:
        table_before = joined_tables[-1] if joined_tables else None
        if table_before is not None and _continues(table_before, table):
            index_by_key = {_column_key(column): column.index for column in table_before.columns}
            new_index = {column.index: index_by_key[_column_key(column)] for column in table.columns}
            rows = tuple(
                replace(row, readings={new_index[index]: reading for index, reading in row.readings.items()})
                for row in table.rows
            )
            joined_tables[-1] = replace(table_before, rows=(*table_before.rows, *rows))
        else:
            joined_tables.append(table)
    return joined_tables


def _column_key(column: Column) -> tuple[FigureRole, str, PeriodId]:
    return column.role, column.adjustment_or_currency, column.period.id


def _continues(table_before: Tabular, table: Tabular) -> bool:
    same_place = (table_before.file, table_before.sheet.name) == (table.file, table.sheet.name)
    same_columns = sorted(map(_column_key, table_before.columns)) == sorted(map(_column_key, table.columns))
    if not (same_place and same_columns and table_before.scale == table.scale):
        return False
    captions_before = [normalise(row.caption) for row in table_before.rows if row.readings]
    captions = [normalise(row.caption) for row in table.rows if row.readings]
    times_repeated = sum(name in captions_before for name in captions)
    return len(captions) > 1 and times_repeated <= FEW * len(captions) and captions[0] != captions_before[0]


def set_sections(rows: list[MergedRow]) -> None:
    """Set the section of each row: the headings above it, outermost first."""
    sections_of_rows = sections([Caption(row.caption, row.is_heading, row.indent) for row in rows])
    for row, section in zip(rows, sections_of_rows, strict=True):
        row.section = section


def figure_of(reading: Reading, most_decimals: int, factor: Decimal) -> tuple[Decimal | None, Decimal, Decimal]:
    """Return a cell's amount with at most this many decimals, times ``factor``; its slack; and what was cut.

    The first is None if the cell states no known amount, or one too large to be known to its last digit.
    """
    amount = reading.amount
    if amount is None or abs(amount) >= TOO_LARGE or (factor != 1 and abs(amount * factor) >= TOO_LARGE):
        return None, EXACT, EXACT
    if factor == 1 and has_at_most(amount, most_decimals):
        return amount, reading.slack, EXACT
    figure = cut_to_decimals(amount, most_decimals)
    return figure.amount * factor, (figure.slack or reading.slack) * factor, figure.cut * factor


def _factor(column: Column, table: Tabular, unit: LineUnit, scale: int, share_scale: int) -> Decimal:
    """Return the factor that converts money to the project's scale, and share counts to the statement's; else 1."""
    if unit is LineUnit.MONEY:
        return Decimal(table.corrected_scale or column.scale or table.scale or scale) / scale
    return Decimal(table.share_scale or share_scale) / share_scale if unit is LineUnit.SHARES else Decimal(1)


def _rows_of(table: Tabular, scale: int, share_scale: int) -> list[MergedRow]:
    columns = {column.index: column for column in table.columns}
    periods = {column.period.id for column in table.columns}
    rows = [
        MergedRow(
            [table_row.caption],
            table_row.is_heading,
            table_row.bold,
            table_row.indent,
            printed_for=set(periods),
            draft=table_row.draft,
            target_caption=_target_caption(table, table_row),
        )
        for table_row in table.rows
    ]
    set_sections(rows)
    called_percent = [_says_percent(row.caption, row.section) for row in rows]
    are_points = _states_points(
        table_row for table_row, is_called_percent in zip(table.rows, called_percent, strict=True) if is_called_percent
    )
    factors_of: dict[LineUnit, dict[int, Decimal]] = {}
    file, sheet, is_primary = table.file, table.sheet.name, not table.is_reconciliation
    for row, table_row, is_called_percent in zip(rows, table.rows, called_percent, strict=True):
        row.is_percent = bool(table_row.readings) and (
            is_called_percent or is_rate_or_percentage(row.caption, table_row.readings.values())
        )
        unit = unit_of(row.caption, row.section, row.is_percent)
        most_decimals = unit.most_decimals
        if unit not in factors_of:
            factors_of[unit] = {
                index: _factor(column, table, unit, scale, share_scale) for index, column in columns.items()
            }
        factors = factors_of[unit]
        is_in_points = are_points and is_called_percent
        for index, reading in table_row.readings.items():
            column = columns[index]
            factor = A_POINT if is_in_points and not shows_percent_sign(reading) else factors[index]
            amount, slack, cut = figure_of(reading, most_decimals, factor)
            row.figures.append(
                CellFigure(
                    column.period,
                    column.role,
                    column.adjustment_or_currency,
                    amount,
                    reading,
                    file,
                    sheet,
                    is_primary,
                    slack=slack,
                    cut_off=cut,
                )
            )
    return rows


def _target_caption(table: Tabular, row: TableRow) -> str:
    """Return what the target calls a line; "" where that is its caption, unless only the target has the line."""
    is_only_of_target = row.caption_cell is None
    is_other = is_only_of_target or row.other_caption != row.caption
    return row.other_caption if table.is_reconciliation and is_other else ""


def is_rate_or_percentage(caption: str, readings: Iterable[Reading]) -> bool:
    """True if a line's cells show a % sign, or hold what it calls a rate as a fraction."""
    readings = tuple(readings)
    if any(map(shows_percent_sign, readings)):
        return True
    amounts = [abs(reading.amount) for reading in readings if reading.amount] if RATE.search(caption) else []
    return bool(amounts) and max(amounts) <= 1


def _says_percent(caption: str, section: Sequence[str]) -> bool:
    return bool(IN_PERCENT.search(spell_out(caption))) or any(map(AS_PERCENTAGES.search, section[-1:]))


def _states_points(rows: Iterable[TableRow]) -> bool:
    """True if most lines that are called percentages state 40.2 for 40.2 %, and not 0.402."""
    amounts = [
        [abs(reading.amount) for reading in row.readings.values() if reading.amount and not shows_percent_sign(reading)]
        for row in rows
    ]
    votes = [median(of_line) > 1 for of_line in amounts if of_line]
    return any(votes) and sum(votes) * 2 >= len(votes)


def shows_percent_sign(reading: Reading) -> bool:
    """True if a cell shows a % sign, by its format or in its text."""
    cell = reading.cell
    if cell.kind is CellKind.TEXT and SHARE_BEHIND.sub("", cell.text.strip()).rstrip(") ").endswith("%"):
        return True
    return "%" in cell.style.number_format


def _fold_rows(base: list[MergedRow], new_rows: list[MergedRow], decisions: list[Decision]) -> list[MergedRow]:
    partner_of = align_rows(base, new_rows)
    _turn_signs(base, new_rows, partner_of, decisions)
    waiting: list[MergedRow] = []
    rows_before: dict[int, list[MergedRow]] = {}
    for index, row in enumerate(new_rows):
        partner = partner_of.get(index)
        if partner is None:
            waiting.append(row)
            continue
        rows_before[partner], waiting = waiting, []
        base_row = base[partner]
        _record_spelling(base_row, row, decisions)
        base_row.captions += [caption for caption in row.captions if caption not in base_row.captions]
        base_row.bold = base_row.bold or row.bold
        base_row.figures += row.figures
        base_row.is_percent |= row.is_percent
        base_row.printed_for |= row.printed_for
        base_row.draft = base_row.draft and row.draft
        base_row.reported_amounts |= row.reported_amounts
    folded_rows: list[MergedRow] = []
    for index, row in enumerate(base):
        folded_rows += [*rows_before.get(index, ()), row]
    return folded_rows + waiting


def _record_spelling(base_row: MergedRow, row: MergedRow, decisions: list[Decision]) -> None:
    if row.figures and normalise(row.caption) not in {normalise(caption) for caption in base_row.captions}:
        base_amounts, amounts = base_row.reported_amounts, row.reported_amounts
        periods_agreeing = sum(base_amounts[period] == amounts[period] for period in amounts if period in base_amounts)
        evidence = (
            fact("figures-agree", periods=periods_agreeing) if periods_agreeing else fact("captions-alike-in-order")
        )
        decisions.append(Decision(row.caption, fact("the-line", line=base_row.caption), evidence, row.figures[0].ref))


FEW = 0.4
"""The largest share of captions that a table continuing another may repeat from it."""
ENOUGH_TURNED = 2
"""In this many rows, figures of the opposite sign are a convention, not a slip."""


def _turn_signs(
    base: list[MergedRow], new_rows: list[MergedRow], partner_of: dict[int, int], decisions: list[Decision]
) -> None:
    """Reverse the signs of a table that prints costs with the opposite sign to the statement it is merged into.

    A single row with the opposite sign is a slip, left for the checks to find.
    """
    rows_turned, rows_kept = [], []
    for index, partner in partner_of.items():
        base_amounts, amounts = base[partner].reported_amounts, new_rows[index].reported_amounts
        shared_periods = [period for period in amounts if amounts[period] and base_amounts.get(period)]
        if shared_periods and all(base_amounts[period] == -(amounts[period] or 0) for period in shared_periods):
            rows_turned.append(index)
        elif shared_periods and all(base_amounts[period] == amounts[period] for period in shared_periods):
            rows_kept.append(index)
    if len(rows_turned) < ENOUGH_TURNED:
        return
    if not any(COSTS.search(new_rows[index].caption) for index in rows_kept):
        aligned_rows = set(partner_of)
        rows_turned += [
            index
            for index, row in enumerate(new_rows)
            if index not in aligned_rows and row.figures and COSTS.search(row.caption)
        ]
    for index in rows_turned:
        row = new_rows[index]
        row.figures = [figure.with_other_sign() for figure in row.figures]
        row.reported_amounts = _reported_amounts(row)
    first_row = new_rows[rows_turned[0]]
    first_figure = first_row.figures[0]
    evidence = fact("rows-of-other-sign", rows=len(rows_turned), line=first_row.caption)
    subject, outcome = fact("signs-of-sheet", sheet=first_figure.sheet), fact("signs-turned")
    decisions.append(Decision(subject, outcome, evidence, first_figure.ref, stage=InferenceStage.SIGN))


def _reported_amounts(row: MergedRow) -> dict[PeriodId, Decimal | None]:
    return {figure.period.id: figure.amount for figure in row.figures if figure.role is FigureRole.AS_REPORTED}


def align_rows(base: list[MergedRow], new_rows: list[MergedRow]) -> dict[int, int]:
    """Return for each row of ``new_rows`` its partner in ``base``: the best alignment that keeps both orders.

    Rows whose caption is unique in both, in the same order, are partners for certain; between them the best is found.
    """
    likeness = _Likeness(base, new_rows)
    partner_of: dict[int, int] = {}
    next_base = next_new = 0
    for base_anchor, new_anchor in [*_anchors(base, new_rows, likeness), (len(base), len(new_rows))]:
        partner_of |= _best_alignment(range(next_base, base_anchor), range(next_new, new_anchor), likeness)
        if new_anchor < len(new_rows):
            partner_of[new_anchor] = base_anchor
        next_base, next_new = base_anchor + 1, new_anchor + 1
    return partner_of


def _anchors(base: list[MergedRow], new_rows: list[MergedRow], likeness: "_Likeness") -> list[tuple[int, int]]:
    """Return the longest series of pairs, ascending on both sides, whose caption occurs once on each side."""
    indexes_by_name: list[dict[tuple[str, bool], list[int]]] = [{}, {}]
    for indexes, rows in zip(indexes_by_name, (base, new_rows), strict=True):
        for index, row in enumerate(rows):
            for name in {normalise(caption) for caption in row.captions if caption}:
                indexes.setdefault((name, row.is_heading), []).append(index)
    pairs = sorted(
        (base_indexes[0], indexes_by_name[1][name][0])
        for name, base_indexes in indexes_by_name[0].items()
        if len(base_indexes) == 1 and len(indexes_by_name[1].get(name, ())) == 1
    )
    return [pair for pair in _longest_ascending(pairs) if likeness.of(*pair) > 0]


def _longest_ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of ``pairs`` in which both numbers ascend (patience sorting)."""
    ends: list[int] = []
    piles: list[int] = []
    pair_before: list[int | None] = []
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(ends, second)
        pair_before.append(piles[pile - 1] if pile else None)
        ends[pile : pile + 1] = [second]
        piles[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    place = piles[-1] if piles else None
    while place is not None:
        if not chain or pairs[place][0] < chain[-1][0]:
            chain.append(pairs[place])
        place = pair_before[place]
    return chain[::-1]


def _best_alignment(base_range: range, new_range: range, likeness: "_Likeness") -> dict[int, int]:
    """Return the partner in ``base_range`` of each row of ``new_range``, with the greatest sum of likeness."""
    best = [[0.0] * (len(new_range) + 1) for _ in range(len(base_range) + 1)]
    for row in range(len(base_range) - 1, -1, -1):
        for column in range(len(new_range) - 1, -1, -1):
            skip = max(best[row + 1][column], best[row][column + 1])
            score = likeness.of(base_range[row], new_range[column])
            best[row][column] = max(skip, score + best[row + 1][column + 1]) if score > 0 else skip
    partner_of: dict[int, int] = {}
    row = column = 0
    while row < len(base_range) and column < len(new_range):
        score = likeness.of(base_range[row], new_range[column])
        if score > 0 and best[row][column] == score + best[row + 1][column + 1]:
            partner_of[new_range[column]] = base_range[row]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return partner_of


def _text_similarity(name: str, other_name: str) -> float:
    """Return the similarity of two names, 0 to 100; 0 if a word distinguishes them."""
    return 0.0 if differ_by_number(name, other_name) else float(fuzz.ratio(name, other_name))


class _Likeness:
    """The weight of evidence that two rows are one line; at 0 or less they are not."""

    def __init__(self, base: list[MergedRow], new_rows: list[MergedRow]) -> None:
        self._base, self._new_rows = base, new_rows
        captions = {caption for row in (*base, *new_rows) for caption in row.captions}
        self._names = {caption: tuple(normalise(spelling) for spelling in spellings(caption)) for caption in captions}
        self._score_cache: dict[tuple[int, int], float] = {}
        self._concepts: dict[str, Concept | None] = {}

    def of(self, base_index: int, new_index: int) -> float:
        if (base_index, new_index) not in self._score_cache:
            self._score_cache[base_index, new_index] = self._compute_score(base_index, new_index)
        return self._score_cache[base_index, new_index]

    def _compute_score(self, base_index: int, new_index: int) -> float:
        base_row, new_row = self._base[base_index], self._new_rows[new_index]
        if base_row.is_heading != new_row.is_heading:
            return 0.0
        similarity = max(
            self._similarity(caption, new_caption) for caption in base_row.captions for new_caption in new_row.captions
        )
        if similarity < ALIKE:
            return 0.0
        section_score = self._section_score(base_row, new_row)
        if base_row.is_heading:
            return 3.0 + section_score if similarity >= SAME_CAPTION else 0.0
        base_amounts, amounts = base_row.reported_amounts, new_row.reported_amounts
        shared_periods = [period for period in amounts if period in base_amounts]
        periods_agreeing = sum(base_amounts[period] == amounts[period] for period in shared_periods)
        if shared_periods and not periods_agreeing:
            periods_turned = sum(
                bool(base_amounts[period]) and base_amounts[period] == -(amounts[period] or 0)
                for period in shared_periods
            )
            periods_agreeing = periods_turned if periods_turned == len(shared_periods) else 0
        if similarity >= SAME_CAPTION:
            return max(4.0 + 2.0 * periods_agreeing - (len(shared_periods) - periods_agreeing) + section_score, 0.5)
        if shared_periods and periods_agreeing == len(shared_periods):
            return 3.0 + periods_agreeing + section_score
        return 0.0

    def _similarity(self, caption: str, other_caption: str) -> float:
        names, other_names = self._names[caption], self._names[other_caption]
        if names[0] == other_names[0]:
            return 100.0
        if not names[0] or not other_names[0]:
            return 0.0
        concept = catalogue_line_of(caption)
        is_same_concept = concept is not None and concept == catalogue_line_of(other_caption)
        if not is_same_concept:
            own_concept = self._concept(caption)
            is_same_concept = own_concept is not None and own_concept == self._concept(other_caption)
        return max(
            SYNONYM if is_same_concept else 0.0,
            *(_text_similarity(name, other_name) for name in names for other_name in other_names),
        )

    def _concept(self, caption: str) -> Concept | None:
        if caption not in self._concepts:
            self._concepts[caption] = concept_in_any_statement(caption)
        return self._concepts[caption]

    def _section_score(self, row: MergedRow, other_row: MergedRow) -> float:
        if not row.section or not other_row.section:
            return 0.0
        return 1.0 if normalise(row.section[-1]) == normalise(other_row.section[-1]) else -1.0
