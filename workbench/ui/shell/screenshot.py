"""A picture of the window, drawn like the window itself but without a screen or settings."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QEventLoop, QSize, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QImage, QImageWriter

from workbench.errors import WorkbenchError
from workbench.files import replacing
from workbench.progress import SILENT
from workbench.ui.context.document import Document
from workbench.ui.shell.application import application_of
from workbench.ui.shell.files import load_document
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme

MILLISECONDS_TO_SETTLE = 60_000


def take_screenshot(file: Path | None, picture: Path, colours: str, size: tuple[int, int], password: str) -> None:
    """Open ``file`` in a window of ``size`` (width, height in pixels) and write a picture of it once it has settled.

    ``password`` opens the file if it is protected; empty if none is known.
    Raises WorkbenchError if the file cannot be opened or the picture cannot be written.
    """
    qInstallMessageHandler(lambda *_: None)  # the offscreen platform reports what it cannot do, which is no help here
    application = application_of(["workbench"])
    window = MainWindow(Settings(None), Theme(application, Choice(colours)))
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(*size)
    window.show()
    try:
        if file is not None:
            _show(window, load_document([file], SILENT, {file: password}))
        for _ in range(3):  # layouts settle only after their contents have been shown
            application.processEvents()
        image = window.grab().toImage()
    finally:
        window.close()
        window.deleteLater()
        application.processEvents()
    whole = QSize(*size)
    if image.size() != whole:
        image = image.scaled(whole, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    _write(image, picture)


def _show(window: MainWindow, document: Document) -> None:
    """Show the document and wait for its checks and its chart."""
    loop = QEventLoop()
    window.settled.connect(loop.quit)
    window.jobs.failed.connect(loop.quit)
    QTimer.singleShot(MILLISECONDS_TO_SETTLE, loop, loop.quit)
    window.files.show(document)
    loop.exec()


def _write(image: QImage, picture: Path) -> None:
    with replacing(picture) as temporary:
        if not QImageWriter(str(temporary), QByteArray(b"PNG")).write(image):
            raise WorkbenchError(
                "{path} cannot be written: the disk is full or not writable. Choose another path.", path=str(picture)
            )
