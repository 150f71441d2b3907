"""What reviewers do to a review workbook, each with the one meaning that it has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tests.exporting.books import exported
from tests.returning.office_reviewer import Step
from workbench.commands.adjustments import NOTE, SWITCH
from workbench.commands.comments import COMMENT
from workbench.commands.entries import EFFECT
from workbench.commands.figures import FIGURE, TOTAL
from workbench.commands.lines import CAPTION
from workbench.commands.open_items import OPEN_ITEM
from workbench.commands.statement_lines import LINE
from workbench.commands.ticks import TICK
from workbench.commands.uncorrected import UNCORRECTED
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.exporting.layout import relative_reference
from workbench.exporting.listing_sheets import ENTERED_DIFFERENCE, HEADINGS_OF_ENTRIES
from workbench.merging import Answer, Merge
from workbench.returning.own_map import MappedRow, MappedSheet, OwnMap, read_map
from workbench.session import Session
from workbench.workbooks import begin_reading

TAKE, RESTATE, UNEXPLAINED, ADD, SUBTRACT = (
    Answer.TAKE, Answer.RESTATE, Answer.UNEXPLAINED, Answer.ADD, Answer.SUBTRACT,
)  # fmt: skip


ANY = ()
"""Answers that depend on the book."""
OF_VALUES = ("returned-values-only", "returned-rows-sorted")
"""The keys of what is said of files without formulas."""


@dataclass(frozen=True)
class Meaning:
    """One proposal: what is altered, where it stands in the file, and what can be answered. ``new``: if it is told."""

    attribute: str
    place: str
    answers: tuple[Answer, ...] = (TAKE,)
    is_asked: bool = False
    new: Decimal | int | str | None = None


@dataclass(frozen=True)
class Case:
    """``in_values``: it can be told from values alone, too. ``remarks``: the keys of what is said besides."""

    name: str
    steps: tuple[Step, ...]
    means: tuple[Meaning, ...] = ()
    remarks: tuple[str, ...] = ()
    in_values: bool = True


@dataclass(frozen=True)
class Book:
    """A project with its review workbook, and the map of that."""

    name: str
    project: Project
    review: Path
    own: OwnMap


def book_of(name: str, session: Session, folder: Path) -> Book:
    review = exported(session, folder, f"{name}.xlsx")
    own = read_map(begin_reading(review).workbook())
    assert own is not None
    return Book(name, session.project, review, own)


class Places:
    """Cells of a book by what they hold."""

    def __init__(self, book: Book) -> None:
        self.book = book
        sheets = [sheet for sheet in book.own.sheets if sheet.kind == "appendix"]
        self.sheet = max(sheets, key=lambda sheet: (len(sheet.rows), sheet.number))
        self.caption = 1
        self.as_reported = self._column(FigureRole.AS_REPORTED)
        self.result = self._column(FigureRole.RESULT)
        self.tick = self._column("tick")
        self.effect, self.moved = next(
            (column, row)
            for row in self.sheet.rows
            for column, known in self.sheet.columns.items()
            if row.kind == "line" and known.role == FigureRole.ADJUSTMENT
            and column not in row.formulas and row.values.get(column) not in ("0", None)
        )  # fmt: skip

    def _column(self, role: str) -> int:
        column = self.sheet.column_with(role)
        assert column is not None
        return column

    @property
    def name(self) -> str:
        return self.sheet.name

    def row(self, holds: Callable[[MappedRow], bool]) -> MappedRow:
        return next(row for row in self.sheet.rows if holds(row))

    @property
    def plain(self) -> MappedRow:
        """A line with a figure as reported, not the one that the difference moves."""
        return self.row(
            lambda row: row.kind == "line" and not row.formulas.get(self.as_reported) and row is not self.moved
            and number(row, self.as_reported) != 0 and len(row.formulas) == 1
        )  # fmt: skip

    @property
    def total(self) -> MappedRow:
        return self.row(lambda row: self.as_reported in row.formulas)

    @property
    def entry(self) -> tuple[MappedSheet, MappedRow]:
        """The row of the list of entries that makes up the effect."""
        sheet = next(self.book.own.of_kind("entries"))
        adjustment = self.sheet.columns[self.effect].adjustment_or_currency
        for row in sheet.rows:
            leg = row.leg
            if (leg.adjustment, leg.line, leg.period) == (adjustment, self.moved.line, self.sheet.period):
                return sheet, row
        raise AssertionError(self.moved)

    def ref(self, row: MappedRow | int, column: int) -> str:
        return relative_reference(row if isinstance(row, int) else row.row, column)

    def at(self, row: MappedRow | int, column: int) -> str:
        return f"{self.name}!{self.ref(row, column)}"


def number(row: MappedRow, column: int) -> Decimal:
    return Decimal(row.values.get(column) or 0)


def cases_of(book: Book) -> Iterator[Case]:
    """Yield everything that a reviewer does, one thing at a time."""
    places = Places(book)
    yield Case("nothing", ())
    yield from _figures(places)
    yield from _typed_over(places)
    yield from _words(places)
    yield from _rows_and_sheets(places, book)
    yield from _lists(places, book)


def _figures(at: Places) -> Iterator[Case]:
    moved, effect, name = at.moved, at.effect, at.name
    new = number(moved, effect) + 7
    place = at.at(moved, effect)
    in_sheet: Step = ("number", name, at.ref(moved, effect), str(new))
    entries, listed = at.entry
    in_list: Step = ("number", entries.name, relative_reference(listed.row, 7), str(new))
    changed = Meaning(EFFECT, place, new=new)
    yield Case("an effect", (in_sheet,), (changed,))
    yield Case("an entry", (in_list,), (Meaning(EFFECT, f"{entries.name}!{in_list[2]}", new=new),))
    yield Case("an effect and its entry alike", (in_sheet, in_list), (changed,))
    as_text: Step = ("text", entries.name, in_list[2], f"{new:,}")
    yield Case("an entry typed as text", (as_text,), (Meaning(EFFECT, f"{entries.name}!{in_list[2]}", new=new),))
    of_entry = f"{entries.name}!{in_list[2]}"
    yield Case("words in place of an entry", (("text", *in_list[1:3], "to be agreed"),), (Meaning(COMMENT, of_entry),))
    beside = relative_reference(listed.row, len(HEADINGS_OF_ENTRIES) + 1)
    said = Meaning(COMMENT, f"{entries.name}!{beside}")
    yield Case("words beside an entry", (("text", entries.name, beside, "agreed to the ledger"),), (said,))
    name_of_difference: Step = ("text", entries.name, relative_reference(listed.row, ENTERED_DIFFERENCE), "Another")
    yield Case("the words of an entry", (name_of_difference,), (), ("returned-sheet-altered",), False)
    both = (name_of_difference, in_list)
    doubtful = Meaning(EFFECT, of_entry, is_asked=True, new=new)
    yield Case("an entry and its words", both, (doubtful,), ("returned-sheet-altered",), False)
    otherwise: Step = ("number", entries.name, in_list[2], str(new + 1))
    yield Case("an effect and its entry otherwise", (in_sheet, otherwise), (Meaning(EFFECT, place, is_asked=True),))
    yield Case("an effect cleared", (("text", name, in_sheet[2], ""),), (Meaning(EFFECT, place, new=Decimal(0)),))
    row = at.plain
    nil = next(
        column
        for column, known in at.sheet.columns.items()
        if known.role == FigureRole.ADJUSTMENT and number(row, column) == 0
    )
    yield Case(
        "an effect where there was none",
        (("number", name, at.ref(row, nil), "55"),),
        (Meaning(EFFECT, at.at(row, nil), new=Decimal(55)),),
    )
    reported = number(row, at.as_reported) + 100
    cell, place = at.ref(row, at.as_reported), at.at(row, at.as_reported)
    figure = Meaning(FIGURE, place, new=reported)
    yield Case("a figure as reported", (("number", name, cell, str(reported)),), (figure,))
    yield Case("a figure typed as text", (("text", name, cell, f"{reported:,}"),), (figure,))
    yield Case("a figure calculated", (("formula", name, cell, f"={reported - 1}+1"),), (figure,))
    yield Case("a figure cleared", (("text", name, cell, ""),), (Meaning(FIGURE, place),))
    yield Case("words in place of a figure", (("text", name, cell, "see note 5"),), (Meaning(COMMENT, place),))
    for row in at.sheet.rows:
        if row.kind == "remainder":
            more = number(row, at.as_reported) + 3
            yield Case(
                "a remainder",
                (("number", name, at.ref(row, at.as_reported), str(more)),),
                (Meaning(TOTAL, at.at(row, at.as_reported), (RESTATE,), is_asked=True),),
            )
            break


def _typed_over(at: Places) -> Iterator[Case]:
    for name, row, column, attribute, answers in (
        ("a total as reported typed over", at.total, at.as_reported, TOTAL, (RESTATE,)),
        ("a result typed over", at.plain, at.result, FIGURE, (RESTATE, UNEXPLAINED)),
        ("the result of a total typed over", at.total, at.result, TOTAL, (RESTATE, UNEXPLAINED)),
        ("the effect on a total typed over", at.total, at.effect, TOTAL, (UNEXPLAINED,)),
    ):
        typed = number(row, column) + 13
        meaning = Meaning(attribute, at.at(row, column), answers, is_asked=True, new=typed)
        yield Case(name, (("number", at.name, at.ref(row, column), str(typed)),), (meaning,))
    row, column = at.plain, at.result
    typed, cell = number(row, column) + 1_113, at.ref(row, column)
    as_text = Meaning(FIGURE, at.at(row, column), (RESTATE, UNEXPLAINED), is_asked=True, new=typed)
    yield Case(
        "a result typed over as text", (("text", at.name, cell, f"{typed:,}".replace(",", " ")),), (as_text,), (), False
    )
    yield Case("a result cleared", (("text", at.name, cell, ""),), (), ("returned-formulas-cleared",), False)
    row, column = at.total, at.result
    longer = f"{row.formulas[column]}+13"
    meaning = Meaning(TOTAL, at.at(row, column), (RESTATE, UNEXPLAINED), is_asked=True)
    yield Case("a formula that adds more", (("formula", at.name, at.ref(row, column), longer),), (meaning,))


def _words(at: Places) -> Iterator[Case]:
    cell, place, name = at.ref(at.moved, at.effect), at.at(at.moved, at.effect), at.name
    yield Case(
        "a comment", (("comment", name, cell, "Agreed to the contract."),), (Meaning(COMMENT, place),), (), False
    )
    for mark in ("?", "？"):
        asked: Step = ("comment", name, cell, f"Why so much{mark}")
        yield Case(f"a question with {mark}", (asked,), (Meaning(OPEN_ITEM, place),), (), False)
    tick, beside = at.ref(at.plain, at.tick), at.at(at.plain, at.tick)
    yield Case("a tick", (("text", name, tick, "✓"),), (Meaning(TICK, beside),))
    yield Case("two ticks", (("text", name, tick, "✓ ^"),), (Meaning(TICK, beside), Meaning(TICK, beside)))
    yield Case("words beside a row", (("text", name, tick, "agreed"),), (Meaning(COMMENT, beside),))
    ticked = (Meaning(TICK, beside), Meaning(COMMENT, beside))
    yield Case("a tick with words", (("text", name, tick, "✓ to the ledger"),), ticked)
    notes = next(at.book.own.of_kind("notes"))
    note = notes.rows[0]
    cell = relative_reference(note.row, *note.values)
    yield Case(
        "a note",
        (("text", notes.name, cell, "The rate is that of the lease."),),
        (Meaning(NOTE, f"{notes.name}!{cell}", new="The rate is that of the lease."),),
    )
    caption = f"{at.plain.values[1]}, net"
    renamed = Meaning(CAPTION, at.at(at.plain, 1), new=caption)
    yield Case("a caption", (("text", name, at.ref(at.plain, 1), caption),), (renamed,))


def _rows_and_sheets(at: Places, book: Book) -> Iterator[Case]:
    name, first, last = at.name, at.sheet.rows[0].row, at.sheet.rows[-1].row
    switch = book.own.switches[0]
    cell = relative_reference(switch.row, switch.column)
    set_otherwise = Meaning(SWITCH, f"{switch.sheet}!{cell}", new=1 - switch.is_on)
    yield Case("a switch", (("number", switch.sheet, cell, str(1 - switch.is_on)),), (set_otherwise,))
    renamed = (("number", switch.sheet, cell, str(1 - switch.is_on)), ("rename sheet", switch.sheet, "Summary"))
    yield Case("a switch on a renamed sheet", renamed, (replace(set_otherwise, place=f"Summary!{cell}"),))
    row = str(at.plain.row)
    new = (
        ("insert rows", name, row),
        ("text", name, f"A{row}", "Licence fees"),
        ("number", name, at.ref(int(row), at.as_reported), "321"),
    )
    answers = (TAKE, ADD, SUBTRACT)
    yield Case("a row with a figure", new, (Meaning(LINE, f"{name}!A{row}", answers, is_asked=True),))
    top = str(first)
    above = (
        ("insert rows", name, top),
        ("text", name, f"A{top}", "Licence fees"),
        ("number", name, at.ref(first, at.as_reported), "321"),
    )
    yield Case("a figure above all lines", above, (Meaning(LINE, f"{name}!A{top}", ANY, is_asked=True),))
    row = str(at.total.row)
    said = (("insert rows", name, row), ("text", name, f"A{row}", "To be discussed"))
    yield Case("a row with words", said, (Meaning(COMMENT, f"{name}!A{row}"),))
    yield Case("a blank row", (("insert rows", name, row),))
    yield Case("a row deleted", (("delete rows", name, row),), (), ("returned-rows-missing",), False)
    yield Case("a row above", (("insert rows", name, "3"),))
    area = f"A{first}:{relative_reference(last, at.result)}"
    yield Case("visible columns sorted", (("sort", name, area, "1"),))
    assert at.sheet.key_column is not None
    whole = f"A{first}:{relative_reference(last, at.sheet.key_column)}"
    yield Case("rows sorted", (("sort", name, whole, "1"),))
    effect: Step = ("number", name, at.ref(at.moved, at.effect), str(number(at.moved, at.effect) + 7))
    yield Case("an effect changed, then sorted", (effect, ("sort", name, area, "1")), (Meaning(EFFECT, ""),), (), False)
    yield Case("a column before the figures", (("insert columns", name, "2"),))
    remarks = (
        ("insert columns", name, str(at.tick)),
        ("text", name, at.ref(at.plain, at.tick), "agreed to the ledger"),
    )
    yield Case("a column of remarks", remarks, (Meaning(COMMENT, at.at(at.plain, at.tick)),))
    far = at.sheet.key_column + 3
    beside = ("text", name, at.ref(at.plain, far), "agreed to the ledger")
    yield Case("words far right", (beside,), (Meaning(COMMENT, at.at(at.plain, far)),))
    yield Case("a column deleted", (("delete columns", name, str(at.tick)),), (), ("returned-columns-missing",))
    yield Case("formats", (("format", name, at.ref(at.plain, 1)), ("hide rows", name, row)))
    yield Case("a sheet renamed and moved", (("rename sheet", name, "P and L"), ("move sheet", "P and L", "0")))
    yield Case("a sheet deleted", (("delete sheet", name),), (), ("returned-sheet-missing",))
    added = (("add sheet", "Mine"), ("text", "Mine", "A2", "Check the rate"), ("text", "Mine", "B2", "by Friday"))
    offered = Meaning(OPEN_ITEM, "Mine!A2", is_asked=True)
    yield Case("a sheet added", added, (offered,))


def _lists(at: Places, book: Book) -> Iterator[Case]:
    items, uncorrected = (next(book.own.of_kind(kind)) for kind in ("open-items", "uncorrected"))
    asked = (
        ("text", items.name, "F7", "The contract is missing"),
        ("text", items.name, "C7", "Wang"),
        ("number", items.name, "G7", "500"),
    )
    yield Case("an open item", asked, (Meaning(OPEN_ITEM, f"{items.name}!F7"),))
    period = book.project.periods[at.sheet.period]
    left = (
        ("text", uncorrected.name, "B7", "Rounding of interest"),
        ("text", uncorrected.name, "C7", period.label),
        ("number", uncorrected.name, "D7", "-3"),
        ("text", uncorrected.name, "F7", "Trivial"),
    )
    yield Case("an uncorrected difference", left, (Meaning(UNCORRECTED, f"{uncorrected.name}!B7"),))


def wrong_in(case: Case, merge: Merge, *, says_values: bool = False) -> list[str]:
    """Return how a merge is otherwise than the case means; ``says_values``: it may say that it is of values only."""
    found = [
        Meaning(
            each.attribute,
            each.place,
            tuple(answer for answer in each.answers if answer is not Answer.KEEP),
            each.is_asked,
        )
        for each in merge.proposals
    ]
    wrong = []
    expected = list(case.means)
    if len(found) != len(expected):
        wrong.append(f"{case.name}: {len(found)} proposals, not {len(expected)}: {found}")
    for meaning, proposal, each in zip(expected, found, merge.proposals, strict=False):
        if (meaning.attribute, meaning.place or each.place) != (proposal.attribute, proposal.place):
            wrong.append(f"{case.name}: {proposal}, not {meaning}")
        if (meaning.answers or proposal.answers, meaning.is_asked) != (proposal.answers, proposal.is_asked):
            wrong.append(f"{case.name}: {proposal.answers}, asked {proposal.is_asked}, not {meaning}")
        if meaning.new is not None and each.new != meaning.new:
            wrong.append(f"{case.name}: new {each.new}, not {meaning.new}")
    keys = [remark.key for remark in merge.remarks if not (says_values and remark.key in OF_VALUES)]
    if keys != list(case.remarks):
        wrong.append(f"{case.name}: says {keys}, not {list(case.remarks)}")
    return wrong


def names_of(cases: Sequence[Case]) -> list[str]:
    return [case.name for case in cases]
