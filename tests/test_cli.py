"""The command line as its users meet it: what it writes, what it refuses, how it ends."""

import io
import json
import os
import re
import struct
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Outcome, Workbench
from tests.published import CHECKS_THAT_PASS
from tests.translation.data import data_of
from tests.translation.pseudo_language import COMPLETE, english_in
from tests.workbooks.locked import PASSWORD, locked
from workbench.cli import WindowRequest, run
from workbench.cli.requests import COMMANDS, SEE_HELP, USAGE_OF_COMMANDS, USAGE_OF_WINDOW
from workbench.domain.project import Project
from workbench.importing import import_workbooks
from workbench.languages import LANGUAGES, words_in
from workbench.phrases import ENGLISH, say
from workbench.resources import sample
from workbench.session import Session
from workbench.store import save
from workbench.workbooks import begin_reading

USAGE_ENDS = "See 'workbench --help'."


def assert_refused(outcome: Outcome, *said: str) -> None:
    """Exit status 2, one line on standard error, nothing on standard output."""
    assert outcome.status == 2
    assert outcome.output == ""
    assert outcome.errors.startswith("workbench: ")
    assert outcome.errors.count("\n") == 1
    for words in said:
        assert words in outcome.errors


def test_reconcile_without_outputs_prints_key_totals_under_both_frameworks(
    workbench: Workbench, qifu_path: Path
) -> None:
    outcome = workbench("reconcile", qifu_path)
    assert outcome.status == 0
    (line,) = [line for line in outcome.output.splitlines() if line.split()[:3] == ["Net", "income", "2,023,199"]]
    assert line.split()[3:] == ["1,746,887", "(276,312)"]
    assert len({len(line) for line in outcome.output.splitlines() if line.startswith("  ")}) == 1
    assert outcome.output.endswith(
        f"checks: {CHECKS_THAT_PASS} of {CHECKS_THAT_PASS} pass (all pass, 21 not applicable)\n"
    )


def test_a_partial_state_is_called_illustrative(workbench: Workbench, qifu_path: Path) -> None:
    outcome = workbench("reconcile", qifu_path, "--off", "guarantee")
    assert "illustrative: 3 of 4 differences" in outcome.output
    assert "IFRS" not in outcome.output


def test_check_lists_every_check_and_exits_zero(workbench: Workbench, qifu_path: Path) -> None:
    outcome = workbench("check", qifu_path)
    assert outcome.status == 0
    assert "cross-cast            75 pass" in outcome.output


def test_check_writes_findings_as_json(workbench: Workbench, qifu_path: Path) -> None:
    answer = workbench("check", qifu_path, "--json").json
    assert answer["counts"]["balance"] == {"pass": 11, "information": 2}
    assert {finding["status"] for finding in answer["findings"]} == {"pass", "information", "not-applicable"}


def test_table_writes_csv_to_standard_output_or_a_file(workbench: Workbench, qifu_path: Path, tmp_path: Path) -> None:
    printed = workbench("table", qifu_path)
    assert printed.output.startswith("statement,period,line,caption,")
    assert workbench("table", qifu_path, "-o", tmp_path / "t.csv").status == 0
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == printed.output


def test_bare_json_does_not_swallow_the_file_behind_it(workbench: Workbench, qifu_path: Path) -> None:
    answer = workbench("reconcile", "--json", qifu_path).json
    assert answer["entity"] == "Qifu Technology, Inc."
    assert answer["complete"] is True


def test_json_and_workbook_are_written_together(workbench: Workbench, qifu_path: Path, tmp_path: Path) -> None:
    outcome = workbench("reconcile", qifu_path, "-o", tmp_path / "r.xlsx", f"--json={tmp_path / 'r.json'}")
    assert (outcome.status, outcome.output) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {"r.xlsx", "r.json"}


