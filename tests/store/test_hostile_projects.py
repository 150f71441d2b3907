"""Tampered project files are refused in a sentence or load as they were saved, and cost little; none is changed."""

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.hostile_projects import (
    GOOD_OF_1,
    H1_2023,
    HOSTILE,
    HOSTILE_OF_1,
    repair_fingerprint,
    tamper,
    write_good_project,
)
from tests.store.measured import MOST_MEGABYTES, MOST_SECONDS, Measurer, all_sentences, is_a_sentence, traces
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.store import load, read, save

HARMLESS = {
    "a stranger's fingerprint",
    "a table of a newer format",
    "a column of a newer format",
    "a newer minor format",
    "1,000 tables",
    "pages of 512",
    "pages of 65536",
    "auto_vacuum",
    "a stranger's -journal",
    "a stranger's -wal",
    "a stranger's -shm",
}
"""What changes nothing that was saved."""
LARGE_TO_MAKE = {
    "four million rows",
    "four million rows of a newer format",
    "100,000 periods",
    "100,000 findings",
    "100,000 steps",
    "100,000 alterations",
    "100,000 conclusions",
    "50,000 kinds altered",
    "a leg that is there 100,000 times",
    "20,000 differences",
    "5,000 differences",
    "20,000 tables",
    "2,000 columns, 2,000 times",
    "statements times lines",
    "lines times periods",
    "totals times differences",
    "totals 20,000 deep",
    "20 GB of nothing",
    "100 MB of nothing",
    "a dozen long texts",
    "four long texts",
    *(name for name in HOSTILE if name.endswith(": long")),
    *(name for name in HOSTILE_OF_1 if name.endswith(": long")),
}
"""What the sweep makes and a test does not wait for."""
MADE_OF_1 = {
    name
    for name in HOSTILE_OF_1
    if name.startswith(("effect", "source figure", "slack", "share_scale", "shown_decimals", "no ", "period", "an "))
    or name in {"a part of another statement", "concept: none", "a table of a newer format", "a newer minor format"}
} - LARGE_TO_MAKE
"""What a test makes of a file of format 1: what lies in other tables there; the sweep makes the others too."""
WORST = (
    "figure: a huge exponent",
    "slack: a huge exponent",
    "source figure: a million digits",
    "section: closed nested lists",
    "a generated column, VIRTUAL",
    "a check that never ends",
    "statistics that are computed",
    "a view for a table",
    "trees that share their leaves",
    "the tree of tables in a circle",
    "a pipe",
    "/dev/zero",
)
WORST_REPAIRED = (
    "effect: a large exponent",
    "finding.fact: nested 50,000 deep",
    "finding.fact: an exponent of many digits",
    "entry.origin: closed nested lists",
    "totals 60 deep, each twice in the next",
    "statements times differences",
)
"""Those with a fingerprint that holds."""
SAID = {
    "figure: a huge exponent": "its contents are not those that were saved",
    "a generated column, VIRTUAL": "one of its tables is computed",
    "a generated column without a function": "it contains table inference, which does not belong there",
    "a trigger": "it contains trigger gift, which does not belong there",
    "a virtual table, dbstat": "it contains table gift, which does not belong there",
    "an index on an expression": "it contains index gift, which does not belong there",
    "write-ahead header": "keep its changes in a second file",
    "a pipe": "it is not a regular file",
    "20 GB of nothing": "larger than 500 MB",
    "no fingerprint": "table project lacks the fingerprint",
    "only its first bytes": "it ends within its first bytes",
    "an older format than its tables, 1003": "does not belong there",
    "format 3000": "a newer version of this program saved it",
}
SAID_OF_ITS_CONTENT = {
    "figure: a huge exponent": "table figure, row 1: '1E+999999999' is not an amount",
    "effect: a huge exponent": "table leg, row 1: '1E+999999999' is not an amount",
    "share_scale 7e+00": "table statement, row 1: '7' is not a scale",
    "section: nested lists": "is not a list of words",
    "a part of another statement": "elsewhere is not a line of operations",
    "a ratio of another statement": "is not a line of other",
    "an effect in a period its statement lacks": "other has no period",
    "stated for a period its statement lacks": "which late covers",
    "unknown_figure in a period its statement lacks": "other has no period",
    "a circle of totals": "a total of other is a part of itself",
    "a key that finds what is not there": "which is missing from table period",
    "an amount finer than its line": "has more than 1 decimal",
    "an effect finer than its line": "has more than 1 decimal",
    "an id that is none": "'=cmd|x!A0' is not an id",
    "period 2023-12-31/2023-01-01: 2023-12-31 to 2023-01-01": "ends before it begins",
    "totals 60 deep, each twice in the next": "more nested parts than any total can have",
    "statements times differences": "than any company publishes",
    "an entry without legs": "which is missing",
    "a leg of no entry": "a leg belongs to no entry",
    "a leg of no adjustment": "refers to a missing row",
    "a leg on no line": "refers to a missing row",
    "a leg of no kind": "'king' is not a valid LegKind",
    "a nature for an origin": "table entry, row 1",
    "an origin that lacks its cell": "table entry, row 1",
    "an origin with more than it has": "table entry, row 1",
    "entry.origin: a record of another kind": "table entry, row 1: 'switch-adjustment' is not one of",
    "finding.fact: nested a hundred deep": "facts are nested too deeply",
    "finding.fact: a huge exponent": "'1E+999999999' is not an amount",
    "finding.fact: plain text": "is not a fact",
    "finding.fact: half a character": "surrogates not allowed",
    "inference.alternatives: no JSON": "table inference, row 1",
    "alteration.old: a huge exponent": "'1E+999999999' is not an amount",
    "step.done_at: no offset": "is not a time with a UTC offset",
    "step.done_at: behind the last day": "is out of range for a step",
    "finding.about: no subject, 1": "'king' is not a subject",
    "finding.about: no subject, 3": "'king' is not a valid FigureRole",
    "alteration.about: no subject, 4": "is not a subject",
    "an alteration of no step": "refers to a missing row",
    "an end that is none": "table framework, row 1: 'middle' is neither 'source' nor 'target'",
    "an end that is missing": "it refers to 'source', which is missing",
    "a caption of no line": "table target_caption refers to a missing row",
    "a nature of no difference": "table nature_said refers to a missing row",
    "a nature that is none": "'king' is not a valid Nature",
    "a detail of no difference": "table adjustment_detail refers to a missing row",
    "a readiness that is none": "table adjustment_detail, row 1: 'king' is not a valid Readiness",
    "a conclusion that is none": "table consideration, row 1: 'king' is not a valid Conclusion",
    "a conclusion for no period": "table consideration refers to a missing row",
    "below the threshold, without an amount": f"leases is below the threshold in {H1_2023} without an amount",
    "nil, with an amount": f"leases has an amount in {H1_2023} without being below the threshold",
    "estimate: a huge exponent": "table consideration, row 1: '1E+999999999' is not an amount",
    "consideration.done_at: no offset": "is not a time with a UTC offset",
    "a concept of no line": "table concept_said refers to a missing row",
    "a concept that is none, in its own table": "table concept_said, row 1: 'king' is not a valid Concept",
    "two concepts of a line": "has two concepts",
    "a kind of an alteration that is not there": "what was altered belongs to no alteration",
    "a kind of an alteration before the first": "table kind_altered, row 1: -1 is negative",
    "a kind of an alteration of something else": "what was altered belongs to no alteration",
    "a kind altered in no step": "table kind_altered refers to a missing row",
}
"""What is said of a file whose fingerprint was written anew."""
HARMLESS_REPAIRED = (
    "steps with gaps",
    "a stranger's key",
    "kinds and groups of strange names",
    "values of every shape for every attribute",
    *(name for name in HOSTILE if "nobody knows" in name),
)
"""What changes a project into another that the program bears."""
CHANCES = 100


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.recon"
    write_good_project(path)
    return path


