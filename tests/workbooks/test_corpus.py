"""Public workbooks, many broken or hostile: each is imported or refused with one sentence, soon and in little.

Soon is told by processor time, which a busy computer takes no more of: the process that reads bounds its own.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading

pytestmark = pytest.mark.long

SECONDS = 10
MEGABYTES = 1_500
AT_A_TIME = 2
HOSTILE = {
    "billion_laughs.xlsx", "bomb_1GiB_one_text.xlsx", "bomb_rows_500MB.xlsx", "bomb_whitespace_1GiB.xlsx",
    "quadratic_blowup.xlsx", "xxe_file.xlsx", "zip_traversal.xlsx",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What an import of one file came to: a refusal, a failure of the program, or neither where it was imported.

    ``seconds``: of processor time, beside what the process that reads took.
    """

    path: Path
    seconds: float
    refusal: str = ""
    failure: str = ""


def outcome_of(path: Path) -> Outcome:
    start = time.thread_time()
    refusal = failure = ""
    try:
        import_workbooks([begin_reading(path)])
    except WorkbenchError as error:
        refusal = str(error)
    except Exception as error:  # told with the file that it met, beside those of other files
        failure = f"{path.name}: {type(error).__name__}: {error}"
    return Outcome(path, time.thread_time() - start, refusal, failure)


@pytest.fixture(scope="module")
def outcomes(corpus: Path) -> list[Outcome]:
    paths = sorted(path for path in corpus.glob("*/*") if path.is_file())
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return list(pool.map(outcome_of, paths))


def test_no_file_makes_the_program_fail(outcomes: list[Outcome]) -> None:
    assert [outcome.failure for outcome in outcomes if outcome.failure] == []


def test_a_refusal_is_one_line_that_names_the_file(outcomes: list[Outcome]) -> None:
    assert [
        outcome.refusal
        for outcome in outcomes
        if "\n" in outcome.refusal or (outcome.refusal and outcome.path.name not in outcome.refusal)
    ] == []


def test_no_file_takes_longer_than_anybody_would_wait(outcomes: list[Outcome]) -> None:
    assert [(outcome.path.name, outcome.seconds) for outcome in outcomes if outcome.seconds > SECONDS] == []


def test_every_bomb_and_every_foreign_entity_is_refused(outcomes: list[Outcome]) -> None:
    refused = {outcome.path.name for outcome in outcomes if outcome.refusal}
    assert refused >= HOSTILE


@pytest.mark.skipif(sys.platform == "win32", reason="what children took is told on Linux and macOS")
def test_no_reader_takes_more_memory_than_it_may(outcomes: list[Outcome]) -> None:
    import resource

    assert outcomes
    bytes_a_unit = 1 if sys.platform == "darwin" else 1_024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * bytes_a_unit
    assert peak < MEGABYTES * 1_000_000
