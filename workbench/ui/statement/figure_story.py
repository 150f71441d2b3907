"""What a figure is made of and part of, and the entries behind an effect, as tables with links. All text is escaped.

A link leads to a cell (``cell:<row>:<column>`` of the grid), to an entry (``entry:<difference>:<entry>``), or to the
cell of a source (``source:<file>:<sheet>:<cell>``).
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape
from typing import NamedTuple
from urllib.parse import quote, unquote

from workbench.domain.adjustments import EntryId
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import CellRef
from workbench.phrases import say
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.statement.figure_links import dependents_of_cell, parts_of_cell
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.typed_edits import Place
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.number_format import format_in_text

MOST_ROWS = 40
"""Of a table; a total of thousands of lines is shown by the grid."""
INDENT = "padding-right: 12px"


class EntryPlace(NamedTuple):
    """Where the entry is that a link leads to."""

    adjustment: AdjustmentId
    entry: EntryId


def target_of(link: str) -> Place | EntryPlace | CellRef | None:
    """Return where a link leads; None if it is none of these."""
    match link.split(":"):
        case ["cell", row, column]:
            return int(row), int(column)
        case ["entry", adjustment, entry]:
            return EntryPlace(AdjustmentId(unquote(adjustment)), EntryId(unquote(entry)))
        case ["source", file, sheet, cell]:
            return CellRef(unquote(file), unquote(sheet), unquote(cell))
    return None


def link_to_source(cell: CellRef) -> str:
    """Return the link that shows the cell of a source among its neighbors."""
    place = ":".join(quote(part, safe="") for part in (cell.file, cell.sheet, cell.cell))
    return f"<a href='source:{place}'>{escape(tr('Show {cell} in its sheet', cell=str(cell)))}</a>"


def story_of(model: StatementModel, row: int, column: int) -> str:
    """Return what the figure of a cell is made of, what it is part of, and its entries, as rich text."""
    parts = _parts(model, row, column)
    dependents = [_link_row(model, place, of_row=row) for place in dependents_of_cell(model, row, column)]
    sections = (
        (tr("Made of"), parts),
        (tr("Part of"), dependents),
        (tr("Entries"), list(_entries(model, row, column))),
    )
    return "".join(_section(title, rows) for title, rows in sections if rows)


def _section(title: str, rows: Iterable[str]) -> str:
    listed = list(rows)
    left_out = len(listed) - MOST_ROWS
    more = [_row(tr("… and {number} more", number=left_out), "")] if left_out > 0 else []
    return f"<p><b>{escape(title)}</b></p><table width='100%'>{''.join([*listed[:MOST_ROWS], *more])}</table>"


def _row(about: str, amount: str) -> str:
    figure = f"<td align='right' style='white-space: nowrap'>{escape(amount)}</td>"
    return f"<tr><td style='{INDENT}'>{about}</td>{figure}</tr>"


def _parts(model: StatementModel, row: int, column: int) -> list[str]:
    """Return a row for each part of a total; of a result, for as reported and each effect, also those that are off."""
    the_row, kind = model.rows[row], model.columns[column].kind
    if the_row.total and not the_row.remainder:
        subtracted = {part for part, weight in the_row.total.parts if weight < 0}
        shown = [
            _link_row(model, place, of_row=row, is_subtracted=model.rows[place[0]].line.id in subtracted)
            for place in parts_of_cell(model, row, column)
        ]
        return [*shown, *_parts_not_listed(model, row, column)]
    if kind is not ColumnKind.RESULT or the_row.is_heading or model.amount(row, column) is None:
        return []
    enabled = model.table.results.project.enabled
    rows = []
    for number, other in enumerate(model.columns):
        is_off = other.kind is ColumnKind.EFFECT and other.adjustment not in enabled
        if other.kind is ColumnKind.AS_REPORTED or (other.kind is ColumnKind.EFFECT and model.amount(row, number)):
            rows.append(_link_row(model, (row, number), of_row=row, is_off=is_off))
    return rows


def _parts_not_listed(model: StatementModel, row: int, column: int) -> Iterator[str]:
    """Yield a row for all parts of a total whose lines are not listed now, so that the rows add up."""
    the_row = model.rows[row]
    weights = dict(the_row.total.parts) if the_row.total else {}
    hidden = sum(model.row_of(part) is None for part in weights)
    if not hidden:
        return
    places = parts_of_cell(model, row, column)
    whole, parts = model.amount(row, column), [model.amount(*place) for place in places]
    name = tr_count("{count} line that is not listed", "{count} lines that are not listed", hidden)
    if whole is None or any(model.is_unknown(*place) for place in places):
        yield _row(escape(name), "")
        return
    signs = (1 if model.rows[place].remainder else weights[model.rows[place].line.id] for place, _ in places)
    listed = sum((sign * (part or 0) for sign, part in zip(signs, parts, strict=True)), Decimal(0))
    yield _row(escape(name), format_in_text(whole - listed, the_row.line))


def _link_row(
    model: StatementModel, place: Place, *, of_row: int, is_subtracted: bool = False, is_off: bool = False
) -> str:
    """Return a row with the name of a cell, as a link, and its figure; in row ``of_row``, the name of its column."""
    row, column = place
    name = model.heading(column).name if row == of_row else say(model.rows[row].caption, window_words())
    if is_subtracted:
        name = f"− {name}"
    if is_off:
        name = tr("{name} (off, not included)", name=name)
    return _row(f"<a href='cell:{row}:{column}'>{escape(name)}</a>", model.display(row, column).text)


def _entries(model: StatementModel, row: int, column: int) -> Iterator[str]:
    """Yield a row for each entry with a leg on the line of an effect."""
    the_row, the_column = model.rows[row], model.columns[column]
    if the_column.kind is not ColumnKind.EFFECT or the_row.total or the_row.is_heading or the_row.remainder:
        return
    adjustment = model.table.results.project.adjustment_by_id[the_column.adjustment]
    cell = (the_row.line.id, model.period)
    for entry in adjustment.entries_on(cell):
        amount = sum((leg.amount for leg in entry.legs if leg.cell == cell), Decimal(0))
        name = " · ".join(filter(None, (entry.reference, entry.memo))) or tr("Entry")
        link = f"entry:{quote(adjustment.id, safe='')}:{quote(entry.id, safe='')}"
        yield _row(f"<a href='{link}'>{escape(name)}</a>", format_in_text(amount, the_row.line))
