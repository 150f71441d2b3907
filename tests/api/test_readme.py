"""The example of the README runs as it stands, and prints what it says that it prints."""

import re
from pathlib import Path

import pytest

import workbench

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"## From Python\n\n```python\n(.*?)```", re.DOTALL)
PRINTED = re.compile(r"^print\(.*\)\s+# (.*)$", re.MULTILINE)


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    example = EXAMPLE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert example is not None
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(example[1], "README.md", "exec"), names)
    assert capsys.readouterr().out.splitlines() == PRINTED.findall(example[1])
    assert workbench.read("qifu.recon").light == workbench.read("qifu.recon").all_on().light
    assert {path.name for path in tmp_path.iterdir()} >= {"review.xlsx", "qifu.recon"}
