"""What opening a project file costs: each file in a process of its own, with limits that no computer is hurt by."""

import json
import os
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE, Popen
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.facts import Told
    from workbench.domain.project import Project

MOST_MEGABYTES, MOST_SECONDS = 200, 2
"""What opening a hostile file may cost."""
STOPPED_AT_BYTES, STOPPED_AT_SECONDS = 4_000_000_000, 20
"""Where the process that opens a file is stopped, so that no computer is hurt by it."""
LONGEST_SENTENCE = 600
LARGEST_COMPARED = 500_000_000


@dataclass(frozen=True, slots=True)
class Opened:
    """``sentence``: the refusal, or what was loaded; ``what``: same, other, refused, fault or killed."""

    what: str
    sentence: str
    megabytes: float
    seconds: float


def traces(path: Path) -> dict[str, object]:
    """Return what must be the same after a file was opened: what lies in its folder, with mode, size and time."""
    found: dict[str, object] = {}
    for each in path.parent.iterdir():
        about = each.lstat()
        found[each.name] = about.st_mode, about.st_size, about.st_mtime_ns, _digest(each, about.st_size)
    return found


def _digest(path: Path, size: int) -> str:
    if path.is_symlink() or not path.is_file() or size > LARGEST_COMPARED:
        return ""
    return sha256(path.read_bytes()).hexdigest()


def wrongs(
    opened: Opened, before: dict[str, object], after: dict[str, object], *, is_repaired: bool = False
) -> list[str]:
    """Return what must not be; ``is_repaired``: the fingerprint says that another project is meant."""
    found = {
        "too much memory": opened.megabytes > MOST_MEGABYTES,
        "too much time": opened.seconds > MOST_SECONDS,
        "fault": opened.what in ("fault", "killed"),
        "another project": opened.what == "other" and not is_repaired,
        "not one sentence": opened.what == "refused" and not is_a_sentence(opened.sentence),
        "something changed": before != after,
    }
    return [wrong for wrong, is_so in found.items() if is_so]


def is_a_sentence(refusal: str) -> bool:
    """True for one line that ends with what to do."""
    return refusal.endswith(".") and refusal.isprintable() and len(refusal) < LONGEST_SENTENCE


def all_sentences(project: "Project") -> list[str]:
    """Return what the facts of a project say, wherever it keeps some, and what its steps altered."""
    from workbench.phrases import ENGLISH
    from workbench.wording import say_fact
    from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value

    told: list[Told] = [step.description for step in project.trail]
    told += [finding.fact for finding in project.import_findings]
    told += [total.evidence for statement in project.statements for total in statement.totals]
    for inference in project.import_report.inferences:
        told += [inference.subject, inference.taken_for, inference.evidence, *inference.alternatives]
    told += [cells.reason for cells in project.import_report.cells]
    altered = [
        text
        for step in project.trail
        for each in step.alterations
        for text in (
            name_of_subject(each, project, ENGLISH),
            name_of_attribute(each.attribute, ENGLISH),
            say_value(each, each.old, project, ENGLISH),
            say_value(each, each.new, project, ENGLISH),
        )
    ]
    return [*altered, *(say_fact(fact, ENGLISH) for fact in told)]


class Measurer:
    """Opens files as ``workbench check`` does and tells what that cost. A context manager: it holds a process."""

    def __init__(self, good: Path) -> None:
        command = [sys.executable, "-m", "tests.store.measured", str(good)]
        self._process = Popen(command, stdin=PIPE, stdout=PIPE, text=True)

    def __enter__(self) -> "Measurer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def opened(self, path: Path) -> Opened:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return Opened(*json.loads(self._process.stdout.readline()))


def _serve(good: Path) -> None:
    """Answer each path of standard input with a line of JSON: the fields of ``Opened``."""
    assert sys.platform != "win32", "processes are not forked on Windows"
    from tests.found import all_findings
    from workbench.errors import WorkbenchError
    from workbench.session import Session
    from workbench.store import load

    expected = load(good)
    all_findings(Session(expected).results)
    all_sentences(expected)

    def outcome(path: Path) -> tuple[str, str]:
        try:
            project = load(path)
            findings = all_findings(Session(project).results)
            all_sentences(project)
        except WorkbenchError as error:
            return "refused", str(error)
        except BaseException as fault:
            return "fault", f"{type(fault).__name__}: {fault}"
        return "same" if project == expected else "other", f"opened, {len(findings)} findings"

    import resource

    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_AS, (STOPPED_AT_BYTES, STOPPED_AT_BYTES))
            resource.setrlimit(resource.RLIMIT_CPU, (STOPPED_AT_SECONDS, STOPPED_AT_SECONDS))
            what, sentence = outcome(Path(line[:-1]))
            os.write(writing, json.dumps((what, sentence[:LONGEST_SENTENCE])).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as answer:
            said = answer.read()
        _, _, used = os.wait4(child, 0)
        what, sentence = json.loads(said) if said else ("killed", "the process ended")
        megabytes = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
        print(json.dumps((what, sentence, megabytes, used.ru_utime + used.ru_stime)), flush=True)  # noqa: T201


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
