"""The set-up script: what it asks of the system, when it trusts a .venv, what it hands over to."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "bootstrap.py"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"

ORACLES = "libreoffice-calc libreoffice-writer poppler-utils"
EVERY_PACKAGE = (
    "python3-venv libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libxcb-image0 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 "
    "fonts-dejavu-core"
)
LIBC_ONLY = "1 libs found in cache `/etc/ld.so.cache'\n\tlibc.so.6 (libc6,x86-64) => /lib/x86_64-linux-gnu/libc.so.6\n"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="system packages are looked after on Linux only")
posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in programs are shell scripts")


def load_bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bootstrap = load_bootstrap()


def listing(*sonames: str) -> str:
    return LIBC_ONLY + "".join(f"\t{soname} (libc6,x86-64) => /usr/lib/{soname}\n" for soname in sonames)


def executable(file: Path, script: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the real script, project file and constraints, not set up yet."""
    folder = tmp_path / "a checkout"
    (folder / "packaging").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(CONSTRAINTS, folder / "packaging")
    shutil.copy(SCRIPT, folder / "packaging")
    return folder


def finish(checkout: Path, *, with_tests: bool) -> None:
    """Leave a finished .venv, whose programs say where they were started and with what."""
    report = 'echo "$0" "$@"; pwd; echo "$QT_QPA_PLATFORM"; exit 7'
    for name in ("python", "workbench"):
        executable(Path(bootstrap.program(checkout, name)), report)
    bootstrap.stamp_file(checkout).write_bytes(bootstrap.stamp(checkout, with_tests=with_tests))


def start(checkout: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Call the checkout's script from ``folder``, on a PATH without a single program to set anything up with."""
    return subprocess.run(
        [sys.executable, str(checkout / "packaging" / "bootstrap.py"), *arguments],
        cwd=folder,
        env={"PATH": "/nowhere", "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
    )


System = Callable[..., Path]


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    """Arrange a Linux that has only what is named, and return the file of what its apt-get is told."""

    def arrange(
        *,
        root: bool,
        libraries: str = LIBC_ONLY,
        distribution: str = "debian",
        ensurepip: bool = False,
        font: bool = False,
    ) -> Path:
        programs, told = tmp_path / "programs", tmp_path / "told"
        complete = tmp_path / "complete"
        complete.write_text(listing(*bootstrap.LIBRARY_PACKAGES), encoding="utf-8")
        (tmp_path / "libraries").write_text(libraries, encoding="utf-8")
        executable(programs / "ldconfig", f"/bin/cat '{tmp_path}/libraries'")
        executable(
            programs / "apt-get",
            f'echo "$DEBIAN_FRONTEND apt-get $*" >> "{told}"\n'
            f'[ $1 = update ] || /bin/cp "{complete}" "{tmp_path}/libraries"',
        )
        if font:
            executable(programs / "fc-list", "echo DejaVu")
        monkeypatch.setenv("PATH", str(programs))
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(bootstrap, "FONT_FOLDERS", (tmp_path / "fonts",))
        monkeypatch.setattr(bootstrap, "has_ensurepip", lambda: ensurepip)
        monkeypatch.setattr(bootstrap, "os_release", lambda: {"ID": distribution})
        return told

    return arrange


# What the system lacks


def test_a_bare_system_lacks_the_package_of_every_library() -> None:
    assert bootstrap.packages_of_missing_libraries(LIBC_ONLY) == EVERY_PACKAGE.split()[1:-1]


def test_only_the_library_that_is_missing_is_asked_for() -> None:
    present = set(bootstrap.LIBRARY_PACKAGES) - {"libxcb-cursor.so.0"}
    assert bootstrap.packages_of_missing_libraries(listing(*present)) == ["libxcb-cursor0"]


def test_a_library_of_a_longer_name_does_not_stand_in_for_another() -> None:
    present = set(bootstrap.LIBRARY_PACKAGES) - {"libxkbcommon.so.0"}
    assert bootstrap.packages_of_missing_libraries(listing(*present)) == ["libxkbcommon0"]


def test_a_system_without_a_library_listing_is_taken_as_it_is() -> None:
    assert bootstrap.packages_of_missing_libraries("") == []


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ({"ID": "debian"}, True),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, True),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, True),
        ({"ID": "fedora"}, False),
        ({}, False),
    ],
)
def test_debian_and_its_descendants_are_recognised(release: dict[str, str], *, expected: bool) -> None:
    assert bootstrap.is_debian_like(release) is expected


