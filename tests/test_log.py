"""The log says what happened in the program's own words: no value of a refusal, no message of a fault, no file name."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import log
from workbench.errors import ImportRefused, WorkbenchError

SECRET = "Secret AG 4711"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    log.start_log(tmp_path / "state" / "log")
    yield tmp_path / "state" / "log"
    log.end_log()


def text_in(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def refusal(raise_it: object) -> WorkbenchError:
    with pytest.raises(WorkbenchError) as caught:
        raise_it()  # type: ignore[operator]
    return caught.value


def test_a_log_begins_with_the_versions_and_is_private(folder: Path) -> None:
    assert "start: 0." in text_in(folder)
    assert log.log_path() == folder / log.NAME
    if os.name != "nt":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / log.NAME)] == [0o700, 0o600]


def test_three_files_of_a_megabyte_are_kept(folder: Path) -> None:
    for _ in range(45):
        log.record("x" * 100_000)
    files = list(folder.iterdir())
    assert sorted(path.name for path in files) == ["workbench.log", "workbench.log.1", "workbench.log.2"]
    assert max(path.stat().st_size for path in files) <= log.LARGEST


def test_a_refusal_is_told_by_its_pattern_or_by_its_place(folder: Path) -> None:
    def refuse_with_values() -> None:
        raise ImportRefused("{file} holds nothing.", file=SECRET)

    def refuse_with_a_ready_sentence() -> None:
        raise WorkbenchError(f"{SECRET} cannot be opened.")

    for raise_it in (refuse_with_values, refuse_with_a_ready_sentence):
        log.record_refusal(refusal(raise_it))
    text = text_in(folder)
    assert "ImportRefused at" in text
    assert "'{file} holds nothing.'" in text
    assert "refuse_with_a_ready_sentence" in text
    assert SECRET not in text


def test_the_same_refusal_again_is_one_line(folder: Path) -> None:
    def refuse() -> None:
        raise WorkbenchError("No.")

    for _ in range(3):
        log.record_refusal(refusal(refuse))
    assert text_in(folder).count("'No.'") == 1


def test_a_fault_is_told_by_types_and_places_and_never_by_its_message(folder: Path) -> None:
    def fail() -> None:
        try:
            {"a": 1}[SECRET]
        except KeyError as error:
            raise ValueError(SECRET) from error

    with pytest.raises(ValueError, match=SECRET) as caught:
        fail()
    log.record_fault(caught.value)
    text = text_in(folder)
    assert "builtins.ValueError" in text
    assert "caused by" in text
    assert "builtins.KeyError" in text
    assert "test_log.py:" in text
    assert SECRET not in text
    assert str(Path(__file__).parent) not in text
    assert "builtins.ValueError" in "\n".join(log.last_lines())


def test_a_file_is_a_digest_that_differs_from_name_to_name(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{SECRET}.XLSX"
    path.write_bytes(b"12345")
    assert log.name_file(path).endswith(".xlsx 5 bytes")
    assert log.name_file(path) == log.name_file(path)
    assert log.name_file(path) != log.name_file(tmp_path / "other.xlsx")
    assert SECRET not in log.name_file(path)
    assert "." not in log.name_file(tmp_path / "a.Secret AG")


def test_where_no_log_can_be_kept_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    log.start_log(tmp_path / "log")
    assert log.log_path() is None
    log.record("nothing")
    log.record_fault(ValueError(SECRET))
    log.end_log()
    assert log.last_lines() == ()
