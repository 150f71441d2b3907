"""Every format that was ever saved opens with the same figures; what a newer version added is left as it is."""

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.store.hostile_projects import GOOD_OF_1, write_good_project
from workbench.commands import Consider, SetConcept
from workbench.domain.adjustments import FromSource, Typed
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.facts import REMARK, Fact, Told
from workbench.domain.import_report import ImportReport
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.errors import WorkbenchError
from workbench.exporting.figures_json import write_figures_json
from workbench.session import Session
from workbench.store import load, read, save
from workbench.store.schema import VERSION

DATA = Path(__file__).parent / "data"
FILES = sorted(DATA.glob("*.recon"))
FILES_OF_1 = [path for path in FILES if "format-1." in path.name]
SAMPLES = sorted(path.name.removesuffix(".json.gz") for path in DATA.glob("*.json.gz"))
NOT_COMPARED = {
    "accepted",
    "comments",
    "completeness",
    "cross_references",
    "evidence",
    "findings",
    "note",
    "note_read",
    "open_items",
    "scenarios",
    "signs",
    "texts",
    "thresholds",
    "ticks",
    "to_do",
    "uncorrected",
    "unproven",
}
"""What is found anew each time, and what was not said then: unproven figures, conclusions, a note on the whole."""


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        return database.execute(query).fetchall()


def _has_table(path: Path, table: str) -> bool:
    return bool(_rows(path, f"SELECT 1 FROM sqlite_master WHERE name = '{table}'"))


def _json_of(path: Path) -> Any:
    pieces: list[str] = []
    write_figures_json(Session(load(path)).results, (), 0, pieces.append)
    return json.loads("".join(pieces))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_figures_are_those_of_the_program_that_saved_them(name: str) -> None:
    """Statements, lines, figures, effects, results and their cells, as that program wrote them."""
    then = json.loads(gzip.decompress((DATA / f"{name}.json.gz").read_bytes()))
    now = _json_of(DATA / f"{name}.recon")
    if not name.endswith(("format-2.1", "format-2.2", "format-2.3", "format-2.4", "format-2.5")):
        _say_natures_and_captions(then)
    assert now.keys() - then.keys() <= NOT_COMPARED
    now["adjustments"] = [
        {key: adjustment[key] for key in said}  # a later version says more of each
        for adjustment, said in zip(now["adjustments"], then["adjustments"], strict=True)
    ]
    assert {key: now[key] for key in then if key not in NOT_COMPARED} == {
        key: then[key] for key in then if key not in NOT_COMPARED
    }


def _say_natures_and_captions(then: Any) -> None:
    """Add what JSON says since format 2.1."""
    for adjustment in then["adjustments"]:
        assert adjustment.pop("nature") == "measurement"  # of every difference, whatever it was: nobody had said it
        adjustment["nature"] = None
    for line in (line for statement in then["statements"] for line in statement["lines"]):
        line["concept"] = line.pop("meaning")
        line["target_caption"] = None


@pytest.mark.parametrize("path", FILES_OF_1, ids=lambda path: str(path.name))
def test_entries_figures_and_sources_are_what_the_tables_hold(path: Path) -> None:
    project = read(path).project
    effects = [
        (adjustment.id, leg.line, leg.period, str(leg.amount))
        for adjustment in project.adjustments
        for entry in adjustment.entries.values()
        for leg in entry.legs
    ]
    assert sorted(effects) == sorted(_rows(path, "SELECT adjustment, line, period, amount FROM entry"))
    figures = [
        (line, period, None if amount is None else str(amount))
        for statement in project.statements
        for line, row in statement.figures.items()
        for period, amount in zip(statement.periods, row, strict=True)
    ]
    assert figures == _rows(path, "SELECT line, period, amount FROM figure ORDER BY rowid")
    stated = [(figure.line, figure.period, figure.cell.cell, figure.raw) for figure in project.source_figures]
    assert stated == _rows(path, "SELECT line, period, cell, raw FROM stated ORDER BY rowid")
    sources = [(source.name, source.sha256, source.size) for source in project.sources]
    assert sources == _rows(path, "SELECT name, sha256, size FROM source ORDER BY rowid")
    assert not project.trail


