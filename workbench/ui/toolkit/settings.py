"""What the window remembers between two starts: its place, its colours, the files that were open."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 8


class Settings:
    """Settings in one INI file; with no file, everything is as new and nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._store = QSettings(str(path), QSettings.Format.IniFormat) if path else None

    def beside(self, name: str) -> Path | None:
        """Return where another file that the window remembers things in belongs; None where nothing is kept."""
        return self._path.with_name(name) if self._path else None

    def text(self, key: str, otherwise: str) -> str:
        found = self._store.value(key, otherwise) if self._store else otherwise
        return found if isinstance(found, str) else otherwise

    def set_text(self, key: str, text: str) -> None:
        if self._store:
            self._store.setValue(key, text)

    def state(self, key: str) -> QByteArray:
        found = self._store.value(key) if self._store else None
        return found if isinstance(found, QByteArray) else QByteArray()

    def set_state(self, key: str, state: QByteArray) -> None:
        if self._store:
            self._store.setValue(key, state)

    @property
    def recent_files(self) -> tuple[Path, ...]:
        """The files that were opened or saved last, the latest first."""
        found = self.text("recent_files", "")
        return tuple(Path(line) for line in found.splitlines() if line)

    def add_recent_file(self, path: Path) -> None:
        others = [each for each in self.recent_files if each != path]
        self.set_text("recent_files", "\n".join(str(each) for each in [path, *others][:MOST_RECENT]))

    def forget_recent_file(self, path: Path) -> None:
        self.set_text("recent_files", "\n".join(str(each) for each in self.recent_files if each != path))
