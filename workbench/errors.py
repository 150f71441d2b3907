"""A wrong file or request is an error here; wrong data is a finding; a wrong program is any other exception."""

from pathlib import Path

from workbench.phrases import Phrase, Value, phrase


class WorkbenchError(Exception):
    """A file or request that cannot be served; the message says what, where and what to do, in one line.

    ``sentence``: the message, to be shown in any language; ``str`` gives it in English.
    """

    def __init__(self, sentence: Phrase | str, **values: Value) -> None:
        """State ``sentence``, in which each ``{name}`` is replaced from ``values``."""
        self.sentence = phrase(sentence, **values) if isinstance(sentence, str) else sentence
        super().__init__(str(self.sentence))


class ImportRefused(WorkbenchError):
    """A workbook that cannot be read safely or holds nothing to reconcile."""


class PasswordNeeded(ImportRefused):
    """A protected workbook without its password: none was given, or, if ``is_wrong``, a wrong one."""

    def __init__(self, sentence: Phrase | str, path: Path, *, is_wrong: bool) -> None:
        super().__init__(sentence)
        self.path = path
        self.is_wrong = is_wrong
