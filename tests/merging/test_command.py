"""``workbench merge`` and ``Book.merge``: listing what another project has otherwise, and taking what is not asked."""

from decimal import Decimal
from pathlib import Path

import pytest

import workbench as recon
from tests.conftest import Workbench
from tests.merging.diverged import FINANCING, FUNDING, JO, LI_NA, SALES, effect, figure, worked_on
from tests.projects import balance_sheet
from tests.published import ECL, EIR, SBC
from workbench.commands import RemoveAdjustment
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.store import load, save


@pytest.fixture
def files(qifu_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two people's files, which diverged by fifteen edits each, three of them of the same."""
    monkeypatch.setenv("WORKBENCH_STATE", str(tmp_path / "state"))
    paths = tmp_path / "li-na.recon", tmp_path / "jo.recon"
    for path, by, steps in zip(paths, ("Li Na", "Jo"), (LI_NA, JO), strict=True):
        save(worked_on(qifu_project, by, *steps), path)
    return paths


def test_without_accepting_it_lists_only(files: tuple[Path, Path], workbench: Workbench) -> None:
    before = [path.read_bytes() for path in files]
    outcome = workbench("merge", *files)
    assert (outcome.status, outcome.errors) == (0, "")
    lines = outcome.output.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "To be taken (12)",
        "Asked, and left as it is here (3)",
    ]
    (row,) = (line for line in lines if "Additional paid-in" in line)
    assert row.endswith("attributable equity 30 Jun 2023 9; total equity 30 Jun 2023 9")
    assert lines.count("    Both projects changed it.") == 3
    assert [path.read_bytes() for path in files] == before


def test_json_has_stable_keys_and_exact_amounts(files: tuple[Path, Path], workbench: Workbench) -> None:
    answer = workbench("merge", *files, "--json").json
    assert list(answer) == ["entity", "file", "project", "proposals", "notes", "checks"]
    sales = next(each for each in answer["proposals"] if each["subject"].startswith("figure:operations:sales"))
    assert {key: sales[key] for key in ("attribute", "old", "ours", "new", "asked", "taken", "answers", "why")} == {
        "attribute": "effect",
        "old": 0,
        "ours": 500,
        "new": 600,
        "asked": True,
        "taken": False,
        "answers": ["take", "keep"],
        "why": "Both projects changed it.",
    }
    assert sales["consequence"][0]["moved_by"] == -100
    assert len(answer["proposals"]) == 15


def test_all_takes_what_is_not_asked_and_saves_it(
    files: tuple[Path, Path], workbench: Workbench, tmp_path: Path
) -> None:
    out = tmp_path / "both.recon"
    outcome = workbench("merge", *files, "--accept", "all", "-o", out)
    assert outcome.status == 1, "a restated total no longer foots"
    assert "Taken (12)" in outcome.output
    assert f"Saved to {out}" in outcome.output
    both = load(out)
    assert both.adjustment_by_id[SBC].name == "Share options"
    assert both.adjustment_by_id[ECL].effects[SALES] == 500
    assert both.trail.last.description["count"] == 12
    listed = workbench("merge", out, files[1]).output
    assert "Asked, and left as it is here (3)" in listed
    assert "To be taken" not in listed


def test_the_project_itself_can_be_saved(qifu_project: Project, files: tuple[Path, Path], workbench: Workbench) -> None:
    save(worked_on(qifu_project, "Li Na", figure(FUNDING, 1)), files[0])
    save(worked_on(qifu_project, "Jo", effect(EIR, FINANCING, 2)), files[1])
    answer = workbench("merge", *files, "--accept", "all", "-o", files[0], "--json").json
    assert [each["taken"] for each in answer["proposals"]] == [True]
    assert answer["project"] == str(files[0])
    assert load(files[0]).adjustment_by_id[EIR].effects[FINANCING] == 2


def test_what_cannot_be_taken_is_listed_with_why(
    qifu_project: Project, files: tuple[Path, Path], workbench: Workbench
) -> None:
    save(worked_on(qifu_project, "Li Na", RemoveAdjustment(EIR)), files[0])
    save(worked_on(qifu_project, "Jo", effect(EIR, FINANCING, 2)), files[1])
    output = workbench("merge", *files).output
    assert "Cannot be taken (1)" in output
    assert "It was deleted in this project. Add it again to take the change." in output


def test_a_file_merged_with_itself_has_nothing_to_take(files: tuple[Path, Path], workbench: Workbench) -> None:
    assert workbench("merge", files[0], files[0]).output == (
        "li-na.recon has nothing that this project does not have.\n"
    )


def test_a_wrong_request_is_refused_in_one_line(files: tuple[Path, Path], workbench: Workbench, tmp_path: Path) -> None:
    stranger, out = tmp_path / "stranger.recon", tmp_path / "out.recon"
    save(balance_sheet({}), stranger)
    for arguments, why in (
        (files[:1], "needs a project and one other file"),
        ((*files, stranger), "needs a project and one other file"),
        ((*files, "--accept", "some"), "choose none"),
        ((*files, "--accept", "all"), "needs -o OUT.recon"),
        ((*files, "-o", out), "Add --accept all"),
        ((*files, "--accept", "all", "-o", files[1]), "jo.recon"),
        ((*files, "--accept", "all", "-o", stranger), "already exists"),
        ((files[0], stranger), "has nothing in common with this project"),
        ((files[0], tmp_path / "missing.recon"), "No such file"),
    ):
        refused = workbench("merge", *arguments)
        assert refused.status == 2
        assert why in refused.errors
        assert refused.errors.count("\n") == 1
    assert not out.exists()


def test_a_book_is_merged_as_the_command_does_it(files: tuple[Path, Path]) -> None:
    book, said = recon.read(files[0]), list[str]()
    both = book.merge(files[1], said=said.append)
    assert both.project.line("funding_costs").caption == "Cost of funding"
    assert both.results.figure("sales_and_marketing", SALES[1]) == book.results.figure("sales_and_marketing", SALES[1])
    assert "Name of Share-based compensation: Share-based compensation → Share options" in said
    assert "Caption of Interest income: Interest income → Financing revenue (Both projects changed it.)" in said
    assert book.merge(files[1], accept="none") is book
    with pytest.raises(WorkbenchError, match="Choose one of: none, all"):
        book.merge(files[1], accept="some")


def test_amounts_stay_exact(qifu_project: Project, files: tuple[Path, Path], workbench: Workbench) -> None:
    save(qifu_project, files[0])
    exact = type(figure(FUNDING, 1))({FUNDING: Decimal("0.1")})
    save(worked_on(qifu_project, "Jo", exact), files[1])
    (proposal,) = workbench("merge", *files, "--json").json["proposals"]
    assert proposal["new"] == Decimal("0.1")
