"""Formulas read into trees: the part of the language of spreadsheets that a review workbook is written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbench.phrases import phrase
from workbench.recalculating.values import ErrorValue, NotOurs, Value
from workbench.workbooks import position

CELL = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
TOKEN = re.compile(
    rf"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<error>\#REF!(?:{CELL}(?::{CELL})?)?|\#VALUE!|\#DIV/0!|\#NAME\?|\#N/A|\#NUM!|\#NULL!)
    |(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)
    |(?P<cell>{CELL})(?![\w.(])
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)(?![\w.])
    |(?P<word>[^\W\d][\w.]*)
    |(?P<sign><=|>=|<>|[-+*/&=<>(),:])
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"))
"""The operators, from those that bind least."""
TRUTH_VALUES = {"TRUE": True, "FALSE": False}
"""Some programs write them as functions: ``TRUE()``."""
MOST_NESTED = 40
"""Brackets within brackets; those of a review workbook are a dozen deep at most."""

MOST_SHOWN = 40
"""The most characters of a formula in a message."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: Value


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of a sheet; ``sheet`` is None for that of the formula."""

    sheet: str | None
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the workbook defines."""

    name: str


@dataclass(frozen=True, slots=True)
class Signed:
    """``is_negative``: an odd number of minus signs; even ``--`` makes a number of what it precedes."""

    is_negative: bool
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one level, from left to right."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


Node = Literal | Area | Name | Signed | Chain | Call


def parse(formula: str) -> Node:
    """Return the tree of a formula, with or without its equals sign. Raises NotOurs if it is written otherwise."""
    return _Parser(formula.removeprefix("=")).whole()


def areas_in(node: Node) -> Iterator[Area | Name]:
    """Yield everything that a formula may read."""
    remaining = [node]
    while remaining:
        match remaining.pop():
            case Area() | Name() as read:
                yield read
            case Signed(_, operand):
                remaining.append(operand)
            case Chain(first, rest):
                remaining += [first, *(operand for _, operand in rest)]
            case Call(_, arguments):
                remaining += arguments


class _Parser:
    def __init__(self, formula: str) -> None:
        self._tokens = list(_tokens(formula))
        self._next = 0
        self._nested = 0

    def whole(self) -> Node:
        node = self._level(0)
        if self._kind != "end":
            raise self._not_ours()
        return node

    @property
    def _kind(self) -> str:
        return self._tokens[self._next][0]

    @property
    def _text(self) -> str:
        return self._tokens[self._next][1]

    def _take(self) -> str:
        text = self._text
        self._next += 1
        return text

    def _has_taken(self, sign: str) -> bool:
        is_next = self._kind == "sign" and self._text == sign
        self._next += is_next
        return is_next

    def _expect(self, sign: str) -> None:
        if not self._has_taken(sign):
            raise self._not_ours()

    def _not_ours(self) -> NotOurs:
        return NotOurs(f"'{self._text}'" if self._text else phrase("it ends too early"))

    def _level(self, number: int) -> Node:
        if number == len(LEVELS):
            return self._with_signs()
        first = self._level(number + 1)
        rest = []
        while self._kind == "sign" and self._text in LEVELS[number]:
            rest.append((self._take(), self._level(number + 1)))
        return Chain(first, tuple(rest)) if rest else first

    def _with_signs(self) -> Node:
        is_signed = is_negative = False
        while self._kind == "sign" and self._text in ("+", "-"):
            is_minus = self._take() == "-"
            is_signed, is_negative = is_signed or is_minus, is_negative != is_minus
        operand = self._operand()
        return Signed(is_negative, operand) if is_signed else operand

    def _operand(self) -> Node:
        match self._kind:
            case "number":
                return Literal(Decimal(self._take()))
            case "text":
                return Literal(self._take()[1:-1].replace('""', '"'))
            case "error":
                code = self._take().upper()
                return Literal(ErrorValue.REFERENCE if code.startswith("#REF!") else ErrorValue(code))
            case "sheet":
                return self._area(self._take()[:-1])
            case "cell":
                return self._area(None)
            case "word":
                return self._word()
        self._expect("(")
        inner = self._inner()
        self._expect(")")
        return inner

    def _inner(self) -> Node:
        """Return what stands in brackets up to a comma or the end of them."""
        self._nested += 1
        if self._nested > MOST_NESTED:
            raise NotOurs(phrase("brackets more than {most} deep", most=MOST_NESTED))
        node = self._level(0)
        self._nested -= 1
        return node

    def _area(self, sheet: str | None) -> Area:
        if sheet and sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        first = last = self._cell()
        if self._has_taken(":"):
            last = self._cell()
        (top, bottom), (left, right) = (sorted(pair) for pair in zip(first, last, strict=True))
        return Area(sheet, top, left, bottom, right)

    def _cell(self) -> tuple[int, int]:
        if self._kind != "cell":
            raise self._not_ours()
        return position(self._take())

    def _word(self) -> Node:
        word = self._take()
        is_call = self._has_taken("(")
        has_arguments = is_call and not self._has_taken(")")
        if word.upper() in TRUTH_VALUES and not has_arguments:
            return Literal(TRUTH_VALUES[word.upper()])
        if not is_call:
            return Name(word)
        if not has_arguments:
            return Call(word.upper(), ())
        arguments = [self._inner()]
        while self._has_taken(","):
            arguments.append(self._inner())
        self._expect(")")
        return Call(word.upper(), tuple(arguments))


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each token, and an ``end``. Raises NotOurs at what is none."""
    start = 0
    while start < len(formula):
        token = TOKEN.match(formula, start)
        if token is None:
            raise NotOurs(f"'{formula[start : start + MOST_SHOWN]}'")
        assert token.lastgroup
        yield token.lastgroup, token[token.lastgroup]
        start = token.end()
    yield "end", ""
