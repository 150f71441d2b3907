"""Reads journal entries from a table of texts: rows of the clipboard, or the cells of a sheet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from workbench.amount_text import names_a_side
from workbench.domain.adjustments import LegKind
from workbench.domain.amounts import format_for_reader
from workbench.domain.ids import LineId
from workbench.domain.ledger import ZERO, Ledger
from workbench.domain.project import Project
from workbench.domain.statements import Line, Statement
from workbench.errors import WorkbenchError
from workbench.importing.language.vocabulary import currencies_in, kind_in, resolve_currency, scale_in, unit_part
from workbench.journals.columns import NAMES, Columns, Row, columns_headed, columns_of, text_at
from workbench.journals.headings import Part, heads_sum
from workbench.journals.lines import LineFinder, LineMatch
from workbench.journals.moments import Moments
from workbench.languages import words_in
from workbench.phrases import ENGLISH, Phrase, phrase, phrase_of_list
from workbench.plain_text import unescape_formula
from workbench.typed_amounts import NotAnAmount, parse_typed_amount
from workbench.wording.names import name_of_leg_kind
from workbench.wording.periods import short_phrase
from workbench.wording.scales import phrase_of_scale

SIDE_BEFORE_NAME = re.compile(
    r"^\s*(?:(?P<debit>dr\b[.:：]?\s|(?:debit|借)\s*[:：])|(?P<credit>cr\b[.:：]?\s|(?:credit|贷)\s*[:：]))\s*", re.I
)
"""``Dr Loans receivable``, ``贷：未分配利润``."""
SIGNS = {Part.DEBIT: 1, Part.CREDIT: -1}
SIDES = ((re.compile(r"^(d|s|借)", re.I), 1), (re.compile(r"^(c|h|贷)", re.I), -1))
"""How a column of sides begins to say debit (German *Soll*) or credit (*Haben*)."""
FROM_ABOVE = (Part.DIFFERENCE, Part.PERIOD)
"""What a row with a blank has as the rows above."""
NO_ACCOUNT = phrase("The row has an amount, but no account. Name the line that it moves.")
BOTH_SIDES = phrase("Both a debit and a credit are entered. Enter one of them, or put each in a row of its own.")
SOME_LINE = Line(LineId(""), "")
"""Stands for a line that is not known yet: its amounts are money."""
BETWEEN_MEMOS, BETWEEN_REFERENCES = "; ", ", "


@dataclass(frozen=True, slots=True)
class ReadLeg:
    """One row of a journal as it was read. ``row``, ``column``: counted from 1, of the account or of the ``problem``.

    ``matches``: the lines that the account may name: one is certain, of several the user must choose. ``debit``: a
    credit is negative; None if the table has amounts in the lines' own signs, which are ``displayed`` instead.
    ``kind``: None if the table does not say. ``problem``: why the row cannot be posted as it is.
    """

    row: int
    column: int
    account: str
    section: str = ""
    matches: tuple[LineMatch, ...] = ()
    debit: Decimal | None = None
    displayed: Decimal | None = None
    period_text: str = ""
    kind: LegKind | None = None
    memo: str = ""
    problem: Phrase | None = None

    @property
    def line(self) -> LineMatch | None:
        """The line, if only one can be meant."""
        return self.matches[0] if len(self.matches) == 1 else None


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One journal entry as it was read. ``row``: its first, counted from 1. ``key``: its number in the table, or "".

    ``difference``: the name of its difference; "" if the table has none. ``brought_forward_to``: the date on which it
    is also to stand, as written. ``notes``: what was left out of it.
    """

    row: int
    key: str
    difference: str
    memo: str
    reference: str
    brought_forward_to: str
    legs: tuple[ReadLeg, ...]
    notes: tuple[Phrase, ...] = ()


def read_journal(rows: Sequence[Row], project: Project, finder: LineFinder) -> tuple[ReadEntry, ...]:
    """Return the entries of a table, in the order of their first rows; no row with an amount is left out silently.

    ``finder``: of ``project``. Raises WorkbenchError if nothing says what the columns hold, or if the amounts are in
    another unit than the project's.
    """
    table = [[unescape_formula(text) for text in row] for row in rows]
    if not any(text.strip() for row in table for text in row):
        return ()
    columns = columns_of(table, lambda text: bool(finder.match(text)))
    refuse_other_unit(columns.texts, project)
    reader = _Reader(project, finder)
    for number, row in enumerate(table[columns.first_row :], columns.first_row):
        if other_columns := columns_headed(table, number):
            columns = other_columns
            reader.end_block()
        else:
            reader.take(number + 1, row, columns)
    return reader.entries()


