"""The titles of statements: as their sources print them, or as worded by the import if no source prints one."""

from workbench.domain.statements import Statement, StatementKind
from workbench.phrases import Phrase, Words, phrase, say

MADE_TITLES = {
    StatementKind.OPERATIONS: phrase("Statements of operations"),
    StatementKind.FINANCIAL_POSITION: phrase("Statements of financial position"),
    StatementKind.CASH_FLOWS: phrase("Statements of cash flows"),
    StatementKind.COMPREHENSIVE_INCOME: phrase("Statements of comprehensive income"),
    StatementKind.CHANGES_IN_EQUITY: phrase("Statements of changes in equity"),
    StatementKind.NON_GAAP: phrase("Non-GAAP measures"),
    StatementKind.OTHER: phrase("Other"),
}
"""The title of a statement without a primary statement, by kind."""
BEFORE_MEASURE = "Reconciliation of "


def made_title(kind: StatementKind, otherwise: str) -> str:
    """Return the title that an import stores if no primary statement gives one; ``otherwise`` for a bridge."""
    made = MADE_TITLES.get(kind)
    return str(made) if made else otherwise


def title_of_bridge(measure: str) -> Phrase:
    """Return the title of a bridge whose source gives none: ``Reconciliation of net income``."""
    return phrase("Reconciliation of {measure}", measure=measure)


def title_of(statement: Statement, words: Words) -> str:
    """Return the title of a statement, in the language of ``words`` if the import worded it."""
    return say(phrase_of_title(statement.kind, statement.title), words)


def phrase_of_title(kind: StatementKind, title: str) -> Phrase | str:
    """Return the phrase that an import used as a title; the title itself if a source prints it."""
    made = MADE_TITLES.get(kind)
    if made and str(made) == title:
        return made
    if kind.is_bridge and title.startswith(BEFORE_MEASURE):
        return title_of_bridge(title.removeprefix(BEFORE_MEASURE))
    return title
