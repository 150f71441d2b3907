"""Where the rows and columns of a sheet are now: rows are known by their own caption and figures, never by place alone.

A key that its row no longer agrees with says nothing: whoever sorts the visible columns leaves the keys behind.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from workbench.domain.ids import LineId
from workbench.domain.sources import FigureRole
from workbench.returning.cell_values import is_same, number_in, number_of, plain, text_of
from workbench.returning.own_map import MappedRow, MappedSheet
from workbench.workbooks import Sheet, SheetCell, column_letter

LITERAL = re.compile(r'"((?:[^"]|"")*)"')
"""A text within a formula."""
FARTHEST = 12
"""The most columns that are inserted or deleted before a column."""
A_NUMBER, A_ZERO, A_HEADING, IN_PLACE = 10, 2, 25, 1
"""What agreement counts for when columns are told apart: of a figure, of a nil, of a heading, and the same place."""
_Signature = tuple[str, ...]
_Figures = Counter[tuple[str, str]]
"""How often a figure stands beside a caption."""
_Waiting = dict[int, MappedRow]
_Free = dict[int, None]


@dataclass
class FoundSheet:
    """A sheet of the map with where it stands in the returned file.

    ``row_of``, ``column_of``: the place of each row and column that was found. ``doubtful``: rows that were found by
    their key alone. ``lost``: rows that were not found. ``others``: returned rows that are none of ours.
    ``is_in_order``: rows and columns stand as they were written.
    """

    mapped: MappedSheet
    sheet: Sheet
    row_of: dict[int, int] = field(default_factory=dict)
    column_of: dict[int, int] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    lost: list[MappedRow] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    key_column: int | None = None

    @property
    def is_in_order(self) -> bool:
        return all(row == now for row, now in self.row_of.items()) and all(
            column == now for column, now in self.column_of.items()
        )

    @cached_property
    def mapped_row_at(self) -> dict[int, MappedRow]:
        """The row of the map that stands in each returned row."""
        return {now: self.mapped.row_at[row] for row, now in self.row_of.items()}

    @cached_property
    def mapped_column_at(self) -> dict[int, int]:
        return {now: column for column, now in self.column_of.items()}

    def mapped_row_of_line(self, line: LineId) -> MappedRow | None:
        """Return the row of a line, not that of its remainder."""
        return next((row for row in self.mapped.rows if row.kind == "line" and row.key == line), None)

    @property
    def rows_found(self) -> Iterator[MappedRow]:
        return (row for row in self.mapped.rows if row.row in self.row_of)

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return the returned cell of a row and column of the map; None if it is blank or not found."""
        if row not in self.row_of or column not in self.column_of:
            return None
        return self.sheet.at.get((self.row_of[row], self.column_of[column]))

    def place(self, row: int, column: int) -> str:
        """Return where a cell of the map stands now: ``IS H1 2023!D14``."""
        return f"{self.sheet.name}!{column_letter(self.column_of[column])}{self.row_of[row]}"

    def formula_now(self, row: int, column: int) -> str | None:
        """Return the formula in the returned cell; empty results keep theirs."""
        cell = self.cell(row, column)
        return cell.formula if cell else None


def find_rows(mapped: MappedSheet, sheet: Sheet, headings: Mapping[int, Set[str]]) -> FoundSheet:
    """Return where the rows and columns of ``mapped`` are on ``sheet``.

    ``headings``: by column, the headings it may have.
    """
    return _RowFinder(mapped, sheet, headings).found


