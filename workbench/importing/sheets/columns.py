"""What each column of a table states: as reported, a difference, a result, a translation; and for which period."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.chinese import WordPattern, simplify
from workbench.importing.language.frameworks import (
    end_of_change,
    framework_in,
    names_only_a_framework,
)
from workbench.importing.language.period_text import (
    NO_PERIOD_WORDS,
    PeriodDefaults,
    PeriodWords,
    beside_period,
    duration_label,
    is_only_a_period,
    without_period,
    words_in,
    words_of,
)
from workbench.importing.language.vocabulary import (
    NOTE_COLUMN,
    OWN_MEASURE,
    is_unit_line,
    resolve_currency,
    scale_in,
    without_note,
)
from workbench.importing.sheets.casts import (
    ENOUGH_ROWS,
    ReconciliationColumns,
    amount_in,
    count_casts,
    count_casts_without_each,
)
from workbench.importing.sheets.headings import (
    Headings,
    currencies_above,
    is_named_sum,
    is_remark,
    is_translation,
    lowest_name,
    not_understood,
    says_reported,
    states_no_report,
)
from workbench.importing.sheets.lengths import NONE_CONCLUDED, conclude_lengths
from workbench.importing.sheets.relative_periods import with_months_of_years, with_relative_periods
from workbench.importing.sheets.tables import TableRow

INSTANT_KINDS = frozenset((StatementKind.FINANCIAL_POSITION, StatementKind.EQUITY_BRIDGE))
PREVIOUSLY = re.compile(r"previously|originally|before (adjust|restate)|(重述|调整)前", re.IGNORECASE)
WHOLE_OF_BREAKDOWN = re.compile(
    r"^(total|consolidated|(?:the )?group(?: total| figures)?$|"
    r"(?:statutory|reported)(?: (?:basis|measures?|results?))?$|"
    r"as reported|(?:amounts?|balances?|values?|金额|余额)$|合计|总计|合并|综合(?:数|报表)?$|本?集团)",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"[(\[](?:\d{1,2}|[a-z]{1,2}|[ivx]{1,4})[)\]]", re.IGNORECASE)
"""What refers a heading to a note."""
MEASURES = re.compile(r"\bmeasures?\b", re.IGNORECASE)
THE_COMPANY = re.compile(
    r"^\W*(?:the )?(?:company|parent|bank)\b|^\W*(?:本?公司|母公司|本行|本银行)\W*$", re.IGNORECASE
)
"""What heads the figures of a company without its subsidiaries."""
NAMES_NO_DIFFERENCE = WordPattern(
    r"^\W*(?:(?:total|net|overall|gaap) )*(?:differences?|variances?|adjustments?|effects?|changes?)\W*$|"
    r"^(?:差异|调整)$"
)
"""What heads a column that adds up the others, or the only one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures.

    ``index``: the sheet's column; in a bridge, where one column states several things, a number of its own.
    ``adjustment_or_currency``: the adjustment's name, or the currency of a translation; else "".
    """

    index: int
    role: FigureRole
    adjustment_or_currency: str
    period: Period
    headings: tuple[str, ...]
    currency: str = ""

    @property
    def adjustment(self) -> AdjustmentId:
        """Whose effects it states, once names have given way to ids: ``with_adjustment_ids``."""
        return AdjustmentId(self.adjustment_or_currency)

    @property
    def scale(self) -> int | None:
        """The scale of money that its own headings name; None where they name none."""
        texts = map(without_period, reversed(self.headings))
        return next((scale for text in texts if is_unit_line(text) and (scale := scale_in(text))), None)


class LeftOut(StrEnum):
    """Why the figures of a column are not imported."""

    NO_PERIOD = "no-period"
    UNCLEAR = "unclear-period"
    NO_LENGTH = "no-length"
    NOT_REPORTED = "not-reported"
    NO_DIFFERENCE = "no-difference"
    NO_RECONCILIATION = "no-reconciliation"
    SAME_COLUMN = "same-column"
    NOTES = "notes"
    COMPONENTS = "components"
    BREAKDOWN = "breakdown"
    OWN_MEASURE = "own-measure"
    COMPANY_ALONE = "company-alone"
    IGNORED = "ignored"
    HIDDEN = "hidden"
    SUM = "sum"
    TRANSLATION = "translation"

    @property
    def fact(self) -> Fact:
        """What is so of the column: it *names no period*."""
        return fact(f"column-{self.value}")

    @property
    def fact_of_cell(self) -> Fact:
        """The same of a cell in the column: *its column names no period*."""
        return fact("in-column", why=self.fact)

    @property
    def is_doubtful(self) -> bool:
        """False where such a column has no figures of its own, so that nothing is lost."""
        return self not in NOT_DOUBTFUL


NOT_DOUBTFUL = frozenset(
    (
        LeftOut.NOTES,
        LeftOut.SUM,
        LeftOut.TRANSLATION,
        LeftOut.COMPONENTS,
        LeftOut.BREAKDOWN,
        LeftOut.IGNORED,
        LeftOut.OWN_MEASURE,
        LeftOut.COMPANY_ALONE,
    )
)


@dataclass(frozen=True, slots=True)
class ColumnsRead:
    """The columns of a table that are imported, why the others are not, and what was concluded about the periods."""

    columns: list[Column]
    left_out: dict[int, LeftOut]
    conclusion: Told = ""
    odd_words: dict[int, str] = field(default_factory=dict)
    """Words over some of the columns, but not all, that were not understood: ``2024 LE``."""


def _sums_among(rows: Sequence[TableRow], ends: ReconciliationColumns, headings: Headings) -> set[int]:
    """Return the columns that only add up others: without them more rows lead from one end to the other."""
    sums = {
        index
        for index in ends.differences
        if len(ends.differences) > 1 and _is_difference_of_ends(rows, ends, headings, index)
    }
    while True:
        kept = tuple(index for index in ends.differences if index not in sums)
        casts_now = count_casts(rows, replace(ends, differences=kept)).passes
        casts = count_casts_without_each(rows, replace(ends, differences=kept)) if len(kept) > 1 else Counter()
        better_without = [index for index in kept if casts[index] >= casts_now + ENOUGH_ROWS]
        if not better_without:
            return sums
        sums.add(max(better_without, key=lambda index: (casts[index], is_named_sum(headings[index]), index)))


def _is_difference_of_ends(
    rows: Sequence[TableRow], ends: ReconciliationColumns, headings: Headings, index: int
) -> bool:
    """True for a column called ``Difference`` that is, on every row, what lies between the ends."""
    if not NAMES_NO_DIFFERENCE.search(lowest_name(headings[index])):
        return False
    (first, _), (last, _) = ends.as_reported, ends.result
    amounts_and_differences = [
        (reading.amount, (amount_in(row, last) - amount_in(row, first)))
        for row in rows
        if (reading := row.readings.get(index)) is not None
    ]
    return any(amount for amount, _ in amounts_and_differences) and all(
        amount == difference for amount, difference in amounts_and_differences
    )


def _drafts_among(rows: Sequence[TableRow], ends: ReconciliationColumns, hidden: Collection[int]) -> set[int]:
    """Return the hidden or struck-out columns between two ends without which the rows add up."""
    kept = tuple(index for index in ends.differences if index not in hidden)
    drafts = set(ends.differences) - set(kept)
    if not drafts or count_casts(rows, replace(ends, differences=kept)).passes <= count_casts(rows, ends).passes:
        return set()
    return drafts


def read_reconciliation_columns(
    headings: Headings,
    ends: ReconciliationColumns,
    kind: StatementKind,
    when: PeriodDefaults,
    titles: Sequence[str],
    rows: Sequence[TableRow],
    hidden: Collection[int],
) -> ColumnsRead:
    """Return the columns of a reconciliation, and for each column left out the reason.

    A column without a period of its own has the table's. Where all differences are printed as one column, that sum,
    under its own name or its spanner's, is the difference.
    """
    is_instant = kind in INSTANT_KINDS
    indexes = sorted((ends.as_reported[0], ends.result[0], *ends.differences))
    own_periods = {index: _own_period(headings[index], is_instant, when) for index in indexes}
    if opening := _opening_of_change(own_periods[ends.as_reported[0]], own_periods[ends.result[0]]):
        own_periods = dict.fromkeys(indexes, opening)
    titles_of_period = [text for text in titles if words_in(text).year]
    period_of_table = when.period(titles_of_period, is_instant)
    are_days = any(is_only_a_period(row.caption) for row in rows)
    if period_of_table is None and kind is StatementKind.OTHER and not are_days:  # lines of no statement at a day
        period_of_table = when.period(titles_of_period, is_instant=True)
    period_of_table = next((period for period in own_periods.values() if period is not None), period_of_table)
    columns: list[Column] = []
    left_out: dict[int, LeftOut] = {}
    drafts = _drafts_among(rows, ends, hidden)
    ends = replace(ends, differences=tuple(index for index in ends.differences if index not in drafts))
    sums = _sums_among(rows, ends, headings)
    for index in indexes:
        period = own_periods[index] or period_of_table
        role: FigureRole | LeftOut
        if index in drafts or index in sums:
            role, adjustment = LeftOut.HIDDEN if index in drafts else LeftOut.SUM, ""
        else:
            role, adjustment = _part_of_reconciliation(headings, ends, index)
        if period is None:
            left_out[index] = LeftOut.NO_PERIOD
        elif isinstance(role, LeftOut):
            left_out[index] = role
        else:
            currency = next(iter(currencies_above(headings[index])), "")
            columns.append(Column(index, role, adjustment, period, headings[index], currency))
    return ColumnsRead(_with_references(columns), left_out)


def _with_references(columns: Iterable[Column]) -> list[Column]:
    """Return the columns, differences of one name and period with the reference beside it: ``Adjustment (a)``."""
    columns = list(columns)
    occurrences = Counter((column.role, column.adjustment_or_currency, column.period.id) for column in columns)
    return [
        replace(column, adjustment_or_currency=" ".join((column.adjustment_or_currency, reference)))
        if column.role is FigureRole.ADJUSTMENT
        and occurrences[column.role, column.adjustment_or_currency, column.period.id] > 1
        and (reference := _reference_above(column.headings))
        else column
        for column in columns
    ]


def _reference_above(texts: Sequence[str]) -> str:
    return next((found[0] for text in reversed(texts) if (found := REFERENCE.search(text))), "")


def why_not_in_reconciliation(headings: Headings, index: int) -> LeftOut:
    """Return why a column beside a reconciliation is not part of it."""
    if is_translation(headings[index], headings):
        return LeftOut.TRANSLATION
    return LeftOut.NOTES if is_remark(headings[index]) else LeftOut.NO_RECONCILIATION


def _part_of_reconciliation(
    headings: Headings, ends: ReconciliationColumns, index: int
) -> tuple[FigureRole | LeftOut, str]:
    """Return what a column of a reconciliation states, and the difference it is of; or why it is left out."""
    texts = headings[index]
    name = lowest_name(texts)
    if index == ends.as_reported[0]:
        return FigureRole.AS_REPORTED, ""
    if index == ends.result[0]:
        return FigureRole.RESULT, ""
    if is_translation(texts, headings):
        return LeftOut.TRANSLATION, ""
    if len(ends.differences) == 1 and texts:
        return FigureRole.ADJUSTMENT, texts[-1] if not name or words_in(name).is_day_of_a_year else name
    if is_named_sum(texts):
        return LeftOut.SUM, ""
    name = name or (without_note(texts[-1]) if texts and not is_only_a_period(texts[-1]) else "")
    return (FigureRole.ADJUSTMENT, name) if name else (LeftOut.NO_DIFFERENCE, "")


def _opening_of_change(before: Period | None, after: Period | None) -> Period | None:
    """Return the later of two days that follow one another: a change leads from the close of a year to the next day."""
    if before is None or after is None or before.start or after.start:
        return None
    earlier, later = sorted((before, after), key=lambda period: period.end)
    return later if later.end - earlier.end == timedelta(days=1) else None


def _own_period(texts: Sequence[str], is_instant: bool, when: PeriodDefaults) -> Period | None:
    period_texts = [text for text in texts if is_only_a_period(text) or _is_end_of_a_period(text)]
    period_texts = period_texts or [text for text in texts[:-1] if words_in(text).is_day_of_a_year]
    return when.period(period_texts, is_instant) if any(words_in(text).year for text in period_texts) else None


def _is_end_of_a_period(text: str) -> bool:
    """True for ``31 December 2018 IAS 17``: a period, and which end of a reconciliation its figures are."""
    beside = OPENING_OR_CLOSING.sub(" ", beside_period(text))
    return bool(words_in(text).year) and (end_of_change(beside) is not None or names_only_a_framework(beside))


OPENING_OR_CLOSING = re.compile(r"\b(?:opening|closing|carrying|balance sheet)\b", re.IGNORECASE)
"""What may stand beside the day of an end of a change: ``Closing balance``."""
TO_DATE = PeriodWords(is_to_date=True)
"""What ``YTD`` alone says of a period."""
WHOLE_OF_RANGE = WordPattern(r"^\W*(?:grand )?total\W*$|^合计$")
"""What heads the whole of the range that the titles name, beside its months."""


@dataclass(frozen=True, slots=True)
class _DatedColumn:
    """A column of a primary statement whose period is known."""

    index: int
    period: Period
    currency: str
    headings: tuple[str, ...]


def _without_breakdown(
    dated_columns: list[_DatedColumn], left_out: dict[int, LeftOut], hidden: Collection[int]
) -> list[_DatedColumn]:
    """Return the columns without those that divide one period by segment, region or class; their total stays."""
    by_period: dict[tuple[PeriodId, str], list[_DatedColumn]] = {}
    for column in dated_columns:
        by_period.setdefault((column.period.id, column.currency), []).append(column)
    kept: list[_DatedColumn] = []
    for columns_of_period in by_period.values():
        columns = [column for column in columns_of_period if column.index not in hidden]
        kept += [column for column in columns_of_period if column.index in hidden]
        names = [lowest_name(column.headings) for column in columns]
        has_nameless = "" in names
        if len(columns) < 2 or (not has_nameless and len(set(names)) < len(columns)):
            kept += columns
            continue
        for column, name in zip(columns, names, strict=True):
            if not name or _is_whole(name):
                kept.append(column)
            else:
                left_out[column.index] = _why_part_left_out(name)
    return sorted(kept, key=lambda column: column.index)


def _is_whole(name: str) -> bool:
    """True for the heading of a total beside its parts, or of a framework's figures beside measures of one's own."""
    is_of_framework = framework_in(name) and names_only_a_framework(MEASURES.sub(" ", name))
    return bool(is_of_framework or WHOLE_OF_BREAKDOWN.match(simplify(name)))


def _why_part_left_out(name: str) -> LeftOut:
    if THE_COMPANY.match(simplify(name)):
        return LeftOut.COMPANY_ALONE
    return LeftOut.OWN_MEASURE if OWN_MEASURE.search(simplify(name)) else LeftOut.BREAKDOWN


def _whole_of_run(
    texts: Sequence[str], behind: int, dated_columns: Iterable[_DatedColumn]
) -> tuple[Period, tuple[int, ...]] | None:
    """Return the period that ``Total`` or ``YTD`` behind months or quarters covers: those in sequence before it.

    It is returned with the columns of those. ``behind``: the column of ``Total``. None where it covers no such run.
    """
    words = words_of(texts)
    if not (words.is_to_date or any(WHOLE_OF_RANGE.match(text) for text in texts)):
        return None
    run: list[tuple[int, Period]] = []
    before = (column for column in dated_columns if column.index < behind)
    for column in sorted(before, key=lambda column: column.index, reverse=True):
        period = column.period
        if period.start is None or (run and period.months != run[0][1].months):
            break
        if run and not (_is_followed_by(period, run[0][1]) or _is_followed_by(run[0][1], period)):
            break
        run.insert(0, (column.index, period))
    periods = sorted((period for _, period in run), key=lambda period: period.end)
    in_order = all(_is_followed_by(earlier, later) for earlier, later in pairwise(periods))
    if len(run) < 2 or not in_order or (words.year and words.year != periods[-1].end.year):
        return None
    months = sum(period.months for period in periods)
    whole = Period(periods[0].start, periods[-1].end, duration_label(months, periods[-1].end))
    return whole, tuple(index for index, _ in run)


def _is_followed_by(earlier: Period, later: Period) -> bool:
    return later.start is not None and earlier.end == later.start - timedelta(days=1)


def _adds_up(rows: Iterable[TableRow], total: int, parts: Sequence[int]) -> bool:
    """True where a column is the sum of others on every row that states it, and on more than one."""
    rows_with_all = [row for row in rows if total in row.readings and all(part in row.readings for part in parts)]
    sums = [amount_in(row, total) == sum((amount_in(row, part) for part in parts), Decimal(0)) for row in rows_with_all]
    return len(sums) >= ENOUGH_ROWS and all(sums)


def _is_superseded(texts: Sequence[str]) -> bool:
    """True for a column that prints a period as it was before a restatement."""
    return any(PREVIOUSLY.search(simplify(text)) for text in texts)


def read_primary_columns(
    headings: Headings,
    kind: StatementKind,
    when: PeriodDefaults,
    currency: str,
    rows: Sequence[TableRow],
    hidden: Collection[int] = (),
    currency_of_unit_line: str = "",
) -> ColumnsRead:
    """Return the columns of a primary statement, and for each column left out the reason.

    On a statement of flows, the length of a period of which only the last day is named is concluded from the rest.
    Of two columns for one period and currency the visible one counts. ``currency``: the entity's, "" where it is not
    known.
    """
    is_instant = kind in INSTANT_KINDS
    headings = with_relative_periods(with_months_of_years(headings, when), when, is_instant)
    left_out: dict[int, LeftOut] = {}
    dated_columns: list[_DatedColumn] = []
    some_say_when = any(words_in(text) != NO_PERIOD_WORDS for texts in headings.values() for text in texts)
    for index, texts in headings.items():
        if reason := _why_no_figure(texts):
            left_out[index] = reason
    kept = {index: texts for index, texts in headings.items() if index not in left_out}
    lengths = NONE_CONCLUDED if is_instant else conclude_lengths(kept, when, rows, currency or currency_of_unit_line)
    concluded = lengths.evidence
    if when.default.weeks and any(words_of(texts) == PeriodWords(year=words_of(texts).year) for texts in kept.values()):
        concluded = fact("counted-back-in-weeks")
    for index, texts in kept.items():
        words = words_of(texts)
        says_when = words != NO_PERIOD_WORDS
        is_day = words.fill_gaps_from(PeriodWords(year=when.default.year)).is_day_of_a_year
        of_dates = lengths.by_column.get(index, when) if is_day else when
        is_whole = when.default.is_complete and any(WHOLE_OF_RANGE.match(text) for text in texts)
        period = of_dates.period(texts, is_instant) if says_when or is_whole or not some_say_when else None
        if period is not None:
            codes = [resolve_currency(code, currency) for code in currencies_above(texts)]
            dated_columns.append(_DatedColumn(index, period, next(iter(codes), ""), texts))
        elif words.is_unclear or (when.default.is_unclear and not words.year):
            left_out[index] = LeftOut.UNCLEAR
        else:
            left_out[index] = _why_no_period(words, kind)
    for index in [] if is_instant else [column for column in kept if left_out.get(column) is LeftOut.NO_PERIOD]:
        whole = _whole_of_run(kept[index], index, dated_columns)
        if whole is not None:
            del left_out[index]
            dated_columns.append(_DatedColumn(index, whole[0], "", kept[index]))
            concluded = concluded or fact("total-of-periods-before", heading=kept[index][-1])
    dated_columns = _without_breakdown(_with_wholes_to_date(dated_columns, rows), left_out, hidden)
    imported = _reported_and_translations(dated_columns, _own_currency(dated_columns, currency), hidden, left_out)
    return ColumnsRead(imported, left_out, concluded, _odd_words(imported))


def _with_wholes_to_date(columns: Iterable[_DatedColumn], rows: Sequence[TableRow]) -> list[_DatedColumn]:
    """Return ``columns``, those headed "to date" with the whole of the periods before them where these add up to it."""
    dated_columns = list(columns)
    for number, column in enumerate(dated_columns):
        is_to_date = words_of(column.headings) == TO_DATE
        whole = _whole_of_run(column.headings, column.index, dated_columns) if is_to_date else None
        if whole is not None and _adds_up(rows, column.index, whole[1]):
            dated_columns[number] = replace(column, period=whole[0])
    return dated_columns


def _own_currency(columns: Sequence[_DatedColumn], currency: str) -> str:
    """Return the entity's ``currency``; where columns name only others, the one that is stated for most periods."""
    named = [column.currency for column in columns if column.currency]
    if not named or currency in named:
        return currency
    periods_stated = Counter(
        code for code, _ in {(column.currency, column.period.id) for column in columns if column.currency}
    )
    return max(named, key=lambda code: periods_stated[code])


