"""The unit of figures, in words."""

from workbench.domain.project import Project
from workbench.wording import name_of_scale


def money_unit(project: Project) -> str:
    """Return the unit of money: ``RMB in thousands``; empty if the currency is unknown."""
    scale = "" if project.scale == 1 else f" in {name_of_scale(project.scale)}"
    return f"{project.currency}{scale}" if project.currency else ""


def unit_line(project: Project) -> str:
    """Return the line on the unit of a whole statement, which also says that it is unaudited."""
    money = money_unit(project)
    return f"{money}{', ' if money else ''}except per-share amounts and share counts; unaudited"
