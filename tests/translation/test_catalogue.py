"""The catalogues: what the source says, no more and no less, and what the program reads of them."""

import ast
import re
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages import Catalog, Message

from tests.translation.catalogue import (
    TRANSLATED_INTO,
    as_text,
    catalogue_of,
    compiled,
    follow_source,
    forms,
    is_translated,
    messages_of,
    mistakes_in,
    path_of,
    said_otherwise,
    template,
)
from tests.translation.patterns import Pattern, patterns_in, patterns_of_program
from tests.translation.pseudo_language import COMPLETE, english_in
from workbench.errors import WorkbenchError
from workbench.languages import LANGUAGES, available_languages, words_in
from workbench.phrases import ENGLISH, phrase_of_count, say
from workbench.wording.facts import PATTERNS
from workbench.wording.names import CHECKS, STATUSES
from workbench.wording.patterns import Plural

BRING_UP = "Run 'python3 packaging/bootstrap.py catalogue', and commit what it writes."


def chinese(**translations: str | tuple[str, ...]) -> Catalog:
    """Return a catalogue of a few patterns, by name the pattern of ``SOURCE`` and by value its translation."""
    made = Catalog(locale="zh_CN")
    for name, string in translations.items():
        pattern = SOURCE[name]
        made.add(pattern if pattern.plural else pattern.text, string)
    return made


VALUE, MARK_OF_KEY = re.compile(r"\{[^}]*\}"), re.compile(r"\(&[A-Z]\)")
QUOTED = re.compile(r"'([a-z]+)'")
SOURCE = {
    "saved": Pattern("Saved to {path}"),
    "figures": Pattern("{count:,} figure", "{count:,} figures"),
    "totals": Pattern("{lines}: a total of {count}", "{lines}: totals of {count}"),
    "bold": Pattern("<b>{name}</b> is a total"),
    "day": Pattern("{day:02} {month}"),
}


# ---- what is committed


@pytest.mark.parametrize("language", TRANSLATED_INTO)
def test_a_catalogue_lists_the_patterns_of_the_source_and_no_others(language: str) -> None:
    listed = {forms(message.id) for message in messages_of(catalogue_of(language))}
    assert listed == {forms(message.id) for message in messages_of(template())}, BRING_UP


@pytest.mark.parametrize("language", TRANSLATED_INTO)
def test_a_catalogue_is_written_as_the_command_writes_it(language: str) -> None:
    catalogue = catalogue_of(language)
    follow_source(catalogue, template())
    assert path_of(language, ".po").read_bytes() == as_text(catalogue), BRING_UP


@pytest.mark.parametrize("language", TRANSLATED_INTO)
def test_the_program_reads_what_the_catalogue_says(language: str) -> None:
    assert path_of(language, ".mo").read_bytes() == compiled(catalogue_of(language)), BRING_UP


@pytest.mark.parametrize("language", TRANSLATED_INTO)
def test_translations_keep_values_and_forms(language: str) -> None:
    assert mistakes_in(catalogue_of(language)) == []


@pytest.mark.parametrize("language", sorted(set(TRANSLATED_INTO) & set(COMPLETE)))
def test_a_complete_language_says_every_pattern_and_leaves_no_word_in_english(language: str) -> None:
    messages = list(messages_of(catalogue_of(language)))
    assert [message.id for message in messages if not is_translated(message)] == []
    assert {string: left for string, left in map(words_in_english, messages) if left} == {}


def words_in_english(message: Message) -> tuple[str, list[str]]:
    """Return the translations of a pattern, and their English words; what the pattern quotes is typed as it is."""
    string = " ".join(forms(message.string))
    said = MARK_OF_KEY.sub(" ", VALUE.sub(" ", string))
    return string, english_in(said, QUOTED.findall(forms(message.id)[0]))


def test_no_pattern_has_two_plurals() -> None:
    assert said_otherwise() == []


# ---- what is collected


