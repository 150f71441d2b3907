"""Names for the report of an import: uses of cells, stages and outcomes of inferences."""

from collections.abc import Mapping

from workbench.domain.import_report import CellUse, Inference, InferenceStage
from workbench.domain.statements import Concept
from workbench.phrases import Phrase, Words, phrase, phrase_of_count, say
from workbench.wording.facts import say_fact
from workbench.wording.names import name_of_concept

USES = {
    CellUse.FIGURE: phrase("Figure"),
    CellUse.CAPTION: phrase("Caption"),
    CellUse.HEADING: phrase("Heading"),
    CellUse.NOTE: phrase("Note"),
    CellUse.UNIT: phrase("Unit"),
    CellUse.IGNORED: phrase("Ignored"),
}
NO_CELLS = {
    CellUse.FIGURE: phrase("no figures"),
    CellUse.CAPTION: phrase("no captions"),
    CellUse.HEADING: phrase("no headings"),
    CellUse.NOTE: phrase("no notes"),
    CellUse.UNIT: phrase("no units"),
    CellUse.IGNORED: phrase("none ignored"),
}
STAGES = {
    InferenceStage.TABLE: phrase("Table"),
    InferenceStage.HEADING: phrase("Heading"),
    InferenceStage.PERIOD: phrase("Period"),
    InferenceStage.UNIT: phrase("Unit"),
    InferenceStage.SIGN: phrase("Sign"),
    InferenceStage.ADJUSTMENT: phrase("Difference"),
    InferenceStage.LINE: phrase("Line"),
    InferenceStage.CONCEPT: phrase("Meaning"),
    InferenceStage.TOTAL: phrase("Total"),
}
MEANINGS: Mapping[str, Concept] = {concept.value: concept for concept in Concept}
"""By the key that import reports use."""


def name_of_use(use: CellUse, words: Words) -> str:
    """Return what a cell was read as, as a heading: ``Figure``."""
    return say(USES[use], words)


def count_of_use(use: CellUse, number: int, words: Words) -> str:
    """Return how many cells have this use: ``3 figures``, ``1 note``, ``no units``, ``2 ignored``."""
    return say(_counted_use(use, number) if number else NO_CELLS[use], words)


def _counted_use(use: CellUse, number: int) -> Phrase:
    match use:
        case CellUse.FIGURE:
            return phrase_of_count("{count:,} figure", "{count:,} figures", number)
        case CellUse.CAPTION:
            return phrase_of_count("{count:,} caption", "{count:,} captions", number)
        case CellUse.HEADING:
            return phrase_of_count("{count:,} heading", "{count:,} headings", number)
        case CellUse.NOTE:
            return phrase_of_count("{count:,} note", "{count:,} notes", number)
        case CellUse.UNIT:
            return phrase_of_count("{count:,} unit", "{count:,} units", number)
        case CellUse.IGNORED:
            return phrase_of_count("{count:,} ignored", "{count:,} ignored", number)


def name_of_stage(stage: InferenceStage, words: Words) -> str:
    """Return what an inference is about, as a heading: ``Table``, ``Meaning``."""
    return say(STAGES[stage], words)


def taken_for(inference: Inference, words: Words) -> str:
    """Return what the subject of an inference was read as; a meaning by its name: ``net income``."""
    told = inference.taken_for
    if inference.stage is InferenceStage.CONCEPT and isinstance(told, str) and told in MEANINGS:
        return name_of_concept(MEANINGS[told], words)
    return say_fact(told, words)
