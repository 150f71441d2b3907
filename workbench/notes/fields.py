"""A note as its author types it: text, and fields in double braces. Reading and writing both."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.facts import Fact, fact

OPEN, CLOSE, QUOTE = "{{", "}}", '"'
AS_TYPED = str.maketrans("（），｜“”„", '(),|"""')
"""What input methods and word processors type for the marks of a field."""
PLACE, OPTIONS, VERSUS = " in ", "|", " vs "
MOST_DECIMALS = 6


class Function(StrEnum):
    """What a field says: a figure as reported, an effect, all effects, a result, a translation, or what is typed."""

    EFFECT = "effect"
    AS_REPORTED = "as_reported"
    RESULT = "result"
    TOTAL_EFFECT = "total_effect"
    TRANSLATION = "translation"
    STATED = "stated"


class How(StrEnum):
    """How an amount is said. ``GAIN``: *a gain of RMB49,337 thousand*; ``GAIN_WORD``: *gain*."""

    PLAIN = "plain"
    ABSOLUTE = "absolute"
    GAIN = "gain"
    INCREASE = "increase"
    INCREASE_IN = "increase in"
    GAIN_WORD = "gain word"
    INCREASE_WORD = "increase word"
    PERCENT = "percent"


class UnitShown(StrEnum):
    """Whether the currency and the unit are said; None where that follows from how the amount is said."""

    WITH_UNIT = "with unit"
    WITH_CURRENCY = "with currency"
    WITHOUT_UNIT = "without unit"


class PeriodEnd(StrEnum):
    """An end of a duration: the balance there is meant."""

    OPENING = "opening"
    CLOSING = "closing"


SCALE_NAMES = {
    "units": 1,
    "thousands": 1_000,
    "ten thousands": 10_000,
    "millions": 1_000_000,
    "hundred millions": 100_000_000,
    "billions": 1_000_000_000,
}
"""What one unit of a said amount may stand for."""
PARAMETERS = {
    Function.EFFECT: ("difference", "line", "period"),
    Function.AS_REPORTED: ("line", "period"),
    Function.RESULT: ("line", "period"),
    Function.TOTAL_EFFECT: ("line", "period"),
    Function.TRANSLATION: ("line", "currency", "period"),
    Function.STATED: ("text",),
}
EXAMPLES = {
    Function.EFFECT: 'effect("Leases", net_income, H1 2023)',
    Function.AS_REPORTED: "as_reported(net_income, H1 2023)",
    Function.RESULT: "result(net_income, H1 2023)",
    Function.TOTAL_EFFECT: "total_effect(net_income, H1 2023)",
    Function.TRANSLATION: "translation(net_income, USD, H1 2023)",
    Function.STATED: 'stated("RMB5 billion")',
}


@dataclass(frozen=True, slots=True)
class LineName:
    """A line by its concept, id or caption. ``place``: the statement or section that holds it; "" if not said."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period as the author calls it, or one end of it."""

    text: str
    end: PeriodEnd | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How an amount is said. None: as follows from the line and the statements."""

    how: How = How.PLAIN
    scale: int | None = None
    decimals: int | None = None
    unit: UnitShown | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One figure, or the change of it since ``compared_with``. ``difference``: the name of one; ``text``: as stated."""

    function: Function
    line: LineName = LineName("")
    period: PeriodName = PeriodName("")
    difference: str = ""
    compared_with: PeriodName | None = None
    currency: str = ""
    text: str = ""
    style: Style = Style()


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text of a note, from the position ``start`` on."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class FieldPiece:
    """A field as typed, braces included. ``field``: what it says, or the fact why it cannot be read."""

    text: str
    start: int
    field: Field | Fact


Piece = TextPiece | FieldPiece


def pieces_of(note: str) -> tuple[Piece, ...]:
    """Return the texts and fields of a note in their order; joined, their texts are the note."""
    return tuple(_pieces(note))


def _pieces(note: str) -> Iterator[Piece]:
    place = 0
    while (start := note.find(OPEN, place)) >= 0:
        if start > place:
            yield TextPiece(note[place:start], place)
        end, is_closed = _end_of_field(note, start)
        typed = note[start:end]
        field = read_field(typed[len(OPEN) : -len(CLOSE)]) if is_closed else fact("field-not-closed")
        yield FieldPiece(typed, start, field)
        place = end
    if place < len(note):
        yield TextPiece(note[place:], place)


def _end_of_field(note: str, start: int) -> tuple[int, bool]:
    """Return where the field that begins at ``start`` ends, and whether it is closed on its line."""
    end_of_line = note.find("\n", start)
    line = note[start : end_of_line if end_of_line >= 0 else len(note)].translate(AS_TYPED)
    is_quoted = False
    for place in range(len(OPEN), len(line)):
        if line[place] == QUOTE:
            is_quoted = not is_quoted
        elif not is_quoted and line.startswith(CLOSE, place):
            return start + place + len(CLOSE), True
    place = line.find(CLOSE, len(OPEN))  # a quotation mark is missing: the field ends all the same
    return (start + place + len(CLOSE), True) if place >= 0 else (start + len(line), False)