def refuse_other_unit(texts: Iterable[str], project: Project) -> None:
    """Raise WorkbenchError if a heading names another scale or currency than the project's."""
    for text in texts:
        unit = unit_part(text) or ""
        if (scale_in(unit) or project.scale) != project.scale:
            raise WorkbenchError(
                "'{text}': the amounts of this project are in {scale}. Convert those of the journal.",
                text=text,
                scale=phrase_of_scale(project.scale),
            )
        codes = [resolve_currency(code, project.currency) for code in currencies_in(unit)]
        if codes and project.currency and project.currency not in codes:
            raise WorkbenchError(
                "'{text}': the amounts of this project are in {currency}. Convert those of the journal.",
                text=text,
                currency=project.currency,
            )


@dataclass
class _OpenEntry:
    """An entry whose rows are being read."""

    row: int
    key: str
    difference: str
    forward: str
    memos: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    legs: list[ReadLeg] = field(default_factory=list)
    notes: list[Phrase] = field(default_factory=list)

    def entry(self) -> ReadEntry:
        return ReadEntry(
            self.row,
            self.key,
            self.difference,
            BETWEEN_MEMOS.join(dict.fromkeys(self.memos)),
            BETWEEN_REFERENCES.join(dict.fromkeys(self.references)),
            self.forward,
            tuple(self.legs),
            tuple(self.notes),
        )


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of a row, in its column; ``period_text``: what heads the column if that is a period."""

    place: int
    leg: ReadLeg


class _Reader:
    """Takes the rows of a table, top to bottom. A *block* ends at a blank row, at a sum, and at new headings."""

    def __init__(self, project: Project, finder: LineFinder) -> None:
        self._project = project
        self._finder = finder
        self._ledger = Ledger(project)
        self._moments = Moments(project)
        self._open: dict[tuple[str, ...], _OpenEntry] = {}
        self._block = 0
        self._above: dict[Part, str] = {}
        self._narration: list[str] = []
        self._all: list[_Amount] = []
        self._begin_block()

    def entries(self) -> tuple[ReadEntry, ...]:
        return tuple(entry.entry() for entry in self._open.values())

    def end_block(self) -> None:
        self._block += 1
        self._begin_block()

    def _begin_block(self) -> None:
        self._key = ""
        self._last: _OpenEntry | None = None
        self._end_of_last = ""
        self._of_block: list[_Amount] = []

    def take(self, number: int, row: Row, columns: Columns) -> None:
        """Take row ``number``, counted from 1."""
        if not any(text.strip() for text in row):
            self.end_block()
        elif not _has_amounts(row, columns) and self._is_narration(row, columns):
            self._narrate(row, columns)
        elif sums := _sums(row, columns):
            self._take_sum(number, row, columns, sums)
        else:
            self._take_legs(number, row, columns)

    # ---- words between the legs

    def _is_narration(self, row: Row, columns: Columns) -> bool:
        """True for a row of words: it names no account, or has nothing but a name that is no line's."""
        names = [text for part in NAMES if (text := columns.text(row, part))]
        others = [part for part in columns.places if part not in (*NAMES, Part.MEMO) and columns.text(row, part)]
        return not names or not (others or any(map(self._finder.match, names)))

    def _narrate(self, row: Row, columns: Columns) -> None:
        """Take what a row of words says of the entries below, or of the one above that it ends."""
        for part in FROM_ABOVE:
            self._text_or_above(row, columns, part)
        self._key = columns.text(row, Part.ENTRY) or self._key
        told = {place for part, place in columns.places.items() if part not in (*NAMES, Part.MEMO)}
        words = " ".join(text for place in range(len(row)) if place not in told and (text := text_at(row, place)))
        if words and self._last:
            self._last.memos.append(words)
        elif words:
            self._narration.append(words)

    # ---- sums

    def _take_sum(self, number: int, row: Row, columns: Columns, sums: Mapping[int, Decimal]) -> None:
        for amounts in (self._of_block, self._all):
            if self._last and _add_up(amounts, sums, columns):
                self._last.notes.append(phrase("Row {row} is the sum of the rows above, and was left out.", row=number))
                self.end_block()
                return
        place, amount = next(iter(sums.items()))
        caption = next((text for text in map(str.strip, row) if heads_sum(text)), "")
        problem = phrase(
            "{amount} is not the sum of the rows above. Correct it, or delete the row.",
            amount=format_for_reader(amount),
        )
        leg = ReadLeg(number, place + 1, caption, problem=problem if caption else NO_ACCOUNT)
        self._add(_Amount(place, replace(leg, period_text=self._above.get(Part.PERIOD, ""))), row, columns)

    # ---- legs

    def _take_legs(self, number: int, row: Row, columns: Columns) -> None:
        account, side = _account_and_side(row, columns)
        section = columns.text(row, Part.SECTION)
        leg = ReadLeg(
            number,
            columns.place(*NAMES, Part.CODE) + 1,
            account,
            section,
            self._lines(account, section, columns.text(row, Part.STATEMENT)),
            period_text=self._text_or_above(row, columns, Part.PERIOD),
            memo=columns.text(row, Part.MEMO),
        )
        leg = self._with_kind(leg, row, columns)
        for amount in _amounts(leg, row, columns, side, self._project.scale):
            has_own_period = amount.leg.period_text != leg.period_text
            place = amount.place if has_own_period else columns.place(Part.PERIOD)
            self._add(replace(amount, leg=self._with_problems(amount.leg, place + 1)), row, columns)

    def _lines(self, account: str, section: str, statement_text: str) -> tuple[LineMatch, ...]:
        if not account:
            return ()
        statements = self._statements(statement_text) if statement_text else ()
        if len(statements) == 1:
            return self._finder.match(account, section, statements[0])
        return self._finder.match(account, section or statement_text)

    def _statements(self, text: str) -> tuple[Statement, ...]:
        """Return the statements of an id, a title or a kind."""
        plain = text.casefold()
        named = [known for known in self._project.statements if plain in (known.id, known.title.casefold())]
        kind = kind_in(text)
        return tuple(named) or tuple(known for known in self._project.statements if kind in (known.kind,))

    def _with_kind(self, leg: ReadLeg, row: Row, columns: Columns) -> ReadLeg:
        text = columns.text(row, Part.KIND)
        if not text:
            return leg
        if kind := _kinds_by_name().get(text.casefold()):
            return replace(leg, kind=kind)
        problem = phrase(
            "'{text}' is not a kind of leg. Choose one of: {choices}.",
            text=text,
            choices=", ".join(kind.value for kind in LegKind),
        )
        return replace(leg, problem=problem, column=columns.place(Part.KIND) + 1)

    def _with_problems(self, leg: ReadLeg, period_column: int) -> ReadLeg:
        """Return a leg with what keeps it from being posted, as far as the table tells."""
        if leg.problem:
            return leg
        if not leg.account:
            return replace(leg, problem=NO_ACCOUNT)
        if not leg.matches and (line := self._finder.line_without_legs(leg.account)):
            problem = phrase("'{line}' is a heading or a total. Enter the amount on one of its parts.", line=line.name)
            return replace(leg, problem=problem)
        if wrong_period := self._problem_of_period(leg) if leg.period_text else None:
            return replace(leg, problem=wrong_period, column=period_column)
        if leg.line and leg.debit is not None and self._ledger.account(leg.line.line.id) is None:
            problem = phrase(
                "'{line}' is neither debited nor credited: it is in no balance sheet or result. Enter its effect in a "
                "column of amounts.",
                line=leg.line.line.name,
            )
            return replace(leg, problem=problem)
        return leg

    def _problem_of_period(self, leg: ReadLeg) -> Phrase | None:
        moment = self._moments.moment_of(leg.period_text)
        statement = self._project.statement_by_id[leg.line.statement] if leg.line else None
        if moment and (statement is None or self._moments.period_in(statement, moment)):
            return None
        shown = statement.periods if statement else self._project.periods
        choices = phrase_of_list([short_phrase(self._project.periods[period]) for period in shown])
        if leg.line is None or moment is None:
            return phrase(
                "'{text}' is no period of the statements. Choose one of: {choices}.",
                text=leg.period_text,
                choices=choices,
            )
        return phrase(
            "'{line}' has no figure for {text}. Choose one of: {choices}.",
            line=leg.line.line.name,
            text=leg.period_text,
            choices=choices,
        )

    # ---- which entry

    def _text_or_above(self, row: Row, columns: Columns, part: Part) -> str:
        """Return what a row says; a blank left for a repeated value takes the value above."""
        if text := columns.text(row, part):
            self._above[part] = text
        return self._above.get(part, "") if part in columns.places else ""

    def _add(self, amount: _Amount, row: Row, columns: Columns) -> None:
        leg = amount.leg
        end = self._end_of(leg.period_text)
        difference = self._text_or_above(row, columns, Part.DIFFERENCE)
        self._key = columns.text(row, Part.ENTRY) or self._key
        forward = columns.text(row, Part.BROUGHT_FORWARD)
        if not forward and self._last and self._last.difference == difference and self._end_of_last == end:
            forward = self._last.forward
        self._end_of_last = end
        identity = (difference, self._key) if self._key else (str(self._block), difference, end, forward)
        entry = self._open.setdefault(identity, _OpenEntry(leg.row, self._key, difference, forward))
        if forward and not leg.problem and (problem := self._problem_of_forward(forward, entry.forward)):
            leg = replace(leg, problem=problem, column=columns.place(Part.BROUGHT_FORWARD) + 1)
        entry.forward = entry.forward or forward
        entry.legs.append(leg)
        entry.memos += [*self._narration, *filter(None, (leg.memo,))]
        entry.references += filter(None, (columns.text(row, Part.REFERENCE),))
        self._narration, self._last = [], entry
        self._of_block.append(replace(amount, leg=leg))
        self._all.append(replace(amount, leg=leg))

    def _problem_of_forward(self, forward: str, other: str) -> Phrase | None:
        """Return why an entry is not brought forward to a date; ``other``: another one that it states, or ""."""
        moment = self._moments.moment_of(forward)
        if other not in ("", forward):
            return phrase("The entry is brought forward to {date}, too. Name one date.", date=other)
        if moment and moment.instant and moment.duration is None:
            return None
        dates = [period for period in self._project.periods.values() if period.is_instant]
        return phrase(
            "'{text}' is not the date of a balance sheet. Choose one of: {choices}.",
            text=forward,
            choices=phrase_of_list([short_phrase(period) for period in dates]),
        )

    def _end_of(self, period_text: str) -> str:
        """Return the day on which a period ends, which tells entries without a number apart."""
        moment = self._moments.moment_of(period_text) if period_text else None
        period = (moment.instant or moment.duration) if moment else None
        return str(self._project.periods[period].end) if period else ""


