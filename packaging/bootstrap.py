"""Set up this checkout's private .venv, then hand over to the program, its tests or its benchmarks.

Needs nothing but Python's standard library; everything else is what it installs. What only a set-up uses is imported
where it is used, so that handing over to a finished .venv costs little more than the start of an interpreter.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
SAMPLE = Path("resources", "samples", "qifu-h1-2023.xlsx")

USAGE = (
    "usage: python3 packaging/bootstrap.py run [FILE] | test [PYTEST ARGUMENTS] | bench [ARGUMENTS] | sweep NAME | "
    "catalogue"
)
HELP = f"""{USAGE}

  run        open the workbench on FILE, or on the sample
  test       run the whole test suite, without a display
  bench      run the benchmarks, without a display
  sweep      run the sweep NAME of tests/sweeps: thousands of cases, of which the suite runs a sample
  catalogue  update the translation catalogues from the source, and report what is left to translate

Each sets up what it needs first: system packages (Debian and Ubuntu, as root), then .venv in the checkout."""

SET_UP_FAILED = 2
INTERRUPTED = 130

APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
# Qt loads these when it opens its first window; the last four only where there is an X display.
LIBRARY_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WRITER = "libswlo.so"
"""The library of LibreOffice Writer, beside the program."""
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FONT_SUFFIXES = {".ttf", ".otf", ".ttc"}


ON_EVERY_CORE = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
"""How pytest runs the whole suite: the tests of one file share what they prepare, so they stay together.

``tests/conftest.py`` says which file begins when.
"""


class SetUpError(Exception):
    """The set-up cannot go on; the message says what to do."""


def main(arguments: list[str], checkout: Path = CHECKOUT) -> int:
    """Return the exit code; on POSIX a successful command never returns, because the process becomes it."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        say("The workbench needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))
        return SET_UP_FAILED
    command, *rest = arguments or [""]
    if command in ("-h", "--help"):
        print(HELP)
        return 0
    if command not in COMMANDS:
        say(USAGE)
        return SET_UP_FAILED
    try:
        return COMMANDS[command](checkout, rest)
    except SetUpError as error:
        say(str(error))
        return SET_UP_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def say(message: str) -> None:
    """Tell the user on stderr: stdout belongs to the program that is handed over to."""
    print(message, file=sys.stderr, flush=True)


# Commands


def run(checkout: Path, arguments: list[str]) -> int:
    set_up(checkout, with_tests=False)
    command = [program(checkout, "workbench"), *(arguments or [str(checkout / SAMPLE)])]
    return hand_over(command, folder=Path(), environment=os.environ.copy())


def test(checkout: Path, arguments: list[str]) -> int:
    return hand_over_offscreen(checkout, "pytest", arguments or ON_EVERY_CORE)


def bench(checkout: Path, arguments: list[str]) -> int:
    return hand_over_offscreen(checkout, "tests.benchmarks", arguments)


def sweep(checkout: Path, arguments: list[str]) -> int:
    known = sorted(file.stem for file in checkout.glob("tests/sweeps/[a-z]*.py"))
    name, *rest = arguments or [""]
    if name not in known:
        raise SetUpError(f"There is no sweep '{name}'. Choose one of: {', '.join(known)}.")
    return hand_over_offscreen(checkout, f"tests.sweeps.{name}", rest)


def catalogue(checkout: Path, arguments: list[str]) -> int:
    return hand_over_offscreen(checkout, "tests.translation", arguments)


COMMANDS = {"run": run, "test": test, "bench": bench, "sweep": sweep, "catalogue": catalogue}


def hand_over_offscreen(checkout: Path, module: str, arguments: list[str]) -> int:
    set_up(checkout, with_tests=True)
    command = [program(checkout, "python"), "-m", module, *arguments]
    return hand_over(command, folder=checkout, environment=os.environ | {"QT_QPA_PLATFORM": "offscreen"})


