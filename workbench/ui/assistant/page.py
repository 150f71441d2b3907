"""What the assistant needs from each of its pages."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from workbench.phrases import Phrase


class Page(QWidget):
    """``title`` names the step; ``about`` says in a sentence what it is for."""

    title: ClassVar[Phrase]
    about: ClassVar[Phrase]

    @property
    def obstacle(self) -> str:
        """Why the next page cannot be shown yet, as a sentence; "" if it can."""
        raise NotImplementedError
