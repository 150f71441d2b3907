"""Titles of statements: what an import words is said in any language, what a source prints stays as it is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.projects import project_of
from tests.translation.pseudo_language import english_in, pseudo_language
from workbench.domain.statements import Statement, StatementKind
from workbench.phrases import ENGLISH
from workbench.wording import say_fact
from workbench.wording.titles import made_title, title_of, title_of_bridge

PRINTED = "Consolidated balance sheets (unaudited)"


def statement(kind: StatementKind, title: str) -> Statement:
    (made,) = project_of({"cash": (Decimal(1), None)}, {}, {}).statements
    return replace(made, kind=kind, title=title)


@pytest.mark.parametrize("kind", list(StatementKind))
def test_a_title_that_an_import_words_is_said_in_the_language_that_is_handed_in(kind: StatementKind) -> None:
    made = statement(kind, made_title(kind, str(title_of_bridge("net income"))))
    for said in (title_of(made, ENGLISH), say_fact(made.title_fact, ENGLISH)):
        assert said == made.title
    for said in (title_of(made, pseudo_language()), say_fact(made.title_fact, pseudo_language())):
        assert not english_in(said, ("net income",))


def test_a_title_that_a_source_prints_stays_as_it_is() -> None:
    printed = statement(StatementKind.FINANCIAL_POSITION, PRINTED)
    assert title_of(printed, pseudo_language()) == PRINTED
    assert say_fact(printed.title_fact, pseudo_language()) == PRINTED
