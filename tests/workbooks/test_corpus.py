"""Public workbooks, many broken or hostile: each is imported or refused with one sentence, soon and in little.

A sample, with all that are hostile; ``tests/sweeps/corpus.py`` takes all of them.
"""

import random
import sys
from pathlib import Path

import pytest

from tests.workbooks.corpus import HOSTILE, MEGABYTES, files_in, outcomes_of, peak_megabytes

pytestmark = pytest.mark.long

SAMPLED = 200


def test_each_file_is_imported_or_refused_in_one_line_soon_and_every_bomb_is_refused(corpus: Path) -> None:
    files = files_in(corpus)
    hostile = [path for path in files if path.name in HOSTILE]
    assert len(hostile) == len(HOSTILE)
    outcomes = list(outcomes_of([*hostile, *random.Random(1).sample(files, SAMPLED)]))
    assert [wrong for outcome in outcomes for wrong in outcome.wrongs()] == []
    refused = sum(1 for outcome in outcomes if outcome.refusal)
    assert 0 < refused < len(outcomes)


@pytest.mark.skipif(sys.platform == "win32", reason="what children took is told on Linux and macOS")
def test_no_reader_takes_more_memory_than_it_may(corpus: Path) -> None:
    hostile = [path for path in files_in(corpus) if path.name in HOSTILE]
    assert all(outcome.refusal for outcome in outcomes_of(hostile))
    assert peak_megabytes() < MEGABYTES
