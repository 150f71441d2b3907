"""From analysts' workbooks to a project: detect what the sheets state, assemble statements, report what was decided."""

from workbench.importing.pipeline import draft_of, import_workbooks, project_from

__all__ = ["draft_of", "import_workbooks", "project_from"]
