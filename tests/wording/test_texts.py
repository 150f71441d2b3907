"""Tests of texts made of several sentences."""

from workbench.languages import words_in
from workbench.phrases import ENGLISH, phrase, running_text


def test_sentences_stand_apart_only_where_a_language_has_a_space_between_them() -> None:
    sentences = (phrase("There is no note."), phrase("This project has no sources: its figures are entered here."))
    assert running_text(sentences, ENGLISH) == (
        "There is no note. This project has no sources: its figures are entered here."
    )
    assert " " not in running_text(sentences, words_in("zh_CN"))
    assert running_text((), ENGLISH) == ""