@pytest.mark.parametrize("path", FILES_OF_1, ids=lambda path: str(path.name))
def test_an_entry_is_from_a_source_where_a_cell_states_it(path: Path) -> None:
    project = load(path)
    stated = {
        (adjustment, line, period): cell
        for adjustment, line, period, cell in _rows(
            path, "SELECT \"of\", line, period, cell FROM stated WHERE says IN ('adjustment', 'entry') ORDER BY -rowid"
        )
    }
    for adjustment in project.adjustments:
        for entry in adjustment.entries.values():
            (leg,) = entry.legs
            cell = stated.get((adjustment.id, leg.line, leg.period))
            match entry.origin:
                case FromSource(place):
                    assert place.cell == cell
                case origin:
                    assert (origin, cell) == (Typed(), None)


@pytest.mark.parametrize("path", FILES_OF_1, ids=lambda path: str(path.name))
def test_sentences_of_then_are_remarks_now(path: Path) -> None:
    project = load(path)
    totals = [total for statement in project.statements for total in statement.totals]
    assert _as_sentences([total.evidence for total in totals]) == _texts(path, "SELECT evidence FROM total")
    messages = _texts(path, "SELECT message FROM finding")
    assert _as_sentences([finding.fact for finding in project.import_findings]) == messages
    inferences, cells = project.import_report.inferences, project.import_report.cells
    if _has_table(path, "guess"):
        for name, column in (("subject", "subject"), ("taken_for", "taken_for"), ("evidence", "evidence")):
            told = [getattr(inference, name) for inference in inferences]
            assert _as_sentences(told) == _texts(path, f"SELECT {column} FROM guess")
        rivals = [json.loads(text) for text in _texts(path, "SELECT rivals FROM guess")]
        assert [_as_sentences(inference.alternatives) for inference in inferences] == rivals
        assert _as_sentences([used.reason for used in cells]) == _texts(path, "SELECT reason FROM cells_used")
    else:
        assert project.import_report == ImportReport()


def _texts(path: Path, query: str) -> list[str]:
    return [text for (text,) in _rows(path, f"{query} ORDER BY rowid")]


def _as_sentences(told: "list[Told] | tuple[Told, ...]") -> list[str]:
    """Return the sentences of remarks; nothing was said where there is none."""
    assert all(isinstance(fact, Fact) and fact.key == REMARK for fact in told if fact != "")
    return [str(fact["text"]) if isinstance(fact, Fact) else fact for fact in told]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_it_is_saved_in_the_present_format(path: Path, tmp_path: Path) -> None:
    before, copy = path.read_bytes(), Path(shutil.copy(path, tmp_path / "again.recon"))
    assert read(copy).unknown == ()
    project = load(copy)
    save(project, copy)
    assert load(copy) == project
    assert _rows(copy, "PRAGMA user_version") == [(VERSION,)]
    assert path.read_bytes() == before


CONCEPTS_OF_2_1 = {
    "revenue", "operating_income", "pre_tax_income", "income_tax", "net_income", "nci_share_of_income",
    "attributable_net_income", "comprehensive_income", "cash", "restricted_cash", "total_assets", "total_liabilities",
    "paid_in_capital", "retained_earnings", "attributable_equity", "nci", "mezzanine_equity", "total_equity",
    "total_liabilities_and_equity", "cash_at_beginning", "cash_at_end", "basic_eps", "diluted_eps", "basic_shares",
    "diluted_shares",
}  # fmt: skip
SUBJECTS_OF_2_1 = {"figure", "line", "statement", "adjustment", "entry", "source", "project"}


