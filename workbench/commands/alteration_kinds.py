"""Every kind of alteration: how its value is read from a project, and how it is made again."""

from collections.abc import Mapping

from workbench.commands.altered_values import AlterationKind
from workbench.commands.project_kinds import PROJECT_KINDS
from workbench.commands.review_kinds import REVIEW_KINDS

KINDS: Mapping[str, AlterationKind] = {**PROJECT_KINDS, **REVIEW_KINDS}
"""By altered attribute."""