def hand_over(command: list[str], *, folder: Path, environment: dict[str, str]) -> int:
    """Become ``command`` where the system can; elsewhere wait for it and return its exit code."""
    try:
        if os.name == "posix":
            os.chdir(folder)
            os.execve(command[0], command, environment)
        import subprocess

        return subprocess.call(command, cwd=folder, env=environment)
    except OSError as error:
        raise SetUpError(f"{command[0]} cannot be started ({error}). Delete .venv and try again.") from error


# The virtual environment


def set_up(checkout: Path, *, with_tests: bool) -> None:
    """Make ``checkout`` ready to run.

    The stamp comes last, so that an interrupted set-up is never taken for a whole one. A .venv that only lacks the
    test extras is kept: the program may be running from it.
    """
    if is_ready(checkout, with_tests=with_tests):
        return
    provide_system_packages(with_tests=with_tests)
    if not is_ready(checkout, with_tests=False):
        make_venv(checkout)
    install_project(checkout, with_tests=with_tests)
    stamp_file(checkout).write_bytes(stamp(checkout, with_tests=with_tests))


def is_ready(checkout: Path, *, with_tests: bool) -> bool:
    """Whether .venv was finished for exactly this checkout and its Python is still there."""
    try:
        found = stamp_file(checkout).read_bytes()
    except OSError:
        return False
    good = {stamp(checkout, with_tests=True), stamp(checkout, with_tests=with_tests)}
    return found in good and Path(program(checkout, "python")).exists()


def stamp(checkout: Path, *, with_tests: bool) -> bytes:
    """What a finished .venv says of itself: where it is, and all that decides what is in it."""
    facts = {
        "checkout": checkout,
        "python": "{}.{}".format(*sys.version_info),
        "extras": "test" if with_tests else "none",
        "pyproject.toml": checksum(checkout / "pyproject.toml"),
        "constraints.txt": checksum(constraints(checkout)),
    }
    return os.fsencode("".join(f"{name} {fact}\n" for name, fact in facts.items()))


def checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def stamp_file(checkout: Path) -> Path:
    return checkout / ".venv" / "workbench-stamp"


def constraints(checkout: Path) -> Path:
    return checkout / "packaging" / "constraints.txt"


def program(checkout: Path, name: str) -> str:
    """The path of a program inside .venv."""
    folder, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(checkout / ".venv" / folder / f"{name}{suffix}")


def make_venv(checkout: Path) -> None:
    """Make .venv anew, with the build back end in it: whatever was there is of unknown state."""
    stamp_file(checkout).unlink(missing_ok=True)  # clearing can be interrupted, too
    python = getattr(sys, "_base_executable", sys.executable)  # .venv's own Python would delete itself
    perform(
        "Creating .venv",
        [python, "-m", "venv", "--clear", str(checkout / ".venv")],
        advice=f"Check that {checkout} is writable and that the disk has space.",
    )
    pip_install(checkout, "Installing the build back end", "hatchling", "editables")


def install_project(checkout: Path, *, with_tests: bool) -> None:
    if with_tests:
        step, source = "Installing the workbench and its test tools", f"{checkout}[test]"
    else:
        step, source = "Installing the workbench", f"{checkout}"
    pip_install(checkout, step, "--no-build-isolation", "--editable", source)