@pytest.fixture(scope="module")
def saved(good: Path) -> Project:
    return load(good)


@pytest.fixture
def path(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(good, tmp_path / "project.recon"))


def _refusal(path: Path) -> str:
    """Return the sentence in which ``path`` is refused, after a look at what was left or changed."""
    before = traces(path)
    with pytest.raises(WorkbenchError) as refused:
        load(path)
    assert traces(path) == before
    sentence = str(refused.value)
    assert is_a_sentence(sentence)
    assert sentence.startswith(f"{path} cannot be opened: ")
    return sentence


@pytest.mark.parametrize("kind", sorted(HOSTILE.keys() - HARMLESS - LARGE_TO_MAKE))
def test_is_refused_in_a_sentence(path: Path, kind: str) -> None:
    HOSTILE[kind](path)
    _refusal(path)


@pytest.mark.parametrize("kind", sorted(HARMLESS))
def test_loads_as_it_was_saved(path: Path, saved: Project, kind: str) -> None:
    HOSTILE[kind](path)
    before = traces(path)
    assert load(path) == saved
    assert traces(path) == before


@pytest.mark.parametrize("kind", sorted(MADE_OF_1))
def test_a_file_of_format_1_is_refused_in_a_sentence_or_loads_as_it_was_saved(tmp_path: Path, kind: str) -> None:
    path = Path(shutil.copy(GOOD_OF_1, tmp_path / "project.recon"))
    HOSTILE_OF_1[kind](path)
    if kind in HARMLESS:
        assert load(path) == load(GOOD_OF_1)
    else:
        _refusal(path)
        repair_fingerprint(path)
        if not kind.endswith(("300 digits", "of nothing stated")):
            _refusal(path)


