"""Why a file is not read, in the child's words: what is wrong with it and what to do, without its name."""

from workbench.domain.facts import Fact
from workbench.phrases import Phrase, phrase

SAVE_AGAIN = phrase("open it in Excel and save it as an Excel workbook (.xlsx)")
SAVE_PART = phrase("save the sheets that you need in a separate workbook")
PASSWORD = phrase("it is password-protected; remove the password in Excel and save it again")


class Unsafe(Exception):
    """The file is not one to parse."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Locked(Unsafe):
    """Only its password opens the file: none was given, or another one."""


class Damaged(Exception):
    """A part of the file is not as its format has it; another reader may still make something of it."""

    def __init__(self, damage: Fact) -> None:
        super().__init__(damage.key)
        self.damage = damage
