"""What the user prefers: colors, size, numbers, language, name and backups; read from the settings and kept there."""

from enum import StrEnum
from typing import NamedTuple, TypeVar

from workbench.number_style import Negatives, NumberStyle, Thousands, Zero
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice

SYSTEM_LANGUAGE = "system"
"""In place of the code of a language: the one of the desktop, if the program speaks it."""
LEAST_ZOOM, MOST_ZOOM = -5, 9
"""In steps of a tenth, from two thirds to more than twice the normal size."""
MOST_DECIMALS = 3
USUAL_BACKUPS, NUMBERS_OF_BACKUPS = 5, (2, 3, 5, 10, 20, 50)
"""With one alone, a day of many saves would leave nothing of that day."""
COLOURS, ZOOM, LANGUAGE, NAME, BACKUPS = "colours", "zoom", "language", "user_name", "backups"
THOUSANDS, NEGATIVES, ZERO, DECIMALS = "thousands", "negatives", "zero", "decimals"
"""The keys in the file of settings."""

Option = TypeVar("Option", bound=StrEnum)


class Preferences(NamedTuple):
    """``zoom``: the size of statements when a project is opened, in steps. ``name``: empty for the system's."""

    colours: Choice = Choice.SYSTEM
    zoom: int = 0
    numbers: NumberStyle = NumberStyle()
    language: str = SYSTEM_LANGUAGE
    name: str = ""
    backups: int = USUAL_BACKUPS


def read_preferences(settings: Settings) -> Preferences:
    """Return what is kept; whatever is missing or makes no sense has its default."""
    decimals, backups = settings.text(DECIMALS, ""), settings.text(BACKUPS, "")
    return Preferences(
        _option(Choice, settings.text(COLOURS, ""), Choice.SYSTEM),
        _number(settings.text(ZOOM, ""), LEAST_ZOOM, 0, MOST_ZOOM),
        NumberStyle(
            _option(Thousands, settings.text(THOUSANDS, ""), Thousands.COMMA),
            _option(Negatives, settings.text(NEGATIVES, ""), Negatives.BRACKETS),
            _option(Zero, settings.text(ZERO, ""), Zero.DASH),
            _number(decimals, 0, 0, MOST_DECIMALS) if decimals.isdecimal() else None,
        ),
        settings.text(LANGUAGE, SYSTEM_LANGUAGE),
        settings.text(NAME, ""),
        int(backups) if backups in map(str, NUMBERS_OF_BACKUPS) else USUAL_BACKUPS,
    )


def keep_preferences(preferences: Preferences, settings: Settings) -> None:
    """Keep the preferences for the next start."""
    numbers = preferences.numbers
    for key, text in {
        COLOURS: preferences.colours.value,
        ZOOM: str(preferences.zoom),
        THOUSANDS: numbers.thousands.value,
        NEGATIVES: numbers.negatives.value,
        ZERO: numbers.zero.value,
        DECIMALS: "" if numbers.decimals is None else str(numbers.decimals),
        LANGUAGE: preferences.language,
        NAME: preferences.name.strip(),
        BACKUPS: str(preferences.backups),
    }.items():
        settings.set_text(key, text)


def _option(kind: type[Option], text: str, usual: Option) -> Option:
    return kind(text) if text in list(kind) else usual


def _number(text: str, least: int, usual: int, most: int) -> int:
    try:
        return min(max(int(text), least), most)
    except ValueError:
        return usual