def test_the_tables_of_wording_are_collected_whole() -> None:
    collected = set(patterns_of_program())
    values = [*PATTERNS.values(), *CHECKS.values(), *STATUSES.values()]
    tables = {Pattern(*value) if isinstance(value, Plural) else Pattern(value) for value in values}
    assert tables - collected == set()


def test_what_makes_a_text_is_collected_and_what_is_handed_a_phrase_is_not() -> None:
    source = 'tr("a {name}", name="b"); tr("c" if is_c else "d"); WorkbenchError(said); tr_count("e", "f", 3); {1: "g"}'
    assert list(patterns_in(ast.parse(source))) == [
        Pattern("a {name}"), Pattern("c"), Pattern("d"), Pattern("e", "f"),
    ]  # fmt: skip
    assert list(patterns_in(ast.parse('{"key": "a", "other": Plural("b", "c")}'), is_wording=True)) == [
        Pattern("a"), Pattern("b", "c"),
    ]  # fmt: skip


# ---- how a catalogue follows the source


def test_a_reworded_pattern_keeps_its_translation_to_be_looked_at_again() -> None:
    catalogue, source = chinese(saved="已保存到 {path}", bold="<b>{name}</b> 是总额"), Catalog()
    for text in ("Saved in {path}", "Nothing like it"):
        source.add(text)
    follow_source(catalogue, source)
    saved, other = messages_of(catalogue)
    assert (saved.id, saved.string, saved.fuzzy) == ("Saved in {path}", "已保存到 {path}", True)
    assert not other.string
    assert "是总额" not in as_text(catalogue).decode()


def test_what_is_not_translated_stays_english_in_both_numbers() -> None:
    catalogue = chinese(saved="已保存到 {path}", figures=("",))
    catalogue.add("&Open", "打开(&O)", flags=["fuzzy"])
    words = GNUTranslations(BytesIO(compiled(catalogue)))
    assert words.gettext("Saved to {path}") == "已保存到 {path}"
    assert words.gettext("&Open") == "&Open"
    assert [say(phrase_of_count(*SOURCE["figures"], number), words) for number in (1, 3)] == ["1 figure", "3 figures"]


@pytest.mark.parametrize(
    ("name", "string", "is_right"),
    [
        ("saved", "已保存到 {path}", True),
        ("saved", "已保存", False),
        ("saved", "已保存到 {file}", False),
        ("saved", "已保存到 {path:,}", False),
        ("saved", "已保存到 {path", False),
        ("day", "{month}{day}日", True),
        ("bold", "<b>{name}</b> 是总额", True),
        ("bold", "{name} 是总额", False),
        ("figures", ("{count:,} 个数字",), True),
        ("figures", ("数字",), False),
        ("figures", ("{count:,} 个数字", "{count:,} 个数字"), False),
    ],
)
def test_a_translation_that_cannot_stand_for_its_pattern_is_found(
    name: str, string: str | tuple[str, ...], is_right: bool
) -> None:
    assert (mistakes_in(chinese(**{name: string})) == []) is is_right


def test_a_form_for_one_may_say_what_english_says_of_one() -> None:
    made = Catalog(locale="de")
    made.add(("a figure", "{count} figures"), ("eine Zahl", "{count} Zahlen"))
    assert mistakes_in(made) == []


# ---- the program's side


def test_every_language_has_a_catalogue_that_names_it() -> None:
    assert available_languages() == tuple(LANGUAGES)
    assert words_in("en") is ENGLISH
    for language in TRANSLATED_INTO:
        assert words_in(language).info()["language"] == language


@pytest.mark.parametrize("language", ["", "xx", "../zh_CN", "ZH"])
def test_a_language_that_is_not_spoken_is_refused_with_the_choices(language: str) -> None:
    with pytest.raises(
        WorkbenchError, match=re.escape(f"There is no language '{language}'. Choose one of: en, zh_CN.")
    ):
        words_in(language)
