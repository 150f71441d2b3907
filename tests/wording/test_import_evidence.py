"""What an import took things for, and why: every fact has words, and several pieces of evidence are one."""

from decimal import Decimal

import pytest

from tests.found import said
from workbench.catalogue.differences import kinds
from workbench.domain.amounts import SCALES
from workbench.domain.facts import fact
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.common_facts import (
    all_of,
    figures_fact,
    quote,
    scale_fact,
    short_statement_fact,
    statement_fact,
)
from workbench.importing.sheets.columns import LeftOut
from workbench.importing.sheets.entry_lists import Part
from workbench.importing.sheets.marks import Mark
from workbench.phrases import ENGLISH
from workbench.wording.check_findings import CHECK_FINDINGS
from workbench.wording.import_evidence import (
    COLUMNS_LEFT_OUT,
    DIFFERENCES,
    DOUBTS,
    IMPORT_EVIDENCE,
    LINES,
    MARKS,
    OF_ANY_INFERENCE,
    TABLES,
    TOTALS,
)
from workbench.wording.import_findings import IMPORT_FINDINGS
from workbench.wording.scales import name_of_scale

GROUPS = (OF_ANY_INFERENCE, TABLES, MARKS, COLUMNS_LEFT_OUT, DOUBTS, LINES, TOTALS, DIFFERENCES)


def test_no_key_stands_twice() -> None:
    assert sum(map(len, GROUPS)) == len(IMPORT_EVIDENCE)
    assert not IMPORT_EVIDENCE.keys() & (CHECK_FINDINGS.keys() | IMPORT_FINDINGS.keys())


def test_what_has_a_key_of_its_own_has_words() -> None:
    keyed = [*(mark.fact for mark in Mark), *(reason.fact_of_cell for reason in LeftOut)]
    keyed += [named(kind) for kind in StatementKind for named in (statement_fact, short_statement_fact)]
    keyed += [fact(f"heads-{part.name.lower()}-of-entries") for part in Part]
    assert all(map(said, keyed))
    assert [said(figures_fact(role, "", "FY 2023")) for role in FigureRole] == [
        f"{role.value.replace('-', ' ')}, FY 2023" for role in FigureRole
    ]


IN_AMERICAN_WORDS = {
    "intercompany unrealised profit": "unrealized intercompany profit",
    "puts over non-controlling interests": "put options on non-controlling interests",
}
"""Kinds of differences whose key, which files hold, has other words."""


def test_kinds_of_differences_are_named_as_the_catalogue_names_them() -> None:
    named = {kind.name: said(kind.fact) for kind in kinds()}
    assert named == {name: IN_AMERICAN_WORDS.get(name, name) for name in named}
    assert named.keys() >= IN_AMERICAN_WORDS.keys()


@pytest.mark.parametrize("scale", [*SCALES, 500])
def test_a_scale_is_named(scale: int) -> None:
    assert said(scale_fact(scale)) == name_of_scale(scale, ENGLISH)


def test_several_pieces_of_evidence_are_said_in_their_order() -> None:
    assert said(all_of([fact("foots", passes=2, columns=3)])) == "foots in 2 of 3 columns"
    assert said(all_of([quote(letter) for letter in "ABCDE"])) == "'A'; 'B'; 'C'; 'D'; 'E'"


def test_thousands_of_pieces_of_evidence_are_said_too() -> None:
    assert said(all_of([quote("A")] * 5_000)).count("; ") == 4_999


def test_a_total_that_is_restated_keeps_its_evidence() -> None:
    before = fact("foots", passes=2, columns=3)
    why = fact("restated-for", period="H1 2023", reason="note 3")
    restated = fact("restated-by-user", before=before, restated=(why,))
    assert said(restated) == "foots in 2 of 3 columns; restated for H1 2023: note 3"
    assert said(why) == "restated for H1 2023: note 3"


def test_facts_tell_apart_and_are_kept_in_sets() -> None:
    amount = fact("unit", scale=Decimal(1))
    assert len({quote("A"), quote("A"), quote("B"), amount}) == 3