@linux_only
@pytest.mark.parametrize("who", [{"root": False}, {"root": True, "distribution": "fedora"}])
def test_who_cannot_install_is_told_the_one_line_that_does(
    who: dict[str, object], system: System, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = system(**who)
    assert bootstrap.main(["run"], checkout) == 2
    said = capsys.readouterr()
    assert said.err == f"sudo apt-get install -y --no-install-recommends {EVERY_PACKAGE}\n"
    assert said.out == ""
    assert not told.exists()
    assert not (checkout / ".venv").exists()


@linux_only
def test_tests_ask_for_libreoffice_along_with_the_rest(
    system: System, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    system(root=False, ensurepip=True, font=True)
    assert bootstrap.main(["test"], checkout) == 2
    assert capsys.readouterr().err.endswith(f" libxkbcommon-x11-0 {ORACLES}\n")


@linux_only
def test_libreoffice_alone_does_not_stop_who_cannot_install_it(
    system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    system(root=False, libraries=listing(*bootstrap.LIBRARY_PACKAGES), ensurepip=True, font=True)
    bootstrap.provide_system_packages(with_tests=True)
    said = f"Not installed: {', '.join(ORACLES.split())}. The tests that need them will be skipped.\n"
    assert capsys.readouterr().err == said


@linux_only
def test_root_on_debian_installs_what_is_missing_without_a_question(system: System) -> None:
    told = system(root=True, ensurepip=True, font=True)
    bootstrap.provide_system_packages(with_tests=True)
    assert told.read_text(encoding="utf-8").splitlines() == [
        "noninteractive apt-get update",
        "noninteractive apt-get install -y --no-install-recommends "
        + EVERY_PACKAGE.removeprefix("python3-venv ").replace("fonts-dejavu-core", ORACLES),
    ]


@linux_only
def test_a_python_that_no_package_completes_is_named(
    system: System, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    system(root=True, ensurepip=False, font=True)
    assert bootstrap.main(["run"], checkout) == 2
    assert f"{sys.executable} still lacks python3-venv." in capsys.readouterr().err


@linux_only
def test_a_complete_system_is_left_alone(system: System, capsys: pytest.CaptureFixture[str]) -> None:
    told = system(root=True, libraries=listing(*bootstrap.LIBRARY_PACKAGES), ensurepip=True, font=True)
    bootstrap.provide_system_packages(with_tests=False)
    assert not told.exists()
    assert capsys.readouterr().err == ""


def test_a_font_file_is_found_at_any_depth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "FONT_FOLDERS", (tmp_path,))
    monkeypatch.setattr(bootstrap, "output_of", lambda *_: "")
    assert not bootstrap.has_font()
    (tmp_path / "truetype" / "dejavu").mkdir(parents=True)
    (tmp_path / "truetype" / "dejavu" / "DejaVuSans.ttf").touch()
    assert bootstrap.has_font()


# When a .venv is trusted


@pytest.mark.parametrize(
    ("finished_for", "wanted_for", "expected"),
    [
        ("run", "run", True),
        ("test", "test", True),
        ("test", "run", True),
        ("run", "test", False),
    ],
)
def test_a_venv_with_the_test_extras_also_serves_the_program(
    finished_for: str, wanted_for: str, *, expected: bool, checkout: Path
) -> None:
    finish(checkout, with_tests=finished_for == "test")
    assert bootstrap.is_ready(checkout, with_tests=wanted_for == "test") is expected


@pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/constraints.txt"])
def test_a_changed_input_makes_the_venv_stale(changed: str, checkout: Path) -> None:
    finish(checkout, with_tests=True)
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("# another line\n")
    assert not bootstrap.is_ready(checkout, with_tests=False)


def test_a_venv_without_a_stamp_is_unfinished(checkout: Path) -> None:
    finish(checkout, with_tests=True)
    bootstrap.stamp_file(checkout).unlink()
    assert not bootstrap.is_ready(checkout, with_tests=False)


def test_a_moved_checkout_needs_a_new_venv(checkout: Path) -> None:
    finish(checkout, with_tests=True)
    moved = checkout.rename(checkout.with_name("moved"))
    assert not bootstrap.is_ready(moved, with_tests=False)


@posix_only
def test_a_venv_whose_python_is_gone_needs_a_new_one(checkout: Path) -> None:
    finish(checkout, with_tests=True)
    python = Path(bootstrap.program(checkout, "python"))
    python.unlink()
    python.symlink_to(checkout / "an uninstalled python")
    assert not bootstrap.is_ready(checkout, with_tests=False)


# What is handed over to


@posix_only
def test_a_finished_venv_opens_the_file_of_the_callers_folder_and_installs_nothing(
    checkout: Path, tmp_path: Path
) -> None:
    finish(checkout, with_tests=False)
    done = start(checkout, "run", "figures.xlsx", folder=tmp_path)
    assert done.stdout.splitlines() == [f"{checkout}/.venv/bin/workbench figures.xlsx", str(tmp_path), "xcb"]
    assert done.stderr == ""
    assert done.returncode == 7


@posix_only
def test_without_a_file_the_sample_is_opened(checkout: Path, tmp_path: Path) -> None:
    finish(checkout, with_tests=False)
    done = start(checkout, "run", folder=tmp_path)
    sample = checkout / "resources" / "samples" / "qifu-h1-2023.xlsx"
    assert done.stdout.splitlines()[0] == f"{checkout}/.venv/bin/workbench {sample}"


@posix_only
@pytest.mark.parametrize(
    ("command", "module"), [("test", "pytest"), ("bench", "tests.benchmarks"), ("catalogue", "tests.translation")]
)
def test_tests_and_benchmarks_run_in_the_checkout_without_a_display(
    command: str, module: str, checkout: Path, tmp_path: Path
) -> None:
    finish(checkout, with_tests=True)
    done = start(checkout, command, "-x", folder=tmp_path)
    assert done.stdout.splitlines() == [f"{checkout}/.venv/bin/python -m {module} -x", str(checkout), "offscreen"]
    assert done.stderr == ""
    assert done.returncode == 7


@posix_only
def test_a_venv_that_lost_its_program_says_what_to_do(checkout: Path, tmp_path: Path) -> None:
    finish(checkout, with_tests=False)
    Path(bootstrap.program(checkout, "workbench")).unlink()
    done = start(checkout, "run", folder=tmp_path)
    assert done.stderr.endswith("Delete .venv and try again.\n")
    assert done.returncode == 2


@linux_only
def test_without_an_index_the_set_up_shows_pips_words_and_leaves_no_stamp(
    system: System, checkout: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    system(root=False, libraries=listing(*bootstrap.LIBRARY_PACKAGES), ensurepip=True, font=True)
    for setting in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(setting, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert bootstrap.main(["run"], checkout) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert "ERROR: Cannot install hatchling" in said.err or "No matching distribution" in said.err
    assert said.err.splitlines()[:2] == ["Creating .venv ...", "Installing the build back end ..."]
    assert said.err.endswith(
        "Installing the build back end failed. Check the network and your pip settings, then try again.\n"
    )
    assert not bootstrap.stamp_file(checkout).exists()


# What it says


@pytest.mark.parametrize("arguments", [[], ["walk"]])
def test_an_unknown_command_gets_the_usage_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(arguments) == 2
    assert capsys.readouterr().err == f"{bootstrap.USAGE}\n"


def test_an_unknown_sweep_gets_the_names_of_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["sweep", "walk"]) == 2
    assert "There is no sweep 'walk'. Choose one of: " in capsys.readouterr().err


def test_help_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith(bootstrap.USAGE)


def test_an_old_python_gets_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert bootstrap.main(["run"]) == 2
    assert capsys.readouterr().err == "The workbench needs Python 3.11 or newer; this is Python 3.9.\n"


def test_an_old_python_can_read_the_script_so_far() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


# What is pinned


def pins() -> dict[str, str]:
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_constraint_is_one_exact_version() -> None:
    for name, version in pins().items():
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name)
        assert re.fullmatch(r"[0-9]+(\.[0-9]+)*(\.post[0-9]+)?", version), name


def test_all_that_the_project_asks_for_is_pinned() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    asked = [*settings["build-system"]["requires"], *project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {normal(re.split(r"[^A-Za-z0-9._-]", requirement)[0]) for requirement in asked} | {"editables"}
    assert names <= {normal(name) for name in pins()}


@pytest.mark.parametrize("file", [SCRIPT, CONSTRAINTS], ids=lambda file: file.name)
def test_no_package_index_is_named(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