def test_percentages_are_fractions_and_amounts_exact(workbench: Workbench, qifu_path: Path) -> None:
    outcome = workbench("reconcile", qifu_path, "--json")
    assert '"as_reported": 0.253' in outcome.output
    assert "E+" not in outcome.output
    assert Decimal("0.253") in {
        figure["as_reported"]
        for statement in outcome.json["statements"]
        for line in statement["lines"]
        if line["unit"] == "percent"
        for figure in line["figures"].values()
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reconcile"], USAGE_ENDS),
        (["reconcile", "missing.xlsx"], "no such file"),
        (["reconcile", "{sample}", "--off", "e"], "matches more than one difference"),
        (["reconcile", "{sample}", "--off", "leases"], "matches no difference"),
        (["reconcile", "{sample}", "--only", ""], "matches no difference"),
        (["reconcile", "{sample}", "--fast"], USAGE_ENDS),
        (["reconcile", "{sample}", "{sample}"], "given twice"),
        (["reconcile", "{sample}", "-o", "out.ods"], ".xlsx"),
        (["reconcile", "{sample}", "-o", "no/such/folder/out.xlsx"], "no folder"),
        (["reconcile", "{sample}", "-o", "out.xlsx", "--json=out.xlsx"], "two outputs"),
        (["check", "{folder}"], "it is a folder"),
        (["reconcile", "{sample}", "-o", ""], "path of an output is empty"),
        (["reconcile", "{sample}", "--jso"], USAGE_ENDS),
        (["{sample}", "--screenshot", "no/such/folder/out.png"], "no folder"),
        (["{sample}", "--screenshot", "out.png", "--size", "big"], "width and height"),
        (["{sample}", "--theme", "dark"], "apply only to --screenshot"),
        (["missing.xlsx", "--screenshot", "out.png"], "no such file"),
        (["missing.recon"], "no such file"),
        (["unknown-command", "--x"], USAGE_ENDS),
    ],
)
def test_a_wrong_request_is_refused_in_one_line_and_leaves_nothing(
    workbench: Workbench,
    qifu_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    filled = [each.format(sample=qifu_path, folder=tmp_path) for each in arguments]
    assert_refused(workbench(*filled), said)
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_is_an_input_is_refused_under_any_name(
    workbench: Workbench, qifu_path: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(qifu_path.read_bytes())
    (tmp_path / "link.xlsx").symlink_to(source)
    (tmp_path / "hard.xlsx").hardlink_to(source)
    for name in ("source.xlsx", "link.xlsx", "hard.xlsx", "./sub/../source.xlsx"):
        (tmp_path / "sub").mkdir(exist_ok=True)
        assert_refused(workbench("reconcile", source, "-o", tmp_path / name), "never overwritten")
        assert_refused(workbench("reconcile", source, f"--json={tmp_path / name}"), "never overwritten")
    assert source.read_bytes() == qifu_path.read_bytes()


def test_a_refused_input_leaves_the_old_output_untouched(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_text("no archive")
    (tmp_path / "out.json").write_text("precious")
    assert_refused(workbench("reconcile", tmp_path / "broken.xlsx", f"--json={tmp_path / 'out.json'}"), "broken.xlsx")
    assert (tmp_path / "out.json").read_text() == "precious"


def test_a_workbook_without_statements_is_refused(workbench: Workbench, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "hello"
    book.save(tmp_path / "empty.xlsx")
    assert_refused(workbench("check", tmp_path / "empty.xlsx"), "no statement was found")


def test_without_a_command_the_job_is_done_into_the_current_folder(
    workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = workbench()
    assert outcome.status == 0
    first, path, *_, last = outcome.output.splitlines()
    assert "no screen" in first
    assert path == str(tmp_path / "qifu-h1-2023-review.xlsx")
    assert last.startswith(f"checks: {CHECKS_THAT_PASS} of {CHECKS_THAT_PASS} pass")
    assert openpyxl.load_workbook(path, read_only=True).sheetnames[0] == "Lead"
    assert workbench().status == 0, "its own file is replaced"


def test_a_review_file_that_someone_else_wrote_is_never_replaced(
    workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qifu-h1-2023-review.xlsx").write_text("mine")
    assert_refused(workbench(), "was not written by this program")
    assert (tmp_path / "qifu-h1-2023-review.xlsx").read_text() == "mine"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_are_printed(workbench: Workbench, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        workbench(option)
    assert ended.value.code == 0
    assert "workbench" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--read-in-child"], ["--read-in-child", "a.xlsx", "b.xlsx"], ["check", "--read-in-child"]]
)
def test_what_the_program_calls_itself_with_is_no_request_of_a_user(workbench: Workbench, arguments: list[str]) -> None:
    assert_refused(workbench(*arguments), USAGE_ENDS)


def test_help_says_nothing_of_what_the_program_calls_itself_with(
    workbench: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        workbench("--help")
    assert "child" not in capsys.readouterr().out


@pytest.fixture
def locked_path(qifu_path: Path, tmp_path: Path) -> Path:
    return locked(qifu_path, tmp_path / "locked.xlsx")


def password_file(folder: Path, content: str | bytes = f"{PASSWORD}\r\nnot this line") -> Path:
    path = folder / "password.txt"
    path.write_bytes(content.encode("utf-8-sig") if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("command", ["reconcile", "check", "table"])
def test_a_workbook_with_a_password_is_read_with_the_first_line_of_a_file(
    workbench: Workbench, qifu_path: Path, locked_path: Path, tmp_path: Path, command: str
) -> None:
    given = workbench(command, locked_path, "--password-file", password_file(tmp_path))
    assert (given.status, given.errors) == (0, "")
    assert given.output.replace("locked.xlsx", qifu_path.name) == workbench(command, qifu_path).output


def test_without_a_screen_and_in_a_picture_the_password_serves_too(
    workbench: Workbench, locked_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = ("--password-file", password_file(tmp_path))
    assert workbench(locked_path, *given).status == 0
    assert (tmp_path / "locked-review.xlsx").exists()
    command = [sys.executable, "-m", "workbench", *map(str, (locked_path, *given)), "--screenshot", "window.png"]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""
    assert (tmp_path / "window.png").exists()


def test_a_password_that_is_missing_or_wrong_is_one_line(
    workbench: Workbench, locked_path: Path, tmp_path: Path
) -> None:
    assert_refused(workbench("check", locked_path), "password-protected; give the password", "--password-file PATH")
    wrong = workbench("check", locked_path, "--password-file", password_file(tmp_path, "secret word"))
    assert_refused(wrong, "the password given does not open it")
    assert "secret word" not in wrong.errors


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the first line is empty"),
        (b"\nsecond line", "the first line is empty"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
        (b"x" * 300, "longer than 255 characters"),
    ],
)
def test_a_password_file_without_a_password_is_refused_in_one_line(
    workbench: Workbench, qifu_path: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    assert_refused(workbench("check", qifu_path, "--password-file", password_file(tmp_path, content)), said)


def test_a_password_file_that_cannot_be_read_is_refused_in_one_line(
    workbench: Workbench, qifu_path: Path, tmp_path: Path
) -> None:
    for arguments in (("check", qifu_path), (qifu_path,)):
        missing = workbench(*arguments, "--password-file", tmp_path / "missing.txt")
        assert_refused(missing, "missing.txt cannot be read: No such file or directory")
        assert_refused(workbench(*arguments, "--password-file", tmp_path), "Is a directory")


def test_a_password_file_is_never_written_to(workbench: Workbench, qifu_path: Path, tmp_path: Path) -> None:
    path = password_file(tmp_path)
    assert_refused(workbench("table", qifu_path, "--password-file", path, "-o", path), "never overwritten")


def test_words_go_to_a_terminal_that_knows_only_ascii(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["资产负债表 balance sheet"], ["人民币千元"], [None, "June 30, 2023"], ["现金", 5], ["总资产", 5]):
        sheet.append(row)
    book.save(tmp_path / "中文.xlsx")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "workbench", "reconcile", str(tmp_path / "中文.xlsx"), "--json"]
    outcome = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    lines = json.loads(outcome.stdout.decode("utf-8"))["statements"][0]["lines"]
    assert [line["caption"] for line in lines] == ["现金", "总资产"]


def test_a_reader_that_goes_away_is_no_traceback(qifu_path: Path) -> None:
    command = [sys.executable, "-m", "workbench", "reconcile", str(qifu_path), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert isinstance(process.stdout, io.BufferedReader)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


HOSTILE_SECONDS, HOSTILE_BYTES = 20, 1_500_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process is measured on Linux and macOS")
def test_every_hostile_file_ends_within_its_limits_and_leaves_nothing(corpus: Path, tmp_path: Path) -> None:
    import resource

    def seconds_of_children() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    unit = 1 if sys.platform == "darwin" else 1024
    for path in sorted((corpus / "hostile").iterdir()):
        command = [sys.executable, "-m", "workbench", "reconcile", str(path), "-o", str(tmp_path / "out.xlsx")]
        before = seconds_of_children()
        outcome = subprocess.run(command, capture_output=True, text=True, check=False)
        assert seconds_of_children() - before < HOSTILE_SECONDS, path.name
        assert outcome.returncode in (0, 2), (path.name, outcome.stderr)
        assert outcome.stderr.count("\n") == (outcome.returncode == 2), path.name
        assert "Traceback" not in outcome.stderr
        assert list(tmp_path.iterdir()) == ([] if outcome.returncode else [tmp_path / "out.xlsx"]), path.name
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit < HOSTILE_BYTES


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX knows them")
def test_a_process_that_is_told_to_end_leaves_no_temporary_file(qifu_path: Path, tmp_path: Path) -> None:
    for delay in (0.1, 0.3, 0.45, 0.6):
        command = [sys.executable, "-m", "workbench", "reconcile", str(qifu_path), "-o", str(tmp_path / "out.xlsx")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.terminate()
        process.wait()
        assert {path.name for path in tmp_path.iterdir()} <= {"out.xlsx"}


def test_what_standard_output_cannot_take_is_one_line(qifu_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "workbench", "table", str(qifu_path)]
        outcome = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
    assert "No space left" in outcome.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as POSIX knows them")
def test_what_is_no_ordinary_file_is_never_replaced(workbench: Workbench, qifu_path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert_refused(workbench("reconcile", qifu_path, f"--json={tmp_path / 'pipe.json'}"), "not a regular file")
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert workbench("reconcile", qifu_path, f"--json={tmp_path / 'link.json'}").status == 0
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text(encoding="utf-8").startswith("{")


def test_a_fault_of_the_program_is_one_line_that_says_where(
    workbench: Workbench, qifu_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr("workbench.checks.run_checks", broken)
    assert_refused(workbench("check", qifu_path), "something went wrong in the program", "RuntimeError: unexpected")


def test_a_project_file_serves_wherever_a_workbook_does(workbench: Workbench, qifu: Session, tmp_path: Path) -> None:
    save(qifu.project, tmp_path / "qifu.recon")
    from_project = workbench("reconcile", tmp_path / "qifu.recon", "--off", "guarantee", "--json")
    from_workbook = workbench("reconcile", sample(), "--off", "guarantee", "--json")
    assert from_project.status == 0
    assert from_project.json == from_workbook.json
    assert_refused(workbench("check", tmp_path / "qifu.recon", sample()), "Open it by itself")


@pytest.mark.parametrize(("theme", "size"), [("light", (1600, 1000)), ("dark", (1280, 800))])
def test_a_picture_of_the_window_needs_no_screen(
    qifu_path: Path, tmp_path: Path, theme: str, size: tuple[int, int]
) -> None:
    picture = tmp_path / "window.png"
    command = [sys.executable, "-m", "workbench", str(qifu_path), "--screenshot", str(picture), "--theme", theme]
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    outcome = subprocess.run(
        [*command, "--size", f"{size[0]}x{size[1]}"], capture_output=True, text=True, check=False, env=environment
    )
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")
    header = picture.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:24]) == size


@pytest.fixture
def saved_with_source(tmp_path: Path, qifu_path: Path) -> Path:
    """A project in a folder of its own, and its source in another."""
    source = tmp_path / "sources" / "book.xlsx"
    source.parent.mkdir()
    source.write_bytes(qifu_path.read_bytes())
    project = tmp_path / "projects" / "p.recon"
    project.parent.mkdir()
    save(import_workbooks([begin_reading(source)]), project)
    return project


def test_a_source_that_is_as_it_was_is_not_mentioned(saved_with_source: Path, workbench: Workbench) -> None:
    assert "source files" not in workbench("check", saved_with_source).output


def test_a_source_that_has_changed_is_said(saved_with_source: Path, tmp_path: Path, workbench: Workbench) -> None:
    with (tmp_path / "sources" / "book.xlsx").open("ab") as file:
        file.write(b"more")
    outcome = workbench("check", saved_with_source)
    assert outcome.status == 0
    assert "book.xlsx has changed since it was imported. Import it again to see the differences." in outcome.output


def test_a_source_that_is_gone_is_said_until_it_lies_beside_the_project(
    saved_with_source: Path, tmp_path: Path, workbench: Workbench
) -> None:
    source = tmp_path / "sources" / "book.xlsx"
    away = source.rename(tmp_path / "away.xlsx")
    outcome = workbench("check", saved_with_source, "--json")
    (finding,) = [each for each in outcome.json["findings"] if each["check"] == "source-files"]
    assert (finding["status"], finding["where"]) == ("warning", [{"file": "book.xlsx", "sheet": "", "cell": ""}])
    assert finding["message"].startswith(f"book.xlsx is no longer in {source.parent}.")
    away.rename(saved_with_source.parent / "book.xlsx")
    assert "source files" not in workbench("check", saved_with_source).output


# ---- in another language

OPTIONS_OF_ALL = "-h --help --version --password-file --language CODE WxH"
NOT_TRANSLATED = frozenset(
    word
    for text in (*USAGE_OF_WINDOW, *USAGE_OF_COMMANDS.values(), OPTIONS_OF_ALL)
    for word in re.findall(r"[A-Za-z0-9]+", text)
)
"""What is typed as it is in every language: commands, options, and the names of what belongs to them."""


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_is_in_the_language_that_is_handed_in(
    arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(arguments, lambda _: 0, COMPLETE[language]())
    assert english_in(capsys.readouterr().out, {*NOT_TRANSLATED, *LANGUAGES}) == []


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize(
    "arguments",
    [
        ["recncile"],
        ["reconcile"],
        ["reconcile", "--off"],
        ["reconcile", "missing.xlsx"],
        ["check", "{sample}", "--jso"],
        ["reconcile", "{sample}", "--off", "leases"],
        ["table", "{sample}", "-o", "out.ods"],
        ["{sample}", "--theme", "pink"],
        ["check", "{broken}"],
        ["check", "{sample}", "--language"],
    ],
)
def test_refusals_are_in_the_language_that_is_handed_in(
    arguments: list[str],
    language: str,
    qifu_path: Path,
    qifu_project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_text("no archive")
    typed = [text.format(sample=qifu_path, broken=broken) for text in arguments]
    assert run(typed, lambda _: 0, COMPLETE[language]()) == 2
    said_by_parser = "File is not a zip file"
    data = {
        *NOT_TRANSLATED,
        *typed,
        *data_of(qifu_project),
        broken.name,
        str(Path("out.ods").resolve()),
        said_by_parser,
    }
    assert english_in(capsys.readouterr().err, NOT_TRANSLATED | data) == []


@pytest.mark.parametrize(("command", "is_named_first"), [("check", True), ("reconcile", False)])
def test_a_report_is_in_the_language_that_is_asked_for_wherever_it_is_named(
    qifu_path: Path, capsys: pytest.CaptureFixture[str], command: str, is_named_first: bool
) -> None:
    language, request = ["--language", "zh_CN"], [command, str(qifu_path)]
    reports = []
    for asked in ([*language, *request] if is_named_first else [*request, *language], request):
        assert run(asked, lambda _: 0, ENGLISH) == 0
        reports.append(capsys.readouterr().out)
    assert run(request, lambda _: 0, words_in("zh_CN")) == 0
    assert reports[0] == capsys.readouterr().out
    assert reports[0] != reports[1]


def test_help_and_refusals_are_in_the_language_that_is_asked_for(
    workbench: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        workbench("check", "--help", "--language=zh_CN")
    assert capsys.readouterr().out.startswith("用法：")
    refused = workbench("check", "--jso", "--language=zh_CN")
    assert_refused(refused, say(SEE_HELP, words_in("zh_CN")))
    assert_refused(workbench("check", "missing.xlsx", "--language", "xx"), "Choose one of: en, zh_CN.")
    assert_refused(workbench("check", "missing.xlsx", "--language"), "argument --language: expected one argument")


def test_json_is_english_in_every_language(workbench: Workbench, qifu_path: Path) -> None:
    english, chinese = (workbench("check", qifu_path, "--json", "--language", code).output for code in ("en", "zh_CN"))
    assert chinese == english


@pytest.mark.parametrize("arguments", [[], ["--screenshot", "window.png"]])
def test_a_window_and_a_picture_are_in_the_language_that_is_asked_for(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("workbench.cli.main.has_display", lambda: True)
    requests: list[WindowRequest] = []

    def show(request: WindowRequest) -> int:
        requests.append(request)
        return 0

    assert run([*arguments, "--language", "zh_CN"], show) == 0
    assert requests[0].words is not None
    assert requests[0].words.info()["language"] == "zh_CN"
    assert run(arguments, show) == 0
    assert requests[1].words is None


FONTS_OF_LATIN_ALONE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{folder}</cachedir></fontconfig>"""


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are chosen by fontconfig on Linux only")
@pytest.mark.skipif(not Path("/usr/share/fonts/truetype/dejavu").is_dir(), reason="it takes the fonts of DejaVu")
def test_a_picture_without_a_font_of_its_language_is_refused(tmp_path: Path) -> None:
    """Qt would draw a box for each letter."""
    (tmp_path / "fonts.conf").write_text(FONTS_OF_LATIN_ALONE.format(folder=tmp_path), encoding="utf-8")
    command = [sys.executable, "-m", "workbench", "--screenshot", str(tmp_path / "window.png"), "--language", "zh_CN"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    outcome = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, encoding="utf-8")
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert "简体中文" in outcome.stderr
    assert not (tmp_path / "window.png").exists()