@pytest.mark.parametrize(("kind", "said"), [(kind, said) for kind, said in SAID.items() if kind in HOSTILE])
def test_says_what_is_wrong_and_where(path: Path, kind: str, said: str) -> None:
    HOSTILE[kind](path)
    assert said in _refusal(path)


@pytest.mark.parametrize(("kind", "said"), SAID_OF_ITS_CONTENT.items())
def test_a_fingerprint_written_anew_does_not_help(path: Path, kind: str, said: str) -> None:
    HOSTILE[kind](path)
    repair_fingerprint(path)
    assert said in _refusal(path)


@pytest.mark.parametrize("kind", HARMLESS_REPAIRED)
def test_what_a_hostile_file_says_can_be_said(path: Path, kind: str) -> None:
    HOSTILE[kind](path)
    repair_fingerprint(path)
    assert all(isinstance(sentence, str) for sentence in all_sentences(load(path)))


def test_an_unknown_key_is_named_in_a_sentence(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO project VALUES (?, 'x')", ("\x1b[2J\n" + "x" * 5_000,))
    repair_fingerprint(path)
    assert len(read(path).unknown) == 1
    with pytest.raises(WorkbenchError) as refused:
        save(load(path), path)
    assert is_a_sentence(str(refused.value))


def test_a_fingerprint_written_anew_is_what_the_program_writes(path: Path, saved: Project) -> None:
    repair_fingerprint(path)
    assert load(path) == saved


def test_no_tampering_by_chance_is_believed(good: Path, path: Path, saved: Project) -> None:
    chance, refusals = random.Random(7), []
    for _ in range(CHANCES):
        shutil.copy(good, path)
        tamper(path, chance)
        try:
            assert load(path) == saved  # it lay where nothing is stored
        except WorkbenchError as error:
            refusals.append(str(error))
    assert len(refusals) > CHANCES / 2
    assert [refusal for refusal in refusals if not is_a_sentence(refusal)] == []


@pytest.fixture(scope="module")
def measurer(good: Path) -> Iterator[Measurer]:
    if sys.platform == "win32":
        pytest.skip("memory and time are limited on Linux and macOS")
    with Measurer(good) as measurer:
        yield measurer


@pytest.mark.parametrize("kind", [*WORST, *WORST_REPAIRED])
def test_costs_little(path: Path, measurer: Measurer, kind: str) -> None:
    HOSTILE[kind](path)
    if kind in WORST_REPAIRED:
        repair_fingerprint(path)
    opened = measurer.opened(path)
    assert opened.what == "refused"
    assert opened.megabytes < MOST_MEGABYTES
    assert opened.seconds < MOST_SECONDS


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(path: Path) -> None:
    path.chmod(0)
    assert "Permission denied" in _refusal(path)
