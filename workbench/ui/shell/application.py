"""Builds the application: settings, theme, window. The only place where they are wired together."""

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Thread
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from workbench.errors import WorkbenchError
from workbench.languages import ENGLISH_CODE, LANGUAGES, words_in
from workbench.phrases import ENGLISH, Words
from workbench.state_folder import state_folder
from workbench.ui.shell.endings import Endings
from workbench.ui.shell.window import PROGRAM, MainWindow
from workbench.ui.toolkit.language import speak, window_words
from workbench.ui.toolkit.preferences import SYSTEM_LANGUAGE, read_preferences
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme

STYLE = ("-style", "Fusion")
"""An option, because setting it later makes the class of styles with its 500 names, before the first paint."""
WIDE_FONT, NARROWED = "DejaVu Sans", 90
"""The default font of a bare Linux is a tenth wider than any desktop's; narrowed, it fits as many figures."""
MILLISECONDS_TO_TIDY_UP = 1_000
"""Runs after the first paint, which it would delay."""


def open_window(file: Path | None, password: str, words: Words | None = None) -> int:
    """Open the window, with ``file`` if given, and return the exit status once it is closed or ended by a signal.

    ``password`` opens the file if it is protected; empty if none is known. ``words``: the language requested; None for
    the one that the user prefers.
    """
    settings = Settings(settings_path())
    preferences = read_preferences(settings)
    application = application_in(words, preferences.language)
    theme = Theme(application, preferences.colours)
    window = MainWindow(settings, theme, state_folder=state_folder())
    sys.excepthook = _FaultHook(window)
    window.show()
    folders = {path.parent for path in (*settings.recent_files, *([file] if file else []))}
    QTimer.singleShot(MILLISECONDS_TO_TIDY_UP, window, lambda: _tidy_up(folders))
    QTimer.singleShot(0, window, window.keep_log)
    if file is not None:
        QTimer.singleShot(0, window, lambda: window.files.open([file], {file: password}))  # after the first paint
    QTimer.singleShot(0, window, window.look_for_remains)
    endings = Endings(application)
    QTimer.singleShot(0, endings, endings.watch)
    status = application.exec()
    if endings.is_ending:
        window.leave()
    return status


def _tidy_up(folders: Iterable[Path]) -> None:
    """Turn on garbage collection, and remove what a killed process left in the user's folders.

    A folder may be on a slow network, so this runs in its own thread.
    """
    from workbench.files import remove_leftovers

    def remove() -> None:
        for folder in folders:
            remove_leftovers(folder)

    gc.enable()
    Thread(target=remove, daemon=True).start()


def application_in(words: Words | None, preferred: str) -> QApplication:
    """Return the application, in the language requested or else in the ``preferred`` one.

    A preference never keeps the program from starting: without a font for it, the window is in English. Raises
    WorkbenchError if a language that was requested has no font.
    """
    speak(words or preferred_words(preferred))
    try:
        return application_of(sys.argv[:1])
    except WorkbenchError:
        if words is not None:
            raise
        speak(ENGLISH)
        return application_of(sys.argv[:1])


def preferred_words(language: str) -> Words:
    """Return the words of ``language``, a code or ``SYSTEM_LANGUAGE``; English if the program does not speak it."""
    if language != SYSTEM_LANGUAGE:
        return words_in(language) if language in LANGUAGES else ENGLISH
    return words_in(spoken_among(QLocale.system().uiLanguages()))


def spoken_among(names: Iterable[str]) -> str:
    """Return the code of the first language of a desktop (``zh-Hans-CN``) that the program speaks, else of English."""
    for name in names:
        for code in LANGUAGES:
            if code.partition("_")[0] == name.partition("-")[0]:
                return code
    return ENGLISH_CODE


def application_of(arguments: Sequence[str]) -> QApplication:
    """Return the application of this process; create it if necessary.

    Raises WorkbenchError if no font can write the language of the window.
    """
    present = QCoreApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication([*arguments, *STYLE])
    application.setApplicationName(str(PROGRAM))
    application.setApplicationDisplayName("")
    application.setDesktopFileName("reconciliation-workbench")
    refuse_without_font(application, window_words())
    translate_qt(application, window_words())
    font = application.font()
    if QFontInfo(font).family() == WIDE_FONT:
        font.setStretch(NARROWED)
        application.setFont(font)
    return application


def refuse_without_font(application: QApplication, words: Words) -> None:
    """Raise WorkbenchError if no font of the system can write the language that the header of ``words`` names."""
    language = LANGUAGES.get(words.info().get("language", ""))
    if language is None:
        return
    metrics = QFontMetrics(application.font())  # it asks the other fonts too
    if not all(metrics.inFontUcs4(ord(letter)) for letter in language.name):
        raise WorkbenchError(
            (
                "No font on this system can display {language}. Install one, such as Noto Sans CJK, or start without "
                "--language."
            ),
            language=language.name,
        )


def translate_qt(application: QApplication, words: Words) -> None:
    """Show Qt's own dialogs and buttons in the language named in the header of ``words``, if Qt has it."""
    language = words.info().get("language")
    if not language:
        return
    from PySide6.QtCore import QLibraryInfo, QTranslator

    translator = QTranslator(application)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def settings_path() -> Path:
    """Return the file of the window's settings: in the platform's location, or as named by the environment."""
    from platformdirs import user_config_path

    from_environment = os.environ.get("WORKBENCH_SETTINGS")
    if from_environment:
        return Path(from_environment)
    return user_config_path("reconciliation-workbench", ensure_exists=True) / "window.ini"


class _FaultHook:
    """Shows exceptions that reach the event loop, a boundary where everything is caught."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(self, _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(fault, KeyboardInterrupt):
            self._window.close()
        else:
            self._window.show_fault(fault)
