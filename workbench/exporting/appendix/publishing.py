"""The gate before the appendix: published only if nothing stands against it, otherwise a draft that says what does."""

from collections.abc import Iterable

from workbench.domain.findings import Finding
from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.exporting.appendix.composing import compose
from workbench.exporting.appendix.document import Document
from workbench.phrases import Phrase, Words, phrase, phrase_of_list
from workbench.presentation.publication import causes_against, summary_of_causes

ADD_DRAFT = phrase("Put this right, or add --draft.")
LONGEST_LIST = 3


def document_of(
    results: Results, findings: Iterable[Finding], words: Words, *, is_draft: bool, instead: Phrase = ADD_DRAFT
) -> Document:
    """Return the appendix, or a draft of it that says what stands against it. ``findings``: of all checks.

    ``instead``: what the user can do. Raises WorkbenchError if nothing is reconciled, or if it is no more than a draft
    and none was asked for.
    """
    if not results.project.is_reconciled:
        raise WorkbenchError("No period is reconciled, so there is no appendix. Reconcile a period first.")
    causes = causes_against(results.project, findings)
    if causes and not is_draft:
        told = phrase_of_list(list(summary_of_causes(causes, words)), may_have_commas=True)
        raise WorkbenchError("The appendix cannot be published: {causes}. {instead}", causes=told, instead=instead)
    return compose(results, causes, words, is_draft=is_draft)
