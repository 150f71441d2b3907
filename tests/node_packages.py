"""Packages for node, fetched for a sweep and run by it; no part of the program."""

import shutil
import subprocess
from pathlib import Path

SECONDS_TO_FETCH, SECONDS = 180, 600


class PackageMissingError(Exception):
    """Node, its packages or the network are not there."""


class NodePackage:
    """A package in a folder of its own, and the script that uses it, whose first argument is that folder."""

    def __init__(self, node: str, modules: Path, script: Path) -> None:
        self._node = node
        self._modules = modules
        self._script = script

    @classmethod
    def fetched(cls, package: str, script: Path, modules: Path) -> "NodePackage":
        """Install ``package``, with its version, into ``modules``. Raises PackageMissingError where that cannot be."""
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise PackageMissingError("node and npm are not installed.")
        modules.mkdir(exist_ok=True)
        (modules / "package.json").write_text('{"private": true}', encoding="utf-8")
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", package]
        try:
            done = subprocess.run(command, cwd=modules, capture_output=True, timeout=SECONDS_TO_FETCH, check=False)
        except subprocess.TimeoutExpired:
            raise PackageMissingError(f"{package} could not be fetched in time.") from None
        if done.returncode:
            raise PackageMissingError(f"{package} could not be fetched.")
        return cls(node, modules, script)

    def output(self, *arguments: str, given: str = "") -> str:
        """Return what the script prints. ``given``: its standard input."""
        command = [self._node, str(self._script), str(self._modules), *arguments]
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=SECONDS, check=True)
        return done.stdout
