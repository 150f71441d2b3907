"""The command line: the whole job without a window, for scripts and for machines without a screen."""

from workbench.cli.main import A_CHECK_FAILED, DONE, REFUSED, ShowWindow, run
from workbench.cli.requests import WindowRequest

__all__ = ["A_CHECK_FAILED", "DONE", "REFUSED", "ShowWindow", "WindowRequest", "run"]
