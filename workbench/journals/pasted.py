"""Reads journal entries from a table of texts: rows of the clipboard, or the cells of a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import chain

from workbench.amount_text import POINT, ParsedAmount, parse_amount
from workbench.domain.adjustments import Leg, LegKind
from workbench.domain.amounts import decimals_of, format_for_reader
from workbench.domain.ledger import ZERO, Ledger
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineUnit, Statement
from workbench.errors import WorkbenchError
from workbench.importing.language.vocabulary import currencies_in, kind_in, resolve_currency, scale_in, unit_part
from workbench.journals.columns import NAMES, Columns, Row, columns_headed, columns_of, text_at
from workbench.journals.headings import Part, heads_sum
from workbench.journals.lines import LineFinder, LineMatch
from workbench.journals.moments import Moments
from workbench.journals.row_amounts import (
    RowAmount,
    Signs,
    account_and_side,
    amounts_in,
    has_amounts,
    places_of_amounts,
    signs_follow_sides,
    sums_in,
    wrong_sums,
)
from workbench.languages import words_in
from workbench.phrases import ENGLISH, Phrase, phrase, phrase_of_list
from workbench.plain_text import unescape_formula
from workbench.wording.names import name_of_leg_kind
from workbench.wording.periods import short_phrase
from workbench.wording.scales import phrase_of_scale

FROM_ABOVE = (Part.DIFFERENCE, Part.PERIOD)
"""What a row with a blank has as the rows above."""
FOR_NEXT = (Part.REFERENCE, Part.BROUGHT_FORWARD)
OF_ENTRIES = (*FROM_ABOVE, *FOR_NEXT, Part.ENTRY)
"""What a row without an account says of the entry below."""
NO_ACCOUNT = phrase("The row has an amount, but no account. Enter its account.")
DECIMALS_LIKE_THOUSANDS = 3
BETWEEN_MEMOS, BETWEEN_REFERENCES = "; ", ", "


@dataclass(frozen=True, slots=True)
class ReadLeg:
    """One row of a journal as it was read. ``row``, ``column``: counted from 1, of the account or of the ``problem``.
    ``amount_column``: of the amount; 0 if there is none.

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
    amount_column: int = 0

    @property
    def line(self) -> LineMatch | None:
        """The line, if only one can be meant."""
        return self.matches[0] if len(self.matches) == 1 else None


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One journal entry as it was read. ``row``: its first, counted from 1. ``key``: its number in the table, or "".

    ``difference``: the name of its difference; "" if the table has none. ``brought_forward_to``: the date on which it
    is also to stand, as written. ``notes``: what was left out of it. ``id``: that in the project which the table lists.
    """

    row: int
    key: str
    difference: str
    memo: str
    reference: str
    brought_forward_to: str
    legs: tuple[ReadLeg, ...]
    notes: tuple[Phrase, ...] = ()
    id: str = ""


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
    headed = list(_with_columns(table, columns))
    reader = _Reader(
        project,
        finder,
        points_are_clear=_points_are_clear(table, columns, project),
        signs_follow_sides=signs_follow_sides((row, known) for row, known in headed if known),
    )
    for number, (row, known) in enumerate(headed, columns.first_row + 1):
        if known:
            reader.take(number, row, known)
        else:
            reader.end_block()
    return reader.entries()


def _with_columns(table: Sequence[Row], columns: Columns) -> Iterator[tuple[Row, Columns | None]]:
    """Yield the rows below the headings, each with its columns; None for a row that heads those below it."""
    for number in range(columns.first_row, len(table)):
        if other_columns := columns_headed(table, number):
            columns = other_columns
        yield table[number], None if other_columns else columns


def _points_are_clear(table: Iterable[Row], columns: Columns, project: Project) -> bool:
    """True unless ``1.234`` may mean 1,234: no amount, and no money of the project, shows decimals behind a point."""
    places = places_of_amounts(columns)
    parsed = [known for row in table for place in places if (known := parse_amount(text_at(row, place), alone=True))]
    if not any(map(_may_be_thousands, parsed)) or any(known.decimal_mark == POINT for known in parsed):
        return True
    money = {line.id for statement in project.statements for line in statement.lines if line.unit is LineUnit.MONEY}
    rows = chain.from_iterable(statement.figures.items() for statement in project.statements)
    figures = (figure for line, row in rows if line in money for figure in row if figure is not None)
    all_effects = chain.from_iterable(adjustment.effects.items() for adjustment in project.adjustments)
    amounts = chain(figures, (effect for (line, _), effect in all_effects if line in money))
    return any(decimals_of(amount) == DECIMALS_LIKE_THOUSANDS for amount in amounts)


def _may_be_thousands(amount: ParsedAmount) -> bool:
    return amount.is_ambiguous and POINT in amount.digits


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
        if other_currency := _problem_of_currency(text, unit, project.currency):
            raise WorkbenchError(other_currency)


def _problem_of_currency(text: str, unit: str, currency: str) -> Phrase | None:
    """Return why amounts are not in the project's currency: the unit that a text names is of another one."""
    codes = [resolve_currency(code, currency) for code in currencies_in(unit)]
    if not codes or not currency or currency in codes:
        return None
    return phrase(
        "'{text}': the amounts of this project are in {currency}. Convert those of the journal.",
        text=text,
        currency=currency,
    )


