"""Other people's layouts of the same figures: read right, or not read and said so; never read wrongly in silence.

A sample; ``tests/sweeps/variants.py`` takes all of them.
"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pytest

from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.judging import READ_OUTRIGHT, Judgement, Verdict, judgements, numbers_of, pool, sample_of
from tests.importing.mutations import FAMILIES, MUTATIONS, all_mutations, name_of

SAMPLED = 0.5
"""The share of variants that are judged here."""
GROUPS = [(stem, family) for stem in FIVE_WORKBOOKS for family in FAMILIES if numbers_of(stem, [family])]


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    with pool() as executor:
        yield executor


@pytest.fixture(scope="module")
def everything() -> dict[tuple[str, str], list[Judgement]]:
    """What was judged so far, by workbook and family."""
    return {}


def judged_group(
    everything: dict[tuple[str, str], list[Judgement]], processes: ProcessPoolExecutor, stem: str, family: str
) -> list[Judgement]:
    if (stem, family) not in everything:
        everything[stem, family] = list(judgements(processes, sample_of(stem, family, SAMPLED)))
    return everything[stem, family]


@pytest.mark.parametrize(("stem", "family"), GROUPS)
def test_no_figure_is_wrong_without_a_finding_that_names_its_table(
    everything: dict[tuple[str, str], list[Judgement]], processes: ProcessPoolExecutor, stem: str, family: str
) -> None:
    found = judged_group(everything, processes, stem, family)
    wrong = [(each.name, *each.differences[:2]) for each in found if each.verdict is Verdict.WRONG]
    assert wrong == []


def test_nearly_every_variant_is_read_outright(
    everything: dict[tuple[str, str], list[Judgement]], processes: ProcessPoolExecutor
) -> None:
    judged = partial(judged_group, everything, processes)
    found = [each for stem, family in GROUPS for each in judged(stem, family)]
    right = sum(each.verdict is Verdict.RIGHT for each in found)
    others = [f"{each.verdict}: {each.name}" for each in found if each.verdict is not Verdict.RIGHT]
    assert len(found) >= 250
    assert right >= READ_OUTRIGHT * len(found), f"{right} of {len(found)}; not right: {others}"


def test_variants_have_names_of_their_own() -> None:
    names = Counter(name_of(stem, mutations) for stem in FIVE_WORKBOOKS for mutations in all_mutations(stem))
    assert [name for name, times in names.items() if times > 1] == []
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)
