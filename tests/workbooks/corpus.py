"""Public workbooks, many broken or hostile: what an import of each comes to.

Soon is told by processor time, which a busy computer takes no more of: the process that reads bounds its own.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading

SECONDS, MEGABYTES = 10, 1_500
AT_A_TIME = 2
HOSTILE = {
    "billion_laughs.xlsx", "bomb_1GiB_one_text.xlsx", "bomb_rows_500MB.xlsx", "bomb_whitespace_1GiB.xlsx",
    "quadratic_blowup.xlsx", "xxe_file.xlsx", "zip_traversal.xlsx",
}  # fmt: skip
"""Every bomb and every foreign entity."""


@dataclass(frozen=True)
class Outcome:
    """What an import of one file came to: a refusal, a failure of the program, or neither where it was imported.

    ``seconds``: of processor time, beside what the process that reads took.
    """

    path: Path
    seconds: float
    refusal: str = ""
    failure: str = ""

    def wrongs(self) -> Iterator[str]:
        """Yield what must not come of any file."""
        if self.failure:
            yield self.failure
        if "\n" in self.refusal or (self.refusal and self.path.name not in self.refusal):
            yield f"{self.path.name}: the refusal is not one line that names the file: {self.refusal}"
        if self.seconds > SECONDS:
            yield f"{self.path.name}: {self.seconds:.1f} seconds are longer than anybody would wait"
        if self.path.name in HOSTILE and not self.refusal:
            yield f"{self.path.name}: it is hostile, and imported"


def peak_megabytes() -> float:
    """Return the most memory that any process which read a file has taken, on Linux and macOS."""
    import resource

    bytes_a_unit = 1 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * bytes_a_unit / 1_000_000


def files_in(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.glob("*/*") if path.is_file())


def outcomes_of(paths: Sequence[Path]) -> Iterator[Outcome]:
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield from pool.map(_outcome_of, paths)


def _outcome_of(path: Path) -> Outcome:
    start = time.thread_time()
    refusal = failure = ""
    try:
        import_workbooks([begin_reading(path)])
    except WorkbenchError as error:
        refusal = str(error)
    except Exception as error:  # told with the file that it met, beside those of other files
        failure = f"{path.name}: {type(error).__name__}: {error}"
    return Outcome(path, time.thread_time() - start, refusal, failure)
