"""What the window keeps between sessions: its position, its colors, the recent files."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 8


class Settings:
    """Settings in an INI file; without a file, all have their defaults and none are kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._store = QSettings(str(path), QSettings.Format.IniFormat) if path else None

    def path_beside(self, name: str) -> Path | None:
        """Return the path of another of the window's files, beside the settings; None if nothing is kept."""
        return self._path.with_name(name) if self._path else None

    def text(self, key: str, default: str) -> str:
        value = self._store.value(key, default) if self._store else default
        return value if isinstance(value, str) else default

    def set_text(self, key: str, text: str) -> None:
        if self._store:
            self._store.setValue(key, text)

    def state(self, key: str) -> QByteArray:
        value = self._store.value(key) if self._store else None
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, state: QByteArray) -> None:
        if self._store:
            self._store.setValue(key, state)

    @property
    def recent_files(self) -> tuple[Path, ...]:
        """The files most recently opened or saved, latest first."""
        lines = self.text("recent_files", "").splitlines()
        return tuple(Path(line) for line in lines if line)

    def add_recent_file(self, path: Path) -> None:
        others = [recent for recent in self.recent_files if recent != path]
        self.set_text("recent_files", "\n".join(str(recent) for recent in [path, *others][:MOST_RECENT]))

    def forget_recent_file(self, path: Path) -> None:
        self.set_text("recent_files", "\n".join(str(recent) for recent in self.recent_files if recent != path))