@dataclass
class _OpenEntry:
    """An entry whose rows are being read."""

    row: int
    key: str
    id: str
    difference: str
    forward: str
    block: int
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
            self.id,
        )


class _Reader:
    """Takes the rows of a table, top to bottom. A *block* ends at a blank row, at a sum, and at new headings."""

    def __init__(
        self, project: Project, finder: LineFinder, *, points_are_clear: bool, signs_follow_sides: bool
    ) -> None:
        self._points_are_clear = points_are_clear
        self._signs_follow_sides = signs_follow_sides
        self._project = project
        self._finder = finder
        self._ledger = Ledger(project)
        self._moments = Moments(project)
        self._some_moment = next(
            (moment for moment in self._ledger.moments if moment.duration and moment.instant), None
        )
        self._open: dict[tuple[str, ...], _OpenEntry] = {}
        self._block = 0
        self._above: dict[Part, str] = {}
        self._narration: list[str] = []
        self._for_next: dict[Part, str] = {}
        self._all: list[RowAmount] = []
        self._begin_block()

    def entries(self) -> tuple[ReadEntry, ...]:
        return tuple(entry.entry() for entry in self._open.values())

    def end_block(self) -> None:
        self._block += 1
        self._begin_block()

    def _begin_block(self) -> None:
        self._key = self._id = ""
        self._last: _OpenEntry | None = None
        self._end_of_last = ""
        self._of_block: list[RowAmount] = []

    def take(self, number: int, row: Row, columns: Columns) -> None:
        """Take row ``number``, counted from 1."""
        if not any(text.strip() for text in row):
            self.end_block()
        elif not has_amounts(row, columns) and self._is_narration(row, columns):
            self._narrate(row, columns)
        elif sums := sums_in(row, columns):
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
        """Take what a row of words says of the entry above, which it ends; of the one below if it begins one."""
        told = {part: text for part in OF_ENTRIES if (text := columns.text(row, part))}
        for part in FROM_ABOVE:
            self._text_or_above(row, columns, part)
        self._key = told.get(Part.ENTRY, self._key)
        self._for_next |= {part: text for part, text in told.items() if part in FOR_NEXT}
        places = {columns.places[part] for part in told}
        words = " ".join(text for place in range(len(row)) if place not in places and (text := text_at(row, place)))
        if words and self._last and not told:
            self._last.memos.append(words)
        elif words:
            self._narration.append(words)

    # ---- sums

    def _take_sum(self, number: int, row: Row, columns: Columns, sums: Mapping[int, Decimal]) -> None:
        last = next(reversed(self._open.values()), None)
        wrong = min((wrong_sums(sums, known) for known in (self._of_block, self._all)), key=len)
        if last and not wrong:
            last.notes.append(phrase("Row {row} is the sum of the rows above, and was left out.", row=number))
            self.end_block()
            return
        place = wrong[0]
        caption = next((text for text in map(str.strip, row) if heads_sum(text)), "")
        problem = phrase(
            "{amount} is not the sum of the rows above. Correct it, or delete the row.",
            amount=format_for_reader(sums[place]),
        )
        leg = ReadLeg(number, place + 1, caption, problem=problem if caption else NO_ACCOUNT)
        self._add(replace(leg, period_text=self._above.get(Part.PERIOD, "")), row, columns)

    # ---- legs

    def _take_legs(self, number: int, row: Row, columns: Columns) -> None:
        account, _ = account_and_side(row, columns)
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
        line = leg.line.line if leg.line else None
        signs = Signs(self._signs_follow_sides, self._debit_sign(line))
        for amount in amounts_in(row, columns, line, self._project.scale, signs):
            of_amount = replace(leg, debit=amount.debit, displayed=amount.displayed, amount_column=amount.place + 1)
            if amount.problem and not leg.problem:
                of_amount = replace(of_amount, problem=amount.problem, column=amount.place + 1)
            elif not leg.problem:
                of_amount = self._with_doubt(of_amount, amount.place, row, columns)
            period_place = columns.place(Part.PERIOD)
            if amount.period_text:
                of_amount, period_place = replace(of_amount, period_text=amount.period_text), amount.place
            self._add(self._with_problems(of_amount, period_place + 1), row, columns)
            self._of_block.append(amount)
            self._all.append(amount)

    def _debit_sign(self, line: Line | None) -> int:
        known = self._ledger.account(line.id) if line else None
        return known.debit_sign if known else 0

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

    def _with_doubt(self, leg: ReadLeg, amount_place: int, row: Row, columns: Columns) -> ReadLeg:
        """Return a leg with a problem if its amount may be a thousandth of what is meant, or is of another currency."""
        amount = text_at(row, amount_place)
        parsed = None if self._points_are_clear else parse_amount(amount, alone=True)
        if parsed and _may_be_thousands(parsed):
            problem = phrase(
                "'{text}' could mean {thousands} or a fraction. Enter {thousands}, or {decimals}.",
                text=amount,
                thousands=parsed.digits.replace(POINT, ""),
                decimals=f"{parsed.digits}0",
            )
            return replace(leg, problem=problem, column=amount_place + 1)
        places = [amount_place]
        if Part.CURRENCY in columns.places and not any(map(currencies_in, columns.texts)):
            places.append(columns.places[Part.CURRENCY])
        for place in places:
            text = text_at(row, place)
            if other_currency := _problem_of_currency(text, text, self._project.currency):
                return replace(leg, problem=other_currency, column=place + 1)
        return leg

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
                "'{line}' is neither debited nor credited: it is on neither the balance sheet nor the income "
                "statement. Enter its effect in a column of amounts.",
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
                "'{text}' is not a period in these statements. Choose one of: {choices}.",
                text=leg.period_text,
                choices=choices,
            )
        if moment.duration is None and not any(self._project.periods[period].is_instant for period in shown):
            return phrase(
                "{text} is a date; this line needs a period. Choose one of: {choices}.",
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

    def _add(self, leg: ReadLeg, row: Row, columns: Columns) -> None:
        end = self._end_of(leg.period_text)
        difference = self._text_or_above(row, columns, Part.DIFFERENCE)
        self._key = columns.text(row, Part.ENTRY) or self._key
        self._id = columns.text(row, Part.ID) or self._id
        forward = columns.text(row, Part.BROUGHT_FORWARD) or self._for_next.get(Part.BROUGHT_FORWARD, "")
        if not forward and self._last and self._last.difference == difference and self._end_of_last == end:
            forward = self._last.forward
        self._end_of_last = end
        is_numbered = self._key or self._id
        identity = (difference, self._key, self._id) if is_numbered else (str(self._block), difference, end, forward)
        new = _OpenEntry(leg.row, self._key, self._id, difference, forward, self._block)
        entry = self._open.setdefault(identity, new)
        if entry.block != self._block and not leg.problem:
            leg = self._with_doubt_of_entry(leg, entry)
        if forward and not leg.problem and (problem := self._problem_of_forward(forward, entry.forward)):
            leg = replace(leg, problem=problem, column=columns.place(Part.BROUGHT_FORWARD) + 1)
        entry.forward = entry.forward or forward
        entry.block = entry.block if leg.problem else self._block
        entry.legs.append(leg)
        entry.memos += [*self._narration, *filter(None, (leg.memo,))]
        references = (self._for_next.get(Part.REFERENCE, ""), columns.text(row, Part.REFERENCE))
        entry.references += filter(None, references)
        self._narration, self._for_next, self._last = [], {}, entry

    def _with_doubt_of_entry(self, leg: ReadLeg, entry: _OpenEntry) -> ReadLeg:
        """Return a leg of a new block; with a problem if its entry is complete without it, or has it already."""
        legs = [self._leg_of(known) for known in entry.legs]
        if (made := self._leg_of(leg)) is None or None in legs:
            debits = [known.debit for known in entry.legs if known.debit is not None]
            is_complete = len(debits) == len(entry.legs) and not sum(debits, ZERO)
        else:
            balances = self._ledger.balances(filter(None, legs))
            is_complete = not any(balance.open_amount for balance in balances) and (
                made in legs
                or (
                    self._ledger.account(made.line) is not None
                    and not any(balance.is_one_sided for balance in balances)
                    and any(balance.debited or balance.credited for balance in balances)
                )
            )
        if not is_complete:
            return leg
        problem = phrase(
            "Entry {number} is complete without this row, from row {row} on. Give the second entry another number, or "
            "delete its rows.",
            number=entry.key or entry.id,
            row=entry.row,
        )
        return replace(leg, problem=problem)

    def _leg_of(self, leg: ReadLeg) -> Leg | None:
        """Return a leg as it would be posted, at some moment if it names none; None if its line is not certain."""
        if leg.line is None or leg.problem:
            return None
        line = leg.line.line
        moment = self._moments.moment_of(leg.period_text) if leg.period_text else self._some_moment
        period = self._moments.period_in(self._project.statement_by_id[leg.line.statement], moment) if moment else None
        amount = leg.displayed if leg.debit is None else self._debit_sign(line) * leg.debit
        return Leg(line.id, period, amount) if period and amount is not None else None

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


@cache
def _kinds_by_name() -> Mapping[str, LegKind]:
    names = {kind.value: kind for kind in LegKind}
    for words in (ENGLISH, words_in("zh_CN")):
        names |= {name_of_leg_kind(kind, words).casefold(): kind for kind in LegKind}
    return names
