"""Programs that are killed while they work, and whether what they had done is there afterwards.

A killer keeps one process that makes others by forking, so that a kill costs no start of an interpreter.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.session.edited import LARGE, Editor, make_book, make_clock
from workbench.codec import encode
from workbench.domain.project import Project
from workbench.files import stamp
from workbench.session import Session
from workbench.session.recovery import FileOfDocument, begin, left_behind, recover
from workbench.store import load, save

ROOT = Path(__file__).resolve().parents[2]
USER = "A. Analyst"
LONGEST_WAIT = 0.15
"""Seconds between the last step that is waited for and the kill: longer than any step takes."""


def main(folder: Path) -> None:
    """Edit in a new process for each seed that is read, beside the others in ``folder``, until it is killed."""
    book = make_book(*LARGE)
    save(book, folder / "book.recon")
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            _edit(book, int(line), folder)
        os.waitpid(process, 0)
        _say("dead")


def _edit(book: Project, seed: int, folder: Path) -> None:
    own = _folder_of(folder, seed)
    own.mkdir()
    file = Path(shutil.copy(folder / "book.recon", own / "project.recon"))
    journal = begin(own / "recovery", book, FileOfDocument(file.name, file, stamp(file)))
    session = Session(book, by=USER, journal=journal, clock=make_clock())
    editor = Editor(session, random.Random(seed), pastes=True, file=file)
    _say(f"at work {os.getpid()}")
    while True:
        editor.step()
        _say("done")


def _say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def _folder_of(folder: Path, seed: int) -> Path:
    return folder / str(seed)


class Killer:
    """Kills processes at work in ``folder``."""

    def __init__(self, folder: Path, orders: IO[str], answers: IO[str]) -> None:
        self._folder = folder
        self._orders = orders
        self._answers = answers

    def kill(self, seed: int, most_steps: int) -> list[str]:
        """Have one process edit and kill it after ``most_steps`` at the most, and those that it does meanwhile.

        Return what is wrong with what it leaves, nothing if all is there.
        """
        chance = random.Random(-seed)
        print(seed, file=self._orders, flush=True)
        process = int(self._answers.readline().removeprefix("at work "))
        acknowledged = chance.randrange(most_steps)
        for _ in range(acknowledged):
            self._answers.readline()
        time.sleep(chance.random() * LONGEST_WAIT)
        os.kill(process, signal.SIGKILL)
        while self._answers.readline() != "dead\n":
            acknowledged += 1
        own = _folder_of(self._folder, seed)
        problems = list(_problems(load(self._folder / "book.recon"), seed, own, acknowledged))
        shutil.rmtree(own)
        return problems


@contextmanager
def killing(folder: Path) -> Iterator[Killer]:
    """Yield a killer that works in ``folder``."""
    command = [sys.executable, "-m", "tests.session.kills", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        yield Killer(folder, process.stdin, process.stdout)
        process.stdin.close()


def _problems(book: Project, seed: int, folder: Path, acknowledged: int) -> Iterator[str]:
    """Yield what is missing of the acknowledged steps; the one at which the process died may be there or not."""
    session = Session(book, by=USER, clock=make_clock())
    editor = Editor(session, random.Random(seed), pastes=True)
    in_file = [book]
    for _ in range(acknowledged):
        editor.step()
        if session.is_saved:
            in_file.append(session.project)
    as_acknowledged = _state(session)
    in_file.append(session.project)
    stored = load(folder / "project.recon")
    if stored not in in_file:
        yield "the project file is of another state"
    editor.step()
    remains = left_behind(folder / "recovery")
    if not remains:
        if (stored, True) not in ((in_file[-1], as_acknowledged[2]), (session.project, session.is_saved)):
            yield f"nothing is left after {acknowledged} steps"
        return
    recovered, journal = recover(remains[0])
    if _state(recovered.session) not in (as_acknowledged, _state(session)):
        yield f"{recovered.session.steps_done} steps are recovered, which are not those acknowledged"
    journal.delete()
    if list((folder / "recovery").iterdir()):
        yield "something is left behind by a clean close"


def _state(session: Session) -> tuple[str, int, bool, object, object]:
    project = encode(session.project, Project)
    return project, session.steps_done, session.is_saved, session.history, session.steps_saved


if __name__ == "__main__":
    main(Path(sys.argv[1]))