def _money_places(columns: Columns) -> list[int]:
    sides = [columns.places[part] for part in (Part.DEBIT, Part.CREDIT) if part in columns.places]
    return [*sides, *(place for place, _ in columns.amounts)]


def _has_amounts(row: Row, columns: Columns) -> bool:
    return any(text_at(row, place) for place in _money_places(columns))


def _plain_amount(text: str) -> Decimal | None:
    try:
        return parse_typed_amount(text, SOME_LINE)
    except NotAnAmount:
        return None


def _sums(row: Row, columns: Columns) -> dict[int, Decimal]:
    """Return the amounts of a row that is headed as a sum, or has no words at all, by column; else nothing."""
    amounts = {
        place: amount for place in _money_places(columns) if (amount := _plain_amount(text_at(row, place))) is not None
    }
    words = [text for place in range(len(row)) if place not in amounts and (text := text_at(row, place))]
    return amounts if any(map(heads_sum, words)) or not words else {}


def _add_up(amounts: Sequence[_Amount], sums: Mapping[int, Decimal], columns: Columns) -> bool:
    """True if ``sums`` are those of the columns, or one of them is that of all debits or credits in its column."""
    debits = [amount.leg.debit for amount in amounts if amount.leg.debit is not None]
    sides = {part: sum((abs(debit) for debit in debits if sign * debit > 0), ZERO) for part, sign in SIGNS.items()}
    part_of = {columns.places[part]: part for part in SIGNS if part in columns.places}
    for place, stated in sums.items():
        in_column = [amount.leg.displayed or ZERO for amount in amounts if amount.place == place]
        if place in part_of:
            is_sum = stated == sides[part_of[place]]
        else:
            is_sum = stated == sum(in_column, ZERO) or (bool(debits) and abs(stated) in sides.values())
        if not is_sum:
            return False
    return bool(amounts)


