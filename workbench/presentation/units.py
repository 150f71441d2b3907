"""The unit of figures, in words."""

from workbench.domain.project import Project
from workbench.phrases import Words, phrase, say
from workbench.wording.scales import phrase_of_scale


def money_unit(project: Project, words: Words) -> str:
    """Return the unit of money: ``RMB in thousands``; without a known currency, ``in thousands`` or nothing."""
    if project.scale == 1:
        return project.currency
    if not project.currency:
        return say(phrase("in {scale}", scale=phrase_of_scale(project.scale)), words)
    unit = phrase("{currency} in {scale}", currency=project.currency, scale=phrase_of_scale(project.scale))
    return say(unit, words)


def unit_line(project: Project, words: Words, *, has_other_units: bool = True) -> str:
    """Return the unit line of a whole statement, which also says that it is unaudited.

    ``has_other_units``: it shows amounts per share or share counts, too.
    """
    if not has_other_units:
        money = money_unit(project, words)
        return say(phrase("{unit}; unaudited", unit=money) if money else phrase("unaudited"), words)
    if money := money_unit(project, words):
        return say(phrase("{unit}, except per-share amounts and share counts; unaudited", unit=money), words)
    return say(phrase("except per-share amounts and share counts; unaudited"), words)