def pip_install(checkout: Path, step: str, *arguments: str) -> None:
    """Install exactly the pinned versions into .venv; where from is for the user's own pip settings to say."""
    python, pins = program(checkout, "python"), str(constraints(checkout))
    perform(
        step,
        [python, "-m", "pip", "install", "--no-user", "--constraint", pins, *arguments],
        advice="Check the network and your pip settings, then try again.",
        environment={"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


# System packages


def provide_system_packages(*, with_tests: bool) -> None:
    """Install what the system lacks, or raise with the line that does.

    Without LibreOffice or the tools that read a PDF, the tests that need them skip themselves, so that these alone stop
    nobody who cannot install them.
    """
    if sys.platform != "linux":
        return
    needed = missing_packages()
    helpful = packages_of_missing_oracles() if with_tests else []
    wanted = [*needed, *helpful]
    if not wanted:
        return
    if os.geteuid() == 0 and is_debian_like(os_release()):
        apt_install(wanted)
    elif needed:
        raise SetUpError(" ".join(["sudo", *APT_INSTALL, *wanted]))
    else:
        say(f"Not installed: {', '.join(helpful)}. The tests that need them will be skipped.")


def apt_install(packages: list[str]) -> None:
    advice = "Check the network and the package sources, then try again."
    silent = {"DEBIAN_FRONTEND": "noninteractive"}
    perform("Reading the package lists", ["apt-get", "update"], advice=advice, environment=silent)
    perform(f"Installing {' '.join(packages)}", [*APT_INSTALL, *packages], advice=advice, environment=silent)
    if still_missing := missing_packages():
        raise SetUpError(
            f"{sys.executable} still lacks {' '.join(still_missing)}. "
            "Use the system's own Python (/usr/bin/python3), or remove whatever hides these packages."
        )


def packages_of_missing_oracles() -> list[str]:
    """The Debian packages of other programs that tests compare with: LibreOffice's two, and the reader of PDF."""
    soffice = find_program("soffice")
    parts = Path(soffice).resolve().parent if soffice else None
    return [
        package
        for package, is_there in {
            "libreoffice-calc": parts is not None,
            "libreoffice-writer": parts is not None and (parts / WRITER).exists(),
            "poppler-utils": find_program("pdftotext") is not None,
        }.items()
        if not is_there
    ]


def missing_packages() -> list[str]:
    """The Debian packages without which .venv cannot be made or Qt cannot draw."""
    missing = [] if has_ensurepip() else ["python3-venv"]
    missing += packages_of_missing_libraries(output_of("ldconfig", "-p"))
    return missing if has_font() else [*missing, "fonts-dejavu-core"]


def has_ensurepip() -> bool:
    import importlib

    importlib.invalidate_caches()  # it may have been installed a moment ago
    try:
        importlib.import_module("ensurepip")
    except ImportError:
        return False
    return True


def packages_of_missing_libraries(listing: str) -> list[str]:
    """The packages of the libraries that ``listing``, printed by ``ldconfig -p``, does not name.

    An empty listing tells nothing: such a system finds its libraries in another way.
    """
    present = {line.split()[0] for line in listing.splitlines() if " => " in line}
    return [package for soname, package in LIBRARY_PACKAGES.items() if present and soname not in present]


def has_font() -> bool:
    """Whether Qt has anything to write with; without a font it draws boxes."""
    files = (file for folder in FONT_FOLDERS for file in folder.rglob("*"))
    return any(file.suffix.lower() in FONT_SUFFIXES for file in files) or bool(output_of("fc-list"))


def is_debian_like(release: dict[str, str]) -> bool:
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return not family.isdisjoint({"debian", "ubuntu"})


def os_release() -> dict[str, str]:
    """The fields of /etc/os-release, or none where there is no such file."""
    import platform

    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


# Other programs


def find_program(name: str) -> str | None:
    """The path of a system program; a plain user's PATH often lacks the folders of ldconfig."""
    import shutil

    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"]))


def output_of(name: str, *arguments: str) -> str:
    """What a system program prints; empty where it is missing."""
    import subprocess

    found = find_program(name)
    if found is None:
        return ""
    done = subprocess.run([found, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode(errors="replace")


def perform(step: str, command: list[str], *, advice: str, environment: dict[str, str] | None = None) -> None:
    """Name the step, then run its command in silence; if it fails, show its output and raise with the advice."""
    import subprocess

    say(f"{step} ...")
    try:
        done = subprocess.run(
            command,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        raise SetUpError(f"{command[0]} cannot be started ({error}). {advice}") from error
    if done.returncode != 0:
        say(done.stdout.decode(errors="replace").rstrip())
        raise SetUpError(f"{step} failed. {advice}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
