"""Bring the catalogues of translations up to the source, compile them, and say what is left to translate."""

import sys

from tests.translation.catalogue import (
    TRANSLATED_INTO,
    as_text,
    catalogue_of,
    compiled,
    follow_source,
    is_translated,
    messages_of,
    mistakes_in,
    path_of,
    template,
)


def main() -> int:
    """Return 1 if a translation cannot stand in the place of its pattern."""
    source, wrong = template(), 0
    for language in TRANSLATED_INTO:
        catalogue = catalogue_of(language)
        follow_source(catalogue, source)
        path_of(language, ".po").parent.mkdir(parents=True, exist_ok=True)
        path_of(language, ".po").write_bytes(as_text(catalogue))
        path_of(language, ".mo").write_bytes(compiled(catalogue))
        messages = list(messages_of(catalogue))
        translated, fuzzy = sum(map(is_translated, messages)), sum(message.fuzzy for message in messages)
        print(f"{language}: {translated} of {len(messages)} patterns are translated, {fuzzy} are to be looked at again")
        for mistake in mistakes_in(catalogue):
            wrong += 1
            print(f"{language}: {mistake}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
