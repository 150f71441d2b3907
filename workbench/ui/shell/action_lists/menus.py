"""The menus in which actions appear."""

from workbench.phrases import phrase
from workbench.ui.shell.action_records import Menu, Place

FILE = Menu("file", phrase("&File"))
EDIT = Menu("edit", phrase("&Edit"))
VIEW = Menu("view", phrase("&View"))
STATEMENT = Menu("statement", phrase("&Statement"))
RECONCILIATION = Menu("reconciliation", phrase("&Reconciliation"))
CHECKS = Menu("checks", phrase("&Checks"))
HELP = Menu("help", phrase("&Help"))
RECENT = Menu("recent", phrase("&Recent files"), Place(FILE, 2))
EXPORT_IN = Menu("export_in", phrase("Export review workbook i&n"), Place(FILE, 3))
FILL = Menu("fill", phrase("F&ill"), Place(EDIT, 3))
GO = Menu("go", phrase("&Go to"), Place(EDIT, 4))
OUTLINE = Menu("outline", phrase("Outline b&y level"), Place(VIEW, 1))
PANELS = Menu("panels", phrase("&Panels"), Place(VIEW, 3))
COLOURS = Menu("colours", phrase("&Colors"), Place(VIEW, 5))
DIFFERENCES = Menu("differences", phrase("&Differences"), Place(RECONCILIATION, 1))
NATURES = Menu("natures", phrase("&Nature of the selected difference"), Place(RECONCILIATION, 1))
"""Also in the context menu of the list of differences."""
DIFFERENCE = Menu("difference", phrase("&Selected difference"), Place(RECONCILIATION, 1))
ENTRY = Menu("entry", phrase("&Journal entry"), Place(RECONCILIATION, 2))
ENTRY_HELPERS = Menu("entry_helpers", phrase("&Add to the entry"), Place(ENTRY, 2))
REMARKS = Menu("remarks", phrase("Comments and e&vidence"), Place(RECONCILIATION, 2))
COMMENTS_MENU, EVIDENCE_MENU = Menu("comments"), Menu("evidence")
"""The context menus of the list of comments and of that of evidence."""
REVIEW = Menu("review", phrase("Ticks &and open items"), Place(RECONCILIATION, 2))
REVIEWED = Menu("reviewed")
"""The context menu of the lists of the review."""
CONCEPT = Menu("concept", phrase("&Concept"), Place(STATEMENT, 5))
COLUMN = Menu("column", phrase("Colu&mn"), Place(STATEMENT, 6))
"""Also the context menu of the heading of a column."""
TOOLBAR = Menu("toolbar")
START_PAGE = Menu("start_page")
GRID = Menu("grid")
"""The context menu of the statement's cells."""
LINE = Menu("line", phrase("Li&ne"), Place(GRID, 2))
"""The context menu of the statement's captions."""
CONCEPT_OF_LINE = Menu("concept_of_line", phrase("&Concept"), Place(LINE, 5))
COMPLETENESS = Menu("completeness")
"""The context menu of what was concluded."""
HISTORY = Menu("history")
"""The context menu of the steps."""
SWITCHES = Menu("switches")
"""The context menu of the list of differences."""
ENTRIES, FINDINGS, TOTALS = Menu("entries"), Menu("findings"), Menu("totals")
"""The context menus of the list of entries, of that of the results of checks, and of the key totals."""
LEGS = Menu("legs")
"""The context menu of the rows of the entry that is being written."""

BAR = (FILE, EDIT, VIEW, STATEMENT, RECONCILIATION, CHECKS, HELP)
SUBMENUS = (
    RECENT, EXPORT_IN, FILL, GO, OUTLINE, PANELS, COLOURS, CONCEPT, COLUMN, DIFFERENCES, DIFFERENCE, NATURES, ENTRY,
    ENTRY_HELPERS, REMARKS, REVIEW,
)  # fmt: skip
SUBMENUS_OF_CONTEXT_MENUS = (LINE, CONCEPT_OF_LINE)
