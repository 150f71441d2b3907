"""What the assistant needs of each of its pages."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from workbench.phrases import Phrase


class Page(QWidget):
    """``title`` names the step; ``about`` says in a sentence what is done on it."""

    title: ClassVar[Phrase]
    about: ClassVar[Phrase]

    @property
    def obstacle(self) -> str:
        """Why the next page cannot be shown yet, in a sentence; "" where it can."""
        raise NotImplementedError
