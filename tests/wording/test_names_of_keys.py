"""Everything that has a stable key has a name."""

import pytest

from tests.translation.pseudo_language import english_in, pseudo_language
from workbench.amount_text import ABBREVIATIONS
from workbench.domain.adjustments import Nature
from workbench.domain.amounts import SCALES
from workbench.domain.statements import Concept, LineUnit
from workbench.phrases import ENGLISH, say
from workbench.wording.names import MULTIPLIERS, UNITS, name_of_concept, name_of_nature
from workbench.wording.scales import SCALES as NAMES_OF_SCALES
from workbench.wording.scales import phrase_of_scale


@pytest.mark.parametrize("concept", list(Concept))
def test_every_concept_has_the_name_that_its_key_spells(concept: Concept) -> None:
    spelled = name_of_concept(concept, ENGLISH).replace("-", " ").casefold()
    assert spelled == concept.value.replace("_", " ")


@pytest.mark.parametrize("nature", list(Nature))
def test_every_nature_has_a_name(nature: Nature) -> None:
    assert name_of_nature(nature, ENGLISH) == nature.value.replace("-", " ")
    assert not english_in(name_of_nature(nature, pseudo_language()))


@pytest.mark.parametrize("scale", [*SCALES, 500])
def test_every_scale_has_a_name(scale: int) -> None:
    assert (scale in NAMES_OF_SCALES) == (scale in SCALES)
    assert not english_in(say(phrase_of_scale(scale), pseudo_language()))


def test_every_word_that_multiplies_an_amount_has_a_name() -> None:
    assert {key: str(name) for key, name in MULTIPLIERS.items()} == {key: key for key in ABBREVIATIONS}


def test_every_unit_but_money_has_a_name() -> None:
    assert set(UNITS) == set(LineUnit) - {LineUnit.MONEY}
