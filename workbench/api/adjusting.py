"""From rows to a difference: each row is looked at, and what is wrong with one is said in a sentence that names it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from workbench.api.names import choice_of, find_cell, find_statement
from workbench.checks import CHECKS
from workbench.checks.articulation import ROLL_FORWARD
from workbench.checks.balance import NAME as BALANCE
from workbench.checks.comparison import Comparison, evaluate
from workbench.checks.expressions import figure_amount, figures_in
from workbench.commands.entries import refuse_as_line_of_entry
from workbench.domain.adjustments import (
    Adjustment,
    EntryId,
    JournalEntry,
    Leg,
    LegKind,
    Nature,
    entry_id,
    kind_of_leg,
)
from workbench.domain.amounts import SIGNIFICANT_DIGITS, has_at_most
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import AdjustmentId, Ids
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, Scope
from workbench.domain.subjects import FigureSubject
from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.importing.language.catalogue import kind_named
from workbench.phrases import phrase
from workbench.typed_amounts import MOST_DIGITS, parse_typed_amount
from workbench.wording import phrase_of

if TYPE_CHECKING:
    import pandas as pd

NEEDED, POSSIBLE = ("line", "period", "amount"), ("statement", "kind", "memo", "reference", "entry")
NOT_READ = ("adjustment", "caption", "section", "debit", "credit", "open", "origin", "file", "sheet", "cell")
"""Columns that the frame of entries has beside these; they say no more of a leg than those do."""
NATURE, KIND_OF_LEG = phrase("a nature"), phrase("a kind of leg")
MISSING = ("NAType", "NaTType")
"""The types of pandas' missing values that are no floats."""

