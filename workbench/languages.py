"""The languages that the program speaks: English as its source has it, the others from catalogues of its patterns."""

from collections.abc import Mapping
from gettext import translation
from typing import NamedTuple

from workbench import resources
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Words

ENGLISH_CODE = "en"
CATALOGUE = "workbench"
"""The name of the catalogues, without their ending."""


class Language(NamedTuple):
    """``name``: what its speakers call it. ``is_draft``: its wording is not finished."""

    name: str
    is_draft: bool = False


LANGUAGES: Mapping[str, Language] = {
    ENGLISH_CODE: Language("English"),
    "zh_CN": Language("简体中文", is_draft=True),
}
"""By the code that ``--language`` takes, which is also the name of the folder of its catalogue."""


def available_languages() -> tuple[str, ...]:
    """Return the codes of all languages, English first."""
    return tuple(LANGUAGES)


def code_of(words: Words) -> str:
    """Return the code of the language of ``words``."""
    return words.info().get("language", ENGLISH_CODE)


def words_in(language: str) -> Words:
    """Return the translation into ``language``; what it does not translate stays English.

    Raises WorkbenchError, which lists the choices, for a language that the program does not speak.
    """
    if language not in LANGUAGES:
        choices = ", ".join(available_languages())
        raise WorkbenchError(
            "There is no language '{language}'. Choose one of: {choices}.", language=language, choices=choices
        )
    if language == ENGLISH_CODE:
        return ENGLISH
    return translation(CATALOGUE, resources.root() / "locale", [language])