def test_the_tables_that_format_2_1_reads_hold_what_it_knows(qifu_project: Project, tmp_path: Path) -> None:
    """It takes any other concept, and any other subject of an alteration, for damage."""
    session = Session(qifu_project)
    lines = [line.id for line in qifu_project.statement_by_id["operations"].lines if line.concept is None]
    for line, concept in zip(lines, sorted(set(Concept) - CONCEPTS_OF_2_1), strict=False):
        session.execute(SetConcept(line, concept))
    nil = Consideration(Conclusion.NIL, "none", "Jo", datetime(2024, 5, 6, tzinfo=UTC))
    session.execute(Consider("leases", next(iter(qifu_project.periods)), nil))
    path = tmp_path / "new.recon"
    save(session.project, path)
    assert {concept for (concept,) in _rows(path, "SELECT DISTINCT concept FROM line")} <= CONCEPTS_OF_2_1 | {None}
    subjects = _rows(path, "SELECT about FROM alteration UNION SELECT about FROM finding")
    assert {about.partition(":")[0] for (about,) in subjects} <= SUBJECTS_OF_2_1
    assert {concept for (concept,) in _rows(path, "SELECT concept FROM concept_said")} == set(Concept) - CONCEPTS_OF_2_1
    assert load(path) == session.project


NEWER = {
    "a table": ("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT", ("note",)),
    "a column": ("ALTER TABLE line ADD COLUMN colour TEXT", ("line.colour",)),
    "two columns": (
        "ALTER TABLE leg ADD COLUMN colour TEXT; ALTER TABLE leg ADD COLUMN shade TEXT",
        ("leg.colour", "leg.shade"),
    ),
    "a minor format": ("PRAGMA user_version = 2007", ("format 2.7",)),
    "a minor format with a table": ("PRAGMA user_version = 2007; CREATE TABLE note (id TEXT)", ("note",)),
}
NEWER_OF_1 = {
    "a table": ("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT", ("note",)),
    "a column": ("ALTER TABLE guess ADD COLUMN colour TEXT", ("guess.colour",)),
    "a minor format": ("PRAGMA user_version = 1004", ("format 1.4",)),
}


@pytest.mark.parametrize(
    ("of_format", "added", "unknown"),
    [
        *((2, added, unknown) for added, unknown in NEWER.values()),
        *((1, added, unknown) for added, unknown in NEWER_OF_1.values()),
    ],
    ids=[*NEWER, *(f"{name}, of format 1" for name in NEWER_OF_1)],
)
def test_what_a_newer_version_added_is_said_and_never_written_over(
    of_format: int, added: str, unknown: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "newer.recon"
    if of_format == 1:
        shutil.copy(GOOD_OF_1, path)
    else:
        write_good_project(path)
    known = load(path)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(added)
    before = path.read_bytes()
    stored = read(path)
    assert (stored.project, stored.unknown) == (known, unknown)
    for project in (stored.project, replace(stored.project, entity="Another")):
        with pytest.raises(WorkbenchError, match=r"newer version.*Save under another name\.$") as refused:
            save(project, path)
        assert unknown[0] in str(refused.value)
        assert "\n" not in str(refused.value)
        assert path.read_bytes() == before
    save(stored.project, tmp_path / "other.recon")
    assert read(tmp_path / "other.recon").unknown == ()
    assert load(tmp_path / "other.recon") == known
    assert path.read_bytes() == before


def test_a_newer_major_format_is_refused_in_a_sentence_and_may_be_written_over_by_none(tmp_path: Path) -> None:
    path = tmp_path / "newer.recon"
    write_good_project(path)
    project = load(path)
    with closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA user_version = 3000")
    before = path.read_bytes()
    with pytest.raises(WorkbenchError, match="Install that version to open it"):
        load(path)
    with pytest.raises(WorkbenchError, match=r"newer version.*Save under another name\.$"):
        save(project, path)
    assert path.read_bytes() == before