def read_field(typed: str) -> Field | Fact:
    """Return the field of ``effect("Leases", net_income, H1 2023) | gain``, or the fact why it cannot be read."""
    plain = typed.translate(AS_TYPED).strip()
    call, *options = _split(plain, OPTIONS)
    name, bracket, rest = call.strip().partition("(")
    function_name = name.strip().casefold().replace(" ", "_").replace("-", "_")
    if function_name not in {function.value for function in Function}:
        return fact("field-function-unknown", function=name.strip() or plain, choices=tuple(PARAMETERS))
    function = Function(function_name)
    if not bracket or not rest.rstrip().endswith(")"):
        return fact("field-bracket-missing", example=EXAMPLES[function])
    style = read_style(",".join(options))
    if isinstance(style, Fact):
        return style
    arguments = [argument.strip() for argument in _split(rest.rstrip()[:-1], ",")]
    return _read_arguments(function, arguments, style)


def _read_arguments(function: Function, arguments: list[str], style: Style) -> Field | Fact:
    number = len(PARAMETERS[function])
    if len(arguments) > number and function is not Function.STATED:  # June 30, 2023
        arguments = [*arguments[: number - 1], ", ".join(arguments[number - 1 :])]
    if len(arguments) != number or not all(map(_unquote, arguments)):
        return fact("field-arguments-wrong", function=function.value, example=EXAMPLES[function])
    given = dict(zip(PARAMETERS[function], arguments, strict=True))
    if function is Function.STATED:
        return Field(function, text=_unquote(given["text"]), style=style)
    period, compared_with = _read_periods(given["period"])
    return Field(
        function,
        _read_line(given["line"]),
        period,
        _unquote(given.get("difference", "")),
        compared_with,
        _unquote(given.get("currency", "")),
        style=style,
    )


def _read_line(typed: str) -> LineName:
    """Return ``"Loans receivable, net" in "Current assets"`` as a caption and its place."""
    caption, *place = _split(typed, PLACE)
    return LineName(_unquote(caption), _unquote(PLACE.join(place)))


def _read_periods(typed: str) -> tuple[PeriodName, PeriodName | None]:
    period, *other = _split(typed, VERSUS)
    return _read_period(period), _read_period(VERSUS.join(other)) if other else None


def _read_period(typed: str) -> PeriodName:
    text = _unquote(typed)
    first, _, rest = text.partition(" ")
    for end in PeriodEnd:
        if first.casefold() == end.value and rest.strip():
            return PeriodName(_unquote(rest), end)
    return PeriodName(text)


def read_style(options: str) -> Style | Fact:
    """Return the style of ``gain, in millions 1, without unit``, or the fact which word is not known."""
    style = Style()
    for option in filter(None, (" ".join(option.casefold().split()) for option in options.split(","))):
        words, _, last = option.rpartition(" ")
        has_decimals = last.isdecimal() and bool(words)
        scale = SCALE_NAMES.get((words if has_decimals else option).removeprefix("in "))
        if option in {how.value for how in How}:
            style = Style(How(option), style.scale, style.decimals, style.unit)
        elif option in {unit.value for unit in UnitShown}:
            style = Style(style.how, style.scale, style.decimals, UnitShown(option))
        elif scale is not None and option.startswith("in "):
            style = Style(style.how, scale, min(int(last), MOST_DECIMALS) if has_decimals else None, style.unit)
        elif has_decimals and words == "decimals":
            style = Style(style.how, style.scale, min(int(last), MOST_DECIMALS), style.unit)
        else:
            choices = (*(how.value for how in How), *(f"in {name}" for name in SCALE_NAMES), "decimals 2")
            return fact("field-style-unknown", style=option, choices=(*choices, *(unit.value for unit in UnitShown)))
    return style


def write_field(field: Field) -> str:
    """Return a field as an author would type it, braces included."""
    given = {
        "difference": _quote(field.difference),
        "line": _write_line(field.line),
        "currency": field.currency,
        "period": _write_period(field.period),
        "text": _quote(field.text),
    }
    if field.compared_with:
        given["period"] += VERSUS + _write_period(field.compared_with)
    arguments = ", ".join(given[parameter] for parameter in PARAMETERS[field.function])
    options = ", ".join(_options_of(field.style))
    return f"{OPEN} {field.function.value}({arguments}){' | ' + options if options else ''} {CLOSE}"


def _options_of(style: Style) -> Iterator[str]:
    if style.how is not How.PLAIN:
        yield style.how.value
    if style.scale is not None:
        name = next(name for name, scale in SCALE_NAMES.items() if scale == style.scale)
        yield f"in {name}" + (f" {style.decimals}" if style.decimals is not None else "")
    elif style.decimals is not None:
        yield f"decimals {style.decimals}"
    if style.unit:
        yield style.unit.value


def _write_line(line: LineName) -> str:
    caption = line.text if line.text.isidentifier() and line.text.isascii() else _quote(line.text)
    return caption + (PLACE + _quote(line.place) if line.place else "")


def _write_period(period: PeriodName) -> str:
    text = _quote(period.text) if set(period.text) & set(',()|"') else period.text
    return f"{period.end.value} {text}" if period.end else text


def _quote(text: str) -> str:
    return QUOTE + text.replace(QUOTE, QUOTE * 2) + QUOTE


def _unquote(typed: str) -> str:
    text = typed.strip()
    if len(text) >= len(QUOTE) * 2 and text.startswith(QUOTE) and text.endswith(QUOTE):
        text = text[1:-1].replace(QUOTE * 2, QUOTE)
    return " ".join(text.split())


def _split(text: str, separator: str) -> list[str]:
    """Return the parts of ``text`` between separators outside quotation marks."""
    parts, start, is_quoted, place = [], 0, False, 0
    while place < len(text):
        if text[place] == QUOTE:
            is_quoted = not is_quoted
        elif not is_quoted and text.startswith(separator, place):
            parts.append(text[start:place])
            start = place = place + len(separator)
            continue
        place += 1
    return [*parts, text[start:]]