def _account_and_side(row: Row, columns: Columns) -> tuple[str, int]:
    """Return the name of an account with its code, and the side before it: 1 for a debit, -1 for a credit, else 0."""
    name = next((text for part in NAMES if (text := columns.text(row, part))), "")
    side = 0
    if prefix := SIDE_BEFORE_NAME.match(name):
        name, side = name[prefix.end() :], 1 if prefix["debit"] else -1
    return " ".join(filter(None, (columns.text(row, Part.CODE), name))), side


def _amounts(leg: ReadLeg, row: Row, columns: Columns, side: int, scale: int) -> Iterator[_Amount]:
    """Yield a leg for each amount of a row; one with a problem if it has none, or none that can be read."""
    line = leg.line.line if leg.line else SOME_LINE
    texts = {part: text for part in SIGNS if (text := columns.text(row, part))}
    if texts:
        yield _with_sides(leg, texts, columns, line, scale)
        return
    filled = [(place, period) for place, period in columns.amounts if text_at(row, place)]
    if not filled:
        place = _money_places(columns)[0]
        yield _Amount(place, _with_problem(leg, place, phrase("The row has no amount. Enter one, or 0 for nil.")))
    if side_text := columns.text(row, Part.SIDE):
        side = next((sign for known, sign in SIDES if known.match(side_text)), 0)
        if not side:
            problem = phrase("'{text}' is neither debit nor credit. Enter one of them.", text=side_text)
            leg = _with_problem(leg, columns.places[Part.SIDE], problem)
    for place, period in filled:
        text, own = text_at(row, place), replace(leg, period_text=period or leg.period_text)
        try:
            amount = parse_typed_amount(text, line, scale) or ZERO
        except NotAnAmount as refused:
            yield _Amount(place, _with_problem(own, place, refused.sentence))
            continue
        if side or names_a_side(text):
            yield _Amount(place, replace(own, debit=amount * (side or 1)))
        else:
            yield _Amount(place, replace(own, displayed=amount))


