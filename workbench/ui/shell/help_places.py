"""The page of the help that fits where the user is."""

from PySide6.QtWidgets import QWidget

FIRST_PAGE = "first-hour"
PAGE_BY_PLACE = {
    "adjustments": "adjusting",
    "adjustments.scenario": "adjusting#scenarios",
    "adjustments.catalogue_dialog": "adjusting#from-the-catalog",
    "assistant": "importing",
    "assistant.merge": "importing#files-of-two-people",
    "charts": "charts",
    "checks": "proving",
    "help": "first-hour",
    "journal": "adjusting#the-entry-editor",
    "printing": "charts#printing",
    "publishing": "exporting#the-appendix",
    "records.comments": "notes#comments-and-evidence",
    "records.completeness": "proving#completeness",
    "records.consideration": "proving#completeness",
    "records.entries": "adjusting#the-list-of-entries",
    "records.explanation": "proving#why-a-total-moved",
    "records.field": "notes#fields",
    "records.history": "proving#the-history",
    "records.note": "notes",
    "records.remark": "notes#comments-and-evidence",
    "records.review": "notes#the-review",
    "records.thresholds": "notes#the-review",
    "records.to_do": "proving#to-do",
    "shell": "window",
    "shell.backups": "preferences#backups",
    "shell.left_behind": "preferences#recovery",
    "shell.new_project": "importing#a-new-project",
    "shell.period": "window#lines-totals-and-periods",
    "shell.preferences": "preferences",
    "shell.project_details": "importing#what-the-project-is-called",
    "shell.roll": "rolling-forward",
    "shell.shortcuts": "commands",
    "shell.start_page": "first-hour",
    "shell.statement_dialog": "window#lines-totals-and-periods",
    "sources": "proving#where-a-figure-comes-from",
    "statement": "window",
    "statement.comparative": "rolling-forward",
    "statement.delete": "window#lines-totals-and-periods",
    "statement.figure": "proving#where-a-figure-comes-from",
    "statement.find": "finding",
    "statement.insert": "window#lines-totals-and-periods",
    "statement.line": "window#lines-totals-and-periods",
    "statement.replace_dialog": "finding",
    "statement.restate": "proving#restating",
    "statement.total": "window#lines-totals-and-periods",
}
"""The page by the module of ``workbench.ui`` that shows what has the focus: by the longest beginning of its name."""
OWN = "workbench.ui."


def page_for(widget: QWidget | None) -> str:
    """Return the page that fits ``widget``, which has the focus, or what it is in; the first one if nothing has it."""
    while widget is not None:
        module = type(widget).__module__
        if module.startswith(OWN) and (page := _page_of(module.removeprefix(OWN))):
            return page
        widget = widget.parentWidget()
    return FIRST_PAGE


def _page_of(module: str) -> str:
    fitting = [place for place in PAGE_BY_PLACE if module.startswith(place)]
    return PAGE_BY_PLACE[max(fitting, key=len)] if fitting and module.partition(".")[0] != "toolkit" else ""
