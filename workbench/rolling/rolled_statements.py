"""A statement as it is rolled forward: one of the statements of its kind that the earlier projects have."""

from dataclasses import dataclass, field

from workbench.domain.statements import Statement
from workbench.rolling.joined_statements import Joined


@dataclass
class RolledStatement:
    """A statement as it is rolled: ``joined`` with that of each earlier project, by the project's name."""

    statement: Statement
    joined: dict[str, tuple[Statement, Joined]] = field(default_factory=dict)