def _with_sides(leg: ReadLeg, texts: Mapping[Part, str], columns: Columns, line: Line, scale: int) -> _Amount:
    """Return a leg with what stands in its columns of debits and credits."""
    amounts: dict[Part, Decimal] = {}
    place = columns.place(*texts)
    for part, text in texts.items():
        try:
            amount = parse_typed_amount(text, line, scale) or ZERO
        except NotAnAmount as refused:
            return _Amount(place, _with_problem(leg, columns.places[part], refused.sentence))
        if names_a_side(text):
            amount *= SIGNS[part]  # it was read as a debit, a credit negative
            if amount < 0:
                problem = phrase("'{text}' stands in the column of the other side. Move it.", text=text)
                return _Amount(place, _with_problem(leg, columns.places[part], problem))
        amounts[part] = amount
    if all(amounts.get(part) for part in SIGNS):
        return _Amount(place, _with_problem(leg, columns.places[Part.CREDIT], BOTH_SIDES))
    return _Amount(place, replace(leg, debit=sum((SIGNS[part] * amount for part, amount in amounts.items()), ZERO)))


def _with_problem(leg: ReadLeg, place: int, problem: Phrase) -> ReadLeg:
    return leg if leg.problem else replace(leg, problem=problem, column=place + 1)


@cache
def _kinds_by_name() -> Mapping[str, LegKind]:
    names = {kind.value: kind for kind in LegKind}
    for words in (ENGLISH, words_in("zh_CN")):
        names |= {name_of_leg_kind(kind, words).casefold(): kind for kind in LegKind}
    return names