def _reported_and_translations(
    dated_columns: Iterable[_DatedColumn],
    own_currency: str,
    hidden: Collection[int],
    left_out: dict[int, LeftOut],
) -> list[Column]:
    """Return one column per period and currency, the visible one not superseded first; add others to ``left_out``."""
    columns: dict[tuple[PeriodId, str], Column] = {}
    for column in sorted(dated_columns, key=lambda column: (column.index in hidden, _is_superseded(column.headings))):
        index, period, code = column.index, column.period, column.currency
        translated_into = code if code and code != own_currency else ""
        role = FigureRole.TRANSLATION if translated_into else FigureRole.AS_REPORTED
        if (period.id, translated_into) in columns:
            left_out[index] = LeftOut.HIDDEN if index in hidden else LeftOut.SAME_COLUMN
        else:
            columns[period.id, translated_into] = Column(index, role, translated_into, period, column.headings, code)
    return sorted(columns.values(), key=lambda column: column.index)


def _odd_words(columns: Sequence[Column]) -> dict[int, str]:
    reported_columns = [column for column in columns if column.role is FigureRole.AS_REPORTED]
    words_by_column = {
        column.index: " ".join(words for text in column.headings if (words := not_understood(text)))
        for column in reported_columns
    }
    return (
        {index: words for index, words in words_by_column.items() if words}
        if len(set(words_by_column.values())) > 1
        else {}
    )


def keep_reported_columns(columns_read: ColumnsRead) -> ColumnsRead:
    """Return only the columns that say their figures are actual, for a table that is called a budget or a forecast."""
    kept = [column for column in columns_read.columns if says_reported(column.headings)]
    expected = {column.index: LeftOut.NOT_REPORTED for column in columns_read.columns if column not in kept}
    return replace(columns_read, columns=kept, left_out=columns_read.left_out | expected)


def _why_no_period(words: PeriodWords, kind: StatementKind) -> LeftOut:
    if kind is StatementKind.CHANGES_IN_EQUITY and words == NO_PERIOD_WORDS:
        return LeftOut.COMPONENTS
    has_no_length = words.is_day_of_a_year and kind not in INSTANT_KINDS
    return LeftOut.NO_LENGTH if has_no_length else LeftOut.NO_PERIOD


def _why_no_figure(texts: Sequence[str]) -> LeftOut | None:
    """Return why a column of a primary statement states no reported figure; None where it may state some."""
    if any(states_no_report(text) for text in texts):
        return LeftOut.NOT_REPORTED
    return LeftOut.NOTES if any(NOTE_COLUMN.match(text) for text in texts) else None
