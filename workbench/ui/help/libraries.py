"""What the program is made of: each library that is installed, with its version, its license and the license's text."""

import os
import platform
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from workbench import resources
from workbench.program import VERSION

PROGRAM = "reconciliation-workbench"
DIRECT = (
    "PySide6-Essentials", "pyqtgraph", "openpyxl", "defusedxml", "python-calamine", "XlsxWriter", "rapidfuzz", "pandas",
    "numpy", "platformdirs", "wcwidth", "cattrs", "python-docx", "lxml", "msoffcrypto-tool", "pyarrow", "typst",
)  # fmt: skip
"""What the program requires, its extras last, which may be absent; the libraries that these require are found."""
MADE_FOR_EXTRAS = "extra =="
NAME = re.compile(r"[A-Za-z0-9._-]+")
LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
LICENCE_CLASSIFIER = "License :: "
LONGEST_NAME = 60
"""Some packages give the whole text of their license in the place of its name."""
QT = ("pyside6-essentials", "shiboken6")
QT_FILES = ("qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
PYTHON_LICENCE = "PSF-2.0"
OWN_LICENCE = "MIT"


class Library(NamedTuple):
    """A library by its name, with its version and the name of its license."""

    name: str
    version: str
    licence: str


def libraries() -> tuple[Library, ...]:
    """Return the program, Python, and every library that is installed for them, by name."""
    own = Library("Reconciliation Workbench", VERSION, OWN_LICENCE)
    python = Library("Python", platform.python_version(), PYTHON_LICENCE)
    found: dict[str, Library] = {}
    for name in DIRECT:
        _collect(name, found)
    return own, python, *sorted(found.values(), key=lambda library: library.name.casefold())


def licence_text(library: Library) -> str:
    """Return the texts of a library's license that are here; empty if it came without any."""
    match library.name:
        case "Python":
            files = [Path(os.__file__).with_name("LICENSE.txt")]
        case "Reconciliation Workbench":
            files = [*_files_of(PROGRAM), resources.root().parent / "LICENSE"][:1]
        case name if _key(name) in QT:
            files = [resources.root() / "licences" / file for file in QT_FILES]
        case name:
            files = list(_files_of(name))
    texts = (file.read_text(encoding="utf-8", errors="replace").strip() for file in files if file.is_file())
    return "\n\n\n".join(text for text in texts if text)


def versions_as_text() -> str:
    """Return a line for each library and for the system, for a report."""
    lines = [f"{library.name} {library.version}" for library in libraries()]
    return "\n".join((*lines, platform.platform()))


def _collect(name: str, found: dict[str, Library]) -> None:
    """Add a library, and those that it requires, if it is installed."""
    if _key(name) in found:
        return
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    about = distribution.metadata
    found[_key(name)] = Library(about["Name"], distribution.version, _licence_of(about))
    for requirement in distribution.requires or ():
        if MADE_FOR_EXTRAS not in requirement and (required := NAME.match(requirement)):
            _collect(required[0], found)


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def _licence_of(about: metadata.PackageMetadata) -> str:
    classifiers = [line for line in about.get_all("Classifier") or () if line.startswith(LICENCE_CLASSIFIER)]
    stated = (*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ()), "")[0]
    if stated and len(stated) <= LONGEST_NAME and "\n" not in stated:
        return str(stated)
    return ", ".join(line.rpartition(" :: ")[2] for line in classifiers) or str(stated).partition("\n")[0]


def _files_of(name: str) -> Iterator[Path]:
    """Yield the files of an installed package that hold its license."""
    try:
        files = metadata.distribution(name).files or ()
    except metadata.PackageNotFoundError:
        return
    for file in files:
        if ".dist-info" in str(file) and LICENCE_FILE.search(file.name):
            yield Path(str(file.locate()))
