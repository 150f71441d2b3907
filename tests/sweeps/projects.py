"""Tampered project files of each major format: refused in a sentence, or loaded as saved, for little memory and time.

``python -m tests.sweeps.projects [--seed N] [--number N]``: every known kind, then ``--number`` files by chance.
"""

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.store.hostile_projects import (
    GOOD_OF_1,
    HOSTILE,
    HOSTILE_OF_1,
    Maker,
    repair_fingerprint,
    tamper,
    write_good_project,
)
from tests.store.measured import MOST_MEGABYTES, MOST_SECONDS, Measurer, Opened, traces, wrongs

NUMBER = 1_200
LONGEST_SENTENCE = 120


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sweeps.projects", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=NUMBER, help="of files tampered with by chance")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    print("format | kind | what happens | peak MB | CPU s")
    with tempfile.TemporaryDirectory() as folder:
        for major, makers in ((2, HOSTILE), (1, HOSTILE_OF_1)):
            good = Path(folder, f"good-{major}.recon")
            if major == 1:
                shutil.copy(GOOD_OF_1, good)
            else:
                write_good_project(good)
            with Measurer(good) as measurer:
                for kind, is_repaired, path in _hostile_files(good, makers, options.seed, options.number // 2):
                    before = traces(path)
                    opened = measurer.opened(path)
                    wrong = wrongs(opened, before, traces(path), is_repaired=is_repaired)
                    print(major, _row(kind, opened, path), *wrong, sep=" | ", flush=True)
                    counts["files"] += 1
                    counts[opened.what] += 1
                    counts["wrong"] += bool(wrong)
    limits = f"at most {MOST_MEGABYTES} MB and {MOST_SECONDS} s"
    print(f"{limits}: {', '.join(f'{number:,} {what}' for what, number in counts.items())}")
    return 1 if counts["wrong"] else 0


def _row(kind: str, opened: Opened, path: Path) -> str:
    sentence = opened.sentence.replace(f"{path} ", "").encode(errors="backslashreplace").decode()
    return f"{kind} | {opened.what}: {sentence[:LONGEST_SENTENCE]!r} | {opened.megabytes:.0f} | {opened.seconds:.2f}"


def _hostile_files(good: Path, makers: dict[str, Maker], seed: int, number: int) -> Iterator[tuple[str, bool, Path]]:
    """Yield what was done to each file, whether its fingerprint was repaired, and where it lies until the next."""
    for kind, maker in makers.items():
        yield kind, False, _made(good, maker)
        path = _made(good, maker)
        if path.is_file() and _is_repaired(path):
            yield f"{kind}, fingerprint repaired", True, path
    chance = random.Random(seed)
    for turn in range(number):
        path = _fresh(good)
        kind = tamper(path, chance)
        is_repaired = turn % 2 == 1 and _is_repaired(path)
        yield f"{kind}, fingerprint repaired" if is_repaired else kind, is_repaired, path


def _made(good: Path, maker: Maker) -> Path:
    path = _fresh(good)
    maker(path)
    return path


def _fresh(good: Path) -> Path:
    folder = good.parent / "tampered"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copy(good, folder / "project.recon"))


def _is_repaired(path: Path) -> bool:
    """True where the fingerprint could be written anew; SQLite must be able to read and write the file for that."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.execute("SELECT count(*) FROM project").fetchone()
        repair_fingerprint(path)
    except (sqlite3.Error, UnicodeError, TypeError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
