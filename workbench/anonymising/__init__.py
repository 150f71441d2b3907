"""A copy of a project with other figures and names, for reporting a fault."""

from workbench.anonymising.copy_of_project import AnonymisedCopy, anonymised

__all__ = ["AnonymisedCopy", "anonymised"]
