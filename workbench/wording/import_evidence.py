"""The sentences of facts: what an import took things for, and why."""

from workbench.wording.patterns import Patterns

IMPORT_EVIDENCE: Patterns = {}
