"""A wrong file or request is an error here; wrong data is a finding; a wrong program is any other exception."""

from pathlib import Path


class WorkbenchError(Exception):
    """A request or a file that cannot be served; the message says what, where and what to do, in one line."""


class ImportRefused(WorkbenchError):
    """A workbook that cannot be read safely or holds nothing to reconcile."""


class PasswordNeeded(ImportRefused):
    """A workbook that only its password opens: none was given for it, or, where ``is_wrong``, another one."""

    def __init__(self, sentence: str, path: Path, *, is_wrong: bool) -> None:
        super().__init__(sentence)
        self.path = path
        self.is_wrong = is_wrong