class _RowFinder:
    def __init__(self, mapped: MappedSheet, sheet: Sheet, headings: Mapping[int, Set[str]]) -> None:
        self.found = FoundSheet(mapped, sheet)
        self._mapped = mapped
        self._sheet = sheet
        self._headings = headings
        self._figures_in_sheet: dict[int, _Figures] = {}
        caption = mapped.column_with("caption") or 1
        self._caption = caption
        self._captions = {row.row: plain(row.values.get(caption)) for row in mapped.rows}
        self._keys = {row.row: row.key for row in mapped.rows if row.kind != "remainder"}
        captions = self._columns_of_texts(set(self._captions.values()) - {""})
        self._caption_now = captions[0] if captions else caption
        keys = [column for column in self._columns_of_texts(set(self._keys.values())) if column != self._caption_now]
        self._key_now = keys[-1] if keys else None
        self.found.key_column = self._key_now
        self._find_columns()
        self._find_rows()

    # ---- columns

    def _columns_of_texts(self, texts: set[str]) -> list[int]:
        """Return the columns that hold about as many of ``texts`` as any: where ids are captions, those of both."""
        counts = Counter(cell.column for cell in self._sheet.cells if text_of(cell) in texts)
        most = max(counts.values(), default=0)
        return sorted(column for column, count in counts.items() if 2 * count >= most)

    def _find_columns(self) -> None:
        """Find the columns: as they were written, if that agrees; with the keys in place, if half of it does."""
        columns = sorted(column for column in self._mapped.columns if column != self._caption)
        unmoved = {column: column for column in columns}
        is_in_place = self._caption_now == self._caption and self._key_now == self._mapped.key_column
        if self._points_of(unmoved) < sum(self._most_points(column) for column in columns) or not is_in_place:
            aligned = self._align(columns)
            least = (2 if is_in_place else 1) * self._points_of(unmoved)
            is_elsewhere = self._caption_now != self._caption or self._key_now not in (None, self._mapped.key_column)
            if self._points_of(aligned) > least or is_elsewhere:
                unmoved = aligned
        in_other_order = unmoved | self._by_headings()
        if self._points_of(in_other_order) > self._points_of(unmoved):
            unmoved = in_other_order
        self.found.column_of = unmoved | {self._caption: self._caption_now}

    def _by_headings(self) -> dict[int, int]:
        """Return where the columns with a heading are, if each stands once, and they have changed places."""
        places = {
            column: [now for now, texts in self._texts_above.items() if not texts.isdisjoint(headings)]
            for column, headings in self._headings.items()
        }
        found = {column: now[0] for column, now in places.items() if len(now) == 1}
        in_order = [found[column] for column in sorted(found)]
        return found if len(found) == len(places) and in_order != sorted(in_order) else {}

    def _points_of(self, column_of: Mapping[int, int]) -> int:
        return sum(self._agreement(column, now) for column, now in column_of.items())

    def _agreement(self, column: int, now: int) -> int:
        """Return how far a column of the map agrees with one of the sheet: in figures beside captions, in its heading.

        In which order the rows stand does not matter.
        """
        headings = self._headings.get(column, frozenset())
        points = 0 if headings.isdisjoint(self._texts_above.get(now, ())) else A_HEADING
        return points + _weight(self._figures_written[column] & self._figures_now(now))

    def _most_points(self, column: int) -> int:
        return _weight(self._figures_written[column]) + (A_HEADING if column in self._headings else 0)

    @cached_property
    def _figures_written(self) -> dict[int, "_Figures"]:
        """The figures that are no formulas, with their captions, by column of the map."""
        figures: dict[int, _Figures] = {column: Counter() for column in self._mapped.columns}
        for row in self._mapped.rows:
            for column, text in row.values.items():
                if column not in row.formulas and (number := number_in(text)) is not None:
                    figures[column][self._captions[row.row], _as_float(number)] += 1
        return figures

    def _figures_now(self, column: int) -> "_Figures":
        if column not in self._figures_in_sheet:
            self._figures_in_sheet[column] = Counter(
                (text_of(self._sheet.at.get((cell.row, self._caption_now))), _as_float(number))
                for cell in self._sheet.cells
                if cell.column == column and (number := number_of(cell)) is not None
            )
        return self._figures_in_sheet[column]

    @cached_property
    def _texts_above(self) -> dict[int, set[str]]:
        """The texts above the first row of figures, by column, and those in formulas, whose results may be missing."""
        captions = set(self._captions.values()) - {""}
        named = (
            cell.row for cell in self._sheet.cells if cell.column == self._caption_now and text_of(cell) in captions
        )
        first = min(named, default=self._mapped.rows[0].row if self._mapped.rows else 1)
        texts: dict[int, set[str]] = defaultdict(set)
        for cell in self._sheet.cells:
            if cell.row < first:
                texts[cell.column] |= {
                    text_of(cell),
                    *(text.replace('""', '"') for text in LITERAL.findall(cell.formula or "")),
                }
        return texts

    def _align(self, columns: Sequence[int]) -> dict[int, int]:
        """Return the columns from left to right so that most agrees; one that nothing tells follows its neighbour."""
        last = max((cell.column for cell in self._sheet.cells), default=1)
        best: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {0: (0, ())}
        for column in columns:
            reached = dict(best)
            for now in range(max(1, column - FARTHEST), min(last, column + FARTHEST) + 1):
                points = self._agreement(column, now)
                if not points:
                    continue
                before = max((best[end] for end in best if end < now), key=lambda known: known[0])
                candidate = (before[0] + points + (IN_PLACE if now == column else 0), (*before[1], (column, now)))
                if candidate[0] > reached.get(now, (0, ()))[0]:
                    reached[now] = candidate
            best = reached
        aligned = dict(max(best.values(), key=lambda known: known[0])[1])
        beside, place = self._caption, self._caption_now
        for column in columns:
            now = aligned.get(column, place + column - beside)
            if column not in aligned and (column in self._headings or now in aligned.values()):
                continue
            aligned[column] = now
            beside, place = column, now
        return aligned

    # ---- rows

    def _find_rows(self) -> None:
        waiting = {row.row: row for row in self._mapped.rows}
        free = {row: None for row in sorted(self._sheet.rows) if self._holds_something(row)}
        for with_formulas in (True, False):
            self._match_alike(waiting, free, with_formulas=with_formulas)
        self._match_captions(waiting, free)
        self._match_figures(waiting, free)
        self._match_places(waiting, free)
        found = self.found
        found.lost = [row for row in waiting.values() if plain(row.values.get(self._caption)) or _figures(row)]
        first = min(found.row_of.values(), default=None)
        if first is not None:
            found.others = [row for row in free if row > first or self._has_figure_as_reported(row)]

    def _has_figure_as_reported(self, row: int) -> bool:
        """True if a row above all others holds a figure where no heading has one."""
        column = self._mapped.column_with(FigureRole.AS_REPORTED)
        return column is not None and number_of(self._now(row, column)) is not None

    def _holds_something(self, row: int) -> bool:
        ours = {*self.found.column_of.values(), self._key_now}
        return any(cell.column in ours for cell in self._sheet.rows[row])

    def _now(self, row: int, column: int) -> SheetCell | None:
        now = self.found.column_of.get(column)
        return None if now is None else self._sheet.at.get((row, now))

    def _caption_at(self, row: int) -> str:
        return text_of(self._now(row, self._caption))

    def _key_at(self, row: int) -> str:
        return "" if self._key_now is None else text_of(self._sheet.at.get((row, self._key_now)))

    def _columns_of_figures(self) -> list[int]:
        """The columns of figures that were found."""
        roles = (FigureRole.AS_REPORTED, FigureRole.ADJUSTMENT, FigureRole.RESULT, FigureRole.TRANSLATION)
        return [column for column in self.found.column_of if self._mapped.columns[column].role in roles]

    def _signature(self, columns: Iterable[int], row: MappedRow | int) -> "_Signature":
        """Return the caption and the figures of a row of the map, or of a returned row."""
        ordered = sorted(columns)
        if isinstance(row, int):
            return self._caption_at(row), *(_as_float(number_of(self._now(row, column))) for column in ordered)
        figures = (_as_float(number_in(row.values.get(column))) for column in ordered)
        return self._captions[row.row], *figures

    def _match_alike(self, waiting: "_Waiting", free: "_Free", *, with_formulas: bool) -> None:
        """Match rows that hold the same; where several do, by their keys, then in their order."""
        columns = self._columns_of_figures()
        wanted: dict[tuple[frozenset[int], _Signature], list[MappedRow]] = defaultdict(list)
        for row in waiting.values():
            compared = frozenset(columns if with_formulas else set(columns) - row.formulas.keys())
            if any(own := self._signature(compared, row)):
                wanted[compared, own].append(row)
        there: dict[tuple[frozenset[int], _Signature], list[int]] = defaultdict(list)
        for compared in {compared for compared, _ in wanted}:
            for now in free:
                there[compared, self._signature(compared, now)].append(now)
        for key, alike in wanted.items():
            self._match_by_key_and_order(alike, [now for now in there[key] if now in free], waiting, free)

    def _match_by_key_and_order(
        self, alike: Sequence[MappedRow], there: list[int], waiting: "_Waiting", free: "_Free"
    ) -> None:
        if len(alike) > 1 or len(there) > 1:
            for row in alike:
                now = next((now for now in there if self._has_key(row, now)), None)
                if now is not None:
                    there.remove(now)
                    self._match(row, now, waiting, free)
            alike = [row for row in alike if row.row in waiting]
            if len(alike) != len(there):
                return
        for row, now in zip(alike, there, strict=False):
            self._match(row, now, waiting, free)

    def _has_key(self, row: MappedRow, now: int) -> bool:
        return row.kind != "remainder" and self._key_at(now) == row.key

    def _match(self, row: MappedRow, now: int, waiting: "_Waiting", free: "_Free") -> None:
        self.found.row_of[row.row] = now
        del waiting[row.row], free[now]

    def _match_captions(self, waiting: "_Waiting", free: "_Free") -> None:
        """Match rows of the same caption, those that agree most first; one that stands alone by its caption."""
        by_caption: dict[str, list[int]] = defaultdict(list)
        for now in free:
            by_caption[self._caption_at(now)].append(now)
        total = Counter(self._captions.values())
        groups: dict[str, list[MappedRow]] = defaultdict(list)
        for row in waiting.values():
            if self._captions[row.row]:
                groups[self._captions[row.row]].append(row)
        for caption, rows in groups.items():
            there = by_caption.get(caption, [])
            if len(rows) == len(there) == 1 and total[caption] == 1:
                self._match(rows[0], there[0], waiting, free)
                continue
            ranked = sorted(
                ((self._points(row, now), row, now) for row in rows for now in there), key=lambda each: -each[0]
            )
            for points, row, now in ranked:
                if (
                    points
                    and row.row in waiting
                    and now in free
                    and self._is_best(points, row, now, ranked, waiting, free)
                ):
                    self._match(row, now, waiting, free)

    def _points(self, row: MappedRow, now: int) -> int:
        """Return how far a returned row agrees with a row of the map, its caption aside."""
        agreeing = sum(
            1
            for column in self._columns_of_figures()
            if number_in(row.values.get(column)) and is_same(row.values[column], self._now(now, column))
        )
        return 2 * agreeing + self._has_key(row, now)

    def _is_best(
        self,
        points: int,
        row: MappedRow,
        now: int,
        ranked: Iterable[tuple[int, MappedRow, int]],
        waiting: Mapping[int, MappedRow],
        free: Mapping[int, None],
    ) -> bool:
        """True if no other pair with one of the two agrees as far."""
        return not any(
            other_points >= points and (other.row == row.row) != (other_now == now)
            for other_points, other, other_now in ranked
            if other.row in waiting and other_now in free
        )

    def _match_figures(self, waiting: "_Waiting", free: "_Free") -> None:
        """Match rows that are called otherwise now by their figures, which all agree, or half of them with the key."""
        columns = self._columns_of_figures()
        with_figure: dict[tuple[int, str], list[int]] = defaultdict(list)
        for now in free:
            for column in columns:
                if number := number_of(self._now(now, column)):
                    with_figure[column, _as_float(number)].append(now)
        candidates = []
        for row in waiting.values():
            told = ((column, _as_float(number)) for column in columns if (number := number_in(row.values.get(column))))
            rows = dict.fromkeys(now for figure in told for now in with_figure.get(figure, ()))
            candidates += [(self._points(row, now), row, now) for now in rows if self._may_be(row, now)]
        ranked = sorted(candidates, key=lambda each: -each[0])
        for points, row, now in ranked:
            if row.row in waiting and now in free and self._is_best(points, row, now, ranked, waiting, free):
                self._match(row, now, waiting, free)

    def _may_be(self, row: MappedRow, now: int) -> bool:
        told = [column for column in self._columns_of_figures() if number_in(row.values.get(column))]
        agreeing = sum(1 for column in told if is_same(row.values[column], self._now(now, column)))
        if not agreeing or self._captions[row.row] == self._caption_at(now):
            return False
        return agreeing == len(told) or (self._has_key(row, now) and 2 * agreeing >= len(told))

    def _match_places(self, waiting: "_Waiting", free: "_Free") -> None:
        """Match what is left by its key if it stands between its neighbours; a row with figures is then doubtful."""
        order = [row.row for row in self._mapped.rows]
        for row in list(waiting.values()):
            now = next((now for now in free if self._has_key(row, now)), None)
            if now is None:
                continue
            place = order.index(row.row)
            above = next(
                (self.found.row_of[other] for other in reversed(order[:place]) if other in self.found.row_of), 0
            )
            below = next(
                (self.found.row_of[other] for other in order[place + 1 :] if other in self.found.row_of), now + 1
            )
            if not above < now < below:
                continue
            is_same_caption = self._captions[row.row] == self._caption_at(now)
            has_figures = any(number_of(self._now(now, column)) for column in self._columns_of_figures())
            self._match(row, now, waiting, free)
            if has_figures and not is_same_caption:
                self.found.doubtful.add(row.row)


def _figures(row: MappedRow) -> bool:
    return any(number_in(text) for text in row.values.values())


def _weight(figures: _Figures) -> int:
    return sum((A_ZERO if float(figure) == 0 else A_NUMBER) * count for (_, figure), count in figures.items())


def _as_float(number: Decimal | None) -> str:
    return "" if number is None else repr(float(number))
