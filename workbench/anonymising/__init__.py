"""A copy of a project with other figures and names, for reporting a fault."""

from workbench.anonymising.copy_of_project import AnonymisedCopy, anonymise

__all__ = ["AnonymisedCopy", "anonymise"]
