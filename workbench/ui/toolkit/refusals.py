"""Refusals as the window shows them: in its language, and logged without their values."""

from workbench.errors import WorkbenchError
from workbench.log import record_refusal
from workbench.ui.toolkit.language import tr


def say_refusal(error: WorkbenchError) -> str:
    """Return why something was refused."""
    record_refusal(error)
    return tr(error.sentence)
