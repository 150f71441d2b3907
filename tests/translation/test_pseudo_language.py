"""The pseudo-language: what is in no catalogue, and what of a text is English."""

import pytest

from tests.translation.pseudo_language import accented, english_in, in_english, pseudo_language


def test_it_says_what_a_catalogue_lists_and_leaves_values_and_markup() -> None:
    assert accented("Save <b>{path}</b>, {count:,} figures") == "⟦Ŝáṽé <b>{path}</b>, {count:,} ḟíġúŕéŝ⟧"
    words = pseudo_language()
    assert in_english(words.gettext("&File")) == "&File" != words.gettext("&File")
    assert words.gettext("No catalogue lists this.") == "No catalogue lists this."
    assert [words.ngettext("{count:,} figure", "{count:,} figures", number)[-2] for number in (1, 2)] == ["é", "ŝ"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("⟦Ŝáṽéḋ ţó cash.xlsx⟧", []),
        ("⟦Ŝáṽéḋ ţó⟧ cash.xlsx twice", ["twice"]),
        ("cash.xlsx!BS!B7:C9, ⟦ćóĺúṁń⟧ D", ["BS"]),
        ("Total cash (restated)", []),
        ("Total cash", ["Total", "cash"]),
        ("<b>⟦Ŝáṽé⟧</b> &amp; go", ["go"]),
        ("Totals 1H23", ["Totals", "H"]),
    ],
)
def test_english_is_what_is_neither_translated_nor_an_address_nor_data(text: str, english: list[str]) -> None:
    assert english_in(text, {"cash.xlsx", "Total cash (restated)"}) == english
