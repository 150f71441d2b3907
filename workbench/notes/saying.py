"""How an amount is said: signs, sign words, currency and unit, in the language of the note."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.amounts import PRECISE, round_half_up
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineUnit
from workbench.notes.fields import How, Style, UnitShown
from workbench.notes.values import Value
from workbench.phrases import Phrase, Words, phrase, say
from workbench.wording.names import CONCEPTS, MULTIPLIERS

NUMBER = "\x00"
"""Where the number stands in a pattern of ``AmountWords``; no note can hold this character."""
UNIT_OF_SCALE = {
    1_000: MULTIPLIERS["thousand"],
    10_000: MULTIPLIERS["ten thousand"],
    1_000_000: MULTIPLIERS["million"],
    100_000_000: MULTIPLIERS["hundred million"],
    1_000_000_000: MULTIPLIERS["billion"],
}
CURRENCIES = {
    "RMB": phrase("RMB"),
    "CNY": phrase("RMB"),
    "USD": phrase("US$"),
    "HKD": phrase("HK$"),
    "EUR": phrase("€"),
    "GBP": phrase("£"),
}
"""What stands before an amount; any other currency as the project has it."""
DECIMALS_OF_LARGER_SCALE, DECIMALS_OF_PERCENT = 1, 1
HUNDRED = Decimal(100)
AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class AmountWords:
    """An amount in words for each sign that it may have, so that a formula can say it too.

    The patterns hold ``NUMBER`` where they say it: the absolute amount times ``factor`` divided by ``divisor``, rounded
    to ``decimals``, halves away from zero.
    """

    positive: str
    negative: str
    nil: str
    factor: Decimal = Decimal(1)
    divisor: Decimal = Decimal(1)
    decimals: int = 0

    def of(self, amount: Decimal) -> str:
        """Return the words for ``amount``, in the line's displayed sign and unit."""
        scaled = PRECISE.divide(PRECISE.multiply(amount, self.factor), self.divisor)
        rounded = round_half_up(scaled, self.decimals)
        pattern = self.positive if rounded > 0 else self.negative if rounded < 0 else self.nil
        return pattern.replace(NUMBER, f"{abs(rounded):,.{self.decimals}f}")


SIGN_WORDS: Mapping[How, tuple[Phrase, Phrase, Phrase]] = {
    How.GAIN: (phrase("a gain of {amount}"), phrase("a loss of {amount}"), phrase("nil")),
    How.INCREASE: (phrase("an increase of {amount}"), phrase("a decrease of {amount}"), phrase("no change")),
    How.INCREASE_IN: (
        phrase("an increase in {line} of {amount}"),
        phrase("a decrease in {line} of {amount}"),
        phrase("no change in {line}"),
    ),
    How.GAIN_WORD: (phrase("gain"), phrase("loss"), phrase("nil")),
    How.INCREASE_WORD: (phrase("increase"), phrase("decrease"), phrase("no change")),
}
"""What is said of a positive and a negative amount, and of nil."""
FOLLOWS_GAIN = (How.GAIN, How.GAIN_WORD)
WITH_SIGN = (How.PLAIN,)


def said_by(style: Style, value: Value, project: Project, words: Words) -> AmountWords:
    """Return how the amount of a value is said."""
    if style.how is How.PERCENT:
        decimals = DECIMALS_OF_PERCENT if style.decimals is None else style.decimals
        percent = say(phrase("{number}%", number=NUMBER), words)
        return AmountWords(percent, _in_brackets(percent, words), percent, HUNDRED, Decimal(1), decimals)
    own_scale = _scale_of(value, project)
    scale = style.scale if style.scale is not None and value.line.unit in SCALED else own_scale
    decimals = _decimals(style, value, scale, own_scale)
    amount = _with_unit(style, value, scale, project, words)
    factor = HUNDRED if value.line.unit is LineUnit.PERCENT else Decimal(own_scale)
    return AmountWords(*_by_sign(style.how, value, amount, words), factor, Decimal(scale), decimals)


SCALED = (LineUnit.MONEY, LineUnit.SHARES)


def _scale_of(value: Value, project: Project) -> int:
    match value.line.unit:
        case LineUnit.MONEY:
            return project.scale
        case LineUnit.SHARES:
            return value.statement.share_scale
    return 1


def _decimals(style: Style, value: Value, scale: int, own_scale: int) -> int:
    if style.decimals is not None:
        return style.decimals
    shown = value.statement.decimals_shown_of(value.line)
    if value.line.unit is LineUnit.PERCENT:
        return max(shown - 2, 0)
    if scale == own_scale:
        return shown
    return DECIMALS_OF_LARGER_SCALE if scale > own_scale else 0


def _by_sign(how: How, value: Value, amount: str, words: Words) -> tuple[str, str, str]:
    if how not in SIGN_WORDS:
        return amount, _in_brackets(amount, words) if how in WITH_SIGN else amount, amount
    patterns = SIGN_WORDS[how]
    line = CONCEPTS[value.line.concept] if value.line.concept else value.line.name
    known: dict[str, Phrase | str] = {AMOUNT: amount, "line": line}
    positive, negative, nil = (
        say(phrase(text.pattern, **{name: known[name] for name in known if f"{{{name}}}" in text.pattern}), words)
        for text in patterns
    )
    if how in FOLLOWS_GAIN and value.gain_sign < 0:
        positive, negative = negative, positive
    return positive, negative, nil


def _in_brackets(amount: str, words: Words) -> str:
    return say(phrase("({amount})", amount=amount), words)


def _with_unit(style: Style, value: Value, scale: int, project: Project, words: Words) -> str:
    """Return the pattern of the amount itself: ``RMB49,337 thousand``, or the number alone."""
    unit = style.unit or (UnitShown.WITHOUT_UNIT if style.how in (How.PLAIN, How.ABSOLUTE) else UnitShown.WITH_UNIT)
    if value.line.unit is LineUnit.PERCENT:
        return say(phrase("{number}%", number=NUMBER), words)
    currency = _currency_of(value, project)
    scale_word = UNIT_OF_SCALE.get(scale)
    is_money = value.line.unit in (LineUnit.MONEY, LineUnit.PER_SHARE)
    if unit is UnitShown.WITHOUT_UNIT or not (is_money or scale_word):
        return NUMBER
    if not is_money:
        return say(phrase("{number} {unit}", number=NUMBER, unit=scale_word or ""), words)
    if scale_word is None or unit is UnitShown.WITH_CURRENCY:
        return say(phrase("{currency}{number}", currency=currency, number=NUMBER), words)
    return say(phrase("{currency}{number} {unit}", currency=currency, number=NUMBER, unit=scale_word), words)


def _currency_of(value: Value, project: Project) -> Phrase | str:
    figure = value.figures[0][0]
    currency = figure.adjustment_or_currency if figure.role is FigureRole.TRANSLATION else project.currency
    return CURRENCIES.get(currency.upper(), currency)
