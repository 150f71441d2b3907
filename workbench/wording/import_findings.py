"""The sentences of facts: what an import finds."""

from workbench.wording.patterns import Patterns

IMPORT_FINDINGS: Patterns = {}
