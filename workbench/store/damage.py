"""Damage: what in a project file is not as this program wrote it."""

from workbench.phrases import Phrase


class Damage(ValueError):
    """A value, row or table that no project has; ``sentence`` says which, and is part of the refusal of the file."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
