"""The sentences of facts: what checks find."""

from workbench.wording.patterns import Patterns

CHECK_FINDINGS: Patterns = {}
