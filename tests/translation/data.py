"""What is nobody's language: what files and users have written, which stands in every language as it is."""

from collections.abc import Iterable, Iterator, Mapping

from tests.projects import names_of
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM, REVIEW_MARK
from workbench.domain.statements import Statement
from workbench.wording.periods import phrase_of_label
from workbench.wording.titles import phrase_of_title
from workbench.workbooks import SourceWorkbook

NAMES: Mapping[str, tuple[str, ...]] = {
    "marks that say which program wrote a file": (REVIEW_MARK, PROGRAM),
    "keys, as they are printed on keyboards": (
        *("Alt", "Ctrl", "Shift", "Del", "Enter", "Esc", "Tab", "Home", "End", "Backspace", "Left", "Right", "F2"),
        *("Ctrl+1", "Ctrl+9"),
    ),
    "what users know by its brand": ("Excel", "Word", "Typst", "Markdown", "EDGAR", "Noto Sans CJK", "MIT"),
    "licenses and what is under them": ("GNU Lesser General Public License", "Qt"),
    "formats and procedures": ("CSV", "JSON", "PDF", "PNG", "SVG", "UTF-8", "XML", "SHA-256"),
    "securities and filings, which Chinese accountants name so too": ("ADS", "6-K"),
    "an example of a currency's code": ("USD",),
    "what is typed at a prompt": (
        "workbench",
        "1600x1000",
        "pip install reconciliation-workbench[passwords]",
        'pip install "reconciliation-workbench[parquet]"',
        "pip install",
        "OPENPYXL_LXML=False",
        *("include", "exclude", "reverse", "zero", "none", "all", "-o", "OUT.recon"),
        *(
            "PROJECT",
            "OTHER",
            "SOURCE",
            "REVIEW.xlsx",
            "OUT",
            "FORMAT",
            "BUNDLE.zip",
            "T.docx",
            "docx",
            "pdf",
            "zip",
            "verify",
        ),
    ),
    "what is typed into a field of a note": ("H1 2023 vs H1 2022", "：in"),
    "what an address begins with": ("http://", "https://"),
    "packages, as pip names them": ("defusedxml", "lxml"),
}
"""What is called so in every language, by what it is; endings of files and options are recognized by how they look."""


def data_of(project: Project) -> frozenset[str]:
    """Return the texts of a project that no import worded."""
    return frozenset(_texts_of(project))


def data_in(workbooks: Iterable[SourceWorkbook]) -> frozenset[str]:
    """Return the texts of workbooks, each cell's as it is and in one line."""
    cells = [cell for workbook in workbooks for sheet in workbook.sheets for cell in sheet.cells]
    return frozenset(
        text
        for cell in cells
        for text in (cell.text.strip(), " ".join(cell.text.split()), *map(str.strip, cell.text.split("\n")))
    )


def _texts_of(project: Project) -> Iterator[str]:
    yield from (
        project.entity,
        project.currency,
        *names_of(project.frameworks),
        *project.source_figures.translated_into,
    )
    for statement in project.statements:
        yield from _texts_of_statement(statement)
    for adjustment in project.adjustments:
        yield from (adjustment.id, adjustment.name, adjustment.note, *adjustment.standards)
    for period in project.periods.values():
        yield from (label for label in (phrase_of_label(period),) if isinstance(label, str))
    for source in project.sources:
        yield from (source.name, source.folder, source.sha256, *source.sheets)
    for figure in project.source_figures:
        cell = figure.cell
        yield from (cell.file, cell.sheet, str(cell), figure.raw, figure.formula or "", figure.adjustment_or_currency)
    for finding in project.import_findings:
        yield from map(str, finding.where)


def _texts_of_statement(statement: Statement) -> Iterator[str]:
    yield from (title for title in (phrase_of_title(statement.kind, statement.title),) if isinstance(title, str))
    for line in statement.lines:
        yield from (line.name, line.caption, line.target_caption, *line.section, *line.aliases)
