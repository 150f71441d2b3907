"""In which unit figures are shown, in words."""

from workbench.domain.amounts import scale_in_words
from workbench.domain.project import Project


def money_unit(project: Project) -> str:
    """Return what one unit of money is: ``RMB in thousands``; nothing where the currency is not known."""
    scale = "" if project.scale == 1 else f" in {scale_in_words(project.scale)}"
    return f"{project.currency}{scale}" if project.currency else ""


def unit_line(project: Project) -> str:
    """Return the line that says in which unit a whole statement is, and that nobody audited it."""
    money = money_unit(project)
    return f"{money}{', ' if money else ''}except per-share amounts and share counts; unaudited"
