"""What the statements of a project are called in lists."""

from collections import Counter

from workbench.domain.ids import StatementId
from workbench.domain.project import Project
from workbench.phrases import Words
from workbench.wording.names import name_of_statement
from workbench.wording.titles import title_of


def names_of_statements(project: Project, words: Words) -> dict[StatementId, str]:
    """Return the name of each statement: that of its kind, or its title if there are several of the kind."""
    number = Counter(statement.kind for statement in project.statements)
    return {
        statement.id: name_of_statement(statement.kind, words)
        if number[statement.kind] == 1
        else title_of(statement, words)
        for statement in project.statements
    }
