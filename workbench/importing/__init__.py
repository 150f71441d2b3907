"""From analysts' workbooks to a project: read → detect → merge → roll up → build, from records to records."""

from workbench.importing.pipeline import import_workbooks, project_from

__all__ = ["import_workbooks", "project_from"]
