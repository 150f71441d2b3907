"""Why a file is not read, as the child words it: what is wrong and what to do, without the file's name."""

from workbench.domain.facts import Fact
from workbench.phrases import Phrase, phrase

SAVE_AGAIN = phrase("open it in Excel and save it as an Excel workbook (.xlsx)")
SAVE_PART = phrase("save the sheets that you need in a separate workbook")
PASSWORD = phrase("it is password-protected; remove the password in Excel and save it again")


class Unsafe(Exception):
    """The file must not be parsed."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Locked(Unsafe):
    """The file needs its password: none was given, or a wrong one."""


class Damaged(Exception):
    """A part of the file does not follow its format; another reader may still be able to read it."""

    def __init__(self, damage: Fact) -> None:
        super().__init__(damage.key)
        self.damage = damage
