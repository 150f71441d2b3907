"""The catalogues of translations: their text (`workbench.po`), and what the program reads (`workbench.mo`)."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.translation.patterns import Pattern, patterns_of_program
from workbench import resources
from workbench.languages import CATALOGUE, ENGLISH_CODE, LANGUAGES

TRANSLATED_INTO = tuple(language for language in LANGUAGES if language != ENGLISH_CODE)
PROJECT, VERSION = "Reconciliation Workbench", "0.1"
WIDTH = 110
MARKUP = re.compile(r"<[^>]*>")
LEADING_ZERO = "02"
"""The form of a number of at least two digits."""


def path_of(language: str, ending: str) -> Path:
    """Return where the catalogue of ``language`` lies, as text (``.po``) or as the program reads it (``.mo``)."""
    return resources.root() / "locale" / language / "LC_MESSAGES" / f"{CATALOGUE}{ending}"


def template() -> Catalog:
    """Return a catalogue of the program's patterns, none of which is translated."""
    made = Catalog(fuzzy=False)
    for pattern, files in patterns_of_program().items():
        made.add(pattern if pattern.plural else pattern.text, locations=[(file, 0) for file in files])
    return made


def catalogue_of(language: str) -> Catalog:
    """Return the catalogue of ``language``; an empty one where there is none yet."""
    path = path_of(language, ".po")
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    return Catalog(
        locale=language,
        project=PROJECT,
        version=VERSION,
        header_comment=f"# {PROJECT}: {LANGUAGES[language].name}",
        last_translator=PROJECT,
        language_team=LANGUAGES[language].name,
        msgid_bugs_address="",
        fuzzy=False,
    )


def follow_source(catalogue: Catalog, source: Catalog) -> None:
    """Have ``catalogue`` list the patterns of ``source`` and no others.

    A pattern that was reworded keeps the translation of the old one, marked fuzzy until somebody has looked at it.
    """
    catalogue.update(source, update_creation_date=False)
    catalogue.obsolete.clear()


def as_text(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue: in the order of the source, with files and no lines, so that few differ."""
    for message in catalogue:
        message.flags.discard("python-format")  # Babel takes a percent sign for a value
    text = BytesIO()
    write_po(text, catalogue, width=WIDTH, include_lineno=False, include_previous=True)
    return text.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return what the program reads: only what is translated and not fuzzy, so that the rest stays English."""
    kept = Catalog(
        locale=catalogue.locale_identifier, creation_date=catalogue.creation_date, revision_date=catalogue.revision_date
    )
    for message in messages_of(catalogue):
        if is_translated(message):
            kept.add(message.id, message.string)
    binary = BytesIO()
    write_mo(binary, kept)
    return binary.getvalue()


def messages_of(catalogue: Catalog) -> Iterator[Message]:
    """Yield the entries of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def is_translated(message: Message) -> bool:
    return all(forms(message.string)) and not message.fuzzy


def mistakes_in(catalogue: Catalog) -> list[str]:
    """Return the translations that cannot stand for their pattern: a form, a value or markup is missing or made up."""
    return [
        f"{forms(message.string)} for {forms(message.id)}"
        for message in messages_of(catalogue)
        if any(forms(message.string)) and not message.fuzzy and not _can_stand(message, catalogue)
    ]


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the patterns of one entry, or its translations."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _can_stand(message: Message, catalogue: Catalog) -> bool:
    """True if each form keeps what the pattern for one keeps, or that for several, of which some languages have one."""
    patterns, strings = forms(message.id), forms(message.string)
    if len(strings) != (catalogue.num_plurals if len(patterns) > 1 else 1):
        return False
    models = patterns[-1:] if len(strings) == 1 else patterns
    return all(any(_kept_in(string) == _kept_in(model) for model in models) for string in strings)


def _kept_in(text: str) -> tuple[set[tuple[str, str]], list[str]] | None:
    """Return the values in a pattern, each with its form, and its markup; None if it is malformed.

    A zero before a number below ten is a matter of the language: 05 Mar, 3月5日.
    """
    try:
        values = {
            (field, (form or "").replace(LEADING_ZERO, ""))
            for _, field, form, _ in Formatter().parse(text)
            if field is not None
        }
    except ValueError:
        return None
    return values, sorted(MARKUP.findall(text))


def said_otherwise() -> list[str]:
    """Return the patterns that stand in the source with two different plurals, of which a catalogue could keep one."""
    plural_of: dict[str, Pattern] = {}
    return [
        pattern.text
        for pattern in patterns_of_program()
        if pattern.plural and plural_of.setdefault(pattern.text, pattern) != pattern
    ]
