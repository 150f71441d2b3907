"""The project file: what is saved is what is loaded; what is none of ours, broken or newer is refused in a sentence."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.projects import projects
from tests.published import ECL, H1_2023
from workbench.commands import (
    CompoundCommand,
    Consider,
    DescribeProject,
    EditFigures,
    MarkRestated,
    RenameAdjustment,
    SetNature,
    SwitchAdjustment,
)
from workbench.domain.adjustments import Nature, Readiness
from workbench.domain.completeness import Completeness, Conclusion, Consideration
from workbench.domain.facts import fact, remark
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import KindId
from workbench.domain.import_report import CellsUsed, CellUse, ImportReport, Inference, InferenceStage
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept
from workbench.errors import WorkbenchError
from workbench.importing import import_workbooks
from workbench.phrases import Phrase
from workbench.progress import Cancelled
from workbench.session import Session
from workbench.store import load, save
from workbench.store.damage import Damage
from workbench.store.relations import refuse_contradictions
from workbench.workbooks import begin_reading

AT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_the_reference_case_loads_as_it_was_saved(qifu: Session, tmp_path: Path) -> None:
    qifu.execute(SwitchAdjustment("share_based_compensation", on=False))
    qifu.execute(EditFigures({("financing_income", "2023-01-01/2023-06-30"): Decimal("0.5")}))
    qifu.execute(MarkRestated(qifu.project.source_figures[3].cell, "corrected in the annual report"))
    save(qifu.project, tmp_path / "qifu.recon")
    loaded = load(tmp_path / "qifu.recon")
    assert loaded == qifu.project
    assert list(loaded.periods) == list(qifu.project.periods)
    assert Session(loaded).results.has_same_figures(qifu.results)


@settings(max_examples=40, deadline=None)
@given(projects(), st.data())
def test_any_project_loads_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, project: Project, data: st.DataObject
) -> None:
    project = called_anything(project, data.draw)
    path = tmp_path_factory.mktemp("store") / "any.recon"
    save(project, path)
    assert load(path) == project


def called_anything(project: Project, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Project:
    """Return the project with any names of frameworks, any details of lines and differences, and any conclusions."""
    names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
    (statement,) = project.statements
    concepts = st.sampled_from((None, *Concept))
    lines = tuple(replace(line, target_caption=draw(names), concept=draw(concepts)) for line in statement.lines)
    natures, readinesses = st.sampled_from((None, *Nature)), st.sampled_from(Readiness)
    adjustments = (
        adjustment.with_attributes(
            nature=draw(natures), readiness=draw(readinesses), kind=draw(names), group=draw(names)
        )
        for adjustment in project.adjustments
    )
    frameworks = (Framework(*draw(st.tuples(names, names, names))) for _ in Frameworks._fields)
    considered = st.builds(Consideration, st.sampled_from(Conclusion), names, names, st.just(AT))
    conclusions = draw(st.dictionaries(st.tuples(names, st.sampled_from(list(project.periods))), considered))
    return replace(
        project,
        frameworks=Frameworks(*frameworks),
        statements=(replace(statement, lines=lines),),
        adjustments=tuple(adjustments),
        completeness=Map({key: with_amount(considered) for key, considered in conclusions.items()}),
    )


def with_amount(considered: Consideration) -> Consideration:
    """Return a conclusion with the amount that one below the threshold needs."""
    is_below = considered.conclusion is Conclusion.BELOW_THRESHOLD
    return replace(considered, amount=Decimal("-0.25")) if is_below else considered


def test_names_natures_and_both_captions_are_saved_with_the_steps_that_set_them(qifu: Session, tmp_path: Path) -> None:
    for adjustment, nature in zip(qifu.project.adjustments, (None, *list(Nature)[1:]), strict=True):
        qifu.execute(SetNature(adjustment.id, nature))
    frameworks = Framework("IAS 1", "Old", "As presented"), Framework("IFRS 18", "", "Restated")
    qifu.execute(DescribeProject("Example Ltd", "EUR", 1_000_000, *frameworks))
    statement, *others = qifu.project.statements
    lines = (replace(line, target_caption=f"{line.caption} of the target") for line in statement.lines)
    project = replace(qifu.project, statements=(replace(statement, lines=tuple(lines)), *others))
    save(project, tmp_path / "names.recon")
    loaded = load(tmp_path / "names.recon")
    assert loaded == project
    assert [adjustment.nature for adjustment in loaded.adjustments] == [
        None, Nature.RECLASSIFICATION, Nature.PRESENTATION, Nature.ERROR_CORRECTION,
    ]  # fmt: skip
    assert loaded.frameworks == frameworks
    *_, described = loaded.trail
    assert [alteration.attribute for alteration in described.alterations] == [
        "entity", "currency", "scale", "frameworks",
    ]  # fmt: skip


def test_the_subject_of_each_alteration_is_saved_in_its_place(qifu: Session, tmp_path: Path) -> None:
    """A conclusion between others: format 2.1 knows no subject of its kind."""
    conclusion = Consideration(Conclusion.NIL, "no leases", "Jo", AT)
    edits = (
        SwitchAdjustment(ECL, on=False),
        Consider("leases", H1_2023, conclusion),
        RenameAdjustment(ECL, "Allowances"),
        Consider("pensions", H1_2023, conclusion),
    )
    qifu.execute(Consider("leases", H1_2023, replace(conclusion, reason="none")))
    qifu.execute(CompoundCommand(fact("describe-project"), edits))
    save(qifu.project, tmp_path / "steps.recon")
    loaded = load(tmp_path / "steps.recon")
    assert loaded == qifu.project
    assert [alteration.subject.key for alteration in loaded.trail.last.alterations] == [
        f"adjustment:{ECL}", f"kind:leases:{H1_2023}", f"adjustment:{ECL}", f"kind:pensions:{H1_2023}",
    ]  # fmt: skip
    assert dict(loaded.completeness) == {("leases", H1_2023): conclusion, ("pensions", H1_2023): conclusion}


@pytest.mark.parametrize(
    ("period", "conclusion", "amount", "said"),
    [
        ("1999-12-31", Conclusion.NIL, None, "leases is concluded for the period 1999-12-31, which is missing from"),
        (H1_2023, Conclusion.NIL, Decimal(0), f"leases has an amount in {H1_2023} without being below the threshold"),
        (H1_2023, Conclusion.BELOW_THRESHOLD, None, f"leases is below the threshold in {H1_2023} without an amount"),
    ],
)
def test_a_conclusion_that_contradicts_itself_or_the_periods_is_refused(
    qifu_project: Project, period: PeriodId, conclusion: Conclusion, amount: Decimal | None, said: str
) -> None:
    considered: Completeness = Map({(KindId("leases"), period): Consideration(conclusion, "", "", AT, amount)})
    with pytest.raises(Damage) as refused:
        refuse_contradictions(replace(qifu_project, completeness=considered))
    assert said in str(refused.value.sentence)


def test_text_of_any_script_and_any_sign_survives(qifu_project: Project, tmp_path: Path) -> None:
    odd = "其他 'quoted\" \\ =1+1 \n\t\N{ZERO WIDTH SPACE}; DROP TABLE line"
    project = replace(qifu_project, entity=odd, restated=Map({qifu_project.source_figures[0].cell: odd}))
    save(project, tmp_path / "odd name é.recon")
    assert load(tmp_path / "odd name é.recon") == project


def _saved(project: Project, folder: Path) -> Path:
    path = folder / "saved.recon"
    save(project, path)
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(WorkbenchError) as refused:
        load(path)
    message = str(refused.value)
    assert "\n" not in message
    assert path.name in message
    return message


def _altered(project: Project, folder: Path, *statements: str) -> Path:
    path = _saved(project, folder)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)
    return path


def test_a_newer_format_is_refused_and_a_newer_minor_opens(qifu_project: Project, tmp_path: Path) -> None:
    assert "newer version" in _refusal(_altered(qifu_project, tmp_path, "PRAGMA user_version = 3000"))
    newer_minor = ("PRAGMA user_version = 2007", "ALTER TABLE line ADD COLUMN colour TEXT", "CREATE TABLE more (x)")
    (tmp_path / "saved.recon").unlink()  # it would not be written over
    assert load(_altered(qifu_project, tmp_path, *newer_minor)) == qifu_project


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA application_id = 7", "another program"),
        ("CREATE TRIGGER gift AFTER INSERT ON line BEGIN DELETE FROM line; END", "gift"),
        ("CREATE VIEW gift AS SELECT * FROM line", "gift"),
        ("DROP TABLE source_figure", "damaged"),
        ("UPDATE figure SET amount = 'NaN' WHERE rowid = 1", "damaged"),
        ("UPDATE figure SET amount = 'twelve' WHERE rowid = 1", "damaged"),
        ("UPDATE part SET weight = 2", "damaged"),
        ("UPDATE part SET line = 'nowhere'", "damaged"),
        ("UPDATE period SET id = 'never' WHERE rowid = 1", "damaged"),
        ("UPDATE line SET role = 'king' WHERE rowid = 1", "damaged"),
        ("UPDATE line SET section = '{' WHERE rowid = 1", "damaged"),
        ("DELETE FROM project WHERE key = 'scale'", "damaged"),
        ("DELETE FROM figure WHERE rowid = 1", "damaged"),
    ],
)
def test_what_is_not_as_it_was_saved_is_refused(
    qifu_project: Project, tmp_path: Path, statement: str, said: str
) -> None:
    assert said in _refusal(_altered(qifu_project, tmp_path, statement))


def test_files_of_other_kinds_are_refused(tmp_path: Path, qifu_path: Path) -> None:
    empty, text = tmp_path / "empty.recon", tmp_path / "text.recon"
    empty.write_bytes(b"")
    text.write_text("my notes")
    assert "empty" in _refusal(empty)
    assert "not a project file" in _refusal(text)
    assert "not a project file" in _refusal(qifu_path)
    assert "No such file" in _refusal(tmp_path / "absent.recon")
    assert "cannot be opened" in _refusal(tmp_path)


def test_every_truncation_is_refused(qifu_project: Project, tmp_path: Path) -> None:
    whole = _saved(qifu_project, tmp_path).read_bytes()
    damaged = tmp_path / "damaged.recon"
    for share in range(1, 20):
        damaged.write_bytes(whole[: len(whole) * share // 20])
        assert "cannot be opened" in _refusal(damaged)


def test_no_changed_byte_is_ever_believed(qifu_project: Project, tmp_path: Path) -> None:
    whole = _saved(qifu_project, tmp_path).read_bytes()
    damaged = tmp_path / "damaged.recon"
    for share in range(1, 150):
        changed = bytearray(whole)
        changed[len(whole) * share // 150] ^= 1  # 123 becomes 122, or 133
        damaged.write_bytes(changed)
        try:
            loaded = load(damaged)
        except WorkbenchError:
            continue
        assert loaded == qifu_project  # it lay where nothing is stored


def test_a_changed_figure_is_refused(qifu_project: Project, tmp_path: Path) -> None:
    changed = "UPDATE figure SET amount = '1' WHERE line = 'financing_income'"
    assert "not those that were saved" in _refusal(_altered(qifu_project, tmp_path, changed))


def test_a_cancelled_save_leaves_the_old_file(qifu_project: Project, tmp_path: Path) -> None:
    path = _saved(qifu_project, tmp_path)
    before = path.read_bytes()

    class Impatient:
        def step(self, done: int, total: int, what: Phrase | str) -> None:
            if done > 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        save(replace(qifu_project, entity="Another"), path, Impatient())
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


SAVING = """
import sys
from dataclasses import replace
from pathlib import Path
from workbench.store import load, save
from workbench.workbooks import begin_reading

