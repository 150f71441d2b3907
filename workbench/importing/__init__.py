"""From analysts' workbooks to a project: read → detect → merge → roll up → build, from records to records."""

from workbench.importing.pipeline import draft_of, import_workbooks, project_from

__all__ = ["draft_of", "import_workbooks", "project_from"]
