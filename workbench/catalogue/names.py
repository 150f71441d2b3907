"""The names of what kinds of differences have: the area they concern, the tax and the minority that follow."""

from workbench.catalogue.differences import Area, NciHabit, TaxHabit
from workbench.phrases import Words, phrase, say

AREAS = {
    Area.FINANCIAL_INSTRUMENTS: phrase("financial instruments"),
    Area.EQUITY: phrase("equity instruments"),
    Area.LEASES: phrase("leases"),
    Area.EMPLOYEES: phrase("employee benefits"),
    Area.FIXED_ASSETS: phrase("fixed and intangible assets"),
    Area.WORKING_CAPITAL: phrase("revenue and working capital"),
    Area.TAXES: phrase("income taxes"),
    Area.GROUPS: phrase("groups and associates"),
    Area.PROVISIONS: phrase("provisions and grants"),
    Area.PRESENTATION: phrase("presentation"),
}
TAX_HABITS = {
    TaxHabit.AT_RATE: phrase("deferred tax at the tax rate"),
    TaxHabit.PERMANENT: phrase("no tax"),
    TaxHabit.IN_EQUITY: phrase("deferred tax in equity"),
    TaxHabit.IN_OCI: phrase("deferred tax in other comprehensive income"),
    TaxHabit.SOMETIMES: phrase("deferred tax in some cases"),
}
NCI_HABITS = {
    NciHabit.BY_SHARE: phrase("by their share in each entity"),
    NciHabit.EQUITY_ONLY: phrase("in equity only"),
    NciHabit.NONE: phrase("no share"),
}


def name_of_area(area: Area, words: Words) -> str:
    """Return ``equity instruments``."""
    return say(AREAS[area], words)


def name_of_tax_habit(habit: TaxHabit, words: Words) -> str:
    """Return what tax follows from a difference: ``deferred tax at the tax rate``."""
    return say(TAX_HABITS[habit], words)


def name_of_nci_habit(habit: NciHabit, words: Words) -> str:
    """Return how non-controlling interests share in a difference: ``in equity only``."""
    return say(NCI_HABITS[habit], words)