path = Path(sys.argv[1])
project = load(path)
print("ready", flush=True)
number = 0
while True:
    number += 1
    save(replace(project, entity=f"Entity {number}"), path)
"""


def test_a_process_killed_while_it_saves_leaves_the_old_or_the_new_file(qifu_project: Project, tmp_path: Path) -> None:
    """Thirty kills at any moment of a save."""
    path = tmp_path / "saved.recon"
    save(qifu_project, path)
    for number in range(30):
        command = [sys.executable, "-c", SAVING, str(path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.004 * number)
        process.kill()
        process.communicate()
        found = load(path)
        assert replace(found, entity=qifu_project.entity) == qifu_project


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are set on Linux and macOS")
def test_a_disk_that_fills_while_saving_is_said_and_the_old_file_stays(qifu_project: Project, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: writing fails the same way, halfway."""
    path = tmp_path / "saved.recon"
    save(qifu_project, path)
    before = path.read_bytes()
    script = (
        "import resource, signal, sys; from pathlib import Path; from workbench.store import load, save;"
        "from workbench.errors import WorkbenchError;"
        "project = load(Path(sys.argv[1]));"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        "try: save(project, Path(sys.argv[1]))\n"
        "except WorkbenchError as error: print(error)"
    )
    outcome = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert outcome.stdout.count("\n") == 1
    assert "cannot be written" in outcome.stdout
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_refused_replace_and_a_missing_folder_are_said(
    qifu_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _saved(qifu_project, tmp_path)
    before = path.read_bytes()

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(WorkbenchError, match="cannot be written"):
        save(qifu_project, tmp_path / "nowhere" / "saved.recon")
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(WorkbenchError, match="Permission denied"):
        save(qifu_project, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


FAULTS = Path(__file__).parents[1] / "cases" / "faults"


@pytest.mark.parametrize("name", ["A1-noise-fails-footing", "S6-edgar-shares-in-thousands"])
def test_how_exactly_figures_were_stored_and_what_shares_are_in_stay_with_the_project(
    name: str, tmp_path: Path
) -> None:
    project = import_workbooks([begin_reading(FAULTS / f"{name}.xlsx")])
    assert project.source_figures.cut_by_line_and_period or project.statements[0].share_scale == 1_000
    save(project, tmp_path / "kept.recon")
    assert load(tmp_path / "kept.recon") == project


def test_the_import_report_stays_with_the_project(qifu_project: Project, tmp_path: Path) -> None:
    report = ImportReport(
        (
            CellsUsed("a.xlsx", "Sheet 1", CellUse.FIGURE, "", ("B5:C12", "B14"), 17),
            CellsUsed("a.xlsx", "Sheet 1", CellUse.IGNORED, remark('belongs to "no" table'), ("A1",), 1),
        ),
        (
            Inference(
                InferenceStage.TABLE,
                "Sheet 1",
                "operations",
                remark("its title"),
                (remark("it says what flows"), "cash flows"),
                CellRef("a.xlsx", "Sheet 1"),
            ),
            Inference(InferenceStage.TOTAL, "Net income", "Revenue - Costs", remark("foots in 6 columns")),
        ),
    )
    project = replace(qifu_project, import_report=report)
    save(project, tmp_path / "reported.recon")
    assert load(tmp_path / "reported.recon").import_report == report


def test_a_changed_report_is_refused(qifu_project: Project, tmp_path: Path) -> None:
    report = ImportReport((CellsUsed("a.xlsx", "Sheet 1", CellUse.FIGURE, "", ("B5",), 1),))
    project = replace(qifu_project, import_report=report)
    assert "not those that were saved" in _refusal(_altered(project, tmp_path, "UPDATE cells_used SET use = 'note'"))
    assert "damaged" in _refusal(_altered(project, tmp_path, "DROP TABLE inference"))
