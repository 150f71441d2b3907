"""Workbooks with a password open with it, are refused without it, and never give it away."""

import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from tests.workbooks.locked import PASSWORD, locked, locked_old_workbook
from workbench.errors import ImportRefused, PasswordNeeded
from workbench.workbooks import begin_reading, encryption
from workbench.workbooks.messages import unpack_phrase


def test_a_workbook_opens_with_its_password(qifu_path: Path, tmp_path: Path) -> None:
    path = locked(qifu_path, tmp_path / "locked.xlsx")
    opened = begin_reading(path, PASSWORD).workbook()
    assert opened.sheets == begin_reading(qifu_path).workbook().sheets
    assert opened.sha256 == sha256(path.read_bytes()).hexdigest()


def test_an_old_workbook_opens_with_its_password(tmp_path: Path) -> None:
    (sheet,) = begin_reading(locked_old_workbook(tmp_path / "locked.xls"), PASSWORD).workbook().sheets
    assert (sheet.name, [(cell.ref, cell.value) for cell in sheet.cells]) == ("Cash", [("A1", Decimal("12.5"))])


def test_a_workbook_that_may_only_be_read_needs_no_password(qifu_path: Path, tmp_path: Path) -> None:
    assert begin_reading(locked(qifu_path, tmp_path / "read only.xlsx", encryption.READ_ONLY)).workbook().sheets
    assert begin_reading(locked_old_workbook(tmp_path / "read only.xls", encryption.READ_ONLY)).workbook().sheets


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
@pytest.mark.parametrize(
    ("password", "reason"),
    [("", "; give the password"), ("fjord", ", and the password given does not open it")],
)
def test_a_missing_password_and_a_wrong_one_are_told_apart(
    qifu_path: Path, tmp_path: Path, suffix: str, password: str, reason: str
) -> None:
    path = tmp_path / f"locked{suffix}"
    _ = locked_old_workbook(path) if suffix == ".xls" else locked(qifu_path, path)
    with pytest.raises(
        PasswordNeeded, match=f"^locked{suffix} cannot be read: it is password-protected{reason}"
    ) as needed:
        begin_reading(path, password).workbook()
    assert (needed.value.path, needed.value.is_wrong) == (path, bool(password))


def test_a_password_for_a_file_that_has_none_does_no_harm(qifu_path: Path) -> None:
    assert begin_reading(qifu_path, PASSWORD).workbook() == begin_reading(qifu_path).workbook()


def test_what_a_password_protects_is_scanned_like_any_other_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("xl/worksheets/sheet1.xml", bytes(3_000_000))
        archive.writestr("xl/media/photo.png", Random(1).randbytes(10_000))  # msoffcrypto locks no smaller files well
    with pytest.raises(ImportRefused, match="100 times its size"):
        begin_reading(locked(tmp_path / "bomb.xlsx", tmp_path / "locked.xlsx"), PASSWORD).workbook()


def test_an_encryption_that_is_not_known_is_refused_as_such(tmp_path: Path) -> None:
    (tmp_path / "rights.xlsx").write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(ImportRefused, match="password-protected in a way that is not supported") as refused:
        begin_reading(tmp_path / "rights.xlsx", PASSWORD).workbook()
    assert not isinstance(refused.value, PasswordNeeded)


def test_without_the_extra_it_is_said_how_to_install_it(qifu_path: Path, tmp_path: Path) -> None:
    path = locked(qifu_path, tmp_path / "locked.xlsx")
    script = (
        "import sys; sys.modules['msoffcrypto'] = None\n"
        f"from workbench.workbooks.child import read_in_child; read_in_child({str(path)!r})"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", script], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    *_, last = outcome.stdout.splitlines()
    kind, reason = json.loads(last)
    said = str(unpack_phrase(reason))
    assert (kind, said.startswith("it is password-protected; remove the password in Excel")) == ("refused", True)
    assert said.endswith('pip install "reconciliation-workbench[passwords]"')


def test_a_password_is_seen_neither_in_arguments_nor_in_the_environment(
    qifu_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = subprocess.Popen

    def watched(*arguments: object, **settings: object) -> object:
        started.append((arguments, settings))
        return start(*arguments, **settings)  # type: ignore[call-overload]

    monkeypatch.setattr("workbench.workbooks.reading.subprocess.Popen", watched)
    begin_reading(qifu_path, PASSWORD).workbook()
    assert len(started) == 1
    assert PASSWORD not in repr(started)


def test_nothing_that_was_decrypted_is_written_to_the_disk(tmp_path: Path) -> None:
    path = locked_old_workbook(tmp_path / "locked.xls")
    script = (
        "import sys, tempfile\n"
        "from workbench.workbooks import encryption\n"
        "def refuse(*_, **__): raise AssertionError\n"
        "tempfile.TemporaryFile = tempfile.NamedTemporaryFile = tempfile.mkstemp = refuse\n"
        f"print(len(encryption.decrypt(open({str(path)!r}, 'rb').read(), {PASSWORD!r})))"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(outcome.stdout) == path.stat().st_size