Rows: TypeAlias = Union["pd.DataFrame", Iterable[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as it was read. ``entry``: what joins the legs of a journal entry; None if the leg is alone."""

    leg: Leg
    scope: Scope
    entry: str | None
    memo: str
    reference: str


def adjustment_from(
    project: Project,
    name: str,
    entries: Rows,
    *,
    nature: str | None,
    note: str,
    standards: tuple[str, str],
    nil_elsewhere: bool,
) -> Adjustment:
    """Return the difference that ``entries`` state, stated for the statements and periods that they name.

    ``nil_elsewhere``: stated, as nil, for all others that are reconciled, too. Raises WorkbenchError.
    """
    key = AdjustmentId(Ids(project.adjustment_by_id).new(name, "difference"))
    known = None if nature is None else choice_of(Nature, nature, NATURE)
    blank = Adjustment(key, name.strip(), note, standards, known, kind=kind_named(name))
    rows = list(_read_rows(project, entries, blank.nature))
    stated_for = {row.scope for row in rows}
    if nil_elsewhere:
        stated_for |= {(statement.id, period) for statement in project.statements for period in statement.reconciled}
    if not stated_for:
        raise WorkbenchError("'{name}' has no entries. Pass a row for each leg.", name=name)
    return blank.with_attributes(entries=_journal_entries(rows), stated_for=frozenset(stated_for))


def refuse_unbalanced(results: Results, adjustment: AdjustmentId) -> None:
    """Raise WorkbenchError if a difference leaves a balance sheet unbalanced, or moves net income and not equity.

    The checks of balance and of roll-forward decide, by what certainly is wrong: assets move by another amount than
    what claims them; or the difference moves net income between two balance sheets that are there, and retained
    earnings by another amount. Where it is not stated for one of these, it counts as nil there. An effect on equity
    that no net income explains may be brought forward; one on net income is not doubted where a balance sheet at its
    beginning or its end is missing, or shows no retained earnings.
    """
    project = results.project
    for check in CHECKS:
        if check.name not in (BALANCE, ROLL_FORWARD):
            continue
        for item in check.compare(results):
            if not (isinstance(item, Comparison) and _is_about(item, adjustment)):
                continue
            if check.name == ROLL_FORWARD and not _moves_income(item, results):
                continue
            finding = evaluate(item, results)
            if finding.status is FindingStatus.FAIL:
                raise WorkbenchError(
                    "'{name}' does not balance. {finding}. Correct the entries, or pass {argument}.",
                    name=project.adjustment_by_id[adjustment].name,
                    finding=phrase_of(finding.fact),
                    argument="unbalanced=True",
                )


def _is_about(comparison: Comparison, adjustment: AdjustmentId) -> bool:
    match comparison.subject:
        case FigureSubject(role=FigureRole.ADJUSTMENT, adjustment_or_currency=owner):
            return owner == adjustment
    return False


def _moves_income(comparison: Comparison, results: Results) -> bool:
    """True if what is expected holds an effect on a duration, which is net income, other than nil."""
    return any(
        figure_amount(results, figure)
        for figure in figures_in(comparison.right)
        if not results.project.periods[figure.period].is_instant
    )


# ---- rows


def _read_rows(project: Project, entries: Rows, nature: Nature | None) -> Iterator[_Row]:
    for name, row in _rows_by_name(entries):
        try:
            yield _read_row(project, row, nature)
        except WorkbenchError as error:
            raise WorkbenchError("Row {row} of the entries: {problem}", row=str(name), problem=error.sentence) from None


def _rows_by_name(entries: Rows) -> Iterator[tuple[object, Mapping[Any, object]]]:
    """Yield each row with its label in the frame, or its number from 0 in a list."""
    if isinstance(entries, Iterable) and not hasattr(entries, "to_dict"):
        yield from enumerate(entries)
        return
    frame: Any = entries
    if "line" not in frame.columns and frame.index.name == "line":
        frame = frame.reset_index()
    yield from zip(frame.index, frame.to_dict("records"), strict=True)


def _read_row(project: Project, row: Mapping[Any, object], nature: Nature | None) -> _Row:
    for column in row:
        if column not in (*NEEDED, *POSSIBLE, *NOT_READ):
            raise WorkbenchError(
                "'{column}' is not a column of entries. Choose from: {columns}.",
                column=str(column),
                columns=", ".join((*NEEDED, *POSSIBLE)),
            )
    values = {column: value for column, value in row.items() if not _is_missing(value)}
    for column in NEEDED:
        if column not in values:
            raise WorkbenchError(
                "{column} is missing. Each row needs all of: {columns}.", column=column, columns=", ".join(NEEDED)
            )
    named = find_statement(project, str(values["statement"])) if "statement" in values else None
    period_name = values["period"]
    statement, key, period = find_cell(
        project, str(values["line"]), period_name if isinstance(period_name, date) else str(period_name), named
    )
    refuse_as_line_of_entry(statement, key)
    line = statement.line_by_id[key]
    kind = choice_of(LegKind, str(values["kind"]), KIND_OF_LEG) if "kind" in values else kind_of_leg(line, nature)
    return _Row(
        Leg(key, period, _read_amount(values["amount"], line, project.scale), kind),
        (statement.id, period),
        str(values["entry"]) if "entry" in values else None,
        str(values.get("memo", "")).strip(),
        str(values.get("reference", "")).strip(),
    )


def _is_missing(value: object) -> bool:
    is_number = isinstance(value, float | Decimal)
    return value is None or type(value).__name__ in MISSING or (is_number and Decimal(value).is_nan())  # type: ignore[arg-type]


def _read_amount(value: object, line: Line, scale: int) -> Decimal:
    """Return an amount exactly. Raises WorkbenchError for what is none, and for a float that is not as it looks."""
    amount: Decimal | None = None
    match value:
        case bool():
            pass
        case str():
            amount = parse_typed_amount(value, line, scale)
        case Decimal():
            amount = value if value.is_finite() else None
        case Integral():
            amount = Decimal(int(value))
        case Real():
            amount = _amount_of_float(float(value), line)
    if amount is None:
        raise WorkbenchError("'{value}' is not an amount. Pass a number, or 0 for nil.", value=str(value))
    if not has_at_most(amount, line.unit.most_decimals) or len(amount.as_tuple().digits) > MOST_DIGITS:
        raise WorkbenchError(
            "{amount} has more than {digits} digits or {decimals} decimals. Round it.",
            amount=str(value),
            digits=MOST_DIGITS,
            decimals=line.unit.most_decimals,
        )
    return amount


def _amount_of_float(number: float, line: Line) -> Decimal | None:
    amount = Decimal(repr(number))
    if not amount.is_finite():
        return None
    if not has_at_most(amount, line.decimals) or len(amount.normalize().as_tuple().digits) > SIGNIFICANT_DIGITS:
        raise WorkbenchError(
            "the float {amount} has more decimals than '{line}', which has {decimals}. Round it, or pass {argument}.",
            amount=repr(number),
            line=line.name,
            decimals=line.decimals,
            argument=f"Decimal('{number!r}')",
        )
    return amount


# ---- journal entries


def _journal_entries(rows: Iterable[_Row]) -> Map[EntryId, JournalEntry]:
    """Return the entries in the order of their first legs. A nil leg is none: that it is stated is enough."""
    grouped: dict[object, list[_Row]] = {}
    for number, row in enumerate(rows):
        if row.leg.amount:
            grouped.setdefault(number if row.entry is None else row.entry, []).append(row)
    entries: dict[EntryId, JournalEntry] = {}
    for members in grouped.values():
        key = entry_id(*members[0].leg.cell, entries)
        entries[key] = JournalEntry(
            key,
            tuple(row.leg for row in members),
            _single_text(members[0].entry, "memo", [row.memo for row in members]),
            _single_text(members[0].entry, "reference", [row.reference for row in members]),
        )
    return Map(entries)


def _single_text(entry: str | None, column: str, texts: Iterable[str]) -> str:
    """Return what the legs of one entry say; those that say nothing agree with the others."""
    stated = list(dict.fromkeys(filter(None, texts)))
    if len(stated) > 1:
        raise WorkbenchError(
            "Entry {entry} has more than one {column}: '{first}' and '{second}'. Give all its legs the same one.",
            entry=str(entry),
            column=column,
            first=stated[0],
            second=stated[1],
        )
    return stated[0] if stated else ""
